"""The sheets of the workbook as data: one place for sheet, column, width, format, who may type.

Titles are what staff see; code names are ASCII and never change. Build, read, formulas and
macros ask here for the places of everything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import lru_cache

from bpindex.case.correction_rows import CorrectionRow
from bpindex.case.keys import column_keys, column_title
from bpindex.case.records import (
    Agency,
    Column,
    HistoryRow,
    Labels,
    LateDossier,
    Paragraph,
    Settings,
    Table,
    TrailRow,
)
from bpindex.index.definition import Component, Count, Grade, IndexSet
from bpindex.index.files import bundled_index_sets
from bpindex.sheets import texts
from bpindex.sheets.column_specs import GROUP_COLUMNS, record_specs, scalar_block, scalar_keys, spec
from bpindex.sheets.layout import (
    FIRST_BLOCK_ROW,
    KEY_ROW,
    MAX_AGENCIES,
    MAX_COMPONENTS,
    MAX_CORRECTIONS,
    MAX_COUNTS,
    MAX_GROUPS,
    MAX_TABLES,
    Block,
    ColumnSpec,
    Kind,
    Sheet,
    Who,
)

# Beside the blocks of single values (hidden key, label, value, note) and a gap.
_RIGHT_COLUMN = 6
# Colours of the tabs by who writes the sheet.
_STAFF_TAB, _FORMULA_TAB, _TOOL_TAB = "#2E75B6", "#70AD47", "#7F7F7F"


class Layout:
    """All sheets for one index set."""

    def __init__(self, index: IndexSet) -> None:
        self.index = index
        made = (
            *_input_sheets(),
            _counts_sheet(index),
            *_computed_sheets(index),
            *_text_sheets(index),
            *_tool_sheets(),
        )
        by_id = {sheet.id: sheet for sheet in made}
        self.sheets = {sheet_id: by_id[sheet_id] for sheet_id in texts.SHEETS}

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


def _by_tool(block: Block) -> Block:
    """Return the block as one that the tool fills."""
    return replace(block, columns=tuple(replace(c, who=Who.TOOL) for c in block.columns))


def _stack(blocks: Iterable[Block], first_column: int = 0) -> tuple[Block, ...]:
    """Place blocks below each other, with room for a title, in a column if one is given."""
    row, placed = FIRST_BLOCK_ROW + 1, []
    for block in blocks:
        column = first_column or block.first_column
        placed.append(replace(block, header_row=row, first_column=column))
        row += block.capacity + 4
    return tuple(placed)


def _sheet(
    sheet_id: str,
    code_name: str,
    blocks: Iterable[Block],
    tab: str,
    freeze: tuple[int, int] = (FIRST_BLOCK_ROW, 0),
    hidden_columns: tuple[int, ...] = (),
) -> Sheet:
    title, intro = texts.SHEETS[sheet_id]
    return Sheet(sheet_id, title, code_name, intro, tuple(blocks), tab, freeze, hidden_columns)


def _records(cls: type, block_id: str, capacity: int, title: str = "") -> Block:
    return Block(block_id, title, record_specs(cls, block_id), capacity)


def _formula(key: str, title: str, kind: Kind, width: float = 9.0, note: str = "") -> ColumnSpec:
    return ColumnSpec(key, title, width, kind, note=note, who=Who.FORMULA)


def _computed(sheet: str, key: str) -> ColumnSpec:
    return replace(spec(sheet, key), who=Who.FORMULA)


def _figure_specs(index: IndexSet, kind: Kind, who: Who) -> tuple[ColumnSpec, ...]:
    """Return the printed columns."""
    return tuple(
        ColumnSpec(key, column_title(index, key), 14, kind, who=who) for key in column_keys(index)
    )


def _input_sheets() -> Iterator[Sheet]:
    """Return the sheets whose blocks are the same for every index set."""
    table_keys = (f.name for f in fields(Table) if f.name != "column")
    tables = tuple(spec("tables", key) for key in table_keys)
    columns = (spec("columns", "table"), *record_specs(Column, "columns"))
    settings = (
        *_stack([scalar_block("settings", texts.BLOCK_SETTINGS, scalar_keys(Settings), 0)]),
        *_stack(
            [
                Block("tables", texts.BLOCK_TABLES, tables, MAX_TABLES),
                Block("columns", texts.BLOCK_COLUMNS, columns, MAX_TABLES * MAX_GROUPS),
            ],
            _RIGHT_COLUMN,
        ),
    )
    yield _sheet("settings", "shSettings", settings, _STAFF_TAB, hidden_columns=(1,))
    agencies = _records(Agency, "agencies", MAX_AGENCIES)
    yield _sheet("agencies", "shAgencies", [agencies], _STAFF_TAB, (FIRST_BLOCK_ROW, 2))
    groups = tuple(spec("groups", key) for key in GROUP_COLUMNS)
    components = _records(Component, "components", MAX_COMPONENTS, texts.BLOCK_COMPONENTS)
    right = _stack(
        [Block("groups", texts.BLOCK_GROUPS, groups, MAX_GROUPS), components], _RIGHT_COLUMN
    )
    counts = _records(Count, "count_list", MAX_COUNTS, texts.BLOCK_COUNTS)
    far_right = _stack([counts], _RIGHT_COLUMN + len(components.columns) + 1)
    grades = _records(Grade, "grades", 10, texts.BLOCK_GRADES)
    scalars = scalar_block("index", texts.BLOCK_INDEX, scalar_keys(IndexSet), 0)
    left = _stack([scalars, replace(grades, first_column=2)])
    index = (*left, *right, *far_right)
    yield _sheet("index", "shIndex", index, _STAFF_TAB, hidden_columns=(1,))


def _counts_sheet(index: IndexSet) -> Sheet:
    """Return Số liệu: one column per raw count."""
    counts = (
        ColumnSpec(count.id, count.name, 12, Kind.WHOLE, note=texts.count_note(index, count))
        for count in index.count
    )
    name = replace(_computed("scores", "name"), key="agency_name")
    block = Block("counts", "", (spec("counts", "agency"), name, *counts), MAX_AGENCIES)
    return _sheet("counts", "shCounts", [block], _STAFF_TAB, (FIRST_BLOCK_ROW, 2))


def _computed_sheets(index: IndexSet) -> Iterator[Sheet]:
    """Return Tính điểm and Bảng điểm."""
    code, name = _computed("scores", "code"), _computed("scores", "name")
    groups = (
        _formula(f"group.{g.id}", f"{g.name} ({g.max_points})", Kind.POINTS, 12)
        for g in index.group
    )
    points = (
        _formula(f"points.{c.id}", texts.points_title(c), Kind.POINTS, note=c.name)
        for c in index.component
    )
    rates = (
        _formula(f"rate.{c.id}", texts.rate_title(c), Kind.PERCENT, note=c.name)
        for c in index.component
    )
    summary = tuple(_computed("scores", key) for key in ("state", "total", "rank", "grade"))
    figures = _figure_specs(index, Kind.FIGURE, Who.FORMULA)
    before = (code, name, *summary, *groups, *points, *rates)
    scores = Block("scores", "", (*before, *figures), MAX_AGENCIES)
    province = Block(
        "province",
        texts.BLOCK_PROVINCE,
        figures,
        MAX_TABLES,
        scores.last_row + 4,
        first_column=1 + len(before),
    )
    yield _sheet("scores", "shScores", [scores, province], _FORMULA_TAB, (FIRST_BLOCK_ROW, 2), (1,))
    table, stt = _computed("figures", "table"), _computed("figures", "stt")
    to_print = _figure_specs(index, Kind.FIGURE, Who.EITHER)
    block = Block("figures", "", (table, code, stt, name, *to_print), MAX_TABLES + MAX_AGENCIES)
    sheet = _sheet("figures", "shFigures", [block], _FORMULA_TAB, (FIRST_BLOCK_ROW, 4), (2,))
    yield replace(sheet, key_row=KEY_ROW)


def _text_sheets(index: IndexSet) -> Iterator[Sheet]:
    """Return the sheets of pasted figures, corrections, late dossiers and wording."""
    name = replace(_computed("scores", "name"), key="agency_name")
    figures = _figure_specs(index, Kind.CENTRED, Who.STAFF)
    typed = Block(
        "typed", "", (spec("counts", "agency"), name, *figures, spec("typed", "note")), MAX_AGENCIES
    )
    yield _sheet("typed", "shTyped", [typed], _STAFF_TAB, (FIRST_BLOCK_ROW, 2))
    register = _records(CorrectionRow, "corrections", MAX_CORRECTIONS)
    link = replace(spec("corrections", "link"), who=Who.TOOL)
    register = replace(register, columns=(*register.columns, link))
    yield _sheet("corrections", "shRegister", [register], _STAFF_TAB)
    late = _records(LateDossier, "late_dossiers", 500)
    yield _sheet("late_dossiers", "shLate", [late], _STAFF_TAB)
    wording = (
        scalar_block("labels", texts.BLOCK_LABELS, scalar_keys(Labels), 0),
        replace(_records(Paragraph, "paragraphs", 100, texts.BLOCK_PARAGRAPHS), first_column=2),
    )
    yield _sheet("wording", "shWording", _stack(wording), _STAFF_TAB, hidden_columns=(1,))


def _tool_sheets() -> Iterator[Sheet]:
    """Return the sheets that the tool fills."""
    yield _sheet("guide", "shGuide", (), _TOOL_TAB, freeze=(0, 0))
    history = _records(HistoryRow, "history", 20_000)
    trail = _records(TrailRow, "trail", 2_000)
    findings = Block(
        "findings", "", tuple(spec("findings", k) for k in texts.COLUMNS["findings"]), 500
    )
    explain = Block("explain", "", tuple(spec("explain", k) for k in texts.COLUMNS["explain"]), 60)
    for block, code_name in (
        (history, "shHistory"),
        (trail, "shTrail"),
        (findings, "shFindings"),
        (explain, "shExplain"),
    ):
        yield _sheet(block.id, code_name, [_by_tool(block)], _TOOL_TAB)
