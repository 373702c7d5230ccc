"""What stands in a Word document and is no plain text is told at its place, changed or not."""

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from bpindex.actions.taking_back import TakenBack
from bpindex.words import word_file
from bpindex.xlsx.word_marks import Odd
from tests.actions.test_taking_back import HEALTH, NAME, Person, changed, said, type_over
from tests.actions.test_taking_back_seen import CLOSING, cell_of, put, put_or_get, with_style
from tests.render.test_word_template import filled, template

COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WHAT = "cột “Tiến độ giải quyết, tháng” của Sở Y tế (bảng “Sở, ngành”)"
BUILDING = "cột “Tiến độ giải quyết, tháng” của Sở Xây dựng (bảng “Sở, ngành”)"
LEFT_OUT = word_file.LEFT_OUT.format(name=NAME)


def seen(odd: str, text: str = "100", what: str = WHAT) -> str:
    return word_file.ODD_SEEN.format(what=what, text=f"“{text}”", odd=word_file.ODD[odd])


def kept_out(odd: str, text: str, what: str = WHAT) -> str:
    return word_file.ODD_TEXT.format(what=what, text=f"“{text}”", odd=word_file.ODD[odd])


def beside(odd: str, what: str = WHAT) -> str:
    return word_file.ODD_BESIDE.format(what=what, odd=word_file.ODD[odd])


def look(paragraph: Any, name: str, **attributes: str) -> None:
    for run in paragraph.r_lst:
        put(put_or_get(run, "rPr"), name, **attributes)


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def with_inside(person: Person, inside: str) -> None:
    """Put other content into a figure's paragraph, in the place of its letters."""
    cell = cell_of(person)
    for letters in cell.r_lst:
        cell.remove(letters)
    root = f'<w:p {nsdecls("w")} xmlns:mc="{COMPATIBLE}">{inside}</w:p>'
    for item in list(parse_xml(root)):
        cell.append(item)


def changed_to(inside: str) -> TakenBack:
    return changed(lambda person: with_inside(person, inside))


def test_all_that_is_odd_has_words() -> None:
    assert set(word_file.ODD) == set(Odd)


# --- crossed out, hidden: nobody deleted it -----------------------------------------------------


@pytest.mark.parametrize("name", ["strike", "dstrike"])
def test_a_figure_struck_out_as_a_whole_is_told_and_stays(name: str) -> None:
    taken = changed(lambda person: look(cell_of(person), name))
    assert taken.new == ()
    assert taken.told == (LEFT_OUT, seen("struck"))


@pytest.mark.parametrize("kind", ["rStyle", "pStyle"])
def test_a_figure_struck_out_by_a_style_is_told(kind: str) -> None:
    def how(person: Person) -> None:
        with_style(person, "Gach", "<w:strike/>")
        if kind == "rStyle":
            look(cell_of(person), "rStyle", val="Gach")
        else:
            cell_of(person).pPr.find(qn("w:pStyle")).set(qn("w:val"), "Gach")

    assert changed(how).told == (LEFT_OUT, seen("struck"))


def test_a_row_struck_out_is_told_at_once() -> None:
    def how(person: Person) -> None:
        for cell in person.row("Sở Y tế")._tr.tc_lst:
            look(cell.p_lst[0], "strike")

    taken = changed(how)
    assert taken.new == ()
    [_, told] = taken.told
    assert told.startswith("- Dòng Sở Y tế (bảng “Sở, ngành”)") and word_file.ODD["struck"] in told


def test_a_column_hidden_cell_by_cell_is_told_at_once() -> None:
    def how(person: Person) -> None:
        for row in person.tables[0].rows[4:]:
            look(row._tr.tc_lst[5].p_lst[0], "vanish")

    taken = changed(how)
    assert taken.new == ()
    [_, told] = taken.told
    assert told.startswith("- Cột “Tiến độ giải quyết, tháng”") and word_file.ODD["hidden"] in told


