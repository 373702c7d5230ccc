"""What stands in a case and belongs to another month, or looks misplaced beside the last one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby

from bpindex.case.belonging import NEEDED, Foreign, setting_key, telling_counts
from bpindex.case.keys import MONTH, column_titles
from bpindex.case.model import Case
from bpindex.case.months import Item, Part, in_short
from bpindex.case.printed import When
from bpindex.checks.finding import Check, Finding, Findings, Subject, first_named
from bpindex.index.periods import shown_month
from bpindex.words import findings as words

# So many cells that are alike are no chance, and so many rows show it for a pair of columns.
_TELLING = 3
_LOOKED_AT = 8
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
    Part.PREVIOUS: ("previous", "agency"),
}


def other_months(subject: Subject, foreign: Iterable[Foreign]) -> Iterator[Finding]:
    """One finding for all of a sort and month: a problem where the notice needs it anew."""
    month = shown_month(str(subject.case.period))
    listed = sorted(_telling(subject, foreign), key=_kind)
    for (place, partly, other), group in groupby(listed, _kind):
        each = list(group)
        names = [_named(subject, one) for one in each]
        told = {
            "count": len(names),
            "names": first_named(names),
            "other": shown_month(other),
            "month": month,
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
    found = [each for each in foreign if is_printed or each.item.part is not Part.PREVIOUS]
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
    if each.item.part in (Part.PROVINCE, Part.MERGED):
        return _columns_named(subject)[each.item.name]
    name = subject.named(each.item.name)
    return words.CELLS_OF.format(name=name, cells=each.cells) if each.cells else name


def _columns_named(subject: Subject) -> dict[str, str]:
    """Return what is set for the columns of tables by its key, each column as staff know it."""
    groups = subject.case.index.group_by_id
    return {
        setting_key(table, column, name): words.COLUMN_OF.format(
            group=groups[column.group].name, table=table.kind
        )
        for table in subject.case.settings.tables
        for column in table.columns
        for name in ("province_month", "merged_month")
    }


def _place(item: Item) -> tuple[str, int, str]:
    name, column = _PLACES[item.part]
    return name, item.row, column or item.name


@dataclass(frozen=True)
class _Row:
    """An agency's counts that are not 0, beside what the cells of its last month held."""

    agency: str
    cells: Mapping[str, str]
    before: frozenset[str]

    def had(self, count: str, text: str | None) -> bool:
        """Return whether a count was so last month."""
        return text is not None and _short(count, text) in self.before


@lru_cache(maxsize=20_000)
def _short(count: str, text: str) -> str:
    return in_short((count, text))


def beside_last_month(subject: Subject) -> Findings:
    """Counts that are last month's, stand a row off, or in each other's columns.

    Counts of procedures hardly change from month to month: that they are another agency's or
    another column's says that they were pasted there by mistake.
    """
    month, remembered, rows = _beside(subject.case)
    rows = [row for row in rows if row.agency in subject.valid]
    told = {"other": shown_month(month)}
    names = {count.id: count.name for count in subject.case.index.counts}
    if not any(row.before for row in rows):
        return
    if not remembered:
        same = [row for row in rows if len(row.before) >= _TELLING and _all_as_before(row)]
        if 2 * len(same) > len(rows):
            listed = first_named([subject.named(row.agency) for row in same])
            told |= {"count": str(len(same)), "names": listed}
            yield subject.warning("counts", 0, "", words.AS_BEFORE, **told)
            return
    loose = []
    shifted: list[str] = []
    for count in names:
        own, beside, filled = _votes(rows, count)
        if 2 * own <= filled:
            loose.append(count)
        if beside >= _TELLING and 2 * beside > filled and beside > own:
            shifted.append(count)
    found = [(("counts", 0, count), names[count]) for count in shifted]
    yield from subject.together(found, words.SHIFTED, **told)
    pairs = [] if shifted else [*_exchanged(rows, loose)]
    found = [(("counts", 0, one), f"{names[one]} – {names[other]}") for one, other in pairs]
    yield from subject.together(found, words.EXCHANGED, **told)


