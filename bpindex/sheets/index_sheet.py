"""Chỉ tiêu: the index set that is in use, by names; codes are out of sight."""

from bpindex.case.keys import KNOWN_NAME
from bpindex.index.definition import Basis, Confidence, NotFor, OfProvince, View
from bpindex.index.files import set_names
from bpindex.sheets.agency_sheets import SEPARATED
from bpindex.sheets.model import (
    Capacity,
    ColumnSpec,
    Kind,
    Sheet,
    SheetBlock,
    Single,
    singles_block,
)
from bpindex.sheets.takes import Choice, FromColumn

COMPONENT = FromColumn("index", "components", "id")
_GROUP_BY_NAME = FromColumn("index", "groups", "name")
BASIS = Choice.of(Basis)
_VIEW = "Chọn rồi bấm “Nâng cấp tệp”: gộp nhóm như bảng toàn quốc, hoặc từng nhóm."
_SUM = "Tên ở bảng Số liệu gốc, hoặc tổng, hiệu các tên ấy: “A + B - C”."
_LARGEST = f"{_SUM} Cũng có thể là “số lớn hơn của (A; B)”."
_OWN = "“của tỉnh”: tỉnh sửa riêng, “Nâng cấp tệp” không thay bằng bộ có sẵn của kỳ."
_PROVINCE = "Số riêng, tính chung toàn tỉnh: ghi ở một dòng mang tên tỉnh của Số liệu."
_PARTS = "Tên các nhóm của cách chia kia mà nhóm này gộp, cách nhau bằng dấu chấm phẩy."
_CONFIDENCE = "Đã kiểm, một nguồn hoặc suy đoán."
# Codes are out of sight; that of what somebody adds is made of its name (see `kept_codes`).
_KNOWN_NAME = ColumnSpec(KNOWN_NAME, "Tên đã biết", 24, hidden=True, since=10)
_GRADES = (
    ColumnSpec("name", "Xếp loại", 16),
    ColumnSpec("min_points", "Từ điểm", 46, Kind.DECIMAL),
)
_GROUPS = (
    ColumnSpec("id", "Mã", 9, hidden=True),
    ColumnSpec("name", "Tên nhóm", 24, Kind.WRAP),
    ColumnSpec("max_points", "Điểm tối đa", 9, Kind.DECIMAL),
    ColumnSpec("basis", "Cách tính", 16, note="Như cột cùng tên ở Thiết lập.", takes=BASIS),
    ColumnSpec("decimals", "Số lẻ", 7, Kind.WHOLE),
    ColumnSpec("component", "Chỉ số", 8, takes=COMPONENT),
    ColumnSpec("when_denominator_zero", "Khi mẫu số bằng 0", 15),
    ColumnSpec("when_numerator_zero", "Khi tử số bằng 0", 15),
    ColumnSpec("parts", "Gộp các nhóm", 24, Kind.WRAP, _PARTS, since=5),
    _KNOWN_NAME,
)
_COMPONENTS = (
    ColumnSpec("id", "Mã", 7),
    ColumnSpec("group", "Nhóm", 18, Kind.WRAP, takes=_GROUP_BY_NAME),
    ColumnSpec("name", "Tên chỉ số", 26, Kind.WRAP),
    ColumnSpec("max_points", "Điểm tối đa", 7, Kind.DECIMAL),
    ColumnSpec("numerator", "Tử số", 28, Kind.WRAP, _SUM),
    ColumnSpec("denominator", "Mẫu số", 28, Kind.WRAP, _LARGEST),
    ColumnSpec("target", "Chỉ tiêu (%)", 8, Kind.DECIMAL),
    ColumnSpec("zero_points", "Điểm khi mẫu số 0", 9, Kind.DECIMAL),
    ColumnSpec("effective_from", "Hiệu lực từ", 12, Kind.DATE),
    ColumnSpec("legal_ref", "Căn cứ", 18, Kind.WRAP),
    ColumnSpec("source", "Nguồn", 26, Kind.WRAP),
    ColumnSpec("confidence", "Tin cậy", 10, note=_CONFIDENCE, takes=Choice.of(Confidence)),
    ColumnSpec(
        "of_province",
        "Số của tỉnh",
        14,
        Kind.WRAP,
        _PROVINCE,
        takes=Choice.of(OfProvince),
        since=5,
    ),
    ColumnSpec(
        "not_for", "Không áp dụng cho loại", 13, Kind.WRAP, "Loại đơn vị. " + SEPARATED, since=5
    ),
    ColumnSpec(
        "not_for_gives",
        "Khi đó được",
        11,
        note="Trọn điểm, 0 điểm, hoặc không tính: các chỉ số khác trong nhóm chia nhau điểm ấy.",
        takes=Choice.of(NotFor),
        since=5,
    ),
)
_COUNT_LIST = (
    ColumnSpec("id", "Mã", 26, hidden=True),
    ColumnSpec("name", "Tên số liệu", 44),
    ColumnSpec("aliases", "Tên cột từng gặp", 56, Kind.WRAP, SEPARATED),
    _KNOWN_NAME,
)


def index_sheet(room: Capacity) -> Sheet:
    """Return Chỉ tiêu, which is the same whatever index set it holds."""
    points = "Chỉ số thành phần: điểm = min(điểm tối đa, điểm tối đa × tỷ lệ / chỉ tiêu)"
    index = singles_block(
        "index",
        "Bộ chỉ số",
        Single("id", "Bộ", _OWN, Choice(tuple(set_names().values()))),
        Single("title", "Tên"),
        Single("legal_ref", "Căn cứ"),
        Single("effective_from", "Hiệu lực từ"),
        Single("source", "Nguồn"),
        Single("confidence", "Tin cậy", _CONFIDENCE, Choice.of(Confidence)),
        Single("effective_to", "Hiệu lực đến", "Để trống nếu còn hiệu lực."),
        Single("view", "Cách chia nhóm", _VIEW, Choice.of(View), since=5),
        widths=(16, 46, 28),
    )
    grades = SheetBlock("grades", "Xếp loại theo tổng điểm", _GRADES, 10, first_column=2)
    groups = SheetBlock("groups", "Nhóm chỉ số và cách in mặc định", _GROUPS, room.groups)
    components = SheetBlock("components", points, _COMPONENTS, room.components)
    others = SheetBlock("other_groups", "Nhóm của cách chia kia", _GROUPS, room.groups, since=5)
    counts = SheetBlock("count_list", "Số liệu gốc", _COUNT_LIST, room.counts)
    return Sheet(
        "index",
        "Chỉ tiêu",
        "shIndex",
        "Bộ chỉ số đang dùng; chỉ sửa khi văn bản thay đổi.",
        stacks=((index, grades), (groups, others), (components,), (counts,)),
        former_stacks=(
            9,
            (("index", "grades"), ("groups", "components", "other_groups"), ("count_list",)),
        ),
    )
