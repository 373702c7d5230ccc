"""A person before the visible program: clicks, types, reads.

With BOCHISO_PICTURES=FOLDER every step is kept there as a picture to be looked at.
"""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bpindex.errors import HostError
from bpindex.words import buttons as texts
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.office import Document, Office, is_for_excel
from tests.hosts.libreoffice.screen import Screen
from tests.hosts.libreoffice.test_notice import CAPTIONS, ON_REGISTER
from tests.hosts.libreoffice.waiting import eventually
from tests.hosts.libreoffice.waiting import until as until_within

# A busy machine is no fault: only what never comes is.
MOST_SECONDS = 60
TYPE_SECONDS = 6
until = partial(until_within, most_seconds=MOST_SECONDS)
DONE = texts.DONE.partition("{")[0]
# A place of the window where cells are, on every sheet.
SOMEWHERE = (400, 800)
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
        sheet = self.book.layout["corrections" if macro in ON_REGISTER else "home"].title
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
        """Select a cell, or an area that begins elsewhere, by typing its address."""
        # Elsewhere first: where it is selected already, nothing would tell that keys have arrived.
        self.document.do("select", sheet, "A1")
        # After a dialog the window has the keyboard only once it was clicked.
        self.screen.click(*SOMEWHERE)
        self.screen.key("ctrl+shift+t", "ctrl+a")
        self.screen.type(cell)
        self.screen.key("Return")
        first = cell.partition(":")[0]
        until(lambda: self.document.do("selected") == first, f"{cell} is not selected")

    def type_over(self, sheet: str, cell: str, text: str, value: Any = None) -> None:
        """Type a text into a cell, which then holds it, or a value that is meant by it."""
        wanted = text if value is None else value

        def shows() -> bool:
            return bool(self.document.do("values", sheet, cell)[0][0] == wanted)

        def typed() -> bool:
            # Keys that come before the window has the keyboard back from the name box are lost.
            self.go(sheet, cell)
            self.screen.type(text)
            self.screen.key("Return")
            return bool(eventually(shows, True, TYPE_SECONDS))

        until(typed, f"{cell} does not show {wanted}")

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

    def run(self, macro: str, says: str = DONE, reason: str | None = None) -> Dialog:
        """Click a button, read what its macro says, give a reason if asked, wait for its end."""
        ran = len(self.document.bridge.commands)
        self.click_button(macro)
        if reason is not None:
            self.give(reason)
        message = self.dialog(says)
        self.look("da-chay")
        self.press_ok(message)
        self.ended(ran)
        return message

    def give(self, reason: str) -> None:
        """Type the reason of new corrections, which is asked for once."""
        question = self.dialog("Lý do")
        ((place, _),) = question["fields"]
        self.screen.click(*place)
        self.screen.type(reason)
        until(lambda: self.dialog("Lý do")["fields"][0][1] == reason, "the reason is not there")
        self.look("hoi-ly-do")
        self.press_ok(question)

    def ended(self, ran: int) -> None:
        until(lambda: len(self.document.bridge.commands) > ran, "the macro does not end")
        until(lambda: self.document.do("dialog") is None, "a dialog stays open")


class Visible(Office):
    """A program that is seen on a screen of its own, for one test after the other."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(display=screen.display)
        self.screen = screen
        self._shown: list[Document] = []

    def open_copy(self, workbook: Path, *, with_python: bool = True) -> Document:
        """Open a copy of a workbook, which takes the whole screen."""
        document = super().open_copy(workbook, with_python=with_python)
        document.do("maximize")
        document.do("calculate")
        self._shown.append(document)
        return document

    def close_all(self) -> None:
        """Close what was opened, so that the next test finds the program as the first one did."""
        shown, self._shown = self._shown, []
        try:
            is_free = all(document.do("dialog") is None for document in shown[-1:])
            for document in shown if is_free else ():
                document.do("close")
        except HostError:
            is_free = False
        if not is_free:
            self.stop(now=True)
            self.start()
        self.bridge.forget()
        self.bridge.errors.clear()
