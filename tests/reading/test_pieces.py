"""Texts in pieces on the sheets that staff type on: what is struck or raised is no digit."""

from pathlib import Path

import pytest

from bpindex.errors import InputError
from bpindex.reading.workbook import read_workbook
from bpindex.words import files as file_words
from tests.reading.shown import with_cell

PLACES = {
    "figure": ("Bảng điểm", "H11"),
    "count": ("Số liệu", "J5"),
    "typed": ("Năm trước", "E5"),
    "points": ("Thiết lập", "K6"),
    "previous": ("Kỳ trước", "C5"),
}
NAME, SENTENCE = ("Đơn vị", "B5"), ("Lời văn", "D26")
STRUCK, RAISED = "<strike/>", '<vertAlign val="superscript"/>'
RED, SMALL = '<color rgb="FFFF0000"/>', '<sz val="6"/>'
UNSEEN = '<color theme="0"/>'


def run(text: str, look: str = "") -> str:
    """Return a piece of a text as a file holds it."""
    return f"<r>{f'<rPr>{look}</rPr>' if look else ''}<t>{text}</t></r>"


def refusal(place: tuple[str, str], pieces: str, folder: Path, *, shared: bool = False) -> str:
    path = folder / "BoChiSo.xlsm"
    path.write_bytes(with_cell(*place, pieces=pieces, shared=shared))
    with pytest.raises(InputError) as error:
        read_workbook(path)
    sheet, cell = place
    assert str(error.value).startswith(f"trang {sheet}, ô {cell}: tìm thấy “")
    return str(error.value)


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_struck_digit_is_none_of_the_figure(
    place: tuple[str, str], shared: bool, tmp_path: Path
) -> None:
    told = refusal(place, run("8", STRUCK) + run("9.5"), tmp_path, shared=shared)
    assert f"“89.5” ({file_words.STRUCK})" in told


@pytest.mark.parametrize("look", [RAISED, '<vertAlign val="subscript"/>', UNSEEN, RED])
@pytest.mark.parametrize("place", [PLACES["count"], PLACES["figure"]])
def test_a_digit_that_looks_like_that_of_a_note_is_none(
    place: tuple[str, str], look: str, tmp_path: Path
) -> None:
    assert "tìm thấy “46” (" in refusal(place, run("4") + run("6", look), tmp_path)


def test_digits_of_two_sizes_are_no_figure(tmp_path: Path) -> None:
    usual = '<sz val="13"/>'
    refusal(PLACES["typed"], run("9", usual) + run("1", SMALL), tmp_path)


@pytest.mark.parametrize("place", [NAME, SENTENCE])
def test_struck_words_would_print_and_are_refused(place: tuple[str, str], tmp_path: Path) -> None:
    refusal(place, run("Sở cũ ", STRUCK) + run("Sở Y tế"), tmp_path)


def test_pieces_that_read_as_they_are_written_are_the_text(tmp_path: Path) -> None:
    path = tmp_path / "BoChiSo.xlsm"
    bold = '<b/><strike val="0"/><vertAlign val="baseline"/><color theme="1"/>'
    path.write_bytes(with_cell(*NAME, pieces=run("Sở ") + run("Y tế", bold) + run("!", RED)))
    assert read_workbook(path).agencies[0].name == "Sở Y tế!"
    path.write_bytes(with_cell(*PLACES["typed"], pieces=run("9") + run("8,5", "<b/>")))
    assert "98,5" in read_workbook(path).typed[0].cells.values()


def test_a_name_among_the_counts_that_is_struck_in_part_is_refused(tmp_path: Path) -> None:
    refusal(("Số liệu", "B5"), run("Sở Y tế", STRUCK) + run("Sở Xây dựng"), tmp_path)


@pytest.mark.parametrize("text", ["\u202e7.77", "1\u200f 2", "\u20677,7-\u2069"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_digits_that_show_in_another_order_are_refused(
    place: tuple[str, str], text: str, tmp_path: Path
) -> None:
    assert file_words.TURNED in refusal(place, f"<t>{text}</t>", tmp_path)


def test_marks_that_leave_digits_in_their_order_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(with_cell(*PLACES["typed"], pieces="<t>\u202a98,5\u202c\u200e</t>"))
    assert "98,5" in read_workbook(path).typed[0].cells.values()
