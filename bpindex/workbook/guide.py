"""The sheet Hướng dẫn: the steps of the month, the buttons, the state of the installation."""

from typing import Any

from bpindex.page.textfit import column_width_pt, paragraph_height
from bpindex.sheets.model import SPARE_ROW, Sheet
from bpindex.workbook.formats import Formats

# Step beside which it stands, macro, caption: the same four as on the ribbon.
BUTTONS = (
    (5, "GoToRegister", "Sổ đính chính"),
    (6, "CheckData", "Kiểm tra số liệu"),
    (7, "MakeNotice", "Lập thông báo"),
    (8, "ExplainFigure", "Giải thích số liệu đang chọn"),
    (9, "RestorePrevious", "Khôi phục lần trước"),
)
# On the sheet of the register, side by side above its header: macro, caption.
REGISTER_BUTTONS = (
    ("WithdrawCorrection", "Rút đính chính đang chọn"),
    ("WithdrawKind", "Rút mọi dòng cùng loại"),
    ("MergeRegister", "Gộp sổ của đồng nghiệp"),
)
STEPS = (
    "Thiết lập: sửa kỳ báo cáo, ngày tháng, hạn báo cáo và điểm của tỉnh trên cổng.",
    "Số liệu: dán số liệu gốc của từng đơn vị (cột vàng). Ô sai đổi màu đỏ; ô trống là thiếu.",
    "Năm trước: dán số liệu năm trước để in cạnh số liệu tháng.",
    "Tính điểm: xem điểm, xếp hạng, xếp loại và cột Tình trạng; trang này tự tính.",
    "Bảng điểm: xem số liệu sẽ in. Cần sửa thì gõ đè lên ô (hoặc sửa ngay trên trang Thông báo); "
    "mọi chỗ sửa vào sổ Đính chính, có màu. Muốn in lại số tính: chọn ô, bấm “Rút đính chính”.",
    "Bấm “Kiểm tra số liệu”: các vấn đề và cảnh báo hiện ở trang Kiểm tra, có liên kết đến từng ô.",
    "Bấm “Lập thông báo”: trang Thông báo (và Phụ lục nếu có hồ sơ trễ) được lập theo thể thức "
    "Nghị định 30/2020/NĐ-CP; bản trước giữ ở trang “Thông báo (trước)”.",
    "Không hiểu một con số: chọn ô đó ở Bảng điểm, Tính điểm hoặc Thông báo rồi bấm “Giải thích”.",
    "Bấm nhầm, muốn trở lại: “Khôi phục lần trước” đưa thông báo và sổ đính chính về trước lần "
    "chạy gần nhất. Trang Lời văn giữ mọi câu chữ; Chỉ tiêu giữ điểm tối đa và chỉ tiêu.",
)
# What the state cell shows until Excel computes it.
STATE_UNKNOWN = "chưa tính lại từ khi tạo tệp"
STATE_LABEL = "Tình trạng cài đặt"
STATE_HELP = (
    "Ô trên hiện phiên bản BoChiSo khi Python hoạt động; hiện #VALUE! thì công thức tính điểm chưa "
    "chạy được, số liệu đang thấy là của lần tính trước. Khi đó hãy nhờ người phụ trách kiểm tra."
)
_TEXT_COLUMN = 1
_WIDTHS = (6, 96, 4, 38)


def _button(macro: str, caption: str) -> dict[str, Any]:
    return {"macro": macro, "caption": caption, "width": 290, "height": 30, "y_offset": 2}


def write_register_buttons(worksheet: Any) -> None:
    """Put the buttons of the register between its title and its header."""
    worksheet.set_row(SPARE_ROW - 1, 28)
    for place, (macro, caption) in enumerate(REGISTER_BUTTONS):
        options = {**_button(macro, caption), "width": 230, "x_offset": 10 + 240 * place}
        worksheet.insert_button(SPARE_ROW - 1, 0, options)


def write(worksheet: Any, formats: Formats, sheet: Sheet) -> None:
    """Write the guide; its buttons call the macros of the VBA project."""
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, 26)
    worksheet.write_string(0, _TEXT_COLUMN, sheet.title, formats.title)
    worksheet.write_string(1, _TEXT_COLUMN, sheet.intro, formats.intro)
    row = 3
    for number, step in enumerate(STEPS, 1):
        worksheet.write_number(row, 0, number, formats.step_number)
        worksheet.write_string(row, _TEXT_COLUMN, step, formats.step)
        height = paragraph_height(step, 12, column_width_pt(_WIDTHS[_TEXT_COLUMN]))
        worksheet.set_row(row, max(height + 6, 36))
        row += 1
    for step_number, macro, caption in BUTTONS:
        worksheet.insert_button(2 + step_number, 3, _button(macro, caption))
    row += 1
    worksheet.write_string(row, _TEXT_COLUMN, STATE_LABEL, formats.block_title)
    worksheet.write_formula(row + 1, _TEXT_COLUMN, "=BP_TINHTRANG()", formats.state, STATE_UNKNOWN)
    worksheet.write_string(row + 3, _TEXT_COLUMN, STATE_HELP, formats.step)
    height = paragraph_height(STATE_HELP, 12, column_width_pt(_WIDTHS[_TEXT_COLUMN]))
    worksheet.set_row(row + 3, height + 4)
    worksheet.protect("")
