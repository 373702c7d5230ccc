"""A workbook reads back as the case it was built from, and as what staff then typed into it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from openpyxl.utils import get_column_letter

from bpindex.case.correction import Correction, CorrectionState, PrintedFigure
from bpindex.case.folder import bundled_case, case_texts, read_case
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.cli.app import run
from bpindex.codec.fields import SHEET, choice_words
from bpindex.pipeline import evaluate
from bpindex.sheets.cells import record_rows
from bpindex.sheets.figure_cells import figure_cells, placed
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import ROOM, Choice
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.workbook.content import contents_of
from bpindex.workbook.read import read_workbook
from tests import ROOT
from tests.hosts.libreoffice.cases import case_of
from tests.strategies import base_case, cases
from tests.workbook.editing import (
    Computed,
    bundled_workbook,
    edited,
    parts_of,
    read,
    sheet_part,
    with_part,
)

COMMITTED = ROOT / "workbook" / "BoChiSo.xlsm"


def the_layout() -> Layout:
    return layout_of(base_case().index)


def scalar_cell(sheet_id: str, key: str) -> str:
    """Return the cell of a single value."""
    block = the_layout()[sheet_id].blocks[0]
    number = block.first_row + [single.key for single in block.singles].index(key)
    return f"{get_column_letter(block.column_number('value'))}{number}"


def cell_of(sheet_id: str, column: str, agency: str) -> str:
    """Return the cell of an agency in a block with one row per agency, or per row of data."""
    block = the_layout()[sheet_id].block(sheet_id)
    rows = {
        "agencies": [item.code for item in base_case().agencies],
        "counts": [row.agency for row in base_case().counts],
        "typed": [row.agency for row in base_case().typed],
    }[sheet_id]
    number = block.first_row + rows.index(agency)
    return f"{get_column_letter(block.column_number(column))}{number}"


def figure_cell(column: str, agency: str) -> str:
    """Return the cell of a printed figure on Bảng điểm; agency may be a table's province."""
    block = the_layout()["figures"].block("figures")
    tables = [table.id for table in base_case().settings.tables]
    codes = [item.code for item in base_case().agencies]
    offset = tables.index(agency) if agency in tables else ROOM.tables + codes.index(agency)
    return f"{get_column_letter(block.column_number(column))}{block.first_row + offset}"


def typed(sheet_id: str, cells: Mapping[str, Any], content: bytes | None = None) -> Case:
    """Return the case after cells of a sheet of the bundled workbook were typed over."""
    title = the_layout()[sheet_id].title
    return read(edited(content or bundled_workbook(), title, cells))


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
    assert written == case_texts(base_case())
    assert read_case(tmp_path / "kỳ") == base_case()
    assert str(tmp_path / "kỳ") in capsys.readouterr().out


def test_check_and_explain_take_a_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(COMMITTED)]) == 0
    assert run(["explain", str(COMMITTED), "Sở Công thương", "TD_thang"]) == 0
    shown = capsys.readouterr().out
    assert "trang Số liệu, ô A5" in shown
    assert "In ra: " in shown


# --- values as Excel leaves them -------------------------------------------------------------


@pytest.mark.parametrize(
    "found", ["08/03/2024", " 2024-03-08 ", date(2024, 3, 8), Computed("C8+15", date(2024, 3, 8))]
)
def test_a_date_may_be_a_date_a_text_or_a_formula(found: Any) -> None:
    case = typed("settings", {scalar_cell("settings", "deadline"): found})
    assert case == replace(
        base_case(), settings=replace(base_case().settings, deadline=date(2024, 3, 8))
    )


def test_a_number_typed_where_a_text_belongs_is_the_text_as_shown() -> None:
    case = typed("settings", {scalar_cell("settings", "number"): 45})
    assert case.settings.number == "45"
    case = typed("agencies", {cell_of("agencies", "stt", "so-y-te"): 12.0})
    assert next(a.stt for a in case.agencies if a.code == "so-y-te") == "12"


def test_a_number_with_a_comma_typed_as_text_is_a_number() -> None:
    case = typed("settings", {scalar_cell("settings", "portal_tolerance"): "0,5"})
    assert case.settings.portal_tolerance == Decimal("0.5")


