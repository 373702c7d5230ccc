"""Tables with more columns than a page takes: smaller letters first, then several tables.

Each part is a table of its own on the page, with Stt and names again, and all that belongs to
one heading stays together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bpindex.notice.model import HeaderCell, Notice, NoticeTable, TableRow
from bpindex.page.layout import PageLayout, Styles
from bpindex.page.widths import NAME_MM, is_usual, needed_mm, stt_mm

# The letters of a table are not made smaller than that, in points.
_LEAST_PT = 8.0
_STEP_PT = 0.5
# What is made smaller together.
_OF_TABLES = ("header", "header_label", "province", "section", "cell", "name_cell")


def fitting_layout(layout: PageLayout, notice: Notice) -> PageLayout:
    """Return the layout with letters so small that its tables fit, down to what can be read."""
    while not _fits(layout, notice):
        smaller = _smaller(layout.styles)
        if smaller == layout.styles:
            break
        layout = replace(layout, styles=smaller)
    return layout


def room_mm(layout: PageLayout, table: NoticeTable) -> float:
    """Return what the figures of a row may take."""
    notes = layout.table.note_mm if table.has_note else 0.0
    return layout.grid_width_mm - stt_mm(layout, [table]) - NAME_MM - notes


def parted(layout: PageLayout, notice: Notice) -> Notice:
    """Return the notice with tables that are too wide for the page in parts, each a table."""
    tables = []
    for table in notice.tables:
        parts = list(_parts(layout, table))
        tables += [_part(table, *part, parts) for part in parts] if len(parts) > 1 else [table]
    return replace(notice, tables=tuple(tables))


def _part(
    table: NoticeTable, first: int, last: int, parts: Sequence[tuple[int, int]]
) -> NoticeTable:
    """Return the columns first..last as a table; what stands below it stands below the last one."""
    columns = table.columns[first : last + 1]

    def cut(row: TableRow) -> TableRow:
        own = tuple(figure for figure in row.figures if figure.column in columns)
        return replace(row, figures=own)

    is_last = (first, last) == parts[-1]
    return replace(
        table,
        part=parts.index((first, last)) + 1,
        columns=columns,
        header=tuple(
            replace(cell, first=max(cell.first, first) - first, last=min(cell.last, last) - first)
            for cell in table.header
            if cell.first <= last and cell.last >= first
        ),
        province=table.province and cut(table.province),
        rows=tuple(map(cut, table.rows)),
        merged=tuple(item for item in table.merged if item.column in columns),
        period_note=table.period_note if is_last else replace(table.period_note, runs=()),
        before_note=table.before_note if is_last else (),
    )


def _fits(layout: PageLayout, notice: Notice) -> bool:
    return all(
        is_usual(table) or sum(needed_mm(layout, table)) <= room_mm(layout, table)
        for table in notice.tables
    )


def _smaller(styles: Styles) -> Styles:
    """Return the styles with the letters of tables a step smaller."""
    changed = {}
    for name in _OF_TABLES:
        style = getattr(styles, name)
        changed[name] = replace(style, size=max(style.size - _STEP_PT, min(style.size, _LEAST_PT)))
    return replace(styles, **changed)


def _parts(layout: PageLayout, table: NoticeTable) -> list[tuple[int, int]]:
    """Return the first and last figure of each part, one part where all fit.

    The parts stand below each other in the same columns of the page, as many as it takes.
    """
    needed, room = needed_mm(layout, table), room_mm(layout, table)
    count = len(table.columns)
    if is_usual(table) or sum(needed) <= room:
        return [(0, count - 1)]
    together = list(_together(table.header, count, needed, room))
    for most in range(count, 0, -1):
        parts = list(_packed(together, most))
        if max(last - first for first, last in parts) >= most:
            break  # what stays together takes more columns than that
        widths = [0.0] * most
        for first, last in parts:
            for place, width in enumerate(needed[first : last + 1]):
                widths[place] = max(widths[place], width)
        if sum(widths) <= room:
            return parts
    return [(place, place) for place in range(count)]


def _packed(together: Sequence[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    """Yield parts of at most so many columns; what is longer is a part of its own."""
    first, end = together[0]
    for start, last in together[1:]:
        if last - first >= most:
            yield first, end
            first = start
        end = last
    yield first, end


def _together(
    header: Sequence[HeaderCell], count: int, needed: Sequence[float], room: float
) -> Iterator[tuple[int, int]]:
    """Yield the columns that stay together: those below one of the lowest common headings.

    What no page can take goes column by column.
    """
    ends = {place: place for place in range(count)}
    spans = [
        cell
        for cell in header
        if cell.last > cell.first and sum(needed[cell.first : cell.last + 1]) <= room
    ]
    for cell in sorted(spans, key=lambda cell: cell.level):
        ends[cell.first] = cell.last
    place = 0
    while place < count:
        yield place, ends[place]
        place = ends[place] + 1
