"""The cell formats of the workbook: input cells told apart from formulas by their fill."""

from typing import Any

from bpindex.sheets.model import ColumnSpec, Kind, Look, Who

INPUT_FILL = "#FFF9E5"
FORMULA_FILL = "#F2F2F2"
HEADER_FILL = "#1F4E79"
HEADER_FORMULA_FILL = "#548235"
LINE = "#BFBFBF"

_TEXT = "@"
# Of all kinds that are no text.
# Before a number format: the decimal mark of Vietnamese, in programs that mind its language.
LOCAL = "[$-42A]"
_NUMBER_FORMATS = {
    # A formula in a text cell would turn into its own text.
    Kind.LINK: "General",
    Kind.NAME: "General",
    # Not "0": a wrong 1.5 must not look like a 2.
    Kind.WHOLE: "General",
    Kind.DECIMAL: "General",
    Kind.DATE: "dd/mm/yyyy",
    Kind.PERCENT: "0.00%",
    Kind.POINTS: "0.00",
}
_WRAPPED = frozenset({Kind.WRAP, Kind.VALUE})
_CENTRE = frozenset({Kind.FIGURE, Kind.DATE, Kind.CENTRED, Kind.STAMP})
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.UNUSED: {"bg_color": "#FFFFFF"},
    Look.OTHER_MONTH: {"bg_color": "#D9D9D9"},
    Look.HEADING: {"bold": True, "font_color": "#FFFFFF", "bg_color": HEADER_FILL},
    Look.CORRECTED: {"bg_color": "#FFD966"},
    Look.COMPUTED: {"italic": True, "font_color": HEADER_FILL},
    Look.WRONG: {"bg_color": "#F8CBAD", "font_color": "#C00000"},
    Look.REVIEW: {"bg_color": "#F4B084"},
    Look.WITHDRAWN: {"font_color": "#7F7F7F", "font_strikeout": True},
}
_FILLS = {Who.STAFF: INPUT_FILL, Who.EITHER: "#E2EFDA"}


class Formats:
    """Makes each format of one workbook once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Any, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": HEADER_FILL})
        self.intro = book.add_format({"italic": True, "font_color": "#595959"})
        self.block_title = book.add_format(
            {"bold": True, "font_size": 13, "font_color": HEADER_FILL}
        )
        self.step_number = book.add_format(
            {
                "bold": True,
                "font_size": 14,
                "font_color": HEADER_FILL,
                "align": "center",
                "valign": "top",
            }
        )
        self.step = book.add_format({"text_wrap": True, "valign": "top"})
        self.pasted = book.add_format({"num_format": _TEXT})
        self.state = book.add_format({"bg_color": FORMULA_FILL, "border": 1, "border_color": LINE})
        self.looks = {look: book.add_format(properties) for look, properties in _LOOKS.items()}

    def header(self, spec: ColumnSpec) -> Any:
        """Return the format of a column's title."""
        fill = HEADER_FORMULA_FILL if spec.who is Who.FORMULA else HEADER_FILL
        return self.of(
            bold=True,
            font_size=11,
            font_color="#FFFFFF",
            bg_color=fill,
            border=1,
            border_color=LINE,
            text_wrap=True,
            align="center",
            valign="vcenter",
        )

    def cell(self, spec: ColumnSpec, *, as_date: bool = False, by_tool: bool = False) -> Any:
        """Return the format of a column's cells; only staff's columns are unlocked.

        On a sheet that is the tool's alone texts have none, as where it will write the next ones.
        """
        kind = Kind.DATE if as_date else spec.kind
        # A formula in a text cell turns into its own text when somebody edits it. Figures
        # take that (the text is known for what it is), so that what people type over
        # them stays as typed: in other cells 98.5 may become a date, or 985.
        text = "General" if spec.who is Who.FORMULA or by_tool else _TEXT
        properties: dict[str, Any] = {
            "num_format": _NUMBER_FORMATS.get(kind, text),
            "border": 1,
            "border_color": LINE,
            "valign": "vcenter",
            "bg_color": _FILLS.get(spec.who, FORMULA_FILL),
            "locked": spec.locked,
        }
        if kind in _WRAPPED:
            properties["text_wrap"] = True
        if spec.kind is Kind.VALUE:
            properties["align"] = "left"
        elif kind in _CENTRE:
            properties["align"] = "center"
        if spec.kind is Kind.VALUE or kind in (Kind.TEXT, Kind.NAME, Kind.LINK, *_WRAPPED):
            properties["indent"] = 1
        if kind is Kind.FIGURE:
            properties["shrink"] = True
        return self.of(**properties)

    def of(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
