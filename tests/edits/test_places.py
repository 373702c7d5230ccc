"""What people put where nothing is computed: it stays on its sheet, at its place, or is told."""

from dataclasses import replace

import pytest

from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Desk, Row, small_case

LINE = "Người lập biểu: Nguyễn Văn A"


@pytest.fixture
def desk() -> Desk:
    return Desk(small_case(late=True))


def texts_of(desk: Desk, sheet: int) -> list[tuple[str, ...]]:
    return [texts for row in desk.sheets[sheet].rows if (texts := row.texts())]


# --- the appendix ----------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1, "end", "far below"])
def test_a_line_typed_on_the_appendix_stays_there(desk: Desk, place: int | str) -> None:
    appendix = desk.sheets[1]
    line = Row("", 18.0, {FIRST_COLUMN: LINE})
    if isinstance(place, int):
        appendix.insert(place, line)
    else:
        appendix.rows += [Row("", 12.0)] * (3 if place == "far below" else 0) + [line]
    notice, seen = texts_of(desk, 0), texts_of(desk, 1)
    desk.generate()
    assert texts_of(desk, 1) == seen
    assert texts_of(desk, 0) == notice
    assert desk.generate().new == []


def test_a_second_line_below_the_appendix_follows_the_first(desk: Desk) -> None:
    for number in range(2):
        desk.sheets[1].rows.append(Row("", 18.0, {FIRST_COLUMN: f"{LINE} {number}"}))
        seen = texts_of(desk, 1)
        desk.generate()
        assert texts_of(desk, 1) == seen


@pytest.mark.parametrize("place", [0, 3, "end"])
def test_what_stands_on_an_appendix_waits_while_there_is_none(desk: Desk, place: int | str) -> None:
    appendix = desk.sheets[1]
    at = place if isinstance(place, int) else len(appendix.rows)
    appendix.insert(at, Row("", 18.0, {FIRST_COLUMN: LINE}))
    notice, seen = texts_of(desk, 0), texts_of(desk, 1)
    desk.generate()
    late = desk.case.late_dossiers
    desk.case = replace(desk.case, late_dossiers=())
    desk.generate()
    assert texts_of(desk, 0) == notice
    assert len(desk.notice.origins.lost) == 1
    desk.case = replace(desk.case, late_dossiers=late)
    desk.generate()
    assert texts_of(desk, 1) == seen


# --- several texts in one cell ---------------------------------------------------------------

TITLE, DEPUTY = "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def with_signatures(*texts: str) -> Desk:
    """Return a desk whose notice has a paragraph of kind signature for each text."""
    case = small_case()
    paragraphs = []
    for item in case.wording.paragraphs:
        mine = texts if item.kind == "signature" else ()
        paragraphs += [
            replace(item, id=f"{item.id}{n or ''}", text=t) for n, t in enumerate(mine)
        ] or [item]
    return Desk(replace(case, wording=replace(case.wording, paragraphs=tuple(paragraphs))))


def signature_cell(desk: Desk) -> tuple[Row, int]:
    row = next(row for row in desk.main.rows if "block:signature" in row.key)
    return row, max(row.cells)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (f"{TITLE}\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC", {"signature1"}),
        (f"T/M. UBND\n{DEPUTY}", {"signature"}),
        (f"{TITLE}\nCHỦ TỊCH", {"signature1"}),
        (DEPUTY, {"signature"}),
        (f"{TITLE}\n{DEPUTY}\nTHƯỜNG TRỰC", {"signature1"}),
        (f"DÒNG ĐẦU\n{TITLE}\n{DEPUTY}", {"signature"}),
        ("CHỦ TỊCH", {"signature", "signature1"}),
    ],
)
def test_an_edit_of_two_signatures_is_one_of_the_line_that_changed(
    typed: str, wanted: set[str]
) -> None:
    desk = with_signatures(TITLE, DEPUTY)
    row, column = signature_cell(desk)
    assert row.cells[column] == f"{TITLE}\n{DEPUTY}"
    row.cells[column] = typed
    desk.generate()
    row, column = signature_cell(desk)
    assert row.cells[column] == typed
    assert {item.key[2] for item in desk.in_force()} == wanted
    row.cells[column] = f"{typed} /"
    desk.generate()
    row, column = signature_cell(desk)
    assert row.cells[column] == f"{typed} /"
    assert desk.generate().new == []
