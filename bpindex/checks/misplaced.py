"""Counts that look misplaced beside the last month: rows and columns off, exchanged, forgotten.

Counts of procedures hardly change from month to month: that they are another agency's or another
column's says that they were pasted there by mistake.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bpindex.case.belonging import telling_counts
from bpindex.case.history_rows import Kind
from bpindex.case.keys import MONTH, PRIOR, column_titles
from bpindex.case.model import Case
from bpindex.case.months import Part, in_short
from bpindex.case.records import DataRow
from bpindex.checks.finding import Check, Findings, Subject, first_named
from bpindex.index.periods import is_month, shown_month, year_before
from bpindex.words import findings as words

# So many cells that are alike are no chance, and so many rows show it for a pair of columns.
_TELLING = 3
_LOOKED_AT = 8
# So many cells of one column that stand some rows off need no second column.
_ALONE = 5


@dataclass(frozen=True)
class _Row:
    """An agency's cells that say something, beside what those of its last month held."""

    agency: str
    number: int
    cells: Mapping[str, str]
    before: frozenset[str]

    def had(self, count: str, text: str | None) -> bool:
        """Return whether a count was so last month."""
        return text is not None and _short(count, text) in self.before

    @property
    def is_as_before(self) -> bool:
        """Whether everything that was there last month is there."""
        return self.before <= {_short(*cell) for cell in self.cells.items()}


@lru_cache(maxsize=20_000)
def _short(count: str, text: str) -> str:
    return in_short((count, text))


def _rows(
    subject: Subject, rows: Iterable[DataRow], before: Mapping[str, frozenset[str]]
) -> list[_Row]:
    """Return the rows of the month's agencies, each beside what it was by its code."""
    return [
        _Row(row.agency, row.row, telling_counts(row.cells), before.get(row.agency, frozenset()))
        for row in rows
        if row.agency in subject.valid
    ]


def _remembered(
    case: Case, part: Part, rows: Iterable[DataRow], month: str
) -> dict[str, frozenset[str]]:
    """Return by agency what the tool remembers of a row in a month."""
    return {row.agency: case.months.cells_of(part, row.agency, month) for row in rows}


def beside_last_month(subject: Subject) -> Findings:
    """Counts that are last month's, stand some rows off, or in each other's rows or columns.

    What the tool remembers itself comes first; else last month stands on Lịch sử.
    """
    case, current = subject.case, subject.case.key
    month = case.months.month_before(current)
    before = _remembered(case, Part.COUNTS, case.counts, month)
    if not (is_remembered := any(before.values())):
        months = filter(is_month, (item.period for item in case.history))
        month = max((month for month in months if month < current), default="")
        before = _history(case, month)
    rows = _rows(subject, case.counts, before)
    told = {"other": shown_month(month)}
    names = {count.id: count.name for count in case.index.counts}
    if not any(row.before for row in rows):
        return
    if not is_remembered:
        same = [row for row in rows if len(row.before) >= _TELLING and row.is_as_before]
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
    if shifted:
        return
    owners = _owners(rows)
    if far := _far_off(subject, rows, owners, names):
        found = [(("counts", 0, count), names[count]) for count in names if count in far]
        steps = ", ".join(map(str, sorted(set(far.values()))))
        yield from subject.together(found, words.SHIFTED_FAR, rows=steps, **told)
        return
    yield from subject.together(
        [
            (("counts", one.number, "agency"), _pair(*map(subject.named, (one.agency, two.agency))))
            for one, two in _exchanged_rows(rows, owners)
        ],
        words.AGENCIES_EXCHANGED,
        **told,
    )
    pairs = _exchanged(rows, loose)
    found = [(("counts", 0, one), _pair(names[one], names[other])) for one, other in pairs]
    yield from subject.together(found, words.EXCHANGED, **told)


def _pair(one: str, other: str) -> str:
    return words.PAIR.format(one=one, other=other)


def _history(case: Case, month: str) -> dict[str, frozenset[str]]:
    """Return what the counts of each agency were in a month of Lịch sử, each in short.

    In old rows numerators and denominators that are one count alone tell it.
    """
    of_terms = {
        (kind, component.id): terms[0][1]
        for component in case.index.components
        for kind, terms in (
            (Kind.NUMERATOR, component.numerator_terms),
            (Kind.DENOMINATOR, component.denominator_terms),
        )
        if len(terms) == 1
    }
    found: dict[str, dict[str, str]] = {}
    for row in case.history if month else ():
        for (kind, name), value in row.facts.items() if row.period == month else ():
            count = name if kind is Kind.COUNT else of_terms.get((kind, name))
            if count is not None:
                found.setdefault(row.agency, {})[count] = str(value)
    return {
        agency: frozenset(_short(*cell) for cell in telling_counts(cells).items())
        for agency, cells in found.items()
    }


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


