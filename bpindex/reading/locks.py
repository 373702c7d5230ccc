"""Cells that are locked, read out of a file: of a sheet, and of all in which people type."""

from collections.abc import Iterator

from bpindex.sheets.addresses import area_bounds
from bpindex.sheets.layout import Layout
from bpindex.xlsx.elements import element, elements
from bpindex.xlsx.package import Package
from bpindex.xlsx.styles import STYLES, unlocked_styles


def locked_cells(content: bytes, layout: Layout) -> Iterator[tuple[str, bool]]:
    """Yield each locked cell of a column that people fill, and whether it can be typed in still."""
    package = Package(content)
    parts = package.sheets()
    for sheet in layout.sheets.values():
        if sheet.title not in parts:
            continue
        typed = [
            (number, rows)
            for block in sheet.blocks
            for rows in block.typed_rows
            for number, spec in block.numbered()
            if not spec.locked
        ]
        for cell, is_open in locked_on(package.parts[parts[sheet.title]], package.parts[STYLES]):
            column, row, _, _ = area_bounds(cell)
            if any(number == column and row in rows for number, rows in typed):
                yield f"{sheet.title}!{cell}", is_open


def locked_on(sheet: bytes, styles: bytes) -> Iterator[tuple[str, bool]]:
    """Yield the address of each locked cell of a protected sheet, and whether it is open still.

    It is where the sheet has areas that stay open: what is pasted brings locked cells.
    """
    protection = element(sheet, "sheetProtection")
    if protection is None or protection.attributes.get("sheet") not in ("1", "true"):
        return
    unlocked = unlocked_styles(styles)
    areas = [
        area_bounds(area)
        for item in elements(sheet, "protectedRange")
        for area in item.attributes["sqref"].split()
    ]
    for cell in elements(sheet, "c"):
        if cell.attributes.get("s", "0") in unlocked:
            continue
        column, row, _, _ = area_bounds(cell.attributes["r"])
        is_open = any(
            left <= column <= right and top <= row <= bottom for left, top, right, bottom in areas
        )
        yield cell.attributes["r"], is_open


def protected_sheets(content: bytes) -> set[str]:
    """Return the titles of the sheets that are protected."""
    package = Package(content)
    return {
        t for t, part in package.sheets().items() if element(package.parts[part], "sheetProtection")
    }
