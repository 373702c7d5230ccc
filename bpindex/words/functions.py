"""What the worksheet functions do and take. Read in Excel's Function Wizard and in cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CATEGORY = "Bộ chỉ số"


@dataclass(frozen=True)
class FunctionHelp:
    """A function's description and its arguments' texts, in the order of its signature."""

    description: str
    arguments: Mapping[str, str] = field(default_factory=dict)


_SHEETS = {
    "thiet_lap": "Toàn bộ trang Thiết lập.",
    "chi_tieu": "Toàn bộ trang Chỉ tiêu.",
    "don_vi": "Toàn bộ trang Đơn vị.",
    "so_lieu": "Toàn bộ trang Số liệu.",
    "dinh_chinh": "Toàn bộ trang Đính chính.",
}

_ALL_SHEETS = {**_SHEETS, "nam_truoc": "Toàn bộ trang Năm trước."}

_OF_AGENCY = {"ten_don_vi": "Tên đơn vị như ở trang Đơn vị."}

FUNCTIONS: Mapping[str, FunctionHelp] = {
    "BP_TINHDIEM_KHOI": FunctionHelp(
        "Toàn bộ trang Tính điểm: tình trạng, điểm, tỷ lệ, số liệu sẽ in, dòng của tỉnh.",
        {**_ALL_SHEETS, "so_cot": "Số cột của từng khối, từ trái sang phải."},
    ),
    "BP_PHIEU": FunctionHelp(
        "Phần tính của trang Phiếu đơn vị: tử số, mẫu số, cần thêm bao nhiêu, vì sao thay đổi.",
        {
            **_OF_AGENCY,
            "ky_truoc": "Toàn bộ trang Kỳ trước.",
            "lich_su": "Dòng của đơn vị ở trang Lịch sử, kỳ trước.",
            **_ALL_SHEETS,
        },
    ),
    "BP_NEUTHI": FunctionHelp(
        "Phần tính của trang Nếu thì: điểm, tổng, hạng, xếp loại khi thay vài số liệu.",
        {
            **_OF_AGENCY,
            "so_khac": "Cột số liệu khác kể cả tiêu đề, theo thứ tự ở Chỉ tiêu; ô trống: như thật.",
            **_ALL_SHEETS,
        },
    ),
    "BP_TONGHOP_KHOI": FunctionHelp(
        "Tình trạng, tổng điểm, xếp hạng, xếp loại và điểm từng nhóm của mọi đơn vị.", _SHEETS
    ),
    "BP_DIEM_KHOI": FunctionHelp("Điểm từng chỉ số thành phần của mọi đơn vị.", _SHEETS),
    "BP_TYLE_KHOI": FunctionHelp("Tỷ lệ từng chỉ số thành phần của mọi đơn vị.", _SHEETS),
    "BP_INRA_KHOI": FunctionHelp("Số liệu sẽ in của mọi đơn vị, kể cả đính chính.", _ALL_SHEETS),
    "BP_INRA_TINH": FunctionHelp(
        "Số liệu sẽ in của dòng tỉnh, mỗi bảng một dòng, kể cả đính chính.",
        {key: _SHEETS[key] for key in ("thiet_lap", "chi_tieu", "dinh_chinh")},
    ),
    "BP_TYLE": FunctionHelp(
        "Tỷ lệ phần trăm của tử số trên mẫu số.",
        {"tu_so": "Tử số, số nguyên không âm.", "mau_so": "Mẫu số, số nguyên lớn hơn 0."},
    ),
    "BP_DIEM": FunctionHelp(
        "Điểm của một chỉ số: min(điểm tối đa, điểm tối đa × tỷ lệ / chỉ tiêu).",
        {
            "tu_so": "Tử số, số nguyên không âm.",
            "mau_so": "Mẫu số, số nguyên lớn hơn 0.",
            "diem_toi_da": "Điểm tối đa của chỉ số.",
            "chi_tieu": "Chỉ tiêu tính bằng phần trăm; bỏ qua là 100.",
        },
    ),
    "BP_XEPLOAI": FunctionHelp(
        "Xếp loại theo tổng điểm, từ 0 đến 100.",
        {
            "tong_diem": "Tổng điểm.",
            "bang_xep_loai": "Hai cột tên và điểm sàn; bỏ qua là theo bộ chỉ số đang có hiệu lực.",
        },
    ),
    "BP_INRA": FunctionHelp(
        "Số như in trong thông báo: làm tròn nửa lên, bỏ số 0 ở cuối.",
        {
            "gia_tri": "Số cần in.",
            "so_le": "Số chữ số thập phân, từ 0 đến 6; bỏ qua là 1.",
            "dau_thap_phan": "Dấu thập phân; bỏ qua là dấu phẩy.",
        },
    ),
    "BP_TINHTRANG": FunctionHelp("Phiên bản BoChiSo đang chạy; có chữ nghĩa là Python hoạt động."),
}

BAD_ARGUMENT = "Tham số của hàm không đúng."
RUNNING = "BoChiSo {version} đang chạy"
# Behind it, the version last: Trang chính takes it from there.
UPDATE_MARK = "có bản mới "
UPDATE = "; " + UPDATE_MARK + "{version}"
