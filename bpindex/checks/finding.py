"""What a check returns, and what it looks at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

from bpindex.case.model import Case
from bpindex.case.records import Agency, DataRow
from bpindex.notice.model import Notice
from bpindex.score.scoring import Scores
from bpindex.words import findings as finding_words


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

    def problem(self, text: str, part: str, row: int = 0, column: str = "") -> Finding:
        """Return a finding that stops the notice."""
        return self._finding(Level.PROBLEM, text, part, row, column)

    def warning(self, text: str, part: str, row: int = 0, column: str = "") -> Finding:
        """Return a finding to look at."""
        return self._finding(Level.WARNING, text, part, row, column)

    def _finding(self, level: Level, text: str, part: str, row: int, column: str) -> Finding:
        place = self.case.origin.place(part, row, column)
        return Finding(level, place, text, part, row, column)

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

    def unknown_agency(self, found: str) -> str:
        """Return the words for an agency code that is not listed, with a near one if any."""
        known = {
            word.casefold(): agency.code
            for agency in self.agencies.values()
            for word in (*agency.aliases, agency.name, agency.code)
        }
        near = get_close_matches(found.strip().casefold(), known, 1)
        hint = finding_words.NEAR.format(near=known[near[0]]) if near else ""
        return finding_words.AGENCY_UNKNOWN.format(found=found) + hint


Check = Callable[[Subject], Iterable[Finding]]
Findings = Iterator[Finding]
