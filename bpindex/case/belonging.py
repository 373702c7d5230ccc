"""Which month everything in a case belongs to, so that nothing prints in another by oversight.

A correction says its month itself; of everything else `case.months` remembers it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from bpindex.case.correction import Correction
from bpindex.case.keys import MONTH, NOTE_COLUMN, POINTS, PRIOR
from bpindex.case.model import Case
from bpindex.case.months import OF_A_YEAR, Item, Part
from bpindex.case.records import Column, DataRow, LateDossier, Table
from bpindex.codec.fields import cell_text
from bpindex.index.periods import print_date
from bpindex.index.spans import Span

# What the notice cannot be made without; anything else is left out where it is of another month.
NEEDED = frozenset(Part) - {Part.NOTE, Part.DOSSIER}


@dataclass(frozen=True)
class Foreign:
    """What stands in a case and belongs to another month than the case.

    `partly`: something beside it was typed anew, which is for a person to judge; `cells` are
    how many of a row are as in that month, where one alone was changed.
    """

    item: Item
    month: str
    partly: bool = False
    cells: int = 0


def items_of(case: Case) -> Iterator[Item]:
    """Yield everything in a case that belongs to a month without saying so, blanks left out."""
    for row in case.counts:
        cells = sorted((key, _count(text)) for key, text in row.cells.items())
        if some := telling_counts(row.cells):
            told, text = some.items(), _listed(row.cells.values())
            yield Item.of(Part.COUNTS, row.agency, cells, row.row, cells=told, text=text)
    for part, ending in ((Part.TYPED, (MONTH, POINTS)), (Part.PRIOR, PRIOR)):
        for row in case.typed:
            figures = {key: text for key, text in row.cells.items() if key.endswith(ending)}
            told, text = telling_counts(figures).items(), _listed(figures.values())
            # Zeros of two years are alike, and say nothing.
            if told or (text and part is Part.TYPED):
                cells = sorted(figures.items())
                yield Item.of(part, row.agency, cells, row.row, cells=told, text=text)
    yield from (item for item, _ in previous_items(case))
    yield from (_note(row) for row in case.typed if _note_in(row))
    yield from _dossiers(case)
    yield from _settings_items(case)


def previous_items(case: Case) -> Iterator[tuple[Item, Span]]:
    """Yield the rows of Kỳ trước, each with the sort of period of which its figures were taken in.

    What was beside a month is remembered so, and stays a month's while nobody types it anew.
    """
    spans = sorted(Span, key=lambda span: (span is not case.span, span is not Span.MONTH))
    for row in case.previous:
        cells = sorted((key, text.strip()) for key, text in row.cells.items())
        if not any(text for _, text in cells):
            continue
        text = _listed(row.cells.values())
        items = (
            (Item.of(Part.PREVIOUS, row.agency, _beside(span, cells), row.row, text=text), span)
            for span in spans
        )
        first = next(items)
        known = (each for each in (first, *items) if case.months.knows(each[0]))
        yield next(known, first)


def _beside(span: Span, cells: Sequence[tuple[str, str]]) -> Sequence[object]:
    return cells if span is Span.MONTH else [span, *cells]


def _note_in(row: DataRow) -> str:
    return row.cells.get(NOTE_COLUMN, "").strip()


def _note(row: DataRow) -> Item:
    note = _note_in(row)
    return Item.of(Part.NOTE, row.agency, note, row.row, cells=[note], text=note)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(filter(None, (text.strip() for text in texts)))


def telling_counts(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the counts of a row by their keys; zeros of two months are alike, and say nothing."""
    counts = {key: _count(cells[key]) for key in sorted(cells)}
    return {key: text for key, text in counts.items() if text not in ("", "0")}


def _count(text: str) -> str:
    """Return a count however it is typed: 5, " 5 " and "05" are no other counts."""
    text = text.strip()
    return text.lstrip("0") or "0" if text.isdecimal() else text


def _dossiers(case: Case) -> list[Item]:
    """Return the items of the late dossiers, in their order.

    One that says a month of which all others still stand was added to it, and not written over
    one of them.
    """
    items = [_dossier(dossier) for dossier in case.late_dossiers]
    said = {item.said for item in items if item.said}
    whole = {month for month in said if case.months.all_stand(Part.DOSSIER, month, items)}
    return [replace(item, is_added=item.said in whole) for item in items]


