"""Stories of corrections that end with a new month, and go back to the one that was closed.

The person is that of `tests/edits`: whatever was done to a notice, the month closes as it printed,
nothing of it prints in the next one, and the closed month opened again prints just the same.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bpindex.case.belonging import of_month
from bpindex.case.folder import case_texts, read_case
from bpindex.case.history_rows import Kind
from bpindex.case.keys import MONTH, PROVINCE
from bpindex.case.model import Case
from bpindex.history import Past
from bpindex.memory.found import visible
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from tests.edits.desk import Desk
from tests.edits.person import Person
from tests.edits.test_sequences import story

# What takes other sets or periods out of the story; each of the others has its turn.
_LEFT_OUT = ("index", "month")


def through_files(case: Case) -> Case:
    """The case as it comes back from its texts."""
    with TemporaryDirectory() as name:
        for file, text in case_texts(case).items():
            (Path(name) / file).write_text(text, encoding="utf-8")
        return read_case(Path(name))


@pytest.mark.parametrize("number", range(100_000, 100_030))
def test_a_story_ends_with_a_new_month_and_its_own_opens_again(number: int) -> None:
    late, signatures, steps = story(number)
    person = Person(late, signatures)
    for step in steps:
        if step[0] not in _LEFT_OUT:
            person.play(step)
    person.do_generate(0, 0)
    desk = person.desk
    assert desk.snapshot is not None
    kept = through_files(desk.case)
    # The month after has nothing of it but its history.
    march = through_files(evaluate(desk.case).following)
    assert of_month(march).corrections == ()
    clean = replace(march, corrections=())
    assert Desk(march).shown() == Desk(clean).shown()
    # What printed is what was closed.
    past, printed = Past(march), desk.printed()
    codes = {agency.code for agency in desk.case.valid_agencies}
    for table in desk.notice.tables:
        # What people moved into another table prints there, and is closed as of its own.
        own = (row for row in table.rows if row.agency in codes and row.table == table.id)
        keys = ((row.agency, f.column) for row in own for f in row.figures)
        for code, column in (key for key in keys if key[1].endswith(MONTH)):
            text = printed.get((table.id, code, column))
            told = past.value("2024-02", code, Kind.FIGURE, column)
            assert text is None or visible(str(told or "")) == text
    assert past.facts("2024-02", PROVINCE)
    # Opened again, it prints just as it was issued.
    assert fingerprint(evaluate(kept).notice) == desk.snapshot.fingerprint
    assert Desk(kept).shown() == Desk(desk.case).shown()
