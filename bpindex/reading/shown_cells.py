"""The values of cells as they are shown, by the number formats of a file."""

from typing import Any
from xml.etree.ElementTree import fromstring

from openpyxl.styles.numbers import builtin_format_code
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS

from bpindex.codec.shown import Unclear, as_shown, text_as_shown, without_unseen
from bpindex.words import files as file_words

GENERAL = "General"
_ERROR = "e"


def number_codes(archive: Any) -> list[str]:
    """Return the number format of each style of a file, whatever else is odd in its styles."""
    if ARC_STYLE not in archive.namelist():
        return []
    root, name = fromstring(archive.read(ARC_STYLE)), f"{{{SHEET_MAIN_NS}}}"
    formats = root.iterfind(f"{name}numFmts/{name}numFmt")
    own = {item.get("numFmtId"): item.get("formatCode", GENERAL) for item in formats}
    styles = (xf.get("numFmtId", "0") for xf in root.iterfind(f"{name}cellXfs/{name}xf"))
    return [own.get(style) or known_code(int(style)) for style in styles]


def known_code(number: int) -> str:
    """Return the number format that a number stands for in every file."""
    return builtin_format_code(number) or GENERAL


def string_table(xml: bytes) -> list[str]:
    """Return the texts that cells share, without their looks and without hints on their reading.

    As openpyxl does, which makes objects of every letter's look: an eighth of the time of reading.
    """
    name = f"{{{SHEET_MAIN_NS}}}"
    items = fromstring(xml).iterfind(f"{name}si")
    texts = ([item.find(f"{name}t"), *item.iterfind(f"{name}r/{name}t")] for item in items)
    joined = ("".join((t.text or "") for t in found if t is not None) for found in texts)
    return [text.replace("x005F_", "") for text in joined]


def shown(value: Any, data_type: str, code: str) -> Any:
    """Return the value of a cell as it is shown under its number format."""
    if data_type == _ERROR:
        return Unclear(str(value), file_words.HOLDS_ERROR)
    if isinstance(value, str):
        return text_as_shown(without_unseen(value), code)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(value, code)
    return value
