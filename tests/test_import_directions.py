"""Who may import whom: rooms in the order of the flow, no circle, each library in its rooms."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import bpindex

PACKAGE = Path(bpindex.__file__).parent
# A room may import those before it, never those behind it.
ROOMS = (
    "words", "files", "codec", "index", "case", "register", "score", "advice", "memory", "compare",
    "edits", "notice", "history", "page", "xlsx", "render", "checks", "explain", "remarks",
    "sheets", "cells", "workbook", "reading", "grids", "naming", "tables", "intake", "health",
    "desk", "selftest", "actions", "hosts", "cli",
)  # fmt: skip
# What joins the rooms stands at the top, each with the last room that it may know.
TOP = {
    "__init__": "",
    "__main__": "cli",
    "data": "",
    "errors": "",
    "log": "words",
    "pipeline": "checks",
    "sources": "reading",
}
# Where each library may be imported, lazily or not.
LIBRARIES = {
    "openpyxl": ("render", "sheets", "workbook", "reading"),
    "docx": ("render",),
    "lxml": (),
    "xlsxwriter": ("workbook",),
    "pyopenvba": ("workbook",),
    # A source is told by its being a zip file; parts of one are changed in one room.
    "zipfile": ("xlsx", "health", ""),
    "xlwings": ("hosts",),
    "python_calamine": ("grids",),
    "rapidfuzz": ("naming", "tables"),
    "xlrd": ("grids",),
    "holidays": ("index",),
    "pandas": ("intake", "history"),
    "uno": ("hosts",),
    "unohelper": ("hosts",),
    "win32com": ("health", "hosts"),
    "win32api": ("health", "hosts"),
    "typer": ("cli",),
    "rich": ("cli",),
    "click": ("cli",),
}
# A workbook is opened by the same function as a folder; openpyxl is loaded only then.
LAZY = {("sources", "reading")}


class Import(NamedTuple):
    """An imported module and whether it is imported only when a function runs."""

    name: str
    lazy: bool


def imports_of(source: str, module: str, is_package: bool = False) -> Iterator[Import]:
    """Yield the modules that a source imports; of `from a import b` both a and a.b."""
    parents = module.split(".") if is_package else module.split(".")[:-1]

    def visit(node: ast.AST, lazy: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, lazy) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = parents[: len(parents) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            yield Import(base, lazy)
            yield from (Import(f"{base}.{alias.name}", lazy) for alias in node.names)
        elif isinstance(node, ast.Call) and node.args:
            called = ast.unparse(node.func).rpartition(".")[2]
            name = node.args[0]
            is_name = isinstance(name, ast.Constant) and isinstance(name.value, str)
            if called in ("import_module", "__import__", "find_spec") and is_name:
                yield Import(ast.literal_eval(name), lazy)
        inner = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, inner)

    yield from visit(ast.parse(source), False)


def modules() -> dict[str, list[Import]]:
    """Return the imports of every module by its dotted name; UNO's side is none of ours."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        if "uno_side" in relative.parts:
            continue
        parts = [part for part in relative.with_suffix("").parts if part != "__init__"]
        name = ".".join(["bpindex", *parts])
        source = path.read_text(encoding="utf-8")
        found[name] = list(imports_of(source, name, path.stem == "__init__"))
    return found


MODULES = modules()


def room_of(module: str) -> str:
    """Return the room of a module, an empty text for what stands at the top."""
    parts = module.split(".")[1:]
    return parts[0] if parts and parts[0] in ROOMS else ""


def rooms_reached(module: str) -> set[tuple[str, bool]]:
    """Return the rooms whose modules a module imports, and whether only lazily."""
    names = {item for item in MODULES[module] if item.name.startswith("bpindex.")}
    return {(room_of(item.name), item.lazy) for item in names if room_of(item.name)}


@pytest.mark.parametrize("module", [name for name in MODULES if room_of(name)])
def test_a_module_imports_no_room_behind_its_own(module: str) -> None:
    own = ROOMS.index(room_of(module))
    assert [room for room, _ in rooms_reached(module) if ROOMS.index(room) > own] == []


@pytest.mark.parametrize("module", [name for name in MODULES if not room_of(name)])
def test_what_joins_the_rooms_knows_only_what_it_joins(module: str) -> None:
    name = module.removeprefix("bpindex").removeprefix(".") or "__init__"
    most = ROOMS.index(TOP[name]) if TOP[name] else -1
    for room, lazy in rooms_reached(module):
        assert ROOMS.index(room) <= most
        assert lazy or (name, room) not in LAZY


