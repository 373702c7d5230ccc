"""The appendix of late dossiers as computed, each text through the register."""

from collections.abc import Sequence

from bpindex.case.keys import APPENDIX, appendix_columns
from bpindex.case.model import Case
from bpindex.case.records import Agency, LateDossier
from bpindex.case.rows import RowId
from bpindex.index.periods import print_date
from bpindex.notice.model import Appendix, Block
from bpindex.notice.printed import PrintedTexts


def appendix_of(case: Case, blocks: Sequence[Block], texts: PrintedTexts) -> Appendix | None:
    """Return the appendix, or nothing where no dossier is late."""
    if not case.late_dossiers:
        return None
    names = {agency.code: agency for agency in case.agencies}
    columns = appendix_columns()
    rows: list[tuple[str, ...]] = []
    ids: list[RowId] = []
    for number, item in enumerate(case.late_dossiers, 1):
        # Two rows of one dossier are an oversight that is reported, and still two rows.
        name = item.dossier if RowId.row(APPENDIX, item.dossier) not in ids else f"#{number}"
        ids.append(RowId.row(APPENDIX, name))
        computed = _late_row(number, item, names.get(item.agency))
        rows.append(
            tuple(
                texts.text(APPENDIX, name, column, text)
                for column, text in zip(columns, computed, strict=True)
            )
        )
    labels = case.wording.labels.appendix_columns
    header = tuple(
        texts.text(APPENDIX, "", column, text)
        for column, text in zip(columns, labels, strict=False)
    )
    return Appendix(tuple(blocks), header, tuple(rows), tuple(ids))


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
