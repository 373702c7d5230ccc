"""What is found and explained, on the tool's own sheets Kiểm tra and Giải thích."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bpindex.cells.report import explanation_rows, finding_rows, reminder_rows, sign_cells
from bpindex.desk.contract import Desk
from bpindex.desk.selection import Spot
from bpindex.explain.explanation import Explanation
from bpindex.pipeline import Evaluation
from bpindex.reading.workbook import Reading
from bpindex.remarks.chart_data import chart_data
from bpindex.remarks.signing import sign_rows
from bpindex.sheets.addresses import as_text, column_letter
from bpindex.sheets.layout import Layout
from bpindex.words import buttons as texts
from bpindex.workbook.chart_facts import BARS, rows_of, width_of
from bpindex.workbook.system_sheets import FACTS_SHEET

# So many of one sort are listed in a question or message; the sheets show all.
_LISTED = 8


def first_few(items: Iterable[str], more: str, most: int = _LISTED) -> list[str]:
    """Return the first of some lines, and `more` with the `count` of those that are left out."""
    lines = list(items)
    if len(lines) > most:
        lines[most:] = [more.format(count=len(lines) - most)]
    return lines


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def write_findings(desk: Desk, layout: Layout, evaluation: Evaluation) -> None:
    """List what was found on the sheet Kiểm tra, in the place of what stood there."""
    _fill(desk, layout, "findings", finding_rows(evaluation, layout))


def require_printable(desk: Desk, layout: Layout, evaluation: Evaluation) -> None:
    """Show what was found and raise DataProblemsError where a problem stops the notice."""
    if evaluation.problems:
        show_findings(desk, layout, evaluation)
        evaluation.require_no_problems()


def show_check(desk: Desk, reading: Reading, evaluation: Evaluation) -> None:
    """List what was found, draw the charts anew, and show what was found."""
    redraw(desk, reading, evaluation)
    show_findings(desk, reading.layout, evaluation)


def show_findings(desk: Desk, layout: Layout, evaluation: Evaluation) -> None:
    """List what was found and who owes which counts, and show what was found."""
    write_findings(desk, layout, evaluation)
    _write_reminders(desk, layout, evaluation)
    desk.show_sheet(layout["findings"].title)


def _write_reminders(desk: Desk, layout: Layout, evaluation: Evaluation) -> None:
    """List who owes which counts on the sheet Lời nhắc, which older workbooks lack."""
    if "reminders" not in layout.sheets or not desk.has_sheet(layout["reminders"].title):
        return
    at = datetime.now().strftime(texts.MOMENT)
    _fill(desk, layout, "reminders", reminder_rows(evaluation, at))


def redraw(desk: Desk, reading: Reading, evaluation: Evaluation) -> None:
    """Write what the charts draw, which workbooks of older layouts lack."""
    if "charts" not in reading.layout.sheets or not desk.has_sheet(FACTS_SHEET):
        return
    old = [row[BARS - 1 :] for row in reading.file[FACTS_SHEET]]
    bars = [int(row[0]) for row in old if row and isinstance(row[0], int | float)]
    index = evaluation.month.index
    data = chart_data(evaluation.month, evaluation.scores, bars)
    rows, width = rows_of(data, index), width_of(index)
    filled = [number for number, row in enumerate(old, 1) if any(row[:width])]
    blank = [[""] * width] * max(max(filled, default=0) - len(rows), 0)
    cells = [[as_text(v) if isinstance(v, str) else v for v in row] for row in rows]
    last = column_letter(BARS + width - 1)
    area = f"{column_letter(BARS)}1:{last}{len(rows) + len(blank)}"
    desk.write(FACTS_SHEET, area, [*cells, *blank])


def show_signing(desk: Desk, layout: Layout, evaluation: Evaluation) -> None:
    """List what to look at before signing, and show it; what was ticked there stays so."""
    title, block = layout["signing"].title, layout["signing"].block("signing")
    before = desk.read(title, block.area().replace("$", ""))
    rows = sign_cells(sign_rows(evaluation), before, block.capacity)
    _fill(desk, layout, "signing", rows)
    desk.show_sheet(title)


def show_explanation(desk: Desk, layout: Layout, explanation: Explanation, spot: Spot) -> None:
    """Show where a figure comes from, with a way back to its cell."""
    _fill(desk, layout, "explain", explanation_rows(explanation, spot.cells.sheet, spot.cell))
    desk.show_sheet(layout["explain"].title)


def _fill(desk: Desk, layout: Layout, name: str, rows: Sequence[Sequence[str]]) -> None:
    """Write rows over the block of one of the tool's sheets."""
    title, block = layout[name].title, layout[name].block(name)
    area = block.area().replace("$", "")
    blank = [[""] * len(block.columns) for _ in range(block.capacity)]
    desk.write(title, area, [*rows, *blank][: block.capacity])
    desk.fit_rows(title, area)
