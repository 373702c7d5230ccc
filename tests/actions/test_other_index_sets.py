"""A workbook built with another index set than the one in force says so, and is built anew."""

from pathlib import Path

import pytest

from bpindex.actions.upgrading import Upgraded, upgraded
from bpindex.index.definition import View
from bpindex.index.files import bundled_index_sets
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_with_harvest, read_workbook
from bpindex.sheets.layout import layout_of
from tests.reading.typing_over import scalar_cell
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, edited

OLD, _, NEW = bundled_index_sets()
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def rebuilt(tmp_path: Path, sheet: str, cells: dict[str, object]) -> tuple[Path, Upgraded]:
    path = tmp_path / "Sổ.xlsm"
    title = layout_of(base_case().index)[sheet].title
    path.write_bytes(edited(bundled_workbook(), title, cells))
    new = upgraded(path)
    path.write_bytes(new.content)
    return path, new


@pytest.fixture(scope="module")
def of_2026(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Upgraded]:
    cells = {scalar_cell("settings", "period"): "2026-10"}
    return rebuilt(tmp_path_factory.mktemp("2026"), "settings", cells)


def test_the_set_in_force_takes_the_place_of_the_old_one(of_2026: tuple[Path, Upgraded]) -> None:
    case = read_workbook(of_2026[0], as_it_is=True)
    assert case.index == NEW
    assert [item for item in evaluate(case).findings if item.part == "index"] == []
    names = {row.agency: row.cells for row in case.counts}
    # What both sets count is still there.
    for row in base_case().counts:
        kept = {name: text for name, text in row.cells.items() if name in NEW.count_by_id}
        assert names[row.agency] == kept


def test_it_tells_what_changed_and_which_columns_are_no_more(
    of_2026: tuple[Path, Upgraded],
) -> None:
    told = of_2026[1].warning
    assert "từ 23/06/2022 đã đổi sang bộ có hiệu lực từ 01/01/2026" in told
    assert "trang Số liệu, cột “Hồ sơ giải quyết quá hạn”" in told


def test_what_was_typed_over_a_figure_goes_along(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    layout = layout_of(base_case().index)
    content = edited(bundled_workbook(), layout["figures"].title, {"G10": "12,3"})
    period = {scalar_cell("settings", "period"): "2025-08"}
    path.write_bytes(edited(content, layout["settings"].title, period))
    before = read_with_harvest(path)
    path.write_bytes(upgraded(path).content)
    after = read_with_harvest(path)
    assert [cell.key for cell in after.typed_over] == [cell.key for cell in before.typed_over]
    assert list(after.typed_over.values()) == ["12,3"]


def test_the_other_view_is_chosen_on_chi_tieu(tmp_path: Path) -> None:
    cells: dict[str, object] = {scalar_cell("index", "view"): "gộp nhóm"}
    path, new = rebuilt(tmp_path, "index", cells)
    case = read_workbook(path)
    assert case.index == OLD.seen_as(View.MERGED)
    assert [column.group for column in case.settings.tables[0].columns] == [
        "CK", "TD", "DVC", "HL", "SH"
    ]  # fmt: skip
    assert len(case.columns) == 10
    assert "Năm trước, cột “Dịch vụ công trực tuyến, năm trước”" in new.warning
    assert evaluate(case).scores.total.tolist() == pytest.approx(
        evaluate(base_case()).scores.total.tolist(), nan_ok=True
    )


def test_a_figure_typed_over_in_a_column_that_is_no_more_is_named(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    layout = layout_of(base_case().index)
    block = layout["figures"].block("figures")
    cell = block.address(block.first_row + layout.capacity.tables, "TTTT_thang")
    content = edited(bundled_workbook(), layout["figures"].title, {cell: "12,3"})
    view = {scalar_cell("index", "view"): "gộp nhóm"}
    path.write_bytes(edited(content, layout["index"].title, view))
    assert f"trang Bảng điểm, ô {cell}" in upgraded(path).warning
