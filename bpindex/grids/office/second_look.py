"""What only the format of a cell tells, in kinds of files of which calamine reads values alone.

Percents, errors and numbers that their cells show otherwise, struck or unseen letters, hidden rows
and columns, merged cells, headers of pages: .xls here, see `binary_sheets` for .xlsb and
`ods_sheets` for .ods. Of .xlsx the parts tell it, see `office_files`.
"""

import io
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.looks import LOWEST, Look
from bpindex.grids.looks import printed_texts as printed
from bpindex.grids.office.binary_sheets import BOOK, looks_of_binary
from bpindex.grids.office.ods_sheets import CONTENT, looks_of_ods
from bpindex.grids.shown_numbers import by_format
from bpindex.words import files as file_words
from bpindex.xlsx.kinds import OLD_OFFICE, package_from_outside
from bpindex.xlsx.letters import BLACK, WHITE, Colour, Letters

# Records of .xls: what is printed above and below each page, the end of a sheet.
_HEADER, _FOOTER, _END = 0x14, 0x15, 0x0A
# Heights of rows and letters are in parts of a point, widths of columns in those of a letter.
_PARTS, _NARROWEST = 20, 256
_SOLID = 1


def second_look(content: bytes) -> Mapping[str, Look]:
    """Return, by the titles of sheets, the cells whose format says more than their value."""
    if content.startswith(OLD_OFFICE):
        return _of_xls(content)
    parts = package_from_outside("", content).parts
    if BOOK in parts:
        return looks_of_binary(parts)
    return looks_of_ods(parts) if CONTENT in parts else {}


def _of_xls(content: bytes) -> dict[str, Look]:
    import xlrd

    # On demand: else its records are gone before their headers are read.
    book = xlrd.open_workbook(
        file_contents=content, formatting_info=True, logfile=io.StringIO(), on_demand=True
    )
    codes = [book.format_map[xf.format_key].format_str for xf in book.xf_list]
    letters = [_letters(book, font) for font in book.font_list]
    doubts = [letters[xf.font_index].doubt(_ground(book, xf)) for xf in book.xf_list]
    found: dict[str, Look] = {}
    for number, sheet in enumerate(book.sheets()):
        look = found.setdefault(sheet.name, Look())
        look.rows |= {
            row
            for row, item in sheet.rowinfo_map.items()
            if item.hidden or (item.height or LOWEST * _PARTS) < LOWEST * _PARTS
        }
        look.columns |= {
            column
            for column, item in sheet.colinfo_map.items()
            if item.hidden or item.width < _NARROWEST
        }
        look.spans += [(t, left, b - 1, end - 1) for t, b, left, end in sheet.merged_cells]
        look.around = printed(_headers(book, number))
        notes = (" ".join(note.text.split()) for note in sheet.cell_note_map.values())
        look.around += [text for text in notes if text]
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    name = xlrd.error_text_from_code.get(cell.value, "#")
                    look.cells[row, column] = Unclear(name, file_words.HOLDS_ERROR)
                    continue
                if cell.ctype == xlrd.XL_CELL_NUMBER:
                    whole = int(cell.value) if cell.value.is_integer() else cell.value
                    shown = by_format(whole, codes[cell.xf_index])
                    if isinstance(shown, ShownNumber | Unclear):
                        look.cells[row, column] = shown
                runs = sheet.rich_text_runlist_map.get((row, column), ())
                is_odd = any(letters[font].doubt(WHITE) for _, font in runs)
                if doubt := file_words.ODD_PIECE if is_odd else doubts[cell.xf_index]:
                    look.doubts[row, column] = doubt
    return found


def _letters(book: Any, font: Any) -> Letters:
    colour = book.colour_map.get(font.colour_index) or BLACK
    size = font.height / _PARTS or None
    return Letters(bool(font.struck_out), bool(font.escapement), size, colour)


def _ground(book: Any, style: Any) -> Colour:
    pattern = style.background.fill_pattern
    if pattern != _SOLID:
        return None if pattern else WHITE
    found: Colour = book.colour_map.get(style.background.pattern_colour_index)
    return found


def _headers(book: Any, number: int) -> Iterator[str]:
    """Yield what the records of a sheet say of its headers and footers."""
    from xlrd.biffh import unpack_string, unpack_unicode

    memory, at = book.mem, book._sh_abs_posn[number]
    while at + 4 <= len(memory):
        kind, size = struct.unpack_from("<HH", memory, at)
        record = bytes(memory[at + 4 : at + 4 + size])
        if kind in (_HEADER, _FOOTER) and record:
            is_wide = book.biff_version >= 80
            read = unpack_unicode if is_wide else unpack_string
            rest = {} if is_wide else {"encoding": book.encoding}
            yield read(record, 0, lenlen=2 if is_wide else 1, **rest)
        if kind == _END:
            return
        at += 4 + size
