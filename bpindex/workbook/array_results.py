"""Texts inside an array formula, stored the way Excel itself stores them.

XlsxWriter can only write them as entries of the shared string table, that is as constants;
a result of a formula carries its text in the cell (type "str").
"""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from xml.sax.saxutils import escape

from defusedxml import ElementTree
from openpyxl.utils import column_index_from_string

Area = tuple[int, int, int, int]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "xl/sharedStrings.xml"
_SHARED_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"( s="\d+")? t="s"><v>(\d+)</v></c>')


def store_as_results(xlsx: bytes, areas: Mapping[int, Collection[Area]]) -> bytes:
    """Return the workbook with the texts inside `areas` stored as results of formulas.

    `areas` maps the number of a worksheet (from 1) to (top, left, bottom, right) of its arrays.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as source, zipfile.ZipFile(out, "w") as target:
        root = ElementTree.fromstring(source.read(_STRINGS))
        texts = [
            "".join(part.text or "" for part in item.iter(f"{_MAIN}t"))
            for item in root.iter(f"{_MAIN}si")
        ]
        for info in source.infolist():
            data = source.read(info)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", info.filename)
            if found and int(found[1]) in areas:
                data = _stored(data.decode(), areas[int(found[1])], texts).encode()
            target.writestr(info, data)
    return out.getvalue()


def _stored(xml: str, areas: Collection[Area], texts: list[str]) -> str:
    def cell(match: re.Match[str]) -> str:
        column, row = column_index_from_string(match[1]), int(match[2])
        if not any(t <= row <= b and lft <= column <= r for t, lft, b, r in areas):
            return match[0]
        text = escape(texts[int(match[4])])
        return f'<c r="{match[1]}{match[2]}"{match[3] or ""} t="str"><v>{text}</v></c>'

    return _SHARED_CELL.sub(cell, xml)
