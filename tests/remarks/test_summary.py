"""The short text of a month that is copied into a message."""

from dataclasses import replace
from decimal import Decimal

from bpindex.case.history_rows import TOTAL, HistoryRow
from bpindex.case.keys import PROVINCE
from bpindex.pipeline import evaluate
from bpindex.remarks.summary import summary
from tests.changed_cases import CASE
from tests.test_made_up_province import evaluation


def test_it_names_the_province_the_lowest_and_who_is_below_the_limits() -> None:
    title, province, lowest, urgent, watched = summary(evaluation()).split("\n")
    assert title == "BỘ CHỈ SỐ THÁNG 03/2026"
    assert province == "TỈNH MẪU: 86,00 điểm."
    assert lowest.startswith("Sở, ngành thấp nhất: Thanh tra tỉnh (36,64), Sở Ngoại vụ (76,36), ")
    assert lowest.count("(") == 5
    assert urgent.startswith(
        "Cấp xã dưới 80 điểm, cần cải thiện gấp (31): UBND xã Mẫu Xuân Khê (60,60), "
    )
    assert urgent.endswith(" và 16 đơn vị khác.")
    assert watched.startswith("Cấp xã từ 80 đến dưới 90 điểm, cần chú ý (34): ")


def test_the_trend_is_of_three_months() -> None:
    rows = tuple(
        HistoryRow.of(month, PROVINCE, "TỈNH", CASE.index.id, {TOTAL: Decimal(total)})
        for month, total in (("2023-11", "50"), ("2023-12", "51.5"), ("2024-01", "56"))
    )
    told = summary(evaluate(replace(CASE, history=rows)))
    assert "Diễn biến: 12/2023: 51,50 → 01/2024: 56,00 → 02/2024: 57,20." in told
