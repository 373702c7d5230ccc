"""Late dossiers: listed twice, dates and days that cannot be, not late at all, names of persons."""

from collections import Counter

from bpindex.case.personal import holds_personal, is_name, names_persons
from bpindex.case.records import LateDossier
from bpindex.checks.finding import Cell, Check, Findings, Subject
from bpindex.index.definition import Component, IndexSet
from bpindex.index.periods import print_date, swapped
from bpindex.index.working_days import LateDays
from bpindex.score.counts import State
from bpindex.words import dossiers as words
from bpindex.words import findings

# A surname and as many words in all are a name also where the column holds no others.
_SURE_NAME = 3
# By this count the component is known that tells who is late.
_IN_TIME = "xl_dung_han"


def doubled_dossiers(subject: Subject) -> Findings:
    """A late dossier that is listed twice."""
    seen: dict[str, LateDossier] = {}
    for item in subject.case.late_dossiers:
        code = item.dossier.strip().casefold()
        first = seen.setdefault(code, item)
        if code and first is not item:
            place = subject.case.origin.place("late_dossiers", first.row)
            told = {"found": item.dossier, "first": place}
            yield subject.warning("late_dossiers", item.row, "dossier", words.TWICE, **told)


def dossier_dates(subject: Subject) -> Findings:
    """Dates of late dossiers that do not follow each other, or come after the period."""
    odd: list[tuple[Cell, str]] = []
    last = subject.case.period.last_day
    for item in subject.case.late_dossiers:
        for column, limits in (("received", (item.due, item.returned, last)), ("due", (last,))):
            day = getattr(item, column)
            limit = min((limit for limit in limits if limit), default=last)
            if day and day > limit:
                other = swapped(day)
                meant = other if other and other <= limit else None
                hint = findings.NEAR.format(near=print_date(meant)) if meant else ""
                odd.append((("late_dossiers", item.row, column), f"{print_date(day)}{hint}"))
    yield from subject.together(odd, words.DATES, last=print_date(last))


def dossier_days(subject: Subject) -> Findings:
    """Days late that were typed and are neither the working days nor those of the calendar."""
    settings = subject.case.settings
    days = settings.working_days
    for item in subject.case.late_dossiers:
        typed = item.days_late.strip()
        if item.due is None or not typed.isdecimal():
            continue
        until = item.returned or settings.period_to
        counted = [days.late(item.due, until, each) for each in LateDays]
        if int(typed) not in counted:
            told = dict(zip(("working", "calendar"), counted, strict=True), found=typed)
            told |= {"due": print_date(item.due), "until": print_date(until)}
            yield subject.warning("late_dossiers", item.row, "days_late", words.DAYS, **told)


def component_of_late(index: IndexSet) -> Component | None:
    """Return the component that tells which of all dossiers are late, None without one."""
    components = index.components
    return next((c for c in components if _IN_TIME in {n for _, n in c.numerator_terms}), None)


def more_dossiers(subject: Subject) -> Findings:
    """Agencies with more late dossiers than their counts say: what these leave in time is late."""
    scores, component = subject.scores, component_of_late(subject.scores.index)
    listed = Counter(item.agency for item in subject.case.late_dossiers)
    for code, many in listed.items() if component else ():
        place = subject.positions.get(code)
        if component is None or place is None or code not in subject.valid:
            continue
        number = scores.index.components.index(component)
        if scores.states[number, place] not in (State.OK, State.ZERO_DENOMINATOR):
            continue
        every = scores.counts.exact_largest(component.denominator_sums, place)
        late = every - scores.counts.exact_sum(component.numerator_terms, place)
        if many > late:
            row = next(i.row for i in subject.case.late_dossiers if i.agency == code)
            told = {"name": subject.named(code), "listed": many, "late": late}
            yield subject.warning("late_dossiers", row, "agency", words.MORE, **told)


def personal_dossiers(subject: Subject) -> Findings:
    """Names or numbers of persons among late dossiers; the sentence does not repeat them.

    The code of a dossier may be any number, a procedure begins with capitals in many lists.
    """
    items = subject.case.late_dossiers
    for column in ("procedure", "status", "cause", "note"):
        texts = [getattr(item, column) for item in items]
        all_named = names_persons(texts)
        for item, text in zip(items, texts, strict=True):
            named = is_name(text) and (all_named or len(text.split()) >= _SURE_NAME)
            if holds_personal(text) or (named and column != "procedure"):
                yield subject.problem("late_dossiers", item.row, column, words.PERSONAL)


def not_late(subject: Subject) -> Findings:
    """Dossiers that are not late: returned in time, or open and not due in the period."""
    end, last = subject.case.settings.period_to, subject.case.period.last_day
    in_time: list[tuple[Cell, str]] = []
    not_due: list[tuple[Cell, str]] = []
    for item in subject.case.late_dossiers:
        if item.due is None:
            continue
        told = print_date(item.due)
        if item.returned is None and end <= item.due <= last:
            not_due.append((("late_dossiers", item.row, "due"), told))
        elif item.returned is not None and item.returned <= item.due <= last:
            in_time.append((("late_dossiers", item.row, "returned"), print_date(item.returned)))
    yield from subject.together(in_time, words.IN_TIME)
    yield from subject.together(not_due, words.NOT_DUE, last=print_date(end))


DOSSIER_CHECKS: tuple[Check, ...] = (
    doubled_dossiers,
    dossier_dates,
    dossier_days,
    not_late,
    more_dossiers,
    personal_dossiers,
)
