"""What is taken from tables, what is left out and why, and what a person is to decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bpindex.intake.columns import Target


@dataclass(frozen=True)
class Value:
    """A value for one agency, as it is kept, and the cell that it came from, in words."""

    agency: str
    target: Target
    text: str
    place: str


@dataclass(frozen=True)
class Question:
    """Something that only a person can say.

    `key` stays the same from one press to the next. `choices` are answers in words, the first one
    what is proposed; where `is_open`, nothing is proposed and everything waits for an answer.
    """

    key: str
    text: str
    choices: tuple[str, ...]
    is_open: bool = False


@dataclass
class Decisions:
    """The answers of a person by the keys of questions; `agreed` takes what is proposed."""

    answers: Mapping[str, str] = field(default_factory=dict)
    agreed: bool = False
    asked: dict[str, Question] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)

    def ask(self, key: str, text: str, choices: Iterable[str], is_open: bool = False) -> str:
        """Return the answer to a question, a blank text where it still waits for one."""
        question = Question(key, text, tuple(choices), is_open)
        answer = self.answers.get(key, "").strip()
        if answer not in question.choices:
            answer = question.choices[0] if self.agreed and not is_open else ""
        self.asked[key] = question
        if answer:
            self.answered[key] = answer
        return answer

    @property
    def waiting(self) -> list[Question]:
        """The questions without an answer, in the order in which they were asked."""
        return [item for key, item in self.asked.items() if key not in self.answered]


@dataclass
class Report:
    """What is said of an import: sentences by what they are about."""

    taken: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
