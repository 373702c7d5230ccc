"""The tables of the notice as computed, the appendix too, each text through the register."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from bpindex.case.keys import (
    ALL,
    NAME_COLUMN,
    NOTE_COLUMN,
    PROVINCE,
    SECTION_COLUMN,
    STT_COLUMN,
    BlockKind,
)
from bpindex.case.model import Case
from bpindex.case.printed import (
    MADE_ROW,
    SECTION_ROW,
    Colours,
    Listing,
    PrintedColumn,
    PrintedTable,
    Summary,
    SummaryKind,
    What,
    list_name,
)
from bpindex.case.records import Agency
from bpindex.case.rows import period_note
from bpindex.notice.header import LabelWriter, header_of
from bpindex.notice.model import Block, Figure, Merged, NoticeTable, Run, TableRow
from bpindex.notice.printed import PrintedTexts
from bpindex.notice.wording import expand
from bpindex.score.column_texts import TableFigures
from bpindex.score.column_values import number_in
from bpindex.score.figures import typed_texts
from bpindex.score.scoring import Scores
from bpindex.words import printed as words

# Whoever has fewer points is listed; so many are listed of the best and of the worst.
_LOW, _SOME = 80, 5
# A heading of a section that somebody numbered: "I. SỞ, NGÀNH", "B) CẤP XÃ".
_NUMBERED = re.compile(r"\s*([IVX]+|[A-Z]|\d{1,2})\s*[.)/](?:\s+|(?=\w{2}))(\S.*)", re.DOTALL)


def table_of(
    case: Case,
    scores: Scores,
    printed: PrintedTable,
    values: Mapping[str, str],
    texts: PrintedTexts,
) -> NoticeTable:
    """Return one table with its rows in their order."""
    figures = TableFigures(case, scores, printed)
    base, columns = case.base_of(printed), figures.columns
    writer = LabelWriter(case, printed, values)

    def label(column: str, computed: str) -> str:
        return texts.text(printed.id, "", column, computed)

    header = tuple(
        replace(cell, text=label(cell.column, cell.text))
        for cell in header_of(columns, writer.labels(list(columns.values())))
    )
    summaries = {item.what: _summary(figures, item, texts) for item in printed.summaries}
    province = summaries.pop(SummaryKind.PROVINCE, None)
    note = expand(
        case.wording.labels.period_note,
        values,
        case.origin.place("wording", column="labels.period_note"),
    )
    section = base.section if base.id == printed.id else ""
    return NoticeTable(
        id=printed.id,
        stt_label=label(STT_COLUMN, writer.word("stt", values)),
        agency_label=label(NAME_COLUMN, writer.word("agency", values)),
        columns=tuple(columns),
        header=header,
        note_label=label(NOTE_COLUMN, writer.word("note", values)) if printed.note else "",
        province=province,
        section=label(SECTION_COLUMN, section),
        rows=(*_agency_rows(figures, texts), *summaries.values()),
        merged=tuple(
            Merged(key, texts.apply((printed.id, ALL, key), text)[0])
            for key, column in columns.items()
            if (text := figures.merged(column))
        ),
        period_note=texts.block(period_note(printed.id), BlockKind.PARAGRAPH, note),
        has_note=bool(printed.note),
    )


def _agency_rows(figures: TableFigures, texts: PrintedTexts) -> Iterator[TableRow]:
    """Yield the rows of all agencies, below the headings of their sections."""
    case, printed = figures.case, figures.table
    typed = typed_texts(case)
    blank = dict.fromkeys((*figures.columns, NOTE_COLUMN), "")
    for number, (part, agencies) in enumerate(zip(printed.parts, figures.sections, strict=True), 1):
        if part[0]:
            own = _NUMBERED.fullmatch(part[0])
            stt, name = own.groups() if own else (roman(number), part[0])
            words = {STT_COLUMN: stt, NAME_COLUMN: name}
            yield texts.row(printed.id, f"{SECTION_ROW}{number}", {**blank, **words})
        for place, agency in enumerate(agencies, 1):
            computed = {
                key: _computed(figures, key, column, agency, texts)
                for key, column in figures.columns.items()
            }
            computed[STT_COLUMN] = str(place) if printed.is_numbered_anew else agency.stt
            computed[NAME_COLUMN] = agency.name
            computed[NOTE_COLUMN] = typed.get(agency.code, {}).get(NOTE_COLUMN, "")
            if not printed.note:
                del computed[NOTE_COLUMN]
            row = texts.row(printed.id, agency.code, computed)
            yield _coloured(figures, row, agency)


def _computed(
    figures: TableFigures, key: str, column: PrintedColumn, agency: Agency, texts: PrintedTexts
) -> str:
    """Return the text of a figure; what was typed over Bảng điểm prints in every table."""
    text = figures.text(column, agency)
    base = figures.case.table_of_kind[agency.kind].id
    if base == figures.table.id or key not in figures.case.columns:
        return text
    return texts.apply((base, agency.code, key), text)[0]


def _coloured(figures: TableFigures, row: TableRow, agency: Agency) -> TableRow:
    """Return a row with the colours of its figures; what was corrected has none."""
    fills = {
        key: figures.fill(column, agency)
        for key, column in figures.columns.items()
        if column.colours is not Colours.NONE
    }
    if not any(fills.values()):
        return row
    return replace(
        row,
        figures=tuple(
            figure if figure.correction else replace(figure, fill=fills.get(figure.column, ""))
            for figure in row.figures
        ),
    )


def _summary(figures: TableFigures, summary: Summary, texts: PrintedTexts) -> TableRow:
    """Return the row for all agencies."""
    table = figures.table
    base = figures.case.base_of(table)
    is_province = summary.what is SummaryKind.PROVINCE
    usual = base.province_name if is_province else words.SUMMARY_LABELS[summary.what]
    computed = {key: figures.summary(summary, column) for key, column in figures.columns.items()}
    computed |= {NAME_COLUMN: summary.label or usual, NOTE_COLUMN: ""}
    if not table.note:
        del computed[NOTE_COLUMN]
    name = PROVINCE if is_province else f"{MADE_ROW}{summary.what}"
    return texts.row(table.id, name, computed)


def listed(
    case: Case, scores: Scores, printed: PrintedTable, made: NoticeTable, texts: PrintedTexts
) -> list[Block]:
    """Return the lists of agencies below a table, each a paragraph.

    Names and totals that were corrected in the table are those of the lists too.
    """
    if not printed.lists:
        return []
    figures, total = TableFigures(case, scores, printed), PrintedColumn(What.TOTAL)
    rows = {row.agency: row for row in made.rows}
    known: list[tuple[Fraction, str]] = []
    for agency in figures.agencies:
        number, text = figures.total(agency.code), figures.text(total, agency)
        if own := corrected_total(rows[agency.code]):
            corrected = number_in(own.text)
            number, text = number if corrected is None else corrected, own.text
        if number is not None:
            name = rows[agency.code].name
            known.append((number, words.LISTED.format(name=name, total=text)))
    falling = sorted(known, key=lambda item: -item[0])
    chosen = {
        Listing.BELOW_80: [item for item in falling if item[0] < _LOW],
        Listing.HIGHEST_5: falling[:_SOME],
        Listing.LOWEST_5: falling[::-1][:_SOME],
    }
    blocks = []
    for kind in printed.lists:
        names = ", ".join(name for _, name in chosen[kind])
        template = words.LISTS[kind] if chosen[kind] else words.NOBODY.get(kind, "")
        text = template.format(count=len(chosen[kind]), names=names)
        if text:
            name = list_name(printed.id, kind)
            blocks.append(texts.block(name, BlockKind.PARAGRAPH, [Run(text)]))
    return blocks


def corrected_total(row: TableRow) -> Figure | None:
    """Return the total of a row where it was corrected."""
    key = PrintedColumn(What.TOTAL).key
    return next((item for item in row.figures if item.column == key and item.correction), None)


def roman(number: int) -> str:
    """Return a number of a section in Roman numerals."""
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        while number >= value:
            text, number = text + sign, number - value
    return text
