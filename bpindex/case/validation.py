"""What must hold before a case can be computed at all: its parts name each other rightly.

These are mistakes of form (exit code 2); mistakes in the data are found by `checks`.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from textwrap import shorten

from bpindex.case.correction import AddedRow, Correction, PrintedText, RawCount
from bpindex.case.keys import (
    ALL,
    APPENDIX,
    GROUP_COLUMN,
    NAME_COLUMN,
    NOTE_COLUMN,
    PROVINCE,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
    BlockKind,
    Key,
    appendix_columns,
    column_title,
)
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.case.rows import period_note
from bpindex.codec.fields import field_names
from bpindex.errors import InputError
from bpindex.index.definition import MAX_DECIMALS, Basis
from bpindex.words import case as case_words
from bpindex.words import files as file_words

# The columns of the register that hold a logical key.
_KEY_COLUMNS = ("table", "agency", "column")
# So many codes are offered, each with so much of what it names.
_OFFERED = 5
_NAME_LETTERS = 40
# How near a code must be to come first, for difflib; short codes need a low one.
_NEARNESS = 0.3


def validate_case(case: Case) -> None:
    """Raise InputError with one sentence on the first part that names something unknown."""
    validate_settings(case)
    _agencies(case)
    _corrections(case)
    _wording(case)


def _wrong(
    case: Case, part: str, row: int, column: str, found: object, expected: str
) -> InputError:
    place = case.origin.place(part, row, column)
    return InputError(file_words.CELL_WRONG.format(place=place, found=found, expected=expected))


def validate_settings(case: Case) -> None:
    """Raise InputError on the first setting or table that cannot be as it says."""
    settings = case.settings

    def require(ok: bool, key: str, found: object, expected: str) -> None:
        if not ok:
            raise _wrong(case, "settings", 0, key, found, expected)

    require(
        1 <= settings.issue_month <= 12, "issue_month", settings.issue_month, case_words.WANT_MONTH
    )
    require(
        1900 <= settings.issue_year <= 9998, "issue_year", settings.issue_year, case_words.WANT_YEAR
    )
    day = settings.issue_day
    require(day is None or 1 <= day <= 31, "issue_day", day, case_words.WANT_DAY)
    tolerance = settings.portal_tolerance
    require(tolerance >= 0, "portal_tolerance", tolerance, case_words.WANT_NOT_NEGATIVE)
    if not settings.tables:
        place = case.origin.place("settings", 0, "table")
        raise InputError(file_words.CELL_BLANK.format(place=place, expected=case_words.WANT_TABLE))
    for name in ("id", "kind"):
        values = [getattr(table, name) for table in settings.tables]
        for value in values:
            ok = bool(value.strip()) and values.count(value) == 1
            require(ok, f"table.{name}", value, case_words.WANT_ONCE)
    for table in settings.tables:
        where = f"table.{table.id}"
        require(
            table.decimal_mark in (",", "."),
            f"{where}.decimal_mark",
            table.decimal_mark,
            case_words.WANT_DECIMAL_MARK,
        )
        groups = [column.group for column in table.columns]
        expected = ", ".join(case.index.group_by_id)
        require(
            groups == list(case.index.group_by_id), f"{where}.column", ", ".join(groups), expected
        )
        for column in table.columns:
            display = column.display(case.index.group_by_id[column.group].display)
            key = f"{where}.column.{column.group}"
            require(
                display.basis is not Basis.RATE or display.component in case.index.component_by_id,
                f"{key}.component",
                display.component,
                ", ".join(case.index.component_by_id),
            )
            require(
                0 <= display.decimals <= MAX_DECIMALS,
                f"{key}.decimals",
                display.decimals,
                case_words.WANT_DECIMALS.format(most=MAX_DECIMALS),
            )


def _agencies(case: Case) -> None:
    kinds = list(case.table_of_kind)
    if not case.agencies:
        place = case.origin.place("agencies")
        raise InputError(file_words.CELL_BLANK.format(place=place, expected=case_words.WANT_AGENCY))
    for agency in case.agencies:
        for column in ("code", "name"):
            if not getattr(agency, column).strip():
                raise InputError(
                    file_words.CELL_BLANK.format(
                        place=case.origin.place("agencies", agency.row, column),
                        expected=file_words.TYPE_NAMES["str"],
                    )
                )
        if agency.code == PROVINCE:
            raise _wrong(case, "agencies", agency.row, "code", PROVINCE, case_words.WANT_OTHER_CODE)
        if agency.kind not in kinds:
            raise _wrong(case, "agencies", agency.row, "kind", agency.kind, " | ".join(kinds))


def _corrections(case: Case) -> None:
    """Refuse a correction that never can print.

    One that the tool took (it has a date) named something when it was taken: where that is no
    more, a check says so, and the correction waits.
    """
    seen: set[tuple[str, Key]] = set()
    for item in case.corrections:
        if not item.in_force:
            continue  # what was withdrawn may be corrected again, or be of another time
        if not item.on:
            for column, names in _known_names(case, item).items():
                found = item.key[_KEY_COLUMNS.index(column)]
                if found not in names and found != ALL:
                    expected = _offered(names, found)
                    raise _wrong(case, "corrections", item.row, column, found, expected)
        if item.identity in seen:
            raise _wrong(case, "corrections", item.row, "column", item.key[2], case_words.WANT_ONCE)
        seen.add(item.identity)


def _known_names(case: Case, item: Correction) -> dict[str, dict[str, str]]:
    """Return what each part of a correction's key may be, with what staff call it."""
    tables = {table.id: table.kind for table in case.settings.tables}
    agencies = {agency.code: agency.name for agency in case.agencies}
    if isinstance(item.what, RawCount):
        counts = {count.id: count.name for count in case.index.counts}
        return {"agency": agencies, "column": counts}
    if not isinstance(item.what, PrintedText):
        return {}
    table, agency, column = item.key
    added = [other.key for other in case.corrections if isinstance(other.what, AddedRow)]
    if not table:
        names = {paragraph.id: paragraph.text for paragraph in case.wording.paragraphs}
        unnamed = (*map(period_note, tables), *(name for _, _, name in added))
        return {"column": names | dict.fromkeys(unnamed, "")}
    labels = case.wording.labels
    if table == APPENDIX:
        return {"column": dict(zip(appendix_columns(), labels.appendix_columns, strict=False))}
    beside = {STT_COLUMN: labels.stt, NAME_COLUMN: labels.agency, NOTE_COLUMN: labels.note}
    if not agency:
        beside |= {SECTION_COLUMN: "", TITLE_COLUMN: ""}
        beside |= {f"{GROUP_COLUMN}{group.id}": group.name for group in case.index.groups}
    rows = agencies | {PROVINCE: case.settings.tables[0].province_name}
    rows |= {name: "" for _, name, _ in added}
    columns = {key: column_title(case.index, key) for key in case.columns}
    return {
        "table": tables,
        "agency": rows if agency or column not in beside else {"": ""},
        "column": columns | beside,
    }


