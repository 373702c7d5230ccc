"""The page as a value: paper, margins, widths, gaps and named styles, read from one file of data.

Lengths are in millimetres (`_mm`), heights and sizes of letters in points (`_pt`, `size`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from bpindex.case.keys import appendix_columns
from bpindex.codec.toml import from_mapping, read_toml
from bpindex.errors import DefinitionError, own_files
from bpindex.page.textfit import FONT, mm_to_pt
from bpindex.words import files as file_words
from bpindex.words import page_layout as layout_words


class Paper(StrEnum):
    """A size of paper."""

    A4 = "A4"
    A3 = "A3"
    A5 = "A5"
    B4 = "B4"
    B5 = "B5"
    LETTER = "Letter"
    LEGAL = "Legal"


# Short and long edge.
_PAPER_MM = {
    Paper.A4: (210.0, 297.0),
    Paper.A3: (297.0, 420.0),
    Paper.A5: (148.0, 210.0),
    Paper.B4: (257.0, 364.0),
    Paper.B5: (182.0, 257.0),
    Paper.LETTER: (215.9, 279.4),
    Paper.LEGAL: (215.9, 355.6),
}


class Horizontal(StrEnum):
    """Where a text stands between left and right, in the words of a workbook."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Vertical(StrEnum):
    """Where a text stands between top and bottom, in the words of a workbook."""

    TOP = "top"
    CENTER = "center"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class TextStyle:
    """How a kind of text is set in its cell."""

    size: float
    bold: bool = False
    italic: bool = False
    horizontal: Horizontal = Horizontal.CENTER
    vertical: Vertical = Vertical.CENTER
    border: bool = False


@dataclass(frozen=True)
class Styles:
    """The style of every kind of text; the fields are their stable names."""

    parent_body: TextStyle
    issuer: TextStyle
    national_title: TextStyle
    motto: TextStyle
    number: TextStyle
    place_date: TextStyle
    title: TextStyle
    subject: TextStyle
    grounds: TextStyle
    paragraph: TextStyle
    table_heading: TextStyle
    header: TextStyle
    header_label: TextStyle
    province: TextStyle
    section: TextStyle
    cell: TextStyle
    name_cell: TextStyle
    period_note: TextStyle
    recipients_title: TextStyle
    recipient: TextStyle
    signature: TextStyle
    signatory: TextStyle
    appendix_title: TextStyle
    appendix_name: TextStyle
    appendix_attached: TextStyle
    gap: TextStyle

    @cached_property
    def by_name(self) -> dict[str, TextStyle]:
        """The styles by their names."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def name_of(self, style: TextStyle) -> str:
        """Return the name of a style; kinds of text that look the same share the last name."""
        return self._names[style]

    @cached_property
    def _names(self) -> dict[TextStyle, str]:
        return {style: name for name, style in self.by_name.items()}


@dataclass(frozen=True)
class Margins:
    """What the page keeps free, and the page number in it."""

    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float
    page_number_size: int


@dataclass(frozen=True)
class TableWidths:
    """Widths of the columns beside the figures; the name is as wide as so many figures."""

    stt_mm: float
    note_mm: float
    note_with_text_mm: float
    name_in_figures: float


@dataclass(frozen=True)
class Letterhead:
    """The head's left block takes the name and so many figures; at the foot is room to sign."""

    left_figures: int
    signature_pt: float
    signatory_pt: float


@dataclass(frozen=True)
class Gaps:
    """What a row is higher than its text, or the height of a row without any."""

    paragraph_pt: float
    number_pt: float
    head_pt: float
    subject_pt: float
    cell_pt: float
    section_pt: float
    appendix_header_pt: float


@dataclass(frozen=True)
class Rules:
    """How long the drawn rules are, as a share of the line above, and how high their rows."""

    share: float
    motto_share: float
    row_pt: float


@dataclass(frozen=True)
class AppendixColumn:
    """A column of the appendix by its key: its part of the width; texts stand at left."""

    key: str
    parts: float
    is_text: bool = False


@dataclass(frozen=True)
class AppendixLayout:
    """The columns of the appendix, in their order."""

    columns: tuple[AppendixColumn, ...]


@dataclass(frozen=True)
class PageLayout:
    """Everything that a renderer needs to know of a page; see the comments in the file."""

    name: str
    source: str
    effective_from: date
    font: str
    paper: Paper
    landscape: bool
    page_rows_share: float
    page_columns_share: float
    keep_rows: int
    indent_spaces: int
    margins: Margins
    table: TableWidths
    letterhead: Letterhead
    gaps: Gaps
    rules: Rules
    styles: Styles
    appendix: AppendixLayout

    @property
    def paper_mm(self) -> tuple[float, float]:
        """The short and the long edge of the paper."""
        return _PAPER_MM[self.paper]

    @property
    def grid_width_mm(self) -> float:
        """What the columns may take: nearly all between the margins."""
        short, long = self.paper_mm
        width = long if self.landscape else short
        text_mm = width - self.margins.left_mm - self.margins.right_mm
        return text_mm * self.page_columns_share

    @property
    def page_pt(self) -> float:
        """What the rows of one page may take."""
        short, long = self.paper_mm
        height = short if self.landscape else long
        text_mm = height - self.margins.top_mm - self.margins.bottom_mm
        return mm_to_pt(text_mm) * self.page_rows_share

    @property
    def indent(self) -> str:
        """What a paragraph begins with."""
        return "\u00a0" * self.indent_spaces


def load_layout(path: Path) -> PageLayout:
    """Return the layout of a TOML file; raise InputError or DefinitionError with key and reason."""
    layout = from_mapping(PageLayout, read_toml(path), path.name)
    for key, found, expected in _problems(layout):
        place = file_words.PLACE_TOML.format(name=path.name, key=key)
        raise DefinitionError(
            file_words.CELL_WRONG.format(place=place, found=found, expected=expected)
        )
    return layout


@cache
def official_layout() -> PageLayout:
    """Return the layout that the decree on official documents asks for."""
    folder = Path(str(resources.files("bpindex.data")))
    with own_files():
        return load_layout(folder / "layouts" / "nghi-dinh-30.toml")


def _problems(layout: PageLayout) -> Iterator[tuple[str, Any, str]]:
    """Yield key, what was found and what was expected of whatever no page can be made with."""
    if layout.font != FONT:
        yield "font", layout.font, layout_words.FONT.format(font=FONT)
    for key, number in _numbers(layout):
        share = key.endswith("share")
        if number < 0:
            yield key, number, layout_words.NOT_NEGATIVE
        elif number == 0 and key.endswith(("size", "parts", "name_in_figures", "keep_rows")):
            yield key, number, layout_words.POSITIVE
        elif share and not 0 < number <= 1:
            yield key, number, layout_words.SHARE
    widths = layout.table
    room = layout.grid_width_mm - widths.stt_mm - max(widths.note_mm, widths.note_with_text_mm)
    if min(room, layout.page_pt) <= 0:
        yield "margins", f"{room:g} mm × {layout.page_pt:g} pt", layout_words.ROOM
    columns = [column.key for column in layout.appendix.columns]
    if columns != list(appendix_columns()):
        expected = layout_words.APPENDIX.format(columns=", ".join(appendix_columns()))
        yield "appendix.columns", ", ".join(columns), expected


def _numbers(value: Any, key: str = "") -> Iterator[tuple[str, float]]:
    """Yield every number of a layout under its key."""
    if is_dataclass(value):
        for item in fields(value):
            yield from _numbers(getattr(value, item.name), f"{key}.{item.name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _numbers(part, f"{key}[{number}]")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield key, value
