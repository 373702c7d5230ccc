"""Every kind of mistake in a case or a workbook: one clear sentence each, and no file touched.

Exit code 1 is for problems in the data, 2 for what cannot be read at all.
"""

import csv
import io
import shutil
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.cli import app as cli
from bpindex.sheets.origin import WorkbookOrigin
from bpindex.words import findings as finding_words
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.workbook.read import read_workbook
from bpindex.workbook.system_sheets import VERSION_CELL
from tests.test_outputs import snapshot

Change = Callable[[Path], object]

# --- mistakes of a case folder ---------------------------------------------------------------


def put(name: str, old: str, new: str) -> Change:
    """Replace the first `old` of a file."""

    def change(case: Path) -> None:
        text = (case / name).read_text(encoding="utf-8")
        assert old in text
        (case / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def cell(name: str, line: int, column: str, text: str) -> Change:
    """Type a text into one cell of a table."""

    def change(case: Path) -> None:
        with (case / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[line - 1][rows[0].index(column)] = text
        with (case / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return change


def lines(name: str, edit: Callable[[list[str]], object]) -> Change:
    """Edit the list of a file's lines."""

    def change(case: Path) -> None:
        found = (case / name).read_text(encoding="utf-8").splitlines(keepends=True)
        edit(found)
        (case / name).write_text("".join(found), encoding="utf-8")

    return change


def without(name: str, number: int) -> Change:
    return lines(name, lambda found: found.pop(number - 1))


def twice(name: str, number: int) -> Change:
    return lines(name, lambda found: found.append(found[number - 1]))


def more(name: str, text: str) -> Change:
    return lines(name, lambda found: found.append(text))


def encoded(name: str, encoding: str) -> Change:
    def change(case: Path) -> None:
        text = (case / name).read_text(encoding="utf-8")
        (case / name).write_bytes(text.encode(encoding, "replace"))

    return change


def raw(name: str, data: bytes) -> Change:
    return lambda case: (case / name).write_bytes(data)


def missing(name: str) -> Change:
    return lambda case: (case / name).unlink()


def folder_instead(name: str) -> Change:
    def change(case: Path) -> None:
        (case / name).unlink()
        (case / name).mkdir()

    return change


def index_set(old: str, new: str) -> Change:
    """Give the case an index set of its own with a mistake in it."""

    def change(case: Path) -> None:
        source = bundled_case().parents[1] / "index_sets" / "qd766.toml"
        shutil.copy(source, case / "index_set.toml")
        put("index_set.toml", old, new)(case)

    return change


@cache
def a_workbook() -> bytes:
    """Return a workbook that is not ours."""
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


WHOLE = "cần một số nguyên từ 0 trở lên."
FIRST_COUNT = "counts.csv, dòng 2, cột hs_tong: đơn vị Sở Công thương"
NOT_UTF8 = "bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
ONE_TABLE = '[[paragraph]]\nid = "table_so_nganh"\nkind = "table"\ntext = "so-nganh"\n'
ONE_GROUP = '[[table.column]]\ngroup = "TT"\nprovince_prior = 3.3\nprovince_month = 2.5\n'

# What is done to the case; a sentence that must begin a line of the report.
PROBLEMS: dict[str, tuple[Change, str]] = {
    "a count is missing": (
        cell("counts.csv", 2, "hs_tong", ""),
        f"{FIRST_COUNT} để trống “Tổng số hồ sơ”, {WHOLE}",
    ),
    "a count is a text": (
        cell("counts.csv", 2, "hs_tong", "chưa có"),
        f"{FIRST_COUNT}, “Tổng số hồ sơ”: tìm thấy “chưa có” (không phải con số), {WHOLE}",
    ),
    "a count is negative": (
        cell("counts.csv", 2, "hs_tong", "-3"),
        f"{FIRST_COUNT}, “Tổng số hồ sơ”: tìm thấy “-3” (số âm), {WHOLE}",
    ),
    "a count is not whole": (
        cell("counts.csv", 2, "hs_tong", "1,5"),
        f"{FIRST_COUNT}, “Tổng số hồ sơ”: tìm thấy “1,5” (không phải số nguyên), {WHOLE}",
    ),
    "a count has a thousands separator": (
        cell("counts.csv", 2, "hs_tong", "1.234"),
        f"{FIRST_COUNT}, “Tổng số hồ sơ”: tìm thấy “1.234” (không phải số nguyên), {WHOLE}",
    ),
    "a count is beyond all numbers": (
        cell("counts.csv", 2, "hs_tong", "9" * 400),
        f"{FIRST_COUNT}, “Tổng số hồ sơ”: tìm thấy “999",
    ),
    "a numerator is above its denominator": (
        cell("counts.csv", 2, "hs_dong_bo", "999"),
        "counts.csv, dòng 2, cột hs_dong_bo: đơn vị Sở Công thương, chỉ số 1.4 “Hồ sơ đồng bộ lên "
        "Cổng DVCQG”: tìm thấy tử số 999 (“Hồ sơ đã đồng bộ lên Cổng DVCQG” 999) "
        "và mẫu số 129 (“Tổng số hồ sơ” 129), "
        "cần tử số từ 0 đến mẫu số.",
    ),
    "an agency has no row of counts": (
        without("counts.csv", 2),
        "counts.csv, cột agency: thiếu dòng số liệu của đơn vị Sở Công thương, "
        "cần một dòng có đủ 38 ô số liệu.",
    ),
    "an agency has two rows of counts": (
        twice("counts.csv", 2),
        "counts.csv, dòng 31, cột agency: đơn vị Sở Công thương đã có dòng ở "
        "counts.csv, dòng 2, cần mỗi đơn vị một dòng.",
    ),
    "an agency is listed twice": (
        twice("agencies.csv", 2),
        "agencies.csv, dòng 31, cột code: mã đơn vị “so-cong-thuong” đã có ở "
        "agencies.csv, dòng 2, cần mỗi mã một dòng.",
    ),
    "two agencies have one name": (
        cell("agencies.csv", 3, "name", "Sở Công thương"),
        "agencies.csv, dòng 3, cột name: tên “Sở Công thương” đã là tên của đơn vị "
        "“so-cong-thuong”, cần mỗi tên chỉ một đơn vị trong kỳ.",
    ),
    "counts of an agency that is not listed": (
        cell("counts.csv", 2, "agency", "so-cong-thuongg"),
        "counts.csv, dòng 2, cột agency: tìm thấy mã đơn vị “so-cong-thuongg”, "
        "cần một mã có trong danh sách đơn vị; có phải là “so-cong-thuong”?",
    ),
    "prior figures of an agency that is not listed": (
        cell("typed_figures.csv", 2, "agency", "zz"),
        "typed_figures.csv, dòng 2, cột agency: tìm thấy mã đơn vị “zz”, cần một mã ",
    ),
    "an agency has two rows of prior figures": (
        twice("typed_figures.csv", 2),
        "typed_figures.csv, dòng 31, cột agency: đơn vị Sở Công thương đã có dòng ở ",
    ),
    "there are no counts at all": (
        raw("counts.csv", b"agency\n"),
        "counts.csv: chưa có số liệu nào, cần số liệu của 29 đơn vị, mỗi đơn vị 38 ô.",
    ),
    "the deadline comes before the issue": (
        put("settings.toml", "deadline = 2024-03-07", "deadline = 2024-01-31"),
        "settings.toml, khóa “deadline”: tìm thấy hạn báo cáo 31/01/2024, "
        "cần không sớm hơn ngày ban hành (từ 01/02/2024).",
    ),
    "the deadline comes before the day of issue": (
        put("settings.toml", "deadline = 2024-03-07", "deadline = 2024-02-28\nissue_day = 29"),
        "settings.toml, khóa “deadline”: tìm thấy hạn báo cáo 28/02/2024, "
        "cần không sớm hơn ngày ban hành (từ 29/02/2024).",
    ),
    "the period is outside its month": (
        put("settings.toml", "period_to = 2024-02-22", "period_to = 2024-03-01"),
        "settings.toml, khóa “period_to”: tìm thấy 01/03/2024, "
        "cần một ngày trong kỳ, từ 01/02/2024 đến 29/02/2024.",
    ),
    "the period ends before it begins": (
        put("settings.toml", "period_from = 2024-02-01", "period_from = 2024-02-25"),
        "settings.toml, khóa “period_from”: tìm thấy ngày đầu 25/02/2024, "
        "cần không muộn hơn ngày cuối 22/02/2024.",
    ),
    "the day of issue is in no calendar": (
        put("settings.toml", "issue_month = 2", "issue_month = 2\nissue_day = 30"),
        "settings.toml, khóa “issue_day”: tìm thấy ngày ban hành 30/2/2024, "
        "cần một ngày có trong lịch.",
    ),
}

UNREADABLE: dict[str, tuple[Change, str]] = {
    # The folder and its files.
    **{
        f"{name} is missing": (
            missing(name),
            f"Thư mục {{case}} thiếu tệp {name}; cần đủ các tệp của một kỳ báo cáo.",
        )
        for name in (
            "settings.toml",
            "agencies.csv",
            "counts.csv",
            "typed_figures.csv",
            "corrections.csv",
            "late_dossiers.csv",
            "wording.toml",
        )
    },
    "a folder in the place of a file": (
        folder_instead("counts.csv"),
        "Thư mục {case} thiếu tệp counts.csv; ",
    ),
    # Encodings and formats.
    "a Windows encoding": (
        encoded("agencies.csv", "cp1258"),
        f"Tệp agencies.csv, dòng 2: {NOT_UTF8}",
    ),
    "an old encoding of a TOML file": (
        encoded("settings.toml", "cp1258"),
        f"Tệp settings.toml, dòng 1: {NOT_UTF8}",
    ),
    "UTF-16": (encoded("agencies.csv", "utf-16"), f"Tệp agencies.csv, dòng 1: {NOT_UTF8}"),
    "UTF-16 without a mark": (
        encoded("counts.csv", "utf-16-be"),
        f"Tệp counts.csv, dòng 1: {NOT_UTF8}",
    ),
    "UTF-16 of a TOML file": (
        encoded("wording.toml", "utf-16"),
        f"Tệp wording.toml, dòng 1: {NOT_UTF8}",
    ),
    "an .xlsx in the place of a .csv": (
        lambda case: (case / "counts.csv").write_bytes(a_workbook()),
        "Tệp counts.csv thực ra là tệp Excel/Word, cần tệp văn bản thuần (UTF-8); ",
    ),
    "an old .xls in the place of a .csv": (
        raw("counts.csv", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        "Tệp counts.csv thực ra là tệp Excel/Word, ",
    ),
    "an empty table": (raw("counts.csv", b""), "Tệp counts.csv trống; cần ít nhất dòng tiêu đề"),
    "an open quotation mark": (
        put("counts.csv", "so-cong-thuong,", '"so-cong-thuong,'),
        "Tệp counts.csv, dòng 30: dấu nháy không khép kín hoặc sai chỗ; cần bảng CSV.",
    ),
    "a row with too many cells": (
        put("counts.csv", "so-cong-thuong,", "so-cong-thuong,1,"),
        "Tệp counts.csv, dòng 2: tìm thấy 40 ô, cần không quá 39 ô.",
    ),
    "an unknown column": (
        put("counts.csv", "hs_tong", "hs_tog"),
        "counts.csv: có cột lạ “hs_tog”. Có phải là “hs_tong”?",
    ),
    "a doubled column": (
        put("counts.csv", "hs_dong_bo", "hs_tong"),
        "counts.csv: cột “hs_tong” xuất hiện hai lần.",
    ),
    "a missing column": (
        raw("agencies.csv", b"code,name,order\nso-y-te,Y,1\n"),
        "agencies.csv: thiếu cột “kind”.",
    ),
    "no column of agencies": (
        raw("counts.csv", b"hs_tong\n1\n"),
        "counts.csv: thiếu cột “agency”.",
    ),
    # TOML.
    "a broken TOML file": (
        put("settings.toml", 'place = "Bình Phước"', "place = Bình Phước"),
        "Tệp settings.toml, dòng 10, cột 9: viết sai cú pháp TOML; ",
    ),
    "a broken wording": (
        put("wording.toml", "[labels]", "[labels"),
        "Tệp wording.toml, dòng 3, cột 8: viết sai cú pháp TOML; ",
    ),
    "an empty TOML file": (raw("settings.toml", b""), "Tệp settings.toml: thiếu khóa “period”."),
    "an unknown key": (
        put("settings.toml", "prior_label", "prior_lable"),
        "Tệp settings.toml: không có khóa tên “prior_lable”; các khóa dùng được: period, ",
    ),
    "an unknown key of a table's column": (
        put("settings.toml", "merged_prior", "merged_priority"),
        "Tệp settings.toml: không có khóa tên “table[1].column[1].merged_priority”; ",
    ),
    "a date as a text": (
        put("settings.toml", "period_from = 2024-02-01", 'period_from = "1/2"'),
        "Tệp settings.toml, khóa “period_from”: tìm thấy “1/2”, cần một ngày dạng ",
    ),
    "a number as a text": (
        put("settings.toml", "issue_year = 2024", 'issue_year = "hai nghìn"'),
        "Tệp settings.toml, khóa “issue_year”: tìm thấy “hai nghìn”, cần một số nguyên.",
    ),
    "a number that is none": (
        put("settings.toml", "province_prior = 15.5", "province_prior = nan"),
        "Tệp settings.toml, khóa “table[1].column[1].province_prior”: tìm thấy “NaN”, ",
    ),
    # Settings.
    "a period that is no month": (
        put("settings.toml", '"2024-02"', '"2024-13"'),
        "settings.toml, khóa “period”: tìm thấy kỳ báo cáo “2024-13”, cần dạng năm-tháng ",
    ),
    "a period before every index set": (
        put("settings.toml", '"2024-02"', '"2019-02"'),
        "Không có bộ chỉ số nào có hiệu lực trong kỳ 2019-02.",
    ),
    "a month of issue that is none": (
        put("settings.toml", "issue_month = 2", "issue_month = 13"),
        "settings.toml, khóa “issue_month”: tìm thấy “13”, cần một tháng từ 1 đến 12.",
    ),
    "an unknown group": (
        put("settings.toml", 'group = "CK"', 'group = "XX"'),
        "settings.toml, khóa “table.so-nganh.column”: tìm thấy “XX, TD, TT, TTTT, HL, SH”, "
        "cần CK, TD, TT, TTTT, HL, SH.",
    ),
    "a missing group": (
        put("settings.toml", ONE_GROUP, ""),
        "settings.toml, khóa “table.so-nganh.column”: tìm thấy “CK, TD, TTTT, HL, SH”, cần CK, ",
    ),
    "an unknown component": (
        put("settings.toml", 'group = "CK"', 'group = "CK"\ncomponent = "9.9"'),
        "settings.toml, khóa “table.so-nganh.column.CK.component”: tìm thấy “9.9”, cần 1.1, ",
    ),
    "an unknown basis": (
        put("settings.toml", 'group = "CK"', 'group = "CK"\nbasis = "rat"'),
        "Tệp settings.toml, khóa “table[1].column[1].basis”: tìm thấy “rat”, "
        "cần rate | points | typed.",
    ),
    "too many decimals": (
        put("settings.toml", 'group = "CK"', 'group = "CK"\ndecimals = 99'),
        "settings.toml, khóa “table.so-nganh.column.CK.decimals”: tìm thấy “99”, cần số chữ số ",
    ),
    "an unknown decimal mark": (
        put("settings.toml", 'decimal_mark = "."', 'decimal_mark = ";"'),
        "settings.toml, khóa “table.so-nganh.decimal_mark”: tìm thấy “;”, cần dấu thập phân ",
    ),
    "two tables of one name": (
        put("settings.toml", 'id = "cap-huyen"', 'id = "so-nganh"'),
        "settings.toml, khóa “table.id”: tìm thấy “so-nganh”, cần một giá trị không trống và ",
    ),
    # Agencies, corrections, late dossiers.
    "an unknown kind of agency": (
        cell("agencies.csv", 2, "kind", "Sở"),
        "agencies.csv, dòng 2, cột kind: tìm thấy “Sở”, cần Sở, ngành | Cấp huyện.",
    ),
    "an order that is no number": (
        cell("agencies.csv", 2, "order", "một"),
        "agencies.csv, dòng 2, cột order: tìm thấy “một”, cần một số nguyên.",
    ),
    "a date that is in no calendar": (
        cell("agencies.csv", 2, "valid_to", "31/02/2024"),
        "agencies.csv, dòng 2, cột valid_to: tìm thấy “31/02/2024”, cần một ngày dạng ",
    ),
    "an agency without a name": (
        cell("agencies.csv", 2, "name", " "),
        "agencies.csv, dòng 2, cột name: ô trống, cần một đoạn chữ.",
    ),
    "an agency with the province's code": (
        cell("agencies.csv", 2, "code", "tinh"),
        "agencies.csv, dòng 2, cột code: tìm thấy “tinh”, cần mã khác, ",
    ),
    "a correction in an unknown table": (
        cell("corrections.csv", 2, "table", "bang-1"),
        "corrections.csv, dòng 2, cột table: tìm thấy “bang-1”, cần một trong: "
        "so-nganh (Sở, ngành); cap-huyen (Cấp huyện).",
    ),
    "a correction of an unknown agency": (
        cell("corrections.csv", 2, "agency", "zz"),
        "corrections.csv, dòng 2, cột agency: tìm thấy “zz”, cần một trong: "
        "so-cong-thuong (Sở Công thương); ",
    ),
    "a correction in an unknown column": (
        cell("corrections.csv", 2, "column", "XX_thang"),
        "corrections.csv, dòng 2, cột column: tìm thấy “XX_thang”, cần một trong: "
        "TT_thang (Dịch vụ công trực tuyến, tháng); ",
    ),
    "a correction in an unknown state": (
        cell("corrections.csv", 2, "state", "xong"),
        "corrections.csv, dòng 2, cột state: tìm thấy “xong”, cần áp dụng | cần xem lại | đã rút.",
    ),
    "a figure corrected twice": (
        twice("corrections.csv", 2),
        "corrections.csv, dòng 4, cột column: tìm thấy “TT_thang”, cần một giá trị không trống ",
    ),
    "a late dossier with an impossible date": (
        more("late_dossiers.csv", "H1,Cấp phép,so-y-te,32/01/2024,,,,,,\n"),
        "late_dossiers.csv, dòng 2, cột received: tìm thấy “32/01/2024”, cần một ngày dạng ",
    ),
    # Wording.
    "an unknown placeholder": (
        put("wording.toml", "{issuer_name} thông báo", "{issuer_nam} thông báo"),
        "wording.toml, khóa “paragraph.intro”: tìm thấy “{issuer_nam}”, "
        "cần một trong các chỗ điền: {parent_body}, ",
    ),
    "an unknown placeholder of a label": (
        put("wording.toml", "NĂM {period_year}", "NĂM {nam}"),
        "wording.toml, khóa “labels.title”: tìm thấy “{nam}”, cần một trong các chỗ điền: ",
    ),
    "bold that does not end": (
        put("wording.toml", "**{deadline}**", "**{deadline}"),
        "wording.toml, khóa “paragraph.request”: tìm thấy “**”, cần dấu ** theo từng cặp.",
    ),
    "an unknown kind of paragraph": (
        put("wording.toml", 'kind = "grounds"', 'kind = "căn cứ"'),
        "wording.toml, khóa “paragraph.grounds.kind”: tìm thấy “căn cứ”, cần "
        "parent_body | issuer | ",
    ),
    "two paragraphs of one name": (
        put("wording.toml", 'id = "intro"', 'id = "grounds"'),
        "wording.toml, khóa “paragraph.grounds”: tìm thấy “grounds”, cần một giá trị ",
    ),
    "a table that is nowhere in the wording": (
        put("wording.toml", ONE_TABLE, ""),
        "wording.toml, khóa “paragraph”: tìm thấy “0”, cần đúng một khối bảng có "
        "nội dung “so-nganh”, cho bảng “Sở, ngành”.",
    ),
    "an appendix with too few columns": (
        put("wording.toml", '"Mã hồ sơ", ', ""),
        "wording.toml, khóa “labels.appendix_columns”: tìm thấy “10”, cần đủ 11 tên cột.",
    ),
    # An index set of the case's own.
    "a broken index set": (
        index_set('id = "qd766"', "id = qd766"),
        "Tệp index_set.toml, dòng 5, cột 6: viết sai cú pháp TOML; ",
    ),
    "an empty index set": (raw("index_set.toml", b""), "Tệp index_set.toml: thiếu khóa “id”."),
    "an index set with an unknown key": (
        index_set("max_points", "most_points"),
        "Tệp index_set.toml: không có khóa tên “",
    ),
    "an index set whose points do not add up": (
        index_set("max_points = 18", "max_points = 19"),
        "Bộ chỉ số index_set.toml, mục “nhóm CK, điểm tối đa”: tìm thấy 19, "
        "tổng điểm các chỉ số thành phần là 18.",
    ),
    "an index set that is not there": (
        raw("index_set.toml", b'extends = "qd000"\n'),
        "Không tìm thấy tệp {case}/qd000.toml; ",
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "kỳ"
    shutil.copytree(bundled_case(), folder)
    return folder


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with the result of an earlier run."""
    folder = tmp_path_factory.mktemp("ra")
    code = cli.run(["notice", str(bundled_case()), "--out", str(folder), "--format", "json,xlsx"])
    assert code == 0
    return folder


def refused(source: Path, earlier: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Make a notice of a bad source: exit code and report; nothing may have been written."""
    before = snapshot(earlier)
    capsys.readouterr()
    code = cli.run(["notice", str(source), "--out", str(earlier), "--format", "json,xlsx"])
    printed = capsys.readouterr()
    assert snapshot(earlier) == before
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert "Lỗi ngoài dự kiến" not in printed.err
    fresh = earlier.parent / "chưa có"
    assert cli.run(["notice", str(source), "--out", str(fresh), "--format", "json"]) == code
    assert not fresh.exists()
    assert capsys.readouterr().err == printed.err
    return code, printed.err


@pytest.mark.parametrize(("change", "sentence"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_in_the_data_is_a_sentence_and_exit_code_1(
    change: Change, sentence: str, case: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(case)
    code, report = refused(case, earlier, capsys)
    assert code == 1
    *problems, last = report.splitlines()
    assert any(line.startswith(f"Vấn đề: {sentence}") for line in problems), report
    assert last == finding_words.PROBLEMS_STOP.format(count=len(problems))
    assert cli.run(["check", str(case)]) == 1
    assert all(line in capsys.readouterr().out.splitlines() for line in problems[:1])


@pytest.mark.parametrize(("change", "sentence"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_one_sentence_and_exit_code_2(
    change: Change, sentence: str, case: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(case)
    code, report = refused(case, earlier, capsys)
    assert code == 2
    assert len(report.splitlines()) == 1
    assert report.startswith(sentence.replace("{case}", str(case)))
    assert cli.run(["check", str(case)]) == 2
    assert capsys.readouterr().err == report


def test_every_command_refuses_a_bad_case(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing("counts.csv")(case)
    before = snapshot(tmp_path)
    for arguments in (
        ["notice", str(case), "--out", str(tmp_path / "ra")],
        ["check", str(case)],
        ["explain", str(case), "so-y-te", "TD_thang"],
        ["build", str(case), "--out", str(tmp_path / "x.xlsm")],
        ["export", str(case), "--out", str(tmp_path / "ra")],
    ):
        assert cli.run(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1
        assert f"Thư mục {case} thiếu tệp counts.csv" in printed.err
    assert snapshot(tmp_path) == before


# --- mistakes of a workbook ------------------------------------------------------------------


@cache
def workbook() -> bytes:
    return build_workbook(read_case(bundled_case()))


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def with_part(name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one part edited."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as file:
        parts = {item: file.read(item) for item in file.namelist()}
    parts[name] = edit(parts[name])
    return zipped(parts)


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def damaged(name: str) -> bytes:
    """Return the workbook with the packed bytes of one part overwritten."""
    data = bytearray(workbook())
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
        book = load_workbook(io.BytesIO(workbook()))
        edit(book)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


@cache
def read_back() -> Case:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "BoChiSo.xlsm"
        path.write_bytes(workbook())
        return read_workbook(path)


def address(part: str, number: int, column: str) -> tuple[str, str]:
    """Return sheet and cell of a column of the settings or of a record, the first is 0."""
    case = read_back()
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


NO_SOURCE = "{path} không phải thư mục kỳ báo cáo, cũng không phải tệp Excel."
DOCTYPE = b'?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

BAD_WORKBOOKS: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "a text": (lambda: "Sở Công thương".encode(), 2, NO_SOURCE),
    "an empty file": (lambda: b"", 2, NO_SOURCE),
    "half a workbook": (lambda: half(workbook()), 2, NO_SOURCE),
    "a workbook without its last bytes": (lambda: workbook()[:-40], 2, NO_SOURCE),
    "an old .xls": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), 2, NO_SOURCE),
    "an empty zip": (lambda: zipped({}), 2, "Không đọc được tệp Excel {name}: "),
    "a zip that is no workbook": (
        lambda: zipped({"a.txt": b"a"}),
        2,
        "Không đọc được tệp Excel {name}: ",
    ),
    "another workbook": (a_workbook, 2, "Tệp {name} thiếu trang bpindex; cần tệp BoChiSo.xlsm."),
    "a workbook of another version": (
        lambda: resaved(lambda book: book["bpindex"].__setitem__(VERSION_CELL, 999)),
        2,
        "Tệp {name} thuộc phiên bản khác của BoChiSo (tìm thấy 999, cần ",
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
            lambda part=part: with_part(part, half),
            2,
            "Không đọc được tệp ",
        )
        for part in (
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/worksheets/sheet5.xml",
        )
    },
    "a workbook with damaged bytes": (
        lambda: damaged("xl/worksheets/sheet5.xml"),
        2,
        "Không đọc được tệp ",
    ),
    "a workbook with entities of its own": (
        lambda: with_part("xl/worksheets/sheet5.xml", lambda data: data.replace(b"?>", DOCTYPE, 1)),
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