def _dossier(dossier: LateDossier) -> Item:
    names = (item.name for item in fields(dossier) if item.name not in ("row", "period"))
    texts = [cell_text(getattr(dossier, name)) for name in names]
    # A slip in its code that is mended makes no other dossier of it, where its days tell it.
    is_told = dossier.received is not None and dossier.due is not None
    same = (dossier.dossier, texts[1:]) if is_told else (dossier.dossier,)
    name, row, said = dossier.dossier, dossier.row, dossier.period
    return Item.of(Part.DOSSIER, name, texts, row, said, same=same, text=dossier.procedure)


def _settings_items(case: Case) -> Iterator[Item]:
    """Yield the province's points, what prints once for all, number, date, deadline."""
    settings = case.settings
    for table in settings.tables:
        for column in table.columns:
            for part, name in (
                (Part.PROVINCE, "province_month"),
                (Part.PRIOR_POINTS, "province_prior"),
            ):
                if (points := getattr(column, name)) is not None:
                    text = f"{points.normalize():f}"
                    yield Item.of(part, setting_key(table, column, name), text, text=text)
            if text := column.merged_month.strip():
                name = setting_key(table, column, "merged_month")
                yield Item.of(Part.MERGED, name, text, text=text)
    if text := settings.number.strip():
        yield Item.of(Part.NUMBER, "", text, text=text)
    issued = [settings.issue_year, settings.issue_month, settings.issue_day]
    text = "/".join(str(part) for part in reversed(issued) if part is not None)
    yield Item.of(Part.ISSUED, "", issued, text=text)
    yield Item.of(Part.DEADLINE, "", str(settings.deadline), text=print_date(settings.deadline))


def setting_key(table: Table, column: Column, name: str) -> str:
    """Return the key, among the settings, of what a table says of a column."""
    return f"table.{table.id}.column.{column.group}.{name}"


def foreign_of(case: Case) -> tuple[Foreign, ...]:
    """Return what stands in a case and belongs to another month."""
    current = case.key
    months = [(item, case.months.month_of(item, current)) for item in items_of(case)]
    new = Counter(item.part for item, month in months if month == current)
    old = Counter(item.part for item, month in months if month != current)

    def partly(part: Part) -> bool:
        """Return whether what truly did not change may stand beside what did."""
        if part in OF_A_YEAR or part is Part.PREVIOUS:
            return new[part] >= old[part]
        return part is Part.PROVINCE and new[part] > 0

    return tuple(
        Foreign(item, month, partly(item.part)) for item, month in months if month != current
    )


def nearly_foreign(case: Case) -> tuple[Foreign, ...]:
    """Return the rows of counts that are the month's, but for one cell as in the month before."""
    found = case.months.nearly(items_of(case), case.key)
    return tuple(Foreign(item, month, True, cells) for item, month, cells in found)


def of_month(case: Case) -> Case:
    """Return what of a case belongs to its month: what is printed, checked and explained.

    What the notice cannot be made without stays; `checks` stops the notice for it.
    """
    current = case.key

    def is_here(item: Item) -> bool:
        return case.months.month_of(item, current) == current

    return replace(
        case,
        corrections=tuple(item for item in case.corrections if is_own(case, item)),
        typed=tuple(
            row if not _note_in(row) or is_here(_note(row)) else _without_note(row)
            for row in case.typed
        ),
        late_dossiers=tuple(
            dossier
            for dossier, item in zip(case.late_dossiers, _dossiers(case), strict=True)
            if is_here(item)
        ),
    )


def is_own(case: Case, item: Correction) -> bool:
    """Return whether a correction belongs to the month of a case."""
    return item.period in ("", case.key)


def with_own(case: Case, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the register of a case with others in the place of those of its month."""
    others = (item for item in case.corrections if not is_own(case, item))
    return by_month([*others, *corrections])


def by_month(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return corrections month by month, in their order within each."""
    return tuple(sorted(corrections, key=lambda item: item.period))


def dated(case: Case, month: str = "") -> Case:
    """Return a case in which every correction and dossier says its month.

    Those that say none, and of which nothing is remembered, belong to `month`, or else to the
    month that the case holds.
    """
    current = month or case.key
    return replace(
        case,
        corrections=tuple(
            item if item.period else replace(item, period=current) for item in case.corrections
        ),
        late_dossiers=tuple(
            replace(dossier, period=case.months.month_of(item, current))
            for dossier, item in zip(case.late_dossiers, _dossiers(case), strict=True)
        ),
    )


def settled(case: Case, month: str) -> Case:
    """Return a case of which everything says or is remembered to be of a month.

    What is known to be of another one stays there.
    """
    case = dated(case, month)
    return replace(case, months=case.months.kept(items_of(case), month))


def _without_note(row: DataRow) -> DataRow:
    return replace(row, cells={k: text for k, text in row.cells.items() if k != NOTE_COLUMN})
