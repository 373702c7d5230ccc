"""The sheets that formulas fill: Tính điểm, Bảng điểm; and the printed columns as columns."""

from dataclasses import replace

from bpindex.case.correction import CorrectionState
from bpindex.case.keys import column_titles
from bpindex.index.definition import IndexSet
from bpindex.sheets.model import (
    FIRST_BLOCK_ROW,
    SPARE_ROW,
    Capacity,
    ColumnSpec,
    Guard,
    Kind,
    Look,
    Mark,
    Sheet,
    SheetBlock,
    Tab,
    Who,
)

_CODE = ColumnSpec("code", "Mã", 28, who=Who.FORMULA)
_NAME = ColumnSpec("name", "Đơn vị", 40, who=Who.FORMULA)
_UNUSED = Mark(Look.UNUSED, '={row[name]}=""')

SCORES = Sheet(
    "scores",
    "Tính điểm",
    "shScores",
    "Công thức tự tính từ Số liệu và Chỉ tiêu; không gõ vào trang này.",
    Tab.FORMULA,
    freeze=(FIRST_BLOCK_ROW, 2),
    hidden_columns=(1,),
)
_SUMMARY = (
    ColumnSpec(
        "state",
        "Tình trạng",
        56,
        note="Trống là tốt; có chữ là chưa tính được điểm.",
        who=Who.FORMULA,
        marks=(Mark(Look.WRONG, '={row[state]}<>""'),),
    ),
    ColumnSpec(
        "total",
        "Tổng điểm",
        10,
        Kind.POINTS,
        "Tổng điểm các nhóm, tối đa 100.",
        Who.FORMULA,
        marks=(Mark(Look.BAR),),
    ),
    ColumnSpec(
        "rank",
        "Xếp hạng",
        9,
        Kind.CENTRED,
        "Trong các đơn vị cùng loại; bằng điểm thì cùng hạng.",
        Who.FORMULA,
    ),
    ColumnSpec("grade", "Xếp loại", 13, Kind.CENTRED, who=Who.FORMULA),
)


def scores_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Tính điểm: summary, points, rates and printed texts per agency, then the province."""
    scale = (Mark(Look.SCALE),)
    groups = (
        ColumnSpec(
            f"group.{group.id}",
            f"{group.name} ({group.max_points})",
            12,
            Kind.POINTS,
            who=Who.FORMULA,
            marks=scale,
        )
        for group in index.groups
    )
    points = (
        ColumnSpec(
            f"points.{item.id}",
            f"Điểm {item.id} ({item.max_points})",
            9,
            Kind.POINTS,
            item.name,
            Who.FORMULA,
            marks=scale,
        )
        for item in index.components
    )
    rates = (
        ColumnSpec(f"rate.{item.id}", f"Tỷ lệ {item.id}", 9, Kind.PERCENT, item.name, Who.FORMULA)
        for item in index.components
    )
    before = (_CODE, _NAME, *_SUMMARY, *groups, *points, *rates)
    figures = figure_columns(index, Kind.FIGURE, Who.FORMULA)
    scores = SheetBlock("scores", "", (*before, *figures), room.agencies, marks=(_UNUSED,))
    province = SheetBlock(
        "province",
        "Dòng của tỉnh",
        figures,
        room.tables,
        header_row=scores.last_row + 4,
        first_column=1 + len(before),
    )
    return SCORES.holding(scores, province)


FIGURES = Sheet(
    "figures",
    "Bảng điểm",
    "shFigures",
    "Số liệu sẽ in. Muốn đính chính thì gõ đè lên ô: ô đổi màu và không bao giờ bị mất.",
    Tab.FORMULA,
    freeze=(FIRST_BLOCK_ROW, 4),
    hidden_columns=(2,),
    key_row=SPARE_ROW,
    guard=Guard.NOTES,
)
_TYPED_OVER = Mark(Look.CORRECTED, '=AND({row[name]}<>"",NOT(_xlfn.ISFORMULA({cell})))')


def _in_register(look: Look, state: CorrectionState) -> Mark:
    """Return the mark of figures that the register corrects, in one state."""
    pairs = (
        "{register[table]},{row[table]},{register[agency]},{row[code]},"
        f'{{register[column]}},{{key}},{{register[state]}},"{state}"'
    )
    return Mark(look, f"=COUNTIFS({pairs})>0")


def figures_sheet(index: IndexSet, room: Capacity) -> Sheet:
    """Return Bảng điểm: a row per table for the province, then one per agency."""
    marks = (
        _TYPED_OVER,
        _in_register(Look.REVIEW, CorrectionState.REVIEW),
        _in_register(Look.CORRECTED, CorrectionState.ACTIVE),
    )
    columns = (
        ColumnSpec("table", "Bảng", 11, who=Who.FORMULA),
        _CODE,
        ColumnSpec("stt", "Stt", 6, Kind.CENTRED, who=Who.FORMULA),
        _NAME,
        *(
            replace(column, marks=marks)
            for column in figure_columns(index, Kind.FIGURE, Who.EITHER)
        ),
    )
    capacity = room.tables + room.agencies
    return FIGURES.holding(SheetBlock("figures", "", columns, capacity, marks=(_UNUSED,)))


def figure_columns(index: IndexSet, kind: Kind, who: Who) -> tuple[ColumnSpec, ...]:
    """Return the printed columns of an index set."""
    return tuple(
        ColumnSpec(key, title, 14, kind, who=who) for key, title in column_titles(index).items()
    )
