"""The appendix of late dossiers: by agency, the latest first, with a sum below several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from bpindex.case.keys import APPENDIX, appendix_columns
from bpindex.case.model import Case
from bpindex.case.printed import MADE_ROW
from bpindex.case.records import LateDossier
from bpindex.case.rows import RowId
from bpindex.index.periods import print_date
from bpindex.notice.model import Appendix
from bpindex.notice.printed import PrintedTexts
from bpindex.words import printed as words

# What of the columns a sum has a text in.
_SUM_NAME, _SUM_TEXT, _SUM_DAYS = "agency", "procedure", "days_late"
_SUM_ROW = f"{MADE_ROW}{_SUM_NAME}."


def is_sum(row: RowId) -> bool:
    """Return whether a row of the appendix is the sum below the dossiers of an agency."""
    return row.name.startswith(_SUM_ROW)


def appendix_of(case: Case, texts: PrintedTexts) -> Appendix | None:
    """Return the appendix, or nothing where no dossier is late."""
    if not case.late_dossiers:
        return None
    names = {agency.code: agency.name for agency in case.agencies}
    columns = appendix_columns()
    rows: list[tuple[str, ...]] = []
    ids: list[RowId] = []
    agencies: dict[RowId, str] = {}
    numbers = iter(range(1, len(case.late_dossiers) + 1))
    for code, group in groupby(_in_order(case), key=lambda item: item.agency):
        dossiers = list(group)
        days: list[int | None] = []
        for item in dossiers:
            number = str(next(numbers))
            # Two rows of one dossier are an oversight that is reported, and still two rows.
            row = RowId.row(APPENDIX, item.dossier)
            row = RowId.row(APPENDIX, f"{MADE_ROW}{number}") if row in ids else row
            ids.append(row)
            shown = replace(item, agency=names.get(item.agency, item.agency))
            computed = [number, *(_shown(getattr(shown, column)) for column in columns[1:])]
            rows.append(texts.late_row(row, computed))
            days.append(_printed_days(item, rows[-1][columns.index(_SUM_DAYS)]))
        if len(dossiers) > 1:
            ids.append(RowId.row(APPENDIX, f"{_SUM_ROW}{code}"))
            summed = _sum_row(columns, names.get(code, code), days)
            rows.append(texts.late_row(ids[-1], summed))
        agencies |= dict.fromkeys(ids[len(agencies) :], code)
    header = texts.late_row(RowId.row(APPENDIX, ""), case.wording.labels.appendix_columns)
    return Appendix((), header, tuple(rows), tuple(ids), agencies=agencies)


def with_days(case: Case) -> tuple[LateDossier, ...]:
    """Return the late dossiers with the days that nobody typed; what was typed stays as it is.

    A dossier that is not returned yet is late up to the end of the period.
    """
    settings = case.settings
    days = settings.working_days

    def counted(item: LateDossier) -> LateDossier:
        if item.days_late.strip() or item.due is None:
            return item
        late = days.late(item.due, item.returned or settings.period_to, settings.late_days)
        return replace(item, days_late=str(late) if late else "")

    return tuple(map(counted, case.late_dossiers))


def _in_order(case: Case) -> Iterator[LateDossier]:
    """Yield the dossiers by agency, as these print, the latest first; else as they stand."""
    places = {agency.code: agency.order for agency in case.agencies}
    last = max(places.values(), default=0) + 1

    def place(item: LateDossier) -> tuple[int, str, int]:
        return places.get(item.agency, last), item.agency, -(_days(item) or 0)

    yield from sorted(with_days(case), key=place)


def _days(item: LateDossier) -> int | None:
    text = item.days_late.strip()
    return int(text) if text.isdecimal() else None


def _printed_days(item: LateDossier, printed: str) -> int | None:
    """Return the days that a row prints; a dossier due and no day late adds none to a sum."""
    if not printed.strip():
        return 0 if item.due is not None and not item.days_late.strip() else None
    return int(printed) if printed.strip().isdecimal() else None


def _sum_row(columns: Sequence[str], name: str, days: Sequence[int | None]) -> list[str]:
    known = [number for number in days if number is not None]
    texts = {
        _SUM_NAME: name,
        _SUM_TEXT: words.LATE_SUM.format(count=len(days)),
        _SUM_DAYS: str(sum(known)) if len(known) == len(days) else "",
    }
    return [texts.get(column, "") for column in columns]


def _shown(value: Any) -> str:
    """Return a field of a dossier as it prints."""
    return print_date(value) if isinstance(value, date) else value or ""
