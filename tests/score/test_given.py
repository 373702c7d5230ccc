"""Points that are not of an agency's own counts: typed, shared, not applicable, not reported."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.keys import PROVINCE
from bpindex.case.records import DataRow
from bpindex.index.definition import NotFor, View
from bpindex.index.files import bundled_index_sets
from bpindex.score.counts import State
from bpindex.score.figures import province_scores, scores_of
from bpindex.score.given import parse_points
from bpindex.score.scoring import (
    Given,
    Scores,
    exact_group_points,
    exact_points,
    group_state,
    score,
)
from tests.changed_cases import CASE, keeping
from tests.strategies import counts_of_rows

OLD, _, NEW = bundled_index_sets()
FULL = dict.fromkeys(NEW.count_by_id, 10) | {
    "xl_truoc_han": 4, "xl_dung_han": 3, "dang_xl_trong_han": 3,
    "dvc_mot_phan": 4, "dvc_toan_trinh": 6, "pakn_khong_hai_long": 0,
}  # fmt: skip
CODES = ("so-cong-thuong", "so-y-te", "so-tu-phap")
GROUPS = [group.id for group in NEW.groups]


def scored(*rows: Mapping[str, Any], kinds: tuple[str, ...] = (), index: Any = NEW) -> Scores:
    return score(index, counts_of_rows(index, rows), Given(kinds or ("Cấp xã",) * len(rows)))


def with_rule(component: str, **changes: Any) -> Any:
    items = (replace(c, **changes) if c.id == component else c for c in NEW.components)
    return replace(NEW, components=tuple(items))


# --- not reported ----------------------------------------------------------------------------


def test_not_reported_denominator_0_and_0_are_three_states() -> None:
    row = FULL | {"hs_nvtc": 10}
    scores = scored(
        row | {"hs_tt_truc_tuyen": "không báo cáo"},
        row | {"hs_tt_truc_tuyen": 0, "hs_nvtc": 0},
        row | {"hs_tt_truc_tuyen": 0},
        row | {"hs_tt_truc_tuyen": " – "},
    )
    place = NEW.component_rows["3.6"]
    assert [State(int(s)) for s in scores.states[place]] == [
        State.NOT_REPORTED, State.ZERO_DENOMINATOR, State.OK, State.NOT_REPORTED
    ]  # fmt: skip
    assert np.isnan(scores.points[place]).tolist() == [True, False, False, True]
    assert scores.total.tolist() == [94, 94, 94, 94]
    assert not scores.agency_states.any()


def test_a_group_of_which_nothing_is_reported_has_no_points_and_takes_none_away() -> None:
    nothing = {count: "-" for c in NEW.components_of("TD") for count in c.counts}
    scores = scored(FULL | nothing | {"hl_dung_han": 10})
    places = [GROUPS.index(name) for name in ("TD", "HL")]
    # 5.4 has the same denominator: not reported either.
    assert scores.group_points[places, 0].tolist() == pytest.approx([np.nan, 12], nan_ok=True)
    assert exact_group_points(scores, "TD", 0) is None
    assert scores.total[0] == 100 - 20 - 6


# --- not applicable to a kind ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("gives", "group", "total"),
    [(NotFor.FULL, 18, 96), (NotFor.NONE, 16, 94), (NotFor.OUT, 17.6, 95.6)],
)
def test_a_component_that_does_not_apply_gives_what_the_set_says(
    gives: NotFor, group: float, total: float
) -> None:
    index = with_rule("4.6", not_for=("Sở, ngành",), not_for_gives=gives)
    # 4.4 misses its 4 points; without 4.6, 16 of 20 are 17.6 of 22.
    row = FULL | {"sh_kho_du_lieu": 0, "xa_tham_quyen": "", "xa_chung_thuc": ""}
    scores = scored(row, kinds=("sở, ngành ",), index=index)
    assert exact_group_points(scores, "SH", 0) == Fraction(str(group))
    assert scores.total[0] == pytest.approx(total)
    assert group_state(scores, "SH", 0) is State.OK
    other = scored(row, kinds=("Cấp xã",), index=index)
    assert group_state(other, "SH", 0) is State.MISSING


@given(
    st.lists(
        st.fixed_dictionaries({name: st.sampled_from([0, 5, 10, "-", ""]) for name in (
            "xa_chung_thuc", "sh_tphs", "kq_dien_tu", "hs_tt_truc_tuyen", "pakn_tong"
        )}), min_size=1, max_size=4),
    st.sampled_from(NotFor),
    st.lists(st.sampled_from(["A", "B"]), min_size=4, max_size=4),
    st.dictionaries(st.sampled_from(["SH", "4.2", "TTTT", "3.6", "HL"]), st.fractions(0, 6)),
)  # fmt: skip
def test_what_is_ranked_is_what_is_exact(
    rows: list[dict[str, Any]], gives: NotFor, kinds: list[str], typed: dict[str, Fraction]
) -> None:
    index = with_rule("4.6", not_for=("A",), not_for_gives=gives)
    points = {entry: {0: number} for entry, number in typed.items()}
    counts = counts_of_rows(index, [FULL | row for row in rows])
    scores = score(index, counts, Given(tuple(kinds[: len(rows)]), points))
    for agency in range(len(rows)):
        groups = [exact_group_points(scores, name, agency) for name in GROUPS]
        floats = [np.nan if exact is None else float(exact) for exact in groups]
        assert scores.group_points[:, agency].tolist() == pytest.approx(floats, nan_ok=True)
        stops = any(group_state(scores, name, agency).stops_notice for name in GROUPS)
        total = np.nan if stops else sum(float(exact or 0) for exact in groups)
        assert float(scores.total[agency]) == pytest.approx(total, nan_ok=True)
        for row, component in enumerate(index.components):
            exact = exact_points(scores, component, agency)
            shown = np.nan if exact is None else float(exact)
            assert float(scores.points[row, agency]) == pytest.approx(shown, nan_ok=True)


# --- points of the province, typed points ----------------------------------------------------


def case_of(counts: Mapping[str, Mapping[str, str]], typed: Mapping[str, Mapping[str, str]]) -> Any:
    case = keeping(CODES, CASE)
    return replace(
        case,
        index=NEW,
        counts=tuple(DataRow(code, cells) for code, cells in counts.items()),
        typed=tuple(DataRow(code, cells) for code, cells in typed.items()),
        corrections=(),
    )


TEXTS = {name: str(number) for name, number in FULL.items()}
SHARED = {"tthc_da_cong_bo": "8", "tthc_cong_bo_dung_han": "6"}


def test_the_points_of_the_province_stand_at_every_agency() -> None:
    blank = {name: text for name, text in TEXTS.items() if name not in SHARED}
    scores = scores_of(case_of({PROVINCE: SHARED} | dict.fromkeys(CODES, blank), {}))
    assert scores.points[NEW.component_rows["1.1"]].tolist() == [4.5] * 3
    # Whatever an agency itself says.
    scores = scores_of(case_of({PROVINCE: SHARED} | dict.fromkeys(CODES, TEXTS), {}))
    assert scores.points[NEW.component_rows["1.1"]].tolist() == [4.5] * 3


def test_points_of_the_province_may_be_typed() -> None:
    typed = {PROVINCE: {"1.1_diem": "5,25", "4.2_diem": "1"}, CODES[0]: {"1.1_diem": "5.5/6"}}
    scores = scores_of(case_of(dict.fromkeys(CODES, TEXTS), typed))
    assert scores.points[NEW.component_rows["1.1"]].tolist() == [5.5, 5.25, 5.25]
    assert scores.points[NEW.component_rows["4.2"]].tolist() == [4, 4, 4]  # not a shared one


def test_total_and_grade_come_from_typed_points_without_any_count() -> None:
    points = {"CK": "15,5", "TD": "20", "TT": "12/12", "TTTT": "10", "HL": "18", "SH": "14.5"}
    typed = {code: {f"{name}_diem": text for name, text in points.items()} for code in CODES}
    typed[CODES[1]] = typed[CODES[1]] | {"SH_diem": "4.5"}
    scores = scores_of(case_of({}, typed))
    assert scores.total.tolist() == [90, 80, 90]
    assert scores.grades() == ["Xuất sắc", "Tốt", "Xuất sắc"]
    assert scores.ranks().tolist() == [1, 3, 1]
    assert exact_group_points(scores, "CK", 0) == Fraction("15.5")
    assert not scores.agency_states.any()


def test_some_groups_typed_and_others_computed_make_one_total() -> None:
    scores = scores_of(case_of(dict.fromkeys(CODES, TEXTS), {CODES[2]: {"TD_diem": "7,5"}}))
    assert scores.total.tolist() == [100, 100, 87.5]
    some = {name: text for name, text in TEXTS.items() if name != "hs_nvtc"}
    scores = scores_of(case_of(dict.fromkeys(CODES, some), {CODES[2]: {"TTTT_diem": "7"}}))
    assert scores.total.tolist() == pytest.approx([np.nan, np.nan, 97], nan_ok=True)


@pytest.mark.parametrize("text", ["", "x", "-1", "1,2,3", "15.5/", "5 điểm"])
def test_what_is_no_number_is_no_points(text: str) -> None:
    assert parse_points(text) is None


def test_the_province_is_no_sum_where_agencies_share_what_is_counted() -> None:
    case = case_of(dict.fromkeys(CODES, TEXTS), {})
    scores = province_scores(case, scores_of(case))
    states = {name: scores.states[NEW.component_rows[name], 0] for name in ("3.1", "3.3", "1.1")}
    assert states == {"3.1": State.MISSING, "3.3": State.OK, "1.1": State.OK}
    own = {"tthc_tham_quyen": "40", "dvc_mot_phan": "10", "dvc_toan_trinh": "6"}
    case = case_of(dict.fromkeys(CODES, TEXTS) | {PROVINCE: own}, {})
    scores = province_scores(case, scores_of(case))
    assert exact_points(scores, NEW.component_by_id["3.1"], 0) == 1  # 2 x 40 / 80


def test_five_groups_have_the_points_of_six() -> None:
    rows = [FULL, FULL | {"hs_tt_truc_tuyen": 3, "hs_truc_tuyen": 1}]
    six, five = scored(*rows), scored(*rows, index=NEW.seen_as(View.MERGED))
    assert five.total.tolist() == pytest.approx(six.total.tolist())
    online = six.group_points[[GROUPS.index("TT"), GROUPS.index("TTTT")]].sum(axis=0)
    assert five.group_points[2].tolist() == pytest.approx(online.tolist())
