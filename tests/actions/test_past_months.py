"""The button and the command that take earlier months into the history."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.folder import case_texts, read_case
from bpindex.case.history_rows import Kind
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.cli.app import run
from bpindex.errors import InputError
from bpindex.history import Past
from bpindex.hosts.file_desk import FileDesk
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.score.column_values import number_in
from bpindex.sources import open_case
from bpindex.words.history import CHANGED_SINCE
from bpindex.workbook.build import build_workbook
from tests.actions.months_typed import TYPED, block, desk_of, everything_of_march, put, read
from tests.changed_cases import with_agency, with_settings
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def folder_of(case: Case, folder: Path) -> Path:
    folder.mkdir()
    for name, text in case_texts(case).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def whole_year(number: int) -> Case:
    return with_settings(
        base_case(),
        period=f"{number}-12",
        period_from=date(number, 1, 1),
        period_to=date(number, 12, 31),
        crosses_month=True,
    )


def january() -> Case:
    """A month before that of the workbook; one agency had another code and name then."""
    case = with_settings(
        base_case(),
        period="2024-01",
        period_from=date(2024, 1, 1),
        period_to=date(2024, 1, 31),
    )
    agencies = (
        replace(item, code="y-te-cu", name="Sở Y tế cũ") if item.code == "so-y-te" else item
        for item in case.agencies
    )
    rows = (
        replace(row, agency="y-te-cu") if row.agency == "so-y-te" else row for row in case.counts
    )
    typed = (row for row in case.typed if row.agency != "so-y-te")
    return replace(case, agencies=tuple(agencies), counts=tuple(rows), typed=tuple(typed))


def test_months_of_files_and_folders_come_in_and_fill_what_is_blank(tmp_path: Path) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    typed = block("typed")
    cell = typed.address(typed.first_row, "SH_nam_truoc")
    put(desk, "typed", cell, "")
    kept = typed.address(typed.first_row, "TD_nam_truoc")
    put(desk, "typed", kept, "1,23")
    columns = block("settings", "columns")
    for row, value in ((columns.first_row, ""), (columns.first_row + 1, 0)):
        put(desk, "settings", columns.address(row, "province_prior"), value)
    desk.chosen = [
        folder_of(january(), tmp_path / "2024-01"),
        folder_of(whole_year(2023), tmp_path / "2023"),
    ]
    told = buttons.import_history(desk)
    assert "Đã ghi 2 kỳ vào Lịch sử, như đã in: 2023, 01/2024 (60 dòng)." in told
    assert "1 đơn vị không có ở trang Đơn vị nên chưa nối với đơn vị nào: Sở Y tế cũ." in told
    case = read(desk, tmp_path).case
    past = Past(case)
    assert (past.months, set(past.periods)) == (("2024-01",), {"2023", "2024-01"})
    code = base_case().typed[0].agency
    cells = next(row.cells for row in case.typed if row.agency == code)
    notice = evaluate(base_case()).notice
    printed = {(a, f.column): f.text for _, a, f in notice.figures()}
    assert cells["SH_nam_truoc"] == printed[code, "SH_thang"] != ""
    assert cells["TD_nam_truoc"] == "1,23"
    points = [column.province_prior for column in case.settings.tables[0].columns]
    assert points[:2] == [base_case().settings.tables[0].columns[0].province_month, 0]
    previous = {row.agency: row.cells for row in case.previous}
    codes = {PROVINCE, *(agency.code for agency in case.agencies)}
    assert previous.keys() == codes - {"so-y-te"}
    assert float(number_in(previous[code]["total"]) or 0) == pytest.approx(
        float(str(past.value("2024-01", code, Kind.TOTAL))), abs=0.005
    )
    # An old name that is written on Đơn vị joins the line.
    health = with_agency("so-y-te", case, aliases=("Sở Y tế cũ",))
    assert Past(health).line("so-y-te", Kind.TOTAL).keys() == {"2023", "2024-01"}
    assert Past(health).unknown == ()
    # The same once more changes nothing.
    desk.chosen = [tmp_path / "2024-01", tmp_path / "2023"]
    before = desk.content()
    assert "không có ô nào phải điền" in buttons.import_history(desk)
    (tmp_path / "trước.xlsm").write_bytes(before)
    again = read(desk, tmp_path).case
    assert again == read_workbook(tmp_path / "trước.xlsm", as_it_is=True)


def test_names_typed_as_texts_with_a_blank_row_between_keep_their_figures(
    tmp_path: Path,
) -> None:
    desk, previous = desk_of(bundled_workbook(), tmp_path), block("previous")
    typed = {5: ("Sở Xây dựng", 11.1), 7: ("Sở Nội vụ", 22.2), 8: ("Sở Tư pháp", 33.3)}
    for row, (name, total) in typed.items():
        put(desk, "previous", previous.address(row, "agency_name"), name)
        put(desk, "previous", previous.address(row, "total"), total)
    desk.chosen = [folder_of(january(), tmp_path / "2024-01")]
    buttons.import_history(desk)
    case = read(desk, tmp_path).case
    codes = {agency.name: agency.code for agency in case.agencies}
    found = {row.agency: row.cells for row in case.previous}
    assert len(found) == len(case.previous)
    past = Past(case)
    for name, total in typed.values():
        assert float(number_in(found[codes[name]]["total"]) or 0) == total
    others = found.keys() - {codes[name] for name, _ in typed.values()}
    assert len(others) > 20
    for code in others:
        total = float(str(past.value("2024-01", code, Kind.TOTAL)))
        assert float(number_in(found[code]["total"]) or 0) == pytest.approx(total, abs=0.005)


def test_a_month_of_another_office_is_asked_about(tmp_path: Path) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    before = read(desk, tmp_path)
    other = with_settings(january(), parent_body="UBND TỈNH MẪU")
    desk.chosen, desk.agreed = [folder_of(other, tmp_path / "2024-01")], [False]
    assert buttons.import_history(desk) == ""
    assert "“2024-01” là của cơ quan khác: “UBND TỈNH MẪU”" in desk.asked[-1]
    assert read(desk, tmp_path).case == before.case
    desk.chosen, desk.agreed = [tmp_path / "2024-01"], [True]
    told = buttons.import_history(desk)
    assert "là của cơ quan khác" in told and "Đã ghi 1 kỳ vào Lịch sử" in told


def test_a_month_is_taken_by_its_own_index_set_and_with_its_own_history(tmp_path: Path) -> None:
    first, *others = base_case().index.components
    harder = replace(first, target=first.target / 2)
    own = replace(base_case().index, id="bo-rieng", components=(harder, *others))
    old = replace(january(), index=own)
    old = replace(old, history=evaluate(whole_year(2023)).closed)
    into = folder_of(base_case(), tmp_path / "2024-02")
    assert run(["history", str(folder_of(old, tmp_path / "cũ")), "--into", str(into)]) == 0
    case = read_case(into)
    past = Past(case)
    assert (past.months, set(past.periods)) == (("2024-01",), {"2023", "2024-01"})
    (row,) = past.rows("2024-01", PROVINCE)
    assert row.index == "bo-rieng"
    code = "so-tu-phap"
    place = evaluate(old).scores.counts.agencies.index(code)
    points = float(evaluate(old).scores.points[0, place])
    known = float(str(past.value("2024-01", code, Kind.POINTS, first.id)))
    assert known == pytest.approx(points, abs=1e-4)
    assert abs(points - float(evaluate(base_case()).scores.points[0, place])) > 0.01


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "“kỳ” là của kỳ 02/2024, cần một kỳ trước kỳ 02/2024"),
        ({"period": "2024-05"}, "“kỳ” là của kỳ 05/2024, cần một kỳ trước kỳ 02/2024"),
        ({"deadline": "ngày nào"}, "Khi đọc “kỳ”: Tệp settings.toml, khóa “deadline”: "),
    ],
)
def test_what_is_no_earlier_month_changes_nothing(
    tmp_path: Path, change: dict[str, str], words: str
) -> None:
    folder = folder_of(base_case(), tmp_path / "kỳ")
    path = folder / "settings.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for key, text in change.items():
        lines = [f'{key} = "{text}"' if line.startswith(f"{key} =") else line for line in lines]
    path.write_text("\n".join(lines), encoding="utf-8")
    desk = desk_of(bundled_workbook(), tmp_path)
    before, desk.chosen = desk.content(), [folder]
    with pytest.raises(InputError) as raised:
        buttons.import_history(desk)
    assert str(raised.value).startswith(words)
    assert desk.content() == before


def test_without_a_file_nothing_happens(tmp_path: Path) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    assert buttons.import_history(desk) == ""


def test_the_command_writes_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "Sổ.xlsm"
    book.write_bytes(bundled_workbook())
    source = folder_of(january(), tmp_path / "2024-01")
    assert run(["history", str(source), "--into", str(book)]) == 0
    assert "Đã ghi 1 kỳ vào Lịch sử" in capsys.readouterr().out
    assert Past(read_workbook(book)).months == ("2024-01",)


def test_a_month_corrected_after_its_issue_says_what_it_touches(tmp_path: Path) -> None:
    """The kept file is edited and taken in again: what was filled follows, what was typed stays."""
    desk = desk_of(bundled_workbook(), tmp_path)
    desk.chosen = [folder_of(january(), tmp_path / "2024-01")]
    buttons.import_history(desk)
    before = {row.agency: row.cells for row in read(desk, tmp_path).case.previous}
    one, other = "so-tu-phap", "so-noi-vu"
    previous = block("previous")
    rows = [row.row for row in read(desk, tmp_path).case.previous if row.agency == other]
    put(desk, "previous", previous.address(rows[0], "total"), "12.34")
    late = january()
    counts = (
        replace(row, cells={**row.cells, "xl_qua_han": "9999"})
        if row.agency in (one, other)
        else row
        for row in late.counts
    )
    desk.chosen = [folder_of(replace(late, counts=tuple(counts)), tmp_path / "sửa")]
    told = buttons.import_history(desk)
    assert "Kỳ 01/2024 khác bản đã có ở Lịch sử: " in told and "Sở Tư pháp" in told
    after = {row.agency: row.cells for row in read(desk, tmp_path).case.previous}
    assert float(number_in(after[one]["total"]) or 0) < float(number_in(before[one]["total"]) or 0)
    assert after[other]["total"] == "12.34"
    assert float(number_in(after[other]["points.TD"]) or 0) < float(
        number_in(before[other]["points.TD"]) or 0
    )


def test_a_closed_month_prints_again_just_as_it_was_issued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made with something typed, closed, another month made: the kept file prints the same."""
    monkeypatch.setattr(
        FileDesk, "save_pdf", lambda self, path, target: target.write_bytes(b"%PDF")
    )
    desk = desk_of(bundled_workbook(), tmp_path)
    typed = block("typed")
    put(desk, "typed", typed.address(typed.first_row, "note"), "Ghi chú tháng hai")
    put(desk, "figures", "H9", TYPED)
    buttons.make_notice(desk)
    buttons.next_month(desk)
    kept = tmp_path / "Sổ 02-2024.xlsm"
    everything_of_march(desk)
    (issued,) = (row.fingerprint for row in read(desk, tmp_path).case.trail if row.fingerprint)
    assert run(["notice", str(kept), "--out", str(tmp_path / "ra"), "--format", "json"]) == 0
    assert fingerprint(evaluate(open_case(kept)).notice) == issued
    desk.chosen = [kept]
    told = buttons.print_closed(desk)
    assert f"Kỳ 02/2024 in lại từ “{kept.name}” trùng bản đã lập" in told and issued in told
    folder = tmp_path / "Thông báo 02-2024"
    assert {path.suffix for path in folder.glob("TB-bo-chi-so*")} == {".docx", ".pdf"}
    # A kept file in which something was typed since says so.
    changed = FileDesk(kept)
    put(changed, "typed", typed.address(typed.first_row, "note"), "Ghi chú khác")
    kept.write_bytes(changed.content())
    desk.chosen = [kept]
    issued_files = {path: path.read_bytes() for path in folder.iterdir()}
    told = buttons.print_closed(desk)
    assert "khác bản đã lập ngày" in told and issued in told
    # It stands beside those that were issued, which are as they were.
    assert {path: path.read_bytes() for path in issued_files} == issued_files
    assert {path.suffix for path in (folder / "In lại").glob("TB-bo-chi-so*")} == {".docx", ".pdf"}
    # Corrected after its issue and made again, it is the one that was made last.
    buttons.make_notice(changed)
    kept.write_bytes(changed.content())
    desk.chosen = [kept]
    told = buttons.print_closed(desk)
    assert "trùng bản đã lập" in told and issued not in told
    desk.chosen = [folder_of(january(), tmp_path / "2024-01")]
    assert "Nhật ký không ghi lần lập thông báo nào của kỳ 01/2024" in buttons.print_closed(desk)


