"""What a month takes from the closed ones: figures of the period before and of last year.

What a person typed wins: only blanks are filled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from bpindex.case.history_rows import SEEN, Facts, Kind, plain
from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.next_month import is_of_one_month, next_case, prior_month
from bpindex.case.records import Column, DataRow
from bpindex.history.closing import closing_figures, closing_rows, with_closed
from bpindex.history.lines import Past
from bpindex.history.names import closed_name_of
from bpindex.history.previous import figures_of, seen
from bpindex.index.periods import Period
from bpindex.notice.model import Notice
from bpindex.score.scoring import Scores


def following_case(case: Case, month: Case, scores: Scores, notice: Notice) -> Case:
    """Return the case of the next period; this one is closed into its history.

    `month` is what of the case belongs to its month, as it was scored and printed.
    """
    rows = closing_rows(month, scores, notice)
    new = next_case(with_closed(case, rows))
    if rows and Past(new).before == closed_name_of(month):
        # As exact as they printed, which the history is not to the last decimal.
        new = replace(new, previous=closing_figures(month, scores, notice))
    return filled(new)


def filled(case: Case, former: Case | None = None) -> Case:
    """Return a case whose blank figures of the period before and of last year are filled.

    What was filled from the history of a `former` case is as blank: nobody typed it.
    """
    past, old = Past(case), Past(former or replace(case, history=()))
    codes = (PROVINCE, *(agency.code for agency in case.valid_agencies))
    known, was = (
        {code: figures_of(each.facts(each.before, code)) for code in codes} for each in (past, old)
    )
    case = replace(case, previous=_filled_rows(case.previous, known, was))
    if not (source := prior_source(case, past)):
        return case
    own = codes[1:]
    known, was = (
        {code: prior_of(each.facts(source, code)) for code in own} for each in (past, old)
    )
    return _with_province(replace(case, typed=_filled_rows(case.typed, known, was)), source, past)


def _filled_rows(
    rows: Iterable[DataRow],
    known: Mapping[str, Mapping[str, str]],
    was: Mapping[str, Mapping[str, str]],
) -> tuple[DataRow, ...]:
    """Return rows with known texts where they are blank or as they `was`; further ones follow."""
    rows = tuple(rows)
    there = {row.agency for row in rows}
    own = []
    for row in rows:
        new, old = known.get(row.agency, {}), was.get(row.agency, {})
        typed = {
            key: text
            for key, text in row.cells.items()
            if key not in new or key not in old or seen(old[key]) != seen(text)
        }
        own.append(replace(row, cells={**new, **typed}))
    more = (DataRow(code, cells) for code, cells in known.items() if cells and code not in there)
    return (*own, *more)


def prior_source(case: Case, past: Past) -> str:
    """Return the closed period that the label of last year's figures names; a blank for none.

    It counts as many days as the label says: those of a year, or as many as the period of the
    case.
    """
    if not (source := prior_month(case)):
        return ""
    if not is_of_one_month(case.settings.prior_label):
        return source[:4] if source[:4] in past.periods else ""
    name = closed_name_of(case, Period(int(source[:4]), int(source[5:])))
    ends = (each for each in past.periods if past.end(each) == source and past.is_alike(each))
    return name if name in past.periods and past.days(name) else next(ends, "")


def prior_of(facts: Facts) -> dict[str, str]:
    """Return the figures of groups as they printed, under the keys of last year's."""
    return {
        f"{name.removesuffix(MONTH)}{PRIOR}": str(value)
        for (kind, name), value in facts.items()
        if kind is Kind.FIGURE and name.endswith(MONTH)
    }


def _with_province(case: Case, source: str, past: Past) -> Case:
    """Return a case with the province's points of last year where none are typed.

    Points of another index set are out of another maximum.
    """
    facts = past.facts(source, PROVINCE)
    if not any(row.index == case.index.id for row in past.rows(source, PROVINCE)):
        return case

    def own(column: Column) -> Column:
        points = facts.get((Kind.GROUP, column.group))
        if column.province_prior is not None or points is None:
            return column
        return replace(column, province_prior=plain(Decimal(points).quantize(SEEN)))

    tables = (
        replace(table, columns=tuple(map(own, table.columns))) for table in case.settings.tables
    )
    return replace(case, settings=replace(case.settings, tables=tuple(tables)))
