"""The Word document measured: page, sections, styles, rules, rows, as the decree has them."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from bpindex.case.correction import Correction, Form, FormAspect
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.rows import RowKey
from bpindex.page.layout import official_layout
from bpindex.page.textfit import text_width
from bpindex.render.word.styles import style_id
from bpindex.words import word_file
from tests.changed_cases import CASE
from tests.render.sheets import with_agencies, with_late, with_wording
from tests.render.words import W, Word, rows, text_of, value, word, word_of

TWIPS_PER_MM = 1440 / 25.4
PT = 20


def mm(twips: str | None) -> float:
    return int(twips or 0) / TWIPS_PER_MM


def page(section: Any) -> tuple[float, float, str]:
    size = {name: value(section, "pgSz", name) for name in ("w", "h", "orient")}
    return round(mm(size["w"])), round(mm(size["h"])), size["orient"] or "portrait"


A4 = (210, 297, "portrait")
A4_TURNED = (297, 210, "landscape")


def test_text_stands_on_portrait_paper_and_the_wide_tables_on_landscape() -> None:
    words = " ".join(["chữ"] * 1000)
    made = word_of(with_wording(intro=words, request=words))
    assert [page(section) for section in made.sections] == [A4, A4_TURNED, A4]
    sides = ("top", "bottom", "left", "right", "header")
    for section in made.sections:
        found = [mm(value(section, "pgMar", side)) for side in sides]
        assert found == pytest.approx([20, 20, 30, 15, 10], abs=0.1)
    [_, turned, _] = sections(made)
    assert turned[0] == "1. Các sở, ngành:"
    assert turned[-1].startswith("(số liệu thống kê")


def test_text_that_fills_no_page_of_its_own_stands_with_the_tables() -> None:
    assert [page(section) for section in word().sections] == [A4_TURNED]
    words = " ".join(["chữ"] * 1000)
    assert [page(s) for s in word_of(with_wording(intro=words)).sections] == [A4, A4_TURNED]


def sections(made: Word) -> list[list[str]]:
    """Return the texts of each section."""
    found: list[list[str]] = [[]]
    for part in made.body:
        if text := text_of(part):
            found[-1].append(text)
        if part.find(f".//{W}sectPr") is not None:
            found.append([])
    return found


def test_narrow_tables_need_no_landscape() -> None:
    groups = CASE.index.groups[:2]
    kept = {group.id for group in groups}
    parts = [c for c in CASE.index.components if c.group in kept]
    index = replace(CASE.index, groups=groups, components=tuple(parts))
    tables = tuple(
        replace(t, columns=tuple(c for c in t.columns if c.group in kept))
        for t in CASE.settings.tables
    )
    settings = replace(CASE.settings, tables=tables)
    case = replace(CASE, index=index, settings=settings, typed=(), corrections=())
    assert [page(section) for section in word_of(case).sections] == [A4]


def test_paper_that_people_turned_on_the_sheet_is_turned_here() -> None:
    form = Form("", RowKey(), "orientation", FormAspect.PAGE)
    turned = Correction(form, "landscape", "portrait")
    made = word_of(replace(CASE, corrections=(*CASE.corrections, turned)))
    assert {page(section) for section in made.sections} == {A4}


def test_the_page_number_stands_in_the_top_margin_from_page_2_on() -> None:
    first, *others = word().sections
    assert first.find(f"{W}titlePg") is not None
    kinds = {r.get(f"{W}type") for r in first.findall(f"{W}headerReference")}
    assert kinds == {"first", "default"}
    for section in others:
        # They go on with the headers and the numbers of the first one.
        assert section.find(f"{W}titlePg") is None
        assert section.find(f"{W}headerReference") is None
        assert section.find(f"{W}pgNumType") is None
    headers = [word().xml(f"word/header{number}.xml") for number in (1, 2)]
    assert [len(header.findall(f".//{W}fldSimple")) for header in headers] == [0, 1]
    style = word().styles["BCS-so-trang"]
    assert (value(style, "rPr/sz"), value(style, "pPr/jc")) == ("26", "center")


def test_the_appendix_is_numbered_on_its_own_and_repeats_its_header() -> None:
    made = word_of(with_late(60, cause="Phải lấy ý kiến"))
    last = made.sections[-1]
    assert value(last, "pgNumType", "start") == "1"
    assert last.find(f"{W}titlePg") is not None
    assert sections(made)[-1][0] == "Phụ lục"
    header, *body = made.tables[-1].findall(f"{W}tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in body)
    assert len(body) == 61  # with the sum


def test_every_style_is_words_own_with_a_vietnamese_name_and_one_font() -> None:
    layout, styles = official_layout(), word().styles
    for name, style in layout.styles.by_name.items():
        found = styles[style_id(name)]
        assert value(found, "name") == word_file.STYLES[name]
        families = found.find(f"{W}rPr/{W}rFonts").attrib
        assert {key.removeprefix(W): text for key, text in families.items()} == dict.fromkeys(
            ("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"
        )
        assert value(found, "rPr/sz") == f"{style.size * 2:g}"
        bold, italic = (value(found, f"rPr/{tag}") == "1" for tag in ("b", "i"))
        assert (bold, italic) == (style.bold, style.italic)
        assert value(found, "rPr/color") == "000000"
        wanted = {"justify": "both"}.get(style.horizontal, style.horizontal)
        assert value(found, "pPr/jc") == wanted
    # Looks are those of styles: no letter has one of its own, but for the bold deadline.
    own = [run for run in word().body.iter(f"{W}r") if run.find(f"{W}rPr") is not None]
    assert [text_of_run(run) for run in own] == ["07/03/2024"]
    assert value(own[0], "rPr/b") == "1"


def text_of_run(run: Any) -> str:
    return "".join(item.text or "" for item in run.iter(f"{W}t"))


def test_paragraphs_are_indented_and_apart_as_the_decree_says() -> None:
    for name in ("grounds", "paragraph"):
        properties = word().styles[style_id(name)].find(f"{W}pPr")
        assert 10 <= mm(value(properties, "ind", "firstLine")) <= 12.7
        after = int(value(properties, "spacing", "after") or 0)
        assert after >= 6 * PT
        assert value(properties, "spacing", "line") == "240"


def test_the_rules_are_as_long_as_the_decree_says() -> None:
    """A third to a half of the line above, but as long as the line under the motto."""
    head, room = word().sides[0], (297 - 45) * 72 / 25.4
    widths = [int(c.get(f"{W}w")) / PT for c in head.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == pytest.approx(room, abs=0.2)
    lengths = [
        width - sum(int(value(p, "pPr/ind", side) or 0) for side in ("left", "right")) / PT
        for p, width in zip(rules(word()), [*widths, room], strict=True)
    ]
    subject = text_of(word().paragraphs("subject")[0]).split("\n")[-1]
    expected = [
        ("VĂN PHÒNG", 13, 1 / 3, 1 / 2),
        ("Độc lập - Tự do - Hạnh phúc", 13, 0.99, 1.01),
        (subject, 14, 1 / 3, 1 / 2),
    ]
    for length, (text, size, least, most) in zip(lengths, expected, strict=True):
        assert least <= length / text_width(text, size, bold=True) <= most, text
    # Apart from the letters: the decree forbids underlining.
    assert {value(p, "pPr/spacing", "before") for p in rules(word())} == {"40"}
    assert not any(run.find(f"{W}rPr/{W}u") is not None for run in word().body.iter(f"{W}r"))


def rules(made: Word) -> list[Any]:
    return [p for p in made.body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pBdr") is not None]


def test_the_head_has_no_borders_and_no_line_of_it_is_broken() -> None:
    head = word().sides[0]
    assert head.find(f".//{W}tblBorders") is None
    widths = [int(c.get(f"{W}w")) / PT for c in head.findall(f"{W}tblGrid/{W}gridCol")]
    lines = {
        0: [("UBND TỈNH BÌNH PHƯỚC", False, False), ("VĂN PHÒNG", True, False)],
        1: [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False)],
    }
    for place, texts in lines.items():
        for text, bold, italic in texts:
            assert text_width(text, 13, bold=bold, italic=italic) < widths[place]
    assert [text_of(cell).split("\n")[0] for cell in head.iter(f"{W}tc")][:2] == [
        "UBND TỈNH BÌNH PHƯỚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_header_rows_are_repeated_and_no_row_is_split() -> None:
    for made in (word(), word_of(with_agencies(60))):
        for table in (*made.tables, *made.sides):
            assert all(
                row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr")
            )
        for table in made.tables:
            repeated = [
                row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")
            ]
            assert repeated == [True] * 3 + [False] * (len(repeated) - 3)
            # No header stands twice: Word itself repeats it.
            assert [line[2] for line in rows(table)].count("Công khai, minh bạch (%)") == 1


def test_columns_hold_and_take_the_width_of_their_page() -> None:
    for table in word().tables:
        assert value(table, "tblPr/tblLayout", "type") == "fixed"
        widths = [int(c.get(f"{W}w")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert mm(str(sum(widths))) == pytest.approx(297 - 45, abs=0.3)
        room = min(widths[2:14]) / PT - 4
        texts = {text for line in rows(table)[3:] for text in line[2:14]}
        assert all(text_width(word, 10, bold=True) < room for t in texts for word in t.split())


def test_a_table_has_no_columns_but_its_own_and_a_grade_stands_on_one_line() -> None:
    """On the sheet the tables of 2026 share 15 columns; that of communes has 11."""
    made = word_of(read_case(bundled_case("2026-03")))
    for table, count in zip(made.tables, (15, 11), strict=False):
        widths = [int(c.get(f"{W}w")) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert len(widths) == count
        lines = [line for line in rows(table) if line[0].isdecimal()]
        assert all(len(line) == count and line[1] for line in lines)
        grades = {line[-1] for line in lines}
        assert all(text_width(text, 10) < widths[-1] / PT - 4 for text in grades)


def test_signature_and_recipients_stay_together_with_the_last_paragraph() -> None:
    foot = word().sides[-1]
    [row] = foot.findall(f"{W}tr")
    assert row.find(f"{W}trPr/{W}cantSplit") is not None
    left, right = (text_of(cell).split("\n") for cell in row.findall(f"{W}tc"))
    assert (left[0], left[-1]) == ("Nơi nhận:", "- Lưu: VT, P.KSTTHC.")
    assert right[:2] == ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
    assert word().paragraphs("paragraph")[-1].find(f"{W}pPr/{W}keepNext") is not None
    room = value(word().styles["BCS-signatory"], "pPr/spacing", "before")
    assert int(room or 0) >= 60 * PT


def test_tables_that_follow_each_other_stay_two() -> None:
    kept = [p for p in CASE.wording.paragraphs if p.kind != "table_heading"]
    labels = replace(CASE.wording.labels, period_note="")
    made = word_of(
        replace(CASE, wording=replace(CASE.wording, paragraphs=tuple(kept), labels=labels))
    )
    assert len(made.tables) == 2
    tags = [part.tag for part in made.body]
    assert (f"{W}tbl", f"{W}tbl") not in set(itertools.pairwise(tags))
