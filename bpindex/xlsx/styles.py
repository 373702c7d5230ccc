"""The styles of one workbook taken into another one, so that its sheets look as they did."""

from collections.abc import Callable, Mapping, Sequence

from bpindex.xlsx.elements import Element, children, element, elements, replaced, written

# The format of texts, which has a number of its own too; others are counted from the last one on.
_TEXT_CODE, _TEXT_FORMAT = "@", "49"
_FIRST_OWN_FORMAT = 164
# What a style refers to by number, and the list in which it stands.
_LISTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


def text_styles(styles: bytes) -> frozenset[str]:
    """Return the numbers of the styles of cells that take everything as a text."""
    own = (i.attributes for i in _formats(styles))
    texts = {_TEXT_FORMAT, *(i["numFmtId"] for i in own if i["formatCode"] == _TEXT_CODE)}
    found = element(styles, "cellXfs")
    cells = elements(styles[found.start : found.end], "xf") if found else []
    formats = (item.attributes.get("numFmtId") for item in cells)
    return frozenset(str(i) for i, number in enumerate(formats) if number in texts)


def joined_styles(styles: bytes, other: bytes) -> tuple[bytes, list[str]]:
    """Return the styles with those of another workbook, and the new number of each of its own.

    What is there already is not added once more.
    """
    numbers: dict[str, Sequence[str]] = {}
    for name, list_name in _LISTS.items():
        styles, numbers[name] = _joined(styles, list_name, _items(other, list_name))
    styles, formats = _joined_formats(styles, other)

    def renumbered(style: Element, inside: bytes | None) -> bytes:
        attributes = {**style.attributes, "xfId": "0"}
        for name, new in numbers.items():
            attributes[name] = new[int(attributes.get(name, "0"))]
        number = attributes.get("numFmtId", "0")
        attributes["numFmtId"] = formats.get(number, number)
        return written("xf", attributes, inside)

    cells = _items(other, "cellXfs", renumbered)
    return _joined(styles, "cellXfs", cells)


def _items(
    styles: bytes,
    list_name: str,
    change: Callable[[Element, bytes | None], bytes] | None = None,
) -> list[bytes]:
    """Return the items of a list as XML, each changed where that is asked for."""
    found = element(styles, list_name)
    xml = styles[found.start : found.end] if found else b"<none/>"
    return [
        change(item, xml[item.inside : item.close] or None)
        if change
        else xml[item.start : item.end]
        for item in children(xml)
    ]


def _joined(styles: bytes, list_name: str, more: Sequence[bytes]) -> tuple[bytes, list[str]]:
    """Return the styles with more items in a list, and the number of each of them there."""
    found = element(styles, list_name)
    if found is None:
        raise ValueError(f"no {list_name}")
    items = _items(styles, list_name)
    for item in more:
        if item not in items:
            items.append(item)
    numbers = [str(items.index(item)) for item in more]
    attributes = {**found.attributes, "count": str(len(items))}
    new = written(list_name, attributes, b"".join(items))
    return replaced(styles, [(found, new)]), numbers


def _joined_formats(styles: bytes, other: bytes) -> tuple[bytes, Mapping[str, str]]:
    """Return the styles with the number formats of another workbook, and their new numbers."""
    known = {i.attributes["formatCode"]: i.attributes["numFmtId"] for i in _formats(styles)}
    numbers = {}
    for item in _formats(other):
        code = item.attributes["formatCode"]
        free = max([_FIRST_OWN_FORMAT - 1, *map(int, known.values())]) + 1
        numbers[item.attributes["numFmtId"]] = known.setdefault(code, str(free))
    if not numbers:
        return styles, numbers
    items = (written("numFmt", {"numFmtId": n, "formatCode": c}) for c, n in known.items())
    new = written("numFmts", {"count": str(len(known))}, b"".join(items))
    if found := element(styles, "numFmts"):
        return replaced(styles, [(found, new)]), numbers
    fonts = element(styles, "fonts")
    assert fonts
    return styles[: fonts.start] + new + styles[fonts.start :], numbers


def _formats(styles: bytes) -> list[Element]:
    found = element(styles, "numFmts")
    return elements(styles[found.start : found.end], "numFmt") if found else []
