"""What the macros say in Excel."""

TITLE = "BoChiSo"
READING = "BoChiSo: đang đọc và tính điểm…"
RENDERING = "BoChiSo: đang lập thông báo…"
COPYING = "BoChiSo: đang chép trang thông báo vào tệp…"
EDITING = "Excel đang chờ nhập xong một ô; hãy bấm Enter rồi thử lại."
UNEXPECTED = "Có lỗi ngoài dự kiến, tệp không bị thay đổi. Chi tiết được ghi ở {log}."