@pytest.mark.parametrize("found", [True, "true", " TRUE "])
def test_yes_may_be_a_truth_value_or_its_word(found: Any) -> None:
    case = typed("settings", {scalar_cell("settings", "crosses_month"): found})
    assert case.settings.crosses_month is True


def test_a_cell_cleared_has_its_default() -> None:
    case = typed("settings", {scalar_cell("settings", "portal_tolerance"): None})
    assert case.settings.portal_tolerance == 1


def test_counts_are_read_as_they_stand_in_their_cells() -> None:
    found = {
        "tthc_da_cong_bo": (124, "124"),
        "tthc_cong_bo_dung_han": (124.0, "124"),
        "tthc_phai_cong_khai": ("124", "124"),
        "tthc_cong_khai_dung_han": (" 124 ", " 124 "),
        "tthc_da_cong_khai": (12.5, "12.5"),
        "tthc_du_noi_dung": (-3, "-3"),
        "hs_tong": ("abc", "abc"),
        "hs_dong_bo": ("#N/A", "#N/A"),
        "xl_truoc_han": (Computed("60+64", 124), "124"),
        "xl_dung_han": (Computed("1/0", "#DIV/0!"), "#DIV/0!"),
        "xl_qua_han": (True, "TRUE"),
    }
    cells = {cell_of("counts", key, "so-y-te"): value for key, (value, _) in found.items()}
    row = next(row for row in typed("counts", cells).counts if row.agency == "so-y-te")
    assert {key: row.cells[key] for key in found} == {key: text for key, (_, text) in found.items()}


def test_a_count_cleared_is_missing_and_a_row_cleared_is_gone() -> None:
    cell = cell_of("counts", "hs_tong", "so-cong-thuong")
    row = next(r for r in typed("counts", {cell: None}).counts if r.agency == "so-cong-thuong")
    assert "hs_tong" not in row.cells
    block = the_layout()["counts"].block("counts")
    cleared = {f"{get_column_letter(i)}5": None for i in range(1, len(block.columns) + 1) if i != 2}
    case = typed("counts", cleared)
    assert case.counts == base_case().counts[1:]
    assert case.counts[0].row == 6


def test_a_decimal_typed_into_nam_truoc_has_the_mark_of_its_table() -> None:
    rows = {row.agency for row in base_case().typed}
    marks = {table.kind: table.decimal_mark for table in base_case().settings.tables}
    assert set(marks.values()) == {",", "."}
    cells: dict[str, Any] = {}
    expected = {}
    for kind, mark in marks.items():
        agencies = [a.code for a in base_case().agencies if a.kind == kind and a.code in rows]
        for agency, value in zip(agencies, (98.4, Computed("984/10", 98.4)), strict=False):
            cells[cell_of("typed", "TD_nam_truoc", agency)] = value
            expected[agency] = f"98{mark}4"
    case = typed("typed", cells)
    found = {row.agency: row.cells["TD_nam_truoc"] for row in case.typed if row.agency in expected}
    assert found == expected
    assert len(expected) == 4


def test_blank_rows_between_agencies_change_nothing_but_their_rows() -> None:
    """The last agency is moved three rows down, its figure typed over there."""
    content, last = bundled_workbook(), base_case().agencies[-1]
    block = the_layout()["agencies"].block("agencies")
    number = block.first_row + len(base_case().agencies) - 1
    moved: dict[str, Any] = {}
    for place, value in enumerate(record_rows(block, [last])[0], block.first_column):
        moved[f"{get_column_letter(place)}{number}"] = None
        moved[f"{get_column_letter(place)}{number + 3}"] = value
    content = edited(content, "Đơn vị", moved)
    content = edited(content, "Bảng điểm", {f"H{number + ROOM.tables + 3}": "77"})
    case = read(content)
    assert case.agencies == base_case().agencies
    assert case.agencies[-1].row == number + 3
    assert [item.key[1:] for item in case.corrections[-1:]] == [(last.code, "TD_thang")]


# --- figures typed over ----------------------------------------------------------------------


def computed(table: str, agency: str, column: str) -> str:
    """Return what is computed for a figure before corrections."""
    notice = evaluate(replace(base_case(), corrections=())).notice
    return next(
        figure.computed
        for table_id, code, figure in notice.figures()
        if (table_id, code, figure.column) == (table, agency, column)
    )


