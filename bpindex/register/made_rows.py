"""What staff call the rows of a table that are no agency's: as they print."""

from bpindex.case.keys import APPENDIX
from bpindex.case.model import Case
from bpindex.case.printed import MADE_ROW, SECTION_ROW
from bpindex.case.rows import RowId
from bpindex.words import corrections as words
from bpindex.words import printed as printed_words


def made_row_words(case: Case, row: RowId, table: str) -> str:
    """Return the words for a heading, a row for all agencies, a sum; `table` is its table's."""
    if row.table == APPENDIX:
        code = row.name.rpartition(".")[2]
        name = next((item.name for item in case.agencies if item.code == code), "")
        return words.LATE_SUM.format(name=name) if name else words.MADE_ROW.format(table=table)
    printed = next((item for item in case.printed_tables if item.id == row.table), None)
    if printed is not None and row.name.startswith(SECTION_ROW):
        headings = [heading for heading, _ in printed.parts]
        number = row.name.removeprefix(SECTION_ROW)
        if number.isdecimal() and 0 < int(number) <= len(headings):
            return words.SECTION_ROW.format(name=headings[int(number) - 1], table=table)
    for summary in printed.summaries if printed is not None else ():
        if row.name == f"{MADE_ROW}{summary.what}":
            name = summary.label or printed_words.SUMMARY_LABELS.get(summary.what, "")
            return words.SUMMARY_ROW.format(name=name, table=table)
    return words.MADE_ROW.format(table=table)
