"""What a profile says in sentences: what it takes to the next grade, why points changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bpindex.advice.jobs import Job
from bpindex.advice.profile import DECIMALS, Line, Profile
from bpindex.advice.takes import Step
from bpindex.score.rounding import print_fixed, round_half_up
from bpindex.words import advice as words

# So many changes and single jobs are told.
_CHANGES, _ALONE = 3, 3


@dataclass(frozen=True)
class Told:
    """A block of the slip: its title, a word beside it, lines with a number, sentences below."""

    title: str
    hint: str = ""
    lines: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()


def points_text(value: Fraction | None, mark: str = ",") -> str:
    """Return points as the slip shows them, empty where there are none."""
    return "" if value is None else print_fixed(value, DECIMALS, mark)


def units_told(profile: Profile, line: Line) -> tuple[int | str, int | str]:
    """Return how many units of a component bring all its points, and the next grade by itself.

    Words where all of them are not enough; blank where there is nothing to gain.
    """
    alone = line.alone
    if alone is None or not line.lost:
        return "", ""
    full = words.NOT_ENOUGH if alone.to_full is None else alone.to_full
    if profile.takes.grade is None:
        return full, ""
    return full, words.NOT_ENOUGH if alone.to_grade is None else alone.to_grade


def told_takes(profile: Profile) -> Told:
    """Return what it takes to reach the next grade."""
    takes, grade = profile.takes, profile.takes.grade
    if profile.total is None:
        state = profile.state.text
        return Told(words.NO_TITLE, notes=(words.NO_TOTAL.format(state=state),))
    if grade is None:
        return Told(words.NO_TITLE, notes=(words.TOP.format(grade=profile.grade),))
    exact = Fraction(grade.min_points) - profile.total
    # Something is missing, however little.
    missing = max(Fraction(round_half_up(exact, DECIMALS)), Fraction(1, 10**DECIMALS))
    title = words.GRADE_TITLE.format(grade=grade.name)
    hint = words.MISSING.format(points=points_text(missing))
    fewest = words.FEWEST_OF_ALL if takes.of_all else words.FEWEST
    if takes.mix is None:
        return Told(title, hint, notes=(words.IMPOSSIBLE.format(grade=grade.name),))
    lines = [(_step_text(step), f"+ {points_text(step.gain)}") for step in takes.mix]
    lines.append((words.SUM.format(number=takes.number), points_text(takes.total_after)))
    hint = fewest.format(missing=hint)
    return Told(title, hint, lines, (_alone_text(profile), words.EXPLAINED))


def _step_text(step: Step) -> str:
    template = words.LESS if step.job.lowers else words.MORE
    return template.format(number=step.number, what=_unit(step.job), components=_gaining(step.job))


def _gaining(job: Job) -> str:
    """Return the numbers of the components whose numerator a job raises."""
    changed = {count for move in job.moves for count, _ in move.changes}
    above = ((item, {count for _, count in item.numerator_terms}) for item in job.touched)
    return ", ".join(item.id for item, counts in above if counts & changed)


def _unit(job: Job) -> str:
    """Return what a job counts, as it is said behind a number."""
    name = job.name
    first = name.split()[0]
    if not first.isupper():
        name = name[0].lower() + name[1:]
    return name.removeprefix(words.OF_A_COUNT)


def _alone_text(profile: Profile) -> str:
    """Return what each job could do alone, dossiers and the fewest units first."""
    alone = profile.takes.alone
    enough = [(item.to_grade, place) for place, item in enumerate(alone) if item.to_grade]
    enough.sort(key=lambda item: (not alone[item[1]].job.is_dossier, item))
    if not enough:
        return words.ALONE_NONE
    listed = words.ALONE_OR.join(
        _alone_part(alone[place].job, number) for number, place in enough[:_ALONE]
    )
    template = words.ALONE if len(enough) == len(alone) else words.ALONE_SOME
    return template.format(listed=listed)


def _alone_part(job: Job, number: int) -> str:
    template = words.ALONE_LESS if job.lowers else words.ALONE_MORE
    return template.format(number=number, what=_unit(job))


def told_changes(profile: Profile) -> Told:
    """Return what changed since the period before, and by which counts as far as is known."""
    before, index = profile.before, profile.scores.index
    changes: list[tuple[Fraction, str]] = []
    if before.components:
        changes += _component_changes(profile.lines, before.sides)
    else:
        for group in index.groups:
            points, past = profile.group_points(group), before.groups.get(group.id)
            if points is not None and past is not None:
                changes.append((points - past, _change(group.name, points - past)))
    if not changes:
        return Told(words.CHANGES_TITLE, notes=(words.NO_BEFORE,))
    shown = [(size, text) for size, text in changes if points_text(abs(size)) != points_text(_NONE)]
    shown.sort(key=lambda item: -abs(item[0]))
    texts = [f"{text}." for _, text in shown[:_CHANGES]] or [words.NO_CHANGE]
    if not before.components:
        texts.append(words.GROUPS_ONLY)
    return Told(words.CHANGES_TITLE, notes=texts)


_NONE = Fraction(0)


def _component_changes(
    lines: Sequence[Line], sides: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[Fraction, str]]:
    """Yield how much each component changed, and the counts of both periods."""
    for line in lines:
        if line.points is None or line.before is None:
            continue
        size, component = line.points - line.before, line.component
        text = _change(words.COMPONENT.format(name=component.name, id=component.id), size)
        if line.sides and component.id in sides:
            both = ("{}/{}".format(*pair) for pair in (sides[component.id], line.sides))
            past, now = both
            text = words.FROM_TO.format(change=text, before=past, now=now)
        yield size, text


def _change(what: str, size: Fraction) -> str:
    template = words.UP if size > 0 else words.DOWN
    return template.format(what=what, points=points_text(abs(size)))
