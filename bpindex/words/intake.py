"""What is said while tables are taken in. Read in the report of an import and in its refusals."""

import re

from bpindex.words.index_set import STATE_TEXTS

PLACE = "tệp {file}, trang {sheet}, ô {cell}"
PLACE_OF_FILE = "tệp {file}, ô {cell}"
# The tables of a page, which have no names of their own.
TABLE_OF_PAGE = "bảng {number}"

# Why a file, or a part of it, is not read.
UNREADABLE = "Không đọc được tệp {path}: {reason}."
TOO_MANY_CELLS = "một trang có hơn {most} ô; hãy chỉ giữ lại bảng cần nhập"
CELLS_TWICE = "có ô ghi hai lần trong tệp; hãy mở ra, xem lại rồi lưu thành tệp mới"
LOCKED = "tệp có mật khẩu; hãy mở ra, bỏ mật khẩu rồi lưu lại"
NO_TABLE_KIND = "đây không phải tệp bảng (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv, trang web)"
NO_LETTERS = "không rõ bảng mã chữ Việt; hãy mở ra và lưu lại với bảng mã UTF-8 (CSV UTF-8)"
NO_TABLE_IN_PAGE = "trang web không có bảng nào"
QUOTE_OPEN = "dấu ngoặc kép mở ở dòng {line} không đóng, các dòng sau bị nuốt vào một ô"
SHEET_HIDDEN = "Tệp {file}, trang {sheet}: trang đang ẩn, không đọc."
PAGE_UNSEEN = "Tệp {file}: {count} chỗ đang ẩn hoặc bị gạch, không đọc."
LARGE_PAGE = "trang web lớn quá {most} MB"

# What people write in the place of a number, without regard to capitals.
MEANS_ZERO = frozenset({"không có hồ sơ", "không phát sinh", "không có", "không phát sinh hồ sơ"})
MEANS_NOTHING = frozenset({
    "x", "…", "", "n/a", "na", "null", "none", "chưa báo cáo", "không báo cáo", "chưa có số liệu",
    "kbc", "chưa bc", "không bc", "chưa b/c", "không b/c", "chưa có báo cáo", "không có báo cáo",
    "không có số liệu", "chưa gửi báo cáo", "không gửi báo cáo",
})  # fmt: skip
# The state of a count that has such words.
NOT_REPORTED = STATE_TEXTS["NOT_REPORTED"]
NOT_REPORTED_IN = (
    "{place}: cột “{column}” có {count} ô không có số, như “{found}”; ghi là “{state}”, "
    "cũng thay cho số cũ."
)
# What office programs show of a formula that has no value.
ERRORS_BEGIN = ("#", "Err:", "Lỗi:")
POINTS_OR_PERCENT = r"\d+(?:[.,]\d+)?(?=\s*(?:%|đ|điểm)?\s*(?:/\s*\d[\d.,]*)?$)"
# In the header of a column that names persons, in small letters.
PERSONAL_HEADERS = (
    "người nộp", "họ và tên", "họ tên", "tên công dân", "chủ hồ sơ", "người yêu cầu",
    "tổ chức cá nhân", "tên cá nhân", "điện thoại", "số đt", "sđt", "đt", "cccd", "cmnd",
    "căn cước", "email", "thư điện tử", "địa chỉ", "ngày sinh", "năm sinh",
)  # fmt: skip
COLUMN_PERSONAL = "{place}: cột “{header}” có tên người, số điện thoại hay số giấy tờ, không lấy"
CELL_PERSONAL = "{place}: ô có số điện thoại, số giấy tờ hay thư điện tử, để trống ô này."
LABELS_OF_COUNT = frozenset({"số lượng", "sl", "số hồ sơ", "số hs"})
UNITS = frozenset(
    {"hồ sơ", "hs", "tthc", "thủ tục", "dịch vụ", "dvc", "pakn", "ý kiến", "phản ánh", "kiến nghị"}
)
STRUCK_TEXT = "chữ bị gạch: {found}"
TEXT_OF_DIGITS = "là ô chữ; trang web do LibreOffice lưu không giữ chữ bị gạch hay chữ nhỏ"
LOOKS_UNREAD = "(không đọc được kiểu chữ và định dạng số của trang này)"
MAY_BE_HIDDEN = "trang có quy tắc trình bày có thể ẩn số này"
HIDDEN_BY_RULE = "định dạng có điều kiện của ô có thể ẩn hoặc gạch số này"
SHOWS_OTHER = "ô hiện “{shown}”, khác với số đang giữ"
# Why a cell gives no count; `found` is what it shows.
WHY = {
    "PERCENT": "là tỷ lệ phần trăm, cần số lượng",
    "DECIMAL": "có phần lẻ, cần số nguyên (có thể dấu ngăn hàng nghìn đã bị hiểu thành dấu phẩy)",
    "NEGATIVE": "là số âm, cần số nguyên không âm",
    "RATIO": "là điểm trên điểm tối đa hoặc phân số, cần số lượng",
    "TEXT": "không phải một con số",
    "TOO_LARGE": "là số quá lớn",
    "POINTS": "không phải điểm, hoặc lớn hơn điểm tối đa",
    "UNCLEAR": "không phải con số (ngày, lỗi hoặc công thức chưa tính)",
}

