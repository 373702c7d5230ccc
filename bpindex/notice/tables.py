"""The tables of the notice as computed, the appendix too, each text through the register."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bpindex.case.keys import (
    ALL,
    APPENDIX,
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
    appendix_columns,
)
from bpindex.case.model import Case
from bpindex.case.records import Table
from bpindex.case.rows import RowId, period_note
from bpindex.index.periods import print_date
from bpindex.notice.model import Appendix, Merged, NoticeTable
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
    parts = {
        f"{column.group}{part}": (column, part)
        for column in table.columns
        for part in (PRIOR, MONTH)
    }

    def word(name: str, **more: str) -> str:
        place = case.origin.place("wording", column=f"labels.{name}")
        return expand_plain(getattr(labels, name), {**values, **more}, place)

    def label(column: str, computed: str) -> str:
        return texts.text(table.id, "", column, computed)

    month = word("month")
    column_labels = []
    for key, (column, part) in parts.items():
        text = case.settings.prior_label if part == PRIOR else month
        source = source_label(column, part)
        column_labels.append(label(key, f"{text} ({source})" if source else text))

    typed = typed_texts(case)
    positions = {code: position for position, code in enumerate(scores.counts.agencies)}
    rows = []
    for agency in case.agencies_of(table):
        own, position = typed.get(agency.code, {}), positions[agency.code]
        computed = {
            key: agency_figure(scores, table, column, part, position, own)
            for key, (column, part) in parts.items()
        }
        computed |= {STT_COLUMN: agency.stt, NAME_COLUMN: agency.name}
        computed[NOTE_COLUMN] = own.get(NOTE_COLUMN, "")
        rows.append(texts.row(table.id, agency.code, computed))
    of_province = {
        key: province_figure(column, part, groups[column.group])
        for key, (column, part) in parts.items()
    }
    of_province |= {NAME_COLUMN: table.province_name, NOTE_COLUMN: ""}
    note_place = case.origin.place("wording", column="labels.period_note")
    note = expand(labels.period_note, values, note_place)
    return NoticeTable(
        id=table.id,
        stt_label=label(STT_COLUMN, word("stt")),
        agency_label=label(NAME_COLUMN, word("agency")),
        title=label(TITLE_COLUMN, word("title")),
        group_ids=tuple(groups),
        group_labels=tuple(
            label(f"{GROUP_COLUMN}{group.id}", word("group", group=group.name))
            for group in groups.values()
        ),
        column_labels=tuple(column_labels),
        note_label=label(NOTE_COLUMN, word("note")),
        province=texts.row(table.id, PROVINCE, of_province),
        section=label(SECTION_COLUMN, table.section),
        rows=tuple(rows),
        merged=tuple(
            Merged(key, texts.apply((table.id, ALL, key), text)[0])
            for key, (column, part) in parts.items()
            if (text := merged_text(column, part))
        ),
        period_note=texts.block(period_note(table.id), BlockKind.PARAGRAPH, note),
    )


def appendix_of(case: Case, texts: PrintedTexts) -> Appendix | None:
    """Return the appendix, or nothing where no dossier is late."""
    if not case.late_dossiers:
        return None
    names = {agency.code: agency.name for agency in case.agencies}
    columns = appendix_columns()
    rows: list[tuple[str, ...]] = []
    ids: list[RowId] = []
    for number, item in enumerate(case.late_dossiers, 1):
        # Two rows of one dossier are an oversight that is reported, and still two rows.
        row = RowId.row(APPENDIX, item.dossier)
        row = RowId.row(APPENDIX, f"#{number}") if row in ids else row
        ids.append(row)
        shown = replace(item, agency=names.get(item.agency, item.agency))
        computed = [str(number), *(_shown(getattr(shown, column)) for column in columns[1:])]
        rows.append(texts.late_row(row, computed))
    header = texts.late_row(RowId.row(APPENDIX, ""), case.wording.labels.appendix_columns)
    return Appendix((), header, tuple(rows), tuple(ids))


def _shown(value: Any) -> str:
    """Return a field of a dossier as it prints."""
    return print_date(value) if isinstance(value, date) else value or ""