def _beside(case: Case) -> tuple[str, bool, list[_Row]]:
    """Return the last month that is known, and every row of counts beside what it was then.

    And whether the tool remembers it itself, which comes first; else it stands on Lịch sử.
    """
    current, months = str(case.period), case.months
    month = months.month_before(current)
    codes = [row.agency for row in case.counts]
    before = {code: months.cells_of(Part.COUNTS, code, month) for code in codes}
    remembered = any(before.values())
    if not remembered:
        month = max((item.period for item in case.history if item.period < current), default="")
        before = _history(case, month)
    return (
        month,
        remembered,
        [
            _Row(row.agency, telling_counts(row.cells), before.get(row.agency, frozenset()))
            for row in case.counts
        ],
    )


def _history(case: Case, month: str) -> dict[str, frozenset[str]]:
    """Return what the counts of each agency were in a month of Lịch sử, each in short.

    Numerators and denominators that are one count alone tell it.
    """
    found: dict[str, dict[str, str]] = {}
    for item in case.history:
        component = case.index.component_by_id.get(item.component)
        if item.period == month and component:
            for text, terms in (
                (item.numerator, component.numerator_terms),
                (item.denominator, component.denominator_terms),
            ):
                if len(terms) == 1:
                    found.setdefault(item.agency, {})[terms[0][1]] = text
    return {
        agency: frozenset(_short(*cell) for cell in telling_counts(cells).items())
        for agency, cells in found.items()
    }


def _all_as_before(row: _Row) -> bool:
    return row.before <= {_short(*cell) for cell in row.cells.items()}


def _votes(rows: list[_Row], count: str) -> tuple[int, int, int]:
    """Return how many cells of a column are as last month, as a row beside then, and filled."""
    own = filled = 0
    beside = {-1: 0, 1: 0}
    for place, row in enumerate(rows):
        text = row.cells.get(count)
        filled += text is not None
        if row.had(count, text):
            own += 1
            continue
        for step in beside:
            if 0 <= place + step < len(rows):
                beside[step] += rows[place + step].had(count, text)
    return own, max(beside.values()), filled


def _exchanged(rows: list[_Row], counts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of columns of which each holds what the other one held last month."""
    looked = [row for row in rows if row.before][:_LOOKED_AT]

    def votes(pair: tuple[str, str], among: list[_Row]) -> tuple[int, int]:
        differing = [row for row in among if row.cells.get(pair[0]) != row.cells.get(pair[1])]
        one, other = pair
        return sum(
            row.had(one, row.cells.get(other)) and row.had(other, row.cells.get(one))
            for row in differing
        ), len(differing)

    for pair in combinations(counts, 2):
        if votes(pair, looked[:_TELLING])[0]:
            crossed, differing = votes(pair, looked)
            if crossed >= _TELLING and 2 * crossed > differing:
                yield pair


def left_from_last_month(subject: Subject) -> Findings:
    """Whole columns as they were last month beside others that are new: forgotten when pasting."""
    case = subject.case
    month = case.months.month_before(str(case.period))
    counts = {
        count.id: count.name
        for count in case.index.counts
        if not count.name.startswith(words.LASTING_COUNTS)
    }
    figures = {key: title for key, title in column_titles(case.index).items() if MONTH in key}
    for part, name, rows, columns in (
        (Part.COUNTS, "counts", case.counts, counts),
        (Part.TYPED, "typed", case.typed, figures),
    ):
        beside = [
            _Row(
                row.agency,
                telling_counts(row.cells),
                case.months.cells_of(part, row.agency, month),
            )
            for row in rows
            if month and row.agency in subject.valid
        ]
        told = [key for key in columns if len(_texts(beside, key)) >= _TELLING]
        left = [key for key in told if _is_left(beside, key)]
        # Where nothing is new, each agency's row is told to be last month's.
        if left and not all(_all_as_before(row) for row in beside):
            found = [((name, 0, key), columns[key]) for key in left]
            yield from subject.together(found, words.COLUMNS_LEFT, other=shown_month(month))


def _texts(rows: list[_Row], key: str) -> set[str]:
    return {row.cells[key] for row in rows if key in row.cells}


def _is_left(rows: list[_Row], key: str) -> bool:
    return all(row.had(key, row.cells[key]) for row in rows if key in row.cells)


MONTH_CHECKS: tuple[Check, ...] = (beside_last_month, left_from_last_month)
