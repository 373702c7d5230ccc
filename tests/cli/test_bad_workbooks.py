"""Every kind of bad workbook: one clear sentence, and no file touched.

Exit code 1 is for problems in the data, 2 for what cannot be read at all.
"""

import io
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bpindex.case.model import Case
from bpindex.cells.origin import WorkbookOrigin
from bpindex.words import workbook as workbook_words
from bpindex.workbook.system_sheets import VERSION_CELL
from tests.cli.refusal import refused
from tests.spoiling import a_workbook
from tests.workbook.editing import bundled_workbook, package_of, parts_of, read, with_part


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_half(name: str) -> bytes:
    """Return the workbook with one part broken off."""
    parts = parts_of(bundled_workbook())
    return package_of({**parts, name: half(parts[name])})


def damaged(name: str) -> bytes:
    """Return the workbook with the packed bytes of one part overwritten."""
    data = bytearray(bundled_workbook())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        info = file.getinfo(name)
    start = info.header_offset + 30 + len(name) + info.compress_size // 2
    data[start : start + 40] = bytes(40)
    return bytes(data)


def resaved(edit: Callable[[Any], object]) -> bytes:
    """Return the workbook as edited by another program."""
    with warnings.catch_warnings():
        # Of extensions that this program would drop.
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(io.BytesIO(bundled_workbook()))
        edit(book)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


@cache
def bundled_read_back() -> Case:
    return read(bundled_workbook())


def address(part: str, number: int, column: str) -> tuple[str, str]:
    """Return sheet and cell of a column of the settings or of a record, the first is 0."""
    case = bundled_read_back()
    row = 0 if part == "settings" else getattr(case, part)[number].row
    assert isinstance(case.origin, WorkbookOrigin)
    title, cell = case.origin.cell(part, row, column)
    assert cell
    return title, cell


def typed(part: str, row: int, column: str, value: Any) -> bytes:
    title, cell = address(part, row, column)
    return resaved(lambda book: book[title].__setitem__(cell, value))


def place(part: str, row: int, column: str) -> str:
    title, cell = address(part, row, column)
    return workbook_words.PLACE_CELL.format(sheet=title, cell=cell)


# The sheet Số liệu.
COUNTS_PART = "xl/worksheets/sheet7.xml"
NO_SOURCE = "Không đọc được {path}: "
DOCTYPE = '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
BAD_WORKBOOKS: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "a text": (lambda: "Sở Công thương".encode(), 2, NO_SOURCE),
    "an empty file": (lambda: b"", 2, NO_SOURCE),
    "half a workbook": (lambda: half(bundled_workbook()), 2, NO_SOURCE),
    "a workbook without its last bytes": (lambda: bundled_workbook()[:-40], 2, NO_SOURCE),
    "an old .xls": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), 2, NO_SOURCE),
    "an empty zip": (lambda: package_of({}), 2, "Không đọc được tệp Excel {name}: "),
    "a zip that is no workbook": (
        lambda: package_of({"a.txt": b"a"}),
        2,
        "Không đọc được tệp Excel {name}: ",
    ),
    "another workbook": (a_workbook, 2, "Tệp {name} thiếu trang bpindex; cần tệp BoChiSo.xlsm."),
    "a workbook of another version": (
        lambda: resaved(lambda book: book["bpindex"].__setitem__(VERSION_CELL, 999)),
        2,
        "Tệp {name} do bản BoChiSo mới hơn tạo ra (kiểu trang 999, ",
    ),
    **{
        f"a workbook without {title}": (
            lambda title=title: resaved(lambda book: book.__delitem__(title)),
            2,
            f"Tệp {{name}} thiếu trang {title}; cần tệp BoChiSo.xlsm.",
        )
        for title in ("Thiết lập", "Đơn vị", "Chỉ tiêu", "Số liệu", "Bảng điểm", "Lời văn")
    },
    **{
        f"a workbook whose {part} breaks off": (
            lambda part=part: with_half(part),
            2,
            "Không đọc được tệp ",
        )
        for part in (
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            COUNTS_PART,
        )
    },
    "a workbook with damaged bytes": (
        lambda: damaged(COUNTS_PART),
        2,
        "Không đọc được tệp ",
    ),
    "a workbook with entities of its own": (
        lambda: with_part(
            bundled_workbook(),
            COUNTS_PART,
            lambda xml: xml.replace("?>", DOCTYPE, 1),
        ),
        2,
        "Không đọc được tệp ",
    ),
    "a date of the settings that is none": (
        lambda: typed("settings", 0, "deadline", "hôm nào"),
        2,
        f"{place('settings', 0, 'deadline')}: tìm thấy “hôm nào”, cần một ngày ",
    ),
    "an order of an agency that is no number": (
        lambda: typed("agencies", 2, "order", "ba"),
        2,
        f"{place('agencies', 2, 'order')}: tìm thấy “ba”, cần một số nguyên.",
    ),
    "a count that is a text": (
        lambda: typed("counts", 0, "hs_tong", "chưa có"),
        1,
        f"Vấn đề: {place('counts', 0, 'hs_tong')}: đơn vị Sở Công thương, “Tổng số hồ sơ”: "
        "tìm thấy “chưa có” (không phải con số), cần một số nguyên từ 0 trở lên.",
    ),
    "a count that is an error of Excel": (
        lambda: typed("counts", 0, "hs_tong", "#REF!"),
        1,
        f"Vấn đề: {place('counts', 0, 'hs_tong')}: đơn vị Sở Công thương, “Tổng số hồ sơ”: "
        "tìm thấy “#REF!” (không phải con số), ",
    ),
    "a count that is missing": (
        lambda: typed("counts", 3, "hs_tong", None),
        1,
        f"Vấn đề: {place('counts', 3, 'hs_tong')}: đơn vị Sở Kế hoạch và Đầu tư để trống ",
    ),
    "a count above its denominator": (
        lambda: typed("counts", 0, "hs_dong_bo", 999),
        1,
        f"Vấn đề: {place('counts', 0, 'hs_dong_bo')}: đơn vị Sở Công thương, chỉ số 1.4 ",
    ),
}


@pytest.mark.parametrize(
    ("make", "expected", "sentence"), BAD_WORKBOOKS.values(), ids=BAD_WORKBOOKS.keys()
)
def test_a_bad_workbook_is_a_sentence_and_leaves_every_file_as_it_was(
    make: Callable[[], bytes],
    expected: int,
    sentence: str,
    tmp_path: Path,
    earlier: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(make())
    before = path.read_bytes()
    code, report = refused(path, earlier, capsys)
    assert code == expected, report
    assert path.read_bytes() == before
    first = report.splitlines()[0]
    assert first.startswith(sentence.format(path=path, name=path.name))
    if code == 2:
        assert len(report.splitlines()) == 1
        # The workbook or one of its sheets is named.
        assert path.name in first or first.startswith("trang ")


@pytest.mark.parametrize("name", ["khong-co", "khong-co.xlsm", "dài" * 200])
def test_a_source_that_is_not_there_is_named(
    name: str, tmp_path: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report = refused(tmp_path / name, earlier, capsys)
    assert code == 2
    assert len(report.splitlines()) == 1
    assert report.startswith(f"Không tìm thấy {tmp_path / name}; ") or (
        len(name) > 255 and report.startswith(f"Không đọc được tệp {tmp_path / name}: ")
    )