TOTALS = re.compile(
    "(?:dòng )?(?:tổng|tổng số|tổng cộng|cộng|toàn tỉnh|tổng toàn tỉnh|tổng cộng toàn tỉnh|"
    "trung bình|bình quân|cộng toàn tỉnh|toàn thành phố|tổng cộng toàn thành phố|cả tỉnh|"
    "trung bình toàn tỉnh|bình quân toàn tỉnh|tổng số toàn tỉnh|tổng chung|chung toàn tỉnh|"
    "chung cả tỉnh|toàn tỉnh chung)(?: .{0,12})?"
)
# A row of totals that says so, with no word more, is of all agencies; a bare one may be.
WHOLE_PROVINCE = re.compile(
    "(?:dòng )?(?:tổng |tổng cộng |tổng số |cộng |chung |tổng chung )?"
    "(?:toàn tỉnh|cả tỉnh|toàn thành phố)"
    "(?: [ivx]+(?: [ivx]+)*)?"
)
BARE_TOTAL = re.compile("(?:dòng )?(?:tổng|tổng cộng|tổng số|cộng|tổng chung)")
SECTIONS = re.compile(
    "(?:cấp|khối|nhóm|tổng cấp|tổng khối|cộng cấp|cộng khối)? ?"
    "(?:tỉnh|huyện|xã|sở ngành|sở ban ngành|các sở ngành|các sở ban ngành|sở|các sở|cấp xã|"
    "các sở ban ngành tỉnh|cấp huyện|cấp tỉnh|ubnd cấp huyện|ubnd cấp xã|ubnd các huyện thị xã "
    "thành phố|các huyện thị xã thành phố|huyện thị xã thành phố|ubnd các xã phường|các xã "
    "phường|xã phường|các cơ quan chuyên môn|cơ quan chuyên môn thuộc ubnd tỉnh)(?: tỉnh .*)?"
)
NOTES = re.compile(
    "(?:ghi chú|đơn vị tính|đvt|nguồn|chú thích|người lập|lập biểu|"
    "thủ trưởng|ngày|nơi nhận|lưu ý)\\b.*"
)
# What a column may hold, as staff call it.
TARGETS = {
    "POINTS": "Điểm trên cổng: {group}",
    "MONTH": "Số liệu tháng gõ sẵn: {group}",
    "PRIOR": "Năm trước: {group}",
    "SKIPPED": "Bỏ qua",
}
# Where a period is named.
WHERE_TITLE, WHERE_SHEET = "tiêu đề bảng", "tên trang"
WHERE_NOTE, WHERE_FILE = "ghi chú trong hoặc dưới bảng", "tên tệp"
WHERE_HINT = "thuộc tính của tệp hoặc lời nhắc của ô"

