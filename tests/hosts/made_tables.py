"""Four tables of real shapes made by hand in the workbook of the made-up province: what is typed,
pasted, emptied and pressed, one action after the other, for whatever program holds the workbook.

The shapes are those of public tables of 2024 to 2026; every name and figure here is made up.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from bpindex.case.model import Case
from bpindex.case.printed import EACH_GROUP
from bpindex.sheets.layout import Layout, layout_of

DEPARTMENT, COMMUNE, PROVINCE = "Sở, ngành", "Cấp xã", "Tỉnh, thành phố"
NOTICE = "Lập thông báo"
Rows = Sequence[Sequence[object]]


class Hand(Protocol):
    """Who does it: one call is one action of a person."""

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Type into a cell."""

    def paste(self, sheet: str, cell: str, rows: Rows) -> None:
        """Paste a table from elsewhere, its first cell here."""

    def clear(self, sheet: str, cells: str) -> None:
        """Select cells and press Delete."""

    def press(self, caption: str) -> None:
        """Press a button of Trang chính."""


class Counted:
    """Counts the actions of a hand."""

    def __init__(self, hand: Hand) -> None:
        self._hand, self.actions = hand, 0

    def type(self, sheet: str, cell: str, text: str) -> None:
        self.actions += 1
        self._hand.type(sheet, cell, text)

    def paste(self, sheet: str, cell: str, rows: Rows) -> None:
        self.actions += 1
        self._hand.paste(sheet, cell, rows)

    def clear(self, sheet: str, cells: str) -> None:
        self.actions += 1
        self._hand.clear(sheet, cells)

    def press(self, caption: str) -> None:
        self.actions += 1
        self._hand.press(caption)


@dataclass(frozen=True)
class Made:
    """A story: who stands in its table, how it is made, in how many actions."""

    agencies: tuple[tuple[str, str], ...]
    make: Callable[["Table", Hand], None]
    actions: int


class Table:
    """Addresses of a workbook and the agencies of a story, with points from a seed."""

    def __init__(self, case: Case, story: Made) -> None:
        self.case = case
        self.layout: Layout = layout_of(case.index)
        self.groups = case.index.groups
        self.agencies = story.agencies
        self._random = random.Random(149)

    def at(self, sheet: str, block: str, row: int, key: str) -> str:
        """Return the address of a cell in a row of a block, the first being 0."""
        found = self.layout[sheet].block(block)
        return found.address(found.first_row + row, key)

    def below(self, sheet: str, block: str, first: str, last: str) -> str:
        """Return all cells of a block between two columns."""
        found = self.layout[sheet].block(block)
        start = found.address(found.first_row, first)
        return f"{start}:{found.address(found.last_row, last)}"

    def columns(self, sheet: str, block: str) -> tuple[str, str]:
        """Return the keys of the first and the last column that a person sees."""
        shown = [c.key for c in self.layout[sheet].block(block).columns if not c.hidden]
        return shown[0], shown[-1]

    def names(self) -> Rows:
        return [[name] for name, _ in self.agencies]

    def points(self) -> Rows:
        """Return points of every group for every agency, to two decimals."""
        return [
            [
                f"{float(group.max_points) * self._random.uniform(0.6, 1):.2f}"
                for group in self.groups
            ]
            for _ in self.agencies
        ]

    def title(self, sheet: str) -> str:
        return self.layout[sheet].title


def own_agencies(table: Table, hand: Hand) -> None:
    """The agencies of the table in place of the 111, and their points in place of any counts."""
    for sheet, block in (("counts", "counts"), ("previous", "previous"), ("agencies", "agencies")):
        hand.clear(table.title(sheet), table.below(sheet, block, *table.columns(sheet, block)))
    hand.paste(table.title("agencies"), table.at("agencies", "agencies", 0, "name"), table.agencies)
    hand.paste(table.title("typed"), table.at("typed", "typed", 0, "agency_name"), table.names())
    first = f"{table.groups[0].id}_diem"
    hand.paste(table.title("typed"), table.at("typed", "typed", 0, first), table.points())


def period_before(table: Table, hand: Hand) -> None:
    """Total and rank of the period before, as the table of that time has them."""
    totals = [sum(map(Decimal, row)) for row in table.points()]
    ranks = [1 + sum(other > total for other in totals) for total in totals]
    rows = [
        (name, *[""] * len(table.groups), str(total), rank)
        for (name, _), total, rank in zip(table.agencies, totals, ranks, strict=True)
    ]
    hand.paste(table.title("previous"), table.at("previous", "previous", 0, "agency_name"), rows)


def printed(
    table: Table, hand: Hand, tables: Rows, sections: Rows, columns: Rows = (), summaries: Rows = ()
) -> None:
    """Fill Bảng in: its blocks as they stand below each other, each typed cell an action."""
    sheet = table.layout["printed"]
    wanted = {"tables": tables, "sections": sections, "summaries": summaries, "columns": columns}
    for block_id, rows in wanted.items():
        block = sheet.block(block_id)
        if block_id in ("tables", "sections"):  # those of the made-up province
            hand.clear(
                sheet.title, table.below("printed", block_id, *table.columns("printed", block_id))
            )
        for at, row in enumerate(rows):
            for column, text in zip(block.columns, row, strict=False):
                if text:
                    hand.type(
                        sheet.title, block.address(block.first_row + at, column.key), str(text)
                    )


