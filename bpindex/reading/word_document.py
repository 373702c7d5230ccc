"""A Word document as somebody left it: paragraphs and rows in their order, and what they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from defusedxml.ElementTree import fromstring

from bpindex.case.keys import Key
from bpindex.errors import InputError
from bpindex.reading.word_seen import Looks, W, leave_what_is_seen, seen_text
from bpindex.words import word_file
from bpindex.xlsx.foreign import ForeignFileError, unpacked
from bpindex.xlsx.word_marks import BLOCK, CELL, MARK, NAMESPACE, ROW

_OWN = f"{{{NAMESPACE}}}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
# What stands around paragraphs and rows without being seen.
_AROUND_NAMES = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
_AROUND = {f"{W}{name}" for name in _AROUND_NAMES}


@dataclass(frozen=True)
class MadeText:
    """A text as it was written: its key, and in a table the column in which it begins."""

    key: Key
    text: str
    column: int = 0


@dataclass(frozen=True)
class MadeRow:
    """A row of a table as it was written."""

    cells: tuple[MadeText, ...]


@dataclass(frozen=True)
class WordMemory:
    """What was written, by the names of its bookmarks: paragraphs and rows in their order."""

    period: str
    items: tuple[MadeText | MadeRow, ...]
    places: dict[str, int]


@dataclass
class FoundText:
    """A paragraph, or several of which one was made, and the bookmarks in it."""

    text: str
    marks: list[str] = field(default_factory=list)
    # In words, what in it is no plain text.
    odd: str = ""


@dataclass
class FoundRow:
    """A row of a table: its texts by the columns in which they begin, None where one goes on."""

    cells: dict[int, str | None]
    marks: list[str]
    # By column, what in a text is no plain one.
    odd: dict[int, str] = field(default_factory=dict)


Found = FoundText | FoundRow


def read_word(content: bytes, name: str) -> tuple[WordMemory, list[Found]]:
    """Return what was written into a document and what stands in it now.

    Raises InputError where it is no document of ours.
    """
    try:
        package = unpacked(content, _DOCUMENT)
        parts = {part: xml for part, xml in package.parts.items() if NAMESPACE.encode() in xml}
        memories = [_memory(fromstring(xml)) for part, xml in sorted(parts.items())]
        body = fromstring(package.parts[_DOCUMENT]).find(f"{W}body")
        looks = Looks(package.parts.get(_STYLES))
        found: list[Found] = []
        if memories and body is not None:
            leave_what_is_seen(body, looks)
            found = list(_found(body, memories[0], looks))
    except ForeignFileError as error:
        reason = str(error)
    except Exception:  # whatever a damaged part makes of itself
        reason = word_file.NO_WORD_FILE
    else:
        if len(memories) == 1:
            return memories[0], found
        reason = word_file.NOT_OURS
    raise InputError(word_file.WORD_UNREADABLE.format(path=name, reason=reason))


def _memory(root: Any) -> WordMemory:
    items: list[MadeText | MadeRow] = []
    places: dict[str, int] = {}
    for item in root:
        for mark in item.get("id", "").split():
            places[mark] = len(items)
        if item.tag == f"{_OWN}{BLOCK}":
            items.append(_made(item))
        elif item.tag == f"{_OWN}{ROW}":
            cells = (_made(cell) for cell in item.findall(f"{_OWN}{CELL}"))
            items.append(MadeRow(tuple(cells)))
    return WordMemory(root.get("period", ""), tuple(items), places)


def _made(item: Any) -> MadeText:
    key = (item.get("table", ""), item.get("agency", ""), item.get("column", ""))
    return MadeText(key, item.text or "", int(item.get("at", "0")))


def _found(root: Any, memory: WordMemory, looks: Looks) -> Iterator[Found]:
    """Yield paragraphs and rows; the tables at head and foot are paragraphs side by side."""
    waiting: FoundText | None = None
    ends: set[str] = set()
    for item in _children(root):
        if item.tag == f"{W}p":
            marks, closed, opened = _marks(item)
            text, odd = seen_text(item, looks)
            if waiting is not None and ends and not marks:
                # The end of its bookmark stands further below: somebody broke the paragraph.
                waiting.text += f"\n{text}"
                waiting.odd = waiting.odd or odd
            else:
                waiting = FoundText(text, marks, odd)
                yield waiting
            ends = (ends | opened) - closed
        elif item.tag == f"{W}tbl":
            waiting, ends = None, set()
            rows = [row for row in _children(item) if row.tag == f"{W}tr"]
            marks = [mark for row in rows for mark in _marks(row)[0]]
            of_rows = sum(isinstance(_at(memory, mark), MadeRow) for mark in marks)
            if of_rows * 2 > len(marks):
                yield from (_row(row, looks) for row in rows)
            else:
                for row in rows:
                    for cell in row.findall(f"{W}tc"):
                        yield from _found(cell, memory, looks)


def _at(memory: WordMemory, mark: str) -> MadeText | MadeRow | None:
    place = memory.places.get(mark)
    return None if place is None else memory.items[place]


def _children(root: Any) -> Iterator[Any]:
    """Yield what stands in a part of the document, whatever unseen is put around it."""
    for item in root:
        if item.tag in _AROUND:
            yield from _children(item)
        else:
            yield item


def _marks(root: Any) -> tuple[list[str], set[str], set[str]]:
    """Return the names of our bookmarks, the numbers of those that end and that begin there."""
    starts = [
        (item.get(f"{W}name", ""), item.get(f"{W}id", ""))
        for item in root.iter(f"{W}bookmarkStart")
    ]
    own = [(name, number) for name, number in starts if name.startswith(MARK)]
    closed = {item.get(f"{W}id", "") for item in root.iter(f"{W}bookmarkEnd")}
    return [name for name, _ in own], closed, {number for _, number in own}


def _row(row: Any, looks: Looks) -> FoundRow:
    found = FoundRow({}, _marks(row)[0])
    column = 0
    for cell in _children(row):
        if cell.tag != f"{W}tc":
            continue
        properties = cell.find(f"{W}tcPr")
        span, merge = 1, None
        if properties is not None:
            spanned, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
            span = int(spanned.get(f"{W}val", "1")) if spanned is not None else 1
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        lines = [seen_text(part, looks) for part in _children(cell) if part.tag == f"{W}p"]
        found.cells[column] = None if goes_on else "\n".join(line.text for line in lines)
        if odd := ", ".join(dict.fromkeys(line.odd for line in lines if line.odd)):
            found.odd[column] = odd
        column += span
    return found


def marked_places(memory: WordMemory, found: Sequence[Found]) -> dict[int, int]:
    """Return which item of the memory stands at which place, as far as bookmarks say it.

    A row is what most of its bookmarks say; where two say that they are one, the first is.
    """
    places: dict[int, int] = {}
    for at, item in enumerate(found):
        kind = MadeText if isinstance(item, FoundText) else MadeRow
        said = [memory.places[mark] for mark in item.marks if mark in memory.places]
        said = [made for made in said if isinstance(memory.items[made], kind)]
        best = max(said, key=said.count, default=None)
        if best is not None and best not in places.values():
            places[at] = best
    return places
