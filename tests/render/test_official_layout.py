"""The page, the fonts, the rules and the tables as the decree on documents has them."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from openpyxl.cell.rich_text import CellRichText

from bpindex.page.textfit import text_width
from bpindex.render.sheet import NOTICE_SHEET, render_sheet
from tests.changed_cases import notice_of
from tests.render.sheets import COLUMNS, FIGURES, MAIN, TABLES, TEXT_WIDTH_PT, sheet
from tests.strategies import base_case


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
    assert TEXT_WIDTH_PT - 8 < sheet().width("B", "P") * 1.03 <= TEXT_WIDTH_PT
    figures = {sheet().width(letter, letter) for letter in FIGURES}
    assert len(figures) == 1
    # No word of a figure is broken.
    room = figures.pop() - 4
    for _, _, figure in notice_of(base_case()).figures():
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
    drawn = drawn_lines(sheet().content)
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


def test_the_file_asks_for_no_calculation() -> None:
    """Excel would compute the workbook that is open beside it too."""
    with zipfile.ZipFile(io.BytesIO(render_sheet(notice_of(base_case())))) as package:
        assert b'<calcPr calcId="191029"/>' in package.read("xl/workbook.xml")


def test_the_rules_say_their_place_and_extent_themselves() -> None:
    """Programs that do not look at the anchor draw what the shape says."""
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(render_sheet(notice_of(base_case())))) as package:
        root = ET.fromstring(package.read("xl/drawings/drawing1.xml"))
    frames = [
        [int(frame.find(f"{main}{name}").get(key)) / 12_700 for name, key in parts]
        for frame in root.iter(f"{main}xfrm")
        if (parts := (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy")))
    ]
    drawn = drawn_lines(sheet().content)
    assert len(frames) == len(drawn) == 3
    for (x, y, width, height), (row, start, end) in zip(frames, drawn, strict=True):
        assert (x, width, height) == (
            pytest.approx(start, abs=0.001),
            pytest.approx(end - start, abs=0.001),
            0,
        )
        above = sheet().height(list(range(2, row)))
        assert above < y < above + sheet().height([row])


def drawn_lines(content: bytes) -> list[tuple[int, float, float]]:
    """Return sheet row, start and end (points from the left edge of column B) of every line."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
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
    notice = notice_of(base_case()).table(table)
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
    assert columns == ["key", "stt", "agency", *base_case().columns, "note"]
    found = list(sheet().keys.values())
    assert all(found)
    assert len(found) == len(set(found))
    assert cells.print_area == f"'{NOTICE_SHEET}'!$B$2:$P${cells.max_row}"
