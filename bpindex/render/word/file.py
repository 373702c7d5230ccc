"""The notice as a Word document in the official layout, through python-docx.

The same model, wording and corrections as on the sheet; Word makes the pages itself, so that
the document stays whole when somebody writes a sentence into it.
"""

import io
from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from bpindex.case.keys import FOOT_KINDS, HEAD_KINDS, BlockKind
from bpindex.notice.model import Block, Notice
from bpindex.page.plan import SheetPlan
from bpindex.page.textfit import mm_to_pt, text_width
from bpindex.render.word.parts import (
    element,
    foot_line,
    page_number,
    paragraph,
    rule,
    twips,
)
from bpindex.render.word.styles import PAGE_NUMBER_ID, new_document, style_id
from bpindex.render.word.tables import side_by_side
from bpindex.render.word.texts import NoticeParts, room_pt
from bpindex.xlsx.package import Package

# Of the width of the page: the left block of the head, where the right one needs no more.
_LEFT_SHARE = 0.4
# What the head has at right and below both blocks; what stands at the left of the foot.
_RIGHT = (BlockKind.NATIONAL_TITLE, BlockKind.MOTTO, BlockKind.PLACE_DATE)
_BELOW = (BlockKind.TITLE, BlockKind.SUBJECT)
_RECIPIENTS = (BlockKind.RECIPIENTS_TITLE, BlockKind.RECIPIENT)
# A word may be wider in Word than as measured by so much.
_SPARE_PT = 4.0


def render_word(notice: Notice, plans: Sequence[SheetPlan]) -> bytes:
    """Return the .docx of the notice and, where there are late dossiers, of its appendix.

    `plans` are those of its sheets. The same notice gives the same bytes.
    """
    return _WordWriter(notice, plans).write()