def test_figures_typed_over_become_corrections_of_the_computed_values() -> None:
    found: list[tuple[Any, str]] = [
        ("99,9", "99,9"),
        (99, "99"),
        (98.25, "98.25"),
        ("=1+1", "=1+1"),
        ("Không có hồ sơ", "Không có hồ sơ"),
        (None, ""),
        ("", ""),
    ]
    table = base_case().settings.tables[0]
    agencies = [a.code for a in base_case().agencies if a.kind == table.kind][: len(found)]
    cells = {
        figure_cell("TD_thang", agency): value
        for agency, (value, _) in zip(agencies, found, strict=True)
    }
    new = []
    for agency, (_, text) in zip(agencies, found, strict=True):
        before = computed(table.id, agency, "TD_thang")
        assert before not in ("", text)
        new.append(
            Correction(
                PrintedFigure(table.id, agency, "TD_thang"), before, text, workbook_words.TYPED_OVER
            )
        )
    assert typed("figures", cells) == replace(
        base_case(), corrections=(*base_case().corrections, *new)
    )
    assert new[0].state is CorrectionState.ACTIVE


def test_a_number_typed_over_a_figure_has_the_mark_of_its_table() -> None:
    table = next(table for table in base_case().settings.tables if table.decimal_mark == ",")
    agency = next(a.code for a in base_case().agencies if a.kind == table.kind)
    case = typed("figures", {figure_cell("TD_thang", agency): 98.25})
    assert case.corrections[-1].key == (table.id, agency, "TD_thang")
    assert case.corrections[-1].corrected == "98,25"


def test_the_provinces_figure_can_be_typed_over_in_each_table() -> None:
    cells = {
        figure_cell("TD_thang", table.id): f"{place}/20"
        for place, table in enumerate(base_case().settings.tables, 1)
    }
    case = typed("figures", cells)
    new = {item.key: item.corrected for item in case.corrections[2:]}
    assert new == {
        (table.id, PROVINCE, "TD_thang"): f"{place}/20"
        for place, table in enumerate(base_case().settings.tables, 1)
    }


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("CK_thang", ("TD_thang",)),
        ("CK_thang", ("TD_thang", "SH_thang", "HL_nam_truoc")),
        ("SH_thang", ("CK_thang",)),
        ("CK_nam_truoc", ("SH_thang",)),
    ],
)
@pytest.mark.parametrize("formula", ["98+0.5", "'[1]Tính điểm'!F9", "F8"])
@pytest.mark.parametrize("province_first", [False, True])
def test_formulas_of_somebodys_own_count_as_what_they_show_in_any_columns(
    first: str, others: tuple[str, ...], formula: str, province_first: bool
) -> None:
    table = base_case().settings.tables[0]
    agencies = [a.code for a in base_case().agencies if a.kind == table.kind][1:]
    keys = [
        (table.id if province_first and not place else agencies[place], column)
        for place, column in enumerate((first, *others))
    ]
    cells = {
        figure_cell(column, owner): Computed(formula, 2.5 + place)
        for place, (owner, column) in enumerate(keys)
    }
    new = {item.key: item.corrected for item in typed("figures", cells).corrections[2:]}
    assert new == {
        (table.id, PROVINCE if owner == table.id else owner, column): f"{2.5 + place}"
        for place, (owner, column) in enumerate(keys)
    }


@pytest.mark.parametrize("found", ["46.03", 46.03, Computed("46+0.03", 46.03)])
def test_the_value_that_is_registered_already_changes_nothing(found: Any) -> None:
    if isinstance(found, Computed):
        # A formula is what the tool writes: the register keeps the correction.
        assert typed("figures", {figure_cell("TT_thang", "so-cong-thuong"): found}) == base_case()
        return
    assert typed("figures", {figure_cell("TT_thang", "so-cong-thuong"): found}) == base_case()
    # Registered as blank, blank on the sheet.
    assert typed("figures", {figure_cell("TTTT_thang", "ban-dan-toc"): None}) == base_case()


def test_another_value_for_a_corrected_figure_replaces_the_correction_and_keeps_it() -> None:
    case = typed("figures", {figure_cell("TT_thang", "so-cong-thuong"): "46.1"})
    old, other = base_case().corrections
    assert case.corrections == (
        replace(old, state=CorrectionState.WITHDRAWN),
        Correction(old.what, "46", "46.1", workbook_words.TYPED_OVER),
        other,
    )


