"""Every Vietnamese sentence that reports an error, a problem, a state or a progress step."""

from typing import Any

# --- files -----------------------------------------------------------------------------------
FILE_MISSING = "Không tìm thấy tệp {path}; hãy kiểm tra lại tên và thư mục."
FILE_UNREADABLE = "Không đọc được tệp {path}: {reason}."
FILE_IS_OFFICE = (
    "Tệp {name} thực ra là tệp Excel/Word, cần tệp văn bản thuần (UTF-8); "
    "hãy lưu lại đúng định dạng."
)
FILE_NOT_UTF8 = "Tệp {name}, dòng {line}: bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
TOML_BROKEN = "Tệp {name} viết sai cú pháp TOML: {reason}."
KEY_UNKNOWN = "Tệp {name}: không có khóa tên “{key}”; các khóa dùng được: {known}."
KEY_MISSING = "Tệp {name}: thiếu khóa “{key}”."
KEY_WRONG = "Tệp {name}, khóa “{key}”: tìm thấy “{found}”, cần {expected}."
PERIOD_WRONG = "{place}: tìm thấy kỳ báo cáo “{found}”, cần dạng năm-tháng như 2024-02."
TYPE_NAMES = {
    "str": "một đoạn chữ",
    "int": "một số nguyên",
    "bool": "true hoặc false",
    "Decimal": "một con số",
    "date": "một ngày dạng năm-tháng-ngày",
    "tuple": "một danh sách",
}


def type_name(hint: Any) -> str:
    """Return the Vietnamese name of a field type."""
    name = "tuple" if getattr(hint, "__origin__", None) is tuple else getattr(hint, "__name__", "")
    return TYPE_NAMES.get(name, "một bảng khóa và giá trị")


# --- index set -------------------------------------------------------------------------------
DEFINITION = "Bộ chỉ số {name}, mục “{key}”: {reason}."
DEF_EXTENDS_SELF = "bộ chỉ số không thể kế thừa chính nó"
DEF_DUPLICATE = "mã bị khai hai lần"
DEF_UNKNOWN = "mã “{found}” chưa được khai"
DEF_POSITIVE = "tìm thấy {found}, cần một số lớn hơn 0"
DEF_ZERO_POINTS = "tìm thấy {found}, cần từ 0 đến điểm tối đa của chỉ số"
DEF_TERMS = "không hiểu “{found}”, cần tổng hoặc hiệu các mã số liệu, ví dụ a + b - c"
DEF_GROUP_SUM = "tìm thấy {found}, tổng điểm các chỉ số thành phần là {expected}"
DEF_TOTAL = "tổng điểm tối đa các nhóm là {found}, cần {expected}"
DEF_GRADES = "điểm sàn của các mức xếp loại phải giảm dần và kết thúc bằng 0"
DEF_EFFECTIVE = "ngày hết hiệu lực sớm hơn ngày có hiệu lực"
DEF_DECIMALS = "tìm thấy {found}, cần số chữ số thập phân từ 0 đến 6"
NO_INDEX_SET = "Không có bộ chỉ số nào có hiệu lực trong kỳ {period}."

# --- states of a count, a component or an agency ---------------------------------------------
STATE_TEXTS = {
    "OK": "",
    "ZERO_DENOMINATOR": "mẫu số bằng 0",
    "NUMERATOR_OUT_OF_RANGE": "tử số lớn hơn mẫu số hoặc âm",
    "MISSING": "thiếu số liệu",
    "NOT_WHOLE": "không phải số nguyên",
    "NEGATIVE": "số âm",
    "TEXT": "không phải con số",
}

# --- tables ----------------------------------------------------------------------------------
CSV_BROKEN = "Tệp {name}, dòng {line}: không đọc được bảng ({reason}); cần bảng CSV."
CSV_EMPTY = "Tệp {name} trống; cần ít nhất dòng tiêu đề cột."
CSV_RAGGED = "Tệp {name}, dòng {line}: tìm thấy {found} ô, cần không quá {expected} ô."
COLUMN_UNKNOWN = "{name}: có cột lạ “{column}”."
COLUMN_DOUBLED = "{name}: cột “{column}” xuất hiện hai lần."
COLUMN_MISSING = "{name}: thiếu cột “{column}”."
DID_YOU_MEAN = " Có phải là “{near}”?"
CELL_WRONG = "{place}: tìm thấy “{found}”, cần {expected}."
CELL_BLANK = "{place}: ô trống, cần {expected}."

# --- places ----------------------------------------------------------------------------------
PLACE_KEY = "{name}, khóa “{key}”"
PLACE_LINE = "{name}, dòng {line}"
PLACE_COLUMN = ", cột {column}"

# --- case ------------------------------------------------------------------------------------
CASE_NOT_FOLDER = "Không tìm thấy thư mục kỳ báo cáo {path}."
CASE_FILE_MISSING = "Thư mục {path} thiếu tệp {name}; cần đủ các tệp của một kỳ báo cáo."
WANT_MONTH = "một tháng từ 1 đến 12"
WANT_YEAR = "một năm có bốn chữ số"
WANT_DAY = "một ngày từ 1 đến 31, hoặc để trống"
WANT_ONCE = "một giá trị không trống và không lặp lại"
WANT_DECIMAL_MARK = "dấu thập phân “,” hoặc “.”"
WANT_DECIMALS = "số chữ số thập phân từ 0 đến 6"
WANT_OTHER_CODE = "mã khác, vì mã này dành cho dòng của tỉnh"
WANT_TABLE_ONCE = "đúng một khối “table” cho bảng {table}"
WANT_PLACEHOLDER = "một trong các chỗ điền: {known}"
WANT_PAIRED_BOLD = "dấu ** theo từng cặp"
