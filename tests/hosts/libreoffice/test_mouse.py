"""The story of a correction played in the visible program, with a real mouse and keyboard.

With BOCHISO_PICTURES=FOLDER every step is kept there as a picture to be looked at.
"""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bpindex.case.correction import CorrectionState
from bpindex.case.model import Case
from bpindex.reading.workbook import read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.words import buttons as texts
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.office import Office, is_for_excel, missing
from tests.hosts.libreoffice.screen import Screen
from tests.hosts.libreoffice.test_notice import (
    CAPTIONS,
    ON_REGISTER,
    cell_on_notice,
    shown_on_notice,
    titles,
)
from tests.hosts.libreoffice.waiting import until as until_within

MOST_SECONDS = 20
until = partial(until_within, most_seconds=MOST_SECONDS)
# Without diacritics: an X server without an input method loses some of them.
SENTENCE, REASON = "Van phong thong bao de cac don vi biet./.", "theo cong van 12"
# A place of the window where cells are, on every sheet.
SOMEWHERE = (1000, 800)
Dialog = dict[str, Any]


class Person:
    """Sits before the screen: clicks, types, reads."""

    def __init__(self, screen: Screen, book: Opened) -> None:
        self.screen, self.book, self.pictures = screen, book, 0
        self.document = book.document

    def look(self, name: str) -> None:
        folder = os.environ.get("BOCHISO_PICTURES")
        if folder:
            self.pictures += 1
            if self.document.do("dialog") is None:
                self.document.do("paint")
            self.screen.come_to_rest()
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.screen.picture(Path(folder) / f"{self.pictures:02d}-{name}.png")

    def click_button(self, macro: str) -> None:
        sheet = self.book.layout["corrections" if macro in ON_REGISTER else "guide"].title
        place = self.place(sheet, CAPTIONS[macro])
        if macro not in ON_REGISTER:  # those act on the selection, which `go` has made
            self.screen.click(*SOMEWHERE)  # after a dialog, the first click only wakes the window
        self.screen.click(*place)

    def place(self, sheet: str, caption: str) -> tuple[int, int]:
        """Return where a button stands, once it has been drawn there."""
        seen: list[tuple[int, int]] = []

        def stands() -> bool:
            seen.append(tuple(self.document.do("where_button", sheet, caption)))
            time.sleep(0.2)
            return len(seen) > 1 and seen[-1] == seen[-2]

        until(stands, f"the button {caption} does not come to rest")
        return seen[-1]

    def go(self, sheet: str, cell: str) -> None:
        """Select a cell by typing its address into the name box."""
        self.document.do("activate", sheet)
        # After a dialog the window has the keyboard only once it was clicked.
        self.screen.click(*SOMEWHERE)
        self.screen.key("ctrl+shift+t", "ctrl+a")
        self.screen.type(cell)
        self.screen.key("Return")
        until(lambda: self.document.do("selected") == cell, f"{cell} is not selected")

    def type_over(self, sheet: str, cell: str, text: str) -> None:
        self.go(sheet, cell)
        self.screen.type(text)
        self.screen.key("Return")
        until(
            lambda: str(self.document.do("values", sheet, cell)[0][0]) == text,
            f"{cell} does not show {text}",
        )

    def save(self, sheet: str) -> None:
        """Save with the keyboard, which the window must have."""
        self.go(sheet, "D5")
        self.screen.key("ctrl+s")

    def saved(self, what: Callable[[], bool]) -> None:
        """Wait until the file holds something and has been made one for Excel again."""
        until(lambda: is_for_excel(self.document.path) and what(), "not saved")

    def dialog(self, part: str) -> Dialog:
        """Wait for a dialog that says something."""

        def shown() -> Dialog | None:
            found: Dialog | None = self.document.do("dialog")
            return found if found and any(part in text for text in found["texts"]) else None

        dialog: Dialog = until(shown, f"no dialog says {part}")
        return dialog

    def press_ok(self, dialog: Dialog) -> None:
        """Click OK where it stands once the dialog has its place, until the dialog is gone."""
        text = dialog["texts"][-1]

        def gone() -> bool:
            found = self.document.do("dialog")
            if found is None or found["texts"][-1:] != [text]:
                return True
            time.sleep(0.2)
            if self.document.do("dialog") == found:
                self.screen.click(*found["buttons"]["OK"])
                time.sleep(0.2)
            return False

        until(gone, f"the dialog stays: {text}")

    def run(self, macro: str) -> None:
        """Click a button, read what its macro says it did, and wait for its end."""
        ran = len(self.document.bridge.commands)
        self.click_button(macro)
        self.press_ok(self.dialog(texts.DONE.partition("{")[0]))
        self.ended(ran)

    def ended(self, ran: int) -> None:
        until(lambda: len(self.document.bridge.commands) > ran, "the macro does not end")
        until(lambda: self.document.do("dialog") is None, "a dialog stays open")


@pytest.fixture
def desk() -> Iterator[tuple[Screen, Office]]:
    if why_not := missing():
        pytest.skip(why_not)
    with Screen() as screen, Office(display=screen.display) as office:
        yield screen, office


