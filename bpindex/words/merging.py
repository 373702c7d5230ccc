"""Merging two registers. Read in the message box and on the terminal after merging."""

PERIODS = "Hai bản không cùng kỳ báo cáo: tìm thấy {found}, cần {expected}."
PARTS = {
    "settings": "Thiết lập",
    "agencies": "Đơn vị",
    "counts": "Số liệu",
    "typed": "Năm trước",
    "previous": "Kỳ trước",
    "printed": "Bảng in",
    "late_dossiers": "Hồ sơ trễ",
    "wording": "Lời văn",
    "index": "Chỉ tiêu",
}
SIDE = "“{text}” ({by})"
WITHDRAWN = "đã rút hoặc không đính chính"
CONFLICT = "{what}: bản A {first}; bản B {second}; cần xem lại."
NOBODY = "không rõ ai"
REMOVED = "bỏ dòng này"
