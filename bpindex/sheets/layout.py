"""All sheets of a workbook in the order of the work; everything that needs a place asks here."""

from functools import lru_cache

from bpindex.index.definition import IndexSet
from bpindex.sheets import computed_sheets, input_sheets, text_sheets, tool_sheets
from bpindex.sheets.model import ROOM, Capacity, Sheet


class Layout:
    """All sheets for one index set, by id."""

    def __init__(self, index: IndexSet, capacity: Capacity) -> None:
        self.index = index
        self.capacity = capacity
        sheets = (
            tool_sheets.GUIDE,
            input_sheets.settings_sheet(capacity),
            input_sheets.agencies_sheet(capacity),
            input_sheets.index_sheet(capacity),
            input_sheets.counts_sheet(index, capacity),
            computed_sheets.scores_sheet(index, capacity),
            computed_sheets.figures_sheet(index, capacity),
            text_sheets.typed_sheet(index, capacity),
            text_sheets.corrections_sheet(capacity),
            text_sheets.LATE_DOSSIERS,
            text_sheets.WORDING,
            tool_sheets.HISTORY,
            tool_sheets.TRAIL,
            tool_sheets.FINDINGS,
            tool_sheets.EXPLAIN,
        )
        self.sheets = {sheet.id: sheet for sheet in sheets}

    def __getitem__(self, sheet_id: str) -> Sheet:
        return self.sheets[sheet_id]


@lru_cache(maxsize=8)
def layout_of(index: IndexSet, capacity: Capacity = ROOM) -> Layout:
    """Return the layout for an index set; its components and counts are columns of sheets."""
    return Layout(index, capacity)
