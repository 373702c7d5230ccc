"""The reporting period and the Vietnamese way to write its dates."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from unicodedata import category, normalize

from bpindex.errors import InputError
from bpindex.words import case as case_words

# A month as people write it; the last two are what Excel makes of "3/2024" typed into a cell.
_WRITTEN = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4}) ?[-/.] ?(?P<month>[0-9]{1,2})",
        rf"(?:{case_words.MONTH_WORDS})? ?(?P<month>[0-9]{{1,2}})"
        rf" ?(?:[-/.]|{case_words.YEAR_WORD}) ?(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-01",
        r"0?1/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
    )
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, order=True)
class Period:
    """One reporting month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str, place: Callable[[], str]) -> "Period":
        """Return the period of "YYYY-MM" or as people write it; raise InputError otherwise."""
        month = month_text(text)
        if not is_month(month) or month < "0001":
            raise InputError(case_words.PERIOD_WRONG.format(place=place(), found=_seen(text)))
        return cls(int(month[:4]), int(month[5:]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __format__(self, _: str) -> str:
        """In a sentence a month is as people write it: 02/2024."""
        return shown_month(str(self))

    @property
    def following(self) -> "Period":
        """The month after it."""
        return Period(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def preceding(self) -> "Period":
        """The month before it."""
        return Period(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


def month_later(day: date) -> date:
    """Return the same day of the next month; the last day of a month becomes that of the next."""
    month = Period(day.year, day.month)
    last = month.following.last_day
    return last if day == month.last_day else last.replace(day=min(day.day, last.day))


class InMonth:
    """A record that says its month: "3/2024", typed by a person, is kept as 2024-03."""

    def __post_init__(self) -> None:
        vars(self)["period"] = month_text(vars(self)["period"])


@lru_cache
def month_text(text: str) -> str:
    """Return a month as "2024-03" however it is written; any other text as it is."""
    plain = _seen(text).casefold().translate(_DASHES)
    for form in _WRITTEN:
        if (match := form.fullmatch(plain)) and 1 <= int(match["month"]) <= 12:
            return f"{match['year']}-{int(match['month']):02d}"
    return text


def _seen(text: str) -> str:
    """Return what is seen of a text: no space at its ends, nothing without a shape."""
    shown = "".join(letter for letter in normalize("NFKC", text) if category(letter) != "Cf")
    return " ".join(shown.split())


def is_month(text: str) -> bool:
    """Return whether a text is a month such as "2024-02"."""
    return re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) is not None


def shown_month(text: str) -> str:
    """Return a month ("2024-02"), or another span ("2024 quý I"), as people write it: 02/2024."""
    if is_month(text):
        return f"{text[5:]}/{text[:4]}"
    year, _, words = text.partition(" ")
    if not words or not year.isdecimal() or year in words:
        return words if words and year in words else text
    # "quý I/2024", "lũy kế đến tháng 03/2024", but "6 tháng đầu năm 2024".
    return f"{words}/{year}" if words[-1] in "IV" or words[-1].isdecimal() else f"{words} {year}"


def year_before(text: str) -> int:
    """Return the year before that of a month ("2024-02"), or of another span ("2024 quý I")."""
    return int(text[:4]) - 1


def print_date(day: date) -> str:
    """Return `day` as dd/mm/yyyy, the form of the notice."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def swapped(day: date) -> date | None:
    """Return a date with day and month exchanged, as an English Windows reads it; None: neither."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(month=day.day, day=day.month)


def print_day_number(day: int) -> str:
    """Return the day of a date line: below 10 with a leading 0 (Nghị định 30/2020)."""
    return f"{day:02d}"


def print_month_number(month: int) -> str:
    """Return the month of a date line: only 1 and 2 with a leading 0 (Nghị định 30/2020)."""
    return f"{month:02d}" if month <= 2 else str(month)
