"""What is taken back from Word is what is seen there; nothing is invented."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from bpindex.words import word_file
from tests.actions.test_taking_back import HEALTH, NAME, Person, changed, said, type_over

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
CLOSING = "Văn phòng UBND tỉnh thông báo"


def put(parent: Any, tag: str, **attributes: str) -> Any:
    """Give a part one of Word's own elements, first in it."""
    made = OxmlElement(f"w:{tag}")
    for name, text in attributes.items():
        made.set(qn(f"w:{name}"), text)
    parent.insert(0, made)
    return made


def track(part: Any, tag: str) -> None:
    """Let all runs of a part be deleted, put in or moved while changes are tracked."""
    for run in list(part.iter(qn("w:r"))):
        around = OxmlElement(f"w:{tag}")
        run.addprevious(around)
        around.append(run)


def track_mark(paragraph: Any, tag: str) -> None:
    put(put_or_get(paragraph.get_or_add_pPr(), "rPr"), tag)


def put_or_get(parent: Any, tag: str) -> Any:
    found = parent.find(qn(f"w:{tag}"))
    return put(parent, tag) if found is None else found


def track_row(row: Any, tag: str, inside: str) -> None:
    put(row.get_or_add_trPr(), tag)
    track(row, inside)
    for paragraph in row.iter(qn("w:p")):
        track_mark(paragraph, inside)


def cell_of(person: Person, name: str = "Sở Y tế", column: int = 5) -> Any:
    return person.row(name)._tr.tc_lst[column].p_lst[0]


def look_added(person: Person, text: str, *looks: tuple[str, str]) -> Any:
    """Type a few letters with a look behind a figure."""
    first = cell_of(person).r_lst[-1]
    run = deepcopy(first)
    run.text = text
    first.addnext(run)
    for name, value in looks:
        put(put_or_get(run, "rPr"), name, val=value)
    return run


# --- tracked changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(("row_tag", "inside"), [("del", "del"), ("del", "moveFrom")])
def test_a_row_deleted_while_changes_are_tracked_is_a_removed_row(
    row_tag: str, inside: str
) -> None:
    def removed(person: Person) -> None:
        row = person.row("Sở Y tế")._tr
        row.getparent().remove(row)

    tracked = changed(lambda person: track_row(person.row("Sở Y tế")._tr, row_tag, inside))
    assert tracked.new == ()
    assert tracked.told == changed(removed).told
    assert "Đã bị bỏ" in tracked.told[1] and "Sở Y tế" in tracked.told[1]


def test_a_table_deleted_while_changes_are_tracked_is_told_row_by_row_and_no_blank_is_taken() -> (
    None
):
    def how(person: Person) -> None:
        for row in person.tables[1].rows:
            track_row(row._tr, "del", "del")

    taken = changed(how)
    assert taken.new == ()
    assert "Huyện Bù Đốp" in "\n".join(taken.told)


def test_a_row_put_in_while_changes_are_tracked_is_told() -> None:
    def how(person: Person) -> None:
        row = person.row("Sở Nội vụ")._tr
        new = deepcopy(row)
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for item in list(new.iter(qn(f"w:{tag}"))):
                item.getparent().remove(item)
        type_over(new.tc_lst[1].p_lst[0], "Sở mới")
        row.addprevious(new)
        track_row(new, "ins", "ins")

    taken = changed(how)
    assert taken.new == ()
    assert len(taken.told) == 2 and "Sở mới" in taken.told[1]


