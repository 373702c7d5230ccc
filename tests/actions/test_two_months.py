"""Last month's file, a new period: nothing of one month prints in the other, nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import Correction, CorrectionKind
from bpindex.case.folder import case_texts, read_case
from bpindex.errors import DataProblemsError, InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.state_sheet import STATE_SHEET
from tests import ROOT
from tests.actions.months_typed import (
    FEBRUARY,
    FROM,
    MARCH,
    SENTENCE,
    TITLES,
    TO,
    TYPED,
    block,
    change_counts,
    change_province,
    desk_of,
    everything_of_march,
    find,
    put,
    put_setting,
    read,
    set_dates,
    set_month,
    texts,
)
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, sheet_alone

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@pytest.fixture(scope="module")
def february(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the file of February, with a figure typed over, a sentence, a note, and issued."""
    folder = tmp_path_factory.mktemp("february")
    desk = desk_of(bundled_workbook(), folder)
    typed = block("typed")
    put(desk, "typed", typed.address(typed.first_row, "note"), "Ghi chú tháng hai")
    put(desk, "figures", "H9", TYPED)
    buttons.make_notice(desk)
    desk.write(NOTICE_SHEET, find(desk, lambda text: "thông báo đến các sở" in text), [[SENTENCE]])
    buttons.make_notice(desk)
    assert {TYPED, SENTENCE, "Ghi chú tháng hai"} <= set(texts(desk))
    desk.save_copy(folder / "tháng hai.xlsm")
    return (folder / "tháng hai.xlsm").read_bytes()


@pytest.fixture
def desk(february: bytes, tmp_path: Path) -> FileDesk:
    return desk_of(february, tmp_path)


def problems(desk: FileDesk) -> str:
    """Return the problems that stop the notice."""
    with pytest.raises(DataProblemsError) as told:
        buttons.make_notice(desk)
    return "\n".join(told.value.problems)


def own(reading: Reading, period: str) -> list[Correction]:
    return [item for item in reading.case.corrections if item.period == period and item.in_force]


# --- a period typed anew is enough ------------------------------------------------------------


def test_nothing_of_february_prints_in_march_and_nothing_is_lost(
    desk: FileDesk, tmp_path: Path
) -> None:
    everything_of_march(desk)
    before = own(read(desk, tmp_path), FEBRUARY)
    buttons.make_notice(desk)
    shown = texts(desk)
    assert not [text for text in shown if TYPED in text or SENTENCE in text or "tháng hai" in text]
    assert [text for text in shown if "THÁNG 3 NĂM 2024" in text]
    reading = read(desk, tmp_path)
    assert own(reading, FEBRUARY) == before
    assert own(reading, MARCH) == []
    assert reading.snapshot and reading.snapshot.period == MARCH


def test_februarys_notice_stays_in_the_file_for_good(desk: FileDesk) -> None:
    was = texts(desk)
    everything_of_march(desk)
    for _ in range(3):
        buttons.make_notice(desk)
    kept = texts(desk, "Thông báo 02-2024")
    assert [text.removeprefix("BẢN TRƯỚC – ") for text in kept] == was
    assert kept != was
    assert [text for text in texts(desk) if "THÁNG 3 NĂM 2024" in text]


def links(desk: FileDesk, folder: Path, period: str) -> set[str]:
    """Return the sheets to which the register's rows of a month lead."""
    register = block("corrections")
    rows = read(desk, folder).stored.corrections
    cells = [register.address(item.row, "link") for item in rows if item.period == period]
    found = sheet_alone((folder / "bản sao.xlsm").read_bytes(), TITLES["corrections"])
    formulas = [str(found[cell].value or "") for cell in cells]
    return {link.partition("'")[2].partition("'")[0] for link in formulas}


