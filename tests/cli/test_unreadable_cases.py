"""Every kind of case that cannot be read: one sentence, exit code 2, and no file touched."""

from pathlib import Path

import pytest

from bpindex.cli import app as cli
from tests.cli.refusal import refused
from tests.files.test_outputs import snapshot
from tests.spoiling import (
    Change,
    a_workbook,
    cell,
    encoded,
    folder_instead,
    index_set,
    missing,
    more,
    put,
    raw,
    twice,
)

WHOLE = "cần một số nguyên từ 0 trở lên."
FIRST_COUNT = "counts.csv, dòng 2, cột hs_tong: đơn vị Sở Công thương"
NOT_UTF8 = "bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
ONE_TABLE = '[[paragraph]]\nid = "table_so_nganh"\nkind = "table"\ntext = "so-nganh"\n'
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
        "Tệp settings.toml, khóa “period_from”: tìm thấy “1/2”, cần một ngày như ",
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
        "Không có bộ chỉ số nào có hiệu lực trong kỳ 02/2019.",
    ),
    "a month of issue that is none": (
        put("settings.toml", "issue_month = 2", "issue_month = 13"),
        "settings.toml, khóa “issue_month”: tìm thấy “13”, cần một tháng từ 1 đến 12.",
    ),
    "an unknown group": (
        put("settings.toml", 'group = "CK"', 'group = "XX"'),
        "settings.toml, khóa “table.so-nganh.column.XX.group”: tìm thấy “XX”, cần mỗi nhóm một "
        "dòng trong bảng, các nhóm: CK, TD, TT, TTTT, HL, SH.",
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
        "agencies.csv, dòng 2, cột valid_to: tìm thấy “31/02/2024”, cần một ngày như ",
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
        "late_dossiers.csv, dòng 2, cột received: tìm thấy “32/01/2024”, cần một ngày như ",
    ),
    # Wording.
    "an unknown placeholder": (
        put("wording.toml", "{issuer_name} thông báo", "{issuer_nam} thông báo"),
        "wording.toml, khóa “paragraph.intro”: tìm thấy “{issuer_nam}”, "
        "cần một trong các chỗ điền: {cơ quan chủ quản}, ",
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
