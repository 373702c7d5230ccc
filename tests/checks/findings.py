"""What the checks find in a changed case and not in the bundled one."""

from bpindex.case.model import Case
from bpindex.checks import Finding, Level, run_checks
from bpindex.notice.compose import compose
from bpindex.score.figures import scores_of
from tests.changed_cases import CASE


def check(case: Case) -> tuple[Finding, ...]:
    scores = scores_of(case)
    return run_checks(case, scores, compose(case, scores))


BASE = check(CASE)


def added(case: Case, level: Level) -> list[str]:
    """The sentences that the unchanged case does not have; their places are checked too."""
    found = [finding for finding in check(case) if finding not in BASE]
    for finding in found:
        assert finding.place == case.origin.place(finding.part, finding.row, finding.column)
    return [str(finding) for finding in found if finding.level is level]


def problems(case: Case) -> list[str]:
    return added(case, Level.PROBLEM)


def warnings(case: Case) -> list[str]:
    return added(case, Level.WARNING)
