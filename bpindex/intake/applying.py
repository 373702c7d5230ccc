"""What was taken, put into a case: all of it, and what a person said is remembered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bpindex.case.belonging import foreign_of
from bpindex.case.keys import MONTH, POINTS, PRIOR
from bpindex.case.model import Case
from bpindex.case.months import Part
from bpindex.case.records import Agency, DataRow, LearntColumn
from bpindex.intake.taken import Intake
from bpindex.naming.names import agency_key
from bpindex.naming.targets import Kind

_SUFFIX = {Kind.POINTS: POINTS, Kind.MONTH: MONTH, Kind.PRIOR: PRIOR}


def applied(case: Case, intake: Intake) -> Case:
    """Return a case with what was taken in the place of what stood there.

    Of an agency whose data are still those of another month nothing stays beside what is new.
    """
    counts: dict[str, dict[str, str]] = {}
    typed: dict[str, dict[str, str]] = {}
    for value in intake.values:
        if value.target.kind is Kind.COUNT:
            counts.setdefault(value.agency, {})[value.target.key] = value.text
        else:
            key = f"{value.target.key}{_SUFFIX[value.target.kind]}"
            typed.setdefault(value.agency, {})[key] = value.text
    learnt = {item.path: item for item in case.learnt}
    learnt |= {path: LearntColumn(path, name) for path, name in intake.learnt_columns.items()}
    new = {item.dossier for item in intake.dossiers}
    dossiers = [item for item in case.late_dossiers if item.dossier not in new]
    others = {(item.item.part, item.item.name) for item in foreign_of(case)}
    return replace(
        case,
        counts=_with(_of_month(others, case.counts, Part.COUNTS, set(counts)), counts),
        typed=_with(_of_month(others, case.typed, Part.TYPED, _of_this_month(typed)), typed),
        late_dossiers=(*dossiers, *intake.dossiers),
        agencies=tuple(_with_names(agency, intake.learnt_names) for agency in case.agencies),
        learnt=tuple(learnt.values()),
    )


def _of_month(
    others: Collection[tuple[Part, str]],
    rows: Sequence[DataRow],
    part: Part,
    agencies: Collection[str],
) -> list[DataRow]:
    """Return rows without the cells of another month, where some of the month are to join them."""
    return [
        replace(row, cells=_left(row, part))
        if (part, row.agency) in others and row.agency in agencies
        else row
        for row in rows
    ]


def _left(row: DataRow, part: Part) -> dict[str, str]:
    """Return the cells of a row that are of no month: figures of the year before, and the note."""
    every = {} if part is Part.COUNTS else row.cells
    return {key: text for key, text in every.items() if not key.endswith((MONTH, POINTS))}


def _of_this_month(typed: Mapping[str, Mapping[str, str]]) -> set[str]:
    return {
        agency
        for agency, cells in typed.items()
        if any(key.endswith((MONTH, POINTS)) for key in cells)
    }


def replaced(case: Case, after: Case) -> int:
    """Return how many values that stand in a case are others after an import."""
    pairs = ((case.counts, after.counts), (case.typed, after.typed))
    count = 0
    for old, new in pairs:
        rows = {row.agency: row.cells for row in new}
        for row in old:
            cells = rows.get(row.agency, {})
            count += sum(cells.get(key, "") != text for key, text in row.cells.items() if text)
    return count


def _with(rows: Sequence[DataRow], new: Mapping[str, Mapping[str, str]]) -> tuple[DataRow, ...]:
    """Return rows with other cells, and behind them those of agencies that had none."""
    known = {row.agency for row in rows}
    changed = [replace(row, cells={**row.cells, **new.get(row.agency, {})}) for row in rows]
    added = [DataRow(code, dict(cells)) for code, cells in new.items() if code not in known]
    return (*changed, *added)


def _with_names(agency: Agency, learnt: Mapping[str, str]) -> Agency:
    """Return an agency with the names that a person said to be its own."""
    known = {agency_key(name) for name in (agency.name, *agency.aliases)}
    new = [
        name.replace(";", ",")
        for name, code in learnt.items()
        if code == agency.code and agency_key(name) not in known
    ]
    return replace(agency, aliases=(*agency.aliases, *new)) if new else agency