def test_links_of_february_lead_to_februarys_kept_notice_or_nowhere(
    desk: FileDesk, tmp_path: Path
) -> None:
    assert NOTICE_SHEET in links(desk, tmp_path, FEBRUARY)
    everything_of_march(desk)
    buttons.make_notice(desk)
    assert links(desk, tmp_path, FEBRUARY) == {""}
    desk.write(NOTICE_SHEET, find(desk, lambda text: "thông báo đến các sở" in text), [["Câu."]])
    buttons.make_notice(desk)
    assert links(desk, tmp_path, FEBRUARY) == {"Thông báo 02-2024"}
    assert links(desk, tmp_path, MARCH) == {NOTICE_SHEET}
    # A row of February is withdrawn for February: nothing prints again in March.
    register = block("corrections")
    row = next(i.row for i in read(desk, tmp_path).stored.corrections if i.period == FEBRUARY)
    desk.select(TITLES["corrections"], register.address(row, "agency"))
    said = buttons.withdraw_correction(desk)
    assert "của kỳ khác; thông báo kỳ này không đổi" in said
    assert "in lại" not in said
    assert links(desk, tmp_path, FEBRUARY) == {"Thông báo 02-2024"}


def test_what_was_typed_on_februarys_notice_belongs_to_february(
    desk: FileDesk, tmp_path: Path
) -> None:
    """Typed after the last run, and taken only when the period says March already."""
    place = find(desk, lambda text: text == "Nơi nhận:")
    desk.write(NOTICE_SHEET, place, [["Nơi nhận (tháng 02):"]])
    everything_of_march(desk)
    put(desk, "figures", "H10", "55.5")
    said = buttons.make_notice(desk)
    assert "\nĐã ghi 1 đính chính mới vào sổ Đính chính.\n" in said
    assert "\nĐã ghi 1 đính chính mới thuộc kỳ 02/2024 vào sổ Đính chính, không in" in said
    assert "Nơi nhận:" in texts(desk)
    corrected = {item.corrected for item in own(read(desk, tmp_path), FEBRUARY)}
    assert {"Nơi nhận (tháng 02):", TYPED, SENTENCE} <= corrected


def test_what_is_typed_over_bang_diem_in_march_belongs_to_march(
    desk: FileDesk, tmp_path: Path
) -> None:
    everything_of_march(desk)
    put(desk, "figures", "H10", "55.5")
    buttons.make_notice(desk)
    assert "55.5" in texts(desk)
    assert [item.corrected for item in own(read(desk, tmp_path), MARCH)] == ["55.5"]


def make_february_again(desk: FileDesk) -> None:
    """Type February's period, counts and dates again."""
    set_month(desk, FEBRUARY)
    change_counts(desk, by=0)
    columns = block("settings", "columns")
    put(desk, "settings", columns.address(columns.first_row, "province_month"), 8.3)
    for key, value in (("period_from", 45323), ("period_to", 45344), ("deadline", 45358)):
        put_setting(desk, key, value)
    put_setting(desk, "issue_month", 2)


def test_february_can_be_made_again_as_it_was(desk: FileDesk) -> None:
    was = texts(desk)
    everything_of_march(desk)
    buttons.make_notice(desk)
    make_february_again(desk)
    buttons.make_notice(desk)
    assert texts(desk) == was


def put_note(desk: FileDesk, text: str) -> None:
    typed = block("typed")
    put(desk, "typed", typed.address(typed.first_row, "note"), text)


def test_a_note_is_of_the_month_in_which_it_was_edited_on_sheet_and_notice(
    desk: FileDesk, tmp_path: Path
) -> None:
    """The one on Năm trước by its text, the one typed on the notice by the register."""
    desk.write(NOTICE_SHEET, find(desk, lambda text: "Ghi chú tháng hai" in text), [["Chép tay"]])
    buttons.make_notice(desk)
    assert "Chép tay" in texts(desk)
    everything_of_march(desk)
    buttons.make_notice(desk)
    assert not [text for text in texts(desk) if "Chép tay" in text or "tháng hai" in text]
    put_note(desk, "Ghi chú tháng ba")
    buttons.make_notice(desk)
    assert "Ghi chú tháng ba" in texts(desk)
    assert own(read(desk, tmp_path), MARCH) == []
    assert "Chép tay" in {item.corrected for item in own(read(desk, tmp_path), FEBRUARY)}
    # Back in February March's note does not print, what was typed on its notice does.
    make_february_again(desk)
    buttons.make_notice(desk)
    assert "Chép tay" in texts(desk) and "Ghi chú tháng ba" not in texts(desk)


