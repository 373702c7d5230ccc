"""Every action over a workbook file, without any office program."""

import copy
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from bpindex.actions import buttons
from bpindex.case.correction import CorrectionState
from bpindex.desk import moment
from bpindex.desk.contract import Desk, Selection
from bpindex.edits.taker import Stamp
from bpindex.hosts.excel import ExcelDesk
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.made_sheets import GENERATED
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET, render_sheet, render_with_snapshot
from bpindex.sheets.layout import layout_of
from bpindex.sheets.state_sheet import STATE_SHEET
from bpindex.words import buttons as texts
from bpindex.words import marks
from bpindex.words.workbook import PREVIOUS_MARK
from bpindex.xlsx.package import Package
from tests.done import beyond_done
from tests.hosts.windows.pressing import PREVIOUS, cells_of, content_of
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, sheet_alone

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

LAYOUT = layout_of(base_case().index)
FIGURES, REGISTER = LAYOUT["figures"].title, LAYOUT["corrections"].title
# The month's points of the first agency of the list, and of the one below it.
CELL, BELOW = "H9", "H10"
REQUESTS = [name for name in vars(Desk) if not name.startswith("_")]


def desk_of(content: bytes, folder: Path) -> FileDesk:
    path = folder / "Sổ tháng 2.xlsm"
    path.write_bytes(content)
    return FileDesk(path)


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    return desk_of(bundled_workbook(), tmp_path)


def saved(desk: FileDesk, folder: Path) -> Path:
    path = folder / "bản sao.xlsm"
    desk.save_copy(path)
    return path


def reading(desk: FileDesk, folder: Path) -> Reading:
    return read_with_harvest(saved(desk, folder))


def notice(desk: FileDesk, title: str = NOTICE_SHEET) -> list[list[Any]]:
    return desk.read(title, "A1:P120")


def as_present(previous: list[list[Any]]) -> list[list[Any]]:
    """Return the rows of a previous sheet without what says that it is one."""
    rows = [
        [t.removeprefix(PREVIOUS_MARK) if isinstance(t, str) else t for t in row]
        for row in previous
    ]
    assert rows != previous
    rows[0][0] = rows[0][0].rpartition(":")[0]
    return rows


def texts_of(desk: FileDesk) -> set[Any]:
    return {text for row in notice(desk) for text in row}


@pytest.mark.parametrize("kind", [ExcelDesk, FileDesk])
@pytest.mark.parametrize("name", REQUESTS)
def test_a_desk_takes_every_request_of_the_contract(kind: type, name: str) -> None:
    wanted, found = (inspect.signature(getattr(item, name)) for item in (Desk, kind))
    assert list(wanted.parameters) == list(found.parameters)


# --- the story of a month --------------------------------------------------------------------


def test_the_data_are_checked_and_the_findings_shown(desk: FileDesk) -> None:
    assert buttons.check_data(desk) == ""
    assert desk.shown == LAYOUT["findings"].title
    first, *_ = desk.read(desk.shown, "A5:B8")
    assert first[0] == marks.WARNING
    assert str(evaluate(base_case()).findings[0]).partition(": ")[2] in first[1]
    assert [text for text in desk.states if text] == [texts.READING]


def test_the_notice_is_the_rendered_one_and_nothing_else_is_touched(
    desk: FileDesk, tmp_path: Path
) -> None:
    before = Package(bundled_workbook()).parts
    assert beyond_done(buttons.make_notice(desk)) == ""
    assert desk.shown == NOTICE_SHEET
    path = saved(desk, tmp_path)
    rendered, _ = render_with_snapshot(evaluate(base_case()).notice)
    assert cells_of(path.read_bytes()) == cells_of(rendered)
    after = Package(path.read_bytes()).parts
    titles = (STATE_SHEET, LAYOUT["trail"].title, LAYOUT["findings"].title)
    written = {Package(bundled_workbook()).sheets()[title] for title in titles}
    parts = (
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    )
    changed = {name for name in before if after[name] != before[name]}
    assert changed == written | set(parts)


