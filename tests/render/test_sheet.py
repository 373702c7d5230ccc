"""The notice as a worksheet: its texts, the official layout, pages, and what cannot happen.

The golden file holds every part of the generated workbook; `pytest --renew-golden` writes it
anew after a wanted change, and git shows what changed.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import BlockKind
from bpindex.case.model import Case
from bpindex.case.records import DataRow, LateDossier, Paragraph
from bpindex.notice.as_json import render_json
from bpindex.page.cells import make_grid
from bpindex.page.layout import official_layout
from bpindex.page.pages import Page, paginate
from bpindex.page.rows import header_rows, notice_rows
from bpindex.page.textfit import column_width_pt, text_width
from bpindex.render.pdf import find_libreoffice, render_pdf
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_sheet
from tests import ROOT
from tests.changed_cases import notice_of

GOLDEN = ROOT / "tests" / "golden" / "thong-bao-02-2024"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PT_PER_MM = 72 / 25.4
PAGE_PT = official_layout().page_pt
TEXT_HEIGHT_PT = (210 - 20 - 20) * PT_PER_MM
TEXT_WIDTH_PT = (297 - 30 - 15) * PT_PER_MM
COLUMNS = "BCDEFGHIJKLMNOP"
FIGURES = "DEFGHIJKLMNO"
TABLES = {"so-nganh": 18, "cap-huyen": 11}
FORMULAS = ("=1+1", "+x", "-y", "@z", '=HYPERLINK("http://x";"y")', "#N/A", "'0123", "007", "TRUE")


# --- the notice, its variations and the sheet read back --------------------------------------


@cache
def base() -> Case:
    return read_case(bundled_case())


def with_agencies(count: int, **changes: Any) -> Case:
    """Return the bundled case with its agencies repeated until there are `count`."""
    cells = {row.agency: row.cells for row in base().counts}
    pairs = [(f"dv-{i}", base().agencies[i % len(base().agencies)]) for i in range(count)]
    agencies = tuple(
        replace(agency, code=code, order=i, stt=str(i + 1), **changes)
        for i, (code, agency) in enumerate(pairs)
    )
    counts = tuple(DataRow(code, cells[agency.code]) for code, agency in pairs)
    return replace(base(), agencies=agencies, counts=counts, typed=(), corrections=())


def with_wording(**texts: str) -> Case:
    """Return the bundled case with other texts of some paragraphs."""
    paragraphs = tuple(
        replace(item, text=texts.get(item.id, item.text)) for item in base().wording.paragraphs
    )
    return replace(base(), wording=replace(base().wording, paragraphs=paragraphs))


def with_late(count: int, **changes: str) -> Case:
    item = LateDossier("H10.01", "Cấp giấy phép xây dựng", "so-xay-dung", days_late="3")
    late = tuple(replace(item, dossier=f"H10.{i}", **changes) for i in range(count))
    return replace(base(), late_dossiers=late)


@dataclass(frozen=True)
class Sheet:
    """A generated sheet, read back."""

    content: bytes
    title: str = NOTICE_SHEET

    @cached_property
    def cells(self) -> Any:
        return load_workbook(io.BytesIO(self.content), rich_text=True)[self.title]

    @cached_property
    def xml(self) -> ET.Element:
        number = load_workbook(io.BytesIO(self.content)).sheetnames.index(self.title) + 1
        with zipfile.ZipFile(io.BytesIO(self.content)) as file:
            return ET.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))

    @cached_property
    def borders(self) -> dict[str, tuple[str | None, ...]]:
        """Left, right, upper and lower border of each cell, inside merged ones too."""
        book: Any = load_workbook(io.BytesIO(self.content))
        found = {}
        for cell in self.xml.iter(f"{MAIN}c"):
            border = book._borders[book._cell_styles[int(cell.get("s", 0))].borderId]
            sides = (border.left, border.right, border.top, border.bottom)
            found[cell.get("r", "")] = tuple(side.style if side else None for side in sides)
        return found

    @cached_property
    def keys(self) -> dict[int, str]:
        """The logical key of each row below the key row."""
        rows = range(2, self.cells.max_row + 1)
        return {number: self.cells.cell(number, 1).value or "" for number in rows}

    @cached_property
    def merged(self) -> set[str]:
        return {str(area) for area in self.cells.merged_cells.ranges}

    def row(self, key: str) -> int:
        """Return the number of the row that holds a key."""
        return next(n for n, found in self.keys.items() if key in found.split("|"))

    def text(self, address: str) -> str:
        return plain(self.cells[address].value)

    def texts(self, number: int) -> list[str]:
        """Return the texts of a row, from left to right, without empty cells."""
        values = (self.cells.cell(number, column).value for column in range(2, 17))
        return [plain(value) for value in values if value not in (None, "")]

    def block(self, block_id: str) -> Any:
        """Return the cell of a block: at right where it shares its row."""
        number = self.row(f"block:{block_id}")
        place = self.keys[number].split("|").index(f"block:{block_id}")
        filled = [cell for cell in self.cells[number][1:] if cell.value not in (None, "")]
        return filled[place]

    def pages(self) -> list[list[int]]:
        """Return the row numbers of each page."""
        ends = [item.id for item in self.cells.row_breaks.brk] + [self.cells.max_row]
        starts = [2, *(end + 1 for end in ends)]
        return [list(range(a, b + 1)) for a, b in zip(starts, ends, strict=False)]

    def height(self, rows: list[int]) -> float:
        return sum(self.cells.row_dimensions[number].height for number in rows)

    def width(self, first: str, last: str) -> float:
        """Return the width in points of the columns first..last."""
        letters = [get_column_letter(i) for i in range(ord(first) - 64, ord(last) - 63)]
        return sum(column_width_pt(self.cells.column_dimensions[i].width) for i in letters)


def plain(value: Any) -> str:
    """Return a cell's text with ordinary single spaces: blanks to write in are wide ones."""
    return re.sub(r"[ \u00a0]+", " ", str(value)).strip(" ") if value is not None else ""


