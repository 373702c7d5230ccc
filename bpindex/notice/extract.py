"""What the notice says of one agency, as a notice of its own: its row, its late dossiers."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bpindex.advice.profile import Profile
from bpindex.case.keys import ALL, HEAD_KINDS, PROVINCE, BlockKind, appendix_columns
from bpindex.case.rows import RowId
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

    `profiles` give, by code, what is told below of points, losses and what it takes.
    """
    found = rows_by_agency(notice)
    named = {row.name: code for code, rows in found.items() for _, row in rows}
    late: dict[str, list[RowId]] = {}
    for identity, code in _late_rows(notice, named):
        late.setdefault(code, []).append(identity)
    for code, rows in found.items():
        own = _late_of(notice.appendix, late.get(code, ()))
        yield code, _extract_of(notice, rows, own, profiles(code) if profiles else None)


def rows_by_agency(notice: Notice) -> dict[str, list[tuple[NoticeTable, TableRow]]]:
    """Return the rows of every agency that prints, by its code.

    Rows for all agencies, headings and rows that people added are no agency's.
    """
    found: dict[str, list[tuple[NoticeTable, TableRow]]] = {}
    for table in notice.tables:
        for row in table.rows:
            is_agency = row.agency not in ("", ALL, PROVINCE) and not row.id.added_number
            if row.line is None and is_agency and not row.is_made:
                found.setdefault(row.agency, []).append((table, row))
    return found


def _extract_of(
    notice: Notice,
    rows: Sequence[tuple[NoticeTable, TableRow]],
    late: Appendix | None,
    profile: Profile | None,
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


def _late_rows(notice: Notice, named: Mapping[str, str]) -> Iterator[tuple[RowId, str]]:
    """Yield the rows of the appendix with the agency whose they are, `named` as rows print.

    A row that somebody added, or gave the name of another agency, is that one's.
    """
    appendix = notice.appendix
    if appendix is None:
        return
    key, computed = "agency", notice.origins.computed
    place = appendix_columns().index(key)
    for texts, identity in zip(appendix.rows, appendix.row_ids, strict=True):
        name, own = texts[place], appendix.agencies.get(identity, "")
        is_typed = computed.get((identity.table, identity.name, key)) != name
        yield identity, named.get(name, own) if is_typed else own


def _late_of(appendix: Appendix | None, wanted: Collection[RowId]) -> Appendix | None:
    """Return the late dossiers of an agency, nothing where there are none."""
    if appendix is None or not wanted:
        return None
    both = zip(appendix.rows, appendix.row_ids, strict=True)
    rows, identities = zip(*((row, one) for row, one in both if one in wanted), strict=True)
    # Numbered as on the whole list, so that both can be laid beside each other.
    count = sum(not is_sum(identity) for identity in identities)
    title = word_file.EXTRACT_LATE.format(count=count)
    heading = Block("extract_late", BlockKind.APPENDIX_NAME, (Run(title),))
    return replace(appendix, blocks=(heading,), rows=rows, row_ids=identities, below=())
