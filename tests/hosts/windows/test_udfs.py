"""The worksheet functions, called the way Excel calls them through xlwings' own `call_udf`.

Runs over the stand-ins of this folder, not in Excel.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from unittest.mock import Mock

import pytest
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula

from bpindex import __version__
from bpindex.case.model import Case
from bpindex.cells.score_blocks import MAX_ARRAY_TEXT
from bpindex.hosts import udfs
from bpindex.sheets.model import ROOM
from bpindex.words import index_set as index_words
from bpindex.words import workbook as workbook_words
from bpindex.words.functions import CATEGORY, FUNCTIONS
from bpindex.workbook.build import build_workbook
from bpindex.workbook.system_sheets import HELP_SHEET
from bpindex.workbook.vbaproject import bochiso_modules
from tests import ROOT
from tests.changed_cases import case_of, with_counts
from tests.hosts.windows.fakes import MISSING, call_server, call_udf, com_error, generate_wrappers
from tests.hosts.windows.fakes import macro_options as options_of
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, loaded, sheet_alone

UDFS = "bpindex.hosts.udfs"
# The one array, and the functions of its blocks that older workbooks call, each with its sheets.
ARRAY = "BP_TINHDIEM_KHOI"
BLOCKS = {
    "BP_TONGHOP_KHOI": (0, 1, 2, 3, 4),
    "BP_DIEM_KHOI": (0, 1, 2, 3, 4),
    "BP_TYLE_KHOI": (0, 1, 2, 3, 4),
    "BP_INRA_KHOI": (0, 1, 2, 3, 4, 5),
    "BP_INRA_TINH": (0, 1, 4),
}
LAYOUT_3 = ROOT / "tests" / "data" / "layout-3.xlsm"
Rows = list[list[Any]]


@dataclass(frozen=True)
class Array:
    """An array formula: its function, the sheets it takes and others, its stored values."""

    function: str
    arguments: tuple[Any, ...]
    stored: Rows


def formulas_with_functions(content: bytes) -> list[tuple[str, str, str]]:
    """Return sheet, text and area ("" where it is no array) of each formula that calls Python."""
    found = []
    for sheet in loaded(content, values=False).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if "$1=0," in str(getattr(cell.value, "text", "")):
                    # Of one agency, once it is chosen: see tests/cells.
                    continue
                if isinstance(cell.value, ArrayFormula):
                    found.append((sheet.title, str(cell.value.text), str(cell.value.ref)))
                elif cell.data_type == "f" and "BP_" in str(cell.value):
                    found.append((sheet.title, str(cell.value), ""))
    return found


def stored_arrays(content: bytes) -> dict[str, Array]:
    """Return the arrays of a workbook by function."""
    values = loaded(content, values=True)

    def area(title: str, cells: str) -> Rows:
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        rows = values[title].iter_rows(top, bottom, left, right, values_only=True)
        return [list(row) for row in rows]

    def argument(text: str) -> Any:
        sheet, is_area, cells = text.rpartition("!")
        return area(sheet.strip("'"), cells) if is_area else text.strip('"')

    arrays = {}
    for title, text, cells in formulas_with_functions(content):
        call = re.fullmatch(r"=(BP_\w+)\((.*)\)", text)
        assert call
        if cells:
            arguments = tuple(map(argument, call[2].split(",")))
            arrays[call[1]] = Array(call[1], arguments, area(title, cells))
    return arrays


def arrays_of(content: bytes) -> dict[str, Array]:
    """Return the array of a workbook, and its blocks as older workbooks have them."""
    array, left = stored_arrays(content)[ARRAY], 0
    arrays = {ARRAY: array}
    for (name, handed), width in zip(BLOCKS.items(), array.arguments[-1].split(), strict=True):
        rows = array.stored[: ROOM.tables] if name == "BP_INRA_TINH" else array.stored
        stored = [row[left : left + int(width)] for row in rows]
        arrays[name] = Array(name, tuple(array.arguments[at] for at in handed), stored)
        left += int(width)
    return arrays


@cache
def bundled() -> dict[str, Array]:
    return arrays_of(bundled_workbook())


def shown(rows: Sequence[Sequence[Any]], like: Rows) -> Rows:
    """Return what the cells of the array show of a result: as many rows and columns as it has."""
    width = len(like[0])
    return [["" if cell is None else cell for cell in row[:width]] for row in rows[: len(like)]]


def assert_shows(result: Sequence[Sequence[Any]], stored: Rows) -> None:
    assert len(result) == len(stored)
    for found, expected in zip(shown(result, stored), shown(stored, stored), strict=True):
        for one, other in zip(found, expected, strict=True):
            is_number = isinstance(other, int | float)
            assert one == (pytest.approx(other, rel=1e-12) if is_number else other)


def changed(rows: Rows, row: int, column: int, value: Any) -> Rows:
    """Return a block with one cell (counted from 1) changed."""
    copy = [list(cells) for cells in rows]
    copy[row - 1][column - 1] = value
    return copy


# --- whole blocks ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [ARRAY, *BLOCKS])
def test_a_block_function_gives_the_values_that_the_workbook_stores(name: str) -> None:
    array = bundled()[name]
    assert_shows(call_udf(UDFS, name, array.arguments), array.stored)


def test_an_older_workbook_calls_its_functions_and_gets_the_values_that_it_stores() -> None:
    arrays = stored_arrays(LAYOUT_3.read_bytes())
    assert set(arrays) == set(BLOCKS)
    for name, array in arrays.items():
        assert_shows(call_udf(UDFS, name, array.arguments), array.stored)


@pytest.mark.parametrize("case", [case_of(5), case_of(ROOM.agencies)], ids=["5", "150"])
def test_the_same_for_few_agencies_and_for_as_many_as_fit(case: Case) -> None:
    arrays = arrays_of(build_workbook(case))
    for name in arrays:
        assert_shows(call_udf(UDFS, name, arrays[name].arguments), arrays[name].stored)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_a_row_for_every_row_of_its_place(name: str) -> None:
    result = call_udf(UDFS, name, bundled()[name].arguments)
    assert len(result) == (ROOM.tables if name == "BP_INRA_TINH" else ROOM.agencies)
    assert len({len(row) for row in result}) == 1


def test_the_server_hands_the_whole_block_over() -> None:
    array = bundled()[ARRAY]
    assert_shows(call_server(UDFS, array.function, array.arguments), array.stored)


def test_an_error_value_among_the_counts_is_a_wrong_count_and_not_a_missing_one() -> None:
    array = bundled()["BP_TONGHOP_KHOI"]
    settings, index, agencies, counts, register = array.arguments
    name = counts[3][2]
    wrong = call_udf(
        UDFS, array.function, (settings, index, agencies, changed(counts, 5, 3, "#N/A"), register)
    )
    assert wrong[0][0] == f"{index_words.STATE_TEXTS['TEXT']}: {name}"
    blank = call_udf(
        UDFS, array.function, (settings, index, agencies, changed(counts, 5, 3, None), register)
    )
    assert blank[0][0] == f"{index_words.STATE_TEXTS['MISSING']}: {name}"
    for result in (wrong, blank):
        assert list(result[0][1:4]) == ["", "", ""], "no total, rank or grade"
        assert [row[0] for row in result[1:29]] == [""] * 28


def test_a_decimal_or_negative_count_is_told_apart() -> None:
    array = bundled()["BP_TONGHOP_KHOI"]
    settings, index, agencies, counts, register = array.arguments
    for value, state in ((1.5, "NOT_WHOLE"), (-1.0, "NEGATIVE"), ("mười", "TEXT")):
        rows = changed(counts, 5, 3, value)
        result = call_udf(UDFS, array.function, (settings, index, agencies, rows, register))
        assert result[0][0].startswith(index_words.STATE_TEXTS[state])


def test_a_numerator_above_its_denominator_names_the_component() -> None:
    case = with_counts("so-y-te", hs_truc_tuyen="999999")
    array = arrays_of(build_workbook(case))["BP_TONGHOP_KHOI"]
    row = [agency.code for agency in case.agencies].index("so-y-te")
    result = call_udf(UDFS, array.function, array.arguments)
    assert result[row][0] == f"{index_words.STATE_TEXTS['NUMERATOR_OUT_OF_RANGE']}: 3.3"
    assert_shows(result, array.stored)


def test_an_agency_without_a_row_of_counts_and_one_outside_the_period_say_so() -> None:
    array = bundled()["BP_TONGHOP_KHOI"]
    settings, index, agencies, counts, register = array.arguments
    without = changed(changed(counts, 5, 1, "mã khác"), 5, 2, "")
    assert call_udf(UDFS, array.function, (settings, index, agencies, without, register))[0][0] == (
        workbook_words.NO_COUNTS_ROW
    )
    later = changed(agencies, 5, 7, "01/01/2030")
    result = call_udf(UDFS, array.function, (settings, index, later, counts, register))
    assert result[0][0] == workbook_words.NOT_IN_PERIOD
    assert set(result[0][1:]) == {""}


BAD_SHEETS = [
    (0, 6, 3, "tháng hai", "trang Thiết lập, ô C6"),
    (0, 7, 3, "#VALUE!", "trang Thiết lập, ô C7"),
    (1, 56, 7, "nhiều", "trang Chỉ tiêu, ô G56"),
    (1, 32, 7, 17.0, "trang Chỉ tiêu, ô G32, mục “nhóm "),
    (2, 5, 4, "#N/A", "trang Đơn vị, ô D5"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "place"), BAD_SHEETS)
@pytest.mark.parametrize("name", [name for name in BLOCKS if name != "BP_INRA_TINH"])
def test_a_wrong_cell_gives_one_sentence_in_the_state_column_and_blank_blocks(
    name: str, sheet: int, row: int, column: int, value: Any, place: str
) -> None:
    array = bundled()[name]
    arguments = list(array.arguments)
    arguments[sheet] = changed(arguments[sheet], row, column, value)
    result = shown(call_udf(UDFS, name, arguments), array.stored)
    texts = {cell for cells in result for cell in cells} - {""}
    assert len(result) == len(array.stored)
    assert len(result[0]) == len(array.stored[0])
    if name != "BP_TONGHOP_KHOI":
        assert texts == set()
        return
    assert texts == {result[0][0]}
    sentence = result[0][0]
    assert sentence.startswith(place)
    assert "Traceback" not in sentence
    assert len(sentence) <= MAX_ARRAY_TEXT


@pytest.mark.parametrize("name", BLOCKS)
def test_blank_or_foreign_sheets_give_a_sentence_and_never_a_traceback(name: str) -> None:
    array = bundled()[name]
    blank = [[[None] * len(rows[0]) for _ in rows] for rows in array.arguments]
    foreign = [[["#REF!"] * len(rows[0]) for _ in rows] for rows in array.arguments]
    single = [[[5.0]]] * len(array.arguments)
    for arguments in (blank, foreign, single):
        result = call_udf(UDFS, name, arguments)
        texts = {cell for cells in result for cell in cells} - {""}
        assert len(texts) == (name == "BP_TONGHOP_KHOI"), texts


@pytest.mark.parametrize(("sheet", "row", "column", "value", "place"), BAD_SHEETS)
def test_a_wrong_cell_leaves_of_the_array_what_it_left_of_the_blocks(
    sheet: int, row: int, column: int, value: Any, place: str
) -> None:
    array = bundled()[ARRAY]
    arguments = list(array.arguments)
    arguments[sheet] = changed(arguments[sheet], row, column, value)
    result = call_udf(UDFS, ARRAY, arguments)
    assert [len(result), len(result[0])] == [len(array.stored), len(array.stored[0])]
    assert result[0][0].startswith(place)
    left = 0
    for (name, handed), width in zip(BLOCKS.items(), arguments[-1].split(), strict=True):
        its = [cells[left : left + int(width)] for cells in result]
        alone = call_udf(UDFS, name, [arguments[at] for at in handed])
        assert shown(its[: len(alone)], its) == shown(alone, its)
        # Below what the province prints its points stand as numbers.
        if name != "BP_INRA_TINH":
            assert {cell for cells in its[len(alone) :] for cell in cells} <= {""}
        left += int(width)
    assert left == len(result[0])


# --- single values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("BP_TYLE", (45.0, 100.0), 45.0),
        ("BP_TYLE", ([[1.0]], [[3.0]]), 100 / 3),
        ("BP_TYLE", (0.0, 7.0), 0.0),
        ("BP_DIEM", (45.0, 100.0, 20.0, MISSING), 9.0),
        ("BP_DIEM", (45.0, 100.0, 20.0, 50.0), 18.0),
        ("BP_DIEM", (90.0, 100.0, 20.0, 80.0), 20.0),
        ("BP_DIEM", ([[1.0]], [[3.0]], [[2.0]], [[80.0]]), 2 / 3 / 0.8),
        ("BP_XEPLOAI", (95.0, MISSING), "Xuất sắc"),
        ("BP_XEPLOAI", (0.0, MISSING), None),
        ("BP_XEPLOAI", (72.0, [["Đạt", 70.0], ["Chưa đạt", 0.0], [None, None]]), "Đạt"),
        ("BP_XEPLOAI", (12.0, [["Chưa đạt", 0.0], ["Đạt", 70.0]]), "Chưa đạt"),
        ("BP_INRA", (98.45, MISSING, MISSING), "98,5"),
        ("BP_INRA", (100.0, 2.0, MISSING), "100"),
        ("BP_INRA", (1.005, 2.0, "."), "1.01"),
        ("BP_INRA", ([[46.03]], 2.0, ","), "46,03"),
        ("BP_TINHTRANG", (), f"BoChiSo {__version__} đang chạy"),
    ],
)
def test_a_single_value(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    if expected is None:
        expected = base_case().index.grades[-1].name
    ((value,),) = call_udf(UDFS, name, arguments)
    assert value == pytest.approx(expected)
    assert isinstance(value, type(expected))


def test_without_a_table_the_grades_are_those_in_force_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = base_case().index
    first, *others = now.grades
    renamed = (replace(first, name="Loại mới"), *others)
    coming = replace(now, effective_from=date(2031, 7, 1), grades=renamed)
    sets = (replace(now, effective_to=date(2031, 6, 30)), coming)
    monkeypatch.setattr(udfs, "bundled_index_sets", lambda: sets)
    for day, name in ((date(2031, 6, 30), first.name), (date(2031, 7, 1), "Loại mới")):
        monkeypatch.setattr(udfs, "date", Mock(today=lambda day=day: day))
        assert udfs.BP_XEPLOAI(95.0) == name


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("BP_TYLE", (1.0, 0.0)),
        ("BP_TYLE", (5.0, 3.0)),
        ("BP_TYLE", (-1.0, 3.0)),
        ("BP_TYLE", ("một", 3.0)),
        ("BP_TYLE", ([[None]], 3.0)),
        ("BP_TYLE", ([["#N/A"]], 3.0)),
        ("BP_TYLE", (True, 3.0)),
        ("BP_DIEM", (1.0, 2.0, -1.0, MISSING)),
        ("BP_DIEM", (1.0, 2.0, 3.0, 0.0)),
        ("BP_DIEM", (1.0, 2.0, "ba", MISSING)),
        ("BP_XEPLOAI", (101.0, MISSING)),
        ("BP_XEPLOAI", (-0.5, MISSING)),
        ("BP_XEPLOAI", (50.0, [[None, None]])),
        ("BP_XEPLOAI", (50.0, [["Đạt", "bảy mươi"]])),
        ("BP_XEPLOAI", (50.0, [["Đạt"], ["Chưa đạt"]])),
        ("BP_INRA", (1.0, 7.0, MISSING)),
        ("BP_INRA", (1.0, 1.5, MISSING)),
        ("BP_INRA", ("một", MISSING, MISSING)),
        ("BP_INRA", (float("inf"), MISSING, MISSING)),
    ],
)
def test_a_bad_argument_is_an_error_which_the_wrapper_turns_into_value(
    name: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(Exception) as error:
        call_udf(UDFS, name, arguments)
    assert not isinstance(error.value, com_error | TypeError)
    wrappers = bochiso_modules()["xlwings_udfs"]
    wrapper = wrappers[wrappers.index(f"Public Function {name}(") :]
    assert f"{name} = CVErr(xlErrValue)" in wrapper[: wrapper.index("End Function")]


# --- what the Function Wizard and the wrappers say -------------------------------------------


def test_help_names_every_function_and_its_arguments_in_their_order() -> None:
    declared = re.findall(r"^Function (\w+)\(([^)]*)\)", generate_wrappers(UDFS), re.MULTILINE)
    assert sorted(name for name, _ in declared) == sorted(FUNCTIONS)
    for name, parameters in declared:
        arguments = [item.removeprefix("Optional ") for item in parameters.split(", ") if item]
        assert list(FUNCTIONS[name].arguments) == arguments, name
        assert callable(getattr(udfs, name))


def test_texts_of_the_function_wizard_are_as_short_as_excel_wants_them() -> None:
    for name, item in FUNCTIONS.items():
        for text in (item.description, CATEGORY, *item.arguments.values()):
            assert 0 < len(text) <= 255, name
        assert item.description.endswith(".")


def test_the_category_is_the_one_that_xlwings_registers() -> None:
    options = options_of(UDFS)
    assert set(options) == set(FUNCTIONS)
    assert {item["Category"] for item in options.values()} == {CATEGORY}


def test_the_help_sheet_holds_what_workbook_open_registers() -> None:
    sheet = sheet_alone(bundled_workbook(), HELP_SHEET, values=True)
    rows = sheet.iter_rows(2, 2 + len(FUNCTIONS), 1, 12, values_only=True)
    found = [[cell for cell in row if cell is not None] for row in rows]
    assert found == [
        *([name, f.description, CATEGORY, *f.arguments.values()] for name, f in FUNCTIONS.items()),
        [],
    ]


def test_no_function_is_volatile_or_takes_the_caller() -> None:
    wrappers = generate_wrappers(UDFS)
    assert "Volatile" not in wrappers
    assert "Volatile" not in bochiso_modules()["xlwings_udfs"]
    assert not re.search(r"\bcaller\b", ", ".join(re.findall(r"Function \w+\(([^)]*)\)", wrappers)))


# --- how often Python is called --------------------------------------------------------------


@pytest.mark.parametrize("agencies", [5, 29, ROOM.agencies])
def test_a_recalculation_calls_python_twice_whatever_the_number_of_agencies(agencies: int) -> None:
    calls = formulas_with_functions(build_workbook(case_of(agencies)))
    assert [text.partition("(")[0] for _, text, area in calls if area] == [f"={ARRAY}"]
    # Its only other call takes no argument, so that Excel never has a reason to repeat it.
    others = [(sheet, text) for sheet, text, area in calls if not area]
    assert others == [("Hướng dẫn", "=BP_TINHTRANG()")]


def test_no_formula_of_the_workbook_is_volatile() -> None:
    volatile = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|OFFSET|INDIRECT|CELL|INFO)\(")
    for sheet in loaded(bundled_workbook(), values=False).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                text = str(getattr(cell.value, "text", cell.value))
                assert not (text.startswith("=") and volatile.search(text)), cell.coordinate
