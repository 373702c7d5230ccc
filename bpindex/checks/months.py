"""What stands in a case and belongs to another month, or a year before to another year."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bpindex.case.belonging import NEEDED, Foreign, setting_key, telling_counts
from bpindex.case.model import Case
from bpindex.case.months import Item, Part
from bpindex.case.printed import When
from bpindex.checks.finding import Finding, Subject, first_named
from bpindex.index.periods import shown_month, year_before
from bpindex.words import findings as words

# Where each stands: the part of the case, and the column or key there.
_PLACES = {
    Part.COUNTS: ("counts", "agency"),
    Part.TYPED: ("typed", "agency"),
    Part.NOTE: ("typed", "note"),
    Part.DOSSIER: ("late_dossiers", "dossier"),
    Part.PROVINCE: ("settings", ""),
    Part.MERGED: ("settings", ""),
    Part.NUMBER: ("settings", "number"),
    Part.ISSUED: ("settings", "issue_month"),
    Part.DEADLINE: ("settings", "deadline"),
    Part.PRIOR: ("typed", "agency"),
    Part.PRIOR_POINTS: ("settings", ""),
    Part.PREVIOUS: ("previous", "agency"),
}


def other_months(subject: Subject, foreign: Iterable[Foreign]) -> Iterator[Finding]:
    """One finding for all of a sort and month: a problem where the notice needs it anew."""
    month = subject.case.called
    listed = sorted(_telling(subject, foreign), key=_kind)
    for (place, partly, other), group in groupby(listed, _kind):
        each = list(group)
        names = [_named(subject, one) for one in each]
        told = {
            "count": len(names),
            "names": first_named(names),
            "other": shown_month(other),
            "month": month,
            "other_year": year_before(other),
            "year": subject.case.period.year - 1,
        }
        part = list(Part)[place]
        tell = subject.problem if part in NEEDED and not partly else subject.warning
        sentences = words.PARTLY_OTHER_MONTH if partly else words.OTHER_MONTH
        yield tell(*_place(each[0].item), sentences[part.name], **told)


def _telling(subject: Subject, foreign: Iterable[Foreign]) -> list[Foreign]:
    """Return what is of another month without rows that may well be as they were.

    An agency without any dossier has counts of procedures alone, which stay from month to month.
    """
    case = subject.case
    # What no column prints may be of any month.
    is_printed = any(
        column.when is When.PREVIOUS for table in case.printed_tables for column in table.columns
    )
    # They come all at once: one that is as it was beside new ones was so in both months.
    found = [
        each
        for each in foreign
        if each.item.part is not Part.PREVIOUS or (is_printed and not each.partly)
    ]
    lasting = {c.id for c in case.index.counts if c.name.startswith(words.LASTING_COUNTS)}
    old = {each.item.name for each in found if each.item.part is Part.COUNTS}
    rows = {row.agency: telling_counts(row.cells).keys() for row in case.counts}
    others = rows.keys() - old
    return [
        each
        for each in found
        if each.item.part is not Part.COUNTS
        or not others
        or each.partly
        or not rows.get(each.item.name, frozenset()) <= lasting
    ]


def _kind(each: Foreign) -> tuple[int, bool, str]:
    return list(Part).index(each.item.part), each.partly, each.month


def _named(subject: Subject, each: Foreign) -> str:
    """Return the name of an agency, with how many cells are meant, or of the province's points."""
    if each.item.part in (Part.PROVINCE, Part.MERGED, Part.PRIOR_POINTS):
        return columns_named(subject.case)[each.item.name]
    name = subject.named(each.item.name)
    return words.CELLS_OF.format(name=name, cells=each.cells) if each.cells else name


def columns_named(case: Case) -> dict[str, str]:
    """Return what is set for the columns of tables by its key, each column as staff know it."""
    groups = case.index.group_by_id
    return {
        setting_key(table, column, name): words.COLUMN_OF.format(
            group=groups[column.group].name, table=table.kind
        )
        for table in case.settings.tables
        for column in table.columns
        for name in ("province_month", "merged_month", "province_prior")
    }


def _place(item: Item) -> tuple[str, int, str]:
    name, column = _PLACES[item.part]
    return name, item.row, column or item.name
