"""The same texts in the same order in sheet, Word, PDF and JSON, read back from each file."""

import html
import json
import re
import shutil
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bpindex.case.keys import FOOT_KINDS, HEAD_KINDS
from bpindex.case.model import Case
from bpindex.notice.model import Notice
from bpindex.page.plan import plan_sheets
from bpindex.pipeline import evaluate
from bpindex.render.formats import render
from bpindex.render.pdf import find_libreoffice
from bpindex.render.sheet import APPENDIX_SHEET
from tests.render.sheets import Sheet, plain, with_late
from tests.render.test_pdf import pdf_text
from tests.render.words import Word, rows, text_of
from tests.strategies import base_case
from tests.test_made_up_province import case as made_up

CASES = {
    "02/2024": base_case,
    "none late": lambda: with_late(0),
    "400 late": lambda: with_late(400, cause="Phải lấy ý kiến nhiều cơ quan"),
    "03/2026": made_up,
}
MARGIN_PT = 20 * 72 / 25.4
# Of head and foot, which stand side by side.
BESIDE = {kind.value for kind in (*HEAD_KINDS, *FOOT_KINDS)}


class Made(NamedTuple):
    """A notice and its files."""

    notice: Notice
    files: dict[str, bytes]

    def of(self, ending: str) -> bytes:
        return next(content for name, content in self.files.items() if name.endswith(ending))

    @property
    def shared(self) -> set[str]:
        """Texts that several rows share: where such a text stands differs between files."""
        return {plain(item.text) for table in self.notice.tables for item in table.merged}


@cache
def made(name: str) -> Made:
    case: Case = CASES[name]()
    notice = evaluate(case).notice
    formats = ["json", "xlsx", "docx", *(["pdf"] if find_libreoffice() else [])]
    return Made(notice, render(notice, formats, plan_sheets(notice)).files)


def in_json(item: Made) -> list[list[str]]:
    """Return paragraphs, then the rows of tables and of the appendix."""
    document = json.loads(item.of(".json"))
    found = [[block["text"]] for block in document["blocks"] if block["kind"] not in BESIDE]
    for table in document["tables"]:
        found += [[table["province_name"], *table["province"]], [table["section"]]]
        found += [[r["stt"], r["agency"], *r["cells"], r["note"]] for r in table["rows"]]
        found.append([table["period_note"]])
    appendix: Any = document.get("appendix", {"blocks": [], "rows": [], "columns": []})
    found += [[block["text"]] for block in appendix["blocks"]]
    return cleaned([*found, appendix["columns"], *appendix["rows"]], item)


def cleaned(lines: list[list[str]], item: Made) -> list[list[str]]:
    """Return what is not blank, but for the texts that several rows share."""
    texts = ([plain(t).replace("\n", " ") for t in line] for line in lines)
    kept = ([t for t in line if t and t not in item.shared] for line in texts)
    return [line for line in kept if line]


def in_sheet(item: Made) -> list[list[str]]:
    found = []
    for title in ("Thông báo", *[APPENDIX_SHEET] * (item.notice.appendix is not None)):
        sheet = Sheet(item.of(".xlsx"), title)
        for number, key in sheet.keys.items():
            if not key.startswith("header-again"):
                found.append(sheet.texts(number))
    return cleaned(found, item)


def in_word(item: Made) -> list[list[str]]:
    found = []
    word = Word(item.of(".docx"))
    for part in word.body:
        if part in word.sides:
            found += [[text_of(p)] for p in part.iter() if p.tag.endswith("}p")]
        elif part in word.tables:
            found += rows(part)
        else:
            found.append([text_of(part)])
    return cleaned(found, item)


def body(item: Made, lines: list[list[str]]) -> list[list[str]]:
    """Return the lines without those of head and foot, which stand side by side on the sheet."""
    texts = [plain(b.text) for b in item.notice.blocks if b.kind.value in BESIDE]
    beside = " ".join(texts).replace("\n", " ")
    return [line for line in lines if not all(text in beside for text in line)]


