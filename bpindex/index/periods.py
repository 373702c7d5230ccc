"""The reporting period and the Vietnamese way to write its dates."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bpindex.errors import InputError
from bpindex.words import case as case_words


@dataclass(frozen=True, order=True)
class Period:
    """One reporting month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str, place: Callable[[], str]) -> "Period":
        """Return the period of "YYYY-MM"; raise InputError naming the place otherwise."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
            raise InputError(case_words.PERIOD_WRONG.format(place=place(), found=text))
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


def is_month(text: str) -> bool:
    """Return whether a text is a month such as "2024-02"."""
    return re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) is not None


def shown_month(text: str) -> str:
    """Return a month ("2024-02") as people write it: 02/2024."""
    year, _, month = text.partition("-")
    return f"{month}/{year}"


def print_date(day: date) -> str:
    """Return `day` as dd/mm/yyyy, the form of the notice."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def print_day_number(day: int) -> str:
    """Return the day of a date line: below 10 with a leading 0 (Nghị định 30/2020)."""
    return f"{day:02d}"


def print_month_number(month: int) -> str:
    """Return the month of a date line: only 1 and 2 with a leading 0 (Nghị định 30/2020)."""
    return f"{month:02d}" if month <= 2 else str(month)
