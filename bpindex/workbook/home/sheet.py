"""The sheet Trang chính: the month at a glance, what to do next, ways to everything else.

All of it is seen at once on a small screen. What it says are formulas, how it looks are conditional
formats: both hold without Python. No two of these cover one cell: LibreOffice would show but one.
"""

from collections.abc import Iterator
from typing import Any

from bpindex.case.model import Case
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import Sheet
from bpindex.words import home as texts
from bpindex.workbook.actions import MORE
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, filled, of
from bpindex.workbook.formats import FORMULA_FILL, INPUT_FILL, LINE, Formats
from bpindex.workbook.home import agencies, province
from bpindex.workbook.home import facts as home_facts
from bpindex.workbook.home.facts import LISTED, Facts
from bpindex.workbook.home.grid import (
    HEIGHTS,
    KEYS,
    LEGEND,
    LINK_ROWS,
    LINKS,
    PANELS,
    STEPS,
    STEPS_TITLE,
    TAB_COLOURS,
    TILES,
    UNITS,
    buttons,
    chars,
    left_of,
    placed_at,
    right_of,
    widths,
)
from bpindex.workbook.home.panels import panels
from bpindex.workbook.home.span import put_span
from bpindex.workbook.home.states import STATES, steps, steps_hint, tiles
from bpindex.workbook.home.tiles import with_tiles

NAVY, SOFT, INK, MUTED, PALE = "#1F4E79", "#EDF2F8", "#222222", "#5F6670", "#D5E2F0"
WARN, WARN_FILL, BAD, BAD_FILL, WHITE = "#8A4B00", "#FFF1D6", "#A61B1B", "#FBE6E4", "#FFFFFF"
# How a step looks in each state: its fill, then number, name, state, hint.
_STEP_LOOKS = {
    "ke": (NAVY, WHITE, WHITE, WHITE, PALE),
    "kex": (BAD, WHITE, WHITE, WHITE, BAD_FILL),
    "loi": (BAD_FILL, BAD, INK, BAD, BAD),
    "xong": (SOFT, NAVY, INK, NAVY, MUTED),
    "cho": (WARN_FILL, WARN, INK, WARN, WARN),
}
_SOON, _OVER = 10, 31  # days before and after the deadline on which it is told
_TILE_LOOKS = {"cho": (WARN_FILL, WARN), "loi": (BAD_FILL, BAD)}


def facts_of(contents: Contents, case: Case) -> Facts:
    """Return what Trang chính says of a case, with the values of the new workbook."""
    facts = Facts()
    for put in (home_facts.put_settings, put_span, province.put_province):
        put(facts, contents, case)
    agencies.put_agencies(facts, contents, case)
    home_facts.put_findings(facts, contents)
    home_facts.put_questions(facts, contents)
    home_facts.put_corrections(facts, contents, case)
    home_facts.put_notice(facts, contents, case)
    return facts


def with_buttons(xlsx: bytes, sheet: Sheet) -> bytes:
    """Return the workbook with the shapes over the buttons of the sheet."""
    return with_tiles(xlsx, sheet.title, buttons())


def write(worksheet: Any, formats: Formats, contents: Contents, facts: Facts) -> None:
    """Write the sheet but for the shapes over its buttons, see `buttons`."""
    home = _Home(worksheet, formats, contents, facts)
    home.grid()
    home.band()
    home.tiles()
    home.steps()
    home.panels()
    home.links()
    home.legend()
    worksheet.protect("", {"objects": True})
    worksheet.set_selection(TILES - 1, 0, TILES - 1, 0)


