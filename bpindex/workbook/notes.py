"""The note of a corrected figure's cell: what was computed, what prints, why, who, when."""

from bpindex import messages
from bpindex.correction import Correction
from bpindex.explain import explain_texts


def note_text(item: Correction) -> str:
    """Return the text of the note."""
    blank = explain_texts.BLANK
    lines = [
        messages.NOTE_CORRECTED.format(
            computed=item.computed or blank, corrected=item.corrected or blank, state=item.state
        )
    ]
    if item.reason:
        lines.append(messages.NOTE_REASON.format(reason=item.reason))
    if item.by or item.on:
        lines.append(messages.NOTE_BY.format(by=item.by or blank, on=item.on or blank))
    return "\n".join(lines)
