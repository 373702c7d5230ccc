"""The self-test over the file desk and over the fake Excel: all steps, and seeded faults."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions import buttons
from bpindex.actions.running import perform
from bpindex.cli.app import run
from bpindex.desk.contract import Desk
from bpindex.hosts import excel_refusals, programs, udfs
from bpindex.hosts.excel import ExcelDesk
from bpindex.hosts.file_desk import FileDesk
from bpindex.hosts.own_excel import OutsideDesk
from bpindex.log import data_folder
from bpindex.reading.workbook import read_with_harvest
from bpindex.selftest import running
from bpindex.selftest.bench import Result, State
from bpindex.selftest.playing import pages_of
from bpindex.selftest.running import STEPS, Step, line
from bpindex.words import selftest as texts
from bpindex.workbook.content import Formula, contents_of
from tests import ROOT
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import opened
from tests.selftest.seeding import (
    COUNTS,
    FIGURES,
    LOOKS,
    failing,
    results_on,
    with_locked_cell,
    with_wrong_value,
    without_function,
    without_open_areas,
)
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]
ON_WINDOWS = {texts.POLICIES, texts.SERVER}


def opened_file(path: Path) -> AbstractContextManager[Desk]:
    return FileDesk(path).opened(path)


def named(name: str) -> Step:
    (step,) = (step for step in STEPS if step.name == name)
    return step


class Computing:
    """Stands for Excel's calculation by VBA and Python: what Python computes stands there."""

    def __init__(self, excel: FakeExcel, folder: Path) -> None:
        self.excel, self.copy = excel, folder / "tính.xlsm"

    def __call__(self) -> None:
        book = self.excel.book()
        book._write(self.copy)
        reading = read_with_harvest(self.copy)
        contents = contents_of(reading.held)
        for sheet_id, cells in contents.cells.items():
            grid = book._sheet(contents.layout[sheet_id].title)._grid
            values = {at: held.value for at, held in cells.items() if isinstance(held, Formula)}
            for array in contents.arrays.get(sheet_id, ()):
                top, left, _, _ = array.area
                for row, found in enumerate(array.values, top):
                    values |= {(row, column): value for column, value in enumerate(found, left)}
            for at, value in values.items():
                if grid.formula(*at) is not None:
                    grid.compute(*at, value)
        findings = reading.layout["findings"]
        first = findings.blocks[0].first_row
        formula = str(self.excel.formula(findings.title, f"A{first}"))
        if formula.startswith("=BP_DIEM("):
            arguments = map(float, re.findall(r"[\d.]+", formula.partition("(")[2]))
            book._sheet(findings.title)._grid.compute(first, 1, udfs.BP_DIEM(*arguments))


