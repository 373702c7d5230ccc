"""What is said of tables taken into the workbook. Read in message boxes and on Kết quả nhập."""

COLUMNS_MOVED = (
    "{place}: tìm thấy “{found}”, cần “{expected}”; hãy chuyển các cột về chỗ cũ rồi nhập lại. "
    "Chưa có gì bị thay đổi."
)
TOO_MUCH_TO_KEEP = (
    "Số liệu quá nhiều để giữ lại bản trước khi nhập; chưa có gì bị thay đổi. Hãy nhập từng bảng."
)
CHOOSE_FILE = "Chọn tệp có bảng số liệu, một hay nhiều tệp (Excel, ODS, CSV, trang web)"
READING_TABLES = "BoChiSo: đang đọc các bảng…"
DECIDE = (
    "Chưa ghi gì: còn {count} câu cần quyết định ở trang Kết quả nhập. Hãy chọn ở cột Trả lời rồi "
    "bấm lại “Nhập số liệu”."
)
FILL_IN = (
    "Chưa ghi gì: còn {count} câu cần quyết định ở trang Kết quả nhập; {proposed} câu có thể điền "
    "sẵn câu trả lời hợp hơn cả vào cột Trả lời để xem lại từng dòng. Điền sẵn?"
)
FILLED_IN = (
    "Đã điền sẵn {proposed} câu ở cột Trả lời của trang Kết quả nhập, chưa ghi số liệu nào; còn "
    "{left} câu phải tự chọn. Xem từng dòng, sửa chỗ chưa đúng rồi bấm lại “Nhập số liệu”."
)
DONE = "Đã nhập {summary} Bấm “Trả lại trước khi nhập” nếu muốn trở lại."
LEFT = (
    "{count} dòng hay cột chưa rõ là gì nên bỏ qua: chọn ở cột Trả lời của dòng Bỏ qua ấy rồi bấm "
    "lại để lấy."
)
NOTHING_TO_UNDO = "Chưa có lần nhập nào để trả lại."
UNDONE = "Đã trả lại như trước lần nhập gần nhất; bấm lại để lấy lại số đã nhập."
UNDONE_BUT = "Đã trả lại như trước lần nhập gần nhất, trừ {count} ô đã sửa sau đó."
SOURCE = "Nguồn"
PASTED = "Bảng dán ở trang Dán vào đây"
