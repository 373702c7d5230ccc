"""What openpyxl cannot say: fixed dates, drawn lines, no green triangles on numbers as texts."""

import io
import re
import zipfile
from collections.abc import Sequence

from bpindex.render.drawn_lines import (
    DRAWING_PART,
    DRAWING_RELATION,
    DRAWING_TYPE,
    Line,
    drawing_xml,
)

# Earliest moment of the zip format; outputs with equal content are equal files.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_FIXED_DATE = "2022-06-23T00:00:00Z"
# In a worksheet part, ignoredErrors stands after the page set-up, and a drawing after that.
_BEFORE_IGNORED = re.compile(r"(.*(?:</rowBreaks>|</headerFooter>))", re.DOTALL)
_IGNORED = (
    '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
)
_FIRST_SHEET = "xl/worksheets/sheet1.xml"
_FIRST_SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
_RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = f'<drawing xmlns:r="{_RELATIONS_NAMESPACE}" r:id="rIdRules"/>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rIdRules" Type="{DRAWING_RELATION}" Target="/{DRAWING_PART}"/>'
    "</Relationships>"
)
_CONTENT_TYPE = f'<Override PartName="/{DRAWING_PART}" ContentType="{DRAWING_TYPE}"/></Types>'


def finish(xlsx: bytes, lines: Sequence[Line] = ()) -> bytes:
    """Return the workbook with fixed dates, and with `lines` drawn on its first sheet.

    Excel is told not to complain of numbers that are stored as texts.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as source, zipfile.ZipFile(out, "w") as target:
        parts = {name: source.read(name) for name in source.namelist()}
        core, types = parts["docProps/core.xml"].decode(), parts["[Content_Types].xml"].decode()
        parts["docProps/core.xml"] = _DATES.sub(rf"\g<1>{_FIXED_DATE}\g<3>", core).encode()
        for name in parts:
            if name.startswith("xl/worksheets/sheet"):
                added = _IGNORED + (_DRAWING if lines and name == _FIRST_SHEET else "")
                sheet = parts[name].decode()
                parts[name] = _BEFORE_IGNORED.sub(rf"\g<1>{added}", sheet, count=1).encode()
        if lines:
            parts["[Content_Types].xml"] = types.replace("</Types>", _CONTENT_TYPE).encode()
            parts[_FIRST_SHEET_RELATIONS] = _RELATIONS.encode()
            parts[DRAWING_PART] = drawing_xml(lines).encode()
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return out.getvalue()
