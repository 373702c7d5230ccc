"""Every Vietnamese sentence stands in `words`, is used, and is filled in as it wants to be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple
from unicodedata import is_normalized

import pytest

import bpindex
from bpindex.index.definition import MAX_DECIMALS
from bpindex.words.functions import FUNCTIONS

PACKAGE = Path(bpindex.__file__).parent
WORDS = {path.stem for path in (PACKAGE / "words").glob("*.py") if path.stem != "__init__"}
VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
# Titles, notes and captions stand where the sheet or the action is declared.
DECLARED = ("sheets/", "workbook/actions.py")
# Values that stand in files as they are, and a letter that has no decomposed form.
VALUES = {
    *("áp dụng", "cần xem lại", "đã rút"),
    *("số liệu in", "câu chữ", "số liệu gốc", "dòng thêm", "dòng bỏ", "dòng chuyển"),
    *("định dạng", "ghi ngoài lề", "ghi chú ô", "(trống)", "đ"),
}


class Source(NamedTuple):
    """A module of the package: its path within it and its syntax tree."""

    path: str
    tree: ast.Module


SOURCES = [
    Source(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
    for path in sorted(PACKAGE.rglob("*.py"))
]


def texts_in(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield every text of a module but for its docstrings."""
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in statements:
            yield node


def constants(module: str) -> dict[str, object]:
    """Return the constants of a module of words, by name."""
    found = vars(__import__(f"bpindex.words.{module}", fromlist=["x"]))
    return {name: value for name, value in found.items() if name.lstrip("_").isupper()}


def uses(source: Source) -> Iterator[tuple[str, str, ast.AST]]:
    """Yield module, name and node of every constant of `words` that a module mentions."""
    own = source.path.removeprefix("words/").removesuffix(".py")
    aliases, direct = {}, {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "bpindex.words":
            aliases |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bpindex.words."):
            module = str(node.module).rpartition(".")[2]
            direct |= {a.asname or a.name: (module, a.name) for a in node.names}
    if source.path.startswith("words/"):
        direct |= {name: (own, name) for name in constants(own)} if own in WORDS else {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in aliases:
                yield aliases[node.value.id], node.attr, node
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in direct:
            yield (*direct[node.id], node)


USED = {(module, name) for source in SOURCES for module, name, _ in uses(source)}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path)
def test_no_sentence_stands_outside_the_words(source: Source) -> None:
    if source.path.startswith(("words/", *DECLARED)):
        return
    found = [
        f"{node.lineno}: {node.value}"
        for node in texts_in(source.tree)
        if VIETNAMESE.search(str(node.value)) and node.value not in VALUES
    ]
    assert found == []


@pytest.mark.parametrize("module", sorted(WORDS))
def test_every_sentence_is_used(module: str) -> None:
    assert [name for name in constants(module) if (module, name) not in USED] == []


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.path)
def test_every_sentence_is_filled_in_as_it_wants(source: Source) -> None:
    """A value too few would be a mistake in the program, one too many a word that nobody reads."""
    formatted = {
        id(call.func.value): call
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "format"
    }
    for module, name, node in uses(source):
        template, call = constants(module).get(name), formatted.get(id(node))
        if call is None or not isinstance(template, str):
            continue
        given = {keyword.arg for keyword in call.keywords}
        wanted = placeholders(template)
        if None in given:  # further values stand in a mapping
            assert given - {None} <= wanted, (name, call.lineno)
        else:
            assert given | ({""} if call.args else set()) == wanted, (name, call.lineno)


def test_the_help_of_a_function_names_the_bound_that_the_code_has() -> None:
    assert f"từ 0 đến {MAX_DECIMALS};" in FUNCTIONS["BP_INRA"].arguments["so_le"]


@pytest.mark.parametrize("module", sorted(WORDS))
def test_the_words_are_composed_and_say_where_they_are_read(module: str) -> None:
    text = (PACKAGE / "words" / f"{module}.py").read_text(encoding="utf-8")
    assert is_normalized("NFC", text)
    assert "Read " in (ast.get_docstring(ast.parse(text)) or "")


def test_a_sentence_outside_the_words_is_found() -> None:
    tree = ast.parse('"""Đây là mô tả."""\nx = f"Thiếu {x}"\ny = "khong dau"\nz = "Đơn vị"')
    found = [node.value for node in texts_in(tree) if VIETNAMESE.search(str(node.value))]
    assert sorted(found) == ["Thiếu ", "Đơn vị"]
