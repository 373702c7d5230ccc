"""Findings about late dossiers. Read in Kiểm tra and where a notice is made."""

TWICE = "hồ sơ “{found}” đã có ở {first}, cần mỗi hồ sơ một dòng"
DATES = (
    "tìm thấy {count} ngày không hợp với nhau ({cells}), cần ngày tiếp nhận trước ngày hẹn trả và "
    "ngày trả, và không sau ngày {last}"
)
DAYS = (
    "tìm thấy {found} ngày trễ, từ ngày hẹn trả {due} đến {until} là {working} ngày làm việc "
    "({calendar} ngày lịch); để trống thì công cụ tự đếm"
)
MORE = "{name} có {listed} hồ sơ trễ mà theo số liệu chỉ có {late} hồ sơ quá hạn, cần xem lại"
PERSONAL = (
    "có tên người, số điện thoại, số giấy tờ hay thư điện tử; dữ liệu cá nhân không in trong phụ "
    "lục, cần xóa hoặc viết cách khác"
)
IN_TIME = (
    "{count} hồ sơ trả không sau ngày hẹn ({cells}) nên không phải hồ sơ trễ mà vẫn in trong phụ "
    "lục, cần bỏ khỏi danh sách hoặc sửa ngày"
)
NOT_DUE = (
    "{count} hồ sơ chưa trả mà đến ngày {last} chưa quá ngày hẹn ({cells}) nên không phải hồ sơ "
    "trễ mà vẫn in trong phụ lục, cần bỏ khỏi danh sách hoặc sửa ngày"
)
