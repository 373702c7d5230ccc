"""Counts and typed points that are missing: those that a printed column or a total needs."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bpindex.case.keys import POINTS, PROVINCE
from bpindex.case.records import DataRow
from bpindex.checks.finding import Cell, Check, Findings, Level, Subject, first_named, row_number
from bpindex.checks.needed import Needs, needs_of
from bpindex.index.definition import Component, Group, IndexSet, OfProvince
from bpindex.score.counts import State
from bpindex.score.given import parse_points, typed_points
from bpindex.words import findings as words


def missing_counts(subject: Subject) -> Findings:
    """Blank counts: no counts at all, no row of an agency, no column, or single cells."""
    names = {count.id: count.name for count in subject.case.index.counts}
    wanted = wanted_counts(subject)
    rows = {code: subject.count_rows.get(code) for code, own in wanted.items() if own}
    filled = {
        code: row
        for code, row in rows.items()
        if row and not all(is_blank(row, name) for name in wanted[code])
    }
    if rows and not filled:
        told = {"agencies": len(rows), "counts": max(len(wanted[code]) for code in rows)}
        yield subject.problem("counts", 0, "", words.NO_COUNTS, **told)
        return
    for code, row in rows.items():
        if code not in filled:
            missing = {"name": subject.named(code), "counts": str(len(wanted[code]))}
            yield subject.problem("counts", row_number(row), "agency", words.NO_ROW, **missing)
    askers = {name: [row for code, row in filled.items() if name in wanted[code]] for name in names}
    nowhere = {
        name
        for name, asking in askers.items()
        if len(asking) > 1 and all(is_blank(row, name) for row in asking)
    }
    for name in names:
        if name in nowhere:
            yield subject.problem("counts", 0, name, words.NO_COLUMN, name=names[name])
    for code, row in filled.items():
        for name in names:
            if name in wanted[code] and name not in nowhere and is_blank(row, name):
                blank = {"name": subject.named(code), "count": names[name]}
                yield subject.problem("counts", row.row, name, words.COUNT_BLANK, **blank)


def wanted_counts(subject: Subject) -> Mapping[str, frozenset[str]]:
    """Return the counts that each agency of the period owes, by code in printing order."""
    found = {}
    groups, scores = subject.case.index.groups, subject.scores
    by_agencies = _shared_given(subject)
    for table in subject.case.settings.tables:
        members = subject.case.agencies_of(table)
        needs = needs_of(subject.case, table)
        idle = _idle_groups(subject, needs, [agency.code for agency in members])
        # Most agencies of a table owe the same.
        known: dict[tuple[bytes, frozenset[str]], frozenset[str]] = {}
        for agency in members:
            position = subject.positions[agency.code]
            typed = scores.typed[:, position]
            lacking = frozenset(g.id for g in groups if lacks_points(subject, g, position))
            key = typed.tobytes(), lacking
            if key not in known:
                known[key] = frozenset(
                    count
                    for component in subject.case.index.components
                    if component.applies_to(agency.kind)
                    and (
                        component.of_province is not OfProvince.SHARED
                        or component.id in by_agencies
                    )
                    and _is_owed(subject.case.index, needs, component, typed, lacking, idle)
                    for count in component.counts
                )
            found[agency.code] = known[key]
    return {code: found[code] for code in subject.valid if code in found}


def _is_owed(
    index: IndexSet,
    needs: Needs,
    component: Component,
    typed: NDArray[np.bool_],
    lacking: frozenset[str],
    idle: frozenset[str],
) -> bool:
    """Return whether a printed column, or a total, needs the counts of a component.

    `typed` says of which components an agency has points, `lacking` and `idle` are groups.
    """
    if component.id in needs.counts:
        return True
    group = index.group_of(component)
    is_typed = typed[index.component_rows[component.id]]
    if is_typed or group.id in idle or group.id in lacking:
        return False
    unknown = (item for item in index.components if index.group_of(item).id in idle)
    has_total = all(typed[index.component_rows[item.id]] for item in unknown)
    return component.id in needs.points or (needs.has_total and has_total)


def lacks_points(subject: Subject, group: Group, position: int) -> bool:
    """Return whether an agency has neither points of a group, as others do, nor counts of it."""
    points = subject.scores.given.points.get(group.id, {})
    if not points or position in points:
        return False
    row = subject.count_rows.get(subject.scores.counts.agencies[position])
    names = (n for item in subject.case.index.components_of(group.id) for n in item.counts)
    return row is None or all(is_blank(row, name) for name in names)


def _idle_groups(subject: Subject, needs: Needs, codes: Sequence[str]) -> frozenset[str]:
    """Return the groups of whose counts nothing prints, and of which nobody gave any."""
    rows = [row for code in codes if (row := subject.count_rows.get(code))]
    given = {name for row in rows for name in row.cells if not is_blank(row, name)}
    index = subject.case.index

    def is_idle(group: str) -> bool:
        own = (item.counts for item in index.components_of(group))
        return all(counts.isdisjoint(given) for counts in own)

    return frozenset(filter(is_idle, index.group_by_id.keys() - needs.groups))


def _shared(subject: Subject) -> list[Component]:
    components = subject.case.index.components
    return [item for item in components if item.of_province is OfProvince.SHARED]


def _shared_given(subject: Subject) -> frozenset[str]:
    """Return the components of the province for which only the agencies give counts."""
    own = subject.count_rows.get(PROVINCE)
    rows = [row for code, row in subject.count_rows.items() if code != PROVINCE]
    return frozenset(
        item.id
        for item in _shared(subject)
        if (own is None or any(is_blank(own, name) for name in item.counts))
        and any(not is_blank(row, name) for row in rows for name in item.counts)
    )


def shared_components(subject: Subject) -> Findings:
    """Components of the province alone: of which nothing is known, or of which agencies differ."""
    own, by_agencies = subject.count_rows.get(PROVINCE), _shared_given(subject)
    typed, scores = subject.typed_rows.get(PROVINCE), subject.scores
    needs = [needs_of(subject.case, table) for table in subject.case.settings.tables]
    missing, differing = [], []
    for item in _shared(subject):
        states = scores.states[scores.index.component_rows[item.id]]
        is_typed = scores.typed[scores.index.component_rows[item.id]].all()
        if is_typed or (typed and typed.cells.get(f"{item.id}{POINTS}", "").strip()):
            continue
        if item.id in by_agencies:
            columns = [scores.counts.values[scores.counts.rows[name]] for name in item.counts]
            if any((column != column[0]).any() for column in columns if not (states.any())):
                differing.append(item)
        elif not any(need.has(item.id) for need in needs):
            continue
        elif own is None or any(is_blank(own, name) for name in item.counts):
            missing.append(item)
    sentences = ((missing, words.SHARED_MISSING), (differing, words.SHARED_DIFFERS))
    for items, sentence in sentences:
        if items:
            told = {
                "components": ", ".join(item.id for item in items),
                "code": PROVINCE,
                "counts": len({name for item in items for name in item.counts}),
            }
            tell = subject.problem if items is missing else subject.warning
            yield tell("counts", row_number(own), "agency", sentence, **told)


def odd_points(subject: Subject) -> Findings:
    """Typed points that are no number, or more than there are."""
    for row in subject.case.typed:
        for key, entry, text in typed_points(subject.case.index, row):
            points = parse_points(text, entry.max_points)
            if points is None or points > entry.max_points:
                told = {"found": text, "name": entry.name, "most": f"{entry.max_points:f}"}
                yield subject.problem("typed", row.row, key, words.POINTS_ODD, **told)


def missing_points(subject: Subject) -> Findings:
    """Points that an agency lacks where others have them typed, and where it has no counts."""
    blank: list[tuple[Cell, str]] = []
    for group in subject.case.index.groups:
        for code, position in subject.positions.items():
            if lacks_points(subject, group, position):
                row, key = subject.typed_rows.get(code), f"{group.id}{POINTS}"
                if row and row.cells.get(key, "").strip():
                    continue  # told of by `odd_points`
                cell = ("typed", row_number(row), key if row else "")
                blank.append((cell, f"{subject.named(code)}, {group.name}"))
    yield from subject.together(blank, words.POINTS_MISSING, Level.PROBLEM)


def not_reported(subject: Subject) -> Findings:
    """Counts of which an agency says that nothing was reported: for a person to look at."""
    counts = subject.scores.counts
    found: list[tuple[Cell, str]] = []
    for code, position in subject.positions.items():
        if (counts.states[:, position] == State.NOT_REPORTED).any():
            row = subject.count_rows.get(code)
            names = [
                n
                for n in counts.ids
                if counts.states[counts.rows[n], position] == State.NOT_REPORTED
            ]
            shown = first_named([subject.case.index.count_by_id[name].name for name in names])
            found.append((("counts", row_number(row), names[0]), f"{subject.named(code)}: {shown}"))
    yield from subject.together(found, words.NOT_REPORTED)


def is_blank(row: DataRow, count: str) -> bool:
    """Return whether a row says nothing of a count."""
    return not row.cells.get(count, "").strip()


MISSING_CHECKS: tuple[Check, ...] = (
    missing_counts,
    shared_components,
    odd_points,
    missing_points,
    not_reported,
)
