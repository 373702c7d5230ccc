"""Columns of a Word table are known by their headers, never by their place alone."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

import pytest

from bpindex.case.printed import PrintedColumn, PrintedTable, What
from bpindex.words import word_file
from tests.actions.test_taking_back import (
    CASE,
    NAME,
    Person,
    changed,
    said,
    type_over,
    without_marks,
)
from tests.printed import SECTIONS, case_with, table
from tests.render.words import word_of

TABLE = "so-nganh"
PRIOR, MONTH = "Tiến độ giải quyết, năm trước", "Tiến độ giải quyết, tháng"
UNCLEAR = word_file.COLUMNS_UNCLEAR.format(table="Sở, ngành")


def grid(row: Any) -> list[tuple[int, int, Any]]:
    """Return the cells of a row with the columns in which they begin, and how many they take."""
    found, at = [], 0
    for cell in row.tc_lst:
        found.append((at, cell.grid_span, cell))
        at += cell.grid_span
    return found


def rows_of(person: Person, number: int = 0, below: int = 0) -> Sequence[Any]:
    return [row._tr for row in person.tables[number].rows][below:]


def exchange(
    person: Person,
    one: int,
    other: int,
    width: int,
    number: int = 0,
    below: int = 0,
) -> None:
    """Exchange columns with all that stands over and in them, or only below some rows."""
    for row in rows_of(person, number, below):
        found = grid(row)
        first = [cell for at, span, cell in found if one <= at and at + span <= one + width]
        last = [cell for at, span, cell in found if other <= at and at + span <= other + width]
        if not first or not last:
            continue
        before, behind = deepcopy(first[0]), deepcopy(last[-1])
        first[0].addprevious(before)
        last[-1].addnext(behind)
        for cell in last:
            before.addprevious(cell)
        for cell in first:
            behind.addprevious(cell)
        row.remove(before)
        row.remove(behind)


def moved(*columns: str, name: str = "Sở, ngành") -> str:
    named = ", ".join(f"“{column}”" for column in columns)
    return word_file.COLUMNS_MOVED.format(table=name, columns=named)


def column_of(name: str) -> tuple[str, str]:
    return f"{name}, năm trước", f"{name}, tháng"


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (
            partial(exchange, one=4, other=6, width=2),
            moved(*column_of("Tiến độ giải quyết"), *column_of("Dịch vụ công trực tuyến")),
        ),
        (partial(exchange, one=4, other=5, width=1), moved(PRIOR, MONTH)),
        (
            partial(exchange, one=4, other=10, width=2, number=1),
            moved(
                *column_of("Tiến độ giải quyết"), *column_of("Mức độ hài lòng"), name="Cấp huyện"
            ),
        ),
        # A column of which some figures are shared by all rows.
        (
            partial(exchange, one=2, other=3, width=1),
            moved(*column_of("Công khai, minh bạch")),
        ),
    ],
)
def test_columns_moved_with_their_headers_are_followed_and_told(
    how: Callable[[Person], None], told: str
) -> None:
    taken = changed(how)
    assert taken.new == ()
    assert taken.told == (word_file.LEFT_OUT.format(name=NAME), told)


def test_what_is_typed_in_a_moved_column_is_that_columns() -> None:
    def how(person: Person) -> None:
        exchange(person, 4, 6, 2)
        person.type("Sở Y tế", 7, "98,5")
        # The header of what stands there now.
        header = next(cell for at, _, cell in grid(rows_of(person)[2]) if at == 5)
        type_over(header.p_lst[0], "Trong tháng 02")

    taken = changed(how)
    assert said(taken)[TABLE, "so-y-te", "TD_thang"] == "98,5"


def test_a_header_typed_over_where_it_stands_is_a_typed_header() -> None:
    def how(person: Person) -> None:
        header = next(cell for at, _, cell in grid(rows_of(person)[2]) if at == 5)
        type_over(header.p_lst[0], "Trong tháng 02")
        person.type("Sở Y tế", 5, "98,5")

    assert said(changed(how)) == {
        (TABLE, "", "TD_thang"): "Trong tháng 02",
        (TABLE, "so-y-te", "TD_thang"): "98,5",
    }


def test_headers_exchanged_by_hand_over_figures_that_stayed_are_typed_headers() -> None:
    def how(person: Person) -> None:
        headers = {at: cell for at, _, cell in grid(rows_of(person)[2])}
        type_over(headers[4].p_lst[0], "Tháng 02")
        type_over(headers[5].p_lst[0], "Năm 2023")

    assert said(changed(how)) == {
        (TABLE, "", "TD_nam_truoc"): "Tháng 02",
        (TABLE, "", "TD_thang"): "Năm 2023",
    }


def without_column(person: Person, at: int) -> None:
    for row in rows_of(person):
        for begins, span, cell in grid(row):
            if begins <= at < begins + span and span == 1:
                row.remove(cell)
            elif begins <= at < begins + span:
                cell.grid_span = span - 1


def with_copied_column(person: Person, at: int, instead: bool = False) -> None:
    for row in rows_of(person):
        for begins, span, cell in grid(row):
            if begins == at and span == 1:
                copy = deepcopy(cell)
                without_marks(copy)
                cell.addnext(copy)
            elif begins <= at < begins + span:
                cell.grid_span = span + 1
    if instead:
        without_column(person, 7)


def into_another_group(person: Person) -> None:
    """Move one column behind another, below the groups."""
    for row in rows_of(person):
        at = {begins: cell for begins, span, cell in grid(row) if span == 1}
        if 3 in at and 5 in at:
            at[5].addnext(at[3])


@pytest.mark.parametrize(
    "how",
    [
        partial(without_column, at=4),
        partial(with_copied_column, at=4),
        partial(with_copied_column, at=5, instead=True),
        into_another_group,
    ],
)
def test_columns_of_which_nobody_can_tell_which_they_are_leave_the_whole_table(
    how: Callable[[Person], None],
) -> None:
    def with_more(person: Person) -> None:
        person.type("Sở Y tế", 7, "98,5")
        how(person)

    taken = changed(with_more)
    assert taken.new == ()
    assert UNCLEAR in taken.told


def test_figures_moved_without_their_headers_are_told_and_the_other_columns_taken() -> None:
    def how(person: Person) -> None:
        person.type("Sở Y tế", 9, "98,5")
        exchange(person, 5, 7, 1, below=3)

    taken = changed(how)
    assert said(taken) == {(TABLE, "so-y-te", "TTTT_thang"): "98,5"}
    words = word_file.WRONG_COLUMN
    other = "Dịch vụ công trực tuyến, tháng"
    assert taken.told[1:] == (
        words.format(table="Sở, ngành", column=MONTH, other=other),
        words.format(table="Sở, ngành", column=other, other=MONTH),
    )


def test_single_columns_exchanged_over_groups_are_told_and_their_headers_not_taken() -> None:
    taken = changed(lambda person: exchange(person, 3, 11, 1))
    assert taken.new == ()
    assert [line.split(":")[0] for line in taken.told[1:]] == ["- Bảng “Sở, ngành”"] * 2


def test_figures_exchanged_in_one_row_are_typed() -> None:
    def how(person: Person) -> None:
        cells = person.row("Sở Xây dựng")._tr.tc_lst
        type_over(cells[5].p_lst[0], "16.7")
        type_over(cells[7].p_lst[0], "85.71")

    assert said(changed(how)) == {
        (TABLE, "so-xay-dung", "TD_thang"): "16.7",
        (TABLE, "so-xay-dung", "TT_thang"): "85.71",
    }


def test_one_figure_typed_all_over_a_column_is_typed() -> None:
    def how(person: Person) -> None:
        for row in rows_of(person, below=4):
            cells = {at: cell for at, _, cell in grid(row)}
            type_over(cells[7].p_lst[0], "0")

    taken = changed(how)
    assert {key[2] for key in said(taken)} == {"TT_thang"}
    assert len(taken.told) == 1 and len(taken.new) > 10


def test_a_column_moved_in_one_part_of_a_wide_table_is_followed_there() -> None:
    case = case_with(table("chi-tiet"))

    def how(person: Person) -> None:
        exchange(person, 2, 6, 4, number=1)

    taken = changed(how, word_of(case).content, case)
    assert taken.new == ()
    assert len(taken.told) == 2 and "đứng khác chỗ" in taken.told[1]


def test_columns_of_a_table_with_fewer_than_another_are_followed() -> None:
    columns = tuple(PrintedColumn(What.RATE, of) for of in list(CASE.index.component_by_id)[:5])
    small = PrintedTable("mot", SECTIONS[:1], columns=columns[:3])
    case = case_with(small, PrintedTable("hai", SECTIONS[1:], columns=columns))

    def how(person: Person) -> None:
        last = [span for at, span, _ in grid(rows_of(person)[-1]) if at == 4]
        assert last == [1]
        exchange(person, 2, 4, 1)
        type_over(grid(person.row("Sở Y tế")._tr)[2][2].p_lst[0], "7,7")

    taken = changed(how, word_of(case).content, case)
    assert said(taken) == {("mot", "so-y-te", columns[2].key): "7,7"}
    assert len(taken.told) == 2 and "đứng khác chỗ" in taken.told[1]


def test_a_row_with_a_cell_more_is_told_and_the_others_are_read() -> None:
    def how(person: Person) -> None:
        row = person.row("Sở Y tế")._tr
        copy = deepcopy(row.tc_lst[5])
        without_marks(copy)
        row.tc_lst[5].addnext(copy)
        person.type("Sở Xây dựng", 5, "80")

    taken = changed(how)
    assert said(taken) == {(TABLE, "so-xay-dung", "TD_thang"): "80"}
    assert len(taken.told) == 2 and "Sở Y tế" in taken.told[1]


def test_a_document_from_before_widths_were_remembered_is_still_read() -> None:
    def older(content: bytes) -> bytes:
        import io
        import re
        import zipfile

        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for item in old.namelist():
                part = old.read(item)
                if item.startswith("customXml/item766"):
                    part = re.sub(rb' (span|width|odd|drawn)="[^"]*"', b"", part)
                new.writestr(item, part)
        return out.getvalue()

    content = older(word_of(CASE).content)
    assert changed(lambda person: None, content).new == ()
    taken = changed(lambda person: person.type("Sở Y tế", 5, "98,5"), content)
    assert said(taken) == {(TABLE, "so-y-te", "TD_thang"): "98,5"}
