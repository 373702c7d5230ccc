"""Steps that do what people do: type, press, type over, take back."""

import re
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.next_month import following_of
from bpindex.cells.figures import FigureCell, figure_cells
from bpindex.desk.contract import Selection
from bpindex.errors import BoChiSoError, HostError
from bpindex.files.temporary import temporary_folder
from bpindex.notice.as_json import fingerprint
from bpindex.notice.model import Notice
from bpindex.page.plan import FIRST_COLUMN, PlacedCell, plan_sheets
from bpindex.pipeline import evaluate
from bpindex.reading.locks import protected_sheets
from bpindex.reading.workbook import Reading
from bpindex.render.sheet import NOTICE_SHEET, render_plans
from bpindex.selftest.bench import Bench, NotTried, StepFailedError
from bpindex.selftest.looking import Difference, told_differences
from bpindex.sheets.addresses import column_letter
from bpindex.words import selftest as texts

# So many counts are tried until one may be larger by one.
_TRIED = 12
# A paragraph, no label.
_LONG = 40
# Of no province: its pages may be shown to anybody.
_MADE_UP = "2026-03"
_DIGITS = tuple("0123456789")
# What a document of Word begins with.
_ZIP = b"PK"
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def recompute(bench: Bench) -> str:
    """A count that is typed over changes what is computed from it."""
    if not bench.desk.recalculate():
        raise NotTried(texts.NOT_COMPUTING)
    reading = bench.read()
    sheet, cell, value = count_to_change(reading)
    try:
        bench.desk.write(sheet, cell, [[value + 1]])
        bench.desk.recalculate()
        return told_differences(bench.read())
    finally:
        bench.put_back(sheet, cell, value)
        bench.desk.recalculate()


def count_to_change(reading: Reading) -> tuple[str, str, int]:
    """Return sheet, address and value of a count that may be one larger."""
    block, title = reading.layout["counts"].block("counts"), reading.layout["counts"].title
    tried = 0
    for place, row in enumerate(reading.stored.counts):
        for key in reading.layout.index.count_by_id:
            text = row.cells.get(key, "")
            number = int(text) if text.isdecimal() else 0
            if not number or tried >= _TRIED:
                continue
            tried += 1
            more = replace(row, cells={**row.cells, key: str(number + 1)})
            counts = (*reading.stored.counts[:place], more, *reading.stored.counts[place + 1 :])
            if not evaluate(replace(reading.held, counts=counts)).problems:
                return title, block.address(row.row, key), number
    raise NotTried(texts.NO_COUNT)


def refuse(bench: Bench) -> str:
    """A word in the cell of a number: no notice is made, and nothing else changes."""
    before = bench.read()
    sheet, cell, value = count_to_change(before)
    try:
        bench.desk.write(sheet, cell, [[texts.BAD_COUNT]])
        try:
            bench.press("make_notice")
        except BoChiSoError:
            pass
        else:
            raise StepFailedError(texts.WAS_TAKEN)
    finally:
        bench.put_back(sheet, cell, value)
    after = bench.read()
    if after.snapshot_chunks != before.snapshot_chunks or after.stored != before.stored:
        raise StepFailedError(texts.WAS_CHANGED)
    return texts.WELL


def make(bench: Bench) -> str:
    """The notice is made, of the data as they stand, and nothing seems typed on it."""
    bench.evaluation(bench.read())
    bench.press("make_notice")
    reading = bench.read()
    notice = evaluate(reading.case).notice
    made = reading.snapshot
    is_there = NOTICE_SHEET in reading.made.present and not reading.harvest.new
    if not is_there or made is None or made.fingerprint != fingerprint(notice):
        raise StepFailedError(texts.NOTHING_MADE)
    return texts.WELL


def compare_texts(bench: Bench) -> str:
    """Every cell of the notice that the plan has holds its text in the program."""
    reading = bench.made()
    count, found = 0, list[Difference]()
    for plan in plan_sheets(bench.evaluation(reading).notice):
        rows = reading.file[plan.title]
        for at in plan.cells:
            if at.text.strip():
                count += 1
                held = _held(rows, at)
                if " ".join(str(held).split()) != " ".join(at.text.split()):
                    place = f"{plan.title}!{column_letter(_column(at))}{at.number}"
                    found.append(Difference(place, held, at.text))
    if found:
        places = ", ".join(item.place for item in found[:5])
        raise StepFailedError(
            texts.DIFFERENT.format(count=len(found), places=places), map(str, found)
        )
    return texts.COUNTED.format(count=count)


def _column(at: PlacedCell) -> int:
    return FIRST_COLUMN + at.cell.first


def _held(rows: Sequence[Sequence[Any]], at: PlacedCell) -> str:
    """Return the text that stands where the plan has a cell."""
    row = rows[at.number - 1] if at.number <= len(rows) else ()
    return "" if _column(at) > len(row) else str(row[_column(at) - 1] or "")


def count_pages(bench: Bench) -> str:
    """The program prints as many pages as were planned."""
    count, _ = _printed(bench, bench.evaluation(bench.made()).notice)
    return count


def picture_pages(bench: Bench) -> str:
    """Every page of the made-up case, as the program prints it: it has figures of nobody."""
    count, bench.pages = _printed(bench, evaluate(read_case(bundled_case(_MADE_UP))).notice)
    return count