class _WordWriter:
    """Writes the parts of a notice one after the other; a section ends where the paper turns."""

    def __init__(self, notice: Notice, plans: Sequence[SheetPlan]) -> None:
        self._parts = NoticeParts(notice, plans)
        self._notice, self._layout = notice, plans[0].layout
        self._document = new_document(self._layout)
        self._body: Any = self._document.element.body
        self._set_up_page()
        # How the section that is being written lies, and whether it is the first of its numbers.
        self._landscape, self._numbered_anew, self._is_empty = False, True, True

    def write(self) -> bytes:
        """Return the whole document."""
        text = [b for b in self._notice.blocks if b.kind not in (*HEAD_KINDS, *FOOT_KINDS)]
        wide = self._is_wide(text)
        self._turn(landscape=any(wide[:1]))
        self._head()
        for is_wide, blocks in groupby(zip(wide, text, strict=True), lambda item: item[0]):
            self._turn(landscape=is_wide)
            for _, block in blocks:
                # A signature never stands alone on a page: the last paragraph goes with it.
                for part in self._parts.block(block, self._room, block is text[-1]):
                    self._put(part)
        if self._parts.by_kind.keys() & set(FOOT_KINDS):
            self._turn(landscape=any(wide[-1:]))
            self._foot()
        if self._notice.appendix is not None:
            self._turn(self._parts.is_appendix_wide, numbered_anew=True)
            for part in self._parts.appendix(self._room):
                self._put(part)
        if self._body[-2].tag == qn("w:tbl"):
            # Word wants a paragraph at the end.
            self._put(paragraph(style_id("gap")))
        self._body.replace(self._body.sectPr, self._section())
        self._parts.marks.keep_in(self._document)
        out = io.BytesIO()
        self._document.save(out)
        return Package(out.getvalue()).to_bytes()

    # --- sections ----------------------------------------------------------------------------

    def _set_up_page(self) -> None:
        """Give the document its margins, and the page number in the middle of the upper one."""
        [section] = self._document.sections
        margins = self._layout.margins
        section.top_margin, section.bottom_margin = Mm(margins.top_mm), Mm(margins.bottom_mm)
        section.left_margin, section.right_margin = Mm(margins.left_mm), Mm(margins.right_mm)
        section.header_distance = section.footer_distance = Mm(margins.header_mm)
        # No number on the first page.
        shown = paragraph(PAGE_NUMBER_ID), page_number(PAGE_NUMBER_ID)
        for header, content in zip((section.first_page_header, section.header), shown, strict=True):
            header.is_linked_to_previous = False
            for found in header.paragraphs:
                header._element.remove(found._p)
            header._element.append(content)
        for footer in (section.first_page_footer, section.footer) if self._notice.foot else ():
            footer.is_linked_to_previous = False
            for found in footer.paragraphs:
                footer._element.remove(found._p)
            footer._element.append(foot_line(PAGE_NUMBER_ID, self._notice.foot))

    @property
    def _room(self) -> float:
        return room_pt(self._layout, self._landscape)

    def _section(self) -> Any:
        """Return the properties of the section that is being written."""
        section = deepcopy(self._body.sectPr)
        edges = [twips(mm_to_pt(mm)) for mm in self._layout.paper_mm]
        names = ("h", "w") if self._landscape else ("w", "h")
        turned = {"orient": "landscape"} if self._landscape else {}
        size = element("pgSz", {**dict(zip(names, edges, strict=True)), **turned})
        section.replace(section.find(qn("w:pgSz")), size)
        if self._body.findall(f".//{qn('w:sectPr')}")[0] is not self._body.sectPr:
            # Further sections have the headers of the first one.
            for name in ("w:headerReference", "w:footerReference"):
                for item in section.findall(qn(name)):
                    section.remove(item)
        if self._numbered_anew:
            columns = section.find(qn("w:cols"))
            columns.addprevious(element("pgNumType", {"start": 1}))
            columns.addnext(element("titlePg"))
        return section

    def _turn(self, landscape: bool, numbered_anew: bool = False) -> None:
        """Go on with paper that lies so, in a new section where the present one differs."""
        landscape = landscape and self._layout.landscape
        if not self._is_empty and (numbered_anew or landscape != self._landscape):
            last = self._body[-2]
            if last.tag != qn("w:p"):
                # Only a paragraph can end a section.
                last = self._put(paragraph(style_id("gap")))
            last.find(qn("w:pPr")).append(self._section())
            self._numbered_anew, self._is_empty = numbered_anew, True
        self._landscape = landscape

    def _put(self, part: Any) -> Any:
        """Put a part behind all others; tables that follow each other would become one."""
        before = self._body.sectPr.getprevious()
        if before is not None and before.tag == part.tag == qn("w:tbl"):
            self._body.sectPr.addprevious(paragraph(style_id("gap")))
        self._body.sectPr.addprevious(part)
        self._is_empty = False
        return part

    def _is_wide(self, blocks: Sequence[Block]) -> list[bool]:
        """Return which blocks stand on landscape paper: from the first table to need it on.

        It is the last one that ends it; the heading of the first one goes with it. What stands
        before or behind goes with them where it would leave much of a page of its own empty.
        """
        room = room_pt(self._layout, landscape=False)
        wide = [
            place
            for place, block in enumerate(blocks)
            if block.kind is BlockKind.TABLE
            and not all(rows.fits(room) for _, rows in self._parts.tables(block.text))
        ]
        if not wide:
            return [False] * len(blocks)
        first, last = wide[0], wide[-1]
        while first and blocks[first - 1].kind is BlockKind.TABLE_HEADING:
            first -= 1
        own = self._parts.by_kind
        head = [block for kind in (*_RIGHT, *_BELOW) for block in own.get(kind, [])]
        foot = [block for kind in _RECIPIENTS for block in own.get(kind, [])]
        if self._leaves_much([*head, *blocks[:first]]):
            first = 0
        if self._leaves_much([*blocks[last + 1 :], *foot]):
            last = len(blocks)
        return [first <= place <= last for place in range(len(blocks))]

    def _leaves_much(self, blocks: Sequence[Block]) -> bool:
        """Return whether texts are less than a page on which they stand upright."""
        if any(block.kind is BlockKind.TABLE for block in blocks):
            return False
        margins, (_, long) = self._layout.margins, self._layout.paper_mm
        page = mm_to_pt(long - margins.top_mm - margins.bottom_mm)
        room = room_pt(self._layout, landscape=False)
        return self._parts.height(blocks, room) < page

    # --- texts -------------------------------------------------------------------------------

    def _rule(
        self, kind: BlockKind, room_pt: float, share: float, after_pt: float = 0.0
    ) -> list[Any]:
        """Return the rule under the last line of a kind of text, in the middle of its room."""
        style = self._layout.styles.by_name[kind]
        lines = [block.text.split("\n")[-1] for block in self._parts.by_kind.get(kind, [])]
        widths = [text_width(line, style.size, bold=style.bold) * share for line in lines[-1:]]
        return [rule(style_id("gap"), room_pt, width, after_pt) for width in widths]

    def _head(self) -> None:
        """Write the header block: issuing body at left, national title at right; the title."""
        rules, room = self._layout.rules, self._room
        right = max((self._parts.width(kind) for kind in _RIGHT), default=0.0) + _SPARE_PT
        right = min(max(right, room * (1 - _LEFT_SHARE)), room * (1 - _LEFT_SHARE / 2))
        left = room - right
        upper = (
            [
                *self._parts.texts(BlockKind.PARENT_BODY, BlockKind.ISSUER),
                *self._rule(BlockKind.ISSUER, left, rules.share),
            ],
            [
                *self._parts.texts(BlockKind.NATIONAL_TITLE, BlockKind.MOTTO),
                *self._rule(BlockKind.MOTTO, right, rules.motto_share),
            ],
        )
        lower = (self._parts.texts(BlockKind.NUMBER), self._parts.texts(BlockKind.PLACE_DATE))
        self._side_by_side((left, right), [row for row in (upper, lower) if any(row)])
        below = self._rule(BlockKind.SUBJECT, room, rules.share, self._layout.gaps.subject_pt)
        for item in (*self._parts.texts(*_BELOW), *below):
            self._put(item)

    def _side_by_side(
        self, widths: Sequence[float], rows: Sequence[Sequence[Sequence[Any]]]
    ) -> None:
        """Write cells beside each other; one without a text has an empty paragraph."""
        gap = style_id("gap")
        filled = [[list(cell) or [paragraph(gap, (), None, True)] for cell in row] for row in rows]
        if filled:
            self._put(side_by_side(widths, filled))

    def _foot(self) -> None:
        """Write the recipients at left beside the signature at right, kept on one page."""
        half = self._room / 2
        left = self._parts.texts(*_RECIPIENTS)
        right = self._parts.texts(BlockKind.SIGNATURE, BlockKind.SIGNATORY)
        self._side_by_side((half, half), [(left, right)])