@cache
def sheet() -> Sheet:
    return Sheet(render_sheet(notice_of(base())))


def plan(case: Case) -> list[Page]:
    notice = notice_of(case)
    grid = make_grid(official_layout(), notice)
    again = {table.id: header_rows(grid, table, repeated=True) for table in notice.tables}
    return paginate(notice_rows(notice, grid), PAGE_PT, again.__getitem__)


# --- the same bytes --------------------------------------------------------------------------


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert render_sheet(notice_of(base())) == sheet().content


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = ["notice", str(bundled_case()), "--out", str(tmp_path), "--format", "xlsx"]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh"}
        command = [sys.executable, "-m", "bpindex", *arguments]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
        assert (tmp_path / "thong-bao-02-2024.xlsx").read_bytes() == sheet().content


# --- the texts -------------------------------------------------------------------------------


@cache
def as_json() -> Any:
    return json.loads(render_json(notice_of(base())))


@pytest.mark.parametrize("number", [0, 1])
def test_every_figure_of_a_table_stands_in_its_row_and_column(number: int) -> None:
    table = as_json()["tables"][number]
    found = [key for key in sheet().keys.values() if key.startswith(f"row:{table['id']}:")]
    assert len(found) == len(table["rows"]) + 1
    rows = {key: sheet().row(key) for key in found}
    province, *agencies = rows.values()
    assert sheet().text(f"B{province}") == table["province_name"]
    assert [sheet().text(f"{letter}{province}") for letter in FIGURES] == table["province"]
    merged = {
        letter: text
        for letter, column in zip(FIGURES, range(12), strict=True)
        if (text := shared_text(table, column))
    }
    assert len(merged) == (2 if number == 0 else 0)
    for expected, row in zip(table["rows"], agencies, strict=True):
        assert sheet().text(f"B{row}") == expected["stt"]
        assert sheet().text(f"C{row}") == expected["agency"]
        assert sheet().text(f"P{row}") == expected["note"]
        for letter, text in zip(FIGURES, expected["cells"], strict=True):
            if letter not in merged:
                assert sheet().text(f"{letter}{row}") == text, (expected["agency"], letter)


def shared_text(table: Any, column: int) -> str:
    """Return the only text of a column that prints one cell for all agencies."""
    texts = [row["cells"][column] for row in table["rows"] if row["cells"][column]]
    return texts[0] if len(texts) == 1 else ""


def test_all_372_printed_cells_are_accounted_for() -> None:
    cells = sum(12 * (len(table["rows"]) + 1) for table in as_json()["tables"])
    assert cells == 372


def test_the_sheet_holds_all_texts_in_the_order_of_the_notice() -> None:
    """Letterhead and foot have two columns, so each of them is read for itself."""
    blocks = as_json()["blocks"]
    left = {"parent_body", "issuer", "number", "recipients_title", "recipient"}
    right = {"national_title", "motto", "place_date", "signature", "signatory"}
    notice = notice_of(base())
    order = [block.id for block in notice.blocks]
    assert [block.kind.value for block in notice.blocks if block.kind is not BlockKind.TABLE] == [
        block["kind"] for block in blocks
    ]
    for side in (left, right, {block["kind"] for block in blocks} - left - right):
        expected = [plain(b["text"]) for b in blocks if b["kind"] in side and b["text"]]
        chosen = [b for b in notice.blocks if b.kind.value in side and b.text]
        assert [plain(sheet().block(block.id).value) for block in chosen] == expected
        rows = [sheet().row(f"block:{block.id}") for block in chosen]
        assert rows == sorted(set(rows))
    # A table stands between its heading and its note, the note before what follows.
    for table in TABLES:
        place = order.index(f"table_{table.replace('-', '_')}")
        rows = [n for n, key in sheet().keys.items() if f":{table}" in key and "row:" in key]
        note = sheet().row(f"block:period_note.{table}")
        assert sheet().row(f"block:{order[place - 1]}") < rows[0]
        assert rows[-1] < note < sheet().row(f"block:{order[place + 1]}")


