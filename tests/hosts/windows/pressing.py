"""Buttons of a workbook pressed in the fake Excel, and what stands there afterwards."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bpindex.case.model import Case
from bpindex.pipeline import evaluate
from bpindex.render.sheet import NOTICE_SHEET, render_with_snapshot
from bpindex.words.workbook import PREVIOUS_MARK
from bpindex.workbook.build import build_workbook
from tests.changed_cases import case_of, keeping
from tests.done import beyond_done
from tests.hosts.windows.fakes import FakeExcel
from tests.strategies import base_case

HOST = "import bpindex.hosts.macros as host; host."
# Three of them ask of each new sheet whether it is wider than its page.
MOST_CALLS = 111
PREVIOUS = f"{NOTICE_SHEET} (trước)"
NEW = f"{NOTICE_SHEET} (mới)"


def printable(agencies: int) -> Case:
    """Return a case of any size without problems: at least one agency of each kind."""
    if agencies > len(base_case().agencies):
        case = case_of(agencies)
        return replace(case, agencies=tuple(replace(a, aliases=()) for a in case.agencies))
    half = agencies // 2
    members = (*base_case().agencies[:half], *base_case().agencies[half - agencies :])
    return keeping({agency.code for agency in members})


@cache
def content_of(agencies: int) -> bytes:
    return build_workbook(printable(agencies))


def opened(folder: Path, content: bytes) -> FakeExcel:
    path = folder / "Sổ tháng 2.xlsm"
    path.write_bytes(content)
    return FakeExcel(path)


def make_notice(excel: FakeExcel) -> int:
    """Press the button; return how many calls to Excel it took."""
    excel.calls.clear()
    excel.run_python(f"{HOST}make_notice()")
    return len(excel.calls)


def check_data(excel: FakeExcel) -> None:
    excel.run_python(f"{HOST}check_data()")


def explain_figure(excel: FakeExcel) -> None:
    excel.run_python(f"{HOST}explain_figure()")


def rendered(case: Case) -> bytes:
    return render_with_snapshot(evaluate(case).notice)[0]


def cells_of(content: bytes, sheet: str = NOTICE_SHEET) -> dict[str, Any]:
    """Return what the rendered sheet holds, by address."""
    found = load_workbook(io.BytesIO(content))[sheet]
    return {cell.coordinate: cell.value for row in found.iter_rows() for cell in row if cell.value}


def assert_holds(excel: FakeExcel, sheet: str, content: bytes, source: str = NOTICE_SHEET) -> None:
    expected = cells_of(content, source)
    assert len(expected) > 20
    found = {place: excel.value(sheet, place) for place in expected}
    assert found == expected
    size = load_workbook(io.BytesIO(content))[source].dimensions
    filled = sum(value is not None for row in excel.value(sheet, size) for value in row)
    assert filled == len(expected)


def assert_was(excel: FakeExcel, content: bytes) -> None:
    """The previous notice is the one that was rendered, but for what says so, and protected."""
    expected = cells_of(content)
    found = {place: excel.value(PREVIOUS, place) for place in expected}
    changed = {place: text for place, text in found.items() if text != expected[place]}
    assert changed.pop("A1").startswith(f"{expected['A1']}:")
    assert changed == {"B7": f"{PREVIOUS_MARK}{expected['B7']}"}
    assert excel.silently(lambda: excel.book().Worksheets(PREVIOUS).ProtectContents)


def explained(excel: FakeExcel) -> dict[str, str]:
    rows = excel.value("Giải thích", "A5:B64")
    return {label: text for label, text in rows if label}


def said_beyond_done(excel: FakeExcel) -> str:
    """Return what the last of the runs said besides what each did."""
    return [beyond_done(text) for text, _, _ in excel.messages][-1]
