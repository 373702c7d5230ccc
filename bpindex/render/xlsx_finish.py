"""What openpyxl cannot say: fixed dates, drawn rules, no green triangles on numbers as texts."""

from collections.abc import Sequence

from bpindex.render.drawn_rules import DRAWING_TYPE, DrawnRule, drawing_xml
from bpindex.xlsx.elements import elements, replaced, text_of, written
from bpindex.xlsx.package import CORE_PROPERTIES, OFFICE_KIND, Package
from bpindex.xlsx.worksheet import inserted

_FIXED_DATE = "2022-06-23T00:00:00Z"
_IGNORED = written(
    "ignoredErrors",
    {},
    written("ignoredError", {"sqref": "A1:XFD1048576", "numberStoredAsText": "1"}),
)
_DRAWING = "xl/drawings/drawing1.xml"


def finish(xlsx: bytes, rules: Sequence[DrawnRule] = ()) -> bytes:
    """Return the workbook with fixed dates, and with `rules` drawn on its first sheet.

    Excel is told not to complain of numbers that are stored as texts.
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
    sheets = list(package.sheets().values())
    for sheet in sheets:
        parts[sheet] = inserted(parts[sheet], _IGNORED)
    if rules:
        package.add(_DRAWING, drawing_xml(rules).encode(), DRAWING_TYPE)
        relation = package.relate(sheets[0], "drawing", _DRAWING, "rIdRules")
        drawing = {"xmlns:r": OFFICE_KIND.rstrip("/"), "r:id": relation}
        parts[sheets[0]] = inserted(parts[sheets[0]], written("drawing", drawing))
    return package.to_bytes()
