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
