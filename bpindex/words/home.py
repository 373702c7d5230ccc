"""What stands on Trang chính. Read there; {names} stand for figures of the month."""

# The band.
ISSUER = "{body}  ·  {issuer}  ·  {law}"
PERIOD = "Kỳ báo cáo: {period}"
DATES = "số liệu từ {first} đến {last}"
DEADLINE = "Hạn báo cáo: {day}"
# Behind it, in the format of its cell.
DAYS_LEFT, TODAY, OVER = "  ·  còn {count} ngày", "  ·  hôm nay", "  ·  đã qua"

# Above the table of Kỳ trước; the period is called as on Lịch sử.
PREVIOUS_IS = "Số ở trang này được in và so sánh như số của kỳ {before}."

# Tiles.
AGENCIES, AGENCIES_SOME, AGENCIES_ALL = "Đơn vị đủ số liệu", "còn thiếu {count} đơn vị ›", "✔ đủ"
PROBLEMS, WARNINGS = "Vấn đề đã thấy", "Cảnh báo đã thấy"
NOT_CHECKED, UNKNOWN = "● chưa kiểm tra", "–"
SEE_FINDINGS, NO_FINDINGS = "xem Kiểm tra ›", "✔ không có"
CORRECTIONS = "Đính chính đang dùng"
CORRECTIONS_HINT = "{review} cần xem lại  ·  {elsewhere} của kỳ khác  ›"
NOTICE, NOTICE_NOT = "Thông báo lập lúc", "chưa lập"
MARK = "mã {mark}"
NOTICE_BY, NOTICE_HINT = "{by} lập  ›", "lập ở bước 5"
CLOSED_AT, CLOSED_STATE = "đóng kỳ {at}", "✔ đã đóng kỳ"
CLOSED_HINT, AMENDED = "tệp này chỉ để xem và in lại", "đang đính chính sau khi ban hành"
CLOSED_MONTHS = "Kỳ đã đóng: {months}"
NOTICE_CHANGED = "{by} lập  ·  sổ đính chính đã đổi từ lúc lập  ›"
PYTHON = "Python"
# What the state of the installation begins with while Python works.
RUNS_MARK = "BoChiSo"
RUNS, RUNS_NOT, RUNS_UNKNOWN = "● đang chạy", "✘ không chạy", "● chưa rõ"
STATE_MORE, UPDATE_MORE = "xem Hướng dẫn ›", "có bản {version} ›"

# Steps: what they are called, in order.
STEPS_TITLE = "Các bước của tháng"
STEPS_HINT = "Bấm vào ô để làm; ô màu đậm là việc kế tiếp."
SIGNS = "✔ xong      ● đang chờ      ✘ có vấn đề"
STEPS = {
    "settings": "Ngày tháng",
    "import": "Nhập số liệu",
    "check": "Kiểm tra",
    "figures": "Xem Bảng điểm",
    "notice": "Lập thông báo",
    "word": "Word / PDF",
    "extracts": "Phiếu đơn vị",
    "next": "Mở kỳ mới",
}
SETTINGS_DONE, SETTINGS_NOT = "✔ đủ ngày tháng", "✘ thiếu {count} mục"
SETTINGS_HINT = "xem Thiết lập ›"
IMPORT_DONE, IMPORT_SOME = "✔ {done}/{all} đơn vị", "● {done}/{all} đơn vị"
IMPORT_NONE = "● chưa có số liệu"
IMPORT_ASKS, IMPORT_ANSWER = "● {count} câu hỏi chờ", "ở trang Kết quả nhập"
QUESTIONS_WAIT = "Còn {count} câu hỏi của lần nhập chờ trả lời: xem Kết quả nhập ›"
IMPORT_HINT, IMPORT_WAITS = "từ trang Dán vào đây", "chờ {count} đơn vị"
CHECK_DONE, CHECK_BAD = "✔ 0 vấn đề", "✘ {count} vấn đề"
CHECK_HINT, CHECK_FIRST = "{count} cảnh báo", "bấm để soát số liệu"
FIGURES_DONE, FIGURES_REVIEW = "✔ không ô nào chờ", "● {count} ô cần xem lại"
FIGURES_HINT = "{count} đính chính  ›"
AFTER_STEP = "● sau bước {step}"
NOTICE_DONE, NOTICE_AGAIN, NOTICE_TO_MAKE = "✔ đã lập", "● cần lập lại", "● chưa lập"
NOTICE_STEP_HINT = "theo Nghị định 30"
EXPORT_NOW, EXPORT_HINT = "● xuất để trình ký", "‹ Word      |      PDF ›"
EXTRACTS_NOW, EXTRACTS_HINT = "● xuất khi cần gửi", "{count} phiếu Word, PDF"
NEXT_STATE, NEXT_HINT = "● sau khi ký", "giữ tệp kỳ này lại"

# Panels.
LACKING = "Ai chưa đủ số liệu"
LACKS, LACKS_ALL = "thiếu {count} số", "chưa có số nào"
NOBODY = "✔ không đơn vị nào thiếu"
REST = "Còn lại: xem {sheet} ›"
COPY_REMINDER = "Chép lời nhắc ›"
NEWEST = "Đính chính mới nhất"
NO_CORRECTION = "Kỳ này chưa có."
FROM_TO = "{computed} → {corrected}   {note}"
WHAT_FROM_TO = "{what}:  {change}"
AT = "{time} ngày {day}"
BLANK = "(trống)"
REVIEW, WHO = "xem lại", "{on} {by}"
RANKED = "Tổng điểm các đơn vị"
PROVINCE, PROVINCE_COMPUTED = "Toàn tỉnh", "Toàn tỉnh (tính từ số liệu)"
# As a format of numbers: more, less, the same.
MOVED = '"▲ "0.00" so với kỳ trước";"▼ "0.00" so với kỳ trước";"bằng kỳ trước"'
NO_BEFORE = "chưa có số kỳ trước"
AVERAGE, BEST, WORST = "Trung bình", "Cao nhất", "Thấp nhất"

# Links to all other sheets, by rows; the buttons of what is needed seldom; the legend.
LINK_ROWS = ("Số liệu", "Kết quả", "Báo cáo", "Thiết lập")
MORE_TITLE = "Việc khác"
LEGEND = "Màu của ô"
LEGEND_TYPED, LEGEND_COMPUTED = "ô vàng: gõ, dán", "ô xanh: sửa được"
LEGEND_TOOL, LEGEND_CORRECTED = "ô xám: không gõ", "ô cam: đã đính chính"
ONLY_LOOK = "Trang này chỉ để xem và bấm; không gõ vào đây."
BUTTON = "nút: {caption}"