@pytest.mark.parametrize("name", ["Sở Y tế", "Huyện Bù Đốp"])
def test_a_row_moved_while_changes_are_tracked_is_told_as_moved(name: str) -> None:
    def how(person: Person) -> None:
        rows = (row._tr for table in person.tables for row in table.rows)
        row = next(row for row in rows if name in (p.text for p in row.iter(qn("w:p"))))
        new = deepcopy(row)
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for item in list(new.iter(qn(f"w:{tag}"))):
                item.getparent().remove(item)
        row.getnext().getnext().addnext(new)
        track_row(row, "del", "moveFrom")
        track_row(new, "ins", "moveTo")

    taken = changed(how)
    assert taken.new == ()
    assert len(taken.told) == 2
    assert "chuyển chỗ" in taken.told[1] and name in taken.told[1]


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
def test_a_paragraph_deleted_while_changes_are_tracked_is_a_removed_paragraph(tag: str) -> None:
    def how(person: Person) -> None:
        closing = person.paragraph(CLOSING)._p
        track(closing, tag)
        track_mark(closing, tag)

    taken = changed(how)
    assert taken.new == ()
    assert len(taken.told) == 2 and "Đã bị bỏ" in taken.told[1]


def test_a_paragraph_whose_end_was_deleted_is_one_with_the_next() -> None:
    def how(person: Person) -> None:
        closing = person.paragraph(CLOSING)._p
        before = closing.getprevious()
        type_over(before, "Một câu. ")
        type_over(closing, "Câu sau.")
        track_mark(before, "del")

    taken = changed(how)
    assert [*said(taken).values()] == ["Một câu. Câu sau."]
    assert any("Đã bị bỏ" in line for line in taken.told)


def test_a_figure_deleted_and_typed_anew_while_changes_are_tracked_keeps_its_row() -> None:
    def how(person: Person) -> None:
        cell = cell_of(person)
        new = deepcopy(cell.r_lst[0])
        new.text = "55"
        for other in person.row("Sở Y tế")._tr.tc_lst:
            track(other, "del")
        cell.append(new)

    assert said(changed(how))[HEALTH] == "55"


def test_marks_of_direction_and_other_letters_that_nobody_sees_stay_out() -> None:
    taken = changed(lambda person: person.type("Sở Y tế", 5, "\u202a9\u200b8,\u00ad5\u2066"))
    assert said(taken) == {HEALTH: "98,5"}
    assert changed(lambda person: person.type("Sở Y tế", 5, "10\u202e0")).new == ()


# --- hidden, raised, struck, drawn -------------------------------------------------------------


def test_hidden_letters_are_no_figure() -> None:
    taken = changed(lambda person: look_added(person, "99", ("vanish", "1")))
    assert taken.told == (word_file.NOTHING_TAKEN.format(name=NAME),)


def with_style(person: Person, name: str, *elements: str) -> None:
    inside = "".join(elements)
    for style, kind, more in (
        (f"{name}0", "character", f"<w:rPr>{inside}</w:rPr>"),
        (name, "character", f'<w:basedOn w:val="{name}0"/>'),
    ):
        xml = f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{style}">{more}</w:style>'
        person.styles.append(parse_xml(xml))


def test_letters_hidden_by_a_style_are_no_figure_and_those_it_shows_again_are() -> None:
    def hidden(person: Person) -> None:
        with_style(person, "An", "<w:vanish/>")
        look_added(person, "99", ("rStyle", "An"))

    assert changed(hidden).new == ()

    def shown(person: Person) -> None:
        with_style(person, "An", "<w:vanish/>")
        look_added(person, ",5", ("vanish", "0"), ("rStyle", "An"))

    assert said(changed(shown)) == {HEALTH: "100,5"}


@pytest.mark.parametrize(
    ("looks", "words"),
    [
        ([("vertAlign", "superscript")], word_file.ODD["raised"]),
        ([("vertAlign", "subscript")], word_file.ODD["raised"]),
        ([("position", "8")], word_file.ODD["raised"]),
        ([("rStyle", "Mau")], word_file.ODD["raised"]),
        ([("strike", "1")], word_file.ODD["struck"]),
        ([("dstrike", "1")], word_file.ODD["struck"]),
        ([("color", "FFFFFF")], word_file.ODD["pale"]),
        ([("sz", "2")], word_file.ODD["pale"]),
    ],
)
def test_letters_that_are_no_plain_text_are_told_and_never_a_figure(
    looks: list[tuple[str, str]], words: str
) -> None:
    def how(person: Person) -> None:
        with_style(person, "Mau", '<w:vertAlign w:val="superscript"/>')
        look_added(person, "1", *looks)

    taken = changed(how)
    assert taken.new == ()
    [first, told] = taken.told
    assert first == word_file.LEFT_OUT.format(name=NAME)
    assert "Sở Y tế" in told and "“1001”" in told and words in told


