"""A document filled from one's own template, read back: its places are known, its texts its own."""

from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from bpindex.words import word_file
from tests.actions.test_taking_back import NAME, Person, changed, said, type_over
from tests.changed_cases import CASE
from tests.render.test_word_template import ALL, filled, template

FIXED = ("Mẫu của Văn phòng", "Kỳ {{period_name}}, hạn {{deadline}}", "{{place}}")
BOX_PLACE = "{{số, ký hiệu}}"


def in_control(document: Any) -> None:
    """Put a paragraph into a content control."""
    text = "<w:p><w:r><w:t>Chữ trong ô chọn</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>{text}</w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))


def in_box(document: Any) -> None:
    """Put a place and a fixed text into a box, as Word writes it for newer and older programs."""
    inside = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (BOX_PLACE, "Chữ trong hộp")
    )
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    spaces = (
        f"{nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
        "xmlns:v='urn:schemas-microsoft-com:vml'"
    )
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {spaces}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            f"{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
    )


def in_table(document: Any) -> None:
    """Put places, a table of figures and a fixed text into cells of a table."""
    table = document.add_table(2, 2)
    texts = "{{trích yếu}}", "Chữ trong ô", "{{bảng 1}}", "Dưới bảng"
    for cell, text in zip((c for row in table.rows for c in row.cells), texts, strict=True):
        cell.paragraphs[0].text = text


TEMPLATES = {
    "all": template(*FIXED, *ALL, "{{tiêu đề bảng 1}}", "{{ghi chú bảng 1}}"),
    "control": template("{{toàn văn}}", change=in_control),
    "box": template("{{toàn văn}}", change=in_box),
    "table": template("{{tên loại}}", change=in_table),
    "twice": template("{{trích yếu}}", "{{trích yếu}}", "{{toàn văn}}", "Cuối", "Cuối"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_unedited_document_of_a_template_says_that_nothing_differs(name: str) -> None:
    taken = changed(lambda person: None, filled(TEMPLATES[name]).content)
    assert taken.told == (word_file.NOTHING_TAKEN.format(name=NAME),)
    assert not taken.left_out and taken.case == CASE


def over(*edits: tuple[str, str]) -> Callable[[Person], None]:
    """Return how a person types over paragraphs wherever they stand, each by its beginning."""

    def how(person: Person) -> None:
        for begins, text in edits:
            found = [
                item
                for item in person.body.iter(qn("w:p"))
                if "".join(
                    n.text or "" for n in item.findall(f"{qn('w:r')}/{qn('w:t')}")
                ).startswith(begins)
            ]
            type_over(found[0], text)

    return how


def test_what_is_typed_in_the_places_of_head_and_foot_is_taken() -> None:
    edits = {
        "number": ("Số:", "Số: 15/TB-VPUBND"),
        "subject": ("Về chỉ số", "Trích yếu mới"),
        "signature": ("KT.", "CHÁNH VĂN PHÒNG"),
        "issuer": ("VĂN PHÒNG", "VĂN PHÒNG TỈNH"),
    }
    taken = changed(over(*edits.values()), filled(TEMPLATES["all"]).content)
    assert {key[2]: text for key, text in said(taken).items()} == {
        name: text for name, (_, text) in edits.items()
    }
    assert len(taken.told) == 1


def test_a_place_in_a_box_is_taken_and_what_is_added_there_told() -> None:
    content = filled(TEMPLATES["box"]).content
    taken = changed(over(("Số:", "Số: 99/TB"), ("Chữ trong hộp", "Chữ khác")), content)
    assert said(taken) == {("", "", "number"): "Số: 99/TB"}
    assert taken.told[1:] == (word_file.ADDED_TEXT.format(text="“Chữ khác”"),)


def test_only_what_a_person_added_is_told() -> None:
    taken = changed(over(("Mẫu của", "Mẫu sửa")), filled(TEMPLATES["all"]).content)
    assert taken.told[1:] == (word_file.ADDED_TEXT.format(text="“Mẫu sửa”"),)
    both = changed(
        over(("Về chỉ số", "Trích A"), ("Về chỉ số", "Trích B")), filled(TEMPLATES["twice"]).content
    )
    assert both.new == () and "“Trích A”, “Trích B”" in both.told[1]