def sections_with_ranks(table: Table, hand: Hand) -> None:
    """14 departments and 135 communes: total, rank and movement over all and within a section."""
    own_agencies(table, hand)
    period_before(table, hand)
    name = "Xếp hạng chung"
    printed(
        table,
        hand,
        [(name, "BẢNG XẾP HẠNG CHUNG", "", "Tổng điểm, cao trước")],
        [(name, "CÁC SỞ, NGÀNH", DEPARTMENT), (name, "CÁC XÃ, PHƯỜNG", COMMUNE)],
        [
            (name, "Tổng điểm"),
            (name, "Xếp hạng"),
            (name, "Xếp hạng", "", "Kỳ trước", "Chênh lệch"),
            (name, "Xếp hạng trong mục"),
            (name, "Xếp hạng trong mục", "", "Kỳ trước", "Chênh lệch"),
        ],
    )
    hand.press(NOTICE)


def provinces_at_two_dates(table: Table, hand: Hand) -> None:
    """34 provinces: total at two dates, difference, rank; an average to two decimals with comma."""
    settings = table.layout["settings"]
    cells = table.below("settings", "tables", *table.columns("settings", "tables"))
    hand.clear(settings.title, cells)
    kind = [[PROVINCE, "CẢ NƯỚC", "", ","]]
    hand.paste(settings.title, table.at("settings", "tables", 0, "kind"), kind)
    own_agencies(table, hand)
    period_before(table, hand)
    name = "34 tỉnh, thành phố"
    printed(
        table,
        hand,
        [(name, "ĐIỂM CỦA CÁC TỈNH, THÀNH PHỐ", "", "Tổng điểm, cao trước", ",")],
        [(name, "", PROVINCE)],
        [
            (name, "Tổng điểm", "", "Kỳ trước", "", "Ngày 28/02/2026"),
            (name, "Tổng điểm", "", "", "", "Ngày 31/3/2026"),
            (name, "Tổng điểm", "", "Kỳ trước", "Chênh lệch", "Tăng, giảm"),
            (name, "Xếp hạng"),
        ],
        [(name, "TRUNG BÌNH", "Trung bình cộng", "2", ",")],
    )
    hand.press(NOTICE)


def three_sections(table: Table, hand: Hand) -> None:
    """Departments, communes of two kinds under three headings, points by group, a row of sums."""
    name = "Ba mục"
    settings = table.layout["settings"]
    hand.type(settings.title, table.at("settings", "tables", 2, "kind"), "Đặc khu")
    hand.type(settings.title, table.at("settings", "tables", 2, "province_name"), "TỈNH MẪU")
    own_agencies(table, hand)
    printed(
        table,
        hand,
        [(name, "ĐIỂM THEO NHÓM")],
        [
            (name, "SỞ, NGÀNH", DEPARTMENT),
            (name, "XÃ, PHƯỜNG", COMMUNE),
            (name, "ĐẶC KHU", "Đặc khu"),
        ],
        [(name, "Điểm", EACH_GROUP), (name, "Tổng điểm"), (name, "Xếp loại")],
        [(name, "TỔNG CỘNG", "Trung bình cộng", "1")],
    )
    hand.press(NOTICE)


def detail_of_twelve(table: Table, hand: Hand) -> None:
    """12 agencies: counts, rate and points of every component, by the ready layout."""
    counts = table.layout["counts"].block("counts")
    # Those of other agencies: the row of the province stays below them.
    province = counts.first_row + len(table.case.counts) - 1
    for sheet, last_row in (("agencies", province), ("counts", province - 1)):
        block = table.layout[sheet].block(sheet)
        first, last = table.columns(sheet, sheet)
        below = f"{block.address(block.first_row + 12, first)}:{block.address(last_row, last)}"
        hand.clear(table.title(sheet), below)
    before = table.below("previous", "previous", *table.columns("previous", "previous"))
    hand.clear(table.title("previous"), before)
    printed(table, hand, [("so-nganh", "", "Chi tiết từng chỉ số")], [("so-nganh", "", DEPARTMENT)])
    hand.press(NOTICE)


def made_up(kinds: Sequence[tuple[str, str, int]]) -> tuple[tuple[str, str], ...]:
    """Return names of agencies that are nobody's, each with its kind."""
    return tuple(
        (f"{word} {at:03d}", kind) for word, kind, most in kinds for at in range(1, most + 1)
    )


STORIES = {
    "hai-muc": Made(
        made_up([("Sở số", DEPARTMENT, 14), ("Xã số", COMMUNE, 135)]), sections_with_ranks, 33
    ),
    "hai-ngay": Made(made_up([("Tỉnh số", PROVINCE, 34)]), provinces_at_two_dates, 37),
    "ba-muc": Made(
        made_up([("Sở số", DEPARTMENT, 10), ("Xã số", COMMUNE, 40), ("Đặc khu số", "Đặc khu", 2)]),
        three_sections,
        33,
    ),
    "chi-tiet": Made((), detail_of_twelve, 10),
}
