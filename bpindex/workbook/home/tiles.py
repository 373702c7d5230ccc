"""Buttons whose faces are cells: a shape over them, nearly transparent, runs the macro.

What a button says and how it looks follows from formulas so, without a program that changes it.
A shape that is quite transparent takes no click in LibreOffice, one without a fill none in Excel.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bpindex.xlsx.elements import DECLARATION, written
from bpindex.xlsx.package import Package, related
from bpindex.xlsx.worksheet import inserted

_PART = "xl/drawings/tiles.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SPACES = {
    "xmlns:xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_EMU_PER_PX = 9525
_ANCHOR = (
    '<xdr:twoCellAnchor editAs="oneCell">{start}{end}'
    '<xdr:sp macro="[0]!{macro}" textlink=""><xdr:nvSpPr>{named}<xdr:cNvSpPr/></xdr:nvSpPr>'
    '<xdr:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF">'
    '<a:alpha val="1000"/></a:srgbClr></a:solidFill><a:ln><a:noFill/></a:ln></xdr:spPr>'
    "</xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)


@dataclass(frozen=True)
class Tile:
    """A button over cells: where it begins and ends as column, pixels into it, row (from 0).

    `box` is where that is on the sheet: left, top, width, height in pixels.
    """

    macro: str
    caption: str
    start: tuple[int, int, int]
    end: tuple[int, int, int]
    box: tuple[int, int, int, int]


def with_tiles(xlsx: bytes, title: str, tiles: Sequence[Tile]) -> bytes:
    """Return the workbook with buttons on one of its sheets."""
    package = Package(xlsx)
    anchors = "".join(_anchor(number, tile) for number, tile in enumerate(tiles, 1))
    drawing = DECLARATION + written("xdr:wsDr", _SPACES, anchors.encode())
    package.add(_PART, drawing, _TYPE)
    part = package.sheets()[title]
    relation = package.relate(part, "drawing", _PART, "rIdTiles")
    attributes = related(relation)
    package.parts[part] = inserted(package.parts[part], written("drawing", attributes))
    return package.to_bytes(small=False)


def _anchor(number: int, tile: Tile) -> str:
    names = {"id": str(number + 1), "name": f"BoChiSo {number}", "descr": tile.caption}
    x, y, cx, cy = (side * _EMU_PER_PX for side in tile.box)
    return _ANCHOR.format(
        start=_corner("from", *tile.start),
        end=_corner("to", *tile.end),
        macro=tile.macro,
        named=written("xdr:cNvPr", names).decode(),
        x=x,
        y=y,
        cx=cx,
        cy=cy,
    )


def _corner(name: str, column: int, px: int, row: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{px * _EMU_PER_PX}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
    )
