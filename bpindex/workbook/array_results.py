"""Texts that formulas give, stored the way Excel itself stores them.

XlsxWriter can only write those inside an array formula as entries of the shared string table,
that is as constants, and says of a blank one that it is a number; a result of a formula carries
its text in the cell (type "str").
"""

from collections.abc import Collection, Mapping

from openpyxl.utils.cell import coordinate_to_tuple

from bpindex.xlsx.elements import elements, replaced, text_of, written
from bpindex.xlsx.package import SHARED_STRINGS, Package

# What stands behind a formula whose result is stored as nothing.
_BLANK_RESULT = b"</f><v></v>"
Area = tuple[int, int, int, int]


def store_as_results(xlsx: bytes, areas: Mapping[str, Collection[Area]]) -> bytes:
    """Return the workbook with texts of formulas, blank ones and those in `areas`, as results.

    `areas` maps the title of a sheet to (top, left, bottom, right) of its arrays.
    """
    package = Package(xlsx)
    texts = [item.text for item in elements(package.parts[SHARED_STRINGS], "si")]
    for title, part in package.sheets().items():
        package.parts[part] = _stored(package.parts[part], areas.get(title, ()), texts)
    return package.to_bytes()


def _stored(sheet: bytes, areas: Collection[Area], texts: list[str]) -> bytes:
    changes = []
    for cell in elements(sheet, "c"):
        row, column = coordinate_to_tuple(cell.attributes["r"])
        is_inside = any(t <= row <= b and lft <= column <= r for t, lft, b, r in areas)
        if is_inside and cell.attributes.get("t") == "s":
            value = written("v", {}, text_of(texts[int(cell.text)]))
            changes.append((cell, written("c", {**cell.attributes, "t": "str"}, value)))
        elif cell.inner.endswith(_BLANK_RESULT) and "t" not in cell.attributes:
            changes.append((cell, written("c", {**cell.attributes, "t": "str"}, cell.inner)))
    return replaced(sheet, changes)
