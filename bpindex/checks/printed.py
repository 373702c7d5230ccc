"""Printed columns in which nothing stands, and what does not follow a corrected figure."""

from collections.abc import Iterator
from fractions import Fraction

from bpindex.case.keys import PROVINCE, BlockKind
from bpindex.case.printed import (
    MADE_ROW,
    OF_TOTAL,
    PrintedColumn,
    PrintedTable,
    Shown,
    SummaryKind,
    What,
    When,
)
from bpindex.case.records import Agency
from bpindex.checks.finding import Cell, Check, Findings, Subject, corrected_at
from bpindex.notice.model import Figure, NoticeTable, TableRow
from bpindex.notice.placing import heading_above, placed_paragraphs
from bpindex.notice.tables import corrected_total
from bpindex.score.column_texts import TableFigures
from bpindex.score.column_values import number_in
from bpindex.words import findings as words

_POINTS = (What.POINTS, What.POINTS_OF_MAX)
# Each of some printed points was rounded by itself.
_ROUNDED = Fraction(3, 100)


def nothing_given(subject: Subject) -> Findings:
    """Columns of tables that people chose in which no agency has anything: nothing was given."""
    found: list[tuple[Cell, str]] = []
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        rows = [row for row in made.rows if row.agency in subject.valid]
        shown = {f.column for row in rows for f in row.figures if f.text or f.correction}
        shown |= {item.column for item in made.merged}
        columns = printed.keyed(subject.case.index) if rows and subject.case.printed else {}
        for key, column in columns.items():
            # What is missing of a figure by the rule of the index set has findings of its own.
            if key in made.columns and key not in shown and column.what is not What.FIGURE:
                cell = ("printed", column.row or printed.row, f"table.{printed.id}")
                found.append((cell, _column_told(subject, printed, key)))
    yield from subject.together(found, words.NOTHING_GIVEN)


def _column_told(subject: Subject, printed: PrintedTable, key: str) -> str:
    return words.COLUMN_OF_TABLE.format(
        column=subject.case.column_names.get(key, key),
        table=subject.case.table_names.get(printed.id, printed.id),
    )


def is_now(column: PrintedColumn) -> bool:
    """Return whether a column prints a value of the period itself."""
    return column.when is When.THIS and column.shown is Shown.VALUE


def province_blank(subject: Subject) -> Findings:
    """Points of this period that the province's row of a chosen table lacks and agencies have."""
    found: list[tuple[Cell, str]] = []
    ours = {PROVINCE, f"{MADE_ROW}{SummaryKind.PROVINCE}"}
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        blank = {
            figure.column
            for row in (made.province, *made.rows)
            if row and row.agency in ours
            for figure in row.figures
            if not figure.text and not figure.correction
        }
        shown = {
            f.column for r in made.rows if r.agency in subject.valid for f in r.figures if f.text
        }
        for key, column in printed.keyed(subject.case.index).items() if blank else ():
            if key in blank & shown and is_now(column) and column.what is What.POINTS:
                cell = ("printed", printed.row, f"table.{printed.id}")
                found.append((cell, _column_told(subject, printed, key)))
    yield from subject.together(found, words.PROVINCE_BLANK)


def rounded_up(subject: Subject) -> Findings:
    """Totals that print as a grade's least points, and are below them before rounding."""
    found: list[tuple[Cell, str]] = []
    cuts = [(Fraction(grade.min_points), grade.name) for grade in subject.case.index.grades]
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        columns = printed.keyed(subject.case.index)
        totals = {
            key: column
            for key, column in columns.items()
            if column.what is What.TOTAL and is_now(column)
        }
        if not totals or all(column.what is not What.GRADE for column in columns.values()):
            continue
        figures = TableFigures(subject.case, subject.scores, printed)
        for row in made.rows:
            for figure in row.figures if row.agency in subject.valid else ():
                shown = number_in(figure.text) if figure.column in totals else None
                if shown is None or figure.correction:
                    continue
                exact = figures.number(totals[figure.column], subject.valid[row.agency])
                names = [name for cut, name in cuts if exact is not None and exact < cut <= shown]
                if names:
                    told = words.ROUNDED_UP_TO.format(
                        name=subject.named(row.agency), printed=figure.text, grade=names[0]
                    )
                    found.append((("printed", printed.row, f"table.{printed.id}"), told))
    yield from subject.together([*dict.fromkeys(found)], words.ROUNDED_UP)


def heading_twice(subject: Subject) -> Findings:
    """Headings of Bảng in that do not print, because the wording has another one in their place."""
    printed = {table.id: table for table in subject.case.printed}
    paragraphs = placed_paragraphs(subject.case)
    found: list[tuple[Cell, str]] = []
    for place, item in enumerate(paragraphs):
        table = printed.get(item.text) if item.kind == BlockKind.TABLE else None
        above = heading_above(paragraphs[:place])
        if table and table.heading and above and above.text != table.heading:
            told = words.HEADING_FOUND.format(found=table.heading, printed=above.text)
            found.append((("printed", table.row, "heading"), told))
    yield from subject.together(found, words.HEADING_TWICE)


