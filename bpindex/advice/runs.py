"""What the units of jobs bring, one like the other, as long as no denominator changes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from bpindex.advice.jobs import Job
from bpindex.advice.standing import Numbers, Standing
from bpindex.index.definition import Component


@dataclass(frozen=True)
class Run:
    """Units of a job, one like the other: what each of them brings."""

    job: Job
    gain: Fraction
    number: int


def runs_of(
    standing: Standing, jobs: Sequence[Job], touched: Sequence[Component], counts: Numbers
) -> Iterator[Run]:
    """Yield what the plain units of jobs bring that touch some components, one job after another.

    What a further unit brings never grows.
    """
    for job in jobs:
        before, limit = counts, job.plain_limit

        def points(number: int, job: Job = job, before: Numbers = before) -> Fraction:
            return standing.points_of(touched, job.after(before, number))

        at = 0
        while at < limit and (gain := points(at + 1) - (start := points(at))) > 0:
            # The last unit of all that bring as much as this one.
            number = _last(limit - at, partial(_is_even, points, at, start, gain))
            yield Run(job, gain, number)
            at += number
        counts = job.after(before, limit)


def together(jobs: Sequence[Job]) -> list[list[Job]]:
    """Return the jobs in groups that touch the same components, who touches most of them first."""
    groups: list[list[Job]] = []
    for job in jobs:
        own = {item.id for item in job.touched}
        touching = [g for g in groups if any(item.id in own for o in g for item in o.touched)]
        groups = [group for group in groups if group not in touching]
        groups.append([other for group in touching for other in group] + [job])
    return [sorted(group, key=lambda job: -len(job.touched)) for group in groups]


def _is_even(
    points: Callable[[int], Fraction], at: int, start: Fraction, gain: Fraction, number: int
) -> bool:
    """Return whether a number of units bring each as much as the first of them."""
    return points(at + number) - start == gain * number


def first(last: int, holds: Callable[[int], bool]) -> int:
    """Return the first number up to the last one for which something holds, as it does for it."""
    low = 0
    while low < last:
        middle = (low + last) // 2
        if holds(middle):
            last = middle
        else:
            low = middle + 1
    return last


def _last(most: int, holds: Callable[[int], bool]) -> int:
    """Return the last number up to the most for which something holds, as it does for 1."""
    low = 1
    while low < most:
        middle = (low + most + 1) // 2
        if holds(middle):
            low = middle
        else:
            most = middle - 1
    return low
