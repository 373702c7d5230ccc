"""What an agency can do better, one unit after the other: a dossier on time, one more online.

A job changes counts so that the numerator of its component grows by one and its denominator
stays: a dossier settled late was settled on time. Who settles nothing has no job.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bpindex.advice.standing import Numbers, Standing
from bpindex.index.definition import Component, OfProvince
from bpindex.words import advice as words

# A dossier more in the one count is one more in the other too: who has it on time has nobody
# complain about its delay.
CARRIED = {"xl_dung_han": "hl_dung_han"}


@dataclass(frozen=True)
class Move:
    """What one unit changes, and how many there can be."""

    changes: tuple[tuple[str, int], ...]
    limit: int


@dataclass(frozen=True, eq=False)
class Job:
    """The moves of a component, one after the other; `count` grows, or `lowers`.

    `name` is that of the count; the first `plain` moves change no denominator at all.
    """

    component: Component
    count: str
    name: str
    lowers: bool
    moves: tuple[Move, ...]
    plain: int
    touched: tuple[Component, ...]

    @property
    def is_dossier(self) -> bool:
        """Whether its units are dossiers or complaints, and not procedures, communes."""
        return self.name.casefold().startswith(words.DOSSIERS)

    @property
    def limit(self) -> int:
        """How many units there can be."""
        return sum(move.limit for move in self.moves)

    @property
    def plain_limit(self) -> int:
        """How many units there can be that change no denominator."""
        return sum(move.limit for move in self.moves[: self.plain])

    def after(self, counts: Numbers, number: int) -> dict[str, int]:
        """Return the counts after a number of units."""
        changed = dict(counts)
        for move in self.moves:
            units = min(number, move.limit)
            number -= units
            for count, change in move.changes:
                changed[count] += change * units
        return changed


def jobs_of(standing: Standing, counts: Numbers) -> list[Job]:
    """Return the jobs of an agency with some counts, in the order of the index set.

    Points that are the province's are no agency's job.
    """
    found: dict[tuple[Move, ...], Job] = {}
    for component in standing.measured:
        if component.of_province is OfProvince.SHARED or not standing.sides(component, counts)[1]:
            continue
        count, lowers = _changed_count(component)
        moves = tuple(
            Move(changes, limit)
            for changes in _changes(standing, counts, component, count, lowers)
            if (limit := _limit(standing, counts, changes)) > 0
        )
        beside = _own_limit(standing, counts, count)
        if beside is not None:
            moves = tuple(Move(m.changes, min(m.limit, beside)) for m in moves if beside)
        if moves:
            plain = 0
            while plain < len(moves) and not _denominators(standing, moves[plain]):
                plain += 1
            touched = _touched(standing, [change for move in moves for change in move.changes])
            name = standing.index.count_by_id[count].name
            found.setdefault(moves, Job(component, count, name, lowers, moves, plain, touched))
    return list(found.values())


def _changed_count(component: Component) -> tuple[str, bool]:
    """Return the count that a job changes, and whether it becomes less."""
    below = {count for _, count in component.denominator_terms}
    lowered = [c for sign, c in component.numerator_terms if sign < 0 and c not in below]
    if lowered:
        return lowered[-1], True
    raised = [count for sign, count in component.numerator_terms if sign > 0]
    return next((count for count in raised if count in CARRIED), raised[-1]), False


def _changes(
    standing: Standing, counts: Numbers, component: Component, count: str, lowers: bool
) -> Iterator[tuple[tuple[str, int], ...]]:
    """Yield what a unit changes: first those that stand in the denominator's first other count."""
    own = [(count, -1 if lowers else 1)]
    if _link(standing, counts, count) is not None:
        own.append((CARRIED[count], 1))
    above = {name for _, name in component.numerator_terms}
    below = dict.fromkeys(name for _, name in component.denominator_terms)
    if count not in below:
        yield tuple(own)
        return
    for other in below:
        if other not in above:
            yield (*own, (other, -1))


def _link(standing: Standing, counts: Numbers, count: str) -> tuple[int, int] | None:
    """Return the numerators of two components whose counts grow together, None where none do.

    Where more stand in the second than in the first, or than fit, they are no such pair.
    """
    source = _with_numerator(standing, count)
    target = _with_numerator(standing, CARRIED.get(count, ""))
    if source is None or target is None:
        return None
    first, _ = standing.sides(source, counts)
    second, room = standing.sides(target, counts)
    return (first, second) if second <= first <= room else None


def _with_numerator(standing: Standing, count: str) -> Component | None:
    found = (c for c in standing.measured if (1, count) in c.numerator_terms)
    return next(found, None)


def _own_limit(standing: Standing, counts: Numbers, count: str) -> int | None:
    """Return how many units a job has beside those that another one brings, None: no such one."""
    sources = (source for source, target in CARRIED.items() if target == count)
    links = (_link(standing, counts, source) for source in sources)
    return next((link[0] - link[1] for link in links if link is not None), None)


def _limit(standing: Standing, counts: Numbers, changes: tuple[tuple[str, int], ...]) -> int:
    """Return how often counts can change so that all of them stay possible."""
    limits = [counts[count] // -change for count, change in changes if change < 0]
    once = dict(counts)
    for count, change in changes:
        once[count] += change
    for component in _touched(standing, changes):
        numerator, denominator = standing.sides(component, counts)
        above, below = standing.sides(component, once)
        growth = (above - numerator) - (below - denominator)
        if growth > 0:
            limits.append((denominator - numerator) // growth)
    return min(limits)


def _touched(standing: Standing, changes: Sequence[tuple[str, int]]) -> tuple[Component, ...]:
    """Return the measured components in which changed counts stand."""
    changed = {count for count, _ in changes}
    return tuple(item for item in standing.measured if item.counts & changed)


def _denominators(standing: Standing, move: Move) -> bool:
    """Return whether a move changes any denominator."""
    changes = dict(move.changes)
    return any(
        sum(sign * changes.get(count, 0) for sign, count in terms)
        for component in _touched(standing, move.changes)
        for terms in component.denominator_sums
    )
