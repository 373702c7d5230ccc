"""Bảng in: the printed tables as rows; Kỳ trước: the figures with which they compare."""

from dataclasses import replace

from bpindex.case.keys import previous_titles
from bpindex.case.printed import Colours, Listing, Order, Shown, SummaryKind, What, When
from bpindex.case.ready import ready_layouts
from bpindex.index.definition import IndexSet
from bpindex.sheets.agency_sheets import AGENCY, AGENCY_NAME
from bpindex.sheets.model import (
    Capacity,
    ColumnSpec,
    Kind,
    Sheet,
    SheetBlock,
    Who,
)
from bpindex.sheets.takes import Choice, FromColumn
from bpindex.words import choices

_SINCE = 5
_TABLES, _SECTIONS, _SUMMARIES, _COLUMNS = 8, 16, 12, 120
# Above the groups and components: one column for each of them.
OF_EACH = 2
_MARK = Choice((",", "."))
_YES_NO = Choice((choices.YES, choices.NO))
_TABLE = ColumnSpec(
    "table", "Bảng", 18, note="Bảng nào ở trên.", takes=FromColumn("printed", "tables", "id")
)
_DECIMALS = ColumnSpec("decimals", "Số lẻ", 18, Kind.WHOLE, "Để trống: như thường.")
_POINT = ColumnSpec("decimal_mark", "Dấu thập phân", 18, note="Để trống: theo bảng.", takes=_MARK)
LIST_COLUMNS = ("list_1", "list_2", "list_3")
_TABLE_COLUMNS = (
    ColumnSpec("id", "Bảng", 18, note="Tên tự đặt, không lặp lại, không đổi giữa các kỳ."),
    ColumnSpec(
        "heading", "Tiêu đề in trên bảng", 34, note="Khi Lời văn không có sẵn ngay trên bảng."
    ),
    ColumnSpec(
        "ready",
        "Mẫu có sẵn",
        34,
        note="Bảng không có dòng nào ở dưới thì in các cột, dòng tổng hợp của mẫu.",
        takes=Choice(tuple(item.name for item in ready_layouts().values())),
    ),
    ColumnSpec("order", "Sắp xếp", 22, note="Để trống: như mẫu.", takes=Choice.of(Order)),
    replace(_POINT, note="Để trống: phẩy."),
    ColumnSpec("note", "Cột Ghi chú", 18, note="Để trống: như mẫu.", takes=_YES_NO),
    *(
        ColumnSpec(key, title, 18, note="In dưới bảng.", takes=Choice.of(Listing))
        for key, title in zip(
            LIST_COLUMNS, ("Danh sách kèm", "Danh sách kèm (2)", "Danh sách kèm (3)"), strict=True
        )
    ),
)
_SECTION_COLUMNS = (
    _TABLE,
    ColumnSpec(
        "heading",
        "Tiêu đề mục",
        34,
        note="In thành dòng I, II, III; trống: cùng mục với dòng trên.",
    ),
    ColumnSpec("kind", "Gồm loại đơn vị", 34, takes=FromColumn("settings", "tables", "kind")),
)
_SUMMARY_COLUMNS = (
    _TABLE,
    ColumnSpec("label", "Tên dòng", 34, note="Để trống: chương trình tự đặt."),
    ColumnSpec("what", "Dòng tổng hợp", 34, takes=Choice.of(SummaryKind)),
    _DECIMALS,
    _POINT,
)
_PRINTED_COLUMNS = (
    _TABLE,
    ColumnSpec("what", "Nội dung", 34, takes=Choice.of(What)),
    ColumnSpec(
        "of",
        "Của nhóm, chỉ số",
        34,
        note="Để trống với tổng điểm, xếp hạng, xếp loại.",
        takes=FromColumn("printed", "names", "name"),
    ),
    ColumnSpec("when", "Kỳ", 22, note="Để trống: kỳ này.", takes=Choice.of(When)),
    ColumnSpec(
        "shown",
        "Giá trị/chênh lệch",
        18,
        note="Chênh lệch: kỳ này hơn kỳ đã chọn bao nhiêu; của hạng: lên mấy bậc.",
        takes=Choice.of(Shown),
    ),
    ColumnSpec("label_1", "Nhãn cấp 1", 18, note="Nhãn giống dòng trên thì gộp ô."),
    ColumnSpec("label_2", "Nhãn cấp 2", 18, note="Để trống cả ba: chương trình tự đặt."),
    ColumnSpec("label_3", "Nhãn cấp 3", 18, note="Dùng được {kỳ này}, {kỳ trước}, {năm trước}."),
    replace(_DECIMALS, width=18),
    _POINT,
    ColumnSpec("when_denominator_zero", "Khi mẫu số bằng 0", 18, note="Gõ (trống) để in ô trống."),
    ColumnSpec("when_numerator_zero", "Khi tử số bằng 0", 18, note="Gõ (trống) để in ô trống."),
    ColumnSpec("merged", "Một ô cho cả cột", 22),
    ColumnSpec("colours", "Ngưỡng màu", 18, takes=Choice.of(Colours)),
)
_NAME = ColumnSpec("name", "Nhóm, chỉ số", 30, who=Who.FORMULA, hidden=True)


def printed_sheet(room: Capacity) -> Sheet:
    """Return Bảng in."""
    names = SheetBlock("names", "", (_NAME,), OF_EACH + room.groups + room.components)
    return Sheet(
        "printed",
        "Bảng in",
        "shPrinted",
        "Các bảng của thông báo: chọn mẫu có sẵn, hoặc chọn từng cột ở dưới, từ trái sang phải.",
        stacks=(
            (
                SheetBlock("tables", "Các bảng in", _TABLE_COLUMNS, _TABLES),
                SheetBlock("sections", "Đơn vị trong bảng, theo mục", _SECTION_COLUMNS, _SECTIONS),
                SheetBlock("summaries", "Dòng tổng hợp", _SUMMARY_COLUMNS, _SUMMARIES),
                SheetBlock("columns", "Các cột, từ trái sang phải", _PRINTED_COLUMNS, _COLUMNS),
            ),
            (names,),
        ),
        since=_SINCE,
    )


def previous_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Kỳ trước: points, total and rank of the period before."""
    figures = (ColumnSpec(key, title, 14) for key, title in previous_titles(index).items())
    return Sheet(
        "previous",
        "Kỳ trước",
        "shPrevious",
        "Điểm, tổng điểm, xếp hạng của kỳ trước, cho các cột kỳ trước; ô trống thì in trống.",
        (SheetBlock("previous", "", (AGENCY, AGENCY_NAME, *figures), room.agencies + 1),),
        frozen_columns=2,
        since=_SINCE,
    )