def test_nothing_stands_in_the_sheet_that_is_not_in_the_notice() -> None:
    known = {plain(block["text"]) for block in as_json()["blocks"]}
    for table in as_json()["tables"]:
        known |= {table["title"], table["section"], table["period_note"], table["province_name"]}
        known |= {"Stt", "TÊN ĐƠN VỊ", "Ghi chú", *table["groups"], *table["columns"]}
        for row in ({"cells": table["province"]}, *table["rows"]):
            known |= {row.get("stt", ""), row.get("agency", ""), *row["cells"]}
    for number in sheet().keys:
        assert set(sheet().texts(number)) <= known


# --- the official layout ---------------------------------------------------------------------


def test_the_page_is_a4_landscape_with_the_margins_of_the_decree() -> None:
    cells = sheet().cells
    assert cells.page_setup.paperSize == 9
    assert cells.page_setup.orientation == "landscape"
    assert cells.page_setup.scale == 100
    assert not cells.sheet_properties.pageSetUpPr.fitToPage
    margins = cells.page_margins
    found = [getattr(margins, side) * 25.4 for side in ("top", "bottom", "left", "right", "header")]
    assert found == pytest.approx([20, 20, 30, 15, 10])
    assert not cells.sheet_view.showGridLines


def test_the_page_number_stands_in_the_top_margin_from_page_2_on() -> None:
    header = sheet().xml.find(f"{MAIN}headerFooter")
    assert header is not None
    assert header.get("differentFirst") == "1"
    parts = {child.tag.removeprefix(MAIN): child.text for child in header if child.text}
    assert parts == {"oddHeader": '&C&"Times New Roman,Regular"&13 &P'}
    assert sheet().cells.page_setup.useFirstPageNumber
    assert sheet().cells.page_setup.firstPageNumber == 1


def test_the_columns_fit_the_width_of_the_page() -> None:
    assert TEXT_WIDTH_PT - 8 < sheet().width("B", "P") <= TEXT_WIDTH_PT
    figures = {sheet().width(letter, letter) for letter in FIGURES}
    assert len(figures) == 1
    # No word of a figure is broken.
    room = figures.pop() - 4
    for _, _, figure in notice_of(base()).figures():
        assert all(text_width(word, 11) < room for word in figure.text.split())
    assert text_width("DVCQG", 11) < room


@pytest.mark.parametrize(
    ("block", "size", "bold", "italic", "horizontal"),
    [
        ("parent_body", 13, False, False, "center"),
        ("issuer", 13, True, False, "center"),
        ("national_title", 13, True, False, "center"),
        ("motto", 13, True, False, "center"),
        ("number", 13, False, False, "center"),
        ("place_date", 13, False, True, "center"),
        ("title", 14, True, False, "center"),
        ("subject", 14, True, False, "center"),
        ("grounds", 13, False, True, "justify"),
        ("intro", 13, False, False, "justify"),
        ("heading_so_nganh", 13, True, False, "left"),
        ("period_note.so-nganh", 12, False, True, "center"),
        ("request", 13, False, False, "justify"),
        ("closing", 13, False, False, "justify"),
        ("recipients_title", 12, True, True, "left"),
        ("recipient_1", 11, False, False, "left"),
        ("signature", 13, True, False, "center"),
    ],
)
def test_each_kind_of_text_has_its_font(
    block: str, size: float, bold: bool, italic: bool, horizontal: str
) -> None:
    cell = sheet().block(block)
    font = cell.font
    found = (font.name, font.size, bool(font.bold), bool(font.italic))
    assert found == ("Times New Roman", size, bold, italic)
    assert font.color is None or font.color.rgb == "00000000"
    assert cell.alignment.horizontal == horizontal
    assert cell.alignment.wrap_text
    assert not any(side.style for side in (cell.border.left, cell.border.top, cell.border.bottom))


def test_only_the_deadline_is_bold_within_its_paragraph() -> None:
    value = sheet().block("request").value
    assert isinstance(value, CellRichText)
    assert [part.text for part in value if part.font.b] == ["07/03/2024"]
    assert {(part.font.rFont, part.font.sz, part.font.i) for part in value} == {
        ("Times New Roman", 13, False)
    }


def test_paragraphs_begin_with_an_indent_of_1_to_1_27_cm() -> None:
    for block in ("grounds", "intro", "request", "closing"):
        text = str(sheet().block(block).value)
        indent = re.match("\u00a0+", text)
        assert indent
        assert 28.3 <= text_width(indent[0], 13) <= 36.1, block


