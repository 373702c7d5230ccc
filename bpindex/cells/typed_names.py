"""The register read back: its rows show names, and keys stand beside them in hidden columns.

A cell still showing what the tool wrote means the key beside it. Anything else was typed: a name,
or a key as in older workbooks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from bpindex.case.correction import Correction, Form, PrintedText
from bpindex.case.correction_rows import CorrectionRow, correction_of
from bpindex.case.keys import (
    ALL,
    APPENDIX,
    NAME_COLUMN,
    NOTE_COLUMN,
    PROVINCE,
    STT_COLUMN,
)
from bpindex.case.model import Case
from bpindex.case.rows import Place, RowId, RowKind
from bpindex.cells.records import SheetValues, block_rows, choices_of, placer
from bpindex.codec.fields import SHEET, cell_text
from bpindex.codec.rows import record_from_row
from bpindex.errors import InputError
from bpindex.register.look_words import form_of_words
from bpindex.register.naming import named_cells
from bpindex.sheets.model import Sheet
from bpindex.words import corrections as words

# The columns that show names, and what stands between these in the hidden column of words.
NAMED = ("table", "agency", "column", "place")
# The columns in which words stand for texts that nobody reads: a place, a look, a page's form.
SAID = ("computed", "corrected")
_TOLD = [key for name in SAID for key in (name, f"{name}_key")]
_BETWEEN = "\t"


def joined(shown: Sequence[str]) -> str:
    """Return the names of a row as its hidden column of words keeps them, one line of text."""
    return _BETWEEN.join(map(_flat, shown))


def _flat(name: str) -> str:
    """Return a name without what stands between names: one pasted with a tab is still one."""
    return name.replace(_BETWEEN, " ")


def corrections_from(
    values: SheetValues, sheet: Sheet, case: Case, *, strict: bool
) -> tuple[Correction, ...]:
    """Return the corrections of the sheet Đính chính, in a case that knows all names.

    `strict`: a name that was typed over and that nobody knows is an InputError naming its cell.
    """
    block, names = sheet.block("corrections"), _Names(case)
    place, shown = placer(sheet, block), [spec.key for spec in block.columns if not spec.hidden]
    result = []
    for row, cells in block_rows(values, block):
        # What the tool keeps beside a row that was emptied is no row.
        if not any(cell_text(cells[key]).strip() for key in shown):
            continue
        typed = _typed(cells)
        keys = {
            key: cell_text(cells[f"{key}_key"])
            for key in NAMED
            if key not in typed and f"{key}_key" in cells
        }
        for key, text in typed.items():
            found = names.keys(key, text, {**typed, **keys})
            was_shown = strict and bool(cell_text(cells.get("words")))
            if len(found) > 1:
                raise InputError(
                    words.NAME_TWICE.format(place=place(row, key), count=len(found), found=text)
                )
            if text and not found and was_shown:
                raise InputError(
                    words.NAME_UNKNOWN.format(
                        place=place(row, key),
                        what=words.REGISTER_COLUMNS[key],
                        found=text,
                        expected=" | ".join(names.near(key, text, {**typed, **keys})),
                    )
                )
            keys[key] = found[0] if found else text
        if "agency" not in typed:
            keys["agency"] = names.code_now(keys.get("agency", ""), cell_text(cells["agency"]))
        record = record_from_row(
            CorrectionRow, {**cells, **keys}, row, place, SHEET, types=choices_of(block)
        )
        result.append(_as_meant(correction_of(record), cells))
    return tuple(result)


def _typed(cells: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of names that do not show what the tool wrote there."""
    before = dict(zip(NAMED, _written(cells), strict=False))
    texts = {key: cell_text(cells.get(key)) for key in NAMED}
    return {key: text for key, text in texts.items() if before.get(key) != _flat(text)}


def _written(cells: Mapping[str, Any]) -> Sequence[str]:
    """Return what the tool wrote: the names and, where words stand for texts, both of each."""
    written = cell_text(cells.get("words")).split(_BETWEEN)
    return written if len(written) in (len(NAMED), len(NAMED) + len(_TOLD)) else ()


