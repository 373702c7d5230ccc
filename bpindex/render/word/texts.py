"""The texts and tables of a notice as parts of a Word document, wherever they are put in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from bpindex.case.keys import APPENDIX_KINDS, WRITE_IN, BlockKind
from bpindex.notice.model import Block, Notice, NoticeTable, Run
from bpindex.page.layout import PageLayout
from bpindex.page.plan import SheetPlan
from bpindex.page.textfit import mm_to_pt, paragraph_height, text_width
from bpindex.render.word.memory import Marks
from bpindex.render.word.parts import paragraph, runs_of_text
from bpindex.render.word.styles import style_id
from bpindex.render.word.tables import TableRows, figure_table, looks_by_key, rows_of


def room_pt(layout: PageLayout, landscape: bool) -> float:
    """Return the width of the text on paper that lies so."""
    short, long = layout.paper_mm
    width = long if landscape else short
    return mm_to_pt(width - layout.margins.left_mm - layout.margins.right_mm)


def to_write_in(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs in which each blank is a space of the width to write in."""
    return tuple(replace(run, text=WRITE_IN) if run.blank else run for run in runs)


class NoticeParts:
    """What a notice is made of, each part as Word has it, in the styles of the layout."""

    def __init__(self, notice: Notice, plans: Sequence[SheetPlan]) -> None:
        self.notice, self._plans = notice, plans
        self.layout = plans[0].layout
        self._looks = looks_by_key(plans)
        self.marks = Marks(notice.key)
        self.by_kind: dict[BlockKind, list[Block]] = {}
        for block in notice.blocks:
            self.by_kind.setdefault(block.kind, []).append(block)

    def text(
        self, block: Block, keep_next: bool = False, write_in: bool = False, style: str = ""
    ) -> Any:
        """Return the paragraph of a block; to `write_in`, each blank is the width to do so."""
        runs = to_write_in(block.runs) if write_in else block.runs
        look, name = self._looks.get(block.key), style or block.kind.value
        made = runs_of_text(runs, self.layout.styles.by_name[name], look)
        shown = paragraph(style_id(name), made, look, keep_next)
        self.marks.block(shown, block.key, "".join(run.text for run in runs))
        return shown

    def texts(self, *kinds: BlockKind) -> list[Any]:
        """Return the paragraphs of some kinds, which are kept together."""
        blocks = [block for kind in kinds for block in self.by_kind.get(kind, [])]
        return [self.text(block, keep_next=True, write_in=True) for block in blocks]

    def width(self, kind: BlockKind) -> float:
        """Return the width of the longest line of a kind of text."""
        style = self.layout.styles.by_name[kind]
        lines = (line for block in self.by_kind.get(kind, []) for line in block.text.split("\n"))
        widths = (
            text_width(line, style.size, bold=style.bold, italic=style.italic) for line in lines
        )
        return max(widths, default=0.0)

    def height(self, blocks: Sequence[Block], room: float) -> float:
        """Return about how high some texts are, one below the other in a room so wide."""
        styles, gap = self.layout.styles.by_name, self.layout.gaps.paragraph_pt
        return sum(
            paragraph_height(block.text, styles[block.kind].size, room) + gap for block in blocks
        )

    def tables(self, table_id: str) -> Iterator[tuple[NoticeTable, TableRows]]:
        """Yield a table with its rows, or the parts of one that is too wide for a page."""
        plan = self._plans[0]
        for table in plan.tables:
            if table.id == table_id:
                rows = [row for row in plan.rows if row.row.table == table.place]
                yield table, rows_of(plan, rows)

    def block(self, block: Block, room: float, keep_next: bool = False) -> Iterator[Any]:
        """Yield a block between head and foot: a paragraph, a heading, a table with its note."""
        if block.kind is BlockKind.TABLE:
            for table, rows in self.tables(block.text):
                yield figure_table(rows, room, self.marks)
                yield from (self.text(below) for below in table.before_note)
                if table.period_note.text:
                    yield self.text(table.period_note, keep_next, style="period_note")
        elif block.kind not in APPENDIX_KINDS:
            yield self.text(block, keep_next or block.kind is BlockKind.TABLE_HEADING)

    @cached_property
    def _late(self) -> TableRows:
        """The rows of the appendix."""
        [plan], appendix = self._plans[1:], self.notice.appendix
        assert appendix is not None
        first = [row.row.part for row in plan.rows].index("header")
        return rows_of(plan, plan.rows[first : first + 1 + len(appendix.rows)])

    @property
    def is_appendix_wide(self) -> bool:
        """Whether the appendix needs landscape paper."""
        return not self._late.fits(room_pt(self.layout, landscape=False))

    def appendix(self, room: float) -> Iterator[Any]:
        """Yield the appendix of late dossiers, nothing where there is none."""
        if self.notice.appendix is not None:
            blocks = self.notice.appendix.blocks
            yield from (self.text(block, keep_next=True, write_in=True) for block in blocks)
            yield figure_table(self._late, room, self.marks)
            yield from (self.text(block) for block in self.notice.appendix.below)
