"""The sheets with what staff set and paste: Thiết lập, Chỉ tiêu, Số liệu."""

from dataclasses import replace

from bpindex.index.definition import Basis, Confidence, Count, IndexSet, NotFor, OfProvince, View
from bpindex.index.working_days import LateDays
from bpindex.sheets.agency_sheets import AGENCY, AGENCY_NAME, SEPARATED
from bpindex.sheets.model import (
    HEADING,
    Capacity,
    ColumnSpec,
    Kind,
    Look,
    Mark,
    Sheet,
    SheetBlock,
    Single,
    Who,
    singles_block,
)
from bpindex.sheets.takes import Checked, Choice, FromColumn
from bpindex.words import choices
from bpindex.words.index_set import NOT_REPORTED

_TABLE_ID = FromColumn("settings", "tables", "id")
_GROUP = FromColumn("index", "groups", "id")
_COMPONENT = FromColumn("index", "components", "id")
_BASIS = Choice.of(Basis)
_BLANK = "Gõ (trống) để in ô trống."
_IN_BRACKETS = "In trong ngoặc dưới tên cột."
_PORTAL = "Điểm trên cổng, gõ vào."
_PORTAL_MONTH = "Điểm trên cổng, gõ vào nếu có; để trống thì tính từ số liệu."
_BY_HAND = "Để trống nếu ghi tay."
_RULE = "Khi mở kỳ mới: “ngày 7” hoặc “5 ngày làm việc”; trống: ngày ấy tháng sau."
_LATE = "Khi không gõ số ngày trễ của hồ sơ."
_VIEW = "Chọn rồi bấm “Nâng cấp tệp”: gộp nhóm như bảng toàn quốc, hoặc từng nhóm."
_SUM = "Tổng hoặc hiệu các mã số liệu."
_LARGEST = "Tổng hoặc hiệu các mã số liệu; max(a, b) là số lớn hơn."
_PROVINCE = "Số riêng, tính chung toàn tỉnh: ghi ở một dòng mang tên tỉnh của Số liệu."
_PARTS = "Mã các nhóm của cách chia kia mà nhóm này gộp, cách nhau bằng dấu chấm phẩy."
_TOLERANCE = "Tính bằng điểm; quá mức này thì cảnh báo."
_FOOT = "“có” thì mỗi trang in mã nhỏ ở góc phải dưới."
_YES_NO = Choice((choices.YES, choices.NO))
_CONFIDENCE = "Đã kiểm, một nguồn hoặc suy đoán."

