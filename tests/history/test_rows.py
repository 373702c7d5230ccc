"""A row of Lịch sử: what is packed in it, how old rows are read, when it is read at all."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.folder import case_texts, read_case
from bpindex.case.history_rows import (
    GRADE,
    RANK,
    SEEN,
    TOTAL,
    Fact,
    HistoryPart,
    HistoryRow,
    Kind,
    LazyHistory,
    Value,
    rows_of_parts,
)
from bpindex.case.model import Case
from bpindex.cells.records import record_rows, records_from
from bpindex.errors import InputError
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.tool_sheets import HISTORY
from bpindex.sheets.versions import sheet_in
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

NUMBERS = st.decimals(0, 100, places=4, allow_nan=False).map(lambda n: Decimal(f"{n:f}"))
PACKED = st.sampled_from(
    [kind for kind in Kind if kind not in (Kind.TOTAL, Kind.RANK, Kind.GRADE, Kind.ABOUT)]
)
FACTS: st.SearchStrategy[dict[Fact, Value]] = st.dictionaries(
    st.tuples(PACKED, st.text(max_size=12)),
    st.one_of(st.integers(0, 10**9), NUMBERS, st.text(max_size=20)),
    max_size=30,
)


def month_row(facts: dict[Fact, Value]) -> HistoryRow:
    return HistoryRow.of("2024-02", "so-y-te", "Sở Y tế", "qd766", facts)


@given(FACTS, st.none() | NUMBERS, st.none() | st.integers(1, 400), st.text(max_size=9))
def test_what_is_packed_comes_back_and_the_same_is_the_same_text(
    facts: dict[Fact, Value], total: Decimal | None, rank: int | None, grade: str
) -> None:
    seen: dict[Fact, Value | None] = {TOTAL: total, RANK: rank, GRADE: grade or None}
    told = facts | {fact: value for fact, value in seen.items() if value is not None}
    row = month_row(told)
    assert row.facts == told
    assert month_row(dict(reversed(told.items()))).details == row.details
    assert row.total is None or abs(row.total - Decimal(told[TOTAL])) <= SEEN / 2
    assert row.details.isascii() and len(row.details) < 32_767


def test_a_packed_text_of_today_is_read_for_ever() -> None:
    """The dictionary and the form never change: what offices have in their files depends on it."""
    details = "h1:q0aUyfDizNTYDGtgmtbWAgA="
    facts: dict[Fact, Value] = {(Kind.COUNT, "hs_tong"): 5365, (Kind.POINTS, "1.1"): Decimal("2.5")}
    assert replace(month_row({}), details=details).facts == facts


def test_what_is_seen_wins_over_what_is_packed() -> None:
    row = month_row({TOTAL: Decimal("85.235"), RANK: 3, (Kind.GROUP, "CK"): 5})
    assert (row.total, row.facts[TOTAL]) == (Decimal("85.24"), Decimal("85.235"))
    typed = replace(row, total=Decimal("86"), rank=None, grade="Tốt")
    assert typed.facts == {TOTAL: Decimal(86), GRADE: "Tốt", (Kind.GROUP, "CK"): 5}


@pytest.mark.parametrize("details", ["h1:", "h1:!!", "h1:AAAA", "85", "h1:e0J3uKU"])
def test_what_is_packed_and_damaged_is_one_sentence_with_its_row(details: str) -> None:
    row = replace(month_row({}), details=details, row=7)
    with pytest.raises(InputError, match=r"Lịch sử, dòng 7: .* “Sở Y tế” kỳ 02/2024"):
        row.facts  # noqa: B018


PARTS = (
    HistoryPart("2023-12", "so-y-te", "1.1", "64", "134", "2,87", "47,8"),
    HistoryPart("2023-12", "so-y-te", "1.2", "0", "07", "", "Không có hồ sơ"),
    HistoryPart("2024-01", "so-cu", "1.1"),
)


def test_old_rows_are_one_row_for_each_month_and_agency() -> None:
    one, other = rows_of_parts(PARTS, {"so-y-te": "Sở Y tế"})
    assert (one.period, one.agency, one.name) == ("2023-12", "so-y-te", "Sở Y tế")
    assert one.facts == {
        (Kind.NUMERATOR, "1.1"): 64,
        (Kind.DENOMINATOR, "1.1"): 134,
        (Kind.POINTS, "1.1"): Decimal("2.87"),
        (Kind.FIGURE, "1.1"): "47,8",
        (Kind.NUMERATOR, "1.2"): 0,
        (Kind.DENOMINATOR, "1.2"): 7,
        (Kind.FIGURE, "1.2"): "Không có hồ sơ",
    }
    assert (other.agency, other.name, other.facts) == ("so-cu", "so-cu", {})


def test_the_file_and_the_sheet_of_older_programs_are_read(tmp_path: Path) -> None:
    for name, text in case_texts(base_case()).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    header = "period,agency,component,numerator,denominator,points,figure\n"
    lines = '2023-12,so-y-te,1.1,64,134,"2,87","47,8"\n'
    (tmp_path / "history.csv").write_text(header + lines, encoding="utf-8")
    (row,) = read_case(tmp_path).history
    assert (row.name, row.facts[Kind.NUMERATOR, "1.1"]) == ("Sở Y tế", 64)
    old = sheet_in(HISTORY, 5)
    (block,) = old.blocks
    values = [[None] * 7] * block.header_row + record_rows(block, PARTS)
    assert records_from(HistoryPart, values, old, block.id) == PARTS


def test_history_is_not_read_by_who_does_not_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    asked: list[str] = []
    own = SheetsOfFile.__getitem__

    def watched(self: SheetsOfFile, title: str) -> object:
        asked.append(title)
        return own(self, title)

    monkeypatch.setattr(SheetsOfFile, "__getitem__", watched)
    case = read_workbook(path)
    assert "Lịch sử" not in asked and len(asked) > 5
    assert tuple(case.history) == ()
    assert "Lịch sử" in asked


def test_rows_that_wait_are_equal_to_those_that_are_there() -> None:
    rows = (month_row({}),)
    case: Case = replace(base_case(), history=rows)
    assert case == replace(case, history=LazyHistory(lambda: rows))
    assert case != replace(case, history=LazyHistory(lambda: ()))
