"""Where the printed tables stand among the paragraphs of the notice."""

from collections.abc import Sequence

from bpindex.case.keys import FOOT_KINDS, BlockKind
from bpindex.case.model import Case
from bpindex.case.printed import PrintedTable, heading_name
from bpindex.case.records import Paragraph


def placed_paragraphs(case: Case) -> list[Paragraph]:
    """Return the paragraphs with every printed table once, where the wording puts it.

    One that the wording does not name follows the others, or takes the place of those left out.
    Each has its own heading above it, but where the wording has one there; the place of a table
    that is not printed is left out, with the heading above it.
    """
    printed = {table.id: table for table in case.printed_tables}
    placed: list[Paragraph] = []
    month, left_out = case.key, 0
    for paragraph in case.wording.paragraphs:
        if not paragraph.prints_in(month):
            continue
        if paragraph.kind == BlockKind.TABLE and paragraph.text not in printed:
            if placed and placed[-1].kind == BlockKind.TABLE_HEADING:
                placed.pop()
            left_out = left_out or len(placed)
            continue
        if paragraph.kind == BlockKind.TABLE and not heading_above(placed):
            placed += _heading(printed[paragraph.text])
        placed.append(paragraph)
    named = {item.text for item in placed if item.kind == BlockKind.TABLE}
    kinds = [item.kind for item in placed]
    at = next((place for place, kind in enumerate(kinds) if kind in FOOT_KINDS), len(kinds))
    if named:
        at = len(kinds) - kinds[::-1].index(BlockKind.TABLE)
    elif left_out:
        at = left_out
    else:
        # Behind the grounds and the words that lead to the table.
        text = [place for place, kind in enumerate(kinds[:at]) if kind == BlockKind.PARAGRAPH]
        at = text[0] + 1 if text else at
    for name, table in printed.items():
        if name not in named:
            new = [*_heading(table), Paragraph(f"table.{name}", BlockKind.TABLE, name)]
            placed[at:at] = new
            at += len(new)
    return placed


def heading_above(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Return the last of some paragraphs where it is the heading of a table, else None."""
    last = paragraphs[-1] if paragraphs else None
    return last if last and last.kind == BlockKind.TABLE_HEADING else None


def _heading(table: PrintedTable) -> list[Paragraph]:
    """Return the own heading of a table, where it has one."""
    name, kind = heading_name(table.id), BlockKind.TABLE_HEADING
    return [Paragraph(name, kind, table.heading)] if table.heading else []
