"""What a correction is about. Read in messages, findings and on the sheet Kiểm tra."""

FIGURE = "cột “{column}” của {row} (bảng “{table}”)"
MERGED = "ô chung của cột “{column}” (bảng “{table}”)"
HEADER = "đầu bảng “{table}”, phần “{column}”"
COUNT = "số liệu gốc “{count}” của {name}"
ROW = "{kind} {row}"
IN_TABLE = "{row} (bảng “{table}”)"
MARGIN = "ghi ngoài lề cạnh {row}"
COMMENT = "ghi chú ô ở {what}"
MARGIN_TOP = "ghi ngoài lề"
# Properties of the form, of a row, a column, a cell.
OF_ROW = "{form} của {row}"
OF_COLUMN = "{form} của cột “{column}”"
OF_CELL = "{form} của cột “{column}”, {row}"
OF_PAGE = "{form} của trang {sheet}"
FORMS = {
    "height": "chiều cao dòng",
    "break": "ngắt trang",
    "width": "độ rộng",
    "look": "định dạng",
    "bold": "chữ đậm",
    "page": "trang in",
    "": "định dạng",
}
# Properties of the printed page.
PAGE = {
    "paper": "khổ giấy",
    "orientation": "hướng giấy",
    "top": "lề trên",
    "bottom": "lề dưới",
    "left": "lề trái",
    "right": "lề phải",
    "scale": "tỷ lệ in",
}
PAGE_UNITS = {
    "top": "{value} mm",
    "bottom": "{value} mm",
    "left": "{value} mm",
    "right": "{value} mm",
    "scale": "{value} %",
}
# How a page is turned.
PAGE_TURNS = ("landscape", "portrait")
# Where a row was moved to, and what a form was made.
BEHIND = "sau {row}"
BEHIND_ROW = "sau dòng {row}"
AT_TOP = "trên cùng"
AT_BORDER = {
    "^": AT_TOP,
    "sheet": "trên cùng trang {table}",
    "table": "đầu bảng “{table}”",
    "end": "sau bảng “{table}”",
}
# Letters of a paragraph, counted from 1.
BOLD_LETTERS = "chữ thứ {first}–{last}"
LOOKS = {
    "font": "phông chữ",
    "size": "cỡ chữ",
    "bold": "đậm",
    "italic": "nghiêng",
    "underline": "gạch chân",
    "strike": "gạch ngang",
    "color": "màu chữ",
    "fill": "màu nền",
    "horizontal": "căn ngang",
    "vertical": "căn dọc",
}
# A property that is not there, and what stands between properties.
NOT = "không {name}"
BETWEEN = "; "
VALUES = {
    "0": "không",
    "1": "có",
    "": "không",
    "left": "trái",
    "center": "giữa",
    "right": "phải",
    "justify": "đều hai bên",
    "top": "trên",
    "bottom": "dưới",
    "general": "tự động",
    "fill": "lặp đầy ô",
    "landscape": "ngang",
    "portrait": "dọc",
}
# In the register's own columns
ALL_ROWS = "mọi dòng (ô chung)"
FORM_OF_PAGE = "{form}: {what}"
FORM_OF_COLUMN = "{form}, cột “{column}”"
# Rows
PARAGRAPH = "đoạn “{words}”"
ADDED = "dòng thêm"
ADDED_WORDS = "dòng thêm “{words}”"
PERIOD_NOTE = "ghi chú dưới bảng “{table}”"
DOSSIER = "hồ sơ {name}"
HEADER_ROW = "một dòng đầu bảng"
SECTION = "dòng mục của bảng “{table}”"
OTHER_ROW = "một dòng trống"
APPENDIX = "Phụ lục"
NOTICE = "Thông báo"
COLUMN = "cột “{column}”"
COLUMN_OF_APPENDIX = "cột “{column}” của Phụ lục"
# Names of paragraphs that hold no words of their own.
PARAGRAPHS = {
    "parent_body": "cơ quan chủ quản",
    "issuer": "cơ quan ban hành",
    "national_title": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "number": "số, ký hiệu",
    "place_date": "địa danh và ngày tháng",
    "title": "tên loại văn bản",
    "subject": "trích yếu",
    "grounds": "căn cứ",
    "paragraph": "nội dung",
    "table_heading": "tên bảng",
    "table": "bảng",
    "recipients_title": "nơi nhận",
    "recipient": "nơi nhận",
    "signature": "chức vụ người ký",
    "signatory": "người ký",
    "appendix_title": "tên phụ lục",
    "appendix_name": "tên phụ lục",
    "appendix_attached": "kèm theo thông báo",
}
# Columns beside those of the figures.
TITLE_COLUMN = "tên bộ chỉ số"
SECTION_COLUMN = "dòng mục"
HEADER_SPAN = "tiêu đề chung của nhiều cột"
SECTION_ROW = "dòng mục “{name}” của bảng {table}"
SUMMARY_ROW = "dòng “{name}” của bảng {table}"
LATE_SUM = "dòng cộng hồ sơ trễ của {name}"
MADE_ROW = "dòng mục hoặc dòng tổng hợp của bảng {table}"
# What the register names and this month has no more.
NO_TABLE = "không còn trong kỳ này"
NO_AGENCY = "một đơn vị không còn trong danh sách"
NO_COLUMN = "cột không còn"
NO_COUNT = "số liệu không còn"
NO_PARAGRAPH = "một đoạn không còn trong lời văn"
# A place that somebody typed into the register by its name.
NAME_UNKNOWN = "{place}: tìm thấy “{found}”, cần tên một {what}, ví dụ {expected}."
NAME_TWICE = "{place}: có {count} đơn vị tên “{found}”; hãy gõ mã của đơn vị."
REGISTER_COLUMNS = {
    "table": "bảng",
    "agency": "đơn vị",
    "column": "cột, số liệu gốc hoặc đoạn văn",
    "place": "dòng",
}
# What was typed in a sentence and stands otherwise where it comes from.
ANOTHER_DAY = (
    "đính chính {what} đổi ngày {day}, còn {where} vẫn ghi ngày cũ, cần sửa ở đó để mọi chỗ in "
    "cùng một ngày"
)
# Corrected figures that no such column holds, and what it does.
IMPLAUSIBLES = (
    "{count} số đã sửa không hợp với cột của nó ({cells}), cần xem lại có gõ nhầm không, gõ nhầm "
    "thì sửa hoặc rút đính chính"
)
IMPLAUSIBLE = "{name}, {column}: “{text}”, cần {wanted}"
WANT_BETWEEN = "số từ {least} đến {most}"
WANT_FROM = "số từ {least} trở lên"
WANT_MARK = "dấu thập phân “{mark}”"
WANT_NO_DATE = "một con số, không phải ngày"
