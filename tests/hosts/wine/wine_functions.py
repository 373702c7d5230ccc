"""Worksheet functions across processes, through the DLL and the server of xlwings.

Windows Python and COM under Wine.
"""

from typing import Any

import pytest

from bpindex.hosts import udfs
from bpindex.workbook.content import contents_of
from tests.hosts.wine.session import Session
from tests.strategies import base_case

MISSING = {"missing": True}
ERROR = {"error": "#N/A"}
GRADES = [["Chưa đạt", 0.0], ["Đạt yêu cầu", 60.0], ["Xuất sắc vượt trội", 95.5], [None, None]]
VALUES: list[tuple[str, list[Any]]] = [
    ("BP_DIEM", [45.0, 100.0, 20.0, MISSING]),
    ("BP_DIEM", [45.0, 100.0, 20.0, 80.0]),
    ("BP_TYLE", [1.0, 3.0]),
    ("BP_XEPLOAI", [89.99, MISSING]),
    ("BP_XEPLOAI", [95.5, GRADES]),
    ("BP_XEPLOAI", [60.0, GRADES]),
    ("BP_INRA", [1234.25, MISSING, MISSING]),
    ("BP_INRA", [1234.25, 2.0, "."]),
    ("BP_TINHTRANG", []),
]
REFUSED: list[tuple[str, list[Any]]] = [
    ("BP_DIEM", [ERROR, 100.0, 20.0, MISSING]),
    ("BP_DIEM", [None, 100.0, 20.0, MISSING]),
    ("BP_TYLE", ["mười", 100.0]),
    ("BP_TYLE", [5.0, 0.0]),
    ("BP_XEPLOAI", [101.0, MISSING]),
    ("BP_INRA", [True, MISSING, MISSING]),
]


@pytest.fixture(scope="module")
def seen(wine: Session) -> dict[str, Any]:
    """Call everything in one run."""
    return wine.play("functions", {"calls": VALUES + REFUSED})


def python_value(name: str, arguments: list[Any]) -> Any:
    """Return what the function gives in Python on Linux, where xlwings adds nothing to it."""
    return getattr(udfs, name)(*(item for item in arguments if item != MISSING))


@pytest.mark.parametrize("number", range(len(VALUES)), ids=lambda n: VALUES[n][0])
def test_a_function_of_single_values_gives_what_python_gives(
    seen: dict[str, Any], number: int
) -> None:
    name, arguments = VALUES[number]
    assert seen["outcomes"][number] == {"value": python_value(name, arguments)}


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=lambda n: REFUSED[n][0])
def test_a_wrong_argument_is_an_error_that_vba_can_turn_into_value(
    seen: dict[str, Any], number: int
) -> None:
    outcome = seen["outcomes"][len(VALUES) + number]
    assert set(outcome) == {"error"}
    assert "ValueError" in outcome["error"]


def test_every_array_formula_of_the_workbook_gives_what_the_core_computes(
    seen: dict[str, Any],
) -> None:
    contents = contents_of(base_case())
    arrays = [array for arrays in contents.arrays.values() for array in arrays]
    names = [array.text.removeprefix("=").partition("(")[0] for array in arrays]
    assert sorted(seen["arrays"]) == sorted(names)
    for name, array in zip(names, arrays, strict=True):
        top, left, bottom, right = array.area
        shown = [row[: right - left + 1] for row in seen["arrays"][name]]
        expected = [["" if cell is None else cell for cell in row] for row in array.values]
        assert len(shown) == bottom - top + 1
        assert shown[: len(expected)] == expected, name
        assert {cell for row in shown[len(expected) :] for cell in row} <= {""}, name


def test_the_functions_are_called_as_excel_serves_objects(seen: dict[str, Any]) -> None:
    assert seen["missing"] == []
    # The classes that xlwings generated from the type library, which stands for Excel's own.
    assert seen["server"]["workbook_class"].startswith("win32com.gen_py.00020813-")
