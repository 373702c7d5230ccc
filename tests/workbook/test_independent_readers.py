"""Readers of other people's making agree with what the workbook says of itself.

What each of them proves, and what stays unproven, is told in docs/decisions/0008.
"""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

from bpindex.workbook.vbaproject import bochiso_modules, postprocess_wrappers
from bpindex.xlsx.package import Package
from tests.workbook.built import book
from tests.workbook.editing import bundled_workbook
from tests.workbook.test_stored_values import same
from tests.workbook.vba_samples import FUNCTIONS, generated

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

# IronCalc: every formula without a worksheet function of ours


def without_python(workbook: bytes) -> bytes:
    """Return the workbook with the stored values of our functions in the place of their calls."""
    package = Package(workbook)
    for part in package.sheets().values():
        package.parts[part] = re.sub(rb"<f[^>]*>_?BP_[^<]*</f>", b"", package.parts[part])
    return package.to_bytes()


def recomputed(workbook: bytes, folder: Path) -> dict[tuple[str, str], tuple[Any, Any]]:
    """Return what IronCalc computes and what is stored, for every formula by sheet and cell."""
    ironcalc = pytest.importorskip("ironcalc", reason="not installed: make test does it")
    path = folder / "book.xlsx"
    path.write_bytes(without_python(workbook))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    model.evaluate()
    values = book(values=True)
    return {
        (sheet.title, cell.coordinate): (
            model.get_cell_value(place, cell.row, cell.column),
            values[sheet.title][cell.coordinate].value,
        )
        for place, sheet in enumerate(book(values=False).worksheets)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and isinstance(cell.value, str) and "BP_" not in cell.value
    }


def test_another_engine_computes_what_every_formula_stores(tmp_path: Path) -> None:
    found = recomputed(bundled_workbook(), tmp_path)
    differing = {place: pair for place, pair in found.items() if not same(*pair)}
    assert dict(list(differing.items())[:5]) == {}
    assert len(found) > 3_000


def test_a_formula_that_says_something_else_is_found(tmp_path: Path) -> None:
    package = Package(bundled_workbook())
    part = package.sheets()["Số liệu"]
    package.parts[part] = package.parts[part].replace(b",2,FALSE)", b",1,FALSE)")
    found = recomputed(package.to_bytes(), tmp_path)
    assert sum((now or "") != (stored or "") for now, stored in found.values()) > 20


# antlr4-vba: a second grammar of VBA


def grammar_errors(source: str) -> list[str]:
    """Return what the grammar of [MS-VBAL] does not take in a module."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        antlr4 = pytest.importorskip("antlr4", reason="not installed: make test does it")
        lexer = pytest.importorskip("antlr4_vba.vbaLexer").vbaLexer
        parser = pytest.importorskip("antlr4_vba.vbaParser").vbaParser
        from antlr4.error.ErrorListener import ErrorListener

    class Listed(ErrorListener):  # type: ignore[misc]
        def __init__(self) -> None:
            self.found: list[str] = []

        def syntaxError(  # noqa: N802
            self, _parser: Any, _symbol: Any, line: int, column: int, text: str, _error: Any
        ) -> None:
            self.found.append(f"{line}:{column} {text}")

    listed = Listed()
    tokens = antlr4.CommonTokenStream(lexer(antlr4.InputStream(source)))
    grammar = parser(tokens)
    grammar.removeErrorListeners()
    grammar.addErrorListener(listed)
    grammar.startRule()
    return listed.found


OURS = {**bochiso_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}


@pytest.mark.parametrize("name", OURS)
def test_a_second_grammar_takes_our_modules(name: str) -> None:
    assert grammar_errors(OURS[name]) == []


def test_the_second_grammar_refuses_what_is_no_vba() -> None:
    wrong = OURS["BoChiSo_Run"].replace("    End If\r\n", "", 1)
    assert wrong != OURS["BoChiSo_Run"]
    assert grammar_errors(wrong)
