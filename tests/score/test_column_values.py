"""The numerator and denominator that a table prints are those behind the rate beside them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpindex.case.keys import PROVINCE
from bpindex.case.printed import PrintedColumn, What
from bpindex.index.definition import IndexSet
from bpindex.index.files import bundled_index_sets
from bpindex.score.column_values import value_of
from bpindex.score.figures import province_scores, scores_of
from bpindex.score.scoring import exact_rate, score
from tests.score.test_given import CODES, FULL, NEW, SHARED, TEXTS, case_of
from tests.strategies import counts_of_rows


@pytest.mark.parametrize("index", bundled_index_sets(), ids=lambda index: index.id)
@settings(max_examples=30)
@given(data=st.data())
def test_the_rate_is_numerator_by_denominator(index: IndexSet, data: st.DataObject) -> None:
    row = {name: data.draw(st.integers(0, 2000)) for name in index.count_by_id}
    scores = score(index, counts_of_rows(index, [row]))
    for component in index.components:
        rate = exact_rate(scores, component, 0)
        numerator = value_of(scores, PrintedColumn(What.NUMERATOR, component.id), 0)
        denominator = value_of(scores, PrintedColumn(What.DENOMINATOR, component.id), 0)
        if rate is not None:
            assert numerator is not None and denominator
            assert numerator / denominator == rate, component.id


def test_the_larger_of_two_counts_is_printed_not_their_sum() -> None:
    [component] = [item for item in NEW.components if item.id == "1.4"]
    assert len(component.denominator_sums) == 2
    first, other = (terms[0][1] for terms in component.denominator_sums)
    row = FULL | {first: 779, other: 470}
    scores = score(NEW, counts_of_rows(NEW, [row]))
    assert value_of(scores, PrintedColumn(What.DENOMINATOR, "1.4"), 0) == 779


def test_what_all_agencies_share_is_in_the_provinces_row_once() -> None:
    blank = {name: text for name, text in TEXTS.items() if name not in SHARED}
    case = case_of({PROVINCE: SHARED} | dict.fromkeys(CODES, blank), {})
    for changed in (case, case_of(dict.fromkeys(CODES, TEXTS | SHARED), {})):
        scores = scores_of(changed)
        of_province = province_scores(changed, scores)
        column = PrintedColumn(What.DENOMINATOR, "1.1")
        assert value_of(of_province, column, 0) == value_of(scores, column, 0) == 8
