"""The page of a sheet that LibreOffice saved, as it was before LibreOffice wrote it anew.

LibreOffice computes one margin from the height of the header, forgets fonts in headers and
footers, and prints the page number of a copied sheet in white.
What a person set there shows in the other margins and in the words: then all is left as it is.
"""

import re
from functools import cache

from bpindex.page.layout import official_layout
from bpindex.render.sheet_page import empty_sheet
from bpindex.xlsx.elements import Element, element, elements, replaced, written

# LibreOffice rounds to hundredths of a millimetre.
_SAME_INCH = 0.01
_HEADERS = tuple(f"{w}{part}" for w in ("odd", "even", "first") for part in ("Header", "Footer"))
# Codes in a header for a font and a colour.
_FONT_OR_COLOUR = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6})|\s")


def mended_page(xml: bytes, before: bytes, is_notice: bool) -> bytes:
    """Return a sheet with margins and headers of before where only LibreOffice changed them.

    A notice may have those of every notice, or margins of its own.
    """
    pages = (before, notice_page()) if is_notice else (before,)
    same = next((page for page in pages if _same_margins(xml, page)), None)
    if same is not None:
        xml = _with(xml, same, "pageMargins")
    elif is_notice and (found := element(xml, "pageMargins")):
        xml = replaced(xml, [(found, written("pageMargins", _own_margins(xml)))])
    for page in pages:
        if _header_words(xml) == _header_words(page):
            xml = _with(xml, page, "headerFooter")
    return xml


def mended_areas(book: bytes, before: bytes) -> bytes:
    """Return a workbook whose print areas are the formulas of before.

    LibreOffice knows none: it has either no area, or the one from A1 on that was set when it
    printed. An area that a person set there stays.
    """
    titles, old_titles = (
        [s.attributes["name"] for s in elements(b, "sheet")] for b in (book, before)
    )
    formulas = {
        old_titles[int(item.attributes["localSheetId"])]: item
        for item in _areas(before)
        if "(" in item.text
    }
    names = element(book, "definedNames")
    if names is None:
        return book
    changes, there = [], set()
    for item in _areas(book):
        title = titles[int(item.attributes["localSheetId"])]
        there.add(title)
        if title in formulas and "!$A$1:" in item.text:
            changes.append((item, written(item.name, item.attributes, formulas[title].inner)))
    new = b"".join(
        written(
            item.name,
            {**item.attributes, "localSheetId": str(titles.index(title))},
            item.inner,
        )
        for title, item in formulas.items()
        if title in titles and title not in there
    )
    end = names.close
    return replaced(book[:end], changes) + new + book[end:]


def _areas(book: bytes) -> list[Element]:
    names = elements(book, "definedName")
    return [item for item in names if item.attributes["name"] == "_xlnm.Print_Area"]


@cache
def notice_page() -> bytes:
    """Return a sheet with the page of the notice."""
    return empty_sheet(official_layout())


def _own_margins(xml: bytes) -> dict[str, str]:
    """Return the margins of a notice that people set: the text keeps its distance from the header.

    That is how they were made (see `page.fitting`), and how they are read again.
    """
    found, wanted = _margins(xml), _margins(notice_page())
    top = found["header"] + wanted["top"] - wanted["header"]
    return {name: f"{inch:g}" for name, inch in {**found, "top": top}.items()}


def _same_margins(xml: bytes, wanted: bytes) -> bool:
    now, then = _margins(xml), _margins(wanted)

    def same(name: str) -> bool:
        return name in now and name in then and abs(now[name] - then[name]) <= _SAME_INCH

    # Of the top margin and the place of the header, LibreOffice computes one from the other.
    return all(map(same, ("left", "right", "bottom"))) and (same("top") or same("header"))


def _margins(xml: bytes) -> dict[str, float]:
    found = element(xml, "pageMargins")
    return {name: float(value) for name, value in found.attributes.items()} if found else {}


def _header_words(xml: bytes) -> dict[str, str]:
    """Return what each header and footer says, without fonts, colours and empty ones."""
    parts = elements(xml, *_HEADERS)
    return {p.name: words for p in parts if (words := _FONT_OR_COLOUR.sub("", p.text))}


def _with(xml: bytes, wanted: bytes, name: str) -> bytes:
    now, then = element(xml, name), element(wanted, name)
    return replaced(xml, [(now, then.outer)]) if now and then else xml
