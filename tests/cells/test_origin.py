"""Places of the workbook as staff know them: sheet and cell, or words; never a key."""

import pytest

from bpindex.cells.origin import WorkbookOrigin
from bpindex.sheets.layout import layout_of
from tests.strategies import base_case


@pytest.mark.parametrize(
    ("part", "row", "column", "place"),
    [
        ("settings", 0, "period", "trang Thiết lập, ô C6"),
        ("wording", 0, "labels.stt", "trang Lời văn, ô C6"),
        ("wording", 20, "paragraph.title.kind", "trang Lời văn, ô C20"),
        ("agencies", 7, "kind", "trang Đơn vị, ô C7"),
        ("previous", 5, "points.CK", "trang Kỳ trước, ô C5"),
        ("typed", 5, "1.1_diem", "trang Năm trước, ô V5"),
        ("settings", 0, "table.kind", "trang Thiết lập (Loại đơn vị)"),
        ("settings", 0, "table", "trang Thiết lập, ô H5"),
        ("wording", 0, "paragraph", "trang Lời văn"),
        ("counts", 0, "", "trang Số liệu"),
    ],
)
def test_a_place_is_a_cell_or_the_words_of_the_sheet(
    part: str, row: int, column: str, place: str
) -> None:
    origin = WorkbookOrigin(layout_of(base_case().index))
    assert origin.place(part, row, column) == place
