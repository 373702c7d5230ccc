"""What a workbook remembers out of sight: the last run, and what each month was made with."""

from collections.abc import Sequence

from bpindex.case.months import Months
from bpindex.memory.snapshot import (
    MemoryUnreadableError,
    Snapshot,
    load_snapshot,
    unpack,
)
from bpindex.page.memory import first_looks
from bpindex.reading.made_sheets import MadeSheet
from bpindex.words import workbook as workbook_words


def memory_of(chunks: Sequence[str], made: Sequence[MadeSheet]) -> Snapshot | None:
    """Return the memory of the last run; one that is damaged or gone matters to a notice."""
    try:
        snapshot = load_snapshot(chunks, first_looks())
    except MemoryUnreadableError:
        # Without a notice nothing can have been typed on it.
        if made:
            raise
        return None
    if snapshot is None and any(sheet.mark and not sheet.mark.seal for sheet in made):
        raise MemoryUnreadableError(workbook_words.MEMORY_UNREADABLE)
    return snapshot


def months_of(chunks: Sequence[str]) -> Months:
    """Return what each month was made with; where that is damaged nobody knows whose data stand."""
    document = unpack(chunks) if chunks else {}
    if not isinstance(document, dict):
        raise MemoryUnreadableError(workbook_words.MEMORY_UNREADABLE)
    return Months.from_document(document)
