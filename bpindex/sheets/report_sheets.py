"""The sheets that say what a month means: Lời nhắc, Trước khi ký, Biểu đồ."""

from functools import partial

from bpindex.sheets.model import ColumnSpec, Kind, Sheet, SheetBlock, Who

_SINCE = 6
_column = partial(ColumnSpec, who=Who.TOOL)

_REMINDERS = (
    _column("name", "Đơn vị", 34, Kind.WRAP),
    _column("missing", "Còn thiếu", 66, Kind.WRAP),
    _column("text", "Lời nhắc, chép để gửi", 90, Kind.WRAP),
    _column("address", "Thư điện tử", 32, Kind.WRAP),
)
REMINDERS = Sheet(
    "reminders",
    "Lời nhắc",
    "shReminders",
    "Ai chưa gửi số liệu gì, theo lần bấm Kiểm tra số liệu gần nhất; chép ô lời nhắc để gửi.",
    (SheetBlock("reminders", "", _REMINDERS, 402),),
    since=_SINCE,
)

_SIGNING = (
    _column("part", "Mục", 18),
    _column("what", "Chỗ cần xem", 62, Kind.WRAP),
    _column("before", "Tính ra, kỳ trước", 16, Kind.WRAP),
    _column("after", "In ra, kỳ này", 16, Kind.WRAP),
    _column("reason", "Lý do, căn cứ", 46, Kind.WRAP),
    _column("who", "Ai, khi nào", 24, Kind.WRAP),
    _column("seen", "Đã xem", 9, Kind.CENTRED, "Gõ x khi đã xem; dòng không đổi thì dấu được giữ."),
)
SIGNING = Sheet(
    "signing",
    "Trước khi ký",
    "shSigning",
    "Những chỗ người ký cần xem: số đã đính chính, biến động lớn, cảnh báo; in một trang.",
    (SheetBlock("signing", "", _SIGNING, 1_600),),
    since=_SINCE,
)

CHARTS = Sheet(
    "charts",
    "Biểu đồ",
    "shCharts",
    "Vẽ lại mỗi lần bấm Kiểm tra số liệu, từ Tính điểm, Kỳ trước, Lịch sử; in mỗi trang một tờ A4.",
    since=_SINCE,
)
