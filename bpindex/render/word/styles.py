"""The document into which the notice is written: Word's own styles, one per kind of text.

A clerk who changes a style in Word changes every text of its kind.
"""

from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from bpindex.page.layout import PageLayout, TextStyle
from bpindex.page.textfit import text_width
from bpindex.render.word.parts import (
    aligned,
    borders,
    element,
    fonts,
    letters,
    twips,
    valued,
)
from bpindex.words import word_file

TABLE_STYLE_ID = "BCS-bang"
PAGE_NUMBER_ID = "BCS-so-trang"
# What a cell of a table keeps free at left and at right, about as much as a cell of Excel.
CELL_PADDING_PT = 1.85
_FIXED_DATE = datetime(2022, 6, 23, tzinfo=UTC)
# Word of 2013 and later; without it a document opens as one of Word 2007.
_WORD_VERSION = "15"
# Of the library's own template: what no notice needs.
_UNUSED = ("thumbnail", "customXml", "numbering", "stylesWithEffects")


def style_id(name: str) -> str:
    """Return the id of the style that has this name in the page layout."""
    return f"BCS-{name}"


def new_document(layout: PageLayout) -> WordDocument:
    """Return an empty document that has the styles of a layout, and no others."""
    document = Document()
    _drop_unused(document)
    core = document.core_properties
    core.author = core.comments = core.title = ""
    core.created = core.modified = _FIXED_DATE
    _name_version(document.settings.element)
    styles: Any = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    size = round(layout.styles.paragraph.size * 2)
    language = element("lang", dict.fromkeys(("val", "eastAsia", "bidi"), word_file.LANGUAGE))
    own = element("rPr", {}, fonts(layout.font), valued("sz", size), valued("szCs", size), language)
    none = element("spacing", {"before": 0, "after": 0, "line": 240, "lineRule": "auto"})
    styles.replace(
        defaults,
        element(
            "docDefaults",
            {},
            element("rPrDefault", {}, own),
            element("pPrDefault", {}, element("pPr", {}, none)),
        ),
    )
    for name, style in layout.styles.by_name.items():
        styles.append(_style(name, style, layout))
    number = TextStyle(layout.margins.page_number_size)
    styles.append(_paragraph_style(PAGE_NUMBER_ID, word_file.PAGE_NUMBER, number, layout.font))
    styles.append(_table_style())
    return document


def _drop_unused(document: WordDocument) -> None:
    """Leave out parts of the template that would only be carried along."""
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del owner.rels[key]


def _name_version(settings: Any) -> None:
    for compat in settings.findall(qn("w:compat")):
        for item in compat.findall(qn("w:compatSetting")):
            compat.remove(item)
        compat.append(
            element(
                "compatSetting",
                {
                    "name": "compatibilityMode",
                    "uri": "http://schemas.microsoft.com/office/word",
                    "val": _WORD_VERSION,
                },
            )
        )


def _style(name: str, style: TextStyle, layout: PageLayout) -> Any:
    """Return the paragraph style of a kind of text, its gaps and its indent in it."""
    gaps = layout.gaps
    before, after = {
        "grounds": (0.0, gaps.paragraph_pt),
        "paragraph": (0.0, gaps.paragraph_pt),
        "table_heading": (0.0, gaps.paragraph_pt),
        "period_note": (gaps.paragraph_pt, gaps.paragraph_pt),
        "number": (gaps.number_pt, 0.0),
        "place_date": (gaps.number_pt, 0.0),
        "title": (gaps.head_pt, 0.0),
        "signatory": (layout.letterhead.signature_pt, 0.0),
        "appendix_attached": (0.0, gaps.paragraph_pt),
    }.get(name, (0.0, 0.0))
    if style.border:
        before = after = (gaps.section_pt if name == "section" else gaps.cell_pt) / 2
    spacing = element(
        "spacing", {"before": twips(before), "after": twips(after), "line": 240, "lineRule": "auto"}
    )
    more = [spacing]
    if name in ("grounds", "paragraph"):
        indent = text_width(layout.indent, style.size)
        more.append(element("ind", {"firstLine": twips(indent)}))
    title = word_file.STYLES[name]
    return _paragraph_style(style_id(name), title, style, layout.font, *more)


def _paragraph_style(
    identity: str, name: str, style: TextStyle, font: str, *properties: Any
) -> Any:
    return element(
        "style",
        {"type": "paragraph", "customStyle": 1, "styleId": identity},
        valued("name", name),
        valued("basedOn", "Normal"),
        element("qFormat"),
        element("pPr", {}, *properties, aligned(style.horizontal)),
        letters(style, font),
    )


def _table_style() -> Any:
    """Return the style of the tables of figures: all cells bordered, little room beside texts."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    padding = {"w": twips(CELL_PADDING_PT), "type": "dxa"}
    margins = element("tblCellMar", {}, element("left", padding), element("right", padding))
    return element(
        "style",
        {"type": "table", "customStyle": 1, "styleId": TABLE_STYLE_ID},
        valued("name", word_file.TABLE_STYLE),
        valued("basedOn", "TableNormal"),
        element("qFormat"),
        element("tblPr", {}, borders("tblBorders", sides), margins),
    )
