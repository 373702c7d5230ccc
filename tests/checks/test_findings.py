"""The findings of the bundled case, their order and their places."""

from dataclasses import replace

from bpindex.case.model import PlainOrigin
from bpindex.checks import Level
from tests.changed_cases import with_counts
from tests.checks.findings import BASE, check


def test_the_bundled_case_has_no_problem_and_five_warnings() -> None:
    assert {finding.level for finding in BASE} == {Level.WARNING}
    assert [str(finding) for finding in BASE] == [
        "wording.toml, khóa “paragraph.request”: lời văn có nhắc “phụ lục” nhưng không có "
        "hồ sơ trễ nào, cần nhập hồ sơ trễ hoặc sửa lời văn.",
        "agencies.csv, dòng 12, cột stt: đơn vị Sở Y tế có Stt 12 nhưng bảng “Sở, ngành” thiếu "
        "Stt 11, cần Stt liên tục.",
        "counts.csv, dòng 9, cột xl_truoc_han: bảng “Sở, ngành”, cột “Tiến độ giải quyết”: "
        "Sở Tài nguyên và Môi trường (4430/4716) và Sở Lao động-TB&XH (1117/1189) cùng in 93.94, "
        "cần xem lại vì có thể chép nhầm dòng.",
        "counts.csv, dòng 25, cột hs_dong_bo: bảng “Cấp huyện”, cột “Công khai, minh bạch”: "
        "Huyện Hớn Quản (96/1414) và Huyện Phú Riềng (101/1486) cùng in 6,8, "
        "cần xem lại vì có thể chép nhầm dòng.",
        "settings.toml, khóa “table.cap-huyen.column.HL.province_prior”: điểm của tỉnh, cột "
        "“Mức độ hài lòng, năm trước”: bảng “Cấp huyện” ghi 17.8, bảng “Sở, ngành” "
        "ghi 17.9, cần hai bảng như nhau.",
    ]


def test_findings_are_the_same_every_time_and_problems_come_first() -> None:
    case = with_counts("huyen-dong-phu", hs_tong="abc")
    findings = check(case)
    assert findings == check(case)
    assert [finding.level for finding in findings] == [Level.PROBLEM] + [Level.WARNING] * 5


def test_places_in_a_case_made_in_memory_are_plain() -> None:
    case = replace(with_counts("so-y-te", hs_tong="abc"), origin=PlainOrigin())
    assert check(case)[0].place == "counts 12 hs_tong"