def test_a_paragraph_struck_out_is_told() -> None:
    taken = changed(lambda person: look(person.paragraph(CLOSING)._p, "strike"))
    assert taken.new == ()
    assert len(taken.told) == 2 and word_file.ODD["struck"] in taken.told[1]


def test_a_hidden_figure_is_told_and_not_taken_out() -> None:
    taken = changed(lambda person: look(cell_of(person), "vanish"))
    assert taken.new == ()
    assert taken.told == (LEFT_OUT, seen("hidden"))


def test_a_text_of_which_a_part_is_hidden_is_told_and_not_made_shorter() -> None:
    def how(person: Person) -> None:
        closing = person.paragraph(CLOSING)._p
        second = deepcopy(closing.r_lst[-1])
        text = closing.r_lst[-1].text
        closing.r_lst[-1].text, second.text = text[:20], text[20:]
        put(put_or_get(second, "rPr"), "vanish")
        closing.r_lst[-1].addnext(second)

    taken = changed(how)
    assert taken.new == ()
    assert len(taken.told) == 2 and word_file.ODD["hidden"] in taken.told[1]


def test_a_figure_typed_behind_a_hidden_one_is_taken() -> None:
    assert said(changed_to(run("100", "<w:vanish/>") + run("80"))) == {HEALTH: "80"}


# --- letters that cannot be read are never part of a figure ------------------------------------


@pytest.mark.parametrize(
    ("own", "odd"),
    [
        ('<w:color w:val="FFFFFF"/>', "pale"),
        ('<w:color w:val="FFFF00"/>', "pale"),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', "pale"),
        ('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000"/>', "pale"),
        ('<w:color w:val="000000"/><w:shd w:val="pct95"/>', "pale"),
        ('<w:highlight w:val="black"/>', "pale"),
        ('<w:color w:val="FF0000"/><w:highlight w:val="red"/>', "pale"),
        ('<w:w w:val="1"/>', "pale"),
        ('<w:spacing w:val="-200"/>', "pale"),
        ('<w:sz w:val="2"/>', "pale"),
        ('<w:fitText w:val="10"/>', "unknown"),
        ("<w:specVanish/>", "unknown"),
        ('<w:eastAsianLayout w:id="1" w:combine="1"/>', "unknown"),
        ('<w:rStyle w:val="Không có"/>', "unknown"),
        ('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', "symbol"),
    ],
)
def test_letters_that_are_not_read_as_written_are_told(own: str, odd: str) -> None:
    taken = changed_to(run("100", own) + run("80"))
    assert taken.new == ()
    assert taken.told == (LEFT_OUT, kept_out(odd, "10080"))


@pytest.mark.parametrize(
    "own",
    [
        "<w:b/><w:i/><w:u w:val='single'/><w:bdr w:val='single'/><w:kern w:val='2'/>",
        "<w:color w:val='FF0000'/><w:highlight w:val='yellow'/><w:lang w:val='vi-VN'/>",
        "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='1F3864'/>",
        "<w:color w:val='auto'/><w:shd w:val='clear' w:fill='000000'/><w:webHidden/>",
        "<w:spacing w:val='-10'/><w:w w:val='90'/><w:position w:val='0'/><w:noProof/>",
        "<w:rFonts w:ascii='Arial' w:hAnsi='Arial'/><w:strike w:val='0'/>",
    ],
)
def test_looks_in_which_letters_read_as_written_are_plain(own: str) -> None:
    taken = changed_to(run("80", own))
    assert said(taken) == {HEALTH: "80"} and len(taken.told) == 1


def test_white_letters_in_a_dark_cell_are_plain() -> None:
    def how(person: Person) -> None:
        with_inside(person, run("80", '<w:color w:val="FFFFFF"/>'))
        properties = person.row("Sở Y tế")._tr.tc_lst[5].tcPr
        put(properties, "shd", val="clear", fill="203864")

    assert said(changed(how)) == {HEALTH: "80"}


