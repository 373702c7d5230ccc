"""Cells cut and dragged in LibreOffice, which lets references follow them as Excel does."""

import re
from collections.abc import Iterator

import pytest

from tests.hosts.libreoffice.books import Opened, computed
from tests.hosts.libreoffice.office import Office
from tests.workbook.built import print_areas

# A cell of a sheet that nobody sees.
FREE = ("xlwings.conf", "H1")


@pytest.fixture
def own(office: Office, book: Opened) -> Iterator[Opened]:
    """A workbook of one's own, to spoil."""
    opened = computed(office, book.case, book.path)
    yield opened
    opened.document.do("close")


def test_a_dragged_code_takes_its_name_along_and_no_other(own: Opened) -> None:
    title = own.layout["counts"].title
    before = own.document.do("values", title, "A5:B8")
    own.document.do("move", title, "A5:A5", "A7")
    after = own.document.do("values", title, "A5:B8")
    assert after == [["", ""], before[1], before[0], before[3]]


def test_a_dragged_agency_stands_in_its_new_row_and_in_the_lists(own: Opened) -> None:
    agencies = own.layout["agencies"]
    [moved] = own.document.do("values", agencies.title, "A5:B5")
    own.document.do("move", agencies.title, "A5:I5", "A50")
    assert own.document.do("errors", agencies.title) == []
    assert own.document.do("values", own.layout["scores"].title, "A50:B50") == [moved]
    assert own.document.do("values", own.layout["counts"].title, "A5:B5") == [moved]
    [[_, choices, *_]] = own.document.do("validations", own.layout["counts"].title, ["B5"])
    assert choices.replace("$", "") == "OFFSET('Đơn vị'.B4:'Đơn vị'.B405;1;0;400)"


def test_what_is_typed_below_prints_too(own: Opened) -> None:
    sheet = own.layout["agencies"]
    area = print_areas(own.path.read_bytes())[sheet.title]
    formula = re.sub(r"('[^']+')!", r"$\1.", area).replace(",", ";")
    own.document.do("set_array", *FREE, f"=ROWS({formula})")
    rows = own.layout["agencies"].block("agencies").first_row + len(own.case.agencies) - 1
    assert own.document.do("values", *FREE)[0][0] == rows
    own.type("agencies", "B60", "Sở Y tế mới")
    assert own.document.do("values", *FREE)[0][0] == 60
