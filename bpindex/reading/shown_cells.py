"""The values of cells as they are shown, by the number formats of a file."""

import re
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.numbers import builtin_format_code
from openpyxl.xml.constants import SHEET_MAIN_NS

from bpindex.case.history_rows import PACKED_MARK
from bpindex.codec.shown import (
    Unclear,
    as_shown,
    is_figure,
    is_turned,
    text_as_shown,
    without_unseen,
)
from bpindex.reading.colours import Colours
from bpindex.words import files as file_words
from bpindex.xlsx.letters import Letters, doubts_of_pieces, doubts_of_text, rgb_of

GENERAL = "General"
# What a part has that holds texts in pieces.
LOOKS = b"rPr"
# Shared texts that are packed ones, one behind the other.
_OPEN, _CLOSE = b"<si><t>", b"</t></si>"
_PACKED = re.compile(rb"(?:<si><t>%b[A-Za-z0-9+/=]*</t></si>)+" % PACKED_MARK.encode())
_ERROR = "e"
_RAISED = ("superscript", "subscript")


def number_codes(styles: bytes) -> list[str]:
    """Return the number format of each style of a file, whatever else is odd in its styles."""
    if not styles:
        return []
    root, name = fromstring(styles), f"{{{SHEET_MAIN_NS}}}"
    formats = root.iterfind(f"{name}numFmts/{name}numFmt")
    own = {item.get("numFmtId"): item.get("formatCode", GENERAL) for item in formats}
    numbers = (xf.get("numFmtId", "0") for xf in root.iterfind(f"{name}cellXfs/{name}xf"))
    return [own.get(number) or known_code(int(number)) for number in numbers]


def known_code(number: int) -> str:
    """Return the number format that a number stands for in every file."""
    return builtin_format_code(number) or GENERAL


def string_table(xml: bytes) -> list[str | Unclear]:
    """Return the texts that cells share, without their looks and without hints on their reading.

    As openpyxl does, which makes objects of every letter's look: an eighth of the time of reading.
    What is packed on Lịch sử stands in thousands of plain texts, which need no parser.
    """
    if not xml:
        return []
    name = f"{{{SHEET_MAIN_NS}}}"
    runs: list[list[bytes]] = []

    def set_aside(run: re.Match[bytes]) -> bytes:
        runs.append(run[0][len(_OPEN) : -len(_CLOSE)].split(_CLOSE + _OPEN))
        return b'<si run="%d"/>' % (len(runs) - 1)

    table: list[str | Unclear] = []
    has_looks = LOOKS in xml
    for item in fromstring(_PACKED.sub(set_aside, xml)).iterfind(f"{name}si"):
        if run := item.get("run"):
            table += map(bytes.decode, runs[int(run)])
            continue
        found = (item.find(f"{name}t"), *item.iterfind(f"{name}r/{name}t"))
        text = "".join((t.text or "") for t in found if t is not None)
        text = text.replace("x005F_", "")
        table.append(of_pieces(text, item) if has_looks and len(found) > 1 else text)
    return table


def of_pieces(text: str, item: Element) -> str | Unclear:
    """Return a text that an element of a file holds in pieces, or why that is not what it shows."""
    return _plain_or_not(text, doubts_of_text(tostring(item)))


def of_runs(text: CellRichText, colours: Colours) -> str | Unclear:
    """Return a text that openpyxl holds in pieces, or why that is not what it shows."""
    fonts = [piece.font for piece in text if isinstance(piece, TextBlock)]
    looks = [
        Letters(
            bool(font.strike),
            font.vertAlign in _RAISED,
            font.sz,
            rgb_of(colours.rgb(font.color)),
        )
        for font in fonts
    ]
    return _plain_or_not(str(text), doubts_of_pieces(looks, len(text)))


def _plain_or_not(text: str, doubts: tuple[str, str]) -> str | Unclear:
    """Return a text in pieces, or why it is no text or, one of digits, no number."""
    why, why_no_number = doubts
    why = why or (why_no_number if is_figure(text) else "")
    return Unclear(without_unseen(text), why) if why else text


def shown(value: Any, data_type: str, code: str) -> Any:
    """Return the value of a cell as it is shown under its number format."""
    if data_type == _ERROR:
        return Unclear(str(value), file_words.HOLDS_ERROR)
    if isinstance(value, str):
        text = without_unseen(value)
        return Unclear(text, file_words.TURNED) if is_turned(value) else text_as_shown(text, code)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(value, code)
    return value