class _Home:
    """Writes the parts of the sheet, from the top down."""

    def __init__(self, worksheet: Any, formats: Formats, contents: Contents, facts: Facts) -> None:
        self._sheet, self._formats = worksheet, formats
        self._contents, self._facts = contents, facts

    def _of(self, **look: Any) -> Any:
        usual = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "vcenter"}
        return self._formats.of(**{**usual, **look})

    def _put(self, row: int, column: int, shown: object, **look: Any) -> None:
        """Write a text, or a formula with its value."""
        style = self._of(**look)
        if not isinstance(shown, Expr):
            self._sheet.write_string(row, column, shown, style)
            return
        self._sheet.write_formula(row, column, shown.formula, style, shown.value)

    def grid(self) -> None:
        """Set widths, heights, what the window shows."""
        self._sheet.hide_row_col_headers()
        for column, px in enumerate(widths()):
            self._sheet.set_column(column, column, chars(px))
        band = self._of(bg_color=NAVY)
        for row, px in enumerate(HEIGHTS):
            if px:
                self._sheet.set_row(row, px * 0.75, band if row < 2 else None)
            else:
                self._sheet.set_row(row, None, None, {"hidden": True})

    def band(self) -> None:
        """Write whose month it is, its dates and its deadline."""
        facts, white = self._facts, {"bg_color": NAVY, "font_color": WHITE}
        pale = {"bg_color": NAVY, "font_color": PALE}
        right = {"align": "right"}
        self._put(0, left_of(1), home_facts.issuer(self._contents), **pale)
        month = filled(texts.PERIOD, period=facts["named"])
        self._put(1, left_of(1), month, **white, font_size=18, bold=True)
        dates = {"first": facts["period_from"], "last": facts["period_to"]}
        shown = filled(texts.DATES, **dates)
        self._put(1, left_of(4), shown, **pale, font_size=11)
        deadline = filled(texts.DEADLINE, day=facts["deadline"])
        self._put(1, right_of(UNITS), deadline, **white, **right, font_size=14, bold=True)
        self._countdown()

    def _countdown(self) -> None:
        """Let the deadline say how many days are left, and that it is over.

        The rules count, not a cell: one that changes every day makes Excel ask to save.
        """
        key, cell = left_of(1) + 2, right_of(UNITS)
        self._put(KEYS, key, home_facts.setting(self._contents, "deadline"))
        left = f"${column_letter(key + 1)}${KEYS + 1}"
        told = {0: texts.TODAY, **{n: texts.DAYS_LEFT.format(count=n) for n in range(1, _SOON + 1)}}
        rules = [(f"{left}-TODAY()={days}", WARN_FILL, words) for days, words in told.items()]
        over = f"AND(ISNUMBER({left}),{left}<TODAY(),{left}+{_OVER}>=TODAY())"
        for criteria, colour, words in (*rules, (over, BAD_FILL, texts.OVER)):
            look = self._formats.of(font_color=colour, num_format=f'@"{words}"')
            rule = {"type": "formula", "criteria": f"={criteria}", "format": look}
            self._sheet.conditional_format(1, cell, 1, cell, rule)

    def tiles(self) -> None:
        """Write the row of figures."""
        for tile in tiles(self._contents, self._facts):
            left, right = left_of(tile.first), right_of(tile.last)
            top = {"bg_color": SOFT, "top": 5, "top_color": NAVY}
            for column in range(left, right + 1):
                for row in range(TILES, TILES + 3):
                    look = top if row == TILES else {"bg_color": SOFT}
                    self._sheet.write_blank(row, column, None, self._of(**look))
            inside = {"bg_color": SOFT, "indent": 1}
            small = {"font_size": 9, "font_color": MUTED, "indent": 1}
            self._put(TILES, left, tile.label, **top, **small)
            if tile.corner is not None:
                corner = {"font_size": 8, "font_color": MUTED, "align": "right"}
                self._put(TILES, right, tile.corner, **top, **corner)
            large = {"font_size": tile.size, "bold": True, "font_color": NAVY}
            self._put(TILES + 1, left, tile.value, **inside, **large)
            self._put(TILES + 2, left, tile.hint, **inside, font_size=9, font_color=MUTED)
            self._put(KEYS, left + 1, tile.state)
            area = (TILES, left, TILES + 2, right)
            for state, (fill, colour) in _TILE_LOOKS.items():
                self._state(area, left + 1, state, fill, colour)

    def steps(self) -> None:
        """Write the steps of the month, each a button of its own."""
        row, muted = STEPS_TITLE, {"font_color": MUTED, "font_size": 9}
        title = {"bold": True, "font_color": NAVY, "font_size": 11}
        self._put(row, left_of(1), texts.STEPS_TITLE, **title)
        self._put(row, left_of(2) + 1, steps_hint(self._contents, self._facts), **muted)
        self._put(row, right_of(UNITS), texts.SIGNS, **muted, align="right")
        for number, step in enumerate(steps(self._contents, self._facts), 1):
            left = left_of(number)
            for row in range(STEPS, STEPS + 5):
                for column in (left, left + 1):
                    style = self._of(**_edges(row, column - left))
                    self._sheet.write_blank(row, column, None, style)
            first, second, third = STEPS + 1, STEPS + 2, STEPS + 3
            looks: list[tuple[int, int, Expr, dict[str, Any]]] = [
                (first, left, of(number), {"font_size": 20, "bold": True, "align": "center"}),
                (first, left + 1, step.name, {"font_size": 10.5, "bold": True}),
                (second, left, step.state, {"indent": 1}),
                (third, left, step.hint, {"indent": 1, "font_size": 9}),
            ]
            for row, column, shown, look in looks:
                colour = INK if shown is step.name else MUTED
                edges = _edges(row, column - left)
                self._put(row, column, shown, **edges, font_color=colour, **look)
            self._put(KEYS, left, step.key)
            for state in STATES:
                fill, *colours = _STEP_LOOKS[state]
                for area, colour in zip(_areas(left), (*colours, INK, INK), strict=True):
                    self._state(area, left, state, fill, colour)

    def _state(
        self, area: tuple[int, int, int, int], key: int, state: str, fill: str, colour: str
    ) -> None:
        """Let cells look as the state says that is hidden above them."""
        look = self._formats.of(bg_color=fill, font_color=colour)
        criteria = f'=${column_letter(key + 1)}${KEYS + 1}="{state}"'
        rule = {"type": "formula", "criteria": criteria, "format": look}
        self._sheet.conditional_format(*area, rule)

    def panels(self) -> None:
        """Write who lacks counts, the newest corrections, the first and the last by points."""
        colours = {"": INK, "muted": MUTED, "warn": WARN, "good": NAVY, "bad": BAD}
        for left, right, title in (
            (1, 2, texts.LACKING),
            (3, 5, texts.NEWEST),
            (6, 8, texts.RANKED),
        ):
            line = {"bottom": 2, "bottom_color": NAVY}
            for column in range(left_of(left), right_of(right) + 1):
                self._sheet.write_blank(PANELS, column, None, self._of(**line))
            look = {"bold": True, "font_color": NAVY, "font_size": 11}
            self._put(PANELS, left_of(left), title, **look, **line)
        for item in panels(self._contents, self._facts):
            look = {"font_color": colours[item.colour], "font_size": item.size, "bold": item.bold}
            if item.number_format:
                look |= {"num_format": item.number_format, "align": "left"}
            row, left = PANELS + item.row, left_of(item.unit) + (item.column or 0)
            # Long names become smaller, which needs a cell as wide as their place.
            look["shrink"] = True
            if item.column is None:
                right = right_of(item.unit + item.units - 1)
                self._sheet.merge_range(row, left, row, right, "", self._of(**look))
            self._put(row, left, item.shown, **look)
        # LibreOffice draws a line in the first one alone of merged cells.
        line = {"range": province.SPARKLINE, "last_point": True, "series_color": NAVY}
        self._sheet.add_sparkline(PANELS + LISTED + 1, right_of(6), line)

    def links(self) -> None:
        """Write a link to every other sheet, and the faces of the buttons of the last row."""
        titles = (*texts.LINK_ROWS, texts.MORE_TITLE)
        chip = {"bg_color": SOFT, "font_color": NAVY, "indent": 1}
        chip |= {"top": 2, "top_color": WHITE, "bottom": 2, "bottom_color": WHITE}
        colours = (*TAB_COLOURS, WHITE)
        for row, (title, colour) in enumerate(zip(titles, colours, strict=True), LINKS):
            edge = {"left": 5, "left_color": colour, "indent": 1}
            self._put(row, left_of(1), title, bold=True, font_color=NAVY, **edge)
        for row, sheets in enumerate(LINK_ROWS, LINKS):
            for unit, sheet_id in enumerate(sheets, 2):
                self._chip(row, unit, "", chip)
                title = self._contents.layout[sheet_id].title
                url = f"internal:'{title}'!A1"
                self._sheet.write_url(row, left_of(unit), url, self._of(**chip), title)
        for unit, action in enumerate(placed_at(MORE), 2):
            self._chip(LINKS + len(LINK_ROWS), unit, f"▸ {action.label}", chip)

    def _chip(self, row: int, unit: int, text: str, look: dict[str, Any]) -> None:
        # A link is clicked wherever its cell is.
        self._sheet.merge_range(row, left_of(unit), row, right_of(unit), text, self._of(**look))

    def legend(self) -> None:
        """Write what the colours of cells mean."""
        small = {"font_size": 9, "font_color": MUTED}
        self._put(LEGEND, left_of(1), texts.LEGEND, **small)
        shown = (
            (INPUT_FILL, texts.LEGEND_TYPED),
            ("#E2EFDA", texts.LEGEND_COMPUTED),
            (FORMULA_FILL, texts.LEGEND_TOOL),
            ("#FFD966", texts.LEGEND_CORRECTED),
        )
        for unit, (fill, text) in enumerate(shown, 2):
            cell = self._of(bg_color=fill, border=1, border_color=LINE)
            self._sheet.write_blank(LEGEND, left_of(unit), None, cell)
            self._put(LEGEND, right_of(unit), text, indent=1, **small)
        self._put(LEGEND, right_of(UNITS), texts.ONLY_LOOK, **small, align="right")


def _edges(row: int, place: int) -> dict[str, Any]:
    """Return the lines around a step at one of its cells."""
    sides = {
        "top": row == STEPS,
        "bottom": row == STEPS + 4,
        "left": place == 0,
        "right": place == 1,
    }
    drawn = [side for side, is_edge in sides.items() if is_edge]
    return dict.fromkeys(drawn, 1) | {f"{side}_color": LINE for side in drawn}


def _areas(left: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield number, name, state, hint of a step, then what is above and below them."""
    first = STEPS + 1
    yield (first, left, first, left)
    yield (first, left + 1, first, left + 1)
    for row in (first + 1, first + 2, STEPS, STEPS + 4):
        yield (row, left, row, left + 1)
