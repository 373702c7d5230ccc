"""Long random sequences of what people do: nothing typed is lost, nothing computed is mistaken.

The ordinary run plays 2,000 sequences. As many as one likes:
`BOCHISO_SEQUENCES=50000 python -m pytest tests/edits/test_sequences.py`.

Which stories hold what people do, here, in `test_months` and in `actions/test_sheet_stories`:

| action | stories |
|---|---|
| shift cells, sort without the key, paste, lose a key | here (`strokes`) |
| move, copy, delete, type, filter, hide, widths, heights, page | here (`hands`) |
| type below and in the appendix, comment, merge cells, two signatures | here (`elsewhere`) |
| change the period and back | here (`registers`), months |
| undo | here, sheet stories |
| an entry by hand, merge a colleague's copy | here, months; sheet stories merge too |
| restore | months, sheet stories |
| carry over | months |
| rename and copy the notice, type on the previous one, lock, upgrade | sheet stories |
| double run | `actions/test_running`: two processes are no step of a story |
"""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.edits.desk import Desk
from tests.edits.person import Person

SEQUENCES = int(os.environ.get("BOCHISO_SEQUENCES", "2000"))
# They are shared out, so that they can be played side by side; each share has sequences of its own.
SHARES = 8

ACTIONS = (
    "generate", "type", "type", "type",
    "retype", "clear", "type_over", "type_over", "insert", "insert",
    "insert_in_table", "insert_blank", "delete", "delete", "move", "move", "copy", "columns",
    "format", "height", "hide", "filter", "widths", "page", "break", "beside",
    "counts", "counts", "generate", "generate", "generate",
    "withdraw", "withdraw_kind", "reopen", "rebuild", "index", "rename", "as_numbers", "nfd",
    "shift_down", "shift_up", "sort", "paste", "lose_keys",
    "below_appendix", "type_in_appendix", "comment", "comment", "merge_cells",
    "month", "undo", "enter", "merge",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9_999), st.integers(0, 9_999))


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_typed_is_lost_and_nothing_computed_is_taken_for_typed(share: int) -> None:
    play = settings(
        max_examples=len(range(share, SEQUENCES, SHARES)),
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )(given(st.booleans(), st.booleans(), st.lists(STEP, min_size=4, max_size=18))(play_through))
    # The ordinary tests always play the same sequences, a number of one's own is drawn anew.
    (play if "BOCHISO_SEQUENCES" in os.environ else seed(share)(play))()


def play_through(late: bool, signatures: bool, steps: list[tuple[str, int, int]]) -> None:
    person = Person(late, signatures)
    for step in steps:
        person.play(step)
    person.do_generate(0, 0)
    # Nothing is left to do; and with everything withdrawn it is the notice as computed.
    assert person.desk.generate().new == []
    clean = replace(person.desk.case, corrections=())
    person.withdraw({id(item) for item in person.desk.in_force()})
    person.desk.generate()
    assert person.desk.shown() == Desk(clean).shown()