@pytest.mark.parametrize("name", CASES)
def test_sheet_and_word_hold_the_same_lines_in_the_same_order(name: str) -> None:
    item = made(name)
    assert body(item, in_sheet(item)) == body(item, in_word(item))
    # Head and foot: all of their words, whatever stands beside what.
    words = [
        " ".join(t for line in found(item) for t in line).split() for found in (in_sheet, in_word)
    ]
    assert sorted(words[0]) == sorted(words[1])


@pytest.mark.parametrize("name", CASES)
def test_json_holds_the_same_lines_paragraphs_before_tables(name: str) -> None:
    item = made(name)
    wanted, sheet = body(item, in_json(item)), body(item, in_sheet(item))
    paragraphs = [[plain(b.text)] for b in item.notice.blocks]
    heads = [line for line in sheet if line not in wanted]
    rest = [line for line in sheet if line in wanted]
    assert sorted(wanted) == sorted(rest)
    for is_text in (True, False):
        assert [x for x in wanted if (x in paragraphs) is is_text] == [
            x for x in rest if (x in paragraphs) is is_text
        ]
    # What else the sheet has are the headers of tables.
    labels = {plain(c.text) for t in item.notice.tables for c in t.header}
    labels |= {
        plain(t) for x in item.notice.tables for t in (x.stt_label, x.agency_label, x.note_label)
    }
    assert {text for line in heads for text in line} <= labels


@pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or pdftotext is not installed",
)
@pytest.mark.parametrize("name", CASES)
def test_the_pdf_shows_the_lines_of_the_sheet_from_top_to_bottom(name: str, tmp_path: Path) -> None:
    item = made(name)
    pages = _pages_of(item, tmp_path)
    sheet = Sheet(item.of(".xlsx"))
    for page, numbers in zip(pages, sheet.pages(), strict=False):
        # Above the text stands the number of the page alone.
        left, tops = sorted(word for word in page if word[0] > MARGIN_PT), []
        for number in numbers:
            found = []
            for text in " ".join(sheet.texts(number)).split():
                place = next((at for at, each in enumerate(left) if each[2] == text), None)
                assert place is not None, (number, text)
                found.append(left.pop(place)[0])
            tops += [(min(found), number)] if found else []
        assert [pair for pair in pairwise(tops) if pair[0] > pair[1]] == []
        assert left == []
    if item.notice.appendix is None:
        assert len(pages) == len(list(sheet.pages()))
        return
    _check_appendix(pages[len(list(sheet.pages())) :], Sheet(item.of(".xlsx"), APPENDIX_SHEET))


def _pages_of(item: Made, folder: Path) -> list[list[tuple[float, float, str]]]:
    """Return the words of each page of the PDF: distance from the top, from the left, text."""
    path = folder / "notice.pdf"
    path.write_bytes(item.of(".pdf"))
    word = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" .*?>([^<]*)</word>')
    return [
        [(float(y), float(x), html.unescape(text)) for x, y, text in word.findall(page)]
        for page in pdf_text(path, "-bbox").split("<page ")[1:]
    ]


def _check_appendix(pages: list[list[tuple[float, float, str]]], sheet: Sheet) -> None:
    """Every row stands whole on one page, below the one before, under the labels of columns."""
    left = [sorted(word for word in page if word[0] > MARGIN_PT) for page in pages]
    header = [number for number, key in sheet.keys.items() if key.startswith("header")]
    labels = " ".join(text for number in header for text in sheet.texts(number)).split()
    for page in left[1:]:
        _taken(page, labels)
    at, top = 0, 0.0
    for number in sheet.keys:
        words = " ".join(sheet.texts(number)).split()
        while words and Counter(words) - Counter(each[2] for each in left[at]):
            assert left[at] == [], (at, number)
            at, top = at + 1, 0.0
        if words:
            found = _taken(left[at], words)
            assert found >= top, number
            top = found
    assert left[at:] == [[]]


def _taken(page: list[tuple[float, float, str]], words: list[str]) -> float:
    """Take the uppermost of these words off a page; return how far down the first one stood."""
    places = []
    for text in words:
        place = next(i for i, each in enumerate(page) if each[2] == text)
        places.append(page.pop(place)[0])
    return min(places)
