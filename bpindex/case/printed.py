"""A printed table as data: which agencies in which order, and an ordered list of columns.

Header levels, spans, widths and pages follow from the list. A table that has the name of one of
Thiết lập takes from there what it does not say itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby

from bpindex.case.keys import MONTH, PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL, PRIOR
from bpindex.case.records import Table
from bpindex.codec.fields import SHEET, in_file, written
from bpindex.index.definition import IndexSet
from bpindex.words import printed as words

# In the place of a group or component: a column for each of them.
EACH_GROUP, EACH_COMPONENT = words.EACH_GROUP, words.EACH_COMPONENT
# Before the names of rows that are no agencies: headings of sections, averages, sums.
MADE_ROW = "#"
# The ready layout of the notice of 02/2024.
USUAL = "thong-bao"
SECTION_ROW = f"{MADE_ROW}muc."


class What(StrEnum):
    """What a column shows."""

    # The group's figure by the rule of the index set, as on the notice of 02/2024.
    FIGURE = "figure"
    TYPED = "typed"
    POINTS = "points"
    POINTS_OF_MAX = "points_of_max"
    PERCENT = "percent"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    RATE = "rate"
    TOTAL = "total"
    RANK = "rank"
    RANK_IN_SECTION = "rank_in_section"
    GRADE = "grade"


# What is of one group, of one group or component, of one component.
OF_GROUP = frozenset({What.FIGURE, What.TYPED})
OF_EITHER = frozenset({What.POINTS, What.POINTS_OF_MAX, What.PERCENT})
OF_COMPONENT = frozenset({What.NUMERATOR, What.DENOMINATOR, What.RATE})
RANKS = frozenset({What.RANK, What.RANK_IN_SECTION})
OF_TOTAL = RANKS | {What.TOTAL, What.GRADE}
# What is known of another time: what is typed for it, or follows from that.
OF_PRIOR = OF_GROUP
OF_PREVIOUS = frozenset({What.TOTAL, What.RANK, What.RANK_IN_SECTION, What.GRADE, *OF_EITHER})
# Of what there is no difference.
NO_CHANGE = frozenset({What.GRADE, What.POINTS_OF_MAX, What.NUMERATOR, What.DENOMINATOR, What.RATE})


class When(StrEnum):
    """Of which time a column is."""

    THIS = "this"
    PREVIOUS = "previous"
    PRIOR = "prior"


class Shown(StrEnum):
    """The value of that time, or how much more (of ranks: how many places up) it is now."""

    VALUE = "value"
    CHANGE = "change"


class Order(StrEnum):
    """The order of agencies within a section."""

    LIST = "list"
    TOTAL = "total"
    NAME = "name"


class SummaryKind(StrEnum):
    """A row for all: the province's as typed, the mean, all counts as those of one agency."""

    PROVINCE = "province"
    AVERAGE = "average"
    SUM = "sum"


class Listing(StrEnum):
    """A list of agencies by total, in a sentence below the table."""

    BELOW_80 = "below_80"
    HIGHEST_5 = "highest_5"
    LOWEST_5 = "lowest_5"


class Colours(StrEnum):
    """By what the cells of a column are coloured."""

    NONE = "none"
    GRADE = "grade"
    BELOW_80_90 = "below_80_90"
    CHANGE = "change"


@dataclass(frozen=True)
class PrintedColumn:
    """One printed column; where a label is blank, the tool writes it."""

    what: What
    of: str = ""
    when: When = When.THIS
    shown: Shown = Shown.VALUE
    label_1: str = ""
    label_2: str = ""
    label_3: str = ""
    decimals: int | None = None
    decimal_mark: str = ""
    when_denominator_zero: str | None = None
    when_numerator_zero: str | None = None
    merged: str = ""
    colours: Colours = Colours.NONE
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """The name under which a text in it is known."""
        if self.what is What.FIGURE and self.shown is Shown.VALUE:
            return f"{self.of}{PRIOR if self.when is When.PRIOR else MONTH}"
        of = f".{self.of}" if self.of else ""
        when = "" if self.when is When.THIS else f"@{self.when}"
        return f"{self.what}{of}{when}{'~' if self.shown is Shown.CHANGE else ''}"

    @property
    def previous_field(self) -> str:
        """The field of the figures of the period before from which it comes."""
        if self.what in RANKS:
            return PREVIOUS_RANK
        return PREVIOUS_TOTAL if self.what in OF_TOTAL else f"{PREVIOUS_POINTS}{self.of}"


