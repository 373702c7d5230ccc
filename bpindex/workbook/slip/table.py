"""The table of Phiếu đơn vị, the lists and the chart made of it."""

from decimal import Decimal
from typing import Any

from bpindex.advice.profile import STRONGEST, WEAKEST
from bpindex.cells import slip_blocks as block
from bpindex.index.definition import Component, Group
from bpindex.sheets.addresses import column_letter
from bpindex.words import advice as advice_words
from bpindex.words import slip as words
from bpindex.workbook.chart_facts import NOTHING
from bpindex.workbook.expressions import Expr
from bpindex.workbook.formats import LOCAL
from bpindex.workbook.slip.grid import (
    ARROWS,
    AVERAGE,
    BEFORE,
    CHANGE,
    DENOMINATOR,
    GROUP,
    HEADING,
    KIND,
    LAST,
    LISTS,
    LOST,
    MOST,
    NAME,
    NUMBER,
    NUMERATOR,
    POINTS,
    RATE,
    SHARE,
    SMALL,
    STRONG,
    TABLE,
    TO_FULL,
    TO_GRADE,
    WEAK,
    WIDTHS,
    Grid,
    number_in,
    sentence,
)
from bpindex.workbook.slip.paper import BAD, NAVY, SOFT, WHITE, Paper