def _as_meant(item: Correction, cells: Mapping[str, Any]) -> Correction:
    """Return a correction with the texts for which its words stand."""
    told = dict(zip(_TOLD, _written(cells)[len(NAMED) :], strict=False))

    def meant(name: str, found: str) -> str:
        if told and _flat(found) == told[name]:
            return told[f"{name}_key"]
        return form_of_words(item.what, found) if isinstance(item.what, Form) else found

    then, now = (meant(name, getattr(item, name)) for name in SAID)
    return replace(item, computed=then, corrected=now)


class _Names:
    """The keys that names of a case stand for."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def keys(self, column: str, text: str, row: Mapping[str, str]) -> Sequence[str]:
        """Return the keys of a name (or key) in one of the columns, in a row that has others."""
        if not text.strip():
            return [""]
        found = _found(self._known(column, row), text)
        if column == "place":
            return [text] if Place.parse(text).behind.kind is not RowKind.UNKNOWN else []
        if column == "agency" and len(found) > 1:
            return self._of_table(found, row.get("table", ""))
        return found

    def code_now(self, code: str, name: str) -> str:
        """Return a code as it is, or, of an agency that is called otherwise now, its new one."""
        # Of other rows, and of forms, the key is no code.
        is_other = not code or code[0] in f"{ALL}+" or RowId.parse(code).kind is not RowKind.UNKNOWN
        agencies = {item.code: _plain(item.name) for item in self._case.agencies}
        if is_other or code in (PROVINCE, *agencies):
            return code
        found = [key for key, own in agencies.items() if own == _plain(name)]
        return found[0] if len(found) == 1 else code

    def near(self, column: str, text: str, row: Mapping[str, str]) -> list[str]:
        """Return the names that are most like a text."""
        names = dict.fromkeys(name for _, name in self._known(column, row) if name)
        return get_close_matches(text, names, 3, 0) or [words.AT_TOP]

    def _known(self, column: str, row: Mapping[str, str]) -> Sequence[tuple[str, str]]:
        """Return the keys and names of which one may stand in a column."""
        if column == "table":
            return self._tables
        if column == "agency":
            return self._rows
        if column == "place":
            return []
        if row.get("table"):
            return self._columns
        return self._counts if row.get("agency") else self._paragraphs

    def _of_table(self, agencies: Sequence[str], table: str) -> Sequence[str]:
        """Return those agencies that stand in a table, by key or name; all where none does."""
        ids = _found(self._tables, table)
        kinds = {item.kind for item in self._case.settings.tables if item.id in ids}
        kinds |= {kind for item in self._case.printed if item.id in ids for kind in item.kinds}
        own = {item.code for item in self._case.agencies if item.kind in kinds}
        return [code for code in agencies if code in own] or agencies

    @cached_property
    def _rows(self) -> list[tuple[str, str]]:
        province = ((PROVINCE, table.province_name) for table in self._case.settings.tables)
        return [*province, *((item.code, item.name) for item in self._case.agencies)]

    @cached_property
    def _tables(self) -> list[tuple[str, str]]:
        return [*self._case.table_names.items(), (APPENDIX, words.APPENDIX)]

    @cached_property
    def _columns(self) -> list[tuple[str, str]]:
        labels = self._case.wording.labels
        own = {STT_COLUMN: labels.stt, NAME_COLUMN: labels.agency, NOTE_COLUMN: labels.note}
        return [*self._case.column_names.items(), *own.items()]

    @cached_property
    def _counts(self) -> list[tuple[str, str]]:
        own = [(NAME_COLUMN, self._case.wording.labels.agency)]
        return [*((c.id, c.name) for c in self._case.index.counts), *own]

    @cached_property
    def _paragraphs(self) -> list[tuple[str, str]]:
        ids = (item.id for item in self._case.wording.paragraphs)
        return [(i, named_cells(self._case, Correction(PrintedText("", "", i)))[2]) for i in ids]


def _found(known: Sequence[tuple[str, str]], text: str) -> Sequence[str]:
    """Return the keys that a text is, or whose names it is."""
    wanted = _plain(text)
    by_key = [key for key, _ in known if _plain(key) == wanted]
    return by_key[:1] or [*dict.fromkeys(key for key, name in known if _plain(name) == wanted)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
