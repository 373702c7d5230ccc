"""The sheet Biểu đồ: native charts, each of which prints on a page of A4.

A ranking of each table with the totals of the period before; for an agency that is chosen, its
last twelve months and its groups, beside the averages. All of it follows formulas.
"""

from collections.abc import Sequence
from typing import Any

from bpindex.page.layout import official_layout
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import INTRO_ROW, TITLE_ROW, Sheet
from bpindex.sheets.report_sheets import CHARTS
from bpindex.words import charts as texts
from bpindex.words import marks as mark_words
from bpindex.workbook.chart_facts import Charts, area, columns_of
from bpindex.workbook.expressions import Expr, when
from bpindex.workbook.formats import INPUT_FILL, LINE, Formats
from bpindex.workbook.home.grid import chars
from bpindex.workbook.home.province import MONTHS

# Pixels of a row and of a column: eight of these fill a page.
_ROW, _COLUMN, _COLUMNS = 20, 82, 8
# XlsxWriter places charts as if a letter were so wide, with so much around all of them.
_LETTER, _BESIDE = 7, 5
_FIRST = 5
# Of a ranking: a bar, and what is around all of them; of other charts: rows.
_BAR, _AROUND, _ROWS = 25, 70, 19
# Of what is nothing, no label.
_LABEL = "0.0;;0.0"
_NAVY, _PALE, _GREY = "#1F4E79", "#B4C0CE", "#7F7F7F"
# Where the name of the chosen agency stands: the third row, behind the words before it.
_CHOOSE_ROW, _CHOSEN_COLUMN = 2, 2
# Not the cell itself: formulas would follow who cuts it or drags it away.
CHOSEN = f"INDEX('{CHARTS.title}'!$B$2:$F$4,2,2)"


def write(book: Any, sheet_of_book: Any, formats: Formats, layout: Layout, charts: Charts) -> None:
    """Write the sheet."""
    _Writer(book, sheet_of_book, formats, charts).write(CHARTS, layout)


