"""What it takes to reach a grade: the fewest units, by one job alone and by all together.

Exact, on whole numbers and fractions. What each further unit of a job brings never grows, as long
as denominators stay; so the best of any number of units is found by taking the dearest first. Jobs
that change a denominator are tried number by number, the others following.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import ceil

from bpindex.advice.jobs import Job, jobs_of
from bpindex.advice.runs import Run, first, runs_of, together
from bpindex.advice.standing import Numbers, Standing, least
from bpindex.index.definition import Grade
from bpindex.score.scoring import Scores

# A number of units of a job.
Taken = tuple[Job, int]
# What floats may be off.
_DUST = 1e-7
# So many numbers of the jobs that change denominators are tried: an answer in a moment.
_TRIED = 5_000


@dataclass(frozen=True)
class Step:
    """A number of units of a job, and how many points they bring behind the steps before."""

    job: Job
    number: int
    gain: Fraction


@dataclass(frozen=True)
class Alone:
    """What one job alone can do: units to the grade and to all points of its own component.

    None is not enough; `most` is the most that it brings of the total.
    """

    job: Job
    to_grade: int | None
    to_full: int | None
    most: Fraction


class Takes:
    """What it takes the agency at a position of some scores to reach the next grade."""

    def __init__(self, scores: Scores, position: int) -> None:
        self.standing = Standing(scores, position)
        self.grade: Grade | None = self.standing.next_grade() if self.standing.has_total else None
        self._runs: dict[object, tuple[Run, ...]] = {}

    @cached_property
    def jobs(self) -> list[Job]:
        """The jobs of the agency, none where it has no total."""
        standing = self.standing
        return jobs_of(standing, standing.counts) if standing.has_total else []

    @cached_property
    def missing(self) -> Fraction:
        """The points to the next grade, 0 where there is none."""
        return least(self.grade) - self.standing.total if self.grade else Fraction(0)

    @cached_property
    def alone(self) -> list[Alone]:
        """What each job alone can do, in the order of the index set."""
        return [self._alone(job) for job in self.jobs]

    def _alone(self, job: Job) -> Alone:
        def gain(number: int) -> Fraction:
            counts = job.after(self.standing.counts, number)
            return self.standing.points_of(job.touched, counts) - before

        def is_full(number: int) -> bool:
            own = self.standing.points(job.component, job.after(self.standing.counts, number))
            return own >= self.standing.most(job.component)

        head, before = job.plain_limit, self.standing.points_of(job.touched, self.standing.counts)
        most, to_grade = gain(head), None
        if self.grade and most >= self.missing:
            to_grade = first(head, lambda number: gain(number) >= self.missing)
        to_full = first(head, is_full) if is_full(head) else None
        for number in range(head + 1, min(job.limit, head + _TRIED) + 1):
            found = gain(number)
            most = max(most, found)
            if self.grade and to_grade is None and found >= self.missing:
                to_grade = number
            if to_full is None and is_full(number):
                to_full = number
        return Alone(job, to_grade, to_full, most)

    def _gain(self, counts: Numbers) -> Fraction:
        return self.standing.total_with(counts) - self.standing.total

    @cached_property
    def mix(self) -> list[Step] | None:
        """The fewest dossiers that reach the next grade; None where nothing reaches it.

        Where dossiers alone do not, the fewest of everything that is counted.
        """
        return self._dossiers if self._dossiers is not None else self._mix(only_dossiers=False)

    @cached_property
    def _dossiers(self) -> list[Step] | None:
        return self._mix(only_dossiers=True)

    @property
    def of_all(self) -> bool:
        """Whether the mix needs more than dossiers."""
        return self.mix is not None and self._dossiers is None

    def _mix(self, only_dossiers: bool) -> list[Step] | None:
        """Return the fewest units that reach the next grade, of dossiers alone or of all."""
        if self.grade is None:
            return None
        best, fewest = self._cheapest(only_dossiers, ()), 0
        if best is not None:
            fewest = _units(best)
        for least_units, fixed in self._tails(only_dossiers):
            if best is not None and least_units >= fewest:
                break
            found = self._cheapest(only_dossiers, fixed)
            if found is not None and (best is None or _units(found) < fewest):
                best, fewest = found, _units(found)
        return None if best is None else self._steps(best)

    @property
    def number(self) -> int:
        """How many units the mix has."""
        return sum(step.number for step in self.mix or ())

    @property
    def total_after(self) -> Fraction:
        """The total after the mix."""
        gained = sum((step.gain for step in self.mix or ()), Fraction(0))
        return self.standing.total + gained

    def _tails(self, only_dossiers: bool) -> list[tuple[int, list[Taken]]]:
        """Return numbers of jobs beyond their plain moves, with a bound, those first that promise.

        The bound is how many units there are at least: a greater denominator alone never gives
        more, so beside them the others bring at most what they bring as things stand.
        """
        jobs = [job for job in self.jobs if job.is_dossier or not only_dossiers]
        tails = [job for job in jobs if job.limit > job.plain_limit]
        if not tails:
            return []
        each = int(_TRIED ** (1 / len(tails)))
        offered = []
        for job in tails:
            head = job.plain_limit
            numbers = range(head, min(job.limit, head + each) + 1)
            gains = [self._own_gain(job, number) for number in numbers]
            offered.append([(n, gain - gains[0]) for n, gain in zip(numbers, gains, strict=True)])
        gained, units = [0.0], [0]
        for run in self._ordered_runs(jobs, self.standing.counts):
            gained.append(gained[-1] + float(run.gain) * run.number)
            units.append(units[-1] + run.number)
        missing, bounded = float(self.missing) - _DUST, []
        for chosen in product(*offered):
            rest = missing - sum(gain for _, gain in chosen)
            at = bisect_left(gained, rest)
            taken = [
                (job, number)
                for job, (number, _) in zip(tails, chosen, strict=True)
                if number > job.plain_limit
            ]
            if at == len(gained) or not taken:
                continue
            share = (rest - gained[at - 1]) / (gained[at] - gained[at - 1]) if at else 0.0
            before = units[at - 1] + ceil(share * (units[at] - units[at - 1]) - _DUST) if at else 0
            beyond = sum(number - job.plain_limit for job, number in taken)
            bounded.append((before + beyond, taken))
        return sorted(bounded, key=lambda item: item[0])

    def _own_gain(self, job: Job, number: int) -> float:
        """Return the most that units of a job can bring, whatever follows."""
        standing = self.standing
        after = job.after(standing.counts, number)
        gain = Fraction(0)
        for item in job.touched:
            before = standing.points(item, standing.counts)
            # Where there was nothing to measure, everything can be reached.
            is_new = number > 0 and not standing.sides(item, standing.counts)[1]
            best = standing.most(item) if is_new else standing.points(item, after)
            gain += best - before if best > before else Fraction(0)
        return float(gain)

    def _cheapest(self, only_dossiers: bool, fixed: Sequence[Taken]) -> list[Taken] | None:
        """Return the fewest units with some given, None where they do not reach the grade."""
        counts: Numbers = self.standing.counts
        for job, number in fixed:
            counts = job.after(counts, number)
        missing = self.missing - (self._gain(counts) if fixed else 0)
        taken = dict(fixed)
        done = {job.component.id for job in taken}
        found = jobs_of(self.standing, counts) if fixed else self.jobs
        open_jobs = [
            job
            for job in found
            if job.component.id not in done and (job.is_dossier or not only_dossiers)
        ]
        for run in self._ordered_runs(open_jobs, counts):
            if missing <= 0:
                break
            number = min(run.number, -(-missing // run.gain))
            taken[run.job] = taken.get(run.job, 0) + number
            missing -= number * run.gain
        return None if missing > 0 else list(taken.items())

    def _ordered_runs(self, jobs: Sequence[Job], counts: Numbers) -> list[Run]:
        """Return what the plain units of jobs bring, those that bring most first."""
        groups = together([job for job in jobs if job.plain_limit])
        runs = [run for group in groups for run in self._runs_of(group, counts)]
        return sorted(runs, key=lambda run: -run.gain)

    def _runs_of(self, jobs: Sequence[Job], counts: Numbers) -> tuple[Run, ...]:
        """Return what the plain units of jobs that touch the same components bring, in order."""
        touched = tuple(dict.fromkeys(item for job in jobs for item in job.touched))
        sides = tuple(self.standing.sides(item, counts) for item in touched)
        key = (tuple((job.component.id, job.plain_limit) for job in jobs), sides)
        if key not in self._runs:
            self._runs[key] = tuple(runs_of(self.standing, jobs, touched, counts))
        return self._runs[key]

    def _steps(self, taken: Sequence[Taken]) -> list[Step]:
        """Return what was taken as steps, each with what it brings behind those before."""
        counts: Numbers = self.standing.counts
        gained, steps = Fraction(0), []
        for job, number in taken:
            counts = job.after(counts, number)
            now = self._gain(counts)
            steps.append(Step(job, number, now - gained))
            gained = now
        return steps


def _units(taken: Sequence[Taken]) -> int:
    return sum(number for _, number in taken)
