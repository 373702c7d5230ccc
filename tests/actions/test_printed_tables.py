"""Buttons and the printed tables: a layout copied to be changed, a notice made of any table."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions.buttons import copy_layout, explain_figure, make_notice
from bpindex.case.model import Case
from bpindex.case.printed import PrintedTable
from bpindex.case.ready import completed
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_workbook
from bpindex.words.workbook import NOTICE_SHEET
from bpindex.workbook.build import build_workbook
from tests.printed import case_with, table
from tests.render.sheets import with_wording
from tests.strategies import base_case

SHEET = "Bảng in"


def desk_of(case: Case, tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(build_workbook(case))
    return FileDesk(path)


def stored(desk: FileDesk, tmp_path: Path) -> Case:
    desk.save_copy(tmp_path / "lưu.xlsm")
    return read_workbook(tmp_path / "lưu.xlsm")


def test_a_layout_is_copied_as_rows_that_print_the_same(tmp_path: Path) -> None:
    first = table("cap-xa", id="Bảng 1")
    desk = desk_of(case_with(first, table("diem-hang", id="Bảng 2")), tmp_path)
    desk.select(SHEET, "A7")
    desk.agreed = [True]
    assert "Đã chép 8 dòng cột" in copy_layout(desk)
    assert "“Điểm nhóm, tổng, hạng, tăng giảm”" in desk.asked[0]
    spot = desk.selection()
    made = stored(desk, tmp_path).printed
    # The rows that were written are shown.
    assert spot is not None and (spot.sheet, spot.row) == (SHEET, made[1].columns[0].row)
    assert made[0] == first
    assert made[1].columns == completed(made[1]).columns != ()
    assert replace(completed(made[1]), row=0) == completed(table("diem-hang", id="Bảng 2"))
    with pytest.raises(InputError, match="đã có cột riêng"):
        copy_layout(desk)


def test_without_a_table_selected_nothing_is_copied(tmp_path: Path) -> None:
    desk = desk_of(case_with(table("cap-xa"), table("diem-hang", id="hai")), tmp_path)
    desk.select(SHEET, "B3")
    with pytest.raises(InputError, match="chọn dòng của một bảng"):
        copy_layout(desk)


def test_the_usual_table_is_copied_by_its_name(tmp_path: Path) -> None:
    desk = desk_of(case_with(), tmp_path)
    desk.select(SHEET, "A7")
    desk.agreed = [True]
    assert "cho bảng “Cấp huyện”" in copy_layout(desk)
    made = stored(desk, tmp_path).printed
    assert [(item.id, len(item.columns)) for item in made] == [("so-nganh", 0), ("cap-huyen", 2)]


def test_a_notice_of_other_tables_is_made_corrected_and_explained(tmp_path: Path) -> None:
    own: PrintedTable = table("diem-hang", id="Bảng 1")
    desk = desk_of(case_with(own), tmp_path)
    make_notice(desk)
    rows = desk.read(NOTICE_SHEET, "A1:Q80")
    keys = [str(cell) for cell in rows[0]]
    number = next(at for at, row in enumerate(rows, 1) if row[0] == "row:Bảng 1:so-y-te")
    column = "ABCDEFGHIJKLMNOPQ"[keys.index("rank")]
    cell = f"{column}{number}"
    desk.write(NOTICE_SHEET, cell, [["1 (đồng hạng)"]])
    make_notice(desk)
    case = stored(desk, tmp_path)
    assert [item.corrected for item in case.corrections if item.key[2] == "rank"] == [
        "1 (đồng hạng)"
    ]
    assert desk.read(NOTICE_SHEET, cell) == [["1 (đồng hạng)"]]
    desk.select(NOTICE_SHEET, cell)
    explain_figure(desk)
    shown = [" ".join(map(str, row)) for row in desk.read("Giải thích", "A1:B60")]
    assert any("1 (đồng hạng)" in line for line in shown)


def test_a_paragraph_in_parts_gives_nothing_unedited_and_is_edited_in_any_part(
    tmp_path: Path,
) -> None:
    words = " ".join(f"chữ{number}" for number in range(500))
    desk = desk_of(with_wording(request=words), tmp_path)
    make_notice(desk)
    rows = desk.read(NOTICE_SHEET, "A1:B120")
    parts = {str(row[0]): at for at, row in enumerate(rows, 1) if "block:request" in str(row[0])}
    # In parts only where a page ends within it; each is known by the first words that it has.
    first, second, *_ = parts
    assert first == "block:request"
    make_notice(desk)
    assert stored(desk, tmp_path).corrections == base_case().corrections
    at = parts[second]
    text = str(rows[at - 1][1])
    desk.write(NOTICE_SHEET, f"B{at}", [[text.replace("chữ", "CHỮ", 1)]])
    make_notice(desk)
    (new,) = (i for i in stored(desk, tmp_path).corrections if i.key[2] == "request")
    assert new.corrected.split() == words.replace(text.split()[0], text.split()[0].upper()).split()
