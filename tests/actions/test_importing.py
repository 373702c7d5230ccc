"""The buttons that take tables in, pressed over a workbook file: paste, press, decide, press."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions.running import perform
from bpindex.case.model import Case
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import layout_of
from bpindex.words import importing as words
from bpindex.words.intake import SORT_TO_DECIDE
from tests.intake.tables import (
    DEPARTMENT_CODES,
    ONE_GATE_SPANS,
    as_xlsx,
    one_gate,
    one_gate_counts,
)
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.usefixtures("log")
LAYOUT = layout_of(base_case().index)
PASTE, REPORT, COUNTS = (LAYOUT[name].title for name in ("paste", "imported", "counts"))
BLOCK = LAYOUT["imported"].block("imported")


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    return FileDesk(path)


def paste(desk: FileDesk, rows: Sequence[Sequence[Any]], first: int = 5) -> None:
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    area = f"A{first}:{column_letter(width)}{first + len(rows) - 1}"
    desk.write(PASTE, area, [[str(cell) for cell in row] for row in filled])


def held(desk: FileDesk, folder: Path) -> Case:
    desk.save_copy(path := folder / "bản chép.xlsm")
    return read_workbook(path)


def counts(desk: FileDesk, folder: Path) -> dict[str, dict[str, str]]:
    return {row.agency: dict(row.cells) for row in held(desk, folder).counts}


def report(desk: FileDesk) -> list[dict[str, str]]:
    rows = desk.read(REPORT, BLOCK.area().replace("$", ""))
    keys = [column.key for column in BLOCK.columns]
    found = [
        dict(zip(keys, ("" if c is None else str(c) for c in row), strict=True)) for row in rows
    ]
    return [row for row in found if row["text"]]


def answer(desk: FileDesk, wanted: str, choice: str) -> None:
    rows = desk.read(REPORT, BLOCK.area().replace("$", ""))
    at = next(n for n, row in enumerate(rows) if wanted in str(row[1]))
    desk.write(REPORT, BLOCK.address(BLOCK.first_row + at, "answer"), [[choice]])


def test_a_pasted_table_is_taken_with_one_press_and_brought_back_with_another(
    desk: FileDesk, tmp_path: Path
) -> None:
    old = counts(desk, tmp_path)
    paste(desk, one_gate())
    perform(desk, "import_data")
    new = counts(desk, tmp_path)
    for number, code in enumerate(DEPARTMENT_CODES, 1):
        assert new[code] == {**old[code], **one_gate_counts(number)}
    assert desk.told[-1].startswith("Đã nhập 48 số liệu của 8 đơn vị")
    assert desk.shown == REPORT
    assert any(row["text"].startswith("trang Dán vào đây, ô E8") for row in report(desk))
    perform(desk, "undo_import")
    assert counts(desk, tmp_path) == old
    perform(desk, "undo_import")
    assert counts(desk, tmp_path) == new


def test_two_questions_are_decided_on_the_report_and_learnt(desk: FileDesk, tmp_path: Path) -> None:
    old = counts(desk, tmp_path)
    paste(desk, [["Đơn vị", "Quá hạn"], ["Sở Y tế", "3"], ["Sở NV", "4"]])
    perform(desk, "import_data")
    assert desk.told[-1] == words.DECIDE.format(count=2)
    assert counts(desk, tmp_path) == old
    first = next(row for row in report(desk) if "cột “Quá hạn”" in row["text"])
    assert first["choice_2"] == "Hồ sơ giải quyết quá hạn"
    answer(desk, "cột “Quá hạn”", "Hồ sơ giải quyết quá hạn")
    answer(desk, "“Sở NV”", "Sở Nội vụ")
    perform(desk, "import_data")
    new = counts(desk, tmp_path)
    assert (new["so-y-te"]["xl_qua_han"], new["so-noi-vu"]["xl_qua_han"]) == ("3", "4")
    case = held(desk, tmp_path)
    assert [item.target for item in case.learnt] == ["Hồ sơ giải quyết quá hạn"]
    assert "Sở NV" in next(a for a in case.agencies if a.code == "so-noi-vu").aliases
    # The same source again: one press.
    paste(desk, [["Đơn vị", "Quá hạn"], ["Sở Y tế", "5"], ["Sở NV", "6"]])
    perform(desk, "import_data")
    assert counts(desk, tmp_path)["so-noi-vu"]["xl_qua_han"] == "6"


# Something more is said above names that are known, and nobody knows whether it limits them.
LIKELY = ["Hồ sơ giải quyết quá hạn", "Hồ sơ giải quyết trước hạn", "PAKN xử lý đúng hạn"]
UNSURE = [
    ["Đơn vị", "Giai đoạn một", "Giai đoạn một", "Giai đoạn một", "Chờ"],
    [
        "",
        "Hồ sơ giải quyết quá hạn",
        "Hồ sơ giải quyết trước hạn",
        "PAKN xử lý đúng hạn",
        "Quá hạn",
    ],
    ["Sở Y tế", "3", "1", "4", "6"],
    ["Sở Nội vụ", "4", "2", "5", "7"],
]


def test_many_proposals_are_put_down_to_be_looked_at_and_then_taken(
    desk: FileDesk, tmp_path: Path
) -> None:
    old = counts(desk, tmp_path)
    paste(desk, UNSURE)
    perform(desk, "import_data")
    asked = [row for row in report(desk) if row["sort"] == SORT_TO_DECIDE]
    put = [row for row in asked if row["answer"]]
    told = {"count": len(asked), "proposed": len(put)}
    assert len(put) == 3 and len(asked) == 4
    assert desk.asked[-1] == words.FILL_IN.format(**told)
    assert desk.told[-1] == words.FILLED_IN.format(**told, left=1)
    assert [row["answer"] for row in put] == LIKELY
    assert counts(desk, tmp_path) == old
    # What a person chose in its place holds.
    answer(desk, LIKELY[2], "Bỏ qua cột này")
    answer(desk, "“Chờ / Quá hạn”", "Bỏ qua cột này")
    perform(desk, "import_data")
    new = counts(desk, tmp_path)["so-noi-vu"]
    assert (new["xl_qua_han"], new["xl_truoc_han"]) == ("4", "2")
    assert new["pakn_dung_han"] == old["so-noi-vu"]["pakn_dung_han"]


def test_without_a_yes_every_answer_stays_blank(desk: FileDesk, tmp_path: Path) -> None:
    desk.agreed = [False]
    paste(desk, UNSURE)
    perform(desk, "import_data")
    asked = [row for row in report(desk) if row["sort"] == SORT_TO_DECIDE]
    assert desk.told[-1] == words.DECIDE.format(count=len(asked))
    assert not any(row["answer"] for row in asked)


def test_a_row_that_was_skipped_is_taken_once_somebody_says_whose_it_is(
    desk: FileDesk, tmp_path: Path
) -> None:
    old = counts(desk, tmp_path)
    paste(desk, [["Đơn vị", "PAKN xử lý đúng hạn"], ["Sở Y tế", "3"], ["Cục Thuế tỉnh", "71"]])
    perform(desk, "import_data")
    assert desk.told[-1].endswith(words.LEFT.format(count=1))
    assert counts(desk, tmp_path)["so-noi-vu"] == old["so-noi-vu"]
    answer(desk, "Cục Thuế tỉnh", "Sở Nội vụ")
    # What was typed over what was taken stays.
    block = LAYOUT["counts"].block("counts")
    row = next(r.row for r in held(desk, tmp_path).counts if r.agency == "so-y-te")
    desk.write(COUNTS, block.address(row, "pakn_dung_han"), [[9]])
    perform(desk, "import_data")
    assert counts(desk, tmp_path)["so-noi-vu"]["pakn_dung_han"] == "71"
    assert counts(desk, tmp_path)["so-y-te"]["pakn_dung_han"] == "9"
    assert words.LEFT.format(count=1) not in desk.told[-1]
    # It is known from now on, and a press without a new answer begins anew.
    paste(desk, [["Đơn vị", "PAKN xử lý đúng hạn"], ["Sở Y tế", "3"], ["Cục Thuế tỉnh", "72"]])
    perform(desk, "import_data")
    assert counts(desk, tmp_path)["so-noi-vu"]["pakn_dung_han"] == "72"


def test_a_skipped_row_may_be_left_out_for_good(desk: FileDesk, tmp_path: Path) -> None:
    paste(desk, [["Đơn vị", "PAKN xử lý đúng hạn"], ["Sở Y tế", "3"], ["Cục Thuế tỉnh", "71"]])
    perform(desk, "import_data")
    new = counts(desk, tmp_path)
    answer(desk, "Cục Thuế tỉnh", "Bỏ qua dòng này")
    perform(desk, "import_data")
    assert counts(desk, tmp_path) == new
    assert desk.told[-1].startswith("Đã nhập 0 số liệu")


def test_an_answer_to_tables_that_were_taken_is_none_to_others(
    desk: FileDesk, tmp_path: Path
) -> None:
    head, tax = ["Đơn vị", "PAKN xử lý đúng hạn"], "Cục Thuế tỉnh"
    paste(desk, [head, ["Sở Y tế", "3"], [tax, "71"]])
    perform(desk, "import_data")
    answer(desk, tax, "Sở Nội vụ")
    before = counts(desk, tmp_path)
    paste(desk, [head, ["Sở Tư pháp", "4"], [tax, "72"]])
    perform(desk, "import_data")
    after = counts(desk, tmp_path)
    assert after["so-noi-vu"] == before["so-noi-vu"]
    assert after["so-tu-phap"]["pakn_dung_han"] == "4"


def test_an_answer_about_a_cell_is_none_for_other_tables_in_its_place(
    desk: FileDesk, tmp_path: Path
) -> None:
    def table(first: int, stated: int) -> list[list[str]]:
        head = ["Đơn vị", "PAKN xử lý đúng hạn"]
        rows = [["Sở Y tế", str(first)], ["Sở Nội vụ", "4"], ["Tổng cộng", str(stated)]]
        return [head, *rows]

    paste(desk, table(3, 8))
    perform(desk, "import_data")
    answer(desk, "dòng tổng ghi 8", "Vẫn lấy")
    old = counts(desk, tmp_path)
    paste(desk, table(66, 700))
    perform(desk, "import_data")
    assert counts(desk, tmp_path) == old
    assert any("dòng tổng ghi 700" in row["text"] and not row["answer"] for row in report(desk))


def test_a_skipped_row_of_a_file_is_answered_without_choosing_the_file_again(
    desk: FileDesk, tmp_path: Path
) -> None:
    rows = [["Đơn vị", "PAKN xử lý đúng hạn"], ["Sở Y tế", 3], ["Cục Thuế tỉnh", 71]]
    desk.chosen = [as_xlsx(tmp_path / "một cửa.xlsx", rows)]
    perform(desk, "import_data")
    answer(desk, "Cục Thuế tỉnh", "Sở Nội vụ")
    perform(desk, "import_data")
    assert counts(desk, tmp_path)["so-noi-vu"]["pakn_dung_han"] == "71"
    perform(desk, "import_data")
    assert len(desk.asked) == 2  # for a file, each time that nothing new was answered


def test_a_blank_sheet_asks_for_a_file_and_goes_on_with_it(desk: FileDesk, tmp_path: Path) -> None:
    rows = one_gate()
    rows[4][7] += 1  # a doubt: a total that is not the sum of its parts
    desk.chosen = [as_xlsx(tmp_path / "một cửa.xlsx", rows, ONE_GATE_SPANS)]
    perform(desk, "import_data")
    assert report(desk)[0]["text"] == str(tmp_path / "một cửa.xlsx")
    for row in report(desk):
        if row["sort"] == SORT_TO_DECIDE:
            answer(desk, row["text"], row["choice_1"])
    perform(desk, "import_data")
    assert one_gate_counts(1).items() <= counts(desk, tmp_path)["so-cong-thuong"].items()
    perform(desk, "import_data")  # nothing is remembered of it: no file is chosen now
    assert len(desk.asked) == 2


def test_what_was_typed_after_an_import_stays_when_it_is_taken_back(
    desk: FileDesk, tmp_path: Path
) -> None:
    old = counts(desk, tmp_path)
    paste(desk, [["Đơn vị", "PAKN xử lý đúng hạn"], ["Sở Y tế", "3"], ["Sở Nội vụ", "4"]])
    perform(desk, "import_data")
    block = LAYOUT["counts"].block("counts")
    row = next(r.row for r in held(desk, tmp_path).counts if r.agency == "so-y-te")
    desk.write(COUNTS, block.address(row, "pakn_dung_han"), [[9]])
    perform(desk, "undo_import")
    assert desk.told[-1] == words.UNDONE_BUT.format(count=1)
    new = counts(desk, tmp_path)
    assert new["so-y-te"]["pakn_dung_han"] == "9"
    assert new["so-noi-vu"] == old["so-noi-vu"]


def test_late_dossiers_are_added_and_taken_back(desk: FileDesk, tmp_path: Path) -> None:
    header = ["STT", "Mã hồ sơ", "Tên TTHC", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn trả"]
    paste(
        desk,
        [header, ["1", "H10.17-240201-0001", "Cấp phép", "Sở Y tế", "01/02/2024", "09/02/2024"]],
    )
    perform(desk, "import_data")
    (dossier,) = held(desk, tmp_path).late_dossiers
    assert (dossier.agency, dossier.due and dossier.due.isoformat()) == ("so-y-te", "2024-02-09")
    perform(desk, "undo_import")
    assert held(desk, tmp_path).late_dossiers == ()


@pytest.mark.parametrize("action", ["import_data", "undo_import"])
def test_with_nothing_to_do_nothing_changes(desk: FileDesk, tmp_path: Path, action: str) -> None:
    desk.save_copy(before := tmp_path / "trước.xlsm")
    perform(desk, action)
    desk.save_copy(after := tmp_path / "sau.xlsm")
    assert before.read_bytes() == after.read_bytes()
    assert desk.told == ([] if action == "import_data" else [words.NOTHING_TO_UNDO])


def test_when_the_writing_fails_nothing_has_changed(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = counts(desk, tmp_path)
    paste(desk, one_gate())
    write = FileDesk.write

    def failing(self: FileDesk, sheet: str, area: str, rows: Any) -> None:
        if sheet == "bpindex.state":
            raise OSError(28, "full")
        write(self, sheet, area, rows)

    monkeypatch.setattr(FileDesk, "write", failing)
    perform(desk, "import_data")
    assert counts(desk, tmp_path) == old


def test_several_files_are_taken_with_one_press(desk: FileDesk, tmp_path: Path) -> None:
    old = counts(desk, tmp_path)
    tables = {
        "a.csv": "Đơn vị;PAKN xử lý đúng hạn\nSở Y tế;7\n",
        "b.csv": "Đơn vị;PAKN xử lý đúng hạn\nSở Nội vụ;8\n",
    }
    for name, text in tables.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        desk.chosen.append(path)
    perform(desk, "import_data")
    new = counts(desk, tmp_path)
    assert desk.told[-1].startswith("Đã nhập 2 số liệu của 2 đơn vị")
    changed = {code: "7" if code == "so-y-te" else "8" for code in ("so-y-te", "so-noi-vu")}
    for code, text in changed.items():
        assert new[code] == {**old[code], "pakn_dung_han": text}


def test_files_that_wait_for_an_answer_are_not_chosen_again(desk: FileDesk, tmp_path: Path) -> None:
    for name, number in (("a.csv", 7), ("b.csv", 8)):
        path = tmp_path / name
        path.write_text(f"Đơn vị;PAKN xử lý đúng hạn\nSở Y tế;{number}\n", encoding="utf-8")
        desk.chosen.append(path)
    perform(desk, "import_data")
    asked = next(line for line in report(desk) if "Sở Y tế" in line["text"] and line["choice_2"])
    answer(desk, asked["text"], asked["choice_2"])
    perform(desk, "import_data")
    assert counts(desk, tmp_path)["so-y-te"]["pakn_dung_han"] == "7"
