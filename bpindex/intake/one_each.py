"""Of columns that hold the same thing one is taken."""

from collections import defaultdict
from collections.abc import Mapping

from bpindex.grids.numbers import Read
from bpindex.intake.checking import title_of
from bpindex.intake.reading_rows import Rows
from bpindex.intake.taken import Intake
from bpindex.naming.targets import Kind, Target
from bpindex.tables.columns import Columns
from bpindex.tables.table import Table
from bpindex.words import intake as words


def one_each(
    table: Table,
    targets: Mapping[int, Target],
    read: Mapping[tuple[int, int], Read],
    rows: Rows,
    columns_known: Columns,
    intake: Intake,
) -> dict[int, Target]:
    """Return one column for each target; of two that differ a person says which."""
    places: dict[Target, list[int]] = defaultdict(list)
    for column, target in targets.items():
        places[target].append(column)
    chosen: dict[int, Target] = {}
    for target, columns in places.items():
        if len(columns) == 1:
            chosen[columns[0]] = target
            continue
        contents = {
            tuple(
                read[row, c] if (row, c) in read else table.grid.text(row, c)
                for row in rows.agencies
            )
            for c in columns
        }
        if len(contents) == 1:
            chosen[columns[0]] = target
            for column in columns[1:]:
                place = table.grid.place(table.body[0], column)
                told = words.COLUMN_SAME.format(place=place, column=title_of(table, column))
                intake.report.skipped.append(told)
            continue
        row = table.header[-1] if table.header else table.body[0]
        named = {words.COLUMN_AT.format(place=table.grid.place(row, c)): c for c in columns}
        question = words.ASK_TWICE.format(
            place=table.grid.place(row, columns[0]),
            name=columns_known.name_of(target) or target.key,
            columns="; ".join(named),
        )
        if target.kind is Kind.WITNESS:
            continue
        answer = intake.decisions.ask(
            f"twice|{table.grid.place(row, columns[0])}|{target.key}",
            question,
            [words.LEAVE_COLUMN, *named],
            True,
        )
        if answer in named:
            chosen[named[answer]] = target
    return chosen
