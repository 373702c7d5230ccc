"""A notice from ready-made points: what is asked for, what is odd, and what is left in peace."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bpindex.case.belonging import settled
from bpindex.case.folder import read_case
from bpindex.case.index_change import with_index
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.checks import Level
from bpindex.index.definition import Basis
from bpindex.index.files import bundled_index_sets
from bpindex.pipeline import evaluate
from bpindex.score.figures import province_row_points
from tests.changed_cases import CASE, keeping, write_case
from tests.checks.findings import check

NEW = bundled_index_sets()[-1]
CODES = ("so-cong-thuong", "so-y-te", "so-tu-phap")
POINTS = {"CK": "15,5", "TD": "18,7", "TT": "10", "TTTT": "7,3", "HL": "17,9", "SH": "14,6"}
TOTAL = sum(Decimal(text.replace(",", ".")) for text in POINTS.values())


def based_on(case: Case, **bases: Basis) -> Case:
    """The case of three departments alone, whose columns have other bases."""
    kept = keeping(CODES, case)
    tables = (
        replace(
            table,
            columns=tuple(
                replace(column, basis=bases.get(column.group, column.basis), component=None)
                for column in table.columns
            ),
        )
        for table in kept.settings.tables
    )
    return replace(
        kept,
        settings=replace(kept.settings, tables=tuple(tables)),
        corrections=(),
        counts=(),
        typed=(),
    )


def with_points(case: Case, points: Mapping[str, Mapping[str, str]]) -> Case:
    rows = tuple(
        DataRow(code, {f"{name}_diem": text for name, text in own.items()}, row)
        for row, (code, own) in enumerate(points.items(), 2)
    )
    return replace(case, typed=rows)


ALL_POINTS = based_on(CASE, **dict.fromkeys(POINTS, Basis.POINTS))
READY = with_points(ALL_POINTS, dict.fromkeys(CODES, POINTS))


def told(case: Case, *parts: str) -> list[str]:
    return [str(f) for f in check(case) if f.part in (parts or ("counts", "typed"))]


def problems(case: Case) -> list[str]:
    found = [f for f in check(case) if f.level is Level.PROBLEM]
    return [str(f) for f in found if f.part in ("counts", "typed")]


def test_points_alone_make_a_notice_and_no_count_is_asked_for() -> None:
    assert [text for text in told(READY, "counts") if text] == []
    assert problems(READY) == []
    evaluation = evaluate(READY)
    assert evaluation.scores.total.tolist() == pytest.approx([float(TOTAL)] * 3)
    figures = evaluation.notice.tables[0].rows[0].figures
    # 15.5 / 18, 7.3 / 10 and so on.
    assert [f.text for f in figures if f.column.endswith("_thang")] == [
        "86.1", "93.5", "83.3", "73", "99.4", "66.4"
    ]  # fmt: skip


def test_points_that_several_share_are_no_twins_and_contradict_no_formula() -> None:
    sentences = " ".join(told(READY))
    assert "cùng in" not in sentences
    # The same figures as typed texts are looked at as before.
    texts = {f"{name}_thang": "93.5" for name in POINTS}
    typed = based_on(CASE, **dict.fromkeys(POINTS, Basis.TYPED))
    typed = replace(typed, typed=tuple(DataRow(code, texts) for code in CODES))
    assert "cùng in" in " ".join(told(typed))
    # A text that is not what the points give is the typist's own affair.
    case = replace(based_on(CASE, HL=Basis.TYPED), counts=keeping(CODES, CASE).counts)
    own = [DataRow(code, {"HL_thang": "12.5"}) for code in CODES]
    assert "theo công thức" in " ".join(told(replace(case, typed=tuple(own))))
    own = [DataRow(code, {"HL_thang": "12.5", "HL_diem": "17,9"}) for code in CODES]
    assert "theo công thức" not in " ".join(told(replace(case, typed=tuple(own))))


def test_a_rate_that_is_printed_asks_for_its_own_counts_alone() -> None:
    case = with_points(
        based_on(CASE, **dict.fromkeys(POINTS, Basis.POINTS) | {"TD": Basis.RATE}),
        dict.fromkeys(CODES, POINTS),
    )
    [found] = problems(case)
    assert "cần số liệu của 3 đơn vị, mỗi đơn vị 4 ô" in found  # those of 2.1
    own = CASE.index.component_by_id["2.1"].counts
    some = [
        DataRow(row.agency, {n: t for n, t in row.cells.items() if n in own})
        for row in keeping(CODES, CASE).counts
    ]
    assert problems(replace(case, counts=tuple(some))) == []


def test_columns_typed_as_texts_ask_for_nothing_and_have_no_total() -> None:
    case = based_on(CASE, **dict.fromkeys(POINTS, Basis.TYPED))
    texts = {f"{name}_thang": "50" for name in POINTS}
    case = replace(case, typed=tuple(DataRow(code, texts) for code in CODES))
    assert problems(case) == []
    assert all(total != total for total in evaluate(case).scores.total.tolist())


def test_some_columns_typed_and_others_computed() -> None:
    counts = keeping(CODES, CASE).counts
    shared = {n for c in CASE.index.components_of("TTTT") for n in c.counts}
    rows = [
        DataRow(row.agency, {n: t for n, t in row.cells.items() if n not in shared})
        for row in counts
    ]
    case = replace(based_on(CASE, TTTT=Basis.POINTS), counts=tuple(rows))
    assert problems(case) != []
    case = with_points(case, {code: {"TTTT": "7,3"} for code in CODES})
    assert problems(case) == []
    assert not evaluate(case).scores.agency_states.any()


def test_an_agency_that_lacks_points_is_asked_for_points_and_not_for_counts() -> None:
    less = POINTS | {"SH": ""}
    case = with_points(ALL_POINTS, dict.fromkeys(CODES, POINTS) | {"so-y-te": less})
    [found] = problems(case)
    assert "1 chỗ chưa có điểm gõ" in found
    assert "Sở Y tế, Số hóa hồ sơ" in found


@pytest.mark.parametrize("text", ["x", "20,1", "-1", "22/20"])
def test_points_that_cannot_be_are_a_problem(text: str) -> None:
    case = with_points(
        ALL_POINTS, dict.fromkeys(CODES, POINTS) | {"so-y-te": POINTS | {"TD": text}}
    )
    found = [p for p in problems(case) if "tìm thấy điểm gõ" in p]
    assert len(found) == 1
    assert f"“{text}” của “Tiến độ giải quyết”, cần số từ 0 đến 20" in found[0]


def test_points_of_another_month_are_told() -> None:
    case = settled(READY, "2024-02")
    march = replace(case, settings=replace(case.settings, period="2024-03"))
    found = evaluate(march).findings
    assert any("điểm gõ của kỳ 02/2024" in str(item) for item in found)


def test_a_folder_keeps_points_and_has_no_columns_of_them_without(tmp_path: Any) -> None:
    write_case(READY, tmp_path)
    again = read_case(tmp_path)
    assert [row.cells for row in again.typed] == [row.cells for row in READY.typed]
    write_case(ALL_POINTS, tmp_path)
    assert "_diem" not in (tmp_path / "typed_figures.csv").read_text("utf-8")


# --- components of the province ---------------------------------------------------------------

SHARED = NEW.shared_counts


def under_2026(counts: Mapping[str, Mapping[str, str]], **points: str) -> Case:
    case = with_index(ALL_POINTS, NEW)
    case = replace(case, settings=replace(case.settings, period="2026-10"))
    rows = tuple(DataRow(code, cells, row) for row, (code, cells) in enumerate(counts.items(), 2))
    return with_points(replace(case, counts=rows), {PROVINCE: points} if points else {})


OWN = {name: "10" for name in NEW.count_by_id if name not in SHARED} | {
    "xl_truoc_han": "4", "xl_dung_han": "3", "dang_xl_trong_han": "3",
    "dvc_mot_phan": "4", "dvc_toan_trinh": "6", "pakn_khong_hai_long": "0",
}  # fmt: skip


def test_what_is_the_provinces_is_asked_for_once() -> None:
    case = under_2026(dict.fromkeys(CODES, OWN))
    [found] = problems(case)
    assert "chỉ số 1.1, 1.2, 1.3 tính chung toàn tỉnh mà chưa có số của tỉnh" in found
    of_province = dict.fromkeys(SHARED, "10")
    assert problems(under_2026(dict.fromkeys(CODES, OWN) | {PROVINCE: of_province})) == []
    typed = {"1.1": "6", "1.2": "4", "1.3": "2"}
    assert problems(under_2026(dict.fromkeys(CODES, OWN), **typed)) == []


def test_agencies_that_differ_in_what_is_the_provinces_are_told() -> None:
    same = OWN | dict.fromkeys(SHARED, "10")
    assert problems(under_2026(dict.fromkeys(CODES, same))) == []
    rows = dict.fromkeys(CODES, same)
    assert not any("toàn tỉnh" in text for text in told(under_2026(rows)))
    rows["so-y-te"] = same | {"tthc_cong_bo_dung_han": "9"}
    assert any("chỉ số 1.1 tính chung toàn tỉnh" in text for text in told(under_2026(rows)))


def test_a_component_that_does_not_apply_to_a_kind_asks_for_nothing() -> None:
    of_departments = {n: t for n, t in OWN.items() if not n.startswith("xa_")}
    province = {PROVINCE: dict.fromkeys(SHARED, "10")}
    assert problems(under_2026(dict.fromkeys(CODES, of_departments) | province)) == []


def test_what_was_not_reported_is_looked_at() -> None:
    rows = dict.fromkeys(CODES, OWN | dict.fromkeys(SHARED, "10"))
    rows["so-y-te"] = rows["so-y-te"] | {"sh_kho_du_lieu": "Không báo cáo"}
    case = under_2026(rows)
    assert problems(case) == []
    assert any("Sở Y tế: Hồ sơ liên kết kho dữ liệu DVCQG" in text for text in told(case))


def test_the_points_of_the_province_are_not_computed_from_nothing() -> None:
    """Whatever the portal says, typed points of agencies make no sum that could differ."""
    assert not any("chênh lệch" in str(item) for item in check(READY))
    less = with_points(ALL_POINTS, {CODES[0]: POINTS})
    counted = [row for row in CASE.counts if row.agency in CODES[1:]]
    assert not any(
        "chênh lệch" in str(item) for item in check(replace(less, counts=tuple(counted)))
    )
    full = replace(ALL_POINTS, counts=keeping(CODES, CASE).counts)
    assert any("chênh lệch" in str(item) for item in check(full))


@pytest.mark.parametrize("text", ["17/100", "17/10", "17/20", "17/0", "8,5/9", "1,7/10", "1e1"])
def test_points_out_of_another_maximum_are_refused_by_name(text: str) -> None:
    """Also a number in powers of ten; of a group of at most 18 only x/18 is one."""
    case = with_points(
        ALL_POINTS, {**dict.fromkeys(CODES, POINTS), CODES[1]: {**POINTS, "HL": text}}
    )
    (found,) = (item for item in evaluate(case).problems if item.column == "HL_diem")
    assert str(found) == (
        f"typed_figures.csv, dòng 3, cột HL_diem: tìm thấy điểm gõ “{text}” của "
        "“Mức độ hài lòng”, cần số từ 0 đến 18, hoặc số/18."
    )
    right = {**POINTS, "HL": "17/18"}
    assert (
        problems(with_points(ALL_POINTS, {**dict.fromkeys(CODES, POINTS), CODES[1]: right})) == []
    )


def test_points_of_the_province_out_of_another_maximum_are_not_taken() -> None:
    rows = (*READY.typed, DataRow(PROVINCE, {"HL_diem": "17/100", "TD_diem": "18,7/20"}, 9))
    case = replace(READY, typed=rows)
    assert province_row_points(case) == {"TD": Decimal("18.7")}
    (found,) = (item for item in evaluate(case).problems if item.row == 9)
    assert "“17/100”" in found.text
