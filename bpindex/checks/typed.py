"""What people type and what prints as it was typed: figures of last year, texts in old fonts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from textwrap import shorten
from typing import Any

from bpindex.case.correction import PrintedFigure
from bpindex.case.keys import MONTH, PRIOR, PROVINCE, column_titles
from bpindex.case.model import Case
from bpindex.case.records import Agency, Table
from bpindex.checks.corrections import FORMULA, QUOTED
from bpindex.checks.finding import (
    Cell,
    Check,
    Findings,
    Level,
    Subject,
    corrected_at,
    first_named,
    row_number,
)
from bpindex.codec.old_fonts import old_font_words
from bpindex.index.definition import PERCENT, Basis
from bpindex.index.periods import shown_month
from bpindex.score.figures import merged_text
from bpindex.words import findings as words
from bpindex.words.noticed import NOTICED

_FIGURE = re.compile(r"\s*(-?\d+(?:[.,]\d+)*)\s*%?\s*")
# A month with its year; a day before it makes a date of it.
_MONTH = re.compile(words.MONTH_NAMED, re.IGNORECASE)
# Figures, marks, and letters that stand for figures by a slip.
_LIKE_NUMBER = re.compile(r"[\dOolIeE.,;:'’`%\s+-]+")
_MARKS = frozenset(",.")
# So many words of one text are quoted.
_QUOTED_WORDS = 4
# So many figures of a column that are alike are no chance.
_TELLING = 3


def prior_missing(subject: Subject) -> Findings:
    """Figures of last year that are blank where other agencies have one.

    An agency that had nothing to measure then, as all that it has says (0), may leave the others
    blank; one that came into being this year has no last year.
    """
    titles = column_titles(subject.case.index)
    corrected = {item.key for item in subject.case.corrections if item.in_force}
    blank: list[tuple[Cell, str]] = []
    expected = 0
    for table, key in _prior_columns(subject.case):
        for agency in _of_last_year(subject.case, table):
            expected += 1
            row = subject.typed_rows.get(agency.code)
            own = _prior_texts(row.cells if row else {})
            is_there = key in own or (table.id, agency.code, key) in corrected
            if not is_there and set(own.values()) != {"0"}:
                told = f"{agency.name}, {titles[key]}" if own else agency.name
                blank.append((("typed", row_number(row), key if own else "agency"), told))
    if blank and len(blank) == expected:
        yield subject.warning("typed", 0, "", words.PRIOR_NONE, period=subject.case.period)
        return
    # An agency without any is named once.
    yield from subject.together([*dict.fromkeys(blank)], words.PRIOR_MISSING)


def prior_as_month(subject: Subject) -> Findings:
    """Columns in which last year's figures all are those of the month: pasted from them."""
    same: list[tuple[Cell, str]] = []
    names = subject.case.index.group_by_id
    for table, key in _prior_columns(subject.case):
        group = key.removesuffix(PRIOR)
        before, now = (subject.figures(table, item) for item in (key, f"{group}{MONTH}"))
        texts = (
            {code: figure.text.strip() for code, figure in part.items()} for part in (before, now)
        )
        prior_texts, month_texts = texts
        pairs = [(prior, month_texts.get(code, "")) for code, prior in prior_texts.items()]
        alike = {prior for prior, month in pairs if prior == month}
        is_same = all(prior == month for prior, month in pairs)
        if is_same and len(alike) >= _TELLING:
            found = words.COLUMN_OF.format(group=names[group].name, table=table.kind)
            same.append((("typed", 0, key), found))
    yield from subject.together(same, words.PRIOR_AS_MONTH)


def odd_percentages(subject: Subject) -> Findings:
    """Typed figures of percent columns that are below 0 or above 100, one finding a sheet."""
    odd: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for cell, _, text in _typed_figures(subject):
        match = _FIGURE.fullmatch(text)
        number = _number(match[1]) if match else None
        if number is not None and not 0 <= number <= PERCENT:
            odd[cell[0]].append((cell, words.QUOTED.format(text=text)))
    for cells in odd.values():
        yield from subject.together(cells, words.PERCENTAGE)


def mixed_marks(subject: Subject) -> Findings:
    """Typed figures with another decimal mark than that of their table, one finding a sheet."""
    mixed: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for cell, table, text in _typed_figures(subject):
        match = _FIGURE.fullmatch(text)
        if match and set(match[1]) & (_MARKS - {table.decimal_mark}):
            told = words.MARK_FOUND.format(text=text, mark=table.decimal_mark)
            mixed[cell[0]].append((cell, told))
    for cells in mixed.values():
        yield from subject.together(cells, words.MIXED_MARKS)


def odd_numbers(subject: Subject) -> Findings:
    """Typed figures that look like a number and are none, one finding a sheet."""
    odd: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for cell, table, text in _typed_figures(subject):
        is_number = _FIGURE.fullmatch(text) and text.count(table.decimal_mark) <= 1
        if _LIKE_NUMBER.fullmatch(text) and not is_number and re.search(r"\d|[lO]{2}", text):
            odd[cell[0]].append((cell, words.QUOTED.format(text=text)))
    for cells in odd.values():
        yield from subject.together(cells, words.ODD_NUMBER)


def formulas_as_texts(subject: Subject) -> Findings:
    """Names and texts that look like a formula and must not print so, one problem a sheet.

    The register has a sentence of its own for each.
    """
    found: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for cell, text in _texts(subject.case):
        if cell[0] != "corrections" and FORMULA.match(text):
            found[cell[0]].append((cell, words.QUOTED.format(text=shorten(text, QUOTED))))
    for cells in found.values():
        yield from subject.together(cells, words.TYPED_FORMULA, Level.PROBLEM)