def _owners(rows: Sequence[_Row]) -> dict[str, int]:
    """Return the place of the one row that held a cell last month, of cells that one alone held."""
    held = Counter(short for row in rows for short in row.before)
    return {
        short: place
        for place, row in enumerate(rows)
        for short in row.before
        if held[short] == 1
    }  # fmt: skip


def _far_off(
    subject: Subject, rows: Sequence[_Row], owners: Mapping[str, int], counts: Iterable[str]
) -> dict[str, int]:
    """Return the columns whose cells stand as many rows off, among agencies of a kind, and by how.

    One step of many may well fit some small counts by chance: many cells of a column have to
    agree, or several columns.
    """
    kinds: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        kinds[subject.valid[row.agency].kind].append(place)
    found: dict[str, int] = {}
    for places in kinds.values():
        rank = {place: number for number, place in enumerate(places)}
        by_step: dict[int, dict[str, int]] = defaultdict(dict)
        for count in counts:
            cells = [(at, rows[at].cells[count]) for at in places if count in rows[at].cells]
            own = sum(rows[at].had(count, text) for at, text in cells)
            steps = Counter(
                rank[there] - rank[at]
                for at, text in cells
                if not rows[at].had(count, text)
                and (there := owners.get(_short(count, text), -1)) in rank
            )
            for step, votes in steps.most_common(1):
                if votes >= _TELLING and 2 * votes > len(cells) and votes > own:
                    by_step[step][count] = votes
        for step, columns in by_step.items():
            if len(columns) > 1 or max(columns.values()) >= _ALONE:
                found |= dict.fromkeys(columns, abs(step))
    return found


def _exchanged_rows(rows: Sequence[_Row], owners: Mapping[str, int]) -> Iterator[tuple[_Row, _Row]]:
    """Yield the pairs of agencies of which each holds what the other one alone held last month."""

    def likeness(row: _Row) -> Counter[int]:
        shorts = {_short(*cell) for cell in row.cells.items()}
        alien = Counter(owners[short] for short in shorts - row.before if short in owners)
        return Counter({place: n for place, n in alien.items() if n > len(shorts & row.before)})

    alike = [likeness(row) for row in rows]
    for one, other in combinations(range(len(rows)), 2):
        if min(alike[one][other], alike[other][one]) >= _TELLING:
            yield rows[one], rows[other]


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
    """Whole columns as they were last month beside others that are new: forgotten when pasting.

    Columns of the year before are looked at beside the last month of an earlier year.
    """
    case = subject.case
    last, of_year = (case.months.month_before(str(n)) for n in (case.period, case.period.year))
    counts = {
        count.id: count.name
        for count in case.index.counts
        if not count.name.startswith(words.LASTING_COUNTS)
    }
    titles = column_titles(case.index)
    figures, prior = ({k: t for k, t in titles.items() if k.endswith(e)} for e in (MONTH, PRIOR))
    for part, name, data, columns, month, sentence in (
        (Part.COUNTS, "counts", case.counts, counts, last, words.COLUMNS_LEFT),
        (Part.TYPED, "typed", case.typed, figures, last, words.COLUMNS_LEFT),
        (Part.PRIOR, "typed", case.typed, prior, of_year, words.PRIOR_COLUMNS_LEFT),
    ):
        if not month:
            continue
        rows = _rows(subject, data, _remembered(case, part, data, month))
        left = [key for key in columns if _is_left(rows, key)]
        # Where nothing is new, each agency's row is told to be last month's.
        if left and not all(row.is_as_before for row in rows):
            found = [((name, 0, key), columns[key]) for key in left]
            years = {"other_year": year_before(month), "year": case.period.year - 1}
            yield from subject.together(found, sentence, other=shown_month(month), **years)


def _is_left(rows: Collection[_Row], key: str) -> bool:
    """Return whether a column is as it was, and holds enough that is no chance."""
    filled = [row for row in rows if key in row.cells]
    is_telling = len({row.cells[key] for row in filled}) >= _TELLING
    return is_telling and all(row.had(key, row.cells[key]) for row in filled)


MISPLACED_CHECKS: tuple[Check, ...] = (beside_last_month, left_from_last_month)
