"""What must hold before a case can be computed at all: its parts name each other rightly.

These are mistakes of form (exit code 2); mistakes in the data are found by `checks`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bpindex.case.belonging import is_own
from bpindex.case.correction import AddedRow, Correction, Identity, PrintedText, RawCount
from bpindex.case.keys import (
    ALL,
    APPENDIX,
    GROUP_COLUMN,
    HEADER_SPAN,
    NAME_COLUMN,
    NOTE_COLUMN,
    PROVINCE,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
    BlockKind,
    appendix_columns,
    column_titles,
)
from bpindex.case.model import Case
from bpindex.case.offering import offered
from bpindex.case.printed import MADE_ROW, made_paragraphs, made_rows
from bpindex.case.printed_validation import printed_mistakes
from bpindex.case.records import LateDossier, MonthRow
from bpindex.case.rows import period_note
from bpindex.errors import InputError
from bpindex.index.definition import MAX_DECIMALS, Basis, View
from bpindex.index.spans import is_closed_name
from bpindex.words import case as words
from bpindex.words import files as file_words
from bpindex.words.placeholders import PARAGRAPHS

# Row, column, what was found there (None: nothing), and what was expected.
Mistakes = Iterator[tuple[int, str, object, str]]

# Levels of the header of a table.
_MOST_LEVELS = 3


def validate_case(case: Case) -> None:
    """Raise InputError with one sentence on the first part that names something unknown."""
    validate_settings(case)
    _refuse(case, "agencies", _agencies(case))
    _refuse(case, "corrections", _corrections(case))
    _refuse(case, "late_dossiers", _months(case.late_dossiers))
    _refuse(case, "printed", printed_mistakes(case))
    _refuse(case, "wording", _wording(case))


def validate_months(case: Case, rows: Iterable[MonthRow]) -> None:
    """Raise InputError on the first remembered month that no calendar knows."""
    _refuse(case, "months", _months(rows))


def validate_settings(case: Case) -> None:
    """Raise InputError on the first setting or table that cannot be as it says."""
    _refuse(case, "settings", _settings(case))


def _refuse(case: Case, part: str, mistakes: Mistakes) -> None:
    for row, column, found, expected in mistakes:
        place = case.origin.place(part, row, column)
        template = file_words.CELL_BLANK if found is None else file_words.CELL_WRONG
        raise InputError(template.format(place=place, found=found, expected=expected))


def _settings(case: Case) -> Mistakes:
    settings, index, day = case.settings, case.index, case.settings.issue_day
    if not 1 <= settings.issue_month <= 12:
        yield 0, "issue_month", settings.issue_month, words.WANT_MONTH
    if not 1900 <= settings.issue_year <= 9998:
        yield 0, "issue_year", settings.issue_year, words.WANT_YEAR
    if day is not None and not 1 <= day <= 31:
        yield 0, "issue_day", day, words.WANT_DAY
    if settings.portal_tolerance < 0:
        yield 0, "portal_tolerance", settings.portal_tolerance, words.WANT_NOT_NEGATIVE
    if not settings.tables:
        yield 0, "table", None, words.WANT_TABLE
    for name in ("id", "kind"):
        for value in _unfit(getattr(table, name) for table in settings.tables):
            yield 0, f"table.{name}", value, words.WANT_ONCE
    for table in settings.tables:
        where = f"table.{table.id}"
        if table.decimal_mark not in (",", "."):
            yield 0, f"{where}.decimal_mark", table.decimal_mark, words.WANT_DECIMAL_MARK
        for column in table.columns[len(index.group_by_id) :]:
            key = f"{where}.column.{column.group}.group"
            yield 0, key, column.group, words.WANT_GROUP.format(groups=", ".join(index.group_by_id))
        for column in table.columns:
            display = column.display(index.group_by_id[column.group].display)
            key = f"{where}.column.{column.group}"
            if display.basis is Basis.RATE and display.component not in index.component_by_id:
                known = ", ".join(index.component_by_id)
                yield 0, f"{key}.component", display.component, known
            if not 0 <= display.decimals <= MAX_DECIMALS:
                expected = words.WANT_DECIMALS.format(most=MAX_DECIMALS)
                yield 0, f"{key}.decimals", display.decimals, expected


def _unfit(values: Iterable[str]) -> list[str]:
    """Return the values that are blank, or there more than once."""
    return [text for text, times in Counter(values).items() if times > 1 or not text.strip()]


def _agencies(case: Case) -> Mistakes:
    kinds = list(case.table_of_kind)
    if not case.agencies:
        yield 0, "", None, words.WANT_AGENCY
    for agency in case.agencies:
        for column in ("code", "name"):
            if not getattr(agency, column).strip():
                yield agency.row, column, None, file_words.TYPE_NAMES["str"]
        if agency.code == PROVINCE or agency.code.startswith(MADE_ROW):
            yield agency.row, "code", agency.code, words.WANT_OTHER_CODE
        if agency.kind not in kinds:
            yield agency.row, "kind", agency.kind, " | ".join(kinds)


def _corrections(case: Case) -> Mistakes:
    """Yield the corrections that never can print.

    One that the tool took (it has a date) named something when it was taken: where that is no
    more, a check says so, and the correction waits.
    """
    seen: set[Identity] = set()
    yield from _months(case.corrections)
    for item in case.corrections:
        if not item.in_force:
            continue  # what was withdrawn may be corrected again, or be of another time
        key = dict(zip(("table", "agency", "column"), item.key, strict=True))
        is_typed_now = not item.on and is_own(case, item)
        for column, names in _known_names(case, item).items() if is_typed_now else ():
            if key[column] not in names and key[column] != ALL:
                yield item.row, column, key[column], offered(names, key[column])
        identity = replace(item, period=item.period or case.key).identity
        if identity in seen:
            yield item.row, "column", key["column"], words.WANT_ONCE
        seen.add(identity)


def _months(items: Iterable[Correction | LateDossier | MonthRow]) -> Mistakes:
    """Yield what belongs to a month that no calendar knows."""
    for item in items:
        if item.period and not is_closed_name(item.period):
            yield item.row, "period", item.period, words.WANT_PERIOD


def _known_names(case: Case, item: Correction) -> dict[str, dict[str, str]]:
    """Return what each part of a correction's key may be, with what staff call it."""
    tables = dict(case.table_names)
    agencies = {agency.code: agency.name for agency in case.agencies}
    if isinstance(item.what, RawCount):
        counts = {count.id: count.name for count in case.index.counts}
        return {"agency": agencies | {PROVINCE: ""}, "column": counts}
    if not isinstance(item.what, PrintedText):
        return {}
    table, agency, _ = item.key
    added = [other.key for other in case.corrections if isinstance(other.what, AddedRow)]
    if not table:
        names = {paragraph.id: paragraph.text for paragraph in case.wording.paragraphs}
        made = (name for table in tables for name in made_paragraphs(table))
        unnamed = (*map(period_note, tables), *(name for _, _, name in added), *made)
        return {"column": names | dict.fromkeys(unnamed, "")}
    labels = case.wording.labels
    if table == APPENDIX:
        return {"column": dict(zip(appendix_columns(), labels.appendix_columns, strict=False))}
    beside = {STT_COLUMN: labels.stt, NAME_COLUMN: labels.agency, NOTE_COLUMN: labels.note}
    if not agency:
        beside |= {SECTION_COLUMN: "", TITLE_COLUMN: ""}
        beside |= {f"{GROUP_COLUMN}{group.id}": group.name for group in case.index.groups}
        beside |= {f"{GROUP_COLUMN}{part.id}": part.name for part in case.index.components}
    rows = agencies | {PROVINCE: case.settings.tables[0].province_name}
    rows |= {name: "" for _, name, _ in added if name}
    rows |= dict.fromkeys(made_rows(sections=len(case.agencies)), "")
    # A set seen in its other view keeps the corrections of this one: they wait.
    titles = column_titles(case.index)
    for view in View:
        titles = column_titles(case.index.seen_as(view)) | titles
    if not agency:
        spans = (f"{HEADER_SPAN}{level}." for level in range(1, _MOST_LEVELS + 1))
        beside |= {f"{span}{name}": "" for span in spans for name in (*titles, *case.column_names)}
    # Without an agency it is a word of the table's header.
    return {
        "table": tables,
        "agency": rows if agency else {"": ""},
        "column": {**titles, **case.column_names, **beside},
    }


