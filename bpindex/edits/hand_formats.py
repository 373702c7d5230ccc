"""What people changed by hand in the form of the notice: heights, widths, breaks, looks.

A row is known by its key on the sheet; where what was generated grew beyond a height that
people gave a row, the row grows too, so that no text is cut.
"""

from collections.abc import Iterable

from bpindex.case.correction import WHOLE_ROW, Correction, Form, FormAspect, look_from
from bpindex.case.rows import RowKey

_BREAK, _NO_BREAK = "1", "0"


def break_text(begins_page: bool) -> str:
    """Return the text that says whether a page begins with a row."""
    return _BREAK if begins_page else _NO_BREAK


class HandFormats:
    """Looks up what people changed in the form of rows, columns and cells."""

    def __init__(self, formats: Iterable[tuple[Correction, Form]]) -> None:
        by_form = {(what.row, what.column, what.aspect): item for item, what in formats}
        self._by_form = by_form
        self._has_looks = any(name is FormAspect.LOOK for _, _, name in by_form)
        breaks = {
            row: item.corrected
            for (row, _, name), item in by_form.items()
            if name is FormAspect.BREAK
        }
        self.breaks_before = {row for row, text in breaks.items() if text == _BREAK}
        self.no_breaks_before = {row for row, text in breaks.items() if text == _NO_BREAK}

    def height(self, row: RowKey, generated_pt: float) -> float | None:
        """Return the height that people gave a row, more where its text outgrew it."""
        item = self._by_form.get((row.form, "", FormAspect.HEIGHT))
        height = _number(item.corrected) if item else None
        if item is None or height is None:
            return None
        then = _number(item.computed)
        has_grown = then is not None and generated_pt > then + 0.5
        return max(height, generated_pt, 1.0) if has_grown else max(height, 1.0)

    def width(self, column: str) -> float | None:
        """Return the width that people gave a column, in characters."""
        item = self._by_form.get((RowKey(), column, FormAspect.WIDTH))
        return _number(item.corrected) if item else None

    def look(self, row: RowKey, column: str) -> dict[str, str]:
        """Return the properties that people changed in a cell, by its first column."""
        look: dict[str, str] = {}
        if not self._has_looks:
            return look
        for name in (WHOLE_ROW, column):
            item = self._by_form.get((row.form, name, FormAspect.LOOK))
            if item is not None:
                look |= look_from(item.corrected)
        return look


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= 1000 else None
