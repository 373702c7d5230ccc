"""A month that closes goes into the history as it printed, and the later ones take from it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bpindex.case.correction import Correction, PrintedText, RawCount
from bpindex.case.history_rows import GRADE, RANK, TOTAL, HistoryRow, Kind
from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.next_month import is_of_one_month, prior_month
from bpindex.case.printed import PrintedColumn, What
from bpindex.history import Past
from bpindex.history.before import before_of
from bpindex.history.closing import closing_rows, with_closed
from bpindex.history.filling import filled, following_case
from bpindex.history.taking import Source, with_months
from bpindex.pipeline import evaluate
from tests.changed_cases import with_agency, with_settings
from tests.printed import case_with, table
from tests.strategies import base_case

CODE = "so-y-te"


def rows_of(case: Case) -> tuple[HistoryRow, ...]:
    evaluation = evaluate(case)
    return closing_rows(evaluation.month, evaluation.scores, evaluation.notice)


def after(case: Case) -> Case:
    """The month after, opened as the button opens it."""
    evaluation = evaluate(case)
    parts = (evaluation.month, evaluation.scores, evaluation.notice)
    return following_case(evaluation.case, *parts)


def year(case: Case, number: int = 2023) -> Case:
    """The case of a whole year, which is a month of December."""
    return with_settings(
        case,
        period=f"{number}-12",
        period_from=date(number, 1, 1),
        period_to=date(number, 12, 31),
        crosses_month=True,
        prior_label=f"Năm {number - 1}",
    )


def december(label: str) -> Case:
    return with_settings(
        base_case(),
        period="2024-12",
        period_from=date(2024, 12, 1),
        period_to=date(2024, 12, 31),
        prior_label=label,
    )


def test_a_month_closes_as_it_printed_and_is_all_there() -> None:
    case = base_case()
    evaluation = evaluate(case)
    rows = {row.agency: row for row in rows_of(case)}
    assert list(rows) == [*(agency.code for agency in case.valid_agencies), PROVINCE]
    facts = rows[CODE].facts
    counts = next(row.cells for row in case.counts if row.agency == CODE)
    assert {name: str(v) for (kind, name), v in facts.items() if kind is Kind.COUNT} == counts
    place = evaluation.scores.counts.agencies.index(CODE)
    assert float(str(facts[TOTAL])) == pytest.approx(evaluation.scores.total[place], abs=1e-6)
    parts = [float(str(v)) for (kind, _), v in facts.items() if kind is Kind.POINTS]
    groups = [float(str(v)) for (kind, _), v in facts.items() if kind is Kind.GROUP]
    assert len(parts) == len(case.index.components) and len(groups) == len(case.index.groups)
    assert sum(parts) == pytest.approx(sum(groups), abs=2e-3)
    printed = {
        figure.column: figure.text
        for _, agency, figure in evaluation.notice.figures()
        if agency == CODE and figure.text and figure.column.endswith(MONTH)
    }
    own = {name: text for (kind, name), text in facts.items() if kind is Kind.FIGURE}
    assert own.items() >= printed.items()
    assert (rows[CODE].name, rows[CODE].index) == ("Sở Y tế", case.index.id)
    assert rows[PROVINCE].facts[Kind.GROUP, "CK"] == Decimal("8.3")


def test_corrections_are_in_what_is_closed() -> None:
    columns = (
        *(PrintedColumn(what) for what in (What.TOTAL, What.RANK, What.GRADE)),
        PrintedColumn(What.POINTS, "1.1"),
    )
    case = case_with(table(columns=columns))
    made = {(a, f.column): f.computed for _, a, f in evaluate(case).notice.figures()}
    texts = {"total": "60,93", "rank": "13", "grade": "Trung bình", "points.1.1": "2,22"}
    corrections = [
        Correction(PrintedText("chung", CODE, column), made[CODE, column], text, reason="x")
        for column, text in texts.items()
    ]
    counted = Correction(RawCount(CODE, "hs_tong"), "1", "99999", reason="x")
    case = replace(case, corrections=(*corrections, counted))
    row = next(row for row in rows_of(case) if row.agency == CODE)
    assert (row.total, row.rank, row.grade) == (Decimal("60.93"), 13, "Trung bình")
    facts = row.facts
    assert (facts[TOTAL], facts[RANK], facts[GRADE]) == (Decimal("60.93"), 13, "Trung bình")
    assert facts[Kind.POINTS, "1.1"] == Decimal("2.22")
    assert (facts[Kind.FIGURE, "total"], facts[Kind.COUNT, "hs_tong"]) == ("60,93", 99999)


@pytest.mark.parametrize("text", ["", "Không đánh giá", "9-10"])
def test_a_number_that_did_not_print_is_none_of_the_closed_month(text: str) -> None:
    columns = (*map(PrintedColumn, (What.TOTAL, What.RANK)), PrintedColumn(What.POINTS, "TD"))
    case = case_with(table(columns=columns))
    made = {(a, f.column): f.computed for _, a, f in evaluate(case).notice.figures()}
    corrections = tuple(
        Correction(PrintedText("chung", CODE, column), made[CODE, column], text, reason="x")
        for column in ("total", "rank", "points.TD")
    )
    new = evaluate(replace(case, corrections=corrections)).following
    row = next(row for row in new.history if row.agency == CODE)
    assert (row.total, row.rank, row.facts.get((Kind.GROUP, "TD"))) == (None, None, None)
    shown = next(row.cells for row in new.previous if row.agency == CODE)
    assert not {"total", "rank", "points.TD"} & shown.keys() and "points.CK" in shown


def test_a_month_that_closes_again_replaces_its_rows_and_what_was_typed_stays() -> None:
    case = base_case()
    typed = (
        HistoryRow("2024-02", "Sở Nào", Decimal(70)),
        HistoryRow("2024-02", "Sở Y tế", Decimal(71)),
        HistoryRow("2023-05", "Sở Y tế", Decimal(72)),
    )
    once = with_closed(replace(case, history=typed), rows_of(case))
    other = rows_of(with_agency(CODE, case, name="Sở Y tế mới"))
    twice = with_closed(once, other)
    assert len(once.history) == len(twice.history) == len(other) + 2
    assert {row.name for row in twice.history} >= {"Sở Nào", "Sở Y tế", "Sở Y tế mới"}
    assert twice.history[0] == typed[2]
    assert with_closed(twice, other) == twice


def test_the_next_month_has_its_history_and_the_line_of_a_renamed_agency() -> None:
    case = base_case()
    old = with_agency(CODE, case, valid_to=date(2024, 2, 29), successor="so-moi")
    new = replace(
        next(item for item in case.agencies if item.code == CODE),
        code="so-moi",
        name="Sở Mới",
        valid_from=date(2024, 3, 1),
    )
    march = after(replace(old, agencies=(*old.agencies, new)))
    past = Past(march)
    assert past.months == ("2024-02",)
    assert past.value("2024-02", "so-moi", Kind.TOTAL) is not None
    cells = {row.agency: row.cells for row in march.previous}
    assert cells["so-moi"] == cells[CODE] and cells["so-moi"]["rank"]


def test_figures_of_last_year_come_from_the_whole_year_when_the_year_turns() -> None:
    case = with_closed(december("Năm 2023"), rows_of(year(base_case(), 2024)))
    # December is closed beside it, but it is the whole year that the label names.
    january = after(replace(case, counts=case.counts[:3]))
    assert {row.period for row in january.history} == {"2024", "2024-12"}
    assert Past(january).months == ("2024-12",)
    other = with_closed(after(december("Năm 2023")), rows_of(year(base_case(), 2024)))
    assert {row.period for row in other.history} == {"2024", "2024-12"}
    assert january.settings.prior_label == "Năm 2024"
    cells = {row.agency: row.cells for row in january.typed}
    printed = {
        (a, f.column): f.text for _, a, f in evaluate(base_case()).notice.figures() if f.text
    }
    keys = [key for key in base_case().columns if key.endswith(PRIOR)]
    for key in keys:
        text = printed.get((CODE, key.replace(PRIOR, MONTH)))
        assert text is None or cells[CODE][key] == text
    points = [column.province_prior for column in january.settings.tables[0].columns]
    assert points[0] == Decimal("8.3")
    # Figures of one month are no year's.
    assert after(december("Năm 2023")).typed == ()


@pytest.mark.parametrize(
    ("label", "next_label", "month"),
    [
        ("Tháng 12/2023", "Tháng 01/2024", "2024-01"),
        ("Cùng kỳ năm 2023", "Cùng kỳ năm 2024", "2024-01"),
    ],
)
def test_a_label_of_one_month_takes_that_month(label: str, next_label: str, month: str) -> None:
    assert is_of_one_month(label)
    source = with_settings(
        base_case(), period=month, period_from=date(2024, 1, 1), period_to=date(2024, 1, 31)
    )
    case = replace(december(label), history=rows_of(source))
    new = after(case)
    assert new.settings.prior_label == next_label
    assert prior_month(new) == month
    cells = {row.agency: row.cells for row in new.typed}
    printed = {(a, f.column): f.text for _, a, f in evaluate(source).notice.figures()}
    assert cells[CODE]["TD_nam_truoc"] == printed[CODE, "TD_thang"]
    # A month later there is nothing to take, and January's figures are not February's.
    assert after(replace(source, settings=new.settings, history=())).typed == ()


def test_what_a_person_typed_wins() -> None:
    source = rows_of(year(base_case()))
    case = replace(base_case(), history=source)
    first, *others = case.typed
    blank = replace(first, cells={"TD_nam_truoc": "12,3"})
    new = filled(replace(case, typed=(blank, *others)))
    cells = {row.agency: row.cells for row in new.typed}
    assert cells[first.agency]["TD_nam_truoc"] == "12,3"
    assert len(cells[first.agency]) > 3
    for row in others:
        assert cells[row.agency].items() >= row.cells.items()


def spanned(first: date, last: date) -> Case:
    case = base_case()
    return with_settings(
        case,
        period=f"{last.year}-{last.month:02d}",
        period_from=first,
        period_to=last,
        crosses_month=True,
    )


@pytest.mark.parametrize(
    ("own", "other", "is_before"),
    [
        ((date(2024, 1, 1), date(2024, 1, 31)), (date(2023, 1, 1), date(2023, 12, 31)), False),
        ((date(2024, 4, 1), date(2024, 4, 30)), (date(2024, 1, 1), date(2024, 3, 31)), False),
        ((date(2024, 4, 1), date(2024, 6, 30)), (date(2024, 3, 1), date(2024, 3, 31)), False),
        ((date(2024, 1, 1), date(2024, 5, 31)), (date(2024, 4, 1), date(2024, 4, 30)), False),
        ((date(2024, 4, 1), date(2024, 4, 30)), (date(2024, 3, 1), date(2024, 3, 31)), True),
        ((date(2024, 2, 1), date(2024, 2, 22)), (date(2023, 12, 15), date(2024, 1, 14)), True),
        ((date(2024, 4, 1), date(2024, 6, 30)), (date(2024, 1, 1), date(2024, 3, 31)), True),
        ((date(2024, 1, 1), date(2024, 5, 31)), (date(2024, 1, 1), date(2024, 4, 30)), True),
        ((date(2024, 1, 1), date(2024, 12, 31)), (date(2023, 1, 1), date(2023, 12, 31)), True),
    ],
)
def test_the_period_before_is_as_long_as_that_of_the_case(
    own: tuple[date, date], other: tuple[date, date], is_before: bool
) -> None:
    source = spanned(*other)
    taken = with_months(spanned(*own), [Source("tệp", source, rows_of(source))])
    assert bool(Past(taken.case).before) == is_before
    assert bool(taken.case.previous) == is_before
    assert any("dài khác kỳ đang làm" in told for told in taken.told) != is_before
    assert bool(before_of(taken.case, CODE).components) == is_before


def test_a_year_and_its_december_are_taken_at_once() -> None:
    sources = [spanned(date(2023, month, 1), date(2023, 12, 31)) for month in (1, 12)]
    case = spanned(date(2024, 1, 1), date(2024, 1, 31))
    taken = with_months(
        case, [Source(str(n), each, rows_of(each)) for n, each in enumerate(sources)]
    )
    assert {row.period for row in taken.case.history} == {"2023", "2023-12"}
    assert Past(taken.case).before == "2023-12"


def test_the_month_after_a_whole_year_has_none_before_it() -> None:
    assert after(spanned(date(2023, 1, 1), date(2023, 12, 31))).previous == ()


@pytest.mark.parametrize("first", [3, 1], ids=["a month is there", "a quarter is there"])
def test_a_month_and_the_quarter_that_ends_with_it_do_not_take_each_others_place(
    first: int,
) -> None:
    there, other = (
        spanned(date(2024, month, 1), date(2024, 3, 31)) for month in (first, 4 - first)
    )
    own = spanned(date(2024, 4, 1), date(2024, 4, 30))
    case = with_months(own, [Source("có", there, rows_of(there))]).case
    case = with_months(case, [Source("mới", other, rows_of(other))]).case
    assert {row.period for row in case.history} == {"2024-03", "2024 quý I"}
    again = with_months(case, [Source("có", there, rows_of(there))]).case
    assert set(again.history) == set(case.history)
    assert Past(case).before == "2024-03"
    quarter = spanned(date(2024, 4, 1), date(2024, 6, 30))
    assert Past(replace(quarter, history=case.history)).before == "2024 quý I"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2024, 6, 1), date(2024, 6, 30), "2024-06"),
        (date(2024, 4, 1), date(2024, 6, 30), "2024 quý II"),
        (date(2024, 1, 1), date(2024, 6, 30), "2024 6 tháng đầu năm"),
        (date(2024, 7, 1), date(2024, 12, 31), "2024 6 tháng cuối năm"),
        (date(2024, 1, 1), date(2024, 9, 30), "2024 9 tháng đầu năm"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 1, 1), date(2024, 5, 20), "2024 lũy kế đến tháng 05"),
    ],
)
def test_a_closed_period_has_a_name_of_its_own(first: date, last: date, name: str) -> None:
    case = spanned(first, last)
    assert {row.period for row in evaluate(case).following.history} == {name}
    # Under the name of its last month, as up to version 0.4.
    older = [replace(row, period=str(case.period)) for row in rows_of(case)]
    past = Past(replace(case, history=tuple(older)))
    assert (past.periods, past.end(name)) == ((name,), str(case.period))


@pytest.mark.parametrize(
    "typed",
    ["2024 quý I", "quý I/2024", "Quý  I/2024", "Quý 1/2024", "quý I năm 2024", "Quý I-2024"],
)
def test_a_quarter_that_a_person_typed_is_known(typed: str) -> None:
    quarter = spanned(date(2024, 4, 1), date(2024, 6, 30))
    row = HistoryRow(typed, name=quarter.agencies[0].name, total=Decimal(80))
    assert Past(replace(quarter, history=(row,))).before == "2024 quý I"
    april = spanned(date(2024, 4, 1), date(2024, 4, 30))
    assert Past(replace(april, history=(row,))).before == ""
