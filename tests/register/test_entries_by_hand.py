"""An entry typed into the register by hand, of every kind: it changes the notice, or is named."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from bpindex.case.correction import CorrectionKind
from bpindex.case.correction_rows import CorrectionRow, correction_of
from bpindex.case.validation import validate_case
from bpindex.errors import InputError
from bpindex.notice.model import Notice
from bpindex.page.memory import snapshot_of
from bpindex.page.plan import SheetPlan, plan_sheets
from bpindex.pipeline import evaluate
from tests.edits.desk import small_case

CASE = small_case(late=True)
TEXT = "Gõ vào sổ"
NO_EFFECT = "không có tác dụng"
COUNT = CASE.index.counts[0].id

TABLES = ("", "so-nganh", "phu-luc", "Thông báo")
NAMES = ("", "so-y-te", "tinh", "*", "+1", "H1", "không có")
ROWS = ("", "row:so-nganh:so-y-te", "block:intro", "không có")
FORMS = ("height", "TD_thang.width", "dossier.width", "*.look", "bold", "paper.page", "không có")
COLUMNS = (
    "", "TD_thang", "CK_nam_truoc", "note", "closing", "period_note.so-nganh", "table_so_nganh",
    "dossier", COUNT, "+1", "không có",
)  # fmt: skip
PLACES = ("block:grounds", "row:so-nganh:so-tu-phap", "không có")
# What stands in the column of what prints: a text, a height, a width, a look, a page.
SAID = (TEXT, "55", "size=15", "A3", "0-3")


def seen(notice: Notice) -> list[object]:
    """Return everything that can be seen of a notice, comments and notes too."""
    plans = plan_sheets(notice)
    return [[*_seen(plan)] for plan in plans] + [[*snapshot_of(notice, plans).comments.items()]]


def _seen(plan: SheetPlan) -> Iterator[object]:
    yield (plan.widths, plan.scale, plan.page_ends, plan.layout)
    yield from ((row.number, row.row.key, row.row.height_pt) for row in plan.rows)
    for placed in (*plan.cells, *plan.merged, *plan.margins):
        bold = [(run.text, run.bold) for run in placed.cell.runs]
        yield placed.number, placed.cell.first, placed.text, placed.look, bold


BEFORE = seen(evaluate(CASE).notice)


def entries(kind: CorrectionKind) -> Iterator[CorrectionRow]:
    agencies, columns, places, said = NAMES, COLUMNS, ("",), (TEXT,)
    match kind:
        case CorrectionKind.ADDED | CorrectionKind.MOVED | CorrectionKind.REMOVED:
            agencies, columns = ("", "so-y-te", "tinh", "+1", "H1"), ("", "closing", "+1")
            places = PLACES if kind is not CorrectionKind.REMOVED else places
        case CorrectionKind.COUNT:
            said = ("7",)
        case CorrectionKind.FORMAT:
            agencies, columns, said = ROWS, FORMS, SAID
        case CorrectionKind.MARGIN:
            agencies, columns = ROWS, ("", "+1", "không có")
    for table, agency, column in product(TABLES, agencies, columns):
        for place, text in product(places, said):
            key = (table, agency, column)
            yield CorrectionRow(*key, "", text, "lý do", kind=kind, place=place, row=9)


def outcome(row: CorrectionRow) -> str:
    """Return what becomes of an entry: refused, named as without effect or place, in force."""
    case = replace(CASE, corrections=(correction_of(row),))
    try:
        validate_case(case)
    except InputError as told:
        assert "dòng 9" in str(told)
        return "refused"
    evaluation = evaluate(case)
    findings = [str(finding) for finding in evaluation.findings if finding.part == "corrections"]
    if any(NO_EFFECT in text for text in findings):
        return "without effect"
    assert findings or seen(evaluation.notice) != BEFORE, row
    return "in force"


@pytest.mark.parametrize("kind", list(CorrectionKind))
def test_an_entry_changes_the_notice_or_is_named(kind: CorrectionKind) -> None:
    found = {outcome(row) for row in entries(kind)}
    assert {"in force"} < found


@pytest.mark.parametrize("table", ["so-nganh", "cap-huyen"])
def test_a_text_in_a_merged_column_of_an_added_row_prints(table: str) -> None:
    """Of a row of the other table too, which somebody put there."""
    rows = [
        CorrectionRow(table, "+1", "", "", "", "lý do", kind=CorrectionKind.ADDED,
                      place="row:so-nganh:so-y-te", row=8),
        CorrectionRow(table, "+1", "CK_nam_truoc", "", TEXT, "lý do", row=9),
    ]  # fmt: skip
    case = replace(CASE, corrections=tuple(map(correction_of, rows)))
    assert not [str(f) for f in evaluate(case).findings if f.part == "corrections"]
    rows_made = [row for t in evaluate(case).notice.tables for row in t.rows if row.agency == "+1"]
    assert [figure.text for figure in rows_made[0].figures if figure.correction] == [TEXT]


def test_the_provinces_row_has_cells_of_its_own_in_merged_columns() -> None:
    row = CorrectionRow("so-nganh", "tinh", "CK_nam_truoc", "15.5/18", TEXT, "lý do", row=9)
    case = replace(CASE, corrections=(correction_of(row),))
    assert [f for f in evaluate(case).findings if NO_EFFECT in str(f)] == []