class Table:
    """Writes the table, and what follows from it."""

    def __init__(self, paper: Paper, grid: Grid) -> None:
        self.paper, self.grid = paper, grid
        self.layout, self.index = paper.layout, paper.layout.index

    def write(self) -> None:
        """Write the components by groups: what they gave, lost, and how they changed."""
        paper = self.paper
        heads = (
            *(words.NUMBER, words.COMPONENT, words.NUMERATOR, words.DENOMINATOR, words.RATE),
            *(words.POINTS, words.MOST, words.LOST, words.CHANGE, words.TO_FULL, words.TO_GRADE),
        )
        paper.sheet.set_row(TABLE - 1, 38)
        white = {"bg_color": NAVY, "font_color": WHITE, "bold": True, "text_wrap": True}
        for column, text in enumerate(heads, 1):
            paper.put(TABLE, column, text, align="center", font_size=9, **white)
        for place, group in enumerate(self.index.groups, 1):
            self._group(place, group)
        for place, component in enumerate(self.index.components, 1):
            self._component(place, component)
        self._sum()
        first, last = TABLE + 1, self.grid.sum_row
        for column, rule in ((LOST, ">="), (CHANGE, "<")):
            area = (first - 1, column - 1, last - 2, column - 1)
            cell = f"{column_letter(column)}{first}"
            limit = 1 if rule == ">=" else 0
            look = paper.look(font_color=BAD, bold=rule == ">=")
            criteria = f"=AND(ISNUMBER({cell}),{cell}{rule}{limit})"
            paper.sheet.conditional_format(
                *area, {"type": "formula", "criteria": criteria, "format": look}
            )
        note = {**SMALL, "font_size": 8, "text_wrap": True, "valign": "top"}
        row = self.grid.sum_row + 1
        paper.sheet.set_row(row - 1, 23)
        paper.merge((row, 1, row, LAST), advice_words.POINTS_NOTE, **note)

    def _group(self, place: int, group: Group) -> None:
        row, paper = self.grid.rows[group.id], self.paper
        look = {"bold": True, "bg_color": SOFT}
        for column in range(1, LAST + 1):
            paper.put(row, column, "", **look)
        name, most = (
            self._entry("groups", key, place, getattr(group, key)) for key in ("name", "max_points")
        )
        points = paper.own("scores", f"group.{group.id}")
        paper.put(row, NAME, name, **look)
        self._numbers(row, points, most, f"points.{group.id}", look)

    def _component(self, place: int, component: Component) -> None:
        row, paper = self.grid.rows[component.id], self.paper
        line = {"bottom": 4, "bottom_color": "#C9D1DA"}
        code, name, most = (
            self._entry("components", key, place, getattr(component, key))
            for key in ("id", "name", "max_points")
        )
        paper.put(row, NUMBER, code, align="center", **{**SMALL, **line})
        paper.put(row, NAME, name, shrink=True, **line)
        for column, key in zip((NUMERATOR, DENOMINATOR), block.SIDES, strict=True):
            own = paper.given(place - 1, key)
            paper.put(row, column, paper.chosen(own), num_format=f"{LOCAL}#,##0", **line)
        rate = paper.own("scores", f"rate.{component.id}")
        paper.put(row, RATE, paper.chosen(f"100*{rate}"), num_format=f"{LOCAL}0.0", **line)
        points = paper.own("scores", f"points.{component.id}")
        self._numbers(row, points, most, "", line, paper.given(place - 1, block.BEFORE))
        for column, key in ((TO_FULL, block.TO_FULL), (TO_GRADE, block.TO_GRADE)):
            own = paper.given(place - 1, key)
            look = {"align": "right", "font_size": 9, "num_format": f"{LOCAL}#,##0", **line}
            paper.put(row, column, paper.chosen(own), **look)
        # Which are the strongest: those measured, by share, then by weight, then in order.
        share = f"{column_letter(POINTS)}{row}/{column_letter(MOST)}{row}"
        weight = f"{column_letter(MOST)}{row}/10^6-ROW()/10^9"
        strong = f'IF(ISNUMBER({column_letter(RATE)}{row}),{share}+{weight},"")'
        paper.put(row, STRONG, paper.chosen(strong))
        lost = f"{column_letter(LOST)}{row}"
        weak = f'IF(N({lost})>0,{lost}-ROW()/10^9,"")'
        paper.put(row, WEAK, paper.chosen(weak))

    def _entry(self, block_id: str, key: str, place: int, value: object) -> Expr:
        """Return what Chỉ tiêu holds of the group or component at a place there."""
        area = self.layout["index"].reference(block_id, key, key)
        shown = float(value) if isinstance(value, Decimal) else value
        end = "" if isinstance(value, Decimal) else '&""'
        return Expr(f"INDEX({area},{place + 1}){end}", shown)

    def _numbers(
        self, row: int, points: str, most: Expr, key: str, look: dict[str, Any], before: str = ""
    ) -> None:
        """Write points, most, lost, and the change since the period before."""
        paper = self.paper
        number = {"num_format": f"{LOCAL}0.00", "align": "right", **look}
        paper.put(row, POINTS, paper.chosen(f'IF(ISNUMBER({points}),{points},"")'), **number)
        paper.put(row, MOST, most, **{**number, "num_format": "General"})
        cell = f"{column_letter(POINTS)}{row}"
        lost = f'IF(ISNUMBER({cell}),{column_letter(MOST)}{row}-ROUND({cell},2),"")'
        paper.put(row, LOST, paper.chosen(lost), **number)
        if key:
            old = f"INDEX({paper.reference('previous', key)},{self.grid.hidden(BEFORE)})"
            before = f'IF({old}="","",{number_in(old)})'
        change = f'IF(OR({before}="",{cell}=""),"",ROUND({cell}-{before},2))'
        arrows = {"font_color": NAVY, **number, "num_format": ARROWS}
        paper.put(row, CHANGE, paper.chosen(change), **arrows)

    def _sum(self) -> None:
        row, paper = self.grid.sum_row, self.paper
        look = {"bold": True, "bg_color": NAVY, "font_color": WHITE}
        for column in range(1, LAST + 1):
            paper.put(row, column, "", **look)
        paper.put(row, NAME, words.SUM, **look)
        groups = self.layout["index"].reference("groups", "max_points", "max_points")
        most = Expr(f"SUM({groups})", float(sum(item.max_points for item in self.index.groups)))
        self._numbers(row, paper.own("scores", "total"), most, "total", look)

    def lists(self) -> None:
        """Write the three strongest components and the five that lost most."""
        paper, left = self.paper, 7
        for column in range(1, LAST + 1):
            paper.put(LISTS - 2, column, "", **HEADING)
        paper.put(LISTS - 2, 1, words.GROUPS_TITLE, **HEADING)
        paper.put(LISTS - 2, left, words.STRONG, **HEADING)
        first, last = TABLE + 1, self.grid.sum_row - 1
        names = f"$B${first}:$B${last}"
        for row in range(STRONGEST + WEAKEST):
            is_strong = row < STRONGEST
            letter = column_letter(STRONG if is_strong else WEAK)
            area = f"${letter}${first}:${letter}${last}"
            number = row + 1 if is_strong else row - STRONGEST + 1
            place = f"MATCH(LARGE({area},{number}),{area},0)"
            shown, form = (
                f"INDEX(${column_letter(LOST)}${first}:${column_letter(LOST)}${last},{place})",
                f"{LOCAL}-0.00",
            )
            if is_strong:
                points, most = (
                    f"INDEX(${column_letter(c)}${first}:${column_letter(c)}${last},{place})"
                    for c in (POINTS, MOST)
                )
                shown, form = f"{points}/{most}", "0%"
            colour = {"font_color": NAVY if is_strong else BAD, "bold": True}
            at = LISTS - 1 + row
            paper.put(at, left, paper.chosen(shown), num_format=form, align="right", **colour)
            named = paper.chosen(f"INDEX({names},{place})")
            paper.merge((at, left + 1, at, LAST), named, indent=1, shrink=True)
        note = {**SMALL, "font_size": 8, "text_wrap": True, "valign": "top"}
        at = LISTS - 1 + STRONGEST + WEAKEST
        paper.merge((at, left, at + 1, LAST), words.STRONG_NOTE, **note)

    def chart(self, book: Any) -> None:
        """Draw the groups beside the average of agencies of the same kind."""
        paper, first = self.paper, 1
        kind, kinds = self.grid.hidden(KIND), paper.reference("agencies", "kind")
        for row, group in enumerate(self.index.groups, first + 1):
            at = self.grid.rows[group.id]
            most = f"${column_letter(MOST)}${at}"
            paper.put(row, GROUP, Expr(f'$B${at}&""', group.name))
            points = paper.reference("scores", f"group.{group.id}")
            for column, share in (
                (SHARE, f"100*${column_letter(POINTS)}${at}/{most}"),
                (AVERAGE, f"100*AVERAGEIFS({points},{kinds},{kind})/{most}"),
            ):
                text = f"IF({paper.at}=0,{NOTHING.text},IFERROR({share},{NOTHING.text}))"
                paper.put(row, column, Expr(text, NOTHING.value))
        # A legend without a word would be one of the program's, in English.
        name, average = paper.own("agencies", "name"), sentence(words.AVERAGE, kind=kind)
        own, other = words.AGENCY, words.AVERAGE_OF
        paper.put(first, SHARE, Expr(f'IF({paper.at}=0,"{own}",{name})', own))
        paper.put(first, AVERAGE, Expr(f'IF({paper.at}=0,"{other}",{average})', other))
        last = first + len(self.index.groups)
        chart = book.add_chart({"type": "bar"})
        font = {"name": "Times New Roman", "size": 9}
        for column, colour in ((SHARE, NAVY), (AVERAGE, "#B4BFCC")):
            chart.add_series(
                {
                    "name": [paper.title, first - 1, column - 1],
                    "categories": [paper.title, first, GROUP - 1, last - 1, GROUP - 1],
                    "values": [paper.title, first, column - 1, last - 1, column - 1],
                    "fill": {"color": colour},
                    "gap": 45,
                    **(
                        {"data_labels": {"value": True, "num_format": "0;;0", "font": font}}
                        if column == SHARE
                        else {}
                    ),
                }
            )
        chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
        chart.set_x_axis(
            {"visible": False, "min": 0, "max": 115, "major_gridlines": {"visible": False}}
        )
        chart.set_legend({"position": "bottom", "font": font})
        chart.set_chartarea({"border": {"none": True}})
        chart.show_hidden_data()
        # XlsxWriter takes a column for narrower than it is, as its own font is.
        width = sum(WIDTHS[:5]) * 7 // 8
        chart.set_size({"width": width, "height": 10 * 18})
        paper.sheet.insert_chart(
            LISTS - 2, 0, chart, {"object_position": 1, "description": words.GROUPS_TITLE}
        )
