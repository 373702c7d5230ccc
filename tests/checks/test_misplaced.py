"""Counts that were pasted a row off, in another column's place, or not at all since last month."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpindex.case.belonging import settled
from bpindex.case.history_rows import HistoryPart, HistoryRow, Kind, rows_of_parts
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.pipeline import evaluate
from tests.changed_cases import CASE, with_settings
from tests.checks.findings import BASE, warnings
from tests.strategies import consistent_counts

FEBRUARY, MARCH = "2024-02", "2024-03"
# What an agency has of procedures stays as it is from month to month.
LASTING = [count.id for count in CASE.index.counts if count.id.startswith(("tthc_", "dvc_"))]
NAMES = {count.id: count.name for count in CASE.index.counts}
# Words of the sentences that speak of misplaced counts.
ROW_OFF, LIKE_KIND = "dòng trên hoặc dòng dưới", "có vẻ lệch một dòng"
CROSSED, AS_BEFORE = "kỳ 02/2024 của nhau", "có mọi số liệu đúng như kỳ"
FAR_OFF, ROWS_CROSSED = "dòng cùng loại", "cặp đơn vị có số liệu kỳ 02/2024 của nhau"
ALL = (ROW_OFF, FAR_OFF, ROWS_CROSSED, LIKE_KIND, CROSSED, AS_BEFORE, "khớp điểm theo Cổng")


def shifted(rows: tuple[DataRow, ...], by: int) -> tuple[DataRow, ...]:
    """Rows whose agencies stay and whose counts move down; what is pushed out comes back."""
    return tuple(replace(row, cells=rows[(i - by) % len(rows)].cells) for i, row in enumerate(rows))


def exchanged(rows: tuple[DataRow, ...], one: str, other: str) -> tuple[DataRow, ...]:
    return tuple(
        replace(row, cells={**row.cells, one: row.cells[other], other: row.cells[one]})
        for row in rows
    )


def new_month(seed: int, lasting: Mapping[str, DataRow]) -> tuple[DataRow, ...]:
    """Rows of counts as a new month has them: procedures as they were, dossiers anew."""
    random = Random(seed)
    rows = []
    for row in CASE.counts:
        fresh = {key: str(number) for key, number in consistent_counts(random.randint, 900).items()}
        fresh |= {key: lasting[row.agency].cells[key] for key in LASTING}
        rows.append(replace(row, cells=fresh))
    return tuple(rows)


OWN = {row.agency: row for row in CASE.counts}


def history_of(rows: tuple[DataRow, ...], period: str = FEBRUARY) -> tuple[HistoryRow, ...]:
    """What Lịch sử keeps of a month: the counts."""
    facts = [{(Kind.COUNT, key): int(text) for key, text in row.cells.items()} for row in rows]
    return tuple(
        HistoryRow.of(period, row.agency, row.agency, CASE.index.id, own)
        for row, own in zip(rows, facts, strict=True)
    )


def old_history_of(rows: tuple[DataRow, ...], period: str = FEBRUARY) -> tuple[HistoryRow, ...]:
    """What Lịch sử kept of a month up to the fifth layout: numerators and denominators."""
    found = []
    for row in rows:
        for component in CASE.index.components:
            sums = (
                str(sum(sign * int(row.cells[count]) for sign, count in terms))
                for terms in (component.numerator_terms, component.denominator_terms)
            )
            found.append(HistoryPart(period, row.agency, component.id, *sums))
    return tuple(rows_of_parts(found, {}))


def in_march(rows: tuple[DataRow, ...], known: str) -> Case:
    """The case of March with counts, of which February is remembered in one way or other."""
    case = CASE
    if known == "remembered":
        case = settled(CASE, FEBRUARY)
    elif known == "history":
        case = replace(CASE, history=history_of(CASE.counts))
    elif known == "old history":
        case = replace(CASE, history=old_history_of(CASE.counts))
    return replace(with_settings(case, period=MARCH), counts=rows)


def told(case: Case, *words: str) -> list[str]:
    return [str(item) for item in evaluate(case).findings if any(w in item.text for w in words)]


# --- beside the last month -----------------------------------------------------------------------

KNOWN = pytest.mark.parametrize("known", ["remembered", "history", "old history"])


@KNOWN
@pytest.mark.parametrize("by", [1, -1])
def test_counts_a_row_off_are_one_sentence_beside_last_months(known: str, by: int) -> None:
    [found] = told(in_march(shifted(new_month(1, OWN), by), known), ROW_OFF)
    assert found.startswith("counts.csv, cột tthc_da_cong_bo: ")
    assert "cột có số liệu kỳ 02/2024 của đơn vị ở dòng trên hoặc dòng dưới" in found
    assert f"cột tthc_da_cong_bo: {NAMES['tthc_da_cong_bo']}; " in found and "nơi khác" in found


@KNOWN
def test_one_column_a_row_off_is_named_alone(known: str) -> None:
    rows, off = new_month(2, OWN), shifted(CASE.counts, 1)
    key = "tthc_nguoi_dan"
    rows = tuple(
        replace(row, cells={**row.cells, key: other.cells[key]})
        for row, other in zip(rows, off, strict=True)
    )
    [found] = told(in_march(rows, known), ROW_OFF)
    assert (
        f"1 cột có số liệu kỳ 02/2024 của đơn vị ở dòng trên hoặc dòng dưới (cột {key}: " in found
    )


@KNOWN
@pytest.mark.parametrize(
    ("one", "other"),
    [("tthc_phai_cong_khai", "tthc_nvtc"), ("tthc_da_cong_bo", "tthc_nguoi_dan")],
)
def test_two_columns_in_each_others_place_are_named(known: str, one: str, other: str) -> None:
    [found] = told(in_march(exchanged(new_month(3, OWN), one, other), known), CROSSED)
    assert found == (
        f"counts.csv, cột {one}: 1 cặp cột có số liệu kỳ 02/2024 của nhau "
        f"(cột {one}: {NAMES[one]} – {NAMES[other]}), cần xem lại có dán đổi chỗ hai cột không."
    )


def test_last_months_counts_a_row_off_are_told_too() -> None:
    assert len(told(in_march(shifted(CASE.counts, 1), "remembered"), ROW_OFF)) == 1
    assert len(told(in_march(shifted(CASE.counts, -1), "history"), ROW_OFF)) == 1


def test_counts_that_all_are_as_lich_su_has_them_are_one_warning() -> None:
    [found] = told(in_march(CASE.counts, "history"), AS_BEFORE)
    assert found.startswith(
        "counts.csv: 29 đơn vị có mọi số liệu đúng như kỳ 02/2024 ở trang Lịch sử (Sở Công thương, "
    )
    # What the tool remembers itself stops the notice: no second sentence.
    assert told(in_march(CASE.counts, "remembered"), AS_BEFORE) == []
    few = (*CASE.counts[:9], *new_month(4, OWN)[9:])
    assert told(in_march(few, "history"), AS_BEFORE) == []


def test_history_of_a_later_month_and_of_what_is_not_listed_says_nothing() -> None:
    later = replace(CASE, history=history_of(CASE.counts, "2024-05"))
    strange = rows_of_parts([HistoryPart("2024-01", "so-la", "9.9", "1", "2")], {})
    typed = HistoryRow("2024-01", "Sở Lạ", Decimal("80.5"))
    assert warnings(replace(later, history=(*later.history, *strange, typed))) == []


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.sampled_from(["remembered", "history", "nothing"]))
def test_a_new_month_is_plausible_however_its_dossiers_went(seed: int, known: str) -> None:
    case = in_march(new_month(seed, OWN), known)
    assert told(case, ROW_OFF, FAR_OFF, ROWS_CROSSED, LIKE_KIND, CROSSED, AS_BEFORE) == []


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.sampled_from(["remembered", "history"]), st.sampled_from([1, -1]))
def test_a_new_month_a_row_off_is_always_found(seed: int, known: str, by: int) -> None:
    assert len(told(in_march(shifted(new_month(seed, OWN), by), known), ROW_OFF)) == 1


# --- some rows off within a kind, two agencies in each other's rows -----------------------------

KINDS = {"so-nganh": slice(0, 18), "cap-huyen": slice(18, 29)}


@KNOWN
@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("by", [2, -3])
def test_counts_some_rows_off_within_a_kind_are_one_sentence(
    known: str, kind: str, by: int
) -> None:
    rows, own = list(new_month(6, OWN)), KINDS[kind]
    rows[own] = shifted(tuple(rows[own]), by)
    [found] = told(in_march(tuple(rows), known), FAR_OFF)
    assert f"cột có số liệu kỳ 02/2024 của đơn vị cách đó {abs(by)} dòng cùng loại (" in found
    assert not told(in_march(tuple(rows), known), ROWS_CROSSED)


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from(["remembered", "history"]), st.integers(2, 6))
def test_a_new_month_some_rows_off_is_always_found(seed: int, known: str, by: int) -> None:
    rows = list(new_month(seed, OWN))
    rows[:18] = shifted(tuple(rows[:18]), by)
    assert len(told(in_march(tuple(rows), known), FAR_OFF)) == 1


def crossed(rows: tuple[DataRow, ...], one: int, other: int) -> tuple[DataRow, ...]:
    """Rows of which two agencies hold each other's counts."""
    cells = {one: rows[other].cells, other: rows[one].cells}
    return tuple(replace(row, cells=cells.get(at, row.cells)) for at, row in enumerate(rows))


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (new_month(7, OWN), "remembered"),
        (new_month(7, OWN), "history"),
        (CASE.counts, "remembered"),
    ],
)
def test_two_agencies_in_each_others_rows_are_named(rows: tuple[DataRow, ...], known: str) -> None:
    names = {agency.code: agency.name for agency in CASE.agencies}
    one, other = (names[CASE.counts[at].agency] for at in (2, 7))
    [found] = told(in_march(crossed(rows, 2, 7), known), ROWS_CROSSED)
    assert "1 cặp đơn vị có số liệu kỳ 02/2024 của nhau" in found
    assert f"(dòng 4, cột agency: {one} – {other})" in found


