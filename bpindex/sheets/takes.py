"""What a column of a sheet, or a single value, takes from who types into it."""

from dataclasses import dataclass
from enum import StrEnum

from bpindex.codec.fields import SHEET, choice_words


@dataclass(frozen=True)
class Choice:
    """Takes one of a few words: those of an enum, or others."""

    words: tuple[str, ...]
    enum: type[StrEnum] | None = None

    @classmethod
    def of(cls, enum: type[StrEnum]) -> "Choice":
        """Return the choice among what the sheets call the values of an enum."""
        return cls(choice_words(enum, SHEET), enum)


@dataclass(frozen=True)
class FromColumn:
    """Takes what stands in a column of another block, and after a question one word more."""

    sheet: str
    block: str
    key: str
    beside: str = ""


@dataclass(frozen=True)
class FromRow:
    """Takes what stands in other columns of its row, from the first to the last; others too."""

    first: str
    last: str


class Checked(StrEnum):
    """Takes a count (whole, not negative) or a date."""

    COUNT = "count"
    DATE = "date"
