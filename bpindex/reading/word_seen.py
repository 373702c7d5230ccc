"""What is seen of a Word document: tracked changes accepted, hidden letters gone.

Letters that are seen but say no plain text (raised, struck out, in an equation) are named.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from defusedxml.ElementTree import fromstring

from bpindex.codec.shown import without_unseen
from bpindex.words import word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom"}
_BOOKMARKS = {f"{W}bookmarkStart", f"{W}bookmarkEnd"}
_OFF = {"0", "false", "off", "none"}
# A style on a style that is on turns these off again.
_TOGGLES = {"vanish", "strike", "dstrike"}
_SHOWN = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
# Of letters that are there and cannot be read: in half points.
_WHITE, _TINY = "FFFFFF", 6
# What is drawn beside the text is none of it.
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_ODD = {
    f"{_MATH}oMath": word_file.ODD_EQUATION,
    f"{W}sym": word_file.ODD_SYMBOL,
    f"{W}ruby": word_file.ODD_RUBY,
}


class Seen(NamedTuple):
    """A text as it is seen, and in words what in it is no plain text."""

    text: str
    odd: str = ""


class Looks:
    """The looks of letters that change what a text says, by its styles too."""

    def __init__(self, styles: bytes | None) -> None:
        root = fromstring(styles) if styles else None
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {item.get(f"{W}styleId", ""): item for item in found}
        defaults = (i for i in found if i.get(f"{W}default") in {"1", "true", "on"})
        kinds = {item.get(f"{W}type", ""): item.get(f"{W}styleId", "") for item in defaults}
        self._paragraph = kinds.get("paragraph", "")

    def of(self, holder: Any, paragraph: Any, name: str) -> str:
        """Return a property of a run (or of the mark of a paragraph), blank where it is off."""
        properties = holder.find(f"{W}rPr")
        if (own := _value(properties, name)) is not None:
            return own
        character = self._by_style(_named(properties, "rStyle"), name)
        style = _named(paragraph.find(f"{W}pPr"), "pStyle") or self._paragraph
        below = self._by_style(style, name)
        if name in _TOGGLES and character and below:
            return ""
        return character or below

    def _by_style(self, style: str, name: str) -> str:
        asked: set[str] = set()
        while style in self._styles and style not in asked:
            asked.add(style)
            item = self._styles[style]
            if (own := _value(item.find(f"{W}rPr"), name)) is not None:
                return own
            style = _named(item, "basedOn")
        return ""


def _value(properties: Any, name: str) -> str | None:
    """Return what properties say of one of them, None for nothing."""
    item = None if properties is None else properties.find(f"{W}{name}")
    if item is None:
        return None
    text = item.get(f"{W}val", "1")
    return "" if text in _OFF | {"baseline"} else text


def _named(properties: Any, name: str) -> str:
    item = None if properties is None else properties.find(f"{W}{name}")
    return "" if item is None else str(item.get(f"{W}val", ""))


def leave_what_is_seen(root: Any, looks: Looks) -> None:
    """Take out of a part of a document what is not seen once its tracked changes are accepted."""
    _chosen(root)
    _without_rows(root, looks)
    _without_letters(root, root, looks)
    _joined(root, looks)


def seen_text(paragraph: Any, looks: Looks) -> Seen:
    """Return the text of a paragraph of which only what is seen was left."""
    odd: dict[str, None] = {}

    def said(item: Any) -> str:
        if item.tag in _SHOWN:
            return _SHOWN[item.tag]
        if item.tag in {f"{W}pPr", f"{W}rPr", f"{W}rt", *_DRAWN}:
            return ""
        if item.tag in {f"{W}t", f"{_MATH}t"}:
            return str(item.text or "")
        text = "".join(map(said, item))
        if item.tag in _ODD:
            odd[_ODD[item.tag]] = None
        if item.tag == f"{W}r" and text.strip():
            odd.update(dict.fromkeys(_odd_looks(item, paragraph, looks)))
        return text

    text = said(paragraph)
    if not text.strip() and any(item.tag in _DRAWN for item in paragraph.iter()):
        odd[word_file.ODD_PICTURE] = None
    return Seen(without_unseen(text), ", ".join(odd))


def _odd_looks(run: Any, paragraph: Any, looks: Looks) -> Iterator[str]:
    if looks.of(run, paragraph, "vertAlign") or looks.of(run, paragraph, "position"):
        yield word_file.ODD_RAISED
    if looks.of(run, paragraph, "strike") or looks.of(run, paragraph, "dstrike"):
        yield word_file.ODD_STRUCK
    size = looks.of(run, paragraph, "sz")
    is_tiny = size.isdigit() and int(size) <= _TINY
    if is_tiny or looks.of(run, paragraph, "color").upper() == _WHITE:
        yield word_file.ODD_PALE


def _chosen(root: Any) -> None:
    """Leave one of the branches of which a program shows one."""

    def branch(item: Any) -> list[Any] | None:
        if item.tag != f"{_COMPATIBLE}AlternateContent":
            return None
        shown = item.find(f"{_COMPATIBLE}Choice")
        shown = item.find(f"{_COMPATIBLE}Fallback") if shown is None else shown
        return [] if shown is None else list(shown)

    _exchange(root, branch)


def _without_rows(root: Any, looks: Looks) -> None:
    """Take out rows and cells that were deleted, moved away or hidden as such."""

    def left(item: Any) -> list[Any] | None:
        is_gone = (item.tag == f"{W}tr" and _is_gone_row(item, looks)) or (
            item.tag == f"{W}tc" and item.find(f"{W}tcPr/{W}cellDel") is not None
        )
        return [] if is_gone else None

    _exchange(root, left)


def _is_gone_row(row: Any, looks: Looks) -> bool:
    properties = row.find(f"{W}trPr")
    if properties is not None and properties.find(f"{W}del") is not None:
        return True
    if _value(properties, "hidden"):
        return True
    paragraphs = list(row.iter(f"{W}p"))
    return bool(paragraphs) and all(
        _has_gone_mark(item, looks) and not _letters_left(item, item, looks) for item in paragraphs
    )


def _letters_left(item: Any, paragraph: Any, looks: Looks) -> bool:
    if item.tag in _GONE or (item.tag == f"{W}r" and looks.of(item, paragraph, "vanish")):
        return False
    if item.tag in {f"{W}t", f"{_MATH}t"} and item.text:
        return True
    return any(_letters_left(child, paragraph, looks) for child in item)


def _has_gone_mark(paragraph: Any, looks: Looks) -> bool:
    """Return whether the end of a paragraph was deleted, moved away or hidden."""
    properties = paragraph.find(f"{W}pPr")
    mark = None if properties is None else properties.find(f"{W}rPr")
    if mark is not None and any(mark.find(tag) is not None for tag in _GONE):
        return True
    return properties is not None and bool(looks.of(properties, paragraph, "vanish"))


def _without_letters(root: Any, paragraph: Any, looks: Looks) -> None:
    """Take out letters that were deleted, moved away or hidden; bookmarks between them stay."""
    for item in list(root):
        within = item if item.tag == f"{W}p" else paragraph
        is_hidden = item.tag == f"{W}r" and looks.of(item, paragraph, "vanish")
        if item.tag in _GONE or is_hidden:
            place = list(root).index(item)
            root.remove(item)
            kept = [mark for mark in item.iter() if mark.tag in _BOOKMARKS]
            root[place:place] = kept
        elif item.tag not in {f"{W}pPr", f"{W}rPr", f"{W}trPr", f"{W}tcPr"}:
            _without_letters(item, within, looks)


def _joined(root: Any, looks: Looks) -> None:
    """Let a paragraph whose end is gone be one with the next; without letters it is none."""
    for item in root:
        _joined(item, looks)
    own = [item for item in root if item.tag == f"{W}p"]
    for number, item in enumerate(own):
        items = list(root)
        after = items[items.index(item) + 1 :][:1]
        follows = after[0] if after and after[0].tag == f"{W}p" else None
        if not _has_gone_mark(item, looks):
            continue
        if _letters_left(item, item, looks):
            if follows is not None:
                _put_first(follows, [part for part in item if part.tag != f"{W}pPr"])
                root.remove(item)
        elif follows is not None or root.tag != f"{W}tc":
            # A bookmark that goes over several paragraphs keeps both its ends.
            starts, ends = _open_marks(item)
            if follows is not None:
                _put_first(follows, starts)
            before = own[number - 1] if number else None
            if before is not None and before in items:
                before.extend(ends)
            root.remove(item)


def _open_marks(paragraph: Any) -> tuple[list[Any], list[Any]]:
    starts = list(paragraph.iter(f"{W}bookmarkStart"))
    ends = list(paragraph.iter(f"{W}bookmarkEnd"))
    begun, closed = ({item.get(f"{W}id") for item in items} for items in (starts, ends))
    return (
        [item for item in starts if item.get(f"{W}id") not in closed],
        [item for item in ends if item.get(f"{W}id") not in begun],
    )


def _put_first(paragraph: Any, parts: list[Any]) -> None:
    place = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph[place:place] = parts


def _exchange(root: Any, how: Callable[[Any], list[Any] | None]) -> None:
    """Put others in the place of elements, wherever `how` says which."""
    children: list[Any] = []
    for item in list(root):
        others = how(item)
        if others is None:
            children.append(item)
        else:
            children += others
    if children != list(root):
        root[:] = children
        _exchange(root, how)
        return
    for item in root:
        _exchange(item, how)
