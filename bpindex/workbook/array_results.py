"""Texts that formulas give, stored the way Excel itself stores them.

XlsxWriter can only write those inside an array formula as entries of the shared string table,
that is as constants, and says of a blank one that it is a number; a result of a formula carries
its text in the cell (type "str").
"""

import re
from collections.abc import Collection, Mapping, Sequence

from openpyxl.utils.cell import column_index_from_string

from bpindex.xlsx.elements import elements, text_of
from bpindex.xlsx.package import SHARED_STRINGS, Package

# Cells just as XlsxWriter writes them: a text by its number, and a formula with a blank result.
# Going through all elements for them takes as long as writing the workbook.
_TEXT = re.compile(rb'(<c r="([A-Z]+)([0-9]+)"(?: s="[0-9]+")?) t="s"><v>([0-9]+)</v></c>')
_BLANK_RESULT = re.compile(rb'(<c r="[A-Z0-9]+"(?: s="[0-9]+")?)(><f[^>]*>[^<]*</f><v></v></c>)')
Area = tuple[int, int, int, int]


def store_as_results(xlsx: bytes, areas: Mapping[str, Collection[Area]]) -> bytes:
    """Return the workbook with texts of formulas, blank ones and those in `areas`, as results.

    `areas` maps the title of a sheet to (top, left, bottom, right) of its arrays.
    """
    package = Package(xlsx)
    texts = [text_of(item.text) for item in elements(package.parts[SHARED_STRINGS], "si")]
    for title, part in package.sheets().items():
        package.parts[part] = _stored(package.parts[part], areas.get(title, ()), texts)
    return package.to_bytes(small=False)


def _stored(sheet: bytes, areas: Collection[Area], texts: Sequence[bytes]) -> bytes:
    def as_result(cell: re.Match[bytes]) -> bytes:
        row, column = int(cell[3]), column_index_from_string(cell[2].decode())
        if not any(t <= row <= b and lft <= column <= r for t, lft, b, r in areas):
            return cell[0]
        return b'%s t="str"><v>%s</v></c>' % (cell[1], texts[int(cell[4])])

    if areas:
        sheet = _TEXT.sub(as_result, sheet)
    return _BLANK_RESULT.sub(rb'\1 t="str"\2', sheet)
