"""What staff and other programs leave in a workbook: read as it was meant, or named by its cell.

Each kind with siblings, from the bytes of a file to what prints of it.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest

from bpindex.checks import Finding
from bpindex.errors import InputError
from bpindex.pipeline import Evaluation, evaluate
from bpindex.sources import open_case
from tests.checks.findings import BASE
from tests.reading.shown import with_cell
from tests.reading.typing_over import cell_of, figure_cell, scalar_cell
from tests.workbook.editing import Computed, bundled_workbook, edited, with_part

Make = Callable[[], bytes]
COUNTS, PRIOR, SCORES, SETTINGS = "Số liệu", "Năm trước", "Bảng điểm", "Thiết lập"
AGENCIES, WORDING, DOSSIERS = "Đơn vị", "Lời văn", "Hồ sơ trễ"
FIRST, SECOND = "so-cong-thuong", "so-khoa-hoc-cong-nghe"
NAME, KIND = cell_of("agencies", "name", FIRST), cell_of("agencies", "kind", FIRST)
STT, CODE = cell_of("agencies", "stt", FIRST), cell_of("counts", "agency", FIRST)
COUNT = cell_of("counts", "hs_tong", FIRST)
LAST_YEAR = cell_of("typed", "TD_nam_truoc", FIRST)
FIGURE = figure_cell("TD_thang", "so-y-te")
PROVINCE = figure_cell("CK_nam_truoc", "so-nganh")
NUMBER, PERIOD = scalar_cell("settings", "number"), scalar_cell("settings", "period")
SENTENCE = "D27"
UNCALCULATED = Computed("SUM(98,0.5)", None)


def cell(sheet: str, address: str, value: object) -> Make:
    """A workbook in which somebody typed over a cell."""
    return lambda: edited(bundled_workbook(), sheet, {address: value})


def shown(sheet: str, address: str, value: object, code: str, formula: str = "") -> Make:
    """A workbook with a number under a format."""
    return lambda: with_cell(sheet, address, value, code=code, formula=formula)


def part(name: str, change: Callable[[str], str]) -> Make:
    return lambda: with_part(bundled_workbook(), name, change)


def opened(content: bytes, folder: Path, name: str = "BoChiSo.xlsm") -> Evaluation:
    path = folder / name
    path.write_bytes(content)
    return evaluate(open_case(path))


def printed(evaluation: Evaluation) -> list[str]:
    """Everything that the notice prints, in order."""
    notice = evaluation.notice
    lines = [block.text for block in notice.blocks]
    for table in notice.tables:
        for row in (table.province, *table.rows):
            lines += [row.stt, row.name, *(figure.text for figure in row.figures), row.note]
    return lines


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], set[str]]:
    """What the untouched workbook prints, and what is found in it."""
    evaluation = opened(bundled_workbook(), tmp_path_factory.mktemp("plain"))
    found = {finding.text for finding in evaluation.findings}
    assert found == {finding.text for finding in BASE}
    return printed(evaluation), found


def new(evaluation: Evaluation, plain: tuple[list[str], set[str]]) -> list[Finding]:
    return [finding for finding in evaluation.findings if finding.text not in plain[1]]


# --- taken as meant: nothing else changes -------------------------------------------------------

PRINTS: dict[str, tuple[Make, list[str]]] = {
    "a return escaped in a sentence": (
        cell(WORDING, SENTENCE, "Dòng một_x000D_\nDòng hai"), ["Dòng một\nDòng hai"]),
    "a line break of Word escaped in a name": (
        cell(AGENCIES, NAME, "Sở_x000B_Công thương"), ["Sở\nCông thương"]),
    "a return in a note": (
        cell(PRIOR, cell_of("typed", "note", FIRST), "một_x000D_hai"), ["một\nhai"]),
    "long decimals under a format": (
        shown(SCORES, FIGURE, 200 / 3, "0.0", "2/3*100"), ["66.7"]),
    "long decimals of last year": (shown(PRIOR, LAST_YEAR, 100 / 3, "0.00"), ["33.33"]),
    "a half rounded up": (shown(SCORES, FIGURE, 98.25, "0.0"), ["98.3"]),
    "a percentage over a figure": (shown(SCORES, FIGURE, 0.985, "0.0%"), ["98.5%"]),
    "a percentage of last year": (shown(PRIOR, LAST_YEAR, 0.5, "0%"), ["50%"]),
    "a formula of one's own": (shown(SCORES, FIGURE, 98.5, "General", "98+0.5"), ["98.5"]),
}  # fmt: skip


@pytest.mark.parametrize(("make", "lines"), PRINTS.values(), ids=PRINTS.keys())
def test_what_a_cell_shows_prints(
    make: Make, lines: list[str], plain: tuple[list[str], set[str]], tmp_path: Path
) -> None:
    found = printed(opened(make(), tmp_path))
    changed = [new for old, new in zip(plain[0], found, strict=True) if old != new]
    assert changed == lines


SAME: dict[str, Make] = {
    "a kind in decomposed letters": cell(AGENCIES, KIND, normalize("NFD", "Sở, ngành")),
    "a kind with a space behind": cell(AGENCIES, KIND, "Sở, ngành "),
    "a month with a space behind": cell(SETTINGS, PERIOD, "2024-02 "),
    "a space of no width before a count": cell(COUNTS, COUNT, "\u200b129"),
    "a mark of byte order before a count": cell(COUNTS, COUNT, "\ufeff129"),
    "a mark of direction behind a count": cell(COUNTS, COUNT, "129\u200e"),
    "a space of no width in a code": cell(COUNTS, CODE, f"{FIRST}\u200b"),
    "a family of fonts that there is not": part(
        "xl/styles.xml", lambda xml: re.sub(r'<family val="\d+"', '<family val="34"', xml)),
    "a fill without a pattern": part(
        "xl/styles.xml", lambda xml: re.sub("<fill><patternFill.*?</fill>", "<fill/>", xml)),
    "a colour as web pages write it": part(
        "xl/styles.xml", lambda xml: re.sub(r'rgb="FF(\w+)"', r'rgb="#\1"', xml)),
    "a date of the file that is none": part(
        "docProps/core.xml", lambda xml: re.sub(r"(<dcterms:created[^>]*>)[^<]*", r"\1qua", xml)),
    "a link to a file that is gone": part(
        "xl/workbook.xml", lambda xml: xml.replace(
            "</sheets>",
            '</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>')),
}  # fmt: skip


@pytest.mark.parametrize("make", SAME.values(), ids=SAME.keys())
def test_what_nobody_sees_changes_nothing(
    make: Make, plain: tuple[list[str], set[str]], tmp_path: Path
) -> None:
    evaluation = opened(make(), tmp_path)
    assert printed(evaluation) == plain[0]
    assert new(evaluation, plain) == []


# --- refused by the name of the cell -------------------------------------------------------------

DATE = "dd/mm/yyyy"
REFUSED: dict[str, tuple[Make, str, str]] = {
    "a date over the province's figure": (
        shown(SCORES, PROVINCE, 45516, DATE), f"trang {SCORES}, ô {PROVINCE}", "12/8/2024"),
    "a time over last year's figure": (
        shown(PRIOR, LAST_YEAR, 0.5, "h:mm"), f"trang {PRIOR}, ô {LAST_YEAR}", "12:00:00"),
    "a date over a running number": (
        shown(AGENCIES, STT, 45516, DATE), f"trang {AGENCIES}, ô {STT}", "12/8/2024"),
    "a truth value over the number": (
        cell(SETTINGS, NUMBER, True), f"trang {SETTINGS}, ô {NUMBER}", "TRUE"),
    "an error as a name": (
        cell(AGENCIES, NAME, "#REF!"), f"trang {AGENCIES}, ô {NAME}", "#REF!"),
    "an error as a sentence": (
        cell(WORDING, SENTENCE, "#NAME?"), f"trang {WORDING}, ô {SENTENCE}", "#NAME?"),
    "an error as the number": (
        cell(SETTINGS, NUMBER, "#N/A"), f"trang {SETTINGS}, ô {NUMBER}", "#N/A"),
    "an error over a figure": (
        cell(SCORES, FIGURE, "#DIV/0!"), f"trang {SCORES}, ô {FIGURE}", "#DIV/0!"),
    "an error over the province's figure": (
        cell(SCORES, PROVINCE, "#VALUE!"), f"trang {SCORES}, ô {PROVINCE}", "#VALUE!"),
    "an error over last year's figure": (
        cell(PRIOR, LAST_YEAR, "#DIV/0!"), f"trang {PRIOR}, ô {LAST_YEAR}", "#DIV/0!"),
    "a formula without its value over a figure": (
        cell(SCORES, FIGURE, UNCALCULATED), f"trang {SCORES}, ô {FIGURE}", "=SUM(98,0.5)"),
    "a formula without its value over last year's figure": (
        cell(PRIOR, LAST_YEAR, UNCALCULATED), f"trang {PRIOR}, ô {LAST_YEAR}", "=SUM(98,0.5)"),
    "a formula without its value as the grounds": (
        cell(WORDING, "D26", UNCALCULATED), f"trang {WORDING}, ô D26", "=SUM(98,0.5)"),
    "a formula without its value as the number": (
        cell(SETTINGS, NUMBER, UNCALCULATED), f"trang {SETTINGS}, ô {NUMBER}", "=SUM(98,0.5)"),
    "a formula without its value in a dossier": (
        cell(DOSSIERS, "G5", UNCALCULATED), f"trang {DOSSIERS}, ô G5", "=SUM(98,0.5)"),
    "a formula without its value as a count": (
        cell(COUNTS, COUNT, UNCALCULATED), f"trang {COUNTS}, ô {COUNT}", "=SUM(98,0.5)"),
    "a placeholder that is not closed": (
        cell(WORDING, SENTENCE, "Hạn {deadline, các đơn vị"), f"trang {WORDING}, ô B27", "{"),
    "a placeholder closed twice": (
        cell(WORDING, SENTENCE, "Hạn {deadline}}"), f"trang {WORDING}, ô B27", "{…}}"),
    "a placeholder in wide braces": (
        cell(WORDING, SENTENCE, "Hạn ｛deadline｝"), f"trang {WORDING}, ô B27", "｛deadline｝"),
    "a dossier below the last row": (
        cell(DOSSIERS, "A510", "H501"), f"trang {DOSSIERS}, ô A510", "H501"),
    "counts below the last row": (
        cell(COUNTS, "A410", FIRST), f"trang {COUNTS}, ô A410", FIRST),
    "an agency below the last row": (
        cell(AGENCIES, "A410", "so-moi"), f"trang {AGENCIES}, ô A410", "so-moi"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "place", "found"), REFUSED.values(), ids=REFUSED.keys())
def test_what_nobody_can_print_is_refused_by_its_cell(
    make: Make, place: str, found: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as error:
        opened(make(), tmp_path)
    assert str(error.value).startswith(f"{place}: tìm thấy “{found}")


# --- a finding that names the cell ---------------------------------------------------------------

NAMED: dict[str, tuple[Make, str, str]] = {
    "a count shown with three decimals": (
        shown(COUNTS, COUNT, 1, "#,##0.000"), f"trang {COUNTS}, ô {COUNT}", "“1.000”"),
    "a count shown as a percentage": (
        shown(COUNTS, COUNT, 1, "0%"), f"trang {COUNTS}, ô {COUNT}", "“100%”"),
    "a count with three zeros behind a comma": (
        cell(COUNTS, COUNT, "5,000"), f"trang {COUNTS}, ô {COUNT}", "“5,000”"),
    "an error as a count": (
        cell(COUNTS, COUNT, "#DIV/0!"), f"trang {COUNTS}, ô {COUNT}", "“#DIV/0!”"),
    "a note right of all columns": (
        cell(COUNTS, "AT7", "ghi nhớ"), f"trang {COUNTS}", "(AT7) không được dùng"),
    "figures right of all columns": (
        cell(SCORES, "Z9", 98.5), f"trang {SCORES}", "(Z9) không được dùng"),
    "a name in decomposed letters twice": (
        cell(AGENCIES, cell_of("agencies", "name", SECOND), normalize("NFD", "Sở Công thương")),
        f"trang {AGENCIES}, ô {cell_of('agencies', 'name', SECOND)}", "“Sở Công thương”"),
    "a name with a space of no width twice": (
        cell(AGENCIES, cell_of("agencies", "name", SECOND), "Sở Công\u200b thương"),
        f"trang {AGENCIES}, ô {cell_of('agencies', 'name', SECOND)}", "“Sở Công thương”"),
    "a name with a soft hyphen twice": (
        cell(AGENCIES, cell_of("agencies", "name", SECOND), "Sở Công thư\u00adơng"),
        f"trang {AGENCIES}, ô {cell_of('agencies', 'name', SECOND)}", "“Sở Công thương”"),
    "a formula typed as text over a figure": (
        cell(SCORES, FIGURE, "=98.5"), "trang Bảng điểm", "“=98.5”"),
    "a formula typed as text for last year": (
        cell(PRIOR, LAST_YEAR, "=98.5"), f"trang {PRIOR}, ô {LAST_YEAR}", "“=98.5”"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "place", "found"), NAMED.values(), ids=NAMED.keys())
def test_what_is_odd_is_named_by_its_cell(
    make: Make, place: str, found: str, plain: tuple[list[str], set[str]], tmp_path: Path
) -> None:
    told = new(opened(make(), tmp_path), plain)
    assert [str(item) for item in told if item.place.startswith(place) and found in item.text]


# --- files that are no workbook ------------------------------------------------------------------

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FILES: dict[str, tuple[str, Make, str]] = {
    "a password": ("a.xlsm", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "an old workbook": ("a.xls", lambda: _OLE, "kiểu cũ"),
    "nothing": ("a.xlsm", bytes, "tệp trống"),
    "half a workbook": ("a.xlsm", lambda: bundled_workbook()[:9_000], "cụt"),
    "the mark of an open file": ("~$a.xlsm", partial(bytes, 165), "tệp tạm"),
}


@pytest.mark.parametrize(("name", "make", "word"), FILES.values(), ids=FILES.keys())
def test_a_file_that_is_no_workbook_is_told_what_it_is(
    name: str, make: Make, word: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as error:
        opened(make(), tmp_path, name)
    assert word in str(error.value) and name in str(error.value)
