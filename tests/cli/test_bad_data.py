"""Every kind of problem in a case's data: one clear sentence, exit code 1, and no file touched."""

from pathlib import Path

import pytest

from bpindex.cli import app as cli
from bpindex.words import findings as finding_words
from tests.cli.refusal import refused
from tests.cli.test_unreadable_cases import FIRST_COUNT, WHOLE
from tests.spoiling import Change, cell, put, raw, twice, without

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
        "counts.csv, dòng 2, cột agency: tìm thấy đơn vị “so-cong-thuongg”, "
        "cần một đơn vị có trong danh sách; có phải là “so-cong-thuong”?",
    ),
    "prior figures of an agency that is not listed": (
        cell("typed_figures.csv", 2, "agency", "zz"),
        "typed_figures.csv, dòng 2, cột agency: tìm thấy đơn vị “zz”, cần một đơn vị ",
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
