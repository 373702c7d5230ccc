"""The sheet Phiếu đơn vị: one page about the agency that is chosen above it.

Points, ranks and comparisons are formulas over the other sheets, true without Python; numerators,
what it takes and why points changed come from one function, which is called for who is chosen.
"""

from typing import Any

from bpindex.case.correction import CorrectionState
from bpindex.case.printed import What
from bpindex.cells import slip_blocks as block
from bpindex.sheets.addresses import column_letter
from bpindex.words import advice as advice_words
from bpindex.words import slip as words
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, filled
from bpindex.workbook.formats import Formats
from bpindex.workbook.home.facts import Facts, setting
from bpindex.workbook.slip.grid import (
    BEFORE,
    HEADING,
    HEIGHT,
    HIDDEN,
    KEY,
    KIND,
    LAST,
    PAST,
    PRINTED,
    SMALL,
    WIDTHS,
    Grid,
    fixed,
    moved,
    number_in,
    sentence,
)
from bpindex.workbook.slip.paper import INK, MUTED, NAVY, SOFT, Paper
from bpindex.workbook.slip.table import Table


def write(book: Any, worksheet: Any, formats: Formats, contents: Contents, facts: Facts) -> None:
    """Write the sheet."""
    layout = contents.layout
    paper = Paper(worksheet, formats, layout, layout["slip"], HIDDEN)
    grid = Grid(layout.index)
    slip, table = _Slip(paper, grid, contents, facts), Table(paper, grid)
    slip.frame()
    slip.head()
    table.write()
    table.lists()
    table.chart(book)
    slip.below()
    worksheet.protect("", {"objects": True})
    paper.open("B1")