# --- what the notice cannot be made without ----------------------------------------------------


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (change_counts, "29 đơn vị còn nguyên số liệu kỳ 02/2024"),
        (change_province, "điểm tháng của tỉnh còn nguyên như kỳ 02/2024"),
    ],
)
def test_what_still_is_februarys_stops_march(
    desk: FileDesk, left: Callable[[FileDesk], None], words: str
) -> None:
    set_month(desk)
    set_dates(desk)
    for change in (change_counts, change_province):
        if change is not left:
            change(desk)
    assert words in problems(desk)


@pytest.mark.parametrize(
    ("key", "words"),
    [("issue_month", "ngày, tháng ban hành là của kỳ"), ("deadline", "hạn báo cáo là của kỳ")],
)
def test_dates_of_february_stop_march(desk: FileDesk, key: str, words: str) -> None:
    everything_of_march(desk)
    put_setting(desk, key, {"issue_month": 2, "deadline": 45358}[key])
    assert words in problems(desk)


def test_agencies_whose_counts_were_not_pasted_are_named(desk: FileDesk) -> None:
    everything_of_march(desk)
    change_counts(desk, first=0, by=0)
    change_counts(desk, first=2)
    named = "2 đơn vị còn nguyên số liệu kỳ 02/2024 (Sở Công thương, Sở Khoa học"
    assert named in problems(desk)


def test_a_bundled_workbook_of_which_no_notice_was_made_knows_its_month(tmp_path: Path) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    set_month(desk)
    set_dates(desk)
    assert "29 đơn vị còn nguyên" in problems(desk)


def test_figures_typed_over_before_the_month_was_set_are_asked_about(
    desk: FileDesk, tmp_path: Path
) -> None:
    put(desk, "figures", "H10", "33,3")
    everything_of_march(desk)
    desk.asked.clear()
    desk.agreed = [False]
    buttons.make_notice(desk)
    assert "1 số gõ đè (H10)" in desk.asked[0]
    assert "33,3" not in texts(desk)
    assert "33,3" in {item.corrected for item in own(read(desk, tmp_path), FEBRUARY)}
    assert own(read(desk, tmp_path), MARCH) == []


def test_a_touched_dossier_of_february_stays_februarys(desk: FileDesk) -> None:
    put_dossier(desk, 5, "H-hai")
    buttons.make_notice(desk)
    everything_of_march(desk)
    late = block("late_dossiers")
    put(desk, "late_dossiers", late.address(5, "procedure"), "Cấp phép xây dựng")
    buttons.make_notice(desk)
    assert not desk.has_sheet("Phụ lục")
    assert desk.read(TITLES["late_dossiers"], "L5:L5") == [[FEBRUARY]]


def test_the_months_name_belongs_to_its_last_notice(desk: FileDesk) -> None:
    everything_of_march(desk)
    for _ in range(2):
        buttons.make_notice(desk)
    make_february_again(desk)
    put(desk, "figures", "H10", "3,1416")
    buttons.make_notice(desk)
    everything_of_march(desk)
    for _ in range(2):
        buttons.make_notice(desk)
    assert "3,1416" in texts(desk, "Thông báo 02-2024")
    assert "3,1416" not in texts(desk, "Thông báo 02-2024 (giữ lại)")


@pytest.mark.parametrize(("cell", "text"), [("A1", ""), ("A1", "@@@"), ("C1", "@@@")])
def test_a_memory_that_is_gone_or_damaged_stops_the_run(
    desk: FileDesk, cell: str, text: str
) -> None:
    desk.write(STATE_SHEET, cell, [[text]])
    with pytest.raises(InputError, match="bị hỏng"):
        buttons.make_notice(desk)


def test_a_damaged_way_back_keeps_nobody_from_making_a_notice(desk: FileDesk) -> None:
    desk.write(STATE_SHEET, "B1", [["@@@"]])
    buttons.make_notice(desk)
    assert TYPED in texts(desk)


