"""Help and reports of the command line. Read on the terminal."""

APP = "BoChiSo: từ số liệu gốc đến thông báo Bộ chỉ số phục vụ người dân, doanh nghiệp."
# The words of a usage line.
USAGE_WORDS = {
    "Usage:": "Cách dùng:",
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH [THAM SỐ]...",
}
HELP_OPTION = "Hiện hướng dẫn này rồi thoát."
ARGUMENTS = "Tham số"
OPTIONS = "Tùy chọn"
COMMANDS = "Lệnh"
REQUIRED = "[bắt buộc]"
DEFAULT = "[mặc định: {}]"

CASE = "KỲ"
CASE_HELP = "Thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm."
FOLDER = "THƯ_MỤC"
AGENCY = "ĐƠN_VỊ"
AGENCY_HELP = "Mã hoặc tên đơn vị; “tinh” cho dòng của tỉnh."
COLUMN = "CỘT"
WHOLE_NUMBER = "SỐ"
COLUMN_HELP = (
    "Nhóm chỉ số (cột tháng), nhóm chỉ số thêm “, năm trước”, chỉ số thành phần (2.1) hoặc “tổng”."
)
AMEND_HELP = "Đính chính một kỳ đã đóng: như đồng ý ở câu hỏi của các nút."
CLOSED_WANTS_AMEND = (
    "Kỳ {month} đã đóng ngày {on}: chỉ để xem và in lại như lúc đóng. Muốn đính chính sau khi ban "
    "hành, cần thêm “--amend”. Chưa ghi gì."
)
OUT_HELP = "Thư mục nhận kết quả."
OUT_FILE_HELP = "Tệp .xlsm nhận kết quả."
EXPORT_OUT = "Thư mục mới nhận kỳ báo cáo."
FORMAT_HELP = "Các định dạng, cách nhau bằng dấu phẩy; bỏ qua thì lập mọi định dạng có thể."
TEMPLATE_HELP = "Mẫu Word của cơ quan, có các chỗ dạng {{tên}}; dùng cho định dạng docx."
EXTRACTS = (
    "Ghi cho mỗi đơn vị một phiếu Word và PDF: dòng của đơn vị cạnh dòng của tỉnh, "
    "hồ sơ trễ của đơn vị."
)
READ_WORD = (
    "Nhận lại các chỗ đã sửa trong tệp Word do bpindex notice ghi ra: số liệu và câu chữ vào sổ "
    "đính chính; chỗ không rõ được liệt kê."
)
DOCUMENT_HELP = "Tệp Word đã sửa."
STRICT_HELP = "Coi cảnh báo cũng là vấn đề (mã thoát 1)."
REMIND_HELP = "Chỉ in lời nhắc các đơn vị chưa gửi đủ số liệu, để chép gửi."
SUMMARY_HELP = "In tóm tắt ngắn của kỳ để chép vào tin nhắn."
SIGN_HELP = "Chỉ in trang trước khi ký: số đã đính chính, biến động lớn, cảnh báo, mã so khớp."
REMARKS = (
    "Soạn nháp nhận xét từ số liệu: đơn vị nào tăng, giảm và vì nhóm nào, đơn vị nào trễ hạn nhiều."
)
REMARKS_OUT = "Thư mục mới hoặc tệp .xlsm nhận kỳ có nhận xét trong lời văn; bỏ qua thì chỉ in."

