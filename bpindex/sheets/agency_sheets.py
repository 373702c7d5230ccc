"""Đơn vị, and how the rows of other sheets name an agency."""

from dataclasses import replace

from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN, KNOWN_NAME, PROVINCE
from bpindex.sheets.model import Capacity, ColumnSpec, Kind, Sheet, SheetBlock
from bpindex.sheets.takes import Checked, FromColumn

AGENCY_BY_NAME = FromColumn("agencies", "agencies", "name")
SEPARATED = "Cách nhau bằng dấu chấm phẩy."
_TABLE_KIND = FromColumn("settings", "tables", "kind")
_ORDER = "Thứ tự in, từ nhỏ đến lớn; trống: sau các dòng trên."
_SUCCESSOR = "Đơn vị nhận nhiệm vụ."
_MAIL = f"Để lập thư nháp kèm phiếu đơn vị. {SEPARATED}"

# The code is out of sight: people see the name, and choose another one by typing over it.
AGENCY = ColumnSpec(AGENCY_COLUMN, "Mã đơn vị", 33, hidden=True)
AGENCY_NAME = ColumnSpec(
    AGENCY_NAME_COLUMN,
    "Đơn vị",
    44,
    Kind.NAME,
    note="Chọn tên trong danh sách của trang Đơn vị; gõ “tinh” cho dòng số của tỉnh.",
    takes=replace(AGENCY_BY_NAME, beside=PROVINCE),
)
_AGENCIES = (
    ColumnSpec("code", "Mã", 32, hidden=True),  # made of the first name, never changed
    ColumnSpec("name", "Tên in", 44),
    ColumnSpec(
        "kind",
        "Loại",
        16,
        note="Phải trùng loại của một bảng ở Thiết lập.",
        takes=_TABLE_KIND,
    ),
    ColumnSpec("order", "Thứ tự", 9, Kind.WHOLE, _ORDER),
    ColumnSpec("stt", "Stt", 7, Kind.CENTRED, "In đúng như gõ."),
    ColumnSpec("aliases", "Tên gọi khác", 40, Kind.WRAP, SEPARATED),
    ColumnSpec(
        "valid_from", "Có từ", 12, Kind.DATE, "Trống: từ trước đến nay.", takes=Checked.DATE
    ),
    ColumnSpec("valid_to", "Đến hết", 12, Kind.DATE, "Trống: đến nay.", takes=Checked.DATE),
    ColumnSpec("successor", "Đơn vị kế tục", 40, note=_SUCCESSOR, takes=AGENCY_BY_NAME),
    ColumnSpec("email", "Thư điện tử", 32, note=_MAIL, since=5),
    # By which name each code was known last, so that rows put in another order keep theirs.
    ColumnSpec(KNOWN_NAME, "Tên đã biết", 44, hidden=True, since=7),
)


def agencies_sheet(room: Capacity) -> Sheet:
    """Return Đơn vị."""
    return Sheet(
        "agencies",
        "Đơn vị",
        "shAgencies",
        "Danh sách đơn vị; Stt in đúng như gõ. Đơn vị mới: gõ tên và loại ở dòng trống kế tiếp.",
        (SheetBlock("agencies", "", _AGENCIES, room.agencies),),
        frozen_columns=2,
    )
