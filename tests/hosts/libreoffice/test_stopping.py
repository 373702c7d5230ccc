"""Files of all agencies in the visible program: how far they are, and a button that stops them."""

import time

from bpindex.words import buttons as texts
from bpindex.workbook.actions import ACTIONS
from tests.hosts.libreoffice.person import SOMEWHERE, Person
from tests.hosts.libreoffice.screen import HEIGHT, WIDTH

[CAPTION] = [action.caption for action in ACTIONS if action.id == "export_extracts"]
# The window stands in the middle of the program's; its button below the middle.
STOP = (WIDTH // 2, HEIGHT // 2 + 28)


def test_the_button_stops_it_and_no_file_is_there(person: Person) -> None:
    place = person.place(person.book.layout["home"].title, CAPTION)
    person.screen.click(*SOMEWHERE)
    person.screen.click(*place)
    # The program is busy: only the screen tells what it does.
    time.sleep(6)
    person.screen.click(*STOP)
    message = person.dialog(texts.EXTRACTS_STOPPED)
    person.look("da-dung")
    person.press_ok(message)
    folder = person.document.path.parent
    assert not list(folder.rglob("phieu-*"))
    assert person.document.bridge.errors == []
