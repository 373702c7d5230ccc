"""Trang chính: what it says, in which state it says so, and that another engine says the same."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_to_tuple

from bpindex.case.correction import CorrectionState
from bpindex.case.history_rows import HistoryRow
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import DataRow, TrailRow
from bpindex.codec.fields import print_moment
from bpindex.index.periods import Period
from bpindex.index.spans import Span, closed_name, span_name, span_of
from bpindex.pipeline import evaluate
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import Capacity
from bpindex.words import home as texts
from bpindex.words import marks
from bpindex.words.buttons import ACTION_CLOSED
from bpindex.words.intake import SORT_DECIDED, SORT_TO_DECIDE
from bpindex.workbook.actions import ACTIONS, MORE
from bpindex.workbook.build import build_workbook
from bpindex.workbook.content import contents_of
from bpindex.workbook.home.agencies import needed_counts
from bpindex.workbook.home.facts import LISTED
from bpindex.workbook.home.grid import (
    HEIGHTS,
    KEYS,
    LINK_ROWS,
    LINKS,
    PANELS,
    STEPS,
    TILES,
    UNITS,
    buttons,
    left_of,
    widths,
)
from bpindex.workbook.home.panels import panels
from bpindex.workbook.home.sheet import facts_of
from bpindex.workbook.home.states import STATES
from bpindex.workbook.system_sheets import FACTS_SHEET
from tests.changed_cases import with_agency, with_column, with_correction, with_counts
from tests.strategies import base_case
from tests.workbook.built import book, xml_of
from tests.workbook.editing import loaded, sheet_alone
from tests.workbook.test_independent_readers import without_python
from tests.workbook.test_stored_values import same

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
HOME = "Trang chính"
# What a screen of 1366 x 768 leaves of the window, with the ribbon open.
MOST_WIDTH, MOST_HEIGHT = 1300, 512
# Little room: the other engine takes its time.
ROOM = Capacity(agencies=35, corrections=12)
LACKING = ("so-y-te", "so-tu-phap")


def rich_case() -> Case:
    """Agencies that lack counts or are gone, a correction to look at, a notice that was made."""
    case = with_counts(LACKING[0], hs_tong=None)
    case = replace(case, counts=tuple(row for row in case.counts if row.agency != LACKING[1]))
    case = with_agency("so-noi-vu", case, valid_to=date(2024, 1, 31))
    case = with_correction(case, column="TD_thang", computed="1", corrected="2", kind="số liệu in")
    seen = replace(case.corrections[-1], state=CorrectionState.REVIEW, by="An", on="2024-03-01")
    other = replace(seen, period="2024-01")
    trail = (
        TrailRow("2024-02-01 08:00", "Bình", "Lập thông báo", "2024-01", "aa11", "1", "0.1.0"),
        TrailRow("2024-03-02 09:30", "Chi", "Lập thông báo", "2024-02", "bb22cc33dd", "3", "0.1.0"),
    )
    corrections = (*case.corrections[:-1], other, seen)
    # Of the province two closed months are known, one of them as the month before.
    months = (("2023-06", "51"), ("2024-01", "56.2"), ("2022-06", "99"))
    history = tuple(
        HistoryRow(month, "TỈNH BÌNH PHƯỚC", Decimal(total), agency=PROVINCE)
        for month, total in months
    )
    previous = (DataRow(PROVINCE, {"total": "56,2"}),)
    return replace(case, corrections=corrections, trail=trail, history=history, previous=previous)


@cache
def rich() -> tuple[Case, bytes]:
    case = rich_case()
    return case, build_workbook(case, ROOM)


@dataclass
class Computed:
    """A workbook as another engine computes it, typed into without Python."""

    model: Any
    titles: list[str]

    def type(self, title: str, cell: str, text: str) -> None:
        self.model.set_user_input(self.titles.index(title), *coordinate_to_tuple(cell), text)

    def shows(self, title: str, cell: str) -> Any:
        return self.model.get_cell_value(self.titles.index(title), *coordinate_to_tuple(cell))

    def at(self, row: int, column: int) -> Any:
        """Return what a cell of Trang chính shows, counted from 0."""
        return self.model.get_cell_value(0, row + 1, column + 1)

    def keys(self) -> list[str]:
        self.model.evaluate()
        return [self.at(KEYS, left_of(step)) or "" for step in range(1, UNITS + 1)]

    def next_step(self) -> int:
        """Return the one next step."""
        keys = self.keys()
        (number,) = (i for i, key in enumerate(keys, 1) if key in ("ke", "kex"))
        assert set(keys) <= {*STATES, ""}
        return number


@pytest.fixture
def computed(tmp_path: Path) -> Callable[[bytes], Computed]:
    def compute(workbook: bytes) -> Computed:
        ironcalc = pytest.importorskip("ironcalc", reason="not installed: make test does it")
        path = tmp_path / "book.xlsx"
        path.write_bytes(without_python(workbook))
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
        model.evaluate()
        return Computed(model, loaded(workbook, values=True).sheetnames)

    return compute


# What it says


def test_another_engine_computes_what_a_month_in_the_middle_stores(
    computed: Callable[[bytes], Computed],
) -> None:
    case, workbook = rich()
    found, values = computed(workbook), loaded(workbook, values=True)
    formulas = loaded(workbook, values=False)
    checked = 0
    for title in (HOME, FACTS_SHEET, "Biểu đồ"):
        for row in formulas[title].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    now, stored = (
                        found.shows(title, cell.coordinate),
                        values[title][cell.coordinate],
                    )
                    assert same(now, stored.value), (title, cell.coordinate, cell.value)
                    checked += 1
    assert checked > 250
    _figures_are_those_of_the_program(case, values)
    lists = [found.at(PANELS + row, left_of(unit)) for row in (1, 2) for unit in (1, 2)]
    names = {agency.code: agency.name for agency in case.agencies}
    assert set(lists) == {
        *(names[code] for code in LACKING),
        texts.LACKS.format(count=1),
        texts.LACKS_ALL,
    }
    assert found.at(PANELS + 1, left_of(4)).endswith(":  1 → 2   xem lại")
    assert found.at(PANELS + 1, left_of(3)) == names["so-y-te"]


def test_a_row_that_was_taken_out_is_told_by_its_kind(
    computed: Callable[[bytes], Computed],
) -> None:
    case, workbook = rich()
    found = computed(workbook)
    register = layout_of(case.index, ROOM)["corrections"].block("corrections")
    row = register.first_row + len(case.corrections)
    cells = {"agency": "Sở Y tế", "kind": "dòng bỏ", "state": "đang áp dụng", "by": "An"}
    for key, text in (cells | {"on": "'01/03/2024", "period": "'02/2024"}).items():
        found.type("Đính chính", register.address(row, key), text)
    found.model.evaluate()
    assert found.at(PANELS + 1, left_of(3)) == "Sở Y tế"
    assert found.at(PANELS + 1, left_of(4)) == "dòng bỏ:  01/03/2024 An"


def test_a_closed_month_says_so_and_has_no_next_step(computed: Callable[[bytes], Computed]) -> None:
    case, workbook = rich()
    found = computed(workbook)
    assert found.at(PANELS + LISTED + 1, left_of(4)) == "Kỳ đã đóng: 01/2024"
    layout = layout_of(case.index, ROOM)
    trail = layout["trail"].block("trail")
    row = trail.first_row + len(case.trail)
    for key, text in (
        ("on", "'05/03/2024 10:00"),
        ("action", ACTION_CLOSED),
        ("period", "'02/2024"),
    ):
        found.type("Nhật ký", trail.address(row, key), text)
    keys = found.keys()
    assert not {"ke", "kex"} & set(keys) and keys[7] == "xong"
    assert found.at(TILES + 1, left_of(6)) == "đóng kỳ 10:00 ngày 05/03/2024"
    # That line has no code of a notice here: none is shown, and no word for it.
    assert found.at(TILES, left_of(7) + 1) == ""
    # Made again after that: amended.
    for key, text in (("action", "Lập thông báo"), ("period", "'02/2024")):
        found.type("Nhật ký", trail.address(row + 1, key), text)
    assert {"ke", "kex"} & set(found.keys())
    assert found.at(TILES + 2, left_of(6)) == texts.AMENDED


def _figures_are_those_of_the_program(case: Case, values: Workbook) -> None:
    evaluation = evaluate(case)
    totals = dict(zip(evaluation.scores.counts.agencies, evaluation.scores.total, strict=True))
    done = {code: total for code, total in totals.items() if total == total}
    assert totals.keys() - done.keys() == set(LACKING)
    sheet = values[HOME]

    def tile(unit: int) -> list[Any]:
        return [sheet.cell(TILES + row, left_of(unit) + 1).value for row in (2, 3)]

    assert tile(1) == [f"{len(done)}/{len(totals)}", "còn thiếu 2 đơn vị ›"]
    in_force = sum(item.in_force and item.period != "2024-01" for item in case.corrections)
    assert tile(4) == [str(in_force), "1 cần xem lại  ·  1 của kỳ khác  ›"]
    assert tile(6) == ["09:30 ngày 02/03/2024", texts.NOTICE_BY.format(by="Chi")]
    assert sheet.cell(TILES + 1, left_of(7) + 2).value == "mã bb22cc33"
    typed = [column.province_month for column in case.settings.tables[0].columns]
    province = float(sum(number for number in typed if number is not None))
    shown = [sheet.cell(PANELS + row, left_of(6) + 1).value for row in (2, 3, 4)]
    assert shown == [texts.PROVINCE, province, pytest.approx(province - 56.2)]
    line = [row[0].value for row in values[FACTS_SHEET]["I1:I12"]]
    # A month that nobody knows is drawn as the one after it.
    assert line == [51.0] * 4 + [56.2] * 7 + [province]
    best = [sheet.cell(PANELS + 3 + row, left_of(7) + 1).value for row in range(3)]
    worst = [sheet.cell(PANELS + 3 + row, left_of(8) + 1).value for row in range(3)]
    ranked = sorted(done.values())
    assert best == pytest.approx(ranked[:-4:-1])
    assert worst == pytest.approx(ranked[:3])


def test_where_points_of_the_province_are_missing_the_average_is_shown() -> None:
    case = base_case()
    for table in ("so-nganh", "cap-huyen"):
        case = with_column(table, "CK", case, province_month=None)
    row = case.counts[0]
    lacking = replace(row, cells={**row.cells, case.index.counts[0].id: ""})
    case = replace(case, counts=(lacking, *case.counts[1:]))
    contents = contents_of(case, ROOM)
    facts = facts_of(contents, case)
    assert facts["province"].value == ""
    shown = [item.shown.value for item in panels(contents, facts) if item.unit == 6]
    totals = [total for total in evaluate(case).scores.total if total == total]
    assert shown == [texts.AVERAGE, pytest.approx(sum(totals) / len(totals)), ""]


def test_days_to_the_deadline_are_counted_by_rules_alone() -> None:
    """A cell that counts them would make Excel ask to save whatever is only looked at."""
    formats = {
        rule.dxf.numFmt.formatCode: rule.formula[0]
        for area in book(values=False)[HOME].conditional_formatting
        for rule in area.rules
        if "TODAY()" in rule.formula[0]
    }
    assert formats[f'@"{texts.DAYS_LEFT.format(count=5)}"'].endswith("-TODAY()=5")
    assert len(formats) == 12
    for title in (HOME, FACTS_SHEET):
        assert not re.search(r"<f>[^<]*TODAY", xml_of(title))


def test_each_kind_of_agency_needs_the_counts_of_its_components_alone() -> None:
    case = base_case()
    kind = case.settings.tables[0].kind
    all_needed = needed_counts(case.index, kind)
    assert sum(all_needed) > 10
    first = case.index.components[0]
    components = (replace(first, not_for=(kind,)), *case.index.components[1:])
    fewer = needed_counts(replace(case.index, components=components), kind)
    gone = {c.id for c, a, b in zip(case.index.counts, all_needed, fewer, strict=True) if a > b}
    others = {count for item in components[1:] for count in item.counts}
    assert gone == first.counts - others


# In which state


def test_exactly_one_step_is_next_and_it_is_the_first_that_can_be_done(
    computed: Callable[[bytes], Computed],
) -> None:
    case, workbook = rich()
    found = computed(workbook)
    layout = layout_of(case.index, ROOM)
    register = layout["corrections"].block("corrections")
    last = register.first_row + len(case.corrections) - 1
    state = register.address(last, "state")
    # Two agencies are waited for, which holds nothing up; nothing was checked.
    assert found.keys()[:3] == ["xong", "cho", "ke"]
    assert found.next_step() == 3
    found.type("Kiểm tra", "A5", marks.PROBLEM)
    found.type("Kiểm tra", "B5", "Trang Số liệu, ô C5: thiếu.")
    assert found.next_step() == 3
    assert found.keys()[2] == "kex"
    found.type("Kiểm tra", "A5", marks.WARNING)
    assert found.next_step() == 4
    assert found.keys()[2:5] == ["xong", "ke", "xong"]
    found.type("Đính chính", state, CorrectionState.ACTIVE)
    assert found.next_step() == 6
    assert found.at(STEPS + 2, left_of(5)) == texts.NOTICE_DONE
    # One correction less than when the notice was made.
    found.type("Đính chính", state, CorrectionState.WITHDRAWN)
    assert found.next_step() == 5
    assert found.at(STEPS + 2, left_of(5)) == texts.NOTICE_AGAIN
    # Another month: its notice was made once, before.
    settings = layout["settings"].block("settings")
    rows = {single.key: row for row, single in enumerate(settings.singles, settings.first_row)}
    month = settings.address(rows["period"], "value")
    found.type("Thiết lập", month, "Tháng 3/2024")
    assert found.next_step() == 5
    assert found.at(STEPS + 2, left_of(5)) == texts.NOTICE_TO_MAKE
    assert found.at(1, left_of(1)) == "Kỳ báo cáo: tháng 03/2024"
    found.type("Thiết lập", settings.address(rows["deadline"], "value"), "")
    assert found.next_step() == 1
    assert found.keys()[0] == "kex"


def test_questions_of_an_import_are_seen_and_led_to(
    computed: Callable[[bytes], Computed],
) -> None:
    case, workbook = rich()
    found = computed(workbook)
    assert found.at(STEPS - 1, left_of(2) + 1) == texts.STEPS_HINT
    report = layout_of(case.index, ROOM)["imported"].block("imported")
    for row, sort in enumerate((SORT_TO_DECIDE, SORT_TO_DECIDE, SORT_DECIDED), report.first_row):
        found.type("Kết quả nhập", report.address(row, "sort"), sort)
        found.type("Kết quả nhập", report.address(row, "key"), f"câu {row}")
    assert found.next_step() == 2
    assert found.at(STEPS + 2, left_of(2)) == texts.IMPORT_ASKS.format(count=2)
    assert found.at(STEPS + 3, left_of(2)) == texts.IMPORT_ANSWER
    assert found.at(STEPS - 1, left_of(2) + 1) == texts.QUESTIONS_WAIT.format(count=2)


def test_a_long_correction_is_cut_and_not_shrunk() -> None:
    paragraph = "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về việc công bố kết quả " * 5
    case = with_correction(
        base_case(),
        column="TD_thang",
        computed=paragraph,
        corrected=paragraph[9:],
        kind="số liệu in",
    )
    contents = contents_of(case, ROOM)
    facts = facts_of(contents, case)
    shown = [str(item.shown.value) for item in panels(contents, facts) if item.unit == 4]
    assert all(len(text) < 100 for text in shown)
    assert "Thực hiện chỉ đ… → " in shown[0]


def test_without_any_count_the_second_step_is_next() -> None:
    case = replace(base_case(), counts=(), typed=())
    sheet = sheet_alone(build_workbook(case, ROOM), HOME, values=True)
    keys = [sheet.cell(KEYS + 1, left_of(step) + 1).value or "" for step in range(1, UNITS + 1)]
    assert keys == ["xong", "ke", "", "", "", "", "", ""]
    assert sheet.cell(STEPS + 3, left_of(2) + 1).value == texts.IMPORT_NONE


def test_the_look_of_a_cell_follows_from_one_set_of_rules() -> None:
    """LibreOffice shows but one of the formats that overlap."""
    covered: set[tuple[int, int]] = set()
    for area in book(values=False)[HOME].conditional_formatting:
        for cells in area.sqref.ranges:
            own = set(cells.cells)
            assert not own & covered, cells
            covered |= own
    assert len(covered) > 80


# Where it stands


def test_it_is_seen_whole_on_a_small_screen() -> None:
    assert sum(widths()) <= MOST_WIDTH
    assert sum(HEIGHTS) <= MOST_HEIGHT
    assert book(values=False)[HOME].dimensions == f"B1:X{len(HEIGHTS)}"
    xml = xml_of(HOME)
    assert 'showGridLines="0"' in xml
    assert 'showRowColHeaders="0"' in xml
    assert "<sheetProtection" in xml


def test_every_other_sheet_has_a_link_and_every_button_its_place() -> None:
    layout = layout_of(base_case().index)
    linked = [sheet_id for row in LINK_ROWS for sheet_id in row]
    assert sorted(linked) == sorted(layout.sheets.keys() - {"home"})
    assert max(map(len, LINK_ROWS)) < UNITS
    assert sum(action.home == MORE for action in ACTIONS) < UNITS
    assert len(buttons()) == sum(bool(action.home) for action in ACTIONS)
    right = sum(widths())
    assert all(left + width <= right for left, _, width, _ in (tile.box for tile in buttons()))
    shown = {cell.value for row in book(values=True)[HOME].iter_rows(LINKS + 1) for cell in row}
    assert {layout[sheet_id].title for sheet_id in linked} <= shown


def test_the_period_before_goes_back_as_far_as_the_days_are_long(
    computed: Callable[[bytes], Computed],
) -> None:
    """The quarter before a quarter, the month before days that are no whole months."""
    case, workbook = rich()
    layout = layout_of(case.index, ROOM)
    block = layout["settings"].block("settings")
    rows = {single.key: block.first_row + place for place, single in enumerate(block.singles)}
    facts = facts_of(contents_of(case, ROOM), case)
    title, opened = layout["settings"].title, computed(workbook)
    letter = column_letter(block.column_number("value"))
    for first, last, before in (
        (date(2026, 1, 1), date(2026, 1, 31), "12/2025"),
        (date(2026, 1, 1), date(2026, 3, 31), "2025 quý IV"),
        (date(2026, 4, 1), date(2026, 6, 30), "2026 quý I"),
        (date(2026, 1, 1), date(2026, 6, 30), "2025 6 tháng cuối năm"),
        (date(2026, 7, 1), date(2026, 12, 31), "2026 6 tháng đầu năm"),
        (date(2026, 1, 1), date(2026, 9, 30), "2025 9 tháng đầu năm"),
        (date(2026, 1, 1), date(2026, 12, 31), "2025"),
        (date(2026, 1, 1), date(2026, 3, 20), "2026 lũy kế đến tháng 02"),
        (date(2026, 1, 1), date(2026, 2, 20), "01/2026"),
        (date(2025, 12, 15), date(2026, 1, 14), "12/2025"),
        # Lịch sử names other days by themselves, and no formula looks for them.
        (date(2026, 2, 1), date(2026, 3, 31), ""),
        (date(2025, 10, 1), date(2026, 1, 31), ""),
    ):
        period = Period(last.year, last.month)
        span = span_of(period, first, last)
        name = f"tháng {period.month:02d}/{period.year}"
        name = name if span is Span.MONTH else span_name(span, period, first, last)
        typed = {"period": str(period), "period_from": f"{first}", "period_to": f"{last}"}
        for key, text in typed.items():
            opened.type(title, f"{letter}{rows[key]}", text)
        opened.model.evaluate()
        # On a line of months there is no quarter.
        is_month = int(span is Span.MONTH)
        key = print_moment(closed_name(span, period, first, last))
        told = (("before", before), ("named", name), ("is month", is_month), ("key", key))
        for fact, expected in told:
            place = facts[fact].text.rpartition("!")[2].replace("$", "")
            assert opened.shows(FACTS_SHEET, place) == expected, (first, last)
        line = texts.PREVIOUS_IS.format(before=before) if before else ""
        assert opened.shows(layout["previous"].title, "B3") == line
