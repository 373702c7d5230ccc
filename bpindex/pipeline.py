"""The one way through the house: a case is scored, composed and checked."""

from dataclasses import dataclass, replace

from bpindex.case.belonging import foreign_of, nearly_foreign, of_month, with_own
from bpindex.case.history_rows import HistoryRow
from bpindex.case.model import Case
from bpindex.checks import Finding, Level, run_checks
from bpindex.errors import DataProblemsError
from bpindex.history.closing import closing_rows
from bpindex.history.filling import following_case
from bpindex.notice.compose import compose
from bpindex.notice.model import Notice
from bpindex.register.following import followed, moved_rows
from bpindex.score.figures import scores_of
from bpindex.score.scoring import Scores
from bpindex.words import findings as finding_words


@dataclass(frozen=True)
class Evaluation:
    """A case with everything computed from it; `month` is what of it belongs to its month."""

    case: Case
    month: Case
    scores: Scores
    notice: Notice
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that stop the notice."""
        return tuple(f for f in self.findings if f.level is Level.PROBLEM)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings to look at."""
        return tuple(f for f in self.findings if f.level is Level.WARNING)

    @property
    def closed(self) -> tuple[HistoryRow, ...]:
        """The rows that its month leaves in the history."""
        return closing_rows(self.month, self.scores, self.notice)

    @property
    def following(self) -> Case:
        """The case of the next period, with this one closed into its history."""
        return following_case(self.case, self.month, self.scores, self.notice)

    def require_no_problems(self) -> None:
        """Raise DataProblemsError when a problem stops the notice."""
        if self.problems:
            sentences = tuple(str(finding) for finding in self.problems)
            message = finding_words.PROBLEMS_STOP.format(count=len(sentences))
            raise DataProblemsError(message, sentences)


def evaluate(case: Case) -> Evaluation:
    """Return the scores, the notice and the findings of a case.

    Its corrections follow agencies that print in another table now.
    """
    month = of_month(case)
    if moved := moved_rows(month, {}):
        own = tuple(followed(month.corrections, moved))
        case = replace(case, corrections=with_own(case, own))
        month = replace(month, corrections=own)
    scores = scores_of(month)
    notice = compose(month, scores)
    findings = run_checks(month, scores, notice, (*foreign_of(case), *nearly_foreign(case)))
    return Evaluation(case, month, scores, notice, findings)
