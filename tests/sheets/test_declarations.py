"""Sheets declared as data: they hold the records of a case, and name each other rightly."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any, get_args

import pytest

from bpindex.case import records
from bpindex.case.correction_rows import CorrectionRow
from bpindex.case.history_rows import HistoryRow
from bpindex.case.keys import KNOWN_NAME, BlockKind
from bpindex.case.printed import Colours, Listing, Order, Shown, SummaryKind, What, When
from bpindex.cells.score_blocks import ScoreSheet
from bpindex.codec.fields import field_names, field_types
from bpindex.index.definition import (
    Basis,
    Component,
    Confidence,
    Count,
    Display,
    Grade,
    IndexSet,
    NotFor,
    OfProvince,
    View,
)
from bpindex.index.working_days import LateDays
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import (
    HEADING,
    ROOM,
    Capacity,
    ColumnSpec,
    Mark,
    Sheet,
    SheetBlock,
    Who,
)
from bpindex.sheets.takes import Choice, FromColumn
from bpindex.words import choices
from bpindex.workbook.content import contents_of
from bpindex.workbook.home.grid import EVERY_MONTH, LINK_ROWS, tab_colour
from bpindex.workbook.rules import word_lists
from tests.changed_cases import case_of
from tests.strategies import base_case

LAYOUT = layout_of(base_case().index)
REGISTER_BESIDE = ("link", "table_key", "agency_key", "column_key", "place_key", "words")


def declared() -> Iterator[tuple[Sheet, SheetBlock, ColumnSpec]]:
    for sheet in LAYOUT.sheets.values():
        for block in sheet.blocks:
            for column in block.columns:
                yield sheet, block, column


def own_fields(cls: type) -> list[str]:
    """Return the fields of a record that hold one value each."""
    hints = field_types(cls)

    def holds_records(hint: Any) -> bool:
        return is_dataclass(next(iter(get_args(hint)), hint))

    return [f.name for f in fields(cls) if f.compare and not holds_records(hints[f.name])]


@pytest.mark.parametrize(
    ("sheet", "block", "cls", "beside"),
    [
        ("settings", "tables", records.Table, ()),
        ("settings", "columns", records.Column, ("table", "table_name", "group_name")),
        ("agencies", "agencies", records.Agency, (KNOWN_NAME,)),
        ("index", "grades", Grade, ()),
        ("index", "groups", Display, ("id", "name", "max_points", "parts")),
        ("index", "other_groups", Display, ("id", "name", "max_points", "parts")),
        ("index", "components", Component, ()),
        ("index", "count_list", Count, ()),
        ("corrections", "corrections", CorrectionRow, REGISTER_BESIDE),
        ("late_dossiers", "late_dossiers", records.LateDossier, ("agency_name",)),
        ("wording", "paragraphs", records.Paragraph, ()),
        ("history", "history", HistoryRow, ()),
        ("trail", "trail", records.TrailRow, ()),
    ],
)
def test_a_block_has_a_column_for_every_field_of_its_record(
    sheet: str, block: str, cls: type, beside: tuple[str, ...]
) -> None:
    keys = [column.key for column in LAYOUT[sheet].block(block).columns]
    assert sorted(key for key in keys if key not in beside) == sorted(own_fields(cls))
    assert set(beside) <= set(keys)
    assert set(field_names(cls)) >= set(own_fields(cls))


@pytest.mark.parametrize(
    ("sheet", "block", "cls"),
    [
        ("settings", "settings", records.Settings),
        ("index", "index", IndexSet),
        ("wording", "labels", records.Labels),
    ],
)
def test_a_block_of_single_values_has_a_row_for_every_field(
    sheet: str, block: str, cls: type
) -> None:
    found = LAYOUT[sheet].block(block)
    keys = [single.key for single in found.singles if single.key != HEADING]
    assert sorted(keys) == sorted(own_fields(cls))
    assert found.capacity == len(found.singles)


def test_no_key_stands_twice_in_a_block_and_no_cell_in_two_blocks() -> None:
    for sheet in LAYOUT.sheets.values():
        taken: set[tuple[int, int]] = set()
        for block in sheet.blocks:
            keys = [column.key for column in block.columns]
            assert len(set(keys)) == len(keys), block.id
            rows = range(block.header_row - bool(block.title), block.last_row + 1)
            cells = {(row, number) for row in rows for number, _ in block.numbered()}
            assert not cells & taken, (sheet.id, block.id)
            taken |= cells


def test_what_prints_its_state_and_its_month_are_seen_at_once_beside_what_is_corrected() -> None:
    """On a screen of 1366 pixels, with a sidebar of 340: a letter is 7 wide, a column 5 more."""
    columns = LAYOUT["corrections"].block("corrections").columns
    keys = [column.key for column in columns]
    last = max(keys.index(key) for key in ("agency", "column", "corrected", "state", "period"))
    shown = [column for column in columns[: last + 1] if not column.hidden]
    assert sum(column.width * 7 + 5 for column in shown) <= 1366 - 340 - 45


def test_how_a_component_is_computed_is_seen_at_once() -> None:
    columns = LAYOUT["index"].block("components").columns
    keys = [column.key for column in columns]
    shown = columns[: keys.index("zero_points") + 1]
    assert {"id", "name", "group", "numerator", "denominator", "target"} < {c.key for c in shown}
    assert sum(column.width * 8 + 5 for column in shown) <= 1366 - 45


def test_what_a_column_takes_from_another_block_stands_there() -> None:
    sources = {column.takes for _, _, column in declared() if isinstance(column.takes, FromColumn)}
    assert len(sources) >= 5
    for source in sources:
        assert LAYOUT[source.sheet].block(source.block).column_number(source.key)


def test_marks_name_columns_that_are_there() -> None:
    register = dict.fromkeys(c.key for c in LAYOUT["corrections"].block("corrections").columns)
    found: set[Mark] = set()
    for sheet, block, column in declared():
        for mark in (*block.marks, *column.marks):
            row = {other.key: "" for other in block.columns}
            mark.when.format(cell="", key="", row=row, register=register, period="", computed="")
            assert "{key}" not in mark.when or sheet.key_row
            found.add(mark)
    assert len(found) >= 8


def test_every_column_but_the_ids_of_figures_has_a_title_and_a_width() -> None:
    for sheet, block, column in declared():
        assert column.title.strip(), (sheet.id, block.id, column.key)
        assert column.width > 0
        assert column.locked is (column.who.value in ("formula", "tool")) or (column.beside)


def test_who_writes_a_sheet_follows_from_its_columns() -> None:
    sheets = LAYOUT.sheets.values()
    tool = {sheet.id for sheet in sheets if sheet.by_tool}
    reports = {"findings", "explain", "reminders", "signing", "charts"}
    papers = {"slip", "what_if"}
    assert tool == {"home", "guide", "paste", "history", "trail"} | reports | papers
    assert {sheet.id for sheet in sheets if Who.EITHER in sheet.writers} == {"figures"}
    formulas = {sheet.id for sheet in sheets if sheet.writers and Who.STAFF not in sheet.writers}
    assert formulas - tool == {"scores", "figures"}


def test_tabs_stand_and_are_coloured_as_they_are_linked_the_months_own_first() -> None:
    ids = list(LAYOUT.sheets)
    assert tuple(ids[: len(EVERY_MONTH)]) == EVERY_MONTH
    colours = [tab_colour(sheet_id) for sheet_id in ids]
    # Each group stands together; what helps stands last.
    groups = [colour for colour, _ in groupby(colours[:-1])]
    assert len(groups) == len(set(groups)) == len(LINK_ROWS) + 1
    assert ids[-1] == "guide"


# --- capacity --------------------------------------------------------------------------------


@pytest.mark.parametrize("agencies", [5, 151, 1_000])
def test_a_workbook_may_have_room_for_another_number_of_agencies(agencies: int) -> None:
    contents = contents_of(case_of(agencies), Capacity(agencies=agencies))
    layout = contents.layout
    for sheet_id in ("agencies", "counts", "typed", "scores"):
        assert layout[sheet_id].blocks[0].capacity == agencies
    assert layout["figures"].blocks[0].capacity == agencies + ROOM.tables
    (array,) = contents.arrays["scores"]
    assert array.area[2] - array.area[0] + 1 == len(array.values) == agencies
    assert array.area[3] - array.area[1] + 1 == len(array.values[0])
    assert array.values[-1][1] != ""


@pytest.mark.parametrize("room", [29, 40, ROOM.agencies])
def test_a_block_is_as_high_as_the_range_of_agencies_that_it_is_handed(room: int) -> None:
    contents = contents_of(case_of(29), Capacity(agencies=room))
    ids = ("settings", "index", "agencies", "counts", "corrections", "typed")
    sheet = ScoreSheet(*(contents.values(name) for name in ids))
    for block in (sheet.summary(), sheet.points(), sheet.rates(), sheet.figures()):
        assert len(block) == room
        assert any(cell != "" for cell in block[28])
        assert all(cell == "" for row in block[29:] for cell in row)


# --- words -----------------------------------------------------------------------------------

ENUMS = (
    *(
        Basis,
        Confidence,
        OfProvince,
        NotFor,
        View,
        What,
        When,
        Shown,
        Order,
        SummaryKind,
        Listing,
        Colours,
        LateDays,
    ),
    BlockKind,
)


def test_every_choice_with_an_english_name_has_one_vietnamese_word() -> None:
    assert {enum.__name__ for enum in ENUMS} == set(choices.WORDS)
    for enum in ENUMS:
        assert list(choices.WORDS[enum.__name__]) == list(enum)
        assert len(set(choices.WORDS[enum.__name__].values())) == len(enum)


def test_lists_offer_those_words_and_sheets_hold_them() -> None:
    english = {str(value) for enum in ENUMS for value in enum}
    assert not english & {word for words in word_lists(LAYOUT).values() for word in words}
    contents = contents_of(base_case())
    checked = 0
    for sheet, block, column in declared():
        if isinstance(column.takes, Choice):
            number = block.column_number(column.key)
            cells = contents.cells.get(sheet.id, {})
            rows = range(block.first_row, block.last_row + 1)
            found = {cells[row, number] for row in rows if (row, number) in cells}
            assert found <= set(column.takes.words), (block.id, column.key)
            checked += len(found)
    assert checked > 20


def test_no_sentence_on_a_sheet_uses_a_name_of_the_files() -> None:
    names = {str(v) for enum in (Basis, BlockKind) for v in enum} | {"TRUE", "FALSE", "true"}
    sentences = [sheet.intro for sheet in LAYOUT.sheets.values()]
    for _, block, column in declared():
        singles = (text for single in block.singles for text in (single.label, single.note))
        sentences += [block.title, column.title, column.note, *singles]
    for sentence in sentences:
        said = set(re.sub(r"\{\w+\}", "", sentence).replace(",", " ").replace("“", " ").split())
        assert not said & names, sentence


def test_a_question_its_answer_and_its_list_stand_in_the_window_of_a_small_screen() -> None:
    (block,) = layout_of(base_case().index)["imported"].blocks
    shown = sum(column.width for column in block.columns if not column.hidden)
    # Of 1366 pixels the row numbers, the bars beside the cells and the arrow take a tenth;
    # LibreOffice needs eight of them for a letter.
    assert shown * 8 <= 1366 * 0.9
