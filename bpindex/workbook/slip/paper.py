"""A sheet of its own look for one agency that is chosen by name: its cells, one after the other.

As long as nobody is chosen everything on it is blank, and no function is called.
"""

from collections.abc import Sequence
from typing import Any

from bpindex.cells.score_blocks import INPUTS
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import Sheet
from bpindex.words import marks
from bpindex.words import slip as words
from bpindex.workbook.expressions import Expr
from bpindex.workbook.formats import INPUT_FILL, LINE, Formats
from bpindex.workbook.home.grid import chars

NAVY, SOFT, INK, MUTED, BAD, WHITE = (
    *("#1F4E79", "#EDF2F8", "#222222"),
    *("#5F6670", "#A61B1B", "#FFFFFF"),
)
# The cell of the name, and the hidden one of its place on Đơn vị (0: nobody).
NAME = "INDEX($B:$B,1)"


class Paper:
    """Writes the cells of such a sheet; rows and columns are counted from 1."""

    def __init__(
        self, worksheet: Any, formats: Formats, layout: Layout, sheet: Sheet, hidden: int
    ) -> None:
        self.sheet, self.layout, self.title = worksheet, layout, sheet.title
        self._formats, self._hidden = formats, hidden
        # Whether somebody is chosen, and whom: in the first of the hidden columns.
        self.at = f"${column_letter(hidden)}$1"

    def of(self, **look: Any) -> Any:
        """Return a format of the paper."""
        usual = {"font_name": "Times New Roman", "font_size": 10, "font_color": INK}
        return self._formats.of(**{**usual, "valign": "vcenter", **look})

    def look(self, **look: Any) -> Any:
        """Return a format of a condition, which says nothing else."""
        return self._formats.of(**look)

    def put(self, row: int, column: int, shown: str | Expr, **look: Any) -> None:
        """Write a text, or a formula: one as a text (with "=") shows nothing yet."""
        style, place = self.of(**look), (row - 1, column - 1)
        if isinstance(shown, Expr):
            self.sheet.write_formula(*place, shown.formula, style, shown.value)
        elif shown.startswith("="):
            self.sheet.write_formula(*place, shown, style, "")
        else:
            self.sheet.write_string(*place, shown, style)

    def chosen(self, text: str) -> str:
        """Return a formula that shows something of who is chosen, nothing where it cannot."""
        return f'=IF({self.at}=0,"",IFERROR({text},""))'

    def merge(self, area: tuple[int, int, int, int], shown: str, **look: Any) -> None:
        """Write over merged cells: first row and column, last ones."""
        top, left, bottom, right = area
        self.sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", self.of(**look))
        self.put(top, left, shown, **look)

    def widths(self, px: Sequence[int]) -> None:
        """Set the widths of the columns, hide those behind them that only formulas read."""
        for column, width in enumerate(px):
            self.sheet.set_column(column, column, chars(width), self.of())
        self.sheet.set_column(self._hidden - 1, self._hidden + 39, 8, None, {"hidden": True})

    def strip(self, link: int) -> None:
        """Write the strip that does not print: who is chosen, and the way back."""
        names = self.reference("agencies", "name")
        self.sheet.set_row(0, 24)
        small = {"font_name": "Arial", "font_size": 9}
        self.put(1, 1, words.CHOOSE, **small, font_color=MUTED)
        look = {"bg_color": INPUT_FILL, "border": 1, "border_color": LINE, "locked": False}
        arrow = {"num_format": '@* "▾"', "bold": True, "font_name": "Arial"}
        self.sheet.write_blank(0, 1, None, self.of(**look, **arrow))
        count = f"MAX(1,COUNTA({names})-1)"
        source = f"=OFFSET({names},1,0,{count})"
        rule = {"validate": "list", "source": source, "error_message": words.PICK}
        rule["error_title"] = marks.WRONG_TITLE
        self.sheet.data_validation(0, 1, 0, 1, rule)
        url = f"internal:'{self.layout['home'].title}'!A1"
        blue = self.of(**small, font_color=NAVY, underline=1)
        self.sheet.write_url(0, link - 1, url, blue, words.HOME)
        place = f'IF({NAME}="",0,IFERROR(MATCH({NAME},{names},0),0))'
        self.sheet.write_formula(0, self._hidden - 1, f"={place}", None, 0)
        self.sheet.freeze_panes(1, 0)

    def open(self, *areas: str) -> None:
        """Let areas be typed over, also where what is pasted brings cells that are locked."""
        for number, area in enumerate(areas, 1):
            self.sheet.unprotect_range(area, marks.OPEN_AREA.format(number=number))

    def reference(self, sheet_id: str, key: str, block_id: str = "") -> str:
        """Return the address of a column of another sheet, with a row more at both ends."""
        return self.layout[sheet_id].reference(block_id or sheet_id, key, key)

    def own(self, sheet_id: str, key: str) -> str:
        """Return what a column of Đơn vị or Tính điểm holds of who is chosen."""
        return f"INDEX({self.reference(sheet_id, key)},{self.at})"

    def array(self, name: str, rows: int, columns: int, *arguments: str) -> None:
        """Let the hidden columns behind the first one hold what a function of ours gives."""
        sheets = (self.layout[sheet_id].whole_reference() for sheet_id in INPUTS)
        # As a text: a reference that a formula gives is handed over as rows by LibreOffice.
        handed = ",".join((f'{NAME}&""', *arguments, *sheets))
        text = f"{name}({handed})"
        area = (0, self._hidden, rows - 1, self._hidden + columns - 1)
        self.sheet.write_array_formula(*area, f'{{=IF({self.at}=0,"",{text})}}', None, "")

    def whole(self, cell: str) -> dict[str, Any]:
        """Return the rule of a cell that takes a whole number."""
        asked = f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}))"
        told = {"error_title": marks.WRONG_TITLE, "error_message": marks.WANT_WHOLE}
        return {"validate": "custom", "value": asked, **told}

    def given(self, row: int, column: int) -> str:
        """Return the address of an element of the array, both counted from 0."""
        return f"${column_letter(self._hidden + 1 + column)}${row + 1}"
