"""A case: everything one reporting period needs, as plain frozen records.

The same records are read from a folder of texts (`case.folder`) or from the workbook, so that
nothing downstream knows where they came from; `origin` only serves to name places in messages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from typing import Protocol

from bpindex.case.correction import Correction
from bpindex.case.history_rows import HistoryRow
from bpindex.case.keys import column_titles
from bpindex.case.months import Months
from bpindex.case.printed import PrintedColumn, PrintedTable, printed_titles, usual_tables
from bpindex.case.ready import completed
from bpindex.case.records import (
    Agency,
    DataRow,
    LateDossier,
    LearntColumn,
    Settings,
    Table,
    TrailRow,
    Wording,
)
from bpindex.index.definition import IndexSet
from bpindex.index.periods import Period, shown_month
from bpindex.index.spans import Span, closed_name, span_name, span_of


class Noticed(StrEnum):
    """What a sheet tells of its cells beside what they hold."""

    OUTSIDE = "outside"
    UNSEEN = "unseen"
    HIDDEN = "hidden"


class Origin(Protocol):
    """Names a place of a case the way its user sees it: file and line, or sheet and cell."""

    def place(self, part: str, row: int = 0, column: str = "") -> str:
        """Return the name of a part (settings, counts, ...), narrowed to a row and column."""

    @property
    def noticed(self) -> Mapping[tuple[str, Noticed], Sequence[str]]:
        """By part, the places of what somebody typed where nothing is read, or nobody sees it."""

    @property
    def typed(self) -> Mapping[str, tuple[str, str]]:
        """Sheet and cell of what was typed over a printed text since the last run, by its key."""

    @property
    def by_name(self) -> bool:
        """Whether agencies are chosen by their names here, codes being out of sight."""


class PlainOrigin:
    """The origin of a case that was made in memory."""

    def place(self, part: str, row: int = 0, column: str = "") -> str:
        """Return the bare part, row and column."""
        return " ".join(str(item) for item in (part, row, column) if item)

    @property
    def noticed(self) -> Mapping[tuple[str, Noticed], Sequence[str]]:
        """Nothing is."""
        return {}

    @property
    def typed(self) -> Mapping[str, tuple[str, str]]:
        """Nothing was typed over anything."""
        return {}

    @property
    def by_name(self) -> bool:
        """Codes are seen."""
        return False


@dataclass(frozen=True)
class Case:
    """One reporting period."""

    settings: Settings
    agencies: tuple[Agency, ...]
    counts: tuple[DataRow, ...]
    typed: tuple[DataRow, ...]
    corrections: tuple[Correction, ...]
    late_dossiers: tuple[LateDossier, ...]
    wording: Wording
    index: IndexSet
    history: Sequence[HistoryRow] = ()
    trail: tuple[TrailRow, ...] = ()
    learnt: tuple[LearntColumn, ...] = ()
    printed: tuple[PrintedTable, ...] = ()
    previous: tuple[DataRow, ...] = ()
    months: Months = field(default_factory=Months, compare=False, repr=False)
    origin: Origin = field(default_factory=PlainOrigin, compare=False, repr=False)

    @cached_property
    def period(self) -> Period:
        """The reporting period."""
        place = partial(self.origin.place, "settings", column="period")
        return Period.parse(self.settings.period, place)

    @cached_property
    def span(self) -> Span:
        """How long its period is, as its days say."""
        return span_of(self.period, self.settings.period_from, self.settings.period_to)

    @cached_property
    def key(self) -> str:
        """The name of its period where something is kept by period: "2024-02", "2024 quý I".

        A month and the quarter that ends with it share nothing.
        """
        settings = self.settings
        return closed_name(self.span, self.period, settings.period_from, settings.period_to)

    @cached_property
    def named(self) -> str:
        """What people call its period in a sentence: "tháng 02/2024", "quý I/2024"."""
        settings = self.settings
        return span_name(self.span, self.period, settings.period_from, settings.period_to)

    @cached_property
    def called(self) -> str:
        """What people call its period behind the word "kỳ": "02/2024", "quý I/2024"."""
        return shown_month(str(self.period)) if self.span is Span.MONTH else self.named

    @cached_property
    def table_of_kind(self) -> Mapping[str, Table]:
        """The table in which each kind of agency prints."""
        return {table.kind: table for table in self.settings.tables}

    @cached_property
    def printed_tables(self) -> tuple[PrintedTable, ...]:
        """The tables of the notice; where the case says nothing of them, the usual ones."""
        return tuple(map(completed, self.printed or usual_tables(self.settings.tables)))

    @cached_property
    def table_names(self) -> Mapping[str, str]:
        """What staff call each table, of Thiết lập and of the notice, by its id."""
        printed = {table.id: table.heading or table.id for table in self.printed}
        return printed | {table.id: table.kind for table in self.settings.tables}

    @cached_property
    def table_marks(self) -> Mapping[str, str]:
        """The decimal mark of each table by its id."""
        own = {table.id: table.decimal_mark for table in self.settings.tables}
        printed = {
            table.id: table.decimal_mark or own.get(table.id, ",") for table in self.printed_tables
        }
        return own | printed

    @cached_property
    def column_names(self) -> Mapping[str, str]:
        """What staff call every printed column, by its key."""
        printed = self.printed_tables if self.printed else ()
        return {**printed_titles(printed, self.index), **column_titles(self.index)}

    def prints(self, kind: str, key: str) -> bool:
        """Return whether the agencies of a kind print a column in any table."""
        if not self.printed:
            return key in self.columns
        return any(
            kind in table.kinds and key in table.keyed(self.index) for table in self.printed_tables
        )

    def printed_column(self, key: str) -> PrintedColumn:
        """Return the printed column of a key, of the first table that has it."""
        found = (table.keyed(self.index) for table in self.printed_tables)
        return next(columns[key] for columns in found if key in columns)

    def base_of(self, table: PrintedTable, kind: str = "") -> Table:
        """Return the table of Thiết lập from which a printed one takes what it does not say.

        That of its own name, or else that of a kind of its agencies.
        """
        own = next((item for item in self.settings.tables if item.id == table.id), None)
        kinds = [own.kind] if own else []
        wanted = kind or (kinds or list(table.kinds))[0]
        return self.table_of_kind[wanted]

    @cached_property
    def valid_agencies(self) -> tuple[Agency, ...]:
        """The agencies of the period, in their printing order (equal orders as listed)."""
        valid = (agency for agency in self.agencies if agency.valid_in(self.period))
        return tuple(sorted(valid, key=lambda agency: agency.order))

    def agencies_of(self, table: Table) -> tuple[Agency, ...]:
        """Return the agencies of one table, in printing order."""
        return tuple(agency for agency in self.valid_agencies if agency.kind == table.kind)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The keys of the printed columns, in order: prior year and month of each group."""
        return tuple(column_titles(self.index))
