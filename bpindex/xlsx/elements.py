"""Elements of an XML part by the bytes they take, so that a change leaves all else as it was.

Names are those written in the part, with their prefix: the programs that write workbooks give
the main namespace none.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from defusedxml.expatbuilder import DefusedExpatBuilder

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A start tag; ">" may stand in the value of an attribute.
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


@dataclass(frozen=True)
class Element:
    """An element: its attributes, all characters in it, and where its tags begin and end."""

    name: str
    attributes: Mapping[str, str]
    text: str
    start: int
    inside: int
    close: int
    end: int
    source: bytes = field(repr=False)

    @property
    def outer(self) -> bytes:
        """The element as XML."""
        return self.source[self.start : self.end]

    @property
    def inner(self) -> bytes:
        """What stands between its tags, as XML."""
        return self.source[self.inside : self.close]


def elements(xml: bytes, *names: str) -> list[Element]:
    """Return the elements with these names wherever they stand, in the order of their ends."""
    return _read(xml, lambda name, depth: name in names)


def element(xml: bytes, name: str) -> Element | None:
    """Return the first element with a name, None where there is none."""
    return next(iter(elements(xml, name)), None)


def children(xml: bytes) -> list[Element]:
    """Return the elements directly in the root."""
    return _read(xml, lambda name, depth: depth == 1)


def written(name: str, attributes: Mapping[str, str], inside: bytes | None = None) -> bytes:
    """Return an element as XML; `inside` is XML itself, see `text_of`."""
    start = f"<{name}" + "".join(f" {key}={quoteattr(text)}" for key, text in attributes.items())
    if inside is None:
        return f"{start}/>".encode()
    return f"{start}>".encode() + inside + f"</{name}>".encode()


def text_of(text: str) -> bytes:
    """Return a text as it stands inside an element."""
    return escape(text).encode()


def replaced(xml: bytes, changes: Iterable[tuple[Element, bytes]]) -> bytes:
    """Return the part with other bytes in the place of elements, none of them in another."""
    pieces, place = [], 0
    for item, new in sorted(changes, key=lambda change: change[0].start):
        pieces += [xml[place : item.start], new]
        place = item.end
    return b"".join([*pieces, xml[place:]])


def removed(xml: bytes, gone: Iterable[Element]) -> bytes:
    """Return the part without these elements."""
    return replaced(xml, [(item, b"") for item in gone])


def without(xml: bytes, *names: str) -> bytes:
    """Return the part without the elements with these names."""
    return removed(xml, elements(xml, *names))


def appended(xml: bytes, new: bytes) -> bytes:
    """Return the part with an element added at the end of its root."""
    [root] = _read(xml, lambda name, depth: depth == 0)
    if root.close == root.end:
        return replaced(xml, [(root, written(root.name, root.attributes, new))])
    return xml[: root.close] + new + xml[root.close :]


def _read(xml: bytes, is_wanted: Callable[[str, int], bool]) -> list[Element]:
    """Return elements by their name and how many others they stand in."""
    # A guarded parser that knows the place of each tag, unlike those that build a tree.
    parser: Any = DefusedExpatBuilder().getParser()
    parser.ordered_attributes = False
    found: list[Element] = []
    above: list[tuple[str, Mapping[str, str], int, int] | None] = []
    characters: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        wanted = is_wanted(name, len(above))
        above.append(
            (name, attributes, parser.CurrentByteIndex, len(characters)) if wanted else None
        )

    def end(name: str) -> None:
        item = above.pop()
        if item is None:
            return
        name, attributes, start, count = item
        tag = _TAG.match(xml, start)
        assert tag
        inside = close = last = tag.end()
        if not tag[0].endswith(b"/>"):
            close = parser.CurrentByteIndex
            last = xml.index(b">", close) + 1
        text = "".join(characters[count:])
        found.append(Element(name, attributes, text, start, inside, close, last, xml))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters.append
    parser.Parse(xml, True)
    return found
