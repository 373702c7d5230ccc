"""A case and its scores to the notice model; the register of corrections has the last word."""

from collections.abc import Mapping, Sequence

from bpindex.case import MONTH, PRIOR, PROVINCE, Agency, Case, LateDossier, Table
from bpindex.corrections import Register
from bpindex.figures import (
    agency_figure,
    merged_text,
    province_figure,
    source_label,
    typed_texts,
)
from bpindex.notice.model import (
    APPENDIX_KINDS,
    Appendix,
    Block,
    BlockKind,
    Figure,
    Merged,
    Notice,
    NoticeTable,
    Run,
    TableRow,
)
from bpindex.notice.wording import expand, expand_plain, placeholder_values
from bpindex.periods import print_date
from bpindex.scoring import Scores


def compose(case: Case, scores: Scores) -> Notice:
    """Return the notice of a case whose valid agencies are scored in printing order."""
    values = placeholder_values(case.settings, case.period)
    register = Register(case.corrections)
    blocks: list[Block] = []
    appendix_blocks: list[Block] = []
    for paragraph in case.wording.paragraph:
        kind = BlockKind(paragraph.kind)
        if kind is BlockKind.TABLE:
            blocks.append(Block(paragraph.id, kind, (Run(paragraph.text),)))
            continue
        place = case.origin.place("wording", paragraph.row, f"paragraph.{paragraph.id}")
        block = _block(paragraph.id, kind, expand(paragraph.text, values, place), register)
        (appendix_blocks if kind in APPENDIX_KINDS else blocks).append(block)
    tables = tuple(_table(case, scores, table, values, register) for table in case.settings.table)
    return Notice(str(case.period), tuple(blocks), tables, _appendix(case, appendix_blocks))


def _block(block_id: str, kind: BlockKind, runs: tuple[Run, ...], register: Register) -> Block:
    computed = "".join(run.text for run in runs)
    text, correction = register.apply(("", "", block_id), computed)
    if correction is None or text == computed:
        return Block(block_id, kind, runs, correction)
    return Block(block_id, kind, (Run(text),) if text else (), correction)


def _table(
    case: Case, scores: Scores, table: Table, values: Mapping[str, str], register: Register
) -> NoticeTable:
    labels = case.wording.labels
    groups = case.index.groups

    def label(name: str, **more: str) -> str:
        place = case.origin.place("wording", column=f"labels.{name}")
        return expand_plain(getattr(labels, name), {**values, **more}, place)

    def figure(agency: str, column: str, computed: str) -> Figure:
        text, correction = register.apply((table.id, agency, column), computed)
        return Figure(column, text, computed, correction)

    pairs = [(column, part) for column in table.column for part in (PRIOR, MONTH)]
    month_label = label("month")
    column_labels = []
    for column, part in pairs:
        text = case.settings.prior_label if part == PRIOR else month_label
        source = source_label(column, part)
        column_labels.append(f"{text} ({source})" if source else text)

    typed = typed_texts(case)
    positions = {code: position for position, code in enumerate(scores.counts.agencies)}
    rows = []
    for agency in case.agencies_of(table):
        own = typed.get(agency.code, {})
        figures = tuple(
            figure(
                agency.code,
                f"{column.group}{part}",
                agency_figure(scores, table, column, part, positions[agency.code], own),
            )
            for column, part in pairs
        )
        rows.append(TableRow(agency.code, agency.stt, agency.name, figures, own.get("note", "")))
    province = tuple(
        figure(
            PROVINCE,
            f"{column.group}{part}",
            province_figure(column, part, groups[column.group]),
        )
        for column, part in pairs
    )
    merged = tuple(
        Merged(f"{column.group}{part}", _merged(rows, f"{column.group}{part}", text))
        for column, part in pairs
        if (text := merged_text(column, part))
    )
    note_id = f"period_note.{table.id}"
    note_place = case.origin.place("wording", column="labels.period_note")
    note = expand(labels.period_note, values, note_place)
    return NoticeTable(
        id=table.id,
        stt_label=label("stt"),
        agency_label=label("agency"),
        title=label("title"),
        group_labels=tuple(label("group", group=group.name) for group in groups.values()),
        column_labels=tuple(column_labels),
        note_label=label("note"),
        province=TableRow(PROVINCE, "", table.province_name, province),
        section=table.section,
        rows=tuple(rows),
        merged=merged,
        period_note=_block(note_id, BlockKind.PARAGRAPH, note, register),
    )


def _merged(rows: Sequence[TableRow], column: str, text: str) -> str:
    """Return the text of a merged cell: a correction of any of its agencies speaks for it."""
    figures = (figure for row in rows for figure in row.figures if figure.column == column)
    return next((figure.text for figure in figures if figure.correction), text)


def _appendix(case: Case, blocks: Sequence[Block]) -> Appendix | None:
    if not case.late_dossiers:
        return None
    names = {agency.code: agency for agency in case.agencies}
    rows = tuple(
        _late_row(number, item, names.get(item.agency))
        for number, item in enumerate(case.late_dossiers, 1)
    )
    return Appendix(tuple(blocks), case.wording.labels.appendix_columns, rows)


def _late_row(number: int, item: LateDossier, agency: Agency | None) -> tuple[str, ...]:
    dates = (item.received, item.due, item.returned)
    return (
        str(number),
        item.dossier,
        item.procedure,
        agency.name if agency else item.agency,
        *(print_date(day) if day else "" for day in dates),
        item.days_late,
        item.status,
        item.cause,
        item.note,
    )
