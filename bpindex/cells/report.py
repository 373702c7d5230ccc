"""Findings and explanations as rows of the sheets Kiểm tra and Giải thích."""

from bpindex.cells.origin import WorkbookOrigin
from bpindex.checks import Finding, Level
from bpindex.explain.explanation import Explanation
from bpindex.pipeline import Evaluation
from bpindex.sheets.addresses import as_text, link_formula
from bpindex.sheets.layout import Layout
from bpindex.words import marks as texts


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
