"""The sheet of the late dossiers."""

import io

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bpindex.page.textfit import text_width
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_sheet
from tests.changed_cases import notice_of
from tests.render.sheets import TEXT_WIDTH_PT, Sheet, sheet, with_late
from tests.strategies import base_case


def test_the_appendix_repeats_its_header_on_each_page() -> None:
    late = with_late(120, cause="Hồ sơ phức tạp, phải lấy ý kiến nhiều cơ quan", status="Trễ")
    made = Sheet(render_sheet(notice_of(late)), APPENDIX_SHEET)
    labels = list(base_case().wording.labels.appendix_columns)
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
    assert made.text(f"B{made.cells.max_row - 1}") == "120"
    assert made.texts(made.cells.max_row) == ["Cộng: 120 hồ sơ", "Sở Xây dựng", "360"]
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
