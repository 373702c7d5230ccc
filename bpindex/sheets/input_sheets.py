"""The sheets with what staff set and paste: Thiết lập, Số liệu."""

from dataclasses import replace

from bpindex.index.definition import Count, IndexSet
from bpindex.index.working_days import LateDays
from bpindex.sheets.agency_sheets import AGENCY, AGENCY_NAME, SEPARATED
from bpindex.sheets.index_sheet import BASIS, COMPONENT
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
_BLANK = "Gõ (trống) để in ô trống."
_IN_BRACKETS = "In trong ngoặc dưới tên cột."
_PORTAL = "Điểm trên cổng, gõ vào."
_PORTAL_MONTH = "Điểm trên cổng, gõ vào nếu có; để trống thì tính từ số liệu."
_BY_HAND = "Để trống nếu ghi tay."
_RULE = "Khi mở kỳ mới: “ngày 7” hoặc “5 ngày làm việc”; trống: ngày ấy tháng sau."
_LATE = "Khi không gõ số ngày trễ của hồ sơ."
_TOLERANCE = "Tính bằng điểm; quá mức này thì cảnh báo."
_FOOT = "“có” thì mỗi trang in mã nhỏ ở góc phải dưới."
_YES_NO = Choice((choices.YES, choices.NO))

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
        takes=BASIS,
    ),
    ColumnSpec(
        "component",
        "Chỉ số",
        note="Chỉ số thành phần khi cách tính là tỷ lệ chỉ số.",
        takes=COMPONENT,
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
