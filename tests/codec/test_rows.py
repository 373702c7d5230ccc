"""Records from rows of texts, CSV texts and cell values."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.correction import CorrectionState
from bpindex.case.correction_rows import CorrectionRow
from bpindex.case.records import Agency, Column, LateDossier, TrailRow
from bpindex.codec.csv import check_header, format_csv, parse_csv
from bpindex.codec.fields import (
    CSV,
    SHEET,
    cell_text,
    field_names,
    moment_text,
    parse_date,
    print_moment,
)
from bpindex.codec.rows import cells_from_record, record_from_row, row_from_record
from bpindex.errors import InputError
from bpindex.index.definition import Basis
from bpindex.index.periods import Period
from tests.strategies import AWKWARD, agencies, awkward_texts

CELLS = awkward_texts(newlines=True, blank=True)


def place(row: int, column: str) -> str:
    return f"x.csv, dòng {row}, cột {column}"


# --- CSV -------------------------------------------------------------------------------------


@given(st.lists(st.tuples(awkward_texts(newlines=True), CELLS, CELLS)))
def test_cells_written_as_csv_read_back_equal(rows: list[tuple[str, str, str]]) -> None:
    header, read = parse_csv(format_csv(["a", "b", "c"], rows), "x.csv")
    assert header == ["a", "b", "c"]
    assert [tuple(cells) for _, cells in read] == rows


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\rb", "a\u2028b", "a\x85b", '"', '""', ";"])
def test_line_ends_and_quotes_inside_a_cell_survive(text: str) -> None:
    _, read = parse_csv(format_csv(["a", "b"], [[text, "x"], ["y", text]]), "x.csv")
    assert [cells for _, cells in read] == [[text, "x"], ["y", text]]


def test_rows_are_numbered_by_the_line_on_which_they_begin() -> None:
    text = 'a,b\n1,"hai\ndòng"\n\n  ,\n2,x\n'
    assert parse_csv(text, "x.csv") == (["a", "b"], [(2, ["1", "hai\ndòng"]), (6, ["2", "x"])])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_commas_and_semicolons_both_separate(end: str) -> None:
    for mark in ",;":
        text = end.join([f"a{mark}b", f'1{mark}"x,y;z"', ""])
        assert parse_csv(text, "x.csv") == (["a", "b"], [(2, ["1", "x,y;z"])])


def test_header_names_lose_the_spaces_around_them() -> None:
    assert parse_csv(" a , b\n1,2\n", "x.csv")[0] == ["a", "b"]


def test_a_short_row_and_blank_cells_too_many_are_allowed() -> None:
    assert parse_csv("a,b\n1\n1,2, ,\n", "x.csv")[1] == [(2, ["1"]), (3, ["1", "2", " ", ""])]


def test_a_row_with_too_many_cells_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        parse_csv('a,b\n1,2\n"x\ny",2,3\n', "counts.csv")
    assert str(caught.value) == "Tệp counts.csv, dòng 3: tìm thấy 3 ô, cần không quá 2 ô."


@pytest.mark.parametrize("text", ["", "\n\n", " , \n"])
def test_an_empty_table_is_an_error(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_csv(text, "counts.csv")
    assert str(caught.value) == "Tệp counts.csv trống; cần ít nhất dòng tiêu đề cột."


@pytest.mark.parametrize("text", ['a,b\n1,"x\n', 'a,b\n1,"x"y\n'])
def test_broken_quotes_are_an_error_that_names_file_and_line(text: str) -> None:
    with pytest.raises(InputError, match=r"^Tệp counts\.csv, dòng \d+: dấu nháy không khép kín"):
        parse_csv(text, "counts.csv")


# --- header ----------------------------------------------------------------------------------


def test_a_known_header_passes_in_any_order() -> None:
    check_header(["b", "a"], ["a", "b", "c"], ["a"], "x.csv")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["code", "nmae"], "x.csv: có cột lạ “nmae”. Có phải là “name”?"),
        (["code", "name", "điểm"], "x.csv: có cột lạ “điểm”."),
        (["code", "name", "code"], "x.csv: cột “code” xuất hiện hai lần."),
        (["code"], "x.csv: thiếu cột “name”."),
        ([], "x.csv: thiếu cột “code”."),
    ],
)
def test_an_unknown_doubled_or_missing_column_is_an_error(header: list[str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        check_header(header, ["code", "name", "note"], ["code", "name"], "x.csv")
    assert str(caught.value) == message


# --- cells -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  x ", "  x "),
        (True, "TRUE"),
        (False, "FALSE"),
        (5, "5"),
        (5.0, "5"),
        (-0.0, "0"),
        (46.03, "46.03"),
        (0.1, "0.1"),
        (123456789012.0, "123456789012"),
        (date(2024, 2, 1), "2024-02-01"),
        (datetime(2024, 2, 1), "2024-02-01"),
        (datetime(2024, 2, 1, 8, 30), "2024-02-01 08:30:00"),
        (time(8, 30), "08:30:00"),
    ],
)
def test_cell_values_become_texts_as_people_know_them(cell: Any, text: str) -> None:
    assert cell_text(cell) == text


@given(st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e14, 1e14)))
def test_a_number_reads_back_from_its_text(number: float) -> None:
    assert float(cell_text(number)) == number
    assert float(cell_text(float(number))) == number


@given(st.dates(date(1000, 1, 1)))
def test_dates_are_read_year_first_or_day_first_with_any_mark(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    for mark in "/-.":
        for day_first in (f"{day:%d}{mark}{day:%m}", f"{day.day}{mark}{day.month}"):
            assert parse_date(f"{day_first}{mark}{day.year:04d}") == day
        assert parse_date(f"{day.year:04d}{mark}{day.month}{mark}{day.day}") == day


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2024", "02/13/2024", "2024-13-01", "1/2-2024", "1/2/24", "hôm qua", "45323"],
)
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


# --- records ---------------------------------------------------------------------------------


@given(agencies(["Sở, ngành", "Cấp huyện"]))
def test_an_agency_reads_back_from_its_row(agency: Agency) -> None:
    assert record_from_row(Agency, row_from_record(agency), 7, place) == agency


DATES = st.one_of(st.none(), st.dates(date(1900, 1, 1)))


@given(
    st.builds(
        LateDossier,
        CELLS,
        CELLS,
        CELLS,
        DATES,
        DATES,
        DATES,
        CELLS,
        CELLS,
        CELLS,
        CELLS,
        CELLS,
        st.just(0),
    )
)
def test_a_late_dossier_reads_back_from_its_row(item: LateDossier) -> None:
    assert record_from_row(LateDossier, row_from_record(item), 7, place) == item


@given(
    st.builds(
        CorrectionRow,
        *[CELLS] * 8,
        state=st.sampled_from(CorrectionState),
        row=st.just(0),
    )
)
def test_a_correction_reads_back_from_its_row(item: CorrectionRow) -> None:
    """A day that people wrote, 01/02/2024, is kept as the register keeps days."""
    expected = replace(item, on=moment_text(item.on))
    assert record_from_row(CorrectionRow, row_from_record(item), 7, place) == expected


def test_the_row_number_is_kept_but_is_no_column() -> None:
    row = {"code": "a", "name": "A", "kind": "Sở", "order": "1"}
    agency = record_from_row(Agency, row, 7, place)
    assert agency.row == 7
    assert "row" not in field_names(Agency)
    assert "row" not in row_from_record(agency)
    assert field_names(Agency)[:4] == ("code", "name", "kind", "order")


def test_cell_values_of_a_sheet_are_taken_as_they_are_meant() -> None:
    cells = {
        "dossier": 123.0,
        "procedure": "Cấp phép",
        "agency": "a",
        "received": datetime(2024, 2, 1),
        "due": date(2024, 2, 5),
        "returned": "06/02/2024",
        "days_late": 1,
        "note": None,
    }
    assert record_from_row(LateDossier, cells, 2, place) == LateDossier(
        "123", "Cấp phép", "a", date(2024, 2, 1), date(2024, 2, 5), date(2024, 2, 6), "1"
    )


def test_blank_cells_of_optional_columns_give_the_default() -> None:
    row = {"column": "title", "computed": "a", "state": "  ", "on": None}
    assert record_from_row(CorrectionRow, row, 2, place) == CorrectionRow(
        "", "", "title", "a", "", ""
    )
    agency = {"code": "a", "name": "A", "kind": "Sở", "order": 1, "valid_to": " ", "aliases": None}
    assert record_from_row(Agency, agency, 2, place) == Agency("a", "A", "Sở", 1)


POINTS = st.one_of(st.none(), st.decimals(-1000, 1000, places=3))
MAYBE_TEXTS = st.one_of(st.none(), CELLS)


@given(
    st.builds(
        Column,
        group=awkward_texts(),
        basis=st.one_of(st.none(), st.sampled_from(Basis)),
        component=MAYBE_TEXTS,
        decimals=st.one_of(st.none(), st.integers(0, 6)),
        when_denominator_zero=MAYBE_TEXTS,
        when_numerator_zero=MAYBE_TEXTS,
        prior_source=CELLS,
        province_prior=POINTS,
        province_month=POINTS,
    )
)
def test_a_column_tells_nothing_said_from_an_empty_text(column: Column) -> None:
    assert record_from_row(Column, row_from_record(column), 7, place) == column
    assert record_from_row(Column, cells_from_record(column), 7, place) == column


@dataclass(frozen=True)
class Switch:
    on: bool
    points: Decimal


@pytest.mark.parametrize("cell", [True, "TRUE", " true "])
@pytest.mark.parametrize("points", [Decimal("15.5"), 15.5, "15.5", " 15,5 "])
def test_switches_and_numbers_read_from_values_and_texts(cell: Any, points: Any) -> None:
    switch = record_from_row(Switch, {"on": cell, "points": points}, 2, place)
    assert switch == Switch(True, Decimal("15.5"))


@pytest.mark.parametrize(
    ("on", "points", "message"),
    [
        ("có", "1", "cột on: tìm thấy “có”, cần true hoặc false."),
        ("TRUE", "NaN", "cột points: tìm thấy “NaN”, cần một con số."),
        ("TRUE", "1.234,5", "cột points: tìm thấy “1.234,5”, cần một con số."),
        ("TRUE", "", "cột points: tìm thấy “”, cần một con số."),
    ],
)
def test_a_wrong_switch_or_number_is_an_error(on: str, points: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        record_from_row(Switch, {"on": on, "points": points}, 4, place)
    assert str(caught.value) == f"x.csv, dòng 4, {message}"


def test_items_of_a_list_share_a_cell() -> None:
    row = {"code": "a", "name": "A", "kind": "Sở", "order": "1", "aliases": " Sở A;; Sở B ; "}
    agency = record_from_row(Agency, row, 2, place)
    assert agency.aliases == ("Sở A", "Sở B")
    assert row_from_record(agency)["aliases"] == "Sở A; Sở B"


@pytest.mark.parametrize("text", AWKWARD)
def test_texts_are_kept_as_typed(text: str) -> None:
    row = {"code": "a", "name": f" {text} ", "kind": "Sở", "order": " 10 "}
    assert record_from_row(Agency, row, 2, place).name == f" {text} "


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"order": "mười"}, "cột order: tìm thấy “mười”, cần một số nguyên."),
        ({"order": ""}, "cột order: tìm thấy “”, cần một số nguyên."),
        ({"order": "1,5"}, "cột order: tìm thấy “1,5”, cần một số nguyên."),
        (
            {"valid_to": " 30/6/25 "},
            "cột valid_to: tìm thấy “30/6/25”, cần một ngày như 01/02/2024 hoặc 2024-02-01.",
        ),
        (
            {"valid_from": "31/02/2024"},
            "cột valid_from: tìm thấy “31/02/2024”, cần một ngày như 01/02/2024 hoặc 2024-02-01.",
        ),
    ],
)
def test_a_cell_of_another_type_is_an_error_that_names_place_found_and_expected(
    changes: dict[str, str], message: str
) -> None:
    row = {"code": "a", "name": "A", "kind": "Sở", "order": "1"} | changes
    with pytest.raises(InputError) as caught:
        record_from_row(Agency, row, 4, place)
    assert str(caught.value) == f"x.csv, dòng 4, {message}"


def test_an_unknown_state_is_an_error_that_lists_the_known_ones() -> None:
    row = dict.fromkeys(field_names(CorrectionRow), "x")
    with pytest.raises(InputError) as caught:
        record_from_row(CorrectionRow, row, 4, place)
    assert str(caught.value) == (
        "x.csv, dòng 4, cột state: tìm thấy “x”, cần áp dụng | cần xem lại | đã rút."
    )


def test_a_sheet_says_a_moment_as_people_write_it_and_a_file_as_it_is_kept() -> None:
    row = TrailRow("2024-03-02 09:30", "An", "Lập thông báo", "2024-02", "bb22")
    assert cells_from_record(row, SHEET)["on"] == "02/03/2024 09:30"
    assert cells_from_record(row, CSV)["on"] == "2024-03-02 09:30"
    for text in ("02/03/2024 09:30", "2024-03-02 09:30"):
        cells = {**cells_from_record(row, SHEET), "on": text}
        assert record_from_row(TrailRow, cells, 0, place, SHEET) == row
    # What somebody wrote themselves stays as it is.
    assert moment_text("hôm qua") == print_moment("hôm qua") == "hôm qua"
    assert f"{Period(2024, 3)}" == "03/2024"
    assert str(Period(2024, 3)) == "2024-03"
