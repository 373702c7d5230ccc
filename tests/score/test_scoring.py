"""Counts to points: bounds, order, ties, grades, states, and exact arithmetic beside floats."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bpindex.index.definition import Component
from bpindex.index.files import bundled_index_sets
from bpindex.score.counts import State
from bpindex.score.scoring import (
    Scores,
    component_points,
    exact_group_points,
    exact_points,
    exact_rate,
    grades_of,
    group_state,
    score,
)
from tests.strategies import ODD_COUNTS, count_rows, counts_of_rows

INDEX, _, INDEX_2026 = bundled_index_sets()
PLACES = {component.id: place for place, component in enumerate(INDEX.components)}
ROWS = st.lists(count_rows(), min_size=1, max_size=6)
COMPONENTS = st.sampled_from(INDEX.components)
FULL = {
    **dict.fromkeys(INDEX.count_by_id, 10),
    "dvc_mot_phan": 4,
    "dvc_toan_trinh": 6,
    "hl_dung_han": 20,
    "xl_qua_han": 0,
    "dang_xl_qua_han": 0,
    "pakn_khong_hai_long": 0,
}


def scores_of(*rows: dict[str, Any]) -> Scores:
    return score(INDEX, counts_of_rows(INDEX, rows))


def points_of(scores: Scores, component: str, agency: int = 0) -> float:
    return float(scores.points[PLACES[component], agency])


def state_of(scores: Scores, component: str, agency: int = 0) -> State:
    return State(int(scores.states[PLACES[component], agency]))


def test_full_counts_give_full_points() -> None:
    scores = scores_of(FULL)
    assert scores.points[:, 0].tolist() == [float(c.max_points) for c in INDEX.components]
    assert scores.group_points[:, 0].tolist() == [18, 20, 12, 10, 18, 22]
    assert scores.total.tolist() == [100]
    assert scores.grades() == ["Xuất sắc"]


def test_points_rise_with_the_rate_up_to_the_target_and_stay_full_above_it() -> None:
    rows = [FULL | {"hs_tiep_nhan": 100, "hs_truc_tuyen": n} for n in (0, 1, 25, 50, 51, 100)]
    scores = scores_of(*rows)
    points = [points_of(scores, "3.3", place) for place in range(len(rows))]
    assert points == pytest.approx([0, 0.12, 3, 6, 6, 6], abs=1e-12)
    assert scores.rates[PLACES["3.3"]].tolist() == [0, 0.01, 0.25, 0.5, 0.51, 1]


def test_the_set_of_2026_asks_more_of_online_payment() -> None:
    row = FULL | {"hs_nvtc": 100, "hs_tt_truc_tuyen": 30}
    assert points_of(scores_of(row), "3.6") == 6
    newer = score(INDEX_2026, counts_of_rows(INDEX_2026, [row]))
    assert float(newer.points[PLACES["3.6"], 0]) == pytest.approx(1.8)


@given(ROWS)
def test_points_stay_between_zero_and_the_maximum(rows: list[dict[str, int]]) -> None:
    scores = scores_of(*rows)
    limits = np.array([[float(c.max_points)] for c in INDEX.components])
    assert not scores.agency_states.any()
    assert (scores.points >= 0).all()
    assert (scores.points <= limits).all()
    assert ((scores.total >= 0) & (scores.total <= 100 + 1e-9)).all()


@given(
    ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.lists(
        st.tuples(st.sampled_from(list(INDEX.count_by_id)), st.sampled_from(ODD_COUNTS)),
        max_size=5)))
)  # fmt: skip
def test_a_figure_is_a_number_exactly_where_its_state_lets_it_be(
    drawn: tuple[list[dict[str, Any]], list[tuple[str, str]]],
) -> None:
    rows, changes = drawn
    for place, (count, text) in enumerate(changes):
        rows[place % len(rows)][count] = text
    scores = scores_of(*rows)
    assert (np.isnan(scores.rates) == (scores.states != State.OK)).all()
    assert (np.isnan(scores.points) == (scores.states > State.ZERO_DENOMINATOR)).all()
    assert (np.isnan(scores.total) == (scores.agency_states != State.OK)).all()
    assert [grade == "" for grade in scores.grades()] == np.isnan(scores.total).tolist()
    assert (scores.ranks() == 0).tolist() == np.isnan(scores.total).tolist()


# How to raise the numerator of a component by one and leave its denominator as it is.
RAISES: dict[str, dict[str, int]] = {
    c.id: {c.numerator: 1} for c in INDEX.components if len(c.numerator_terms) == 1
} | {
    "2.1": {"xl_dung_han": 1, "xl_qua_han": -1},
    "3.1": {"dvc_toan_trinh": 1},
    "5.3": {"pakn_khong_hai_long": -1},
}


@given(count_rows(), COMPONENTS)
def test_points_rise_with_the_numerator(row: dict[str, int], component: Component) -> None:
    raised = row | {count: row[count] + step for count, step in RAISES[component.id].items()}
    assume(min(raised.values()) >= 0)
    before, after = scores_of(row), scores_of(raised)
    assume(state_of(after, component.id) is State.OK)
    low, high = points_of(before, component.id), points_of(after, component.id)
    assert low <= high
    if exact_points(after, component, 0) < component.max_points:  # type: ignore[operator]
        assert low < high


@given(
    st.fractions(0, 1, max_denominator=10**6),
    st.fractions(0, 1, max_denominator=10**6),
    st.integers(1, 20),
    st.integers(1, 100),
)
def test_the_formula_is_the_smaller_of_maximum_and_share(
    a: Fraction, b: Fraction, max_points: int, target: int
) -> None:
    share = Fraction(target, 100)
    low, high = (component_points(rate, Fraction(max_points), share) for rate in sorted((a, b)))
    assert 0 <= low <= high <= max_points
    assert low == min(max_points, min(a, b) * max_points / share)


@given(ROWS)
def test_a_group_is_the_sum_of_its_components_and_the_total_the_sum_of_the_groups(
    rows: list[dict[str, int]],
) -> None:
    scores = scores_of(*rows)
    for place, group in enumerate(INDEX.group_by_id):
        members = [PLACES[c.id] for c in INDEX.components_of(group)]
        np.testing.assert_allclose(
            scores.group_points[place], scores.points[members].sum(axis=0), rtol=0, atol=1e-12
        )
    np.testing.assert_allclose(scores.total, scores.points.sum(axis=0), rtol=0, atol=1e-12)


@settings(max_examples=50)
@given(
    st.lists(count_rows(), min_size=2, max_size=20).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))
    )
)
def test_any_order_of_agencies_gives_the_same_result_bit_for_bit(
    drawn: tuple[list[dict[str, int]], Sequence[int]],
) -> None:
    rows, order = drawn
    straight, shuffled = scores_of(*rows), scores_of(*(rows[place] for place in order))
    for name in ("rates", "points", "group_points", "total", "states"):
        expected = np.ascontiguousarray(getattr(straight, name)[..., list(order)])
        assert np.ascontiguousarray(getattr(shuffled, name)).tobytes() == expected.tobytes(), name
    assert shuffled.ranks().tolist() == straight.ranks()[list(order)].tolist()
    assert shuffled.grades() == [straight.grades()[place] for place in order]


@given(ROWS)
def test_an_agency_scores_the_same_alone_and_among_others(rows: list[dict[str, int]]) -> None:
    together = scores_of(*rows)
    for place, row in enumerate(rows):
        alone = scores_of(row)
        assert alone.points[:, 0].tobytes() == together.points[:, place].tobytes()
        assert alone.total[0] == together.total[place]


@given(ROWS)
def test_exact_fractions_agree_with_floats(rows: list[dict[str, int]]) -> None:
    scores = scores_of(*rows)
    for agency in range(len(rows)):
        for component in INDEX.components:
            place = PLACES[component.id]
            rate = exact_rate(scores, component, agency)
            points = exact_points(scores, component, agency)
            assert points is not None
            assert 0 <= points <= component.max_points
            assert abs(float(points) - scores.points[place, agency]) <= 1e-9
            if rate is None:
                assert np.isnan(scores.rates[place, agency])
            else:
                assert abs(float(rate) - scores.rates[place, agency]) <= 1e-9
        sums = [exact_group_points(scores, group, agency) for group in INDEX.group_by_id]
        assert None not in sums
        for place, group_points in enumerate(sums):
            assert abs(float(group_points) - scores.group_points[place, agency]) <= 1e-9  # type: ignore[arg-type]
        assert abs(float(sum(sums)) - scores.total[agency]) <= 1e-9  # type: ignore[arg-type]


# --- states ----------------------------------------------------------------------------------


@pytest.mark.parametrize("component", INDEX.components, ids=lambda component: component.id)
def test_a_zero_denominator_gives_the_points_of_its_rule(component: Component) -> None:
    zeros = dict.fromkeys(INDEX.count_by_id, 0)
    scores = scores_of(zeros)
    assert state_of(scores, component.id) is State.ZERO_DENOMINATOR
    expected = 6 if component.id in ("5.2", "5.3") else 0
    assert points_of(scores, component.id) == expected
    assert exact_points(scores, component, 0) == expected
    assert exact_rate(scores, component, 0) is None


def test_without_petitions_satisfaction_still_gives_twelve_points() -> None:
    scores = scores_of(dict.fromkeys(INDEX.count_by_id, 0))
    assert exact_group_points(scores, "HL", 0) == 12
    assert scores.total.tolist() == [12]
    assert scores.agency_states.tolist() == [State.OK]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (None, State.MISSING),
        ("", State.MISSING),
        ("1,5", State.NOT_WHOLE),
        ("-3", State.NEGATIVE),
        ("abc", State.TEXT),
    ],
)
def test_an_odd_count_stops_its_components_their_group_and_the_total_only(
    cell: Any, state: State
) -> None:
    scores = scores_of(FULL, FULL | {"hs_tong": cell})
    hit = {"1.4", "4.5b"}
    for component in INDEX.components:
        is_hit = component.id in hit
        assert state_of(scores, component.id, 1) is (state if is_hit else State.OK)
        assert (exact_points(scores, component, 1) is None) is is_hit
        assert (exact_rate(scores, component, 1) is None) is is_hit
    stopped = [group for group in INDEX.group_by_id if exact_group_points(scores, group, 1) is None]
    assert stopped == ["CK", "SH"]
    assert [g for g in INDEX.group_by_id if group_state(scores, g, 1) is not State.OK] == stopped
    assert group_state(scores, "CK", 1) is state
    assert np.isnan(scores.group_points[:, 1]).tolist() == [True, False, False, False, False, True]
    assert scores.agency_states.tolist() == [State.OK, state]
    assert scores.ranks().tolist() == [1, 0]
    assert scores.grades() == ["Xuất sắc", ""]


@pytest.mark.parametrize(
    ("changes", "component"),
    [
        ({"hs_dong_bo": 11}, "1.4"),
        ({"pakn_khong_hai_long": 11}, "5.3"),
        ({"hs_dong_bo": 1, "hs_tong": 0, "hs_khai_thac_dan_cu": 0}, "1.4"),
        ({"xl_truoc_han": 0, "xl_dung_han": 0, "hl_dung_han": 1}, "5.4"),
    ],
)
def test_a_numerator_beyond_its_denominator_or_below_zero_is_out_of_range(
    changes: dict[str, int], component: str
) -> None:
    scores = scores_of(FULL | changes)
    assert state_of(scores, component) is State.NUMERATOR_OUT_OF_RANGE
    assert np.isnan(points_of(scores, component))
    assert scores.agency_states.tolist() == [State.NUMERATOR_OUT_OF_RANGE]


def test_the_gravest_state_of_a_component_and_of_an_agency_wins() -> None:
    scores = scores_of(
        FULL | {"hs_dong_bo": "-1", "hs_tong": "abc"},
        FULL | {"hs_dong_bo": "1,5", "hs_tong": None},
        FULL | {"hs_dong_bo": 99, "tthc_da_cong_bo": 0, "tthc_cong_bo_dung_han": 0},
    )
    assert [state_of(scores, "1.4", place) for place in range(3)] == [
        State.TEXT,
        State.NOT_WHOLE,
        State.NUMERATOR_OUT_OF_RANGE,
    ]
    assert scores.agency_states.tolist() == [
        State.TEXT,
        State.NOT_WHOLE,
        State.NUMERATOR_OUT_OF_RANGE,
    ]
    assert group_state(scores, "CK", 2) is State.NUMERATOR_OUT_OF_RANGE


def test_a_zero_denominator_does_not_make_a_group_state() -> None:
    scores = scores_of(FULL | {"hs_tong": 0, "hs_dong_bo": 0, "hs_khai_thac_dan_cu": 0})
    assert state_of(scores, "1.4") is State.ZERO_DENOMINATOR
    assert group_state(scores, "CK", 0) is State.OK
    assert scores.agency_states.tolist() == [State.OK]


def test_scoring_leaves_the_counts_as_they_were() -> None:
    counts = counts_of_rows(INDEX, [FULL, FULL | {"hs_tong": "x"}])
    values, states = counts.values.copy(), counts.states.copy()
    score(INDEX, counts)
    np.testing.assert_array_equal(counts.values, values)
    np.testing.assert_array_equal(counts.states, states)


def test_no_agencies_have_no_scores() -> None:
    scores = scores_of()
    assert scores.points.shape == (21, 0)
    assert scores.group_points.shape == (6, 0)
    assert scores.ranks().tolist() == []
    assert scores.grades() == []
    assert scores.agency_states.tolist() == []


# --- ranks and grades ------------------------------------------------------------------------


def with_totals(totals: Sequence[float]) -> Scores:
    return replace(scores_of(*[FULL] * len(totals)), total=np.array(totals, dtype=float))


def test_ranks_share_ties_and_skip_the_places_they_take() -> None:
    scores = with_totals([80, 95, 80, np.nan, 70, 95, 80])
    assert scores.ranks().tolist() == [3, 1, 3, 0, 6, 1, 3]


def test_ranks_count_within_each_kind() -> None:
    scores = with_totals([80, 95, 70, 95, np.nan])
    assert scores.ranks(["sở", "sở", "huyện", "huyện", "xã"]).tolist() == [2, 1, 2, 1, 0]


def test_binary_dust_breaks_no_tie_and_misses_no_grade() -> None:
    scores = with_totals([0.1 + 0.2, 0.3, 90 - 1e-12, 90])
    assert scores.ranks().tolist() == [3, 3, 1, 1]
    assert scores.grades() == ["Yếu", "Yếu", "Xuất sắc", "Xuất sắc"]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.just(np.nan), st.integers(0, 1000).map(lambda n: n / 10)),
            st.sampled_from(["sở", "huyện"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_rank_is_one_more_than_the_number_of_better_agencies_of_the_kind(
    drawn: list[tuple[float, str]],
) -> None:
    totals, kinds = [t for t, _ in drawn], [k for _, k in drawn]
    expected = [
        0
        if np.isnan(total)
        else 1 + sum(k == kind and t > total for t, k in zip(totals, kinds, strict=True))
        for total, kind in drawn
    ]
    assert with_totals(totals).ranks(kinds).tolist() == expected


def test_grades_begin_at_their_cut_offs() -> None:
    totals = [100, 90, 89.999999, 80, 79.999999, 70, 69.999999, 50, 49.999999, 0, np.nan]
    expected = [
        "Xuất sắc", "Xuất sắc", "Tốt", "Tốt", "Khá", "Khá", "Trung bình", "Trung bình",
        "Yếu", "Yếu", "",
    ]  # fmt: skip
    scores = with_totals(totals)
    assert scores.grades() == expected
    assert grades_of(totals, INDEX.grades) == expected


def test_grades_are_earned_at_their_cut_offs() -> None:
    names = grades_of([100.0, 90.0, 80.0, 70.0, 50.0, 0.0], INDEX.grades)
    assert names == ["Xuất sắc", "Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]
    below = grades_of([cut - 0.001 for cut in (90, 80, 70, 50)], INDEX.grades)
    assert below == ["Tốt", "Khá", "Trung bình", "Yếu"]


def test_counts_that_give_exactly_ninety_points_earn_the_best_grade() -> None:
    half_late = {"xl_truoc_han": 0, "xl_dung_han": 1, "xl_qua_han": 1, "hl_dung_han": 2}
    scores = scores_of(FULL | half_late, FULL | half_late | {"kq_yeu_cau": 1000, "kq_dien_tu": 999})
    assert scores.total[0] == pytest.approx(90)
    assert scores.grades() == ["Xuất sắc", "Tốt"]
