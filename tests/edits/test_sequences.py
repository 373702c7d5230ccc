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
| close the month, open the closed one again | `history/test_stories`, `actions/test_past_months` |
| double run | `actions/test_running`: two processes are no step of a story |
"""

import os
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
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


def story(number: int) -> tuple[bool, bool, list[tuple[str, int, int]]]:
    """Return the story of a number, the same one on every machine."""
    draw = Random(number)
    steps = range(draw.randint(4, 18))
    late, signatures = draw.random() < 0.5, draw.random() < 0.5
    told = [(draw.choice(ACTIONS), draw.randrange(10_000), draw.randrange(10_000)) for _ in steps]
    return late, signatures, told


# Stories beyond the ordinary ones that found something once.
FOUND = (
    2002, 2302, 2855, 3523, 3714, 3798, 4070, 4896, 5325, 5551, 6194, 6246, 6262, 6843, 7095, 7493,
    7670, 8054, 8377, 8952, 11969, 13527, 15993, 17546, 22055, 22761, 33233, 35451, 42563,
)  # fmt: skip
# The same, drawn by Hypothesis: a header's words came back as a line of their own, and a copy just
# like its row was put back between shifted cells.
DRAWN = (
    [("shift_up", 0, 0), ("shift_up", 1550, 0), ("type", 161, 0), ("type", 225, 0),
     ("lose_keys", 0, 10)],
    [("generate", 0, 0), ("shift_down", 2776, 0), ("copy", 1, 0), ("shift_down", 0, 0)],
)  # fmt: skip


@pytest.mark.parametrize("number", FOUND)
def test_numbered_stories_that_found_something(number: int) -> None:
    play_through(*story(number))


@pytest.mark.parametrize("steps", DRAWN, ids=["header", "copy"])
def test_drawn_stories_that_found_something(steps: list[tuple[str, int, int]]) -> None:
    play_through(False, False, steps)


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_typed_is_lost_and_nothing_computed_is_taken_for_typed(share: int) -> None:
    # The ordinary tests play the same stories everywhere (what Hypothesis draws depends on the
    # modules that are loaded); a number of one's own is drawn anew.
    if "BOCHISO_SEQUENCES" not in os.environ:
        for number in range(share, SEQUENCES, SHARES):
            try:
                play_through(*story(number))
            except Exception as error:
                error.add_note(f"story {number}: {story(number)}")
                raise
        return
    play = settings(
        max_examples=len(range(share, SEQUENCES, SHARES)),
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )(given(st.booleans(), st.booleans(), st.lists(STEP, min_size=4, max_size=18))(play_through))
    play()


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
