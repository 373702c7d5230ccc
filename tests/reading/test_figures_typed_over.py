"""Figures typed over on Bảng điểm become corrections."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import Correction, CorrectionState, PrintedFigure
from bpindex.case.keys import PROVINCE
from bpindex.cells.figures import figure_cells, placed
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.sheets.model import ROOM
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.xlsx.package import Package
from tests.done import beyond_done
from tests.reading.typing_over import figure_cell, typed
from tests.strategies import base_case
from tests.workbook.built import the_layout
from tests.workbook.editing import Computed, bundled_workbook, edited, read, sheet_alone


def computed(table: str, agency: str, column: str) -> str:
    """Return what is computed for a figure before corrections."""
    notice = evaluate(replace(base_case(), corrections=())).notice
    return next(
        figure.computed
        for table_id, code, figure in notice.figures()
        if (table_id, code, figure.column) == (table, agency, column)
    )


def formula_of(cell: str) -> str:
    cells = figure_cells(the_layout(), placed(the_layout(), base_case()))
    return next(item.formula for item in cells if item.address == cell)


def test_figures_typed_over_become_corrections_of_the_computed_values() -> None:
    found: list[tuple[Any, str]] = [
        ("99,9", "99,9"),
        (99, "99"),
        (98.25, "98.25"),
        ("=1+1", "=1+1"),
        ("Không có hồ sơ", "Không có hồ sơ"),
        (None, ""),
        ("", ""),
        # What shows nothing is as an emptied cell is.
        (" ", ""),
        ("\u00a0\n", ""),
        ("  \u200b", ""),
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
                PrintedFigure(table.id, agency, "TD_thang"),
                before,
                text,
                workbook_words.TYPED_OVER,
                period="2024-02",
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
        Correction(old.what, "46", "46.1", workbook_words.TYPED_OVER, period="2024-02"),
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
        found = formula_of(cell)
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
    return edited(content, "Đính chính", {f"F{row}": str(CorrectionState.WITHDRAWN)})


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
    assert found[-1] == Correction(
        old.what, "46", "46.03", workbook_words.TYPED_OVER, period="2024-02"
    )
    assert found[0] == replace(old, state=CorrectionState.WITHDRAWN)
    assert len(found) == 3


def test_withdrawing_is_choosing_the_state_alone() -> None:
    case = read(withdrawn(bundled_workbook()))
    assert case.corrections[0].state is CorrectionState.WITHDRAWN
    printed = {(t, a, f.column): f.text for t, a, f in evaluate(case).notice.figures()}
    assert printed["so-nganh", "so-cong-thuong", "TT_thang"] == "46"


def test_a_state_chosen_by_hand_is_read() -> None:
    content = edited(bundled_workbook(), "Đính chính", {"F5": str(CorrectionState.REVIEW)})
    case = read(content)
    assert case.corrections[0].state is CorrectionState.REVIEW


def test_typed_over_figures_survive_a_rebuild() -> None:
    case = typed("figures", {figure_cell("TD_thang", "so-y-te"): "77"})
    assert read(build_workbook(case)) == case


def as_shown_by_libreoffice(formula: str) -> str:
    sheet, _, cell = formula.removeprefix("=").rpartition("!")
    return unicodedata.normalize("NFD", f"=${sheet}.{cell}")


@pytest.mark.parametrize("form", [str, as_shown_by_libreoffice])
def test_its_own_formula_as_a_text_is_no_correction_and_becomes_a_formula_again(
    form: Any, tmp_path: Path
) -> None:
    cell = figure_cell("TD_thang", "so-y-te")
    content = edited(bundled_workbook(), "Bảng điểm", {cell: form(formula_of(cell))})
    assert read(content) == base_case()
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(content)
    desk = FileDesk(path)
    assert beyond_done(buttons.make_notice(desk)) == ""
    desk.save_copy(path)
    assert sheet_alone(path.read_bytes(), "Bảng điểm")[cell].value == formula_of(cell)
    # A formula, and no text any more: nothing is stored for it yet.
    assert sheet_alone(path.read_bytes(), "Bảng điểm", values=True)[cell].value is None


@pytest.mark.parametrize("kind", ["formula", "formula without its value", "text"])
def test_a_formula_of_ours_from_another_cell_counts_as_what_it_shows(kind: str) -> None:
    cell, other = figure_cell("TD_thang", "so-y-te"), figure_cell("TD_thang", "so-tu-phap")
    formula = formula_of(other)
    shown = sheet_alone(bundled_workbook(), "Bảng điểm", values=True)[other].value
    assert shown not in (None, "", computed("so-nganh", "so-y-te", "TD_thang"))
    value = shown if kind == "formula" else None
    found = formula if kind == "text" else Computed(formula.removeprefix("="), value)
    case = typed("figures", {cell: found})
    assert [item.corrected for item in case.corrections[2:]] == [shown]


@pytest.mark.parametrize(
    "formula",
    [
        '<f t="array" ref="{cell}">SUM(50,5.5)</f>',
        '<f t="dataTable" ref="{cell}" dt2D="0" dtr="1" r1="A1"/>',
        '<f t="array" ref="{cell}" aca="1">50+5.5</f>',
    ],
)
def test_a_formula_of_an_array_counts_as_what_it_shows(tmp_path: Path, formula: str) -> None:
    cell = figure_cell("TD_thang", "so-y-te")
    content = edited(bundled_workbook(), "Bảng điểm", {cell: Computed("50+5.5", 55.5)})
    package = Package(content)
    part = package.sheets()["Bảng điểm"]
    xml = package.parts[part].decode()
    changed = xml.replace("<f>50+5.5</f>", formula.format(cell=cell))
    assert changed != xml
    package.parts[part] = changed.encode()
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(package.to_bytes())
    [item] = [
        i for i in read(path.read_bytes()).corrections if i.key[1:] == ("so-y-te", "TD_thang")
    ]
    assert item.corrected == "55.5"
    desk = FileDesk(path)
    buttons.make_notice(desk)
    assert "55.5" in {text for row in desk.read("Thông báo", "A1:R60") for text in row}
