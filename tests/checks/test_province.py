"""Each finding of the province's points, and their comparison with the computed ones."""

from decimal import Decimal

from bpindex.checks import province_comparison
from bpindex.pipeline import evaluate
from bpindex.score.figures import computed_province_points, counts_of, scores_of
from bpindex.score.scoring import score
from tests.changed_cases import CASE, with_column, with_correction, with_counts, with_settings
from tests.checks.findings import BASE, check, warnings


def test_points_far_from_the_portal_are_a_warning() -> None:
    case = with_column("cap-huyen", "TD", province_month=Decimal("16.5"))
    case = with_column("so-nganh", "TD", case, province_month=Decimal("16.5"))
    sentence = (
        "nhóm “Tiến độ giải quyết” của tỉnh: điểm gõ theo Cổng 16.5, điểm tính từ số liệu 17.69, "
        "chênh lệch +1.19, cần chênh không quá 1"
    )
    assert warnings(case) == [
        f"settings.toml, khóa “table.so-nganh.column.TD.province_month”: {sentence} "
        "(cũng vậy ở khóa “table.cap-huyen.column.TD.province_month”)."
    ]
    assert warnings(with_settings(case, portal_tolerance=Decimal("1.19"))) == []


def test_missing_province_points_are_a_warning() -> None:
    assert warnings(with_column("so-nganh", "SH", province_prior=None)) == [
        "settings.toml, khóa “table.so-nganh.column.SH.province_prior”: thiếu điểm của tỉnh "
        "cho nhóm “Số hóa hồ sơ”, cần một số từ 0 đến 22."
    ]


def test_province_points_above_the_maximum_are_a_warning() -> None:
    case = with_settings(portal_tolerance=Decimal(100))
    for table in ("so-nganh", "cap-huyen"):
        case = with_column(table, "TT", case, province_month=Decimal("12.5"))
    assert warnings(case) == [
        "settings.toml, khóa “table.so-nganh.column.TT.province_month”: điểm của tỉnh cho nhóm "
        "“Dịch vụ công trực tuyến”: tìm thấy 12.5, cần một số từ 0 đến 12 "
        "(cũng vậy ở khóa “table.cap-huyen.column.TT.province_month”)."
    ]


def test_points_that_all_are_last_years_are_one_warning() -> None:
    case = with_settings(portal_tolerance=Decimal(100))
    for table in case.settings.tables:
        for column in table.columns:
            case = with_column(table.id, column.group, case, province_month=column.province_prior)
    [found] = [text for text in warnings(case) if "giống hệt" in text]
    assert found == (
        "settings.toml, khóa “table.so-nganh.column.CK.province_month”: mọi điểm tháng của tỉnh "
        "giống hệt năm trước (khóa “table.so-nganh.column.CK.province_month”: Sở, ngành; "
        "khóa “table.cap-huyen.column.CK.province_month”: Cấp huyện), "
        "cần xem lại có gõ nhầm cột không."
    )
    case = with_column("so-nganh", "TD", case, province_month=Decimal("17.7"))
    assert "Sở, ngành" not in "".join(text for text in warnings(case) if "giống hệt" in text)


def test_points_that_nobody_typed_are_computed_and_one_warning_says_so() -> None:
    case = CASE
    for table in CASE.settings.tables:
        case = with_column(table.id, "TD", case, province_month=None)
    assert warnings(case) == [
        "settings.toml, khóa “table.so-nganh.column.TD.province_month”: 1 điểm tháng của tỉnh chưa "
        "gõ nên in theo điểm tính từ số liệu (khóa “table.so-nganh.column.TD.province_month”: Tiến "
        "độ giải quyết 17.69), không kèm chữ “Ghi thêm” về nguồn; cần gõ điểm trên Cổng nếu Cổng "
        "ghi khác."
    ]
    made = evaluate(case).notice.tables
    rows = (row.figures for table in made if (row := table.province))
    assert [f.text for row in rows for f in row if f.column == "TD_thang"] == ["17.7/20"] * 2
    # A sum in which an agency is missing is none.
    lacking = with_counts(case.counts[0].agency, case, xl_dung_han="")
    assert "TD" not in computed_province_points(lacking, scores_of(lacking))
    silent = case
    for row in case.counts:
        silent = with_counts(row.agency, silent, xl_dung_han="không báo cáo")
    assert "TD" not in computed_province_points(silent, scores_of(silent))


def test_a_suffix_is_no_disagreement() -> None:
    assert warnings(with_column("cap-huyen", "SH", province_suffix_month="DVC tỉnh")) == []


def test_a_corrected_province_cell_settles_the_disagreement() -> None:
    case = with_correction(
        table="cap-huyen",
        agency="tinh",
        column="HL_nam_truoc",
        computed="17.8/18",
        corrected="17,9/18",
    )
    assert [finding for finding in BASE if finding not in check(case)] == [BASE[-1]]
    assert warnings(case) == []


def test_the_comparison_gives_every_group_of_every_table() -> None:
    rows = province_comparison(CASE, score(CASE.index, counts_of(CASE)))
    assert [(row.table.id, row.group.id) for row in rows] == [
        (table.id, column.group) for table in CASE.settings.tables for column in table.columns
    ]
    row = rows[1]
    assert (row.group.name, row.typed, row.computed, row.difference) == (
        "Tiến độ giải quyết",
        Decimal("17.7"),
        Decimal("17.69"),
        Decimal("-0.01"),
    )
    assert row.texts == ("Sở, ngành", "Tiến độ giải quyết", "17.7", "17.69", "-0.01")


def test_the_comparison_without_typed_points_has_no_difference() -> None:
    case = with_column("so-nganh", "CK", province_month=None)
    row = province_comparison(case, score(case.index, counts_of(case)))[0]
    assert (row.typed, row.computed, row.difference) == (None, Decimal("8.31"), None)
    assert row.texts == ("Sở, ngành", "Công khai, minh bạch", "", "8.31", "")
