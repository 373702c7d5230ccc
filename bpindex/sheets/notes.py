"""The note of a corrected figure's cell: what was computed, what prints, why, who, when."""

from bpindex.case.correction import Correction
from bpindex.words import explanations as explain_texts
from bpindex.words import workbook as workbook_words


def note_text(item: Correction) -> str:
    """Return the text of the note."""
    blank = explain_texts.BLANK
    lines = [
        workbook_words.NOTE_CORRECTED.format(
            computed=item.computed or blank, corrected=item.corrected or blank, state=item.state
        )
    ]
    if item.reason:
        lines.append(workbook_words.NOTE_REASON.format(reason=item.reason))
    if item.by or item.on:
        lines.append(workbook_words.NOTE_BY.format(by=item.by or blank, on=item.on or blank))
    return "\n".join(lines)
