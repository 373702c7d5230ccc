"""Agencies listed twice, rows of agencies that are not listed, running numbers with gaps."""

from collections.abc import Iterable

from bpindex.case.records import Agency, DataRow, LateDossier
from bpindex.checks.finding import Check, Findings, Subject
from bpindex.words import findings as finding_words

# A running number of more digits is a slip; it is printed as typed and not compared.
_LONGEST_STT = 9


def doubled_codes(subject: Subject) -> Findings:
    """An agency code that is listed twice."""
    for agency in subject.case.agencies:
        first = subject.agencies[agency.code]
        if first is not agency:
            text = finding_words.CODE_TWICE.format(
                found=agency.code, first=subject.case.origin.place("agencies", first.row)
            )
            yield subject.problem(text, "agencies", agency.row, "code")


def doubled_names(subject: Subject) -> Findings:
    """A name or alias by which two agencies of the period are known."""
    owners: dict[str, Agency] = {}
    for agency in subject.valid.values():
        for column, words in (("name", [agency.name]), ("aliases", agency.aliases)):
            for word in words:
                owner = owners.setdefault(" ".join(word.casefold().split()), agency)
                if owner.code != agency.code:
                    text = finding_words.NAME_TWICE.format(found=word, code=owner.code)
                    yield subject.problem(text, "agencies", agency.row, column)


def unknown_agencies(subject: Subject) -> Findings:
    """Counts, typed figures or late dossiers of an agency that is not listed."""
    rows: Iterable[tuple[str, Iterable[DataRow]]] = (
        ("counts", subject.case.counts),
        ("typed", subject.case.typed),
    )
    for part, items in rows:
        for item in items:
            if item.agency not in subject.agencies:
                text = subject.unknown_agency(item.agency)
                yield subject.problem(text, part, item.row, "agency")
    for dossier in subject.case.late_dossiers:
        if dossier.agency not in subject.agencies:
            text = subject.unknown_agency(dossier.agency)
            yield subject.warning(text, "late_dossiers", dossier.row, "agency")


def doubled_rows(subject: Subject) -> Findings:
    """An agency with two rows of counts or of typed figures."""
    for part, items, used in (
        ("counts", subject.case.counts, subject.count_rows),
        ("typed", subject.case.typed, subject.typed_rows),
    ):
        for item in items:
            first = used[item.agency]
            if first is not item and item.agency in subject.agencies:
                text = finding_words.ROW_TWICE.format(
                    name=subject.named(item.agency),
                    first=subject.case.origin.place(part, first.row),
                )
                yield subject.problem(text, part, item.row, "agency")


def counts_outside_period(subject: Subject) -> Findings:
    """Counts of a listed agency that does not exist in the period."""
    for row in subject.case.counts:
        if row.agency in subject.agencies and row.agency not in subject.valid and row.cells:
            text = finding_words.NOT_VALID.format(
                name=subject.named(row.agency), period=subject.case.period
            )
            yield subject.warning(text, "counts", row.row, "agency")


def doubled_dossiers(subject: Subject) -> Findings:
    """A late dossier that is listed twice."""
    seen: dict[str, LateDossier] = {}
    for item in subject.case.late_dossiers:
        code = item.dossier.strip().casefold()
        first = seen.setdefault(code, item)
        if code and first is not item:
            text = finding_words.DOSSIER_TWICE.format(
                found=item.dossier, first=subject.case.origin.place("late_dossiers", first.row)
            )
            yield subject.warning(text, "late_dossiers", item.row, "dossier")


def running_numbers(subject: Subject) -> Findings:
    """Blank, doubled or skipped Stt; a table starts at 1 or goes on from the one before it."""
    before = 0
    for table in subject.case.settings.tables:
        numbers: dict[int, Agency] = {}
        for agency in subject.case.agencies_of(table):
            stt = agency.stt.strip()
            if not stt:
                text = finding_words.STT_BLANK.format(name=agency.name)
                yield subject.warning(text, "agencies", agency.row, "stt")
            elif stt.isdecimal() and len(stt) <= _LONGEST_STT:
                first = numbers.setdefault(int(stt), agency)
                if first is not agency:
                    text = finding_words.STT_TWICE.format(
                        name=agency.name, found=stt, other=first.name
                    )
                    yield subject.warning(text, "agencies", agency.row, "stt")
        ordered = sorted(numbers)
        last = before if ordered and ordered[0] == before + 1 else 0
        for number in ordered:
            if number > last + 1:
                missing = str(number - 1)
                if number - 1 > last + 1:
                    missing = finding_words.RANGE.format(first=last + 1, last=number - 1)
                agency = numbers[number]
                text = finding_words.STT_GAP.format(
                    name=agency.name, found=number, table=table.kind, missing=missing
                )
                yield subject.warning(text, "agencies", agency.row, "stt")
            last = number
        before = last


AGENCY_CHECKS: tuple[Check, ...] = (
    doubled_codes,
    doubled_names,
    unknown_agencies,
    doubled_rows,
    counts_outside_period,
    doubled_dossiers,
    running_numbers,
)
