"""What "Mang sang kỳ này" asks: each place that would be carried over is named, with its text."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.actions.carrying import asked_of_corrections, asked_of_items
from bpindex.case.belonging import items_of
from bpindex.case.correction import Correction, MovedRow, PrintedText
from bpindex.case.months import Item, Part
from bpindex.case.rows import Place, RowId
from bpindex.desk.contract import LONGEST_CONFIRM
from bpindex.errors import DataProblemsError
from tests.actions.months_typed import TITLES, desk_of, set_month
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

CASE = base_case()


def items(*parts: Part) -> list[Item]:
    return [item for item in items_of(CASE) if item.part in parts]


def test_each_agency_is_named_with_its_row_and_counts() -> None:
    found = items(Part.COUNTS)
    asked = asked_of_items(CASE, "Số liệu", found)
    names = {agency.code: agency.name for agency in CASE.agencies}
    assert len(found) == 29 > asked.count("\n- ") > 15
    assert len(asked) <= LONGEST_CONFIRM
    few = asked_of_items(CASE, "Số liệu", found[:2])
    for item in found[:2]:
        counts = next(row.cells for row in CASE.counts if row.agency == item.name)
        first = ", ".join([*counts.values()][:4])
        assert f"\n- dòng {item.row}, {names[item.name]}: {first}, " in few
    # Those for which there is no room are told by their rows.
    listed = asked.count("\n- ")
    last = f"(dòng {found[listed].row}–{found[-1].row})"
    assert asked.endswith(f"… và {29 - listed} chỗ khác {last}")


def test_what_stands_on_the_settings_is_named_too() -> None:
    asked = asked_of_items(CASE, "Thiết lập", items(Part.PROVINCE, Part.ISSUED, Part.DEADLINE))
    month = CASE.settings.tables[0].columns[0].province_month
    assert f"\n- điểm tháng của tỉnh, Công khai, minh bạch – Sở, ngành: {month:f}\n" in asked
    assert "\n- ngày, tháng ban hành: 2/2024\n" in asked
    assert asked.endswith(f"\n- hạn báo cáo: {CASE.settings.deadline:%d/%m/%Y}")


@pytest.mark.parametrize(("count", "is_whole"), [(3, True), (60, False)])
def test_corrections_are_named_with_row_and_text(count: int, is_whole: bool) -> None:
    text = PrintedText("", "", "closing")
    moved = MovedRow(RowId.row("so-nganh", "so-y-te"), Place.parse("row:so-nganh:so-noi-vu"))
    register = [Correction(text, "", "Câu " * 40, row=row) for row in range(5, 4 + count)]
    register.append(Correction(moved, row=4 + count))
    asked = asked_of_corrections(replace(CASE, corrections=tuple(register)), register)
    assert len(asked) <= LONGEST_CONFIRM
    assert "\n- dòng 5, đoạn “" in asked and "Câu Câu" in asked
    assert asked.endswith("sau dòng Sở Nội vụ") is is_whole
    assert asked.endswith(f"–{4 + count})") is not is_whole


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
def test_in_january_last_years_figures_are_asked_about_by_agency(tmp_path: Path) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    set_month(desk, "2025-01")
    with pytest.raises(DataProblemsError) as told:
        buttons.make_notice(desk)
    [problem] = [text for text in told.value.problems if "các cột năm trước" in text]
    assert problem.startswith("trang Năm trước, ô B5: 28 đơn vị còn nguyên các cột năm trước")
    assert "đã gõ cho năm 2023" in problem and "cần số liệu năm 2024" in problem
    desk.select(TITLES["typed"], "C5")
    desk.asked.clear()
    assert "Đã mang 28 chỗ sang kỳ 01/2025" in buttons.carry_over(desk)
    assert "- dòng 5, Sở Công thương, cột năm trước: " in desk.asked[0]
    with pytest.raises(DataProblemsError) as told:
        buttons.make_notice(desk)
    assert not [text for text in told.value.problems if "các cột năm trước" in text]
