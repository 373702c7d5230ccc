"""Benchmarks of what happens around the core: start-up and corrections."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from openpyxl import load_workbook

from benchmarks.core import interleaved, ratio_line
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.edits.harvest import take_sheets
from bpindex.edits.taker import Stamp, Taker
from bpindex.notice.compose import compose
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.render.sheet import NOTICE_SHEET, render_with_snapshot
from bpindex.score.figures import scores_of

START_AIM = 1.5
CORRECTIONS_AIM = 1.0
# The bundled cases: 29 agencies of a real one, 111 of a made-up one with tables of its own.
PERIODS = ("2024-02", "2026-03")
_ROUNDS = 9
# xlwings imports pandas wherever it is installed, which is most of its own time.
_HIDE_PANDAS = "import sys; sys.modules['pandas'] = None; "


def run_host_benchmarks() -> Iterator[str]:
    """Yield one line per benchmark."""
    yield from _start_up()
    for period in PERIODS:
        yield _corrections(read_case(bundled_case(period)))


def _start_up() -> Iterator[str]:
    """Import in fresh interpreters, as Excel starts the server."""

    def fresh(module: str, before: str = "") -> Callable[[], object]:
        command = [sys.executable, "-c", f"{before}import {module}"]
        return lambda: subprocess.run(command, check=True, env=os.environ)

    modules = ("bpindex.hosts.udfs", "bpindex.hosts.macros")
    floors = [fresh("xlwings"), fresh("xlwings", _HIDE_PANDAS)]
    *ours, bare, light = interleaved([*map(fresh, modules), *floors], _ROUNDS)
    for module, seconds, aim in zip(modules, ours, (START_AIM, None), strict=True):
        yield ratio_line(f"Nạp {module}", seconds, bare, "import xlwings", aim)
        yield ratio_line(f"Nạp {module}", seconds, light, "import xlwings khi không có pandas")


def _corrections(case: Case) -> str:
    """Harvest a notice with corrections and compose with them, beside making the notice."""
    scores = scores_of(case)
    notice = compose(case, scores)
    content, snapshot = render_with_snapshot(notice)
    edited = _typed_over(content)

    def make() -> None:
        render_with_snapshot(compose(case, scores))

    def harvest() -> Case:
        taker = Taker(case.corrections, notice.origins.computed, Stamp())
        take_sheets(
            taker,
            snapshot,
            read_notice_sheets(edited, {NOTICE_SHEET: NOTICE_SHEET}),
            case.table_marks,
        )
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