class _Writer:
    def __init__(self, book: Any, worksheet: Any, formats: Formats, charts: Charts) -> None:
        self._book, self._sheet = book, worksheet
        self._formats, self._charts = formats, charts
        self._breaks: list[int] = []

    def write(self, sheet: Sheet, layout: Layout) -> None:
        """Write title, choice and charts, a page after the other."""
        self._sheet.set_column(0, _COLUMNS - 1, chars(_COLUMN))
        self._sheet.set_default_row(_ROW * 0.75)
        self._sheet.write_string(TITLE_ROW - 1, 0, sheet.title, self._formats.title)
        self._sheet.write_string(INTRO_ROW - 1, 0, sheet.intro, self._formats.intro)
        self._sheet.set_row(TITLE_ROW - 1, 24)
        self._choice(layout)
        line, profile = self._line(), self._profile()
        row = self._put(_FIRST - 1, Expr("", texts.LINE), line, _ROWS)
        row = self._put(row, Expr("", texts.PROFILE), profile, _ROWS)
        for (first, last), heading in zip(self._charts.pages, self._charts.headings, strict=True):
            self._breaks.append(row)
            height = (last - first + 1) * _BAR + _AROUND
            row = self._put(row, heading, self._bars(first, last), height // _ROW + 1)
        # Not fitted to pages: programs then forget where they are to begin.
        self._sheet.set_h_pagebreaks(self._breaks)
        self._sheet.set_print_scale(100)
        self._sheet.set_portrait()
        self._sheet.center_horizontally()
        self._sheet.protect("", {"objects": True})
        self._sheet.unprotect_range("C3:E3", mark_words.OPEN_AREA.format(number=1))

    def _choice(self, layout: Layout) -> None:
        """Write the cell in which an agency is chosen."""
        font = {"font_name": "Arial", "font_size": 10}
        bold = self._formats.of(bold=True, **font)
        self._sheet.write_string(_CHOOSE_ROW, 0, texts.CHOOSE, bold)
        cell = self._formats.of(
            bg_color=INPUT_FILL, border=1, border_color=LINE, locked=False, bold=True, **font
        )
        last = _CHOSEN_COLUMN + 2
        self._sheet.merge_range(_CHOOSE_ROW, _CHOSEN_COLUMN, _CHOOSE_ROW, last, "", cell)
        self._sheet.write_string(_CHOOSE_ROW, _CHOSEN_COLUMN, self._charts.chosen, cell)
        hint = self._formats.of(italic=True, font_color=_GREY, **{**font, "font_size": 9})
        shown = when(Expr(self._charts.stale, False), texts.STALE, texts.CHOOSE_HINT)
        place = _CHOOSE_ROW + 1, _CHOSEN_COLUMN
        self._sheet.write_formula(*place, shown.formula, hint, shown.value)
        names = layout["agencies"].reference("agencies", "name", "name")
        rows = layout["agencies"].block("agencies").capacity
        rule = {
            "validate": "list",
            "source": f"=OFFSET({names},1,0,{rows})",
            "error_title": mark_words.WRONG_TITLE,
            "error_message": mark_words.PICK_FROM_LIST,
        }
        self._sheet.data_validation(_CHOOSE_ROW, _CHOSEN_COLUMN, _CHOOSE_ROW, last, rule)

    def _put(self, row: int, heading: Expr, chart: Any, rows: int) -> int:
        """Put a chart below its heading; return the row after both."""
        style = self._formats.of(bold=True, font_name="Arial", font_size=11, font_color=_NAVY)
        if heading.text:
            self._sheet.write_formula(row, 0, heading.formula, style, heading.value)
        else:
            self._sheet.write_string(row, 0, heading.value, style)
        width = _COLUMNS * round(chars(_COLUMN) * _LETTER + _BESIDE) - 2
        chart.set_size({"width": width, "height": rows * _ROW})
        options = {"object_position": 1, "description": str(heading.value)}
        self._sheet.insert_chart(row + 1, 0, chart, options)
        return row + rows + 2

    def _bars(self, first: int, last: int) -> Any:
        """Return a ranking, the best above."""
        chart = self._chart("bar", "bars", first, last, (texts.NOW, texts.BEFORE))
        chart.set_y_axis(
            {"reverse": True, "num_font": _font(8), "line": {"color": _GREY}, "interval_unit": 1}
        )
        chart.set_x_axis(_scale({"label_position": "none", "min": 0, "max": 100}))
        return chart

    def _profile(self) -> Any:
        names = (texts.AGENCY, texts.AVERAGE)
        chart = self._chart("bar", "profile", 1, self._charts.groups, names)
        chart.set_y_axis({"reverse": True, "num_font": _font(9), "line": {"color": _GREY}})
        chart.set_x_axis(_scale({"label_position": "none", "min": 0, "max": 100}))
        return chart

    def _line(self) -> Any:
        chart = self._chart("line", "line", 1, MONTHS, (texts.AGENCY, texts.AVERAGE))
        chart.set_x_axis({"num_font": _font(9), "line": {"color": _GREY}})
        chart.set_y_axis(_scale({"num_font": _font(9), "num_format": "0"}))
        return chart

    def _chart(self, kind: str, name: str, first: int, last: int, series: Sequence[str]) -> Any:
        """Return a chart of some rows: the first series dark, the second one pale."""
        chart = self._book.add_chart({"type": kind})
        categories, *values = columns_of(name)
        for number, (column, title) in enumerate(zip(values, series, strict=True)):
            look: dict[str, Any] = {
                "name": title,
                "categories": f"={area(categories, first, last)}",
                "values": f"={area(column, first, last)}",
            }
            colour = _PALE if number else _NAVY
            if kind == "bar":
                look |= {"fill": {"color": colour}, "gap": 45, "overlap": -5}
            else:
                dash = {"dash_type": "dash"} if number else {}
                look["line"] = {"color": _GREY if number else _NAVY, "width": 2, **dash}
                look["marker"] = {"type": "none"} if number else _MARKER
            if not number:
                look["data_labels"] = {"value": True, "num_format": _LABEL, "font": _font(8)}
                if kind == "line":
                    look["data_labels"]["position"] = "above"
            chart.add_series(look)
        chart.set_legend({"position": "top", "font": _font(9)})
        chart.set_chartarea({"border": {"none": True}})
        # What it draws stands on a hidden sheet.
        chart.show_hidden_data()
        # A gap is not written, and LibreOffice then takes what is unknown for 0.
        chart.show_blanks_as("span")
        return chart


_MARKER = {"type": "circle", "size": 5, "fill": {"color": _NAVY}, "border": {"color": _NAVY}}


def _font(size: int) -> dict[str, Any]:
    return {"name": official_layout().font, "size": size}


def _scale(more: dict[str, Any]) -> dict[str, Any]:
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    return {"major_gridlines": grid, "line": {"none": True}, **more}