def test_typing_the_computed_value_withdraws_the_correction() -> None:
    case = typed("figures", {figure_cell("TT_thang", "so-cong-thuong"): "46"})
    old, other = base_case().corrections
    assert case.corrections == (replace(old, state=CorrectionState.WITHDRAWN), other)


@pytest.mark.parametrize("found", ["100", 100, 100.0, "100 ", "\u00a0100", "='Tính điểm'!BD25"])
def test_a_computed_figure_in_another_form_is_no_correction(found: Any) -> None:
    cell = figure_cell("TD_thang", "so-y-te")
    if isinstance(found, str) and found.startswith("="):
        number = next(
            c
            for c in figure_cells(the_layout(), placed(the_layout(), base_case()))
            if c.address == cell
        )
        found = number.formula
    assert typed("figures", {cell: found}) == base_case()


@pytest.mark.parametrize(
    ("found", "expected"), [("100,0", "100,0"), (99.5, "99.5"), ("0", "0"), (None, "")]
)
def test_what_prints_otherwise_is_a_correction_as_typed(found: Any, expected: str) -> None:
    case = typed("figures", {figure_cell("TD_thang", "so-y-te"): found})
    assert [item.corrected for item in case.corrections[2:]] == [expected]


def test_a_formula_of_ones_own_over_a_figure_is_what_it_shows() -> None:
    cell = figure_cell("TD_thang", "so-y-te")
    case = typed("figures", {cell: Computed("98+0.5", 98.5)})
    assert [item.corrected for item in case.corrections[2:]] == ["98.5"]


def test_figures_below_the_last_agency_are_nobodys() -> None:
    number = 5 + ROOM.tables + len(base_case().agencies)
    cells = {f"H{number}": "12", f"H{number + 50}": 7, "H8": "1", "H400": "2"}
    assert len(base_case().settings.tables) < ROOM.tables
    assert typed("figures", cells) == base_case()


def withdrawn(content: bytes, row: int = 5) -> bytes:
    """Return the workbook after “đã rút” was chosen for a correction."""
    return edited(content, "Đính chính", {f"I{row}": str(CorrectionState.WITHDRAWN)})


def test_a_withdrawn_correction_whose_formula_is_back_prints_the_computed_value() -> None:
    formula = Computed("'Tính điểm'!BH5", "46")
    content = edited(
        withdrawn(bundled_workbook()),
        "Bảng điểm",
        {figure_cell("TT_thang", "so-cong-thuong"): formula},
    )
    case = read(content)
    assert [item.state for item in case.corrections] == [
        CorrectionState.WITHDRAWN,
        CorrectionState.ACTIVE,
    ]
    printed = {(t, a, f.column): f.text for t, a, f in evaluate(case).notice.figures()}
    assert printed["so-nganh", "so-cong-thuong", "TT_thang"] == "46"
    # In a new workbook its cell holds the formula again.
    assert read(build_workbook(case)) == case


def test_a_figure_still_typed_over_after_its_correction_was_withdrawn_is_a_new_one() -> None:
    """Nothing that stands typed on the sheet is ever left out of print in silence."""
    content = edited(
        withdrawn(bundled_workbook()),
        "Bảng điểm",
        {figure_cell("TT_thang", "so-cong-thuong"): "46.03"},
    )
    old = base_case().corrections[0]
    found = read(content).corrections
    assert found[-1] == Correction(old.what, "46", "46.03", workbook_words.TYPED_OVER)
    assert found[0] == replace(old, state=CorrectionState.WITHDRAWN)
    assert len(found) == 3


def test_withdrawing_is_choosing_the_state_alone() -> None:
    case = read(withdrawn(bundled_workbook()))
    assert case.corrections[0].state is CorrectionState.WITHDRAWN
    printed = {(t, a, f.column): f.text for t, a, f in evaluate(case).notice.figures()}
    assert printed["so-nganh", "so-cong-thuong", "TT_thang"] == "46"


def test_a_state_chosen_by_hand_is_read() -> None:
    content = edited(bundled_workbook(), "Đính chính", {"I5": str(CorrectionState.REVIEW)})
    case = read(content)
    assert case.corrections[0].state is CorrectionState.REVIEW


def test_typed_over_figures_survive_a_rebuild() -> None:
    case = typed("figures", {figure_cell("TD_thang", "so-y-te"): "77"})
    assert read(build_workbook(case)) == case
