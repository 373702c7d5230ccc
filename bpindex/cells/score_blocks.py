"""What the formulas of Tính điểm show: whole blocks computed from whole sheets.

The worksheet functions and the builder call the same code, so that the stored values of a new
workbook are those that Excel will compute. Every block has as many rows as the range of Đơn vị
(that of the province: as Thiết lập has room for tables); a row of an agency that does not exist
(yet, any more) is blank.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache, cached_property, partial
from typing import Any

from bpindex.case.belonging import of_month
from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, Column, Labels, Table, Wording
from bpindex.case.validation import validate_settings
from bpindex.cells.agency_names import NONE_TAKEN, AgencyNames, Taken, with_codes, with_made_codes
from bpindex.cells.headings import in_order
from bpindex.cells.index_sheet import index_from
from bpindex.cells.origin import WorkbookOrigin, settings_rows
from bpindex.cells.records import (
    SheetValues,
    data_from,
    records_from,
    settings_from,
    typed_from,
)
from bpindex.cells.typed_names import corrections_from
from bpindex.index.periods import Period
from bpindex.register.lookup import Register
from bpindex.score.counts import State
from bpindex.score.figures import (
    agency_figure,
    province_figure,
    province_mark,
    province_row_points,
    scores_of,
    typed_province_points,
    typed_texts,
    with_province,
)
from bpindex.score.scoring import Scores
from bpindex.sheets.layout import Layout, index_sheet_of, layout_of, version_of_values
from bpindex.sheets.model import FIRST_BLOCK_ROW, Capacity
from bpindex.words import workbook as workbook_words

Cells = list[Any]
BLANK = ""
# How many counts a state names before it only counts them.
_NAMED = 3
# Older Excels take no longer text in an element of an array.
MAX_ARRAY_TEXT = 250
# The sheets that the scores depend on, as the worksheet functions are handed them.
INPUTS = ("settings", "index", "agencies", "counts", "corrections", "typed")
# The scores need no sentence of the notice.
_NO_WORDING = Wording(Labels("", "", "", "", "", "", "", ()), ())


def scored_case(
    layout: Layout, values: Callable[[str], SheetValues], taken: Taken = NONE_TAKEN
) -> Case:
    """Return what the sheets of INPUTS hold, as a case that has no wording.

    `values` gives the rows of a sheet by its id, in order; raise InputError naming sheet and cell.
    `taken` gives the codes that no new agency may have, asked for where there is one.
    """
    settings = settings_from(values("settings"), layout["settings"])
    settings = settings.with_columns(layout.index.group_by_id)
    origin = WorkbookOrigin(layout, settings_rows(values("settings"), layout["settings"]))
    period = Period.parse(settings.period, partial(origin.place, "settings", column="period"))
    listed = with_made_codes(values("agencies"), layout["agencies"], taken)
    agencies = records_from(Agency, listed, layout["agencies"])
    names = AgencyNames.named(agencies, settings, period)
    names.beside_formulas(values("agencies"), layout["agencies"])
    counts, typed = (with_codes(values(name), layout[name], names) for name in ("counts", "typed"))
    case = Case(
        settings=settings,
        agencies=agencies,
        counts=data_from(counts, layout["counts"]),
        typed=typed_from(typed, layout["typed"], settings, agencies),
        corrections=(),
        late_dossiers=(),
        wording=_NO_WORDING,
        index=layout.index,
        origin=origin,
    )
    corrections = corrections_from(values("corrections"), layout["corrections"], case, strict=False)
    return replace(case, corrections=corrections)


class ScoreSheet:
    """The blocks of Tính điểm for the values of the sheets of INPUTS, whole from A1 on.

    Those at the end may be missing.
    """

    def __init__(self, *sheets: SheetValues) -> None:
        values = dict(zip(INPUTS, sheets, strict=False))
        capacity = Capacity(agencies=agency_rows(values["agencies"]))
        version = version_of_values(values, capacity)
        index = index_from(values["index"], index_sheet_of(version, capacity))
        self.layout = layout_of(index, capacity, version)

        @cache
        def in_place(sheet_id: str) -> SheetValues:
            return in_order(values.get(sheet_id, ()), self.layout[sheet_id])

        self.case = of_month(scored_case(self.layout, in_place))
        validate_settings(self.case)
        self.register = Register(self.case.corrections)

    @cached_property
    def scores(self) -> Scores:
        """The scores of the agencies of the period."""
        return scores_of(self.case)

    def summary(self) -> list[Cells]:
        """Return state, total, rank, grade and group points per agency row."""
        kinds = [agency.kind for agency in self.case.valid_agencies]
        ranks, grades = self.scores.ranks(kinds), self.scores.grades()

        def row(agency: int) -> Cells:
            total = number_or_blank(self.scores.total[agency])
            rank = int(ranks[agency]) or BLANK
            groups = map(number_or_blank, self.scores.group_points[:, agency])
            return [self._state_text(agency), total, rank, grades[agency], *groups]

        return self._rows(row, 4 + len(self.case.index.groups), workbook_words.NOT_IN_PERIOD)

    def points(self) -> list[Cells]:
        """Return the points of every component per agency row."""
        return self._numbers(self.scores.points)

    def rates(self) -> list[Cells]:
        """Return the rates (fractions of 1) of every component per agency row."""
        return self._numbers(self.scores.rates)

    def _numbers(self, values: Any) -> list[Cells]:
        """Return numbers by component and agency, blank where they are NaN."""
        return self._rows(lambda agency: list(map(number_or_blank, values[:, agency])), len(values))

    def figures(self) -> list[Cells]:
        """Return the printed texts per agency row, corrections applied."""
        typed, tables = typed_texts(self.case), self.case.table_of_kind
        agencies = self.case.valid_agencies

        def row(position: int) -> Cells:
            agency = agencies[position]
            table = tables.get(agency.kind)
            if table is None:
                return [BLANK] * len(self.case.columns)
            own, mark = typed.get(agency.code, {}), table.decimal_mark

            def figure(column: Column, part: str) -> str:
                return agency_figure(self.scores, mark, column, part, position, own)

            return self._printed(table, agency.code, figure)

        return self._rows(row, len(self.case.columns))

    def province(self) -> list[Cells]:
        """Return the province's printed texts, one row per table of Thiết lập."""
        groups, mark = self.case.index.group_by_id, province_mark(self.case)

        def figure(column: Column, part: str) -> str:
            return province_figure(column, part, groups[column.group], mark)

        rows = [self._printed(table, PROVINCE, figure) for table in self._filled.settings.tables]
        blank = [BLANK] * len(self.case.columns)
        return [*rows, *[blank] * (self.layout.capacity.tables - len(rows))]

    @cached_property
    def _filled(self) -> Case:
        return with_province(self.case, self.scores)

    def province_block(self) -> list[Cells]:
        """Return what the province prints, its points as numbers, and 1 where they are computed.

        The numbers are those of the month by group; then there is a row of marks per table.
        """
        points = typed_province_points(self._filled)
        keys = [(column, column.removesuffix(MONTH)) for column in self.case.columns]
        numbers = [
            float(points[group]) if column.endswith(MONTH) and group in points else BLANK
            for column, group in keys
        ]
        typed, marks = province_row_points(self.case) | typed_province_points(self.case), []
        for table in self.case.settings.tables:
            blank = {c.group for c in table.columns if c.province_month is None} - typed.keys()
            is_computed = blank & points.keys()
            marks.append([1 if c.endswith(MONTH) and g in is_computed else BLANK for c, g in keys])
        return [*self.province(), numbers, *marks]

    def _printed(self, table: Table, code: str, figure: Callable[[Column, str], str]) -> Cells:
        """Return what a row of a table prints: its figures, corrections applied."""
        texts = {
            f"{column.group}{part}": figure(column, part)
            for column in table.columns
            for part in (PRIOR, MONTH)
        }
        return [
            cut_text(self.register.apply((table.id, code, key), text)[0])
            for key, text in texts.items()
        ]

    def _rows(self, row: Callable[[int], Cells], width: int, unused: str = BLANK) -> list[Cells]:
        """Return one row per row of Đơn vị; `unused` marks an agency outside the period."""
        block = self.layout["agencies"].block("agencies")
        positions = {code: i for i, code in enumerate(self.scores.counts.agencies)}
        result = [[BLANK] * width for _ in range(block.capacity)]
        for agency in self.case.agencies:
            place = agency.row - block.first_row
            position = positions.pop(agency.code, None)
            result[place] = [unused, *[BLANK] * (width - 1)] if position is None else row(position)
        return result

    def _state_text(self, agency: int) -> str:
        """Return what keeps an agency from its total: counts by state, then components."""
        scores, index = self.scores, self.case.index
        if not scores.agency_states[agency]:
            return self._typed_text(agency)
        code = scores.counts.agencies[agency]
        if all(row.agency != code for row in self.case.counts):
            return workbook_words.NO_COUNTS_ROW
        parts = []
        for state in (State.MISSING, State.TEXT, State.NEGATIVE, State.NOT_WHOLE):
            names = [
                count.name
                for place, count in enumerate(index.counts)
                if scores.counts.states[place, agency] == state
            ]
            if names:
                more = workbook_words.AND_MORE.format(count=len(names) - _NAMED)
                shown = ", ".join(names[:_NAMED]) + (more if len(names) > _NAMED else "")
                parts.append(f"{state.text}: {shown}")
        outside = [
            component.id
            for place, component in enumerate(index.components)
            if scores.states[place, agency] == State.NUMERATOR_OUT_OF_RANGE
        ]
        if outside:
            parts.append(f"{State.NUMERATOR_OUT_OF_RANGE.text}: {', '.join(outside)}")
        return cut_text("; ".join(parts))

    def _typed_text(self, agency: int) -> str:
        """Return of what the points were typed; what was not reported leaves no total."""
        scores, index = self.scores, self.case.index
        if math.isnan(scores.total[agency]):
            return State.NOT_REPORTED.text
        if not scores.typed[:, agency].any():
            return BLANK
        if scores.typed[:, agency].all():
            return workbook_words.TYPED_POINTS
        given = scores.given
        names = [group.name for group in index.groups if given.of(group.id, agency) is not None]
        names += [item.id for item in index.components if given.of(item.id, agency) is not None]
        return cut_text(workbook_words.TYPED_POINTS_OF.format(names=", ".join(names)))


def agency_rows(agencies_values: SheetValues) -> int:
    """Return how many agencies the range of Đơn vị has room for."""
    return max(len(agencies_values) - FIRST_BLOCK_ROW, 1)


def cut_text(text: str) -> str:
    """Return a text short enough for an element of an array in every Excel."""
    return text if len(text) <= MAX_ARRAY_TEXT else text[: MAX_ARRAY_TEXT - 1] + "…"


def number_or_blank(value: float) -> float | str:
    """Return a number, a blank where there is none (NaN)."""
    return BLANK if math.isnan(value) else float(value)
