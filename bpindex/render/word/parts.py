"""The smallest parts of a Word document: paragraphs, their runs, the rules that are drawn.

Text from outside goes into text elements alone, so that it can be neither field nor markup.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bpindex.notice.model import Run
from bpindex.page.layout import Horizontal, TextStyle, Vertical
from bpindex.page.plan import printable

TWIPS_PER_PT = 20
_EIGHTHS_PER_PT = 8
# How thick the drawn rules and the borders of tables are.
RULE_PT = 0.75
_BORDER_PT = 0.5
# In half points.
_FOOT_SIZE = 16
# How far below its line a rule is drawn, so that nobody takes it for underlining.
_BELOW_TEXT_PT = 2.0
_LINE = re.compile("(\r\n|\r|\n|\t)")
_ALIGNED = {
    Horizontal.LEFT: "left",
    Horizontal.CENTER: "center",
    Horizontal.RIGHT: "right",
    Horizontal.JUSTIFY: "both",
}
_VERTICAL = {Vertical.TOP: "top", Vertical.CENTER: "center", Vertical.BOTTOM: "bottom"}


def element(tag: str, attributes: Mapping[str, object] | None = None, *inside: Any) -> Any:
    """Return an element of a Word document with attributes of its own namespace."""
    made: Any = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    for child in inside:
        made.append(child)
    return made


def valued(tag: str, value: object) -> Any:
    """Return an element that holds one value."""
    return element(tag, {"val": value})


def twips(pt: float) -> int:
    """Return a length as Word keeps it."""
    return round(pt * TWIPS_PER_PT)


def fonts(name: str) -> Any:
    """Return the font for letters of every writing, so that no program chooses another one."""
    return element("rFonts", dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), name))


def letters(style: TextStyle, font: str) -> Any:
    """Return how the letters of a style look."""
    switches = [(("b", "bCs"), style.bold), (("i", "iCs"), style.italic)]
    size = round(style.size * 2)
    return element(
        "rPr",
        {},
        fonts(font),
        *(valued(tag, int(on)) for tags, on in switches for tag in tags),
        valued("color", "000000"),
        valued("sz", size),
        valued("szCs", size),
    )


def aligned(horizontal: str) -> Any:
    """Return where a paragraph stands between left and right."""
    return valued("jc", _ALIGNED[Horizontal(horizontal)])


def standing(vertical: str) -> Any:
    """Return where a text stands in its cell between top and bottom."""
    return valued("vAlign", _VERTICAL[Vertical(vertical)])


def paragraph(
    style_id: str,
    runs: Iterable[Any] = (),
    look: Mapping[str, str] | None = None,
    keep_next: bool = False,
    *further: Any,
) -> Any:
    """Return a paragraph of a style; `further` are more of its properties in Word's order."""
    properties = element("pPr", {}, valued("pStyle", style_id))
    if keep_next:
        properties.append(element("keepNext"))
    for item in further:
        properties.append(item)
    if look and "horizontal" in look:
        properties.append(aligned(look["horizontal"]))
    return element("p", {}, properties, *runs)


def runs_of_text(
    runs: Sequence[Run], style: TextStyle, look: Mapping[str, str] | None = None
) -> list[Any]:
    """Return the runs of a text: lines broken where it breaks them, boldness where it changes."""
    made = []
    for run in runs:
        properties = _changed(look or {}, None if run.bold == style.bold else run.bold or None)
        made.append(element("r", {}, *([properties] if len(properties) else [])))
        for piece in _LINE.split(printable(run.text)):
            if piece == "\t":
                made[-1].append(element("tab"))
            elif _LINE.fullmatch(piece):
                made[-1].append(element("br"))
            elif piece:
                text = element("t")
                text.text = piece
                text.set(qn("xml:space"), "preserve")
                made[-1].append(text)
    return made


def _changed(look: Mapping[str, str], bold: bool | None) -> Any:
    """Return what people changed in the look of letters; see `memory.look_of`."""
    properties = element("rPr")
    if "font" in look:
        properties.append(fonts(look["font"]))
    on = {"b": bold, "i": None, "strike": None}
    for name, tag in (("bold", "b"), ("italic", "i"), ("strike", "strike")):
        if name in look:
            on[tag] = bool(bold) or look[name] == "1"
    for tag, value in on.items():
        if value is not None:
            properties.append(valued(tag, int(value)))
    if "color" in look:
        properties.append(valued("color", look["color"]))
    if "size" in look:
        size = round(float(look["size"]) * 2)
        properties.append(valued("sz", size))
        properties.append(valued("szCs", size))
    if "underline" in look:
        properties.append(valued("u", "single" if look["underline"] == "1" else "none"))
    return properties


def rule(style_id: str, room_pt: float, length_pt: float, after_pt: float = 0.0) -> Any:
    """Return a rule of a length in the middle of its room: the upper border of a low paragraph."""
    aside = twips(max(room_pt - length_pt, 0.0) / 2)
    border = element("pBdr", {}, element("top", _line(RULE_PT)))
    gap = element("spacing", {"before": twips(_BELOW_TEXT_PT), "after": twips(after_pt)})
    indents = element("ind", {"left": aside, "right": aside})
    return paragraph(style_id, (), None, True, border, gap, indents)


def borders(tag: str, sides: Iterable[str]) -> Any:
    """Return thin black borders of some sides."""
    return element(tag, {}, *(element(side, _line(_BORDER_PT)) for side in sides))


def _line(pt: float) -> dict[str, object]:
    return {"val": "single", "sz": round(pt * _EIGHTHS_PER_PT), "space": 0, "color": "000000"}


def page_number(style_id: str) -> Any:
    """Return the paragraph that holds the number of the page, the only field of the document."""
    field = element("fldSimple", {"instr": " PAGE "}, element("r", {}, element("t")))
    return paragraph(style_id, (field,))


def foot_line(style_id: str, text: str) -> Any:
    """Return the paragraph with small words that stand at the foot of every page."""
    shown = element("t")
    shown.text = printable(text)
    small = element("rPr", {}, valued("sz", _FOOT_SIZE), valued("szCs", _FOOT_SIZE))
    run = element("r", {}, small, shown)
    return paragraph(style_id, (run,), {"horizontal": Horizontal.RIGHT})
