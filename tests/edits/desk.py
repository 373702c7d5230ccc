"""A person at the workbook, without any office program: a notice as rows that can be worked on.

The desk knows nothing of how changes are found again. It keeps the sheet as a person sees it
and hands it over as a reader of files would.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from typing import Any

from bpindex.case.belonging import dated, of_month, with_own
from bpindex.case.correction import Correction
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.case.rows import RowKey
from bpindex.edits.by_month import take_typed
from bpindex.edits.taker import Harvest, Stamp
from bpindex.memory.found import FoundCell, FoundRow, FoundSheet, visible
from bpindex.memory.snapshot import Snapshot
from bpindex.notice.model import Notice
from bpindex.page.fitting import page_properties
from bpindex.page.memory import look_of, snapshot_of
from bpindex.page.plan import FIRST_COLUMN, KEY_ROW, PlacedCell, SheetPlan, plan_sheets
from bpindex.register.ageing import marked
from tests.changed_cases import keeping, notice_of

AGENCIES = ("so-noi-vu", "so-y-te", "so-tu-phap", "tp-dong-xoai", "tx-binh-long")
BLOCKS = (
    "parent_body", "issuer", "national_title", "motto", "number", "place_date", "title", "subject",
    "grounds", "intro", "heading_so_nganh", "table_so_nganh", "heading_cap_huyen",
    "table_cap_huyen", "closing", "recipients_title", "recipient_1", "recipient_2",
    "recipient_3", "signature", "signatory", "appendix_title", "appendix_name",
)  # fmt: skip


@cache
def small_case(late: bool = False) -> Case:
    """Return a small part of the bundled case: two tables, five agencies, a few paragraphs."""
    base = keeping(AGENCIES)
    paragraphs = tuple(p for p in base.wording.paragraphs if p.id in BLOCKS)
    dossiers = (
        LateDossier("H1", "Cấp phép", "so-y-te", days_late="3"),
        LateDossier("H2", "Gia hạn", "tx-binh-long", days_late="1", note="đã xin lỗi"),
    )
    return replace(
        base,
        corrections=(),
        late_dossiers=dossiers if late else (),
        wording=replace(base.wording, paragraphs=paragraphs),
    )


@dataclass
class Row:
    """A row as a person sees it: its hidden key, its cells by column, what is merged."""

    key: str
    height: float | None
    cells: dict[int, Any] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    looks: dict[int, dict[str, str]] = field(default_factory=dict)
    bold: dict[int, str] = field(default_factory=dict)
    # Cells over several rows that begin here, by column.
    tall: dict[int, int] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)

    def texts(self) -> tuple[str, ...]:
        """What can be read in it, from left to right."""
        shown = (visible(_text(value)) for _, value in sorted(self.cells.items()))
        return tuple(text for text in shown if text)


def _text(value: Any) -> str:
    return FoundCell(value).text(",")


@dataclass
class Sheet:
    """A sheet that a person works on."""

    title: str
    columns: dict[int, str]
    widths: dict[int, float]
    rows: list[Row]
    ends: set[int]  # places of rows behind which a page ends
    hidden: set[int] = field(default_factory=set)  # places of rows
    hidden_columns: set[int] = field(default_factory=set)
    page: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: SheetPlan) -> "Sheet":
        columns = {1: "key", **dict(enumerate(plan.columns, FIRST_COLUMN))}
        rows = {p.number: Row(p.row.key.text, p.row.height_pt) for p in plan.rows}
        for placed in (*plan.cells, *plan.merged, *plan.margins):
            _put(rows[placed.number], placed)
        for note in plan.comments:
            rows[note.number].comments[FIRST_COLUMN + note.place] = note.text
        ordered = [rows[number] for number in sorted(rows)]
        first = KEY_ROW + 1
        widths = dict(enumerate(plan.widths, FIRST_COLUMN))
        ends = {end - first for end in plan.page_ends}
        page = page_properties(plan.layout, plan.scale)
        return cls(plan.title, columns, widths, ordered, ends, page=page)

    def found(self) -> FoundSheet:
        """Hand the sheet over as a reader of files would."""
        rows = tuple(
            FoundRow(
                number,
                RowKey(row.key),
                None if number - KEY_ROW - 1 in self.hidden else row.height,
                {
                    column: FoundCell(value, row.looks.get(column, {}), row.bold.get(column, ""))
                    for column, value in row.cells.items()
                },
                dict(row.spans),
                number - KEY_ROW - 1 in self.hidden,
            )
            for number, row in enumerate(self.rows, KEY_ROW + 1)
        )
        ends = frozenset(end + KEY_ROW + 1 for end in self.ends)
        numbered = list(enumerate(self.rows, KEY_ROW + 1))
        return FoundSheet(
            self.title,
            dict(self.columns),
            {n: w for n, w in self.widths.items() if n not in self.hidden_columns},
            rows,
            ends,
            {(number, c): text for number, row in numbered for c, text in row.comments.items()},
            tuple(
                (number, c, number + row.tall.get(c, 1) - 1, c + row.spans.get(c, 1) - 1)
                for number, row in numbered
                for c in sorted(row.spans.keys() | row.tall.keys())
            ),
            hidden_columns=frozenset(self.hidden_columns),
            page=dict(self.page),
        )

    def insert(self, place: int, row: Row) -> None:
        """Insert a row; cells over the rows above and below it reach over it too."""
        for at, above in enumerate(self.rows[:place]):
            above.tall = {c: n + (n > 1 and at + n > place) for c, n in above.tall.items()}
        self.rows.insert(place, row)
        self.ends = {end + (end >= place) for end in self.ends}
        self.hidden = {at + (at >= place) for at in self.hidden}

    def delete(self, place: int) -> Row:
        """Delete a row; what was merged from it downwards keeps what it shows."""
        row = self.rows.pop(place)
        self.hidden = {at - (at > place) for at in self.hidden - {place}}
        self.ends = {end - (end >= place and end > 0) for end in self.ends}
        for column, height in row.tall.items():
            if height > 1 and place < len(self.rows):
                below = self.rows[place]
                below.cells[column] = row.cells.get(column)
                below.spans[column] = row.spans.get(column, 1)
                below.tall[column] = height - 1
                below.looks[column] = row.looks.get(column, {})
        return row

    def move(self, place: int, target: int) -> None:
        """Cut a row and insert it before the row that stands at `target`."""
        row = self.rows[place]
        self.insert(target, row)
        gone = place if place < target else place + 1
        del self.rows[gone]
        self.hidden = {at - (at > gone) for at in self.hidden - {gone}}
        self.ends = {end - (end >= gone and end > 0) for end in self.ends}


def _put(row: Row, placed: PlacedCell) -> None:
    cell = placed.cell
    if cell.key is None and not placed.text:
        return
    column = FIRST_COLUMN + cell.first
    row.cells[column] = placed.text or None
    row.looks[column] = {**look_of(cell.style), **placed.shown_look}
    if cell.last > cell.first:
        row.spans[column] = cell.last - cell.first + 1
    if cell.rows > 1:
        row.tall[column] = cell.rows
    place, ranges = 0, []
    if not cell.style.bold:
        for run in cell.runs:
            if run.bold:
                ranges.append(f"{place}-{place + len(run.text)}")
            place += len(run.text)
    row.bold[column] = ";".join(ranges)


@dataclass
class Made:
    """A notice with the plans of its sheets and what is remembered of them."""

    notice: Notice

    @cached_property
    def plans(self) -> list[SheetPlan]:
        return plan_sheets(self.notice)

    @cached_property
    def snapshot(self) -> Snapshot:
        return snapshot_of(self.notice, self.plans)


# What was made last, the latest at the end, by the identity of the case's parts, which stand
# beside it: most steps change little, every desk begins with the same cases, and all that is
# kept here is only read.
_MADE: dict[tuple[int, ...], tuple[list[Any], Made]] = {}
_KEPT = 24


def made_of(case: Case) -> Made:
    """Return what is made of a case."""
    parts = [getattr(case, item.name) for item in fields(case)]
    identity = tuple(map(id, parts))
    _, made = _MADE.pop(identity, (parts, None))
    if made is None:
        # A case that was read anew, or changed and changed back, is equal to one that is kept.
        equal = (other for known, other in _MADE.values() if known == parts)
        made = next(equal, None) or Made(notice_of(case))
    _MADE[identity] = parts, made
    if len(_MADE) > _KEPT:
        del _MADE[next(iter(_MADE))]
    return made


class Desk:
    """A case, the notice that was generated of it, and the sheets as a person left them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.snapshot: Snapshot | None = None
        self.sheets: list[Sheet] = []
        self.typed_over: dict[Key, Any] = {}
        self.harvested: Harvest = Harvest(list(case.corrections))
        self.generate()

    def composed(self, case: Case) -> Notice:
        """Compose a case."""
        return made_of(case).notice

    def harvest(self) -> Harvest:
        """Take what was changed into the register of the case, as a reader of workbooks does."""
        if not all(item.period for item in self.case.corrections):
            # An entry typed by hand that names no month is of the month that is set.
            self.case = replace(self.case, corrections=dated(self.case).corrections)
        notice = self.composed(self.case)
        stamp = Stamp("Ánh", "2024-03-01 08:00")
        marks = {table.id: table.decimal_mark for table in self.case.settings.tables}
        texts = {
            key: FoundCell(value).text(marks.get(key[0], ","))
            for key, value in self.typed_over.items()
        }
        sheets = [sheet.found() for sheet in self.sheets]
        made = self.snapshot, sheets, self.snapshot.period if self.snapshot else ""
        typed = take_typed(self.case, notice.origins.computed, (texts, stamp, False), made, stamp)
        self.harvested = typed.harvest
        if typed.harvest.register != self.case.corrections:
            self.case = replace(self.case, corrections=typed.harvest.register)
        self.typed_over.clear()
        return typed.harvest

    def generate(self) -> Harvest:
        """Press the button: harvest, mark what has aged, make the sheets anew."""
        result = self.harvest()
        notice = self.notice = self.composed(self.case)
        own = marked(of_month(self.case).corrections, notice.origins.computed)
        corrections = with_own(self.case, own)
        if corrections != self.case.corrections:
            self.case = replace(self.case, corrections=corrections)
        made = made_of(self.case)
        self.plans, self.snapshot = made.plans, made.snapshot
        assert self.snapshot is not None
        self.sheets = [Sheet.of(plan) for plan in self.plans]
        return result

    @property
    def main(self) -> Sheet:
        return self.sheets[0]

    def printed(self) -> dict[Key, str]:
        """Return the text of every cell as generated, by its key."""
        texts: dict[Key, str] = {}
        for plan in self.plans:
            for placed in (*plan.cells, *plan.merged):
                if placed.cell.key is not None:
                    known = texts.get(placed.cell.key)
                    is_part = known is not None and not placed.cell.key[0]
                    texts[placed.cell.key] = f"{known} {placed.text}" if is_part else placed.text
        return {key: visible(text) for key, text in texts.items()}

    def shown(self) -> list[tuple[str, ...]]:
        """Return what can be read on the notice, row by row, the tables' headers left out.

        Merged columns stand on every page anew, so they are left out too.
        """
        return list(_readable(self))

    def cell_at(self, row: int, column: int) -> Key | None:
        """Return the key of the generated cell at a place of the sheet as generated."""
        number = row + KEY_ROW + 1
        for placed in (*self.plans[0].cells, *self.plans[0].merged):
            if placed.number == number and placed.cell.first + FIRST_COLUMN == column:
                return placed.cell.key
        return None

    def merged_columns(self) -> set[int]:
        """Return where the columns that are merged as a whole stand now."""
        names = {item.column for table in self.notice.tables for item in table.merged}
        return {number for number, key in self.main.columns.items() if key in names}

    def in_force(self) -> list[Correction]:
        return [item for item in self.case.corrections if item.in_force]


def _readable(desk: Desk) -> Iterator[tuple[str, ...]]:
    merged, above = desk.merged_columns(), ""
    for row in desk.main.rows:
        if row.key.startswith("header"):
            continue
        cells: Mapping[int, Any] = row.cells
        above = row.key or above
        if above.startswith("row:so-nganh") and (row.key or len(row.texts()) > 1):
            cells = {c: v for c, v in cells.items() if c not in merged}
        if "block:signat" in row.key:
            # The signature stands beside whatever rows the recipients have.
            columns = desk.plans[0].columns
            half = columns[(len(columns) + 1) // 2 :]
            cells = {c: v for c, v in cells.items() if desk.main.columns.get(c) not in half}
        texts = Row("", None, dict(cells)).texts()
        if texts:
            yield texts
