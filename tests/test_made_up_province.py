"""The bundled case 2026-03 of a province that does not exist: whence it is, and what it prints."""

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from docx import Document

from benchmarks.tinh_mau import COMMUNES, DEPARTMENTS, GENERATED, PERIOD, generated
from bpindex.case.folder import FILES, bundled_case, read_case
from bpindex.case.model import Case
from bpindex.notice.as_json import render_json
from bpindex.page.plan import SheetPlan, plan_sheets
from bpindex.pipeline import Evaluation, evaluate
from bpindex.render.formats import file_stem, render_extracts
from bpindex.render.sheet import render_sheet
from bpindex.render.word.file import render_word
from bpindex.words.history import PREVIOUS_UNKNOWN
from tests import ROOT
from tests.render.test_golden import one_line, parts

GOLDEN = ROOT / "tests" / "golden" / "thong-bao-03-2026"
HINT = "`pytest --renew-golden` takes over a wanted change"


@cache
def case() -> Case:
    return read_case(bundled_case(PERIOD))


@cache
def evaluation() -> Evaluation:
    return evaluate(case())


@cache
def plan() -> SheetPlan:
    return plan_sheets(evaluation().notice)[0]


# --- whence it is ----------------------------------------------------------------------------


def test_its_script_gives_the_bytes_that_are_there_and_gives_them_twice() -> None:
    first, again = generated(case()), generated(case())
    assert first == again
    assert sorted(first) == sorted(FILES[part] for part in GENERATED)
    for name, text in first.items():
        stored = (bundled_case(PERIOD) / name).read_bytes()
        assert stored == text.encode(), f"{name}: `python -m benchmarks.tinh_mau` writes it"


def test_it_says_that_it_is_made_up_wherever_it_is_read() -> None:
    folder = bundled_case(PERIOD)
    for name in ("settings.toml", "wording.toml"):
        assert "Tỉnh Mẫu không có thật" in (folder / name).read_text(encoding="utf-8")
    assert any("Tỉnh Mẫu không có thật" in block.text for block in evaluation().notice.blocks)
    for document in ("README.md", "docs/ho-so-ky.md", "docs/huong-dan.md"):
        text = " ".join((ROOT / document).read_text(encoding="utf-8").split())
        about = re.findall(r"[^.]*2026-03[^.]*\.", text)
        assert any("không có thật" in sentence for sentence in about), document


def test_it_is_a_province_of_today() -> None:
    kinds = [agency.kind for agency in case().agencies]
    assert (kinds.count(DEPARTMENTS), kinds.count(COMMUNES)) == (15, 96)
    assert case().index.id == "qd766-2026"
    names = [agency.name for agency in case().agencies if agency.kind == COMMUNES]
    assert all(re.fullmatch(r"UBND (xã|phường) Mẫu \w+ \w+", name) for name in names)
    assert {row.agency for row in case().previous} - {row.agency for row in case().counts} == set()


# --- what it prints --------------------------------------------------------------------------


def test_nothing_is_found_wrong_with_it() -> None:
    assert evaluation().findings == ()


def figures() -> dict[str, Any]:
    """Return what notice.json says of each row of figures."""
    document = json.loads(render_json(evaluation().notice))
    return {
        f"{table['id']}: {row['agency']}": row["cells"]
        for table in document["tables"]
        for row in ({"agency": "", "cells": table["province"]}, *table["rows"])
    }


def test_its_figures_are_the_golden_ones(renew_golden: bool) -> None:
    path, found = GOLDEN / "figures.json", figures()
    if renew_golden:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        lines = ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(cells, ensure_ascii=False)}"
            for name, cells in found.items()
        )
        path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert list(found) == list(stored)
    wrong = {name: (stored[name], cells) for name, cells in found.items() if stored[name] != cells}
    assert not wrong, HINT


def sheet_digests() -> dict[str, str]:
    """Return a digest of every row of the sheet, its cells with their styles, and of the rest."""
    of_file = parts(render_sheet(evaluation().notice))
    found = {"styles": of_file["xl/styles.xml"]}
    for child in of_file["xl/worksheets/sheet1.xml"]:
        if child.tag == "sheetData":
            found |= {f"row {row.get('r')}": row for row in child}
        else:
            found[child.tag] = child
    return {
        name: hashlib.sha256("".join(one_line(element)).encode()).hexdigest()[:12]
        for name, element in found.items()
    }


