"""Where the printed tables stand among the paragraphs of the notice."""

from bpindex.case.keys import FOOT_KINDS, BlockKind
from bpindex.case.model import Case
from bpindex.case.printed import heading_name
from bpindex.case.records import Paragraph


def placed_paragraphs(case: Case) -> list[Paragraph]:
    """Return the paragraphs with every printed table once, where the wording puts it.

    One that the wording does not name follows the others, below its own heading; the place of
    a table that is not printed is left out, with the heading above it.
    """
    printed = {table.id: table for table in case.printed_tables}
    placed: list[Paragraph] = []
    for paragraph in case.wording.paragraphs:
        if paragraph.kind == BlockKind.TABLE and paragraph.text not in printed:
            if placed and placed[-1].kind == BlockKind.TABLE_HEADING:
                placed.pop()
            continue
        placed.append(paragraph)
    named = {item.text for item in placed if item.kind == BlockKind.TABLE}
    kinds = [item.kind for item in placed]
    at = next((place for place, kind in enumerate(kinds) if kind in FOOT_KINDS), len(kinds))
    if named:
        at = len(kinds) - kinds[::-1].index(BlockKind.TABLE)
    else:
        # Behind the grounds and the words that lead to the table.
        text = [place for place, kind in enumerate(kinds[:at]) if kind == BlockKind.PARAGRAPH]
        at = text[0] + 1 if text else at
    for name, table in printed.items():
        if name not in named:
            new = [Paragraph(f"table.{name}", BlockKind.TABLE, name)]
            if table.heading:
                kind = BlockKind.TABLE_HEADING
                new.insert(0, Paragraph(heading_name(name), kind, table.heading))
            placed[at:at] = new
            at += len(new)
    return placed
