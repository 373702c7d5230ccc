"""A row of Lịch sử and what is packed in it: everything one agency had in a closed period.

Seen are the period, the name, total, rank and grade; packed beside them are the counts, points and
printed figures, as one text that no office program changes.
"""

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources

from bpindex.codec.fields import LOOKED_UP
from bpindex.errors import InputError
from bpindex.index.periods import InMonth, shown_month
from bpindex.words import history as words


class Kind(StrEnum):
    """What a fact is of: a count, a component, a group, a printed column, or the agency."""

    COUNT = "count"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    POINTS = "points"
    GROUP = "group"
    FIGURE = "figure"
    TOTAL = "total"
    RANK = "rank"
    GRADE = "grade"
    # The days from and to which the period counts, and the kind of the agency.
    ABOUT = "about"


# The kind of a fact, and which of them: ("points", "1.1"), ("total", "").
Fact = tuple[Kind, str]
Value = int | Decimal | str
Facts = Mapping[Fact, Value]
TOTAL, RANK, GRADE = (Kind.TOTAL, ""), (Kind.RANK, ""), (Kind.GRADE, "")
FIRST_DAY, LAST_DAY, OF_KIND = ((Kind.ABOUT, name) for name in ("from", "to", "kind"))
# In the place of a count that an agency did not report.
NOT_REPORTED = "-"
# Before every packed text; it also keeps programs from taking one for a number.
PACKED_MARK = "h1:"
# As many decimals are seen of a total, kept, and kept of a component: a file of years stays small.
SEEN, KEPT, OF_POINTS = Decimal("0.01"), Decimal("0.000001"), Decimal("0.0001")


@dataclass(frozen=True)
class HistoryRow(InMonth):
    """What one agency, or the province (`tinh`), had in a closed period, as it printed.

    A person may have typed it: then `agency`, the code, and what is packed are blank.
    """

    period: str
    name: str = ""
    total: Decimal | None = None
    rank: int | None = None
    grade: str = ""
    agency: str = field(default="", metadata=LOOKED_UP)
    index: str = ""
    details: str = ""
    row: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        """Take off the apostrophe that an earlier version left in cells of texts."""
        for name in ("period", "name", "agency", "index", "details"):
            vars(self)[name] = vars(self)[name].lstrip("'")
        super().__post_init__()

    @classmethod
    def of(cls, period: str, agency: str, name: str, index: str, facts: Facts) -> "HistoryRow":
        """Return the row that holds these facts."""
        total, rank = facts.get(TOTAL), facts.get(RANK)
        return cls(
            period,
            name,
            None if total is None else plain(Decimal(total).quantize(SEEN, ROUND_HALF_UP)),
            None if rank is None else int(rank),
            str(facts.get(GRADE, "")),
            agency,
            index,
            packed(facts),
        )

    @cached_property
    def facts(self) -> Facts:
        """Everything it says; what is seen wins over what is packed, which may be more exact."""
        facts = self._unpacked()
        exact = facts.get(TOTAL)
        if exact is None or self.total is None or not _is_seen_as(exact, self.total):
            facts[TOTAL] = self.total
        seen = {**facts, RANK: self.rank, GRADE: self.grade or None}
        return {fact: value for fact, value in seen.items() if value is not None}

    def _unpacked(self) -> dict[Fact, Value | None]:
        if not self.details:
            return {}
        try:
            return dict(_unpacked(self.details))
        except (ValueError, ArithmeticError, zlib.error, AttributeError, TypeError):
            told = {"name": self.name or self.agency, "month": shown_month(self.period)}
            raise InputError(words.UNREADABLE.format(row=self.row, **told)) from None


@dataclass(frozen=True)
class HistoryPart(InMonth):
    """A row as up to the fifth layout: what an agency had in one component."""

    period: str
    agency: str
    component: str
    numerator: str = ""
    denominator: str = ""
    points: str = ""
    figure: str = ""
    row: int = field(default=0, compare=False)


class LazyHistory(Sequence[HistoryRow]):
    """Rows that are read only when somebody asks for them: most clicks need none."""

    def __init__(self, read: Callable[[], Iterable[HistoryRow]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> tuple[HistoryRow, ...]:
        return tuple(self._read())

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        return self._rows[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rows == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def _is_seen_as(exact: Value, seen: Decimal) -> bool:
    """Return whether a number is that which is seen of it, but for the last decimal."""
    return isinstance(exact, int | Decimal) and abs(exact - seen) < SEEN


def packed(facts: Facts) -> str:
    """Return facts as one text: the same for the same facts; total, rank and grade are seen."""
    document: dict[str, dict[str, float | str]] = {}
    for (kind, name), value in facts.items():
        if kind not in (Kind.RANK, Kind.GRADE):
            places = OF_POINTS if kind is Kind.POINTS else KEPT
            if isinstance(value, Decimal):
                document.setdefault(kind, {})[name] = float(value.quantize(places, ROUND_HALF_UP))
            else:
                document.setdefault(kind, {})[name] = value
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    machine = zlib.compressobj(9, wbits=-15, zdict=_usual())
    return (
        PACKED_MARK + base64.b64encode(machine.compress(text.encode()) + machine.flush()).decode()
    )


def _unpacked(text: str) -> Iterator[tuple[Fact, Value]]:
    if not text.startswith(PACKED_MARK):
        raise ValueError(text)
    machine = zlib.decompressobj(wbits=-15, zdict=_usual())
    data = machine.decompress(base64.b64decode(text.removeprefix(PACKED_MARK), validate=True))
    for kind, known in json.loads(data, parse_float=Decimal).items():
        for name, told in known.items():
            yield (Kind(kind), name), plain(told) if isinstance(told, Decimal) else told


@cache
def _usual() -> bytes:
    """Return what packed texts have in common; it never changes, or old ones are lost."""
    return resources.files("bpindex.data").joinpath("history-1.txt").read_bytes()


def plain(number: Decimal) -> Decimal:
    """Return a number without zeros behind its last decimal."""
    short = number.normalize()
    return short if int(short.as_tuple().exponent) <= 0 else short.quantize(Decimal(1))


def _number(text: str) -> Value:
    """Return the number that a text means; a text that means none stays one."""
    if text.isascii() and text.isdecimal() and str(int(text)) == text:
        return int(text)
    try:
        number = Decimal(text.strip().replace(",", "."))
        return plain(number.quantize(KEPT))
    except ArithmeticError:
        return text


def rows_of_parts(parts: Iterable[HistoryPart], names: Mapping[str, str]) -> Iterator[HistoryRow]:
    """Yield one row for each period and agency of old rows; `names` are those of the agencies."""
    found: dict[tuple[str, str], dict[Fact, Value]] = {}
    first: dict[tuple[str, str], int] = {}
    for part in parts:
        first.setdefault((part.period, part.agency), part.row)
        facts = found.setdefault((part.period, part.agency), {})
        for kind, text in (
            (Kind.NUMERATOR, part.numerator),
            (Kind.DENOMINATOR, part.denominator),
            (Kind.POINTS, part.points),
            (Kind.FIGURE, part.figure),
        ):
            if text:
                facts[kind, part.component] = text if kind is Kind.FIGURE else _number(text)
    for (period, agency), facts in found.items():
        row = HistoryRow.of(period, agency, names.get(agency, agency), "", facts)
        yield replace(row, row=first[period, agency])
