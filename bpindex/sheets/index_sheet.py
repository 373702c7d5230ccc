"""Chỉ tiêu: the index set that is in use, by names; codes are out of sight."""

from dataclasses import replace

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
    Who,
    singles_block,
)
from bpindex.sheets.takes import Choice, FromColumn

COMPONENT = FromColumn("index", "components", "id")
_GROUP_BY_NAME = FromColumn("index", "groups", "name")
BASIS = Choice.of(Basis)
_VIEW = "Sửa xong bấm “Nâng cấp tệp”."
_SUM = "Tên ở bảng Số liệu gốc, hoặc tổng, hiệu các tên ấy: “A + B - C”."
_LARGEST = f"{_SUM} Cũng có thể là “số lớn hơn của (A; B)”."
_OWN = "“của tỉnh”: “Nâng cấp tệp” giữ như đã sửa."
_PROVINCE = "Số riêng, tính chung toàn tỉnh: ghi ở một dòng mang tên tỉnh của Số liệu."
_PARTS = "Tên các nhóm của cách chia kia mà nhóm này gộp, cách nhau bằng dấu chấm phẩy."
_CONFIDENCE = "Đã kiểm, một nguồn hoặc suy đoán."
# Codes are out of sight; that of what somebody adds is made of its name (see `kept_codes`).
_ID = ColumnSpec("id", "Mã", 9, hidden=True)
_GRADES = (
    ColumnSpec("name", "Xếp loại", 20),
    ColumnSpec("min_points", "Từ điểm", 36, Kind.DECIMAL),
)
# All but the counts stand below each other, and share their columns.
_GROUPS = (
    _ID,
    ColumnSpec("name", "Tên nhóm", 20, Kind.WRAP),
    ColumnSpec("basis", "Cách tính", 36, note="Như cột cùng tên ở Thiết lập.", takes=BASIS),
    ColumnSpec("parts", "Gộp các nhóm", 22, Kind.WRAP, _PARTS, since=5),
    ColumnSpec("when_denominator_zero", "Khi mẫu số bằng 0", 24),
    ColumnSpec("when_numerator_zero", "Khi tử số bằng 0", 24),
    ColumnSpec("max_points", "Điểm tối đa", 7, Kind.DECIMAL),
    ColumnSpec("decimals", "Số lẻ", 7, Kind.WHOLE),
    ColumnSpec("component", "Chỉ số", 7, takes=COMPONENT),
)
_COMPONENTS = (
    ColumnSpec("id", "Mã", 20, Kind.CENTRED),
    ColumnSpec("name", "Tên chỉ số", 36, Kind.WRAP),
    ColumnSpec("group", "Nhóm", 22, Kind.WRAP, takes=_GROUP_BY_NAME),
    ColumnSpec("numerator", "Tử số", 24, Kind.WRAP, _SUM),
    ColumnSpec("denominator", "Mẫu số", 24, Kind.WRAP, _LARGEST),
    ColumnSpec("max_points", "Điểm tối đa", 7, Kind.DECIMAL),
    ColumnSpec("target", "Chỉ tiêu (%)", 7, Kind.DECIMAL),
    ColumnSpec("zero_points", "Điểm khi mẫu số 0", 7, Kind.DECIMAL),
    ColumnSpec("effective_from", "Hiệu lực từ", 11, Kind.DATE),
    ColumnSpec("legal_ref", "Căn cứ", 16, Kind.WRAP),
    ColumnSpec("source", "Nguồn", 20, Kind.WRAP),
    ColumnSpec("confidence", "Tin cậy", 9, Kind.WRAP, _CONFIDENCE, takes=Choice.of(Confidence)),
    ColumnSpec(
        "of_province",
        "Số của tỉnh",
        10,
        Kind.WRAP,
        _PROVINCE,
        takes=Choice.of(OfProvince),
        since=5,
    ),
    ColumnSpec(
        "not_for", "Không áp dụng cho loại", 11, Kind.WRAP, "Loại đơn vị. " + SEPARATED, since=5
    ),
    ColumnSpec(
        "not_for_gives",
        "Khi đó được",
        9,
        Kind.WRAP,
        "Trọn điểm, 0 điểm, hoặc không tính: các chỉ số khác trong nhóm chia nhau điểm ấy.",
        takes=Choice.of(NotFor),
        since=5,
    ),
)
_COUNT_LIST = (
    _ID,
    ColumnSpec("name", "Tên số liệu", 40),
    ColumnSpec("aliases", "Tên cột từng gặp", 50, Kind.WRAP, SEPARATED),
)
# By which name each code was known when the workbook was built: who renames one, or puts rows in
# another order, does not see the codes.
GROUPS, COUNTS = "groups", "counts"
_KNOWN = (
    ColumnSpec("of", "Bảng", 9, who=Who.TOOL, hidden=True),
    ColumnSpec("code", "Mã đã có", 24, who=Who.TOOL, hidden=True),
    ColumnSpec(KNOWN_NAME, "Tên đã biết", 24, who=Who.TOOL, hidden=True),
)
_FORMER_GROUPS = (
    *("id", "name", "max_points", "basis", "decimals", "component"),
    *("when_denominator_zero", "when_numerator_zero", "parts"),
)
_FORMER_COMPONENTS = (
    *("id", "group", "name", "max_points", "numerator", "denominator", "target", "zero_points"),
    *("effective_from", "legal_ref", "source", "confidence"),
    *("of_province", "not_for", "not_for_gives"),
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
        Single("confidence", "Tin cậy", "", Choice.of(Confidence)),
        Single("effective_to", "Hiệu lực đến", "Trống: còn hiệu lực."),
        Single("view", "Cách chia nhóm", _VIEW, Choice.of(View), since=5),
        widths=(20, 36, 22),
    )
    grades = SheetBlock("grades", "Xếp loại theo tổng điểm", _GRADES, 10, first_column=2)
    groups = SheetBlock(
        "groups",
        "Nhóm chỉ số và cách in mặc định",
        _GROUPS,
        room.groups,
        former=(9, _FORMER_GROUPS),
    )
    others = replace(groups, id="other_groups", title="Nhóm của cách chia kia", since=5)
    components = SheetBlock(
        "components",
        points,
        _COMPONENTS,
        room.components,
        first_column=2,
        former=(9, _FORMER_COMPONENTS),
        former_first_column=1,
        own_page=True,
    )
    counts = SheetBlock("count_list", "Số liệu gốc", _COUNT_LIST, room.counts, own_page=True)
    known = SheetBlock("known_names", "", _KNOWN, 2 * room.groups + room.counts, since=10)
    return Sheet(
        "index",
        "Chỉ tiêu",
        "shIndex",
        "Bộ chỉ số đang dùng; chỉ sửa khi văn bản thay đổi.",
        stacks=((index, grades, groups, others, components), (counts,), (known,)),
        former_stacks=(
            9,
            (("index", "grades"), ("groups", "components", "other_groups"), ("count_list",)),
        ),
    )
