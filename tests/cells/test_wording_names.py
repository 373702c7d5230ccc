"""Lời văn says what it fills in by Vietnamese names; a case keeps the keys."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import BlockKind
from bpindex.case.records import Paragraph
from bpindex.cells.wording_names import kept, seen
from bpindex.errors import InputError
from bpindex.notice.wording import expand, placeholder_values
from bpindex.words.placeholders import PARAGRAPHS, PLACEHOLDERS
from tests.strategies import base_case

CASES = [base_case(), read_case(bundled_case("2026-03"))]


def test_no_key_of_a_bundled_case_is_seen() -> None:
    for case in CASES:
        wording = seen(case.wording, case.table_names)
        texts = [str(getattr(wording.labels, item.name)) for item in fields(wording.labels)]
        texts += [text for item in wording.paragraphs for text in (f"{{{item.id}}}", item.text)]
        names = {name for text in texts for name in re.findall(r"\{([^{}]*)\}", text)}
        assert names <= {*PLACEHOLDERS.values(), *PARAGRAPHS.values()}
        assert kept(wording, case.table_names) == case.wording


def test_the_place_of_a_table_says_its_name() -> None:
    for case in CASES:
        tables = case.table_names
        shown = seen(case.wording, tables)
        places = [item.text for item in shown.paragraphs if item.kind == BlockKind.TABLE]
        assert places == [
            tables[item.text] for item in case.wording.paragraphs if item.kind == BlockKind.TABLE
        ]
        assert not {*places} & tables.keys()
        # Older workbooks say its id; one that was renamed since has no place yet.
        assert kept(case.wording, tables) == case.wording
        (first, name), *others = tables.items()
        assert kept(shown, {first: f"{name} mới", **dict(others)}) == case.wording
        # Of two tables of one name neither can be known by it.
        twins = dict.fromkeys(tables, "Bảng")
        assert kept(seen(case.wording, twins), twins) == case.wording


def test_every_placeholder_has_a_name_of_its_own() -> None:
    values = placeholder_values(base_case().settings, base_case().period)
    assert PLACEHOLDERS.keys() == values.keys() | {"group"}
    for names in (PLACEHOLDERS, PARAGRAPHS):
        assert len(set(names.values())) == len(names)


def test_either_name_fills_in_the_same() -> None:
    values = placeholder_values(base_case().settings, base_case().period)
    for key in values:
        assert expand(f"{{{PLACEHOLDERS[key]}}}", values, "") == expand(f"{{{key}}}", values, "")


PIECES = st.sampled_from(["{", "}", "a", " ", "**", *(f"{{{key}}}" for key in PLACEHOLDERS)])


@given(st.lists(PIECES).map("".join), st.sampled_from([*PARAGRAPHS, "của tôi"]))
def test_what_is_seen_comes_back(text: str, name: str) -> None:
    own = Paragraph("riêng", "body", text)
    wording = replace(base_case().wording, paragraphs=(own, Paragraph(name, "body", text)))
    assert kept(seen(wording, {}), {}) == wording


def test_a_paragraph_called_like_one_that_is_there_keeps_its_name() -> None:
    both = (Paragraph("motto", "body"), Paragraph("tiêu ngữ", "body"))
    wording = replace(base_case().wording, paragraphs=both)
    assert [item.id for item in kept(wording, {}).paragraphs] == ["motto", "tiêu ngữ"]


def test_capitals_and_space_make_no_other_name() -> None:
    wording, texts = (
        base_case().wording,
        ("{HẠN BÁO CÁO}", "{ Hạn báo cáo }", "{hạn\u00a0báo  cáo}"),
    )
    paragraphs = tuple(Paragraph(" MỞ ĐẦU", "paragraph", text) for text in texts[:1])
    assert kept(replace(wording, paragraphs=paragraphs), {}).paragraphs[0].id == "intro"
    for text in texts:
        one = replace(wording, paragraphs=(Paragraph("intro", "paragraph", text),))
        assert kept(one, {}).paragraphs[0].text == "{deadline}"


def test_a_refusal_names_what_people_see() -> None:
    values = placeholder_values(base_case().settings, base_case().period)
    with pytest.raises(InputError, match=re.escape("tìm thấy “{nhóm}”")):
        expand("{group}", values, "Lời văn")
