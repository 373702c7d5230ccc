"""What openpyxl cannot say: fixed dates, drawn rules, no green triangles on numbers as texts.

The rules of the header block are lines of exact length, since the decree forbids underlining.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bpindex.xlsx.elements import DECLARATION, elements, replaced, text_of, written
from bpindex.xlsx.package import CALC_ENGINE, CORE_PROPERTIES, WORKBOOK, Package, related
from bpindex.xlsx.worksheet import inserted

_FIXED_DATE = "2022-06-23T00:00:00Z"
_IGNORED = written(
    "ignoredErrors",
    {},
    written("ignoredError", {"sqref": "A1:XFD1048576", "numberStoredAsText": "1"}),
)
_DRAWING = "xl/drawings/drawing1.xml"
_EMU_PER_PT = 12_700
_SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WIDTH_PT = 0.75
# How far below the upper edge of its row a rule is drawn.
_BELOW_TEXT_PT = 1.0
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"


@dataclass(frozen=True)
class DrawnRule:
    """A horizontal line in a row (from 0): columns (from 0) and offsets of its two ends.

    And its place on the sheet: distance from the left and the upper edge, and length.
    """

    row: int
    row_offset_pt: float
    start: tuple[int, float]
    end: tuple[int, float]
    left_pt: float
    top_pt: float
    length_pt: float


def rule_at(
    heights_pt: Sequence[float], widths_pt: Sequence[float], start_pt: float, end_pt: float
) -> DrawnRule:
    """Return the rule between two distances from the left edge of the first column.

    It is drawn in the last of the rows, whose heights are given from the first one on.
    """
    *above, height_pt = heights_pt
    offset = min(_BELOW_TEXT_PT, height_pt)
    ends = _place(widths_pt, start_pt), _place(widths_pt, end_pt)
    return DrawnRule(
        len(above), offset, *ends, start_pt, sum(above) + offset, length_pt=end_pt - start_pt
    )


def _place(widths_pt: Sequence[float], distance_pt: float) -> tuple[int, float]:
    for column, width in enumerate(widths_pt):
        if distance_pt < width or column == len(widths_pt) - 1:
            return column, distance_pt
        distance_pt -= width
    return 0, distance_pt


def finish(xlsx: bytes, rules: Sequence[DrawnRule] = ()) -> bytes:
    """Return the workbook with fixed dates, and with `rules` drawn on its first sheet.

    Excel is told not to complain of numbers that are stored as texts, and not to compute: no cell
    holds a formula, and the workbook beside it would be computed too.
    """
    package = Package(xlsx)
    parts = package.parts
    core = parts[CORE_PROPERTIES]
    parts[CORE_PROPERTIES] = replaced(
        core,
        [
            (item, written(item.name, item.attributes, text_of(_FIXED_DATE)))
            for item in elements(core, "dcterms:created", "dcterms:modified")
        ],
    )
    book = parts[WORKBOOK]
    engine = written("calcPr", {"calcId": str(CALC_ENGINE)})
    parts[WORKBOOK] = replaced(book, [(item, engine) for item in elements(book, "calcPr")])
    sheets = list(package.sheets().values())
    for sheet in sheets:
        parts[sheet] = inserted(parts[sheet], _IGNORED)
    if rules:
        package.add(_DRAWING, _drawing_xml(rules), _DRAWING_TYPE)
        relation = package.relate(sheets[0], "drawing", _DRAWING, "rIdRules")
        drawing = related(relation)
        parts[sheets[0]] = inserted(parts[sheets[0]], written("drawing", drawing))
    return package.to_bytes()


def _drawing_xml(rules: Sequence[DrawnRule]) -> bytes:
    """Return the drawing part that holds all rules."""
    anchors = "".join(_anchor(number, rule) for number, rule in enumerate(rules, 1))
    spaces = {"xmlns:xdr": _SHEET_DRAWING, "xmlns:a": _DRAWING_MAIN}
    return DECLARATION + written("xdr:wsDr", spaces, anchors.encode())


def _anchor(number: int, rule: DrawnRule) -> str:
    row_offset = round(rule.row_offset_pt * _EMU_PER_PT)
    left, top, length = (
        round(pt * _EMU_PER_PT) for pt in (rule.left_pt, rule.top_pt, rule.length_pt)
    )

    def corner(name: str, place: tuple[int, float]) -> str:
        column, offset = place
        return (
            f"<xdr:{name}><xdr:col>{column}</xdr:col>"
            f"<xdr:colOff>{round(offset * _EMU_PER_PT)}</xdr:colOff>"
            f"<xdr:row>{rule.row}</xdr:row><xdr:rowOff>{row_offset}</xdr:rowOff></xdr:{name}>"
        )

    return (
        f'<xdr:twoCellAnchor editAs="oneCell">{corner("from", rule.start)}{corner("to", rule.end)}'
        '<xdr:cxnSp macro=""><xdr:nvCxnSpPr>'
        f'<xdr:cNvPr id="{number + 1}" name="Rule {number}"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr>'
        "<xdr:spPr><a:xfrm>"
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{length}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(_WIDTH_PT * _EMU_PER_PT)}"><a:solidFill><a:srgbClr val="000000"/>'
        "</a:solidFill></a:ln></xdr:spPr></xdr:cxnSp><xdr:clientData/></xdr:twoCellAnchor>"
    )
