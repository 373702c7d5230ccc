"""What the notice says of one agency, as a notice of its own: its row, its late dossiers."""

from collections.abc import Iterator
from dataclasses import replace

from bpindex.case.keys import ALL, HEAD_KINDS, PROVINCE, BlockKind, appendix_columns
from bpindex.notice.appendix import is_sum
from bpindex.notice.model import Appendix, Block, Notice, NoticeTable, Origins, Run, TableRow
from bpindex.words import word_file

# The head of a document that is no notice has neither number nor day.
_HEAD = (
    BlockKind.PARENT_BODY,
    BlockKind.ISSUER,
    BlockKind.NATIONAL_TITLE,
    BlockKind.MOTTO,
)


def extracts(notice: Notice) -> Iterator[tuple[str, Notice]]:
    """Yield the code of every agency that prints, and what the notice says of it."""
    for table in notice.tables:
        for row in table.rows:
            if row.line is None and row.agency not in ("", ALL, PROVINCE):
                yield row.agency, extract_of(notice, table, row)


def extract_of(notice: Notice, table: NoticeTable, row: TableRow) -> Notice:
    """Return what the notice says of the agency of a row, beside the province."""
    year, month = notice.period.split("-")
    subject = word_file.EXTRACT_SUBJECT.format(agency=row.name, month=month, year=year)
    own = {
        BlockKind.TITLE: word_file.EXTRACT_TITLE,
        BlockKind.SUBJECT: subject,
    }
    head = [block for block in notice.blocks if block.kind in HEAD_KINDS and block.kind in _HEAD]
    titles = [Block(f"extract_{kind}", kind, (Run(text),)) for kind, text in own.items()]
    place = next(
        block for block in notice.blocks if block.kind is BlockKind.TABLE and block.text == table.id
    )
    section = "" if row.above_section else table.section
    alone = replace(table, rows=(row,), section=section, before_note=())
    late = _late_of(notice.appendix, row.name)
    return Notice(notice.period, (*head, *titles, place), (alone,), late, Origins())


def _late_of(appendix: Appendix | None, name: str) -> Appendix | None:
    """Return the late dossiers of an agency, nothing where there are none."""
    if appendix is None:
        return None
    column = appendix_columns().index("agency")
    kept = [
        (row, identity)
        for row, identity in zip(appendix.rows, appendix.row_ids, strict=True)
        if row[column] == name
    ]
    if not kept:
        return None
    rows, identities = zip(*kept, strict=True)
    # Numbered as on the whole list, so that both can be laid beside each other.
    count = sum(not is_sum(identity) for identity in identities)
    title = word_file.EXTRACT_LATE.format(count=count)
    heading = Block("extract_late", BlockKind.APPENDIX_NAME, (Run(title),))
    return replace(appendix, blocks=(heading,), rows=rows, row_ids=identities, below=())
