"""One table read into values: its rows, its columns, its cells, and what of them is asked."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bpindex.case.model import Case
from bpindex.index.definition import Basis
from bpindex.intake.agencies import Agencies
from bpindex.intake.checking import check_sums, check_totals, derived, title_of
from bpindex.intake.columns import Columns, Kind, Target, path_key, sums
from bpindex.intake.dossiers import dossiers_of, is_dossier_list
from bpindex.intake.grid import Grid, is_blank, shown_text
from bpindex.intake.numbers import Read, marks_in
from bpindex.intake.periods import doubt_of, doubt_of_unit
from bpindex.intake.reading_rows import Rows, cells_of, rows_of, settled_marks
from bpindex.intake.tables import Table, repeated, tables_in
from bpindex.intake.taken import Intake, Value
from bpindex.words import intake as words


@dataclass
class TableReader:
    """Reads tables, each into the values that it gives."""

    case: Case
    agencies: Agencies
    columns: Columns
    intake: Intake

    def read(self, grid: Grid) -> None:
        """Read every table of a grid."""
        tables = tables_in(grid, self.agencies)
        if not tables and any(grid.filled(row) for row in range(len(grid.rows))):
            name = grid.file if not grid.sheet else f"{grid.file}, {grid.sheet}"
            self.intake.report.skipped.append(words.NO_TABLE.format(file=name))
        for table in tables:
            if is_dossier_list(table):
                if self._is_of_period(table):
                    dossiers_of(table, self.agencies, self.intake, str(self.case.period))
            elif self._is_wanted(table):
                self._table(table)

    def _is_wanted(self, table: Table) -> bool:
        """Return whether a table may be of the month, and has one row for each agency."""
        place = table.grid.place(table.body[0], table.columns[0])
        ask = self.intake.decisions.ask
        if repeated(table):
            ask(
                f"rows|{place}",
                words.ASK_REPEATED.format(place=place),
                [words.LEAVE_TABLE],
                True,
            )
            return False
        return self._is_of_period(table)

    def _is_of_period(self, table: Table) -> bool:
        """Return whether nothing around a table names another period, or a person takes it."""
        where, found = doubt_of(table, self.case)
        template = words.ASK_TITLE.format(
            place="{place}", where=where, found="{found}", period=self.case.period
        )
        return not found or self._is_agreed(table, "title", template, found)

    def _is_agreed(self, table: Table, about: str, template: str, found: str) -> bool:
        """Return whether a person takes a table in spite of a doubt."""
        place = table.grid.place(table.body[0], table.columns[0])
        question = template.format(place=place, found=found)
        choices = [words.LEAVE_TABLE, words.TAKE]
        key = f"{about}|{place}|{found}"
        return self.intake.decisions.ask(key, question, choices, True) == words.TAKE

    def _table(self, table: Table) -> None:
        intake, report = self.intake, self.intake.report
        rows = rows_of(table, self.agencies, intake.decisions, report)
        if rows.are_several and not _are_same(table, rows):
            place = table.grid.place(table.body[0], table.columns[0])
            question = words.ASK_REPEATED.format(place=place)
            choices = [words.LEAVE_TABLE, words.TAKE]
            if intake.decisions.ask(f"rows|{place}", question, choices, True) != words.TAKE:
                return
        intake.learnt_names |= rows.learnt
        targets = self._targets(table, rows)
        unit = doubt_of_unit(table)
        is_counted = any(target.kind is Kind.COUNT for target in targets.values())
        if unit and is_counted and not self._is_agreed(table, "unit", words.ASK_UNIT, unit):
            return
        texts = [
            table.grid.cell(row, column)
            for row in table.body
            for column in table.columns
            if column not in table.named_by
        ]
        read = cells_of(table, targets, rows)
        marks = settled_marks(targets, rows, marks_in(texts), sums(), read)
        read = self._settled(table, rows, read, marks)
        one = self._one_each(table, targets, read, rows)
        check_totals(table, one, read, rows, intake)
        check_sums(table, one, read, rows, intake)
        values = self._values(table, one, read, rows)
        values += derived(table, one, read, rows, intake, self.columns.name_of)
        intake.values += values
        counted = Counter((value.target) for value in values)
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

    def _targets(self, table: Table, rows: Rows) -> dict[int, Target]:
        """Return what each column holds, as known or as said by a person."""
        targets: dict[int, Target] = {}
        seen: Counter[str] = Counter()
        keys = Counter(path_key(path) for path in table.paths.values())
        every = self.columns.targets()
        for column, path in table.paths.items():
            filled = [r for r in rows.agencies if not is_blank(table.grid.cell(r, column))]
            if column in table.named_by or not filled:
                continue
            place = table.grid.place(table.header[-1] if table.header else filled[0], column)
            title, key = title_of(table, column), path_key(path)
            match = self.columns.match(path, table.paths.values())
            target = match.target
            if target is None and match.offered:
                seen[key] += 1
                names = [self.columns.name_of(item) for item in match.offered]
                # A header that stands there twice says two things: each is asked about.
                number = f"|{seen[key]}" if keys[key] > 1 else ""
                is_open = not match.is_near or keys[key] > 1
                choices = [words.LEAVE_COLUMN, *names] if is_open else [*names, words.LEAVE_COLUMN]
                answer = self.intake.decisions.ask(
                    f"column|{key}{number}",
                    words.ASK_COLUMN.format(place=place, column=title),
                    choices,
                    is_open,
                    also=every,
                )
                target = every.get(answer)
                if target and keys[key] == 1 and not self.columns.is_of_period(path):
                    self.intake.learnt_columns[key] = answer
                if target is None:
                    continue
            if target is not None and self._is_taken(target, place, title):
                targets[column] = target
            elif target is None:
                self.intake.report.skipped.append(
                    words.COLUMN_UNKNOWN.format(place=place, column=title)
                )
        return targets

    def _is_taken(self, target: Target, place: str, title: str) -> bool:
        said = {
            Kind.SKIPPED: words.COLUMN_SKIPPED,
            Kind.NAME: words.COLUMN_SKIPPED,
            Kind.OTHER_PERIOD: words.COLUMN_OTHER_PERIOD,
        }
        if target.kind in (Kind.POINTS, Kind.MONTH) and not self._is_typed(target.key):
            said[Kind.POINTS], said[Kind.MONTH] = words.COLUMN_POINTS, words.COLUMN_MONTH
        if sentence := said.get(target.kind):
            self.intake.report.skipped.append(sentence.format(place=place, column=title))
            return False
        return True

    def _is_typed(self, group: str) -> bool:
        """Return whether some table prints figures of a group as they are typed."""
        default = self.case.index.group_by_id[group].display
        columns = (column for table in self.case.settings.tables for column in table.columns)
        return any(c.display(default).basis is Basis.TYPED for c in columns if c.group == group)

    def _settled(
        self, table: Table, rows: Rows, read: dict[tuple[int, int], Read], marks: frozenset[str]
    ) -> dict[tuple[int, int], Read]:
        """Return the cells of counts as read, with what a witness or a person says of them."""
        ask, place_of = self.intake.decisions.ask, table.grid.place
        for mark in ".,":
            some = [cell for cell, found in read.items() if found.mark == mark]
            if some and mark not in marks:
                row, column = some[0]
                place, shown = place_of(row, column), table.grid.text(row, column)
                question = words.ASK_MARK.format(
                    place=place, found=shown, count=len(some) - 1, mark=mark
                )
                choices = [words.MARK_THOUSANDS, words.LEAVE_CELL]
                if ask(f"mark|{place}|{mark}", question, choices) != words.MARK_THOUSANDS:
                    read |= dict.fromkeys(some, Read())
        some = [cell for cell, found in read.items() if found.dash]
        if some:
            place = place_of(*some[0])
            question = words.ASK_DASH.format(place=place, count=len(some) - 1)
            answer = ask(f"dash|{place}", question, [words.DASH_ZERO, words.DASH_NOTHING])
            read |= dict.fromkeys(some, Read(0) if answer == words.DASH_ZERO else Read())
        self._refused(table, rows, read)
        return read

    def _refused(self, table: Table, rows: Rows, read: Mapping[tuple[int, int], Read]) -> None:
        """Ask about cells that give no count, those of one column and reason together."""
        refused: dict[tuple[int, str], list[int]] = defaultdict(list)
        for (row, column), found in read.items():
            if found.why is not None and row in rows.agencies:
                refused[column, found.why].append(row)
        for (column, why), some in refused.items():
            place = table.grid.place(some[0], column)
            shown = table.grid.text(some[0], column)
            template = words.ASK_REFUSED if len(some) == 1 else words.ASK_REFUSED_MANY
            question = template.format(
                place=place,
                count=len(some) - 1,
                column=title_of(table, column),
                found=shown,
                why=words.WHY[why],
            )
            self.intake.decisions.ask(f"cell|{place}|{why}", question, [words.LEAVE_CELL])

    def _one_each(
        self,
        table: Table,
        targets: Mapping[int, Target],
        read: Mapping[tuple[int, int], Read],
        rows: Rows,
    ) -> dict[int, Target]:
        """Return one column for each target; of two that differ a person says which."""
        places: dict[Target, list[int]] = defaultdict(list)
        for column, target in targets.items():
            places[target].append(column)
        chosen: dict[int, Target] = {}
        for target, columns in places.items():
            contents = {
                tuple(
                    read[row, c].value if (row, c) in read else table.grid.text(row, c)
                    for row in rows.agencies
                )
                for c in columns
            }
            if len(contents) == 1:
                chosen[columns[0]] = target
                continue
            row = table.header[-1] if table.header else table.body[0]
            named = {words.COLUMN_AT.format(place=table.grid.place(row, c)): c for c in columns}
            question = words.ASK_TWICE.format(
                place=table.grid.place(row, columns[0]),
                name=self.columns.name_of(target) or target.key,
                columns="; ".join(named),
            )
            if target.kind is Kind.WITNESS:
                continue
            answer = self.intake.decisions.ask(
                f"twice|{table.grid.place(row, columns[0])}|{target.key}",
                question,
                [words.LEAVE_COLUMN, *named],
                True,
            )
            if answer in named:
                chosen[named[answer]] = target
        return chosen

    def _values(
        self,
        table: Table,
        targets: Mapping[int, Target],
        read: Mapping[tuple[int, int], Read],
        rows: Rows,
    ) -> list[Value]:
        values = []
        for column, target in targets.items():
            for row, agency in rows.agencies.items():
                if target.kind is Kind.COUNT:
                    found = read[row, column].value
                    text = "" if found is None else str(found)
                elif target.kind is Kind.WITNESS:
                    continue
                else:
                    text = shown_text(table.grid.cell(row, column)).removesuffix("%").strip()
                if text:
                    values.append(Value(agency.code, target, text, table.grid, row, column))
        return values


def _are_same(table: Table, rows: Rows) -> bool:
    """Return whether rows of one agency say the same, and none is without a name."""
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row, agency in rows.agencies.items():
        cells = (table.grid.text(row, c) for c in table.columns if c not in table.named_by)
        said[agency.code].add(tuple(cells))
    return not rows.nameless and all(len(some) == 1 for some in said.values())