def noticed_on_sheets(subject: Subject) -> Findings:
    """What somebody typed right of everything that is read, or nobody sees: one finding a sheet."""
    for (part, what), cells in subject.case.origin.noticed.items():
        told = {"count": len(cells), "cells": first_named(cells)}
        yield subject.warning(part, 0, "", NOTICED[what], **told)


def other_months_named(subject: Subject) -> Findings:
    """Texts that name a month whose notice was made before, as a copied file keeps them."""
    current, known = subject.case.key, subject.case.months.known
    found: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for cell, text in _texts(subject.case):
        named = [f"{m['year']}-{m['month']:0>2}" for m in _MONTH.finditer(text) if not m["day"]]
        # What is corrected belongs to its month by itself.
        if cell[0] != "corrections" and (others := {*named} & known.keys() - {current}):
            months = ", ".join(map(shown_month, sorted(others)))
            found[cell[0]].append((cell, words.QUOTED.format(text=months)))
    for cells in found.values():
        yield from subject.together(cells, words.OTHER_MONTH_NAMED, month=shown_month(current))


def old_fonts(subject: Subject) -> Findings:
    """Names and texts in TCVN3 or VNI, which print as other letters, one finding a sheet."""
    found: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for cell, text in _texts(subject.case):
        if odd := [*old_font_words(text)]:
            found[cell[0]].append((cell, words.QUOTED.format(text=" ".join(odd[:_QUOTED_WORDS]))))
    for cells in found.values():
        yield from subject.together(cells, words.OLD_FONT)


def _prior_columns(case: Case) -> Iterator[tuple[Table, str]]:
    """Yield the columns of last year that print a figure per agency, by their keys."""
    for table in case.settings.tables:
        for column in table.columns:
            key = f"{column.group}{PRIOR}"
            if not merged_text(column, PRIOR) and case.prints(table.kind, key):
                yield table, key


def _prior_texts(cells: Mapping[str, str]) -> dict[str, str]:
    return {
        key: text.strip() for key, text in cells.items() if key.endswith(PRIOR) and text.strip()
    }


def _of_last_year(case: Case, table: Table) -> Iterator[Agency]:
    end = date(max(case.period.year - 1, 1), 12, 31)
    for agency in case.agencies_of(table):
        if agency.valid_from is None or agency.valid_from <= end:
            yield agency


def _typed_figures(subject: Subject) -> Iterator[tuple[Cell, Table, str]]:
    """Yield the figures that print as typed, with their tables: those of agencies, corrections."""
    case, kinds = subject.case, subject.case.table_of_kind
    printed = {
        (table.id, key) for table, key in _prior_columns(case)
    } | {
        (table.id, f"{column.group}{MONTH}")
        for table in case.settings.tables
        for column in table.columns
        if column.display(case.index.group_by_id[column.group].display).basis is Basis.TYPED
        and not merged_text(column, MONTH)
    }  # fmt: skip
    for row in case.typed:
        table = kinds[subject.valid[row.agency].kind] if row.agency in subject.valid else None
        for key, text in row.cells.items() if table else ():
            if table and (table.id, key) in printed:
                yield ("typed", row.row, key), table, text
    tables = {table.id: table for table in case.settings.tables}
    for item in case.corrections:
        if item.in_force and isinstance(item.what, PrintedFigure):
            table_id, agency, column = item.key
            if table_id in tables and agency != PROVINCE and column in case.columns:
                yield corrected_at(item), tables[table_id], item.corrected


def _number(text: str) -> Decimal | None:
    """Return the number that a text means, None where its marks contradict each other."""
    marks = [letter for letter in text if letter in _MARKS]
    return Decimal(text.replace(",", ".")) if len(marks) <= 1 else None


def _texts(case: Case) -> Iterator[tuple[Cell, str]]:
    """Yield every name and text that people typed, with its place."""
    settings = case.settings
    for name, text in _own_texts(settings):
        yield ("settings", 0, name), text
    for table in settings.tables:
        for name, text in _own_texts(table):
            yield ("settings", 0, f"table.{table.id}.{name}"), text
        for column in table.columns:
            for name, text in _own_texts(column):
                yield ("settings", 0, f"table.{table.id}.column.{column.group}.{name}"), text
    for part, records in (("agencies", case.agencies), ("late_dossiers", case.late_dossiers)):
        for record in records:
            for name, text in _own_texts(record):
                yield (part, record.row, name), text
    for row in case.typed:
        for name, text in row.cells.items():
            yield ("typed", row.row, name), text
    for item in case.corrections:
        if item.in_force:
            yield corrected_at(item), item.corrected
    for name, text in _own_texts(case.wording.labels):
        yield ("wording", 0, f"labels.{name}"), text
    for paragraph in case.wording.paragraphs:
        yield ("wording", paragraph.row, f"paragraph.{paragraph.id}"), paragraph.text
    index = case.index
    names = [group.name for group in index.groups] + [count.name for count in index.counts]
    for name in (*names, *(component.name for component in index.components)):
        yield ("index", 0, ""), name


def _own_texts(record: Any) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of a record's fields, those of lists too."""
    assert is_dataclass(record)
    for item in fields(record):
        value = getattr(record, item.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield item.name, text


TYPED_CHECKS: tuple[Check, ...] = (
    prior_missing,
    prior_as_month,
    odd_percentages,
    mixed_marks,
    odd_numbers,
    formulas_as_texts,
    noticed_on_sheets,
    other_months_named,
    old_fonts,
)
