"""Who has not sent what, by agency and component in words, and reminders ready to be sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpindex.case.records import Agency
from bpindex.checks.finding import Subject
from bpindex.checks.missing import is_blank, lacks_points, wanted_counts
from bpindex.index.periods import print_date
from bpindex.pipeline import Evaluation
from bpindex.words import remarks as words


@dataclass(frozen=True)
class Lacking:
    """What an agency owes: the ids of counts and of groups whose points others have typed.

    `has_any` says whether it gave any count that it owed.
    """

    agency: Agency
    counts: tuple[str, ...]
    groups: tuple[str, ...]
    has_any: bool


@dataclass(frozen=True)
class Reminder:
    """A reminder: to whom, what is missing, the text, the address to which it goes."""

    name: str
    missing: str
    text: str
    address: str = ""


def lacking(evaluation: Evaluation) -> list[Lacking]:
    """Return the agencies that owe something, in printing order."""
    subject = Subject(evaluation.month, evaluation.scores, evaluation.notice)
    wanted, index = wanted_counts(subject), subject.case.index
    found = []
    for code, agency in subject.valid.items():
        row, own = subject.count_rows.get(code), wanted.get(code, frozenset())
        missing = tuple(
            count.id
            for count in index.counts
            if count.id in own and (row is None or is_blank(row, count.id))
        )
        place = subject.positions[code]
        groups = tuple(item.id for item in index.groups if lacks_points(subject, item, place))
        if missing or groups:
            found.append(Lacking(agency, missing, groups, len(missing) < len(own)))
    return found


def reminders(evaluation: Evaluation) -> list[Reminder]:
    """Return a reminder to all who owe something, then one to each of them; none to nobody."""
    found, settings = lacking(evaluation), evaluation.month.settings
    if not found:
        return []
    told = {
        "month": evaluation.month.called,
        "deadline": print_date(settings.deadline),
    }
    names = "; ".join(map(_named, found))
    to_all = Reminder(
        words.EVERYBODY.format(count=len(found)),
        names,
        words.REMINDER_ALL.format(count=len(found), names=names, **told),
        "; ".join(address for item in found for address in item.agency.addresses),
    )
    own = []
    for item in found:
        missing = "; ".join(_missing(evaluation, item))
        text = words.REMINDER.format(name=item.agency.name, missing=missing, **told)
        own.append(Reminder(item.agency.name, missing, text, "; ".join(item.agency.addresses)))
    return [to_all, *own]


def _named(item: Lacking) -> str:
    owes_all = bool(item.counts) and not item.has_any
    template = words.NAMED_NONE if owes_all else words.NAMED_SOME
    count = len(item.counts) + len(item.groups)
    return template.format(name=item.agency.name, count=count)


def _missing(evaluation: Evaluation, item: Lacking) -> Iterator[str]:
    """Yield what is missing, each count below the first component that it serves."""
    index, left = evaluation.month.index, set(item.counts)
    components: dict[str, list[str]] = {}
    for component in index.components:
        own = [name for name in item.counts if name in left and name in component.counts]
        names = [index.count_by_id[name].name for name in own]
        if names and component.applies_to(item.agency.kind):
            components[component.name] = names
            left -= set(own)
    if components and not item.has_any:
        listed = "; ".join(components)
        yield words.NOTHING_AT_ALL.format(count=len(item.counts), components=listed)
    else:
        for name, names in components.items():
            yield words.OF_COMPONENT.format(component=name, counts=", ".join(names))
    groups = index.group_by_id
    yield from (words.OF_POINTS.format(group=groups[name].name) for name in item.groups)
