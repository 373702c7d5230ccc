"""What people typed or corrected, and the text that prints in the end."""

from collections.abc import Iterator

from bpindex.case.correction import CorrectionState
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.explain.scored import Line
from bpindex.notice.model import Figure, NoticeTable
from bpindex.words import explanations as explain_texts


def typed_line(case: Case, code: str, key: str) -> Line:
    """Return the figure as people typed it, and where."""
    row = next((row for row in case.typed if row.agency == code), None)
    found = row.cells.get(key, "") if row else ""
    place = case.origin.place("typed", row.row if row else 0, key)
    template = explain_texts.QUOTED_FROM if found else explain_texts.BLANK_FROM
    return explain_texts.TYPED, template.format(found=found, place=place)


def printed_lines(case: Case, table: NoticeTable, code: str, key: str) -> Iterator[Line]:
    """Yield the correction in force, if any, and the text that prints."""
    rows = (table.province, *table.rows)
    figures = (figure for row in rows if row.agency == code for figure in row.figures)
    figure = next((item for item in figures if item.column == key), None)
    if figure is None:
        yield explain_texts.PRINTED, explain_texts.REMOVED
        return
    yield from _correction_lines(case, figure)
    merged = next((item.text for item in table.merged if item.column == key), "")
    if code == PROVINCE or not merged:
        yield explain_texts.PRINTED, figure.text or explain_texts.BLANK
    else:
        yield explain_texts.PRINTED, explain_texts.PRINTED_MERGED.format(text=merged)


def _correction_lines(case: Case, figure: Figure) -> Iterator[Line]:
    item = figure.correction
    if item is None:
        return
    blank = explain_texts.BLANK
    yield (
        explain_texts.CORRECTION,
        explain_texts.CORRECTION_TEXT.format(
            place=case.origin.place("corrections", item.row),
            then=item.computed or blank,
            corrected=item.corrected or blank,
            reason=item.reason or blank,
            by=item.by or blank,
            on=item.on or blank,
            state=item.state,
        ),
    )
    if item.state is CorrectionState.REVIEW:
        yield explain_texts.NOW, figure.computed or blank
