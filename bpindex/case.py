"""A case: everything one reporting period needs, as plain frozen records.

The same records are read from a folder of texts (`case_files`) or from the workbook, so that
nothing downstream knows where they came from; `origin` only serves to name places in messages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Protocol

from bpindex import messages
from bpindex.correction import Correction
from bpindex.definition import Basis, Display, IndexSet
from bpindex.periods import Period

# The agency code under which the province row of a table is known.
PROVINCE = "tinh"
# Column keys: group id + one of these endings, as in the published tables.
PRIOR = "_nam_truoc"
MONTH = "_thang"


class Origin(Protocol):
    """Names a place of a case the way its user sees it: file and line, or sheet and cell."""

    def place(self, part: str, row: int = 0, column: str = "") -> str:
        """Return the name of a part (settings, counts, ...), narrowed to a row and column."""


class PlainOrigin:
    """The origin of a case that was made in memory."""

    def place(self, part: str, row: int = 0, column: str = "") -> str:
        """Return the bare part, row and column."""
        return " ".join(str(item) for item in (part, row, column) if item)


@dataclass(frozen=True)
class Column:
    """How one group prints in one table; `None` keeps the display rule of the index set."""

    group: str
    basis: Basis | None = None
    component: str | None = None
    decimals: int | None = None
    when_denominator_zero: str | None = None
    when_numerator_zero: str | None = None
    prior_source: str = ""
    month_source: str = ""
    merged_prior: str = ""
    merged_month: str = ""
    province_prior: Decimal | None = None
    province_month: Decimal | None = None
    province_suffix_prior: str = ""
    province_suffix_month: str = ""

    def display(self, default: Display) -> Display:
        """Return the display rule in force: the index set's with this table's changes."""
        changes = {
            name: getattr(self, name)
            for name in Display.__dataclass_fields__
            if getattr(self, name) is not None
        }
        return replace(default, **changes)


@dataclass(frozen=True)
class Table:
    """One table of the notice: the agencies of one kind."""

    id: str
    kind: str
    province_name: str
    column: tuple[Column, ...]
    decimal_mark: str = ","
    section: str = ""


@dataclass(frozen=True)
class Settings:
    """The period, the dates and names of the notice, and its tables."""

    period: str
    period_from: date
    period_to: date
    parent_body: str
    issuer: str
    issuer_name: str
    issuer_code: str
    place: str
    issue_year: int
    issue_month: int
    deadline: date
    prior_label: str
    table: tuple[Table, ...]
    issue_day: int | None = None
    number: str = ""
    signatory: str = ""
    crosses_month: bool = False
    portal_tolerance: Decimal = Decimal(1)


@dataclass(frozen=True)
class Agency:
    """An agency (đơn vị); `code` never changes, `stt` is printed as typed."""

    code: str
    name: str
    kind: str
    order: int
    stt: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    row: int = field(default=0, compare=False)

    def valid_in(self, period: Period) -> bool:
        """Return whether the agency exists at some time of the period."""
        return (self.valid_from is None or self.valid_from <= period.last_day) and (
            self.valid_to is None or self.valid_to >= period.first_day
        )


@dataclass(frozen=True)
class DataRow:
    """A row of pasted texts of one agency, by column; blank cells are left out."""

    agency: str
    cells: Mapping[str, str]
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class LateDossier:
    """A dossier of the appendix (hồ sơ trễ); it holds no name of an applicant."""

    dossier: str
    procedure: str
    agency: str
    received: date | None = None
    due: date | None = None
    returned: date | None = None
    days_late: str = ""
    status: str = ""
    cause: str = ""
    note: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class HistoryRow:
    """What one agency had in one component in a closed period."""

    period: str
    agency: str
    component: str
    numerator: str = ""
    denominator: str = ""
    points: str = ""
    figure: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class TrailRow:
    """One line of the trail: when which notice was generated, and by whom.

    `fingerprint` is that of everything printed, `corrections` the number in force.
    """

    on: str
    by: str
    action: str
    period: str
    fingerprint: str
    corrections: str = ""
    version: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Paragraph:
    """One block of the notice: its place in the order, its kind and its text."""

    id: str
    kind: str
    text: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Labels:
    """The fixed words of the tables and the appendix."""

    stt: str
    agency: str
    title: str
    group: str
    month: str
    note: str
    period_note: str
    appendix_columns: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """Every sentence of the notice, with {placeholders}."""

    labels: Labels
    paragraph: tuple[Paragraph, ...]


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
    history: tuple[HistoryRow, ...] = ()
    trail: tuple[TrailRow, ...] = ()
    origin: Origin = field(default_factory=PlainOrigin, compare=False, repr=False)

    @cached_property
    def period(self) -> Period:
        """The reporting period."""
        place = partial(self.origin.place, "settings", column="period")
        return Period.parse(self.settings.period, place)

    @cached_property
    def table_of_kind(self) -> Mapping[str, Table]:
        """The table in which each kind of agency prints."""
        return {table.kind: table for table in self.settings.table}

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
        return column_keys(self.index)


def column_keys(index: IndexSet) -> tuple[str, ...]:
    """Return the keys of the printed columns of an index set, in order."""
    return tuple(f"{group}{part}" for group in index.groups for part in (PRIOR, MONTH))


def column_title(index: IndexSet, key: str) -> str:
    """Return the words for a printed column; the key itself where it is none."""
    for part, text in ((PRIOR, messages.COLUMN_PRIOR), (MONTH, messages.COLUMN_MONTH)):
        group = index.groups.get(key.removesuffix(part))
        if group is not None and key.endswith(part):
            return text.format(group=group.name)
    return key
