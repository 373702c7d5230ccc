"""All sheets of a workbook in the order of the work; everything that needs a place asks here.

An older layout is this one without what was declared later.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from bpindex.index.definition import IndexSet
from bpindex.sheets import (
    agency_sheets,
    computed_sheets,
    index_sheet,
    input_sheets,
    intake_sheets,
    printed_sheets,
    report_sheets,
    text_sheets,
    tool_sheets,
)
from bpindex.sheets.model import LAYOUT_VERSION, ROOM, Capacity, Sheet
from bpindex.sheets.versions import room_of, sheet_in, sheets_in, version_of


class Layout:
    """All sheets for one index set, by id."""

    def __init__(self, index: IndexSet, capacity: Capacity, version: int) -> None:
        self.index = index
        self.capacity = capacity
        self.version = version
        # First what every month needs, step by step; then as Trang chính groups the links.
        sheets = (
            tool_sheets.HOME,
            input_sheets.settings_sheet(capacity),
            intake_sheets.PASTE,
            intake_sheets.IMPORTED,
            input_sheets.counts_sheet(index, capacity),
            tool_sheets.FINDINGS,
            computed_sheets.figures_sheet(index, capacity),
            text_sheets.corrections_sheet(capacity),
            text_sheets.LATE_DOSSIERS,
            text_sheets.typed_sheet(index, capacity),
            printed_sheets.previous_sheet(index, capacity),
            computed_sheets.scores_sheet(index, capacity),
            tool_sheets.EXPLAIN,
            tool_sheets.TRAIL,
            tool_sheets.HISTORY,
            report_sheets.REMINDERS,
            report_sheets.CHARTS,
            report_sheets.SIGNING,
            tool_sheets.SLIP,
            tool_sheets.WHAT_IF,
            agency_sheets.agencies_sheet(capacity),
            index_sheet.index_sheet(capacity),
            printed_sheets.printed_sheet(capacity),
            text_sheets.WORDING,
            intake_sheets.LEARNT,
            tool_sheets.GUIDE,
        )
        self.sheets = {sheet.id: sheet for sheet in sheets_in(sheets, version)}

    def __getitem__(self, sheet_id: str) -> Sheet:
        return self.sheets[sheet_id]


@lru_cache(maxsize=8)
def layout_of(
    index: IndexSet, capacity: Capacity | None = None, version: int = LAYOUT_VERSION
) -> Layout:
    """Return the layout for an index set; its components and counts are columns of sheets."""
    return Layout(index, capacity or room_of(version), version)


def index_sheet_of(version: int, capacity: Capacity = ROOM) -> Sheet:
    """Return Chỉ tiêu of a layout: the index set there tells what stands on other sheets."""
    return sheet_in(index_sheet.index_sheet(capacity), version)


def version_of_values(values: Mapping[str, Sequence[Sequence[Any]]], capacity: Capacity) -> int:
    """Return the layout of sheets that are given as whole values."""
    sheets = (
        input_sheets.settings_sheet(capacity),
        agency_sheets.agencies_sheet(capacity),
        index_sheet.index_sheet(capacity),
        text_sheets.corrections_sheet(capacity),
    )
    return version_of(sheets, values)