# Most sets of settings stay for years: first what a month needs.
_SETTINGS = replace(
    singles_block(
        "settings",
        "Tháng này",
        Single("period", "Kỳ báo cáo", "Tháng/năm; quý, 6 tháng, năm: tháng cuối."),
        Single("period_from", "Số liệu từ ngày"),
        Single("period_to", "Số liệu đến ngày"),
        Single("deadline", "Hạn báo cáo", "Không được sớm hơn ngày ban hành."),
        Single("issue_year", "Năm ban hành"),
        Single("issue_month", "Tháng ban hành"),
        Single("issue_day", "Ngày ban hành", _BY_HAND),
        Single("number", "Số văn bản", _BY_HAND),
        Single("signatory", "Người ký", _BY_HAND),
        Single("prior_label", "Tên cột năm trước"),
        Single(HEADING, "Nâng cao: ít khi phải sửa", since=7),
        Single("parent_body", "Cơ quan chủ quản", "In hoa ở góc trái."),
        Single("issuer", "Cơ quan ban hành", "In hoa, đậm ở góc trái."),
        Single("issuer_name", "Tên cơ quan trong câu"),
        Single("issuer_code", "Chữ viết tắt sau “TB-”"),
        Single("place", "Địa danh"),
        Single(
            "crosses_month",
            "Kỳ số liệu lấn tháng khác",
            "“có” nếu số liệu bắt đầu trước tháng của kỳ: quý, 6 tháng, cả năm…",
            _YES_NO,
        ),
        Single("portal_tolerance", "Chênh lệch điểm tỉnh cho phép", _TOLERANCE),
        Single("deadline_rule", "Cách tính hạn báo cáo", _RULE, since=9),
        Single("late_days", "Số ngày trễ tính bằng", _LATE, Choice.of(LateDays), since=5),
        Single("days_off", "Ngày nghỉ thêm", f"Ngoài ngày lễ, Tết, nghỉ bù. {SEPARATED}", since=5),
        Single("days_worked", "Ngày làm bù", f"Ngày nghỉ mà đi làm. {SEPARATED}", since=5),
        Single("fingerprint_at_foot", "In mã so khớp ở chân trang", _FOOT, _YES_NO, since=6),
        widths=(28, 28, 26),
    ),
    former=(
        6,
        (
            *("period", "period_from", "period_to", "parent_body", "issuer", "issuer_name"),
            *("issuer_code", "place", "issue_year", "issue_month", "deadline", "prior_label"),
            *("issue_day", "number", "signatory", "crosses_month", "portal_tolerance"),
            *("late_days", "days_off", "days_worked", "fingerprint_at_foot"),
        ),
    ),
)
# Codes are out of sight; that of a table which somebody adds is made of its kind.
_TABLES = (
    ColumnSpec("id", "Mã bảng", 16, note="Không dấu, không đổi giữa các kỳ.", hidden=True),
    ColumnSpec("kind", "Loại đơn vị", 16, note="Đơn vị có loại này in trong bảng."),
    ColumnSpec("province_name", "Tên dòng của tỉnh", 24),
    ColumnSpec(
        "section", "Dòng tiểu mục", 12, note="In dưới dòng của tỉnh; để trống nếu không có."
    ),
    ColumnSpec(
        "decimal_mark",
        "Dấu thập phân",
        12,
        note="“,” theo quy định; “.” nếu giữ như bản cũ.",
        takes=Choice((",", ".")),
    ),
)
_COLUMNS = (
    ColumnSpec("table", "Mã bảng", 16, takes=_TABLE_ID, hidden=True),
    ColumnSpec("table_name", "Bảng", 12, who=Who.FORMULA, since=7),
    ColumnSpec("group", "Nhóm chỉ số", 16, takes=_GROUP, hidden=True),
    ColumnSpec("group_name", "Nhóm", 25, who=Who.FORMULA, since=7),
    ColumnSpec("province_month", "Điểm tỉnh tháng", 10, Kind.DECIMAL, _PORTAL_MONTH),
    ColumnSpec("province_prior", "Điểm tỉnh năm trước", 10, Kind.DECIMAL, _PORTAL),
    ColumnSpec(
        "basis",
        "Cách tính",
        60,
        note="Tỷ lệ chỉ số: tỷ lệ của chỉ số ở cột bên; điểm nhóm: điểm nhóm / tối đa × 100; "
        "gõ sẵn: lấy ở Năm trước.",
        takes=_BASIS,
    ),
    ColumnSpec(
        "component",
        "Chỉ số",
        note="Chỉ số thành phần khi cách tính là tỷ lệ chỉ số.",
        takes=_COMPONENT,
    ),
    ColumnSpec("decimals", "Số lẻ", 20, Kind.WHOLE, "Số chữ số thập phân khi in."),
    ColumnSpec("when_denominator_zero", "Khi mẫu số bằng 0", 16, note=_BLANK),
    ColumnSpec("when_numerator_zero", "Khi tử số bằng 0", 16, note=_BLANK),
    ColumnSpec("prior_source", "Nguồn năm trước", 16, note=_IN_BRACKETS),
    ColumnSpec("month_source", "Nguồn tháng", 18, note=_IN_BRACKETS),
    ColumnSpec(
        "merged_prior", "Một ô cho cả cột (năm trước)", 22, note="Ví dụ: DVCQG không thể hiện."
    ),
    ColumnSpec("merged_month", "Một ô cho cả cột (tháng)", 22),
    ColumnSpec("province_suffix_prior", "Ghi thêm (năm trước)", 16),
    ColumnSpec("province_suffix_month", "Ghi thêm (tháng)", 16),
)


def settings_sheet(room: Capacity) -> Sheet:
    """Return Thiết lập: what a month needs on the first screen, the rest below and at the right."""
    title = "Điểm của tỉnh trên Cổng, và cách in từng nhóm"
    tables = SheetBlock(
        "tables",
        "Nâng cao: các bảng của thông báo",
        _TABLES,
        room.tables,
        former=(6, ("id", "kind", "province_name", "decimal_mark", "section")),
    )
    keys = [spec.key for spec in _COLUMNS]
    for key, after in (("province_prior", "merged_month"), ("province_month", "province_prior")):
        keys.remove(key)
        keys.insert(keys.index(after) + 1, key)
    columns = SheetBlock(
        "columns", title, _COLUMNS, room.tables * room.groups, former=(6, tuple(keys))
    )
    return Sheet(
        "settings",
        "Thiết lập",
        "shSettings",
        "Xem lại ngày tháng mỗi tháng; phần Nâng cao ở dưới và bên phải, ít khi phải sửa.",
        stacks=((_SETTINGS, tables), (columns,)),
        former_stacks=(6, (("settings",), ("tables", "columns"))),
    )


