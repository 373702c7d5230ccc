"""The values of cells as they are shown, by the number formats of a file."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

from bpindex.codec.shown import Unclear, as_shown, without_unseen
from bpindex.words import files as file_words

_GENERAL, _ERROR = "General", "e"


def number_codes(book: Any) -> list[str]:
    """Return the number format of each style of a file."""
    own = book._number_formats
    codes = []
    for style in book._cell_styles:
        place = style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        builtin = BUILTIN_FORMATS.get(style.numFmtId, _GENERAL)
        codes.append(own[place] if 0 <= place < len(own) else builtin)
    return codes


def shown(value: Any, data_type: str, codes: Sequence[str], style: int) -> Any:
    """Return the value of a cell as it is shown."""
    if data_type == _ERROR:
        return Unclear(str(value), file_words.HOLDS_ERROR)
    if isinstance(value, str):
        return without_unseen(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(value, codes[style] if style < len(codes) else _GENERAL)
    return value