def test_every_module_stands_in_a_room_and_every_room_has_modules() -> None:
    tops = {name.removeprefix("bpindex.") for name in MODULES if not room_of(name)}
    assert tops - {"bpindex"} <= set(TOP)
    assert {room_of(name) for name in MODULES} - {""} == set(ROOMS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        name: {item.name for item in items if item.name in MODULES and item.name != name}
        for name, items in MODULES.items()
    }
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join([*above[above.index(name) :], name])
        if name not in done:
            for other in sorted(graph[name]):
                if not name.startswith(f"{other}."):
                    walk(other, (*above, name))
            done.add(name)

    for name in graph:
        walk(name, ())


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_in_its_rooms_only(module: str) -> None:
    for item in MODULES[module]:
        rooms = LIBRARIES.get(item.name.split(".")[0])
        assert rooms is None or room_of(module) in rooms, item.name


def test_importing_the_core_loads_no_library_of_an_office_or_a_console() -> None:
    last = ROOMS.index("explain")
    core = [
        name
        for name in MODULES
        if room_of(name) in ROOMS[: last + 1] and room_of(name) not in ("render", "xlsx")
    ]
    script = (
        "import importlib, sys\n"
        f"for name in {core!r}: importlib.import_module(name)\n"
        f"print(sorted(set(sys.modules) & {set(LIBRARIES)!r}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_the_server_of_the_functions_starts_without_what_only_macros_need() -> None:
    script = (
        "import sys, bpindex.hosts.udfs\n"
        "slow = {'openpyxl', 'docx', 'lxml', 'xlsxwriter', 'pyopenvba', 'typer', 'rich'}\n"
        "print(sorted(set(sys.modules) & slow))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


# Who wants pandas then fails, but for xlwings, which can do without.
HIDDEN = "import sys\nsys.modules['pandas'] = None\n"


@pytest.mark.parametrize(
    "script",
    [
        "import bpindex.hosts.udfs, bpindex.hosts.macros",
        "from bpindex.hosts.udfs import BP_TONGHOP_KHOI as block\n"
        "assert block(*[[[None]]] * 5)[0][0]",
        "from bpindex.case.folder import bundled_case\n"
        "from bpindex.cli.app import run\n"
        "assert run(['notice', str(bundled_case()), '--out', 'ra', '--format', 'json,xlsx']) == 0\n"
        "assert run(['build', str(bundled_case()), '--out', 'x.xlsm']) == 0\n"
        "assert run(['notice', 'x.xlsm', '--out', 'ra2', '--format', 'json']) == 0",
    ],
    ids=["server", "function", "command line"],
)
def test_nothing_of_ours_loads_pandas_before_it_is_needed(script: str, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", HIDDEN + script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        check=False,
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import openpyxl.styles as s", {("openpyxl.styles", False)}),
        ("def f():\n    import uno", {("uno", True)}),
        ("class A:\n    import rich", {("rich", False)}),
        ("if x:\n    from xlwings import App", {("xlwings", False), ("xlwings.App", False)}),
        (
            "from bpindex.notice import model",
            {("bpindex.notice", False), ("bpindex.notice.model", False)},
        ),
        ("from . import pdf", {("bpindex.notice", False), ("bpindex.notice.pdf", False)}),
        ("from ..workbook import x", {("bpindex.workbook", False), ("bpindex.workbook.x", False)}),
        (
            "import importlib\nimportlib.import_module('uno')",
            {("importlib", False), ("uno", False)},
        ),
        ("'import uno'  # import uno", set()),
    ],
)
def test_imports_are_found_wherever_they_stand(
    source: str, expected: set[tuple[str, bool]]
) -> None:
    assert {tuple(item) for item in imports_of(source, "bpindex.notice.x")} == expected


@pytest.mark.parametrize(
    ("module", "room"),
    [
        ("bpindex.notice.model.Run", "notice"),
        ("bpindex.hosts.libreoffice.office", "hosts"),
        ("bpindex.errors", ""),
        ("bpindex", ""),
    ],
)
def test_the_room_of_a_module_is_its_first_folder(module: str, room: str) -> None:
    assert room_of(module) == room
