"""What people typed and no figure comes from: for another kind of agency, beside what counts."""

from collections import defaultdict
from collections.abc import Iterator

from bpindex.case.keys import MONTH, PROVINCE, column_titles
from bpindex.case.model import Case
from bpindex.case.printed import What
from bpindex.case.records import DataRow
from bpindex.checks.finding import Cell, Check, Findings, Subject
from bpindex.checks.needed import needs_of
from bpindex.index.definition import Basis, Component, OfProvince
from bpindex.score.counts import State, parse_count
from bpindex.score.figures import merged_text, summed
from bpindex.score.given import parse_points, typed_points
from bpindex.words import unused as words


def unused_counts(subject: Subject) -> Findings:
    """Counts of components that are not for a kind, or for which the province's count stands.

    A zero says nothing, and neither does the count that is used.
    """
    case, index = subject.case, subject.case.index
    tables = case.settings.tables
    printed = {table.kind: needs_of(case, table).counts for table in tables}
    users = _users(case)
    own = subject.count_rows.get(PROVINCE)
    instead = {name: own.cells.get(name, "").strip() for name in index.shared_counts} if own else {}
    not_for: list[tuple[Cell, str]] = []
    shared: list[tuple[Cell, str]] = []
    for code, row in subject.count_rows.items():
        if code not in subject.valid:
            continue
        kind = subject.valid[code].kind
        used = {
            count
            for count, components in users.items()
            if any(c.applies_to(kind) or c.id in printed.get(kind, ()) for c in components)
        }
        for count, text in row.cells.items():
            number, state = parse_count(text)
            if count not in users or state is not State.OK or not number:
                continue
            cell = ("counts", row.row, count)
            if count not in used:
                not_for.append((cell, _found(subject, row, index.count_by_id[count].name, text)))
            elif (other := instead.get(count)) and parse_count(other)[0] != number:
                shared.append((cell, _found(subject, row, index.count_by_id[count].name, text)))
    yield from subject.together(not_for, words.NOT_FOR)
    yield from subject.together(shared, words.SHARED)


def summed_counts(subject: Subject) -> Findings:
    """Counts of the province's row for which the sum over agencies is taken, and is another."""
    found: list[tuple[Cell, str]] = []
    row = subject.count_rows.get(PROVINCE)
    total, users = summed(subject.scores), _users(subject.case)
    for count, text in row.cells.items() if row else ():
        number, state = parse_count(text)
        is_summed = {item.of_province for item in users.get(count, ())} == {OfProvince.SUM}
        if row is None or not is_summed or state is not State.OK:
            continue
        value = total.values[total.rows[count], 0]
        if number != value:
            told = {"what": subject.case.index.count_by_id[count].name, "text": text.strip()}
            is_known = value == value
            sentence = words.SUMMED_FOUND if is_known else words.SUMMED_ALONE
            told["total"] = f"{int(value)}" if is_known else ""
            found.append((("counts", row.row, count), sentence.format(**told)))
    yield from subject.together(found, words.SUMMED)


def unused_points(subject: Subject) -> Findings:
    """Typed points of components beside those of their group; the province's own but for shared."""
    index = subject.case.index
    columns = (c for table in subject.case.printed_tables for c in table.keyed(index).values())
    printed = {column.of for column in columns}
    beside: list[tuple[Cell, str]] = []
    of_province: list[tuple[Cell, str]] = []
    for code, row in subject.typed_rows.items():
        if code != PROVINCE and code not in subject.valid:
            continue
        given = [
            (key, entry, text)
            for key, entry, text in typed_points(index, row)
            if parse_points(text, entry.max_points) is not None
        ]
        groups = {entry.id for _, entry, _ in given if not isinstance(entry, Component)}
        for key, entry, text in given:
            if not isinstance(entry, Component):
                continue
            found = ("typed", row.row, key), _found(subject, row, entry.id, text)
            if code == PROVINCE and entry.of_province is not OfProvince.SHARED:
                of_province.append(found)
            elif (
                code != PROVINCE and index.group_of(entry).id in groups and entry.id not in printed
            ):
                beside.append(found)
    yield from subject.together(beside, words.POINTS)
    yield from subject.together(of_province, words.PROVINCE_POINTS)


def unused_months(subject: Subject) -> Findings:
    """Typed month figures of agencies whose column prints something else."""
    titles = column_titles(subject.case.index)
    used = {kind: {*_typed_months(subject.case, kind)} for kind in subject.case.table_of_kind}
    found: list[tuple[Cell, str]] = []
    for code, row in subject.typed_rows.items():
        for key, text in row.cells.items() if code in subject.valid else ():
            kind = subject.valid[code].kind
            if text.strip() and key.endswith(MONTH) and key not in used.get(kind, {key}):
                told = _found(subject, row, titles.get(key, key), text)
                found.append((("typed", row.row, key), told))
    yield from subject.together(found, words.MONTH)


def _typed_months(case: Case, kind: str) -> Iterator[str]:
    """Yield the month columns in which agencies of a kind print what was typed, or a text of all.

    Only for those nobody knows better.
    """
    for column in case.table_of_kind[kind].columns:
        basis = column.display(case.index.group_by_id[column.group].display).basis
        if basis is Basis.TYPED or merged_text(column, MONTH):
            yield f"{column.group}{MONTH}"
    for table in case.printed_tables:
        for item in table.keyed(case.index).values() if kind in table.kinds else ():
            if item.what is What.TYPED:
                yield f"{item.of}{MONTH}"


def _users(case: Case) -> dict[str, list[Component]]:
    """Return which components are computed from each count."""
    users: dict[str, list[Component]] = defaultdict(list)
    for component in case.index.components:
        for count in component.counts:
            users[count].append(component)
    return users


def _found(subject: Subject, row: DataRow, what: str, text: str) -> str:
    return words.FOUND.format(name=subject.named(row.agency), what=what, text=text.strip())


UNUSED_CHECKS: tuple[Check, ...] = (
    unused_counts,
    summed_counts,
    unused_points,
    unused_months,
)
