"""What was written into a Word document, remembered in it: which text is which, and what it said.

Paragraphs and rows bear hidden bookmarks; a part of its own says for each what stood there. Word
and LibreOffice keep both. Nothing is remembered that does not print.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from itertools import count
from typing import Any, NamedTuple

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from bpindex.case.keys import Key
from bpindex.memory.found import visible
from bpindex.page.plan import printable
from bpindex.render.word.parts import element
from bpindex.xlsx.word_looks import Looks
from bpindex.xlsx.word_marks import BLOCK, CELL, FIXED, MARK, MEMORY, NAMESPACE, ROW, Odd
from bpindex.xlsx.word_seen import BRANCHES, seen_text, shown_branch

# A template has bookmarks of its own.
_FIRST_ID = 76_600_000
# A template may have parts of its own, which are numbered from 1 on.
_PART, _PROPERTIES = PackURI("/customXml/item766.xml"), PackURI("/customXml/itemProps766.xml")
# Without it LibreOffice would not keep the part.
_IDENTITY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    b'<ds:datastoreItem ds:itemID="{7D0C9E1B-0766-4B05-9C1A-B0C415000001}" '
    b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b"<ds:schemaRefs/></ds:datastoreItem>"
)


class MarkedCell(NamedTuple):
    """The paragraph of a cell, the first and the last column of it, the key and the text in it."""

    paragraph: Any
    first: int
    last: int
    key: Key
    text: str


class Marks:
    """Marks texts as they are written, in their order."""

    def __init__(self, period: str) -> None:
        self._memory = ET.Element(MEMORY, {"xmlns": NAMESPACE, "period": period})
        self._bookmarks = count(1)
        self._remembered: list[tuple[ET.Element, Any]] = []

    def block(self, paragraph: Any, key: Key, text: str) -> None:
        """Mark a paragraph."""
        identity = self._mark(paragraph)
        made = _remember(self._memory, BLOCK, {"id": identity}, key, text)
        self._remembered.append((made, paragraph))

    def row(self, cells: Iterable[MarkedCell], width: int) -> None:
        """Mark a row of a table of so many columns by its outermost texts."""
        found = list(cells)
        if found:
            marks = [self._mark(cell.paragraph) for cell in (found[0], *found[1:][-1:])]
            row = ET.SubElement(self._memory, ROW, {"id": " ".join(marks), "width": str(width)})
            for cell in found:
                place = {"at": str(cell.first), "span": str(cell.last - cell.first + 1)}
                made = _remember(row, CELL, place, cell.key, cell.text)
                self._remembered.append((made, cell.paragraph))

    def _mark(self, paragraph: Any) -> str:
        number = next(self._bookmarks)
        name = f"{MARK}{number}"
        start = element("bookmarkStart", {"id": _FIRST_ID + number, "name": name})
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            paragraph.insert(0, start)
        else:
            properties.addnext(start)
        paragraph.append(element("bookmarkEnd", {"id": _FIRST_ID + number}))
        return name

    def keep_in(self, document: WordDocument) -> None:
        """Put the memory into a document, and what a template itself makes odd in the texts."""
        body: Any = document.element.body
        looks = Looks(document.styles.element, body)
        others = dict.fromkeys(body.iter(qn("w:p")))
        for made, paragraph in self._remembered:
            others.pop(paragraph, None)
            if odd := seen_text(paragraph, looks, paragraph.getparent()).odd:
                made.set("odd", " ".join(odd))
        for paragraph in filter(is_shown_in_body, others):
            # What a template says by itself.
            if text := visible(seen_text(paragraph, looks).text):
                ET.SubElement(self._memory, FIXED).text = printable(text)
        drawn = [odd for paragraph in others for odd in seen_text(paragraph, looks).odd]
        self._memory.set("drawn", str(drawn.count(Odd.DRAWN)))
        content = ET.tostring(self._memory, encoding="utf-8", xml_declaration=True)
        package = document.part.package
        part = Part(_PART, "application/xml", content, package)
        about = Part(_PROPERTIES, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _IDENTITY, package)
        part.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def is_shown_in_body(paragraph: Any) -> bool:
    """Return whether a paragraph is read back: in the body, where boxes are there for two programs
    the one that shows.
    """
    below = paragraph
    for item in paragraph.iterancestors():
        if item.tag == BRANCHES and not any(part in below for part in shown_branch(item)[0]):
            return False
        below = item
        if item.tag == qn("w:body"):
            return True
    return False


def forget(document: WordDocument) -> None:
    """Take the memory of another run out of a document, and its bookmarks."""
    for key, relation in list(document.part.rels.items()):
        is_part = relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relation.is_external
        if is_part and NAMESPACE.encode() in relation.target_part.blob:
            del document.part.rels[key]
    body: Any = document.element.body
    for start in list(body.iter(qn("w:bookmarkStart"))):
        if start.get(qn("w:name"), "").startswith(MARK):
            ends = body.iter(qn("w:bookmarkEnd"))
            number = start.get(qn("w:id"))
            for end in [item for item in ends if item.get(qn("w:id")) == number]:
                end.getparent().remove(end)
            start.getparent().remove(start)


def _remember(
    parent: ET.Element, tag: str, attributes: dict[str, str], key: Key, text: str
) -> ET.Element:
    table, agency, column = map(printable, key)
    own = {**attributes, "table": table, "agency": agency, "column": column}
    made = ET.SubElement(parent, tag, own)
    made.text = printable(text)
    return made
