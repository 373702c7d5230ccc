"""Benchmarks that print ratios to a named floor measured in the same run, never seconds alone."""

import gc
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EmptyCell
from openpyxl.worksheet.cell_range import CellRange

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.index.definition import PERCENT, IndexSet
from bpindex.notice.compose import compose
from bpindex.notice.model import Notice
from bpindex.render.sheet import render_sheet
from bpindex.score.counts import Counts
from bpindex.score.figures import scores_of
from bpindex.score.scoring import score

SCORING_AIM = 3.0
RENDERING_AIM = 1.3
_ROUNDS = 15
_RENDERED_AGENCIES = 600


def run_benchmarks(agencies: int) -> Iterator[str]:
    """Yield one line per benchmark."""
    case = read_case(bundled_case())
    counts = _many_counts(case.index, agencies)
    arrays = _arithmetic_inputs(case.index, counts)

    def full() -> None:
        scores = score(case.index, counts)
        scores.ranks()
        scores.grades()

    times = interleaved(
        [lambda: _bare_arithmetic(*arrays), lambda: score(case.index, counts), full], _ROUNDS
    )
    floor, scored, ranked = times
    size = f"{agencies} đơn vị x {len(case.index.components)} chỉ số"
    yield ratio_line(f"Tính điểm {size}", scored, floor, "phép tính numpy trần", SCORING_AIM)
    yield ratio_line(f"Tính điểm, xếp hạng, xếp loại {size}", ranked, floor, "phép tính numpy trần")
    notice = _large_notice(_RENDERED_AGENCIES)
    cells = styled_cells(render_sheet(notice))
    rendered, written = interleaved([lambda: render_sheet(notice), lambda: bare_write(cells)], 5)
    label = f"Lập bảng {_RENDERED_AGENCIES} đơn vị"
    yield ratio_line(label, rendered, written, "openpyxl ghi cùng các ô", RENDERING_AIM)


def ratio_line(
    name: str, ours: float, floor: float, floor_name: str, aim: float | None = None
) -> str:
    """Return one line: ours over its floor, both in milliseconds, with the aim if any."""
    text = (
        f"{name}: {ours / floor:.2f} lần {floor_name} ({ours * 1e3:.2f} ms / {floor * 1e3:.2f} ms)"
    )
    return text + (f"; mục tiêu ≤ {aim:g}" if aim else "")


def interleaved(functions: list[Callable[[], Any]], rounds: int) -> list[float]:
    """Return the best time of each function, the functions taking turns."""
    best = [float("inf")] * len(functions)
    for _ in range(rounds):
        for place, function in enumerate(functions):
            # Nobody clears away what the one before has left, nor looks through the libraries.
            gc.collect()
            gc.freeze()
            start = time.perf_counter()
            function()
            best[place] = min(best[place], time.perf_counter() - start)
            gc.unfreeze()
    return best


def _many_counts(index: IndexSet, agencies: int) -> Counts:
    """Return random valid counts: no numerator is above its denominator.

    A count that is only ever a part is small, one that is only ever a whole is large.
    """
    random = np.random.default_rng(766)
    ids = tuple(index.count_by_id)
    numerators = {count for c in index.components for _, count in c.numerator_terms}
    denominators = {count for c in index.components for _, count in c.denominator_terms}
    values = np.array(
        [
            random.integers(0, 50, agencies)
            if count in numerators - denominators
            else random.integers(300, 500, agencies)
            if count in denominators - numerators
            else random.integers(50, 150, agencies)
            for count in ids
        ],
        dtype=float,
    )
    states = np.zeros(values.shape, dtype=np.uint8)
    return Counts(tuple(map(str, range(agencies))), ids, values, states)


def _arithmetic_inputs(index: IndexSet, counts: Counts) -> tuple[Any, ...]:
    components = index.components
    column = np.array([[float(c.max_points), float(c.target / PERCENT)] for c in components])
    groups = [
        [row for row, c in enumerate(components) if c.group == group.id] for group in index.groups
    ]
    return (
        np.array([counts.sum(c.numerator_terms) for c in components]),
        np.array([counts.largest(c.denominator_sums) for c in components]),
        column[:, :1],
        column[:, 1:],
        groups,
    )


def _bare_arithmetic(
    numerators: Any, denominators: Any, limits: Any, targets: Any, groups: list[list[int]]
) -> Any:
    """The floor of scoring: rates, points, group sums and totals with no states at all."""
    rates = numerators / denominators
    points = np.minimum(limits, limits * rates / targets)
    group_points = np.array([points[rows].sum(axis=0) for rows in groups])
    return group_points.sum(axis=0)


def _large_notice(agencies: int) -> Notice:
    """Return the notice of the bundled case with its agencies repeated."""
    case = large_case(agencies)
    return compose(case, scores_of(case))


def large_case(agencies: int) -> Case:
    """Return the bundled case with so many agencies: its own, repeated."""
    case = read_case(bundled_case())
    copies = [
        replace(
            item := case.agencies[i % len(case.agencies)],
            code=f"a{i}",
            order=i,
            name=f"{item.name} {i}",
            aliases=(),
        )
        for i in range(agencies)
    ]
    by_code = {row.agency: row.cells for row in case.counts}
    rows = tuple(
        replace(
            case.counts[0],
            agency=f"a{i}",
            cells=by_code[case.agencies[i % len(case.agencies)].code],
        )
        for i in range(agencies)
    )
    return replace(case, agencies=tuple(copies), counts=rows, typed=(), corrections=())


def styled_cells(xlsx: bytes) -> Any:
    """Return everything finished sheets hold, ready to be written again without thought."""
    book = load_workbook(io.BytesIO(xlsx), rich_text=True)
    names = book._named_styles.names  # type: ignore[attr-defined]
    # Read in full, the cells of a merged area lose their styles; row by row they keep them.
    by_row: Any = load_workbook(io.BytesIO(xlsx), read_only=True)
    styles = [style for style in book._named_styles if style.name != "Normal"]  # type: ignore[attr-defined]
    sheets = []
    for sheet in book.worksheets:
        cells = [
            (
                cell.row,
                cell.column,
                sheet.cell(cell.row, cell.column).value,
                names[cell.style_array.xfId],
            )
            for row in by_row[sheet.title]
            for cell in row
            if not isinstance(cell, EmptyCell)
        ]
        heights = {row: item.height for row, item in sheet.row_dimensions.items()}
        widths = {column: item.width for column, item in sheet.column_dimensions.items()}
        merged = [str(area) for area in sheet.merged_cells.ranges]
        sheets.append((sheet.title, cells, heights, widths, merged))
    return sheets, styles


def bare_write(content: Any) -> bytes:
    """The floor of rendering: openpyxl writes the same cells, styles, heights and merges."""
    sheets, styles = content
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles:
        style._wb = None
        book.add_named_style(style)
    for title, cells, heights, widths, merged in sheets:
        sheet: Any = book.create_sheet(title)
        for row, column, value, style in cells:
            cell = sheet.cell(row, column)
            cell.style = style
            if value is not None:
                cell.value = value
        for row, height in heights.items():
            sheet.row_dimensions[row].height = height
        for column, width in widths.items():
            sheet.column_dimensions[column].width = width
        for area in merged:
            sheet.merged_cells.ranges.add(CellRange(area))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
