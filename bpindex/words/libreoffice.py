"""What the LibreOffice host says. Read on the terminal and in its message boxes."""

NO_LIBREOFFICE = "Máy này chưa cài LibreOffice; hãy cài LibreOffice 7.4 trở lên rồi chạy lại."
NO_UNO = (
    "Không tìm thấy Python của LibreOffice (UNO); trên Debian hãy cài gói python3-uno rồi chạy lại."
)
NO_SCRIPTS = (
    "LibreOffice trên máy này không chạy được Python; trên Debian hãy cài gói "
    "libreoffice-script-provider-python rồi chạy lại."
)
NO_DISPLAY = "Không có màn hình để mở LibreOffice; hãy chạy lệnh này trong phiên làm việc đồ họa."
# Beside OK, where a line of text is asked for that may be left out.
CANCEL = "Để trống"
NO_ANSWER = "LibreOffice không trả lời ({what}). {log}"
REFUSED = "LibreOffice không làm được ({what}): {reason}"

# Behind the name of the file that was there before the first save.
BACKUP = " (bản trước khi lưu bằng LibreOffice)"
NOT_MENDED = (
    "Tệp {name} đã lưu nhưng chưa chuyển được về dạng dùng cho Excel ({reason}). Đừng mở tệp này "
    "bằng Excel: hãy đóng lại rồi mở bằng lệnh bpindex libreoffice, tệp sẽ được chuyển. Bản trước "
    "khi lưu vẫn giữ ở “{backup}”."
)
NOT_REACHED = "không liên lạc được với Python"
NOT_XLSM = (
    "Tệp {name} không phải là .xlsm nên không có nút lệnh và công thức của BoChiSo; "
    "hãy lưu thêm một bản .xlsm để còn làm tiếp."
)
NOT_FOR_EXCEL = (
    "Tệp {path} do LibreOffice lưu dở, thiếu phần lệnh cho Excel, và không thấy bản trước khi lưu "
    "“{backup}” bên cạnh; hãy đặt bản đó cạnh tệp rồi mở lại."
)
STILL_OPEN = (
    "LibreOffice vẫn đang mở: hãy lưu và đóng cửa sổ để kết thúc; bấm Ctrl-C lần nữa thì phần "
    "chưa lưu sẽ mất."
)

LIBREOFFICE_MISSING = (
    "Không lập được PDF vì máy chưa cài LibreOffice; các định dạng khác không cần chương trình này."
)
LIBREOFFICE_SLOW = "quá {seconds} giây chưa xong"
LIBREOFFICE_STOPPED = "chương trình dừng với mã {code}"
LIBREOFFICE_FAILED = "LibreOffice không lập được PDF: {reason}."
NO_PDF = "chương trình không ghi ra tệp nào"
