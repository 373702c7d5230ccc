"""What a cell of counts says: a whole number, nothing, or why nobody can take it.

Nothing is guessed: "1.234" is 1234 only where a witness says that the dot parts thousands, and
"1 234" only where another number is written so; else it is a question. A witness is a number of
the same source that has one reading only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from bpindex.codec.shown import ShownNumber, Unclear, is_turned
from bpindex.grids.grid import Cell, shown_text
from bpindex.words import intake as words

# Larger than any count of dossiers.
MOST = 10**9
_LONGEST_NUMBER = 9
# No cell of a count, whatever stands beside its number, is longer.
_LONGEST = 200
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[ .,'’])\d{3})(?:(?P=mark)\d{3})*")
_DECIMAL = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<mark>[ .,])\d{3})+|\d+)(?P<point>[.,])(?P<rest>\d+)"
)
_RATIO = re.compile(r"\d+(?:[.,]\d+)?\s*/\s*\d+(?:[.,]\d+)?")
_LABELLED = re.compile(r"(?P<label>[^:;/\d]+?)\s*:\s*(?P<value>[^:;/]+)")
_OUT_OF = re.compile(r"\s*/\s*\d")
# A space may part thousands as well as two numbers; one that no line breaks at parts thousands.
_SPACED = re.compile(r"\s*[1-9]\d{0,2}(?P<spaces>[ \t\n]+)\d{3}(?!\s*\d)")
_SPACED_FOR_SURE = re.compile(r"[1-9]\d{0,2}(?:[\u00a0\u2007\u2009\u202f]\d{3}|(?:\s\d{3}){2})")
MARKS = (".", ",", " ")
_DIGITS_ALONE = re.compile(r"[-+(]?\d*\.?\d*\)?")


class Why(StrEnum):
    """Why a cell gives no count."""

    PERCENT = "PERCENT"
    DECIMAL = "DECIMAL"
    NEGATIVE = "NEGATIVE"
    RATIO = "RATIO"
    TEXT = "TEXT"
    TOO_LARGE = "TOO_LARGE"
    UNCLEAR = "UNCLEAR"


class Read(NamedTuple):
    """A cell as read: its value, or None where nothing was reported, or why it is none.

    `mark` is what parts the thousands of a number that could be a decimal as well, or two numbers,
    `dash` whether the cell is a stroke: both are for a witness or a person to settle. `is_absent`
    where the cell says in words that nothing was reported, which a blank one does not.
    """

    value: int | None = None
    why: Why | None = None
    mark: str = ""
    dash: bool = False
    is_absent: bool = False

    @property
    def text(self) -> str:
        """What is kept of it: the number, or that nothing was reported, or blank."""
        if self.value is None:
            return words.NOT_REPORTED if self.is_absent else ""
        return str(self.value)


@dataclass(frozen=True)
class Marks:
    """How a source writes its numbers: what certainly parts thousands, what decimals."""

    thousands: frozenset[str]
    points: frozenset[str]

    def settles(self, mark: str) -> bool:
        """Return whether a mark is known to part thousands here, and nothing else."""
        return mark in self.thousands and mark not in self.points


def marks_in(cells: Iterable[Cell]) -> Marks:
    """Return how the texts of a source write numbers, by those that have one reading only."""
    thousands, points = set(), set()
    spaced = 0
    for cell in cells:
        if isinstance(cell, str):
            spaced += 2 if _SPACED_FOR_SURE.search(cell) else _SPACED.match(cell) is not None
        if not isinstance(cell, str) or not any(mark in cell for mark in ".,"):
            continue
        for piece in re.findall(r"\d+(?:[.,]\d+)+", cell):
            marks = [c for c in piece if not c.isdigit()]
            last = re.split(r"[.,]", piece)[-1]
            if len(set(marks)) == 2 or len(last) != 3 or piece.startswith("0"):
                if len(marks) == 1 or len(set(marks)) == 2:
                    points.add(marks[-1])
                # The other mark of a number with both, or of a source that writes decimals.
                thousands |= {mark for mark in marks if mark != marks[-1]}
            elif len(marks) > 1:
                thousands.add(marks[0])
    # Another number of the source has it too.
    thousands |= {" "} if spaced > 1 else set()
    if len(points) == 1 and not thousands & {".", ","}:
        thousands |= {".", ","} - points
    return Marks(frozenset(thousands), frozenset(points))


def read_count(cell: Cell) -> Read:
    """Return what a cell of a column of counts says."""
    if type(cell) is int:
        return _whole(cell)
    if isinstance(cell, Unclear):
        return Read(why=Why.UNCLEAR)
    if isinstance(cell, ShownNumber) and "%" in cell.shown:
        return Read(why=Why.PERCENT)
    if isinstance(cell, ShownNumber) and not _DIGITS_ALONE.fullmatch(cell.shown):
        # What stands beside its digits may be more than a unit of counts.
        found = _from_text(cell.shown)
        return found if found.value in (None, float(cell)) else Read(why=Why.TEXT)
    if isinstance(cell, int | float):
        return _whole(cell)
    if is_reordered(cell):
        return Read(why=Why.TEXT)
    # Each part of a cell of several stands on a line of its own, or behind a stroke.
    text = shown_text(cell.replace("\n", " / ") if ":" in cell else cell)
    found = _from_text(text) if text else Read()
    spaced = _SPACED.match(cell) if found.value is not None else None
    if spaced and "\n" in spaced["spaces"]:
        return Read(why=Why.TEXT)
    return Read(found.value, mark=" ") if spaced and not found.mark else found


def is_reordered(cell: Cell) -> bool:
    """Return whether a cell may show its digits in another order than it holds them."""
    return isinstance(cell, str) and is_turned(cell)


def numbers_rows(values: Sequence[float]) -> bool:
    """Return whether numbers only number rows: from one on, anew in each section."""
    steps = all(after in (before + 1, 1) for before, after in pairwise(values))
    return bool(values) and values[0] == 1 and steps


def number_rows(texts: Sequence[str]) -> bool:
    """Return whether texts are the numbers of rows, nothing else."""
    whole = [int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST_NUMBER]
    return len(whole) == len(texts) and numbers_rows(whole)


@lru_cache(maxsize=10_000)
def _whole(number: float) -> Read:
    if not isfinite(number):
        return Read(why=Why.TEXT)
    if number < 0:
        return Read(why=Why.NEGATIVE)
    if number != int(number):
        return Read(why=Why.DECIMAL)
    return Read(int(number)) if number <= MOST else Read(why=Why.TOO_LARGE)


def _from_text(text: str) -> Read:
    folded = text.casefold().strip(" .")
    if folded in words.MEANS_NOTHING:
        return Read(is_absent=True)
    if folded in words.MEANS_ZERO:
        return Read(0)
    if re.fullmatch(r"[-–—−]+", text):
        return Read(dash=True)
    if len(text) > _LONGEST:
        return Read(why=Why.TEXT)
    if parts := _labelled(text):
        return parts
    if "%" in text:
        return Read(why=Why.PERCENT)
    if _RATIO.fullmatch(text):
        return Read(why=Why.RATIO)
    text = _SPACES.sub(" ", _without_unit(text))
    if not text.isascii() and not re.fullmatch(r"[\d’ ]+", text, re.ASCII):
        return Read(why=Why.TEXT)
    if re.match(r"[-(]\s*\d", text):
        return Read(why=Why.NEGATIVE)
    if text.isdigit():
        return _whole(int(text)) if len(text) < 20 else Read(why=Why.TOO_LARGE)
    if grouped := _GROUPED.fullmatch(text):
        return _grouped(text, grouped["mark"])
    if found := _DECIMAL.fullmatch(text):
        if set(found["rest"]) != {"0"} or found["mark"] == found["point"]:
            return Read(why=Why.DECIMAL if found["mark"] != found["point"] else Why.TEXT)
        return _whole(int(re.sub(r"\D", "", found["whole"])))
    return Read(why=Why.TEXT)


def _grouped(text: str, mark: str) -> Read:
    """Return a number in groups of three; of two groups by a dot or comma it may be a decimal."""
    value = _whole(int(re.sub(r"\D", "", text)))
    if text.startswith("0"):
        return Read(why=Why.DECIMAL if mark in ".," else Why.TEXT)
    is_open = mark in ".," and text.count(mark) == 1
    return Read(value.value, value.why, mark) if is_open else value


def _labelled(text: str) -> Read | None:
    """Return the count of "Số lượng: 12 / Tỷ lệ: 34.5% / Điểm số: 2", None for another text."""
    parts: dict[str, str] = {}
    for found in _LABELLED.finditer(text):
        label = found["label"].strip(" /;-").casefold()
        if label in words.LABELS_OF_COUNT and _OUT_OF.match(text, found.end()):
            return Read(why=Why.RATIO)
        parts[label] = found["value"].strip()
    if not parts:
        return None
    counts = [value for label, value in parts.items() if label in words.LABELS_OF_COUNT]
    if len(counts) != 1:
        return Read(why=Why.TEXT)
    return _from_text(counts[0]) if ":" not in counts[0] else Read(why=Why.TEXT)


def _without_unit(text: str) -> str:
    """Return a text without the unit behind its number."""
    found = re.fullmatch(r"(.*\d)\s*([^\d.,'’/%-][^\d]*)", text)
    return found[1] if found and found[2].casefold().strip(" .") in words.UNITS else text