def _wording(case: Case) -> Mistakes:
    tables = case.table_names
    seen: set[str] = set()
    for paragraph in case.wording.paragraphs:
        key = f"paragraph.{paragraph.id}"
        if paragraph.id in seen or not paragraph.id.strip():
            name = PARAGRAPHS.get(paragraph.id) if case.origin.by_name else None
            yield paragraph.row, key, name or paragraph.id, words.WANT_ONCE
        seen.add(paragraph.id)
        if paragraph.kind not in list(BlockKind):
            yield paragraph.row, f"{key}.kind", paragraph.kind, " | ".join(BlockKind)
        # Where the tables are those of Bảng in, the place of another one is left out.
        is_place = paragraph.kind == BlockKind.TABLE and not case.printed
        if is_place and paragraph.text not in tables:
            yield paragraph.row, f"{key}.text", paragraph.text, offered(tables, paragraph.text)
    placed = [p.text for p in case.wording.paragraphs if p.kind == BlockKind.TABLE]
    for table, kind in tables.items():
        found = placed.count(table)
        # One that the case describes itself may be left to the tool to place.
        if found > 1 or (found == 0 and not case.printed):
            yield 0, "paragraph", found, words.WANT_TABLE_ONCE.format(table=table, kind=kind)
    found, count = len(case.wording.labels.appendix_columns), len(appendix_columns())
    if found != count:
        expected = words.WANT_APPENDIX_COLUMNS.format(count=count)
        yield 0, "labels.appendix_columns", found, expected