def test_an_older_workbook_whose_period_was_changed_knows_its_month(tmp_path: Path) -> None:
    desk = desk_of((ROOT / "tests" / "data" / "layout-2-in-use.xlsm").read_bytes(), tmp_path)
    set_month(desk)
    path = tmp_path / "cũ.xlsm"
    desk.save_copy(path)
    found = [str(finding) for finding in evaluate(read_with_harvest(path).case).problems]
    assert [text for text in found if "còn nguyên số liệu kỳ 02/2024" in text]


@pytest.mark.parametrize("period", ["2024-13", "13/2024", "2/24", "abc"])
def test_a_month_that_no_calendar_knows_is_refused(tmp_path: Path, period: str) -> None:
    for name, text in case_texts(base_case()).items():
        (tmp_path / name).write_text(text.replace(",2024-02\n", f",{period}\n"), encoding="utf-8")
    with pytest.raises(InputError, match=rf"corrections.csv.*“{period}”.*kỳ dạng năm-tháng"):
        read_case(tmp_path)


# --- carried over ------------------------------------------------------------------------------


def select(desk: FileDesk, name: str, cell: str, rows: int = 1) -> None:
    desk.select(TITLES[name], cell, rows)


def test_counts_that_did_not_change_are_used_on_a_persons_word(desk: FileDesk) -> None:
    everything_of_march(desk)
    change_counts(desk, by=0)
    select(desk, "counts", "C5")
    desk.agreed = [False]
    assert buttons.carry_over(desk) == ""
    assert "còn nguyên số liệu" in problems(desk)
    select(desk, "counts", "C5")
    assert "Đã mang 29 chỗ sang kỳ 03/2024" in buttons.carry_over(desk)
    buttons.make_notice(desk)
    assert [text for text in texts(desk) if "THÁNG 3 NĂM 2024" in text]


def test_what_was_carried_over_by_mistake_can_be_taken_back(desk: FileDesk) -> None:
    everything_of_march(desk)
    change_counts(desk, by=0)
    select(desk, "counts", "C5")
    buttons.carry_over(desk)
    buttons.restore_previous(desk)
    assert "còn nguyên số liệu" in problems(desk)
    buttons.restore_previous(desk)
    buttons.make_notice(desk)


def test_pressed_on_the_register_it_asks_for_each_sheet(desk: FileDesk) -> None:
    set_month(desk)
    put_setting(desk, "period_from", FROM)
    put_setting(desk, "period_to", TO)
    select(desk, "corrections", "A900")
    desk.asked.clear()
    desk.agreed = [True, False, True]
    assert "Đã mang 43 chỗ sang kỳ 03/2024" in buttons.carry_over(desk)
    sheets = ("Số liệu", "Năm trước", "Thiết lập")
    assert [name for name, text in zip(sheets, desk.asked, strict=True) if name in text] == [
        *sheets
    ]
    buttons.make_notice(desk)
    assert "Ghi chú tháng hai" not in texts(desk)


def test_a_correction_is_carried_over_and_stays_in_february(desk: FileDesk, tmp_path: Path) -> None:
    everything_of_march(desk)
    buttons.make_notice(desk)
    register = read(desk, tmp_path).stored.corrections
    row = next(item.row for item in register if item.corrected == SENTENCE)
    select(desk, "corrections", f"A{row}")
    assert "Đã mang 1 chỗ sang kỳ 03/2024" in buttons.carry_over(desk)
    assert SENTENCE in texts(desk) and TYPED not in texts(desk)
    reading = read(desk, tmp_path)
    assert [item.corrected for item in own(reading, MARCH)] == [SENTENCE]
    assert SENTENCE in {item.corrected for item in own(reading, FEBRUARY)}
    row = next(item.row for item in reading.stored.corrections if item.period == MARCH)
    select(desk, "corrections", f"A{row}")
    buttons.withdraw_correction(desk)
    assert SENTENCE not in texts(desk)
    assert SENTENCE in {item.corrected for item in own(read(desk, tmp_path), FEBRUARY)}


def test_without_anything_of_another_month_it_says_so(desk: FileDesk) -> None:
    select(desk, "counts", "C5")
    with pytest.raises(InputError, match="Không có gì của kỳ khác"):
        buttons.carry_over(desk)


# --- late dossiers -----------------------------------------------------------------------------


