"""The sheets of the workbook as data: one place for sheet, column, width, format, who may type.

Titles are what staff see; code names are ASCII and never change. All blocks stand at fixed
places (rows and columns counted from 1), and build, read, formulas and macros ask here for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache

from openpyxl.utils import get_column_letter

from bpindex.case import (
    Agency,
    Column,
    Correction,
    CorrectionState,
    HistoryRow,
    Labels,
    LateDossier,
    Paragraph,
    Settings,
    Table,
    column_keys,
)
from bpindex.definition import (
    Basis,
    Component,
    Confidence,
    Count,
    Display,
    Grade,
    IndexSet,
    bundled_index_sets,
)
from bpindex.notice.model import BlockKind
from bpindex.tables import record_columns
from bpindex.workbook import texts

# Raised whenever a block moves: a workbook of another layout is refused, not misread.
LAYOUT_VERSION = 1
MAX_AGENCIES = 150
MAX_TABLES = 6
MAX_GROUPS = 10
MAX_COMPONENTS = 40
MAX_COUNTS = 80
TITLE_ROW = 1
INTRO_ROW = 2
FIRST_BLOCK_ROW = 4


class Kind(StrEnum):
    """How a column's cells look and what they take."""

    TEXT = "text"
    WRAP = "wrap"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    PERCENT = "percent"
    POINTS = "points"
    FIGURE = "figure"


class Who(StrEnum):
    """Who writes a block: staff type, formulas compute, the tool fills."""

    STAFF = "staff"
    FORMULA = "formula"
    TOOL = "tool"


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a block."""

    key: str
    title: str
    width: float = 14.0
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    note: str = ""
    who: Who = Who.STAFF


@dataclass(frozen=True)
class Block:
    """A table on a sheet: a header row and `capacity` rows below it."""

    id: str
    title: str
    columns: tuple[ColumnSpec, ...]
    capacity: int
    header_row: int = FIRST_BLOCK_ROW
    first_column: int = 1

    @property
    def first_row(self) -> int:
        """The first row below the header."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """The last row that may be filled."""
        return self.header_row + self.capacity

    def column_number(self, key: str) -> int:
        """Return the sheet column of a key."""
        keys = [column.key for column in self.columns]
        return self.first_column + keys.index(key)

    def area(self, first: str = "", last: str = "") -> str:
        """Return the absolute address of the rows, from column `first` to `last` by key."""
        start = self.column_number(first or self.columns[0].key)
        end = self.column_number(last or self.columns[-1].key)
        left, right = get_column_letter(start), get_column_letter(end)
        return f"${left}${self.first_row}:${right}${self.last_row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its names, its blocks, how it opens."""

    id: str
    title: str
    code_name: str
    intro: str
    blocks: tuple[Block, ...]
    tab: str
    freeze: tuple[int, int] = (0, 0)
    hidden_columns: tuple[int, ...] = ()
    visible: bool = True

    def block(self, block_id: str) -> Block:
        """Return a block by its id."""
        return next(block for block in self.blocks if block.id == block_id)

    @property
    def last_row(self) -> int:
        """The last row of its blocks."""
        return max((block.last_row for block in self.blocks), default=FIRST_BLOCK_ROW)

    @property
    def last_column(self) -> int:
        """The last column of its blocks."""
        ends = (block.first_column + len(block.columns) - 1 for block in self.blocks)
        return max(ends, default=1)

    def whole_reference(self) -> str:
        """Return the address of everything on the sheet, for a formula."""
        last = get_column_letter(self.last_column)
        return f"'{self.title}'!$A$1:${last}${self.last_row}"

    def reference(self, block_id: str, first: str = "", last: str = "") -> str:
        """Return the address of a block with the sheet's name, for a formula."""
        return f"'{self.title}'!{self.block(block_id).area(first, last)}"


class Layout:
    """All sheets for one index set."""

    def __init__(self, index: IndexSet) -> None:
        self.index = index
        self.sheets = {sheet.id: sheet for sheet in _sheets(index)}

    def __getitem__(self, sheet_id: str) -> Sheet:
        return self.sheets[sheet_id]


@lru_cache(maxsize=8)
def layout_of(index: IndexSet) -> Layout:
    """Return the layout for an index set; its components and counts are columns of sheets."""
    return Layout(index)


@lru_cache(maxsize=1)
def index_sheet() -> Sheet:
    """Return the sheet that holds the index set; it is the same whatever set it holds."""
    return Layout(bundled_index_sets()[0])["index"]


