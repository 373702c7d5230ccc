"""The one array of Tính điểm: all its blocks side by side, from one call and one reading.

Each block is as wide as it was built: what Chỉ tiêu says today moves no block from its place.
"""

from collections.abc import Callable, Sequence

from bpindex.cells.records import SheetValues
from bpindex.cells.score_blocks import BLANK, Cells, ScoreSheet, agency_rows, cut_text
from bpindex.errors import BoChiSoError
from bpindex.sheets.model import ROOM

Compute = Callable[[ScoreSheet], list[Cells]]
# In the order in which they stand; the last one holds in its first rows what the rows of the
# province show, below, and then its points and which of them are computed.
BLOCKS: tuple[Compute, ...] = (
    ScoreSheet.summary,
    ScoreSheet.points,
    ScoreSheet.rates,
    ScoreSheet.figures,
    ScoreSheet.province_block,
)
# Wider than any block: what does not fit is not shown, while a single column would be repeated.
_WIDEST = 80


def block_or_blank(compute: Compute, *sheets: SheetValues) -> list[Cells]:
    """Return one block of the sheets, a blank one where they do not let it be computed.

    The sentence that says why stands in the state column alone (the block of the summary).
    """
    try:
        return compute(ScoreSheet(*sheets))
    except BoChiSoError as error:
        rows = ROOM.tables if compute is ScoreSheet.province_block else agency_rows(sheets[2])
        blank: list[Cells] = [[BLANK] * _WIDEST for _ in range(rows)]
        if compute is ScoreSheet.summary:
            blank[0][0] = cut_text(str(error))
        return blank


def array_or_blanks(widths: Sequence[int], *sheets: SheetValues) -> list[Cells]:
    """Return the blocks side by side; where the sheets hold a mistake, those that it leaves."""
    try:
        return array_of(ScoreSheet(*sheets), widths)
    except BoChiSoError:
        settings, index, agencies, _, corrections, _ = sheets
        handed = (*[sheets[:-1]] * 3, sheets, (settings, index, (), (), corrections))
        blocks = [block_or_blank(each, *its) for each, its in zip(BLOCKS, handed, strict=True)]
        return _side_by_side(blocks, widths, agency_rows(agencies))


def array_of(sheet: ScoreSheet, widths: Sequence[int]) -> list[Cells]:
    """Return the blocks side by side; raise InputError where they cannot be computed."""
    rows = sheet.layout.capacity.agencies
    return _side_by_side([compute(sheet) for compute in BLOCKS], widths, rows)


def _side_by_side(blocks: Sequence[list[Cells]], widths: Sequence[int], rows: int) -> list[Cells]:
    lines: list[Cells] = [[] for _ in range(rows)]
    for block, width in zip(blocks, widths, strict=True):
        for number, line in enumerate(lines):
            cells = block[number][:width] if number < len(block) else []
            line += [*cells, *[BLANK] * (width - len(cells))]
    return lines
