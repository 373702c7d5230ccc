"""The styles of one workbook taken into another one, so that its sheets look as they did."""

from collections.abc import Sequence
from functools import lru_cache

from bpindex.xlsx.elements import children, elements, replaced, written

STYLES = "xl/styles.xml"
# The format of texts, which has a number of its own too.
_TEXT_CODE, _TEXT_FORMAT = "@", "49"
# Formats with higher numbers are a workbook's own.
_LAST_KNOWN_FORMAT = 163
# What a style refers to by number, and the list in which it stands.
_LISTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


@lru_cache(maxsize=2)
@lru_cache(maxsize=2)
def text_styles(styles: bytes) -> frozenset[str]:
    """Return the numbers of the styles of cells that take everything as a text."""
    own = (item.attributes for item in elements(styles, "numFmt"))
    texts = {_TEXT_FORMAT, *(i["numFmtId"] for i in own if i["formatCode"] == _TEXT_CODE)}
    cells = (elements(xml, "xf")[0] for xml in _items(styles, "cellXfs"))
    formats = enumerate(cell.attributes.get("numFmtId") for cell in cells)
    return frozenset(str(place) for place, number in formats if number in texts)


def unlocked_styles(styles: bytes) -> frozenset[str]:
    """Return the numbers of the styles of cells that a protection leaves open."""
    shields = (elements(xml, "protection") for xml in _items(styles, "cellXfs"))
    return frozenset(
        str(place)
        for place, found in enumerate(shields)
        if any(item.attributes.get("locked") in ("0", "false") for item in found)
    )


@lru_cache(maxsize=4)  # a notice brings in the same styles time after time
def joined_styles(styles: bytes, other: bytes) -> tuple[bytes, list[str]]:
    """Return the styles with those of another workbook, and the new number of each of its own.

    What is there already is not added once more.
    """
    styles, formats = _joined_formats(styles, other)
    numbers = {}
    for name, list_name in _LISTS.items():
        styles, numbers[name] = _joined(styles, list_name, _items(other, list_name))
    cells = []
    for xml in _items(other, "cellXfs"):
        [style] = elements(xml, "xf")
        attributes = {**style.attributes, "xfId": "0"}
        for name, new in numbers.items():
            attributes[name] = new[int(attributes.get(name, "0"))]
        number = attributes.get("numFmtId", "0")
        attributes["numFmtId"] = formats.get(number, number)
        cells.append(written("xf", attributes, style.inner or None))
    return _joined(styles, "cellXfs", cells)


def _joined_formats(styles: bytes, other: bytes) -> tuple[bytes, dict[str, str]]:
    """Return the styles with the other's own formats of numbers, and the new id of each."""
    own = {i.attributes["formatCode"]: i.attributes["numFmtId"] for i in elements(styles, "numFmt")}
    ids, new = {}, b""
    for item in elements(other, "numFmt"):
        code = item.attributes["formatCode"]
        if code not in own:
            own[code] = str(max([_LAST_KNOWN_FORMAT, *map(int, own.values())]) + 1)
            new += written("numFmt", {"numFmtId": own[code], "formatCode": code})
        ids[item.attributes["numFmtId"]] = own[code]
    for found in elements(styles, "numFmts") if new else ():
        attributes = {**found.attributes, "count": str(len(own))}
        styles = replaced(styles, [(found, written("numFmts", attributes, found.inner + new))])
    return styles, ids


def _items(styles: bytes, list_name: str) -> list[bytes]:
    """Return the items of a list as XML."""
    [found] = elements(styles, list_name)
    return [item.outer for item in children(found.outer)]


def _joined(styles: bytes, list_name: str, more: Sequence[bytes]) -> tuple[bytes, list[str]]:
    """Return the styles with more items in a list, and the number of each of them there."""
    items = _items(styles, list_name)
    items += [item for item in dict.fromkeys(more) if item not in items]
    numbers = [str(items.index(item)) for item in more]
    [found] = elements(styles, list_name)
    attributes = {**found.attributes, "count": str(len(items))}
    return replaced(styles, [(found, written(list_name, attributes, b"".join(items)))]), numbers