def test_the_rules_are_drawn_as_long_as_the_decree_says() -> None:
    """A third to a half of the line above, but as long as the line under the motto."""
    subject = sheet().block("subject").value.split("\n")[-1]
    expected = {
        "rule:head": [
            ("VĂN PHÒNG", 13, 1 / 3, 1 / 2, ("C", "G")),
            ("Độc lập - Tự do - Hạnh phúc", 13, 0.99, 1.01, ("H", "O")),
        ],
        "rule:subject": [(subject, 14, 1 / 3, 1 / 2, ("B", "P"))],
    }
    drawn = _drawn_lines()
    assert len(drawn) == 3
    for key, rules in expected.items():
        number = sheet().row(key)
        found = sorted((start, end) for row, start, end in drawn if row == number)
        assert len(found) == len(rules)
        for (start, end), (text, size, least, most, block) in zip(found, rules, strict=True):
            assert least <= (end - start) / text_width(text, size, bold=True) <= most, text
            left = sheet().width("B", block[0]) - sheet().width(block[0], block[0])
            middle = left + sheet().width(*block) / 2
            assert abs((start + end) / 2 - middle) < 1, text


def _drawn_lines() -> list[tuple[int, float, float]]:
    """Return sheet row, start and end (points from the left edge of column B) of every line."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
    with zipfile.ZipFile(io.BytesIO(render_sheet(notice_of(base())))) as package:
        root = ET.fromstring(package.read("xl/drawings/drawing1.xml"))
    lines = []
    for anchor in root.iter(f"{space}twoCellAnchor"):
        ends = []
        for corner in ("from", "to"):
            place = anchor.find(f"{space}{corner}")
            column, offset = (int(place.find(f"{space}{n}").text) for n in ("col", "colOff"))
            before = sheet().width("B", COLUMNS[column - 2]) if column > 1 else 0
            ends.append(before + offset / 12_700)
            row = int(place.find(f"{space}row").text) + 1
        lines.append((row, *ends))
    return lines


def test_a_blank_number_and_day_leave_room_to_write() -> None:
    assert re.fullmatch("Số:\u00a0{8}/TB-VPUBND", sheet().block("number").value)
    assert re.search("ngày\u00a0{8}tháng 02 năm 2024", sheet().block("place_date").value)


def test_the_letterhead_stands_in_two_halves_with_the_signature_at_right() -> None:
    for left, right in (
        ("parent_body", "national_title"),
        ("issuer", "motto"),
        ("number", "place_date"),
        ("recipients_title", "signature"),
    ):
        assert sheet().block(left).row == sheet().block(right).row
        assert sheet().block(left).column < sheet().block(right).column
    signature = sheet().block("signature")
    assert any(area.startswith(f"I{signature.row}:P") for area in sheet().merged)


@pytest.mark.parametrize("table", TABLES)
def test_each_header_has_three_levels_with_their_spans(table: str) -> None:
    notice = notice_of(base()).table(table)
    tops = [n for n, k in sheet().keys.items() if re.fullmatch(f"header(-again)?:{table}:1", k)]
    assert sum(sheet().keys[n].startswith("header:") for n in tops) == 1
    for top in tops:
        spans = {f"B{top}:B{top + 2}", f"C{top}:C{top + 2}", f"P{top}:P{top + 2}"}
        spans |= {f"D{top}:O{top}"}
        spans |= {f"{a}{top + 1}:{b}{top + 1}" for a, b in zip(*[iter(FIGURES)] * 2, strict=True)}
        assert spans <= sheet().merged
        first = [notice.stt_label, notice.agency_label, notice.title, notice.note_label]
        assert sheet().texts(top) == first
        assert sheet().texts(top + 1) == list(notice.group_labels)
        assert sheet().texts(top + 2) == list(notice.column_labels)
        for number in range(top, top + 3):
            for letter in COLUMNS:
                assert sheet().borders[f"{letter}{number}"] == ("thin",) * 4
                cell = sheet().cells[f"{letter}{number}"]
                assert cell.value is None or cell.font.name == "Times New Roman"
                size = 9 if number == top + 2 and letter in FIGURES else 10
                assert cell.value is None or cell.font.size == size


def test_the_tables_have_borders_and_one_font() -> None:
    for number, key in sheet().keys.items():
        if key.startswith("row:"):
            province = key.endswith(":tinh")
            for letter in COLUMNS:
                assert sheet().borders[f"{letter}{number}"] == ("thin",) * 4
                cell = sheet().cells[f"{letter}{number}"]
                if cell.value is not None:
                    assert cell.font.size == (10 if province else 11)
                    assert bool(cell.font.bold) is province


def test_a_column_with_one_text_is_merged_on_each_page() -> None:
    agencies = [n for n, key in sheet().keys.items() if re.match("row:so-nganh:(?!tinh)", key)]
    on_pages = [[n for n in page if n in agencies] for page in sheet().pages()]
    segments = [rows for rows in on_pages if rows]
    assert sum(map(len, segments)) == 18
    for letter in "DN":
        assert sheet().text(f"{letter}1") in ("CK_nam_truoc", "SH_nam_truoc")
        for rows in segments:
            assert f"{letter}{rows[0]}:{letter}{rows[-1]}" in sheet().merged
            assert sheet().text(f"{letter}{rows[0]}") == "DVCQG không thể hiện"
            # Every line of the text has its place in the merged cell.
            assert sheet().height(rows) >= 4 * 15
    assert not any(re.match(r"[EFGHIJKLMO](\d+):[EFGHIJKLMO](?!\1$)", a) for a in sheet().merged)


def test_the_section_row_spans_the_whole_table() -> None:
    number = sheet().row("section:cap-huyen")
    assert f"B{number}:P{number}" in sheet().merged
    cell = sheet().cells[f"B{number}"]
    assert cell.value == "II CẤP HUYỆN"
    assert cell.font.bold
    assert cell.alignment.horizontal == "left"
    assert sheet().keys[number - 1] == "row:cap-huyen:tinh"


def test_the_key_row_and_key_column_are_hidden_and_never_printed() -> None:
    cells = sheet().cells
    assert cells.column_dimensions["A"].hidden
    assert cells.row_dimensions[1].hidden
    columns = [cells.cell(1, column).value for column in range(1, 17)]
    assert columns == ["key", "stt", "agency", *base().columns, "note"]
    found = list(sheet().keys.values())
    assert all(found)
    assert len(found) == len(set(found))
    assert cells.print_area == f"'{NOTICE_SHEET}'!$B$2:$P${cells.max_row}"


# --- pages -----------------------------------------------------------------------------------


def test_the_row_breaks_are_those_of_the_planned_pages() -> None:
    planned = plan(base())
    assert [len(page.rows) for page in planned] == [len(rows) for rows in sheet().pages()]
    for page, rows in zip(planned, sheet().pages(), strict=True):
        keys = [sheet().keys[number].partition("@")[0] for number in rows]
        assert [row.key.text for row in page.rows] == keys
        assert sheet().height(rows) == pytest.approx(page.height_pt)
        assert page.height_pt <= TEXT_HEIGHT_PT


def check_pages(pages: list[Page]) -> None:
    """Assert what holds for the pages of every notice."""
    rows = [row for page in pages for row in page.rows]
    keys = [row.key.text for row in rows if not row.key.is_header_again]
    assert len(keys) == len(set(keys))
    for page in pages:
        assert page.height_pt <= PAGE_PT
        # A page never ends with a heading, a header, or a row that the next one belongs to.
        assert not page.rows[-1].with_next
        assert not page.rows[-1].key.text.startswith(("header", "block:heading", "section"))
    for page in pages[1:]:
        first = page.rows[0]
        if first.table:
            assert [row.part for row in page.rows[:4]] == ["header"] * 3 + [page.rows[3].part]
            assert {row.table for row in page.rows[:4]} == {first.table}
            assert first.key.text == f"header-again:{first.table}:1" or page.rows[3].part == "body"
    last = [row.key.text for row in pages[-1].rows]
    signature = next(i for i, key in enumerate(last) if "block:signature" in key)
    assert any(key.startswith("block:closing") for key in last[:signature])


def test_pages_hold_for_any_number_of_agencies() -> None:
    for count in range(2, 90):
        check_pages(plan(with_agencies(count)))


@pytest.mark.parametrize("block", ["intro", "request", "closing", "recipient_3", "subject"])
def test_pages_hold_for_any_length_of_a_paragraph(block: str) -> None:
    text = next(item.text for item in base().wording.paragraphs if item.id == block)
    for words in range(0, 700 if block in ("intro", "request") else 80, 23):
        check_pages(plan(with_wording(**{block: text + " thêm chữ" * words})))


def test_what_is_to_stay_together_is_broken_where_no_page_can_hold_it() -> None:
    closing = " ".join(["chữ"] * 900)
    extra = tuple(Paragraph(f"thêm_{i}", "recipient", "- Nơi nhận;") for i in range(60))
    paragraphs = with_wording(closing=closing).wording.paragraphs
    for more in ((), extra):
        wording = replace(base().wording, paragraphs=(*paragraphs, *more))
        pages = plan(replace(base(), wording=wording))
        assert all(page.height_pt <= PAGE_PT for page in pages)
        keys = {key for page in pages for row in page.rows for key in row.key.text.split("|")}
        assert keys >= {f"block:{item.id}" for item in (*more, *paragraphs[-6:-4])}
    # The signature's title still has the name below it.
    assert [row.key.text for row in pages[-1].rows][-1] == "block:thêm_59"


def test_a_table_that_goes_on_begins_its_next_page_with_its_header() -> None:
    pages = sheet().pages()
    assert len(pages) == 4
    begins = [[sheet().keys[number].partition("@")[0] for number in rows[:3]] for rows in pages[1:]]
    assert begins == [
        [f"header-again:{table}:{level}" for level in (1, 2, 3)]
        for table in ("so-nganh", "so-nganh", "cap-huyen")
    ]


def test_the_signature_is_not_alone_on_its_page() -> None:
    last = [sheet().keys[number] for number in sheet().pages()[-1]]
    assert any(key.startswith("block:closing") for key in last)
    assert any("block:signature" in key for key in last)


# --- what is large or odd --------------------------------------------------------------------


@pytest.mark.parametrize("count", [150, 1000])
def test_many_agencies_all_print(count: int) -> None:
    case = with_agencies(count)
    made = Sheet(render_sheet(notice_of(case)))
    found = [key.split(":")[2] for key in made.keys.values() if key.startswith("row:")]
    assert sorted(found) == sorted([*(a.code for a in case.agencies), "tinh", "tinh"])
    for rows in made.pages():
        assert made.height(rows) <= TEXT_HEIGHT_PT
    assert len(made.pages()) <= 1026  # what Excel can break by hand


def test_a_note_widens_the_note_column() -> None:
    typed = tuple(
        replace(row, cells={**row.cells, "note": "Số liệu theo Cổng DVCQG"})
        if row.agency == "so-y-te"
        else row
        for row in base().typed
    )
    made = Sheet(render_sheet(notice_of(replace(base(), typed=typed))))
    assert made.text(f"P{made.row('row:so-nganh:so-y-te')}") == "Số liệu theo Cổng DVCQG"
    assert made.width("P", "P") > 2 * sheet().width("P", "P")
    assert made.width("B", "P") <= TEXT_WIDTH_PT


def test_a_paragraph_higher_than_a_row_can_be_is_split() -> None:
    words = " ".join(f"chữ{number}" for number in range(4000))
    made = Sheet(render_sheet(notice_of(with_wording(request=words))))
    rows = [number for number, key in made.keys.items() if key.startswith("block:request")]
    assert len(rows) > 3
    assert " ".join(made.text(f"B{number}") for number in rows) == words
    assert max(item.height or 0 for item in made.cells.row_dimensions.values()) <= 409
    for page in made.pages():
        assert made.height(page) <= TEXT_HEIGHT_PT


def test_no_row_is_higher_than_excel_allows() -> None:
    long = "lý do rất dài " * 80
    typed = tuple(replace(row, cells={"note": long}) for row in base().typed[:1])
    case = with_wording(heading_so_nganh=long * 9, subject=long * 9, recipient_1=long * 9)
    case = replace(case, typed=typed, late_dossiers=with_late(1, cause=long * 3).late_dossiers)
    content = render_sheet(notice_of(case))
    for title in (NOTICE_SHEET, APPENDIX_SHEET):
        rows = Sheet(content, title).cells.row_dimensions.values()
        assert max(item.height or 0 for item in rows) == 409


@cache
def risky() -> Sheet:
    """Return the sheet of a notice in which text from outside looks like formulas."""
    agencies = tuple(
        replace(agency, name=text, stt=text)
        for agency, text in zip(base().agencies, FORMULAS, strict=False)
    )
    codes = [agency.code for agency in agencies]
    agencies = (*agencies, *base().agencies[len(FORMULAS) :])
    cells = dict(zip(codes, FORMULAS, strict=True))
    typed = tuple(
        DataRow(code, {"note": text, "TD_nam_truoc": text, "TT_nam_truoc": text})
        for code, text in cells.items()
    )
    case = with_wording(intro="=1+1", closing="+x", recipient_1="=2+2", signature="@z", title="-y")
    case = replace(case, agencies=agencies, typed=typed)
    late = LateDossier("=1+1", "+x", "-y", status="@z", cause="=3+3", note="#REF!")
    return Sheet(render_sheet(notice_of(replace(case, late_dossiers=(late,)))))


@pytest.mark.parametrize("title", [NOTICE_SHEET, APPENDIX_SHEET])
def test_text_from_outside_never_becomes_a_formula(title: str) -> None:
    made = replace(risky(), title=title)
    assert made.xml.findall(f".//{MAIN}f") == []
    types = {cell.get("t") for cell in made.xml.iter(f"{MAIN}c") if len(cell)}
    assert types == {"inlineStr"}
    quoted = set()
    for row in made.cells.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")
            assert cell.data_type == "s" or cell.value is None
            if str(cell.value).startswith(("=", "+", "-", "@")):
                # Nor when somebody edits the cell.
                assert cell.quotePrefix, cell.coordinate
                quoted.add(cell.value)
    assert {"=1+1", "+x", "-y", "@z"} <= quoted


def test_such_texts_are_printed_as_they_are() -> None:
    for agency, text in zip(base().agencies, FORMULAS, strict=False):
        number = risky().row(f"row:so-nganh:{agency.code}")
        assert [risky().text(f"{letter}{number}") for letter in "BCFHP"] == [text] * 5
    assert risky().block("title").value == "-y"


def test_characters_that_no_workbook_can_hold_are_left_out() -> None:
    agency = replace(base().agencies[0], name="Sở\x0b Công\x07 thương\uffff")
    case = with_wording(title="THÔNG\x00 BÁO\x1f\ufffe", request="đoạn\x0b **đậm\x01**")
    case = replace(case, agencies=(agency, *base().agencies[1:]))
    made = Sheet(render_sheet(notice_of(case)))
    assert made.text(f"C{made.row('row:so-nganh:so-cong-thuong')}") == "Sở Công thương"
    assert made.block("title").value == "THÔNG BÁO"
    assert plain(made.block("request").value) == "đoạn đậm"
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        for name in file.namelist():
            ET.fromstring(file.read(name))


def test_a_notice_without_agencies_or_paragraphs_is_still_a_sheet() -> None:
    keep = {BlockKind.TABLE.value, BlockKind.TITLE.value}
    wording = replace(
        base().wording,
        paragraphs=tuple(item for item in base().wording.paragraphs if item.kind in keep),
    )
    case = replace(base(), agencies=(), counts=(), typed=(), corrections=(), wording=wording)
    made = Sheet(render_sheet(notice_of(case)))
    assert made.block("title").value == "THÔNG BÁO"
    assert [k for k in made.keys.values() if k.startswith("row:")] == [
        "row:so-nganh:tinh",
        "row:cap-huyen:tinh",
    ]


# --- the appendix ----------------------------------------------------------------------------


def test_the_appendix_repeats_its_header_on_each_page() -> None:
    late = with_late(120, cause="Hồ sơ phức tạp, phải lấy ý kiến nhiều cơ quan", status="Trễ")
    made = Sheet(render_sheet(notice_of(late)), APPENDIX_SHEET)
    labels = list(base().wording.labels.appendix_columns)
    header = made.row("header:appendix")
    assert made.texts(header) == labels
    assert made.cells.print_title_rows == f"${header}:${header}"
    assert made.texts(header + 1)[:5] == [
        "1",
        "H10.0",
        "Cấp giấy phép xây dựng",
        "Sở Xây dựng",
        "3",
    ]
    assert made.text(f"B{made.cells.max_row}") == "120"
    assert made.cells.page_setup.paperSize == 9
    assert made.cells.page_setup.orientation == "landscape"
    assert made.cells.HeaderFooter.differentFirst
    assert made.cells.oddHeader.center.text == "&P"
    assert made.width("B", "L") <= TEXT_WIDTH_PT
    assert made.row("block:appendix_title") < made.row("block:appendix_name") < header
    for block, size, bold, italic in (
        ("appendix_title", 14, True, False),
        ("appendix_name", 14, True, False),
        ("appendix_attached", 14, False, True),
    ):
        font = made.block(block).font
        assert (font.size, bool(font.bold), bool(font.italic)) == (size, bold, italic)
    for word in labels:
        longest = max(word.split(), key=len)
        letter = get_column_letter(2 + labels.index(word))
        assert text_width(longest, 10, bold=True) < made.width(letter, letter), word


def test_without_late_dossiers_there_is_no_appendix() -> None:
    assert load_workbook(io.BytesIO(sheet().content)).sheetnames == [NOTICE_SHEET]
    made = load_workbook(io.BytesIO(render_sheet(notice_of(with_late(1)))))
    assert made.sheetnames == [NOTICE_SHEET, APPENDIX_SHEET]


# --- golden ----------------------------------------------------------------------------------

# What changes with the version of the library, not with ours.
VOLATILE = {"docProps/app.xml", "xl/theme/theme1.xml"}
LINE = 140


def printed(element: ET.Element, depth: int = 0) -> Iterator[str]:
    """Yield an element as lines, on one line where it fits."""
    pad = " " * depth
    whole = "".join(one_line(element))
    if len(pad + whole) <= LINE or not len(element):
        yield pad + whole
        return
    yield pad + opening(element, "")
    for child in element:
        yield from printed(child, depth + 1)
    yield f"{pad}</{element.tag}>"


def one_line(element: ET.Element) -> Iterator[str]:
    if not len(element) and not element.text:
        yield opening(element, "/")
        return
    yield opening(element, "") + escape(element.text or "")
    for child in element:
        yield from one_line(child)
    yield f"</{element.tag}>"


def opening(element: ET.Element, end: str) -> str:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.items())
    return f"<{element.tag}{attributes}{end}>"


def parts(xlsx: bytes) -> dict[str, ET.Element]:
    """Return the parts of a workbook with tags and attributes without their namespaces."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(xlsx)) as file:
        for name in sorted(set(file.namelist()) - VOLATILE):
            root = ET.fromstring(file.read(name))
            for element in root.iter():
                element.tag = element.tag.rpartition("}")[2]
                for key in list(element.attrib):
                    element.attrib[key.rpartition("}")[2]] = element.attrib.pop(key)
            found[name] = root
    return found


