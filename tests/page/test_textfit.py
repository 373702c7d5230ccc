"""Widths against the font itself, line breaks and heights against LibreOffice."""

import html
import os
import re
import subprocess
import unicodedata
from collections.abc import Container
from itertools import groupby
from pathlib import Path

import openpyxl
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Font
from openpyxl.utils.indexed_list import IndexedList

from bpindex.page import textfit

SOFFICE = Path("/usr/bin/soffice")
PDFTOTEXT = Path("/usr/bin/pdftotext")
FONT_DIRECTORIES = [
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
]
FACES = {
    "Regular": (False, False),
    "Bold": (True, False),
    "Italic": (False, True),
    "BoldItalic": (True, True),
}
STRINGS = [
    "THÔNG BÁO Kết quả thực hiện Bộ chỉ số",
    "Văn phòng Ủy ban nhân dân tỉnh – ngày 05/3/2024: 98,75% ≥ 90%",
    "ƯỚC ĐƯỢC ưu đãi, hưởng ứng; “đẩy mạnh” số hoá…",
    "Nguyễn Thị Ngọc Ánh\u00a0– Quyết định số 766/QĐ-TTg",
]
SENTENCE = (
    "Thực hiện Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022 của Thủ tướng Chính phủ phê "
    "duyệt Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp "
    "trong thực hiện thủ tục hành chính, dịch vụ công theo thời gian thực trên môi trường điện "
    "tử, Văn phòng Ủy ban nhân dân tỉnh thông báo kết quả của các sở, ban, ngành (tháng 02/2024)."
)
# Calc puts lines of 13 pt so far apart.
LINE_PT = 14.4
MARK = "***"
# Texts as in a notice: every Vietnamese letter, spaces, hyphens, newlines, long words.
TEXTS = st.text("aăâơưđệỳ ỮĐ-–—/.,()“”1\n\u00a0", max_size=60)


def liberation_serif(face: str) -> tuple[Path, dict[str, float]]:
    """The installed font with the most characters, and the advance of each in em.

    Version 1 of Liberation (Debian: fonts-liberation) has no letter such as ế, ơ or ư;
    version 2 (fonts-liberation2) has them all.
    """
    fonts: list[tuple[Path, dict[str, float]]] = []
    for directory in FONT_DIRECTORIES:
        for path in sorted(directory.rglob(f"LiberationSerif-{face}.ttf")):
            with TTFont(path) as font:
                units, advances = font["head"].unitsPerEm, font["hmtx"]
                names = font.getBestCmap()
                ems = {chr(code): advances[name][0] / units for code, name in names.items()}
            fonts.append((path, ems))
    if not fonts:
        pytest.skip("Liberation Serif is not installed")
    return max(fonts, key=lambda found: len(found[1]))


def writable(text: str, characters: Container[str]) -> str:
    """`text` with the letters that the font lacks replaced by their base letters."""
    return "".join(
        character if character in characters else unicodedata.normalize("NFD", character)[0]
        for character in text
    )


@pytest.mark.parametrize("face", FACES)
def test_widths_are_those_of_the_font(face: str) -> None:
    bold, italic = FACES[face]
    _, ems = liberation_serif(face)
    for text in STRINGS:
        printed = writable(text, ems)
        measured = textfit.text_width(printed, 13, bold=bold, italic=italic)
        assert measured == pytest.approx(
            sum(ems[character] for character in printed) * 13, rel=1e-4
        )


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold_italic"])
def test_every_vietnamese_letter_and_ascii_character_has_a_width(face: str) -> None:
    letters = [
        unicodedata.normalize("NFC", base + mark)
        for base in "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ"
        for mark in ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    ]
    ascii_characters = [chr(code) for code in range(32, 127)]
    known = textfit._faces()[face]
    missing = {
        character
        for character in [*letters, *ascii_characters, *"–—…“”‘’•≥≤×−\u00a0"]
        if len(character) == 1 and character not in known
    }
    assert not missing


def test_text_typed_with_combining_marks_is_as_wide_as_composed_text() -> None:
    composed = unicodedata.normalize("NFC", SENTENCE)
    decomposed = unicodedata.normalize("NFD", SENTENCE)
    assert decomposed != composed
    assert textfit.text_width(decomposed, 13) == textfit.text_width(composed, 13)


def test_an_unknown_character_counts_as_a_full_em() -> None:
    assert textfit.text_width("字", 12) == 12


def test_invisible_characters_have_no_width() -> None:
    assert textfit.text_width("\u200b\u0301\t", 12) == 0


