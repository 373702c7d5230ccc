"""The page of a sheet that LibreOffice saved, as it was before LibreOffice wrote it anew.

LibreOffice computes one margin from the height of the header, forgets fonts in headers and
footers, and prints the page number of a copied sheet in white.
What a person set there shows in the other margins and in the words: then all is left as it is.
"""

import io
import re
import zipfile
from functools import cache

from openpyxl import Workbook

from bpindex.render.sheet_page import set_up_page

# LibreOffice rounds to hundredths of a millimetre.
_SAME_INCH = 0.01
_MARGINS = re.compile(r"<pageMargins [^>]*/>")
_HEADERS = re.compile(r"<headerFooter(?: [^>]*)?(?:/>|>.*?</headerFooter>)", re.DOTALL)
_WORDS = re.compile(r"<((?:odd|even|first)(?:Header|Footer))>(.*?)</", re.DOTALL)
# Codes in a header for a font and a colour.
_FONT_OR_COLOUR = re.compile(r"&amp;(?:\"[^\"]*\"|K[0-9A-Fa-f]{6})|\s")


def mended_page(xml: str, wanted: str) -> str:
    """Return a sheet with margins and headers of `wanted` where only LibreOffice changed them."""
    if _same_margins(xml, wanted):
        xml = _with(xml, wanted, _MARGINS)
    if _header_words(xml) == _header_words(wanted):
        xml = _with(xml, wanted, _HEADERS)
    return xml


@cache
def notice_page() -> str:
    """Return a sheet with the page of the notice."""
    book = Workbook()
    sheet = book.worksheets[0]
    set_up_page(sheet)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def _same_margins(xml: str, wanted: str) -> bool:
    now, then = _margins(xml), _margins(wanted)

    def same(name: str) -> bool:
        return name in now and name in then and abs(now[name] - then[name]) <= _SAME_INCH

    # Of the top margin and the place of the header, LibreOffice computes one from the other.
    return all(map(same, ("left", "right", "bottom"))) and (same("top") or same("header"))


def _margins(xml: str) -> dict[str, float]:
    found = _MARGINS.search(xml)
    pairs = re.findall(r'(\w+)="([\d.]+)"', found[0]) if found else []
    return {name: float(value) for name, value in pairs}


def _header_words(xml: str) -> dict[str, str]:
    """Return what each header and footer says, without fonts, colours and empty ones."""
    found = _HEADERS.search(xml)
    parts = _WORDS.findall(found[0]) if found else []
    return {name: words for name, text in parts if (words := _FONT_OR_COLOUR.sub("", text))}


def _with(xml: str, wanted: str, element: re.Pattern[str]) -> str:
    found = element.search(wanted)
    return element.sub(lambda _: found[0], xml, count=1) if found else xml
