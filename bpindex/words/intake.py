"""What is said while tables are taken in. Read in the report of an import and in its refusals."""

import re

PLACE = "tệp {file}, trang {sheet}, ô {cell}"
PLACE_OF_FILE = "tệp {file}, ô {cell}"
# The tables of a page, which have no names of their own.
TABLE_OF_PAGE = "bảng {number}"

# Why a file, or a part of it, is not read.
UNREADABLE = "Không đọc được tệp {path}: {reason}."
TOO_MANY_CELLS = "một trang có hơn {most} ô; hãy chỉ giữ lại bảng cần nhập"
LOCKED = "tệp có mật khẩu; hãy mở ra, bỏ mật khẩu rồi lưu lại"
NO_TABLE_KIND = "đây không phải tệp bảng (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv, trang web)"
NO_LETTERS = "không rõ bảng mã chữ Việt; hãy mở ra và lưu lại với bảng mã UTF-8 (CSV UTF-8)"
NO_TABLE_IN_PAGE = "trang web không có bảng nào"
SHEET_HIDDEN = "Tệp {file}, trang {sheet}: trang đang ẩn, không đọc."
LARGE_PAGE = "trang web lớn quá {most} MB"

# What people write in the place of a number, without regard to capitals.
MEANS_ZERO = frozenset({"không có hồ sơ", "không phát sinh", "không có", "không phát sinh hồ sơ"})
MEANS_NOTHING = frozenset(
    {"x", "…", "", "n/a", "na", "null", "none", "chưa báo cáo", "không báo cáo", "chưa có số liệu"}
)
LABELS_OF_COUNT = frozenset({"số lượng", "sl", "số hồ sơ", "số hs"})
UNITS = frozenset(
    {"hồ sơ", "hs", "tthc", "thủ tục", "dịch vụ", "dvc", "pakn", "ý kiến", "phản ánh", "kiến nghị"}
)
# Why a cell gives no count; `found` is what it shows.
WHY = {
    "PERCENT": "là tỷ lệ phần trăm, cần số lượng",
    "DECIMAL": "có phần lẻ, cần số nguyên (có thể dấu ngăn hàng nghìn đã bị hiểu thành dấu phẩy)",
    "NEGATIVE": "là số âm, cần số nguyên không âm",
    "RATIO": "là điểm trên điểm tối đa hoặc phân số, cần số lượng",
    "TEXT": "không phải một con số",
    "TOO_LARGE": "là số quá lớn",
    "UNCLEAR": "không phải con số (ngày, lỗi hoặc công thức chưa tính)",
}
REFUSED = "{place}, cột “{column}”: tìm thấy “{found}”, {why}."

# How names of agencies are written, all in small letters.
AGENCY_PREFIXES = ("ủy ban nhân dân", "ubnd", "uỷ ban nhân dân")
# Kinds of places, with their abbreviations.
PLACE_KINDS = {
    "h": "huyện", "tx": "thị xã", "tp": "thành phố", "p": "phường", "x": "xã", "tt": "thị trấn",
    "đk": "đặc khu", "t": "tỉnh", "q": "quận",
}  # fmt: skip
PROVINCE_KINDS = ("tỉnh", "thành phố")
# Words that names of one agency have or leave out.
LEFT_OUT = frozenset({"và", "các"})
TOTALS = re.compile(
    "(?:dòng )?(?:tổng|tổng số|tổng cộng|cộng|toàn tỉnh|tổng toàn tỉnh|tổng cộng toàn tỉnh|"
    "trung bình|bình quân|cộng toàn tỉnh|toàn thành phố|tổng cộng toàn thành phố|cả tỉnh|"
    "trung bình toàn tỉnh|bình quân toàn tỉnh|tổng số toàn tỉnh|tổng chung)(?: .{0,12})?"
)
SECTIONS = re.compile(
    "(?:cấp|khối|nhóm|tổng cấp|tổng khối|cộng cấp|cộng khối)? ?"
    "(?:tỉnh|huyện|xã|sở ngành|sở ban ngành|các sở ngành|các sở ban ngành|sở|các sở|cấp xã|"
    "các sở ban ngành tỉnh|cấp huyện|cấp tỉnh|ubnd cấp huyện|ubnd cấp xã|ubnd các huyện thị xã "
    "thành phố|các huyện thị xã thành phố|huyện thị xã thành phố|ubnd các xã phường|các xã "
    "phường|xã phường|các cơ quan chuyên môn|cơ quan chuyên môn thuộc ubnd tỉnh)(?: tỉnh .*)?"
)
NOTES = re.compile(
    "(?:ghi chú|nguồn|chú thích|người lập|lập biểu|thủ trưởng|ngày|nơi nhận|lưu ý)\\b.*"
)
