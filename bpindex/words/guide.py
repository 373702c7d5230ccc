"""The steps of the month and the state of the installation. Read on the sheet Hướng dẫn.

`{make_notice}` and the like stand for the caption of the action of that name.
"""

# In order; an action's button stands beside the step that it names.
STEPS = {
    "settings": "Sang kỳ mới: bấm “{next_month}”; tệp kỳ cũ được giữ lại, ngày tháng tự chuyển. "
    "Rồi xem Thiết lập: ngày tháng, hạn báo cáo.",
    "import": "Dán vào đây: dán bảng lấy ở cổng, ở hệ thống một cửa hay của đồng nghiệp rồi bấm "
    "“{import_data}” (trang để trống thì chọn tệp). Có câu cần quyết định: chọn ở trang Kết quả "
    "nhập rồi bấm lại; “{undo_import}” đưa số liệu về như cũ.",
    "counts": "Số liệu: dán số liệu gốc của từng đơn vị (cột vàng). Ô sai đổi màu đỏ; ô trống là "
    "thiếu.",
    "prior_year": "Năm trước: dán số liệu năm trước để in cạnh số liệu tháng.",
    "printed": "Bảng in: chọn bảng, mẫu, cột để in; Kỳ trước: số liệu để in cột kỳ trước. Muốn sửa "
    "từng cột của một mẫu: chọn dòng của bảng ở trang Bảng in, bấm “{copy_layout}”.",
    "scores": "Tính điểm: xem điểm, xếp hạng, xếp loại và cột Tình trạng; trang này tự tính.",
    "figures": "Bảng điểm: xem số liệu sẽ in (mẫu in điểm: ở Tính điểm). Cần sửa thì gõ đè lên ô "
    "(hoặc sửa ngay trên trang "
    "Thông báo); mọi chỗ sửa vào sổ Đính chính, có màu. Muốn in lại số tính: chọn ô, bấm "
    "“{withdraw_correction}”.",
    "check": "Bấm “{check_data}”: các vấn đề và cảnh báo hiện ở trang Kiểm tra, có liên kết đến "
    "từng ô.",
    "notice": "Bấm “{make_notice}”: trang Thông báo (và Phụ lục nếu có hồ sơ trễ) được lập theo "
    "thể thức Nghị định 30/2020/NĐ-CP; bản trước giữ ở trang “Thông báo (trước)”.",
    "word": "Bấm “{export_word}”: cùng thông báo ấy thành tệp Word để trình ký và gửi, nằm trong "
    "thư mục của kỳ cạnh tệp này; tệp mà người khác đã sửa thì được giữ lại dưới tên khác.",
    "word_back": "Đã sửa trong tệp Word ấy: bấm “{read_word}” để các chỗ sửa vào sổ Đính chính.",
    "pdf": "Bấm “{export_pdf}”: thông báo và phụ lục thành một tệp PDF trong cùng thư mục.",
    "extracts": "Bấm “{export_extracts}”: mỗi đơn vị một tệp Word, một PDF có dòng của đơn vị, "
    "hồ sơ trễ.",
    "explain": "Không hiểu một con số: chọn ô đó ở Bảng điểm, Tính điểm hoặc Thông báo rồi bấm "
    "“{explain_figure}”.",
    "restore": "Bấm nhầm, muốn trở lại: “{restore_previous}” đưa thông báo và sổ đính chính về "
    "trước lần chạy gần nhất. Trang Lời văn giữ mọi câu chữ; Chỉ tiêu giữ điểm tối đa và chỉ tiêu.",
    "upgrade": "Cài bản BoChiSo mới: đóng tệp đang dùng, mở tệp BoChiSo.xlsm của bản mới, bấm "
    "“{upgrade_file}” rồi chọn tệp đang dùng; mọi thứ được chép sang, tệp cũ được giữ lại. "
    "Trang chính báo có bản mới: bấm “{install_update}” ở trang này.",
    "trouble": "Nút lệnh hoặc công thức không chạy: mở menu Start, nhóm BoChiSo, chọn “Kiểm tra "
    "cài đặt” để biết việc cần làm. “{report_problem}” gom nhật ký và kết quả kiểm tra vào một tệp "
    "để gửi người phụ trách, không có số liệu, không có tên người. “{self_test}” thử mọi việc trên "
    "một bản sao và ghi kết quả.",
}
# The month on one printed page; the manual has the same lines.
CHECKLIST_TITLE = "Tờ kiểm tra của tháng"
CHECKLIST = (
    "Bấm “{next_month}” (bước 8) ở tệp tháng trước, đồng ý; tháng đầu dùng tệp thì bỏ qua.",
    "Thiết lập: xem lại ngày tháng, hạn báo cáo; gõ điểm của tỉnh nếu Cổng đã có, không thì thôi.",
    "Dán vào đây: dán bảng từ ô A5, bấm “{import_data}”; trả lời các dòng Cần quyết định.",
    "Trang chính: đủ N/N đơn vị; còn thiếu thì gửi câu ở trang Lời nhắc.",
    "Năm trước, Hồ sơ trễ: dán nếu tháng này có.",
    "Bấm “{check_data}”: 0 vấn đề; đọc hết cảnh báo ở trang Kiểm tra.",
    "Bảng điểm: xem số sẽ in; chỗ phải sửa thì gõ đè.",
    "Bấm “{make_notice}”; sửa chữ, số ngay trên trang Thông báo được, rồi bấm lại.",
    "Bấm “{before_signing}” (trang Trước khi ký), đánh dấu Đã xem.",
    "Bấm “{export_word}” hoặc “{export_pdf}”, trình ký; gửi phiếu thì bấm “{export_extracts}”.",
    "Lưu tệp; ghi mã so khớp ở trang Nhật ký vào hồ sơ trình ký nếu cần.",
)
# What the state cell shows until Excel computes it.
STATE_UNKNOWN = "chưa tính lại từ khi tạo tệp"
STATE_LABEL = "Tình trạng cài đặt"
STATE_HELP = (
    "Ô trên hiện phiên bản BoChiSo khi Python hoạt động; hiện #VALUE! thì công thức tính điểm chưa "
    "chạy được, số liệu đang thấy là của lần tính trước. Khi đó hãy nhờ người phụ trách kiểm tra."
)
