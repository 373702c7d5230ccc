"""What people typed and no figure comes from. Read on the sheet Kiểm tra."""

FOUND = "{name}, {what}: “{text}”"
NOT_FOR = (
    "{count} số liệu không dùng đến vì chỉ số không áp dụng cho loại đơn vị ấy ({cells}), cần xem "
    "lại có gõ, dán nhầm chỗ không"
)
SHARED = (
    "{count} số liệu của đơn vị khác số của tỉnh nên không dùng đến, vì chỉ số lấy chung số của "
    "tỉnh ({cells}), cần xem lại số nào đúng"
)
SUMMED = (
    "{count} số liệu ở dòng của tỉnh không dùng đến vì số của tỉnh là tổng các đơn vị ({cells}), "
    "cần xem lại nếu tổng ấy không đúng"
)
SUMMED_FOUND = "{what}: “{text}”, tổng các đơn vị {total}"
SUMMED_ALONE = "{what}: “{text}”"
POINTS = (
    "{count} điểm chỉ số thành phần không dùng đến vì đã gõ điểm của cả nhóm ({cells}), cần bỏ một "
    "trong hai"
)
PROVINCE_POINTS = (
    "{count} điểm chỉ số thành phần ở dòng của tỉnh không dùng đến ({cells}), cần gõ điểm của cả "
    "nhóm"
)
MONTH = (
    "{count} ô cột tháng không dùng đến vì cột ấy tính từ số liệu ({cells}), cần xem lại; muốn in "
    "số khác thì gõ đè ở trang Bảng điểm hoặc Thông báo"
)
