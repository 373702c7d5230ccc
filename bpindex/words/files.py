"""What goes wrong with files, and the names of their places. Read in every refusal of a file."""

import errno
import re
from datetime import date
from typing import Any

FILE_MISSING = "Không tìm thấy tệp {path}; hãy kiểm tra lại tên và thư mục."
FILE_UNREADABLE = "Không đọc được tệp {path}: {reason}."
FILE_IS_OFFICE = (
    "Tệp {name} thực ra là tệp Excel/Word, cần tệp văn bản thuần (UTF-8); "
    "hãy lưu lại đúng định dạng."
)
FILE_NOT_UTF8 = "Tệp {name}, dòng {line}: bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
TOML_BROKEN = "Tệp {name}{place}: viết sai cú pháp TOML; cần dạng khóa = giá trị."
KEY_UNKNOWN = "Tệp {name}: không có khóa tên “{key}”; các khóa dùng được: {known}."
KEY_MISSING = "Tệp {name}: thiếu khóa “{key}”."
TOML_PLACE = ", dòng {line}, cột {column}"
TOML_END = ", cuối tệp"


def toml_place(reason: str) -> str:
    """Return the place that tomllib's English reason ends with."""
    found = re.search(r"at line (\d+), column (\d+)", reason)
    return TOML_PLACE.format(line=found[1], column=found[2]) if found else TOML_END


TYPE_NAMES = {
    "str": "một đoạn chữ",
    "int": "một số nguyên",
    "bool": "true hoặc false",
    "Decimal": "một con số",
    "float": "một con số",
    "date": "một ngày như 01/02/2024 hoặc 2024-02-01",
    "tuple": "một danh sách",
    "dates": "các ngày như 30/04/2026, cách nhau bằng dấu chấm phẩy",
}


def type_name(hint: Any) -> str:
    """Return the Vietnamese name of a field type."""
    name = getattr(hint, "__name__", "")
    if getattr(hint, "__origin__", None) is tuple:
        name = "dates" if hint.__args__[0] is date else "tuple"
    return TYPE_NAMES.get(name, "một bảng khóa và giá trị")


