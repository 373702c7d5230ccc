"""What people put where nothing is computed: it stays on its sheet, at its place, or is told."""

from dataclasses import replace

import pytest

from bpindex.case.correction import CorrectionKind
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


def test_an_edit_of_two_signatures_is_kept_when_another_month_is_set_before() -> None:
    desk = with_signatures(TITLE, DEPUTY)
    own = desk.case.settings
    row, column = signature_cell(desk)
    row.cells[column] = "CHỦ TỊCH"
    desk.case = replace(desk.case, settings=replace(own, period="2024-03"))
    desk.generate()
    assert {item.key[2] for item in desk.in_force()} == {"signature", "signature1"}
    desk.case = replace(desk.case, settings=own)
    desk.generate()
    row, column = signature_cell(desk)
    assert row.cells[column] == "CHỦ TỊCH"


# --- merged cells, columns, comments ---------------------------------------------------------


def shifted(desk: Desk, at: int, by: int) -> None:
    """Move all columns from a number on, as an inserted or a deleted one does."""
    sheet = desk.main
    sheet.columns = {n + by * (n >= at): k for n, k in sheet.columns.items()}
    sheet.widths = {n + by * (n >= at): w for n, w in sheet.widths.items()}
    for row in sheet.rows:
        for name in ("cells", "spans", "looks", "bold", "tall", "comments"):
            items = getattr(row, name)
            setattr(row, name, {n + by * (n >= at): v for n, v in items.items()})


def row_of(desk: Desk, key: str) -> Row:
    return next(row for row in desk.main.rows if row.key == key)


def left(desk: Desk) -> list[tuple[str, str, str]]:
    harvest = desk.generate()
    return [(item.kind.name, item.key[2], item.words) for item in harvest.left]


def test_an_inserted_column_is_told_and_its_words_stand_beside_the_page(desk: Desk) -> None:
    last = max(desk.main.columns)
    shifted(desk, 5, 1)
    for key, text in (("row:so-nganh:so-y-te", "Ghi thêm"), ("row:so-nganh:so-noi-vu", "12")):
        row_of(desk, key).cells[5] = text
    assert left(desk) == [("COLUMN_ADDED", "", "12")]
    assert row_of(desk, "row:so-nganh:so-y-te").cells[last + 1] == "Ghi thêm"
    assert row_of(desk, "row:so-nganh:so-noi-vu").cells[last + 1] == "12"
    assert left(desk) == []
    assert desk.generate().new == []


def test_a_deleted_column_comes_back_and_is_told(desk: Desk) -> None:
    gone = next(n for n, key in desk.main.columns.items() if key == "CK_nam_truoc")
    before = desk.shown()
    del desk.main.columns[gone], desk.main.widths[gone]
    for row in desk.main.rows:
        for items in (row.cells, row.spans, row.looks, row.bold, row.tall):
            items.pop(gone, None)  # type: ignore[attr-defined]
    shifted(desk, gone, -1)
    assert left(desk) == [("COLUMN_GONE", "CK_nam_truoc", "")]
    assert desk.shown() == before
    assert desk.case.corrections == ()


def test_cells_merged_or_split_are_told(desk: Desk) -> None:
    column = next(n for n, key in desk.main.columns.items() if key == "CK_thang")
    row = row_of(desk, "row:so-nganh:so-y-te")
    row.spans[column] = 2
    row.cells.pop(column + 1)
    del row_of(desk, "block:closing").spans[FIRST_COLUMN]
    assert left(desk) == [("MERGED", "CK_thang", ""), ("SPLIT", "closing", "")]
    # What was in the second of the merged cells is no longer seen, and no longer printed.
    assert [(item.key[2], item.corrected) for item in desk.in_force()] == [("TD_nam_truoc", "")]
    assert left(desk) == []


@pytest.mark.parametrize("key", ["row:so-nganh:so-y-te", "block:closing", "header:so-nganh:1"])
def test_a_comment_follows_its_cell(desk: Desk, key: str) -> None:
    row = row_of(desk, key)
    column = max(row.cells)
    row.comments[column] = "hỏi lại"
    desk.main.insert(1, Row("", 12.0, {}))
    desk.generate()
    assert row_of(desk, key).comments == {column: "hỏi lại"}
    taken = [item for item in desk.in_force() if item.kind is CorrectionKind.COMMENT]
    assert [item.corrected for item in taken] == ["hỏi lại"]
    assert desk.generate().new == []
    row_of(desk, key).comments.clear()
    desk.generate()
    assert not {item.kind for item in desk.in_force()} & {CorrectionKind.COMMENT}


def test_a_comment_on_an_added_row_stays_with_it(desk: Desk) -> None:
    place = desk.main.rows.index(row_of(desk, "block:closing"))
    line = Row("", 18.0, {FIRST_COLUMN: LINE}, comments={FIRST_COLUMN: "ai nói?"})
    desk.main.insert(place, line)
    desk.generate()
    assert row_of(desk, "block:+1").comments == {FIRST_COLUMN: "ai nói?"}
    assert desk.generate().new == []