def test_a_brought_in_sheet_keeps_its_looks_page_and_drawing(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.make_notice(desk)
    path, original = saved(desk, tmp_path), tmp_path / "thông báo.xlsx"
    original.write_bytes(render_sheet(evaluate(base_case()).notice))
    found, wanted = (sheet_alone(f.read_bytes(), NOTICE_SHEET) for f in (path, original))
    assert found.print_area == wanted.print_area
    assert found.page_setup.orientation == wanted.page_setup.orientation
    assert [item.id for item in found.row_breaks.brk] == [i.id for i in wanted.row_breaks.brk]
    looks = ("font", "fill", "border", "alignment", "number_format")
    cells = (cell for row in wanted.iter_rows() for cell in row if cell.has_style)
    # What openpyxl makes up of a merged area's borders stands in no file.
    styled = [cell for cell in cells if not isinstance(cell, MergedCell)]
    assert len(styled) > 300
    for cell in styled:
        for look in looks:
            twin = getattr(found[cell.coordinate], look)
            assert repr(twin) == repr(getattr(cell, look)), (cell.coordinate, look)
    package = Package(path.read_bytes())
    assert [item.kind for item in package.relations(package.sheets()[NOTICE_SHEET])] == ["drawing"]
    assert (
        package.parts["xl/vbaProject.bin"] == Package(bundled_workbook()).parts["xl/vbaProject.bin"]
    )


def test_a_figure_typed_over_is_taken_printed_explained_and_withdrawn(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.make_notice(desk)
    first = notice(desk)
    desk.write(FIGURES, CELL, [["12,34"]])
    desk.lines = ["  theo công văn 12 "]
    assert beyond_done(buttons.make_notice(desk)) == texts.TAKEN[0].format(count=1)
    assert as_present(notice(desk, PREVIOUS)) == first
    assert "12,34" in texts_of(desk)
    state = reading(desk, tmp_path)
    assert (state.typed_over, state.harvest.new) == ({}, [])
    item = state.stored.corrections[-1]
    assert (item.corrected, item.reason) == ("12,34", "theo công văn 12")
    assert "theo công văn 12" in desk.notes[FIGURES, CELL]

    desk.select(FIGURES, CELL)
    assert buttons.explain_figure(desk) == ""
    explained = {text for row in desk.read(LAYOUT["explain"].title, "A5:B64") for text in row}
    assert any(text and "12,34" in text for text in explained)

    desk.select(FIGURES, CELL)
    assert beyond_done(buttons.withdraw_correction(desk)) == texts.WITHDRAWN.format(count=1)
    assert notice(desk) == first
    assert desk.notes == {}
    assert reading(desk, tmp_path).stored.corrections[-1].state is CorrectionState.WITHDRAWN


def test_what_is_typed_on_the_notice_stands_there_again(desk: FileDesk) -> None:
    buttons.make_notice(desk)
    row = 1 + [cells[0] for cells in notice(desk)].index("block:closing")
    desk.write(NOTICE_SHEET, f"B{row}", [["Thông báo để các đơn vị biết."]])
    assert beyond_done(buttons.make_notice(desk)) == texts.TAKEN[0].format(count=1)
    assert any(str(text).strip() == "Thông báo để các đơn vị biết." for text in texts_of(desk))
    desk.select(NOTICE_SHEET, f"B{row}")
    assert buttons.withdraw_correction(desk).startswith(texts.WITHDRAWN.format(count=1))
    assert beyond_done(buttons.make_notice(desk)) == ""


def test_a_kind_is_withdrawn_once_that_is_agreed_to(desk: FileDesk, tmp_path: Path) -> None:
    for cell in (CELL, BELOW):
        desk.write(FIGURES, cell, [["12,34"]])
    buttons.make_notice(desk)
    first = LAYOUT["corrections"].block("corrections").first_row
    count = sum(item.in_force for item in reading(desk, tmp_path).stored.corrections)
    desk.select(REGISTER, f"A{first + 1}")
    desk.agreed = [False, True]
    assert buttons.withdraw_kind(desk) == ""
    assert buttons.withdraw_kind(desk).startswith(texts.WITHDRAWN.format(count=count))
    assert not any(item.in_force for item in reading(desk, tmp_path).stored.corrections)


def test_the_last_run_is_taken_back_and_forth(desk: FileDesk, tmp_path: Path) -> None:
    buttons.make_notice(desk)
    desk.write(FIGURES, CELL, [["12,34"]])
    buttons.make_notice(desk)
    first, second = as_present(notice(desk, PREVIOUS)), notice(desk)
    register = reading(desk, tmp_path).stored.corrections
    assert buttons.restore_previous(desk) == texts.RESTORED
    assert (notice(desk), as_present(notice(desk, PREVIOUS))) == (first, second)
    assert desk.read(FIGURES, CELL) == [["12,34"]]
    assert len(reading(desk, tmp_path).stored.corrections) == len(register) - 1
    assert buttons.restore_previous(desk) == texts.RESTORED
    assert (notice(desk), as_present(notice(desk, PREVIOUS))) == (second, first)
    assert reading(desk, tmp_path).stored.corrections == register


def test_a_colleagues_register_is_taken(desk: FileDesk, tmp_path: Path) -> None:
    folder = tmp_path / "của Lan"
    folder.mkdir()
    lan = desk_of(bundled_workbook(), folder)
    lan.write(FIGURES, CELL, [["12,34"]])
    lan.write(LAYOUT["counts"].title, "C5", [[125]])
    buttons.make_notice(lan)
    other = saved(lan, folder)
    assert buttons.merge_register(desk) == "", "no file chosen"
    desk.chosen, desk.agreed = [other], [False]
    done = texts.MERGED.format(taken=1, name=other.name, conflicts=0)
    message = buttons.merge_register(desk)
    assert message.startswith(done)
    assert message.count("khác tệp này: giữ theo tệp này.") == 1
    assert reading(desk, tmp_path).stored.corrections[-1].corrected == "12,34"
    assert not desk.has_sheet(NOTICE_SHEET)


# --- failures --------------------------------------------------------------------------------


class RefusedError(Exception):
    """The request that the test lets fail."""


class Refusing:
    """A desk of whose requests one fails."""

    def __init__(self, desk: FileDesk, at: int) -> None:
        self._desk, self._at = desk, at
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        request: Callable[..., Any] = getattr(self._desk, name)

        def asked(*arguments: Any) -> Any:
            self.asked.append(name)
            if len(self.asked) == self._at:
                raise RefusedError(name)
            return request(*arguments)

        return asked


def kept(desk: FileDesk) -> list[Any]:
    """Return what an action must leave as it was: the sheets, the register, the way back."""
    package = desk._package
    sheets = {
        t: (rows_of(desk, t, "A1:P80"), b"<sheetProtection" in package.parts[p])
        for t, p in package.sheets().items()
        if t in GENERATED
    }
    areas = [(STATE_SHEET, "A1:B40"), (FIGURES, "E5:P20"), (REGISTER, "A5:K20")]
    areas.append((LAYOUT["trail"].title, "A5:G12"))
    areas += [(LAYOUT[name].title, "A5:AS20") for name in ("settings", "counts", "typed")]
    rows = (rows_of(desk, title, area) for title, area in areas)
    return [list(package.sheets()), sheets, *rows]


_READ: dict[tuple[bytes, str], list[list[Any]]] = {}


def rows_of(desk: FileDesk, title: str, area: str) -> list[list[Any]]:
    """Return rows of a sheet; of the same bytes they are read but once."""
    part = desk._package.parts[desk._package.sheets()[title]]
    if (part, area) not in _READ:
        _READ[part, area] = desk.read(title, area)
    return _READ[part, area]


@cache
def prepared(folder: Path) -> FileDesk:
    """Return a desk with a notice, the previous one, a new correction and something to merge."""
    other = desk_of(content_of(5), folder)
    other.write(FIGURES, BELOW, [["56,78"]])
    desk = desk_of(content_of(5), folder)
    buttons.make_notice(desk)
    buttons.make_notice(desk)
    desk.write(FIGURES, CELL, [["12,34"]])
    desk.select(FIGURES, CELL)
    desk.agreed, desk.chosen = [False], [saved(other, folder)]
    return desk


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read the same bytes but once: every run begins with the same workbook."""
    found: dict[bytes, Reading] = {}

    def read(path: Path, stamp: Stamp | None = None, as_typed: bool = False) -> Reading:
        content = path.read_bytes()
        if content not in found:
            found[content] = read_with_harvest(path, stamp, as_typed)
        return found[content]

    monkeypatch.setattr(moment, "read_with_harvest", read)
    monkeypatch.setattr(buttons, "read_workbook", lambda path: read(path).case)
    yield


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize(
    "action",
    ["make_notice", "withdraw_correction", "restore_previous", "merge_register", "next_month"],
)
def test_whichever_request_fails_register_and_sheets_are_as_they_were(
    action: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = copy.deepcopy(prepared(tmp_path_factory.getbasetemp()))
    base.agreed = [action == "next_month"]
    before = kept(base)
    whole = copy.deepcopy(base)
    counting = Refusing(whole, 0)
    getattr(buttons, action)(counting)
    after = kept(whole)
    assert after != before
    failed = []
    for at, name in enumerate(counting.asked, 1):
        desk = copy.deepcopy(base)
        try:
            getattr(buttons, action)(Refusing(desk, at))
        except RefusedError:
            failed.append(name)
            assert kept(desk) == before, (at, name)
        else:
            # Only what explains or asks may fail without a word, and what a password refuses.
            assert name in ("ask", "set_note", "protect"), (at, name)
            assert kept(desk)[0] == after[0]
            assert kept(desk)[1][NOTICE_SHEET] == after[1][NOTICE_SHEET]
    assert {"save_copy", "write", "write_formula"} <= set(failed)
    assert "rename_sheet" in failed or action == "next_month"


# --- the file --------------------------------------------------------------------------------


def test_values_are_written_as_a_program_takes_them(desk: FileDesk, tmp_path: Path) -> None:
    title = LAYOUT["explain"].title
    rows = [["'=1+1", "<&> “đ”"], [1.5, True], ["=SUM(1,2)", ""]]
    desk.write(title, "D40:E42", rows)
    assert desk.read(title, "D40:E43") == [
        ["=1+1", "<&> “đ”"],
        [1.5, True],
        [None, None],
        [None, None],
    ]
    sheet = sheet_alone(saved(desk, tmp_path).read_bytes(), title)
    assert sheet["D42"].value == "=SUM(1,2)"
    assert sheet["D40"].data_type == "s"
    assert (sheet["D41"].value, sheet["E41"].value) == (1.5, True)


def test_a_text_cell_takes_what_looks_like_a_formula_as_it_is(desk: FileDesk) -> None:
    desk.write(FIGURES, CELL, [["=1+1"]])
    assert desk.read(FIGURES, CELL) == [["=1+1"]]
    desk.write_formula(FIGURES, CELL, "='Tính điểm'!D9")
    assert desk.read(FIGURES, CELL) == [[None]]


def test_a_cell_of_an_array_formula_is_refused(desk: FileDesk) -> None:
    block = LAYOUT["scores"].block("scores")
    package = desk._package
    sheet = package.parts[package.sheets()[LAYOUT["scores"].title]].decode()
    address = (
        sheet.partition('ref="')[2] and sheet.partition('t="array" ref="')[2].partition(":")[0]
    )
    assert address
    assert block.first_row
    with pytest.raises(ValueError, match="formula of several cells"):
        desk.write(LAYOUT["scores"].title, address, [["1"]])


def test_names_and_the_shown_sheet_follow_sheets_that_come_and_go(
    desk: FileDesk, tmp_path: Path
) -> None:
    path = tmp_path / "mới.xlsx"
    path.write_bytes(render_sheet(evaluate(base_case()).notice))
    areas = {s.title: s.print_area for s in load_workbook(saved(desk, tmp_path))}
    desk.bring_in(path, {NOTICE_SHEET: "Tạm"}, LAYOUT["settings"].title)
    desk.rename_sheet("Tạm", "Đổi tên")
    book = load_workbook(saved(desk, tmp_path))
    assert book.sheetnames[1:3] == [LAYOUT["settings"].title, "Đổi tên"]
    assert book["Đổi tên"].print_area == "'Đổi tên'!$B$2:$P$73"
    with pytest.raises(ValueError, match="there is a sheet"):
        desk.rename_sheet("Đổi tên", FIGURES)
    desk.delete_sheet("Đổi tên")
    found = {s.title: s.print_area for s in load_workbook(saved(desk, tmp_path))}
    assert found == areas
    assert set(desk._package.parts) == set(Package(bundled_workbook()).parts)
    assert desk.selection() is None
    desk.select(FIGURES, "B3", 2)
    assert desk.selection() == Selection(FIGURES, 3, 2, 2)
