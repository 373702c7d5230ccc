"""The sheets that are no tables: each is written by a module of its own."""

from dataclasses import dataclass
from typing import Any

from bpindex.sheets.model import Sheet
from bpindex.workbook import charts, guide
from bpindex.workbook.chart_facts import Charts
from bpindex.workbook.content import Contents
from bpindex.workbook.formats import Formats
from bpindex.workbook.home import sheet as home
from bpindex.workbook.home.facts import Facts
from bpindex.workbook.slip import sheet as slip
from bpindex.workbook.slip import what_if

OWN = ("home", "guide", "slip", "what_if", "charts")


@dataclass(frozen=True)
class Pages:
    """What such sheets of one workbook are written from."""

    book: Any
    formats: Formats
    contents: Contents
    facts: Facts
    drawn: Charts

    def write(self, worksheet: Any, sheet: Sheet) -> None:
        """Write one of them."""
        formats, layout = self.formats, self.contents.layout
        match sheet.id:
            case "home":
                home.write(worksheet, formats, self.contents, self.facts)
            case "guide":
                guide.write(worksheet, formats, sheet)
            case "slip":
                slip.write(self.book, worksheet, formats, self.contents, self.facts)
            case "what_if":
                what_if.write(worksheet, formats, layout)
            case "charts":
                charts.write(self.book, worksheet, formats, layout, self.drawn)