@given(TEXTS, TEXTS, st.booleans(), st.booleans())
def test_width_is_additive(left: str, right: str, bold: bool, italic: bool) -> None:
    def width(text: str) -> float:
        return textfit.text_width(text, 13, bold=bold, italic=italic)

    assert width(left + right) == pytest.approx(width(left) + width(right))


@given(TEXTS, st.floats(1, 400), st.floats(1, 400), st.floats(0, 40))
@example("aaaaaaaaaa aaaaaaaa", 50, 60, 0)
def test_a_narrower_line_never_needs_fewer_lines(
    text: str, first: float, second: float, indent: float
) -> None:
    narrow, wide = sorted([first, second])
    assert textfit.line_count(text, 13, narrow, indent) >= textfit.line_count(
        text, 13, wide, indent
    )


@given(TEXTS, st.floats(1, 400))
def test_every_newline_makes_a_line(text: str, width: float) -> None:
    assert textfit.line_count(text, 13, width) >= text.count("\n") + 1


@given(st.lists(st.tuples(TEXTS, st.booleans())), st.floats(20, 400))
@example([("-1//1", False)], 20)
def test_wrapped_lines_lose_nothing_and_fit(runs: list[textfit.Piece], width: float) -> None:
    lines = textfit.wrap_lines(runs, 13, width)
    letters = [(character, bold) for line in lines for text, bold in line for character in text]
    assert letters == [(character, bold) for text, bold in runs for character in text]
    for line in lines:
        pieces = list(line)
        while pieces and not pieces[-1][0].strip(" \n"):
            pieces.pop()
        if pieces:
            pieces[-1] = (pieces[-1][0].rstrip(" \n"), pieces[-1][1])
        used = sum(textfit.text_width(text, 13, bold=bold) for text, bold in pieces)
        assert used <= width + 1e-3


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("một hai", ["một ", "hai"]),
        ("Rịa-Vũng", ["Rịa-", "Vũng"]),
        ("và/hoặc", ["và/ho", "ặc"]),
        ("năm\n\nsau", ["năm\n", "\n", "sau"]),
        ("mmmm", ["mmm", "m"]),
        ("1\u00a02 345", ["1\u00a02 ", "345"]),
        ("", [""]),
    ],
)
def test_lines_break_where_calc_breaks_them(text: str, lines: list[str]) -> None:
    wrapped = textfit.wrap_lines(text, 12, 31)
    assert ["".join(piece for piece, _ in line) for line in wrapped] == lines


def test_the_indent_shortens_only_the_first_line() -> None:
    width = textfit.text_width("một hai", 13) + 0.1
    assert textfit.line_count("một hai một hai", 13, width) == 2
    assert textfit.line_count("một hai một hai", 13, width, 1.0) == 3


def test_a_bold_piece_takes_more_room() -> None:
    width = textfit.text_width("trong huyện", 13) + 0.1
    assert textfit.line_count([("trong huyện", False)], 13, width) == 1
    assert textfit.line_count([("trong ", False), ("huyện", True)], 13, width) == 2


@pytest.mark.parametrize("size", [10, 11, 12, 12.5, 13, 14, 16])
def test_heights_are_whole_pixels_and_grow_with_the_lines(size: float) -> None:
    one = textfit.paragraph_height("một", size, 300)
    two = textfit.paragraph_height("một\nhai", size, 300)
    assert one % 0.75 == 0
    assert two - one == textfit.line_height(size)
    assert one > 1.1074 * size  # the line spacing of Calc


def test_a_paragraph_too_tall_for_a_row_is_split_without_losing_a_word() -> None:
    runs = [(SENTENCE + " ", False), ("Nơi nhận: ", True)] * 20
    assert textfit.paragraph_height(runs, 13, 400) > textfit.MAX_ROW_PT
    parts = textfit.split_paragraph(runs, 13, 400)
    assert len(parts) > 1
    for part in parts:
        assert textfit.paragraph_height(part, 13, 400) <= textfit.MAX_ROW_PT
    words = [text for part in parts for text in "".join(piece for piece, _ in part).split()]
    assert words == "".join(text for text, _ in runs).split()


def test_column_widths_are_whole_pixels_of_eight_per_character() -> None:
    assert textfit.column_width_pt(20) == 120
    assert textfit.column_width_pt(9.140625, digit_pixels=7) == 48
    assert textfit.column_width_chars(textfit.pt_to_mm(120)) == 20
    assert textfit.mm_to_pt(25.4) == 72