def record_specs(cls: type, sheet: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a record type, with the titles, widths and notes of `texts`."""
    return tuple(_spec(sheet, name) for name in record_columns(cls))


def _spec(sheet: str, key: str) -> ColumnSpec:
    title, width, kind, note = texts.COLUMNS[sheet][key]
    choices = _CHOICES.get((sheet, key), ())
    return ColumnSpec(key, title, width, Kind(kind), choices, note)


_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("columns", "basis"): tuple(Basis),
    ("groups", "basis"): tuple(Basis),
    ("components", "confidence"): tuple(Confidence),
    ("tables", "decimal_mark"): (",", "."),
    ("corrections", "state"): tuple(CorrectionState),
    ("paragraphs", "kind"): tuple(BlockKind),
}


def record_choices() -> dict[str, tuple[str, ...]]:
    """Return the lists of the drop-downs by their defined name."""
    return {f"bcs_list_{block}_{key}": values for (block, key), values in _CHOICES.items()}


def scalar_block(block_id: str, title: str, keys: Sequence[str], header_row: int) -> Block:
    """Return a block of one value per row: hidden key, label, value, note."""
    columns = tuple(
        replace(_spec("scalars", key), who=Who.STAFF if key == "value" else Who.TOOL)
        for key in ("key", "label", "value", "note")
    )
    return Block(block_id, title, columns, len(keys), header_row)


def scalar_keys(cls: type) -> tuple[str, ...]:
    """Return the fields of a record that hold one value each."""
    nested = {"table", "grades", "group", "count", "component", "labels", "paragraph"}
    return tuple(f.name for f in fields(cls) if f.compare and f.name not in nested)


def _stack(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Place blocks below each other, two rows between them for a title."""
    row, placed = FIRST_BLOCK_ROW + 1, []
    for block in blocks:
        placed.append(replace(block, header_row=row))
        row += block.capacity + 4
    return tuple(placed)


GROUP_COLUMNS = ("id", "name", "max_points", *(f.name for f in fields(Display)))


def _sheets(index: IndexSet) -> Iterable[Sheet]:
    columns = column_keys(index)
    figure_specs = tuple(
        ColumnSpec(key, texts.figure_title(index, key), 11, Kind.FIGURE, who=Who.FORMULA)
        for key in columns
    )
    typed_specs = tuple(
        ColumnSpec(key, texts.figure_title(index, key), 11, Kind.TEXT) for key in columns
    )
    count_specs = tuple(
        ColumnSpec(count.id, count.name, 12, Kind.WHOLE, note=texts.count_note(index, count))
        for count in index.count
    )
    code = replace(_spec("scores", "code"), who=Who.FORMULA)
    name = replace(_spec("scores", "name"), who=Who.FORMULA)

    def formula(key: str, title: str, kind: Kind, width: float = 9.0, note: str = "") -> ColumnSpec:
        return ColumnSpec(key, title, width, kind, note=note, who=Who.FORMULA)

    summary = (
        replace(_spec("scores", "state"), who=Who.FORMULA),
        formula("total", *texts.TOTAL_TITLE, 10),  # type: ignore[arg-type]
        formula("rank", *texts.RANK_TITLE, 9),  # type: ignore[arg-type]
        formula("grade", *texts.GRADE_TITLE, 13),  # type: ignore[arg-type]
        *(
            formula(f"group.{g.id}", f"{g.name} ({g.max_points})", Kind.POINTS, 12)
            for g in index.group
        ),
    )
    points = tuple(
        formula(f"points.{c.id}", f"Điểm {c.id} ({c.max_points})", Kind.POINTS, note=c.name)
        for c in index.component
    )
    rates = tuple(
        formula(f"rate.{c.id}", f"Tỷ lệ {c.id}", Kind.PERCENT, note=c.name) for c in index.component
    )
    sheet_texts = texts.SHEETS

    def sheet(
        sheet_id: str,
        code_name: str,
        blocks: Iterable[Block],
        tab: str,
        freeze: tuple[int, int] = (FIRST_BLOCK_ROW, 0),
        hidden_columns: tuple[int, ...] = (),
        visible: bool = True,
    ) -> Sheet:
        title, intro = sheet_texts[sheet_id]
        return Sheet(
            sheet_id, title, code_name, intro, tuple(blocks), tab, freeze, hidden_columns, visible
        )

    def records(cls: type, block_id: str, capacity: int) -> Block:
        return Block(block_id, "", record_specs(cls, block_id), capacity)

    staff, computed, tool = "#2E75B6", "#70AD47", "#7F7F7F"
    yield sheet("guide", "shGuide", (), tool, freeze=(0, 0))
    yield sheet(
        "settings",
        "shSettings",
        _stack(
            (
                scalar_block("settings", texts.BLOCK_SETTINGS, scalar_keys(Settings), 0),
                replace(
                    Block(
                        "tables",
                        texts.BLOCK_TABLES,
                        tuple(_spec("tables", f.name) for f in fields(Table) if f.name != "column"),
                        MAX_TABLES,
                    ),
                    first_column=2,
                ),
                Block(
                    "columns",
                    texts.BLOCK_COLUMNS,
                    (_spec("columns", "table"), *record_specs(Column, "columns")),
                    MAX_TABLES * MAX_GROUPS,
                    first_column=2,
                ),
            )
        ),
        staff,
        hidden_columns=(1,),
    )
    yield sheet(
        "agencies",
        "shAgencies",
        [records(Agency, "agencies", MAX_AGENCIES)],
        staff,
        (FIRST_BLOCK_ROW, 2),
    )
    yield sheet(
        "index",
        "shIndex",
        _stack(
            (
                scalar_block("index", texts.BLOCK_INDEX, scalar_keys(IndexSet), 0),
                Block("grades", texts.BLOCK_GRADES, record_specs(Grade, "grades"), 10, 0, 2),
                Block(
                    "groups",
                    texts.BLOCK_GROUPS,
                    tuple(_spec("groups", key) for key in GROUP_COLUMNS),
                    MAX_GROUPS,
                    0,
                    2,
                ),
                Block(
                    "components",
                    texts.BLOCK_COMPONENTS,
                    record_specs(Component, "components"),
                    MAX_COMPONENTS,
                    0,
                    2,
                ),
                Block(
                    "count_list",
                    texts.BLOCK_COUNTS,
                    record_specs(Count, "count_list"),
                    MAX_COUNTS,
                    0,
                    2,
                ),
            )
        ),
        staff,
        hidden_columns=(1,),
    )
    yield sheet(
        "counts",
        "shCounts",
        [
            Block(
                "counts",
                "",
                (_spec("counts", "agency"), replace(name, key="agency_name"), *count_specs),
                MAX_AGENCIES,
            )
        ],
        staff,
        (FIRST_BLOCK_ROW, 2),
    )
    yield sheet(
        "scores",
        "shScores",
        [
            Block(
                "scores", "", (code, name, *summary, *points, *rates, *figure_specs), MAX_AGENCIES
            ),
            Block(
                "province",
                texts.BLOCK_PROVINCE,
                figure_specs,
                MAX_TABLES,
                FIRST_BLOCK_ROW + MAX_AGENCIES + 4,
                1 + 2 + len(summary) + len(points) + len(rates),
            ),
        ],
        computed,
        (FIRST_BLOCK_ROW, 2),
    )
    yield sheet(
        "figures",
        "shFigures",
        [
            Block(
                "figures",
                "",
                (
                    replace(_spec("figures", "table"), who=Who.FORMULA),
                    code,
                    replace(_spec("figures", "stt"), who=Who.FORMULA),
                    name,
                    *figure_specs,
                ),
                MAX_TABLES + MAX_AGENCIES,
            )
        ],
        computed,
        (FIRST_BLOCK_ROW, 4),
    )
    yield sheet(
        "typed",
        "shTyped",
        [
            Block(
                "typed",
                "",
                (
                    _spec("counts", "agency"),
                    replace(name, key="agency_name"),
                    *typed_specs,
                    _spec("typed", "note"),
                ),
                MAX_AGENCIES,
            )
        ],
        staff,
        (FIRST_BLOCK_ROW, 2),
    )
    yield sheet("corrections", "shRegister", [records(Correction, "corrections", 1000)], staff)
    yield sheet("late_dossiers", "shLate", [records(LateDossier, "late_dossiers", 2000)], staff)
    yield sheet(
        "wording",
        "shWording",
        _stack(
            (
                scalar_block("labels", texts.BLOCK_LABELS, scalar_keys(Labels), 0),
                Block(
                    "paragraphs",
                    texts.BLOCK_PARAGRAPHS,
                    record_specs(Paragraph, "paragraphs"),
                    100,
                    0,
                    2,
                ),
            )
        ),
        staff,
        hidden_columns=(1,),
    )
    yield sheet("history", "shHistory", [records(HistoryRow, "history", 20000)], tool)
    yield sheet(
        "findings",
        "shFindings",
        [
            Block(
                "findings", "", tuple(_spec("findings", k) for k in ("level", "text", "link")), 500
            )
        ],
        tool,
    )
    yield sheet(
        "explain",
        "shExplain",
        [Block("explain", "", tuple(_spec("explain", k) for k in ("label", "text")), 60)],
        tool,
    )
