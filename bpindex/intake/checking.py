"""What tables say of themselves: totals against rows, columns against the columns they sum up."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from bpindex.grids.grid import Cell
from bpindex.grids.numbers import Read
from bpindex.intake.points import read_points
from bpindex.intake.reading_rows import Rows
from bpindex.intake.taken import Intake, Value
from bpindex.naming.known_words import sums
from bpindex.naming.names import folded
from bpindex.naming.targets import Kind, Target
from bpindex.tables.table import Table
from bpindex.words import intake as words
from bpindex.words import table_headers as headers

_TOTAL = re.compile(headers.TOTAL_OF_POINTS)
# By so much a printed number of points may differ from the exact one.
_ROUNDED = 0.0051
Cells = Mapping[tuple[int, int], Read]


def check_totals(
    table: Table, targets: Mapping[int, Target], read: Cells, rows: Rows, intake: Intake
) -> None:
    """Compare every row of totals with the sums of the rows that it may be of."""
    grid = table.grid
    body = [*rows.agencies, *rows.others]
    for total in rows.totals:
        name = next((t for c in table.named_by if (t := grid.text(total, c))), "")
        if name.casefold().startswith(words.AVERAGES):
            continue
        before = [row for row in rows.totals if row < total]
        own = [row for row in body if row < total and row > max(before, default=-1)]
        right = 0
        for column in _of_counts(targets):
            # What is counted for the province alone is no sum of its agencies.
            is_own = column in rows.own_columns
            if is_own and (total in rows.province or targets[column].kind is Kind.COUNT):
                continue
            stated = read[total, column].value
            if stated is None:
                continue
            found = [_sum(read, some, column) for some in (body, own, rows.agencies)]
            if stated in found:
                right += 1
            else:
                place = grid.place(total, column)
                question = words.ASK_TOTAL.format(
                    place=place, column=title_of(table, column), stated=stated, found=found[0]
                )
                intake.decisions.ask(f"total|{place}", question, [words.TAKE])
        if right:
            place = grid.place(total, table.named_by[0])
            intake.report.checked.append(words.TOTAL_RIGHT.format(place=place, count=right))


def check_sections(
    table: Table, targets: Mapping[int, Target], read: Cells, rows: Rows, intake: Intake
) -> None:
    """Compare the numbers of every heading within a table with the sums of its rows."""
    grid, columns = table.grid, [c for c in _of_counts(targets) if c not in rows.own_columns]
    for section in rows.sections:
        stated = {c: n for c in columns if (n := read[section, c].value) is not None}
        every = [some for some in _rows_of_section(table, rows, section) if some]
        wrong = [
            column
            for column, number in stated.items()
            if number not in (_sum(read, some, column) for some in every)
        ]
        if not every or not stated:
            continue
        place = grid.place(section, (wrong or [*stated])[0])
        if wrong:
            question = words.ASK_SECTION.format(
                place=place,
                column=title_of(table, wrong[0]),
                row=_name_of(table, section),
                stated=stated[wrong[0]],
                found=_sum(read, every[0], wrong[0]),
                others=words.OTHER_COLUMNS.format(count=len(wrong) - 1) if wrong[1:] else "",
            )
            intake.decisions.ask(f"section|{place}", question, [words.TAKE])
        else:
            intake.report.checked.append(words.TOTAL_RIGHT.format(place=place, count=len(stated)))


def _rows_of_section(table: Table, rows: Rows, section: int) -> Iterator[list[int]]:
    """Yield the rows that a heading may be of: below it, up to the next of its kind, above it."""
    body = sorted((*rows.agencies, *rows.others))
    levels = {row: _level(table, row) for row in rows.sections}
    same = [row for row, level in levels.items() if level == levels[section]]
    end = body[-1] + 1 if body else section
    for heads in ((*rows.sections, *rows.totals), (*same, *rows.totals)):
        yield [r for r in body if section < r < min((h for h in heads if h > section), default=end)]
    before = max((h for h in (*rows.sections, *rows.totals) if h < section), default=-1)
    yield [row for row in body if before < row < section]


def _name_of(table: Table, row: int) -> str:
    texts = [text for c in table.columns if (text := table.grid.text(row, c))]
    return next((text for text in texts[:2] if len(text) > 1 and not text.isdigit()), texts[0])


def _level(table: Table, row: int) -> str:
    """Return how a heading within a table is numbered: "I" is another level than "A" or "1"."""
    first = next(text for c in table.columns if (text := table.grid.text(row, c)))
    found = re.match(headers.NUMBER_OF_SECTION, first)
    return found.lastgroup or "" if found else ""


def check_sums(
    table: Table, targets: Mapping[int, Target], read: Cells, rows: Rows, intake: Intake
) -> None:
    """Compare columns with the sums of others where all of them stand in the table."""
    columns = {target.key: column for column, target in targets.items()}
    for whole, keys in sums().items():
        parts = [columns[key] for key in keys if key in columns]
        if whole not in columns or not _is_whole(parts, keys, columns):
            continue
        wrong = [
            (row, found)
            for row in rows.agencies
            if (found := _sum_across(read, row, parts)) is not None
            and read[row, columns[whole]].value not in (None, found)
        ]
        title = title_of(table, columns[whole])
        if wrong:
            row, found = wrong[0]
            place = table.grid.place(row, columns[whole])
            question = words.ASK_SUM.format(
                place=place, column=title, stated=read[row, columns[whole]].value, found=found
            )
            intake.decisions.ask(f"sum|{place}", question, [words.TAKE])
        elif rows.agencies:
            place = table.grid.place(table.body[0], columns[whole])
            said = words.WITNESSED.format(place=place, column=title, count=len(rows.agencies))
            intake.report.checked.append(said)


def check_points(
    table: Table, targets: Mapping[int, Target], rows: Rows, groups: Collection[str], intake: Intake
) -> None:
    """Compare the stated total of points with the sum of those of all groups."""
    parts = {t.key: c for c, t in targets.items() if t.kind is Kind.POINTS and t.key in groups}
    others = (column for column in table.paths if column not in parts.values())
    lowest = ((column, folded("".join(table.paths[column][-1:]))) for column in others)
    whole = next((column for column, text in lowest if _TOTAL.fullmatch(text)), None)
    if whole is None or len(parts) < len(groups):
        return
    cells = table.grid.cell
    for row in rows.agencies:
        points = [_points(cells(row, column)) for column in (*parts.values(), whole)]
        if None in points:
            continue
        *each, stated = (number or 0.0 for number in points)
        # Each was rounded by itself.
        if abs(sum(each) - stated) > _ROUNDED * len(points):
            place = table.grid.place(row, whole)
            told = {"column": title_of(table, whole), "stated": f"{stated:g}"}
            question = words.ASK_SUM.format(place=place, found=f"{sum(each):.2f}", **told)
            intake.decisions.ask(f"sum|{place}", question, [words.TAKE])
            return


def _points(cell: Cell) -> float | None:
    text = read_points(cell)
    return float(text.replace(",", ".")) if text else None


def derived(
    table: Table,
    targets: Mapping[int, Target],
    read: Cells,
    rows: Rows,
    intake: Intake,
    name_of: Callable[[Target], str],
) -> list[Value]:
    """Return counts that have no column of their own, but all of their parts have.

    A person agrees to it, but where a total beside it shows that nothing else belongs to it.
    """
    columns = {target.key: column for column, target in targets.items()}
    values = [*_none_left(table, columns, read, rows, intake, name_of)]
    for whole, keys in sums().items():
        parts = [columns[key] for key in keys if key in columns]
        if whole in columns or whole.startswith("~") or not _is_whole(parts, keys, columns):
            continue
        target = Target(Kind.COUNT, whole)
        if not name_of(target):
            continue
        found = {row: _sum_across(read, row, parts) for row in rows.agencies}
        titles = " + ".join(title_of(table, column) for column in parts)
        if not _is_witnessed(whole, columns, read, found):
            place = table.grid.place(table.body[0], parts[0])
            question = words.ASK_DERIVED.format(place=place, name=name_of(target), columns=titles)
            choices = [words.TAKE_SUM, words.LEAVE_COLUMN]
            if (
                intake.decisions.ask(f"derived|{place}|{whole}", question, choices)
                != words.TAKE_SUM
            ):
                continue
        for row, number in found.items():
            if number is not None:
                code = rows.agencies[row].code
                values.append(Value(code, target, str(number), table.grid, row, parts[0]))
        place = table.grid.place(table.body[0], parts[0])
        said = words.DERIVED.format(place=place, name=name_of(target), columns=titles)
        intake.report.taken.append(said)
    return values


def _none_left(
    table: Table,
    columns: Mapping[str, int],
    read: Cells,
    rows: Rows,
    intake: Intake,
    name_of: Callable[[Target], str],
) -> Iterator[Value]:
    """Yield zeros of the one count that a table lacks and whose total leaves nothing for it.

    What it counts stands in the others: a number of it from another table would count twice.
    """
    for whole, keys in sums().items():
        parts = [columns[key] for key in keys if key in columns]
        lacking = [key for key in keys if key not in columns]
        if whole not in columns or len(lacking) != 1 or len(parts) < 2:
            continue
        totals = {row: read[row, columns[whole]].value for row in rows.agencies}
        full = {row for row, total in totals.items() if total == _sum_across(read, row, parts)}
        if lacking[0].startswith("~") or not totals or full != set(totals):
            continue
        target, place = Target(Kind.COUNT, lacking[0]), table.grid.place(table.body[0], parts[0])
        titles = " + ".join(title_of(table, column) for column in parts)
        said = words.NONE_LEFT.format(place=place, name=name_of(target), columns=titles)
        intake.report.taken.append(said)
        for row, total in totals.items():
            if total is not None:
                code = rows.agencies[row].code
                yield Value(code, target, "0", table.grid, row, columns[whole])


def _is_witnessed(
    whole: str, columns: Mapping[str, int], read: Cells, found: Mapping[int, int | None]
) -> bool:
    """Return whether a larger total is right with it in every row."""
    for larger, keys in sums().items():
        others = [columns[key] for key in keys if key != whole and key in columns]
        if whole in keys and larger in columns and len(others) == len(keys) - 1:
            for row, number in found.items():
                rest = _sum_across(read, row, others)
                stated = read[row, columns[larger]].value
                if number is None or rest is None or stated != number + rest:
                    return False
            return bool(found)
    return False


def _is_whole(parts: list[int], keys: Iterable[str], columns: Mapping[str, int]) -> bool:
    """Return whether the parts of a sum are there; what goes by post may stand under another."""
    return len(parts) > 1 and all(key in columns for key in keys if key != "~bcci")


def _of_counts(targets: Mapping[int, Target]) -> list[int]:
    return [c for c, target in targets.items() if target.kind in (Kind.COUNT, Kind.WITNESS)]


def _sum(read: Cells, rows: Iterable[int], column: int) -> int:
    return sum(read[row, column].value or 0 for row in rows)


def _sum_across(read: Cells, row: int, columns: Iterable[int]) -> int | None:
    numbers = [read[row, column].value for column in columns]
    return None if None in numbers else sum(number or 0 for number in numbers)


def title_of(table: Table, column: int) -> str:
    """Return the header of a column in one line."""
    return " / ".join(table.paths[column]) or words.COLUMN_NO_HEADER