def put_dossier(desk: FileDesk, row: int, number: str) -> None:
    late = block("late_dossiers")
    for key, text in (("dossier", number), ("procedure", "Cấp phép"), ("agency", "so-y-te")):
        put(desk, "late_dossiers", late.address(row, key), text)


def test_late_dossiers_print_in_their_month_alone(desk: FileDesk, tmp_path: Path) -> None:
    put_dossier(desk, 5, "H-hai")
    buttons.make_notice(desk)
    assert "H-hai" in texts(desk, "Phụ lục")
    everything_of_march(desk)
    put_dossier(desk, 6, "H-ba")
    buttons.make_notice(desk)
    assert "H-ba" in texts(desk, "Phụ lục") and "H-hai" not in texts(desk, "Phụ lục")
    stamps = desk.read(TITLES["late_dossiers"], "L5:L6")
    assert stamps == [[FEBRUARY], [MARCH]]
    # A new one written over an old one is new, whatever stands beside it.
    put_dossier(desk, 5, "H-ba-nữa")
    buttons.make_notice(desk)
    assert {"H-ba", "H-ba-nữa"} <= set(texts(desk, "Phụ lục"))
    assert desk.read(TITLES["late_dossiers"], "L5:L6") == [[MARCH], [MARCH]]


def test_a_dossier_added_to_february_or_mended_there_stays_there(desk: FileDesk) -> None:
    late = block("late_dossiers")
    for row, number in ((5, "H-OO1"), (6, "H-2")):
        put_dossier(desk, row, number)
        for key, day in (("received", f"0{row}/01/2024"), ("due", "20/02/2024")):
            put(desk, "late_dossiers", late.address(row, key), day)
    buttons.make_notice(desk)
    everything_of_march(desk)
    put(desk, "late_dossiers", late.address(5, "dossier"), "H-001")
    put_dossier(desk, 7, "H-muộn")
    put(desk, "late_dossiers", late.address(7, "period"), FEBRUARY)
    put_dossier(desk, 8, "H-ba")
    buttons.make_notice(desk)
    printed = {text for text in texts(desk, "Phụ lục") if text.startswith("H-")}
    assert printed == {"H-ba"}
    stamps = desk.read(TITLES["late_dossiers"], "L5:L8")
    assert stamps == [[FEBRUARY], [FEBRUARY], [FEBRUARY], [MARCH]]


def test_selected_dossiers_are_carried_over(desk: FileDesk) -> None:
    put_dossier(desk, 5, "H-một")
    put_dossier(desk, 6, "H-hai")
    buttons.make_notice(desk)
    everything_of_march(desk)
    select(desk, "late_dossiers", "A6")
    assert "Đã mang 1 chỗ" in buttons.carry_over(desk)
    buttons.make_notice(desk)
    assert "H-hai" in texts(desk, "Phụ lục") and "H-một" not in texts(desk, "Phụ lục")


# --- formats -----------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [True, False])
def test_formats_of_last_month_are_offered_once(
    desk: FileDesk, tmp_path: Path, wanted: bool
) -> None:
    reading = read(desk, tmp_path)
    form = CorrectionKind.FORMAT
    assert not [item for item in reading.case.corrections if item.kind is form]
    put_form(desk, reading)
    everything_of_march(desk)
    desk.asked.clear()
    desk.agreed = [wanted]
    buttons.make_notice(desk)
    assert [text for text in desk.asked if "Thông báo kỳ 02/2024 có 1 chỗ sửa hình thức" in text]
    assert bool([i for i in own(read(desk, tmp_path), MARCH) if i.kind is form]) is wanted
    desk.asked.clear()
    buttons.make_notice(desk)
    assert not [text for text in desk.asked if "hình thức" in text]


def put_form(desk: FileDesk, reading: Reading) -> None:
    """Type the height of a row into the register, as the tool would have taken it."""
    register = block("corrections")
    row = max(item.row for item in reading.stored.corrections) + 1
    cells = {"agency": "block:closing", "column": "height", "corrected": "60"}
    for key, text in {**cells, "kind": CorrectionKind.FORMAT}.items():
        put(desk, "corrections", register.address(row, key), text)
    buttons.make_notice(desk)
