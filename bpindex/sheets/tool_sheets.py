"""The sheets that the tool fills, and those to look at: Trang chính, Hướng dẫn."""

from functools import partial

from bpindex.sheets.model import ColumnSpec, Kind, Look, Mark, Sheet, SheetBlock, Who
from bpindex.words import marks as texts

HOME = Sheet("home", "Trang chính", "shHome", "", since=5)
GUIDE = Sheet(
    "guide",
    "Hướng dẫn",
    "shGuide",
    "Các bước làm thông báo hằng tháng; mọi việc đều làm trong Excel.",
)


_column = partial(ColumnSpec, who=Who.TOOL)
_HISTORY = (
    _column("period", "Kỳ", 12, note="Tháng/năm."),
    _column("name", "Đơn vị", 44, note="Tên như đã in ở kỳ ấy; dòng của tỉnh: tên của tỉnh."),
    _column("total", "Tổng điểm", 14, Kind.DECIMAL),
    _column("rank", "Xếp hạng", 12, Kind.WHOLE),
    _column("grade", "Xếp loại", 18),
    _column("agency", "Mã đơn vị", 20, hidden=True),
    _column("index", "Bộ chỉ số", 20, hidden=True),
    _column("details", "Số liệu kèm theo", 20, hidden=True),
)
# One row for each component of an agency; nothing ever filled it.
_HISTORY_OF_COMPONENTS = (
    _column("period", "Kỳ", 10),
    _column("agency", "Mã đơn vị", 30),
    _column("component", "Chỉ số", 10),
    _column("numerator", "Tử số", 12),
    _column("denominator", "Mẫu số", 12),
    _column("points", "Điểm", 12),
    _column("figure", "Số liệu in", 14),
)
HISTORY = Sheet(
    "history",
    "Lịch sử",
    "shHistory",
    "Các kỳ đã đóng: mỗi dòng một đơn vị trong một kỳ, như đã in. Chương trình ghi khi mở kỳ mới; "
    "kỳ cũ hơn lấy bằng nút Nhập kỳ trước, hoặc gõ kỳ, đơn vị, tổng điểm.",
    (
        SheetBlock("history", "", _HISTORY, 20_000, since=6),
        SheetBlock("history_parts", "", _HISTORY_OF_COMPONENTS, 20_000, until=5),
    ),
)

_TRAIL = (
    _column("on", "Lúc", 18),
    _column("by", "Người lập", 22),
    _column("action", "Việc", 30),
    _column("period", "Kỳ", 10),
    _column("fingerprint", "Mã so khớp", 18, note="Hai thông báo in giống nhau thì cùng mã."),
    _column("corrections", "Số đính chính", 14, note="Số đính chính đang áp dụng khi lập."),
    _column("version", "Phiên bản", 12),
)
TRAIL = Sheet(
    "trail",
    "Nhật ký",
    "shTrail",
    "Mỗi lần lập thông báo ghi một dòng, không xóa; mã so khớp với bản in.",
    (SheetBlock("trail", "", _TRAIL, 2_000),),
)

_FINDINGS = (
    _column("level", "Mức", 12),
    _column("text", "Nội dung", 120, Kind.WRAP),
    _column("link", "Đến ô", 26, Kind.LINK),
)
_IS_PROBLEM = Mark(Look.WRONG, f'={{row[level]}}="{texts.PROBLEM}"')
FINDINGS = Sheet(
    "findings",
    "Kiểm tra",
    "shFindings",
    "Kết quả lần kiểm tra gần nhất; bấm vào ô cuối để đến chỗ cần xem.",
    (SheetBlock("findings", "", _FINDINGS, 500, marks=(_IS_PROBLEM,)),),
)

_EXPLAIN = (_column("label", "Mục", 34), _column("text", "Nội dung", 110, Kind.WRAP))
EXPLAIN = Sheet(
    "explain",
    "Giải thích",
    "shExplain",
    "Nguồn gốc của số liệu vừa chọn.",
    (SheetBlock("explain", "", _EXPLAIN, 60),),
)
