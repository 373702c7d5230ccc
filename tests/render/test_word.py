"""The Word document holds every text of the notice, in order, and nothing of another kind."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from bpindex.case.correction import Correction, Form, FormAspect, PrintedFigure
from bpindex.case.folder import bundled_case
from bpindex.case.keys import APPENDIX_KINDS, FOOT_KINDS, HEAD_KINDS, BlockKind
from bpindex.case.model import Case
from bpindex.case.printed import PrintedTable
from bpindex.case.rows import RowId, RowKey
from bpindex.notice.model import Notice, NoticeTable
from bpindex.page.plan import plan_sheets, printable
from tests import ROOT
from tests.changed_cases import CASE, notice_of
from tests.printed import SECTIONS, case_with
from tests.printed import table as table_of_all
from tests.render.sheets import as_json, plain, with_late, with_wording
from tests.render.words import W, rows, text_of, value, word, word_of
from tests.strategies import base_case
from tests.whole_cases import cases


def lines_of(notice: Notice) -> list[str]:
    """Return what must stand in the document from top to bottom, without what is blank."""
    found = []
    # A table that is too wide for a page is several.
    tables = plan_sheets(notice)[0].tables
    # Head and foot have a layout of their own, whatever the order of the wording.
    parts = {kind: place for place, kind in enumerate((*HEAD_KINDS, None, *FOOT_KINDS))}
    for block in sorted(notice.blocks, key=lambda b: parts.get(b.kind, parts[None])):
        if block.kind is BlockKind.TABLE:
            found += (line for t in tables if t.id == block.text for line in table_lines(t))
        elif block.kind not in APPENDIX_KINDS:
            found.append(block.text)
    if appendix := notice.appendix:
        found += [block.text for block in appendix.blocks]
        found += [text for row in (appendix.columns, *appendix.rows) for text in row]
        found += [block.text for block in appendix.below]
    return [text for text in map(cleaned, found) if text]


def table_lines(table: NoticeTable) -> list[str]:
    found = [table.stt_label, table.agency_label]
    for level in range(table.levels):
        cells = [cell for cell in table.header if cell.level == level]
        found += [cell.text for cell in sorted(cells, key=lambda cell: cell.first)]
        found += [table.note_label] if level == 0 and table.has_note else []
    if table.province:
        found += [table.province.name, *(figure.text for figure in table.province.figures)]
        found.append(table.province.note)
    shown: dict[str, bool] = {}
    is_section_due = bool(table.section)
    for row in table.rows:
        if is_section_due and not row.above_section:
            found.append(table.section)
            is_section_due = False
            shown = {}
        if row.line is not None:
            found.append(row.line.text)
            shown = {}
            continue
        found += [row.stt, row.name]
        for figure in row.figures:
            shared = table.merged_text(row, figure.column)
            if shared is None or not shown.get(figure.column):
                found.append(figure.text if shared is None else shared)
            shown[figure.column] = shared is not None
        found.append(row.note)
    if is_section_due:
        found.append(table.section)
    return [*found, *(block.text for block in table.before_note), table.period_note.text]


def cleaned(text: str) -> str:
    return plain(printable(text).replace("\r\n", "\n").replace("\r", "\n"))


def test_every_text_of_the_notice_stands_in_the_document_in_its_order() -> None:
    found = [plain(text) for _, text in word().texts()]
    assert found == lines_of(notice_of(base_case()))


def test_every_text_of_the_json_stands_in_the_document() -> None:
    document, found = as_json(), [plain(text) for _, text in word().texts()]
    blocks = [plain(block["text"]) for block in document["blocks"] if block["text"]]
    places = [found.index(text) for text in blocks]
    assert places == sorted(places)
    for table, made in zip(document["tables"], word().tables, strict=True):
        texts = {text for row in rows(made) for text in row}
        words = [table["title"], *table["groups"], *table["columns"], table["province_name"]]
        assert {text for text in words if text} <= texts
        assert table["period_note"] in found


def test_all_372_cells_stand_in_their_rows_and_columns() -> None:
    compared = 0
    for table, made in zip(as_json()["tables"], word().tables, strict=True):
        lines = {line[1] or line[0]: line[2:14] for line in rows(made)}
        shared = [shared_text(table, column) for column in range(12)]
        assert [lines[table["province_name"]]] == [table["province"]]
        compared += 12
        for number, row in enumerate(table["rows"]):
            expected = [
                (text if number == 0 else "") if text else cell
                for text, cell in zip(shared, row["cells"], strict=True)
            ]
            assert lines[row["agency"]] == expected
            compared += 12
    assert compared == 372


def shared_text(table: Any, column: int) -> str:
    """Return the only text of a column that prints one cell for all agencies."""
    texts = [row["cells"][column] for row in table["rows"] if row["cells"][column]]
    return texts[0] if len(texts) == 1 else ""


@settings(max_examples=25, deadline=None)
@given(cases())
def test_whatever_a_case_holds_stands_in_the_document(case: Case) -> None:
    assert [cleaned(text) for _, text in word_of(case).texts()] == lines_of(notice_of(case))


def test_the_same_notice_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    assert word_of(base_case()).content == word().content
    arguments = ["notice", str(bundled_case()), "--out", str(tmp_path), "--format", "docx"]
    environment = {**os.environ, "PYTHONHASHSEED": "3", "TZ": "Asia/Ho_Chi_Minh"}
    command = [sys.executable, "-m", "bpindex", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    assert (tmp_path / "TB-bo-chi-so-2024-02.docx").read_bytes() == word().content


HOSTILE = (
    '=cmd|"/c calc"!A1',
    '{ DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" }',
    "\x13 INCLUDETEXT http://x \x15",
    "<w:fldSimple w:instr='DDE'/>]]>&amp;&#0;",
    "a\x00b\x07c\x0bd\x1ee\ufffef\uffff",
    "một\r\nhai\rba\nbốn\tnăm",
    "\u202eđảo\u202c \u200b|",
    "{{ 7*7 }} {% for x in y %} ${a}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_from_outside_is_a_text_and_nothing_else(text: str) -> None:
    figure = PrintedFigure("so-nganh", "so-y-te", "TD_thang")
    case = replace(CASE, corrections=(Correction(figure, "100", text),))
    late = with_late(2, cause=text).late_dossiers
    made = word_of(replace(case, late_dossiers=late))
    expected = cleaned(text)
    assert [cleaned(found) for _, found in made.texts()].count(expected) == 3
    plain_parts, odd_parts = word_of(with_late(2)).parts, made.parts
    assert plain_parts.keys() == odd_parts.keys()
    # Nothing but text came in: the document has the same kinds of elements.
    assert kinds(made.body) - {f"{W}tab"} == kinds(word_of(with_late(2)).body)
    assert plain_parts["word/_rels/document.xml.rels"] == odd_parts["word/_rels/document.xml.rels"]


def kinds(element: Any) -> set[str]:
    return {item.tag for item in element.iter()}


def test_the_only_field_is_the_page_number() -> None:
    fields = {
        name: [item.get(f"{W}instr") for item in word().xml(name).iter(f"{W}fldSimple")]
        for name in word().parts
        if name.startswith("word/") and name.endswith(".xml")
    }
    assert {name: found for name, found in fields.items() if found} == {
        "word/header2.xml": [" PAGE "]
    }
    assert not any(b"instrText" in part for part in word().parts.values())


def test_a_look_and_a_fill_given_by_hand_are_those_of_that_cell_alone() -> None:
    row = RowKey.of(RowId.parse("row:cap-huyen:tx-binh-long"))
    form = Form("", row, "TD_thang", FormAspect.LOOK)
    look = Correction(form, "", "bold=1; color=C00000; fill=FFFF00; size=9")
    made = word_of(replace(CASE, corrections=(*CASE.corrections, look)))
    [cell] = [c for c in made.body.iter(f"{W}tc") if value(c, "tcPr/shd", "fill") == "FFFF00"]
    assert text_of(cell) == "90,43"
    run = cell.find(f"{W}p/{W}r")
    assert (value(run, "rPr/b"), value(run, "rPr/color"), value(run, "rPr/sz")) == (
        "1",
        "C00000",
        "18",
    )
    assert sum(item.tag == f"{W}rPr" for item in made.body.iter()) == 1 + sum(
        item.tag == f"{W}rPr" for item in word().body.iter()
    )


def test_figures_have_the_colours_of_thresholds_and_movements() -> None:
    case = case_with(PrintedTable("xa", SECTIONS[1:], "cap-xa"), table_of_all("diem-hang"))
    fills = [
        (figure.fill, figure.text)
        for made in notice_of(case).tables
        for row in made.rows
        for figure in row.figures
        if figure.fill
    ]
    coloured = word_of(case).body.iter(f"{W}tc")
    found = [(value(cell, "tcPr/shd", "fill"), text_of(cell)) for cell in coloured]
    assert len({fill for fill, _ in fills}) > 1
    assert [item for item in found if item[0]] == fills


def test_long_paragraphs_are_one_paragraph() -> None:
    """A row of a sheet can hold only so much; in Word nothing is cut."""
    words = " ".join(f"chữ{number}" for number in range(1500))
    made = word_of(with_wording(request=words))
    assert [text_of(p) for p in made.paragraphs("paragraph")].count(words) == 1


def test_workbooks_are_read_and_written_without_the_xml_library_of_word() -> None:
    """Through lxml openpyxl would not use defusedxml any more."""
    assert not openpyxl.LXML
    assert openpyxl.DEFUSEDXML
