"""Looks through a case before it becomes a notice: problems stop it, warnings ask for a look.

Mistakes of form that keep a case from being read at all are found earlier (`case.validation`).
"""

from collections.abc import Iterable

from bpindex.case.belonging import Foreign
from bpindex.case.model import Case
from bpindex.checks.agencies import AGENCY_CHECKS
from bpindex.checks.corrections import CORRECTION_CHECKS
from bpindex.checks.counts import COUNT_CHECKS
from bpindex.checks.dossiers import DOSSIER_CHECKS
from bpindex.checks.earlier import EARLIER_CHECKS
from bpindex.checks.figures import FIGURE_CHECKS
from bpindex.checks.finding import Finding, Level, Subject, without_flood
from bpindex.checks.misplaced import MISPLACED_CHECKS
from bpindex.checks.missing import MISSING_CHECKS
from bpindex.checks.months import other_months
from bpindex.checks.plausible import PLAUSIBLE_CHECKS
from bpindex.checks.printed import PRINTED_CHECKS
from bpindex.checks.province import PROVINCE_CHECKS, ProvinceRow, province_comparison
from bpindex.checks.ranks import RANK_CHECKS
from bpindex.checks.settings import SETTINGS_CHECKS
from bpindex.checks.typed import TYPED_CHECKS
from bpindex.checks.unused import UNUSED_CHECKS
from bpindex.notice.model import Notice
from bpindex.score.scoring import Scores

__all__ = ["Finding", "Level", "ProvinceRow", "province_comparison", "run_checks"]

CHECKS = (
    *SETTINGS_CHECKS,
    *AGENCY_CHECKS,
    *DOSSIER_CHECKS,
    *MISSING_CHECKS,
    *COUNT_CHECKS,
    *MISPLACED_CHECKS,
    *EARLIER_CHECKS,
    *FIGURE_CHECKS,
    *PROVINCE_CHECKS,
    *TYPED_CHECKS,
    *UNUSED_CHECKS,
    *CORRECTION_CHECKS,
    *PLAUSIBLE_CHECKS,
    *PRINTED_CHECKS,
    *RANK_CHECKS,
)


def run_checks(
    case: Case, scores: Scores, notice: Notice, foreign: Iterable[Foreign] = ()
) -> tuple[Finding, ...]:
    """Return everything that is wrong or odd: problems first, then in the order of CHECKS.

    `foreign` is what stands beside the case and belongs to another month.
    """
    subject = Subject(case, scores, notice)
    found = [*other_months(subject, foreign)]
    found += [finding for check in CHECKS for finding in check(subject)]
    return tuple(
        sorted(without_flood(found), key=lambda finding: finding.level is not Level.PROBLEM)
    )
