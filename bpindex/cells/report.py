"""Findings and explanations as rows of the sheets Kiểm tra and Giải thích."""

from collections.abc import Iterable, Sequence

from bpindex.cells.origin import WorkbookOrigin
from bpindex.checks import Finding, Level
from bpindex.codec.fields import cell_text
from bpindex.explain.explanation import Explanation
from bpindex.pipeline import Evaluation
from bpindex.remarks.lacking import reminders
from bpindex.remarks.signing import SignRow
from bpindex.sheets.addresses import as_text, link_formula
from bpindex.sheets.layout import Layout
from bpindex.words import marks as texts
from bpindex.words import remarks as remark_words


def finding_rows(evaluation: Evaluation, layout: Layout) -> list[list[str]]:
    """Return level, sentence and a link to the cell of every finding, as formulas or texts."""
    origin = evaluation.case.origin
    if not isinstance(origin, WorkbookOrigin):
        origin = WorkbookOrigin(layout)
    if not evaluation.findings:
        return [["", texts.NOTHING_FOUND, ""]]
    rows = [
        [
            texts.PROBLEM if finding.level is Level.PROBLEM else texts.WARNING,
            as_text(str(finding)),
            _link(finding, origin),
        ]
        for finding in evaluation.findings
    ]
    capacity = layout["findings"].block("findings").capacity
    if len(rows) > capacity:
        hidden = len(rows) - capacity + 1
        rows[capacity - 1 :] = [["", texts.MORE_FOUND.format(count=hidden), ""]]
    return rows


def _link(finding: Finding, origin: WorkbookOrigin) -> str:
    """Return the formula that jumps to the cell of a finding, or at least to its sheet."""
    title, cell = origin.cell(finding.part, finding.row, finding.column)
    return link_formula(title, cell or "A1")


def explanation_rows(explanation: Explanation, sheet: str, cell: str) -> list[list[str]]:
    """Return label and text of every line of an explanation, with a link back to the cell."""
    rows = [[as_text(label), as_text(text)] for label, text in explanation.lines]
    return [
        [texts.AGENCY, as_text(explanation.agency)],
        [texts.COLUMN, as_text(explanation.column)],
        *rows,
        [texts.BACK, link_formula(sheet, cell)],
    ]


def reminder_rows(evaluation: Evaluation, at: str) -> list[list[str]]:
    """Return who owes what, with the reminders, below the moment at which this was found."""
    month = evaluation.month.called
    head = ["", as_text(remark_words.REMINDED_AT.format(month=month, at=at)), "", ""]
    rows = [
        [as_text(text) for text in (item.name, item.missing, item.text, item.address)]
        for item in reminders(evaluation)
    ]
    return [head, *rows] if rows else [head, ["", remark_words.NONE_MISSING, "", ""]]


def sign_cells(
    rows: Iterable[SignRow], before: Iterable[Sequence[object]], most: int
) -> list[list[str]]:
    """Return the page before signing as cells; a row that did not change is still ticked.

    `before` are the cells that stood there, `most` is how many there is room for.
    """
    ticks = {_told(cells[:-1]): cell_text(cells[-1]) for cells in before}
    found = []
    for row in rows:
        cells = [row.part, row.what, row.before, row.after, row.reason, row.who]
        found.append([*map(as_text, cells), as_text(ticks.get(_told(cells), ""))])
    if len(found) > most:
        found[most - 1 :] = [["", texts.MORE_FOUND.format(count=len(found) - most + 1), *[""] * 5]]
    return found


def _told(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(" ".join(cell_text(cell).split()) for cell in cells)
