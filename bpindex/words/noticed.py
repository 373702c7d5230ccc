"""What a sheet tells of its cells beside what they hold. Read on the sheet Kiểm tra."""

NOTICED = {
    "outside": (
        "{count} ô gõ bên phải vùng nhập ({cells}) không được dùng và không theo sang tệp mới khi "
        "nâng cấp, cần chuyển vào vùng nhập nếu là số liệu"
    ),
    "unseen": (
        "{count} ô có số bị gạch, nâng lên, cùng màu nền hoặc quá nhỏ mà vẫn được dùng ({cells}), "
        "cần xóa số nếu bỏ, sửa lại kiểu chữ nếu dùng"
    ),
    "hidden": (
        "{count} dòng, cột đang ẩn hoặc bị lọc có số liệu vẫn được dùng ({cells}), "
        "cần bỏ ẩn để xem nếu không cố ý"
    ),
}
ROW = "dòng {row}"
COLUMN = "cột {column}"
