"""What the notice as a Word document says of itself. Read in Word: names of styles, properties."""

from bpindex.words.placeholders import PLACEHOLDERS

# In the list of styles of Word, by the stable names of the page layout.
STYLES = {
    "parent_body": "BCS Cơ quan chủ quản",
    "issuer": "BCS Cơ quan ban hành",
    "national_title": "BCS Quốc hiệu",
    "motto": "BCS Tiêu ngữ",
    "number": "BCS Số, ký hiệu",
    "place_date": "BCS Địa danh, ngày tháng",
    "title": "BCS Tên loại văn bản",
    "subject": "BCS Trích yếu",
    "grounds": "BCS Căn cứ",
    "paragraph": "BCS Nội dung",
    "table_heading": "BCS Tiêu đề bảng",
    "header": "BCS Đầu bảng",
    "header_label": "BCS Đầu cột",
    "province": "BCS Dòng của tỉnh",
    "section": "BCS Dòng mục trong bảng",
    "cell": "BCS Ô số liệu",
    "name_cell": "BCS Ô chữ",
    "period_note": "BCS Ghi chú dưới bảng",
    "recipients_title": "BCS Nơi nhận",
    "recipient": "BCS Nơi nhận, từng dòng",
    "signature": "BCS Quyền hạn, chức vụ",
    "signatory": "BCS Họ tên người ký",
    "appendix_title": "BCS Phụ lục",
    "appendix_name": "BCS Tên phụ lục",
    "appendix_attached": "BCS Kèm theo",
    "gap": "BCS Đường kẻ, khoảng cách",
}
TABLE_STYLE = "BCS Bảng"
PAGE_NUMBER = "BCS Số trang"
LANGUAGE = "vi-VN"

# What may stand between double braces in a template of the staff's own, by kinds of text.
PLACES = {
    "parent_body": "cơ quan chủ quản",
    "issuer": "cơ quan ban hành",
    "national_title": "quốc hiệu",
    "motto": "tiêu ngữ",
    "number": "số, ký hiệu",
    "place_date": "địa danh, ngày tháng",
    "title": "tên loại",
    "subject": "trích yếu",
    "grounds": "căn cứ",
    "paragraph": "nội dung",
    "recipients_title": "tiêu đề nơi nhận",
    "recipient": "nơi nhận",
    "signature": "chức vụ",
    "signatory": "người ký",
}
WHOLE_TEXT = "toàn văn"
APPENDIX = "phụ lục"
TABLE = "bảng {number}"
TABLE_HEADING = "tiêu đề bảng {number}"
TABLE_NOTE = "ghi chú bảng {number}"
# Single values, by the names that they have in Lời văn.
VALUES = {
    key: PLACEHOLDERS[key]
    for key in (
        *("period_month", "period_year", "period_name", "period_from", "period_to", "deadline"),
        *("issuer_code", "issuer_name", "place", "signatory"),
    )
}
TEMPLATE_UNREADABLE = "Không đọc được mẫu Word {path}: {reason}."
NO_WORD_FILE = "tệp hỏng hoặc không phải tệp Word (.docx)"
HAS_MACROS = "mẫu có macro hoặc điều khiển nhúng; hãy lưu lại thành .docx không macro"
HAS_OUTSIDE = "mẫu lấy nội dung từ nơi khác ({what}); hãy bỏ liên kết ấy rồi lưu lại"
HAS_FIELD = "mẫu có trường “{what}”; chỉ dùng được trường số trang, hãy thay bằng chữ thường"
HAS_CHUNK = "mẫu chèn nội dung của một tệp khác; hãy chép nội dung ấy vào mẫu rồi lưu lại"
HAS_MERGE = "mẫu gắn với nguồn trộn thư; hãy bỏ trộn thư (Mailings) rồi lưu lại"
UNKNOWN_PLACE = (
    "Mẫu Word {path}: tìm thấy “{found}” trong đoạn “{text}”, cần một trong các tên: {known}."
)
UNPAIRED_PLACE = (
    "Mẫu Word {path}: trong đoạn “{text}” có dấu {{{{ hoặc }}}} không khép thành cặp, cần dạng "
    "{{{{tên}}}}."
)
NOT_ALONE = (
    "Mẫu Word {path}: “{found}” gồm nhiều đoạn hoặc một bảng nên phải đứng một mình trong đoạn; "
    "tìm thấy “{text}”."
)
NO_PLACES = "Mẫu Word {path} không có chỗ nào dạng {{{{tên}}}}; các tên dùng được: {known}."
MISSING_PLACES = "Mẫu Word {path} không có chỗ cho: {listed}; tệp Word thiếu các phần này."

