"""Faults put into a workbook on purpose, and the self-test played over it."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bpindex.actions.buttons import press
from bpindex.case.model import Case
from bpindex.desk.contract import Desk
from bpindex.selftest.bench import Result, State
from bpindex.selftest.running import STEPS, Step, play
from bpindex.sheets.layout import layout_of
from bpindex.workbook import build
from bpindex.workbook.vbaproject import bochiso_modules
from bpindex.xlsx.elements import element, elements, replaced, without, written
from bpindex.xlsx.package import Package
from tests.strategies import base_case

LAYOUT = layout_of(base_case().index)
SCORES, COUNTS, FIGURES = (LAYOUT[name].title for name in ("scores", "counts", "figures"))


# Those that only look: a seeded fault is theirs to find, and playing all takes a minute.
LOOKS = STEPS[:5]


def results_on(
    content: bytes,
    folder: Path,
    opener: Callable[[Path], AbstractContextManager[Desk]],
    steps: Sequence[Step] = LOOKS,
) -> dict[str, Result]:
    """Play steps on a file; return what came of each, by its name."""
    copy = folder / "bản sao thử.xlsm"
    copy.write_bytes(content)
    return {result.name: result for result in play(opener, copy, press, steps)}


def failing(results: dict[str, Result]) -> dict[str, str]:
    """Return what the steps that failed found."""
    return {
        name: f"{each.detail} {each.private}"
        for name, each in results.items()
        if each.state is State.FAILED
    }


def with_wrong_value(content: bytes) -> tuple[bytes, str]:
    """Let a cell of Tính điểm hold another number than its formula gives; return its place."""
    package = Package(content)
    part = package.sheets()[SCORES]
    cell = next(
        each
        for each in elements(package.parts[part], "c")
        if re.fullmatch(rb"<v>\d+\.\d+</v>", each.inner) and not each.attributes.get("t")
    )
    value = written("v", {}, b"77.25")
    wrong = written("c", cell.attributes, value)
    package.parts[part] = replaced(package.parts[part], [(cell, wrong)])
    return package.to_bytes(), f"{SCORES}!{cell.attributes['r']}"


def without_open_areas(content: bytes) -> bytes:
    """Take away what keeps Số liệu open for who types where locked cells were pasted."""
    package = Package(content)
    part = package.sheets()[COUNTS]
    package.parts[part] = without(package.parts[part], "protectedRanges")
    return package.to_bytes()


def with_locked_cell(content: bytes) -> tuple[bytes, str]:
    """Lock a cell of Số liệu, with the areas gone that would stay open; return its place."""
    package = Package(without_open_areas(content))
    part = package.sheets()[COUNTS]
    address = LAYOUT["counts"].block("counts").address(7, "hs_tong")
    xml = package.parts[part]
    cell = next(each for each in elements(xml, "c") if each.attributes["r"] == address)
    attributes = {key: value for key, value in cell.attributes.items() if key != "s"}
    package.parts[part] = replaced(xml, [(cell, written("c", attributes, cell.inner))])
    assert element(package.parts[part], "sheetProtection")
    return package.to_bytes(), f"{COUNTS}!{address}"


def without_function(case: Case, name: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Build a workbook whose VBA lacks a function."""
    modules = {
        module: source.replace(f"Function {name}(", f"Function {name}_CU(")
        for module, source in bochiso_modules().items()
    }
    with monkeypatch.context() as patch:
        patch.setattr(build, "bochiso_modules", lambda: modules)
        return build.build_workbook(case)
