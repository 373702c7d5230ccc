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
FOLDER_FOREIGN = (
    "Không cài vào $R2: ở đó đã có thư mục py không phải của BoChiSo. Hãy chọn thư mục khác. Chưa "
    "có gì bị thay đổi."
)
DOCS_WRONG = (
    "Không đặt được tệp Excel vào “$Docs”: cần đường dẫn đầy đủ đến một thư mục ghi được (ví dụ "
    "/DOCS=D:\\HoSo), nằm ngoài thư mục chương trình $INSTDIR. Chưa có gì được cài. Nhật ký: "
    "$LogFile"
)
UNKNOWN_SWITCH = (
    "Không có tham số $R2. Tham số dùng được: /S /DOCS= /ALLUSERS /TRUST /SUA /D=. Chưa có gì được "
    "cài."
)
TRUST_OF_ALL = (
    "/TRUST không dùng cùng /ALLUSERS: thư mục tin cậy là của từng người dùng; hãy đặt bằng chính "
    "sách nhóm. Chưa có gì được cài."
)
ASK_ADMIN = (
    "BoChiSo trên máy này được cài cho mọi người dùng ($R1), nên bản {version} cũng cần quyền quản "
    "trị. Có mật khẩu quản trị thì bấm OK; không có thì bấm Hủy bỏ (Cancel) và nhờ bộ phận công "
    "nghệ thông tin chạy tệp này. Chưa có gì bị thay đổi."
)
NEWER_THERE = (
    "Máy này đang có BoChiSo $Former, mới hơn bản {version} trong bộ cài này. Vẫn cài bản cũ hơn? "
    "Bấm Không (No) để giữ bản đang có."
)
NO_ROOM = (
    "Ổ đĩa của $INSTDIR còn trống $0 MB, cần $R1 MB. Hãy dọn bớt rồi chạy lại bộ cài; bản cũ (nếu "
    "có) còn nguyên."
)
NOT_ADMIN = "Cài cho mọi người dùng (/ALLUSERS) cần chạy bằng quyền quản trị. Chưa có gì được cài."
IN_USE = (
    "Excel đang dùng BoChiSo. Hãy đóng mọi cửa sổ Excel rồi bấm Thử lại (Retry). Chưa có gì bị "
    "thay đổi."
)
FAILED = (
    "Cài đặt không thành; bản cũ (nếu có) còn nguyên. Hãy gửi tệp nhật ký cho người phụ trách: "
    "$LogFile\n\nLý do: $Reason"
)
NOT_WELL = (
    "Đã cài, nhưng BoChiSo chưa chạy được trên máy này. Mở menu Start, nhóm BoChiSo, chọn “Kiểm "
    "tra cài đặt” để xem việc cần làm.\n$Reason"
)
CHECKING = "Đang tự kiểm tra, máy chậm có thể mất vài phút…"
NO_ANSWER = (
    "Python không khởi động được hoặc không trả lời ($0). Việc cần làm: nhờ bộ phận công nghệ "
    "thông tin cho phép chạy $R0\\pythonw.exe (AppLocker, phần mềm diệt vi-rút)."
)
ILL = "Đã cài, nhưng còn việc chưa xong:$Ill\n\nHãy chạy lại bộ cài; nhật ký: $LogFile"
ILL_BOOK = "không ghi được tệp Excel vào $Docs (hết chỗ trống, hoặc không có quyền ghi)"
ILL_REGISTRY = "không ghi được khóa của BoChiSo vào Registry"
ILL_LINKS = "không tạo được lối tắt ở menu Start hay màn hình nền"
ILL_UNINSTALLER = "không ghi được chương trình gỡ cài đặt"
ILL_FORMER = (
    "bản cũ ở $FormerDir đang được dùng nên còn lại: đóng Excel rồi chạy go-cai-dat.exe ở đó"
)
UNINSTALL = (
    "BoChiSo sẽ được gỡ khỏi thư mục dưới đây. Các tệp Excel ở lại ($Docs). Hãy đóng mọi cửa sổ "
    "Excel rồi bấm “Gỡ cài đặt”."
)
# Of the program behind the links, in the place of Python.
CHECK_CAPTION = "BoChiSo: kiểm tra cài đặt"
CHECK_RUNS = "Đang kiểm tra, xin đợi: có thể mất vài phút…"
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
BOOK_BESIDE = "BoChiSo (tệp trống, bản {version})"
DESCRIPTION = "Cài đặt BoChiSo"

# In the zip for IT.
ZIP_README = """BoChiSo: cài bằng tay, khi không chạy được bộ cài

1. Chép thư mục BoChiSo vào ổ C: để có C:\\BoChiSo\\py\\pythonw.exe.
2. Chép TepExcel\\BoChiSo.xlsm vào thư mục làm việc của người dùng (ví dụ Documents\\BoChiSo).
   Đã có tệp Excel đang dùng thì giữ tệp ấy, đừng chép đè.
3. Chạy C:\\BoChiSo\\py\\kiem-tra.exe: từng chỗ chưa được và việc cần làm.

Lên bản mới: đóng Excel, xóa C:\\BoChiSo\\py, chép thư mục py mới vào. Đừng để tệp Excel trong
C:\\BoChiSo\\py.
"""

# In the place of what every program of NSIS says in English before it has read its language; none
# may be longer than that.
STUB = {
    "Installer integrity check has failed. Common causes include\nincomplete download and damaged "
    "media. Contact the\ninstaller's author to obtain a new copy.\n\nMore information at:\n"
    "http://nsis.sf.net/NSIS_Error": "Tệp chương trình BoChiSo này bị hỏng hoặc chưa chép hết. "
    "Chưa có gì bị thay đổi.\n\nHãy chép lại bộ cài BoChiSo rồi chạy lại.\nVẫn vậy: nhờ người phụ "
    "trách gửi tệp khác.",
    "NSIS Error": "BoChiSo",
    "Error launching installer": "Không mở được tệp này",
    "Error writing temporary file. Make sure your temp folder is valid.": "Không ghi được vào thư "
    "mục tạm (TEMP) của Windows.",
    "verifying installer: %d%%": "đang đọc bộ cài: %d%%",
    "unpacking data: %d%%": "đang mở: %d%%",
}
# What NSIS says otherwise than the rest of the program.
SAID = {"Gỡ bỏ": "Gỡ cài đặt", "gỡ bỏ": "gỡ cài đặt"}


def nsis_definitions(version: str) -> str:
    """Return all of them as definitions that the setup's script includes."""
    lines = (
        f'!define TEXT_{name} "{_quoted(text.replace("{version}", version))}"'
        for name, text in sorted(globals().items())
        if name.isupper() and isinstance(text, str) and not name.startswith("ZIP_")
    )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace('"', '$\\"').replace("\n", "$\\r$\\n")
