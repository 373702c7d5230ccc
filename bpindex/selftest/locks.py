"""Cells in which people type and that are locked, read out of a file."""

from collections.abc import Iterator

from bpindex.sheets.addresses import area_bounds
from bpindex.sheets.layout import Layout
from bpindex.xlsx.elements import element, elements
from bpindex.xlsx.package import Package
from bpindex.xlsx.styles import STYLES, unlocked_styles


def locked_cells(content: bytes, layout: Layout) -> Iterator[tuple[str, bool]]:
    """Yield each locked cell of a column that people fill, and whether it can be typed in still.

    It can where the sheet has areas that stay open: what is pasted brings locked cells.
    """
    package = Package(content)
    unlocked = unlocked_styles(package.parts[STYLES])
    parts = package.sheets()
    for sheet in layout.sheets.values():
        if sheet.title not in parts:
            continue
        xml = package.parts[parts[sheet.title]]
        protection = element(xml, "sheetProtection")
        if protection is None or protection.attributes.get("sheet") not in ("1", "true"):
            continue
        areas = [
            area_bounds(area)
            for item in elements(xml, "protectedRange")
            for area in item.attributes["sqref"].split()
        ]
        typed = [
            (number, rows)
            for block in sheet.blocks
            for rows in block.typed_rows
            for number, spec in block.numbered()
            if not spec.locked
        ]
        for cell in elements(xml, "c"):
            if cell.attributes.get("s", "0") in unlocked:
                continue
            column, row, _, _ = area_bounds(cell.attributes["r"])
            if any(n == column and row in rows for n, rows in typed):
                is_open = any(
                    left <= column <= right and top <= row <= bottom
                    for left, top, right, bottom in areas
                )
                yield f"{sheet.title}!{cell.attributes['r']}", is_open


def protected_sheets(content: bytes) -> set[str]:
    """Return the titles of the sheets that are protected."""
    package = Package(content)
    return {
        t for t, part in package.sheets().items() if element(package.parts[part], "sheetProtection")
    }
