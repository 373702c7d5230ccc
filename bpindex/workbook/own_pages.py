"""The sheets that are no tables: each is written by a module of its own."""

from typing import Any

from bpindex.sheets.model import Sheet
from bpindex.workbook import guide, home, slip, what_if
from bpindex.workbook.content import Contents
from bpindex.workbook.formats import Formats
from bpindex.workbook.home_facts import Facts

OWN = ("home", "guide", "slip", "what_if")


def write(
    book: Any, worksheet: Any, formats: Formats, contents: Contents, facts: Facts, sheet: Sheet
) -> None:
    """Write such a sheet."""
    match sheet.id:
        case "home":
            home.write(worksheet, formats, contents, facts)
        case "guide":
            guide.write(worksheet, formats, sheet)
        case "slip":
            slip.write(book, worksheet, formats, contents, facts)
        case "what_if":
            what_if.write(worksheet, formats, contents.layout)
