"""What is expected of the parts of a case. Read behind the place of a mistake of form."""

PERIOD_WRONG = "{place}: tìm thấy kỳ báo cáo “{found}”, cần dạng năm-tháng như 2024-02."
COLUMN_PRIOR = "{group}, năm trước"
COLUMN_MONTH = "{group}, tháng"
COLUMN_GROUP_POINTS = "Điểm gõ: {name} ({most})"
COLUMN_POINTS = "Điểm gõ {id}: {name} ({most})"
COLUMN_PREVIOUS_POINTS = "Điểm {group}"
COLUMN_TOTAL = "Tổng điểm"
COLUMN_RANK = "Xếp hạng"
CASE_NOT_FOLDER = "Không tìm thấy thư mục kỳ báo cáo {path}."
CASE_FILE_MISSING = "Thư mục {path} thiếu tệp {name}; cần đủ các tệp của một kỳ báo cáo."
WANT_MONTH = "một tháng từ 1 đến 12"
WANT_YEAR = "một năm có bốn chữ số"
WANT_DAY = "một ngày từ 1 đến 31, hoặc để trống"
WANT_ONCE = "một giá trị không trống và không lặp lại"
WANT_DECIMAL_MARK = "dấu thập phân “,” hoặc “.”"
WANT_DECIMALS = "số chữ số thập phân từ 0 đến {most}"
WANT_NOT_NEGATIVE = "một số không âm"
WANT_GROUP = "mỗi nhóm một dòng trong bảng, các nhóm: {groups}"
WANT_TABLE = "ít nhất một bảng của thông báo"
WANT_AGENCY = "ít nhất một đơn vị"
WANT_OTHER_CODE = "mã khác, vì mã này dành cho dòng của tỉnh"
WANT_TABLE_ONCE = "đúng một khối bảng có nội dung “{table}”, cho bảng “{kind}”"
WANT_APPENDIX_COLUMNS = "đủ {count} tên cột"
# Of a row whose table nobody named: what else stands in it, often far to the right.
LEFTOVER = (
    "{place}: tìm thấy “{found}”{more} ở dòng không ghi bảng nào (ô {name} trống), "
    "cần ghi tên bảng hoặc xóa cả dòng."
)
LEFTOVERS = " và {count} ô khác"
WANT_ONE_OF = "một trong: {offered}"
# A code that may be typed, with what staff call it.
OFFERED = "{code} ({name})"
WANT_PAIRED_BRACES = "mỗi dấu { có một dấu } đóng, ví dụ {hạn báo cáo}"
WANT_PLACEHOLDER = "một trong các chỗ điền: {known}"
WANT_PAIRED_BOLD = "dấu ** theo từng cặp"
WANT_PERIOD = "kỳ dạng năm-tháng, ví dụ 2024-02"
# How people begin a month and what they put before its year, in small letters.
MONTH_WORDS = "tháng|t"
YEAR_WORD = "năm"
# Of printed tables.
EACH_GROUP, EACH_COMPONENT = "Tất cả các nhóm", "Tất cả các chỉ số"
WANT_TABLE_NAME = "tên bảng không trống, không lặp lại, không có dấu “:”, “|”, “@”"
WANT_SECTION = "ít nhất một loại đơn vị cho bảng “{table}”"
WANT_COLUMN = "mẫu có sẵn, hoặc ít nhất một cột, cho bảng “{table}”"
WANT_NOTHING = "để trống, vì nội dung này là của cả đơn vị"
WANT_NO_PREVIOUS = "kỳ khác, vì kỳ trước không có “{what}” ở mục này"
WANT_NO_PRIOR = "kỳ khác, vì năm trước không có “{what}”"
WANT_NO_CHANGE = "giá trị, vì “{what}” không có chênh lệch"
WANT_OTHER_TIME = "kỳ trước hoặc năm trước, là kỳ đem so với kỳ này"
# What the figures of a notice cover, in sentences and over columns.
SPAN_NAMES = {
    "month": "tháng {month}/{year}",
    "quarter": "quý {quarter}/{year}",
    "first_half": "6 tháng đầu năm {year}",
    "second_half": "6 tháng cuối năm {year}",
    "nine_months": "9 tháng đầu năm {year}",
    "year": "năm {year}",
    "to_date": "lũy kế đến ngày {last}",
    "days": "từ {first} đến {last}",
}
# Of what Kỳ trước holds, where nobody knows which one it is.
SPAN_SORTS = {
    "month": "một tháng",
    "quarter": "một quý",
    "first_half": "6 tháng đầu năm",
    "second_half": "6 tháng cuối năm",
    "nine_months": "9 tháng",
    "year": "một năm",
    "to_date": "kỳ lũy kế",
    "days": "một kỳ nhiều tháng",
}
# Under which name a closed period stands on Lịch sử; a month under its own, 2024-03.
SPAN_KEYS = {
    "quarter": "{year} quý {quarter}",
    "first_half": "{year} 6 tháng đầu năm",
    "second_half": "{year} 6 tháng cuối năm",
    "nine_months": "{year} 9 tháng đầu năm",
    "year": "{year}",
    "to_date": "{year} lũy kế đến tháng {number}",
    "days": "{year} từ {first} đến {last}",
}
SPAN_LABELS = {
    "quarter": "Quý {quarter}/{year}",
    "first_half": "6 tháng đầu năm {year}",
    "second_half": "6 tháng cuối năm {year}",
    "nine_months": "9 tháng đầu năm {year}",
    "year": "Năm {year}",
    "to_date": "Lũy kế đến ngày {last}",
    "days": "Từ {first} đến {last}",
}
SPAN_BEFORE = "Kỳ trước"
