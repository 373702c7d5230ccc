"""What speaks against taking a table as it stands: asked about, all of it at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpindex.case.model import Case
from bpindex.grids.grid import Grid
from bpindex.intake.checking import title_of
from bpindex.intake.qualifying import Qualifying
from bpindex.intake.reading_rows import Rows
from bpindex.intake.shapes import displaced, read_any, read_whole, repeated, shared
from bpindex.intake.taken import Intake
from bpindex.naming.targets import Kind, Target
from bpindex.sheets.addresses import column_letter
from bpindex.tables.columns import Columns
from bpindex.tables.periods import doubt_of, names_of
from bpindex.tables.table import Table
from bpindex.tables.units import doubt_of_unit
from bpindex.words import intake as words

_MOST_NAMED = 12  # hidden rows or columns


def _shown(texts: Iterable[str]) -> str:
    return "”, “".join(dict.fromkeys(texts))


@dataclass
class Doubts:
    """Asks about one table after the other.

    `waits` is whether a person has yet to say of the present one that it is to be taken: it is
    read on, so that all that is to be said of it is asked at once, and nothing of it is kept.
    """

    case: Case
    columns: Columns
    intake: Intake
    qualifying: Qualifying
    waits: bool = False
    # The texts around the table that were asked about.
    _said: set[str] = field(default_factory=set)
    # The keys of questions about names of sheets and files, by the file and the name.
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def is_hidden_taken(self, grid: Grid, table: Table) -> bool:
        """Return whether a person takes what is hidden on a sheet."""
        place = table.grid.place(table.body[0], table.columns[0])
        rows = [f"{row + 1}" for row in sorted(grid.hidden_rows) if row < len(grid.rows)]
        columns = [column_letter(column + 1) for column in sorted(grid.hidden_columns)]
        found = [
            template.format(found=", ".join(some[:_MOST_NAMED]))
            for template, some in ((words.HIDDEN_ROWS, rows), (words.HIDDEN_COLUMNS, columns))
            if some
        ]
        question = words.ASK_HIDDEN.format(place=place, found=words.AND.join(found))
        choices = [words.LEAVE_HIDDEN, words.TAKE]
        return self.intake.decisions.ask(f"hidden|{place}", question, choices, True) == words.TAKE

    def is_wanted(self, table: Table) -> bool:
        """Return whether a table may be of the month, and has one row for each agency."""
        if repeated(table):
            place = table.grid.place(table.body[0], table.columns[0])
            question = words.ASK_REPEATED.format(place=place)
            self.intake.decisions.ask(f"rows|{place}", question, [words.LEAVE_TABLE], True)
            return False
        where, said = doubt_of(table, self.case)
        return self._is_of(table, where, said) and self._is_understood(table, said)

    def _is_understood(self, table: Table, asked: str) -> bool:
        """Return whether all that is said around a table is understood, or a person takes it.

        What a person has taken as another period is not asked about twice.
        """
        around = self.qualifying.around(table, self.columns)
        found = {
            key: text
            for key, text in around.items()
            if text not in asked and not (asked and text.endswith(asked))
        }
        self._said = {asked, *found.values()}
        found = {key: text for key, text in found.items() if not self.columns.is_learnt(key)}
        file, place = table.grid.file, table.grid.place(table.body[0], table.columns[0])
        names = {f"{where} {name}" for where, name in names_of(table.grid)}
        answers = self.intake.decisions.answered
        # What was asked of the name of a sheet or file holds for its other tables, if it is taken.
        before = {text: self._names[file, text] for text in names if (file, text) in self._names}
        taken = {text for text, key in before.items() if answers.get(key) != words.LEAVE_TABLE}
        new = {key: text for key, text in found.items() if text not in taken}
        if not self._is_remembered(table, words.ASK_AROUND, new):
            return False
        for text in names.intersection(new.values()):
            self._names[file, text] = f"around|{place}|{_shown(new.values())}"
        again = {key: before[text] for key, text in found.items() if text in taken}
        self.waits |= any(key not in answers for key in again.values())
        self._remember(again)
        return True

    def _remember(self, said: Iterable[str]) -> None:
        """Remember words that a person takes, once nothing waits."""
        if not self.waits:
            name = self.columns.name_of(Target(Kind.SKIPPED))
            self.intake.learnt_columns |= dict.fromkeys(said, name)

    def _is_remembered(
        self, table: Table, template: str, said: Mapping[str, str], **told: str
    ) -> bool:
        """Return whether a person takes a table with words of which nobody knows; once for all."""
        new = {key: text for key, text in said.items() if not self.columns.is_learnt(key)}
        if not new:
            return True
        told = {"period": self.case.named} | told
        is_taken = self._is_agreed(table, "around", template, _shown(new.values()), **told)
        if is_taken:
            self._remember(new)
        return is_taken

    def is_of_period(self, table: Table) -> bool:
        """Return whether nothing around a table names another period, or a person takes it."""
        return self._is_of(table, *doubt_of(table, self.case))

    def _is_of(self, table: Table, where: str, found: str) -> bool:
        told = {"where": where, "period": self.case.named}
        return not found or self._is_agreed(table, "title", words.ASK_TITLE, found, **told)

    def _is_agreed(self, table: Table, about: str, template: str, found: str, **told: str) -> bool:
        """Return whether a person takes a table in spite of a doubt, or has not said it yet."""
        place = table.grid.place(table.body[0], table.columns[0])
        question = template.format(**{"place": place, "found": found} | told)
        choices = [words.LEAVE_TABLE, words.TAKE]
        answer = self.intake.decisions.ask(f"{about}|{place}|{found}", question, choices, True)
        self.waits |= not answer
        return answer in ("", words.TAKE)

    def is_as_headed(
        self, table: Table, rows: Rows, targets: Mapping[int, Target], headed: Sequence[int]
    ) -> bool:
        """Return whether the numbers are those of the headers above them, or are taken so."""
        kinds = {target.kind for target in targets.values()} - {Kind.WITNESS}
        if not kinds:
            return True
        is_counted = Kind.COUNT in kinds
        names = [c for c, path in table.paths.items() if self.columns.is_name(path)]
        cell = displaced(table, rows, headed, names, read_whole if is_counted else read_any)
        unit = doubt_of_unit(table, self.case, frozenset(kinds))
        is_new = unit not in ("", *self._said)
        if is_new and not self._is_agreed(table, "unit", words.ASK_UNIT, unit):
            return False
        if cell is None:
            return self._is_apart(table, rows, targets)
        place, found = table.grid.place(*cell), table.grid.text(*cell)
        return self._is_agreed(table, "shift", words.ASK_SHIFTED, found, place=place)

    def _is_apart(self, table: Table, rows: Rows, targets: Mapping[int, Target]) -> bool:
        """Return whether each agency has cells of its own, or the first takes those of several."""
        cell = shared(table, rows, targets)
        if cell is None:
            return True
        place, found = table.grid.place(*cell), table.grid.text(*cell)
        return self._is_agreed(table, "shared", words.ASK_SHARED, found, place=place)

    def is_understood_within(self, table: Table, rows: Rows, left: Mapping[int, bool]) -> bool:
        """Return whether all that columns of no figures say is understood, or a person takes it.

        `left` says of each whether nobody knows its header.
        """
        found = self.qualifying.within(table, rows, left)
        for column, (said, key) in found.items():
            place = table.grid.place(rows.first, column)
            told = {"place": place, "column": title_of(table, column)}
            if not self._is_remembered(table, words.ASK_WITHIN, {key: said}, **told):
                return False
        return True
