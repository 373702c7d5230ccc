"""Texts inside an array formula, stored the way Excel itself stores them.

XlsxWriter can only write them as entries of the shared string table, that is as constants;
a result of a formula carries its text in the cell (type "str").
"""

from collections.abc import Collection, Mapping

from openpyxl.utils.cell import coordinate_to_tuple

from bpindex.xlsx.elements import elements, replaced, text_of, written
from bpindex.xlsx.package import SHARED_STRINGS, Package

Area = tuple[int, int, int, int]


def store_as_results(xlsx: bytes, areas: Mapping[str, Collection[Area]]) -> bytes:
    """Return the workbook with the texts inside `areas` stored as results of formulas.

    `areas` maps the title of a sheet to (top, left, bottom, right) of its arrays.
    """
    package = Package(xlsx)
    texts = [item.text for item in elements(package.parts[SHARED_STRINGS], "si")]
    parts = package.sheets()
    for title, inside in areas.items():
        package.parts[parts[title]] = _stored(package.parts[parts[title]], inside, texts)
    return package.to_bytes()


def _stored(sheet: bytes, areas: Collection[Area], texts: list[str]) -> bytes:
    changes = []
    for cell in elements(sheet, "c"):
        row, column = coordinate_to_tuple(cell.attributes["r"])
        is_inside = any(t <= row <= b and lft <= column <= r for t, lft, b, r in areas)
        if is_inside and cell.attributes.get("t") == "s":
            value = written("v", {}, text_of(texts[int(cell.text)]))
            changes.append((cell, written("c", {**cell.attributes, "t": "str"}, value)))
    return replaced(sheet, changes)
