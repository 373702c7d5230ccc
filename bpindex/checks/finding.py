"""What a check returns, and what it looks at."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from bpindex.case.correction import Correction
from bpindex.case.keys import PROVINCE, key_text
from bpindex.case.model import Case
from bpindex.case.records import Agency, DataRow, Table
from bpindex.history.lines import Past
from bpindex.notice.model import Figure, Notice
from bpindex.score.scoring import Scores
from bpindex.words import findings as words

# So many cells are named in one sentence; the others are counted.
NAMED = 5
# Where a cell is: the part of the case, the row and the column or key there.
Cell = tuple[str, int, str]


class Level(StrEnum):
    """A problem stops the notice; a warning asks a person to look."""

    PROBLEM = "problem"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing found; `str` is one Vietnamese sentence with place, found and expected."""

    level: Level
    place: str
    text: str
    part: str
    row: int
    column: str
    # Findings of one kind on one sheet are one sentence (see `without_flood`).
    kind: str = field(default="", compare=False)

    def __str__(self) -> str:
        end = "" if self.text.endswith("?") else "."
        return f"{self.place}: {self.text}{end}"


@dataclass(frozen=True)
class Subject:
    """The case under check with its scores and its notice."""

    case: Case
    scores: Scores
    notice: Notice

    def problem(
        self, part: str, row: int, column: str, template: str, /, **values: object
    ) -> Finding:
        """Return a finding that stops the notice: its place, its sentence and what that names."""
        if _is_unwritten(part, row) and column not in self.case.origin.typed:
            column = ""
        place = self.case.origin.place(part, row, column)
        text = template.format(**values)
        return Finding(Level.PROBLEM, place, text, part, row, column, kind=template)

    def warning(
        self, part: str, row: int, column: str, template: str, /, **values: object
    ) -> Finding:
        """Return a finding to look at."""
        return replace(self.problem(part, row, column, template, **values), level=Level.WARNING)

    def together(
        self,
        cells: Sequence[tuple[Cell, str]],
        template: str,
        level: Level = Level.WARNING,
        /,
        **values: object,
    ) -> "Findings":
        """Yield one finding for all cells of a kind on a sheet, each with what is odd there.

        The sentence names the first ones as {cells} and says how many there are as {count}.
        """
        if cells:
            place = self.case.origin.place
            named = [
                found if _is_unwritten(*cell[:2])
                else words.CELL.format(place=within(place(*cell)), found=found) if found
                # Where the words of the sentence say it all.
                else within(place(*cell))
                for cell, found in cells
            ]  # fmt: skip
            told = {"cells": first_named(named, "; "), "count": len(cells), **values}
            yield replace(self.problem(*cells[0][0], template, **told), level=level)

    @cached_property
    def past(self) -> Past:
        """The closed periods of the case: whoever compares with them asks the same ones."""
        return Past(self.case)

    @cached_property
    def agencies(self) -> Mapping[str, Agency]:
        """All agencies by code, the first one where a code is listed twice."""
        return {agency.code: agency for agency in reversed(self.case.agencies)}

    @cached_property
    def valid(self) -> Mapping[str, Agency]:
        """The agencies of the period by code, in printing order."""
        return {agency.code: self.agencies[agency.code] for agency in self.case.valid_agencies}

    @cached_property
    def count_rows(self) -> Mapping[str, DataRow]:
        """The row of counts that is used for each agency code: the first one."""
        return {row.agency: row for row in reversed(self.case.counts)}

    @cached_property
    def typed_rows(self) -> Mapping[str, DataRow]:
        """The row of typed figures that is used for each agency code: the first one."""
        return {row.agency: row for row in reversed(self.case.typed)}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each agency code in the scores."""
        codes = self.scores.counts.agencies
        return {code: len(codes) - 1 - i for i, code in enumerate(reversed(codes))}

    def figures(self, table: Table, key: str) -> dict[str, Figure]:
        """Return what the agencies of a kind print in a column, by their codes."""
        own = {agency.code for agency in self.case.agencies_of(table)}
        return {
            row.agency: figure
            for printed in self.notice.tables
            for row in printed.rows
            if row.agency in own
            for figure in row.figures
            if figure.column == key
        }

    def named(self, code: str) -> str:
        """Return the name of an agency, or its code where the name is not known."""
        if code == PROVINCE:
            return self.case.settings.tables[0].province_name
        agency = self.agencies.get(code)
        return agency.name if agency else code


def corrected_at(item: Correction, column: str = "corrected") -> Cell:
    """Return where a correction is: in the register, or what it is of while it has no row yet."""
    return "corrections", item.row, column if item.row else key_text(item.key)


def _is_unwritten(part: str, row: int) -> bool:
    """Return whether a correction was typed since the register was written: it has no row yet."""
    return part == "corrections" and not row


def first_named(names: Sequence[str], between: str = ", ") -> str:
    """Return the first names, and how many more there are."""
    more = words.MORE.format(count=len(names) - NAMED) if len(names) > NAMED else ""
    return between.join(names[:NAMED]) + more


def within(place: str) -> str:
    """Return a place without its sheet or file, where it is more than that."""
    return place.partition(", ")[2] or place


def without_flood(findings: Iterable[Finding]) -> "Findings":
    """Yield findings, all warnings of one kind on one sheet as one that names their places.

    Each problem has its own sentence, and each correction, which nobody else would tell.
    """

    def kind(finding: Finding) -> tuple[str, str]:
        return finding.part, finding.kind

    found = list(findings)
    first = {kind(finding): place for place, finding in reversed([*enumerate(found)])}
    ordered = sorted(enumerate(found), key=lambda each: (first[kind(each[1])], each[0]))
    for _, group in groupby((finding for _, finding in ordered), kind):
        one, *others = group
        if not others or one.level is Level.PROBLEM or one.part == "corrections":
            yield from (one, *others)
            continue
        places = dict.fromkeys(within(finding.place) for finding in others)
        alike = words.ALIKE.format(places=first_named([*places], "; "))
        yield replace(one, text=one.text + alike)


def row_number(row: DataRow | None) -> int:
    """Return the line on which an agency's row stands, 0 where there is none."""
    return row.row if row else 0


Check = Callable[[Subject], Iterable[Finding]]
Findings = Iterator[Finding]
