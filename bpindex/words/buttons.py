"""What the macros say. Read in message boxes, questions and the status bar of the program."""

TITLE = "BoChiSo"
READING = "BoChiSo: đang đọc và tính điểm…"
EXAMINING = "BoChiSo: đang kiểm tra cài đặt…"
RENDERING = "BoChiSo: đang lập thông báo…"
COPYING = "BoChiSo: đang chép trang thông báo vào tệp…"
EDITING = "Excel đang chờ nhập xong một ô; hãy bấm Enter rồi thử lại."
SHEET_LOCKED = (
    "Trang {sheet} đang khóa bằng mật khẩu nên không ghi vào được, chưa có gì bị thay đổi. Hãy vào "
    "thẻ Review, bấm Unprotect Sheet, bỏ mật khẩu rồi bấm lại nút."
)
WORKBOOK_LOCKED = (
    "Tệp đang khóa cấu trúc nên không thêm hay đổi tên trang được, chưa có gì bị thay đổi. Hãy vào "
    "thẻ Review, bấm Protect Workbook để bỏ khóa rồi bấm lại nút."
)
NO_CELL = "Chưa chọn ô nào; hãy chọn một ô số liệu rồi thử lại."
UNEXPECTED = "BoChiSo gặp lỗi ngoài dự kiến, tệp không bị thay đổi. Chi tiết được ghi ở {log}."
# What VBA itself says where Python cannot.
PYTHON_FAILED = (
    "Python chưa chạy được trên máy này nên nút lệnh không có tác dụng. Hãy đóng Excel rồi mở lại; "
    "nếu vẫn vậy, mở menu Start, nhóm BoChiSo, chọn “Kiểm tra cài đặt” để biết việc cần làm."
)
NOT_INSTALLED = (
    "Máy này chưa cài BoChiSo nên nút lệnh và công thức tính điểm không chạy; số liệu đang thấy là "
    "của lần tính trước. Hãy chạy bộ cài BoChiSo (không cần quyền quản trị) rồi mở lại tệp."
)
OTHER_VERSION = (
    "Bản BoChiSo đã cài trên máy này khác bản của tệp nên nút lệnh không chạy. Hãy cài bản mới, mở "
    "tệp BoChiSo.xlsm của bản ấy, bấm “Nâng cấp tệp” rồi chọn tệp này."
)
BLOCKED = (
    "Chính sách an toàn của máy này chặn BoChiSo nên nút lệnh không chạy. Hãy nhờ bộ phận công "
    "nghệ thông tin cho phép thư mục cài BoChiSo (AppLocker, phần mềm diệt vi-rút)."
)
NOT_STARTED = (
    "Python của BoChiSo có trên máy nhưng không trả lời nên nút lệnh không chạy. Hãy đóng mọi cửa "
    "sổ Excel rồi mở lại; nếu vẫn vậy, mở menu Start, nhóm BoChiSo, chọn “Kiểm tra cài đặt”."
)
STORE_EXCEL = (
    "Excel trên máy này cài từ Microsoft Store, loại này thường chặn Python nên nút lệnh không có "
    "tác dụng. Hãy nhờ người phụ trách cài Office bằng bộ cài tải từ trang của Microsoft, hoặc mở "
    "tệp bằng lệnh “bpindex libreoffice”."
)
WPS_OFFICE = (
    "Tệp đang mở bằng WPS Office, chương trình này chưa dùng được với BoChiSo: chỉ xem và nhập số "
    "liệu, nút lệnh và công thức tính điểm không chạy. Hãy mở tệp bằng Microsoft Excel, hoặc nhờ "
    "người phụ trách mở bằng lệnh “bpindex libreoffice”."
)
BUTTON_FAILED = "Nút lệnh không thực hiện được; hãy lưu, đóng và mở lại tệp rồi thử lại."
REGISTER_FULL = (
    "Sổ đính chính có {found} dòng, trang Đính chính chỉ chứa được {most}; hãy xóa bớt các dòng "
    "“đã rút” của kỳ trước rồi làm lại. Chưa có gì bị thay đổi."
)
STATE_FULL = "Thông báo quá dài để nhớ lại lần lập này; chưa có gì bị thay đổi."
MOMENT = "%H:%M ngày %d/%m/%Y"
REMARKS_SAID = {
    "INSERTED": "Đã chèn nhận xét vào trang {sheet}, ô {cell}, dưới bảng cuối; hãy đọc và sửa lại.",
    "REPLACED": "Đã soạn lại nhận xét ở trang {sheet}, ô {cell}; hãy đọc và sửa lại.",
    "EDITED": (
        "Trang {sheet}, ô {cell}: nhận xét của kỳ này đã được sửa tay nên giữ nguyên. Muốn soạn "
        "lại thì xóa chữ trong ô ấy rồi bấm lại."
    ),
    "CORRECTED": (
        "Nhận xét của kỳ này (trang {sheet}, ô {cell}) đã được sửa trên thông báo nên giữ nguyên. "
        "Muốn soạn lại thì rút đính chính của đoạn ấy ở sổ Đính chính rồi bấm lại."
    ),
}
NO_ROOM_FOR_REMARKS = (
    "Trang {sheet} đã đủ {most} khối nên không còn chỗ cho nhận xét; hãy bỏ bớt một dòng."
)
# Short, for what is listed in it: the whole question fits into LONGEST_QUESTION.
ASK_REASON = "Có {count} đính chính mới gõ:\n{listed}\n\nLý do (có thể để trống; chỉ hỏi một lần):"
# Of the month that is set, and of another one.
TAKEN = (
    "Đã ghi {count} đính chính mới vào sổ Đính chính.",
    "Đã ghi {count} đính chính mới thuộc kỳ {month} vào sổ Đính chính, không in ở kỳ này.",
)
TAKEN_FORMS = (
    "Đã giữ lại {count} thay đổi hình thức (cỡ chữ, chiều cao dòng, ngắt trang…).",
    "Đã giữ lại {count} thay đổi hình thức thuộc kỳ {month}, không dùng cho kỳ này.",
)
AGED = "Cần xem lại {count} đính chính, vì giá trị tính đã khác lúc đính chính:"
AGED_ITEM = "- {what}: khi đó {then}, nay {now}, đang in {corrected}"
CONFLICTS = "Cùng một chỗ có hai giá trị gõ khác nhau ({count} chỗ):"
CONFLICT_ITEM = "- {what}: đang in {kept}, còn giữ trong sổ {other}"
NOWHERE = "{count} đính chính mới không in vào đâu trong thông báo kỳ này:"
LOST_PLACES = (
    "{count} dòng thêm hoặc chuyển không còn chỗ cũ: đang đứng ở chỗ gần nhất, hoặc chờ trong sổ "
    "Đính chính nếu kỳ này không có Phụ lục."
)
PUT_ASIDE = (
    "Trang “{title}” có nội dung gõ tay không thuộc lần lập vừa qua, nên không lấy vào sổ Đính "
    "chính; trang ấy được giữ nguyên với tên “{kept}”."
)
COPY_LEFT = (
    "Trang “{title}” là bản chép của trang thông báo: những gì gõ trên đó không được lấy vào sổ "
    "Đính chính và vẫn nằm ở trang ấy."
)
# What people did to a sheet that a new one cannot have.
LEFT = {
    "COMMENT": (
        "- Ghi chú ô {words} ở trang {sheet} không đứng ở ô chữ nào nên không mang sang được; còn "
        "ở trang “{previous}” cho đến lần lập sau."
    ),
    "SHAPES": (
        "- {count} hình, ảnh hoặc hộp chữ ở trang {sheet} không mang sang được; còn ở trang "
        "“{previous}” cho đến lần lập sau."
    ),
    "MERGED": "- Ô gộp thêm ở trang {sheet}, {what}: không giữ được, các ô đã tách lại như mẫu.",
    "SPLIT": "- Ô bị tách ở trang {sheet}, {what}: không giữ được, ô đã gộp lại như mẫu.",
    "COLUMN_ADDED": (
        "- Cột chèn thêm ở trang {sheet} ({words}…) không có trong mẫu: chữ trong cột được giữ ở "
        "ngoài lề phải, không in."
    ),
    "COLUMN_GONE": "- Cột “{what}” bị xóa ở trang {sheet} đã có lại: mẫu luôn có cột này.",
}
AND_SO_ON = "- … và {count} chỗ khác (xem trang Đính chính)"
WITHDRAWN = "Đã rút {count} đính chính; giá trị tính được in lại."
WITHDRAWN_ELSEWHERE = "Đã rút {count} đính chính của kỳ khác; thông báo kỳ này không đổi."
NOTHING_TO_WITHDRAW = (
    "Ô đang chọn không có đính chính nào đang áp dụng; hãy chọn một dòng ở trang Đính chính hoặc "
    "một ô đã đính chính ở Bảng điểm, Thông báo."
)
# Of the printed tables.
SELECT_TABLE_ROW = "Hãy chọn dòng của một bảng ở đầu trang {sheet} rồi bấm lại."
NO_LAYOUT_TO_COPY = (
    "Trang {sheet}: bảng “{table}” không có mẫu để chép, hoặc đã có cột riêng; cần một bảng có mẫu "
    "và chưa có dòng nào ở “Các cột”."
)
CONFIRM_LAYOUT = (
    "Chép các cột và dòng tổng hợp của mẫu “{name}” cho bảng “{table}” để sửa từng dòng?"
)
NO_ROOM_FOR_LAYOUT = "Trang {sheet} chỉ có {most} dòng; cần bỏ bớt dòng rồi bấm lại."
LAYOUT_COPIED = (
    "Đã chép {count} dòng cột của mẫu “{name}” cho bảng “{table}”; sửa từng dòng ở dưới."
)
SELECT_REGISTER_ROW = "Hãy chọn một dòng thuộc loại cần rút ở trang Đính chính rồi bấm lại."
CONFIRM_KIND = "Rút tất cả {count} đính chính loại “{kind}” đang áp dụng?"
NOTHING_BEFORE = "Chưa có lần lập nào trước đó để khôi phục."
RESTORED = (
    "Đã khôi phục thông báo và sổ đính chính trước lần chạy gần nhất; bấm lại để trở về. "
    "Chỗ vừa gõ mà chưa lập vẫn giữ trong sổ Đính chính, bấm “Lập thông báo” thì in."
)
ACTION_NOTICE = "Lập thông báo"
ACTION_WITHDRAW = "Rút đính chính"
ACTION_RESTORE = "Khôi phục lần trước"
ACTION_MERGE = "Gộp sổ đính chính"
CHOOSE_OTHER = "Chọn tệp BoChiSo.xlsm của đồng nghiệp (cùng kỳ)"
ASK_BASE = (
    "Còn giữ bản chung mà từ đó hai người chép ra để sửa không?\n\n"
    "OK: chọn bản đó, để biết mỗi người đã sửa hay rút chỗ nào sau khi chép.\n"
    "Cancel: gộp không cần bản chung."
)
CHOOSE_BASE = "Chọn bản chung trước khi hai người sửa"
HIDDEN = (
    "Vẫn in {count} chỗ đang ẩn trên trang: {listed}. Muốn bỏ một dòng khỏi thông báo thì xóa dòng "
    "đó, không ẩn hay lọc."
)
AND_MORE = "… và {count} chỗ khác"
MERGED = "Lấy thêm {taken} đính chính từ {name}; {conflicts} chỗ hai bản sửa khác nhau."
MERGE_DIFFERS = "- Phần {part} của {name} khác tệp này: giữ theo tệp này."
SHEETS_MISSING = (
    "Tệp thiếu trang ẩn {sheets} của BoChiSo nên chưa có gì được làm; hãy đóng tệp mà không lưu "
    "rồi mở lại, hoặc chép số liệu sang bản giữ gần nhất."
)
SHEETS_LOST = (
    "Sau lần chạy này tệp thiếu trang ẩn {sheets} của BoChiSo; hãy đóng tệp mà không lưu rồi mở "
    "lại."
)
DONE = (
    "Đã lập thông báo: {pages} trang, {corrections} đính chính đang áp dụng, {warnings} cảnh báo "
    "(xem trang Kiểm tra)."
)
EXPLAIN_WHICH = (
    "Giải thích số liệu của ô đang chọn ở trang {sheet}, ô {cell}?\n\n"
    "Cancel: chọn ô khác ở trang đó rồi bấm lại."
)

