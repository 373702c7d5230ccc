"""What a person does at the workbook, step by step; the same under Wine and on Linux."""

from collections.abc import Callable
from typing import Any

from tests.hosts.windows.fake_excel import FakeExcel

__all__ = ["press"]


def press(
    excel: FakeExcel, run: Callable[[str], None], shown: Callable[[], list[Any]], step: Any
) -> dict[str, Any]:
    """Do one step: type, select, answer, then press the button; tell what is there afterwards.

    `run` runs a Python command as the button does, `shown` gives all message boxes so far.
    """
    for sheet, cells, value in step.get("type", []):
        excel.type_in(sheet, cells, value)
    if "select" in step:
        excel.select(*step["select"])
    if "fail" in step:
        excel.fail(*step["fail"])
    excel.will_type(step.get("will_type", ""))
    excel.will_choose(*step.get("will_choose", ()))
    excel.calls.clear()
    excel.asked.clear()
    told = len(shown())
    run(step["run"])
    return {
        "calls": len(excel.calls),
        "sheets": excel.sheets(),
        "active": excel.book()._active.title,
        "state": excel.state,
        "books": excel.books,
        "questions": list(excel.dialogs),
        "asked": [prompt for prompt, _ in excel.asked],
        "shown": shown()[told:],
        "values": [
            _rows(excel.value(sheet, cells)) if sheet in excel.sheets() else None
            for sheet, cells in step.get("read", [])
        ],
    }


def _rows(value: Any) -> Any:
    """Return rows as JSON gives them back."""
    return [list(row) for row in value] if isinstance(value, tuple) else value