def test_an_agency_with_a_copy_of_anothers_counts_is_no_exchange() -> None:
    rows = new_month(8, OWN)
    copied = (*rows[:2], replace(rows[2], cells=rows[7].cells), *rows[3:])
    assert told(in_march(copied, "remembered"), ROWS_CROSSED) == []


# --- without any month before --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "row", "like"),
    [
        (1, 20, "Thành phố Đồng Xoài có số liệu như của Sở, ngành"),
        (-1, 19, "Ban Dân tộc có số liệu như của Cấp huyện"),
    ],
)
def test_counts_a_row_off_show_where_two_kinds_of_agencies_meet(
    by: int, row: int, like: str
) -> None:
    case = replace(CASE, counts=shifted(CASE.counts, by))
    assert [text for text in warnings(case) if LIKE_KIND in text] == [
        f"counts.csv, dòng {row}, cột agency: số liệu có vẻ lệch một dòng "
        f"(dòng {row}, cột agency: {like}), cần xem lại có dán đúng dòng của từng đơn vị không."
    ]


def test_agencies_in_any_order_of_rows_are_no_finding() -> None:
    rows = (*CASE.counts[18:], *CASE.counts[:18])
    numbered = tuple(replace(row, row=place) for place, row in enumerate(rows, 2))
    assert told(replace(CASE, counts=numbered), LIKE_KIND) == []
    assert len(told(replace(CASE, counts=shifted(numbered, 1)), LIKE_KIND)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("xl_dung_han", "xl_qua_han"), ("pakn_dung_han", "pakn_khong_hai_long")]
)
def test_columns_that_make_the_portals_points_in_each_others_place_are_named(
    one: str, other: str
) -> None:
    [found] = told(replace(CASE, counts=exchanged(CASE.counts, one, other)), "khớp điểm theo Cổng")
    assert found == (
        f"counts.csv, cột {one}: điểm tính ra chỉ khớp điểm theo Cổng khi cột này (“{NAMES[one]}”) "
        f"và cột “{NAMES[other]}” đổi chỗ cho nhau, cần xem lại có dán đổi chỗ hai cột không."
    )


