"""Reminders, the page before signing, draft remarks. Read in letters, on paper, in the notice."""

# Reminders: of one agency, of all. Read in a letter to the agency.
REMINDER = (
    "Kính gửi {name}: để tổng hợp Bộ chỉ số kỳ {month}, đề nghị đơn vị gửi số liệu còn thiếu "
    "(hạn báo cáo: {deadline}): {missing}. Trân trọng cảm ơn."
)
REMINDER_ALL = (
    "Kính gửi các đơn vị: để tổng hợp Bộ chỉ số kỳ {month}, còn {count} đơn vị chưa gửi đủ số liệu "
    "(hạn báo cáo: {deadline}): {names}. Đề nghị các đơn vị gửi số liệu còn thiếu. "
    "Trân trọng cảm ơn."
)
EVERYBODY = "Tất cả ({count} đơn vị)"
NONE_MISSING = "✔ Không đơn vị nào thiếu số liệu."
REMINDED_AT = "Kỳ {month}, theo lần bấm Kiểm tra số liệu lúc {at}."
NAMED_NONE = "{name} (chưa có số nào)"
NAMED_SOME = "{name} (thiếu {count} số)"
NOTHING_AT_ALL = "chưa có số liệu nào, cần {count} số của các chỉ số: {components}"
OF_COMPONENT = "chỉ số “{component}” ({counts})"
OF_POINTS = "điểm của nhóm “{group}”"

# The page before signing. Read on paper.
PART_NOTICE, PART_CORRECTED = "Thông báo", "Số đã đính chính"
PART_JUMPS, PART_WARNINGS = "Biến động lớn", "Cảnh báo"
NOTICE_OF = "Thông báo kỳ {month}: mã so khớp lúc lập → của số liệu bây giờ"
AS_MADE = "bản đã lập đúng với số liệu bây giờ"
CHANGED_SINCE = "số liệu đã đổi từ lúc lập: bấm Lập thông báo lại trước khi ký"
NOT_MADE = "chưa lập thông báo kỳ này"
HAS_PROBLEMS = "còn {count} vấn đề, chưa lập được thông báo: xem trang Kiểm tra"
NO_CORRECTED = "Kỳ này không đính chính chỗ nào."
NO_REASON = "(không ghi lý do)"
NO_JUMPS = "Không đơn vị nào đổi nhiều hơn mức số hồ sơ giải thích được."
NO_JUMPS_OF = (
    "Trong {count} trên {of} đơn vị so sánh được với Kỳ trước, không đơn vị nào đổi nhiều hơn "
    "mức số hồ sơ giải thích được; các đơn vị khác chưa so sánh được."
)
NO_PREVIOUS = "Chưa so sánh được: trang Kỳ trước chưa có điểm của đơn vị nào có điểm kỳ này."
NO_FIGURES_BEFORE = (
    "Chưa so sánh được: chưa có số của {named}, trang Kỳ trước đang giữ số của {other}."
)
NO_WARNINGS = "Không có cảnh báo nào."
TOTAL = "tổng điểm"
JUMP = "{agency}, {group}: {change} điểm so với kỳ trước"
NOT_FROM_COUNTS = "điểm gõ sẵn, không có số liệu gốc để đối chiếu"
EXPLAINED = "với số hồ sơ của kỳ này, ngẫu nhiên chỉ đổi khoảng {points} điểm"
IS_CORRECTED = "đơn vị này có số đính chính"
BLANK = "(trống)"

# Draft remarks. Printed in the notice.
PROVINCE = "Tổng điểm toàn tỉnh là {total}, {change} so với kỳ trước."
PROVINCE_SAME = "Tổng điểm toàn tỉnh là {total}, bằng kỳ trước."
MORE, LESS = "tăng {points} điểm", "giảm {points} điểm"
COUNTED = (
    "{kind}: so với kỳ trước có {up} đơn vị tăng điểm, {down} đơn vị giảm điểm, "
    "{same} đơn vị không đổi."
)
ROSE, FELL = "Tăng nhiều nhất: {names}.", "Giảm nhiều nhất: {names}."
MOVED = "{name} ({change} điểm)"
MOVED_BY = "{name} ({change} điểm, nhiều nhất ở nhóm {what}: {by})"
MOVED_BY_COMPONENT = "{name} ({change} điểm, nhiều nhất ở chỉ số {what}: {by})"
HIGHEST = "{kind}: tổng điểm cao nhất là {best}; thấp nhất là {worst}."
WITH_TOTAL = "{name} ({total})"
LATE = "Có {count} đơn vị còn hồ sơ trễ hạn ({total} hồ sơ), nhiều nhất là {names}."
LATE_OF = "{name} ({count} hồ sơ{rate})"
LATE_RATE = ", {percent}%"
# The month as a message. Read on a telephone.
SUMMARY_FILE = "tom-tat-{period}.txt"
SUMMARY = "BỘ CHỈ SỐ {period}"
SUMMARY_PROVINCE = "{name}: {total} điểm."
SUMMARY_TREND = "Diễn biến: {steps}."
SUMMARY_LOWEST = "{kind} thấp nhất: {names}."
SUMMARY_URGENT = "{kind} dưới {most} điểm, cần cải thiện gấp ({count}): {names}."
SUMMARY_WATCHED = "{kind} từ {least} đến dưới {most} điểm, cần chú ý ({count}): {names}."
SUMMARY_MORE = "{names} và {count} đơn vị khác"
NOTHING_TO_SAY = "Số liệu của kỳ này chưa có gì để nhận xét: cần tổng điểm hoặc số liệu kỳ trước."
KEPT_AS_EDITED = (
    "Nhận xét của kỳ này đã được sửa tay nên giữ nguyên, chưa ghi gì. Muốn soạn lại thì xóa chữ "
    "của đoạn ấy ở lời văn, hoặc rút đính chính của đoạn ấy."
)
