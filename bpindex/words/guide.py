"""The steps of the month and the state of the installation. Read on the sheet Hướng dẫn.

`{make_notice}` and the like stand for the caption of the action of that name.
"""

# In order; an action's button stands beside the step that it names.
STEPS = {
    "settings": "Thiết lập: sửa kỳ báo cáo, ngày tháng, hạn báo cáo và điểm của tỉnh trên cổng.",
    "counts": "Số liệu: dán số liệu gốc của từng đơn vị (cột vàng). Ô sai đổi màu đỏ; ô trống là "
    "thiếu.",
    "prior_year": "Năm trước: dán số liệu năm trước để in cạnh số liệu tháng.",
    "printed": "Bảng in: chọn bảng, mẫu, cột để in; Kỳ trước: số liệu để in cột kỳ trước. Muốn sửa "
    "từng cột của một mẫu: chọn dòng của bảng ở trang Bảng in, bấm “{copy_layout}”.",
    "scores": "Tính điểm: xem điểm, xếp hạng, xếp loại và cột Tình trạng; trang này tự tính.",
    "figures": "Bảng điểm: xem số liệu sẽ in. Cần sửa thì gõ đè lên ô (hoặc sửa ngay trên trang "
    "Thông báo); mọi chỗ sửa vào sổ Đính chính, có màu. Muốn in lại số tính: chọn ô, bấm "
    "“{withdraw_correction}”.",
    "check": "Bấm “{check_data}”: các vấn đề và cảnh báo hiện ở trang Kiểm tra, có liên kết đến "
    "từng ô.",
    "notice": "Bấm “{make_notice}”: trang Thông báo (và Phụ lục nếu có hồ sơ trễ) được lập theo "
    "thể thức Nghị định 30/2020/NĐ-CP; bản trước giữ ở trang “Thông báo (trước)”.",
    "explain": "Không hiểu một con số: chọn ô đó ở Bảng điểm, Tính điểm hoặc Thông báo rồi bấm "
    "“{explain_figure}”.",
    "restore": "Bấm nhầm, muốn trở lại: “{restore_previous}” đưa thông báo và sổ đính chính về "
    "trước lần chạy gần nhất. Trang Lời văn giữ mọi câu chữ; Chỉ tiêu giữ điểm tối đa và chỉ tiêu.",
    "upgrade": "Cài bản BoChiSo mới: đóng tệp đang dùng, mở tệp BoChiSo.xlsm của bản mới, bấm "
    "“{upgrade_file}” rồi chọn tệp đang dùng; mọi thứ được chép sang, tệp cũ được giữ lại.",
}
# What the state cell shows until Excel computes it.
STATE_UNKNOWN = "chưa tính lại từ khi tạo tệp"
STATE_LABEL = "Tình trạng cài đặt"
STATE_HELP = (
    "Ô trên hiện phiên bản BoChiSo khi Python hoạt động; hiện #VALUE! thì công thức tính điểm chưa "
    "chạy được, số liệu đang thấy là của lần tính trước. Khi đó hãy nhờ người phụ trách kiểm tra."
)
