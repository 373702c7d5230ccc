"""The workbook: places, notes, sheets, and what keeps it from being built or read.

Read in cells and notes of the workbook and in every sentence that names one of its places.
"""

WANT_INSIDE = "mọi dòng nằm từ dòng {last} trở lên; dòng ở dưới không được đọc"
PLACE_CELL = "trang {sheet}, ô {cell}"
PLACE_SHEET = "trang {sheet}"
NOT_IN_PERIOD = "không có trong kỳ báo cáo này"
TYPED_POINTS = "điểm gõ"
TYPED_POINTS_OF = "điểm gõ: {names}"
NO_COUNTS_ROW = "chưa có dòng số liệu của đơn vị ở trang Số liệu"
TOO_MANY_ROWS = "Trang {sheet} chỉ chứa được {expected} dòng, kỳ báo cáo có {found} dòng."
TEXT_TOO_LONG = "Trang {sheet}, dòng {row}: đoạn chữ dài quá giới hạn một ô Excel (32767 chữ)."
OTHER_LAYOUT = (
    "Tệp {path} thuộc phiên bản khác của BoChiSo (tìm thấy {found}, cần {expected}); "
    "hãy chuyển số liệu sang tệp mới."
)
NO_LAYOUT = "ô trống"
NEWER_LAYOUT = (
    "Tệp {path} do bản BoChiSo mới hơn tạo ra (kiểu trang {found}, bản đang cài chỉ đọc đến kiểu "
    "{expected}); hãy cài bản BoChiSo mới rồi mở lại tệp."
)
WORKBOOK_UNREADABLE = "Không đọc được tệp Excel {path}: {reason}."
SHEET_MISSING = "Tệp {path} thiếu trang {sheet}; cần tệp BoChiSo.xlsm."
NOTE_CORRECTED = "Đính chính ({state}): tính được {computed}, in {corrected}."
NOTE_REASON = "Lý do: {reason}"
NOTE_BY = "Người sửa: {by}, lúc {on}"
TYPED_OVER = "Gõ đè trên trang Bảng điểm"
NOT_A_FIGURE = (
    "Ô đang chọn ({place}) không phải một số liệu; hãy chọn một ô số liệu ở trang Bảng điểm, "
    "Tính điểm hoặc Thông báo rồi bấm lại."
)
XLWINGS_VERSIONS = (
    "Ba phiên bản xlwings phải trùng nhau: mô-đun VBA {module}, gói đã cài {installed}, "
    "tệp khóa phiên bản {locked}."
)
AND_MORE = " và {count} số liệu khác"

# What keeps the parts of a workbook from being put together.
MODULE_MISSING = "Thiếu mô-đun {name} trong dự án VBA."
MODULE_NAME = "Mô-đun VBA {name} không mang đúng tên trong dòng VB_Name."
MODULE_NOT_ASCII = "Mô-đun VBA {name} có ký tự ngoài ASCII."
MODULES_END = "Danh sách mô-đun của dự án VBA không kết thúc đúng chỗ."
WRAPPERS_WRONG = "Tệp hàm VBA do xlwings sinh ra có đoạn không đúng mẫu: {found}."
NO_FUNCTION = "không có hàm nào"
RIBBON_WRONG = "Định nghĩa thanh công cụ không phải là customUI 2009/07."
RIBBON_TWICE = "Sổ tính đã có sẵn một định nghĩa thanh công cụ."

# Sheets that are made: what is printed, what was there before, what is about to take its place.
NOTICE_SHEET = "Thông báo"
APPENDIX_SHEET = "Phụ lục"
PREVIOUS_SHEET = "{title} (trước)"
NEW_SHEET = "{title} (mới)"
OLD_SHEET = "{title} (cũ)"
# A sheet that is not the program's to drop, and the further ones.
# The last notice of a month that is over.
MONTH_SHEET = "{title} {month}"
ASIDE_SHEET = "{title} (giữ lại)"
ASIDE_SHEETS = "{title} (giữ lại {number})"
# Before the first words of a previous sheet.
PREVIOUS_MARK = "BẢN TRƯỚC – "

# What the tool remembers of its last run, and workbooks that are made newer.
MEMORY_NEWER = (
    "Lần lập thông báo trước của tệp này do bản BoChiSo mới hơn thực hiện; hãy cài bản mới rồi làm "
    "lại. Chưa có gì bị thay đổi."
)
PLACE_COLUMN = "trang {sheet}, cột “{column}”"
# Titles of Tính điểm by which the component of a column is known, and its pattern.
COMPONENT_POINTS = "Điểm {id} ({most})"
POINTS_OF_COMPONENT = r"Điểm (\S+) \("
INDEX_SHAPE = (
    "Tệp {path}, trang {sheet}: các nhóm hoặc số liệu gốc khác với các cột của tệp này; hãy lưu, "
    "đóng tệp, mở một tệp BoChiSo khác, bấm “Nâng cấp tệp” và chọn tệp này để dựng lại các cột."
)
UPGRADED_INDEX = (
    "Bộ chỉ số có hiệu lực từ {before} đã đổi sang bộ có hiệu lực từ {now} là bộ của kỳ báo cáo: "
    "điểm tính lại theo bộ mới, số liệu mới cần có là các cột còn trống ở trang Số liệu."
)
UPGRADED_BESIDE = "Có chữ gõ ngoài các bảng không còn chỗ ở tệp mới, xin xem ở tệp cũ: {places}."
MEMORY_UNREADABLE = (
    "Phần ghi nhớ của lần lập thông báo trước trong tệp này bị hỏng, nên không biết trên trang "
    "Thông báo đã gõ thêm những gì; đã dừng lại, chưa có gì bị thay đổi. Hãy chép những chỗ đã gõ "
    "thêm sang sổ Đính chính hoặc tệp khác, xóa trang Thông báo và Phụ lục rồi làm lại."
)
# Where nobody can be asked of which month figures are.
OVER_IN_DOUBT = (
    "{path}, trang {sheet}: {count} số gõ đè ({listed}) chưa lập vào thông báo nào từ khi kỳ còn "
    "là {other}, không rõ là số của kỳ {other} hay kỳ {month}; cần mở tệp, bấm “Lập thông báo” và "
    "trả lời câu hỏi về các số ấy rồi lưu, hoặc đặt lại kỳ {other} và lập thông báo kỳ ấy trước."
)