@dataclass(frozen=True)
class Section:
    """The agencies of one kind; without a heading they go on with the section before."""

    kind: str
    heading: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Summary:
    """A row for all agencies, with decimals and mark of its own."""

    what: SummaryKind
    label: str = ""
    decimals: int | None = None
    decimal_mark: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PrintedTable:
    """One table of the notice; what it does not say, its ready layout says."""

    id: str
    sections: tuple[Section, ...] = in_file("section")
    ready: str = ""
    columns: tuple[PrintedColumn, ...] = field(default=(), metadata={"key": "column"})
    summaries: tuple[Summary, ...] = field(default=(), metadata={"key": "summary"})
    heading: str = ""
    order: Order | None = None
    decimal_mark: str = ""
    note: bool | None = None
    lists: tuple[Listing, ...] = ()
    row: int = field(default=0, compare=False)

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The heading and the kinds of agencies of each section."""
        parts: list[tuple[str, tuple[str, ...]]] = []
        for section in self.sections:
            if section.heading or not parts:
                parts.append((section.heading, (section.kind,)))
            else:
                heading, kinds = parts[-1]
                parts[-1] = heading, (*kinds, section.kind)
        return tuple(parts)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of all its agencies."""
        return tuple(section.kind for section in self.sections)

    @property
    def is_numbered_anew(self) -> bool:
        """Whether Stt counts the rows as they stand, instead of being printed as typed."""
        return self.order in (Order.TOTAL, Order.NAME) or len(self.parts) > 1

    def keyed(self, index: IndexSet) -> dict[str, PrintedColumn]:
        """Return every single column by its key; one that is there again has a key of its own."""
        keyed: dict[str, PrintedColumn] = {}
        for column in spread(self.columns, index):
            key, times = column.key, 1
            while key in keyed:
                times += 1
                key = f"{column.key}={times}"
            keyed[key] = column
        return keyed


@dataclass(frozen=True)
class PrintedTables:
    """The printed tables of a case, as its file holds them."""

    tables: tuple[PrintedTable, ...] = in_file("table")


def spread(columns: Sequence[PrintedColumn], index: IndexSet) -> Iterator[PrintedColumn]:
    """Yield the columns, those for each group or component once for each of them.

    Such as follow each other stand together for each.
    """
    each: Mapping[str, tuple[str, ...]] = {
        EACH_GROUP: tuple(index.group_by_id),
        EACH_COMPONENT: tuple(index.component_by_id),
    }
    for of, run in groupby(columns, key=lambda column: column.of):
        found = tuple(run)
        if of not in each:
            yield from found
        for name in each.get(of, ()):
            yield from (replace(column, of=name) for column in found)


def heading_name(table: str) -> str:
    """Return the name of the paragraph that is the heading of a table."""
    return f"heading.{table}"


def list_name(table: str, listing: Listing) -> str:
    """Return the name of the paragraph that is a list below a table."""
    return f"list.{table}.{listing}"


def made_paragraphs(table: str) -> Iterator[str]:
    """Yield the names of the paragraphs that a table may bring with it."""
    yield heading_name(table)
    yield from (list_name(table, listing) for listing in Listing)


def made_rows(sections: int) -> Iterator[str]:
    """Yield the names of the rows of no agency that a table may have: summaries and headings."""
    yield from (f"{MADE_ROW}{kind}" for kind in SummaryKind)
    yield from (f"{SECTION_ROW}{number}" for number in range(1, sections + 1))


def printed_titles(tables: Iterable[PrintedTable], index: IndexSet) -> dict[str, str]:
    """Return what staff call the printed columns of some tables, by their keys."""
    titles = {}
    for table in tables:
        for key, column in table.keyed(index).items():
            group, component = (
                index.group_by_id.get(column.of),
                index.component_by_id.get(column.of),
            )
            of = group.name if group else f"{column.of}. {component.name}" if component else ""
            when = "" if column.when is When.THIS else written(column.when, SHEET)
            change = written(column.shown, SHEET) if column.shown is Shown.CHANGE else ""
            parts = (written(column.what, SHEET), of, when, change)
            titles[key] = ", ".join(filter(None, parts))
    return titles


def usual_tables(tables: Sequence[Table]) -> tuple[PrintedTable, ...]:
    """Return the tables of a case that says nothing of them: those of the notice of 02/2024."""
    return tuple(PrintedTable(item.id, (Section(item.kind),), USUAL) for item in tables)
