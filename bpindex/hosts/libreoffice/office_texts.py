"""What the LibreOffice host says."""

NO_LIBREOFFICE = "Máy này chưa cài LibreOffice; hãy cài LibreOffice 7.4 trở lên rồi chạy lại."
NO_UNO = (
    "Không tìm thấy Python của LibreOffice (UNO); trên Debian hãy cài gói python3-uno rồi chạy lại."
)
NO_SCRIPTS = (
    "LibreOffice trên máy này không chạy được Python; trên Debian hãy cài gói "
    "libreoffice-script-provider-python rồi chạy lại."
)
NO_DISPLAY = "Không có màn hình để mở LibreOffice; hãy chạy lệnh này trong phiên làm việc đồ họa."
NO_ANSWER = "LibreOffice không trả lời ({what}). {log}"
REFUSED = "LibreOffice không làm được ({what}): {reason}"
