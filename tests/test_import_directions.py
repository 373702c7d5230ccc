"""Who may import whom: the core knows no office library, no host, no command line."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

import bpindex

ROOT = Path(bpindex.__file__).parent
# Everything else is core.
OUTER = (
    "notice/sheet*.py",
    "notice/pdf.py",
    "notice/renderers.py",
    "workbook/*",
    "hosts/*",
    "cli.py",
    "cli_help.py",
    "cli_output.py",
    "__main__.py",
    "bench.py",
    "bench_hosts.py",
    "bench_office.py",
    "doctor.py",
)
# Named like a part of the sheet, but held to the rules of the core: rows of cells, no library.
PURE = ("notice/sheet_rows.py", "notice/sheet_cells.py")
OFFICE = ("openpyxl", "xlsxwriter", "xlwings", "uno", "unohelper", "pyopenvba", "win32com")
HOST = ("xlwings", "uno", "unohelper", "win32com")
CONSOLE = ("typer", "rich", "click")
# A workbook is opened by the same function as a folder; openpyxl is loaded only then.
LAZY = {("sources.py", "bpindex.workbook.read")}


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


def within(name: str, packages: tuple[str, ...]) -> bool:
    """Return whether a module is one of the packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def is_outer(path: str) -> bool:
    return path not in PURE and any(fnmatch(path, pattern) for pattern in OUTER)


def is_outer_module(name: str) -> bool:
    """Return whether a dotted name is an outer module, a name in one, or an outer package."""
    parts = name.split(".")[1:] if within(name, ("bpindex",)) else []
    paths = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    inner = any(f"{path}.py" in PURE for path in paths)
    return not inner and any(is_outer(f"{path}{end}") for path in paths for end in (".py", "/x.py"))


def modules() -> dict[str, list[Import]]:
    """Return path within the package to its imports, for every module."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        relative = path.relative_to(ROOT)
        parts = [part for part in relative.with_suffix("").parts if part != "__init__"]
        name = ".".join(["bpindex", *parts])
        source = path.read_text(encoding="utf-8")
        found[relative.as_posix()] = list(imports_of(source, name, path.stem == "__init__"))
    return found


MODULES = modules()
CORE = [path for path in MODULES if not is_outer(path)]


@pytest.mark.parametrize("path", CORE)
def test_a_core_module_imports_no_office_library_and_no_console(path: str) -> None:
    assert [item for item in MODULES[path] if within(item.name, OFFICE + CONSOLE)] == []


@pytest.mark.parametrize("path", CORE)
def test_a_core_module_imports_no_outer_module(path: str) -> None:
    found = {
        item
        for item in MODULES[path]
        if is_outer_module(item.name)
        and not (item.lazy and any(within(item.name, (m,)) for p, m in LAZY if p == path))
    }
    assert found == set()


@pytest.mark.parametrize("path", [path for path in MODULES if not path.startswith("hosts/")])
def test_only_hosts_import_an_office_program(path: str) -> None:
    assert [item for item in MODULES[path] if within(item.name, HOST)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("notice/")])
def test_the_notice_knows_neither_workbook_nor_hosts(path: str) -> None:
    others = ("bpindex.workbook", "bpindex.hosts", "bpindex.cli")
    assert [item for item in MODULES[path] if within(item.name, others)] == []


@pytest.mark.parametrize("path", sorted(set(MODULES) - {"cli.py", "cli_help.py", "cli_output.py"}))
def test_only_the_command_line_writes_to_a_console(path: str) -> None:
    assert [item for item in MODULES[path] if within(item.name, CONSOLE)] == []


def test_the_core_holds_the_whole_computation() -> None:
    named = "rounding records periods definition counts scoring tables case case_files figures"
    named += " case_validation corrections/register corrections/harvest messages errors"
    for name in named.split():
        assert f"{name}.py" in CORE
    for name in ("model", "wording", "compose"):
        assert f"notice/{name}.py" in CORE


def test_importing_the_core_loads_no_office_library() -> None:
    names = [
        ".".join(["bpindex", *Path(path).with_suffix("").parts]).removesuffix(".__init__")
        for path in CORE
    ]
    script = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(sorted(set(sys.modules) & set({OFFICE + CONSOLE!r})))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import openpyxl.styles as s", {("openpyxl.styles", False)}),
        ("def f():\n    import uno", {("uno", True)}),
        ("class A:\n    import rich", {("rich", False)}),
        ("if x:\n    from xlwings import App", {("xlwings", False), ("xlwings.App", False)}),
        (
            "from bpindex.notice import sheet",
            {("bpindex.notice", False), ("bpindex.notice.sheet", False)},
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
    ("name", "outer"),
    [
        ("bpindex.notice.sheet", True),
        ("bpindex.notice.sheet.render_sheet", True),
        ("bpindex.notice.pdf", True),
        ("bpindex.workbook", True),
        ("bpindex.workbook.read", True),
        ("bpindex.hosts.macros.Macros", True),
        ("bpindex.cli", True),
        ("bpindex.doctor.examine", True),
        ("bpindex", False),
        ("bpindex.notice", False),
        ("bpindex.notice.model.Run", False),
        ("bpindex.notice.sheet_rows", False),
        ("bpindex.notice.sheet_rows.Cell", False),
        ("bpindex.cli_texts", False),
        ("workbook", False),
    ],
)
def test_outer_modules_are_told_from_core_ones(name: str, outer: bool) -> None:
    assert is_outer_module(name) is outer


def test_the_server_of_the_functions_starts_without_what_only_macros_need() -> None:
    script = (
        "import sys, bpindex.hosts.udfs\n"
        "print(sorted(set(sys.modules) & {'openpyxl', 'xlsxwriter', 'pyopenvba', 'typer', 'rich'}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
