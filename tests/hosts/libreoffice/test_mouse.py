"""The story of a correction played in the visible program, with a real mouse and keyboard."""

import numpy as np

from bpindex.case.correction import CorrectionState
from bpindex.reading.workbook import read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.words import buttons as texts
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.person import Person, Visible, until
from tests.hosts.libreoffice.test_notice import cell_on_notice, shown_on_notice, titles

# Without diacritics: an X server without an input method loses some of them.
SENTENCE, REASON = "Van phong thong bao de cac don vi biet./.", "theo cong van 12"

# Where the head of the notice is on the screen; a rule is at least so long, and no letter is.
HEAD, LEAST, APART = (slice(110, 470), slice(0, 960)), 30, 2


def rules_on(person: Person) -> list[bool]:
    """Return for each rule that the screen shows whether there is air above and below it."""
    dark = person.screen.pixels()[HEAD].max(axis=2) < 128
    found = []
    for number in range(APART, len(dark) - APART):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], dark[number].view(np.int8), [0]))))
        for first, end in edges.reshape(-1, 2):
            if end - first >= LEAST:
                beside = dark[[number - APART, number + APART], first:end]
                found.append(not beside.any())
    return found


def test_the_story_of_a_correction_with_mouse_and_keyboard(
    person: Person, visible: Visible
) -> None:
    book, figures = person.book, person.book.layout["figures"].title
    agency = book.case.agencies[2].code
    cell, key = book.figure_cell(agency, "TD_thang"), f"row:so-nganh:{agency}"
    person.look("huong-dan")
    # The notice, by a click.
    person.run("MakeNotice")
    assert person.document.do("active_sheet") == NOTICE_SHEET
    person.look("thong-bao")
    assert rules_on(person) == [True] * 3, "the rules of the head stand apart from all letters"
    computed = shown_on_notice(book)
    # Typed over: a figure of Bảng điểm, a sentence of the notice.
    person.type_over(figures, cell, "98,5")
    person.look("bang-diem-go-de")
    closing = cell_on_notice(book, "block:closing", "stt")
    person.type_over(NOTICE_SHEET, closing, SENTENCE)
    # The reason is asked for once; the message in the end says what was taken.
    person.run("MakeNotice", texts.TAKEN[0].format(count=2), REASON)
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
    person.run("WithdrawCorrection", texts.WITHDRAWN.format(count=1))
    assert shown_on_notice(book)[key] == computed[key]
    person.document.do("activate", register)
    person.look("da-rut")
    # The last run taken back.
    person.run("RestorePrevious", "khôi phục")
    assert "98,5" in shown_on_notice(book)[key]
    person.look("khoi-phuc")
    # Closed and opened again, it all stands there.
    person.save(register)
    person.saved(lambda: len(read_with_harvest(path).stored.trail) == 4)
    again = visible.open_copy(path)
    again.do("calculate")
    reopened = Person(visible.screen, Opened(again, book.case, path))
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
    person.run("MakeNotice", "vấn đề")
    assert titles(book) == before
    assert person.document.do("active_sheet") == book.layout["findings"].title
    person.look("kiem-tra")
