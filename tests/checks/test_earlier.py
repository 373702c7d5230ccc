"""Kỳ trước holds the figures of the period that the notice names over them, or it is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bpindex.case.belonging import items_of
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.history_rows import FIRST_DAY, LAST_DAY, HistoryRow
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.checks.finding import Finding, Level
from bpindex.history import Past
from bpindex.history.closing import replaced_by
from bpindex.history.previous import printed_rows
from bpindex.pipeline import evaluate

MONTH = read_case(bundled_case("2026-03"))
QUARTER = {"period_from": date(2026, 4, 1), "period_to": date(2026, 6, 30)}


def about_previous(case: Case) -> list[Finding]:
    said = ("Kỳ trước đang giữ", "Kỳ trước sẽ in")
    return [item for item in evaluate(case).findings if any(text in item.text for text in said)]


def previous_with(case: Case, **cells: str) -> Case:
    """Return a case whose first agency has other figures on Kỳ trước."""
    first, *rows = case.previous
    named = {key.replace("_", "."): text for key, text in cells.items()}
    return replace(case, previous=(replace(first, cells={**first.cells, **named}), *rows))


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("total", "851,54", "từ 0 đến 100"),
        ("total", "-5", "từ 0 đến 100"),
        ("total", "81,54/100", "không phải điểm"),
        ("total", "81,54 điểm", "không phải điểm"),
        ("total", "1e2", "không phải điểm"),
        ("rank", "0", "từ 1 đến"),
        ("rank", "2,5", "từ 1 đến"),
        ("rank", "11/14", "từ 1 đến"),
        ("points_TD", "16,3/20", "từ 0 đến 20"),
        ("points_TD", "-1", "từ 0 đến 20"),
    ],
)
def test_what_is_no_figure_on_the_period_before_stops_a_notice_that_prints_it(
    key: str, text: str, said: str
) -> None:
    case = previous_with(MONTH, **{key: text})
    (found,) = (item for item in evaluate(case).findings if "Kỳ trước" in item.text)
    assert f"“{text}”" in found.text and said in found.text
    # Points of groups print in no table of this case.
    assert found.level is (Level.WARNING if key.startswith("points") else Level.PROBLEM)


@pytest.mark.parametrize(("key", "text"), [("points_TD", "25"), ("rank", "999")])
def test_what_may_have_been_under_another_set_is_a_warning(key: str, text: str) -> None:
    evaluation = evaluate(previous_with(MONTH, **{key: text}))
    (found,) = (item for item in evaluation.warnings if "Kỳ trước" in item.text)
    assert f"“{text}”" in found.text and not evaluation.problems


@pytest.mark.parametrize(
    ("text", "is_printed", "level"),
    [("-", True, ""), ("Không có", True, ""), ("abc", False, "warning"), ("abc", True, "problem")],
)
def test_what_no_table_prints_of_the_period_before_stops_nothing(
    text: str, is_printed: bool, level: str
) -> None:
    printed = {row.agency for row in printed_rows(MONTH)}
    first = next(row for row in MONTH.previous if (row.agency in printed) is is_printed)
    rows = tuple(
        replace(row, cells={**row.cells, "total": text}) if row == first else row
        for row in MONTH.previous
    )
    found = [i for i in evaluate(replace(MONTH, previous=rows)).findings if "Kỳ trước" in i.text]
    assert [str(item.level) for item in found] == ([level] if level else [])


def test_figures_of_another_month_among_those_of_the_one_before_stop_the_notice() -> None:
    april = replace(evaluate(MONTH).following, counts=MONTH.counts)
    may = replace(evaluate(moved(april)).following, counts=MONTH.counts)
    assert not [item for item in evaluate(may).findings if "Kỳ trước" in item.text]
    older = {row.agency: row for row in april.previous}
    mixed = [older.get(row.agency, row) for row in may.previous]
    case = replace(may, previous=(*mixed[:5], *may.previous[5:]))
    (found,) = (item for item in evaluate(case).problems if "Kỳ trước" in item.text)
    assert "5 đơn vị ở trang Kỳ trước đang giữ số của tháng 3/2026" in found.text


def test_a_figure_typed_over_one_of_the_history_is_told() -> None:
    april = replace(evaluate(MONTH).following, counts=MONTH.counts)
    (found,) = (
        item
        for item in evaluate(previous_with(april, total="80,01")).findings
        if "Kỳ trước" in item.text
    )
    assert "1 ô ở trang Kỳ trước khác số của tháng 3/2026 ở Lịch sử" in found.text
    assert "“80,01”" in found.text


def contradicted(case: Case) -> list[str]:
    said = ("khác tổng các điểm nhóm", "trái với tổng điểm")
    return [str(i) for i in evaluate(case).warnings if any(text in i.text for text in said)]


def with_each(case: Case, change: Callable[[dict[str, str]], dict[str, str]]) -> Case:
    """Return a case of which each row of Kỳ trước is changed."""
    rows = (replace(row, cells={**row.cells, **change(row.cells)}) for row in case.previous)
    return replace(case, previous=tuple(rows))


def tenth(cells: dict[str, str]) -> dict[str, str]:
    return {"total": f"{float(cells['total'].replace(',', '.')) / 10:.3f}".replace(".", ",")}


def test_a_total_of_the_period_before_is_the_sum_of_the_points_beside_it() -> None:
    assert contradicted(MONTH) == []
    first, *_ = contradicted(previous_with(MONTH, total="88,54"))
    assert "1 tổng điểm ở trang Kỳ trước" in first and "cộng được 81,55" in first
    (found,) = contradicted(with_each(MONTH, tenth))
    assert f"{len(MONTH.previous)} tổng điểm ở trang Kỳ trước" in found
    # Rounded to less, or without the points of all groups, it may well be.
    assert contradicted(previous_with(MONTH, total="82")) == []
    assert contradicted(previous_with(MONTH, total="88,54", rank="", points_CK="")) == []


@pytest.mark.parametrize("rank", ["3", "9", "15"])
def test_a_rank_of_the_period_before_follows_from_its_totals(rank: str) -> None:
    (found,) = contradicted(previous_with(MONTH, rank=rank))
    assert "hạng ở trang Kỳ trước trái với tổng điểm" in found
    assert contradicted(previous_with(MONTH, rank="")) == []


def test_all_ranks_turned_round_are_one_warning() -> None:
    turned = with_each(MONTH, lambda c: {"rank": f"{100 - int(c['rank'])}"} if c.get("rank") else c)
    (found,) = contradicted(turned)
    assert found.count("nơi khác") == 1


def test_a_closed_month_whose_name_was_typed_over_is_called_by_both() -> None:
    april = replace(evaluate(MONTH).following, counts=MONTH.counts)
    renamed = tuple(replace(row, period="2026-02") for row in april.history)
    (found,) = about_previous(replace(april, history=renamed))
    assert "đang giữ số của kỳ 02/2026 (Lịch sử ghi thế nhưng số tính từ 01/03/2026" in found.text
    assert not about_previous(april)


def moved(case: Case) -> Case:
    """Return a case in which every agency has other counts than before."""
    rows = (
        replace(row, cells={key: str(int(text) + 1) for key, text in row.cells.items() if text})
        for row in case.counts
    )
    return replace(case, counts=tuple(rows))


def opened(case: Case, period: str, **days: date) -> Case:
    """Return a case whose month was opened by the tool, and then set to another period."""
    new = evaluate(case).following
    counts, settings = case.counts, replace(new.settings, period=period, **days)
    return replace(new, counts=counts, settings=settings)


def test_figures_of_a_month_are_not_printed_as_those_of_a_quarter() -> None:
    case = opened(MONTH, "2026-06", **QUARTER)
    (found,) = about_previous(case)
    assert found in evaluate(case).problems
    assert "giữ số của tháng 3/2026" in found.text
    assert "quý I/2026" in found.text


def test_nor_those_of_a_quarter_as_of_a_month() -> None:
    quarter = {"period_from": date(2026, 1, 1), "period_to": date(2026, 3, 31)}
    first = replace(MONTH, settings=replace(MONTH.settings, **quarter), previous=())
    april = {"period_from": date(2026, 4, 1), "period_to": date(2026, 4, 30)}
    (found,) = about_previous(opened(first, "2026-04", **april))
    assert "giữ số của quý I/2026" in found.text
    assert "là số của tháng 3/2026" in found.text


def test_the_month_that_was_opened_is_not_asked_about() -> None:
    new = evaluate(MONTH).following
    assert not about_previous(replace(new, counts=MONTH.counts))
    assert not about_previous(MONTH)


def test_a_quarter_whose_forerunner_nobody_knows_asks_for_a_look() -> None:
    """Siblings: half a year and a whole one."""
    for first, name in ((1, "6 tháng cuối năm 2025"), (4, "quý I/2026")):
        days = {"period_from": date(2026, first, 1), "period_to": date(2026, 6, 30)}
        case = replace(MONTH, settings=replace(MONTH.settings, period="2026-06", **days))
        (found,) = about_previous(case)
        assert found in evaluate(case).warnings
        assert name in found.text


def test_a_quarter_whose_forerunner_is_closed_is_not_asked_about() -> None:
    days = {FIRST_DAY: "2026-01-01", LAST_DAY: "2026-03-31"}
    rows = tuple(
        HistoryRow.of("2026-03", row.agency, row.name, row.index, {**row.facts, **days})
        for row in evaluate(MONTH).closed
    )
    new = evaluate(MONTH).following
    settings = replace(new.settings, period="2026-06", **QUARTER)
    assert not about_previous(replace(new, history=rows, settings=settings, counts=MONTH.counts))


def test_closing_says_which_days_of_the_same_name_it_would_replace() -> None:
    rows = evaluate(MONTH).closed
    days = {"period_from": date(2026, 1, 1), "period_to": date(2026, 3, 31)}
    quarter = replace(MONTH, settings=replace(MONTH.settings, **days), history=rows)
    assert replaced_by(quarter) is None
    days = {"period_to": date(2026, 3, 22)}
    shorter = replace(MONTH, settings=replace(MONTH.settings, **days), history=rows)
    assert replaced_by(shorter) == (date(2026, 3, 1), date(2026, 3, 31))
    assert replaced_by(replace(MONTH, history=rows)) is None
    assert replaced_by(MONTH) is None


def test_a_month_that_becomes_a_quarter_keeps_no_figures_of_a_month() -> None:
    """Without any closed period, as in the first months of a workbook."""
    kept = replace(MONTH, months=MONTH.months.kept(items_of(MONTH), "2026-03"))
    days = {"period_from": date(2026, 1, 1), "period_to": date(2026, 3, 31)}
    quarter = replace(kept, settings=replace(kept.settings, **days))
    for _ in range(2):
        (found,) = about_previous(quarter)
        assert found in evaluate(quarter).problems
        assert "giữ số của một tháng" in found.text and "quý IV/2025" in found.text
        assert (Past(quarter).previous, Past(quarter).compared) == ((), "")
        # However often it is looked at.
        months = quarter.months.kept(items_of(quarter), "2026-03")
        quarter = replace(quarter, months=months)
    typed = tuple(replace(row, cells={"total": "80,12"}) for row in quarter.previous)
    assert not any(
        "đang giữ" in item.text for item in about_previous(replace(quarter, previous=typed))
    )
    blank = tuple(replace(row, cells=dict.fromkeys(row.cells, "")) for row in quarter.previous)
    assert not about_previous(replace(quarter, previous=blank))
    # Back to the month.
    assert not about_previous(replace(quarter, settings=kept.settings))


def test_a_name_of_nobody_on_ky_truoc_is_named() -> None:
    rows = (DataRow("Văn phòng UBND tỉnhh", {"total": "81,5"}, row=5), *MONTH.previous[1:])
    (found,) = [i for i in evaluate(replace(MONTH, previous=rows)).warnings if "tỉnhh" in str(i)]
    assert "cần một đơn vị có trong danh sách" in found.text
