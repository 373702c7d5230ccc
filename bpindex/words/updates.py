"""A newer setup that lies ready, and workbooks of older ones. Read in message boxes."""

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
    "xong, mở lại tệp này và bấm nút lệnh bất kỳ: nếu kiểu tệp đã đổi thì chương trình hỏi rồi tự "
    "nâng cấp, mọi thứ được chép sang một tệp bên cạnh."
)
UPDATE_NOT_STARTED = "Không mở được bộ cài {path}: {reason}. Tệp này không bị đụng đến."

# The file that is open, of an older layout, pressed in by a newer program.
UPGRADED_NAME = "{stem} (bản {version}).xlsm"
UPGRADED_AGAIN = "{stem} (bản {version}, lần {number}).xlsm"
UPGRADED_BEFORE = (
    "Tệp {name} của lần nâng cấp trước vẫn nằm bên cạnh, còn nguyên: nếu đã làm việc trong tệp ấy "
    "thì làm tiếp ở đó, và xóa tệp vừa tạo."
)
ASK_UPGRADE = (
    "Tệp này do bản BoChiSo cũ tạo ra nên chưa ghi vào được, chưa có gì bị thay đổi. Bấm OK thì "
    "bản nâng cấp được ghi bên cạnh, tên là {name}, mọi thứ được chép sang; tệp này còn nguyên."
)
UPGRADED_BESIDE = (
    "Đã nâng cấp, mọi thứ được chép sang tệp {name} bên cạnh. Hãy đóng tệp này, mở tệp ấy và làm "
    "tiếp ở đó; tệp này còn nguyên, giữ làm bản lưu."
)
