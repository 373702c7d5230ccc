"""Lists of late dossiers, told apart from tables of counts by their columns."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bpindex.case.model import Case
from bpindex.case.personal import holds_personal, names_persons
from bpindex.case.records import LateDossier
from bpindex.codec.fields import parse_date
from bpindex.intake.checking import title_of
from bpindex.intake.taken import Intake, others
from bpindex.naming.agencies import Agencies
from bpindex.naming.known_words import words_of_tables
from bpindex.naming.names import folded
from bpindex.tables.table import Table
from bpindex.words import intake as words

_DATES = ("received", "due", "returned")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTHS = 12
# What people write in their own words.
_WORDS = ("procedure", "status", "cause", "note")
# Without these a table is no list of dossiers.
_NEEDED = {"dossier", "due"}


def _fields(table: Table) -> dict[str, int]:
    known = words_of_tables("columns.toml")["dossiers"]
    titles = {name: frozenset(map(folded, some)) for name, some in known.items()}
    found: dict[str, int] = {}
    for column, path in table.paths.items():
        for name, some in titles.items():
            if path and folded(path[-1]) in some:
                found.setdefault(name, column)
    return found


def _personal(table: Table, fields: dict[str, int]) -> Iterator[int]:
    """Yield the columns that name persons; codes and dates of dossiers are none."""
    plain = {fields[name] for name in (*_DATES, "dossier") if name in fields}
    for column, path in table.paths.items():
        texts = [table.grid.text(row, column) for row in table.body]
        if column not in plain and path and is_personal(path[-1], texts):
            yield column


def is_personal(header: str, texts: Sequence[str]) -> bool:
    """Return whether a column names persons: by its header, or by most of what stands in it."""
    title = f" {folded(header)} "
    named = any(f" {word} " in title for word in words.PERSONAL_HEADERS)
    return named or names_persons(texts)


def is_dossier_list(table: Table) -> bool:
    """Return whether a table lists dossiers, one a row."""
    return _fields(table).keys() >= _NEEDED


def dossiers_of(table: Table, agencies: Agencies, intake: Intake, case: Case) -> None:
    """Take the dossiers of a list; names of applicants are never taken."""
    fields, grid = _fields(table), table.grid
    persons = [*_personal(table, fields)]
    for column in persons:
        place = grid.place(table.header[-1], column)
        header = table.paths[column][-1]
        intake.report.skipped.append(words.COLUMN_PERSONAL.format(place=place, header=header))
        fields = {name: other for name, other in fields.items() if other != column}
    _say_left(table, {*fields.values(), *persons}, intake)
    order = _order(table, [fields[name] for name in _DATES if name in fields], intake)
    count = 0
    for row in table.body:
        texts = {name: grid.text(row, column) for name, column in fields.items()}
        place = grid.place(row, fields["dossier"])
        if not texts["dossier"] or not any(c.isdigit() for c in texts["dossier"]):
            if _is_of_dossier(texts, agencies):
                intake.report.skipped.append(words.DOSSIER_WITHOUT_CODE.format(place=place))
            continue
        agency = agencies.find(texts.get("agency", "")).agency
        if agency is None:
            found = texts.get("agency", "") or texts["dossier"]
            intake.report.skipped.append(words.ROW_UNKNOWN.format(place=place, found=found))
            continue
        for name in _WORDS:
            if holds_personal(texts.get(name, "")):
                where = grid.place(row, fields[name])
                intake.report.skipped.append(words.CELL_PERSONAL.format(place=where))
                texts[name] = ""
        days: dict[str, date | None] = {}
        for name in _DATES:
            if name in fields:
                days[name] = _day(table, row, fields[name], intake, order)
        dossier = LateDossier(
            dossier=texts["dossier"],
            procedure=texts.get("procedure", ""),
            agency=agency.code,
            received=days.get("received"),
            due=days.get("due"),
            returned=days.get("returned"),
            days_late=texts.get("days_late", ""),
            status=texts.get("status", ""),
            cause=texts.get("cause", ""),
            note=texts.get("note", ""),
            period=case.key,
        )
        count += _put(dossier, place, intake)
        told = {"place": place, "code": dossier.dossier}
        intake.report.checked += [
            said.format(**told) for said in _contradictions(dossier, case.period.last_day)
        ]
    place = grid.place(table.body[0], fields["dossier"])
    intake.report.taken.append(words.DOSSIERS_TAKEN.format(place=place, count=count))


def _contradictions(dossier: LateDossier, last: date) -> Iterator[str]:
    """Yield what of a late dossier cannot be: days after one another, or after its period."""
    due = dossier.due
    if due and dossier.received and dossier.received > due:
        yield words.DOSSIER_RECEIVED_LATE
    if due and dossier.returned and dossier.returned < due:
        yield words.DOSSIER_NOT_LATE
    before = (day for day in (dossier.received, due) if day)
    if any(day > last for day in before):
        yield words.DOSSIER_AFTER


def _say_left(table: Table, known: Collection[int], intake: Intake) -> None:
    """Tell which columns hold nothing that is kept of a dossier."""
    for column, path in table.paths.items():
        if path and column not in known and any(table.grid.text(r, column) for r in table.body):
            place = table.grid.place(table.header[-1], column)
            told = words.COLUMN_SKIPPED.format(place=place, column=title_of(table, column))
            intake.report.skipped.append(told)


def _order(table: Table, columns: Iterable[int], intake: Intake) -> str:
    """Return how a person reads days of which some have the month first, blank where none has.

    An office program makes dates of the others with day and month the wrong way round.
    """
    figures = {
        (row, column): _FIGURES.fullmatch(_without_time(table.grid.text(row, column)))
        for column in columns
        for row in table.body
    }
    pairs = {cell: (int(found[1]), int(found[2])) for cell, found in figures.items() if found}
    odd = [cell for cell, (first, second) in pairs.items() if first <= _MONTHS < second]
    unsure = [cell for cell, pair in pairs.items() if max(pair) <= _MONTHS]
    if not odd:
        return ""
    place, other = table.grid.place(*odd[0]), [*unsure, *odd][0]
    question = words.ASK_MONTH_FIRST.format(
        place=place,
        found=table.grid.text(*odd[0]),
        other=table.grid.text(*other),
        others=others(max(len(unsure), 1) - 1),
    )
    choices = [words.LEAVE_CELLS, words.MONTH_FIRST, words.DAY_FIRST]
    return intake.decisions.ask(f"order|{place}", question, choices, True) or words.LEAVE_CELLS


def _put(dossier: LateDossier, place: str, intake: Intake) -> bool:
    """Take a dossier; of two rows of one code that differ a person says which holds."""
    key = folded(dossier.dossier)
    before = next((n for n, one in enumerate(intake.dossiers) if folded(one.dossier) == key), None)
    if before is None:
        intake.dossiers.append(dossier)
        intake.dossier_places.append(place)
        return True
    first = intake.dossier_places[before]
    told = {"code": dossier.dossier, "place": place, "first": first}
    if intake.dossiers[before] == dossier:
        intake.report.skipped.append(words.DOSSIER_TWICE.format(**told))
        return False
    choices = [words.DOSSIER_FIRST.format(**told), words.DOSSIER_SECOND.format(**told)]
    question = words.ASK_DOSSIER.format(**told)
    if intake.decisions.ask(f"dossier|{key}|{place}", question, choices, True) == choices[1]:
        intake.dossiers[before], intake.dossier_places[before] = dossier, place
    return False


def _is_of_dossier(texts: Mapping[str, str], agencies: Agencies) -> bool:
    """Return whether a row without a code is of a dossier: it names an agency, or has a day."""
    is_dated = any(any(c.isdigit() for c in texts.get(name, "")) for name in _DATES)
    return is_dated or agencies.known(texts.get("agency", "")).agency is not None


def _day(table: Table, row: int, column: int, intake: Intake, order: str) -> date | None:
    text = table.grid.text(row, column)
    shown = _without_time(text)
    if not shown:
        return None
    if order and (found := _FIGURES.fullmatch(shown)):
        first, second, year = map(int, found.groups())
        if first <= _MONTHS:
            if order == words.MONTH_FIRST:
                shown = f"{second}/{first}/{year}"
            elif order == words.LEAVE_CELLS or second > _MONTHS:
                return None
    try:
        return parse_date(shown)
    except ValueError:
        place = table.grid.place(row, column)
        question = words.ASK_DAY.format(place=place, found=text)
        intake.decisions.ask(f"day|{place}", question, [words.LEAVE_CELL])
        return None


def _without_time(text: str) -> str:
    return re.sub(r"^\d{1,2}:\d{2}(?::\d{2})?\s+|\s+\d{1,2}:\d{2}(?::\d{2})?$", "", text)
