"""A Word document as somebody left it: paragraphs and rows in their order, and what they were."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from defusedxml.ElementTree import fromstring

from bpindex.case.keys import Key
from bpindex.errors import InputError
from bpindex.memory.found import visible
from bpindex.reading.word.left import leave_what_is_left
from bpindex.words import word_file
from bpindex.xlsx.foreign import ForeignFileError, unpacked
from bpindex.xlsx.word_looks import Looks, W, is_cut
from bpindex.xlsx.word_marks import BLOCK, CELL, FIXED, MARK, NAMESPACE, ROW, Odd
from bpindex.xlsx.word_seen import Seen, joined, seen_text

_OWN = f"{{{NAMESPACE}}}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
# What stands around paragraphs and rows without being seen.
_AROUND_NAMES = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
_AROUND = {f"{W}{name}" for name in _AROUND_NAMES}
_BOX = f"{W}txbxContent"


@dataclass(frozen=True)
class MadeText:
    """A text as it was written: its key, in a table the columns that it takes, what was odd."""

    key: Key
    text: str
    column: int = 0
    # None where the document is older than this.
    span: int | None = None
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True)
class MadeRow:
    """A row of a table as it was written: its cells, in so many columns of the table."""

    cells: tuple[MadeText, ...]
    # None where the document is older than this.
    width: int | None = None


@dataclass(frozen=True)
class WordMemory:
    """What was written, by the names of its bookmarks: paragraphs and rows in their order.

    So many pictures and boxes are `drawn` in other paragraphs, by a template, whose own texts are
    `fixed`.
    """

    period: str
    items: tuple[MadeText | MadeRow, ...]
    places: dict[str, int]
    drawn: int = 0
    fixed: tuple[str, ...] = ()


@dataclass
class FoundText:
    """A paragraph, or several of which one was made, and the bookmarks in it."""

    seen: Seen
    marks: list[str] = field(default_factory=list)


@dataclass
class FoundCell:
    """A cell of a table: how many columns it takes, what is seen in it, None where one goes on."""

    span: int
    seen: Seen | None
    # Whether it goes on from the cell before it.
    is_from_left: bool = False

    @property
    def text(self) -> str:
        """What is seen in it, blank where another cell goes on."""
        return "" if self.seen is None else self.seen.text


@dataclass
class FoundRow:
    """A row of a table: its cells by the columns in which they begin; the number of its table."""

    cells: dict[int, FoundCell]
    marks: list[str]
    table: int

    @property
    def end(self) -> int:
        """The column behind its last."""
        return max((column + cell.span for column, cell in self.cells.items()), default=0)


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
        looks = Looks.of_part(package.parts.get(_STYLES), body)
        found: list[Found] = []
        if memories and body is not None:
            leave_what_is_left(body, looks)
            found = list(_found(body, memories[0], looks, count()))
            _leave_fixed(found, memories[0])
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
            items.append(MadeRow(tuple(cells), _number(item, "width")))
    fixed = tuple(item.text or "" for item in root.findall(f"{_OWN}{FIXED}"))
    drawn = _number(root, "drawn") or 0
    return WordMemory(root.get("period", ""), tuple(items), places, drawn, fixed)


def _made(item: Any) -> MadeText:
    key = (item.get("table", ""), item.get("agency", ""), item.get("column", ""))
    known = set(Odd)
    odd = tuple(Odd(name) for name in item.get("odd", "").split() if name in known)
    return MadeText(key, item.text or "", int(item.get("at", "0")), _number(item, "span"), odd)


def _number(item: Any, name: str) -> int | None:
    text = item.get(name)
    return None if text is None else int(text)


def _found(root: Any, memory: WordMemory, looks: Looks, tables: Iterator[int]) -> Iterator[Found]:
    """Yield paragraphs and rows; the tables at head and foot are paragraphs side by side."""
    waiting: FoundText | None = None
    ends: set[str] = set()
    for item in _children(root):
        if item.tag == f"{W}p":
            marks, closed, opened = _marks(item)
            seen = seen_text(item, looks)
            if waiting is not None and ends and not marks:
                # The end of its bookmark stands further below: somebody broke the paragraph.
                waiting.seen = joined((waiting.seen, seen))
            else:
                waiting = FoundText(seen, marks)
                yield waiting
            ends = (ends | opened) - closed
            for part in _own_parts(item):
                if part.tag == _BOX:
                    yield from _found(part, memory, looks, tables)
        elif item.tag == f"{W}tbl":
            waiting, ends = None, set()
            rows = [row for row in _children(item) if row.tag == f"{W}tr"]
            marks = [mark for row in rows for mark in _marks(row)[0]]
            of_rows = sum(isinstance(_at(memory, mark), MadeRow) for mark in marks)
            if of_rows * 2 > len(marks):
                number = next(tables)
                yield from (_row(row, looks, number) for row in rows)
            else:
                for row in rows:
                    for cell in row.findall(f"{W}tc"):
                        yield from _found(cell, memory, looks, tables)


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
        for item in _own_parts(root)
        if item.tag == f"{W}bookmarkStart"
    ]
    own = [(name, number) for name, number in starts if name.startswith(MARK)]
    ended = (item for item in _own_parts(root) if item.tag == f"{W}bookmarkEnd")
    closed = {item.get(f"{W}id", "") for item in ended}
    return [name for name, _ in own], closed, {number for _, number in own}


def _own_parts(root: Any) -> Iterator[Any]:
    """Yield all that stands in a paragraph or a row; of boxes and tables not what is in them."""
    for item in root:
        yield item
        if item.tag not in (_BOX, f"{W}tbl"):
            yield from _own_parts(item)


def _leave_fixed(found: Sequence[Found], memory: WordMemory) -> None:
    """Leave out what a template says by itself; what is drawn there stays."""
    fixed = Counter(memory.fixed)
    for item in found:
        if isinstance(item, FoundText) and not item.marks:
            text = visible(item.seen.text)
            if text and fixed[text]:
                fixed[text] -= 1
                item.seen = item.seen._replace(text="", whole="")


def _row(row: Any, looks: Looks, table: int) -> FoundRow:
    found = FoundRow({}, _marks(row)[0], table)
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 0 if before is None else int(before.get(f"{W}val", "0"))
    height = row.find(f"{W}trPr/{W}trHeight")
    low = height is not None and is_cut(height, "val", "hRule")
    for cell in _children(row):
        if cell.tag != f"{W}tc":
            continue
        spanned = cell.find(f"{W}tcPr/{W}gridSpan")
        span = max(int(spanned.get(f"{W}val", "1")), 1) if spanned is not None else 1
        down, across = (
            merge is not None and merge.get(f"{W}val", "continue") == "continue"
            for merge in (cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge"))
        )
        seen = None if down or across else _seen_cell(cell, looks)
        if low and seen is not None and seen.text.strip():
            seen = seen._replace(odd=(*seen.odd, Odd.PALE))
        found.cells[column] = FoundCell(span, seen, across)
        column += span
    return found


def _seen_cell(cell: Any, looks: Looks) -> Seen:
    parts = list(_children(cell))
    seen = joined([seen_text(part, looks, cell) for part in parts if part.tag == f"{W}p"])
    within = [Odd.TABLE for part in parts if part.tag == f"{W}tbl"]
    within += [Odd.UNKNOWN for part in parts if part.tag == f"{W}altChunk"]
    return seen._replace(odd=(*seen.odd, *within))