def differences(expected: ET.Element, found: ET.Element, path: str) -> Iterator[str]:
    """Yield what differs, element by element."""
    name = expected.get("r") or expected.get("ref") or expected.get("name") or ""
    path = f"{path}/{expected.tag}{f'[{name}]' if name else ''}"
    if expected.tag != found.tag:
        yield f"{path}: expected this element, found <{found.tag}>"
        return
    for key in sorted(expected.attrib.keys() | found.attrib.keys()):
        if expected.get(key) != found.get(key):
            yield f"{path} {key}: expected {expected.get(key)!r}, found {found.get(key)!r}"
    if not len(expected) and not len(found) and (expected.text or "") != (found.text or ""):
        yield f"{path}: expected {expected.text!r}, found {found.text!r}"
    if len(expected) != len(found):
        yield f"{path}: expected {len(expected)} elements in it, found {len(found)}"
    for one, other in zip(expected, found, strict=False):
        yield from differences(one, other, path)


def golden_file(name: str) -> Path:
    return GOLDEN / f"{name.replace('/', '.').replace('[', '').replace(']', '')}.txt"


def test_the_workbook_is_the_golden_one_element_by_element(renew_golden: bool) -> None:
    found = parts(sheet().content)
    if renew_golden:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        GOLDEN.mkdir(parents=True)
        for name, root in found.items():
            golden_file(name).write_text("\n".join(printed(root)) + "\n", encoding="utf-8")
    stored = {path.name for path in GOLDEN.iterdir()}
    assert stored == {golden_file(name).name for name in found}
    for name, root in found.items():
        expected = ET.fromstring(golden_file(name).read_text(encoding="utf-8"))
        wrong = list(differences(expected, root, name))
        hint = "; `pytest --renew-golden` takes over a wanted change"
        assert not wrong, "\n".join([f"{len(wrong)} differences{hint}:", *wrong[:12]])


