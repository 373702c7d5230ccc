"""What the workbook shows of corrections: rows with links to what they correct, cell notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bpindex.case.correction import Comment, Correction, PrintedText, RawCount
from bpindex.case.correction_rows import row_of
from bpindex.case.keys import AGENCY_COLUMN
from bpindex.case.model import Case
from bpindex.case.rows import RowId, RowKey
from bpindex.cells.figures import figure_cells
from bpindex.cells.records import Cells, record_rows
from bpindex.cells.typed_names import NAMED, SAID, corrections_from, joined
from bpindex.codec.fields import print_moment
from bpindex.memory.snapshot import Snapshot
from bpindex.page.plan import FIRST_CELL, KEY_ROW, NOTICE_SHEET
from bpindex.register.naming import in_month, in_words, named_cells
from bpindex.sheets.addresses import link_formula
from bpindex.sheets.layout import Layout
from bpindex.words import explanations as explain_texts
from bpindex.words import workbook as workbook_words


def register_rows(
    layout: Layout,
    case: Case,
    made: Snapshot | None = None,
    kept: Mapping[str, str] | None = None,
) -> list[Cells]:
    """Return the rows of the sheet Đính chính, each with the formula of a link.

    `made` is the memory of the notice to which the links lead, `kept` are the titles of earlier
    months' last notices by month: what was corrected in such a month stands there or nowhere.
    """
    rows_made = dict(_rows_made(made)) if made else {}
    figures = {cell.key: cell.address for cell in figure_cells(layout, case)}
    month = case.key
    month_made = (made.period if made else "") or month

    def place(item: Correction) -> tuple[str, str] | None:
        """Return the sheet and the cell of what is corrected, None where it stands nowhere."""
        own = item.period or month
        if own == month and item.key in figures:
            return layout["figures"].title, figures[item.key]
        what = item.what
        if own == month and isinstance(what, RawCount):
            block = layout["counts"].block("counts")
            row = next((r.row for r in case.counts if r.agency == what.agency), block.first_row)
            key = what.count if what.count in case.index.count_by_id else AGENCY_COLUMN
            return layout["counts"].title, block.address(row, key)
        if own != month_made:
            title = (kept or {}).get(own)
            return (title, FIRST_CELL) if title else None
        texts = PrintedText | Comment | RawCount
        row_id = RowId.holding(what.key) if isinstance(what, texts) else what.row
        return rows_made.get(row_id, (NOTICE_SHEET, FIRST_CELL))

    block = layout["corrections"].block("corrections")
    rows = [row_of(item) for item in case.corrections]
    months = {month: in_month(case, month) for month in {i.period for i in case.corrections}}
    beside = []
    for item, row in zip(case.corrections, rows, strict=True):
        own = months[item.period]
        shown = named_cells(own, item)
        pairs = [(in_words(own, item, text), text) for text in (item.computed, item.corrected)]
        # What stands there in words is kept beside them as it is.
        told = [one for pair in pairs for one in pair] if any(a != b for a, b in pairs) else []
        beside.append(
            {
                **dict(zip((*NAMED, *SAID), (*shown, *(said for said, _ in pairs)), strict=True)),
                **{f"{name}_key": getattr(row, name) for name in NAMED},
                "words": joined((*shown, *told)),
                "link": link_formula(*there) if (there := place(item)) else "",
            }
        )
    return record_rows(block, rows, beside)


def in_register(case: Case, layout: Layout) -> Case:
    """Return a case whose corrections know their rows of the sheet, written as they stand."""
    first = layout["corrections"].block("corrections").first_row
    numbered = (replace(item, row=row) for row, item in enumerate(case.corrections, first))
    return replace(case, corrections=tuple(numbered))


def register_from(layout: Layout, case: Case, rows: Sequence[Cells]) -> list[Correction]:
    """Return the corrections of the rows of `register_rows`, in a case that knows all names."""
    sheet = layout["corrections"]
    block = sheet.block("corrections")
    left = [None] * (block.first_column - 1)
    values = [*[[]] * block.header_row, *([*left, *row] for row in rows)]
    return list(corrections_from(values, sheet, case, strict=False))


def _rows_made(made: Snapshot) -> Iterator[tuple[RowId | RowKey, tuple[str, str]]]:
    """Yield sheet and cell of each row by its key and by what stands there, the first ones last."""
    for sheet in reversed(made.sheets):
        for number, row in reversed([*enumerate(sheet.rows, KEY_ROW + 1)]):
            place = sheet.title, f"B{number}"
            yield from ((RowId.holding(cell.key), place) for cell in row.cells)
            yield row.key, place


def note_text(item: Correction) -> str:
    """Return the note of a corrected figure: what was computed, what prints, why, who, when."""
    blank = explain_texts.BLANK
    lines = [
        workbook_words.NOTE_CORRECTED.format(
            computed=item.computed or blank, corrected=item.corrected or blank, state=item.state
        )
    ]
    if item.reason:
        lines.append(workbook_words.NOTE_REASON.format(reason=item.reason))
    if item.by or item.on:
        lines.append(
            workbook_words.NOTE_BY.format(by=item.by or blank, on=print_moment(item.on) or blank)
        )
    return "\n".join(lines)
