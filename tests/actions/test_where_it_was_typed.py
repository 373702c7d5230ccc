"""What is found in a text that was typed since the last run is shown where it was typed."""

from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.folder import bundled_case, read_case
from bpindex.cells.figures import figure_cells, placed
from bpindex.cells.report import finding_rows
from bpindex.desk.moment import this_moment
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.sheets.addresses import column_letter, link_formula
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from tests.hosts.windows.pressing import content_of
from tests.reading.typing_over import figure_cell
from tests.workbook.built import the_layout
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def found(desk: FileDesk) -> dict[str, str]:
    """Return the sentences of Kiểm tra with their links."""
    reading = this_moment(desk).reading
    return {row[1]: row[2] for row in finding_rows(evaluate(reading.case), reading.layout)}


def typed_on_notice(folder: Path, text: str) -> tuple[FileDesk, str]:
    """Return a workbook whose notice was made, and the cell of it over which a text was typed."""
    path = folder / "Sổ.xlsm"
    path.write_bytes(content_of(5))
    desk = FileDesk(path)
    buttons.make_notice(desk)
    rows = desk.read("Thông báo", "A1:P110")
    row = [str(cells[0]) for cells in rows].index("row:so-nganh:so-cong-thuong") + 1
    cell = f"{column_letter(list(rows[0]).index('TD_thang') + 1)}{row}"
    desk.write("Thông báo", cell, [[text]])
    return desk, cell


@pytest.mark.parametrize("text", ["=1+2", "-5", "1e5"])
def test_what_was_typed_over_bang_diem_is_shown_there(tmp_path: Path, text: str) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    title, cell = the_layout()["figures"].title, figure_cell("TD_thang", "so-y-te")
    desk = FileDesk(path)
    desk.write(title, cell, [[text]])
    place = workbook_words.PLACE_CELL.format(sheet=title, cell=cell)
    links = [link for sentence, link in found(desk).items() if f"“{text}”" in sentence]
    assert links and set(links) == {link_formula(title, cell)}
    assert any(place in sentence for sentence in found(desk))


def test_what_was_typed_on_the_notice_is_shown_there(tmp_path: Path) -> None:
    desk, cell = typed_on_notice(tmp_path, "-5")
    links = [link for sentence, link in found(desk).items() if "“-5”" in sentence]
    assert links and set(links) == {link_formula("Thông báo", cell)}


def test_what_was_typed_over_a_figure_that_prints_nowhere_is_named(tmp_path: Path) -> None:
    case = read_case(bundled_case("2026-03"))
    layout = layout_of(case.index)
    path = tmp_path / "Mẫu.xlsm"
    path.write_bytes(build_workbook(case))
    cells = figure_cells(layout, placed(layout, case))
    cell = next(c for c in cells if c.key[1:] == ("so-noi-vu", "TD_thang"))
    desk = FileDesk(path)
    desk.write(layout["figures"].title, cell.address, [["88"]])
    told = buttons.make_notice(desk)
    assert texts.NOWHERE.format(count=1) in told
    assert "Sở Nội vụ" in told.partition(texts.NOWHERE.format(count=1))[2].splitlines()[1]


def test_what_was_found_in_a_notice_just_made_is_shown_in_the_register(tmp_path: Path) -> None:
    """The cell in which it was typed may be another agency's once rows stand anew."""
    desk, _ = typed_on_notice(tmp_path, "55")
    buttons.make_notice(desk)
    block = the_layout()["findings"].blocks[0]
    area = f"{block.address(block.first_row, block.columns[0].key)}:Z{block.first_row + 40}"
    shown = list(desk.read(the_layout()["findings"].title, area))
    about = [" ".join(map(str, cells)) for cells in shown if "“55”" in " ".join(map(str, cells))]
    register = the_layout()["corrections"]
    assert about and all(f"trang {register.title}, ô" in line for line in about), shown
    at = about[0].partition(f"trang {register.title}, ô ")[2].split()[0].rstrip(",:.")
    row_of_it = "".join(letter for letter in at if letter.isdigit())
    assert "55" in map(str, desk.read(register.title, f"A{row_of_it}:Z{row_of_it}")[0])
