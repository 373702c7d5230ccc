"""The built workbook: the same bytes each time, every sheet in place, what does not fit refused."""

import hashlib
import os
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace

import pytest

from bpindex.case.correction import Correction, PrintedFigure
from bpindex.case.model import Case
from bpindex.errors import BuildError
from bpindex.page.textfit import column_width_pt
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import ROOM
from bpindex.sheets.state_sheet import STATE_SHEET
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.workbook.content import contents_of
from bpindex.workbook.system_sheets import CONF_SHEET, FACTS_SHEET, HELP_SHEET
from bpindex.workbook.vbaproject import bochiso_modules
from tests import ROOT
from tests.changed_cases import case_of
from tests.strategies import base_case
from tests.workbook.built import book, print_areas, the_layout
from tests.workbook.editing import bundled_workbook, parts_of

COMMITTED = ROOT / "workbook" / "BoChiSo.xlsm"
# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


# --- the same bytes --------------------------------------------------------------------------


def test_two_builds_are_byte_identical() -> None:
    assert build_workbook(base_case()) == bundled_workbook()


def test_the_committed_workbook_is_the_build_of_the_bundled_case() -> None:
    assert COMMITTED.read_bytes() == bundled_workbook(), "run `make workbook`"


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_bytes_do_not_depend_on_the_order_of_sets(seed: str) -> None:
    script = (
        "import hashlib; from bpindex.case.folder import bundled_case, read_case;"
        "from bpindex.workbook.build import build_workbook;"
        "print(hashlib.sha256(build_workbook(read_case(bundled_case()))).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh"},
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    )
    assert done.stdout.strip() == hashlib.sha256(bundled_workbook()).hexdigest()


# --- sheets ----------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_of_the_work() -> None:
    assert book(values=False).sheetnames == [
        "Trang chính",
        "Thiết lập",
        "Dán vào đây",
        "Kết quả nhập",
        "Số liệu",
        "Kiểm tra",
        "Bảng điểm",
        "Đính chính",
        "Hồ sơ trễ",
        "Năm trước",
        "Kỳ trước",
        "Tính điểm",
        "Giải thích",
        "Nhật ký",
        "Lịch sử",
        "Lời nhắc",
        "Biểu đồ",
        "Trước khi ký",
        "Phiếu đơn vị",
        "Nếu thì",
        "Đơn vị",
        "Chỉ tiêu",
        "Bảng in",
        "Lời văn",
        "Tên cột đã học",
        "Hướng dẫn",
        "xlwings.conf",
        "bpindex",
        "bpindex.state",
        "bpindex.home",
    ]


def test_code_names_are_ascii_and_the_ones_that_vba_uses() -> None:
    names = {ws.title: ws.sheet_properties.codeName for ws in book(values=False).worksheets}
    assert names["Đính chính"] == "shRegister"
    assert names["bpindex"] == "shHelp"
    assert all(name.isascii() and name.startswith("sh") for name in names.values())
    assert len(set(names.values())) == len(names)
    used = set(re.findall(r"\bsh[A-Z]\w+", "".join(bochiso_modules().values())))
    assert used
    assert used <= set(names.values())


def test_tabs_are_coloured_by_group() -> None:
    colours = {
        ws.title: ws.sheet_properties.tabColor.rgb
        for ws in book(values=False).worksheets
        if ws.sheet_properties.tabColor is not None
    }
    assert colours["Số liệu"] == colours["Thiết lập"] == colours["Đính chính"] == "FF1F4E79"
    assert colours["Tính điểm"] == colours["Lịch sử"] == "FF70AD47"
    assert colours["Chỉ tiêu"] == colours["Bảng in"] == "FF7F7F7F"
    assert set(colours) == {sheet.title for sheet in the_layout().sheets.values()}


def test_titles_of_columns_and_names_of_agencies_stay_in_view() -> None:
    frozen = {ws.title: ws.freeze_panes for ws in book(values=False).worksheets}
    never = (
        "Trang chính",
        "Hướng dẫn",
        "Biểu đồ",
        CONF_SHEET,
        HELP_SHEET,
        STATE_SHEET,
        FACTS_SHEET,
    )
    assert {frozen.pop(name) for name in never} == {None}
    assert frozen["Số liệu"] == frozen["Tính điểm"] == frozen["Năm trước"] == "C5"
    assert frozen["Bảng điểm"] == "E5"
    # Below the choice of an agency.
    assert frozen.pop("Phiếu đơn vị") == frozen.pop("Nếu thì") == "A2"
    assert all(cell and cell.endswith("5") for cell in frozen.values())


def test_only_the_sheets_of_the_tool_are_hidden() -> None:
    states = {ws.title: ws.sheet_state for ws in book(values=False).worksheets}
    assert states.pop(CONF_SHEET) == "hidden"
    very_hidden = (HELP_SHEET, STATE_SHEET, FACTS_SHEET)
    assert {states.pop(title) for title in very_hidden} == {"veryHidden"}
    assert set(states.values()) == {"visible"}