@pytest.fixture(params=["file", "excel"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[object]:
    """What opens a copy: a file desk, or an Excel in which the user's own workbook is open."""
    if request.param == "file":
        yield opened_file
        return
    with opened(tmp_path, bundled_workbook()) as excel:
        excel.on_calculate = Computing(excel, tmp_path)
        desk = ExcelDesk(excel.xw.books.active)

        @contextmanager
        def open_copy(path: Path) -> Iterator[Desk]:
            with desk.quiet(), desk.opened(path) as copy:
                yield copy
            assert excel.books == ["Sổ tháng 2.xlsm"]

        yield open_copy


def test_every_step_passes_that_can_be_played(opener: object, tmp_path: Path) -> None:
    results = results_on(bundled_workbook(), tmp_path, opener, STEPS)
    assert failing(results) == {}
    wanted = {step.name for step in STEPS}
    assert wanted < set(results)
    untried = {name for name, each in results.items() if each.state is State.NOT_TRIED}
    if opener is opened_file:
        computing = {texts.COMPUTED, texts.RECOMPUTED, texts.LOST}
        assert untried - {texts.PAGES, texts.PICTURED} == ON_WINDOWS | computing
    else:
        # The fake prints a PDF without pages, and Python is not ended by what it runs itself.
        assert untried == ON_WINDOWS | {texts.PAGES, texts.PICTURED, texts.LOST}


def test_excels_python_is_ended_from_outside_and_everything_is_right_again(tmp_path: Path) -> None:
    ended = []
    with opened(tmp_path, bundled_workbook()) as excel:
        computing = Computing(excel, tmp_path)
        excel.on_calculate = lambda: computing() if ended else None
        excel.macros["KillPy"] = lambda: ended.append("KillPy")

        @contextmanager
        def open_copy(path: Path) -> Iterator[Desk]:
            yield OutsideDesk(excel.xw.books.open(path))

        results = results_on(bundled_workbook(), tmp_path, open_copy, [named(texts.LOST)])
    assert results[texts.LOST].state is State.PASSED, results
    assert ended == ["KillPy"]


def test_a_wrong_stored_value_is_found(opener: object, tmp_path: Path) -> None:
    content, place = with_wrong_value(bundled_workbook())
    found = failing(results_on(content, tmp_path, opener))
    assert set(found) == {texts.STORED}
    assert place in found[texts.STORED]
    assert "77.25" in found[texts.STORED]


def test_a_locked_cell_is_found(opener: object, tmp_path: Path) -> None:
    content, place = with_locked_cell(bundled_workbook())
    found = failing(results_on(content, tmp_path, opener))
    assert found == {texts.OPEN_CELLS: f"{texts.LOCKED.format(count=1, places=place)} "}


def test_a_sheet_that_pasted_cells_would_shut_is_found(opener: object, tmp_path: Path) -> None:
    content = without_open_areas(bundled_workbook())
    found = failing(results_on(content, tmp_path, opener, [*LOOKS, named(texts.PASTED)]))
    assert list(found) == [texts.PASTED]
    shut = texts.SHUT.partition("{")[0]
    assert re.fullmatch(f"{shut}{COUNTS}![A-Z]+[0-9]+ ", found[texts.PASTED])


@pytest.mark.parametrize("opener", ["excel"], indirect=True)
@pytest.mark.parametrize("fault", ["not lifted", "not given back"])
def test_an_action_that_does_not_lift_and_give_back_protection_is_found(
    opener: object, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def lifted(sheet: Any) -> Iterator[None]:
        if fault == "not given back":
            sheet.Unprotect("")
        yield

    monkeypatch.setattr(excel_refusals, "lifted", lifted)
    steps = [named(name) for name in (texts.MADE, texts.PASTED_FIGURE, texts.PROTECTED)]
    found = failing(results_on(bundled_workbook(), tmp_path, opener, steps))
    if fault == "not lifted":
        assert list(found) == [texts.PASTED_FIGURE]
    else:
        assert found == {texts.PROTECTED: f"{texts.UNPROTECTED.format(sheets=FIGURES)} "}


def test_a_missing_function_is_found(
    opener: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = without_function(base_case(), "BP_DIEM", monkeypatch)
    found = failing(results_on(content, tmp_path, opener))
    assert set(found) == {texts.FUNCTIONS, texts.STRUCTURE}
    assert found[texts.FUNCTIONS] == f"{texts.NO_FUNCTION.format(names='BP_DIEM')} "


def test_a_function_that_python_lacks_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(udfs, "BP_XEPLOAI")
    found = failing(results_on(bundled_workbook(), tmp_path, opened_file))
    assert found == {texts.FUNCTIONS: f"{texts.NO_FUNCTION.format(names='BP_XEPLOAI')} "}


def test_what_is_told_elsewhere_holds_no_figure(tmp_path: Path) -> None:
    content, _ = with_wrong_value(bundled_workbook())
    results = results_on(content, tmp_path, opened_file)
    assert "77" not in "\n".join(map(line, results.values()))


def test_the_pages_go_into_the_file_that_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "examine", lambda: ())
    shown = Result(texts.PICTURED, State.PASSED, 1, texts.WELL, pages=b"%PDF")
    running.written_file([shown], tmp_path)
    (bundle,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(bundle) as found:
        assert found.read(texts.PAGES_FILE) == b"%PDF"


def test_the_button_leaves_a_sheet_and_a_file_and_the_workbook_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    monkeypatch.setattr(running, "STEPS", LOOKS)
    monkeypatch.setattr(running, "examine", lambda: ())
    for _ in range(2):
        perform(desk, "self_test")
        assert desk.told[-1].startswith(texts.DONE.partition("{")[0])
        assert desk.shown == texts.SHEET
    rows = desk.read(texts.SHEET, "A1:E40")
    assert rows[2] == list(texts.COLUMNS)
    assert {row[1] for row in rows} > {step.name for step in LOOKS}
    copy = tmp_path / "sau.xlsm"
    desk.save_copy(copy)
    before, after = (read_with_harvest(each) for each in (path, copy))
    assert (before.case, before.snapshot_chunks) == (after.case, after.snapshot_chunks)
    (bundle, *_) = data_folder().glob("bochiso-tu-kiem-tra-*.zip")
    with zipfile.ZipFile(bundle) as found:
        assert texts.STORED in found.read(texts.REPORT_FILE).decode()
    assert buttons.make_notice(desk)


def test_the_command_ends_with_1_where_something_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs, "what_is_missing", lambda: "no LibreOffice")
    monkeypatch.setattr(running, "STEPS", LOOKS)
    monkeypatch.setattr(running, "examine", lambda: ())
    codes = []
    for name, content in (
        ("a", bundled_workbook()),
        ("b", with_wrong_value(bundled_workbook())[0]),
    ):
        path = tmp_path / f"{name}.xlsm"
        path.write_bytes(content)
        codes.append(run(["selftest", str(path), "--report", str(tmp_path / "gửi")]))
        assert path.read_bytes() == content
    assert codes == [0, 1]
    assert texts.NOT_TRIED in capsys.readouterr().out
    assert list((tmp_path / "gửi").glob("*.zip"))


def test_the_checklist_says_what_is_played_in_its_place() -> None:
    checklist = (ROOT / "docs" / "excel-checklist.md").read_text(encoding="utf-8")
    for step in STEPS:
        covers = ", ".join(map(str, step.covers)) or "–"
        assert f"| {step.name} | {covers} |" in checklist


def test_pages_are_counted_in_plain_and_in_packed_files() -> None:
    page = b"<</Type /Page /Parent 1 0 R>> <</Type /Pages>> "
    packed = b"stream\n" + zlib.compress(page * 3) + b"\nendstream"
    assert [pages_of(pdf) for pdf in (page * 2, packed, b"%PDF")] == [2, 3, 0]