def _printed(bench: Bench, notice: Notice) -> tuple[str, bytes]:
    """Print a notice on as many pages as were planned; return what is told of it, and the PDF."""
    plans = plan_sheets(notice)
    expected = sum(1 + sum(row.begins_page for row in plan.rows) for plan in plans)
    with temporary_folder() as folder:
        # Excel opens no second workbook of one name.
        source, target = folder / f"{folder.name}.xlsx", folder / "in.pdf"
        source.write_bytes(render_plans(plans))
        try:
            bench.desk.save_pdf(source, target)
        except HostError as error:
            raise NotTried(str(error)) from error
        pdf = target.read_bytes()
    if not (found := pages_of(pdf)):
        raise NotTried(texts.NO_PAGES)
    if found != expected:
        raise StepFailedError(texts.OTHER_PAGES.format(found=found, expected=expected))
    return texts.PAGE_COUNT.format(count=found), pdf


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has, 0 where that cannot be told."""
    found = len(_PAGE.findall(pdf))
    for stream in _STREAM.findall(pdf) if not found else ():
        # Newer programs pack what describes the pages.
        with suppress(zlib.error):
            found += len(_PAGE.findall(zlib.decompressobj().decompress(stream)))
    return found


def lose_server(bench: Bench) -> str:
    """Python is ended under the open workbook; at the next calculation it is back, and right."""
    if not bench.desk.restart_server():
        raise NotTried(texts.NO_SERVER_OF_ITS_OWN)
    bench.desk.recalculate()
    return told_differences(bench.read())


def correct(bench: Bench) -> str:
    """A figure and a sentence that are typed over stand in the next notice, with one reason."""
    reading = bench.made()
    bench.evaluation(reading)
    cell, text = figure_to_change(reading)
    at, sentence = _sentence(reading)
    figures = reading.layout["figures"].title
    changed = texts.ON_TRIAL.format(text=sentence)
    before = in_force(reading)
    bench.desk.write(figures, cell.address, [[text]])
    bench.desk.write(NOTICE_SHEET, f"{column_letter(_column(at))}{at.number}", [[changed]])
    bench.press("make_notice")
    bench.typed = cell
    after = bench.made()
    if in_force(after) != before + 2:
        found = in_force(after) - before
        raise StepFailedError(texts.NOT_TAKEN.format(found=found, expected=2))
    if bench.unattended.asked != 1:
        raise StepFailedError(texts.ASKED.format(count=bench.unattended.asked))
    printed = [str(value) for row in after.file[NOTICE_SHEET] for value in row]
    if changed not in printed or text not in printed:
        raise StepFailedError(texts.NOT_KEPT)
    return texts.WELL


def figure_to_change(reading: Reading) -> tuple[FigureCell, str]:
    """Return a figure that nobody typed over, and another number for it."""
    taken = {item.key for item in reading.case.corrections if item.in_force}
    rows = reading.file[reading.layout["figures"].title]
    for cell in figure_cells(reading.layout, reading.stored):
        shown = str(rows[cell.row - 1][cell.column - 1]) if cell.row <= len(rows) else ""
        if cell.key in taken or cell in reading.typed_over or not shown.endswith(_DIGITS):
            continue
        other = texts.TYPED_FIGURE if shown != texts.TYPED_FIGURE else texts.OTHER_FIGURE
        return cell, other.replace(",", cell.table.decimal_mark)
    raise NotTried(texts.NO_COUNT)


def _sentence(reading: Reading) -> tuple[PlacedCell, str]:
    """Return a paragraph of the notice that can be corrected, and its text."""
    rows = reading.file[NOTICE_SHEET]
    taken = {item.key for item in reading.case.corrections if item.in_force}
    (plan, *_) = plan_sheets(evaluate(reading.case).notice)
    for at in plan.cells:
        if at.cell.key and at.cell.key not in taken and len(held := _held(rows, at)) > _LONG:
            return at, held
    raise NotTried(texts.NOT_MADE)


def in_force(reading: Reading) -> int:
    """Return how many corrections are in force."""
    return sum(item.in_force for item in reading.case.corrections)


def withdraw(bench: Bench) -> str:
    """The correction of the figure is withdrawn, and its cell has its formula again."""
    if (cell := bench.typed) is None:
        raise NotTried(texts.NOT_MADE)
    before = bench.made()
    spot = Selection(before.layout["figures"].title, cell.row, cell.column)
    bench.press("withdraw_correction", spot)
    after = bench.made()
    if in_force(after) != in_force(before) - 1 or cell in after.typed_over:
        raise StepFailedError(texts.STILL_THERE)
    return texts.WELL


def restore(bench: Bench) -> str:
    """Going back brings the register back as it was; going back again, as it had become."""
    if bench.typed is None:
        raise NotTried(texts.NOT_MADE)
    count = in_force(bench.made())
    for expected in (count + 1, count):
        bench.press("restore_previous")
        if in_force(bench.made()) != expected:
            raise StepFailedError(texts.NOT_BACK)
    return texts.WELL


def export(bench: Bench) -> str:
    """The notice leaves as a Word document."""
    bench.evaluation(bench.made())
    bench.press("export_word")
    found = list(bench.copy.parent.rglob("*.docx"))
    if not found or not all(path.read_bytes().startswith(_ZIP) for path in found):
        raise StepFailedError(texts.NO_FILE.format(kind="Word"))
    return texts.WELL


def protection(bench: Bench) -> str:
    """Every sheet that was protected is so still."""
    gone = protected_sheets(bench.copy.read_bytes()) - protected_sheets(bench.read().file.content)
    if gone:
        raise StepFailedError(texts.UNPROTECTED.format(sheets=", ".join(sorted(gone))))
    return texts.WELL


def open_next_month(bench: Bench) -> str:
    """The next month is opened: the file of this one is kept, the data are gone."""
    before = bench.read().case
    bench.press("next_month")
    after = bench.read().stored
    is_empty = not any(value for row in after.counts for value in row.cells.values())
    kept = set(bench.copy.parent.glob("*.xlsm")) - {bench.copy}
    if after.period != following_of(before) or not is_empty or not kept:
        raise StepFailedError(texts.OTHER_MONTH)
    return texts.WELL
