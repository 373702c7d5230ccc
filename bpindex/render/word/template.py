"""A template of the staff's own, filled: plain names between double braces, and nothing else.

There is no expression language. Names are looked up in a table; what a template would run, fetch
or compute by itself is refused by name.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn

from bpindex.case.keys import BlockKind
from bpindex.errors import InputError
from bpindex.notice.model import Block, Notice, Run
from bpindex.page.plan import SheetPlan
from bpindex.render.word.memory import forget, is_shown_in_body
from bpindex.render.word.parts import TWIPS_PER_PT
from bpindex.render.word.places import (
    add_styles,
    refuse_what_runs,
    replace_letters,
    texts_of,
)
from bpindex.render.word.styles import new_document
from bpindex.render.word.texts import NoticeParts, room_pt, to_write_in
from bpindex.words import word_file
from bpindex.xlsx.foreign import ForeignFileError, open_foreign
from bpindex.xlsx.package import Package

_PLACE = re.compile(r"\{\{([^{}]*)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_SHOWN = 60
_MOST_DIGITS = 7
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# What stands between head and foot.
_BETWEEN = (BlockKind.GROUNDS, BlockKind.PARAGRAPH, BlockKind.TABLE_HEADING, BlockKind.TABLE)


class Filled(NamedTuple):
    """A filled template, and the names of the parts of the notice that it has no place for."""

    content: bytes
    missing: list[str]


def fill_template(
    template: bytes,
    name: str,
    notice: Notice,
    plans: Sequence[SheetPlan],
    values: Mapping[str, str],
) -> Filled:
    """Return a template with the notice in its places; raise InputError naming what is wrong.

    `values` are those of the placeholders of the wording.
    """
    try:
        package = open_foreign(template, "word/document.xml")
        refuse_what_runs(package)
        document = Document(io.BytesIO(package.to_bytes()))
        # Parts of the wrong kind fail when they are first asked for.
        _ = document.styles.element, document.element.body.tag
    except ForeignFileError as error:
        reason = str(error)
    except Exception:  # a library's own words for a damaged file
        reason = word_file.NO_WORD_FILE
    else:
        return _Template(document, name, NoticeParts(notice, plans), values).fill()
    raise InputError(word_file.TEMPLATE_UNREADABLE.format(path=name, reason=reason))


class _Template:
    """The places of an opened template."""

    def __init__(
        self, document: Any, name: str, parts: NoticeParts, values: Mapping[str, str]
    ) -> None:
        self._document, self._name, self._parts = document, name, parts
        self._style = parts.layout.styles.paragraph
        named = list(self._named_texts(values))
        self._texts = {name: runs for name, runs, _ in named}
        self._keys = {name: block.key for name, _, block in named if block is not None}
        self._blocks = dict(self._named_blocks())
        self._used: set[str] = set()

    def fill(self) -> Filled:
        """Fill every place of body, headers and footers."""
        forget(self._document)
        roots = list(self._roots())
        add_styles(self._document, new_document(self._parts.layout))
        for root in roots:
            for paragraph in list(root.iter(qn("w:p"))):
                self._fill(paragraph)
        if not self._used:
            raise InputError(word_file.NO_PLACES.format(path=self._name, known=self._known))
        self._parts.marks.keep_in(self._document)
        out = io.BytesIO()
        self._document.save(out)
        return Filled(Package(out.getvalue()).to_bytes(), list(self._missing()))

    def _roots(self) -> Iterator[Any]:
        """Yield the parts of the document that hold text."""
        for part in self._document.part.package.iter_parts():
            if part.content_type.startswith(_WORD_TYPE) and hasattr(part, "element"):
                yield part.element

    # --- what may be named -------------------------------------------------------------------

    def _named_texts(
        self, values: Mapping[str, str]
    ) -> Iterator[tuple[str, tuple[Run, ...], Block | None]]:
        """Yield the names of what is one text, and the block of the notice that it is."""
        for key, value in values.items():
            runs = to_write_in((Run(value or " ", blank=not value),))
            yield _plain(key), runs, None
            if name := word_file.VALUES.get(key):
                yield _plain(name), runs, None
        for block in self._parts.notice.blocks:
            if block.kind is not BlockKind.TABLE:
                yield _plain(block.id), to_write_in(block.runs), block
        for kind, blocks in self._parts.by_kind.items():
            if kind in word_file.PLACES and len(blocks) == 1:
                yield _plain(word_file.PLACES[kind]), to_write_in(blocks[0].runs), blocks[0]
        for number, (heading, table) in enumerate(self._tables(), 1):
            if heading is not None:
                yield word_file.TABLE_HEADING.format(number=number), heading.runs, heading
            note = self._parts.notice.table(table.text).period_note
            yield word_file.TABLE_NOTE.format(number=number), note.runs, note

    def _named_blocks(self) -> Iterator[tuple[str, list[Block] | None]]:
        """Yield the names of what is several paragraphs or a table; the appendix is None."""
        blocks = self._parts.notice.blocks
        yield word_file.WHOLE_TEXT, [b for b in blocks if b.kind in _BETWEEN]
        yield word_file.APPENDIX, None
        for kind, name in word_file.PLACES.items():
            found = self._parts.by_kind.get(BlockKind(kind), [])
            if len(found) != 1:
                yield name, found
        for number, (_, table) in enumerate(self._tables(), 1):
            yield word_file.TABLE.format(number=number), [table]
            yield _plain(table.text), [table]

    def _tables(self) -> Iterator[tuple[Block | None, Block]]:
        """Yield the tables with their headings, in order."""
        heading = None
        for block in self._parts.notice.blocks:
            if block.kind is BlockKind.TABLE:
                yield heading, block
            heading = block if block.kind is BlockKind.TABLE_HEADING else None

    @property
    def _known(self) -> str:
        """The names that a person would use, in words."""
        ours = (*word_file.PLACES.values(), *word_file.VALUES.values(), *self._blocks)
        return ", ".join(f"{{{{{name}}}}}" for name in dict.fromkeys(ours) if self._knows(name))

    def _knows(self, name: str) -> bool:
        return name in self._texts or name in self._blocks

    def _missing(self) -> Iterator[str]:
        """Yield what of the notice the template has no place for."""
        whole = word_file.WHOLE_TEXT in self._used
        inside = {BlockKind.GROUNDS, BlockKind.PARAGRAPH}
        for kind, name in word_file.PLACES.items():
            blocks = self._parts.by_kind.get(BlockKind(kind), [])
            is_there = name in self._used or (whole and BlockKind(kind) in inside)
            ids = {_plain(block.id) for block in blocks if block.text}
            if ids and not is_there and not ids <= self._used:
                yield name
        for number, (_, table) in enumerate(self._tables(), 1):
            name = word_file.TABLE.format(number=number)
            if not whole and not {name, _plain(table.text)} & self._used:
                yield name
        if self._parts.notice.appendix and word_file.APPENDIX not in self._used:
            yield word_file.APPENDIX

    # --- filling -----------------------------------------------------------------------------

    def _fill(self, paragraph: Any) -> None:
        nodes = texts_of(paragraph)
        text = "".join(node.text or "" for node in nodes)
        if not _BRACES.search(text):
            return
        shown = text.strip()[:_SHOWN]
        if _BRACES.search(_PLACE.sub("", text)):
            raise InputError(word_file.UNPAIRED_PLACE.format(path=self._name, text=shown))
        found = list(_PLACE.finditer(text))
        for match in reversed(found):
            name = _plain(match[1])
            if not self._knows(name):
                words = word_file.UNKNOWN_PLACE
                sentence = words.format(
                    path=self._name, found=match[0], text=shown, known=self._known
                )
                raise InputError(sentence)
            self._used.add(name)
            if name in self._texts:
                replace_letters(
                    paragraph, match.start(), match.end(), self._texts[name], self._style
                )
                if name in self._keys and text.strip() == match[0] and is_shown_in_body(paragraph):
                    said = "".join(run.text for run in self._texts[name])
                    self._parts.marks.block(paragraph, self._keys[name], said)
            elif text.strip() != match[0]:
                words = word_file.NOT_ALONE
                raise InputError(words.format(path=self._name, found=match[0], text=shown))
            else:
                self._put(paragraph, self._blocks[name], name in word_file.PLACES.values())

    def _put(self, paragraph: Any, blocks: list[Block] | None, like_place: bool) -> None:
        """Put blocks in the place of a paragraph, looking like it or as in the notice."""
        room = self._room(paragraph)
        parts: list[Any] = []
        if blocks is None:
            parts = list(self._parts.appendix(room))
        elif like_place:
            for block in blocks:
                parts.append(_without_section(paragraph))
                end = len("".join(node.text or "" for node in texts_of(parts[-1])))
                runs = to_write_in(block.runs)
                replace_letters(parts[-1], 0, end, runs, self._style)
                said = "".join(run.text for run in runs)
                self._parts.marks.block(parts[-1], block.key, said)
        elif len(blocks) == 1 and blocks[0].kind is BlockKind.TABLE:
            parts = [next(self._parts.block(blocks[0], room))]
        else:
            parts = [part for block in blocks for part in self._parts.block(block, room)]
        for part in parts:
            paragraph.addprevious(part)
        after = paragraph.getnext()
        ends_section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
        is_needed = not parts or parts[-1].tag == qn("w:tbl")
        if ends_section or (is_needed and (after is None or after.tag != qn("w:p"))):
            for node in texts_of(paragraph):
                node.text = ""
        else:
            paragraph.getparent().remove(paragraph)

    def _room(self, paragraph: Any) -> float:
        """Return the width of the section in which a paragraph stands."""
        top = paragraph
        while top.getparent() is not None and top.getparent().tag != qn("w:body"):
            top = top.getparent()
        for item in (top, *top.itersiblings()):
            for section in item.iter(qn("w:sectPr")):
                size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
                if size is not None and margins is not None:
                    sides = (_length(margins, side) for side in ("left", "right"))
                    if (room := _length(size, "w") - sum(sides)) > 0:
                        return room / TWIPS_PER_PT
        return room_pt(self._parts.layout, landscape=False)


def _length(item: Any, name: str) -> int:
    """Return a length of the page, 0 for what is no number."""
    text = item.get(qn(f"w:{name}"), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else 0


def _without_section(paragraph: Any) -> Any:
    """Return a copy of a paragraph that ends no section."""
    copy = deepcopy(paragraph)
    for section in list(copy.iter(qn("w:sectPr"))):
        section.getparent().remove(section)
    return copy


def _plain(name: str) -> str:
    """Return a name as it is compared: in any case, with any spaces, in any Unicode form."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
