"""A template of the staff's own: plain names are filled, whatever else it holds is refused."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.notice.wording import placeholder_values
from bpindex.page.plan import plan_sheets
from bpindex.render.word.template import Filled, fill_template
from bpindex.words import word_file
from bpindex.xlsx.package import Package
from tests.changed_cases import CASE, notice_of
from tests.render.sheets import plain, with_late
from tests.render.test_word import table_lines
from tests.render.words import W, Word, rows, text_of, value, word

NAME = "mau-thong-bao.docx"


def template(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    """Return a template of Word's own kind with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(content: bytes, case: Case = CASE) -> Filled:
    notice = notice_of(case)
    values = placeholder_values(case.settings, case.period)
    return fill_template(content, NAME, notice, plan_sheets(notice), values)


def lines(content: bytes) -> list[str]:
    return [plain(text) for _, text in Word(content).texts()]


ALL = (
    "{{cơ quan chủ quản}}", "{{cơ quan ban hành}}", "{{quốc hiệu}}", "{{tiêu ngữ}}",
    "{{số, ký hiệu}}", "{{địa danh, ngày tháng}}", "{{tên loại}}", "{{trích yếu}}", "{{toàn văn}}",
    "{{tiêu đề nơi nhận}}", "{{nơi nhận}}", "{{chức vụ}}", "{{người ký}}",
)  # fmt: skip


def test_a_template_with_a_place_for_everything_holds_every_text_in_order() -> None:
    made = filled(template(*ALL))
    assert made.missing == []
    assert lines(made.content) == lines(word().content)


def test_values_stand_inside_of_a_sentence_and_keep_its_look() -> None:
    def change(document: Any) -> None:
        paragraph = document.add_paragraph("Hạn: ")
        # Word cuts what is typed into pieces of its own.
        for piece in ("{", "{hạn ", "báo", " cáo}", "}; {{ DEADLINE }}."):
            paragraph.add_run(piece).italic = True

    made = Word(filled(template("Kỳ {{tháng}}/{{năm}}, {{Từ  Ngày}}", change=change)).content)
    texts = [text for _, text in made.texts()]
    assert texts == ["Kỳ 02/2024, 01/02/2024", "Hạn: 07/03/2024; 07/03/2024."]
    looks = {
        text_of_run(run): value(run, "rPr/i") is not None
        for run in made.body.iter(f"{W}r")
        if text_of_run(run)
    }
    assert looks["Hạn: "] is False
    assert looks["07/03/2024"] is True


def text_of_run(run: Any) -> str:
    return "".join(item.text or "" for item in run.iter(f"{W}t"))


def test_what_is_bold_in_the_notice_is_bold_in_the_template() -> None:
    made = Word(filled(template("{{request}}")).content)
    bold = [text_of_run(run) for run in made.body.iter(f"{W}r") if value(run, "rPr/b") == "1"]
    assert bold == ["07/03/2024"]


def test_tables_stand_where_the_template_wants_them_as_wide_as_its_page() -> None:
    made = filled(
        template("{{tiêu đề bảng 2}}", "{{bảng 2}}", "{{ghi chú bảng 2}}", "{{so-nganh}}")
    )
    document, notice = Word(made.content), notice_of(CASE)
    second, first = document.tables
    assert [line[1] for line in rows(second)][-1] == "Huyện Đồng Phú"
    assert [line[1] for line in rows(first)][-1] == "Ban Dân tộc"
    # Table, then note; the heading above.
    expected = ["2. Huyện, thị xã, thành phố:", *map(plain, table_lines(notice.table("cap-huyen")))]
    assert lines(made.content)[: len(expected) - expected.count("")] == list(filter(None, expected))
    widths = [int(c.get(f"{W}w")) for c in second.findall(f"{W}tblGrid/{W}gridCol")]
    section = document.sections[0]
    sides = sum(int(value(section, "pgMar", side) or 0) for side in ("left", "right"))
    assert abs(sum(widths) - int(value(section, "pgSz", "w") or 0) + sides) < 20
    assert "BCS-cell" in document.styles
    assert made.missing[:2] == ["cơ quan chủ quản", "cơ quan ban hành"]
    assert "bảng 1" not in made.missing


def test_the_appendix_has_a_place_of_its_own_and_is_missed_without_one() -> None:
    case = with_late(3)
    assert word_file.APPENDIX in filled(template(*ALL), case).missing
    made = filled(template(*ALL, "{{phụ lục}}"), case)
    assert made.missing == []
    assert len(rows(Word(made.content).tables[-1])) == 5  # with the sum
    # Without late dossiers there is nothing to put there.
    assert filled(template(*ALL, "{{phụ lục}}")).missing == []


def test_places_in_tables_and_headers_are_filled() -> None:
    def change(document: Any) -> None:
        document.add_table(1, 2).rows[0].cells[1].text = "{{nơi nhận}}"
        document.sections[0].header.paragraphs[0].text = "{{tên cơ quan}}"

    made = Word(filled(template(change=change)).content)
    [table] = made.sides
    assert text_of(table.findall(f".//{W}tc")[1]).split("\n")[-1] == "- Lưu: VT, P.KSTTHC."
    [header] = [name for name in made.parts if name.startswith("word/header")]
    assert text_of(made.xml(header)) == CASE.settings.issuer_name


def test_styles_that_the_template_has_already_are_its_own() -> None:
    first = filled(template(*ALL)).content
    document = Document(io.BytesIO(first))
    document.styles[word_file.STYLES["paragraph"]].font.size = 177800  # 14 pt
    document.element.body.clear_content()
    document.add_paragraph("{{toàn văn}}")
    out = io.BytesIO()
    document.save(out)
    made = Word(filled(out.getvalue()).content)
    assert value(made.styles["BCS-paragraph"], "rPr/sz") == "28"
    assert list(made.styles).count("BCS-paragraph") == 1


