"""Steps that paste locked cells over those in which people type, as pasting from elsewhere does."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bpindex.desk.contract import Desk, Selection
from bpindex.files.temporary import temporary_folder
from bpindex.reading.locks import locked_on
from bpindex.reading.workbook import Reading
from bpindex.selftest.bench import Bench, NotTried, StepFailedError
from bpindex.selftest.playing import count_to_change, figure_to_change, in_force
from bpindex.sheets.addresses import area_bounds, column_letter
from bpindex.sheets.model import Sheet
from bpindex.words import selftest as texts
from bpindex.xlsx.package import Package
from bpindex.xlsx.styles import STYLES


@dataclass(frozen=True)
class _Spot:
    """A cell in which people type: what it holds, and what is typed into it on trial."""

    sheet: Sheet
    cell: str
    held: Any
    typed: Any

    @property
    def place(self) -> str:
        return f"{self.sheet.title}!{self.cell}"

    def put_back(self, desk: Desk) -> None:
        """Write what it held, a formula as one: cells of texts take none otherwise."""
        if isinstance(self.held, str):
            desk.write_formula(self.sheet.title, self.cell, self.held)
        else:
            desk.write(self.sheet.title, self.cell, [[self.held]])

    def column(self, locked: set[str]) -> tuple[str, str]:
        """Return the heading of its column, which is locked, and a cell of it that is not."""
        number, own, _, _ = area_bounds(self.cell)
        letter = column_letter(number)
        for block in self.sheet.blocks:
            if any(number == found for found, _ in block.numbered()):
                rows = (row for rows in block.typed_rows for row in rows if row != own)
                for cell in (f"{letter}{row}" for row in rows):
                    if f"{self.sheet.title}!{cell}" not in locked:
                        return f"{letter}{block.header_row}", cell
        raise NotTried(texts.NO_LOCK)


def type_over_pasted(bench: Bench) -> str:
    """Cells that came locked take what is typed; then they hold what they held, unlocked."""
    before = bench.read()
    spots = [_count(before), _figure(before), _reason(before)]
    with _pasted(bench, *spots):
        shut = [it.place for it in spots if not bench.desk.type_in(*_at(it), it.typed)]
        if shut:
            raise StepFailedError(texts.SHUT.format(places=", ".join(shut)))
        lost = [it.place for it in spots if _text(bench.desk.read(*_at(it))[0][0]) != str(it.typed)]
        if lost:
            raise StepFailedError(texts.NOT_TYPED.format(places=", ".join(lost)))
    if _contents(bench.read()) != _contents(before):
        raise StepFailedError(texts.WAS_CHANGED)
    return texts.PASTED_OPEN.format(count=len(spots))


def correct_over_pasted(bench: Bench) -> str:
    """A figure in a cell that came locked is taken and withdrawn: its formula is back each time."""
    before = bench.made()
    bench.evaluation(before)
    cell, text = figure_to_change(before)
    spot = _figure(before)
    with _pasted(bench, spot):
        # A heading's format came too, which would make a number of it.
        bench.desk.write(*_at(spot), [[f"'{text}"]])
        selected = Selection(spot.sheet.title, cell.row, cell.column)
        for action, expected in (("make_notice", 1), ("withdraw_correction", 0)):
            bench.press(action, selected)
            after = bench.made()
            if (found := in_force(after) - in_force(before)) != expected:
                raise StepFailedError(texts.NOT_TAKEN.format(found=found, expected=expected))
            if cell in after.typed_over:
                raise StepFailedError(texts.STILL_THERE)
    return texts.WELL


@contextmanager
def _pasted(bench: Bench, *spots: _Spot) -> Iterator[None]:
    """Let cells be locked for as long as it lasts; then they are as they were, or it is told."""
    before = _locked(bench, spots)
    columns = [spot.column(before) for spot in spots]
    try:
        for spot, (heading, _) in zip(spots, columns, strict=True):
            bench.desk.paste(spot.sheet.title, heading, spot.cell)
        if not {spot.place for spot in spots} <= _locked(bench, spots):
            raise NotTried(texts.NO_LOCK)
        yield
    finally:
        for spot, (_, twin) in zip(spots, columns, strict=True):
            with suppress(Exception):
                bench.desk.paste(spot.sheet.title, twin, spot.cell)
                spot.put_back(bench.desk)
        bench.desk.recalculate()
    if left := _locked(bench, spots) - before:
        raise StepFailedError(texts.LEFT_LOCKED.format(places=", ".join(sorted(left))))


def _locked(bench: Bench, spots: Iterable[_Spot]) -> set[str]:
    """Return what is locked now on their sheets, out of a copy that nobody has to understand."""
    with temporary_folder() as folder:
        path = folder / f"{folder.name}.xlsm"
        bench.desk.save_copy(path)
        package = Package(path.read_bytes())
    parts, sheets = package.parts, package.sheets()
    return {
        f"{title}!{cell}"
        for title in {spot.sheet.title for spot in spots}
        for cell, _ in locked_on(parts[sheets[title]], parts[STYLES])
    }


def _contents(reading: Reading) -> tuple[object, ...]:
    return reading.stored, reading.typed_over, reading.as_texts


def _count(reading: Reading) -> _Spot:
    _, cell, value = count_to_change(reading)
    return _Spot(reading.layout["counts"], cell, value, value + 1)


def _figure(reading: Reading) -> _Spot:
    cell, _ = figure_to_change(reading)
    return _Spot(reading.layout["figures"], cell.address, cell.formula, texts.REASON)


def _reason(reading: Reading) -> _Spot:
    block = reading.layout["corrections"].block("corrections")
    cell = block.address(block.last_row, "reason")
    return _Spot(reading.layout["corrections"], cell, None, texts.REASON)


def _at(spot: _Spot) -> tuple[str, str]:
    return spot.sheet.title, spot.cell


def _text(value: Any) -> str:
    """Return what was typed into a cell: programs keep every number with a fraction."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
