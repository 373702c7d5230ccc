"""The tables of the notice as computed, each text through the register."""

from collections.abc import Mapping, Sequence

from bpindex.case.keys import (
    ALL,
    GROUP_COLUMN,
    MONTH,
    NAME_COLUMN,
    NOTE_COLUMN,
    PRIOR,
    PROVINCE,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
    BlockKind,
)
from bpindex.case.model import Case
from bpindex.case.records import Table
from bpindex.case.rows import period_note
from bpindex.notice.model import Merged, NoticeTable, TableRow
from bpindex.notice.printed import PrintedTexts
from bpindex.notice.wording import expand, expand_plain
from bpindex.score.figures import (
    agency_figure,
    merged_text,
    province_figure,
    source_label,
    typed_texts,
)
from bpindex.score.scoring import Scores


def table_of(
    case: Case, scores: Scores, table: Table, values: Mapping[str, str], texts: PrintedTexts
) -> NoticeTable:
    """Return one table with its rows in the order of the agencies."""
    labels = case.wording.labels
    groups = case.index.group_by_id

    def label(column: str, name: str, **more: str) -> str:
        place = case.origin.place("wording", column=f"labels.{name}")
        computed = expand_plain(getattr(labels, name), {**values, **more}, place)
        return texts.text(table.id, "", column, computed)

    month_place = case.origin.place("wording", column="labels.month")
    month_label = expand_plain(labels.month, values, month_place)
    pairs = [(column, part) for column in table.columns for part in (PRIOR, MONTH)]
    column_labels = []
    for column, part in pairs:
        text = case.settings.prior_label if part == PRIOR else month_label
        source = source_label(column, part)
        computed = f"{text} ({source})" if source else text
        column_labels.append(texts.text(table.id, "", f"{column.group}{part}", computed))

    typed = typed_texts(case)
    positions = {code: position for position, code in enumerate(scores.counts.agencies)}
    rows = []
    for agency in case.agencies_of(table):
        own = typed.get(agency.code, {})
        code = agency.code
        figures = tuple(
            texts.figure(
                table.id,
                code,
                f"{column.group}{part}",
                agency_figure(scores, table, column, part, positions[code], own),
            )
            for column, part in pairs
        )
        rows.append(
            TableRow(
                code,
                texts.text(table.id, code, STT_COLUMN, agency.stt),
                texts.text(table.id, code, NAME_COLUMN, agency.name),
                figures,
                texts.text(table.id, code, NOTE_COLUMN, own.get(NOTE_COLUMN, "")),
                table.id,
            )
        )
    province = TableRow(
        PROVINCE,
        "",
        texts.text(table.id, PROVINCE, NAME_COLUMN, table.province_name),
        tuple(
            texts.figure(
                table.id,
                PROVINCE,
                f"{column.group}{part}",
                province_figure(column, part, groups[column.group]),
            )
            for column, part in pairs
        ),
        texts.text(table.id, PROVINCE, NOTE_COLUMN, ""),
        table.id,
    )
    merged = tuple(
        Merged(key, _merged(rows, table.id, key, text, texts))
        for column, part in pairs
        if (text := merged_text(column, part)) and (key := f"{column.group}{part}")
    )
    note_place = case.origin.place("wording", column="labels.period_note")
    note = expand(labels.period_note, values, note_place)
    return NoticeTable(
        id=table.id,
        stt_label=label(STT_COLUMN, "stt"),
        agency_label=label(NAME_COLUMN, "agency"),
        title=label(TITLE_COLUMN, "title"),
        group_ids=tuple(groups),
        group_labels=tuple(
            label(f"{GROUP_COLUMN}{group.id}", "group", group=group.name)
            for group in groups.values()
        ),
        column_labels=tuple(column_labels),
        note_label=label(NOTE_COLUMN, "note"),
        province=province,
        section=texts.text(table.id, "", SECTION_COLUMN, table.section),
        rows=tuple(rows),
        merged=merged,
        period_note=texts.block(period_note(table.id), BlockKind.PARAGRAPH, note),
    )


def _merged(
    rows: Sequence[TableRow], table: str, column: str, text: str, texts: PrintedTexts
) -> str:
    """Return the text of a merged cell: its own correction, or that of any of its agencies."""
    own, correction = texts.apply((table, ALL, column), text)
    if correction:
        return own
    figures = (figure for row in rows for figure in row.figures if figure.column == column)
    return next((figure.text for figure in figures if figure.correction), text)
