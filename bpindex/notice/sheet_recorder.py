"""Records what is written into a sheet of the notice, for the snapshot."""

from collections.abc import Mapping, Sequence

from bpindex.notice.model import Run
from bpindex.notice.printed import bold_ranges
from bpindex.notice.sheet_cells import Cell
from bpindex.notice.snapshot import SnapCell, SnapRow, SnapSheet, style_name


class SheetRecorder:
    """Collects rows and cells by the number of their row."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._rows: dict[int, tuple[str, float, bool]] = {}
        self._cells: dict[int, list[SnapCell]] = {}

    def row(self, number: int, key: str, height_pt: float, begins_page: bool) -> None:
        """Note a row."""
        self._rows[number] = (key, height_pt, begins_page)

    def cell(self, number: int, cell: Cell, text: str, look: Mapping[str, str] = {}) -> None:
        """Note a cell that has a key; its text is what stands in the sheet."""
        assert cell.key is not None
        style = style_name(cell.style)
        bold = "" if cell.style.bold else _bold(cell.runs)
        noted = SnapCell(cell.first, cell.last, cell.rows, cell.key, text, style, look, bold)
        self._cells.setdefault(number, []).append(noted)

    def sheet(self, title: str, widths: Sequence[float]) -> SnapSheet:
        """Return everything noted."""
        rows = (
            SnapRow(key, height, begins, tuple(self._cells.get(number, ())))
            for number, (key, height, begins) in sorted(self._rows.items())
        )
        return SnapSheet(title, self._columns, tuple(widths), tuple(rows))


def _bold(runs: Sequence[Run]) -> str:
    return bold_ranges(runs) if any(run.bold for run in runs) else ""
