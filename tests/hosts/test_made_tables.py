"""Tables of real shapes, made by hand on the sheets: over a file, and once in LibreOffice."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.hosts.file_desk import FileDesk
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.addresses import area_bounds, column_letter
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.build import build_workbook
from tests.done import done_in
from tests.hosts.made_tables import STORIES, Counted, Rows, Table

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


HEADING = "BẢNG XẾP HẠNG CHUNG"


@cache
def made_up() -> tuple[Case, bytes]:
    """The made-up province and its workbook, in which the tables are made."""
    case = read_case(bundled_case("2026-03"))
    return case, build_workbook(case)


class FileHand:
    """Does what a person does, in a file."""

    def __init__(self, path: Path) -> None:
        self.desk = FileDesk(path)
        self.pasted: dict[str, Rows] = {}

    def type(self, sheet: str, cell: str, text: str) -> None:
        self.desk.write(sheet, cell, [[text]])

    def paste(self, sheet: str, cell: str, rows: Rows) -> None:
        column, row, *_ = area_bounds(cell)
        width = max(map(len, rows))
        last = f"{column_letter(column + width - 1)}{row + len(rows) - 1}"
        filled = [[*map(str, line), *[""] * (width - len(line))] for line in rows]
        self.desk.write(sheet, f"{cell}:{last}", filled)
        self.pasted[sheet] = rows

    def clear(self, sheet: str, cells: str) -> None:
        left, top, right, bottom = area_bounds(cells)
        blank = [""] * (right - left + 1)
        self.desk.write(sheet, cells, [blank] * (bottom - top + 1))

    def press(self, caption: str) -> None:
        [action] = [item.id for item in ACTIONS if item.caption == caption]
        done_in(getattr(buttons, action)(self.desk))


class Printed:
    """What the table of a story shows: its agencies in order, each with its figures as texts."""

    def __init__(self, name: str, folder: Path) -> None:
        case, content = made_up()
        (folder / "mau.xlsm").write_bytes(content)
        hand, story = FileHand(folder / "mau.xlsm"), STORIES[name]
        counted = Counted(hand)
        story.make(Table(case, story), counted)
        assert counted.actions == story.actions
        rows = hand.desk.read(NOTICE_SHEET, "B2:CZ260")
        shown = [[str(cell) for cell in row if cell not in (None, "")] for row in rows]
        names = {agency for agency, _ in story.agencies} or {item.name for item in case.agencies}
        self.rows = [row for row in shown if len(row) > 2 and row[1] in names]
        self.texts = [" ".join(row) for row in shown]
        # What was pasted there last: the period before, by name.
        self.before = {row[0]: row for row in hand.pasted.get("Kỳ trước", [])}

    def column(self, place: int) -> list[str]:
        """Return a figure of every agency, the first behind its name being 0."""
        return [row[2 + place] for row in self.rows]

    def numbers(self, place: int) -> list[Decimal]:
        return [Decimal(text.replace(",", ".")) for text in self.column(place)]

    @property
    def names(self) -> list[str]:
        return [row[1] for row in self.rows]


def ranks(totals: list[Decimal]) -> list[str]:
    return [str(1 + sum(other > total for other in totals)) for total in totals]


def moved(before: list[int], now: list[str]) -> list[str]:
    """Return movements as printed: places up or down, nothing where there is none."""
    by = [was - int(rank) for was, rank in zip(before, now, strict=True)]
    return [f"{'▲' if step > 0 else '▼'} {abs(step)}" if step else "0" for step in by]


def test_two_sections_with_ranks_over_all_and_within(tmp_path: Path) -> None:
    printed = Printed("hai-muc", tmp_path)
    assert len(printed.rows) == 149
    totals, departments = printed.numbers(0), 14
    assert printed.column(1) == ranks(totals)
    assert printed.column(3) == ranks(totals[:departments]) + ranks(totals[departments:])
    before = [int(str(printed.before[name][-1])) for name in printed.names]
    assert printed.column(2) == moved(before, printed.column(1))
    within = [int(rank) for part in (before[:14], before[14:]) for rank in ranks_of(part)]
    assert printed.column(4) == moved(within, printed.column(3))
    # Each section by total, and numbered from one.
    assert totals[:14] == sorted(totals[:14], reverse=True)
    assert [row[0] for row in printed.rows] == [*map(str, range(1, 15)), *map(str, range(1, 136))]
    assert "I CÁC SỞ, NGÀNH" in printed.texts and "II CÁC XÃ, PHƯỜNG" in printed.texts

    # Where the tables of the wording were: behind the words that lead to them.
    [leading] = [at for at, text in enumerate(printed.texts) if text.endswith("như sau:")]
    following = [text for text in printed.texts[leading + 1 :] if text]
    assert following[0] == HEADING


def ranks_of(before: list[int]) -> list[int]:
    return [1 + sum(other < rank for other in before) for rank in before]


def test_provinces_at_two_dates_with_their_average(tmp_path: Path) -> None:
    printed = Printed("hai-ngay", tmp_path)
    assert len(printed.rows) == 34
    then, now = printed.numbers(0), printed.numbers(1)
    changes = (a - b for a, b in zip(now, then, strict=True))
    assert printed.column(2) == [
        f"{'▲' if change > 0 else '▼'} {abs(change)}".replace(".", ",") for change in changes
    ]
    assert printed.column(3) == ranks(now)
    averages = [sum(column) / len(column) for column in (then, now)]
    [row] = [text for text in printed.texts if text.startswith("TRUNG BÌNH")]
    shown = [f"{average:.2f}".replace(".", ",") for average in averages]
    assert row.split()[2:4] == shown
    header = "Stt TÊN ĐƠN VỊ Ngày 28/02/2026 Ngày 31/3/2026 Tăng, giảm Xếp hạng"
    assert any(text.startswith(header) for text in printed.texts)


def test_three_sections_with_points_by_group_and_grade(tmp_path: Path) -> None:
    printed = Printed("ba-muc", tmp_path)
    assert len(printed.rows) == 52
    groups = range(6)
    sums = [sum(column) for column in zip(*map(printed.numbers, groups), strict=True)]
    assert sums == printed.numbers(6)
    assert [t[0] for t in map(str.split, printed.texts) if t[0:1] in (["I"], ["II"], ["III"])] == [
        "I", "II", "III"
    ]  # fmt: skip
    [row] = [text for text in printed.texts if text.startswith("TỔNG CỘNG")]
    averages = [sum(printed.numbers(place)) / 52 for place in range(7)]
    assert row.split()[2:] == [
        str(average.quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")
        for average in averages
    ]


def test_the_detail_of_twelve_agencies_is_the_counts_of_each(tmp_path: Path) -> None:
    printed = Printed("chi-tiet", tmp_path)
    case, _ = made_up()
    assert set(printed.names) == {agency.name for agency in case.agencies[:12]}
    # The part of the table that has component 2.1 shows all dossiers of each.
    counts = {row.agency: row.cells for row in case.counts}
    for agency in case.agencies[:12]:
        shown = {cell for row in printed.rows if row[1] == agency.name for cell in row[2:]}
        assert counts[agency.code]["hs_phai_xl"] in shown