NOTICE = "Lập thông báo (json, xlsx, docx, pdf) từ một kỳ báo cáo hoặc từ tệp BoChiSo.xlsm."
CHECK = "Kiểm tra số liệu: vấn đề (không lập được thông báo) và cảnh báo (cần xem lại)."
EXPLAIN = "Giải thích một số liệu in: số liệu gốc, công thức, cách làm tròn, đính chính."
BUILD = "Dựng tệp BoChiSo.xlsm từ một kỳ báo cáo."
EXPORT = "Lưu nội dung tệp BoChiSo.xlsm thành thư mục kỳ báo cáo."
MERGE = (
    "Gộp sổ đính chính của hai bản cùng một kỳ. Chỗ hai bản sửa khác nhau được liệt kê và đánh "
    "dấu “cần xem lại”, mã thoát 1."
)
FIRST, SECOND = "BẢN_A", "BẢN_B"
FIRST_HELP = "Thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm; mọi phần khác theo bản này."
SECOND_HELP = "Bản của đồng nghiệp, lấy sổ đính chính."
BASE_HELP = "Bản gốc chung trước khi hai người sửa; nhờ đó biết ai đã rút, ai đã sửa."
MERGE_OUT = "Thư mục mới hoặc tệp .xlsm nhận kết quả; bỏ qua thì chỉ liệt kê."
MERGE_DIFFERS = "Phần {part} của {second} khác {first}: kết quả giữ theo {first}."
MERGE_SUMMARY = "Lấy thêm {taken} đính chính; {conflicts} chỗ hai bản sửa khác nhau."
MERGE_NOT_WRITTEN = "Chưa ghi tệp nào; thêm --out để ghi kết quả."
UPGRADE = (
    "Đưa một tệp BoChiSo cũ về kiểu mới nhất: mọi thứ được chép sang, tệp cũ được giữ lại bên cạnh."
)
NEXT = (
    "Mở kỳ sau từ kỳ này: chuyển ngày tháng, dọn số liệu của kỳ cũ; thư mục kỳ cũ giữ nguyên, tệp "
    "Excel thì giữ một bản của kỳ cũ bên cạnh."
)
HISTORY = (
    "Ghi các kỳ trước vào Lịch sử của một kỳ, như đã in, mỗi kỳ theo bộ chỉ số của nó; ô trống ở "
    "Kỳ trước và Năm trước được điền từ đó."
)
HISTORY_HELP = "Tệp BoChiSo.xlsm hoặc thư mục của những kỳ trước."
NEXT_HELP = "Thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm (đã đóng)."
UPGRADE_HELP = "Tệp BoChiSo cũ, đã đóng."
LIBREOFFICE = (
    "Mở tệp BoChiSo.xlsm trong LibreOffice Calc: cùng công thức, cùng nút lệnh, cùng mã Python."
)
WORKBOOK_HELP = "Tệp BoChiSo.xlsm; lưu trong LibreOffice xong tệp vẫn dùng được trong Excel."
DOCTOR = "Xem tình trạng cài đặt trên máy này, và việc cần làm với từng chỗ chưa được."
DOCTOR_BOOK = "Tệp BoChiSo.xlsm cần xem có cùng bản với chương trình không."
DOCTOR_REPORT = "Thư mục nhận tệp báo lỗi để gửi, không có số liệu, không có tên người."
SELFTEST = "Tự kiểm tra: thử mọi việc trên một bản sao của tệp, trong chương trình có trên máy này."
SELFTEST_BOOK = "Tệp BoChiSo.xlsm; tệp này không bị thay đổi."
SELFTEST_REPORT = "Thư mục nhận tệp kết quả để gửi, không có số liệu, không có tên người."
SELFTEST_NO_BOOK = (
    "Không thấy tệp BoChiSo.xlsm mà bộ cài đã đặt: mở tệp đang dùng, bấm “Tự kiểm tra”."
)
BENCH = "Đo tốc độ tính điểm và lập bảng, in dưới dạng tỷ số so với mức sàn."
NO_BENCHMARKS = "Phần đo tốc độ chỉ có trong bản mã nguồn, không có trong bản cài đặt."
BENCH_AGENCIES = "Số đơn vị dùng để đo."