def test_a_change_of_one_cell_is_named() -> None:
    other = sheet().content
    changed = parts(other)["xl/worksheets/sheet1.xml"]
    cell = next(item for item in changed.iter("t") if item.text == "28.07")
    cell.text = "28.08"
    same = parts(other)["xl/worksheets/sheet1.xml"]
    [difference] = differences(same, changed, "sheet1")
    assert re.fullmatch(
        r"sheet1/worksheet/sheetData/row\[\d+\]/c\[G\d+\]/is/t: expected '28.07', found '28.08'",
        difference,
    )


# --- print -----------------------------------------------------------------------------------

needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or pdftotext is not installed",
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "notice.pdf"
    path.write_bytes(render_pdf(sheet().content))
    return path


def pdf_text(path: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def page_count(path: Path) -> int:
    return pdf_text(path).count("\f")


@needs_libreoffice
def test_the_printed_pages_are_those_planned(pdf: Path) -> None:
    assert page_count(pdf) == len(sheet().pages())
    for number, rows in enumerate(sheet().pages(), 1):
        words = pdf_text(pdf, "-f", str(number), "-l", str(number)).split()
        expected = [word for row in rows for text in sheet().texts(row) for word in text.split()]
        # The page number is the only thing the sheet does not hold.
        left = list(words)
        for word in expected:
            assert word in left, (number, word)
            left.remove(word)
        assert left == ([] if number == 1 else [str(number)])


@needs_libreoffice
def test_every_word_of_the_notice_is_printed(pdf: Path) -> None:
    words = set(pdf_text(pdf).split())
    document = as_json()
    texts = [block["text"] for block in document["blocks"]]
    for table in document["tables"]:
        texts += [table["title"], table["section"], table["period_note"], *table["province"]]
        texts += [*table["groups"], *table["columns"]]
        for row in table["rows"]:
            texts += [row["stt"], row["agency"], *row["cells"]]
    assert {word for text in texts for word in text.split()} <= words


@needs_libreoffice
def test_the_page_number_is_printed_in_the_top_margin_from_page_2_on(pdf: Path) -> None:
    margin = ["-x", "0", "-y", "0", "-W", "842", "-H", "56"]
    for number in range(1, page_count(pdf) + 1):
        page = ["-f", str(number), "-l", str(number)]
        expected = "" if number == 1 else str(number)
        assert pdf_text(pdf, *page, *margin).strip() == expected
    middle = ["-x", "400", "-y", "0", "-W", "120", "-H", "56", "-f", "2", "-l", "2"]
    assert pdf_text(pdf, *middle).strip() == "2"


@needs_libreoffice
def test_a_long_notice_prints_on_the_planned_pages(tmp_path: Path) -> None:
    words = " ".join(f"chữ{number}" for number in range(1500))
    case = replace(with_agencies(70), wording=with_wording(request=words).wording)
    case = replace(case, late_dossiers=with_late(60, cause="Phải lấy ý kiến").late_dossiers)
    made = Sheet(render_sheet(notice_of(case)))
    path = tmp_path / "long.pdf"
    path.write_bytes(render_pdf(made.content))
    text = pdf_text(path)
    assert set(words.split()) <= set(text.split())
    pages = text.split("\f")[:-1]
    appendix = next(number for number, page in enumerate(pages) if "Phụ lục" in page)
    assert appendix == len(made.pages())
    # Each page of the appendix repeats its header; it is numbered on its own.
    assert all("Mã hồ sơ" in " ".join(page.split()) for page in pages[appendix:])
    assert len(pages) > appendix + 1
    assert "2" in pages[appendix + 1].split()
