"""Elements found by their bytes, so that all else stays as it was written."""

from xml.parsers.expat import ExpatError

import pytest
from defusedxml import DefusedXmlException

from bpindex.xlsx.elements import (
    appended,
    children,
    element,
    elements,
    replaced,
    text_of,
    without,
    written,
)
from bpindex.xlsx.worksheet import inserted

XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<r xmlns:x="u"><!-- <a/> -->'
    '<a n=\'ệ &gt; ">\' x:m="2"/><b>sở <a>&amp; <c/>ngành</a ></b>\n<a></a></r>'
).encode()


def bytes_of(name: str) -> list[str]:
    return [XML[item.start : item.end].decode() for item in elements(XML, name)]


def test_elements_are_found_with_their_bytes_attributes_and_characters() -> None:
    assert bytes_of("a") == [
        '<a n=\'ệ &gt; ">\' x:m="2"/>',
        "<a>&amp; <c/>ngành</a >",
        "<a></a>",
    ]
    first, second, last = elements(XML, "a")
    assert first.attributes == {"n": 'ệ > ">', "x:m": "2"}
    assert [first.text, second.text, last.text] == ["", "& ngành", ""]
    assert XML[second.inside : second.close].decode() == "&amp; <c/>ngành"
    assert first.inside == first.close == first.end
    assert element(XML, "b") == elements(XML, "b")[0]
    assert element(XML, "d") is None


def test_children_are_only_those_of_the_root() -> None:
    assert [item.name for item in children(XML)] == ["a", "b", "a"]


def test_a_change_leaves_all_other_bytes() -> None:
    first, _, last = elements(XML, "a")
    changed = replaced(XML, [(last, b"<z/>"), (first, b"")])
    assert changed == XML.replace(b"<a></a>", b"<z/>").replace(XML[first.start : first.end], b"")
    assert without(XML, "c") == XML.replace(b"<c/>", b"")
    assert replaced(XML, []) == XML


def test_what_is_written_is_read_as_it_was() -> None:
    attributes = {"n": '<&>"', "m": "'\""}
    xml = written("a", attributes, text_of("<ệ> & "))
    item = element(xml, "a")
    assert item
    assert (item.attributes, item.text) == (attributes, "<ệ> & ")
    assert written("v", {}) == b"<v/>"
    assert written("v", {}, b"") == b"<v></v>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<r><a/></r>\n", b"<r><a/><n/></r>\n"),
        (b'<r m="1"/>', b'<r m="1"><n/></r>'),
        (b"<r></r >", b"<r><n/></r >"),
    ],
)
def test_an_element_is_added_at_the_end_of_the_root(before: bytes, after: bytes) -> None:
    assert appended(before, b"<n/>") == after


@pytest.mark.parametrize(
    ("inside", "new", "expected"),
    [
        ("<sheetData/>", "<drawing/>", "<sheetData/><drawing/>"),
        ("<pageSetup/><rowBreaks><headerFooter/></rowBreaks><drawing/>", "<ignoredErrors/>",
         "<pageSetup/><rowBreaks><headerFooter/></rowBreaks><ignoredErrors/><drawing/>"),
        ("<dimension/>", '<sheetPr codeName="a"/>', '<sheetPr codeName="a"/><dimension/>'),
        ("<drawing/><mc:AlternateContent/><extLst/>", "<legacyDrawing/>",
         "<drawing/><legacyDrawing/><mc:AlternateContent/><extLst/>"),
        ("", "<cols/>", "<cols/>"),
    ],
)  # fmt: skip
def test_an_element_of_a_worksheet_stands_where_the_format_has_it(
    inside: str, new: str, expected: str
) -> None:
    root = '<worksheet xmlns:mc="u">'
    found = inserted(f"{root}{inside}</worksheet>".encode(), new.encode())
    assert found.decode() == f"{root}{expected}</worksheet>"


def test_a_part_that_declares_entities_is_refused() -> None:
    with pytest.raises(DefusedXmlException):
        elements(b'<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>', "r")


def test_a_broken_part_is_refused() -> None:
    with pytest.raises(ExpatError):
        elements(b"<r><a></r>", "a")