READING = "Đang đọc và tính điểm…"
RENDERING = "Đang lập thông báo…"
BUILDING = "Đang dựng tệp Excel…"
STOPPED = "Đã dừng theo yêu cầu; không tệp nào bị thay đổi."
NO_PDF = "Bỏ qua PDF vì máy chưa cài LibreOffice."
PROBLEM = "Vấn đề"
WARNING = "Cảnh báo"
CHECK_SUMMARY = "{problems} vấn đề, {warnings} cảnh báo."
PROVINCE_TITLE = "Điểm của tỉnh: theo cổng (gõ vào) và theo số liệu gốc (tính ra)"
PROVINCE_COLUMNS = ("Bảng", "Nhóm chỉ số", "Theo cổng", "Tính ra", "Chênh lệch")
FORMAT_WRONG = "Không có định dạng “{found}”; các định dạng dùng được: {expected}."
NOT_XLSM = "Tên tệp {path} phải kết thúc bằng .xlsm."

USAGE_ERRORS = {
    "MissingParameter": "Thiếu tham số {what}; gõ thêm --help để xem cách dùng.",
    "NoSuchOption": "Không có tùy chọn {what}; gõ thêm --help để xem cách dùng.",
    "BadParameter": "Giá trị của {what} không đúng; gõ thêm --help để xem cách dùng.",
    "BadOptionUsage": "Tùy chọn {what} thiếu giá trị; gõ thêm --help để xem cách dùng.",
    "UsageError": "Lệnh hoặc tham số chưa đúng; gõ thêm --help để xem cách dùng.",
}
EXTRA_ARGUMENT = "Thừa tham số {what}; gõ thêm --help để xem cách dùng."
COMMAND_WRONG = "Không có lệnh “{found}”; các lệnh dùng được: {expected}."
NOT_PRINTED = "Không ghi hết được kết quả: {reason}."
UNEXPECTED = (
    "Lỗi ngoài dự kiến của chương trình, không phải do số liệu; chi tiết được ghi ở {log}. "
    "Hãy gửi tệp đó cho người phụ trách phần mềm."
)

EXPORT_OTHER_MONTHS = (
    "Trong thư mục còn những chỗ là của kỳ {months}; bpindex check kể tên từng chỗ và kỳ của nó."
)

IMPORT = (
    "Nhập bảng số liệu từ tệp bất kỳ (Excel, ODS, CSV, trang web) vào một kỳ; chỗ chưa chắc thì "
    "hỏi, chưa trả lời thì không ghi gì. Bản trước khi nhập được giữ lại."
)
IMPORT_FILES = "Tệp bảng, hoặc thư mục có các tệp bảng."
FILE = "TỆP"
INTO_HELP = "Kỳ nhận số liệu: thư mục kỳ báo cáo hoặc tệp BoChiSo.xlsm."
ACCEPT_HELP = "Nhận cách đề nghị cho mọi câu hỏi có đề nghị."
CHOOSE_HELP = (
    "Trả lời một câu: số của câu và số của lựa chọn, như 2=1, hoặc tên đơn vị, tên số "
    "liệu sau dấu =; ghi được nhiều lần."
)
IMPORTING = "Đang đọc các bảng…"
RESCORE_HELP = "Tính lại các kỳ đã đóng theo một bộ chỉ số khác, cạnh số đã in; không ghi gì."
RESCORE_OUT_HELP = "Ghi bảng tính lại thành tệp CSV."
RESCORED = "Các kỳ đã đóng: như đã in, và tính lại theo bộ {name}"
RESCORED_COLUMNS = (
    *("Kỳ", "Đơn vị", "Tổng đã in", "Tổng tính lại", "Chênh lệch", "Hạng đã in"),
    "Hạng tính lại",
)
NO_SUCH_SET = "Không có bộ chỉ số “{found}”; các bộ dùng được: {known}."
NOTHING_TO_RESCORE = "Lịch sử của kỳ này chưa có kỳ đã đóng nào kèm số liệu gốc để tính lại."
HISTORY_WANTED = (
    "Lệnh history cần --into KỲ để lấy các kỳ trước vào, hoặc một KỲ và --rescore BỘ để tính lại."
)
