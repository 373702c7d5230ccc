"""What a cell shows is what counts; what nobody can know is refused by the cell's name."""

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from bpindex.case.folder import read_case
from bpindex.case.model import Case
from bpindex.codec.shown import ShownNumber, Unclear, as_shown, text_as_shown, without_unseen
from bpindex.errors import InputError
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.layout import layout_of
from bpindex.words import files as file_words
from bpindex.workbook.build import build_workbook
from tests.changed_cases import write_case
from tests.reading.shown import with_cell
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, edited

LAYOUT = layout_of(base_case().index)
# The first agency's figure on Bảng điểm, its count, last year's figure, its name, a sentence.
FIGURE, COUNT, TYPED = ("Bảng điểm", "H11"), ("Số liệu", "J5"), ("Năm trước", "E5")
NAME, SENTENCE, NUMBER = ("Đơn vị", "B5"), ("Lời văn", "D26"), ("Thiết lập", "C20")
# What prints of the period before, points typed, the day of issue, points of the province.
BEFORE, POINTS = ("Kỳ trước", "C5"), ("Năm trước", "P5")
DAY, PROVINCE = ("Thiết lập", "C12"), ("Thiết lập", "K6")

# What the comma of the ribbon makes on a Vietnamese Windows.
VIETNAMESE = '_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-'


def read(place: tuple[str, str], folder: Path, **cell: Any) -> Case:
    path = folder / "BoChiSo.xlsm"
    path.write_bytes(with_cell(*place, **cell))
    return read_workbook(path)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.985, "0.0%", "98.5%"),
        (200 / 3, "0.0", "66.7"),
        (98.25, "0.0", "98.3"),
        (1, "#,##0.000", "1.000"),
        (1, "0%", "100%"),
        (98, "0.##", None),
        (98.5, "0.##", None),
        (1234, "#,##0", None),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', None),
        (-3, "0;(0)", "(3)"),
        (12, '0" hồ sơ"', "12 hồ sơ"),
        (0.1 + 0.2, "General", None),
        (98.4, "[Red]0.0", None),
        (98.5, '0.0"%"', "98.5%"),
        (98, "0\\%", "98%"),
        (98.5, "0", "99"),
        (200 / 3, "#,##0_);(#,##0)", "67"),
        (98.5, "?0.0", None),
        (98.5, "[Red]General", None),
        (98.5, VIETNAMESE, "98.50"),
        (1500, VIETNAMESE.replace(".00", ""), None),
        (0, VIETNAMESE, None),
        (0, '_($* #,##0_);_($* (#,##0);_($* "-"??_);_(@_)', None),
        (0, "0;;", None),
        (2024, "0.00", "2024.00"),
    ],
)
def test_a_number_is_told_as_its_cell_shows_it(value: float, code: str, shown: str | None) -> None:
    found = as_shown(value, code)
    assert not isinstance(found, Unclear)
    assert float(found) == pytest.approx(value, abs=1e-12)
    assert getattr(found, "shown", None) == shown


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (17.9 / 18, "# ?/?"),
        (1e5, "0.00E+00"),
        (200 / 3, "General"),
        (200 / 3, "General_)"),
        (1e17 + 0.5, "0.00"),
        (98.5, "[<=1]0.0%;0.0"),
        (98765, "0,"),
        (1e-7, "General"),
        (1e21, "General"),
        (0, '0.0;-0.0;"Không có hồ sơ"'),
        (0, '#,##0;-#,##0;"không"'),
    ],
)
def test_what_a_file_does_not_tell_is_unclear(value: float, code: str) -> None:
    assert isinstance(as_shown(value, code), Unclear)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Dòng một_x000D_\nDòng hai", "Dòng một\nDòng hai"),
        ("\u200b124", "124"),
        ("\ufeffso-y-te\u200e", "so-y-te"),
        ("Sở\x0bY tế\x1b\x00", "Sở\nY tế"),
        (normalize("NFD", "Sở Y tế"), "Sở Y tế"),
        ("_x0041_", "_x0041_"),
        ("a\tb\u00a0c", "a\tb\u00a0c"),
    ],
)
def test_nobody_reads_what_cannot_be_seen(text: str, plain: str) -> None:
    assert without_unseen(text) == plain


@pytest.mark.parametrize("place", [FIGURE, TYPED])
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({"value": 0.985, "code": "0.0%"}, "98.5%"),
        ({"value": 200 / 3, "code": "0.0", "formula": "2/3*100"}, "66.7"),
        ({"value": 98.5, "formula": "98+0.5"}, "98.5"),
    ],
)
def test_a_figure_prints_as_its_cell_shows_it(
    place: tuple[str, str], cell: dict[str, Any], text: str, tmp_path: Path
) -> None:
    case = read(place, tmp_path, **cell)
    typed = [item.corrected for item in case.corrections]
    typed += [item for row in case.typed for item in row.cells.values()]
    assert text in typed