class _Slip:
    """Writes what stands above and below the table."""

    def __init__(self, paper: Paper, grid: Grid, contents: Contents, facts: Facts) -> None:
        self.paper, self.grid, self.facts = paper, grid, facts
        self.layout, self.contents = paper.layout, contents

    def frame(self) -> None:
        """Set widths, heights, paper, and what is hidden: the place of the agency, the array."""
        paper, sheet = self.paper, self.paper.sheet
        sheet.hide_gridlines(2)
        for row in range(1, self.grid.sum_row + 22):
            sheet.set_row(row, HEIGHT)
        paper.widths(WIDTHS)
        paper.strip(LAST - 1)
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.set_margins(left=0.7, right=0.5, top=0.6, bottom=0.5)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(2, 0, self.grid.sum_row + 19, LAST - 1)
        sheet.center_horizontally()
        previous, history = (self.layout[name] for name in ("previous", "history"))
        paper.put(KEY, HIDDEN, paper.chosen(paper.own("agencies", "code")))
        paper.put(KIND, HIDDEN, paper.chosen(paper.own("agencies", "kind")))
        key = self.grid.hidden(KEY)
        codes = paper.reference("previous", "agency")
        # Blank where Kỳ trước is of another period than the one before, as all that follows.
        compared = f"{self.facts['compared'].text}=1"
        paper.put(BEFORE, HIDDEN, paper.chosen(f"IF({compared},MATCH({key},{codes},0),NA())"))
        rows_of_past = history.block("history")
        columns = [column_letter(rows_of_past.column_number(key)) for key in ("period", "agency")]
        months, agencies = (f"'{history.title}'!${letter}:${letter}" for letter in columns)
        end = column_letter(rows_of_past.last_column)
        area = f"'{history.title}'!$A:${end}"
        then = self.facts["before"].text
        # The rows of a month follow each other; typed ones are of no agency's code.
        first = f"MATCH({then},{months},0)"
        room = self.layout.capacity.agencies
        rows = f"INDEX({agencies},{first}):INDEX({agencies},{first}+{room})"
        paper.put(PAST, HIDDEN, paper.chosen(f"{first}-1+MATCH({key},{rows},0)"))
        found = f"N({self.grid.hidden(PAST)})"
        # Of nobody: a blank row far below.
        is_there = f"IF({found}=0,FALSE,INDEX({months},{found})={then})"
        nobody = f"IF({compared},NOT({is_there}),TRUE)"
        past = f"INDEX({area},IF({nobody},{rows_of_past.last_row + 1},{found}),0)"
        end = column_letter(previous.last_column)
        heads = f"'{previous.title}'!$A$1:${end}${previous.block('previous').header_row}"
        arguments = f"IF({compared},{previous.whole_reference()},{heads})", past
        paper.array("BP_PHIEU", block.SLIP_ROWS, block.SLIP_WIDTH, *arguments)

    def head(self) -> None:
        """Write whose slip it is, of which month, and the three figures above all."""
        paper, facts = self.paper, self.facts
        body, name = (setting(self.contents, key) for key in ("parent_body", "issuer"))
        paper.put(3, 1, filled("{text}", text=body))
        paper.put(4, 1, filled("{text}", text=name), bold=True)
        days = {"first": facts["period_from"], "last": facts["period_to"]}
        paper.put(3, LAST, filled(words.PERIOD, period=facts["named"], **days), align="right")
        law = setting(self.contents, "legal_ref", "index")
        paper.put(4, LAST, filled("{text}", text=law), align="right")
        title = {"bold": True, "font_size": 16, "font_color": NAVY}
        paper.sheet.set_row(4, 24)
        whose = paper.own("agencies", "name")
        paper.put(5, 1, paper.chosen(sentence(words.TITLE, name=f"UPPER({whose})")), **title)
        kind, before = self.grid.hidden(KIND), self.grid.hidden(BEFORE)
        total, rank = paper.own("scores", "total"), paper.own("scores", "rank")
        printed = self.grid.hidden(PRINTED)
        paper.put(PRINTED, HIDDEN, paper.chosen(self._corrected_total()))
        named = f'IF({printed}="","{words.TOTAL}","{words.TOTAL_CORRECTED}")'
        label = Expr(named, words.TOTAL)
        now = f'IF({printed}="",{total},{number_in(printed)})'
        old_total, old_rank = (
            number_in(f"INDEX({paper.reference('previous', key)},{before})")
            for key in ("total", "rank")
        )
        ranked = f"COUNTIFS({paper.reference('agencies', 'kind')},{kind},"
        ranked += f'{paper.reference("scores", "rank")},">0")'
        # The points that are missing; the second half of it stands beside what it takes.
        hint = paper.given(block.TAKES_ROW, block.VALUE)
        figures = (
            (
                1,
                label,
                sentence(words.OF_100, total=f'IF({printed}="",{fixed(total)},{printed})'),
                moved(words.AGAINST, now, old_total, 2),
            ),
            (
                3,
                paper.chosen(sentence(words.RANK, kind=kind)),
                f'IF({rank}="","",{sentence(words.OF_PEERS, rank=rank, peers=ranked)})',
                moved(words.STEPS_UP, old_rank, rank, 0, shown=old_rank),
            ),
            (
                8,
                words.GRADE,
                f'{paper.own("scores", "grade")}&""',
                f'LEFT({hint},FIND(";",{hint}&";")-1)',
            ),
        )
        for row, height in ((6, 16), (7, 26), (8, 16)):
            paper.sheet.set_row(row - 1, height)
            for column in range(1, LAST + 1):
                paper.put(row, column, "", bg_color=SOFT)
        for left, shown, value, hint in figures:
            paper.put(6, left, shown, bg_color=SOFT, **SMALL)
            large = {"bold": True, "font_size": 18, "font_color": NAVY}
            paper.put(7, left, paper.chosen(value), bg_color=SOFT, **large)
            paper.put(8, left, paper.chosen(hint), bg_color=SOFT, bold=True, font_color=NAVY)

    def _corrected_total(self) -> str:
        """Return what gives the total that prints in the place of the computed one."""
        keys = ("agency_key", "column_key", "state", "period", "corrected")
        agency, column, state, period, corrected = (
            self.paper.reference("corrections", key) for key in keys
        )
        month = self.facts["key"].text
        row = (
            f'SUMPRODUCT(MAX(({agency}={self.grid.hidden(KEY)})*({column}="{What.TOTAL}")'
            f'*({state}<>"{CorrectionState.WITHDRAWN}")*(({period}={month})+({period}=""))'
            f"*ROW({period})))"
        )
        first = self.contents.layout["corrections"].block("corrections").header_row
        return f'IF({row}>0,INDEX({corrected},{row}-{first - 1})&"","")'

    def below(self) -> None:
        """Write what it takes, why points changed, how many dossiers are late."""
        paper, top, middle = self.paper, self.grid.sum_row + 2, 6
        for column in range(1, LAST + 1):
            paper.put(top, column, "", **HEADING)
        title = paper.given(block.TAKES_ROW, block.TEXT)
        paper.put(top, 1, paper.chosen(f'{title}&""'), **HEADING)
        hint = paper.given(block.TAKES_ROW, block.VALUE)
        how = f'MID({hint},FIND(";",{hint})+2,99)'
        paper.put(top, 3, paper.chosen(how), **{**HEADING, **SMALL, "bold": False})
        paper.put(top, middle + 1, advice_words.CHANGES_TITLE, **HEADING)
        for step in range(block.STEPS):
            row = top + 1 + step
            text, value = (
                paper.given(block.STEPS_ROW + step, c) for c in (block.TEXT, block.VALUE)
            )
            paper.put(row, 1, paper.chosen(f'{text}&""'), bold=True, font_color=NAVY)
            look = {"bold": True, "font_color": NAVY, "align": "right"}
            paper.put(row, middle - 1, paper.chosen(f'{value}&""'), **look)
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 9}
        for note in range(block.CHANGES):
            row = top + 1 + 2 * note
            text = paper.given(block.CHANGES_ROW + note, block.TEXT)
            area = (row, middle + 1, row + 1, LAST)
            paper.merge(area, paper.chosen(f'{text}&""'), **wrapped)
        row = top + 1 + block.STEPS + 1
        for note in range(block.NOTES):
            text = paper.given(block.NOTES_ROW + note, block.TEXT)
            area = (row + 2 * note, 1, row + 2 * note + 1, LAST)
            colour = INK if note == 0 else MUTED
            paper.merge(area, paper.chosen(f'{text}&""'), **wrapped, font_color=colour)
        row += 2 * block.NOTES
        codes, months = (paper.reference("late_dossiers", key) for key in ("agency", "period"))
        month = self.facts["key"].text
        count = "+".join(
            f"COUNTIFS({codes},{self.grid.hidden(KEY)},{months},{when})"
            for when in (f'{month}&"*"', '""')
        )
        paper.put(row, 1, paper.chosen(sentence(words.LATE, count=f"({count})")), **HEADING)
        for column in range(2, LAST + 1):
            paper.put(row, column, "", **HEADING)
        paper.put(row + 1, 1, words.LATE_NOTE, **SMALL)
        paper.put(row + 1, LAST, words.FOOT, **SMALL, align="right")
