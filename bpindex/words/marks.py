"""Validations and marks of the workbook. Read beside cells, on Kiểm tra and Giải thích."""

WRONG_TITLE = "Giá trị chưa đúng"
PICK_FROM_LIST = "Hãy chọn một giá trị trong danh sách thả xuống."
PICK_OR_BESIDE = "Không có trong danh sách thả xuống; chỉ tên tỉnh hoặc “{beside}” được gõ thêm."
WANT_WHOLE = "Cần một số nguyên không âm, hoặc “không báo cáo”; để trống là thiếu."
WANT_DATE = "Cần một ngày, ví dụ 01/02/2024."
# What Excel calls an area that may be edited while its sheet is protected: it takes no blank.
OPEN_AREA = "Vùng_nhập_{number}"
# Levels on the sheet Kiểm tra.
PROBLEM = "Vấn đề"
WARNING = "Cảnh báo"
MORE_FOUND = "Còn {count} mục nữa; hãy sửa các mục trên rồi kiểm tra lại."
NOTHING_FOUND = "Không tìm thấy vấn đề hay cảnh báo nào."
# First and last lines of the sheet Giải thích.
AGENCY = "Đơn vị"
COLUMN = "Số liệu"
BACK = "Trở lại ô đã chọn"
