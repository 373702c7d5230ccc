"""What the charts draw: who stands where, what is not known, what has no bar."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.model import Case
from bpindex.hosts.file_desk import FileDesk
from bpindex.remarks.chart_data import MOST_BARS, ChartData, bars_of, chart_data, pages_of
from bpindex.score.figures import scores_of
from bpindex.sheets.layout import layout_of
from bpindex.workbook.chart_facts import BARS, rows_of, width_of
from bpindex.workbook.system_sheets import FACTS_SHEET
from tests.changed_cases import CASE, keeping, with_counts
from tests.remarks.test_inserting import with_previous
from tests.workbook.editing import bundled_workbook

SOME = [agency.code for agency in CASE.valid_agencies]


def data_of(case: Case, bars: list[int] | None = None) -> ChartData:
    return chart_data(case, scores_of(case), bars or bars_of(case))


def test_each_table_is_ranked_with_the_totals_of_both_months() -> None:
    case = with_previous(so_y_te=4)
    data = data_of(case)
    totals = dict(zip(SOME, map(float, scores_of(case).total), strict=True))
    names = {agency.name: agency.code for agency in case.agencies}
    for number, table in enumerate(case.settings.tables, 1):
        own = [bar for bar in data.bars if bar[0] == number]
        assert {names[str(bar[1])] for bar in own} == {a.code for a in case.agencies_of(table)}
        shown = [totals[names[str(bar[1])]] for bar in own]
        assert [bar[2] for bar in own] == shown == sorted(shown, reverse=True)
    (health,) = (bar for bar in data.bars if bar[1] == "Sở Y tế")
    assert health[2] == pytest.approx(health[3] + 4, abs=0.006)
    assert all(bar[3] is None for bar in data_of(CASE).bars)


def test_who_has_no_total_has_no_bar_and_who_is_new_is_told_of() -> None:
    data = data_of(with_counts("so-y-te", hs_tong=None))
    assert "Sở Y tế" not in [bar[1] for bar in data.bars]
    last = max(number for number, bar in enumerate(data.bars) if bar[0] == 1)
    assert data.bars[last] == [1, "", None, None]
    # The workbook was built when the first table had two agencies less.
    fewer = data_of(CASE, bars_of(CASE)[2:])
    assert len(fewer.bars) == len(data.bars) - 2
    assert "còn 2 đơn vị mới chưa vẽ" in fewer.headings[0]
    assert not any("chưa vẽ" in text for text in data.headings)


def test_a_long_table_goes_on_over_charts_that_fit_on_a_page() -> None:
    bars = [1] * 5 + [2] * (2 * MOST_BARS + 1)
    pages = pages_of(bars)
    assert pages == [(1, 5), (6, 37), (38, 69), (70, 70)]
    headings = data_of(CASE, bars).headings
    assert headings[1].startswith("Cấp huyện: tổng điểm tháng 02/2024")
    assert [text.partition("hạng ")[2].partition(" (")[0] for text in headings] == [
        "1 đến 5",
        "1 đến 32",
        "33 đến 64",
        "65 đến 65",
    ]
    assert pages_of([]) == []


def test_an_agency_stands_beside_the_averages_of_all_and_of_its_kind() -> None:
    case = keeping(SOME[:2])
    data, scores = data_of(case), scores_of(case)
    group = case.index.groups[0]
    shares = [float(points) / float(group.max_points) * 100 for points in scores.group_points[0]]
    first = data.agencies[0]
    assert first[1:5] == pytest.approx(
        [float(scores.total[0]), float(scores.total.mean()), shares[0], sum(shares) / 2]
    )


def test_the_check_draws_anew_with_the_bars_that_were_built(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    counts = layout_of(CASE.index)["counts"]
    place = [row.agency for row in CASE.counts].index("so-y-te")
    cell = counts.block("counts").address(counts.block("counts").first_row + place, "hs_tong")
    desk.write(counts.title, cell, [[""]])
    buttons.check_data(desk)
    index = CASE.index
    wanted = rows_of(data_of(with_counts("so-y-te", hs_tong=None)), index)
    found = desk.read(FACTS_SHEET, f"CB1:{_last(BARS + width_of(index) - 1)}{len(wanted)}")
    assert [row[:2] for row in found] == [[value or None for value in row[:2]] for row in wanted]
    # Read as a cell shows it, a long number is a text.
    for column in (2, 8):
        drawn = [row[column] and float(row[column]) for row in found]
        assert drawn == [row[column] for row in wanted]
    assert [row[5] for row in found[:2]] == [row[5] for row in wanted[:2]]


def _last(column: int) -> str:
    from bpindex.sheets.addresses import column_letter

    return column_letter(column)


def test_without_anything_nothing_is_drawn() -> None:
    case = replace(CASE, counts=(), typed=(), agencies=())
    data = data_of(case, [1])
    assert data == ChartData([[1, "", None, None]], [], data.headings, data.compared, data.period)
