"""The sheets of texts that staff keep: Năm trước, Đính chính, Hồ sơ trễ, Lời văn."""

from dataclasses import replace

from bpindex.case.correction import CorrectionKind, CorrectionState
from bpindex.case.keys import BlockKind, points_titles
from bpindex.index.definition import IndexSet
from bpindex.sheets.agency_sheets import AGENCY, AGENCY_BY_NAME, AGENCY_NAME
from bpindex.sheets.computed_sheets import figure_columns
from bpindex.sheets.model import (
    Capacity,
    ColumnSpec,
    Kind,
    Look,
    Mark,
    Sheet,
    SheetBlock,
    Single,
    Who,
    singles_block,
)
from bpindex.sheets.takes import Checked, Choice

_POINTS = (
    "Điểm có sẵn (dán từ Cổng): thay cho điểm tính từ số liệu, khi đó không cần số liệu ấy. "
    "Dòng mang tên tỉnh: điểm tính chung toàn tỉnh."
)
_MONTH = ColumnSpec("period", "Kỳ", 10, Kind.STAMP, who=Who.TOOL, since=3)
_OF_OTHER_MONTH = Mark(Look.OTHER_MONTH, '=AND({row[period]}<>"",{row[period]}<>{period})')


def typed_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Năm trước: the printed columns as pasted texts."""
    columns = (
        AGENCY,
        AGENCY_NAME,
        *figure_columns(index, Kind.CENTRED, Who.STAFF),
        ColumnSpec("note", "Ghi chú", 24, note="In ở cột Ghi chú của thông báo."),
        *(
            ColumnSpec(key, title, 12, Kind.CENTRED, _POINTS, since=5)
            for key, title in points_titles(index).items()
        ),
    )
    return Sheet(
        "typed",
        "Năm trước",
        "shTyped",
        "Số liệu năm trước in như dán; cột tháng chỉ dùng khi cách tính là “gõ sẵn”; điểm có sẵn "
        "của kỳ này dán ở các cột “Điểm gõ” bên phải.",
        (SheetBlock("typed", "", columns, room.agencies),),
        frozen_columns=2,
    )


CORRECTIONS = Sheet(
    "corrections",
    "Đính chính",
    "shRegister",
    "Sổ đính chính: giá trị tính lúc đó, giá trị in, lý do, ai, khi nào.",
)
_KEYS = ("table_key", "agency_key", "column_key", "place_key", "words")
# What is corrected, into what, in force or not, and for which month: seen without scrolling.
_REGISTER = (
    ColumnSpec("table", "Bảng", 14, note="Tên bảng; để trống khi đính chính một đoạn văn."),
    ColumnSpec("agency", "Đơn vị", 30, Kind.WRAP, "Tên đơn vị, hoặc tên dòng của tỉnh."),
    ColumnSpec("column", "Cột hoặc đoạn", 30, Kind.WRAP, "Tên cột, tên số liệu gốc, hoặc đoạn."),
    ColumnSpec("computed", "Giá trị tính", 18, Kind.WRAP, "Giá trị tính ra lúc đính chính."),
    ColumnSpec("corrected", "Giá trị in", 18, Kind.WRAP),
    ColumnSpec(
        "state",
        "Trạng thái",
        13,
        note="Chọn “đã rút” để in lại giá trị tính; dòng của kỳ khác không in ở kỳ này.",
        takes=Choice.of(CorrectionState),
    ),
    replace(_MONTH, width=9, note="Đính chính của kỳ nào, chỉ in ở kỳ đó. Công cụ tự ghi."),
    ColumnSpec("reason", "Lý do", 44, Kind.WRAP),
    ColumnSpec("by", "Người sửa", 18),
    ColumnSpec("on", "Ngày", 12),
    ColumnSpec(
        "kind",
        "Loại",
        note="Số liệu in, số liệu gốc, câu chữ, dòng thêm…",
        takes=Choice.of(CorrectionKind),
    ),
    ColumnSpec(
        "place", "Đứng sau", 24, Kind.WRAP, note="Với dòng thêm, dòng chuyển: đứng sau dòng nào."
    ),
    ColumnSpec("link", "Đến ô", 24, Kind.LINK, who=Who.TOOL),
    *(ColumnSpec(key, "Khóa", hidden=True, since=3) for key in _KEYS),
)
# With the state behind reason, author and day, and the month at the end.
_UNTIL_3 = (
    *("table", "agency", "column", "computed", "corrected", "reason", "by", "on", "state", "kind"),
    *("place", "link", "period", *_KEYS),
)
_STATES = (
    _OF_OTHER_MONTH,
    Mark(Look.REVIEW, f'={{row[state]}}="{CorrectionState.REVIEW}"'),
    Mark(Look.WITHDRAWN, f'={{row[state]}}="{CorrectionState.WITHDRAWN}"'),
)


def corrections_sheet(room: Capacity) -> Sheet:
    """Return Đính chính: the register."""
    register = SheetBlock(
        "corrections", "", _REGISTER, room.corrections, marks=_STATES, former=(3, _UNTIL_3)
    )
    return replace(CORRECTIONS, blocks=(register,))


_LATE_DOSSIERS = (
    ColumnSpec("dossier", "Mã hồ sơ", 26),
    ColumnSpec("procedure", "Tên TTHC", 46, Kind.WRAP),
    AGENCY,
    replace(AGENCY_NAME, note="", takes=AGENCY_BY_NAME, since=6),
    ColumnSpec("received", "Ngày tiếp nhận", 12, Kind.DATE, takes=Checked.DATE),
    ColumnSpec("due", "Ngày hẹn trả", 12, Kind.DATE, takes=Checked.DATE),
    ColumnSpec("returned", "Ngày trả", 12, Kind.DATE, takes=Checked.DATE),
    ColumnSpec("days_late", "Số ngày trễ", 9),
    ColumnSpec("status", "Trạng thái", 16),
    ColumnSpec("cause", "Nguyên nhân", 30, Kind.WRAP),
    ColumnSpec("note", "Ghi chú", 20, Kind.WRAP),
    replace(_MONTH, note="Hồ sơ của kỳ nào, chỉ in ở kỳ đó. Công cụ tự ghi."),
)
LATE_DOSSIERS = Sheet(
    "late_dossiers",
    "Hồ sơ trễ",
    "shLate",
    "Hồ sơ trễ hạn cho phụ lục; không ghi tên người nộp hồ sơ.",
    (SheetBlock("late_dossiers", "", _LATE_DOSSIERS, 500, marks=(_OF_OTHER_MONTH,)),),
)

_LABELS = singles_block(
    "labels",
    "Chữ cố định của các bảng",
    Single("stt", "Cột thứ tự"),
    Single("agency", "Cột tên đơn vị"),
    Single("title", "Tiêu đề bảng"),
    Single("group", "Tiêu đề nhóm", "{nhóm} là tên nhóm chỉ số."),
    Single("month", "Tiêu đề cột tháng"),
    Single("note", "Cột ghi chú"),
    Single("period_note", "Dòng dưới bảng"),
    Single("appendix_columns", "Các cột của phụ lục", "Cách nhau bằng dấu chấm phẩy."),
)
_PARAGRAPHS = SheetBlock(
    "paragraphs",
    "Các khối của thông báo, theo thứ tự",
    (
        ColumnSpec("id", "Mã đoạn", 30, note="Không đổi: đính chính tìm theo mã này."),
        ColumnSpec("kind", "Loại khối", 38, takes=Choice.of(BlockKind)),
        ColumnSpec("text", "Nội dung", 110, Kind.WRAP),
        ColumnSpec("drafted", "Nháp", who=Who.TOOL, hidden=True, since=6),
    ),
    100,
    first_column=2,
)
WORDING = Sheet(
    "wording",
    "Lời văn",
    "shWording",
    "Mọi câu chữ của thông báo; {hạn báo cáo}… là chỗ điền, **chữ đậm** giữa hai cặp sao.",
    stacks=((_LABELS, _PARAGRAPHS),),
)
