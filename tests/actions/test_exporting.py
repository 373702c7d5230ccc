"""The notice as files beside the workbook, whatever program holds it."""

import sys
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.actions.running import perform
from bpindex.hosts.file_desk import FileDesk
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.words import buttons as texts
from bpindex.words import files as file_words
from bpindex.workbook.build import build_workbook
from tests.changed_cases import with_counts
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import HOST, opened
from tests.render.test_word_template import template
from tests.render.words import Word, word
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

FOLDER, NAME = "Thông báo 02-2024", "TB-bo-chi-so-2024-02.docx"
SUMMARY = "tom-tat-02-2024.txt"
FIGURES, CELL = "Bảng điểm", "H9"


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(bundled_workbook())
    return FileDesk(path)


def wrote(name: str, folder: Path) -> str:
    return texts.EXPORTED.format(files=name, folder=folder / FOLDER)


def test_the_word_file_is_the_notice_in_the_folder_of_its_month(
    desk: FileDesk, tmp_path: Path
) -> None:
    before = desk._package.to_bytes()
    told = buttons.export_word(desk)
    assert told == f"{wrote(NAME, tmp_path)}\n{texts.SUMMED_UP.format(file=SUMMARY)}"
    message = (tmp_path / FOLDER / SUMMARY).read_text(encoding="utf-8-sig")
    assert message.startswith("BỘ CHỈ SỐ THÁNG 02/2024")
    assert (tmp_path / FOLDER / NAME).read_bytes() == word().content
    assert desk._package.to_bytes() == before, "the workbook stays as it is"


def test_what_was_typed_since_the_notice_is_in_the_file_and_that_is_told(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.make_notice(desk)
    assert texts.NOTICE_IS_OLDER not in buttons.export_word(desk)
    desk.write(FIGURES, CELL, [["12,34"]])
    assert texts.NOTICE_IS_OLDER in buttons.export_word(desk)
    made = Word((tmp_path / FOLDER / NAME).read_bytes())
    assert "12,34" in {text for _, text in made.texts()}


def test_a_file_that_a_person_changed_is_kept_and_named(desk: FileDesk, tmp_path: Path) -> None:
    buttons.export_word(desk)
    target = tmp_path / FOLDER / NAME
    target.write_bytes(b"changed by hand")
    told = buttons.export_word(desk)
    [kept] = [path for path in target.parent.glob("*.docx") if path != target]
    assert kept.read_bytes() == b"changed by hand"
    assert file_words.FILE_EXISTS_CHANGED.format(path=kept.name) in told
    assert target.read_bytes() == word().content


def test_a_template_beside_the_workbook_is_filled(desk: FileDesk, tmp_path: Path) -> None:
    own = tmp_path / texts.TEMPLATE_FILE
    own.write_bytes(template("Kính gửi: {{nơi gửi}}"))
    perform(desk, "export_word")
    assert "{{nơi gửi}}" in desk.told[-1]
    assert not (tmp_path / FOLDER).exists()
    own.write_bytes(template("Tháng {{tháng}}", "{{toàn văn}}"))
    told = buttons.export_word(desk)
    assert "nơi nhận" in told, "what the template has no place for"
    made = Word((tmp_path / FOLDER / NAME).read_bytes())
    assert next(made.texts())[1] == "Tháng 02"
    assert len(made.tables) == 2


def test_problems_in_the_data_stop_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(build_workbook(with_counts("so-y-te", hs_tong=None)))
    desk = FileDesk(path)
    perform(desk, "export_word")
    assert desk.shown == "Kiểm tra"
    assert not (tmp_path / FOLDER).exists()


PDF = "TB-bo-chi-so-2024-02.pdf"


def test_excel_prints_the_sheets_of_the_notice_itself(tmp_path: Path) -> None:
    with opened(tmp_path, bundled_workbook()) as excel:
        excel.run_python(f"{HOST}export_pdf()")
        assert len(excel.application._books) == 1, "what was opened for it is closed again"
    printed = (tmp_path / FOLDER / PDF).read_text(encoding="utf-8")
    assert printed == f"%PDF {NOTICE_SHEET}"


def test_word_and_pdf_of_a_run_lie_in_one_folder(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "save_pdf", lambda path, target: target.write_bytes(b"%PDF-1.7"))
    buttons.export_word(desk)
    told = buttons.export_pdf(desk)
    assert told.startswith(wrote(PDF, tmp_path))
    names = {path.name for path in (tmp_path / FOLDER).iterdir() if path.name[0] != "."}
    assert names == {NAME, PDF, SUMMARY}
    # Of one notice they belong together, whatever button made each; of another one it is told.
    older = file_words.OTHER_RUN.format(path=NAME)
    assert older not in told
    desk.write(FIGURES, CELL, [["12,34"]])
    assert older in buttons.export_pdf(desk)
    assert file_words.OTHER_RUN.format(path=PDF) not in buttons.export_word(desk)


def test_every_agency_gets_its_files_in_a_folder_beside_the_notice(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "save_pdf", lambda path, target: target.write_bytes(b"%PDF-1.7"))
    folder = tmp_path / FOLDER / texts.EXTRACTS_FOLDER
    assert buttons.export_extracts(desk) == texts.EXTRACTED.format(count=29, folder=folder)
    names = {path.name for path in folder.iterdir() if path.name[0] != "."}
    assert len(names) == 59
    assert {f"phieu-02-2024-so-y-te.{end}" for end in ("docx", "pdf")} < names
    assert "danh-sach.txt" in names
    # How far it is can be seen.
    assert desk.states[-1] == texts.EXTRACTING.format(number=28, count=29)


def test_who_stops_in_the_middle_has_no_file_and_those_before_stay(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "save_pdf", lambda path, target: target.write_bytes(b"%PDF-1.7"))
    desk.stops_at = 0.5
    perform(desk, "export_extracts")
    assert desk.told == [texts.EXTRACTS_STOPPED]
    assert not (tmp_path / FOLDER).exists()
    desk.stops_at = None
    buttons.export_extracts(desk)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    desk.write(FIGURES, CELL, [["12,34"]])
    desk.stops_at = 0.5
    perform(desk, "export_extracts")
    assert {path: path.read_bytes() for path in before if FOLDER in str(path)} == {
        path: content for path, content in before.items() if FOLDER in str(path)
    }


@pytest.mark.parametrize(("held", "count"), [((1, 0, 0, 1), 0), ((1, 0, 0, 0), 29)])
def test_excel_prints_the_files_of_agencies_itself_and_esc_stops_it(
    held: tuple[int, ...], count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter(held)
    with opened(tmp_path, bundled_workbook()) as excel:
        keys = sys.modules["win32api"]
        monkeypatch.setattr(keys, "GetAsyncKeyState", lambda key: next(states, 0))
        excel.run_python(f"{HOST}export_extracts()")
    folder = tmp_path / FOLDER / texts.EXTRACTS_FOLDER
    assert len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.docx"))) == count


def test_excel_writes_the_same_file(tmp_path: Path) -> None:
    excel: FakeExcel = opened(tmp_path, bundled_workbook())
    with excel:
        excel.run_python(f"{HOST}export_word()")
    assert (tmp_path / FOLDER / NAME).read_bytes() == word().content