@given(st.floats(2, 400))
def test_a_column_is_as_wide_as_asked_to_half_a_pixel(mm: float) -> None:
    width = textfit.column_width_pt(textfit.column_width_chars(mm))
    assert abs(width - textfit.mm_to_pt(mm)) <= textfit.PT_PER_PIXEL / 2 + 1e-9


def test_libreoffice_prints_every_line_of_merged_paragraphs(tmp_path: Path) -> None:
    font, ems = liberation_serif("Regular")
    if not SOFFICE.exists() or not PDFTOTEXT.exists():
        pytest.skip("soffice or pdftotext is missing")
    widths = [textfit.column_width_chars(mm) for mm in (20, 65.5, 40, 45)]
    cell_pt = sum(textfit.column_width_pt(width) for width in widths)
    words = writable(SENTENCE, ems).split()
    paragraphs = [" ".join((words[start:] + words * 3)[: 7 * start + 5]) for start in range(24)]
    write_paragraphs(tmp_path / "sheet.xlsx", widths, cell_pt, paragraphs)
    printed = printed_paragraphs(tmp_path, font.parent)

    assert len(printed) == len(paragraphs)
    for paragraph, lines in zip(paragraphs, printed, strict=True):
        expected = textfit.wrap_lines(paragraph, 13, cell_pt - textfit.CALC_PADDING_PT)
        assert "".join("".join(lines).split()) == "".join(paragraph.split())
        assert len(lines) == len(expected)


def write_paragraphs(path: Path, widths: list[float], cell_pt: float, texts: list[str]) -> None:
    """One paragraph a row, merged and justified, below each a row with a mark."""
    book = openpyxl.Workbook()
    # Column widths count in digits of the Normal font, so it must be the first font of all.
    normal = Font(name="Times New Roman", size=12, family=1)
    book._fonts = IndexedList([normal])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = normal  # type: ignore[attr-defined]
    sheet = book.create_sheet(index=0)
    for column, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[column].width = width
    for row, text in zip(range(1, 2 * len(texts), 2), texts, strict=True):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name="Times New Roman", size=13)
        cell.alignment = Alignment(horizontal="justify", vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = textfit.paragraph_height(text, 13, cell_pt)
        mark = sheet.cell(row + 1, 1, MARK)
        mark.font, mark.alignment = Font(name="Times New Roman", size=13), Alignment(vertical="top")
        sheet.row_dimensions[row + 1].height = 20
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    book.save(path)


def printed_paragraphs(directory: Path, font_directory: Path) -> list[list[str]]:
    """The lines of each paragraph in the PDF that LibreOffice makes of the sheet."""
    (directory / "fonts.conf").write_text(
        f"<fontconfig><dir>{html.escape(str(font_directory))}</dir>"
        f"<cachedir>{html.escape(str(directory))}/cache</cachedir>"
        '<alias binding="same"><family>Times New Roman</family>'
        "<accept><family>Liberation Serif</family></accept></alias></fontconfig>",
        encoding="utf-8",
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(directory),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "FONTCONFIG_FILE": str(directory / "fonts.conf"),
    }
    profile = f"-env:UserInstallation={(directory / 'profile').as_uri()}"
    convert: list[str | Path] = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        directory,
    ]
    extract: list[str | Path] = [
        PDFTOTEXT,
        "-bbox",
        directory / "sheet.pdf",
        directory / "words.html",
    ]
    for command in [*convert, directory / "sheet.xlsx"], extract:
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=180)
    pattern = r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" .*?>(.*?)</word>'
    page, words = 0, []
    text = (directory / "words.html").read_text(encoding="utf-8")
    for left, top, word in re.findall(pattern, text):
        if not word:
            page += 1
        else:
            words.append((page, round(float(top), 1), float(left), html.unescape(word)))
    # A mark stands at the top of the row below each paragraph. Text that a row cuts off is still
    # in the PDF, but lower than that mark.
    paragraphs: list[list[str]] = [[]]
    last = (1, 0.0)
    for (page, top), line in groupby(sorted(words), key=lambda word: word[:2]):
        if page == last[0]:
            assert top - last[1] > LINE_PT - 1, "a line is cut off"
        last = (page, top)
        printed = " ".join(word for *_, word in line)
        if printed == MARK:
            paragraphs.append([])
        else:
            paragraphs[-1].append(printed)
    assert not paragraphs.pop()
    return paragraphs
