"""A correction as one plain row, whatever it is about: so it stands in files and on sheets."""

from dataclasses import dataclass, field, fields

from bpindex.case.correction import (
    AddedRow,
    Comment,
    Correction,
    CorrectionKind,
    CorrectionState,
    Form,
    Margin,
    MovedRow,
    PrintedFigure,
    PrintedText,
    RawCount,
    RemovedRow,
    What,
)
from bpindex.case.rows import Place, RowId
from bpindex.index.periods import InMonth


@dataclass(frozen=True)
class CorrectionRow(InMonth):
    """A correction as it stands in corrections.csv and on the sheet Đính chính.

    `table`, `agency` and `column` are the logical key: a figure has all three, a raw count
    agency and column, a paragraph its id in `column` alone, a row the key without a column; a
    form has the row's key in `agency`. `place` is where an added or moved row stands.
    """

    table: str
    agency: str
    column: str
    computed: str
    corrected: str
    reason: str
    by: str = ""
    on: str = ""
    state: CorrectionState = CorrectionState.ACTIVE
    kind: CorrectionKind = CorrectionKind.FIGURE
    place: str = ""
    period: str = ""
    row: int = field(default=0, compare=False)


def row_of(item: Correction) -> CorrectionRow:
    """Return the row of a correction."""
    place = str(item.what.place) if isinstance(item.what, MovedRow) else ""
    same = {name: value for name, value in vars(item).items() if name != "what"}
    return CorrectionRow(*item.key, kind=item.kind, place=place, **same)


def correction_of(row: CorrectionRow) -> Correction:
    """Return the correction of a row: the other way round."""
    return Correction(_what(row), *(getattr(row, item.name) for item in fields(Correction)[1:]))


def _what(row: CorrectionRow) -> What:
    key = (row.table, row.agency, row.column)
    match row.kind:
        case CorrectionKind.FIGURE if row.table:
            return PrintedFigure(*key)
        # A register from before there were kinds, or typed by hand, leaves the kind to the key.
        case CorrectionKind.FIGURE if not row.agency:
            return PrintedText(*key)
        case CorrectionKind.FIGURE | CorrectionKind.COUNT:
            return RawCount(row.agency, row.column)
        case CorrectionKind.TEXT:
            return PrintedText(*key)
        case CorrectionKind.ADDED:
            return AddedRow(RowId.of(key), Place.parse(row.place))
        case CorrectionKind.MOVED:
            return MovedRow(RowId.of(key), Place.parse(row.place))
        case CorrectionKind.REMOVED:
            return RemovedRow(RowId.of(key))
        case CorrectionKind.FORMAT:
            return Form.of(key)
        case CorrectionKind.MARGIN:
            return Margin.of(key)
        case CorrectionKind.COMMENT:
            return Comment(*key)
