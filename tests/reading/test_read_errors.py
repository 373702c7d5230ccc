"""What cannot be read: one Vietnamese sentence with sheet, cell, found and expected."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bpindex.cli.app import run
from bpindex.errors import BuildError, InputError
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_workbook
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL
from tests.changed_cases import case_of
from tests.workbook.built import the_layout
from tests.workbook.editing import (
    bundled_workbook,
    edited,
    package_of,
    parts_of,
    sheet_part,
    with_part,
)


def refusal(content: bytes, folder: Path, name: str = "BoChiSo.xlsm") -> str:
    """Return the sentence with which a workbook is refused; the file stays as it was."""
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_workbook(path)
    assert path.read_bytes() == content
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))
    return sentence


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "found", "expected"),
    [
        ("Đơn vị", "D5", "mười", "mười", "một số nguyên"),
        ("Đơn vị", "D6", 10.5, "10.5", "một số nguyên"),
        ("Đơn vị", "D7", "#REF!", "#REF!", "một số nguyên"),
        ("Đơn vị", "G5", "31/02/2024", "31/02/2024", "một ngày như 01/02/2024 hoặc 2024-02-01"),
        ("Đơn vị", "H9", "hết năm", "hết năm", "một ngày như 01/02/2024 hoặc 2024-02-01"),
        ("Đơn vị", "C5", "Cấp xã", "Cấp xã", "Sở, ngành"),
        ("Thiết lập", "C7", "ngày mai", "ngày mai", "một ngày như 01/02/2024 hoặc 2024-02-01"),
        ("Thiết lập", "C6", "tháng hai", "tháng hai", "dạng năm-tháng như 2024-02"),
        ("Thiết lập", "C11", 13, "13", "một tháng từ 1 đến 12"),
        ("Thiết lập", "C22", "đúng", "đúng", "có | không"),
        ("Thiết lập", "C23", "ít", "ít", "một con số"),
        ("Thiết lập", "E33", ";", ";", "dấu thập phân"),
        ("Thiết lập", "M6", "phần trăm", "phần trăm", "tỷ lệ chỉ số | điểm nhóm | gõ sẵn"),
        ("Thiết lập", "O6", 9, "9", "số chữ số thập phân từ 0 đến 6"),
        ("Thiết lập", "L7", "hai mươi", "hai mươi", "một con số"),
        ("Chỉ tiêu", "G56", "nhiều", "nhiều", "một con số"),
        ("Chỉ tiêu", "M56", "X", "X", "đã kiểm | một nguồn | suy đoán"),
        ("Đính chính", "F5", "xong", "xong", "áp dụng | cần xem lại | đã rút"),
        ("Đính chính", "B5", "Sở Y tê", "Sở Y tê", "tên một đơn vị, ví dụ Sở Y tế | "),
        ("Hồ sơ trễ", "E5", "32/01/2024", "32/01/2024", "một ngày như 01/02/2024 hoặc 2024-02-01"),
        ("Lời văn", "C18", "thơ", "thơ", "đoạn văn"),
        ("Lời văn", "C19", None, "", "cơ quan chủ quản | cơ quan ban hành | "),
    ],
)
def test_a_wrong_cell_is_named_with_what_it_holds_and_what_it_needs(
    tmp_path: Path, sheet: str, cell: str, value: Any, found: str, expected: str
) -> None:
    sentence = refusal(edited(bundled_workbook(), sheet, {cell: value}), tmp_path)
    place = workbook_words.PLACE_CELL.format(sheet=sheet, cell=cell)
    assert sentence.startswith(f"{place}: ")
    assert f"“{found}”" in sentence
    assert f"cần {expected}" in sentence or expected in sentence.partition(", cần ")[2]


def test_a_group_that_the_index_set_does_not_have_is_named_with_the_columns_of_its_table(
    tmp_path: Path,
) -> None:
    sentence = refusal(edited(bundled_workbook(), "Thiết lập", {"I7": "XX"}), tmp_path)
    assert sentence.startswith("trang Thiết lập, ô J7: tìm thấy “XX”, cần ")
    assert ": CK, TD, TT, " in sentence


def test_the_code_of_the_province_is_no_agencys(tmp_path: Path) -> None:
    """Codes are out of sight: the place is where the agency is seen."""
    sentence = refusal(edited(bundled_workbook(), "Đơn vị", {"A5": "tinh"}), tmp_path)
    assert sentence.startswith("trang Đơn vị, ô B5: tìm thấy “tinh”, cần mã khác")


@pytest.mark.parametrize("cell", ["B5", "C5", "C6"])
def test_a_blank_cell_that_must_be_filled_is_named(tmp_path: Path, cell: str) -> None:
    sheet = "Thiết lập" if cell == "C6" else "Đơn vị"
    sentence = refusal(edited(bundled_workbook(), sheet, {cell: None}), tmp_path)
    assert sentence.startswith(workbook_words.PLACE_CELL.format(sheet=sheet, cell=cell))


@pytest.mark.parametrize(
    ("block_id", "at", "key", "typed", "told"),
    [
        (
            "groups",
            0,
            "max_points",
            17,
            ", mục “nhóm Công khai, minh bạch, điểm tối đa”: tìm thấy 17",
        ),
        ("groups", 0, "decimals", 99, ", mục “nhóm Công khai, minh bạch, số lẻ”: tìm thấy 99"),
        ("groups", 1, "name", "công khai,  minh bạch", ": tìm thấy “công khai,  minh bạch”, cần"),
        ("components", 0, "group", "z", ": tìm thấy “z”, cần tên ở cột “Tên nhóm”"),
        ("components", 0, "numerator", "khong_co", ": tìm thấy “khong_co”, cần tên ở cột “Tên số"),
        ("components", 1, "id", "1.1", ", mục “chỉ số 1.1”: mã bị khai hai lần"),
        ("count_list", 1, "name", "TTHC đã công bố", ": tìm thấy “TTHC đã công bố”, cần một tên"),
        ("grades", 0, "min_points", 5, ", mục “xếp loại”"),
        ("index", 6, "value", "01/01/2000", ", mục “hiệu lực đến”"),
    ],
)
def test_what_contradicts_itself_on_chi_tieu_is_named_by_its_cell(
    tmp_path: Path, block_id: str, at: int, key: str, typed: object, told: str
) -> None:
    sheet = the_layout()["index"]
    block = sheet.block(block_id)
    cell = block.address(block.first_row + at, key)
    # A whole list is named by its heading.
    named = block.address(block.header_row, key) if block_id == "grades" else cell
    sentence = refusal(edited(bundled_workbook(), sheet.title, {cell: typed}), tmp_path)
    assert sentence.startswith(f"trang Chỉ tiêu, ô {named}{told}")


@pytest.mark.parametrize("sheet", ["Thiết lập", "Đơn vị", "Số liệu", "Bảng điểm", "Lời văn"])
def test_a_sheet_that_was_renamed_is_missed_by_its_name(tmp_path: Path, sheet: str) -> None:
    content = with_part(
        bundled_workbook(),
        "xl/workbook.xml",
        lambda xml: xml.replace(f'<sheet name="{sheet}"', f'<sheet name="{sheet} cũ"'),
    )
    expected = workbook_words.SHEET_MISSING.format(path="BoChiSo.xlsm", sheet=sheet)
    assert refusal(content, tmp_path) == expected


@pytest.mark.parametrize(("value", "found"), [(1, "1"), ("1", "1"), (None, "None")])
def test_a_workbook_of_another_layout_is_refused_and_not_misread(
    tmp_path: Path, value: Any, found: str
) -> None:
    content = edited(bundled_workbook(), HELP_SHEET, {VERSION_CELL: value})
    sentence = refusal(content, tmp_path, "Sổ cũ.xlsm")
    assert sentence.startswith("Tệp Sổ cũ.xlsm thuộc phiên bản khác của BoChiSo")
    if value is not None:
        assert f"tìm thấy {found}," in sentence


def test_another_workbook_is_asked_for_the_sheets_of_bochiso(tmp_path: Path) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    sentence = refusal(out.getvalue(), tmp_path, "Lương.xlsx")
    assert sentence == workbook_words.SHEET_MISSING.format(path="Lương.xlsx", sheet=HELP_SHEET)


class _NoNumber:
    """A value that is written as a number and is none."""

    def __str__(self) -> str:
        return "1,5"


def broken_files() -> dict[str, bytes]:
    """Return files that are no workbook, or no longer one."""
    content = bundled_workbook()
    other_zip = package_of({"a.txt": b"a"})
    counts = sheet_part(content, "Số liệu")
    cut = package_of({**parts_of(content), counts: parts_of(content)[counts][:5000]})
    book = package_of({**parts_of(content), "xl/workbook.xml": b"<workbook"})
    bomb = parts_of(content)[counts].replace(
        b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet', 1
    )
    strings = package_of({k: v for k, v in parts_of(content).items() if "sharedStr" not in k})
    return {
        "text": b"period = 2024-02",
        "empty": b"",
        "old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        "other zip": other_zip,
        "truncated": content[: len(content) // 2],
        "sheet cut off": cut,
        "book cut off": book,
        "entities": package_of({**parts_of(content), counts: bomb}),
        "no strings": strings,
        "no number": edited(content, "Số liệu", {"C5": _NoNumber()}),
    }


KINDS = {
    "text": file_words.IS_OTHER,
    "empty": file_words.IS_EMPTY,
    "old format": file_words.IS_OLD_OFFICE,
    "other zip": file_words.IS_ZIP,
    "truncated": file_words.IS_CUT_OFF,
}


@pytest.mark.parametrize("name", broken_files())
def test_a_damaged_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    sentence = refusal(broken_files()[name], tmp_path, "Hỏng.xlsm")
    assert sentence == workbook_words.WORKBOOK_UNREADABLE.format(
        path="Hỏng.xlsm", reason=KINDS.get(name, file_words.IS_DAMAGED)
    )


def test_a_mistake_of_our_own_is_never_told_as_a_damaged_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    sheets = SheetsOfFile(path)
    no_titles: Any = None
    with pytest.raises(TypeError), sheets.readable():
        read_notice_sheets(sheets.content, no_titles)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Không đọc được tệp Excel không có\.xlsm: "):
        read_workbook(tmp_path / "không có.xlsm")


@pytest.mark.parametrize("command", ["notice", "check", "export"])
def test_the_command_line_says_the_sentence_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(edited(bundled_workbook(), "Đơn vị", {"D5": "mười"}))
    out = [] if command == "check" else ["--out", str(tmp_path / "ra")]
    assert run([command, str(path), *out]) == 2
    said = capsys.readouterr()
    assert said.err == "trang Đơn vị, ô D5: tìm thấy “mười”, cần một số nguyên.\n"
    assert said.out == ""
    assert list(tmp_path.iterdir()) == [path]


def test_a_workbook_that_cannot_be_built_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BuildError) as error:
        build_workbook(case_of(401))
    monkeypatch.setattr("bpindex.cli.app.opened", lambda path: case_of(401))
    assert run(["build", str(tmp_path), "--out", str(tmp_path / "Sổ.xlsm")]) == 2
    assert capsys.readouterr().err == f"{error.value}\n"
    assert list(tmp_path.iterdir()) == []
