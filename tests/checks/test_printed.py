"""Columns of printed tables for which nothing was given."""

from dataclasses import replace

from bpindex.case.belonging import items_of
from bpindex.case.correction import Correction, PrintedFigure
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.printed import PrintedColumn, Summary, SummaryKind, What, When
from bpindex.case.records import DataRow
from bpindex.pipeline import evaluate
from bpindex.score.column_values import number_in
from tests.printed import case_with, table

NOTHING = "in ra trống ở mọi đơn vị"


def with_points_alone(case: Case) -> Case:
    """Return a case of which points of all groups are typed, and no count is given."""
    points = {f"{group.id}_diem": "5" for group in case.index.groups}
    typed = {row.agency: row.cells for row in case.typed}
    rows = [DataRow(a.code, {**typed.get(a.code, {}), **points}) for a in case.agencies]
    empty = tuple(replace(row, cells={}) for row in case.counts)
    return replace(case, typed=tuple(rows), counts=empty)


def told(case: Case) -> list[str]:
    return [str(item) for item in evaluate(case).warnings if NOTHING in str(item)]


def test_columns_without_anything_are_one_warning_and_no_sum_is_made_of_nothing() -> None:
    listed = [PrintedColumn(what, "1.1") for what in (What.NUMERATOR, What.DENOMINATOR, What.RATE)]
    listed += [PrintedColumn(What.POINTS, "CK"), PrintedColumn(What.TOTAL)]
    rows = (Summary(SummaryKind.SUM), Summary(SummaryKind.AVERAGE))
    case = case_with(
        table(columns=tuple(listed), summaries=rows, heading="3. Chi tiết từng chỉ số")
    )
    assert told(case) == []
    case = with_points_alone(case)
    (sentence,) = told(case)
    assert "3 cột in ra trống" in sentence
    assert "bảng “3. Chi tiết từng chỉ số”, cột “Tử số, 1.1." in sentence
    made = evaluate(case).notice.table("chung")
    shown = {row.agency: [figure.text for figure in row.figures] for row in made.rows}
    assert shown["#sum"] == [""] * 5
    assert shown["#average"][:3] == [""] * 3 and shown["#average"][3] == "5,00"


def test_a_period_before_that_nobody_filled_in_is_named_too() -> None:
    own = table(columns=(PrintedColumn(What.TOTAL, when=When.PREVIOUS), PrintedColumn(What.RANK)))
    assert told(case_with(own)) == []
    (sentence,) = told(case_with(own, previous=False))
    assert "1 cột" in sentence and "Tổng điểm, Kỳ trước" in sentence


MAU = read_case(bundled_case("2026-03"))


def found_in(case: Case, words: str) -> list[str]:
    return [str(item) for item in evaluate(case).warnings if words in str(item)]


def test_a_blank_row_of_the_province_beside_points_of_agencies_is_one_warning() -> None:
    blank = tuple(
        replace(t, columns=tuple(replace(c, province_month=None) for c in t.columns))
        for t in MAU.settings.tables
    )
    counts = tuple(replace(row, cells={}) if row.agency == "tinh" else row for row in MAU.counts)
    case = replace(MAU, settings=replace(MAU.settings, tables=blank), counts=counts)
    assert found_in(MAU, "điểm của tỉnh in ra trống") == []
    (sentence,) = found_in(case, "điểm của tỉnh in ra trống")
    assert sentence.startswith("printed_tables.toml")
    points = DataRow("tinh", {f"{group.id}_diem": "5" for group in MAU.index.groups})
    assert found_in(replace(case, typed=(*case.typed, points)), "tỉnh in ra trống") == []


def test_counts_that_are_all_another_agencys_are_named() -> None:
    rows = {row.agency: row for row in MAU.counts}
    first, second = list(rows)[1:3]
    copied = replace(rows[second], cells=rows[first].cells)
    case = replace(MAU, counts=tuple({**rows, second: copied}.values()))
    assert found_in(MAU, "giống hệt một đơn vị khác") == []
    (sentence,) = found_in(case, "giống hệt một đơn vị khác")
    names = {agency.code: agency.name for agency in MAU.agencies}
    pair = names[first], names[second]
    assert any(f"{one} như {other}" in sentence for one, other in (pair, pair[::-1]))


def test_a_total_that_prints_as_a_grades_least_points_and_is_below_is_named() -> None:
    listed = (PrintedColumn(What.TOTAL), PrintedColumn(What.GRADE))
    case = case_with(table(columns=listed))
    least = case.index.grades[1].min_points
    agency = case.valid_agencies[0]
    groups = case.index.groups
    rest = float(least) - sum(float(g.max_points) for g in groups[:-1])
    for off, count in ((0.001, 1), (0.0, 0), (0.02, 0)):
        most = {f"{g.id}_diem": f"{g.max_points}" for g in groups[:-1]}
        last = {f"{groups[-1].id}_diem": f"{rest - off:.3f}"}
        typed = tuple(row for row in case.typed if row.agency != agency.code)
        new = replace(case, typed=(*typed, DataRow(agency.code, most | last)))
        assert len(found_in(new, "in tròn bằng mức xếp loại")) == count, off


