"""What is left of a Word document once its tracked changes are accepted."""

from collections.abc import Callable
from typing import Any

from bpindex.xlsx.word_looks import Looks, W, is_on
from bpindex.xlsx.word_seen import BRANCHES, TEXTS, shown_branch

_GONE = {f"{W}del", f"{W}moveFrom"}
_BOOKMARKS = {f"{W}bookmarkStart", f"{W}bookmarkEnd"}


def leave_what_is_left(root: Any, looks: Looks) -> None:
    """Take out of a part of a document what its tracked changes took out, and hidden rows."""
    _chosen(root)
    _without_rows(root, looks)
    _without_letters(root)
    _joined(root, looks)


def _chosen(root: Any) -> None:
    """Leave one of the branches of which a program shows one, and a mark where that is a guess."""

    def branch(item: Any) -> list[Any] | None:
        if item.tag != BRANCHES or not len(item):
            return None
        children, known = shown_branch(item)
        for child in list(item):
            item.remove(child)
        return children if known else [item, *children]

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
    if is_on(properties, "hidden"):
        return True
    paragraphs = list(row.iter(f"{W}p"))
    return bool(paragraphs) and all(
        _has_gone_mark(item, looks) and not _letters_left(item, item, looks) for item in paragraphs
    )


def _letters_left(item: Any, paragraph: Any, looks: Looks) -> bool:
    if item.tag in _GONE or looks.is_hidden(item, paragraph):
        return False
    if item.tag in TEXTS and item.text:
        return True
    return any(_letters_left(child, paragraph, looks) for child in item)


def _has_gone_mark(paragraph: Any, looks: Looks) -> bool:
    """Return whether the end of a paragraph was deleted, moved away or hidden."""
    properties = paragraph.find(f"{W}pPr")
    mark = None if properties is None else properties.find(f"{W}rPr")
    if mark is not None and any(mark.find(tag) is not None for tag in _GONE):
        return True
    return properties is not None and bool(looks.of(properties, paragraph, "vanish"))


def _without_letters(root: Any) -> None:
    """Take out letters that were deleted or moved away; bookmarks between them stay."""
    for item in list(root):
        if item.tag in _GONE:
            place = list(root).index(item)
            root.remove(item)
            kept = [mark for mark in item.iter() if mark.tag in _BOOKMARKS]
            root[place:place] = kept
        elif item.tag not in {f"{W}pPr", f"{W}rPr", f"{W}trPr", f"{W}tcPr"}:
            _without_letters(item)


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
