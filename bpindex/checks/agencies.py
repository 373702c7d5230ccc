"""Agencies listed twice, rows of agencies that are not listed, running numbers with gaps."""

from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, Table
from bpindex.checks.finding import Cell, Check, Finding, Findings, Level, Subject
from bpindex.index.periods import print_date
from bpindex.words import findings as words

# A running number of more digits is a slip; it is printed as typed and not compared.
_LONGEST_STT = 9
# So many rows of agencies that are not listed have a sentence each, with the name that is near.
_MOST_UNKNOWN = 5


def doubled_codes(subject: Subject) -> Findings:
    """An agency code that is listed twice, in whatever letters: files on Windows know no case."""
    firsts: dict[str, Agency] = {}
    for agency in subject.case.agencies:
        first = firsts.setdefault(agency.code.casefold(), agency)
        if first is not agency:
            place = subject.case.origin.place("agencies", first.row)
            yield subject.problem(
                "agencies", agency.row, "code", words.CODE_TWICE, found=agency.code, first=place
            )


def ended_before_begun(subject: Subject) -> Findings:
    """An agency that ended before it began, and so is in no month at all."""
    odd: list[tuple[Cell, str]] = [
        (("agencies", agency.row, "valid_to"), f"{agency.name}, {print_date(agency.valid_to)}")
        for agency in subject.case.agencies
        if agency.valid_from and agency.valid_to and agency.valid_to < agency.valid_from
    ]
    yield from subject.together(odd, words.ENDED_BEFORE)


def doubled_names(subject: Subject) -> Findings:
    """A name or alias by which two agencies of the period are known."""
    owners: dict[str, Agency] = {}
    for agency in subject.valid.values():
        for column, names in (("name", [agency.name]), ("aliases", agency.aliases)):
            for name in names:
                owner = owners.setdefault(" ".join(name.casefold().split()), agency)
                if owner.code != agency.code:
                    shown = owner.name if subject.case.origin.by_name else owner.code
                    told = {"found": name, "code": shown}
                    yield subject.problem("agencies", agency.row, column, words.NAME_TWICE, **told)


def unknown_agencies(subject: Subject) -> Findings:
    """Counts, typed figures, dossiers or figures of Kỳ trước of an agency that is not listed."""
    known = {
        word.casefold(): agency.name if subject.case.origin.by_name else agency.code
        for agency in subject.agencies.values()
        for word in (*agency.aliases, agency.name, agency.code)
    }
    for part in ("counts", "typed", "late_dossiers", "previous"):
        level = Level.PROBLEM if part in ("counts", "typed") else Level.WARNING
        unnamed, unknown = list[tuple[Cell, str]](), list[tuple[Cell, str]]()
        for item in getattr(subject.case, part):
            of_province = item.agency == PROVINCE and part != "late_dossiers"
            if item.agency not in subject.agencies and not of_province:
                cell = (part, item.row, "agency")
                (unknown if item.agency else unnamed).append((cell, item.agency))
        many = [subject.together(unnamed, words.AGENCY_UNNAMED)]
        # A list that was changed as a whole is one thing to put right.
        if len(unknown) > _MOST_UNKNOWN:
            many.append(subject.together(unknown, words.AGENCIES_UNKNOWN))
            unknown = []
        yield from (replace(told, level=level) for told in chain.from_iterable(many))
        for cell, found in unknown:
            near = get_close_matches(found.strip().casefold(), known, 1)
            hint = words.NEAR.format(near=known[near[0]]) if near else ""
            told = subject.problem(*cell, words.AGENCY_UNKNOWN, found=found, hint=hint)
            yield replace(told, level=level)


def doubled_rows(subject: Subject) -> Findings:
    """An agency with two rows of counts, of typed figures or of those of the period before."""
    for part, used in (("counts", subject.count_rows), ("typed", subject.typed_rows)):
        for item in getattr(subject.case, part):
            first = used[item.agency]
            if first is not item and item.agency in subject.agencies:
                place = subject.case.origin.place(part, first.row)
                told = {"name": subject.named(item.agency), "first": place}
                yield subject.problem(part, item.row, "agency", words.ROW_TWICE, **told)
    before = Counter(item.agency for item in subject.case.previous)
    twice: list[tuple[Cell, str]] = [
        (("previous", item.row, "agency"), subject.named(item.agency))
        for item in subject.case.previous
        if before[item.agency] > 1
    ]
    yield from subject.together(twice, words.PREVIOUS_TWICE)


def counts_outside_period(subject: Subject) -> Findings:
    """Counts of a listed agency that does not exist in the period."""
    for row in subject.case.counts:
        if row.agency in subject.agencies and row.agency not in subject.valid and row.cells:
            told = {"name": subject.named(row.agency), "period": subject.case.period}
            yield subject.warning("counts", row.row, "agency", words.NOT_VALID, **told)


def addresses(subject: Subject) -> Findings:
    """What stands for an e-mail address and is none."""
    for agency in subject.case.agencies:
        if agency.odd_addresses:
            told = {"found": " ".join(agency.odd_addresses[0].split()), "name": agency.name}
            yield subject.warning("agencies", agency.row, "email", words.ADDRESS_WRONG, **told)


def running_numbers(subject: Subject) -> Findings:
    """Blank, doubled or skipped Stt; a table starts at 1 or goes on from the one before it."""

    def warning(agency: Agency, template: str, **values: object) -> Finding:
        values["name"] = agency.name
        return subject.warning("agencies", agency.row, "stt", template, **values)

    before = 0
    for table in subject.case.settings.tables:
        if not _prints_typed_numbers(subject.case, table):
            continue
        numbers: dict[int, Agency] = {}
        for agency in subject.case.agencies_of(table):
            stt = agency.stt.strip()
            if not stt:
                yield warning(agency, words.STT_BLANK)
            elif stt.isdecimal() and len(stt) <= _LONGEST_STT:
                first = numbers.setdefault(int(stt), agency)
                if first is not agency:
                    yield warning(agency, words.STT_TWICE, found=stt, other=first.name)
        ordered = sorted(numbers)
        last = before if ordered and ordered[0] == before + 1 else 0
        for number in ordered:
            if number > last + 1:
                missing = str(number - 1)
                if number - 1 > last + 1:
                    missing = words.RANGE.format(first=last + 1, last=number - 1)
                told = {"found": number, "table": table.kind, "missing": missing}
                yield warning(numbers[number], words.STT_GAP, **told)
            last = number
        before = last


def _prints_typed_numbers(case: Case, table: Table) -> bool:
    """Return whether the Stt of a kind's agencies print as typed in any table."""
    return any(
        table.kind in printed.kinds and not printed.is_numbered_anew
        for printed in case.printed_tables
    )


AGENCY_CHECKS: tuple[Check, ...] = (
    doubled_codes,
    ended_before_begun,
    doubled_names,
    unknown_agencies,
    doubled_rows,
    counts_outside_period,
    addresses,
    running_numbers,
)
