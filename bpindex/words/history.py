"""What is told of Lịch sử: the closed months."""

UNREADABLE = (
    "Lịch sử, dòng {row}: số liệu kèm theo của “{name}” kỳ {month} không đọc được, cần giữ nguyên "
    "như chương trình đã ghi; xóa dòng ấy rồi bấm “Nhập kỳ trước” để lấy lại từ tệp của kỳ ấy."
)
# In the label of figures that are of the same period of last year.
SAME_PERIOD = "cùng kỳ"
FULL = (
    "Trang Lịch sử cần {found} dòng, chỉ đủ chỗ cho {most}; hãy xóa các kỳ cũ nhất ở đó rồi làm "
    "lại. Chưa có gì bị thay đổi."
)
PRIOR_FILLED = "Số liệu “{label}” lấy từ kỳ {month} ở Lịch sử: {count} ô; xem lại ở Năm trước."
