"""The workbook back to a case, from the file alone: no office program is needed.

A figure cell of Bảng điểm that no longer holds its formula was typed over: it becomes a
correction, with the value computed now beside what the person typed.
"""

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bpindex import messages
from bpindex.case import (
    PROVINCE,
    Case,
    Correction,
    CorrectionState,
    HistoryRow,
    LateDossier,
    Paragraph,
    Wording,
)
from bpindex.case_validation import validate_case
from bpindex.errors import InputError
from bpindex.figures import counts_of
from bpindex.notice.compose import compose
from bpindex.periods import Period
from bpindex.scoring import score
from bpindex.workbook.cells import (
    agencies_from,
    data_from,
    figure_text,
    index_from,
    labels_from,
    records_from,
    settings_from,
    typed_from,
)
from bpindex.workbook.layout import LAYOUT_VERSION, MAX_TABLES
from bpindex.workbook.origin import WorkbookOrigin, settings_rows
from bpindex.workbook.sheets import Layout, index_sheet, layout_of
from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL


def read_workbook(path: Path) -> Case:
    """Return the case of a BoChiSo workbook; raise InputError naming sheet and cell."""
    values = _Sheets(path, data_only=True)
    version = values.cell(HELP_SHEET, VERSION_CELL)
    if version != LAYOUT_VERSION:
        raise InputError(
            messages.OTHER_LAYOUT.format(path=path.name, found=version, expected=LAYOUT_VERSION)
        )
    index = index_from(values[index_sheet().title])
    layout = layout_of(index)

    @cache
    def sheet(sheet_id: str) -> list[tuple[Any, ...]]:
        return values[layout[sheet_id].title]

    settings = settings_from(sheet("settings"), layout["settings"])
    origin = WorkbookOrigin(layout, settings_rows(sheet("settings"), layout["settings"]))
    Period.parse(settings.period, origin.place("settings", column="period"))
    agencies = agencies_from(sheet("agencies"), layout["agencies"])
    wording = Wording(
        labels_from(sheet("wording"), layout["wording"]),
        records_from(Paragraph, sheet("wording"), layout["wording"], "paragraphs"),
    )
    case = Case(
        settings=settings,
        agencies=agencies,
        counts=data_from(sheet("counts"), layout["counts"].block("counts")),
        typed=typed_from(sheet("typed"), layout["typed"], settings, agencies),
        corrections=records_from(
            Correction, sheet("corrections"), layout["corrections"], "corrections"
        ),
        late_dossiers=records_from(
            LateDossier, sheet("late_dossiers"), layout["late_dossiers"], "late_dossiers"
        ),
        wording=wording,
        index=index,
        history=records_from(HistoryRow, sheet("history"), layout["history"], "history"),
        origin=origin,
    )
    validate_case(case)
    formulas = _Sheets(path, data_only=False)
    typed_over = formulas.typed_over(layout, case)
    return with_typed_over(case, typed_over)


def with_typed_over(case: Case, typed_over: Mapping[tuple[str, str, str], str]) -> Case:
    """Return the case with each typed-over figure in its register of corrections.

    A figure that is in the register with the same text stays as it is registered.
    """
    known = {item.key: item for item in case.corrections}
    new = {
        key: text
        for key, text in typed_over.items()
        if key not in known
        or known[key].corrected != text
        or known[key].state is CorrectionState.WITHDRAWN
    }
    if not new:
        return case
    plain = replace(case, corrections=())
    notice = compose(plain, score(plain.index, counts_of(plain)))
    computed = {(t, a, figure.column): figure.computed for t, a, figure in notice.figures()}
    kept = tuple(item for item in case.corrections if item.key not in new)
    added = tuple(
        Correction(*key, computed.get(key, ""), text, messages.TYPED_OVER)
        for key, text in new.items()
    )
    return replace(case, corrections=kept + added)


class _Sheets:
    """The sheets of a file as rows of values from A1 on."""

    def __init__(self, path: Path, *, data_only: bool) -> None:
        self._path = path
        with self._readable():
            # From memory: on Windows an open file cannot be deleted or saved over.
            content = io.BytesIO(path.read_bytes())
            self._book = load_workbook(content, read_only=True, data_only=data_only)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn whatever a damaged file leads to into one sentence."""
        try:
            with warnings.catch_warnings():
                # What Excel adds for itself, such as newer validations, is not read here.
                warnings.simplefilter("ignore")
                yield
        except InputError:
            raise
        except Exception as error:
            reason = messages.NOT_A_WORKBOOK
            if isinstance(error, OSError):
                reason = messages.os_reason(error)
            raise InputError(
                messages.WORKBOOK_UNREADABLE.format(path=self._path.name, reason=reason)
            ) from error

    def _sheet(self, title: str) -> Any:
        if title not in self._book.sheetnames:
            raise InputError(messages.SHEET_MISSING.format(path=self._path.name, sheet=title))
        return self._book[title]

    def __getitem__(self, title: str) -> list[tuple[Any, ...]]:
        with self._readable():
            return list(self._sheet(title).iter_rows(min_row=1, min_col=1, values_only=True))

    def cell(self, title: str, address: str) -> Any:
        """Return one value."""
        with self._readable():
            return self._sheet(title)[address].value

    def typed_over(self, layout: Layout, case: Case) -> dict[tuple[str, str, str], str]:
        """Return the figures of Bảng điểm that no longer hold a formula, as texts by key."""
        block = layout["figures"].block("figures")
        tables = {table.kind: table for table in case.settings.table}
        owners: dict[int, tuple[Any, str]] = {}
        for offset, table in enumerate(case.settings.table[:MAX_TABLES]):
            owners[block.first_row + offset] = (table, PROVINCE)
        agencies = layout["agencies"].block("agencies")
        seen = set()
        for agency in case.agencies:
            if agency.code not in seen:
                offset = agency.row - agencies.first_row + MAX_TABLES
                owners[block.first_row + offset] = (tables[agency.kind], agency.code)
                seen.add(agency.code)
        first = block.column_number(case.columns[0])
        found = {}
        with self._readable():
            rows = list(
                self._sheet(layout["figures"].title).iter_rows(
                    min_row=block.first_row,
                    max_row=block.last_row,
                    min_col=first,
                    max_col=first + len(case.columns) - 1,
                )
            )
        for number, row in enumerate(rows, block.first_row):
            if number not in owners:
                continue
            table, agency_code = owners[number]
            for key, cell in zip(case.columns, row, strict=False):
                if cell.data_type != "f":
                    text = figure_text(cell.value, table.decimal_mark)
                    found[table.id, agency_code, key] = text
        return found