def test_what_was_changed_since_the_notice_is_told_before_the_month_closes(tmp_path: Path) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    buttons.make_notice(desk)
    words = CHANGED_SINCE.format(old="02/2024")
    desk.agreed = [False]
    buttons.next_month(desk)
    assert words not in desk.asked[-1]
    put(desk, "figures", "H9", TYPED)
    desk.agreed = [False]
    buttons.next_month(desk)
    assert words in desk.asked[-1]


def test_an_older_month_stands_before_rows_that_the_workbook_was_built_with(tmp_path: Path) -> None:
    """No apostrophe stays in front of what is written over cells of texts; nor one of before."""
    february = replace(evaluate(january()).following, counts=january().counts)
    desk = desk_of(build_workbook(february), tmp_path)
    desk.chosen = [folder_of(whole_year(2023), tmp_path / "2023")]
    buttons.import_history(desk)
    case = read(desk, tmp_path).case
    past = Past(case)
    assert past.periods == ("2023", "2024-01")
    # One agency had another code before.
    assert len(past.unknown) == 1
    assert not any(text.startswith("'") for row in case.history for text in (row.period, row.name))
    spoiled = [
        replace(row, period=f"'{row.period}", agency=f"'{row.agency}") for row in case.history
    ]
    assert Past(replace(case, history=tuple(spoiled))).periods == past.periods
