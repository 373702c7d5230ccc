"""The code with which the command ends that takes back what was changed in a Word document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bpindex.case.folder import bundled_case
from bpindex.cli.app import run
from tests.actions.test_taking_back import NAME, Person, word_of
from tests.actions.test_taking_back_seen import cell_of
from tests.changed_cases import CASE
from tests.reading.test_word_odd import look


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (lambda person: None, 0),
        (lambda person: person.type("Sở Y tế", 5, "98,5"), 0),
        (lambda person: look(cell_of(person), "strike"), 1),
    ],
)
def test_it_says_that_nothing_of_a_change_was_taken(
    how: Callable[[Person], None], code: int, tmp_path: Path
) -> None:
    person = Person(word_of(CASE).content)
    how(person)
    (tmp_path / NAME).write_bytes(person.saved())
    assert run(["read-word", str(bundled_case()), str(tmp_path / NAME)]) == code
