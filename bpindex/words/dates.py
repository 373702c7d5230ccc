"""What is odd about the days of a period and of a deadline. Read on Kiểm tra."""

PERIOD_LONG = (
    "kỳ {named} không phải tháng, quý, 6 tháng, 9 tháng hay năm nên thông báo gọi kỳ theo ngày, "
    "và không so với tháng nào nằm trong kỳ; cần xem lại hai ngày có đúng không"
)
DEADLINE_OFF = (
    "hạn báo cáo {found} là {what}, cần một ngày làm việc; ngày làm việc kế tiếp là {next}"
)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DAY_OFF = "ngày nghỉ"
# The rule for the deadline, as it is typed.
RULE_OF_DAY, RULE_OF_WORKING_DAYS = "ngày {count}", "{count} ngày làm việc"
RULE_WRONG = (
    "tìm thấy cách tính hạn báo cáo “{found}”, cần “ngày 7” (của tháng sau; số từ 1 đến 31) hoặc "
    "“5 ngày làm việc” (sau ngày cuối của số liệu; số từ 1 đến 60), hoặc để trống"
)
