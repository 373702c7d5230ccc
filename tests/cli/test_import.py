"""`bpindex import`: tables into a case, whole or not at all, with a report and a way back."""

from pathlib import Path

import pytest

from bpindex.case.folder import read_case
from bpindex.cli import app as cli
from tests.intake.tables import (
    DEPARTMENT_CODES,
    ONE_GATE_SPANS,
    as_page,
    as_text,
    as_xlsx,
    one_gate,
    one_gate_counts,
)

Captured = pytest.CaptureFixture[str]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def counts(folder: Path) -> dict[str, dict[str, str]]:
    return {row.agency: dict(row.cells) for row in read_case(folder).counts}


def one_gate_file(folder: Path) -> Path:
    return as_xlsx(folder / "một cửa.xlsx", one_gate(), ONE_GATE_SPANS, above=3)


def test_a_table_goes_into_a_folder_and_the_former_counts_are_kept(
    case: Path, tmp_path: Path, capsys: Captured
) -> None:
    before, old = contents(case), counts(case)
    assert cli.run(["import", str(one_gate_file(tmp_path)), "--into", str(case)]) == 0
    new = counts(case)
    for number, code in enumerate(DEPARTMENT_CODES, 1):
        assert new[code] == {**old[code], **one_gate_counts(number)}
    assert new["so-y-te"] == old["so-y-te"]
    others = {name: content for name, content in contents(case).items() if name != "counts.csv"}
    (kept,) = others.keys() - before.keys()
    assert others.pop(kept) == before.pop("counts.csv")
    assert others == before
    said = capsys.readouterr()
    assert "48 số liệu của 8 đơn vị" in said.out
    assert "Lấy: tệp một cửa.xlsx, trang Báo cáo, ô I7: cột “Đã giải quyết / Trước hạn”" in said.out
    assert "Thiếu: Sở Y tế: không có dòng nào." in said.out


@pytest.mark.parametrize("ending", [".csv", ".xls"])
def test_other_files_and_a_folder_of_them_give_the_same(
    case: Path, tmp_path: Path, ending: str
) -> None:
    given = tmp_path / "tải về"
    given.mkdir()
    text = as_text(one_gate(), ";") if ending == ".csv" else as_page(one_gate(), ONE_GATE_SPANS)
    (given / f"a{ending}").write_text(text, encoding="utf-8", newline="")
    assert cli.run(["import", str(given), "--into", str(case)]) == 0
    assert one_gate_counts(1).items() <= counts(case)["so-cong-thuong"].items()


def test_a_doubt_leaves_everything_as_it_was_until_it_is_decided(
    case: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Đơn vị;Quá hạn;PAKN xử lý đúng hạn\nSở Y tế;3;-\n", encoding="utf-8")
    before, command = contents(case), ["import", str(path), "--into", str(case)]
    assert cli.run(command) == 1
    assert contents(case) == before
    said = capsys.readouterr()
    assert "2) Hồ sơ giải quyết quá hạn" in said.out
    assert "còn 2 câu cần quyết định" in said.err
    assert cli.run([*command, "--accept"]) == 1  # which "Quá hạn" it is only a person knows
    assert contents(case) == before
    assert cli.run([*command, "--accept", "--choose", "1=2"]) == 0
    taken = counts(case)["so-y-te"]
    assert (taken["xl_qua_han"], taken["pakn_dung_han"]) == ("3", "0")
    # What was said is remembered.
    assert cli.run([*command, "--accept"]) == 0


def test_numbers_of_questions_stay_and_names_are_answers(
    case: Path, tmp_path: Path, capsys: Captured
) -> None:
    given = tmp_path / "bảng"
    given.mkdir()
    good = "PAKN xử lý đúng hạn"
    (given / "a.csv").write_text(f"Tháng 01/2024;\nĐơn vị;{good}\nSở Y tế;-\n", encoding="utf-8")
    (given / "b.csv").write_text(
        f"Đơn vị;{good};Việc dân hỏi\nSở Nội vu;-;5\nSở Tư pháp;-;6\n", encoding="utf-8"
    )
    command = ["import", str(given), "--into", str(case)]
    told = ["--choose", "1=2", "--choose", "2=2", "--choose", "3=Sở Nội vụ", "--choose", "4=1"]
    more = ["--choose", "5=Tổng số PAKN"]
    assert cli.run([*command, *told, *more]) == 1
    # What an answer brings has the next number, though it stands in the middle of the tables: the
    # strokes of one row more are another question than those that were told.
    said = capsys.readouterr().out
    assert "6. Cần quyết định: tệp b.csv, ô B2 và 1 ô khác" in said
    assert cli.run([*command, *told, *more, "--choose", "6=1"]) == 0
    taken = counts(case)
    assert taken["so-y-te"]["pakn_dung_han"] == "không báo cáo"
    assert (taken["so-noi-vu"]["pakn_dung_han"], taken["so-noi-vu"]["pakn_tong"]) == ("0", "5")


@pytest.mark.parametrize(
    ("more", "expected"),
    [(["--choose", "x"], "cần CÂU=LỰA_CHỌN"), (["--choose", "9=1"], "câu 1 đến 0")],
)
def test_a_wrong_choice_is_refused(
    case: Path, tmp_path: Path, more: list[str], expected: str, capsys: Captured
) -> None:
    before = contents(case)
    assert cli.run(["import", str(one_gate_file(tmp_path)), "--into", str(case), *more]) == 2
    assert expected in capsys.readouterr().err
    assert contents(case) == before


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "Đơn vị;Màu\nSở Y tế;xanh\n"])
def test_a_file_without_anything_to_take_is_refused(
    case: Path, tmp_path: Path, text: str, capsys: Captured
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert cli.run(["import", str(path), "--into", str(case)]) == 2
    assert "Không có gì để nhập" in capsys.readouterr().err
