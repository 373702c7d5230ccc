"""A few of the bent tables of `tests/intake/fuzz.py`, of every kind."""

from tests.intake.fuzz import run

# Found by longer runs: a header of thousands of brackets took five seconds.
FOUND = (79785,)


def test_bent_tables_are_taken_asked_about_or_refused_and_nothing_else() -> None:
    figures = run((*range(250), *FOUND), seed=1)
    assert not figures.faults, figures.text()
    kinds = {kind for kind, _ in figures.ends}
    ends = {end for _, end in figures.ends}
    assert kinds == {"cells", "delimited", "page", "office"}
    assert ends == {"taken", "asked", "nothing", "refused"}
