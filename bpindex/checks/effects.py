"""Whether a correction in force changes anything: one typed by hand may name what is nowhere."""

from collections.abc import Mapping

from bpindex.case.correction import (
    WHOLE_ROW,
    AddedRow,
    Comment,
    Correction,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    RemovedRow,
)
from bpindex.case.keys import (
    APPENDIX,
    NAME_COLUMN,
    NOTE_COLUMN,
    STT_COLUMN,
    Key,
    appendix_columns,
)
from bpindex.case.rows import RowId, RowKey, RowKind
from bpindex.edits.forms import is_readable
from bpindex.notice.model import Notice
from bpindex.page.fitting import page_takes
from bpindex.page.plan import APPENDIX_SHEET, NOTICE_SHEET


def has_effect(notice: Notice, item: Correction, computed: Mapping[Key, str]) -> bool:
    """Return whether what a correction is about is there in a notice, and takes what it says."""
    what, origins = item.what, notice.origins
    match what:
        case Comment() if _is_in_shared_cell(notice, what):
            return False  # the cell is that of all rows
        case PrintedText() | RawCount():
            return item.key in computed
        case Comment():
            return item.key in origins.computed
        case RemovedRow():
            return what.row in origins.base_order and not what.row.is_fixed
        case AddedRow() if what.row.is_row:
            # Its texts are corrections of their own.
            return what.row not in origins.base_order and not item.corrected
        case AddedRow():
            return what.row not in origins.base_order and item.key in computed
        case MovedRow():
            return what.row in origins.base_order and not what.row.is_fixed
        case Form():
            return _has_place(notice, what) and _takes(what, item.corrected)
        case Margin():
            return what.sheet in (NOTICE_SHEET, APPENDIX_SHEET)


def _is_in_shared_cell(notice: Notice, what: Comment) -> bool:
    """Return whether a row prints in this column the one text of all rows.

    It may stand in another table than its own by now.
    """
    found = ((table, row) for table in notice.tables for row in table.rows)
    return any(
        table.merged_text(row, what.column) is not None
        for table, row in found
        if (row.table, row.agency) == (what.table, what.agency)
    )


def _has_place(notice: Notice, what: Form) -> bool:
    """Return whether there is such a row and column; an added row's waits until it is back."""
    row, is_of_sheet = what.row.row, what.aspect in (FormAspect.WIDTH, FormAspect.PAGE)
    if what.row == RowKey() or is_of_sheet:
        is_row = what.row == RowKey() and is_of_sheet
    elif row.kind is RowKind.UNKNOWN:
        is_row = ":" in what.row.text  # headers, gaps and rules have a kind
    else:
        is_named = (row.is_block or row.is_row) and not row.added_number
        is_row = not is_named or _sheet_of(notice, row) == what.sheet
    figures = (figure.column for t in notice.tables for figure in t.province.figures)
    of_notice = (STT_COLUMN, NAME_COLUMN, NOTE_COLUMN, *figures)
    columns = appendix_columns() if what.sheet == APPENDIX else of_notice
    is_column = what.aspect is FormAspect.PAGE or what.column in (WHOLE_ROW, "", *columns)
    return what.sheet in ("", APPENDIX) and is_row and is_column


def _sheet_of(notice: Notice, row: RowId) -> str | None:
    """Return on which sheet a row stands or was removed from, as a form names it; None: nowhere."""
    for order in (notice.origins.order, notice.origins.base_order):
        if row in order:
            return APPENDIX if order.index(row) > order.index(RowId.sheet(APPENDIX)) else ""
    return None


def _takes(what: Form, text: str) -> bool:
    return (
        page_takes(what.column, text) if what.aspect is FormAspect.PAGE else is_readable(what, text)
    )
