"""What is told of Lịch sử: the closed months."""

UNREADABLE = (
    "Lịch sử, dòng {row}: số liệu kèm theo của “{name}” kỳ {month} không đọc được, cần giữ nguyên "
    "như chương trình đã ghi; xóa dòng ấy rồi bấm “Nhập kỳ trước” để lấy lại từ tệp của kỳ ấy."
)
