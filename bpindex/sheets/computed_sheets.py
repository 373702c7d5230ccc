"""The sheets that formulas fill: Tính điểm, Bảng điểm; and the printed columns as columns."""

from dataclasses import replace
from functools import partial

from bpindex.case.correction import CorrectionKind, CorrectionState
from bpindex.case.keys import column_titles
from bpindex.index.definition import IndexSet
from bpindex.sheets.model import Capacity, ColumnSpec, Kind, Look, Mark, Sheet, SheetBlock, Who
from bpindex.words.workbook import COMPONENT_POINTS

_column = partial(ColumnSpec, who=Who.FORMULA)
_CODE = _column("code", "Mã", 28, hidden=True)
_NAME = _column("name", "Đơn vị", 44)
_UNUSED = Mark(Look.UNUSED, '={row[name]}=""')
_WRONG = Mark(Look.WRONG, '=AND({row[state]}<>"",{row[total]}="")')
# Before the key of a column whose first cells hold what a column of the province shows.
PROVINCE_PREFIX = "province."

SCORES = Sheet(
    "scores",
    "Tính điểm",
    "shScores",
    "Công thức tự tính từ Số liệu và Chỉ tiêu; không gõ vào trang này.",
    frozen_columns=2,
)
_SUMMARY = (
    _column(
        "state",
        "Tình trạng",
        56,
        note="Trống là tốt; “điểm gõ” là lấy điểm có sẵn; chữ đỏ là chưa tính được điểm.",
        marks=(_WRONG,),
    ),
    _column(
        "total",
        "Tổng điểm",
        10,
        Kind.POINTS,
        "Tổng điểm các nhóm, tối đa 100.",
        marks=(Mark(Look.BAR),),
    ),
    _column(
        "rank", "Xếp hạng", 9, Kind.CENTRED, "Trong các đơn vị cùng loại; bằng điểm thì cùng hạng."
    ),
    _column("grade", "Xếp loại", 13, Kind.CENTRED),
)


def scores_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Tính điểm: summary, points, rates and printed texts per agency, then the province."""
    points = partial(_column, kind=Kind.POINTS, marks=(Mark(Look.SCALE),))
    groups = (
        points(f"group.{group.id}", f"{group.name} ({group.max_points})", 12)
        for group in index.groups
    )
    components = (
        points(
            f"points.{item.id}",
            COMPONENT_POINTS.format(id=item.id, most=item.max_points),
            9,
            note=item.name,
        )
        for item in index.components
    )
    rates = (
        _column(f"rate.{item.id}", f"Tỷ lệ {item.id}", 9, Kind.PERCENT, item.name)
        for item in index.components
    )
    before = (_CODE, _NAME, *_SUMMARY, *groups, *components, *rates)
    figures = figure_columns(index, Kind.FIGURE, Who.FORMULA)
    # The one array of the sheet has no rows but those of the agencies: what the rows of the
    # province show stands in the first of these, out of sight.
    of_province = (
        replace(spec, key=f"{PROVINCE_PREFIX}{spec.key}", hidden=True, since=4) for spec in figures
    )
    columns = (*before, *figures, *of_province)
    scores = SheetBlock("scores", "", columns, room.agencies, marks=(_UNUSED,))
    province = SheetBlock(
        "province",
        "Dòng của tỉnh",
        figures,
        room.tables,
        header_row=scores.last_row + 4,
        first_column=1 + len(before),
    )
    return replace(SCORES, blocks=(scores, province))


FIGURES = Sheet(
    "figures",
    "Bảng điểm",
    "shFigures",
    "Số liệu sẽ in (bảng in điểm theo mẫu ở Bảng in: in điểm của Tính điểm). Muốn đính chính thì "
    "gõ đè lên ô: ô đổi màu và không bao giờ bị mất. Dòng của "
    "tỉnh: chữ xanh nghiêng là tính từ số liệu, chưa gõ điểm trên Cổng.",
    frozen_columns=4,
    key_row=True,
)
_TYPED_OVER = Mark(Look.CORRECTED, '=AND({row[name]}<>"",NOT(_xlfn.ISFORMULA({cell})))')


def _in_register(look: Look, state: CorrectionState) -> Mark:
    """Return the mark of figures that the register corrects, in one state."""
    pairs = (
        "{register[table]},{row[table]},{register[agency_key]},{row[code]},"
        f'{{register[column_key]}},{{key}},{{register[state]}},"{state}",'
        # With a wildcard, or programs take the month for a date.
        '{register[period]},{period}&"*",'
        # A comment on a figure leaves it as it is.
        f'{{register[kind]}},"<>{CorrectionKind.COMMENT}"'
    )
    return Mark(look, f"=COUNTIFS({pairs})>0")


def figures_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Bảng điểm: a row per table for the province, then one per agency."""
    marks = (
        _TYPED_OVER,
        _in_register(Look.REVIEW, CorrectionState.REVIEW),
        _in_register(Look.CORRECTED, CorrectionState.ACTIVE),
        Mark(Look.COMPUTED, "={computed}=1"),
    )
    columns = (
        _column("table", "Bảng", 16),
        _CODE,
        _column("stt", "Stt", 6, Kind.CENTRED),
        _NAME,
        *figure_columns(index, Kind.FIGURE, Who.EITHER, marks),
    )
    figures = SheetBlock("figures", "", columns, room.tables + room.agencies, marks=(_UNUSED,))
    return replace(FIGURES, blocks=(figures,))


def figure_columns(
    index: IndexSet, kind: Kind, who: Who, marks: tuple[Mark, ...] = ()
) -> tuple[ColumnSpec, ...]:
    """Return the printed columns of an index set."""
    return tuple(
        ColumnSpec(key, title, kind=kind, who=who, marks=marks)
        for key, title in column_titles(index).items()
    )
