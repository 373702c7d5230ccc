"""What must hold before a case can be computed at all: its parts name each other rightly.

These are mistakes of form (exit code 2); mistakes in the data are found by `checks`.
"""

from collections.abc import Iterable

from bpindex import messages
from bpindex.case import PROVINCE, Case, CorrectionState, LateDossier
from bpindex.definition import MAX_DECIMALS, Basis
from bpindex.errors import InputError
from bpindex.notice.model import BlockKind
from bpindex.tables import record_columns


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
    return InputError(messages.CELL_WRONG.format(place=place, found=found, expected=expected))


def validate_settings(case: Case) -> None:
    """Raise InputError on the first setting or table that cannot be as it says."""
    settings = case.settings

    def require(ok: bool, key: str, found: object, expected: str) -> None:
        if not ok:
            raise _wrong(case, "settings", 0, key, found, expected)

    require(
        1 <= settings.issue_month <= 12, "issue_month", settings.issue_month, messages.WANT_MONTH
    )
    require(
        1900 <= settings.issue_year <= 9998, "issue_year", settings.issue_year, messages.WANT_YEAR
    )
    day = settings.issue_day
    require(day is None or 1 <= day <= 31, "issue_day", day, messages.WANT_DAY)
    tolerance = settings.portal_tolerance
    require(tolerance >= 0, "portal_tolerance", tolerance, messages.WANT_NOT_NEGATIVE)
    require(bool(settings.table), "table", "[]", messages.WANT_TABLE)
    for name in ("id", "kind"):
        values = [getattr(table, name) for table in settings.table]
        for value in values:
            ok = bool(value.strip()) and values.count(value) == 1
            require(ok, f"table.{name}", value, messages.WANT_ONCE)
    for table in settings.table:
        where = f"table.{table.id}"
        require(
            table.decimal_mark in (",", "."),
            f"{where}.decimal_mark",
            table.decimal_mark,
            messages.WANT_DECIMAL_MARK,
        )
        groups = [column.group for column in table.column]
        expected = ", ".join(case.index.groups)
        require(groups == list(case.index.groups), f"{where}.column", ", ".join(groups), expected)
        for column in table.column:
            display = column.display(case.index.groups[column.group].display)
            key = f"{where}.column.{column.group}"
            require(
                display.basis is not Basis.RATE or display.component in case.index.components,
                f"{key}.component",
                display.component,
                ", ".join(case.index.components),
            )
            require(
                0 <= display.decimals <= MAX_DECIMALS,
                f"{key}.decimals",
                display.decimals,
                messages.WANT_DECIMALS,
            )


def _agencies(case: Case) -> None:
    kinds = list(case.table_of_kind)
    if not case.agencies:
        place = case.origin.place("agencies")
        raise InputError(messages.CELL_BLANK.format(place=place, expected=messages.WANT_AGENCY))
    for agency in case.agencies:
        for column in ("code", "name"):
            if not getattr(agency, column).strip():
                raise InputError(
                    messages.CELL_BLANK.format(
                        place=case.origin.place("agencies", agency.row, column),
                        expected=messages.TYPE_NAMES["str"],
                    )
                )
        if agency.code == PROVINCE:
            raise _wrong(case, "agencies", agency.row, "code", PROVINCE, messages.WANT_OTHER_CODE)
        if agency.kind not in kinds:
            raise _wrong(case, "agencies", agency.row, "kind", agency.kind, " | ".join(kinds))


def _corrections(case: Case) -> None:
    tables = {table.id for table in case.settings.table}
    agencies = {agency.code for agency in case.agencies} | {PROVINCE}
    blocks = {paragraph.id for paragraph in case.wording.paragraph} | {
        f"period_note.{table}" for table in tables
    }
    seen: set[tuple[str, str, str]] = set()
    for item in case.corrections:
        known: dict[str, set[str]] = {"column": blocks}
        if item.table or item.agency:
            known = {"table": tables, "agency": agencies, "column": set(case.columns)}
        for column, values in known.items():
            found = getattr(item, column)
            if found not in values:
                expected = _any(values)
                raise _wrong(case, "corrections", item.row, column, found, expected)
        if item.state is CorrectionState.WITHDRAWN:
            continue  # what was withdrawn may be corrected again
        if item.key in seen:
            raise _wrong(case, "corrections", item.row, "column", item.column, messages.WANT_ONCE)
        seen.add(item.key)


def _wording(case: Case) -> None:
    tables = [table.id for table in case.settings.table]
    seen: set[str] = set()
    for paragraph in case.wording.paragraph:
        key = f"paragraph.{paragraph.id}"
        if paragraph.id in seen or not paragraph.id.strip():
            raise _wrong(case, "wording", paragraph.row, key, paragraph.id, messages.WANT_ONCE)
        seen.add(paragraph.id)
        if paragraph.kind not in list(BlockKind):
            raise _wrong(
                case, "wording", paragraph.row, f"{key}.kind", paragraph.kind, _any(BlockKind)
            )
        if paragraph.kind == BlockKind.TABLE and paragraph.text not in tables:
            raise _wrong(
                case, "wording", paragraph.row, f"{key}.text", paragraph.text, _any(tables)
            )
    placed = [p.text for p in case.wording.paragraph if p.kind == BlockKind.TABLE]
    for table in tables:
        if placed.count(table) != 1:
            raise _wrong(
                case,
                "wording",
                0,
                "paragraph",
                placed.count(table),
                messages.WANT_TABLE_ONCE.format(table=table),
            )
    expected = 1 + len(record_columns(LateDossier))  # the running number comes first
    found = len(case.wording.labels.appendix_columns)
    if found != expected:
        raise _wrong(case, "wording", 0, "labels.appendix_columns", found, str(expected))


def _any(values: Iterable[str]) -> str:
    return " | ".join(sorted(values))