def test_totals_that_print_alike_beside_other_ranks_are_named() -> None:
    """As typed and computed ones may be: 36,6436 and 36,64."""
    case = case_with(table(columns=(PrintedColumn(What.TOTAL), PrintedColumn(What.RANK))))
    codes = [agency.code for agency in case.valid_agencies[:2]]
    names = [agency.name for agency in case.valid_agencies[:2]]
    points = {f"{group.id}_diem": "5" for group in case.index.groups}
    last = f"{case.index.groups[-1].id}_diem"
    for other, count in (("5,0036", 1), ("5", 0), ("5,01", 0)):
        rows = (DataRow(codes[0], points), DataRow(codes[1], {**points, last: other}))
        typed = tuple(row for row in case.typed if row.agency not in codes)
        found = found_in(replace(case, typed=(*typed, *rows)), "cùng tổng điểm mà khác hạng")
        assert len(found) == count, other
        assert all(name in text for text in found for name in names)


def test_a_row_of_the_period_before_that_was_so_in_both_months_stops_nothing() -> None:
    """Rows of Kỳ trước come all at once; one that is as it was beside new ones is new too."""
    april = replace(MAU.settings, period="2026-04")
    months = MAU.months.kept(items_of(MAU), "2026-03")
    first, *others = MAU.previous
    newer = (first, *(replace(row, cells={**row.cells, "total": "1,23"}) for row in others))
    for previous, count in ((newer, 0), (MAU.previous, 1)):
        case = replace(MAU, settings=april, months=months, previous=previous)
        found = [text for text in map(str, evaluate(case).problems) if "previous_figures" in text]
        assert len(found) == count, found


def test_a_total_that_does_not_follow_corrected_points_is_named() -> None:
    """Rank and grade with it; sibling: a corrected rank that another agency has."""
    columns = (
        PrintedColumn(What.POINTS, "TD"),
        PrintedColumn(What.TOTAL),
        PrintedColumn(What.RANK),
    )
    case = case_with(table(columns=columns))
    rows = {row.agency: row for row in evaluate(case).notice.tables[0].rows}
    agency = case.valid_agencies[1]
    printed = {f.column: f.text for f in rows[agency.code].figures}

    def corrected(column: str, text: str) -> Case:
        what = PrintedFigure("chung", agency.code, column)
        return replace(case, corrections=(Correction(what, printed[column], text),))

    (found,) = found_in(corrected("points.TD", "0,5"), "vẫn in theo số cũ")
    assert f"{agency.name}, Tổng điểm" in found
    assert found_in(corrected("points.TD", printed["points.TD"]), "vẫn in theo số cũ") == []
    other = next(
        f.text
        for row in rows.values()
        for f in row.figures
        if f.column == "rank" and f.text not in ("", printed["rank"])
    )
    (found,) = found_in(corrected("rank", other), "mà in cùng hạng")
    assert agency.name in found


def test_ranks_that_were_exchanged_and_totals_beside_other_points_are_named() -> None:
    columns = (
        PrintedColumn(What.POINTS, "TD"),
        PrintedColumn(What.TOTAL),
        PrintedColumn(What.RANK),
    )
    case = case_with(table(columns=columns))
    assert found_in(case, "ngược với tổng điểm") == []
    rows = {row.agency: row for row in evaluate(case).notice.tables[0].rows}
    first, second = case.valid_agencies[:2]
    printed = {
        (agency.code, figure.column): figure.text
        for agency in (first, second)
        for figure in rows[agency.code].figures
    }

    def corrected(*texts: tuple[str, str, str]) -> Case:
        some = (
            Correction(PrintedFigure("chung", code, column), printed[code, column], text)
            for code, column, text in texts
        )
        return replace(case, corrections=tuple(some))

    exchanged = corrected(
        (first.code, "rank", printed[second.code, "rank"]),
        (second.code, "rank", printed[first.code, "rank"]),
    )
    (found,) = found_in(exchanged, "ngược với tổng điểm")
    assert first.name in found and second.name in found
    total = number_in(printed[first.code, "total"])
    points = number_in(printed[first.code, "points.TD"])
    assert total is not None and points is not None
    own = ("total", f"{float(total - 1):.2f}".replace(".", ","))
    for lower, count in ((1, 0), (5, 1)):
        text = f"{float(points - lower):.2f}".replace(".", ",")
        case_of = corrected((first.code, "points.TD", text), (first.code, *own))
        told = [t for t in found_in(case_of, "vẫn in theo số cũ") if "Tổng điểm, bảng" in t]
        assert len(told) == count
