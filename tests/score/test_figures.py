"""Scores to printed figures: every display state, and the check values of the domain."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, Column, DataRow, Table
from bpindex.index.definition import Basis
from bpindex.index.files import bundled_index_sets
from bpindex.score.counts import State
from bpindex.score.figures import (
    agency_figure,
    counts_of,
    figure_state,
    figure_value,
    merged_text,
    print_figure,
    province_figure,
    province_mark,
    province_points,
    scores_of,
    source_label,
    typed_texts,
    with_province,
)
from bpindex.score.scoring import score
from tests.changed_cases import CASE, notice_of, with_column
from tests.strategies import base_case, count_rows, counts_of_rows

INDEX = bundled_index_sets()[0]
ZEROS = dict.fromkeys(INDEX.count_by_id, 0)


def figure(
    row: dict[str, Any], column: Column, part: str = MONTH, mark: str = ",", **typed: str
) -> str:
    """Return the printed figure of one agency with these counts."""
    table = Table("t", "k", "TỈNH", (column,), decimal_mark=mark)
    scores = score(INDEX, counts_of_rows(INDEX, [row]))
    return agency_figure(scores, table.decimal_mark, column, part, 0, typed)


# --- check values of the column Mức độ hài lòng ----------------------------------------------


@pytest.mark.parametrize(
    ("rate", "printed"),
    [
        ("85.71", "98.4"),
        ("80", "96.3"),
        ("75", "94.4"),
        ("34.34", "79.4"),
        ("86.37", "98.7"),
        ("0", "66.7"),
        ("90", "100"),
        ("100", "100"),
    ],
)
def test_satisfaction_prints_its_check_values(rate: str, printed: str) -> None:
    """The rate comes from real counts: so many of 10,000 processed dossiers."""
    satisfied = Fraction(rate) * 100
    row = ZEROS | {"xl_dung_han": 10_000, "hl_dung_han": int(satisfied)}
    assert int(satisfied) == satisfied
    assert figure(row, Column("HL"), mark=".") == printed


def test_satisfaction_without_any_dossier_prints_two_thirds() -> None:
    assert figure(ZEROS, Column("HL"), mark=".") == "66.7"


def test_satisfaction_of_six_sevenths_prints_as_its_rate_of_85_71_does() -> None:
    row = ZEROS | {"xl_truoc_han": 23, "xl_dung_han": 7, "xl_qua_han": 5, "hl_dung_han": 30}
    assert figure(row, Column("HL"), mark=".") == "98.4"
    assert figure(row, Column("TD"), mark=".") == "85.71"


def test_late_dossiers_still_in_work_count_for_progress_but_not_for_satisfaction() -> None:
    row = ZEROS | {"xl_dung_han": 9, "xl_qua_han": 1, "dang_xl_qua_han": 10, "hl_dung_han": 9}
    assert figure(row, Column("TD")) == "45"
    assert figure(row, Column("HL")) == "100"


def test_petitions_lower_satisfaction() -> None:
    row = ZEROS | {
        "xl_dung_han": 10, "hl_dung_han": 10,
        "pakn_tong": 30, "pakn_dung_han": 29, "pakn_khong_hai_long": 15,
    }  # fmt: skip
    # (6 x 29/30 + 6 x 15/30 + 6) / 18
    assert figure(row, Column("HL")) == "82,2"


# --- display states --------------------------------------------------------------------------

COUNTED = {
    "CK": ("hs_dong_bo", "hs_tong"),
    "TT": ("hs_truc_tuyen", "hs_tiep_nhan"),
    "TTTT": ("hs_tt_truc_tuyen", "hs_nvtc"),
    "SH": ("sh_tphs", "sh_tiep_nhan"),
}


@pytest.mark.parametrize(
    ("group", "no_denominator", "no_numerator", "two_thirds"),
    [
        ("CK", "0", "0", "66,7"),
        ("TT", "Không có hồ sơ", "0", "66,7"),
        ("TTTT", "0", "0", "66,67"),
        ("SH", "0", "0", "66,7"),
    ],
)
def test_a_rate_prints_as_its_group_says(
    group: str, no_denominator: str, no_numerator: str, two_thirds: str
) -> None:
    above, below = COUNTED[group]
    assert figure(ZEROS, Column(group)) == no_denominator
    assert figure(ZEROS | {below: 5}, Column(group)) == no_numerator
    assert figure(ZEROS | {below: 3, above: 2}, Column(group)) == two_thirds
    assert figure(ZEROS | {below: 3, above: 3}, Column(group)) == "100"


def test_progress_prints_nothing_processed_and_all_late_differently() -> None:
    assert figure(ZEROS, Column("TD")) == "0"
    assert figure(ZEROS | {"xl_qua_han": 3}, Column("TD")) == "Quá hạn 100"
    assert figure(ZEROS | {"dang_xl_qua_han": 3}, Column("TD")) == "Quá hạn 100"
    assert figure(ZEROS | {"xl_qua_han": 2, "xl_truoc_han": 1}, Column("TD")) == "33,33"


def test_a_rate_that_only_rounds_to_zero_prints_zero_not_the_words_for_zero() -> None:
    row = ZEROS | {"xl_dung_han": 1, "xl_qua_han": 10**6}
    assert figure(row, Column("TD")) == "0"


def test_a_whole_column_may_print_with_the_decimal_mark_of_its_table() -> None:
    row = ZEROS | {"hs_tong": 3, "hs_dong_bo": 2}
    assert figure(row, Column("CK"), mark=".") == "66.7"
    assert figure(row, Column("CK"), mark=",") == "66,7"


def test_a_table_may_change_basis_component_decimals_and_words() -> None:
    row = ZEROS | {"hs_tong": 3, "hs_dong_bo": 2, "tthc_da_cong_bo": 7, "tthc_cong_bo_dung_han": 3}
    assert figure(row, Column("CK", component="1.1", decimals=3)) == "42,857"
    assert figure(row, Column("CK", decimals=0)) == "67"
    # (6 x 2/3 + 6 x 3/7) / 18
    assert figure(row, Column("CK", basis=Basis.POINTS)) == "36,5"
    assert figure(ZEROS, Column("CK", when_denominator_zero="–")) == "–"
    assert figure(ZEROS, Column("CK", when_denominator_zero="")) == ""
    assert figure(ZEROS | {"hs_tong": 1}, Column("CK", when_numerator_zero="không")) == "không"


def test_group_points_of_zero_print_zero_and_not_the_words_for_a_rate_of_zero() -> None:
    assert figure(ZEROS, Column("CK", basis=Basis.POINTS)) == "0"
    assert figure(ZEROS | {"xl_qua_han": 3}, Column("TD", basis=Basis.POINTS)) == "0"


def test_a_rate_in_a_column_whose_group_prints_points_still_prints_zero() -> None:
    """The bundled set gives Mức độ hài lòng no words for a rate of zero."""
    column = Column("HL", basis=Basis.RATE, component="5.4")
    assert figure(ZEROS | {"xl_qua_han": 5}, column) == "0"
    assert figure(ZEROS, column) == "0"


def test_a_typed_column_prints_what_was_typed() -> None:
    column = Column("CK", basis=Basis.TYPED)
    row = ZEROS | {"hs_tong": 3, "hs_dong_bo": 2}
    assert figure(row, column, CK_thang=" =1,50 ") == " =1,50 "
    assert figure(row, column) == ""
    assert figure(ZEROS | {"hs_tong": "x"}, column, CK_thang="5") == "5"


def test_the_prior_year_prints_what_was_typed_whatever_the_basis() -> None:
    for basis in (None, *Basis):
        assert figure(ZEROS, Column("CK", basis=basis), PRIOR, CK_nam_truoc="98.40") == "98.40"
    assert figure(ZEROS, Column("CK"), PRIOR, CK_thang="5") == ""
    assert figure(ZEROS, Column("CK"), MONTH, CK_thang="5") == "0"


def test_the_cells_of_a_merged_column_are_blank() -> None:
    column = Column("CK", merged_prior="không thể hiện", merged_month="")
    assert figure(ZEROS, column, PRIOR, CK_nam_truoc="5") == ""
    assert figure(ZEROS, column, MONTH) == "0"
    assert figure(ZEROS, Column("CK", merged_month="x"), MONTH) == ""
    assert (merged_text(column, PRIOR), merged_text(column, MONTH)) == ("không thể hiện", "")


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (None, State.MISSING),
        ("1,5", State.NOT_WHOLE),
        ("-1", State.NEGATIVE),
        ("abc", State.TEXT),
        (2, State.NUMERATOR_OUT_OF_RANGE),
    ],
)
def test_a_figure_that_cannot_be_computed_is_blank_and_its_state_says_why(
    cell: Any, state: State
) -> None:
    row = ZEROS | {"hs_tong": 1, "hs_dong_bo": cell}
    scores = score(INDEX, counts_of_rows(INDEX, [row]))
    group = INDEX.group_by_id["CK"]
    points = replace(group.display, basis=Basis.POINTS)
    for display in (group.display, points):
        assert figure_state(scores, group, display, 0) is state
        assert figure_value(scores, group, display, 0) is None
        assert print_figure(scores, group, display, 0, ",") == ""
    assert figure(row, Column("TD")) == "0"


def test_states_of_figures_without_a_problem() -> None:
    scores = score(INDEX, counts_of_rows(INDEX, [ZEROS, ZEROS | {"hs_tong": 1}]))
    group = INDEX.group_by_id["CK"]
    typed = replace(group.display, basis=Basis.TYPED)
    points = replace(group.display, basis=Basis.POINTS)
    assert figure_state(scores, group, group.display, 0) is State.ZERO_DENOMINATOR
    assert figure_state(scores, group, group.display, 1) is State.OK
    assert figure_state(scores, group, points, 0) is State.OK
    assert figure_state(scores, group, typed, 0) is State.OK


@given(
    count_rows(),
    st.sampled_from(list(INDEX.group_by_id)),
    st.sampled_from([Basis.RATE, Basis.POINTS]),
)
def test_a_computed_figure_is_a_percentage(row: dict[str, int], group: str, basis: Basis) -> None:
    component = INDEX.components_of(group)[0].id
    scores = score(INDEX, counts_of_rows(INDEX, [row]))
    display = replace(INDEX.group_by_id[group].display, basis=basis, component=component)
    value = figure_value(scores, INDEX.group_by_id[group], display, 0)
    if value is None:
        assert figure_state(scores, INDEX.group_by_id[group], display, 0) is State.ZERO_DENOMINATOR
    else:
        assert 0 <= value <= 100
        text = print_figure(scores, INDEX.group_by_id[group], display, 0, ",")
        if value:
            assert abs(Fraction(text.replace(",", ".")) - value) * 2 <= Fraction(
                1, 10**display.decimals
            )


# --- province --------------------------------------------------------------------------------


def test_province_cells_print_points_of_maximum_with_one_decimal_and_a_dot() -> None:
    column = Column(
        "SH",
        province_prior=Decimal(6),
        province_month=Decimal("8.05"),
        province_suffix_month="DVC quốc gia",
    )
    group = INDEX.group_by_id["SH"]
    assert province_figure(column, PRIOR, group, ".") == "6.0/22"
    assert province_figure(column, MONTH, group, ".") == "8.1/22 (DVC quốc gia)"
    assert province_figure(Column("SH"), PRIOR, group, ".") == ""
    assert province_figure(Column("SH", province_suffix_prior="x"), PRIOR, group, ".") == ""
    assert province_points(column, PRIOR) == 6
    assert province_points(Column("SH"), MONTH) is None


def test_the_province_prints_commas_where_no_table_prints_dots() -> None:
    """As in the made-up province; the notice of 02/2024 has dots below its commas."""
    assert province_mark(CASE) == "."
    commas = (replace(table, decimal_mark=",") for table in CASE.settings.tables)
    case = replace(CASE, settings=replace(CASE.settings, tables=tuple(commas)))
    assert province_mark(case) == ","
    rows = [row for table in notice_of(case).tables if (row := table.province)]
    assert not [f.text for row in rows for f in row.figures if "." in f.text]


def test_computed_points_of_the_province_name_no_source() -> None:
    """Typed ones do, also where they are typed in another table or the province's row."""
    case = with_column("cap-huyen", "SH", province_month=None)
    case = with_column("so-nganh", "SH", case, province_month=None)
    scores, group = scores_of(case), case.index.group_by_id["SH"]

    def printed(case: Case) -> str:
        table = with_province(case, scores).settings.tables[0]
        column = next(item for item in table.columns if item.group == "SH")
        return province_figure(column, MONTH, group, province_mark(case))

    assert printed(case) == "8.0/22"
    row = DataRow(PROVINCE, {"SH_diem": "8,1"})
    assert printed(replace(case, typed=(*case.typed, row))) == "8.1/22 (DVC quốc gia)"
    assert printed(CASE) == "8.0/22 (DVC quốc gia)"


