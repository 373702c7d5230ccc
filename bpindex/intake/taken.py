"""What is taken from tables, what is left out and why, and what a person is to decide."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bpindex.case.records import LateDossier
from bpindex.grids.grid import Grid
from bpindex.naming.targets import Target
from bpindex.words import intake as words


def others(count: int) -> str:
    """Return what is said of the other cells of which one is named, blank for none."""
    return words.OTHERS.format(count=count) if count else ""


class Value(NamedTuple):
    """A value for one agency, as it is kept, and the cell that it came from."""

    agency: str
    target: Target
    text: str
    grid: Grid
    row: int
    column: int

    @property
    def place(self) -> str:
        """Where it came from, in words."""
        return self.grid.place(self.row, self.column)


@dataclass(frozen=True)
class Question:
    """Something that only a person can say.

    `key` stays the same from one press to the next. `choices` are answers in words, the first one
    what is proposed; where `is_open`, nothing is proposed and everything waits for an answer.
    `also` are answers that are not offered but taken. What `may_stay` as it is waits for nobody.
    `likely` is the choice of an open one that may be put down to be looked at.
    """

    key: str
    text: str
    choices: tuple[str, ...]
    is_open: bool = False
    also: Collection[str] = field(default=(), compare=False)
    may_stay: bool = False
    likely: str = field(default="", compare=False)

    @property
    def proposal(self) -> str:
        """What may be put down as its answer for a person to look at; blank where nothing may."""
        return self.likely if self.is_open else self.choices[0]

    def takes(self, answer: str) -> bool:
        """Return whether a text answers the question."""
        return answer in self.choices or answer in self.also


@dataclass
class Decisions:
    """The answers of a person by the keys of questions; `agreed` takes what is proposed."""

    answers: Mapping[str, str] = field(default_factory=dict)
    agreed: bool = False
    asked: dict[str, Question] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        key: str,
        text: str,
        choices: Iterable[str],
        is_open: bool = False,
        also: Collection[str] = (),
        may_stay: bool = False,
        likely: str = "",
    ) -> str:
        """Return the answer to a question, a blank text where there is none."""
        question = Question(key, text, tuple(choices), is_open, also, may_stay, likely)
        answer = self.answers.get(key, "").strip()
        if not question.takes(answer):
            answer = question.choices[0] if self.agreed and not is_open else ""
        self.asked[key] = question
        if answer:
            self.answered[key] = answer
        return answer

    @property
    def waiting(self) -> list[Question]:
        """The questions without an answer, in the order in which they were asked."""
        return [
            item
            for key, item in self.asked.items()
            if key not in self.answered and not item.may_stay
        ]

    @property
    def left(self) -> list[Question]:
        """The questions without an answer that wait for nobody."""
        return [
            item for key, item in self.asked.items() if item.may_stay and key not in self.answered
        ]


@dataclass
class Report:
    """What is said of an import: sentences by what they are about."""

    taken: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass
class Intake:
    """What was understood of all tables together."""

    values: list[Value] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    decisions: Decisions = field(default_factory=Decisions)
    dossiers: list[LateDossier] = field(default_factory=list)
    # Where each of them stands, in words.
    dossier_places: list[str] = field(default_factory=list)
    # What a person said, to be known the next time: names of agencies, headers of columns.
    learnt_names: dict[str, str] = field(default_factory=dict)
    learnt_columns: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether nothing waits for a person."""
        return not self.decisions.waiting
