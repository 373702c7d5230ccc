"""What a check returns, and what it looks at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from bpindex.case.model import Case
from bpindex.case.records import Agency, DataRow
from bpindex.notice.model import Notice
from bpindex.score.scoring import Scores


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
        place = self.case.origin.place(part, row, column)
        return Finding(Level.PROBLEM, place, template.format(**values), part, row, column)

    def warning(
        self, part: str, row: int, column: str, template: str, /, **values: object
    ) -> Finding:
        """Return a finding to look at."""
        return replace(self.problem(part, row, column, template, **values), level=Level.WARNING)

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

    def named(self, code: str) -> str:
        """Return the name of an agency, or its code where the name is not known."""
        agency = self.agencies.get(code)
        return agency.name if agency else code


def row_number(row: DataRow | None) -> int:
    """Return the line on which an agency's row stands, 0 where there is none."""
    return row.row if row else 0


Check = Callable[[Subject], Iterable[Finding]]
Findings = Iterator[Finding]