_INDEX = singles_block(
    "index",
    "Bộ chỉ số",
    Single("id", "Mã bộ chỉ số"),
    Single("title", "Tên"),
    Single("legal_ref", "Căn cứ"),
    Single("effective_from", "Hiệu lực từ"),
    Single("source", "Nguồn"),
    Single("confidence", "Tin cậy", _CONFIDENCE, Choice.of(Confidence)),
    Single("effective_to", "Hiệu lực đến", "Để trống nếu còn hiệu lực."),
    Single("view", "Cách chia nhóm", _VIEW, Choice.of(View), since=5),
)
_GRADES = (
    ColumnSpec("name", "Xếp loại", 30),
    ColumnSpec("min_points", "Từ điểm", 38, Kind.DECIMAL),
)
_GROUPS = (
    ColumnSpec("id", "Mã", 9),
    ColumnSpec("name", "Tên nhóm", 28),
    ColumnSpec("max_points", "Điểm tối đa", 34, Kind.DECIMAL),
    ColumnSpec("basis", "Cách tính", 12, note="Như cột cùng tên ở Thiết lập.", takes=_BASIS),
    ColumnSpec("decimals", "Số lẻ", 9, Kind.WHOLE),
    ColumnSpec("component", "Chỉ số", 9, takes=_COMPONENT),
    ColumnSpec("when_denominator_zero", "Khi mẫu số bằng 0", 18),
    ColumnSpec("when_numerator_zero", "Khi tử số bằng 0", 18),
    ColumnSpec("parts", "Gộp các nhóm", 18, note=_PARTS, since=5),
)
_COMPONENTS = (
    ColumnSpec("id", "Mã", 9),
    ColumnSpec("group", "Nhóm", 28, takes=_GROUP),
    ColumnSpec("name", "Tên chỉ số", 34, Kind.WRAP),
    ColumnSpec("max_points", "Điểm tối đa", 12, Kind.DECIMAL),
    ColumnSpec("numerator", "Tử số", 26, Kind.WRAP, _SUM),
    ColumnSpec("denominator", "Mẫu số", 26, Kind.WRAP, _LARGEST),
    ColumnSpec("target", "Chỉ tiêu (%)", 10, Kind.DECIMAL),
    ColumnSpec("zero_points", "Điểm khi mẫu số 0", 10, Kind.DECIMAL),
    ColumnSpec("effective_from", "Hiệu lực từ", 12, Kind.DATE),
    ColumnSpec("legal_ref", "Căn cứ", 30, Kind.WRAP),
    ColumnSpec("source", "Nguồn", 40, Kind.WRAP),
    ColumnSpec("confidence", "Tin cậy", 9, note=_CONFIDENCE, takes=Choice.of(Confidence)),
    ColumnSpec(
        "of_province", "Số của tỉnh", 22, note=_PROVINCE, takes=Choice.of(OfProvince), since=5
    ),
    ColumnSpec(
        "not_for", "Không áp dụng cho loại", 22, Kind.WRAP, "Loại đơn vị. " + SEPARATED, since=5
    ),
    ColumnSpec(
        "not_for_gives",
        "Khi đó được",
        12,
        note="Trọn điểm, 0 điểm, hoặc không tính: các chỉ số khác trong nhóm chia nhau điểm ấy.",
        takes=Choice.of(NotFor),
        since=5,
    ),
)
_COUNT_LIST = (
    ColumnSpec("id", "Mã", 26),
    ColumnSpec("name", "Tên số liệu", 40),
    ColumnSpec("aliases", "Tên cột từng gặp", 50, Kind.WRAP, SEPARATED),
)


def index_sheet(room: Capacity) -> Sheet:
    """Return Chỉ tiêu, which is the same whatever index set it holds."""
    points = "Chỉ số thành phần: điểm = min(điểm tối đa, điểm tối đa × tỷ lệ / chỉ tiêu)"
    return Sheet(
        "index",
        "Chỉ tiêu",
        "shIndex",
        "Bộ chỉ số đang dùng; chỉ sửa khi văn bản thay đổi.",
        stacks=(
            (_INDEX, SheetBlock("grades", "Xếp loại theo tổng điểm", _GRADES, 10, first_column=2)),
            (
                SheetBlock("groups", "Nhóm chỉ số và cách in mặc định", _GROUPS, room.groups),
                SheetBlock("components", points, _COMPONENTS, room.components),
                SheetBlock("other_groups", "Nhóm của cách chia kia", _GROUPS, room.groups, since=5),
            ),
            (SheetBlock("count_list", "Số liệu gốc", _COUNT_LIST, room.counts),),
        ),
    )


_NOT_REPORTED = ",".join(f'{{cell}}="{text}"' for text in sorted(NOT_REPORTED))
_NO_COUNT = Mark(
    Look.WRONG,
    "=IF(ISNUMBER({cell}),OR({cell}<0,{cell}<>INT({cell})),"
    f"AND(LEN({{cell}})>0,NOT(OR({_NOT_REPORTED}))))",
)


def counts_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Số liệu: one column per raw count."""
    counts = (
        ColumnSpec(
            count.id,
            count.name,
            12,
            Kind.WHOLE,
            _count_note(index, count),
            takes=Checked.COUNT,
            marks=(_NO_COUNT,),
        )
        for count in index.counts
    )
    return Sheet(
        "counts",
        "Số liệu",
        "shCounts",
        "Dán số liệu gốc vào các ô màu vàng: số nguyên không âm, để trống là thiếu.",
        (SheetBlock("counts", "", (AGENCY, AGENCY_NAME, *counts), room.agencies),),
        frozen_columns=2,
    )


def _count_note(index: IndexSet, count: Count) -> str:
    """Return the note of a count: which components use it and its other names."""
    users = [component.id for component in index.components if count.id in component.counts]
    lines = [f"Dùng cho chỉ số: {', '.join(users) or 'không'}"]
    if count.aliases:
        lines.append("Tên cột từng gặp: " + "; ".join(count.aliases))
    return "\n".join(lines)
