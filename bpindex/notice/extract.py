"""What the notice says of one agency, as a notice of its own: its row, its late dossiers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bpindex.advice.profile import Profile
from bpindex.case.keys import ALL, HEAD_KINDS, PROVINCE, BlockKind, appendix_columns
from bpindex.notice.advice import advice_of
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


def extracts(
    notice: Notice, profiles: Callable[[str], Profile | None] | None = None
) -> Iterator[tuple[str, Notice]]:
    """Yield the code of every agency that prints, and what the notice says of it in all tables.

    Rows for all agencies, headings and rows that people added are no agency's. `profiles` give,
    by code, what is told below of points, losses and what it takes.
    """
    found: dict[str, list[tuple[NoticeTable, TableRow]]] = {}
    for table in notice.tables:
        for row in table.rows:
            is_agency = row.agency not in ("", ALL, PROVINCE) and not row.id.added_number
            if row.line is None and is_agency and not row.is_made:
                found.setdefault(row.agency, []).append((table, row))
    for code, rows in found.items():
        yield code, _extract_of(notice, rows, profiles(code) if profiles else None)


def _extract_of(
    notice: Notice, rows: Sequence[tuple[NoticeTable, TableRow]], profile: Profile | None
) -> Notice:
    """Return what the notice says of the agency of some rows, beside those for all agencies."""
    period = notice.period_name
    name = rows[0][1].name
    told = {"agency": name, "period": period[:1].upper() + period[1:]}
    subject = word_file.EXTRACT_SUBJECT.format(**told)
    own = {
        BlockKind.TITLE: word_file.EXTRACT_TITLE,
        BlockKind.SUBJECT: subject,
    }
    head = [block for block in notice.blocks if block.kind in HEAD_KINDS and block.kind in _HEAD]
    titles = [Block(f"extract_{kind}", kind, (Run(text),)) for kind, text in own.items()]
    alone = tuple(_alone(table, row) for table, row in rows)
    names = [table.id for table in alone]
    places = [b for b in notice.blocks if b.kind is BlockKind.TABLE and b.text in names]
    late = _late_of(notice.appendix, name)
    blocks, tables = (*head, *titles, *places), alone
    if profile is not None:
        advice, table = advice_of(profile)
        blocks, tables = (*blocks, *advice), (*alone, table)
    return Notice(
        notice.period, blocks, tables, late, Origins(), named=notice.named, key=notice.key
    )


def _alone(table: NoticeTable, row: TableRow) -> NoticeTable:
    """Return a table with the row of one agency alone, beside the rows for all of them."""
    section = "" if row.above_section else table.section
    summaries = (item for item in table.rows if item.is_made and not item.is_heading)
    return replace(table, rows=(row, *summaries), section=section, before_note=())


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
