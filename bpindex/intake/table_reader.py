"""One table read into values: its rows, its columns, its cells, and what of them is asked."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import attrgetter

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency
from bpindex.codec.shown import Unclear
from bpindex.grids.grid import Grid, shown_text
from bpindex.grids.numbers import Read, marks_in
from bpindex.intake.checking import (
    check_points,
    check_sections,
    check_sums,
    check_totals,
    derived,
    title_of,
)
from bpindex.intake.dossiers import dossiers_of, is_dossier_list
from bpindex.intake.doubts import Doubts
from bpindex.intake.one_each import one_each
from bpindex.intake.points import read_points
from bpindex.intake.qualifying import Qualifying
from bpindex.intake.reading_columns import ColumnReader
from bpindex.intake.reading_rows import Rows, cells_of, rows_of, settled_marks
from bpindex.intake.settling import not_reported, settled
from bpindex.intake.shapes import (
    holds_hidden,
)
from bpindex.intake.taken import Intake, Value
from bpindex.naming.agencies import Agencies
from bpindex.naming.known_words import sums
from bpindex.naming.targets import Kind, Target
from bpindex.tables.columns import Columns
from bpindex.tables.table import Table, tables_in
from bpindex.words import intake as words


@dataclass
class TableReader:
    """Reads tables, each into the values that it gives."""

    case: Case
    agencies: Agencies
    columns: Columns
    intake: Intake

    def __post_init__(self) -> None:
        """Tell which words around tables are understood."""
        understood = Qualifying(self.case, self.agencies)
        self.doubts = Doubts(self.case, self.columns, self.intake, understood)

    def read(self, grid: Grid) -> None:
        """Read every table of a grid."""
        tables = tables_in(grid, self.agencies)
        if any(map(holds_hidden, tables)) and not self.doubts.is_hidden_taken(grid, tables[0]):
            tables = tables_in(grid.without_hidden(), self.agencies)
        if not tables and any(grid.filled(row) for row in range(len(grid.rows))):
            name = grid.file if not grid.sheet else f"{grid.file}, {grid.sheet}"
            self.intake.report.skipped.append(words.NO_TABLE.format(file=name))
        for table in tables:
            self.doubts.waits = False
            values, taken = len(self.intake.values), len(self.intake.report.taken)
            if is_dossier_list(table):
                if self.doubts.is_of_period(table) and not self.doubts.waits:
                    dossiers_of(table, self.agencies, self.intake, self.case)
            elif self.doubts.is_wanted(table):
                self._table(table)
            if self.doubts.waits:
                # All that is to be said of a table is asked at once, and nothing of it is taken.
                del self.intake.values[values:], self.intake.report.taken[taken:]

    def _table(self, table: Table) -> None:
        intake, report = self.intake, self.intake.report
        rows = rows_of(table, self.agencies, intake.decisions, report)
        if rows.are_several and not _are_same(table, rows):
            place = table.grid.place(table.body[0], table.columns[0])
            question = _asked_of(rows, place)
            choices = [words.LEAVE_TABLE, words.TAKE]
            if intake.decisions.ask(f"rows|{place}", question, choices, True) != words.TAKE:
                return
        intake.learnt_names |= rows.learnt
        reader = ColumnReader(self.case, self.columns, intake)
        headed = reader.headed(table)
        targets = reader.targets(table, rows, headed)
        if not self.doubts.is_as_headed(table, rows, targets, headed):
            return
        others = [c for c in table.paths if c not in targets and c not in table.named_by]
        found = {c: self.columns.match(table.paths[c]) for c in others}
        left = {
            column: match.target is None and not match.offered
            for column, match in found.items()
            if self.doubts.qualifying.is_note(table.paths[column])
            or match.target is None
            or match.target.kind in (Kind.NAME, Kind.OTHER_PERIOD)
        }
        if targets and not self.doubts.is_understood_within(table, rows, left):
            return
        texts = [
            cell
            for column in table.columns
            if column not in table.named_by
            if str in set(map(type, cells := table.grid.column(column, table.body)))
            for cell in cells
            if isinstance(cell, str)
        ]
        read = cells_of(table, targets, rows)
        marks = settled_marks(targets, rows, marks_in(texts), sums(), read)
        read = settled(table, rows, read, marks, intake.decisions)
        one = one_each(table, targets, read, rows, self.columns, intake)
        values = self._of_province(table, one, read, rows)
        check_totals(table, one, read, rows, intake)
        check_sections(table, one, read, rows, intake)
        check_sums(table, one, read, rows, intake)
        check_points(table, one, rows, self.case.index.group_by_id.keys(), intake)
        values += self._values(table, one, read, rows)
        values += derived(table, one, read, rows, intake, self.columns.name_of)
        intake.values += values
        report.taken += not_reported(table, one, read, rows)
        # Values of one column stand together and share their target: equal ones are compared once.
        counted: Counter[Target] = Counter()
        for target, some in groupby(values, key=attrgetter("target")):
            counted[target] += sum(1 for _ in some)
        for column, target in one.items():
            if counted[target]:
                report.taken.append(
                    words.COLUMN_TAKEN.format(
                        place=table.grid.place(table.body[0], column),
                        column=title_of(table, column),
                        name=self.columns.name_of(target),
                        count=counted[target],
                    )
                )

    def _values(
        self,
        table: Table,
        targets: Mapping[int, Target],
        read: Mapping[tuple[int, int], Read],
        rows: Rows,
    ) -> list[Value]:
        values: list[Value] = []
        grid, codes = table.grid, [agency.code for agency in rows.agencies.values()]
        for column, target in targets.items():
            if target.kind is Kind.WITNESS:
                continue
            if target.kind is Kind.COUNT:
                texts = [read[row, column].text for row in rows.agencies]
            elif target.kind is Kind.POINTS:
                cells = grid.column(column, rows.agencies)
                texts = [read_points(cell) or "" for cell in cells]
            else:
                texts = [self._figure(table, row, column) for row in rows.agencies]
            pieces = (codes, repeat(target), texts, repeat(grid), rows.agencies, repeat(column))
            made = map(Value._make, zip(*pieces, strict=False))
            values += made if all(texts) else (value for value in made if value.text)
        return values

    def _of_province(
        self,
        table: Table,
        targets: Mapping[int, Target],
        read: Mapping[tuple[int, int], Read],
        rows: Rows,
    ) -> list[Value]:
        """Return what the province's own rows hold that is no sum of its agencies.

        Points, and counts of components that are computed for the province alone.
        """
        counts = self.case.index.counts_of_province
        own = {
            column: target
            for column, target in targets.items()
            if target.kind is Kind.POINTS or (target.kind is Kind.COUNT and target.key in counts)
        }
        rows.own_columns = frozenset(own)
        values: list[Value] = []
        counted = {column: target for column, target in own.items() if target.kind is Kind.COUNT}
        every = dict.fromkeys(rows.province, own) | dict.fromkeys(rows.whole, counted)
        for row, some in every.items():
            columns = self._own_of_total(table, row, some, read, rows)
            agency = Agency(PROVINCE, table.grid.text(row, table.named_by[0]), "", 0)
            found = self._values(table, columns, read, Rows(agencies={row: agency}))
            told = {"place": table.grid.place(row, table.named_by[0]), "found": agency.name}
            if found:
                sentence = words.ROW_PROVINCE.format(**told, count=len(found))
                self.intake.report.taken.append(sentence)
            elif row in rows.province:
                self.intake.report.skipped.append(words.ROW_TOTAL.format(**told))
            values += found
        return values

    def _own_of_total(
        self,
        table: Table,
        row: int,
        columns: Mapping[int, Target],
        read: Mapping[tuple[int, int], Read],
        rows: Rows,
    ) -> Mapping[int, Target]:
        """Return the columns in which a row of totals holds what is the province's own number.

        The sum of the agencies' numbers is none. Another number is where the row names the
        province; where it says no more than that it is a total, a person is asked.
        """
        place, own, odd = table.grid.place(row, table.named_by[0]), dict(columns), []
        for column in (c for c, target in columns.items() if target.kind is Kind.COUNT):
            stated, each = read[row, column].value, [read[r, column].value for r in rows.agencies]
            given = [number for number in each if number is not None]
            if given and stated == sum(given):
                del own[column]
            elif given and stated is not None and row not in rows.province:
                odd.append(column)
        told = {"place": place, "found": table.grid.text(row, table.named_by[0])}
        if len(own) < len(columns):
            said = words.TOTAL_IS_SUM.format(**told, count=len(columns) - len(own))
            self.intake.report.skipped.append(said)
        if odd:
            first = table.grid.place(row, odd[0])
            question = words.ASK_OWN.format(**told | {"place": first}, count=len(odd))
            choices = [words.TAKE_OWN, words.LEAVE_CELLS]
            if self.intake.decisions.ask(f"own|{place}", question, choices) != words.TAKE_OWN:
                return {column: own[column] for column in own if column not in odd}
        return own

    def _figure(self, table: Table, row: int, column: int) -> str:
        """Return a figure that is printed as it stands, blank for none; what is unclear is told."""
        cell = table.grid.cell(row, column)
        if isinstance(cell, Unclear):
            told = {"place": table.grid.place(row, column), "found": cell.text, "why": cell.why}
            self.intake.report.skipped.append(words.FIGURE_UNCLEAR.format(**told))
            return ""
        text = shown_text(cell).removesuffix("%").strip()
        return "" if text.casefold() in words.MEANS_NOTHING else text


def _asked_of(rows: Rows, place: str) -> str:
    """Return what is asked where agencies have several rows that differ."""
    counted = Counter(agency.name for agency in rows.agencies.values())
    twice = [name for name, count in counted.items() if count > 1]
    if not twice or rows.nameless:
        return words.ASK_REPEATED.format(place=place)
    more = words.OTHER_AGENCIES.format(count=len(twice) - 1) if twice[1:] else ""
    return words.ASK_ROWS_TWICE.format(place=place, name=twice[0], others=more)


def _are_same(table: Table, rows: Rows) -> bool:
    """Return whether rows of one agency say the same, and none is without a name."""
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row, agency in rows.agencies.items():
        cells = (table.grid.text(row, c) for c in table.columns if c not in table.named_by)
        said[agency.code].add(tuple(cells))
    return not rows.nameless and all(len(some) == 1 for some in said.values())
