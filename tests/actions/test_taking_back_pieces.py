"""Paragraphs broken in Word, one text edited in several places, and texts that cannot print."""

import itertools
from collections.abc import Callable
from copy import deepcopy

import pytest
from docx.oxml.ns import qn

from bpindex.register.naming import what_is_corrected
from bpindex.words import findings, word_file
from bpindex.xlsx.word_marks import Odd
from tests.actions.test_taking_back import (
    NAME,
    Person,
    changed,
    said,
    type_over,
    without_marks,
)
from tests.changed_cases import CASE
from tests.printed import case_with, table
from tests.render.words import word_of

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

BEGINS = "Văn phòng UBND tỉnh thông báo"


def broken(person: Person, *texts: str, marked: int = 0, begins: str = BEGINS) -> None:
    """Break a paragraph as LibreOffice does: its bookmark stays whole on one of the pieces."""
    whole = person.paragraph(begins)._p
    pieces = [whole, *(deepcopy(whole) for _ in texts[1:])]
    for before, after in itertools.pairwise(pieces):
        before.addnext(after)
    for number, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
        if number != marked:
            without_marks(piece)
        type_over(piece, text)


def words_of(begins: str = BEGINS) -> list[str]:
    text: str = Person(word_of(CASE).content).paragraph(begins).text
    return text.split()


@pytest.mark.parametrize("pieces", [2, 3, 4])
@pytest.mark.parametrize("edited", [False, True])
def test_a_paragraph_broken_in_pieces_is_one_whichever_bears_the_bookmark(
    pieces: int, edited: bool
) -> None:
    words = words_of()
    size = -(-len(words) // pieces)
    cut = [words[at : at + size] for at in range(0, len(words), size)]
    if edited:
        cut = [[*each[:2], "khác", *each[3:]] for each in cut]
    lines = [" ".join(each) for each in cut]
    for marked in (0, pieces - 1, pieces // 2):
        taken = changed(lambda person, at=marked: broken(person, *lines, marked=at))  # type: ignore[misc]
        assert said(taken) == {("", "", "closing"): "\n".join(lines)}
        assert len(taken.told) == 1


def test_blank_lines_between_the_pieces_are_enters_too() -> None:
    words = words_of()
    lines = [" ".join(words[:9]), "", " ".join(words[9:])]
    taken = changed(lambda person: broken(person, *lines))
    assert said(taken) == {("", "", "closing"): "\n".join(lines)}


def test_an_item_of_the_recipients_is_joined_too() -> None:
    def how(person: Person) -> None:
        for item in list(person.body.iter(qn("w:p"))):
            text = "".join(node.text or "" for node in item.iter(qn("w:t")))
            if text.startswith("- CT, các PCT"):
                second = deepcopy(item)
                without_marks(second)
                item.addnext(second)
                type_over(item, "- CT,")
                type_over(second, text.removeprefix("- CT, "))

    taken = changed(how)
    assert said(taken) == {("", "", "recipient_1"): "- CT,\ncác PCT UBND tỉnh;"}
    assert len(taken.told) == 1


def test_where_nobody_can_tell_a_piece_nothing_is_taken_and_it_is_told() -> None:
    words = words_of()
    new = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
    rest = [*words[-5:], *new]
    lines = " ".join(words[:-9]), " ".join(rest)
    taken = changed(lambda person: broken(person, *lines))
    assert taken.new == ()
    assert word_file.ODD[Odd.BROKEN] in taken.told[1] or word_file.ODD[Odd.BROKEN] in taken.told[2]


def test_a_paragraph_added_beside_an_edited_one_is_no_piece_of_it() -> None:
    lines = " ".join(["Nay", *words_of()[1:]]), "Đoạn mới thêm của tỉnh."
    taken = changed(lambda person: broken(person, *lines))
    assert said(taken) == {("", "", "closing"): lines[0]}
    assert taken.told[1:] == (word_file.ADDED_TEXT.format(text="“Đoạn mới thêm của tỉnh.”"),)


PARTS = case_with(table("chi-tiet"))


def in_parts(old: str, new: Callable[[int], str], which: int = 99) -> Callable[[Person], None]:
    """Return how a person types over a text in each part of a wide table."""

    def how(person: Person) -> None:
        for number, part in enumerate(person.tables[:which]):
            for item in part._tbl.iter(qn("w:p")):
                if "".join(node.text or "" for node in item.iter(qn("w:t"))) == old:
                    type_over(item, new(number))
                    break

    return how


@pytest.mark.parametrize("old", ["Sở Y tế", "TÊN ĐƠN VỊ"])
def test_one_text_edited_differently_in_its_places_is_taken_from_none(old: str) -> None:
    content = word_of(PARTS).content
    taken = changed(in_parts(old, lambda number: f"Tên {number}"), content, PARTS)
    assert taken.new == () and taken.left_out
    [told] = taken.told[1:]
    assert "“Tên 0”, “Tên 1”" in told and "mỗi chỗ một khác" in told
    # Edited alike, or in one of them alone, it is that edit.
    for which in (99, 1):
        one = changed(in_parts(old, lambda number: "Tên mới", which), content, PARTS)
        assert set(said(one).values()) == {"Tên mới"}
        assert len(one.told) == 1


@pytest.mark.parametrize("typed", ["=1+1", '=HYPERLINK("http://x")', "＝SUM(A1)"])
def test_a_formula_typed_in_word_is_refused_for_its_place(typed: str) -> None:
    def how(person: Person) -> None:
        person.type("Sở Y tế", 5, typed)
        person.type("Sở Tư pháp", 5, "9,9")

    taken = changed(how)
    assert set(said(taken).values()) == {"9,9"}
    changes = changed(lambda person: person.type("Sở Y tế", 5, "1"))
    what = what_is_corrected(CASE, changes.new[0])
    reason = findings.AS_FORMULA.format(what=what, corrected=typed)
    assert taken.told == (
        word_file.TAKEN_BACK.format(name=NAME, count=1),
        word_file.REFUSED.format(reason=reason),
    )


def test_a_text_longer_than_a_cell_takes_is_refused() -> None:
    taken = changed(lambda person: type_over(person.paragraph(BEGINS)._p, "dài " * 10_000))
    assert taken.new == ()
    assert "39999" in taken.told[1] and "32767" in taken.told[1]