# What a person is asked, and the answers.
AGENCY = "{name} ({more})"
LEAVE_ROW = "Bỏ qua dòng này"
LEAVE_COLUMN = "Bỏ qua cột này"
LEAVE_CELL = "Bỏ qua ô này"
LEAVE_CELLS = "Bỏ qua các ô này"
LEAVE_TABLE = "Bỏ qua bảng này"
ASK_AGENCY = "{place}: “{found}” là đơn vị nào?"
ASK_CODE_AND_NAME = (
    "{place}: mã và tên đơn vị trong dòng không khớp nhau ({found}); lấy đơn vị nào?"
)
ASK_COLUMN = "{place}: cột “{column}” là số liệu nào?"
ASK_TWICE = "{place}: hai cột cùng là “{name}” ({columns}); lấy cột nào?"
ASK_MARK = (
    "{place}: “{found}”{others} trong bảng có dấu “{mark}” trước ba chữ số; dấu này ngăn "
    "hàng nghìn?"
)
NAMED_MARKS = {" ": "cách"}
MARK_THOUSANDS = "Ngăn hàng nghìn"
ASK_DASH = "{place}{others} trong bảng ghi “-”: là 0 hay chưa báo cáo?"
DASH_ZERO = "Là 0"
DASH_NOTHING = "Chưa báo cáo"
ASK_REFUSED = "{place}, cột “{column}”: tìm thấy “{found}”, {why}."
ASK_CONTRADICTION = "{agency}, “{name}”: {found}; lấy số nào?"
ASK_HIDDEN = (
    "{place}: bảng có {found} đang ẩn hoặc quá nhỏ để thấy, mà có chữ, số; có lấy cả chỗ đó không?"
)
# Where what a person said of words around a table is remembered.
AROUND = "quanh bảng"
NUMBER_ALONE = r"[-+(]?\d[\d.,'’\s]*\)?\s*%?(?:\s*/\s*\d[\d.,]*)?"
ASK_AROUND = (
    "Bảng bắt đầu từ {place}: quanh bảng có “{found}”, chưa hiểu câu này có giới hạn hay đổi nghĩa "
    "số liệu không; bảng có đúng là toàn bộ số liệu {period} không?"
)
ASK_WITHIN = (
    "{place}: cột “{column}” có “{found}”, chưa hiểu có đổi nghĩa số liệu của dòng không; bảng có "
    "đúng là toàn bộ số liệu {period} không?"
)
HIDDEN_ROWS, HIDDEN_COLUMNS = "dòng {found}", "cột {found}"
AND = " và "
LEAVE_HIDDEN = "Bỏ qua chỗ đang ẩn"
ASK_SHARED = (
    "{place}: ô “{found}” gộp qua nhiều dòng hoặc nhiều cột, chưa rõ là số của ô nào; vẫn lấy cho "
    "đơn vị và cột đứng đầu ô gộp?"
)
ASK_SHIFTED = (
    "{place}: số “{found}” đứng ở cột không có tiêu đề, các số có thể lệch cột so với tiêu đề; "
    "vẫn lấy theo tiêu đề?"
)
ASK_DAMAGED = (
    "{place}: “{damaged}” ở bảng này như là số hàng nghìn bị hiểu thành số lẻ, nên "
    "“{found}”{others} cũng có thể bị (2.000 thành 2); vẫn lấy các ô này?"
)
ASK_TITLE = "Bảng bắt đầu từ {place}: {where} ghi “{found}”, kỳ đang làm là {period}; có lấy không?"
ASK_UNIT = "{place}: bảng ghi “{found}”, các cột số liệu cần số lượng; có lấy không?"
ASK_SHARES = (
    "{place}: mọi điểm trong bảng đều không quá 1 (như “{found}”), có vẻ là tỷ lệ so với điểm tối "
    "đa; vẫn lấy làm điểm?"
)
LEAVE_POINTS_ALL = "Bỏ qua các cột điểm này"
ASK_TOTAL = "{place}, cột “{column}”: dòng tổng ghi {stated}, cộng các dòng được {found}."
ASK_SECTION = (
    "{place}, cột “{column}”{others}: “{row}” ghi {stated}, cộng dòng của mục được {found}."
)
OTHER_COLUMNS = " và {count} cột khác"
ASK_SUM = "{place}: cột “{column}” ghi {stated}, cộng các cột thành phần được {found}."
ASK_REPEATED = "{place}: mỗi đơn vị chiếm nhiều dòng, chưa biết dòng nào là số liệu nào."
ASK_ROWS_TWICE = (
    "{place}: {name} có nhiều dòng, số khác nhau{others}. Thường do hai bảng chồng lên nhau: xóa "
    "bảng cũ rồi dán lại. Vẫn lấy thì từng số khác nhau còn được hỏi tiếp."
)
OTHER_AGENCIES = ", {count} đơn vị khác cũng vậy"
TAKE = "Vẫn lấy"
# What is said of rows and columns.
SHORT = "{place}: “{found}” hiểu là {name}."
ROW_WITHOUT_NAME = "{place}: dòng có số nhưng không có tên đơn vị, bỏ qua."
ROW_PROVINCE = "{place}: “{found}” là dòng của tỉnh: nhận {count} số tính riêng cho tỉnh."
TOTAL_IS_SUM = (
    "{place}: “{found}” có {count} số TTHC đúng bằng tổng các đơn vị, không phải số riêng của tỉnh."
)
ASK_OWN = (
    "{place}: dòng “{found}” có {count} số TTHC khác tổng các đơn vị; là số tính riêng cho tỉnh "
    "hay cộng sai?"
)
TAKE_OWN = "Là số riêng của tỉnh"
ROW_TOTAL = "{place}: “{found}” là dòng tổng, chỉ để đối chiếu."
ROW_SECTION = "{place}: “{found}” là dòng tiêu mục, bỏ qua."
ROW_NOTE = "{place}: “{found}” là dòng ghi chú, bỏ qua."
FIGURE_UNCLEAR = "{place}: không lấy “{found}” ({why})."
ROW_UNKNOWN = "{place}: “{found}” không có trong danh sách đơn vị, bỏ qua."
COLUMN_SKIPPED = "{place}: cột “{column}” không cần lấy."
COLUMN_UNKNOWN = (
    "{place}: chưa biết cột “{column}” là số liệu nào, bỏ qua; muốn lấy thì trả lời bằng tên "
    "số liệu."
)
COLUMN_WITNESS = "{place}: cột “{column}” chỉ để đối chiếu, không ghi."
COLUMN_SAME = "{place}: cột “{column}” giống hệt cột khác cùng nghĩa, chỉ lấy một cột."
COLUMN_EMPTY = "{place}: cột “{column}” trống ở mọi dòng đơn vị."
COLUMN_OTHER_PERIOD = "{place}: cột “{column}” là số của kỳ khác, bỏ qua."
COLUMN_MONTH = (
    "{place}: cột “{column}” là số liệu in của tháng; kỳ này tính từ số liệu gốc nên không ghi."
)
COLUMN_PRIOR_POINTS = (
    "{place}: cột “{column}” là điểm; số liệu năm trước là tỷ lệ phần trăm nên không ghi."
)
COLUMN_NO_HEADER = "không có tiêu đề"
COLUMN_TAKEN = "{place}: cột “{column}” → {name}, {count} đơn vị."
WITNESSED = "{place}: cột “{column}” khớp với tổng các cột thành phần ở {count} dòng."
TOTAL_RIGHT = "{place}: dòng tổng khớp ở {count} cột."
NO_TABLE = "{file}: không có bảng nào có tên đơn vị của kỳ."
AGENCY_MISSING = "{name}: không có dòng nào."
REPLACED = "{count} số liệu đã có được thay bằng số mới."
AVERAGES = ("trung bình", "bình quân")
ASK_REFUSED_MANY = "{place} và {count} ô khác của cột “{column}”: tìm thấy “{found}”, {why}."
ASK_DERIVED = "{place}: “{name}” không có cột riêng; lấy tổng các cột {columns}?"
ASK_POINTS = (
    "{place}{others} là điểm của nhóm đã có số liệu gốc; điểm gõ thay cho điểm tính từ "
    "số liệu. Lấy điểm nào?"
)
LEAVE_POINTS = "Tính từ số liệu gốc"
TAKE_POINTS = "Lấy điểm có sẵn"
POINTS_LEFT = "{place}{others}: điểm của nhóm đã có số liệu gốc, không lấy."
POINTS_HOLD = (
    "{place}: {count} đơn vị có điểm gõ sẵn của nhóm mà số liệu này tính ra; điểm gõ thay cho điểm "
    "tính, nên số liệu được ghi mà chưa dùng đến. Muốn tính từ số liệu thì xóa điểm gõ."
)
TAKE_SUM = "Lấy tổng"
DERIVED = "{place}: {name} = {columns}."
NONE_LEFT = "{place}: {columns} đã bằng tổng, nên {name} là 0."
ASK_DAY = "{place}: tìm thấy “{found}”, cần một ngày như 22/02/2024."
ASK_MONTH_FIRST = (
    "{place}: “{found}” có tháng đứng trước ngày, nên “{other}”{others} cũng có thể thế; các ngày "
    "này đọc thế nào?"
)
MONTH_FIRST, DAY_FIRST = "Tháng trước, ngày sau", "Ngày trước, tháng sau"
DOSSIER_RECEIVED_LATE = "{place}: hồ sơ {code} có ngày tiếp nhận sau ngày hẹn trả, hãy xem lại."
DOSSIER_AFTER = "{place}: hồ sơ {code} có ngày tiếp nhận hay ngày hẹn sau kỳ, hãy xem lại."
DOSSIER_NOT_LATE = "{place}: hồ sơ {code} trả trước ngày hẹn, không phải hồ sơ trễ; hãy xem lại."
DOSSIERS_TAKEN = "{place}: danh sách hồ sơ trễ, {count} hồ sơ."
DOSSIER_WITHOUT_CODE = "{place}: dòng có hồ sơ nhưng không có mã hồ sơ, bỏ qua."
DOSSIER_TWICE = "{place}: hồ sơ {code} đã có ở {first}, giống hệt, chỉ lấy một lần."
ASK_DOSSIER = "Hồ sơ {code} có hai dòng khác nhau, ở {first} và {place}; lấy dòng nào?"
DOSSIER_FIRST, DOSSIER_SECOND = "Dòng ở {first}", "Dòng ở {place}"
COLUMN_AT = "Cột ở {place}"
VALUE_AT = "{text} ({place})"
# The report.
SORT_TO_DECIDE = "Cần quyết định"
SORT_DECIDED = "Đã quyết định"
SORT_TAKEN = "Lấy"
SORT_CHECKED = "Đối chiếu"
SORT_SKIPPED = "Bỏ qua"
SORT_MISSING = "Thiếu"
# Behind a cell that stands for several.
OTHERS = " và {count} ô khác"
AND_MORE = "… và {count} dòng khác."
SUMMARY = "{values} số liệu của {agencies} đơn vị, {dossiers} hồ sơ trễ."
NOTHING = (
    "Không có gì để nhập: không bảng nào có cả tên đơn vị của kỳ và một cột lấy được; lý do ở từng "
    "dòng của kết quả."
)
# On the command line.
CHOICE = "{number}) {text}"
NOT_WRITTEN = (
    "Chưa ghi gì: còn {count} câu cần quyết định. Thêm --accept để nhận cách đề nghị (lựa chọn 1), "
    "hoặc --choose CÂU=LỰA_CHỌN cho từng câu; câu ghi “phải chọn” thì --accept không trả lời thay."
)
MUST_CHOOSE = "phải chọn"
CHOOSE_WRONG = (
    "--choose {found}: cần CÂU=LỰA_CHỌN, như 2=1, hoặc CÂU=TÊN (đơn vị, số liệu); câu 1 đến {most}."
)
FOLDER_EMPTY = "Thư mục {path} không có tệp bảng nào."
