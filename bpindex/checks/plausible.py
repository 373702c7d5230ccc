"""Printed figures that people corrected to what no such column can hold."""

import re
from fractions import Fraction

from bpindex.case.keys import PROVINCE
from bpindex.case.printed import (
    MADE_ROW,
    OF_EITHER,
    RANKS,
    PrintedColumn,
    PrintedTable,
    Shown,
    What,
    When,
)
from bpindex.checks.finding import Cell, Check, Findings, Subject, corrected_at
from bpindex.codec.fields import parse_date
from bpindex.index.definition import PERCENT, TOTAL_POINTS
from bpindex.score.column_values import most_points, number_in
from bpindex.score.rounding import print_number
from bpindex.words import corrections as words

_SHARES = frozenset({What.PERCENT, What.RATE})
_COUNTED = frozenset({What.NUMERATOR, What.DENOMINATOR, *RANKS})
# A number, also as so many percent or out of so many; it may have marks that contradict each other.
_NUMBER = re.compile(
    r"([+−-]?\d+(?:[.,]\d+)*)\s*(?:(?P<percent>%)|/\s*(?P<out_of>\d+(?:[.,]\d+)?))?"
)
# The least and the most of a column, None where there is no most.
_Bounds = tuple[int, Fraction | None]


def implausible_figures(subject: Subject) -> Findings:
    """Corrected figures that are a date, or a number of another size or kind than the column's.

    Words may be meant. Figures of agencies by the rule of the index set are told of as typed ones.
    """
    found: list[tuple[Cell, str]] = []
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        columns = printed.keyed(subject.case.index)
        marks = {f"{MADE_ROW}{row.what}": row.decimal_mark for row in printed.summaries}
        for row in made.all_rows:
            is_ours = row.agency in subject.valid or row.agency == PROVINCE
            if row.table not in ("", made.id) or not (is_ours or row.agency.startswith(MADE_ROW)):
                continue  # a row that people added, or moved here from another table
            for figure in row.figures:
                column = columns.get(figure.column)
                if column is None or figure.correction is None:
                    continue
                own = marks.get(row.agency) or column.decimal_mark
                mark = own or subject.case.table_marks[printed.id]
                bounds = _bounds(subject, printed, column, row.agency)
                # Behind a bracket stands what somebody says of the figure.
                text = figure.text.partition("(")[0].strip()
                if wanted := _wanted(text, column, bounds, mark):
                    told = words.IMPLAUSIBLE.format(
                        name=row.name or subject.named(row.agency),
                        column=subject.case.column_names.get(figure.column, figure.column),
                        text=figure.text.strip(),
                        wanted=wanted,
                    )
                    found.append((corrected_at(figure.correction), told))
    yield from subject.together([*dict.fromkeys(found)], words.IMPLAUSIBLES)


def _bounds(
    subject: Subject, table: PrintedTable, column: PrintedColumn, agency: str
) -> _Bounds | None:
    """Return between what the numbers of a column are, None where they are not judged here.

    Another period may have had other maxima, and other agencies.
    """
    what, is_now = column.what, column.when is When.THIS
    if column.shown is Shown.CHANGE:
        return None
    if what in _SHARES or what is What.TOTAL:
        return 0, Fraction(PERCENT if what in _SHARES else TOTAL_POINTS)
    if what in OF_EITHER or (what is What.FIGURE and agency == PROVINCE):
        return 0, most_points(subject.case.index, column.of) if is_now else None
    if what in RANKS:
        ranked = sum(own.kind in table.kinds for own in subject.valid.values())
        return 1, Fraction(ranked) if is_now else None
    return (0, None) if what in _COUNTED else None


def _wanted(text: str, column: PrintedColumn, bounds: _Bounds | None, mark: str) -> str:
    """Return what a column takes in the place of a corrected text, a blank where it takes that."""
    if _is_date(text):
        return words.WANT_NO_DATE
    number = _NUMBER.fullmatch(text)
    if bounds is None or number is None:
        return ""
    least, most = bounds
    wanted = words.WANT_FROM.format(least=least)
    if most is not None:
        wanted = words.WANT_BETWEEN.format(least=least, most=print_number(most, 2, mark))
    # The mark of the province's figures by the rule of the index set is another table's.
    if column.what is not What.FIGURE and {*number[1]} & ({*".,"} - {mark}):
        return f"{wanted}, {words.WANT_MARK.format(mark=mark)}"
    value = number_in(number[1].replace("−", "-"))
    is_odd = value is None or value < least or (most is not None and value > most)
    is_odd |= column.what in _COUNTED and value is not None and value.denominator != 1
    is_odd |= bool(number["percent"]) and column.what not in _SHARES
    out_of = number_in(number["out_of"] or "")
    is_odd |= out_of is not None and most is not None and out_of != most
    return wanted if is_odd else ""


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


PLAUSIBLE_CHECKS: tuple[Check, ...] = (implausible_figures,)