def _wording(case: Case) -> None:
    tables = {table.id: table.kind for table in case.settings.tables}
    seen: set[str] = set()
    for paragraph in case.wording.paragraphs:
        key = f"paragraph.{paragraph.id}"
        if paragraph.id in seen or not paragraph.id.strip():
            raise _wrong(case, "wording", paragraph.row, key, paragraph.id, case_words.WANT_ONCE)
        seen.add(paragraph.id)
        if paragraph.kind not in list(BlockKind):
            expected = " | ".join(BlockKind)
            raise _wrong(case, "wording", paragraph.row, f"{key}.kind", paragraph.kind, expected)
        if paragraph.kind == BlockKind.TABLE and paragraph.text not in tables:
            expected = _offered(tables, paragraph.text)
            raise _wrong(case, "wording", paragraph.row, f"{key}.text", paragraph.text, expected)
    placed = [p.text for p in case.wording.paragraphs if p.kind == BlockKind.TABLE]
    for table, kind in tables.items():
        if (found := placed.count(table)) != 1:
            expected = case_words.WANT_TABLE_ONCE.format(table=table, kind=kind)
            raise _wrong(case, "wording", 0, "paragraph", found, expected)
    count = 1 + len(field_names(LateDossier))  # the running number comes first
    found = len(case.wording.labels.appendix_columns)
    if found != count:
        expected = case_words.WANT_APPENDIX_COLUMNS.format(count=count)
        raise _wrong(case, "wording", 0, "labels.appendix_columns", found, expected)


def _offered(names: Mapping[str, str], found: str) -> str:
    """Return the words for what may stand in the place of `found`: the nearest codes first."""
    named = {code: shorten(name, _NAME_LETTERS) for code, name in names.items() if name.strip()}
    near = get_close_matches(found, named, _OFFERED, _NEARNESS) or list(named)[:_OFFERED]
    offered = "; ".join(case_words.OFFERED.format(code=code, name=named[code]) for code in near)
    return case_words.WANT_ONE_OF.format(offered=offered)
