"""An agency keeps its corrections in another table and under another code."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import (
    AddedRow,
    Comment,
    Correction,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedFigure,
    PrintedText,
    RemovedRow,
    What,
)
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.rows import Place, RowId, RowKey
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.register.following import followed, moved_rows
from bpindex.sheets.layout import layout_of
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

AGENCY = "so-y-te"
FIGURE = PrintedFigure("so-nganh", AGENCY, "TD_thang")


def with_agency(case: Case, **changes: str) -> Case:
    agencies = tuple(
        replace(agency, **changes) if agency.code == AGENCY else agency  # type: ignore[arg-type]
        for agency in case.agencies
    )
    return replace(case, agencies=agencies)


def test_an_agency_that_moved_to_another_table_keeps_its_corrections() -> None:
    item = Correction(FIGURE, "100", "98,5", by="Lan", on="2024-03-01 08:00")
    case = replace(base_case(), corrections=(item,))
    other = case.settings.tables[1]
    moved = with_agency(case, kind=other.kind)
    notice = evaluate(moved).notice
    printed = {(t, a, f.column): f.text for t, a, f in notice.figures()}
    assert printed[other.id, AGENCY, "TD_thang"] == "98,5"
    assert moved_rows(case, {}) == {}


OLD, NEW = ("so-nganh", AGENCY), ("cap-huyen", "ma-moi")


@pytest.mark.parametrize(
    ("what", "followed_what"),
    [
        (PrintedText(*OLD, "agency"), PrintedText(*NEW, "agency")),
        (Comment(*OLD, "TD_thang"), Comment(*NEW, "TD_thang")),
        (RemovedRow(RowId.row(*OLD)), RemovedRow(RowId.row(*NEW))),
        *(
            (form, replace(form, row=RowKey.of(RowId.row(*NEW))))
            for form in (
                Form("", RowKey.of(RowId.row(*OLD)), "", FormAspect.HEIGHT),
                Form("", RowKey.of(RowId.row(*OLD)), "TD_thang", FormAspect.LOOK),
                Margin("Thông báo", RowKey.of(RowId.row(*OLD)), "+1"),
            )
        ),
        # Of a column, of another row, of a paragraph: these stay.
        *(
            (what, what)
            for what in (
                Form("", RowKey(), "TD_thang", FormAspect.WIDTH),
                Form("", RowKey.header("so-nganh", 1), "", FormAspect.HEIGHT),
                Form("", RowKey.of(RowId.block("closing")), "", FormAspect.HEIGHT),
                Margin("Thông báo", RowKey.of(RowId.row("so-nganh", "so-khac")), "+1"),
            )
        ),
    ],
    ids=str,
)
def test_whatever_is_of_an_agency_follows_it(what: What, followed_what: What) -> None:
    [found] = followed([Correction(what, "a", "b")], {OLD: NEW})
    assert found == Correction(followed_what, "a", "b")


def test_a_row_that_was_moved_follows_the_codes_within_its_table() -> None:
    moved = {OLD: ("so-nganh", "ma-moi"), ("so-nganh", "b"): ("cap-huyen", "b")}
    row = MovedRow(RowId.row(*OLD), Place(RowId.row("so-nganh", "c")))
    behind = AddedRow(RowId.row("so-nganh", "+1"), Place(RowId.row(*OLD)))
    away = MovedRow(RowId.row("so-nganh", "b"), Place(RowId.row("so-nganh", "c")))
    now = RowId.row("so-nganh", "ma-moi")
    assert [item.what for item in followed(map(Correction, (row, behind, away)), moved)] == [
        replace(row, row=now),
        replace(behind, place=Place(now)),
        away,
    ]


def test_a_format_alone_says_that_its_agency_moved_to_another_table() -> None:
    form = Form("", RowKey.of(RowId.row(*OLD)), "", FormAspect.HEIGHT)
    case = replace(base_case(), corrections=(Correction(form, "20", "33"),))
    other = case.settings.tables[1]
    [item] = evaluate(with_agency(case, kind=other.kind)).case.corrections
    assert item.what == replace(form, row=RowKey.of(RowId.row(other.id, AGENCY)))


def test_what_cannot_be_known_stays_as_it_is() -> None:
    item = Correction(replace(FIGURE, agency="khong-con"), "100", "98,5")
    case = replace(base_case(), corrections=(item,))
    names = {("so-nganh", "khong-con"): "Một đơn vị không còn", ("so-nganh", PROVINCE): "TỈNH"}
    assert moved_rows(case, names) == {}
    assert followed([item], {}) == [item]


def test_an_agency_whose_code_was_renamed_keeps_its_corrections(tmp_path: Path) -> None:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    layout = layout_of(base_case().index)
    desk.write(layout["figures"].title, "H11", [["11,11"]])
    buttons.make_notice(desk)
    desk.save_copy(path)
    item = next(i for i in read_workbook(path).corrections if i.corrected == "11,11")
    code, new = item.key[1], "ma-moi"
    for sheet in ("agencies", "counts", "typed"):
        block = layout[sheet].block(sheet)
        key = "code" if sheet == "agencies" else "agency"
        area = f"{block.address(block.first_row, key)}:{block.address(block.last_row, key)}"
        codes = [
            [new if cell == code else cell for cell in r]
            for r in desk.read(layout[sheet].title, area)
        ]
        desk.write(layout[sheet].title, area, codes)
    buttons.make_notice(desk)
    buttons.make_notice(desk)
    desk.save_copy(path)
    (found,) = (i for i in read_workbook(path).corrections if i.corrected == "11,11")
    assert found.key == (item.key[0], new, item.key[2])
    assert found.in_force
    assert found.computed == item.computed