@pytest.mark.parametrize("maximum", ["22.0", "22", "2.2E+1"])
def test_a_maximum_prints_the_same_however_it_is_written(maximum: str) -> None:
    group = replace(INDEX.group_by_id["SH"], max_points=Decimal(maximum))
    assert province_figure(Column("SH", province_prior=Decimal(6)), PRIOR, group, ".") == "6.0/22"


def test_a_maximum_that_is_no_whole_number_keeps_its_decimals() -> None:
    group = replace(INDEX.group_by_id["SH"], max_points=Decimal("22.5"))
    assert province_figure(Column("SH", province_prior=Decimal(6)), PRIOR, group, ".") == "6.0/22.5"


def test_labels_of_sources_belong_to_their_part() -> None:
    column = Column("SH", prior_source="a", month_source="b")
    assert (source_label(column, PRIOR), source_label(column, MONTH)) == ("a", "b")


# --- the rows of a case ----------------------------------------------------------------------


def test_counts_of_a_case_stand_in_printing_order_and_leave_out_agencies_of_other_times() -> None:
    base = base_case()
    kind = base.settings.tables[0].kind
    case = replace(
        base,
        agencies=(Agency("b", "B", kind, 2), Agency("a", "A", kind, 1)),
        counts=(
            DataRow("a", {"hs_tong": "5"}),
            DataRow("lạ", {"hs_tong": "7"}),
            DataRow("a", {"hs_tong": "9"}),
        ),
    )
    counts = counts_of(case)
    assert counts.agencies == ("a", "b")
    row = counts.rows["hs_tong"]
    assert counts.values[row, 0] == 5
    assert counts.states[row].tolist() == [State.OK, State.MISSING]
    assert set(counts.states[counts.rows["hs_dong_bo"]].tolist()) == {State.MISSING}


def test_the_first_of_several_rows_of_typed_figures_counts() -> None:
    rows = (DataRow("a", {"CK_nam_truoc": "1"}), DataRow("a", {"CK_nam_truoc": "2", "note": "x"}))
    assert typed_texts(replace(base_case(), typed=rows)) == {"a": {"CK_nam_truoc": "1"}}