def test_the_window_opens_on_trang_chinh_and_is_no_larger_than_a_screen() -> None:
    xml = parts_of(bundled_workbook())["xl/workbook.xml"].decode()
    view = re.search(r"<workbookView [^>]*>", xml)
    assert view
    # In twentieths of a point: 1920 x 1080 pixels at 96 per inch are 28,800 x 16,200.
    sizes = dict(re.findall(r'(windowWidth|windowHeight)="(\d+)"', view[0]))
    assert int(sizes["windowWidth"]) <= 28_800
    assert int(sizes["windowHeight"]) <= 16_200
    assert book(values=False).active is book(values=False).worksheets[0]


# --- limits ----------------------------------------------------------------------------------


def one_sentence(case: Case) -> str:
    with pytest.raises(BuildError) as error:
        build_workbook(case)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_one_agency_more_than_fits_is_refused_with_one_sentence() -> None:
    assert len(contents_of(case_of(ROOM.agencies)).values("agencies")) == ROOM.agencies + 4
    expected = workbook_words.TOO_MANY_ROWS.format(
        sheet="Đơn vị", found=ROOM.agencies + 1, expected=ROOM.agencies
    )
    assert one_sentence(case_of(ROOM.agencies + 1)) == expected


def test_more_corrections_than_fit_are_refused_with_one_sentence() -> None:
    corrections = tuple(
        Correction(PrintedFigure("so-nganh", "so-y-te", f"TD_{i}"), reason="thử")
        for i in range(1_001)
    )
    case = replace(base_case(), corrections=corrections)
    assert one_sentence(case) == workbook_words.TOO_MANY_ROWS.format(
        sheet="Đính chính", found=1_001, expected=1_000
    )


def test_a_text_longer_than_a_cell_takes_is_refused_with_its_place() -> None:
    paragraphs = base_case().wording.paragraphs
    longest = replace(paragraphs[3], text="ă" * 32_768)
    changed = (*paragraphs[:3], longest, *paragraphs[4:])
    case = replace(base_case(), wording=replace(base_case().wording, paragraphs=changed))
    first = the_layout()["wording"].block("paragraphs").first_row
    assert one_sentence(case) == workbook_words.TEXT_TOO_LONG.format(sheet="Lời văn", row=first + 3)


def test_the_longest_text_that_a_cell_takes_is_built() -> None:
    paragraphs = base_case().wording.paragraphs
    changed = (*paragraphs[:3], replace(paragraphs[3], text="ă" * 32_767), *paragraphs[4:])
    case = replace(base_case(), wording=replace(base_case().wording, paragraphs=changed))
    assert build_workbook(case).startswith(b"PK")


# --- what prints -----------------------------------------------------------------------------


# They print without the strip in which an agency is chosen.
PAPERS = {"Phiếu đơn vị", "Nếu thì"}


def test_every_sheet_with_empty_rows_prints_to_the_last_one_in_use() -> None:
    areas = print_areas(bundled_workbook())
    assert all("!$A$3:$" in areas.pop(title) for title in PAPERS)
    sheets = {sheet.title: sheet for sheet in the_layout().sheets.values() if not sheet.by_tool}
    assert set(areas) == set(sheets) - {"Hướng dẫn"}
    assert len(areas) >= 10
    for title, formula in areas.items():
        # No number of a row that was in use when the workbook was built.
        block, last = sheets[title].blocks[0], sheets[title].last_row
        rows = {block.header_row, block.first_row, 1, block.last_row + 1, last + 1}
        for part in sheets[title].blocks:
            if any(each.own_page for each in sheets[title].blocks):
                header = part.header_row
                rows |= {header - 1, header, part.first_row, part.last_row + 1}
        numbers = re.findall(r"\$[A-Z]+\$(\d+)|MAX\((\d+)", formula)
        assert {int(one or other) for one, other in numbers} <= rows
        assert f"!$A$1:INDEX('{title}'!" in formula


def test_chi_tieu_prints_by_parts_none_of_which_is_cut_through_its_columns() -> None:
    title = the_layout()["index"].title
    blocks = [the_layout()["index"].block(name) for name in ("components", "count_list")]
    starts = [(column_letter(b.first_column), str(b.header_row - 1)) for b in blocks]
    sheet = book(values=False)[title]
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${blocks[0].header_row}:${blocks[0].header_row}"
    assert [each.id for each in sheet.row_breaks.brk] == [blocks[0].header_row - 2]
    assert [each.id for each in sheet.col_breaks.brk] == [blocks[1].first_column - 1]
    formula = print_areas(bundled_workbook())[title]
    for column, row in [("A", "1"), *starts]:
        assert f"'{title}'!${column}${row}:INDEX(" in formula
    # What is seen of the widest part fills a landscape page of A4 at more than half its size.
    widths = [
        column_width_pt(max(own))
        for number, own in _widths().items()
        if number < blocks[1].first_column
    ]
    assert (11.69 - 2 * 0.4) * 72 / sum(widths) > 0.55


def _widths() -> dict[int, list[float]]:
    sheet, widths = the_layout()["index"], defaultdict[int, list[float]](list)
    for block in sheet.blocks:
        for number, column in block.numbered():
            if number not in sheet.hidden_columns:
                widths[number].append(column.width)
    return widths


def test_sheets_that_only_the_tool_fills_print_whole() -> None:
    by_tool = {sheet.title for sheet in the_layout().sheets.values() if sheet.by_tool}
    assert {"Kiểm tra", "Giải thích", "Nhật ký"} <= by_tool
    assert by_tool & set(print_areas(bundled_workbook())) == PAPERS
