"""A newer setup that lies ready. Read in message boxes."""

NO_UPDATE = (
    "Không thấy bản BoChiSo mới hơn: thư mục chung chưa có, chưa mở được, hoặc bộ phận công nghệ "
    "thông tin chưa đặt thư mục ấy."
)
ASK_UPDATE = (
    "Có BoChiSo {version}: {path}\n\nBấm OK thì bộ cài mở ra. Khi ấy hãy lưu tệp này, đóng mọi cửa "
    "sổ Excel rồi bấm tiếp trong bộ cài. Tệp này không bị đụng đến."
)
UPDATE_STARTED = (
    "Bộ cài BoChiSo {version} đang mở: lưu tệp này, đóng Excel rồi bấm tiếp trong bộ cài. Cài "
    "xong, nếu nút lệnh báo tệp cũ hơn chương trình: mở tệp BoChiSo bản mới, bấm “Nâng cấp tệp”, "
    "chọn tệp này; mọi thứ được chép sang."
)
UPDATE_NOT_STARTED = "Không mở được bộ cài {path}: {reason}. Tệp này không bị đụng đến."
