"""A workbook changed as Excel would leave it: cells typed over in its XML, all else as it was.

openpyxl is no help here: it would drop the stored values of the formulas.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree as Write

from defusedxml import ElementTree
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_from_string, coordinate_to_tuple
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet import _reader

from bpindex.case.model import Case
from bpindex.reading.workbook import read_workbook
from bpindex.workbook.build import build_workbook
from bpindex.xlsx.package import Package, relations_part
from tests.strategies import base_case

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BLANK_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'.encode()
_ERROR = re.compile(r"#(N/A|[A-Z0-9/]+[!?])")
Write.register_namespace("", _MAIN)


@dataclass(frozen=True)
class Computed:
    """A formula that a person typed, with the value that Excel stored for it."""

    formula: str
    value: Any


@cache
def bundled_workbook() -> bytes:
    """Return the workbook of the bundled case."""
    return build_workbook(base_case())


def read(content: bytes) -> Case:
    """Return the case of a workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Sổ tháng 2.xlsm"
        path.write_bytes(content)
        return read_workbook(path)


@contextmanager
def quick_parser() -> Iterator[None]:
    """Let openpyxl read with the parser in C: the guarded one is for files of others."""
    with patch.object(_reader, "iterparse", Write.iterparse):
        yield


def loaded(workbook: bytes, *, values: bool) -> Workbook:
    """Return a workbook as openpyxl reads it: its formulas, or the values stored for them."""
    with warnings.catch_warnings(), quick_parser():
        # It speaks of the data bars of Excel 2010, which it does not read.
        warnings.filterwarnings("ignore", ".*xtension is not supported")
        return load_workbook(io.BytesIO(workbook), data_only=values)


def sheet_alone(workbook: bytes, title: str, *, values: bool = False) -> Any:
    """Return one sheet as openpyxl reads it; the others, which take the time, are left blank."""
    package = Package(workbook)
    for other, part in package.sheets().items():
        if other != title:
            package.parts[part] = _BLANK_SHEET
            package.parts.pop(relations_part(part), None)
    return loaded(package.to_bytes(small=False), values=values)[title]


@lru_cache(maxsize=4)
def parts_of(workbook: bytes) -> Mapping[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def with_part(workbook: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the workbook with the text of one part changed."""
    parts = parts_of(workbook)
    changed = change(parts[name].decode())
    assert changed != parts[name].decode()
    return package_of({**parts, name: changed.encode()})


def sheet_part(workbook: bytes, title: str) -> str:
    """Return the name of the part of a sheet; XlsxWriter numbers them in their order."""
    names = ElementTree.fromstring(parts_of(workbook)["xl/workbook.xml"]).iter(f"{{{_MAIN}}}sheet")
    return f"xl/worksheets/sheet{[sheet.get('name') for sheet in names].index(title) + 1}.xml"


def edited(workbook: bytes, title: str, cells: Mapping[str, Any]) -> bytes:
    """Return the workbook with cells of one sheet typed over: a value, None, or Computed."""
    name = sheet_part(workbook, title)
    parts = parts_of(workbook)
    root = ElementTree.fromstring(parts[name])
    data = root.find(f"{{{_MAIN}}}sheetData")
    for address, value in cells.items():
        _type(_cell(data, address), value)
    return package_of({**parts, name: Write.tostring(root, "utf-8", xml_declaration=True)})


def _cell(data: Any, address: str) -> Any:
    number, column = coordinate_to_tuple(address)
    rows = [int(row.get("r")) for row in data]
    if number not in rows:
        place = sum(row < number for row in rows)
        data.insert(place, Write.Element(f"{{{_MAIN}}}row", {"r": str(number)}))
        rows.insert(place, number)
    row = data[rows.index(number)]
    columns = [coordinate_to_tuple(cell.get("r"))[1] for cell in row]
    if column not in columns:
        place = sum(other < column for other in columns)
        row.insert(place, Write.Element(f"{{{_MAIN}}}c", {"r": address}))
        columns.insert(place, column)
    cell = row[columns.index(column)]
    assert coordinate_from_string(cell.get("r")) == coordinate_from_string(address)
    return cell


def _type(cell: Any, value: Any) -> None:
    """Put a value into a cell that keeps its format."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, Computed):
        Write.SubElement(cell, f"{{{_MAIN}}}f").text = value.formula
        value = value.value
    if value is None:
        return
    kind = "n"
    if isinstance(value, bool):
        kind, value = "b", int(value)
    elif isinstance(value, date):
        value = to_excel(value)  # type: ignore[no-untyped-call]
    elif isinstance(value, str):
        kind = "e" if _ERROR.fullmatch(value) else "str"
    cell.set("t", kind)
    Write.SubElement(cell, f"{{{_MAIN}}}v").text = str(value)
