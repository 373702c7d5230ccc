"""The bundled case with one thing changed, and the notice of a case."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bpindex.case.belonging import of_month
from bpindex.case.correction_rows import CorrectionRow, correction_of
from bpindex.case.folder import case_texts
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.notice.compose import compose
from bpindex.notice.model import Notice
from bpindex.score.figures import scores_of
from tests.strategies import base_case

CASE = base_case()


def notice_of(case: Case) -> Notice:
    case = of_month(case)
    return compose(case, scores_of(case))


def with_settings(case: Case = CASE, **changes: Any) -> Case:
    return replace(case, settings=replace(case.settings, **changes))


def with_column(table_id: str, group: str, case: Case = CASE, **changes: Any) -> Case:
    tables = tuple(
        replace(
            table,
            columns=tuple(
                replace(column, **changes) if column.group == group else column
                for column in table.columns
            ),
        )
        if table.id == table_id
        else table
        for table in case.settings.tables
    )
    return with_settings(case, tables=tables)


def changed_row(row: DataRow, changes: Mapping[str, str | None]) -> DataRow:
    """None leaves a cell blank."""
    cells = {**row.cells, **changes}
    return replace(row, cells={key: text for key, text in cells.items() if text is not None})


def with_counts(agency: str, case: Case = CASE, **changes: str | None) -> Case:
    """None leaves a cell blank."""
    rows = (changed_row(r, changes) if r.agency == agency else r for r in case.counts)
    return replace(case, counts=tuple(rows))


def with_typed(agency: str, case: Case = CASE, **changes: str | None) -> Case:
    rows = (changed_row(r, changes) if r.agency == agency else r for r in case.typed)
    return replace(case, typed=tuple(rows))


def with_agency(code: str, case: Case = CASE, **changes: Any) -> Case:
    agencies = (replace(a, **changes) if a.code == code else a for a in case.agencies)
    return replace(case, agencies=tuple(agencies))


def with_correction(case: Case = CASE, **values: Any) -> Case:
    defaults = {"table": "so-nganh", "agency": "so-y-te", "reason": "theo đối soát"}
    item = correction_of(CorrectionRow(**{**defaults, **values}, row=9))
    return replace(case, corrections=(*case.corrections, item))


def keeping(codes: Collection[str], case: Case = CASE) -> Case:
    """Return the case with only the agencies of some codes, and what is theirs."""
    return replace(
        case,
        agencies=tuple(agency for agency in case.agencies if agency.code in codes),
        counts=tuple(row for row in case.counts if row.agency in codes),
        typed=tuple(row for row in case.typed if row.agency in codes),
        corrections=tuple(item for item in case.corrections if item.key[1] in codes),
    )


def case_of(agencies: int) -> Case:
    """Return the bundled case with as many agencies, of every kind, all with counts."""
    # From both ends in turn: the kinds stand one after the other.
    ends = [*CASE.agencies, *reversed(CASE.agencies)]
    mixed = [agency for pair in zip(ends, reversed(ends), strict=True) for agency in pair]
    originals = list(dict.fromkeys(mixed))
    copies = {0: ""}
    chosen, counts, typed = [], [], []
    for place in range(agencies):
        original = originals[place % len(originals)]
        suffix = copies.setdefault(place // len(originals), f"-{place // len(originals)}")
        code = original.code + suffix
        chosen.append(replace(original, code=code, name=original.name + suffix))
        counts += _copies(CASE.counts, original.code, code)
        typed += _copies(CASE.typed, original.code, code)
    return replace(
        CASE,
        agencies=tuple(chosen),
        counts=tuple(counts),
        typed=tuple(typed),
        corrections=(),
    )


def _copies(rows: tuple[DataRow, ...], code: str, new_code: str) -> list[DataRow]:
    return [replace(row, agency=new_code) for row in rows if row.agency == code]


def write_case(case: Case, folder: Path) -> None:
    """Write the case folder anew; what stands there is overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in case_texts(case).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
