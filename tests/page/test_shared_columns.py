"""Tables of one notice share the columns of the page; no word of any is cut in two."""

from bpindex.case.folder import bundled_case, read_case
from bpindex.page.cells import make_grid
from bpindex.page.layout import official_layout
from bpindex.page.plan import plan_sheets
from bpindex.page.textfit import pt_to_mm
from bpindex.page.widths import needed_mm
from bpindex.pipeline import evaluate


def test_a_table_with_fewer_figures_shows_each_word_and_number_whole() -> None:
    """In thirds of a page the communes' "Thanh toán" was as narrow as the departments' "Số hóa"."""
    notice = evaluate(read_case(bundled_case("2026-03"))).notice
    layout = official_layout()
    grid = make_grid(layout, notice)
    assert len({len(table.columns) for table in notice.tables}) > 1
    for table in notice.tables:
        spans = grid.spans[table.place]
        widths = [pt_to_mm(grid.span_pt(*span)) for span in spans]
        assert spans[0][0] == 2 and spans[-1][1] == grid.last
        needed = zip(widths, needed_mm(layout, table), table.columns, strict=True)
        assert [column for width, least, column in needed if width < least - 0.3] == []


def test_the_same_figures_stand_below_each_other() -> None:
    plan = plan_sheets(evaluate(read_case(bundled_case("2026-03"))).notice)[0]
    places: dict[str, dict[str, int]] = {"so-nganh": {}, "cap-xa": {}}
    for placed in plan.cells:
        if placed.cell.key and placed.cell.key[1] and placed.cell.first > 1:
            table, _, column = placed.cell.key
            places[table][column] = placed.cell.first
    departments, communes = places.values()
    assert {key: departments[key] for key in communes} == communes
