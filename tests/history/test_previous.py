"""Nothing is compared with figures of Kỳ trước that are of another period than the one before."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.history.before import before_of
from bpindex.history.lines import Past
from bpindex.pipeline import evaluate
from bpindex.remarks.chart_data import bars_of, chart_data
from bpindex.remarks.drafts import drafted
from bpindex.remarks.movements import movements
from bpindex.remarks.signing import sign_rows
from bpindex.remarks.summary import summary
from bpindex.score.figures import scores_of
from tests.changed_cases import CASE

DAYS = {
    "2024-03": (date(2024, 1, 1), date(2024, 3, 31)),
    "2024-06": (date(2024, 1, 1), date(2024, 6, 30)),
    "2024-05": (date(2024, 1, 1), date(2024, 5, 22)),
}
NAMED = {"2024-03": "quý IV/2023", "2024-06": "6 tháng cuối năm 2023", "2024-05": "kỳ trước"}


@cache
def opened(period: str = "2024-03") -> Case:
    """A longer period made of the month that the tool opened: Kỳ trước holds 02/2024."""
    new, (first, last) = evaluate(CASE).following, DAYS[period]
    settings = replace(new.settings, period=period, period_from=first, period_to=last)
    return replace(new, counts=CASE.counts, settings=replace(settings, crosses_month=True))


@pytest.mark.parametrize("period", DAYS)
def test_no_sentence_compares_a_longer_period_with_the_month_before(period: str) -> None:
    case = opened(period)
    assert case.previous
    evaluation = evaluate(case)
    message = summary(evaluation)
    assert "→" not in message
    assert "2023" not in message
    assert all(not item.pairs for item in movements(evaluation))
    assert "kỳ trước" not in drafted(evaluation).casefold()
    told = [row.what for row in sign_rows(evaluation) if row.part == "Biến động lớn"]
    assert len(told) == 1
    assert NAMED[period] in told[0]
    assert "tháng 02/2024" in told[0]
    before = before_of(case, "so-tai-chinh")
    assert (before.total, before.rank, dict(before.groups)) == (None, 0, {})


def test_the_charts_name_the_quarter_and_draw_no_bar_of_a_month() -> None:
    case = opened()
    data = chart_data(case, scores_of(case), bars_of(case))
    assert all(bar[3] is None for bar in data.bars)
    assert data.headings[0] == "Sở, ngành: tổng điểm quý I/2024, hạng 1 đến 18"
    assert data.compared == ""


def test_one_warning_says_so_though_nothing_prints_it() -> None:
    (found,) = (item for item in evaluate(opened()).warnings if item.part == "previous")
    assert "giữ số của tháng 02/2024" in found.text
    assert "quý IV/2023" in found.text


def test_a_month_after_a_quarter_is_not_compared_with_it() -> None:
    quarter = replace(opened(), previous=())
    new = evaluate(quarter).following
    settings: dict[str, Any] = {"period": "2024-04", "period_from": date(2024, 4, 1)}
    april = replace(
        new,
        counts=CASE.counts,
        settings=replace(new.settings, **settings, period_to=date(2024, 4, 30)),
        previous=new.previous,
    )
    assert april.previous
    assert Past(april).previous == ()
    assert "03/2024" not in summary(evaluate(april))


def test_what_is_of_the_period_before_is_compared_as_ever() -> None:
    month = replace(evaluate(CASE).following, counts=CASE.counts)
    assert Past(month).previous == month.previous
    assert "Diễn biến: 02/2024: 57,20 → 03/2024" in summary(evaluate(month))
    quarter = replace(opened(), previous=())
    second = replace(evaluate(quarter).following, counts=CASE.counts)
    assert second.named == "quý II/2024"
    assert "Diễn biến: quý I/2024: 57,14 → quý II/2024: 57,14." in summary(evaluate(second))


def test_figures_of_last_year_of_a_month_are_told_below_a_longer_period() -> None:
    case = read_case(bundled_case("2024-02"))
    settings = replace(case.settings, prior_label="Cùng kỳ năm 2023")
    old = replace(case.settings, period="2023-03", period_from=date(2023, 3, 1))
    march = replace(case, settings=replace(old, period_to=date(2023, 3, 31)))
    new = evaluate(replace(case, settings=settings, history=evaluate(march).closed)).following
    assert any(key.endswith("nam_truoc") for row in new.typed for key in row.cells)
    found = [item for item in evaluate(new).warnings if "năm trước in dưới" in item.text]
    assert not found
    first = replace(new.settings, period_from=date(2024, 1, 1), crosses_month=True)
    quarter = replace(new, settings=replace(first, period_to=date(2024, 3, 31)))
    (told,) = (item for item in evaluate(quarter).warnings if "năm trước in dưới" in item.text)
    assert "tháng 3/2023" in told.text


@pytest.mark.parametrize(
    ("period", "first", "last", "named"),
    [
        ("2024-03", date(2024, 2, 1), date(2024, 3, 31), "từ 01/02/2024 đến 31/03/2024"),
        ("2024-06", date(2024, 3, 1), date(2024, 6, 30), "từ 01/03/2024 đến 30/06/2024"),
        ("2024-03", date(2023, 12, 1), date(2024, 3, 31), "từ 01/12/2023 đến 31/03/2024"),
    ],
)
def test_two_or_four_months_are_called_by_their_days(
    period: str, first: date, last: date, named: str
) -> None:
    settings = replace(opened().settings, period=period, period_from=first, period_to=last)
    case = replace(opened(), settings=settings)
    evaluation = evaluate(case)
    printed = [block.text for block in evaluation.notice.blocks if block.id != "place_date"]
    header = [cell.text for table in evaluation.notice.tables for cell in table.header]
    month = f"tháng {int(period[5:])}"
    assert not [text for text in (*printed, *header) if month in text.casefold()]
    assert any(text.startswith("Về chỉ số") and text.endswith(named) for text in printed)
    assert f"BỘ CHỈ SỐ ĐÁNH GIÁ {named.upper()}" in header
    assert {f"T{named[1:]}", f"T{named[1:]} (theo DVC tỉnh)"} <= {*header}
    assert Past(case).before == ""
    assert Past(case).previous == ()
    (found,) = (item for item in evaluation.warnings if item.column == "period_from")
    assert found.text.startswith(f"kỳ {named} không phải tháng, quý")


def test_the_subject_of_a_quarter_names_no_month() -> None:
    (text,) = (b.text for b in evaluate(opened()).notice.blocks if b.text.startswith("Về chỉ số"))
    assert text.endswith("cung cấp Dịch vụ công quý I/2024")
    header = [cell.text for cell in evaluate(opened()).notice.tables[0].header]
    assert header[0] == "BỘ CHỈ SỐ ĐÁNH GIÁ QUÝ I/2024"


def test_months_of_days_follow_each_other() -> None:
    """The two months after two months; and these are compared with those."""
    days = {"period_from": date(2024, 2, 1), "period_to": date(2024, 3, 31)}
    two = replace(opened(), settings=replace(opened().settings, **days), previous=())
    after = evaluate(two).following
    assert (after.settings.period, after.settings.period_from) == ("2024-05", date(2024, 4, 1))
    assert after.settings.period_to == date(2024, 5, 31)
    assert Past(after).before == "2024 từ 01/02/2024 đến 31/03/2024"
    assert Past(after).previous == after.previous != ()
