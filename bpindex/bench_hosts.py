"""Benchmarks of what happens around the core: start-up, corrections, LibreOffice as a host.

Every ratio is to a named floor measured in the same run; where LibreOffice is missing, one line
says so.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.bench import interleaved, large_case, ratio_line
from bpindex.case import Case
from bpindex.corrections.harvest import take_sheets
from bpindex.corrections.taker import Stamp, Taker
from bpindex.definition import PERCENT
from bpindex.figures import counts_of
from bpindex.hosts.libreoffice.office import Office, what_is_missing
from bpindex.notice.compose import compose
from bpindex.notice.sheet import NOTICE_SHEET, render_with_snapshot
from bpindex.scoring import score
from bpindex.workbook.build import build_workbook
from bpindex.workbook.notice_reading import read_notice_sheets

START_AIM = 1.5
CORRECTIONS_AIM = 1.0
# A province's own number of agencies, and as many as the workbook has rows for.
SIZES = (29, 150)
_ROUNDS = 9
_MAKE_NOTICE = "BoChiSo_Main.MakeNotice"
_SCORES_SHEET = "Tính điểm"


def run_host_benchmarks() -> Iterator[str]:
    """Yield one line per benchmark."""
    yield from _start_up()
    for agencies in SIZES:
        yield _corrections(large_case(agencies))
    if why_not := what_is_missing():
        yield f"LibreOffice: {why_not}"
        return
    with Office(visible=False) as office, tempfile.TemporaryDirectory() as folder:
        for agencies in SIZES:
            yield from _in_libreoffice(office, large_case(agencies), Path(folder))


def _start_up() -> Iterator[str]:
    """Import in fresh interpreters, as Excel starts the server."""

    def fresh(module: str) -> Callable[[], object]:
        command = [sys.executable, "-c", f"import {module}"]
        return lambda: subprocess.run(command, check=True, env=os.environ)

    modules = ("bpindex.hosts.udfs", "bpindex.hosts.macros")
    *ours, bare = interleaved([*map(fresh, modules), fresh("xlwings")], _ROUNDS)
    for module, seconds in zip(modules, ours, strict=True):
        yield ratio_line(f"Nạp {module}", seconds, bare, "import xlwings", START_AIM)


def _corrections(case: Case) -> str:
    """Harvest a notice with corrections and compose with them, beside making the notice."""
    marks = {table.id: table.decimal_mark for table in case.settings.table}
    scores = score(case.index, counts_of(case))
    notice = compose(case, scores)
    content, snapshot = render_with_snapshot(notice)
    edited = _typed_over(content)

    def make() -> None:
        render_with_snapshot(compose(case, scores))

    def harvest() -> Case:
        taker = Taker(case.corrections, notice.origins.computed, Stamp())
        take_sheets(taker, snapshot, read_notice_sheets(edited, [NOTICE_SHEET]), marks)
        assert taker.result.new
        return replace(case, corrections=taker.result.register)

    def harvest_and_make() -> None:
        render_with_snapshot(compose(harvest(), scores))

    both, made = interleaved([harvest_and_make, make], _ROUNDS)
    label = f"Thu và áp dụng đính chính {len(case.agencies)} đơn vị"
    return ratio_line(label, both - made, made, "lập thông báo", CORRECTIONS_AIM)


def _typed_over(xlsx: bytes) -> bytes:
    """Return the notice with one cell in ten typed over."""
    book = load_workbook(io.BytesIO(xlsx), rich_text=True)
    cells = [
        cell
        for row in book[NOTICE_SHEET].iter_rows(min_row=2, min_col=2)
        for cell in row
        if cell.value is not None
    ]
    for cell in cells[::10]:
        cell.value = f"{cell.value} *"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_libreoffice(office: Office, case: Case, folder: Path) -> Iterator[str]:
    """Recalculate with Python and without, in blocks and cell by cell; make the notice."""
    agencies = len(case.agencies)
    own, native, cellwise = (folder / f"{name}-{agencies}.xlsm" for name in ("a", "b", "c"))
    own.write_bytes(build_workbook(case))
    _native_formulas(case).save(native.with_suffix(".xlsx"))
    block = folder / f"d-{agencies}.xlsm"
    _one_block(own, block)
    _cell_by_cell(case, own, cellwise)
    python = office.open(own)
    bare = office.open(native.with_suffix(".xlsx"), with_python=False)
    one_block, one_by_one = office.open(block), office.open(cellwise)

    def recalculate(document: int) -> Callable[[], object]:
        return lambda: office.do("calculate", document=document)

    ours, floor, blocks, cells = interleaved(
        [recalculate(document) for document in (python, bare, one_block, one_by_one)], 2
    )
    calls = [_calls(office, document) for document in (python, one_block, one_by_one)]
    label = f"Tính lại trong LibreOffice {agencies} đơn vị ({calls[0]} lời gọi Python)"
    yield ratio_line(label, ours, floor, "công thức thường cùng phép tính")
    label = f"Một hàm mảng {agencies} đơn vị ({calls[1]} lời gọi)"
    yield ratio_line(label, blocks, cells, f"mỗi ô một hàm ({calls[2]} lời gọi)")
    started = time.perf_counter()
    ran = len(office.bridge.commands)
    office.do("run", _MAKE_NOTICE, document=python)
    clicked = time.perf_counter() - started
    requests = office.bridge.commands[ran][1]
    scores = score(case.index, counts_of(case))
    (made,) = interleaved([lambda: render_with_snapshot(compose(case, scores))], 2)
    label = f"Bấm Lập thông báo trong LibreOffice {agencies} đơn vị ({requests} lệnh)"
    yield ratio_line(label, clicked, made, "lập thông báo ngoài bảng tính")


def _calls(office: Office, document: int) -> int:
    """Return how often Python is called when everything is calculated once."""
    office.bridge.forget()
    office.do("calculate", document=document)
    return office.bridge.calls.total()


def _native_formulas(case: Case) -> Workbook:
    """Return a workbook that does the core's arithmetic with the program's own formulas."""
    book, components = Workbook(), case.index.component
    counts, points = book.create_sheet("n"), book.create_sheet("d")
    width = len(components)
    matrix = counts_of(case)
    halves = [
        [matrix.sum(c.numerator_terms) for c in components],
        [matrix.sum(c.denominator_terms) for c in components],
    ]
    last = get_column_letter(width)
    for row in range(1, len(case.agencies) + 1):
        for place, component in enumerate(components, 1):
            for half, sums in enumerate(halves):
                value = float(sums[place - 1][row - 1])
                counts.cell(row, place + half * width, value)
            top = f"n!{get_column_letter(place)}{row}"
            bottom = f"n!{get_column_letter(place + width)}{row}"
            most, share = float(component.max_points), float(component.target / PERCENT)
            points.cell(row, place, f'=IF({bottom}=0,"",MIN({most},{most}*{top}/{bottom}/{share}))')
            points.cell(row, place + width + 2, f'=IF({bottom}=0,"",{top}/{bottom}*100)')
        total = get_column_letter(width + 1)
        points.cell(row, width + 1, f"=SUM(A{row}:{last}{row})")
        points.cell(row, width + 2, f"=RANK({total}{row},{total}$1:{total}${len(case.agencies)})")
    return book


def _one_block(source: Path, target: Path) -> None:
    """Leave the points as the only array of Python."""
    book = _quietly_loaded(source)
    sheet = book[_SCORES_SHEET]
    for cell in _arrays(sheet):
        if "BP_DIEM_KHOI" not in cell.value.text:
            cell.value = None
    book.save(target)


def _cell_by_cell(case: Case, source: Path, target: Path) -> None:
    """Compute the same points with one function per cell."""
    book = _quietly_loaded(source)
    for cell in _arrays(book[_SCORES_SHEET]):
        cell.value = None
    counts = counts_of(case)
    made = book.create_sheet("Đo")
    for place, component in enumerate(case.index.component, 1):
        numerators = counts.sum(component.numerator_terms)
        denominators = counts.sum(component.denominator_terms)
        for row in range(len(case.agencies)):
            top, bottom = float(numerators[row]), float(denominators[row])
            most, target_rate = float(component.max_points), float(component.target)
            formula = f"=BP_DIEM({top},{bottom},{most},{target_rate})"
            made.cell(row + 1, place, formula)
    book.save(target)


def _arrays(sheet: Worksheet) -> list[Any]:
    """Return the first cells of the array formulas."""
    return [cell for row in sheet.iter_rows() for cell in row if hasattr(cell.value, "text")]


def _quietly_loaded(source: Path) -> Workbook:
    """Load the workbook; what openpyxl cannot keep plays no part here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(source, keep_vba=True)