@pytest.fixture
def person(desk: tuple[Screen, Office], bundled: tuple[Case, Path]) -> Person:
    screen, office = desk
    case, path = bundled
    document = office.open_copy(path)
    document.do("maximize")
    document.do("calculate")
    return Person(screen, Opened(document, case, path))


def test_the_story_of_a_correction_with_mouse_and_keyboard(
    person: Person, desk: tuple[Screen, Office]
) -> None:
    book, figures = person.book, person.book.layout["figures"].title
    agency = book.case.agencies[2].code
    cell, key = book.figure_cell(agency, "TD_thang"), f"row:so-nganh:{agency}"
    person.look("huong-dan")
    # The notice, by a click.
    person.run("MakeNotice")
    assert person.document.do("active_sheet") == NOTICE_SHEET
    person.look("thong-bao")
    computed = shown_on_notice(book)
    # Typed over: a figure of Bảng điểm, a sentence of the notice.
    person.type_over(figures, cell, "98,5")
    person.look("bang-diem-go-de")
    closing = cell_on_notice(book, "block:closing", "stt")
    person.type_over(NOTICE_SHEET, closing, SENTENCE)
    ran = len(person.document.bridge.commands)
    person.click_button("MakeNotice")
    # The reason is asked for once; the message in the end says what was taken.
    question = person.dialog("Lý do")
    ((place, _),) = question["fields"]
    person.screen.click(*place)
    person.screen.type(REASON)
    until(lambda: person.dialog("Lý do")["fields"][0][1] == REASON, "the reason is not there")
    person.look("hoi-ly-do")
    person.press_ok(question)
    message = person.dialog(texts.TAKEN.format(count=2))
    person.look("da-ghi")
    person.press_ok(message)
    person.ended(ran)
    after = shown_on_notice(book)
    assert "98,5" in after[key]
    assert after["block:closing"] == [SENTENCE]
    assert {row for row in after if after[row] != computed.get(row)} == {key, "block:closing"}
    person.document.do("activate", figures)
    person.look("bang-diem-dinh-chinh")
    register = book.layout["corrections"].title
    person.document.do("activate", register)
    person.look("so-dinh-chinh")
    # Saved with the keyboard: the register is in the file, with the reason.
    path = person.document.path
    person.save(register)
    person.saved(lambda: len(read_with_harvest(path).stored.corrections) == 4)
    new = read_with_harvest(path).stored.corrections[2:]
    assert {item.reason for item in new} == {REASON}
    # Withdrawn, by a click on the row and on the button: the computed value is back.
    row = next(item.row for item in new if item.corrected == "98,5")
    person.go(register, f"D{row}")
    ran = len(person.document.bridge.commands)
    person.click_button("WithdrawCorrection")
    person.press_ok(person.dialog(texts.WITHDRAWN.format(count=1)))
    person.ended(ran)
    assert shown_on_notice(book)[key] == computed[key]
    person.document.do("activate", register)
    person.look("da-rut")
    # The last run taken back.
    ran = len(person.document.bridge.commands)
    person.click_button("RestorePrevious")
    person.press_ok(person.dialog("khôi phục"))
    person.ended(ran)
    assert "98,5" in shown_on_notice(book)[key]
    person.look("khoi-phuc")
    # Closed and opened again, it all stands there.
    person.save(register)
    person.saved(lambda: len(read_with_harvest(path).stored.trail) == 4)
    again = desk[1].open_copy(path)
    again.do("calculate")
    reopened = Person(person.screen, Opened(again, book.case, path))
    assert shown_on_notice(reopened.book) == shown_on_notice(book)
    states = [i.state for i in read_with_harvest(again.path).stored.corrections]
    assert states.count(CorrectionState.ACTIVE) == 4


def test_pasted_counts_are_computed_and_can_be_undone(person: Person) -> None:
    book, counts = person.book, person.book.layout["counts"].title
    codes = [row.agency for row in book.case.counts]
    source, target = (book.count_cell(code, "hs_tong") for code in codes[:2])
    before = book.read("scores")
    value = book.cell("counts", source)
    assert value != book.cell("counts", target)
    person.go(counts, source)
    person.screen.key("ctrl+c")
    person.go(counts, target)
    person.screen.key("ctrl+v")
    # The program asks before it overwrites.
    person.screen.click(*person.dialog("overwrite")["buttons"]["Yes"])
    until(lambda: book.cell("counts", target) == value, "nothing was pasted")
    assert book.read("scores") != before
    person.screen.key("Escape", "ctrl+z")
    until(lambda: book.cell("counts", target) != value, "nothing was undone")
    assert book.read("scores") == before


def test_bad_counts_are_told_in_a_message_box(person: Person) -> None:
    book, before = person.book, titles(person.book)
    cell = book.count_cell(book.case.counts[0].agency, "hs_tong")
    person.go(book.layout["counts"].title, cell)
    # As when it is pasted: validation only asks who types.
    person.document.do("set_formula", book.layout["counts"].title, cell, "mười")
    ran = len(person.document.bridge.commands)
    person.click_button("MakeNotice")
    message = person.dialog("vấn đề")
    person.look("van-de")
    person.press_ok(message)
    person.ended(ran)
    assert titles(book) == before
    assert person.document.do("active_sheet") == book.layout["findings"].title
    person.look("kiem-tra")