def refusal(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        filled(content)
    return str(caught.value)


@pytest.mark.parametrize("found", ["{{nơi gửi}}", "{{ 7*7 }}", "{{config.items()}}", "{{}}"])
def test_an_unknown_name_is_a_sentence_that_names_it(found: str) -> None:
    told = refusal(template(f"Kính gửi: {found}!"))
    assert found in told
    assert f"Kính gửi: {found}!" in told
    assert "{{nơi nhận}}" in told
    assert NAME in told


def test_braces_that_are_no_pair_and_places_that_cannot_be_are_told() -> None:
    assert "{{" in refusal(template("Kính gửi {{nơi nhận"))
    assert refusal(template("a {{bảng 1}} b")) == word_file.NOT_ALONE.format(
        path=NAME, found="{{bảng 1}}", text="a {{bảng 1}} b"
    )
    assert refusal(template("Không có chỗ nào")).startswith(f"Mẫu Word {NAME} không có chỗ nào")


def test_no_sign_of_a_template_language_is_more_than_letters() -> None:
    text = "{% for x in y %} ${a} <%= 1 %> {# x #} [[b]] {hạn}"
    assert text in lines(filled(template(text, "{{tháng}}")).content)


def field(code: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        from docx.oxml import parse_xml

        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        parts = "".join(
            f"<w:r>{part}</w:r>"
            for part in (
                '<w:fldChar w:fldCharType="begin"/>',
                *(f"<w:instrText>{piece}</w:instrText>" for piece in code.split("|")),
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        document.element.body.insert(0, parse_xml(f"<w:p {space}>{parts}</w:p>"))

    return change


@pytest.mark.parametrize(
    "code",
    ['DDEAUTO c:\\\\x "y"', "INC|LUDETEXT http://a", " DATE ", "PAGE DDE", "MACROBUTTON x"],
)
def test_a_field_other_than_a_page_number_is_refused_by_name(code: str) -> None:
    told = refusal(template("{{toàn văn}}", change=field(code)))
    assert " ".join(code.replace("|", "").split()) in told


def test_a_field_inside_of_a_page_number_is_refused() -> None:
    def change(document: Any) -> None:
        field("PAGE ")(document)
        field("DDE x")(document)
        first, second = document.element.body[0], document.element.body[1]
        for item in reversed(list(first)):
            second.insert(2, item)

    assert "DDE x" in refusal(template("{{toàn văn}}", change=change))


def test_page_numbers_are_allowed() -> None:
    assert filled(template("{{toàn văn}}", change=field(" PAGE  \\* MERGEFORMAT ")))


def with_relation(kind: str, target: str, external: bool) -> bytes:
    package = Package(template("{{toàn văn}}"))
    address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    package.relations("word/document.xml").add(address, target, external=external)
    if not external:
        package.add(target, b"x", "application/octet-stream")
    return package.to_bytes()


@pytest.mark.parametrize(
    ("kind", "target", "external"),
    [
        ("attachedTemplate", "http://a/x.dotm", True),
        ("image", "file://server/x.png", True),
        ("subDocument", "other.docx", True),
        ("hyperlink", "file:///c:/x.exe", True),
        ("oleObject", "word/embeddings/a.bin", False),
        ("vbaProject", "word/vbaProject.bin", False),
        ("aFChunk", "word/a.html", False),
        ("control", "word/activeX/a.xml", False),
    ],
)
def test_what_is_fetched_or_run_is_refused(kind: str, target: str, external: bool) -> None:
    told = refusal(with_relation(kind, target, external))
    assert told.startswith(f"Không đọc được mẫu Word {NAME}: mẫu ")
    assert (target in told) == external


def test_a_place_for_another_file_is_refused_with_and_without_that_file() -> None:
    package = Package(template("{{toàn văn}}"))
    xml = package.parts["word/document.xml"]
    chunk = b'<w:altChunk xmlns:r="urn:r" r:id="rId99"/><w:sectPr'
    package.parts["word/document.xml"] = xml.replace(b"<w:sectPr", chunk, 1)
    assert word_file.HAS_CHUNK in refusal(package.to_bytes())


def test_a_page_of_an_odd_size_is_taken_as_one_of_ours() -> None:
    package = Package(template("{{bảng 1}}"))
    xml = package.parts["word/document.xml"]
    for odd in (b'w:w=""', b'w:w="-5"', b'w:w="99999999999"', b'w:w="x"'):
        package.parts["word/document.xml"] = re.sub(rb'w:w="\d+"', odd, xml)
        [table] = Word(filled(package.to_bytes()).content).tables
        widths = [int(c.get(f"{W}w")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert abs(sum(widths) * 25.4 / 1440 - 165) < 1


def test_styles_of_the_wrong_kind_are_a_damaged_file() -> None:
    package = Package(template("{{bảng 1}}"))
    types = package.parts["[Content_Types].xml"]
    package.parts["[Content_Types].xml"] = types.replace(b"processingml.styles+", b"x.x+")
    assert word_file.NO_WORD_FILE in refusal(package.to_bytes())


def test_a_link_that_people_click_stays() -> None:
    assert filled(with_relation("hyperlink", "https://binhphuoc.gov.vn", True))


def test_a_document_type_a_bomb_and_what_is_no_word_file_are_refused() -> None:
    package = Package(template("{{toàn văn}}"))
    xml = package.parts["word/document.xml"]
    package.parts["word/document.xml"] = xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    for content in (package.to_bytes(), b"", b"PK\x03\x04...", b"{{x}}", template("a")[:900]):
        assert refusal(content) == word_file.TEMPLATE_UNREADABLE.format(
            path=NAME, reason=word_file.NO_WORD_FILE
        )
