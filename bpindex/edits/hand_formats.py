"""What people changed by hand in the form of the notice: heights, widths, breaks, looks.

A row is known by its key on the sheet; where what was generated grew beyond a height that
people gave a row, the row grows too, so that no text is cut.
"""

from collections.abc import Iterable, Mapping

from bpindex.case.correction import Correction

HEIGHT = "height"
BREAK = "break"
WIDTH = ".width"
LOOK = ".look"
# In the place of a column's key: all cells of the row.
WHOLE_ROW = "*"
_BREAK, _NO_BREAK = "1", "0"


def look_text(look: Mapping[str, str]) -> str:
    """Return properties as one text: "size=12; bold=1"."""
    return "; ".join(f"{name}={value}" for name, value in look.items())


def look_from(text: str) -> dict[str, str]:
    """Return the properties of `look_text`; what is none is left out."""
    pairs = (item.partition("=") for item in text.split(";"))
    return {name.strip(): value.strip() for name, mark, value in pairs if mark}


def row_name(key: str) -> str:
    """Return the part of a row's key by which its form is known.

    Beside the recipients stands the signature, now in this row and now in that one.
    """
    return key.partition("|")[0]


def break_text(begins_page: bool) -> str:
    """Return the text that says whether a page begins with a row."""
    return _BREAK if begins_page else _NO_BREAK


class HandFormats:
    """Looks up what people changed in the form of rows, columns and cells."""

    def __init__(self, formats: Iterable[Correction]) -> None:
        self._by_key = {(item.agency, item.column): item for item in formats}
        self._has_looks = any(item.column.endswith(LOOK) for item in self._by_key.values())
        changed = [item for item in self._by_key.values() if item.column == BREAK]
        self.breaks_before = {i.agency for i in changed if i.corrected == _BREAK}
        self.no_breaks_before = {i.agency for i in changed if i.corrected == _NO_BREAK}

    def height(self, row_key: str, generated_pt: float) -> float | None:
        """Return the height that people gave a row, more where its text outgrew it."""
        item = self._by_key.get((row_name(row_key), HEIGHT))
        height = _number(item.corrected) if item else None
        if item is None or height is None:
            return None
        then = _number(item.computed)
        has_grown = then is not None and generated_pt > then + 0.5
        return max(height, generated_pt, 1.0) if has_grown else max(height, 1.0)

    def width(self, column: str) -> float | None:
        """Return the width that people gave a column, in characters."""
        item = self._by_key.get(("", f"{column}{WIDTH}"))
        return _number(item.corrected) if item else None

    def look(self, row_key: str, column: str) -> dict[str, str]:
        """Return the properties that people changed in a cell, by its first column."""
        look: dict[str, str] = {}
        if not self._has_looks:
            return look
        for name in (WHOLE_ROW, column):
            item = self._by_key.get((row_name(row_key), f"{name}{LOOK}"))
            if item is not None:
                look |= look_from(item.corrected)
        return look


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= 1000 else None