CSV_BROKEN = "Tệp {name}, dòng {line}: dấu nháy không khép kín hoặc sai chỗ; cần bảng CSV."
CSV_EMPTY = "Tệp {name} trống; cần ít nhất dòng tiêu đề cột."
CSV_RAGGED = "Tệp {name}, dòng {line}: tìm thấy {found} ô, cần không quá {expected} ô."
COLUMN_UNKNOWN = "{name}: có cột lạ “{column}”."
COLUMN_DOUBLED = "{name}: cột “{column}” xuất hiện hai lần."
COLUMN_MISSING = "{name}: thiếu cột “{column}”."
DID_YOU_MEAN = " Có phải là “{near}”?"
CELL_WRONG = "{place}: tìm thấy “{found}”, cần {expected}."
CELL_UNCLEAR = "{place}: tìm thấy “{found}” ({why}), cần {expected}."
# Why nobody can take what a cell shows.
HOLDS_ERROR = "ô báo lỗi của công thức"
NO_PROGRAM = "không có chương trình bảng tính"
NOT_CALCULATED = "công thức chưa được tính; hãy mở tệp trong Excel, chờ tính xong rồi lưu lại"
HOLDS_DATE = "ô này đã thành ngày hoặc giờ; hãy gõ dấu nháy ' trước, ví dụ '8/12"
MONTH_AS_NUMBER = "con số có thể là tháng 1 hoặc tháng 10; hãy gõ tháng như 02/2024"
HOLDS_TRUTH = "ô này đã thành giá trị đúng/sai"
ODD_FORMAT = "định dạng số “{code}” hiện khác con số trong ô"
ODD_TEXT = "định dạng số “{code}” không hiện chữ của ô, hoặc hiện thêm chữ khác"
MANY_DIGITS = (
    "con số dài hơn phần hiện ra; hãy chọn số chữ số thập phân cho ô hoặc gõ số đã làm tròn"
)
STRUCK = "chữ bị gạch"
ODD_PIECE = "có chữ nhỏ ở trên, ở dưới, bị gạch, khác cỡ, khác màu hoặc không nhìn thấy"
UNSEEN_COLOUR = "chữ cùng màu với nền, không nhìn thấy"
TINY_LETTERS = "chữ quá nhỏ, không nhìn thấy"
TURNED = "có ký hiệu ẩn làm đảo chiều chữ; hãy xóa ô rồi gõ lại"
WANT_FIGURE = "con số hoặc chữ đúng như cần in"
CELL_BLANK = "{place}: ô trống, cần {expected}."
PLACE_TOML = "Tệp {name}, khóa “{key}”"
PLACE_KEY = "{name}, khóa “{key}”"
PLACE_LINE = "{name}, dòng {line}"
PLACE_COLUMN = ", cột {column}"
SOURCE_MISSING = "Không tìm thấy {path}; cần thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm."
SOURCE_UNKNOWN = "Không đọc được {path}: {kind}. Cần thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm."
# What a file is that was given for a workbook, and what to do.
IS_OWNER_MARK = "đây là tệp tạm Excel tạo khi tệp đang mở; hãy chọn tệp cùng tên không có “~$”"
IS_EMPTY = "tệp trống, không có nội dung; hãy chép hoặc tải lại tệp"
IS_LOCKED = "tệp có mật khẩu; hãy mở trong Excel, bỏ mật khẩu (Tệp, Thông tin) rồi lưu lại"
IS_OLD_OFFICE = "tệp kiểu cũ (.xls, .doc); hãy mở trong Excel rồi lưu thành .xlsx hoặc .xlsm"
IS_OPEN_DOCUMENT = "tệp .ods của LibreOffice; hãy mở ra rồi lưu thành .xlsx hoặc .xlsm"
IS_PDF = "đây là tệp PDF"
IS_PAGE = "đây là trang web lưu lại; hãy mở trong Excel rồi lưu thành .xlsx"
IS_CUT_OFF = "tệp bị cụt, có lẽ chép hoặc tải chưa xong; hãy chép hoặc tải lại tệp"
IS_DAMAGED = "tệp hỏng; hãy mở trong Excel để sửa rồi lưu lại, hoặc dùng bản giữ gần nhất"
IS_WORD = (
    "đây là tệp Word, không phải tệp Excel; muốn lấy bảng trong đó thì chép bảng, dán vào trang "
    "Dán vào đây"
)
IS_ZIP = "đây là tệp nén, không phải tệp Excel; hãy giải nén trước"
NO_REAL_FILE = "đây là đường ống hoặc thiết bị, không phải tệp"
TOO_LARGE = "tệp lớn quá {most} MB; có phải đã chọn nhầm tệp?"
UNPACKS_TOO_LARGE = "nội dung bung ra lớn quá {most} MB; tệp hỏng hoặc không phải tệp của BoChiSo"
IS_OTHER = "tệp hỏng hoặc không phải tệp Excel"
CANNOT_WRITE = "Không ghi được {path}: {reason}; tệp có thể đang mở trong chương trình khác."
FOLDER_NOT_EMPTY = "Thư mục {path} đã có nội dung; hãy chọn một thư mục mới hoặc trống."
FILE_EXISTS_CHANGED = "Đã giữ lại bản có sẵn dưới tên {path}."
FOLDER_BUSY = "Một lần chạy khác đang ghi vào {path}; hãy chờ lần đó xong rồi chạy lại."
RUN_UNDONE = (
    "Lần ghi trước vào {path} bị dừng giữa chừng; các tệp ở đó đã được trả về như trước lần ấy; "
    "việc ấy cần làm lại."
)
OTHER_RUN = "Tệp {path} là của một lần lập khác, không đi cùng các tệp vừa ghi."
# Why a machine refuses to read or to write.
OS_REASONS = {
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đã có một thư mục cùng tên",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EEXIST: "đã có một tệp cùng tên",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOSPC: "ổ đĩa đã hết chỗ",
    errno.EFBIG: "tệp vượt quá kích thước cho phép trên máy này",
    errno.EPIPE: "chương trình nhận kết quả đã đóng",
}
NO_TEMPORARY = "máy không có thư mục tạm nào ghi được"
OS_OTHER = "máy không cho đọc hoặc ghi"
# In the place of the log's path.
NO_LOG = "tệp nhật ký (nhưng máy không cho ghi)"


def os_reason(error: OSError) -> str:
    """Return in Vietnamese why a file could not be written or read."""
    return OS_REASONS.get(error.errno or 0, OS_OTHER)


BACKUP = "bản giữ lại"
STILL_OPEN = (
    "Tệp {path} đang mở trong chương trình khác; hãy lưu và đóng tệp ấy rồi làm lại. Chưa có gì bị "
    "thay đổi."
)
