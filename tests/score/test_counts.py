"""Pasted cells as counts and their states."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.score.counts import MAX_COUNT, State, counts_from_rows, parse_count

WHOLE = st.integers(0, MAX_COUNT)


@given(WHOLE)
def test_a_whole_number_is_a_count_however_it_comes(number: int) -> None:
    for cell in (
        number,
        float(number),
        str(number),
        f" {number}\u00a0",
        f"{number},0",
        f"{number}.0",
    ):
        assert parse_count(cell) == (number, State.OK)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (None, State.MISSING),
        ("", State.MISSING),
        ("  ", State.MISSING),
        ("\u00a0", State.MISSING),
        (-1, State.NEGATIVE),
        (-0.5, State.NEGATIVE),
        ("-3", State.NEGATIVE),
        ("-2,5", State.NEGATIVE),
        (1.5, State.NOT_WHOLE),
        ("1,5", State.NOT_WHOLE),
        ("1.234", State.NOT_WHOLE),
        (",5", State.NOT_WHOLE),
        ("12,50", State.NOT_WHOLE),
        (MAX_COUNT * 2, State.NOT_WHOLE),
        ("1e300", State.NOT_WHOLE),
        ("1e2", State.NOT_WHOLE),
        ("1E+02", State.NOT_WHOLE),
        ("1,5e1", State.NOT_WHOLE),
        ("9" * 5_000, State.NOT_WHOLE),
        ("9" * 5_000 + ",0", State.NOT_WHOLE),
        (str(MAX_COUNT + 1), State.NOT_WHOLE),
        (True, State.TEXT),
        (False, State.TEXT),
        (math.nan, State.TEXT),
        (math.inf, State.TEXT),
        ("nan", State.TEXT),
        ("inf", State.TEXT),
        ("1e999", State.TEXT),
        ("abc", State.TEXT),
        ("12 hồ sơ", State.TEXT),
        ("1 000", State.TEXT),
        ("1.000.000", State.TEXT),
        ("1,234.5", State.TEXT),
        ("1_000", State.TEXT),
        ("=5", State.TEXT),
        ("#N/A", State.TEXT),
        ("--5", State.TEXT),
        (".", State.TEXT),
    ],
)
def test_what_is_no_count_has_no_value_and_its_own_state(cell: Any, state: State) -> None:
    value, found = parse_count(cell)
    assert math.isnan(value)
    assert found is state


@pytest.mark.parametrize(
    ("cell", "value"), [("+7", 7), ("007", 7), ("5.", 5), (-0.0, 0), ("-0", 0)]
)
def test_unusual_ways_to_write_a_whole_number_are_counts(cell: Any, value: int) -> None:
    assert parse_count(cell) == (value, State.OK)


@pytest.mark.parametrize("cell", ["1.000", "12,000", "120.000"])
def test_three_zeros_after_a_mark_are_never_taken_for_a_small_number(cell: str) -> None:
    """In Vietnam "1.000" is one thousand: it must be that or a problem, never 1."""
    value, state = parse_count(cell)
    assert state is not State.OK or value == int(cell.replace(".", "").replace(",", ""))


def test_a_whole_number_too_large_for_a_float_is_no_count() -> None:
    value, state = parse_count(10**400)
    assert math.isnan(value)
    assert state is not State.OK


def test_a_number_that_a_float_cannot_hold_exactly_is_no_count() -> None:
    value, state = parse_count(str(MAX_COUNT + 1))
    assert state is not State.OK
    assert math.isnan(value)


@given(st.one_of(st.none(), st.booleans(), st.integers(-(2**60), 2**60), st.floats(), st.text()))
def test_any_cell_is_either_a_whole_count_or_a_state_without_a_value(cell: Any) -> None:
    value, state = parse_count(cell)
    if state is State.OK:
        assert value >= 0
        assert value == int(value)
    else:
        assert math.isnan(value)
        assert state.stops_notice


def test_every_state_but_ok_has_words_and_only_grave_ones_stop_the_notice() -> None:
    assert State.OK.text == ""
    texts = [state.text for state in State if state is not State.OK]
    assert all(texts)
    assert len(set(texts)) == len(texts)
    assert [state for state in State if not state.stops_notice] == [
        State.OK,
        State.ZERO_DENOMINATOR,
        State.NOT_REPORTED,
        State.NOT_APPLICABLE,
    ]


def test_rows_become_columns_of_values_and_states() -> None:
    counts = counts_from_rows(["x", "y"], ["a", "b", "c"], [[1, "2", None], ["-1", 5.0, "ba"]])
    assert counts.agencies == ("x", "y")
    assert counts.ids == ("a", "b", "c")
    assert counts.values.shape == counts.states.shape == (3, 2)
    expected = np.array([[1, np.nan], [2, 5], [np.nan, np.nan]])
    np.testing.assert_array_equal(counts.values, expected)
    assert counts.states.tolist() == [
        [State.OK, State.NEGATIVE],
        [State.OK, State.OK],
        [State.MISSING, State.TEXT],
    ]


def test_no_agencies_give_empty_columns() -> None:
    counts = counts_from_rows([], ["a", "b"], [])
    assert counts.values.shape == (2, 0)
    assert counts.total().values.tolist() == [[0], [0]]


TERMS = st.lists(st.tuples(st.sampled_from([1, -1]), st.sampled_from("abc")), min_size=1)


@given(st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=1), TERMS)
def test_signed_sums_agree_with_plain_arithmetic(
    rows: list[list[int]], terms: list[tuple[int, str]]
) -> None:
    counts = counts_from_rows([str(i) for i in range(len(rows))], ["a", "b", "c"], rows)
    before = counts.values.copy()
    sums = counts.sum(terms)
    for place, row in enumerate(rows):
        expected = sum(sign * row["abc".index(name)] for sign, name in terms)
        assert sums[place] == expected
        assert counts.exact_sum(terms, place) == Fraction(expected)
    np.testing.assert_array_equal(counts.values, before)


def test_the_total_sums_all_agencies_and_leaves_out_what_is_no_count() -> None:
    counts = counts_from_rows(["x", "y", "z"], ["a", "b"], [[1, 2], ["x", 3], [None, None]])
    total = counts.total()
    assert total.values.tolist() == [[1], [5]]
    assert total.states.tolist() == [[State.OK], [State.OK]]
    assert len(total.agencies) == 1