# Read back.
WORD_UNREADABLE = "Không nhận lại được từ tệp Word {path}: {reason}."
NOT_OURS = (
    "tệp không do BoChiSo xuất ra, hoặc phần ghi nhớ trong tệp đã mất (chép chữ sang một tệp Word "
    "mới thì mất); hãy sửa ngay trên tệp đã xuất"
)
OTHER_MONTH = "tệp là thông báo kỳ {found}, kỳ đang mở là {expected}"
TAKEN_BACK = "Nhận lại từ {name}: {count} chỗ đã sửa trong Word."
NOTHING_TAKEN = (
    "Tệp {name} không có chữ hay số nào khác bản đã xuất (không xem đầu trang, chân trang)."
)
TYPED_BACK = "- {what}: trong Word đã sửa về như máy tính; đính chính {text} được rút."
LEFT_OUT = "Chưa nhận được gì từ tệp {name}; các chỗ sau cần tự sửa trên trang Thông báo:"
ODD_TEXT = (
    "- Chưa nhận {what}: tìm thấy {text} có {odd}, cần chữ và số thường; hãy sửa trên trang "
    "Thông báo."
)
ODD_SEEN = (
    "- Ở {what}: trong Word, {text} có {odd}; chưa nhận gì ở chỗ này, thông báo vẫn in như cũ; "
    "muốn đổi hay bỏ thì sửa trên trang Thông báo."
)
ODD_BESIDE = (
    "- Ở {what}: trong Word có {odd} đặt ở chỗ này, không chuyển sang thông báo được; cần thì ghi "
    "trên trang Thông báo."
)
ODD_ROW = (
    "- Dòng {what} (bảng “{table}”): trong Word, {count} ô có {odd}; chưa nhận gì ở các ô này, "
    "thông báo vẫn in như cũ; muốn đổi hay bỏ thì sửa trên trang Thông báo."
)
ODD_COLUMN = (
    "- Cột “{what}” (bảng “{table}”): trong Word, {count} ô có {odd}; chưa nhận gì ở các ô này, "
    "thông báo vẫn in như cũ; muốn đổi hay bỏ thì sửa trên trang Thông báo."
)
SWALLOWED = (
    "- Ở {what}: ô có {text} đã bị gộp vào ô khác trong Word, không còn thấy; chưa nhận gì ở ô "
    "này, thông báo vẫn in như cũ; muốn đổi hay bỏ thì sửa trên trang Thông báo."
)
SPLIT_OFF = (
    "- Ở {what}: trong Word, ô đã tách khỏi ô gộp ghi {text} và để trống; chưa nhận gì ở ô này, "
    "thông báo vẫn in như cũ; muốn đổi hay bỏ thì sửa trên trang Thông báo."
)
# What is no plain text, by the names of `xlsx.word_marks.Odd`.
ODD = {
    "raised": "chữ nâng lên hoặc hạ xuống (chỉ số trên, chỉ số dưới)",
    "struck": "chữ bị gạch ngang",
    "pale": "chữ lẫn vào màu nền, quá nhỏ, bị ép sát hoặc bị che, không đọc được",
    "hidden": "chữ bị ẩn",
    "equation": "công thức toán",
    "symbol": "ký hiệu của một phông chữ",
    "ruby": "chữ chú âm",
    "turned": "chữ đảo chiều",
    "numbered": "số thứ tự hoặc dấu đầu dòng tự động",
    "field": "trường (mã tự tính): công thức, lồng nhau hoặc không có kết quả",
    "to_choose": "chỗ chờ chọn hoặc chờ điền",
    "unknown": "định dạng hoặc nội dung mà công cụ không biết đọc",
    "table": "bảng nằm trong ô",
    "merged": "ô gộp với ô khác",
    "split": "ô tách khỏi ô gộp",
    "broken": "đoạn bị ngắt làm nhiều đoạn mà ghép lại không thành đoạn cũ",
    "drawn": "hình hoặc hộp chữ",
    "note": "chú thích chân trang hoặc cuối văn bản",
    "comment": "ghi chú bên lề",
}
UNLIKE_TEXTS = (
    "- Chưa nhận {what}: trong Word chữ này đứng ở nhiều chỗ và được sửa mỗi chỗ một khác "
    "({texts}); hãy sửa các chỗ ấy cho giống nhau rồi nhận lại, hoặc sửa trên trang Thông báo."
)
# The reason is the sentence of Kiểm tra, or the next one.
REFUSED = "- Chưa nhận: {reason}."
TOO_LONG = "{what} dài {count} chữ, quá giới hạn một ô Excel ({most} chữ)"
COLUMNS_MOVED = (
    "- Bảng “{table}”: trong Word, {columns} đứng khác chỗ so với bản đã xuất; số liệu đã được so "
    "theo đầu cột, thông báo vẫn in các cột ở chỗ cũ."
)
COLUMNS_UNCLEAR = (
    "- Chưa nhận gì trong bảng “{table}”: cột hoặc đầu cột trong Word không còn khớp bản đã xuất "
    "(thêm, bỏ, chép hoặc chuyển cột), không rõ số nào thuộc cột nào; hãy đưa các cột về như bản "
    "đã xuất rồi nhận lại, hoặc sửa trên trang Thông báo."
)
WRONG_COLUMN = (
    "- Bảng “{table}”: dưới đầu cột “{column}” trong Word là số liệu của cột “{other}”; chưa nhận "
    "gì ở hai cột này; hãy đưa số liệu về đúng đầu cột rồi nhận lại, hoặc sửa trên trang Thông báo."
)
MOVED_TEXT = "- Đã chuyển chỗ trong Word, thông báo vẫn in ở chỗ cũ: {what}"
MOVED_TEXTS = (
    "- Đã chuyển chỗ trong Word, thông báo vẫn in ở chỗ cũ: {count} đoạn hoặc dòng liền nhau, từ "
    "{what} đến {last}"
)
ADDED_TEXT = "- Chưa nhận, không rõ thuộc chỗ nào trong thông báo: {text}"
DRAWN_TEXT = (
    "- Trong Word có thêm hình hoặc hộp chữ đặt ngoài các đoạn của thông báo ({count} chỗ); không "
    "chuyển sang thông báo được, cần thì ghi trên trang Thông báo."
)
GONE_TEXT = "- Đã bị bỏ hoặc ẩn trong tệp Word, thông báo vẫn in: {what}"
CHANGED_SINCE = (
    "- {what}: từ khi xuất tệp Word, ở đây đã sửa thành {here}, trong Word là {there}; đang in "
    "{here}, chữ trong Word giữ trong sổ Đính chính."
)

# The sheet of one agency.
EXTRACT_TITLE = "PHIẾU CHỈ SỐ CỦA ĐƠN VỊ"
EXTRACT_SUBJECT = "{agency}\n{period}"
EXTRACT_LATE = "HỒ SƠ TRỄ HẠN CỦA ĐƠN VỊ ({count} hồ sơ)"
# Who has made a file, as its properties say.
PROGRAM = "BoChiSo"
NOTICE_FILE = "TB-bo-chi-so-{period}"
EXTRACT_FILE = "phieu-{period}-{agency}.docx"
EXTRACTS_LIST_FILE = "danh-sach.txt"
EXTRACTS_LIST = "Phiếu đơn vị {period}: {count} đơn vị"
MAIL_SUBJECT = "Phiếu chỉ số {period} – {name}"
MAIL = (
    "Kính gửi {name},\n\nGửi kèm phiếu chỉ số {period} của đơn vị để biết và kiểm tra, "
    "phản hồi nếu số liệu chưa đúng.\n\nTrân trọng.\n"
)