def test_an_old_figure_struck_out_with_a_new_one_behind_is_told() -> None:
    def how(person: Person) -> None:
        look_added(person, " 9")
        put(put_or_get(cell_of(person).r_lst[0], "rPr"), "strike")

    taken = changed(how)
    assert taken.new == ()
    assert word_file.ODD["struck"] in taken.told[1]


def test_an_equation_a_symbol_and_a_picture_are_told() -> None:
    w, m = nsdecls("w"), f'xmlns:m="{MATH}"'
    for xml, words in (
        (f"<m:oMath {m}><m:r><m:t>5</m:t></m:r></m:oMath>", word_file.ODD["equation"]),
        (
            f'<w:r {w}><w:t>1</w:t><w:sym w:font="Symbol" w:char="F0B1"/></w:r>',
            word_file.ODD["symbol"],
        ),
        (f"<w:r {w}><w:pict/></w:r>", word_file.ODD["drawn"]),
    ):

        def how(person: Person, xml: str = xml) -> None:
            cell = cell_of(person)
            for run in cell.r_lst:
                cell.remove(run)
            cell.append(parse_xml(xml))

        taken = changed(how)
        assert taken.new == ()
        assert words in taken.told[1]


def test_of_two_branches_one_is_seen() -> None:
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    branch = "<mc:{0}{1}><w:r><w:t>{2}</w:t></w:r></mc:{0}>"
    inside = branch.format("Choice", ' Requires="wps"', "7") + branch.format("Fallback", "", "8")
    xml = f'<mc:AlternateContent xmlns:mc="{compatible}" {nsdecls("w")}>{inside}'

    def how(person: Person) -> None:
        cell = cell_of(person)
        for run in cell.r_lst:
            cell.remove(run)
        cell.append(parse_xml(f"{xml}</mc:AlternateContent>"))

    assert said(changed(how)) == {HEALTH: "7"}


# --- moved -------------------------------------------------------------------------------------


def swapped_rows(person: Person) -> None:
    person.row("Sở Y tế")._tr.addprevious(person.row("Sở Ngoại vụ")._tr)


def swapped_paragraphs(person: Person) -> None:
    closing = person.paragraph(CLOSING)._p
    closing.getprevious().addprevious(closing)


def moved_table(person: Person) -> None:
    first, second = (table._tbl for table in person.tables[:2])
    first.addprevious(second)


@pytest.mark.parametrize(
    ("how", "lines", "words"),
    [
        (swapped_rows, 2, "Sở Ngoại vụ"),
        (swapped_paragraphs, 2, "Văn phòng UBND tỉnh"),
        (moved_table, None, "“Cấp huyện”"),
    ],
)
def test_what_was_moved_is_told(
    how: Callable[[Person], None], lines: int | None, words: str
) -> None:
    taken = changed(how)
    assert taken.new == ()
    assert taken.told[0] == word_file.LEFT_OUT.format(name=NAME)
    moved = [line for line in taken.told[1:] if "Đã chuyển chỗ" in line]
    assert lines is None or len(taken.told) == lines
    assert 0 < len(moved) < 4 and words in "\n".join(moved)


def test_what_was_moved_and_edited_is_taken_and_told() -> None:
    def how(person: Person) -> None:
        swapped_rows(person)
        person.type("Sở Ngoại vụ", 5, "7,7")

    taken = changed(how)
    assert said(taken) == {("so-nganh", "so-ngoai-vu", "TD_thang"): "7,7"}
    assert "Đã chuyển chỗ" in taken.told[1]
