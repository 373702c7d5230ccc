"""The state of the installation. Read on the terminal, in a window, in the report that is sent."""

OK = "tốt"
NOT_OK = "chưa được"
NOTE = "lưu ý"
LINE = "{state}: {name}: {detail}"
ADVICE = "  Việc cần làm: {advice}"
ALL_WELL = "BoChiSo đã sẵn sàng trên máy này."
NOT_WELL = "BoChiSo chưa chạy được trên máy này: {count} hạng mục chưa được."
# Where so much is missing that nothing else can be looked at.
BROKEN = (
    "BoChiSo chưa chạy được trên máy này: Python thiếu phần {name}. "
    "Việc cần làm: chạy lại bộ cài BoChiSo (sửa cài đặt)."
)
BROKEN_UNNAMED = "không rõ tên"

# What to do.
REPAIR = "chạy lại bộ cài BoChiSo để sửa cài đặt; tệp Excel đang có được giữ nguyên"
REPORT = "chọn “Gửi báo lỗi” ở nhóm BoChiSo trong menu Start, gửi tệp ấy cho người phụ trách"
UPGRADE_BOOK = "mở tệp BoChiSo.xlsm của bản mới, bấm “Nâng cấp tệp” rồi chọn tệp này"
UPGRADE_PROGRAM = "cài bản BoChiSo mới hơn trên máy này"
ASK_IT = "nhờ bộ phận công nghệ thông tin cho phép chạy {path} (AppLocker, phần mềm diệt vi-rút)"
ALLOW_COMMAND = (
    "nhờ bộ phận công nghệ thông tin cho phép cmd.exe: Excel khởi động Python qua chương trình ấy"
)
MOVE = "cài vào thư mục khác, đường dẫn ngắn, không dấu, ví dụ C:\\BoChiSo"
GIVE_ACCESS = "xin quyền ghi vào thư mục này hoặc chuyển tệp sang thư mục khác"
LONGER_PYTHON = "cài BoChiSo bằng bộ cài, có sẵn Python đúng bản"
MAKE_FOLDER = "tạo thư mục trống này"

# What is looked at.
PROGRAM = "BoChiSo"
PYTHON = "Python"
PACKAGE = "Gói {name}"
RUNTIME = "Các tệp của Python"
LOADED = "Nạp chương trình"
INDEX_SETS = "Bộ chỉ số kèm theo"
SCORED = "Tính thử một điểm"
RENDERED = "Lập thử thông báo"
WRITTEN = "Ghi được vào {folder}"
WORKBOOK = "Tệp {name}"
LIBRARY = "Thư viện {name}"
SERVER = "Excel gọi được Python"
GENERATED = "Thư mục gen_py"
PATH = "Đường dẫn Python ngắn, không dấu"
COMMAND = "Chính sách của máy về cmd.exe"
OFFICE = "LibreOffice"
EXCEL = "Excel"

# What was found.
NOT_INSTALLED = "chưa cài"
FILES_GONE = "{version}, thiếu {missing} tệp, {changed} tệp bị đổi, ví dụ {example}"
OTHER_VERSION = "{found}, bản đã thử là {expected}"
PARTS_FAIL = "không nạp được {parts}"
SCORE_WRONG = "tìm thấy {found}, cần {expected}"
FAILED = "không làm được; nhật ký: {log}"
NOTICE_MADE = "{count} tệp"
NO_ACCESS = "không ghi được: {reason}"
ACCESS = "ghi được"
BOOK_SAME = "cùng kiểu với chương trình ({version})"
BOOK_OLDER = "kiểu {found}, chương trình dùng kiểu {expected}"
BOOK_LIBRARY = "cần xlwings {found}, chương trình có {expected}"
BOOK_NO_LIBRARY = "không có phần VBA của xlwings"
MISSING_AT = "không có ở {path}"
SERVER_WELL = "khởi động qua {library}, tính đúng một điểm sau {seconds} giây"
# By exit code of the trial in a process of its own.
SERVER_FAILS = {
    "slow": "không trả lời trong {limit} giây",
    "no_library": "không nạp được {library}",
    "no_start": "{library} không khởi động được Python",
    "wrong": "trả lời sai",
    "crash": "chương trình thử bị dừng, mã {code}",
}
COMMAND_OFF = "bị chặn (DisableCMD = {value})"
COMMAND_ON = "cho phép"
PDF_ONLY = "không có; chỉ cần khi lập PDF bằng dòng lệnh"
WINDOWS_ONLY = "chỉ kiểm tra được trên Windows"

# The report that is sent.
TITLE = "BoChiSo: kiểm tra cài đặt"
REPORT_AT = "Báo cáo: {path}"
REPORT_NAME = "bochiso-bao-loi-{moment}.zip"
REPORT_CHECK, REPORT_LOG, REPORT_SETUP = "kiem-tra.txt", "nhat-ky.txt", "cai-dat.txt"
REPORT_READY = (
    "Đã gom báo lỗi vào tệp {path}. Hãy gửi tệp này cho người phụ trách phần mềm: trong đó chỉ có "
    "nhật ký của chương trình và kết quả kiểm tra cài đặt, không có số liệu, không có tên người."
)
REPORT_NOT_WRITTEN = "Không ghi được tệp báo lỗi vào {folder}: {reason}."
TOLD = "(câu đã báo cho người dùng, không gửi kèm)"
HIDDEN = "…"
