"""Trang chính in the visible program: what it says follows what is typed and clicked."""

from bpindex.words import home as texts
from bpindex.workbook.home.grid import KEYS, STEPS, TILES, UNITS, left_of
from tests.hosts.libreoffice.person import Person, until


def shown(person: Person, row: int, unit: int) -> str:
    """Return what stands in a row (from 0) of a unit."""
    title = person.book.layout["home"].title
    values: list[str] = person.document.do("values", title, f"A{row + 1}:X{row + 1}")[0]
    return values[left_of(unit)]


def states(person: Person) -> list[str]:
    return [shown(person, KEYS, step) for step in range(1, UNITS + 1)]


def test_trang_chinh_says_what_was_done_and_what_is_next(person: Person) -> None:
    counts, book = person.book.layout["counts"].title, person.book
    cell = book.count_cell(book.case.counts[0].agency, "hs_tong")
    count = book.cell("counts", cell)
    fresh = ["xong", "xong", "ke", "", "", "", "", ""]
    until(lambda: states(person) == fresh, "it is not computed")
    person.look("moi-mo")
    # The tile of the next step runs its macro; the corrections of 02/2024 are all looked at.
    person.click_button("CheckData")
    after_check = ["xong", "xong", "xong", "xong", "ke", "", "", ""]
    until(lambda: states(person) == after_check, "the check is not seen")
    assert shown(person, TILES + 1, 2) == "0"
    # A count typed away: told at once, and as a problem by the next check.
    person.go(counts, cell)
    person.screen.key("Delete")
    until(lambda: states(person)[1] == "cho", "nobody lacks a count")
    assert shown(person, TILES + 1, 1) == f"{len(book.case.agencies) - 1}/{len(book.case.agencies)}"
    person.document.do("activate", book.layout["home"].title)
    person.look("thieu-so-lieu")
    person.click_button("CheckData")
    until(lambda: states(person)[2] == "kex", "the problem is not seen")
    assert shown(person, STEPS + 2, 3) == texts.CHECK_BAD.format(count=shown(person, TILES + 1, 2))
    person.document.do("activate", book.layout["home"].title)
    person.look("co-van-de")
    # Typed again, and the notice is made.
    person.type_over(counts, cell, f"{count:.0f}", count)
    person.run("MakeNotice")
    made = ["xong", "xong", "xong", "xong", "xong", "ke", "", ""]
    until(lambda: states(person) == made, "the notice is not seen")
    trail = book.layout["trail"]
    when = person.document.do("values", trail.title, f"A{trail.blocks[0].first_row}")[0][0]
    day, time = when.split()
    assert shown(person, TILES + 1, 6) == f"{time} ngày {'/'.join(reversed(day.split('-')))}"
    person.document.do("activate", book.layout["home"].title)
    person.look("da-lap-thong-bao")