# What belongs to another month.
ACTION_CARRY = "Mang sang kỳ này"
NOTHING_TO_CARRY = (
    "Không có gì của kỳ khác ở chỗ đang chọn; muốn mang đính chính sang thì chọn các dòng kỳ khác "
    "ở trang Đính chính rồi bấm lại."
)
CONFIRM_CARRY = (
    "{count} chỗ ở trang {sheet} còn nguyên như kỳ trước. Dùng nguyên cho kỳ {month}?\n\n"
    "Chỉ đồng ý khi số liệu kỳ này đúng là không đổi:"
)
CONFIRM_CARRY_CORRECTIONS = (
    "Dùng {count} đính chính đang chọn của kỳ khác cho kỳ {month} nữa? (Cancel: không, xem tiếp "
    "những chỗ khác của kỳ trước.)"
)
CARRY_ITEM = "- {what}: {text}"
CARRY_CORRECTION = "dòng {row}, {what}"
CARRY_PLACES = {
    "COUNTS": "dòng {row}, {name}",
    "TYPED": "dòng {row}, {name}, cột tháng",
    "PRIOR": "dòng {row}, {name}, cột năm trước",
    "PRIOR_POINTS": "điểm năm trước của tỉnh, {name}",
    "NOTE": "dòng {row}, {name}, ghi chú",
    "DOSSIER": "dòng {row}, hồ sơ {name}",
    "PROVINCE": "điểm tháng của tỉnh, {name}",
    "MERGED": "chữ một ô cho cả cột, {name}",
    "NUMBER": "số văn bản",
    "ISSUED": "ngày, tháng ban hành",
    "DEADLINE": "hạn báo cáo",
}
AND_MORE_ROWS = "… và {count} chỗ khác (dòng {rows})"
ASK_OVER = (
    "Trên Bảng điểm có {count} số gõ đè ({listed}) chưa lập vào thông báo nào từ khi kỳ còn là "
    "{other}.\n\nOK: là số của kỳ {month}, sẽ in ở kỳ này.\nCancel: là số của kỳ {other}, chỉ ghi "
    "vào sổ của kỳ đó."
)
CARRIED = "Đã mang {count} chỗ sang kỳ {month}."
ASK_FORMS = (
    "Thông báo kỳ {other} có {count} chỗ sửa hình thức (cỡ chữ, chiều cao dòng, độ rộng cột…). "
    "Giữ các hình thức đó cho kỳ này?"
)
# The next month.
ACTION_NEXT = "Mở kỳ mới"
ACTION_BACK = "Quay lại kỳ trước"
ACTION_CLOSED, ACTION_AMENDED = "Đóng kỳ", "Xuất lại sau khi đóng kỳ"
ASK_NEXT = (
    "Đóng kỳ {old} và mở kỳ {month}?\n\nTệp đang mở được giữ nguyên vẹn dưới tên “{kept}”. Trong "
    "tệp này, số liệu, điểm của tỉnh và hồ sơ trễ của kỳ {old} được dọn đi, ngày tháng chuyển sang "
    "kỳ {month}; đính chính ở lại với kỳ của mình."
)
NOT_MADE = "Lưu ý: kỳ {old} chưa lập thông báo."
NOT_ON_DISK = (
    "Tệp chưa được lưu vào ổ đĩa của máy (hoặc đang nằm trên OneDrive) nên chưa giữ lại được kỳ "
    "cũ; chưa có gì bị thay đổi. Hãy lưu tệp vào một thư mục trên máy rồi bấm lại."
)
NEXT_OPENED = (
    "Đã mở kỳ {month}; kỳ {old} được giữ nguyên trong tệp “{kept}” cùng thư mục (bấm “Khôi phục "
    "lần trước” nếu muốn quay lại).\nSố liệu từ {first} đến {last}, hạn báo cáo {deadline}: khác "
    "thì sửa "
    "ở Thiết lập. Bảng dán và kết quả kiểm tra của kỳ {old} đã dọn, còn trong tệp ấy. Việc tiếp "
    "theo: dán bảng kỳ này vào Dán vào đây, lưu tệp."
)
NEXT_YEAR = "Số liệu năm trước đã để trống, hãy dán số liệu “{label}” vào Năm trước."
NEXT_DEADLINE = "Lưu ý: {told}."
NEXT_INDEX = (
    "Kỳ {month} theo bộ chỉ số mới (hiệu lực từ {first}); với tệp Excel, trước khi nhập số liệu: "
    "lưu, đóng tệp rồi bấm “Nâng cấp tệp” ở một tệp BoChiSo khác."
)
NEXT_INDEX_OWN = (
    "Từ {first} toàn quốc có bộ chỉ số mới; tệp này dùng bộ riêng: xem lại trang Chỉ tiêu cho kỳ "
    "{month}."
)
NEXT_ENDED = "{count} đơn vị hết hiệu lực nên không in từ kỳ này: {names}."
NEXT_BEGUN = "{count} đơn vị có từ kỳ này, cần nhập số liệu: {names}."
UPGRADE_FIRST = (
    "Tệp này do bản BoChiSo cũ tạo ra nên chưa ghi vào được, chưa có gì bị thay đổi. Hãy lưu và "
    "đóng tệp, mở tệp BoChiSo.xlsm của bản mới, bấm “Nâng cấp tệp” và chọn tệp này."
)
DISPLACED_ROWS = "trang {sheet}, dòng {rows}"
DISPLACED = (
    "Có ô bị đẩy, sắp xếp hoặc dán lệch khỏi dòng, cột của mình ({places}): các ô này đang hiện số "
    "liệu đã tính của chỗ khác.\n\n"
    "OK: coi là lệch, đặt lại số liệu về đúng đơn vị, không ghi đính chính.\n"
    "Cancel: coi là số liệu gõ tại chỗ, ghi vào sổ Đính chính."
)
BACK_UNREADABLE = (
    "Phần ghi nhớ lần chạy trước trong tệp này bị hỏng nên không khôi phục được; chưa có gì bị "
    "thay đổi."
)
CHOOSE_OLD = "Chọn tệp BoChiSo cũ cần nâng cấp (đã đóng)"
ACTION_WORD = "Nhận lại từ Word"
CHOOSE_WORD = "Chọn tệp Word đã sửa (do “Xuất Word” ghi ra)"
# What is written beside the workbook: one folder for a month, so that its files stay together.
MONTH_FOLDER = "Thông báo {period}"
# A Word file of this name there is the template.
TEMPLATE_FILE = "mau-thong-bao.docx"
EXTRACTS_FOLDER = "Phiếu đơn vị"
EXTRACTING = "BoChiSo: đã lập {number}/{count} phiếu đơn vị…"
# In Excel, where no window of ours has a button.
ESC_STOPS = "{told} Giữ phím Esc để dừng."
STOP = "Dừng"
EXTRACTS_STOPPED = "Đã dừng theo yêu cầu; chưa ghi phiếu nào, các tệp trước đó vẫn như cũ."
EXTRACTED = "Đã ghi {count} phiếu đơn vị (Word và PDF) vào thư mục {folder}."
DRAFTED = (
    "Kèm {count} thư nháp chưa gửi: mở từng thư để xem rồi gửi; đơn vị nào có thư là theo cột Thư "
    "điện tử ở trang Đơn vị."
)
EXPORTED = "Đã ghi {files} vào thư mục {folder}."
SUMMED_UP = "Tóm tắt để chép vào tin nhắn: {file}."
NOTICE_IS_OLDER = (
    "Trang Thông báo trong tệp này được lập trước khi số liệu hoặc câu chữ thay đổi; tệp vừa ghi "
    "theo những gì đang có. Bấm “Lập thông báo” để trang trùng với tệp."
)
UPGRADED = "Đã nâng cấp tệp {name}, mọi thứ được chép sang; tệp cũ được giữ lại dưới tên {old}."
