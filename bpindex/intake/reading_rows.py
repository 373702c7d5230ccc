"""The rows of a table: which agency each is of, what its cells say, what is left out and said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from bpindex.case.records import Agency
from bpindex.grids.numbers import MARKS, Marks, Read, read_count
from bpindex.intake.taken import Decisions, Report
from bpindex.naming.agencies import Agencies, How, is_note, is_section, is_total
from bpindex.naming.names import folded, unnumbered
from bpindex.naming.targets import Kind, Target
from bpindex.tables.table import Table
from bpindex.words import intake as words

# So many questions are enough to read: what else is in no list is only told.
_MOST_ASKED = 100


@dataclass
class Rows:
    """The rows of a table by what they are: of agencies, of totals, of agencies left out."""

    agencies: dict[int, Agency] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    # Rows in the province's own name: sums of its agencies, but in columns of its own.
    province: list[int] = field(default_factory=list)
    own_columns: frozenset[int] = frozenset()
    # The row of totals of all agencies: what is counted for the province alone stands there too.
    whole: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    # Rows of agencies that are not in the list: they belong to totals all the same.
    others: list[int] = field(default_factory=list)
    # Rows with numbers below the name of an agency.
    nameless: list[int] = field(default_factory=list)
    learnt: dict[str, str] = field(default_factory=dict)

    @property
    def are_several(self) -> bool:
        """Whether agencies have several rows each: by name, or in rows without any."""
        codes = [agency.code for agency in self.agencies.values()]
        last = max(self.agencies, default=-1)
        return len(set(codes)) < len(codes) or any(row < last for row in self.nameless)

    @property
    def first(self) -> int:
        """The first row of an agency, -1 where there is none."""
        return next(iter(self.agencies), -1)


def rows_of(table: Table, agencies: Agencies, decisions: Decisions, report: Report) -> Rows:
    """Return the rows of a table; names that are not known for sure are asked about."""
    rows, grid = Rows(), table.grid
    for row in table.body:
        texts = [text for column in table.named_by if (text := grid.text(row, column))]
        found = {
            match.agency.code: match.agency
            for text in texts
            if (match := agencies.known(text)).agency is not None
        }
        if len(found) == 1:
            (rows.agencies[row],) = found.values()
            _say_short(table, row, agencies, report)
        elif len(found) > 1:
            place = grid.place(row, table.named_by[0])
            named = " / ".join(agency.name for agency in found.values())
            question = words.ASK_CODE_AND_NAME.format(place=place, found=named)
            answer = decisions.ask(
                f"row|{'|'.join(texts)}",
                question,
                [words.LEAVE_ROW, *_labelled(found.values())],
                True,
            )
            chosen = _labelled(found.values()).get(answer)
            if chosen:
                rows.agencies[row] = chosen
        else:
            _other_row(table, row, texts, agencies, decisions, report, rows)
    rows.whole += _totals_of_all(table, rows, agencies)
    return rows


def _totals_of_all(table: Table, rows: Rows, agencies: Agencies) -> Iterator[int]:
    """Yield the rows of totals of all agencies of the province: of several a person says which.

    One that says no more than that it is a total counts where it is the only one below all of
    them. Sub-totals, means and differences are none.
    """
    names = {
        row: [folded(unnumbered(table.grid.text(row, column))) for column in table.named_by]
        for row in rows.totals
        if row not in rows.province
    }
    whole = [row for row, some in names.items() if any(map(words.WHOLE_PROVINCE.fullmatch, some))]
    bare = [row for row, some in names.items() if any(map(words.BARE_TOTAL.fullmatch, some))]
    covered = {agency.code for agency in rows.agencies.values()}
    is_complete = all(agency.code in covered for agency in agencies.agencies)
    yield from whole or (bare if is_complete and len(bare) == 1 else ())


def _labelled(agencies: Iterable[Agency]) -> dict[str, Agency]:
    """Return agencies by what a person chooses: names, and what tells those of one name apart."""
    some = list(agencies)
    names = Counter(agency.name for agency in some)
    return {
        agency.name
        if names[agency.name] == 1
        else words.AGENCY.format(name=agency.name, more=(*agency.aliases, agency.code)[0]): agency
        for agency in some
    }


def _say_short(table: Table, row: int, agencies: Agencies, report: Report) -> None:
    for column in table.named_by:
        text = table.grid.text(row, column)
        found = agencies.known(text)
        if found.how is How.SHORT and found.agency:
            place = table.grid.place(row, column)
            report.checked.append(
                words.SHORT.format(place=place, found=text, name=found.agency.name)
            )


def _other_row(
    table: Table,
    row: int,
    texts: Sequence[str],
    agencies: Agencies,
    decisions: Decisions,
    report: Report,
    rows: Rows,
) -> None:
    """Tell what a row is that is of no agency for sure."""
    grid = table.grid
    filled = [column for column in table.columns if grid.text(row, column)]
    shown = [grid.text(row, column) for column in filled]
    if not shown:
        return
    named = texts or [text for text in shown if any(c.isalpha() for c in text)][:1]
    place = grid.place(row, filled[0])
    has_numbers = any(
        any(c.isdigit() for c in text) for text in (shown if not named else shown[1:])
    )
    if has_numbers and not texts and not any(map(is_total, named)) and not _is_section(shown):
        rows.nameless.append(row)
        report.skipped.append(words.ROW_WITHOUT_NAME.format(place=place))
        return
    if not named:
        return
    name = named[0]
    place = grid.place(row, next(c for c in filled if grid.text(row, c) == name))
    if any(map(is_total, named)) or _is_province(agencies, named):
        rows.totals.append(row)
        if any(map(is_total, named)):
            report.skipped.append(words.ROW_TOTAL.format(place=place, found=name))
        else:
            rows.province.append(row)
    elif any(map(is_section, named)) or _is_section(shown):
        rows.sections.append(row)
        report.skipped.append(words.ROW_SECTION.format(place=place, found=name))
    elif is_note(name) or not has_numbers:
        report.skipped.append(words.ROW_NOTE.format(place=place, found=_short(name)))
    else:
        rows.others.append(row)
        _unknown(place, name, agencies, decisions, report, rows, row)


def _unknown(
    place: str,
    name: str,
    agencies: Agencies,
    decisions: Decisions,
    report: Report,
    rows: Rows,
    row: int,
) -> None:
    offered = agencies.find(name).offered
    unknown = words.ROW_UNKNOWN.format(place=place, found=name)
    if not offered and len(decisions.asked) >= _MOST_ASKED:
        report.skipped.append(unknown)
        return
    # That two names are alike is no reason to take one for the other. One that is like none is
    # left out, but for a person who says whose it is.
    choices = [words.LEAVE_ROW, *_labelled(offered)]
    labels = _labelled(agencies.agencies) | _labelled(offered)
    question = words.ASK_AGENCY.format(place=place, found=name) if offered else unknown
    answer = decisions.ask(
        f"agency|{name}", question, choices, bool(offered), also=labels, may_stay=not offered
    )
    if answer in labels:
        rows.others.remove(row)
        rows.agencies[row] = labels[answer]
        rows.learnt[name] = labels[answer].code
    elif answer and offered:
        report.skipped.append(unknown)


def _is_province(agencies: Agencies, named: Sequence[str]) -> bool:
    return any(agencies.is_province(text) for text in named)


def _is_section(shown: Sequence[str]) -> bool:
    """Return whether a row is numbered as headings within a table are."""
    return re.fullmatch(r"(?:[IVX]{1,5}|[A-H])[.)]?", shown[0]) is not None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def cells_of(
    table: Table, columns: Mapping[int, Target], rows: Rows
) -> dict[tuple[int, int], Read]:
    """Return every cell of counts as read, those of totals too, by row and column."""
    every = [*rows.agencies, *rows.totals, *rows.sections, *rows.others]
    read: dict[tuple[int, int], Read] = {}
    for column, target in columns.items():
        if target.kind in (Kind.COUNT, Kind.WITNESS):
            found = map(read_count, table.grid.column(column, every))
            read.update(zip(zip(every, repeat(column)), found, strict=True))
    for cell, anchor in table.grid.anchors.items():
        # "Không báo cáo" over merged cells says so of each of them.
        if cell in read and (said := read_count(table.grid.cell(*anchor))).is_absent:
            read[cell] = said
    return read


def settled_marks(
    columns: Mapping[int, Target],
    rows: Rows,
    marks: Marks,
    sums: Mapping[str, Sequence[str]],
    read: Mapping[tuple[int, int], Read],
) -> frozenset[str]:
    """Return the marks that part thousands here for sure.

    A total that is right only so is a witness, where numbers without a mark are part of it.
    """
    sure = {mark for mark in MARKS if marks.settles(mark)}
    if not any(found.mark for found in read.values()):
        return frozenset(sure)
    known = {target.key: c for c, target in columns.items() if (rows.first, c) in read}
    for total in rows.totals:
        for column in known.values():
            parts = [read[row, column] for row in (*rows.agencies, *rows.others)]
            sure |= _witnessed(read[total, column], parts)
    for whole, keys in sums.items():
        if whole in known:
            for row in rows.agencies:
                parts = [read[row, known[key]] for key in keys if key in known]
                sure |= _witnessed(read[row, known[whole]], parts)
    return frozenset(sure - marks.points)


def _witnessed(total: Read, parts: Sequence[Read]) -> set[str]:
    values = [part.value for part in parts if part.value is not None]
    marked = {part.mark for part in (total, *parts) if part.mark}
    plain = [p for p in (total, *parts) if p.value and not p.mark and p.value % 1000]
    is_right = total.value is not None and len(values) > 1 and sum(values) == total.value
    return marked if is_right and plain and len(marked) == 1 else set()