def test_letters_without_ink_or_on_a_paragraph_of_their_colour_are_told() -> None:
    effect = (
        '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        "<w14:noFill/></w14:textFill>"
    )
    assert changed_to(run("100", effect) + run("80")).told[1:] == (kept_out("pale", "10080"),)

    def how(person: Person) -> None:
        with_inside(person, run("80", '<w:color w:val="000000"/>'))
        put(cell_of(person).pPr, "shd", val="clear", fill="101010")

    assert changed(how).told[1:] == (kept_out("pale", "80"),)


def test_a_row_or_a_line_too_low_for_letters_is_told() -> None:
    def low_row(person: Person) -> None:
        properties = person.row("Sở Y tế")._tr.get_or_add_trPr()
        put(properties, "trHeight", val="20", hRule="exact")

    def low_line(person: Person) -> None:
        put(cell_of(person).pPr, "spacing", line="20", lineRule="exact")

    assert "- Dòng Sở Y tế" in changed(low_row).told[1]
    assert changed(low_line).told == (LEFT_OUT, seen("pale"))


def field(inside: str, code: str = "<w:instrText> =80 </w:instrText>") -> str:
    marks = {
        kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ("begin", "separate", "end")
    }
    return f"{marks['begin']}<w:r>{code}</w:r>{marks['separate']}{inside}{marks['end']}"


def branches(needs: str, choice: str, other: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
        f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
    )


WITHOUT_RESULT = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
PLACEHOLDER = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("inside", "odd", "text"),
    [
        (field(field(run("79")) + run("80")), "field", "7980"),
        (WITHOUT_RESULT.format("begin") + WITHOUT_RESULT.format("end"), "field", ""),
        ('<w:fldSimple w:instr=" =80 "/>', "field", ""),
        (f'<w:fldSimple w:instr=" =1+1 ">{run("2")}</w:fldSimple>', "field", "2"),
        (
            field(run("80"), "<w:instrText> =SU</w:instrText><w:instrText>M(ABOVE)</w:instrText>"),
            "field",
            "80",
        ),
        (run("\u202e7.77"), "turned", "7.77"),
        (branches("zz", run("79"), run("80")), "unknown", "80"),
        (f'<w:bdo w:val="rtl">{run("08")}</w:bdo>', "turned", "08"),
        (PLACEHOLDER.format(run("Chọn")), "to_choose", "Chọn"),
        (f"<w:unheardOf>{run('9')}</w:unheardOf>{run('80')}", "unknown", "80"),
        ("<w:r><w:dayLong/></w:r>" + run("80"), "unknown", "80"),
    ],
)
def test_what_is_only_partly_seen_is_told(inside: str, odd: str, text: str) -> None:
    taken = changed_to(inside)
    assert taken.new == ()
    assert taken.told == (LEFT_OUT, kept_out(odd, text))


def test_the_code_of_a_field_is_none_of_its_result() -> None:
    code = "<w:t>79</w:t><w:instrText> QUOTE </w:instrText>"
    assert said(changed_to(field(run("80"), code))) == {HEALTH: "80"}


def test_the_result_of_another_field_is_a_text() -> None:
    assert said(changed_to(f'<w:fldSimple w:instr=" QUOTE ">{run("80")}</w:fldSimple>')) == {
        HEALTH: "80"
    }


# --- what a style of tables, or the document itself, says of all letters -------------------------


def with_look_for_all(person: Person, look: str) -> None:
    defaults = person.styles.find(qn("w:docDefaults"))
    for item in list(parse_xml(f"<w:rPr {nsdecls('w')}>{look}</w:rPr>")):
        defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}").append(item)


