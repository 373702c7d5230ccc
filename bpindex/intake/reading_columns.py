"""The columns of a table: what each holds, as known, as its cells show, or as a person says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bpindex.case.model import Case
from bpindex.grids.grid import is_blank, shown_text
from bpindex.grids.numbers import number_rows
from bpindex.index.definition import Basis
from bpindex.intake.checking import title_of
from bpindex.intake.points import (
    any_of_most,
    are_points,
    is_of_points,
    odd_points,
    says_points,
    says_rates,
    shares_of_most,
)
from bpindex.intake.reading_rows import Rows
from bpindex.intake.shapes import read_any
from bpindex.intake.taken import Intake
from bpindex.naming.groups import most_in
from bpindex.naming.names import folded
from bpindex.naming.targets import Kind, Match, Target
from bpindex.tables.columns import Columns, path_key
from bpindex.tables.table import Table
from bpindex.words import intake as words

_NO_NUMBERS = (Kind.NAME, Kind.SKIPPED)
_PERCENTS = (Kind.MONTH, Kind.PRIOR)
_MOST_PERCENT = 100


def _numbers(table: Table, rows: Rows, column: int) -> list[float]:
    found = map(read_any, table.grid.column(column, rows.agencies))
    return [value for value in found if value is not None]


def _are_whole(values: Sequence[float]) -> bool:
    return bool(values) and all(map(float.is_integer, values))


@dataclass
class ColumnReader:
    """Tells what the columns of tables hold."""

    case: Case
    columns: Columns
    intake: Intake

    def headed(self, table: Table) -> list[int]:
        """Return the columns whose headers are neither names nor known for nothing to take."""
        found = {c: self.columns.match(path).target for c, path in table.paths.items() if path}
        return [c for c, item in found.items() if item is None or item.kind not in _NO_NUMBERS]

    def targets(self, table: Table, rows: Rows, headed: Sequence[int]) -> dict[int, Target]:
        """Return what each column holds, as known or as said by a person."""
        targets: dict[int, Target] = {}
        seen: Counter[str] = Counter()
        keys = Counter(path_key(path) for path in table.paths.values())
        every, skipped = self.columns.targets(), Target(Kind.SKIPPED)
        some = [*rows.agencies, *rows.province]
        own = self.case.index.counts_of_province
        for column, path in table.paths.items():
            filled = not all(map(is_blank, table.grid.column(column, some)))
            if not filled and not all(map(is_blank, table.grid.column(column, rows.whole))):
                held = self.columns.match(path, table.paths.values()).target
                filled = held is not None and held.kind is Kind.COUNT and held.key in own
            if column in table.named_by or not (filled or path):
                continue
            row = table.header[-1] if table.header else table.body[0]
            place = table.grid.place(row, column)
            if not filled:
                if column in headed:
                    told = words.COLUMN_EMPTY.format(place=place, column=title_of(table, column))
                    self.intake.report.skipped.append(told)
                continue
            title, key = title_of(table, column), path_key(path)
            match = self.columns.match(path, table.paths.values())
            if match.target is not None:
                match = self._as_cells_show(table, rows, column, match, match.target)
            target = match.target
            if target is None:
                seen[key] += 1
                names = [self.columns.name_of(item) for item in match.offered]
                # A header that stands there twice says two things: each is asked about.
                number = f"|{seen[key]}" if keys[key] > 1 else ""
                is_open = not (match.offered and match.is_near) or keys[key] > 1
                # What says the same stands first, though it is asked: something is above it.
                first = [n for n in names if not is_open or folded(n) == folded(path[-1])]
                choices = list(dict.fromkeys([*first, words.LEAVE_COLUMN, *names]))
                text = words.ASK_COLUMN if names else words.COLUMN_UNKNOWN
                answer = self.intake.decisions.ask(
                    f"column|{key}{number}",
                    text.format(place=place, column=title),
                    choices,
                    is_open,
                    also=every,
                    may_stay=not names,
                    likely=first[0] if first else "",
                )
                target = every.get(answer)
                if target is None and answer and is_open:
                    # What a person leaves out is left out the next time too.
                    target, answer = skipped, self.columns.name_of(skipped)
                if target is None:
                    continue
                if keys[key] == 1 and self._is_lasting(target, path):
                    learnt = self.columns.key_of(path, table.paths.values())
                    self.intake.learnt_columns[learnt] = answer
            if target is not None and self._is_taken(target, place, title):
                targets[column] = target
                if target.kind is Kind.POINTS:
                    self._ask_odd_points(table, rows, column, target)
        points = [column for column, item in targets.items() if item.kind is Kind.POINTS]
        if (found := shares_of_most(table, some, points)) and not self._is_agreed(table, found):
            return {column: item for column, item in targets.items() if column not in points}
        return targets

    def _is_agreed(self, table: Table, found: str) -> bool:
        """Return whether a person takes numbers for points that look like parts of the most."""
        place = table.grid.place(table.body[0], table.columns[0])
        question = words.ASK_SHARES.format(place=place, found=found)
        choices = [words.LEAVE_POINTS_ALL, words.TAKE]
        return self.intake.decisions.ask(f"shares|{place}", question, choices, True) == words.TAKE

    def _is_lasting(self, target: Target, path: tuple[str, ...]) -> bool:
        """Return whether a header means the same in every table and month."""
        is_plain = target.kind in (Kind.COUNT, Kind.SKIPPED)
        return is_plain and not self.columns.is_of_period(path)

    def _as_cells_show(
        self, table: Table, rows: Rows, column: int, match: Match, target: Target
    ) -> Match:
        """Return a match, corrected where points stand in the column, or may not."""
        if target.kind is Kind.POINTS:
            return self._of_points(table, rows, column, target)
        if target.kind not in _PERCENTS:
            return match
        cells = table.grid.column(column, rows.agencies)
        is_printed = target.kind is Kind.PRIOR or self._is_typed(target.key)
        if is_printed and self._are_counts(table, rows, column):
            return Match(None, (target,))
        is_month = target.kind is Kind.MONTH and is_of_points(table)
        if not (is_month or most_in(table.paths[column]) or any_of_most(cells)):
            return match
        if target.kind is Kind.PRIOR:
            return Match(Target(Kind.UNKNOWN))
        return self._of_points(table, rows, column, Target(Kind.POINTS, target.key))

    def _are_counts(self, table: Table, rows: Rows, column: int) -> bool:
        """Return whether figures of a column may be counts: too large, or whole beside counts."""
        values = _numbers(table, rows, column)
        if any(value > _MOST_PERCENT for value in values):
            return True
        cells = table.grid.column(column, rows.agencies)
        is_said = says_rates(table) or self.columns.is_percent(table.paths[column])
        if is_said or any("%" in shown_text(cell) for cell in cells) or not _are_whole(values):
            return False
        others = {c: self.columns.match(p).target for c, p in table.paths.items() if c != column}
        kinds = (Kind.COUNT, Kind.MONTH, Kind.PRIOR)
        beside = {c: item.kind for c, item in others.items() if item and item.kind in kinds}
        return any(
            kind is Kind.COUNT or max(found, default=0) > _MOST_PERCENT
            for c, kind in beside.items()
            if _are_whole(found := _numbers(table, rows, c))
        )

    def _of_points(self, table: Table, rows: Rows, column: int, target: Target) -> Match:
        """Return what a column headed by a group or component holds: points only where said so."""
        cells = [table.grid.cell(row, column) for row in rows.agencies]
        if len(cells) > 1 and number_rows([*map(shown_text, cells)]):
            return Match(Target(Kind.SKIPPED))
        is_fit = are_points(cells, table.paths[column], self._most(target))
        if is_fit and says_points(table) and not self._may_be_wider(table, column, target):
            return Match(target)
        if target.key not in self.case.index.group_by_id:
            return Match(Target(Kind.SKIPPED))
        month = Target(Kind.MONTH, target.key)
        if says_rates(table) and not self._is_typed(target.key):
            return Match(month)
        offered = (*([target] if is_fit else []), *([month] if self._is_typed(target.key) else []))
        return Match(None, offered)

    def _may_be_wider(self, table: Table, column: int, target: Target) -> bool:
        """Return whether a column may be of a wider group, of whose parts the table has not all.

        A header that names the most points there are says which it is.
        """
        if most_in(table.paths[column]):
            return False
        matches = (self.columns.match(path, table.paths.values()) for path in table.paths.values())
        here = {match.target.key for match in matches if match.target}
        wider = (group.parts for group in self.case.index.other_groups)
        return any(target.key in parts and not here.issuperset(parts) for parts in wider)

    def _ask_odd_points(self, table: Table, rows: Rows, column: int, target: Target) -> None:
        for row in odd_points(table, rows.agencies, column, self._most(target)):
            place = table.grid.place(row, column)
            question = words.ASK_REFUSED.format(
                place=place,
                column=title_of(table, column),
                found=table.grid.text(row, column),
                why=words.WHY["POINTS"],
            )
            self.intake.decisions.ask(f"cell|{place}|points", question, [words.LEAVE_CELL])

    def _most(self, target: Target) -> float:
        index = self.case.index
        entry = index.group_by_id.get(target.key) or index.component_by_id[target.key]
        return float(entry.max_points)

    def _is_taken(self, target: Target, place: str, title: str) -> bool:
        said = {
            Kind.SKIPPED: words.COLUMN_SKIPPED,
            Kind.NAME: words.COLUMN_SKIPPED,
            Kind.OTHER_PERIOD: words.COLUMN_OTHER_PERIOD,
            Kind.UNKNOWN: words.COLUMN_PRIOR_POINTS,
        }
        if target.kind is Kind.MONTH and not self._is_typed(target.key):
            said[Kind.MONTH] = words.COLUMN_MONTH
        if target.kind is Kind.WITNESS:
            told = words.COLUMN_WITNESS.format(place=place, column=title)
            self.intake.report.skipped.append(told)
        if sentence := said.get(target.kind):
            self.intake.report.skipped.append(sentence.format(place=place, column=title))
            return False
        return True

    def _is_typed(self, group: str) -> bool:
        """Return whether some table prints figures of a group as they are typed."""
        default = self.case.index.group_by_id[group].display
        columns = (column for table in self.case.settings.tables for column in table.columns)
        return any(c.display(default).basis is Basis.TYPED for c in columns if c.group == group)
