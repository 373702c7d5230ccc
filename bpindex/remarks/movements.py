"""How points, totals and ranks moved since the period before, as both printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL, PROVINCE
from bpindex.history.closing import closing_figures
from bpindex.history.lines import Past
from bpindex.pipeline import Evaluation
from bpindex.score.column_values import number_in
from bpindex.score.given import parse_points

# By field of Kỳ trước: the number of this period and that of the one before.
Pairs = Mapping[str, tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class Movement:
    """What of an agency, or of the province, is known in both periods."""

    code: str
    name: str
    kind: str
    pairs: Pairs

    def change(self, field: str) -> Fraction | None:
        """Return how much more there is of a field, None where either period has none."""
        now, before = self.pairs.get(field, (None, None))
        return None if now is None or before is None else now - before

    @property
    def total(self) -> Fraction | None:
        """How much the total rose."""
        return self.change(PREVIOUS_TOTAL)

    @property
    def places(self) -> int | None:
        """How many places it rose."""
        change = self.change(PREVIOUS_RANK)
        return None if change is None else -int(change)

    def of_group(self, group: str) -> Fraction | None:
        """Return how much the points of a group rose."""
        return self.change(f"{PREVIOUS_POINTS}{group}")


def movements(evaluation: Evaluation) -> list[Movement]:
    """Return the movements of all agencies in printing order, then that of the province."""
    case = evaluation.month
    closing = closing_figures(case, evaluation.scores, evaluation.notice, _as_printed)
    now = {row.agency: row.cells for row in closing}
    before = {row.agency: row.cells for row in reversed(Past(case).previous)}
    names = {agency.code: (agency.name, agency.kind) for agency in case.valid_agencies}
    names[PROVINCE] = (case.settings.tables[0].province_name, "")
    most = {PREVIOUS_TOTAL: sum((group.max_points for group in case.index.groups), Decimal(0))}
    return [
        Movement(code, *named, _pairs(now.get(code, {}), before.get(code, {}), most))
        for code, named in names.items()
    ]


def _as_printed(text: str) -> Fraction | None:
    """Return the number of a corrected figure, also one that no figure can be."""
    points = parse_points(text)
    return number_in(text) if points is None else points


def _pairs(now: Mapping[str, str], before: Mapping[str, str], most: Mapping[str, Decimal]) -> Pairs:
    """Return what is known in both; a total beyond the most there can be is none."""
    numbers = {
        field: (number_in(now[field]), parse_points(before[field].strip()))
        for field in now.keys() & before.keys()
    }
    return {
        field: (new, old)
        for field, (new, old) in sorted(numbers.items())
        if new is not None and old is not None and 0 <= old <= most.get(field, old)
    }