def with_look_for_tables(person: Person, look: str, around: str = "") -> None:
    inside = f"<w:rPr>{look}</w:rPr>{around}"
    person.styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:styleId="Bang">'
            f'<w:tblStylePr w:type="wholeTable">{inside}</w:tblStylePr></w:style>'
        )
    )
    put(person.tables[0]._tbl.tblPr, "tblStyle", val="Bang")


@pytest.mark.parametrize("how", [with_look_for_all, with_look_for_tables])
@pytest.mark.parametrize(
    ("own", "odd"),
    [
        ("<w:strike/>", word_file.ODD["struck"]),
        ("<w:vanish/>", "Đã bị bỏ hoặc ẩn"),
        ('<w:vertAlign w:val="superscript"/>', word_file.ODD["raised"]),
    ],
)
def test_a_look_that_all_letters_have_is_told(
    how: Callable[[Person, str], None], own: str, odd: str
) -> None:
    def change(person: Person) -> None:
        person.type("Sở Y tế", 5, "80")
        how(person, own)

    taken = changed(change)
    assert taken.new == ()
    assert any(odd in told for told in taken.told)


def test_a_style_of_tables_may_hide_letters_by_their_colour_and_show_them_by_its_ground() -> None:
    white = '<w:color w:val="FFFFFF"/>'

    def change(person: Person, around: str = "") -> None:
        with_inside(person, run("80"))
        # Our own style of figures says their colour.
        cell_of(person).pPr.find(qn("w:pStyle")).set(qn("w:val"), "Normal")
        with_look_for_tables(person, white, around)

    assert changed(change).new == ()
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="203864"/></w:tcPr>'
    assert said(changed(lambda person: change(person, dark))) == {HEALTH: "80"}


def test_a_look_of_all_letters_is_off_where_a_text_says_so() -> None:
    def change(person: Person) -> None:
        with_inside(person, run("80", '<w:strike w:val="0"/>'))
        with_look_for_tables(person, "<w:strike/>")

    assert said(changed(change)) == {HEALTH: "80"}


def test_a_number_that_word_puts_before_a_figure_is_told() -> None:
    def how(person: Person) -> None:
        properties = cell_of(person).pPr
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))

    assert changed(how).told == (LEFT_OUT, seen("numbered"))


# --- beside a text ------------------------------------------------------------------------------

BOX = "<w:pict><w:txbxContent><w:p><w:r><w:t>80</w:t></w:r></w:p></w:txbxContent></w:pict>"


@pytest.mark.parametrize(
    ("inside", "odd"),
    [
        ('<w:footnoteReference w:id="2"/>', "note"),
        ('<w:endnoteReference w:id="2"/>', "note"),
        ('<w:commentReference w:id="2"/>', "comment"),
        (BOX, "drawn"),
    ],
)
@pytest.mark.parametrize("text", ["100", "80"])
def test_what_is_put_beside_a_figure_is_told_and_the_figure_taken(
    inside: str, odd: str, text: str
) -> None:
    taken = changed_to(f"{run(text)}<w:r>{inside}</w:r>")
    assert said(taken) == ({} if text == "100" else {HEALTH: "80"})
    assert taken.told[1:] == (beside(odd),)


def test_a_box_in_a_paragraph_of_its_own_is_told() -> None:
    def how(person: Person) -> None:
        box = f"<w:p {nsdecls('w')}><w:r>{BOX}</w:r></w:p>"
        person.paragraph(CLOSING)._p.addnext(parse_xml(box))

    added = word_file.ADDED_TEXT.format(text="“80”")
    assert changed(how).told == (LEFT_OUT, added, word_file.DRAWN_TEXT.format(count=1))


def test_a_table_in_a_cell_is_told() -> None:
    def how(person: Person) -> None:
        inside = f"<w:tbl {nsdecls('w')}><w:tr><w:tc><w:p>{run('80')}</w:p></w:tc></w:tr></w:tbl>"
        cell_of(person).addprevious(parse_xml(inside))

    assert changed(how).told == (LEFT_OUT, seen("table"))


