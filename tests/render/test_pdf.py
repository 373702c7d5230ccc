"""The notice as LibreOffice prints it."""

import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.history.before import Profiles
from bpindex.pipeline import evaluate
from bpindex.render.formats import render_extracts
from bpindex.render.pdf import find_libreoffice, render_pdf, render_pdfs
from bpindex.render.sheet import render_sheet
from tests.changed_cases import notice_of
from tests.render.sheets import Sheet, as_json, sheet, with_agencies, with_late, with_wording
from tests.strategies import base_case

needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or pdftotext is not installed",
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "notice.pdf"
    path.write_bytes(render_pdf(sheet().content))
    return path


def pdf_text(path: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def page_count(path: Path) -> int:
    return pdf_text(path).count("\f")


@needs_libreoffice
def test_the_printed_pages_are_those_planned(pdf: Path) -> None:
    assert page_count(pdf) == len(sheet().pages())
    for number, rows in enumerate(sheet().pages(), 1):
        words = pdf_text(pdf, "-f", str(number), "-l", str(number)).split()
        expected = [word for row in rows for text in sheet().texts(row) for word in text.split()]
        # The page number is the only thing the sheet does not hold.
        left = list(words)
        for word in expected:
            assert word in left, (number, word)
            left.remove(word)
        assert left == ([] if number == 1 else [str(number)])


@needs_libreoffice
def test_every_word_of_the_notice_is_printed(pdf: Path) -> None:
    words = set(pdf_text(pdf).split())
    document = as_json()
    texts = [block["text"] for block in document["blocks"]]
    for table in document["tables"]:
        texts += [table["title"], table["section"], table["period_note"], *table["province"]]
        texts += [*table["groups"], *table["columns"]]
        for row in table["rows"]:
            texts += [row["stt"], row["agency"], *row["cells"]]
    assert {word for text in texts for word in text.split()} <= words


@needs_libreoffice
def test_the_page_number_is_printed_in_the_top_margin_from_page_2_on(pdf: Path) -> None:
    margin = ["-x", "0", "-y", "0", "-W", "842", "-H", "56"]
    for number in range(1, page_count(pdf) + 1):
        page = ["-f", str(number), "-l", str(number)]
        expected = "" if number == 1 else str(number)
        assert pdf_text(pdf, *page, *margin).strip() == expected
    middle = ["-x", "400", "-y", "0", "-W", "120", "-H", "56", "-f", "2", "-l", "2"]
    assert pdf_text(pdf, *middle).strip() == "2"


@needs_libreoffice
def test_every_font_is_inside_and_no_letter_is_a_picture(pdf: Path) -> None:
    command = ["pdffonts", str(pdf)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    fonts = [line.split() for line in lines[2:]]
    assert len(fonts) >= 4, "regular, bold, italic, both"
    # The columns at the end: embedded, subset, with a table of letters, two of the object.
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}
    command = ["pdfimages", "-list", str(pdf)]
    assert (
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.count("\n") == 2
    )
    # As archives want it: PDF/A-2b says so of itself.
    content = pdf.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content


@needs_libreoffice
def test_vietnamese_sentences_are_found_as_they_are_written(pdf: Path) -> None:
    """Composed letters, no space inside of words: what is searched for is found."""
    text = " ".join(pdf_text(pdf).split())
    assert unicodedata.is_normalized("NFC", text)
    # Those with room to write in are two pieces beside each other.
    whole = [b for b in as_json()["blocks"] if b["kind"] not in ("number", "place_date")]
    for block in whole:
        assert " ".join(block["text"].split()) in text
    assert "Sở Văn hóa Thể thao và Du lịch" in text


@needs_libreoffice
def test_notice_and_appendix_are_one_file_each_numbered_on_its_own(tmp_path: Path) -> None:
    made = Sheet(render_sheet(notice_of(with_late(120, cause="Phải lấy ý kiến nhiều cơ quan"))))
    path = tmp_path / "both.pdf"
    path.write_bytes(render_pdf(made.content))
    margin = ["-x", "0", "-y", "0", "-W", "842", "-H", "56"]
    numbers = [
        pdf_text(path, "-f", str(page), "-l", str(page), *margin).strip()
        for page in range(1, page_count(path) + 1)
    ]
    first = len(made.pages())
    assert numbers[:first] == ["", *map(str, range(2, first + 1))]
    assert numbers[first:] == ["", *map(str, range(2, len(numbers) - first + 1))]
    assert len(numbers) > first + 1


@needs_libreoffice
def test_a_long_notice_prints_on_the_planned_pages(tmp_path: Path) -> None:
    words = " ".join(f"chữ{number}" for number in range(1500))
    case = replace(with_agencies(70), wording=with_wording(request=words).wording)
    case = replace(case, late_dossiers=with_late(60, cause="Phải lấy ý kiến").late_dossiers)
    made = Sheet(render_sheet(notice_of(case)))
    path = tmp_path / "long.pdf"
    path.write_bytes(render_pdf(made.content))
    text = pdf_text(path)
    assert set(words.split()) <= set(text.split())
    pages = text.split("\f")[:-1]
    appendix = next(number for number, page in enumerate(pages) if "Phụ lục" in page)
    assert appendix == len(made.pages())
    # Each page of the appendix repeats its header; it is numbered on its own.
    assert all("Mã hồ sơ" in " ".join(page.split()) for page in pages[appendix:])
    assert len(pages) > appendix + 1
    assert "2" in pages[appendix + 1].split()


@needs_libreoffice
def test_the_sheets_of_several_agencies_are_printed_by_one_start(tmp_path: Path) -> None:
    evaluation = evaluate(base_case())
    profiles = Profiles(evaluation.month, evaluation.scores)
    files = dict(render_extracts(evaluation.notice, evaluation.case.agencies, profiles, True))
    names = [name for name in files if name.endswith(".xlsx")]
    assert len(names) == len({row.agency for t in evaluation.notice.tables for row in t.rows})
    printed = render_pdfs({name: files[name] for name in names[:3]})
    assert [*printed] == [name.replace(".xlsx", ".pdf") for name in names[:3]]
    codes = {agency.code: agency.name for agency in evaluation.case.agencies}
    for name, content in printed.items():
        (tmp_path / name).write_bytes(content)
        [agency] = [codes[code] for code in codes if name.endswith(f"-{code}.pdf")]
        assert agency in " ".join(pdf_text(tmp_path / name).split())