@pytest.mark.parametrize("place", [FIGURE, TYPED, NAME, SENTENCE, NUMBER])
@pytest.mark.parametrize(
    ("cell", "found", "why"),
    [
        ({"value": "#DIV/0!", "kind": "e", "formula": "1/0"}, "#DIV/0!", file_words.HOLDS_ERROR),
        ({"value": None, "formula": "SUM(98,0.5)"}, "=SUM(98,0.5)", file_words.NOT_CALCULATED),
        ({"value": 45516, "code": "dd/mm/yyyy"}, "12/8/2024", file_words.HOLDS_DATE),
        ({"value": 0.5, "code": "h:mm"}, "12:00:00", file_words.HOLDS_DATE),
        ({"value": 1, "kind": "b"}, "TRUE", file_words.HOLDS_TRUTH),
    ],
)
def test_what_prints_and_is_neither_text_nor_number_is_refused_by_its_cell(
    place: tuple[str, str], cell: dict[str, Any], found: str, why: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as error:
        read(place, tmp_path, **cell)
    sheet, address = place
    assert str(error.value).startswith(f"trang {sheet}, ô {address}: tìm thấy “{found}” ({why})")


@pytest.mark.parametrize("value", [None, ""])
@pytest.mark.parametrize(
    "place", [FIGURE, COUNT, TYPED, NAME, SENTENCE, NUMBER, BEFORE, POINTS, DAY, PROVINCE]
)
def test_a_formula_that_no_program_has_calculated_is_no_blank_cell(
    place: tuple[str, str], value: str | None, tmp_path: Path
) -> None:
    """Some programs write an empty value for it."""
    with pytest.raises(InputError) as error:
        read(place, tmp_path, value=value, formula="SUM(10,5)")
    told = f"trang {place[0]}, ô {place[1]}: tìm thấy “=SUM(10,5)” ({file_words.NOT_CALCULATED})"
    assert str(error.value).startswith(told)


def test_a_formula_that_shows_nothing_is_a_blank_cell(tmp_path: Path) -> None:
    case = read(BEFORE, tmp_path, value="", kind="str", formula='""')
    assert not case.previous


def test_a_percentage_on_ky_truoc_is_what_it_shows(tmp_path: Path) -> None:
    """As a number of another size it would print."""
    case = read(BEFORE, tmp_path, value=0.8154, code="0%")
    assert set(case.previous[0].cells.values()) == {"82%"}
    assert set(read(BEFORE, tmp_path, value=81.54, code="0").previous[0].cells.values()) == {
        "81.54"
    }


@pytest.mark.parametrize("cell", [{"value": 1, "code": "#,##0.000"}, {"value": 1, "code": "0%"}])
def test_a_count_that_shows_something_else_is_a_problem_of_the_data(
    cell: dict[str, Any], tmp_path: Path
) -> None:
    case = read(COUNT, tmp_path, **cell)
    assert {"1.000", "100%"} & set(case.counts[0].cells.values())


def test_a_count_that_is_no_whole_number_stays_one_whatever_its_cell_shows(tmp_path: Path) -> None:
    case = read(COUNT, tmp_path, value=98.5, code="0")
    assert "98.5" in case.counts[0].cells.values()


def test_a_whole_number_shown_with_decimals_is_still_whole(tmp_path: Path) -> None:
    assert read(("Đơn vị", "D5"), tmp_path, value=10, code="0.00").agencies[0].order == 10


def test_a_column_moved_on_bang_diem_is_refused_by_its_heading(tmp_path: Path) -> None:
    block = LAYOUT["figures"].block("figures")
    cell = block.address(block.header_row, block.columns[6].key)
    path = tmp_path / "BoChiSo.xlsm"
    title = block.columns[7].title
    path.write_bytes(edited(bundled_workbook(), "Bảng điểm", {cell: title}))
    with pytest.raises(InputError, match=f"trang Bảng điểm, ô {cell}: tìm thấy “{title}”"):
        read_workbook(path)


def test_rows_that_a_file_holds_out_of_order_are_read(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["một"])
    book.worksheets[0].append(["hai", 2])
    path = tmp_path / "sổ.xlsx"
    book.save(path)
    path.write_bytes(with_cell("Sheet", "A1", content=path.read_bytes(), turned=True))
    assert SheetsOfFile(path)["Sheet"] == [("một",), ("hai", 2)]


def test_a_shown_number_is_still_the_number() -> None:
    assert ShownNumber(0.5, "50%") + 1 == 1.5


def test_a_case_with_characters_that_no_file_can_hold_builds_a_workbook(tmp_path: Path) -> None:
    write_case(base_case(), tmp_path / "kỳ")
    for name, plain, odd in (
        ("agencies.csv", "Sở Y tế", "Sở\x07 Y tế\ufffe"),
        ("wording.toml", "TÊN ĐƠN VỊ", "TÊN\u000b ĐƠN VỊ"),
    ):
        path = tmp_path / "kỳ" / name
        text = path.read_text("utf-8")
        assert plain in text
        path.write_text(text.replace(plain, odd.replace("\x0b", "\\u000b")), "utf-8")
    case = read_case(tmp_path / "kỳ")
    assert "Sở Y tế" in {agency.name for agency in case.agencies}
    (tmp_path / "sổ.xlsm").write_bytes(build_workbook(case))
    assert read_workbook(tmp_path / "sổ.xlsm").agencies == case.agencies


@pytest.mark.parametrize(
    "code", ["General", "@", "0.00", "0;-0", VIETNAMESE, "_(@_)", "0;0;0;@", "[Red]@"]
)
def test_a_text_under_a_usual_format_is_itself(code: str) -> None:
    assert text_as_shown("Sở Y tế", code) == "Sở Y tế"


@pytest.mark.parametrize(
    "code", [";;;", "0;0;0;", '@" đ"', '"Sở "@', '0;0;0;"không"', "@@", "0;;;\\x"]
)
def test_a_text_that_its_format_hides_or_bends_is_unclear(code: str) -> None:
    found = text_as_shown("Sở Y tế", code)
    assert isinstance(found, Unclear) and found.text == "Sở Y tế" and code in found.why
    assert text_as_shown("", code) == ""


def test_a_name_that_its_format_hides_is_refused_by_its_cell(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"B5.*“;;;”"):
        read(NAME, tmp_path, value="Sở Y tế", kind="str", code=";;;")
