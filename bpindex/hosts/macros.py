"""The macros of the buttons, through xlwings alone: check, make the notice, explain.

The same code runs in Excel (over COM) and in LibreOffice (over UNO, see `hosts.libreoffice`).
The workbook is read from a copy that the program saves aside, so that the same reader serves
files and programs, and the number of calls does not grow with the number of agencies. Nothing
here raises: an error becomes one Vietnamese sentence, and its traceback goes to the log file.
"""

from typing import Any

import xlwings as xw

from bpindex.explain import explain
from bpindex.hosts.generating import begin, generate, read_book, with_reason
from bpindex.hosts.register_macros import (
    merge_register,
    restore_previous,
    withdraw_correction,
    withdraw_kind,
)
from bpindex.hosts.selected_cell import selected
from bpindex.hosts.selection import target_of
from bpindex.hosts.session import Status, run
from bpindex.pipeline import Evaluation, evaluate
from bpindex.sheets.layout import layout_of
from bpindex.sheets.report import explanation_rows, finding_rows
from bpindex.words import buttons as texts

__all__ = [
    "check_data",
    "explain_figure",
    "make_notice",
    "merge_register",
    "restore_previous",
    "withdraw_correction",
    "withdraw_kind",
]


def check_data() -> None:
    """Check the data and list what was found on the sheet Kiểm tra, with links to the cells."""
    run(_check_data)


def make_notice() -> None:
    """Make the sheets Thông báo and Phụ lục; the previous ones are kept until the next time."""
    run(_make_notice)


def explain_figure() -> None:
    """Explain the figure of the selected cell on the sheet Giải thích."""
    run(_explain_figure)


def _check_data(book: xw.Book, status: Status) -> None:
    status(texts.READING)
    _show_findings(book, evaluate(read_book(book).case))


def _make_notice(book: xw.Book, status: Status) -> str:
    status(texts.READING)
    current = begin(book)
    evaluation = evaluate(current.reading.case)
    if evaluation.problems:
        _show_findings(book, evaluation)
        evaluation.require_no_problems()
    return generate(current, with_reason(current, evaluation), texts.ACTION_NOTICE, status)


def _explain_figure(book: xw.Book, status: Status) -> None:
    status(texts.READING)
    selection = selected(book)
    evaluation = evaluate(read_book(book).case)
    agency, column = target_of(evaluation.case, selection)
    result = explain(evaluation.case, evaluation.scores, evaluation.notice, agency, column)
    layout = layout_of(evaluation.case.index)
    _fill(book, layout["explain"], "explain", explanation_rows(result, selection.address))


def _show_findings(book: xw.Book, evaluation: Evaluation) -> None:
    layout = layout_of(evaluation.case.index)
    rows = finding_rows(evaluation, layout)
    _fill(book, layout["findings"], "findings", rows)


def _fill(book: xw.Book, sheet: Any, block_id: str, rows: list[list[str]]) -> None:
    """Write rows over a block of one of the tool's sheets and show it; a few calls in all."""
    block = sheet.block(block_id)
    target = book.sheets[sheet.title]
    area = target.range(block.area().replace("$", ""))
    blank = [[""] * len(block.columns) for _ in range(block.capacity)]
    # As texts and formulas, without the converters of xlwings: they cost a hundred calls.
    area.raw_value = tuple(map(tuple, [*rows, *blank][: block.capacity]))
    area.rows.autofit()
    target.activate()
