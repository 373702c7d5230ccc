"""The Word document as another program opens, saves and prints it."""

import shutil
from pathlib import Path

import pytest

from bpindex.actions.taking_back import take_back
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.edits.taker import Stamp
from bpindex.render.pdf import converted, find_libreoffice
from tests.render.sheets import with_late
from tests.render.test_pdf import page_count, pdf_text
from tests.render.words import Word, word_of

# Beside the program where Writer is installed.
_WRITER = "libswlo.so"
program = find_libreoffice()
pytestmark = pytest.mark.skipif(
    program is None or not (Path(program).resolve().parent / _WRITER).exists(),
    reason="LibreOffice Writer is not installed",
)
CASE = with_late(60, cause="Phải lấy ý kiến")
made = word_of(CASE)


@pytest.mark.parametrize("case", [CASE, read_case(bundled_case("2026-03"))])
def test_opened_and_saved_it_holds_the_same_texts_and_gives_no_corrections(case: Case) -> None:
    made = word_of(case)
    saved = converted(made.content, "thong-bao.docx", "docx")
    assert list(Word(saved).texts())
    assert [text for _, text in Word(saved).texts()] == [text for _, text in made.texts()]
    taken = take_back(case, saved, "thong-bao.docx", Stamp())
    assert taken.new == ()
    assert len(taken.told) == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_printed_it_shows_every_word_and_repeats_headers_and_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "thong-bao.pdf"
    path.write_bytes(converted(made.content, "thong-bao.docx", "pdf"))
    words = set(pdf_text(path).split())
    assert {word for _, text in made.texts() for word in text.split()} <= words
    pages = [
        pdf_text(path, "-f", str(number), "-l", str(number))
        for number in range(1, page_count(path) + 1)
    ]
    appendix = next(number for number, page in enumerate(pages) if "Phụ lục" in page)
    first_words = [page.split()[:1] for page in pages]
    # No number on the first page of either; each is numbered on its own.
    numbers = [str(number) for number in range(1, appendix + 1)]
    assert [words[0] for words in first_words[1:appendix]] == numbers[1:]
    assert first_words[appendix + 1 :] == [[str(n + 2)] for n in range(len(pages) - appendix - 1)]
    assert all("Mã hồ sơ" in " ".join(page.split()) for page in pages[appendix:])
    assert len(pages) > appendix + 1