def test_points_that_no_exchange_explains_name_no_columns() -> None:
    rows = new_month(5, OWN)
    assert any("chênh lệch" in text for text in told(replace(CASE, counts=rows), "điểm gõ theo"))
    assert told(replace(CASE, counts=rows), "khớp điểm theo Cổng") == []


def test_the_bundled_case_has_none_of_these() -> None:
    assert not any(words in item.text for item in BASE for words in ALL)


# --- whole columns of last month -----------------------------------------------------------------


def new_columns(columns: list[str]) -> list[str]:
    """What is told of columns in March, where only these were pasted anew."""
    rows = tuple(
        replace(row, cells={**row.cells, **{k: str(int(row.cells[k]) + 7) for k in columns}})
        for row in CASE.counts
    )
    march = with_settings(settled(CASE, FEBRUARY), period=MARCH)
    told = warnings(replace(march, counts=rows))
    return [sentence for sentence in told if "còn nguyên số liệu kỳ 02/2024" in sentence]


DOSSIERS = [count for count in CASE.index.count_by_id if count not in LASTING]


@pytest.mark.parametrize("pasted", [2, 4, 15])
def test_columns_that_nobody_pasted_anew_are_one_sentence(pasted: int) -> None:
    [sentence] = new_columns(DOSSIERS[:pasted])
    assert NAMES[DOSSIERS[pasted]] in sentence
    assert NAMES[DOSSIERS[0]] not in sentence


def test_columns_of_procedures_may_stay_as_they_are() -> None:
    assert new_columns(DOSSIERS) == []


def test_an_agency_that_has_procedures_alone_may_stay_as_it_is() -> None:
    alone = CASE.counts[0].agency
    february = replace(
        CASE,
        counts=tuple(
            replace(row, cells={k: t if k in LASTING else "0" for k, t in row.cells.items()})
            if row.agency == alone
            else row
            for row in CASE.counts
        ),
    )
    march = with_settings(settled(february, FEBRUARY), period=MARCH)
    rows = tuple(
        row
        if row.agency == alone
        else replace(row, cells={**row.cells, **{k: str(int(row.cells[k]) + 7) for k in DOSSIERS}})
        for row in march.counts
    )
    told = [str(item) for item in evaluate(replace(march, counts=rows)).findings]
    assert not [one for one in told if "đơn vị còn nguyên số liệu kỳ" in one]
    # Where nothing at all was pasted, every agency is told of.
    assert [item for item in evaluate(march).findings if "còn nguyên" in item.text]