def test_what_a_template_brings_with_it_is_nobodys_edit() -> None:
    document: Any = Document(io.BytesIO(template("{{nơi nhận}}", "", "{{toàn văn}}")))
    first, second, _ = document.paragraphs[-3:]
    first.runs[0].font.strike = True
    for paragraph in (first, second):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{BOX}</w:r>"))
    out = io.BytesIO()
    document.save(out)
    content = filled(out.getvalue()).content
    assert changed(lambda person: None, content).told == (
        word_file.NOTHING_TAKEN.format(name=NAME),
    )

    def how(person: Person) -> None:
        type_over(person.paragraph("- Các sở, ban")._p, "- Các sở;")

    assert said(changed(how, content)) == {("", "", "recipient_2"): "- Các sở;"}


# --- merged and split by hand -------------------------------------------------------------------


def swallowed(what: str, text: str) -> str:
    return word_file.SWALLOWED.format(what=what, text=f"“{text}”")


def merged_down(person: Person) -> None:
    row = person.row("Sở Xây dựng")._tr
    upper, lower = row.tc_lst[5], row.getnext().tc_lst[5]
    put(upper.tcPr, "vMerge", val="restart")
    put(lower.tcPr, "vMerge")
    type_over(lower.p_lst[0], "")


def merged_across(person: Person) -> None:
    row = person.row("Sở Xây dựng")._tr
    cell, other = row.tc_lst[5:7]
    put(cell.tcPr, "gridSpan", val="2")
    row.remove(other)


def merged_in_the_old_way(person: Person) -> None:
    cell, other = person.row("Sở Xây dựng")._tr.tc_lst[5:7]
    put(cell.tcPr, "hMerge", val="restart")
    put(other.tcPr, "hMerge")


@pytest.mark.parametrize(
    ("how", "what", "text"),
    [
        (merged_down, BUILDING.replace("Xây dựng", "Kế hoạch và Đầu tư"), "28.07"),
        (merged_across, BUILDING.replace("Tiến độ giải quyết, tháng", "{}"), "1"),
        (merged_in_the_old_way, BUILDING.replace("Tiến độ giải quyết, tháng", "{}"), "1"),
    ],
)
def test_a_figure_in_a_cell_that_was_merged_into_another_is_named(
    how: Callable[[Person], None], what: str, text: str
) -> None:
    taken = changed(how)
    assert taken.new == ()
    what = what.format("Dịch vụ công trực tuyến, năm trước")
    assert taken.told == (LEFT_OUT, swallowed(what, text))


@pytest.mark.parametrize("how", [merged_down, merged_across, merged_in_the_old_way])
def test_a_figure_typed_into_a_merged_cell_is_not_taken(how: Callable[[Person], None]) -> None:
    def change(person: Person) -> None:
        how(person)
        person.type("Sở Xây dựng", 5, "77,7")

    taken = changed(change)
    assert taken.new == ()
    assert kept_out("merged", "77,7", BUILDING) in taken.told


def test_the_text_of_merged_cells_is_no_figure() -> None:
    def how(person: Person) -> None:
        row = person.row("Sở Xây dựng")._tr
        row.tc_lst[5].append(deepcopy(row.tc_lst[6].p_lst[0]))
        merged_across(person)

    taken = changed(how)
    assert taken.new == ()
    assert taken.told[1] == kept_out("merged", "85.71 1", BUILDING)


def test_a_cell_split_off_a_shared_one_and_left_blank_is_told() -> None:
    def how(person: Person) -> None:
        properties = person.row("Sở Y tế")._tr.tc_lst[2].tcPr
        properties.remove(properties.find(qn("w:vMerge")))

    taken = changed(how)
    assert taken.new == ()
    [_, told] = taken.told
    assert "đã tách khỏi ô gộp" in told and "“Công khai, minh bạch, năm trước” của Sở Y tế" in told
