"""Every Vietnamese sentence that reports an error, a problem, a state or a progress step."""

import re
from typing import Any

# --- files -----------------------------------------------------------------------------------
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
KEY_WRONG = "Tệp {name}, khóa “{key}”: tìm thấy “{found}”, cần {expected}."
PERIOD_WRONG = "{place}: tìm thấy kỳ báo cáo “{found}”, cần dạng năm-tháng như 2024-02."
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
DEF_EXTENDS_NAME = "tìm thấy “{found}”, cần mã của một bộ chỉ số cùng thư mục"
DEF_ENTRY_ID = "tìm thấy “{found}”, cần các mục có khóa id là chữ"
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
CSV_BROKEN = "Tệp {name}, dòng {line}: dấu nháy không khép kín hoặc sai chỗ; cần bảng CSV."
CSV_EMPTY = "Tệp {name} trống; cần ít nhất dòng tiêu đề cột."
CSV_RAGGED = "Tệp {name}, dòng {line}: tìm thấy {found} ô, cần không quá {expected} ô."
COLUMN_UNKNOWN = "{name}: có cột lạ “{column}”."
COLUMN_DOUBLED = "{name}: cột “{column}” xuất hiện hai lần."
COLUMN_MISSING = "{name}: thiếu cột “{column}”."
DID_YOU_MEAN = " Có phải là “{near}”?"
CELL_WRONG = "{place}: tìm thấy “{found}”, cần {expected}."
CELL_BLANK = "{place}: ô trống, cần {expected}."

# --- printed columns --------------------------------------------------------------------------
COLUMN_PRIOR = "{group}, năm trước"
COLUMN_MONTH = "{group}, tháng"

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
WANT_NOT_NEGATIVE = "một số không âm"
WANT_TABLE = "ít nhất một bảng của thông báo"
WANT_AGENCY = "ít nhất một đơn vị"
WANT_OTHER_CODE = "mã khác, vì mã này dành cho dòng của tỉnh"
WANT_TABLE_ONCE = "đúng một khối “table” cho bảng {table}"
WANT_PLACEHOLDER = "một trong các chỗ điền: {known}"
WANT_PAIRED_BOLD = "dấu ** theo từng cặp"

# --- sources and outputs ---------------------------------------------------------------------
SOURCE_MISSING = "Không tìm thấy {path}; cần thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm."
SOURCE_UNKNOWN = "{path} không phải thư mục kỳ báo cáo, cũng không phải tệp Excel."
CANNOT_WRITE = "Không ghi được {path}: {reason}; tệp có thể đang mở trong chương trình khác."
FOLDER_NOT_EMPTY = "Thư mục {path} đã có nội dung; hãy chọn một thư mục mới hoặc trống."
FILE_EXISTS_CHANGED = "Đã giữ lại bản có sẵn dưới tên {path}."
OS_REASONS = {
    "PermissionError": "không có quyền ghi",
    "IsADirectoryError": "đã có một thư mục cùng tên",
    "NotADirectoryError": "đường dẫn đi qua một tệp",
    "FileExistsError": "đã có một tệp cùng tên",
    "FileNotFoundError": "không có thư mục này",
}
OS_OTHER = "máy không cho ghi"


def os_reason(error: OSError) -> str:
    """Return in Vietnamese why a file could not be written or read."""
    return OS_REASONS.get(type(error).__name__, error.strerror or OS_OTHER)


BACKUP = "bản giữ lại"
PROBLEMS_STOP = "Chưa lập thông báo vì còn {count} vấn đề trong số liệu; hãy sửa rồi làm lại."
LIBREOFFICE_MISSING = (
    "Không lập được PDF vì máy chưa cài LibreOffice; các định dạng khác không cần chương trình này."
)
LIBREOFFICE_FAILED = "LibreOffice không lập được PDF: {reason}."
NO_PDF = "chương trình không ghi ra tệp nào"

# --- doctor ----------------------------------------------------------------------------------
DOCTOR_NOT_INSTALLED = "chưa cài"
DOCTOR_INDEX_SETS = "Bộ chỉ số kèm theo"
DOCTOR_PDF_ONLY = "không có; chỉ cần khi lập PDF bằng dòng lệnh"
DOCTOR_WINDOWS_ONLY = "chỉ kiểm tra được trên Windows"
DOCTOR_PATH = "Đường dẫn Python ngắn, không dấu"

