"""How names of persons begin. Read in tables and on Hồ sơ trễ, never shown."""

# The commonest surnames, without marks.
SURNAMES = frozenset({
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do",
    "ho", "ngo", "duong", "ly", "dinh", "truong", "lam", "mai", "trinh", "dao", "doan", "cao",
    "thai", "ta", "luu", "chu", "luong", "quach", "to", "tang", "dieu", "thach", "kim", "son",
    "danh",
})  # fmt: skip
MARKED_SURNAMES = frozenset({
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "đinh", "trương", "lâm", "mai", "trịnh", "đào", "đoàn", "cao",
    "thái", "tạ", "lưu", "chu", "lương", "quách", "tô", "tăng", "điểu", "thạch", "kim", "sơn",
    "danh", "nguyen", "tran", "pham",
})  # fmt: skip
# What begins like one and is none.
NO_SURNAMES = frozenset({
    "hồ sơ", "lý lịch", "lý do", "mai táng", "danh sách", "danh mục", "đào tạo", "đoàn thể",
    "cao tuổi", "dương tính", "lâm sàng", "lâm nghiệp", "lương thực", "sơn tây", "kim loại",
    "lưu trú", "lưu trữ", "phan loai", "ho so", "ly lich", "ly do", "dang ky", "dang xu",
    "do dac", "danh sach", "danh muc", "dao tao",
})  # fmt: skip
