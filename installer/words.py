"""What the setup says. Read on its pages, in its message boxes and in the Start menu.

`$INSTDIR` and the like are filled in by the program that says it.
"""

WELCOME_TITLE = "Cài đặt BoChiSo {version}"
WELCOME = (
    "Chương trình cài Python riêng của BoChiSo và tệp Excel BoChiSo cho người dùng này. Không cần "
    "mạng, không cần quyền quản trị. Tệp Excel đang có không bị đụng đến.\n\n"
    "Hãy đóng mọi cửa sổ Excel rồi bấm “Cài đặt”."
)
FINISH_RUN = "Mở BoChiSo.xlsm"
NOT_64 = "BoChiSo cần Windows 64 bit. Chưa có gì được cài."
NO_FOLDER = (
    "Không tìm được thư mục để cài đặt: cần một thư mục ghi được, đường dẫn ngắn, không dấu, không "
    "khoảng trắng. Hãy chạy lại với /D=C:\\TênThưMục. Nhật ký: $LogFile"
)
FOLDER_WRONG = (
    "Không cài được vào $R2: cần một thư mục ghi được, đường dẫn ngắn, không dấu, không khoảng "
    "trắng. Chưa có gì được cài. Nhật ký: $LogFile"
)
NOT_ADMIN = "Cài cho mọi người dùng (/ALLUSERS) cần chạy bằng quyền quản trị. Chưa có gì được cài."
IN_USE = (
    "Excel đang dùng BoChiSo. Hãy đóng mọi cửa sổ Excel rồi bấm Thử lại (Retry). Chưa có gì bị "
    "thay đổi."
)
FAILED = (
    "Cài đặt không thành; bản cũ (nếu có) còn nguyên. Hãy gửi tệp nhật ký cho người phụ trách: "
    "$LogFile"
)
NOT_WELL = (
    "Đã cài, nhưng BoChiSo chưa chạy được trên máy này. Mở menu Start, nhóm BoChiSo, chọn “Kiểm "
    "tra cài đặt” để xem việc cần làm."
)
# Of the program behind the links, in the place of Python.
CHECK_CAPTION = "BoChiSo: kiểm tra cài đặt"
CHECK_MISSING = (
    "BoChiSo chưa chạy được trên máy này: thư mục $EXEDIR thiếu $1. Việc cần làm: chạy lại bộ cài "
    "BoChiSo (sửa cài đặt); tệp Excel đang có được giữ nguyên."
)
CHECK_NO_START = (
    "BoChiSo chưa chạy được trên máy này: Python trong thư mục $EXEDIR không khởi động được. Việc "
    "cần làm: chạy lại bộ cài BoChiSo (sửa cài đặt); nếu vẫn vậy, nhờ bộ phận công nghệ thông tin "
    "cho phép chạy $EXEDIR\\pythonw.exe."
)
NOT_OURS = "Thư mục $INSTDIR không phải do bộ cài này tạo nên không gỡ. Chưa có gì bị thay đổi."
LINK_BOOK = "Bộ chỉ số - mở tệp Excel"
LINK_CHECK = "Kiểm tra cài đặt"
LINK_SELFTEST = "Tự kiểm tra"
LINK_REPORT = "Gửi báo lỗi"
LINK_FOLDER = "Thư mục tệp Excel"
LINK_UNINSTALL = "Gỡ cài đặt"
LINK_DESKTOP = "Bộ chỉ số"
BOOK_BESIDE = "BoChiSo (bản {version})"
DESCRIPTION = "Cài đặt BoChiSo"


def nsis_definitions(version: str) -> str:
    """Return all of them as definitions that the setup's script includes."""
    lines = (
        f'!define TEXT_{name} "{_quoted(text.replace("{version}", version))}"'
        for name, text in sorted(globals().items())
        if name.isupper() and isinstance(text, str)
    )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace('"', '$\\"').replace("\n", "$\\r$\\n")
