"""The built workbook as openpyxl reads it, and its layout."""

from functools import cache
from typing import Any

from defusedxml import ElementTree
from openpyxl import Workbook

from bpindex.sheets.layout import Layout, layout_of
from bpindex.workbook.build import build_workbook
from tests.changed_cases import case_of
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, loaded, parts_of, sheet_part


@cache
def book(*, values: bool, agencies: int = 0) -> Workbook:
    """Return the built workbook as openpyxl reads it: formulas, or their stored values."""
    content = build_workbook(case_of(agencies)) if agencies else bundled_workbook()
    return loaded(content, values=values)


def the_layout() -> Layout:
    return layout_of(base_case().index)


def xml_of(title: str) -> str:
    return parts_of(bundled_workbook())[sheet_part(bundled_workbook(), title)].decode()


def print_areas(workbook: bytes) -> dict[str, str]:
    """Return what each sheet prints, as a formula, by its title; openpyxl knows areas alone."""
    root: Any = ElementTree.fromstring(parts_of(workbook)["xl/workbook.xml"])
    titles = [item.get("name") for item in root.findall("{*}sheets/{*}sheet")]
    names = root.findall("{*}definedNames/{*}definedName[@name='_xlnm.Print_Area']")
    return {titles[int(item.get("localSheetId"))]: item.text for item in names}
