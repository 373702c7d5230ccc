"""The short text of a month that is copied into a message."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bpindex.case.history_rows import FIRST_DAY, LAST_DAY, TOTAL, HistoryRow
from bpindex.case.keys import PROVINCE
from bpindex.case.records import DataRow
from bpindex.pipeline import Evaluation, evaluate
from bpindex.remarks.summary import summary
from tests.changed_cases import CASE
from tests.test_made_up_province import evaluation


def test_it_names_the_province_the_lowest_and_who_is_below_the_limits() -> None:
    title, province, trend, lowest, urgent, watched = summary(evaluation()).split("\n")
    assert title == "BỘ CHỈ SỐ THÁNG 3/2026"
    assert province == "TỈNH MẪU: 86,00 điểm."
    assert trend == "Diễn biến: 02/2026: 85,02 → 03/2026: 86,00."
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


def test_the_month_before_may_be_known_from_ky_truoc_alone() -> None:
    rows = (DataRow(PROVINCE, {"total": "55,5"}),)
    told = summary(evaluate(replace(CASE, previous=rows)))
    assert "Diễn biến: 01/2024: 55,50 → 02/2024: 57,20." in told


def test_a_quarter_is_told_as_one_beside_quarters() -> None:
    """Months of one length stand in a trend; a month among quarters does not."""
    days = {"period_from": date(2024, 1, 1), "period_to": date(2024, 3, 31)}
    settings = replace(CASE.settings, period="2024-03", **days)

    def closed(period: str, first: str, last: str, total: str) -> HistoryRow:
        facts = {FIRST_DAY: first, LAST_DAY: last, TOTAL: Decimal(total)}
        return HistoryRow.of(period, PROVINCE, "TỈNH", CASE.index.id, facts)

    rows = (
        closed("2023-09", "2023-07-01", "2023-09-30", "52"),
        closed("2023-12", "2023-10-01", "2023-12-31", "53"),
        closed("2024-02", "2024-02-01", "2024-02-29", "99"),
    )
    told = summary(evaluate(replace(CASE, settings=settings, history=rows)))
    assert told.startswith("BỘ CHỈ SỐ QUÝ I/2024\n")
    assert "Diễn biến: quý III/2023: 52,00 → quý IV/2023: 53,00 → quý I/2024: " in told


def test_points_that_print_as_the_limit_are_not_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = evaluation()
    communes = {agency.code for agency in made.month.agencies_of(made.month.settings.tables[1])}
    watched = next(
        row for row in made.closed if row.agency in communes and Decimal(row.facts[TOTAL]) >= 80
    )
    for total, urgent in (("79.996", 31), ("79.994", 32)):
        facts = {TOTAL: Decimal(total)}
        row = HistoryRow.of(watched.period, watched.agency, watched.name, watched.index, facts)
        rows = tuple(row if each == watched else each for each in made.closed)
        monkeypatch.setattr(Evaluation, "closed", rows)
        assert f"cần cải thiện gấp ({urgent})" in summary(made)
        monkeypatch.undo()