# --- checks: what was found in the data and what was expected; the place comes before ---------
CHECK_AND = " và "
CHECK_RANGE = "{first}–{last}"
CHECK_NEAR = "; có phải là “{near}”?"
CHECK_ISSUE_DATE = "tìm thấy ngày ban hành {found}, cần một ngày có trong lịch"
CHECK_DEADLINE = "tìm thấy hạn báo cáo {found}, cần không sớm hơn ngày ban hành (từ {earliest})"
CHECK_PERIOD_ORDER = "tìm thấy ngày đầu {found}, cần không muộn hơn ngày cuối {last}"
CHECK_PERIOD_MONTH = "tìm thấy {found}, cần một ngày trong kỳ, từ {first} đến {last}"
CHECK_TABLE_EMPTY = (
    "bảng “{table}” không có đơn vị nào, cần ít nhất một đơn vị loại “{kind}” trong kỳ {period}"
)
CHECK_APPENDIX = (
    "lời văn có nhắc “{word}” nhưng không có hồ sơ trễ nào, cần nhập hồ sơ trễ hoặc sửa lời văn"
)
CHECK_CODE_TWICE = "mã đơn vị “{found}” đã có ở {first}, cần mỗi mã một dòng"
CHECK_NAME_TWICE = (
    "tên “{found}” đã là tên của đơn vị “{code}”, cần mỗi tên chỉ một đơn vị trong kỳ"
)
CHECK_AGENCY_UNKNOWN = "tìm thấy mã đơn vị “{found}”, cần một mã có trong danh sách đơn vị"
CHECK_ROW_TWICE = "đơn vị {name} đã có dòng ở {first}, cần mỗi đơn vị một dòng"
CHECK_NOT_VALID = (
    "có số liệu của đơn vị {name}, cần bỏ dòng này "
    "hoặc sửa hiệu lực vì đơn vị không có trong kỳ {period}"
)
CHECK_DOSSIER_TWICE = "hồ sơ “{found}” đã có ở {first}, cần mỗi hồ sơ một dòng"
CHECK_STT_BLANK = "đơn vị {name} để trống Stt, cần một số thứ tự"
CHECK_STT_TWICE = "đơn vị {name} có Stt {found} trùng với {other}, cần mỗi đơn vị một Stt"
CHECK_STT_GAP = (
    "đơn vị {name} có Stt {found} nhưng bảng “{table}” thiếu Stt {missing}, cần Stt liên tục"
)
CHECK_NO_COUNTS = "chưa có số liệu nào, cần số liệu của {agencies} đơn vị, mỗi đơn vị {counts} ô"
CHECK_NO_ROW = "thiếu dòng số liệu của đơn vị {name}, cần một dòng có đủ {counts} ô số liệu"
CHECK_NO_COLUMN = "mọi đơn vị đều thiếu số liệu “{name}”, cần một số nguyên từ 0 trở lên"
CHECK_COUNT_BLANK = "đơn vị {name} để trống “{count}”, cần một số nguyên từ 0 trở lên"
CHECK_COUNT_ODD = (
    "đơn vị {name}, “{count}”: tìm thấy “{found}” ({state}), cần một số nguyên từ 0 trở lên"
)
CHECK_RATE = (
    "đơn vị {name}, chỉ số {component} “{component_name}”: "
    "tìm thấy tử số {numerator} ({numerator_terms}) và mẫu số {denominator} "
    "({denominator_terms}), cần tử số từ 0 đến mẫu số"
)
CHECK_UNTYPED = "đơn vị {name} để trống cột “{column}”, cần gõ số liệu in vì cột này lấy như đã gõ"
CHECK_FORMULA = (
    "đơn vị {name}, cột “{column}”: số liệu in “{found}”, cần “{expected}” theo công thức"
)
CHECK_TWINS = (
    "bảng “{table}”, cột “{column}”: {names} cùng in {found}, cần xem lại vì có thể chép nhầm dòng"
)
CHECK_PORTAL = (
    "nhóm “{group}” của tỉnh: điểm gõ theo Cổng {typed}, điểm tính từ số liệu {computed}, "
    "chênh lệch {difference}, cần chênh không quá {tolerance}"
)
CHECK_PROVINCE_MISSING = "thiếu điểm của tỉnh cho nhóm “{group}”, cần một số từ 0 đến {most}"
CHECK_PROVINCE_MAX = (
    "điểm của tỉnh cho nhóm “{group}”: tìm thấy {found}, cần một số từ 0 đến {most}"
)
CHECK_PROVINCE_DIFFERS = (
    "điểm của tỉnh, nhóm “{group}”, cột {column}: bảng “{table}” ghi {found}, "
    "bảng “{first}” ghi {expected}, cần hai bảng như nhau"
)
CHECK_OF_FIGURE = "cột “{column}” của {name} (bảng “{table}”)"
CHECK_OF_MERGED = "ô chung của cột “{column}” (bảng “{table}”)"
CHECK_OF_HEADER = "đầu bảng “{table}”, phần “{column}”"
CHECK_OF_BLOCK = "đoạn “{block}”"
CHECK_OF_COUNT = "số liệu gốc “{count}” của {name}"
CHECK_OF_FORM = "{kind} “{name}”"
CHECK_WAITING = "đính chính {what} {state}: đang in “{corrected}”, cần chọn “áp dụng” hoặc “đã rút”"
CHECK_NO_REASON = "đính chính {what} thành “{corrected}” không ghi lý do, cần một lý do"
CHECK_REVIEW = (
    "đính chính {what} {state}: khi đính chính tính được “{then}”, nay tính được “{now}”, "
    "đang in “{corrected}”"
)
CHECK_NO_EFFECT = (
    "đính chính {what} thành “{corrected}” không in vào đâu trong kỳ này, "
    "cần rút hoặc sửa đính chính"
)

