"""What cells of counts say, where a witness or a person has to say it; what is not reported."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from bpindex.codec.shown import Unclear
from bpindex.grids.numbers import MARKS, Read, Why
from bpindex.intake.checking import title_of
from bpindex.intake.reading_rows import Rows
from bpindex.intake.taken import Decisions, others
from bpindex.naming.targets import Kind, Target
from bpindex.tables.table import Table
from bpindex.words import intake as words

_THOUSAND = 1000


def settled(
    table: Table,
    rows: Rows,
    read: dict[tuple[int, int], Read],
    marks: frozenset[str],
    decisions: Decisions,
) -> dict[tuple[int, int], Read]:
    """Return the cells of counts as read, with what a witness or a person says of them."""
    ask, place_of = decisions.ask, table.grid.place
    odd = {cell: found for cell, found in read.items() if found.why or found.mark or found.dash}
    if not odd:
        return read
    for mark in MARKS:
        some = [cell for cell, found in odd.items() if found.mark == mark]
        if some and mark not in marks:
            row, column = some[0]
            place, shown = place_of(row, column), table.grid.text(row, column)
            named = words.NAMED_MARKS.get(mark, mark)
            question = words.ASK_MARK.format(
                place=place, found=shown, others=others(len(some) - 1), mark=named
            )
            choices = [words.MARK_THOUSANDS, words.LEAVE_CELL]
            if ask(f"mark|{place}|{mark}", question, choices) != words.MARK_THOUSANDS:
                read |= dict.fromkeys(some, Read())
    some = [cell for cell, found in odd.items() if found.dash]
    if some:
        place = place_of(*some[0])
        question = words.ASK_DASH.format(place=place, others=others(len(some) - 1))
        answer = ask(f"dash|{place}", question, [words.DASH_ZERO, words.DASH_NOTHING])
        said = {words.DASH_ZERO: Read(0), words.DASH_NOTHING: Read(is_absent=True)}
        read |= dict.fromkeys(some, said.get(answer, Read()))
    _refused(table, rows, odd, decisions)
    damaged = _damaged(table, rows, odd)
    if suspects := _suspects(table, rows, read, {column for _, column in damaged}):
        row, column = suspects[0]
        question = words.ASK_DAMAGED.format(
            place=place_of(row, column),
            found=table.grid.text(row, column),
            others=others(len(suspects) - 1),
            damaged=table.grid.text(*damaged[0]),
        )
        choices = [words.LEAVE_CELLS, words.TAKE]
        if ask(f"damaged|{place_of(row, column)}", question, choices, True) != words.TAKE:
            read |= dict.fromkeys(suspects, Read())
    return read


def _damaged(
    table: Table, rows: Rows, read: Mapping[tuple[int, int], Read]
) -> list[tuple[int, int]]:
    """Return the numbers with decimals that were thousands: "1.085" that became 1,085."""
    return [
        (row, column)
        for (row, column), found in read.items()
        if found.why is Why.DECIMAL
        and row in rows.agencies
        and isinstance(number := table.grid.cell(row, column), float)
        and 1 < number < _THOUSAND
        and round(number * _THOUSAND, 6).is_integer()
    ]


def _suspects(
    table: Table, rows: Rows, read: Mapping[tuple[int, int], Read], damaged: Set[int]
) -> list[tuple[int, int]]:
    """Return the whole numbers that may be damaged like others of their table: "2.000" as 2.

    Of a column without a damaged one, a right total or a number of thousands is a witness.
    """
    some = [
        (row, column)
        for (row, column), found in (read.items() if damaged else ())
        if found.value is not None
        and 0 < found.value < _THOUSAND
        and row in rows.agencies
        and not isinstance(table.grid.cell(row, column), str)
    ]
    sound = {column for _, column in some if _is_sound(rows, read, column)} - damaged
    return [(row, column) for row, column in some if column not in sound]


def _is_sound(rows: Rows, read: Mapping[tuple[int, int], Read], column: int) -> bool:
    values = [read[row, column].value or 0 for row in (*rows.agencies, *rows.others)]
    totals = [read[row, column].value for row in rows.totals]
    return max(values) >= _THOUSAND or (len(values) > 1 and sum(values) in totals)


def not_reported(
    table: Table,
    targets: Mapping[int, Target],
    read: Mapping[tuple[int, int], Read],
    rows: Rows,
) -> Iterator[str]:
    """Yield a sentence for each column of counts with cells that say that there is none."""
    absent: dict[int, list[int]] = defaultdict(list)
    for (row, column), found in read.items():
        if found.is_absent and row in rows.agencies:
            absent[column].append(row)
    for column, target in targets.items():
        if (some := absent[column]) and target.kind is Kind.COUNT:
            cell = (some[0], column)
            yield words.NOT_REPORTED_IN.format(
                place=table.grid.place(*cell),
                column=title_of(table, column),
                found=table.grid.text(*table.grid.anchors.get(cell, cell)),
                count=len(some),
                state=words.NOT_REPORTED,
            )


def _refused(
    table: Table, rows: Rows, read: Mapping[tuple[int, int], Read], decisions: Decisions
) -> None:
    """Ask about cells that give no count, those of one column and reason together."""
    refused: dict[tuple[int, Why, str], list[int]] = defaultdict(list)
    for (row, column), found in read.items():
        if found.why is not None and row in rows.agencies:
            cell = table.grid.cell(row, column)
            said = cell.why if isinstance(cell, Unclear) else words.WHY[found.why]
            refused[column, found.why, said].append(row)
    for (column, why, said), some in refused.items():
        place = table.grid.place(some[0], column)
        template = words.ASK_REFUSED if len(some) == 1 else words.ASK_REFUSED_MANY
        question = template.format(
            place=place,
            count=len(some) - 1,
            column=title_of(table, column),
            found=table.grid.text(some[0], column),
            why=said,
        )
        decisions.ask(f"cell|{place}|{why}", question, [words.LEAVE_CELL])
