"""The plain records that a case is made of, as they stand in its files and on its sheets."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bpindex.codec.fields import LOOKED_UP, in_file
from bpindex.index.definition import Basis, Display
from bpindex.index.periods import InMonth, Period
from bpindex.index.working_days import LateDays, WorkingDays
from bpindex.words.buttons import ACTION_CLOSED


@dataclass(frozen=True)
class Column:
    """How one group prints in one table; `None` keeps the display rule of the index set."""

    group: str = field(metadata=LOOKED_UP)
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
        return replace(default, **changes) if changes else default


@dataclass(frozen=True)
class Table:
    """One table of the notice: the agencies of one kind."""

    id: str = field(metadata=LOOKED_UP)
    kind: str = field(metadata=LOOKED_UP)
    province_name: str
    columns: tuple[Column, ...] = in_file("column")
    decimal_mark: str = ","
    section: str = ""

    def with_columns(self, groups: Collection[str]) -> "Table":
        """Return it with the columns of these groups, in their order; what has none says nothing.

        Columns of other groups, and a second one of a group, stand behind them.
        """
        own: dict[str, Column] = {}
        others = [item for item in self.columns if own.setdefault(item.group, item) is not item]
        others += [item for group, item in own.items() if group not in groups]
        columns = (own.get(group, Column(group)) for group in groups)
        return replace(self, columns=(*columns, *others))


@dataclass(frozen=True)
class Settings(InMonth):
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
    tables: tuple[Table, ...] = in_file("table")
    issue_day: int | None = None
    number: str = ""
    signatory: str = ""
    crosses_month: bool = False
    portal_tolerance: Decimal = Decimal(1)
    deadline_rule: str = ""
    late_days: LateDays = LateDays.WORKING
    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()
    fingerprint_at_foot: bool = False

    def with_columns(self, groups: Collection[str]) -> "Settings":
        """Return them with a column of each of these groups in every table."""
        tables = tuple(table.with_columns(groups) for table in self.tables)
        return replace(self, tables=tables)

    @property
    def working_days(self) -> WorkingDays:
        """The working days of the country, with what people added here."""
        return WorkingDays(frozenset(self.days_off), frozenset(self.days_worked))


# Letters that need no quoting, as offices have them.
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class Agency:
    """An agency (đơn vị); `code` never changes, `stt` is printed as typed."""

    code: str = field(metadata=LOOKED_UP)
    name: str
    kind: str = field(metadata=LOOKED_UP)
    order: int
    stt: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    email: str = ""
    row: int = field(default=0, compare=False)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its e-mail addresses; what is none is left out."""
        return tuple(part for part in self._typed_addresses if _ADDRESS.fullmatch(part))

    @property
    def odd_addresses(self) -> tuple[str, ...]:
        """What was typed for an e-mail address and is none."""
        return tuple(part for part in self._typed_addresses if not _ADDRESS.fullmatch(part))

    @property
    def _typed_addresses(self) -> list[str]:
        return [part.strip() for part in re.split("[;,]", self.email) if part.strip()]

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
class LateDossier(InMonth):
    """A dossier of the appendix (hồ sơ trễ); it holds no name of an applicant.

    `period` is the month in whose appendix it stands, such as 2024-02.
    """

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
    period: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class TrailRow(InMonth):
    """One line of the trail: when which notice was generated, and by whom.

    `fingerprint` is that of everything printed, `corrections` the number in force. Where a month
    was closed it is that of what the month prints, made or not.
    """

    on: str
    by: str
    action: str
    period: str
    fingerprint: str
    corrections: str = ""
    version: str = ""
    row: int = field(default=0, compare=False)

    @property
    def is_made(self) -> bool:
        """Whether a notice was made then."""
        return bool(self.fingerprint) and self.action != ACTION_CLOSED


@dataclass(frozen=True)
class LearntColumn:
    """A header that a person said to hold a count or figure, by what staff call it.

    `path` are the levels of the header from the top down, as intake compares them.
    """

    path: str
    target: str
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class MonthRow(InMonth):
    """One thing that stood in the case for a month: its digest (see `case.months`)."""

    period: str
    digest: str
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Paragraph:
    """One block of the notice: its place in the order, its kind and its text.

    `drafted` tells of remarks that the tool put there: their month and the mark of their text.
    """

    id: str
    kind: str
    text: str = ""
    drafted: str = ""
    row: int = field(default=0, compare=False)

    def prints_in(self, month: str) -> bool:
        """Return whether it prints in a month ("2024-02"): drafted remarks only in their own."""
        return not self.drafted or self.drafted.startswith(f"{month} ")


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
    paragraphs: tuple[Paragraph, ...] = in_file("paragraph")