# --- merging two registers -------------------------------------------------------------------
MERGE_PERIODS = "Hai bản không cùng kỳ báo cáo: tìm thấy {found}, cần {expected}."
MERGE_PARTS = {
    "settings": "Thiết lập",
    "agencies": "Đơn vị",
    "counts": "Số liệu",
    "typed": "Năm trước",
    "late_dossiers": "Hồ sơ trễ",
    "wording": "Lời văn",
    "index": "Chỉ tiêu",
}
MERGE_SIDE = "“{text}” ({by})"
MERGE_WITHDRAWN = "đã rút hoặc không đính chính"
MERGE_CONFLICT = "{kind}, {where} (bảng {table}): bản A {first}; bản B {second}; cần xem lại."

# --- workbook --------------------------------------------------------------------------------
PLACE_CELL = "trang {sheet}, ô {cell}"
PLACE_SHEET = "trang {sheet}"
NOT_IN_PERIOD = "không có trong kỳ báo cáo này"
NO_COUNTS_ROW = "chưa có dòng số liệu của đơn vị ở trang Số liệu"
TOO_MANY_ROWS = "Trang {sheet} chỉ chứa được {expected} dòng, kỳ báo cáo có {found} dòng."
TEXT_TOO_LONG = "Trang {sheet}, dòng {row}: đoạn chữ dài quá giới hạn một ô Excel (32767 chữ)."
OTHER_LAYOUT = (
    "Tệp {path} thuộc phiên bản khác của BoChiSo (tìm thấy {found}, cần {expected}); "
    "hãy chuyển số liệu sang tệp mới."
)
WORKBOOK_UNREADABLE = "Không đọc được tệp Excel {path}: {reason}."
NOT_A_WORKBOOK = "tệp hỏng hoặc không phải tệp Excel"
SHEET_MISSING = "Tệp {path} thiếu trang {sheet}; cần tệp BoChiSo.xlsm."
NOTE_CORRECTED = "Đính chính ({state}): tính được {computed}, in {corrected}."
NOTE_REASON = "Lý do: {reason}"
NOTE_BY = "Người sửa: {by}, lúc {on}"
TYPED_OVER = "Gõ đè trên trang Bảng điểm"
BAD_ARGUMENT = "Tham số của hàm không đúng."
RUNNING = "BoChiSo {version} đang chạy"
NOT_A_FIGURE = (
    "Ô {cell} không phải một số liệu; hãy chọn một ô số liệu ở trang Bảng điểm, Tính điểm "
    "hoặc Thông báo rồi bấm lại."
)
XLWINGS_VERSIONS = (
    "Ba phiên bản xlwings phải trùng nhau: mô-đun VBA {module}, gói đã cài {installed}, "
    "tệp khóa phiên bản {locked}."
)
AND_MORE = " và {count} số liệu khác"
