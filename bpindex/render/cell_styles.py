"""How cells look: the workbook's own styles for those of a layout, and what people changed."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any
from zlib import crc32

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Side

from bpindex.notice.model import Run
from bpindex.page.layout import PageLayout, TextStyle
from bpindex.page.plan import printable

_BLACK = "000000"


class CellStyles:
    """The styles of a layout in one workbook, each added when it is first needed."""

    def __init__(self, book: Workbook, layout: PageLayout) -> None:
        self._book = book
        self._layout = layout
        self._known: dict[TextStyle, Any] = {}

    def apply(self, cell: Any, style: TextStyle) -> None:
        """Give a cell a style."""
        known = self._known.get(style)
        if known is not None:
            # Setting a style by name costs more than everything else together. It is shared: who
            # changes one cell takes a copy.
            cell._style = known
            return
        font = self._layout.font
        name = style_name(self._layout.styles.name_of(style), style, font)
        if name not in self._book.named_styles:
            self._book.add_named_style(_named_style(name, style, font))
        cell.style = name
        self._known[style] = cell._style

    def value(self, runs: Sequence[Run], style: TextStyle) -> str | CellRichText:
        """Return a cell's value: a plain text, or rich text where boldness changes inside."""
        if (style.bold or not runs[0].bold) and all(run.bold == runs[0].bold for run in runs):
            return printable("".join(run.text for run in runs))
        pieces = []
        for run in runs:
            bold = run.bold or style.bold
            font = InlineFont(rFont=self._layout.font, sz=style.size, b=bold, i=style.italic)
            pieces.append(TextBlock(font, printable(run.text)))
        return CellRichText(*pieces)


def style_name(name: str, style: TextStyle, font: str) -> str:
    """Return the name of a style in a workbook; styles that look different never share one.

    Excel lets a sheet that it copies take the looks of what the workbook there calls so already.
    """
    return f"BCS {name} {crc32(repr((style, font)).encode()):08x}"


def _named_style(name: str, style: TextStyle, font: str) -> NamedStyle:
    around = Side(style="thin", color=_BLACK) if style.border else Side()
    return NamedStyle(
        name=name,
        font=Font(name=font, size=style.size, bold=style.bold, italic=style.italic, color=_BLACK),
        alignment=Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=True),
        border=Border(left=around, right=around, top=around, bottom=around),
        # What people type over a figure stays the text that they typed, in every language.
        number_format="@" if style.border else "General",
    )


def _change_font(font: Any, look: Mapping[str, str]) -> None:
    """Change what the font of a cell and that of letters in it call by the same name."""
    for name in look.keys() & {"italic", "strike"}:
        setattr(font, {"italic": "i"}.get(name, name), look[name] == "1")
    if "size" in look:
        font.sz = float(look["size"])
    if "underline" in look:
        font.u = "single" if look["underline"] == "1" else None
    if "color" in look:
        font.color = Color(rgb=f"FF{look['color']}")


def apply_look(cell: Any, look: Mapping[str, str]) -> None:
    """Change the properties of a cell's style that `look` names; see `memory.look_of`."""
    # What is changed in this cell alone is none of the style that others take from it.
    cell._style = copy(cell._style)
    font, alignment = copy(cell.font), copy(cell.alignment)
    _change_font(font, look)
    if "font" in look:
        font.name = look["font"]
    if "bold" in look:
        font.bold = look["bold"] == "1"
    if isinstance(cell.value, CellRichText):
        # Its letters have fonts of their own; which of them are bold is told apart.
        fonts = [piece.font for piece in cell.value if isinstance(piece, TextBlock)]
        for inside in fonts:
            _change_font(inside, look)
            inside.rFont = look.get("font", inside.rFont)
    for name in look.keys() & {"horizontal", "vertical"}:
        setattr(alignment, name, look[name])
    cell.font, cell.alignment = font, alignment
    if look.get("fill"):
        cell.fill = PatternFill("solid", fgColor=f"FF{look['fill']}")
