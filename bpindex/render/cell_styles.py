"""How cells look: the workbook's own styles for those of a layout, and what people changed."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

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
        self._fonts: dict[tuple[TextStyle, bool], InlineFont] = {}

    def apply(self, cell: Any, style: TextStyle) -> None:
        """Give a cell a style."""
        known = self._known.get(style)
        if known is None:
            cell.style = self._named(style)
            self._known[style] = cell._style
        else:
            # Setting a style by name costs more than everything else together.
            cell._style = copy(known)

    def value(self, runs: Sequence[Run], style: TextStyle) -> str | CellRichText:
        """Return a cell's value: a plain text, or rich text where boldness changes inside."""
        if (style.bold or not runs[0].bold) and all(run.bold == runs[0].bold for run in runs):
            return printable("".join(run.text for run in runs))
        return CellRichText(
            *(
                TextBlock(self._inline(style, run.bold or style.bold), printable(run.text))
                for run in runs
            )
        )

    def _inline(self, style: TextStyle, bold: bool) -> InlineFont:
        font = self._fonts.get((style, bold))
        if font is None:
            font = InlineFont(rFont=self._layout.font, sz=style.size, b=bold, i=style.italic)
            self._fonts[style, bold] = font
        return font

    def _named(self, style: TextStyle) -> str:
        """Return the name of the workbook's style, adding it where it is new."""
        name = f"BCS {self._layout.styles.name_of(style)}"
        if name not in self._book.named_styles:
            self._book.add_named_style(_named_style(name, style, self._layout.font))
        return name


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


def apply_look(cell: Any, look: Mapping[str, str]) -> None:
    """Change the properties of a cell's style that `look` names; see `snapshot.look_of`."""
    font: Font = copy(cell.font)
    changes: dict[str, Any] = {}
    for name, attribute in (("bold", "b"), ("italic", "i"), ("strike", "strike")):
        if name in look:
            changes[attribute] = look[name] == "1"
    if "font" in look:
        changes["name"] = look["font"]
    if "size" in look:
        changes["sz"] = float(look["size"])
    if "underline" in look:
        changes["u"] = "single" if look["underline"] == "1" else None
    if "color" in look:
        changes["color"] = Color(rgb=f"FF{look['color']}")
    if changes:
        properties = {
            name: getattr(font, name) for name in ("name", "sz", "b", "i", "u", "strike", "color")
        }
        cell.font = Font(**{**properties, **changes})
    if look.get("fill"):
        cell.fill = PatternFill("solid", fgColor=f"FF{look['fill']}")
    alignment = {name: look[name] for name in ("horizontal", "vertical") if name in look}
    if alignment:
        known = {"horizontal": cell.alignment.horizontal, "vertical": cell.alignment.vertical}
        cell.alignment = Alignment(**{**known, **alignment}, wrap_text=True)
