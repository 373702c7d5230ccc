"""The three lists of Trang chính: who lacks counts, the newest corrections, who has most points."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpindex.case.correction import CorrectionState
from bpindex.sheets.model import FIRST_BLOCK_ROW
from bpindex.words import home as texts
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, both, filled, linked, of, when
from bpindex.workbook.formats import LOCAL
from bpindex.workbook.home.facts import LISTED, Facts

_MOVED = ";".join(f"{LOCAL}{part}" for part in texts.MOVED.split(";"))
_FROM_TO = ("computed", "corrected")
# So many letters of a name, less of a value: two of these and a date stand in one line.
_SHOWN = 24


@dataclass(frozen=True)
class Item:
    """A text or number of a list: its row below the heading, its unit, how it looks."""

    row: int
    unit: int
    shown: Expr
    colour: str = ""
    size: float = 9
    bold: bool = False
    # The column of its unit in which it stands alone; both of them without.
    column: int | None = None
    number_format: str = ""
    units: int = 1


def panels(contents: Contents, facts: Facts) -> Iterator[Item]:
    """Yield everything that the lists say."""
    titles = {name: sheet.title for name, sheet in contents.layout.sheets.items()}
    yield from _lacking(facts, titles["scores"], titles["reminders"])
    yield from _newest(contents, facts, titles["corrections"])
    yield from _ranked(facts)


def _lacking(facts: Facts, sheet: str, reminders: str) -> Iterator[Item]:
    for number in range(1, LISTED + 1):
        name, lacks, has = (facts[f"{key} {number}"] for key in ("lacking", "lacks", "has"))
        if number == 1:
            name = when(name.equals(""), texts.NOBODY, name)
        told = when(has.above(0), filled(texts.LACKS, count=lacks), texts.LACKS_ALL)
        yield Item(number, 1, name, "", 10)
        yield Item(number, 2, when(lacks.above(0), told, ""), "warn")
    rest = filled(texts.REST, sheet=of(sheet))
    shown = when(facts["lacking"].above(LISTED), linked(sheet, rest), "")
    yield Item(LISTED + 1, 1, shown, "good")
    # The button Kiểm tra writes them.
    copied = linked(reminders, of(texts.COPY_REMINDER))
    is_there = both(facts["lacking"].above(0), facts["checked"].above(0))
    yield Item(LISTED + 1, 2, when(is_there, copied, ""), "good")


def _newest(contents: Contents, facts: Facts, sheet: str) -> Iterator[Item]:
    register = contents.layout["corrections"]
    block = register.block("corrections")
    for number in range(1, LISTED + 1):
        row = facts[f"correction {number}"]
        cells = {}
        for key in ("agency", "column", "kind", "computed", "corrected", "state", "on", "by"):
            area = register.reference("corrections", key, key)
            at = row.value, block.column_number(key)
            value = contents.cells["corrections"].get(at, "")
            cells[key] = Expr(f'INDEX({area},{row.text}-{FIRST_BLOCK_ROW - 1})&""', str(value))
        is_there = row.above(0)
        # A row that was added or taken out has neither a column nor texts: its kind says it all.
        what = when(cells["column"].equals(""), cells["kind"], _short(cells["column"]))
        where = when(cells["agency"].equals(""), what, cells["agency"])
        if number == 1:
            yield Item(1, 3, when(is_there, where, texts.NO_CORRECTION), "", 10)
        else:
            yield Item(number, 3, when(is_there, where, ""), "", 10)
        who = filled(texts.WHO, on=cells["on"], by=cells["by"])
        note = when(cells["state"].equals(CorrectionState.REVIEW), texts.REVIEW, who)
        values = {k: when(cells[k].equals(""), texts.BLANK, _short(cells[k], 16)) for k in _FROM_TO}
        is_blank = both(cells["computed"].equals(""), cells["corrected"].equals(""))
        changed = when(is_blank, note, filled(texts.FROM_TO, **values, note=note))
        named = filled(texts.WHAT_FROM_TO, what=what, change=changed)
        told = when(cells["agency"].equals(""), changed, named)
        yield Item(number, 4, when(is_there, told, ""), units=2)
    shown = when(
        facts["corrections"].above(LISTED),
        linked(sheet, filled(texts.REST, sheet=of(sheet))),
        "",
    )
    yield Item(LISTED + 1, 3, shown, "good")
    months = facts["closed months"]
    told = linked(contents.layout["history"].title, filled(texts.CLOSED_MONTHS, months=months))
    yield Item(LISTED + 1, 4, when(months.equals(""), "", told), "good", units=2)


def _short(text: Expr, most: int = _SHOWN) -> Expr:
    """Return the beginning of a text: a whole paragraph would shrink to letters nobody reads."""
    cut = f'IF(LEN({text.text})>{most},LEFT({text.text},{most - 1})&"…",{text.text})'
    value = str(text.value)
    return Expr(cut, value if len(value) <= most else f"{value[: most - 1]}…")


def _ranked(facts: Facts) -> Iterator[Item]:
    province, change = facts["province"], facts["province change"]
    is_known = Expr(f"ISNUMBER({province.text})", province.value != "")
    is_typed = facts["province computed"].equals(0)
    title = when(is_typed, texts.PROVINCE, texts.PROVINCE_COMPUTED)
    yield Item(1, 6, when(is_known, title, texts.AVERAGE), "muted")
    shown = when(is_known, province, facts["average"])
    yield Item(2, 6, shown, "good", 16, bold=True, number_format=f"{LOCAL}0.00")
    yield Item(3, 6, change, "good", number_format=_MOVED)
    for unit, key, heading, colour in (
        (7, "best", texts.BEST, "good"),
        (8, "worst", texts.WORST, "bad"),
    ):
        yield Item(1, unit, of(heading), "muted")
        for number in range(1, LISTED + 1):
            total, name = facts[f"{key} total {number}"], facts[f"{key} {number}"]
            yield Item(number + 1, unit, total, colour, 9, True, 0, f"{LOCAL}0.0")
            yield Item(number + 1, unit, name, column=1)
