"""What impatient hands do to a run in the visible program: double clicks, steps taken back."""

import time
from typing import Any

import pytest

from bpindex.render.sheet import NOTICE_SHEET
from bpindex.words import buttons as texts
from bpindex.workbook.system_sheets import OWN_SHEETS
from tests.hosts.libreoffice.books import Opened, errors
from tests.hosts.libreoffice.person import DONE, SOMEWHERE, Person, until
from tests.hosts.libreoffice.test_notice import CAPTIONS, PREVIOUS, titles


def provinces_rows(book: Opened) -> list[list[Any]]:
    """What the first rows of Bảng điểm show: those of the province."""
    rows: list[list[Any]] = book.document.do("values", book.layout["figures"].title, "A5:P8")
    return rows


def whole(book: Opened) -> dict[str, Any]:
    """What every sheet shows, the hidden ones too."""
    return {title: book.document.do("values", title, "A1:AN200") for title in titles(book)}


def click_impatiently(person: Person, times: int, delay: int) -> list[tuple[str, int]]:
    """Click a button several times in a row; return the runs that did anything."""
    bridge = person.document.bridge
    place = person.place(person.book.layout["home"].title, CAPTIONS["MakeNotice"])
    bridge.commands.clear()
    person.screen.click(*SOMEWHERE)  # after a dialog, the first click only wakes the window
    person.screen.click(*place, times=times, delay=delay)
    person.press_ok(person.dialog(DONE))
    until(lambda: bridge.commands, "the macro does not end")
    time.sleep(3)  # whatever waits still begins now
    assert person.document.do("dialog") is None
    return [run for run in bridge.commands if run[1]]


@pytest.mark.parametrize(("times", "delay"), [(2, 20), (2, 150), (5, 200)])
def test_impatient_clicks_make_one_run(person: Person, times: int, delay: int) -> None:
    before = provinces_rows(person.book)
    assert len(click_impatiently(person, times, delay)) == 1
    assert NOTICE_SHEET in titles(person.book)
    assert PREVIOUS not in titles(person.book)
    assert provinces_rows(person.book) == before
    assert errors(person.book) == {}
    # A wilful click is another run.
    assert len(click_impatiently(person, 1, 0)) == 1
    assert PREVIOUS in titles(person.book)
    assert provinces_rows(person.book) == before
    assert person.document.bridge.errors == []


def test_a_run_cannot_be_taken_back_step_by_step(person: Person) -> None:
    click_impatiently(person, 1, 0)
    after = whole(person.book)
    person.go(person.book.layout["counts"].title, "C5")
    person.screen.key(*["ctrl+z"] * 10, "Down")
    until(lambda: person.document.do("selected") == "C6", "the keys do not arrive")
    assert whole(person.book) == after
    assert set(OWN_SHEETS) <= set(titles(person.book))
    # What is typed after a run can be taken back.
    book, counts = person.book, person.book.layout["counts"].title
    cell = book.count_cell(book.case.counts[0].agency, "hs_tong")
    value = book.cell("counts", cell)
    person.type_over(counts, cell, "12345", 12345.0)
    person.go(counts, cell)
    person.screen.key("ctrl+z")
    until(lambda: book.cell("counts", cell) == value, "nothing was taken back")


def test_an_explanation_is_the_same_the_second_time(person: Person) -> None:
    book = person.book
    figures, explain = book.layout["figures"], book.layout["explain"]
    agency = book.case.agencies[2].code
    shown = []
    for column in ("TD_thang", "TT_thang", "TD_thang"):
        person.go(figures.title, book.figure_cell(agency, column))
        person.document.bridge.commands.clear()
        person.click_button("ExplainFigure")
        person.press_ok(person.dialog(texts.EXPLAIN_WHICH.rpartition("{")[0].partition("{")[0]))
        until(lambda: person.document.bridge.commands, "the macro does not end")
        shown.append(person.document.do("formulas", explain.title, "A5:B64"))
        time.sleep(1.2)
    assert shown[0] == shown[2] != shown[1]
    assert not [text for rows in shown for row in rows for text in row if text.startswith("''")]
    back = [row for row in shown[2] if row[0]][-1]
    assert back[1].startswith("=HYPERLINK(")