def not_followed(subject: Subject) -> Findings:
    """Figures of other tables, ranks, grades and means that do not follow a corrected figure."""
    found = dict.fromkeys((*_elsewhere(subject), *_of_totals(subject)))
    yield from subject.together([*found], words.NOT_FOLLOWED)


def _changed(figure: Figure) -> Fraction | None:
    """Return the number to which a figure was corrected, None where it means the same."""
    number = _number(figure.text) if figure.correction else None
    return None if number == _number(figure.computed) else number


def _number(text: str) -> Fraction | None:
    """Return the number of a printed text; of points out of a maximum the points."""
    return number_in(text.partition("/")[0])


def _elsewhere(subject: Subject) -> Iterator[tuple[Cell, str]]:
    printed = [*subject.notice.figures()]
    changed = {
        (code, figure.column): (table, figure)
        for table, code, figure in printed
        if figure.column not in (What.RANK, What.RANK_IN_SECTION) and _changed(figure) is not None
    }
    for table, code, figure in printed:
        first, corrected = changed.get((code, figure.column), (table, figure))
        is_another = first != table and figure.correction is None
        number = _number(figure.text)
        is_alike = figure.text == corrected.text or number == _changed(corrected) is not None
        if is_another and figure.text and not is_alike:
            yield _told(subject, table, code, figure, corrected)


def _of_totals(subject: Subject) -> Iterator[tuple[Cell, str]]:
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        corrected: dict[str, Figure] = {}
        totals: dict[str, Fraction] = {}
        figures = TableFigures(subject.case, subject.scores, printed)
        for row in made.rows:
            if row.table != made.id:
                continue
            figure, agency = corrected_total(row), subject.valid.get(row.agency)
            if figure and (number := _changed(figure)) is not None:
                corrected[row.agency], totals[row.agency] = figure, number
                sums = _of_groups(subject, figures, row, agency) if agency else None
                if sums and abs(sums[1] - number) > _ROUNDED:
                    yield _told(subject, made.id, row.agency, figure, sums[0], row.name)
            elif figure is None and agency and (found := _of_groups(subject, figures, row, agency)):
                corrected[row.agency], totals[row.agency] = found
        if corrected:
            yield from _differing(subject, made, printed, corrected, totals)


def _of_groups(
    subject: Subject, figures: TableFigures, row: TableRow, agency: Agency
) -> tuple[Figure, Fraction] | None:
    """Return the first corrected points of a group in a row, and the total that follows."""
    total, first = figures.total(agency.code), None
    for figure in row.figures:
        column = figures.columns.get(figure.column)
        if column is None or column.what not in _POINTS or not is_now(column):
            continue
        own, number = figures.number(column, agency), _changed(figure)
        if total is None or own is None or number is None:
            continue
        if column.of in subject.case.index.group_by_id:
            total, first = total + number - own, first or figure
    return None if first is None or total is None else (first, total)


def _differing(
    subject: Subject,
    made: NoticeTable,
    printed: PrintedTable,
    corrected: dict[str, Figure],
    totals: dict[str, Fraction],
) -> Iterator[tuple[Cell, str]]:
    figures = TableFigures(subject.case, subject.scores, printed, totals)
    first = next(iter(corrected.values()))
    for row in made.rows:
        mean = next((s for s in printed.summaries if row.agency.endswith(f"#{s.what}")), None)
        agency = subject.valid.get(row.agency)
        for figure in row.figures:
            column = figures.columns.get(figure.column)
            if column is None:
                continue  # of a row that people moved here from another table
            is_change = column.shown is Shown.CHANGE
            if (
                figure.correction
                or not (is_now(column) or is_change)
                or column.what not in OF_TOTAL
            ):
                continue
            if agency is not None:
                wanted = figures.text(column, agency)
            elif mean is not None and mean.what is SummaryKind.AVERAGE:
                wanted = figures.summary(mean, column)
            else:
                continue
            if wanted != figure.text:
                yield _told(
                    subject, made.id, row.agency, figure, corrected.get(row.agency, first), row.name
                )


def _told(
    subject: Subject, table: str, code: str, figure: Figure, corrected: Figure, name: str = ""
) -> tuple[Cell, str]:
    assert corrected.correction is not None
    told = words.PRINTS_STILL.format(
        name=name or subject.named(code),
        column=subject.case.column_names.get(figure.column, figure.column),
        table=subject.case.table_names.get(table, table),
        printed=figure.text,
    )
    return corrected_at(corrected.correction), told


PRINTED_CHECKS: tuple[Check, ...] = (
    nothing_given,
    province_blank,
    rounded_up,
    heading_twice,
    not_followed,
)
