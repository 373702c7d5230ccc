"""Workbooks one cell of which somebody else's program wrote."""

import re
from typing import Any
from xml.sax.saxutils import escape

from bpindex.xlsx.package import SHARED_STRINGS, Package
from bpindex.xlsx.styles import STYLES
from tests.workbook.editing import bundled_workbook


def with_cell(
    sheet: str,
    cell: str,
    value: Any = None,
    *,
    kind: str = "n",
    code: str = "",
    formula: str = "",
    content: bytes = b"",
    turned: bool = False,
    pieces: str = "",
    font: str = "",
    shared: bool = False,
) -> bytes:
    """Return a workbook with a cell of this stored value, type, look and formula.

    Where it is `turned`, its rows stand in the other order. `pieces` are the XML of a text in the
    cell, or among the `shared` texts.
    """
    package = Package(content or bundled_workbook())
    part = package.sheets()[sheet]
    xml = package.parts[part].decode()
    if turned:
        rows = re.findall("<row .*?</row>", xml, re.DOTALL)
        package.parts[part] = xml.replace("".join(rows), "".join(reversed(rows))).encode()
        return package.to_bytes()
    style = f' s="{_style(package, code, font)}"' if code or font else ""
    if shared:
        texts = package.parts[SHARED_STRINGS].decode()
        value, kind = texts.count("<si>"), "s"
        texts = texts.replace("</sst>", f"<si>{pieces}</si></sst>")
        package.parts[SHARED_STRINGS] = texts.encode()
    inside = f"<f>{escape(formula)}</f>" if formula else ""
    inside += "" if value is None else f"<v>{escape(str(value))}</v>"
    if pieces and not shared:
        inside, kind = f"<is>{pieces}</is>", "inlineStr"
    new = f'<c r="{cell}"{style} t="{kind}">{inside}</c>'
    xml, count = re.subn(rf'<c r="{cell}"(?:[^>]*/>|.*?</c>)', lambda _: new, xml, count=1)
    assert count == 1
    package.parts[part] = xml.encode()
    return package.to_bytes()


def _style(package: Package, code: str, font: str) -> int:
    """Add a style with a number format and a font; return its number."""
    xml, own_font = package.parts[STYLES].decode(), 0
    if font:
        own_font = xml.partition("</fonts>")[0].count("<font>")
        xml = xml.replace("</fonts>", f"<font>{font}</font></fonts>")
    own = f'<numFmt numFmtId="399" formatCode="{escape(code or "General", {chr(34): "&quot;"})}"/>'
    xml = re.sub(r"<numFmts[^>]*>", lambda found: found[0] + own, xml, count=1)
    head, formats, tail = re.split(r"(<cellXfs.*?)(?=</cellXfs>)", xml, maxsplit=1, flags=re.DOTALL)
    count = formats.count("<xf ")
    formats += f'<xf numFmtId="399" fontId="{own_font}" fillId="0" borderId="0" xfId="0"/>'
    package.parts[STYLES] = (head + formats + tail).encode()
    return count
