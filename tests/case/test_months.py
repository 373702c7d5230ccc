"""What stands in a case and is of another month: told as far as it goes, kept in the folder."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from bpindex.case.belonging import foreign_of, items_of, settled
from bpindex.case.folder import read_case
from bpindex.case.keys import MONTH, NOTE_COLUMN
from bpindex.case.model import Case
from bpindex.case.months import Part
from bpindex.case.records import DataRow
from bpindex.errors import InputError
from bpindex.pipeline import evaluate
from bpindex.workbook.build import build_workbook
from tests.changed_cases import CASE, with_settings, write_case
from tests.reading.typing_over import scalar_cell
from tests.whole_cases import cases
from tests.workbook.editing import bundled_workbook, edited, read

FEBRUARY, MARCH = "2024-02", "2024-03"
COUNTS = list(CASE.index.count_by_id)


def in_march(case: Case) -> Case:
    """The case of February with the period changed, and nothing else."""
    return with_settings(settled(case, FEBRUARY), period=MARCH)


def with_rows(case: Case, changed: dict[str, int], by: int = 1) -> Case:
    """The case in which so many counts of some agencies are others."""
    rows = []
    for row in case.counts:
        some = [key for key, text in row.cells.items() if text != "0"][: changed.get(row.agency, 0)]
        others = {key: str(int(row.cells[key]) + by) for key in some}
        rows.append(replace(row, cells={**row.cells, **others}))
    return replace(case, counts=tuple(rows))


def with_points(case: Case, places: int, points: str = "7.1") -> Case:
    """The case in which the first so many points of the province are others."""
    left, tables = places, []
    for table in case.settings.tables:
        columns = []
        for column in table.columns:
            is_new = left > 0 and column.province_month is not None
            left -= is_new
            columns.append(replace(column, province_month=Decimal(points)) if is_new else column)
        tables.append(replace(table, columns=tuple(columns)))
    return with_settings(case, tables=tuple(tables))


def told(case: Case, words: str) -> list[str]:
    """The findings of a case that have these words, each with its level."""
    findings = evaluate(case).findings
    return [f"{each.level}: {each}" for each in findings if words in str(each)]


# --- one changed count, one changed point ------------------------------------------------------


def test_a_row_in_which_one_count_alone_was_changed_is_told() -> None:
    case = with_rows(in_march(CASE), {"so-y-te": 1, "so-tu-phap": 1, "so-cong-thuong": 2})
    filled = {
        row.agency: sum(text != "0" for text in row.cells.values()) - 1 for row in CASE.counts
    }
    [finding] = told(case, "chỉ có một số liệu khác")
    assert finding.startswith("warning: counts.csv, dòng ")
    assert finding.endswith(
        "cột agency: 2 đơn vị chỉ có một số liệu khác kỳ 02/2024, mọi số liệu khác còn nguyên "
        f"(Sở Y tế: {filled['so-y-te']} ô, Sở Tư pháp: {filled['so-tu-phap']} ô), "
        "cần xem lại đã dán đủ số liệu kỳ 03/2024 chưa."
    )
    [whole] = told(case, "đơn vị còn nguyên số liệu")
    assert whole.startswith("problem") and "26 đơn vị" in whole


def test_many_rows_with_one_changed_count_are_one_sentence() -> None:
    case = with_rows(in_march(CASE), {row.agency: 1 for row in CASE.counts})
    [finding] = told(case, "chỉ có một số liệu khác")
    assert "29 đơn vị" in finding and "và 24 nơi khác" in finding


def test_rows_of_the_month_itself_and_new_ones_are_not_told() -> None:
    february = settled(CASE, FEBRUARY)
    assert told(with_rows(february, {"so-y-te": 1}), "chỉ có một số liệu khác") == []
    anew = with_rows(in_march(CASE), {row.agency: 3 for row in CASE.counts})
    assert told(anew, "chỉ có một số liệu khác") == []


def test_what_was_corrected_within_february_is_whole_februarys_in_march() -> None:
    """Both versions are remembered: the last one is not taken for a change of the first."""
    later = with_rows(settled(CASE, FEBRUARY), {"so-y-te": 1})
    march = with_settings(settled(later, FEBRUARY), period=MARCH)
    assert told(march, "chỉ có một số liệu khác") == []
    assert "29 đơn vị còn nguyên" in told(march, "đơn vị còn nguyên số liệu")[0]


def test_a_row_of_zeros_but_two_counts_is_not_told() -> None:
    few = dict.fromkeys(COUNTS, "0") | {COUNTS[0]: "5", COUNTS[1]: "5"}
    row = DataRow("so-y-te", few, 2)
    march = in_march(replace(CASE, counts=(row,)))
    changed = replace(march, counts=(replace(row, cells={**few, COUNTS[0]: "6"}),))
    assert told(changed, "chỉ có một số liệu khác") == []


def test_points_of_the_province_that_stand_beside_new_ones_are_told() -> None:
    march = with_points(in_march(CASE), 10)
    [finding] = told(march, "của tỉnh còn nguyên như")
    assert finding == (
        "warning: settings.toml, khóa “table.cap-huyen.column.HL.province_month”: "
        "2 điểm tháng của tỉnh còn nguyên như kỳ 02/2024 (Mức độ hài lòng – Cấp huyện, "
        "Số hóa hồ sơ – Cấp huyện), cần điểm kỳ 03/2024; nếu đúng là không đổi, "
        "bấm “Mang sang kỳ này” ở trang Đính chính."
    )


def test_points_that_all_are_as_they_were_stop_the_notice_once() -> None:
    [finding] = told(in_march(CASE), "của tỉnh còn nguyên như")
    assert finding.startswith("problem")
    assert told(with_points(in_march(CASE), 12), "của tỉnh còn nguyên như") == []


# --- notes -------------------------------------------------------------------------------------


def with_note(case: Case, text: str) -> Case:
    first, *others = case.typed
    return replace(case, typed=(replace(first, cells={**first.cells, NOTE_COLUMN: text}), *others))


def printed_notes(case: Case) -> list[str]:
    return [row.note for table in evaluate(case).notice.tables for row in table.rows]


def test_a_note_is_of_the_month_in_which_its_text_was_edited() -> None:
    march = in_march(with_note(CASE, "Ghi chú tháng hai"))
    name = next(agency.name for agency in CASE.agencies if agency.code == CASE.typed[0].agency)
    [finding] = told(march, "ghi chú là của kỳ")
    assert finding.startswith("warning") and f"1 ghi chú là của kỳ 02/2024 ({name})" in finding
    assert not any(printed_notes(march))
    # A space behind it is no edit, another text is.
    assert not any(printed_notes(with_note(march, "Ghi chú tháng hai ")))
    edited = with_note(march, "Ghi chú tháng hai, đã bổ sung")
    assert told(edited, "ghi chú là của kỳ") == []
    assert "Ghi chú tháng hai, đã bổ sung" in printed_notes(edited)


# --- a month as people write it ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["2/2024", "Tháng 02/2024", "2024-02\u00a0", "2024-02-01"])
def test_a_month_is_understood_wherever_a_person_types_one(tmp_path: Path, text: str) -> None:
    write_case(CASE, tmp_path)
    for name, form in (("settings.toml", '"{}"'), ("corrections.csv", ",{}\n")):
        was = (tmp_path / name).read_text("utf-8")
        now = was.replace(form.format(FEBRUARY), form.format(text))
        assert now != was
        (tmp_path / name).write_text(now, "utf-8")
    case = read_case(tmp_path)
    assert (case, case.settings.period) == (CASE, FEBRUARY)


def test_a_month_is_understood_in_the_workbook_too() -> None:
    cell = scalar_cell("settings", "period")
    content = edited(bundled_workbook(), "Thiết lập", {cell: "Tháng 2/2024\u00a0"})
    assert (read(content), read(content).settings.period) == (CASE, FEBRUARY)


# --- the folder --------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(cases(max_agencies=4))
def test_a_folder_keeps_what_each_month_was_made_with(case: Case) -> None:
    case = settled(case, str(case.period))
    with TemporaryDirectory() as folder:
        write_case(case, Path(folder))
        back = read_case(Path(folder))
    assert back.months == case.months
    assert [item.digest for item in items_of(back)] == [item.digest for item in items_of(case)]


@settings(max_examples=4, deadline=None)
@given(cases(max_agencies=4))
def test_a_workbook_keeps_it_too(case: Case) -> None:
    back = read(build_workbook(case))
    assert back.months == settled(case, str(case.period)).months
    assert foreign_of(back) == ()
    assert {item.digest for item in items_of(back)} <= back.months.known[str(case.period)]


def test_an_older_folder_remembers_nothing(tmp_path: Path) -> None:
    write_case(CASE, tmp_path)
    path = tmp_path / "settings.toml"
    path.write_text(path.read_text("utf-8").replace(f'"{FEBRUARY}"', f'"{MARCH}"'), "utf-8")
    assert foreign_of(read_case(tmp_path)) == ()


@pytest.mark.parametrize("month", ["2024-13", "abc"])
def test_a_remembered_month_that_no_calendar_knows_is_refused(tmp_path: Path, month: str) -> None:
    write_case(CASE, tmp_path)
    (tmp_path / "months.csv").write_text(f"period,digest\n{month},0d9c2a3f\n", "utf-8")
    with pytest.raises(InputError, match=rf"months.csv, dòng 2, cột period.*“{month}”.*năm-tháng"):
        read_case(tmp_path)


def test_typed_month_figures_are_kept_like_counts() -> None:
    column = next(key for key in CASE.columns if key.endswith(MONTH))
    typed = tuple(replace(row, cells={**row.cells, column: "98,1"}) for row in CASE.typed)
    march = in_march(replace(CASE, typed=typed))
    assert (
        "29 đơn vị còn nguyên cột tháng hoặc điểm gõ của kỳ 02/2024" in told(march, "cột tháng")[0]
    )


def renamed(case: Case, old: str, new: str) -> Case:
    """The case in which an agency has another code, on every sheet."""
    return replace(
        case,
        agencies=tuple(replace(a, code=new) if a.code == old else a for a in case.agencies),
        **{
            name: tuple(
                replace(r, agency=new) if r.agency == old else r for r in getattr(case, name)
            )
            for name in ("counts", "typed")
        },
    )


def test_counts_and_note_of_an_agency_with_a_new_code_are_still_februarys() -> None:
    code = CASE.counts[0].agency
    typed = [
        replace(r, cells={**r.cells, NOTE_COLUMN: "Ghi"}) if r.agency == code else r
        for r in CASE.typed
    ]
    february = replace(CASE, typed=tuple(typed))
    march = renamed(in_march(february), code, "ma-moi")
    assert {
        (each.item.part, each.month) for each in foreign_of(march) if each.item.name == "ma-moi"
    } == {
        (Part.COUNTS, FEBRUARY),
        (Part.NOTE, FEBRUARY),
    }
    # New figures under the new code are the new month's, and so is a new agency with few counts.
    fresh = with_rows(march, {"ma-moi": 99})
    assert (Part.COUNTS, "ma-moi") not in {(e.item.part, e.item.name) for e in foreign_of(fresh)}


@pytest.mark.parametrize("form", [" {} ", "0{}", "\u00a0{}"])
def test_a_count_typed_in_another_form_is_no_other_count(form: str) -> None:
    march = in_march(CASE)
    rows = [replace(r, cells={k: form.format(t) for k, t in r.cells.items()}) for r in march.counts]
    assert foreign_of(replace(march, counts=tuple(rows))) == foreign_of(march)
