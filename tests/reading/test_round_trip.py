"""A workbook reads back as the case it was built from."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from openpyxl.utils import get_column_letter

from bpindex.case.belonging import settled
from bpindex.case.folder import bundled_case, case_texts, read_case
from bpindex.case.model import Case
from bpindex.cli.app import run
from bpindex.codec.fields import SHEET, choice_words
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.model import (
    ROOM,
)
from bpindex.sheets.takes import Choice
from bpindex.workbook.build import build_workbook
from bpindex.workbook.content import contents_of
from tests import ROOT
from tests.changed_cases import case_of
from tests.reading.typing_over import scalar_cell
from tests.strategies import base_case
from tests.whole_cases import cases
from tests.workbook.built import the_layout
from tests.workbook.editing import bundled_workbook, edited, parts_of, read, sheet_part, with_part

COMMITTED = ROOT / "workbook" / "BoChiSo.xlsm"


# --- as built --------------------------------------------------------------------------------


# A stray row of counts takes one place. Hypothesis would rather not print large cases in full.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(cases(max_agencies=ROOM.agencies - 1))
def test_a_generated_case_comes_back_from_its_workbook(case: Case) -> None:
    assert read(build_workbook(case)) == case


@pytest.mark.parametrize("text", ["", "0", "1", " "])
def test_an_empty_text_where_a_blank_cell_means_another_comes_back(text: str) -> None:
    group = base_case().index.groups[0]
    display = replace(group.display, when_numerator_zero=text, when_denominator_zero=text)
    groups = (replace(group, display=display), *base_case().index.groups[1:])
    case = replace(base_case(), index=replace(base_case().index, id="rieng", groups=groups))
    assert read(build_workbook(case)) == case


def test_the_bundled_case_comes_back_from_its_workbook() -> None:
    assert read(bundled_workbook()) == base_case()


def test_the_made_up_case_comes_back_from_its_workbook() -> None:
    """Tables of its own, a period before, an index set of 2026, 111 agencies."""
    case = read_case(bundled_case("2026-03"))
    assert read(build_workbook(case)) == case


def test_a_workbook_with_choices_by_their_names_in_files_is_read_as_before() -> None:
    """Older workbooks hold them: an enum's value in the place of its word, TRUE and FALSE."""
    case = replace(base_case(), settings=replace(base_case().settings, crosses_month=True))
    content = build_workbook(case)
    values = contents_of(case)
    for sheet in the_layout().sheets.values():
        older: dict[str, Any] = {}
        for block in sheet.blocks:
            for number, spec in block.numbered():
                enum = spec.takes.enum if isinstance(spec.takes, Choice) else None
                words = dict(zip(choice_words(enum, SHEET), enum, strict=True)) if enum else {}
                for row in range(block.first_row, block.last_row + 1):
                    if word := words.get(values.cells.get(sheet.id, {}).get((row, number), "")):
                        older[f"{get_column_letter(number)}{row}"] = str(word)
        if sheet.id == "settings":
            older[scalar_cell("settings", "crosses_month")] = "TRUE"
        if sheet.id == "index":
            older[scalar_cell("index", "confidence")] = str(case.index.confidence)
        if older:
            content = edited(content, sheet.title, older)
    texts = parts_of(content)[sheet_part(content, "Lời văn")].decode()
    assert ">paragraph<" in texts
    assert read(content) == case


@pytest.mark.parametrize("agencies", [1, ROOM.agencies])
def test_few_and_as_many_agencies_as_fit_come_back(agencies: int) -> None:
    case = case_of(agencies)
    assert read(build_workbook(case)) == case


def test_numbers_with_more_digits_than_a_cell_keeps_come_back() -> None:
    points = Decimal("0.30000000000000004")
    table = base_case().settings.tables[0]
    column = replace(table.columns[0], province_prior=points, province_month=Decimal("1E+20"))
    table = replace(table, columns=(column, *table.columns[1:]))
    changed = replace(base_case().settings, tables=(table, *base_case().settings.tables[1:]))
    case = replace(base_case(), settings=changed)
    assert read(build_workbook(case)) == case


def test_dates_before_those_that_excel_knows_come_back() -> None:
    agencies = list(base_case().agencies)
    agencies[0] = replace(agencies[0], valid_from=date(1899, 12, 31), valid_to=date(9998, 12, 31))
    case = replace(base_case(), agencies=tuple(agencies))
    assert read(build_workbook(case)) == case


def test_rows_know_their_row_on_the_sheet() -> None:
    case = read(bundled_workbook())
    rows = list(range(5, 5 + len(case.agencies)))
    assert [agency.row for agency in case.agencies] == rows
    assert [row.row for row in case.counts] == rows
    assert [item.row for item in case.corrections] == [5, 6]


def test_the_file_is_not_held_open_after_reading(tmp_path: Path) -> None:
    """On Windows an open file cannot be deleted: the macros read a temporary copy."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not list open files")
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(bundled_workbook())
    case = read_workbook(path)
    links = [str(item.readlink()) for item in descriptors.iterdir() if item.is_symlink()]
    assert case == base_case()
    assert str(path) not in links


def test_what_excel_adds_for_itself_warns_nobody() -> None:
    """Excel moves validations that name other sheets into an extension of the sheet."""
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="0"/></ext></extLst></worksheet>'
    )
    content = bundled_workbook()
    for title in ("Số liệu", "Bảng điểm", "Đơn vị"):
        part = sheet_part(content, title)
        content = with_part(content, part, lambda xml: xml.replace("</worksheet>", extension))
    assert read(content) == base_case()


# --- the command line ------------------------------------------------------------------------


def test_the_notice_of_the_committed_workbook_is_that_of_the_case(tmp_path: Path) -> None:
    for name, source in (("case", bundled_case()), ("workbook", COMMITTED)):
        arguments = ["notice", str(source), "--out", str(tmp_path / name), "--format", "json"]
        assert run(arguments) == 0
    printed = (tmp_path / "workbook" / "notice.json").read_bytes()
    assert printed == (tmp_path / "case" / "notice.json").read_bytes()
    assert json.loads(printed)["period"] == "2024-02"


def test_export_writes_the_case_folder_that_was_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(COMMITTED), "--out", str(tmp_path / "kỳ")]) == 0
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "kỳ").iterdir()}
    assert written == case_texts(settled(base_case(), "2024-02"))
    assert read_case(tmp_path / "kỳ") == base_case()
    assert str(tmp_path / "kỳ") in capsys.readouterr().out


def test_check_and_explain_take_a_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(COMMITTED)]) == 0
    assert run(["explain", str(COMMITTED), "Sở Công thương", "TD_thang"]) == 0
    shown = capsys.readouterr().out
    assert "trang Số liệu, ô B5" in shown
    assert "In ra: " in shown
