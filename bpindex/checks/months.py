"""What stands in a case and belongs to another month: wanted anew, or left out with a word."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bpindex.case.belonging import NEEDED, Foreign
from bpindex.case.months import Item, Part
from bpindex.checks.finding import Finding, Subject
from bpindex.index.periods import shown_month
from bpindex.words import findings as words

# So many are named; the others are counted.
_NAMED = 5
# Where each stands: the part of the case, and the column or key there.
_PLACES = {
    Part.COUNTS: ("counts", "agency"),
    Part.TYPED: ("typed", "agency"),
    Part.NOTE: ("typed", "note"),
    Part.DOSSIER: ("late_dossiers", "dossier"),
    Part.PROVINCE: ("settings", ""),
    Part.NUMBER: ("settings", "number"),
    Part.ISSUED: ("settings", "issue_month"),
    Part.DEADLINE: ("settings", "deadline"),
}


def other_months(subject: Subject, foreign: Iterable[Foreign]) -> Iterator[Finding]:
    """One finding for all of a sort and month: a problem where the notice needs it anew."""
    month = shown_month(str(subject.case.period))
    listed = sorted(foreign, key=lambda each: (list(Part).index(each.item.part), each.month))
    for (part, other), group in groupby(listed, lambda each: (each.item.part, each.month)):
        items = [each.item for each in group]
        names = [subject.named(item.name) for item in items]
        more = words.MORE.format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
        told = {
            "count": len(items),
            "names": ", ".join(names[:_NAMED]) + more,
            "other": shown_month(other),
            "month": month,
        }
        tell = subject.problem if part in NEEDED else subject.warning
        yield tell(*_place(items[0]), words.OTHER_MONTH[part.name], **told)


def _place(item: Item) -> tuple[str, int, str]:
    name, column = _PLACES[item.part]
    return name, item.row, column or item.name
