"""What happens when staff type into the workbook: in LibreOffice, through our VBA and Python."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from bpindex.reading.workbook import read_workbook
from bpindex.score.counts import State
from bpindex.sheets.model import (
    ROOM,
    Kind,
    Sheet,
    Who,
)
from bpindex.sheets.takes import Choice
from bpindex.words import workbook as workbook_words
from bpindex.workbook.rules import word_lists
from tests.changed_cases import with_counts
from tests.hosts.libreoffice.books import ARRAY, COMPUTED, Opened, changed, differences
from tests.hosts.libreoffice.cases import agency_row, area_of, shown
from tests.hosts.libreoffice.render import coloured

# Fills of the conditional formats: a figure typed over, a wrong cell.
CORRECTED_FILL, WRONG_FILL = "#FFD966", "#F8CBAD"


def printed(book: Opened, sheet_id: str, pdf: Path) -> Path:
    """Print the rows of the first agencies: all sheets have some 190 pages, with room for 400."""
    sheet = book.layout[sheet_id]
    area = f"A1:{get_column_letter(sheet.last_column)}40"
    book.document.do("store_part", str(pdf), sheet.title, area)
    return pdf


# Typing


def test_a_changed_count_changes_what_depends_on_it_and_nothing_else(opened: Opened) -> None:
    agency = opened.case.counts[2].agency
    # Used by one component: of its group, one rate, one row of points, one printed figure.
    value = str(int(opened.case.counts[2].cells["hs_truc_tuyen"]) + 1)
    after_case = with_counts(agency, opened.case, hs_truc_tuyen=value)
    before = {sheet_id: opened.read(sheet_id) for sheet_id in COMPUTED}
    assert opened.document.bridge.calls == Counter()
    opened.type("counts", opened.count_cell(agency, "hs_truc_tuyen"), value)
    for sheet_id in COMPUTED:
        after = opened.read(sheet_id)
        assert differences(shown(after_case, sheet_id), after) == []
        cells = changed(before[sheet_id], after)
        assert cells == changed(shown(opened.case, sheet_id), shown(after_case, sheet_id))
        assert cells
        block = opened.layout[sheet_id].blocks[0]
        row = agency_row(opened.case, opened.layout[sheet_id], sheet_id, agency)
        row += ROOM.tables if sheet_id == "figures" else 0
        rank = block.column_number("rank") if sheet_id == "scores" else 0
        assert all(at[0] == row or at[1] == rank for at in cells)
    # The state of the installation depends on nothing.
    assert opened.document.bridge.calls == Counter([ARRAY])


def test_text_in_a_count_is_told_in_the_state_and_marked(opened: Opened, tmp_path: Path) -> None:
    agency, count = opened.case.counts[0].agency, "hs_truc_tuyen"
    before = printed(opened, "counts", tmp_path / "before.pdf")
    assert coloured(before, WRONG_FILL) == 0
    opened.type("counts", opened.count_cell(agency, count), "abc")
    sheet = opened.layout["scores"]
    row = agency_row(opened.case, sheet, "scores", agency)
    block = sheet.block("scores")
    state = opened.cell("scores", f"{get_column_letter(block.column_number('state'))}{row}")
    assert state == f"{State.TEXT.text}: {opened.case.index.count_by_id[count].name}"
    assert opened.cell("scores", f"{get_column_letter(block.column_number('total'))}{row}") == ""
    after_case = with_counts(agency, opened.case, **{count: "abc"})
    assert differences(shown(after_case, "scores"), opened.read("scores")) == []
    after = printed(opened, "counts", tmp_path / "after.pdf")
    assert coloured(after, WRONG_FILL) > 0


def test_a_wrong_setting_is_told_once_in_the_state(opened: Opened) -> None:
    settings = opened.layout["settings"]
    block = settings.block("settings")
    keys = [row[0] for row in opened.document.do("values", settings.title, area_of(block))]
    row = block.first_row + keys.index("issue_year")
    cell = f"{get_column_letter(block.column_number('value'))}{row}"
    opened.type("settings", cell, "năm nay")
    place = workbook_words.PLACE_CELL.format(sheet=settings.title, cell=cell)
    told = {
        (sheet_id, at)
        for sheet_id in COMPUTED
        for at, value in opened.read(sheet_id).items()
        if place in str(value)
    }
    scores = opened.layout["scores"].block("scores")
    assert told == {("scores", (scores.first_row, scores.column_number("state")))}


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
def test_a_figure_typed_over_is_marked_and_becomes_a_correction(
    opened: Opened, tmp_path: Path
) -> None:
    agency, column = opened.case.agencies[1], opened.case.columns[1]
    table = opened.case.table_of_kind[agency.kind]
    pictures = [printed(opened, "figures", tmp_path / "before.pdf")]
    cell = opened.figure_cell(agency.code, column)
    opened.type("figures", cell, "12.25")
    pictures.append(printed(opened, "figures", tmp_path / "after.pdf"))
    before, after = (coloured(pdf, CORRECTED_FILL) for pdf in pictures)
    assert before < after
    for suffix in (".xlsx", ".xlsm"):
        copy = tmp_path / f"copy{suffix}"
        opened.document.do("store", str(copy))
        case = read_workbook(copy)
        new = [item for item in case.corrections if item not in opened.case.corrections]
        assert [item.key for item in new] == [(table.id, agency.code, column)]
        assert new[0].corrected == "12.25".replace(".", table.decimal_mark)
        for part in ("settings", "agencies", "counts", "typed", "wording", "index"):
            assert getattr(case, part) == getattr(opened.case, part), part


# Guarding


def may_type(sheet: Sheet, spec: Any) -> bool:
    """Whether staff type into a column: their own ones, and the figures that will print."""
    return spec.who is Who.STAFF or (sheet.id == "figures" and spec.kind is Kind.FIGURE)


def test_staff_can_type_where_they_should_and_nowhere_else(book: Opened) -> None:
    protected = {title for title, _, is_protected in book.document.do("sheets") if is_protected}
    for sheet in book.layout.sheets.values():
        for block in sheet.blocks:
            columns = list(enumerate(block.columns, block.first_column))
            if sheet.title not in protected:
                assert all(spec.who is Who.TOOL for _, spec in columns), sheet.title
                continue
            for row in (block.header_row, block.first_row, block.last_row):
                cells = [f"{get_column_letter(number)}{row}" for number, _ in columns]
                locked = book.document.do("locked", sheet.title, cells)
                for (_, spec), cell, is_locked in zip(columns, cells, locked, strict=True):
                    # What stands beside rows is the macros' to write.
                    is_open = may_type(sheet, spec) or spec.beside
                    expected = row == block.header_row or not is_open
                    assert is_locked is expected, (sheet.title, cell, spec.key)


def test_a_locked_cell_refuses_and_an_open_one_accepts(opened: Opened) -> None:
    block = opened.layout["scores"].block("scores")
    total = f"{get_column_letter(block.column_number('total'))}{block.first_row}"
    name = f"{get_column_letter(block.column_number('name'))}{block.first_row}"
    for sheet_id, cell in (("scores", total), ("scores", name), ("counts", "A4"), ("guide", "B2")):
        before = opened.cell(sheet_id, cell)
        opened.type(sheet_id, cell, "999")
        assert opened.cell(sheet_id, cell) == before, (sheet_id, cell)
    agency = opened.case.agencies[0].code
    for sheet_id, cell in (
        ("counts", opened.count_cell(agency, "hs_tong")),
        ("figures", opened.figure_cell(agency, opened.case.columns[1])),
    ):
        opened.type(sheet_id, cell, "999")
        # A figure is typed as a text and stays as typed.
        expected = "999" if sheet_id == "figures" else 999
        assert opened.cell(sheet_id, cell) == expected, (sheet_id, cell)


def test_every_list_and_count_is_validated_down_to_the_last_row(book: Opened) -> None:
    checked = Counter[str]()
    for sheet in book.layout.sheets.values():
        for block in sheet.blocks:
            for number, spec in enumerate(block.columns, block.first_column):
                is_count = sheet.id == "counts" and spec.kind is Kind.WHOLE
                choices = isinstance(spec.takes, Choice)
                is_agency = spec.key == "agency_name"
                is_list = choices or (block.capacity > 100 and is_agency)
                if spec.who is not Who.STAFF or (sheet.id == "corrections" and not choices):
                    continue
                if not (is_count or is_list):
                    continue
                kind = "CUSTOM" if is_count else "LIST"
                checked[kind] += 1
                letter = get_column_letter(number)
                cells = [f"{letter}{row}" for row in (block.first_row, block.last_row)]
                for rule in book.document.do("validations", sheet.title, cells):
                    assert rule[0] == kind, (sheet.title, cells)
                    assert all(rule[1:]), (sheet.title, cells)
            for row, single in enumerate(block.singles, block.first_row):
                if single.takes:
                    checked["LIST"] += 1
                    cells = [block.address(row, "value")]
                    [rule] = book.document.do("validations", sheet.title, cells)
                    assert rule[0] == "LIST" and all(rule[1:]), (sheet.title, cells)
    assert checked["CUSTOM"] == len(book.case.index.counts)
    assert checked["LIST"] >= len(word_lists(book.layout)) + 3


def test_every_drop_down_has_its_choices(book: Opened) -> None:
    for name, choices in word_lists(book.layout).items():
        assert book.document.do("named", name) == list(choices), name