def test_its_sheet_is_the_golden_one_row_by_row(renew_golden: bool) -> None:
    path, found = GOLDEN / "sheet.txt", sheet_digests()
    if renew_golden:
        lines = (f"{name} {digest}\n" for name, digest in found.items())
        path.write_text("".join(lines), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    stored = dict(line.rsplit(" ", 1) for line in lines)
    names = [*dict.fromkeys([*stored, *found])]
    assert [name for name in names if stored.get(name) != found.get(name)] == [], HINT


def test_every_page_of_a_table_begins_with_its_header_and_has_some_rows() -> None:
    ends = [0, *plan().page_ends, plan().last_row]
    pages = [
        [placed.row for placed in plan().rows if first < placed.number <= last]
        for first, last in pairwise(ends)
    ]
    assert len(pages) > 5
    for page in pages[1:]:
        if page[0].table:
            assert [row.part for row in page[:3]] == ["header"] * 3
    for page in pages:
        of_figures = [row for row in page if row.part in ("body", "agency")]
        assert not of_figures or len(of_figures) > 2
        assert page[-1].part not in ("header", "body")


def test_a_quarter_stands_in_labels_and_sentences() -> None:
    """The days say what they are; a word for a month is right for a month alone."""
    of_quarter = replace(case().settings, period_from=date(2026, 1, 1), crosses_month=True)
    found = evaluate(replace(case(), settings=of_quarter))
    # Nobody knows whose the figures of Kỳ trước are.
    assert [item.kind for item in found.findings] == [PREVIOUS_UNKNOWN]
    labels = [cell.text for cell in found.notice.table("so-nganh").header]
    assert labels.count("Quý I/2026") == labels.count("Quý IV/2025") == 2
    assert not any("Tháng" in label for label in labels)
    [subject] = [block.text for block in found.notice.blocks if block.id == "subject"]
    assert subject.endswith("UBND cấp xã quý I/2026")
    # Who writes another word over the column of the period keeps it.
    labels_of = replace(case().wording.labels, month="Kỳ này")
    own = replace(case(), settings=of_quarter, wording=replace(case().wording, labels=labels_of))
    texts = [cell.text for cell in evaluate(own).notice.table("so-nganh").header]
    assert "Kỳ này" in texts and "Quý I/2026" not in texts
    # ... and the name of each period where the word is its name.
    labels_of = replace(case().wording.labels, month="{period_name}")
    own = replace(own, wording=replace(case().wording, labels=labels_of))
    texts = [cell.text for cell in evaluate(own).notice.table("so-nganh").header]
    assert texts.count("quý I/2026") == texts.count("quý IV/2025") == 2


def test_what_leaves_the_office_for_a_quarter_has_its_name() -> None:
    """Neither its files nor its texts take the place of those of its last month."""
    of_quarter = replace(case().settings, period_from=date(2026, 1, 1), crosses_month=True)
    notice = evaluate(replace(case(), settings=of_quarter)).notice
    assert file_stem(notice) == "TB-bo-chi-so-2026-quy-i"
    assert file_stem(evaluation().notice) == "TB-bo-chi-so-2026-03"
    name, content = next(iter(render_extracts(notice, case().agencies)))
    assert name.startswith("phieu-quy-i-2026-")
    assert any("Quý I/2026" in part.text for part in Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize("table", ["so-nganh", "cap-xa"])
def test_word_shows_the_colours_of_the_sheet(table: str) -> None:
    cells = [placed for placed in plan().cells if placed.cell.key and placed.cell.fill]
    coloured = [placed.text for placed in cells if placed.cell.key and placed.cell.key[0] == table]
    document = Document(io.BytesIO(render_word(evaluation().notice, [plan()])))
    number = ["so-nganh", "cap-xa"].index(table)
    tables = [item for item in document.tables if "TÊN ĐƠN VỊ" in item.rows[0].cells[1].text]
    shaded = [
        "".join(text.text or "" for text in cell.iter() if text.tag.endswith("}t"))
        for cell in tables[number]._tbl.iter()
        if cell.tag.endswith("}tc") and any(part.tag.endswith("}shd") for part in cell.iter())
    ]
    assert coloured and shaded == coloured
