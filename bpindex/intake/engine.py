"""Tables understood together: one way for files, pasted cells and the command line."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.grids.collecting import uncollected
from bpindex.grids.grid import Grid
from bpindex.intake.given import points_beside_counts, points_over_counts
from bpindex.intake.table_reader import TableReader
from bpindex.intake.taken import Decisions, Intake, Value, others
from bpindex.naming.agencies import Agencies, without_rows
from bpindex.naming.targets import Target
from bpindex.tables.columns import Columns
from bpindex.tables.covers import with_covers
from bpindex.words import intake as words


@uncollected
def understand(
    grids: Iterable[Grid],
    case: Case,
    decisions: Decisions | None = None,
    skipped: Iterable[str] = (),
) -> Intake:
    """Return what is to be taken from grids into a case, what is not and why, what is asked."""
    intake = Intake(decisions=decisions or Decisions())
    intake.report.skipped += skipped
    names = {item.path: item.target for item in case.learnt}
    known = Columns(case, {}).targets() if names else {}
    learnt = {path: known[name] for path, name in names.items() if name in known}
    reader = TableReader(case, Agencies.of(case), Columns(case, learnt), intake)
    for grid in with_covers([*grids], reader.agencies):
        reader.read(grid)
    intake.values = _without_computed(case, intake, _together(intake, reader))
    if over := points_over_counts(case, intake.values):
        agencies = len({value.agency for value in over})
        told = words.POINTS_HOLD.format(place=over[0].place, count=agencies)
        intake.report.taken.insert(0, told)
    found = set(map(attrgetter("agency"), intake.values))
    if intake.values:
        missing = without_rows(case.valid_agencies, found)
        intake.report.missing += [words.AGENCY_MISSING.format(name=a.name) for a in missing]
    return intake


def _without_computed(case: Case, intake: Intake, values: list[Value]) -> list[Value]:
    """Return values without points that counts give too, where a person does not want those."""
    both = points_beside_counts(case, values)
    if not both:
        return values
    first, more = both[0].place, others(len(both) - 1)
    question = words.ASK_POINTS.format(place=first, others=more)
    choices = [words.LEAVE_POINTS, words.TAKE_POINTS]
    answer = intake.decisions.ask(f"points|{first}", question, choices, True)
    if answer == words.TAKE_POINTS:
        return values
    intake.report.skipped.append(words.POINTS_LEFT.format(place=first, others=more))
    left = set(map(id, both))
    return [value for value in values if id(value) not in left]


def _together(intake: Intake, reader: TableReader) -> list[Value]:
    """Return one value for each agency and target; of those that differ a person says which."""
    if not intake.values:
        return []
    given: dict[Target, list[str]] = defaultdict(list)
    for target, column in groupby(intake.values, key=attrgetter("target")):
        given[target] += map(attrgetter("agency"), column)
    if all(len(set(agencies)) == len(agencies) for agencies in given.values()):
        return intake.values
    import pandas as pd

    frame = pd.DataFrame(
        {
            "agency": [value.agency for value in intake.values],
            "kind": [str(value.target.kind) for value in intake.values],
            "key": [value.target.key for value in intake.values],
            "text": [value.text for value in intake.values],
        }
    )
    differing = (
        frame.groupby(["agency", "kind", "key"], sort=False)["text"].transform("nunique") > 1
    )
    names = {agency.code: agency.name for agency in reader.case.agencies}
    names[PROVINCE] = reader.case.settings.tables[0].province_name
    kept: dict[tuple[str, Target], Value] = {}
    doubtful: dict[tuple[str, Target], list[Value]] = defaultdict(list)
    for value, differs in zip(intake.values, differing, strict=True):
        if differs:
            doubtful[value.agency, value.target].append(value)
        else:
            kept.setdefault((value.agency, value.target), value)
    for (agency, target), some in doubtful.items():
        named = {words.VALUE_AT.format(text=v.text, place=v.place): v for v in some}
        question = words.ASK_CONTRADICTION.format(
            agency=names[agency], name=reader.columns.name_of(target), found="; ".join(named)
        )
        key = f"differ|{agency}|{target.kind}|{target.key}"
        answer = intake.decisions.ask(key, question, [words.LEAVE_CELL, *named], True)
        if answer in named:
            kept[agency, target] = named[answer]
    return list(kept.values())
