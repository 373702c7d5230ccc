"""The names by which everything that prints is known: columns, kinds of blocks, agencies.

They stand in files, in hidden rows and columns and in the register, and never on paper.
"""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

from bpindex.case.records import LateDossier
from bpindex.codec.fields import field_names
from bpindex.index.definition import IndexSet
from bpindex.words import case as case_words

# Table, agency, column: where a printed text or a count belongs.
Key = tuple[str, str, str]
# The agency code under which the province row of a table is known.
PROVINCE = "tinh"
# The agency of a merged cell, which belongs to all.
ALL = "*"
# Column keys: group id + one of these endings, as in the published tables.
PRIOR = "_nam_truoc"
MONTH = "_thang"
# Typed points of a group or a component: its id + this ending.
POINTS = "_diem"
# Beside the counts and the typed figures of an agency.
AGENCY_COLUMN = "agency"
# What it is called, beside it on the sheets.
AGENCY_NAME_COLUMN = "agency_name"
# What it was called when its code was written last, wherever codes are out of sight.
KNOWN_NAME = "known_name"
# Columns of a table beside its figures, as they stand in the hidden key row of the sheet.
STT_COLUMN = "stt"
NAME_COLUMN = "agency"
NOTE_COLUMN = "note"
# Words of a table's header beside those of its columns.
TITLE_COLUMN = "title"
SECTION_COLUMN = "section"
GROUP_COLUMN = "group."
# Words over several columns that have no other name: the level, then the first of these.
HEADER_SPAN = "head"
# The appendix is arranged as one more table.
APPENDIX = "phu-luc"
# Space left for a number or day to be written in by hand.
WRITE_IN = "\u00a0" * 8


class BlockKind(StrEnum):
    """What a block is; its kind decides how a renderer lays it out."""

    PARENT_BODY = "parent_body"
    ISSUER = "issuer"
    NATIONAL_TITLE = "national_title"
    MOTTO = "motto"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    TITLE = "title"
    SUBJECT = "subject"
    GROUNDS = "grounds"
    PARAGRAPH = "paragraph"
    TABLE_HEADING = "table_heading"
    TABLE = "table"
    RECIPIENTS_TITLE = "recipients_title"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"
    SIGNATORY = "signatory"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_NAME = "appendix_name"
    APPENDIX_ATTACHED = "appendix_attached"


# What the head and the foot of the notice are made of; all other kinds follow each other.
HEAD_KINDS = (
    BlockKind.PARENT_BODY,
    BlockKind.ISSUER,
    BlockKind.NATIONAL_TITLE,
    BlockKind.MOTTO,
    BlockKind.NUMBER,
    BlockKind.PLACE_DATE,
    BlockKind.TITLE,
    BlockKind.SUBJECT,
)
FOOT_KINDS = (
    BlockKind.RECIPIENTS_TITLE,
    BlockKind.RECIPIENT,
    BlockKind.SIGNATURE,
    BlockKind.SIGNATORY,
)
APPENDIX_KINDS = (
    BlockKind.APPENDIX_TITLE,
    BlockKind.APPENDIX_NAME,
    BlockKind.APPENDIX_ATTACHED,
)


def column_titles(index: IndexSet) -> dict[str, str]:
    """Return the words for the printed columns of an index set by their keys, in order."""
    parts = ((PRIOR, case_words.COLUMN_PRIOR), (MONTH, case_words.COLUMN_MONTH))
    return {
        f"{group.id}{part}": text.format(group=group.name)
        for group in index.groups
        for part, text in parts
    }


def points_titles(index: IndexSet) -> dict[str, str]:
    """Return the words for the columns of typed points by their keys: groups, then components."""
    groups = {
        f"{item.id}{POINTS}": case_words.COLUMN_GROUP_POINTS.format(
            name=item.name, most=f"{item.max_points:f}"
        )
        for item in index.groups
    }
    return groups | {
        f"{item.id}{POINTS}": case_words.COLUMN_POINTS.format(
            id=item.id, name=item.name, most=f"{item.max_points:f}"
        )
        for item in index.components
    }


# Of the period before: the total, the rank, and the points of each group behind this.
PREVIOUS_TOTAL, PREVIOUS_RANK, PREVIOUS_POINTS = "total", "rank", "points."


def previous_titles(index: IndexSet) -> dict[str, str]:
    """Return the words for the figures of the period before by their keys, in order."""
    points = {
        f"{PREVIOUS_POINTS}{group.id}": case_words.COLUMN_PREVIOUS_POINTS.format(group=group.name)
        for group in index.groups
    }
    own = {PREVIOUS_TOTAL: case_words.COLUMN_TOTAL, PREVIOUS_RANK: case_words.COLUMN_RANK}
    return {**points, **own}


def appendix_columns() -> tuple[str, ...]:
    """Return the keys of the appendix's columns: a running number, then the dossier's fields.

    The month to which a dossier belongs is the whole appendix's.
    """
    return (STT_COLUMN, *(name for name in field_names(LateDossier) if name != "period"))


def key_text(key: Key) -> str:
    """Return a key as one text."""
    return "\t".join(key)


def code_from(name: str) -> str:
    """Return the code of what is named so: its letters without marks, and digits."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", letters).strip("-") or "don-vi"


def free_code(code: str, used: Collection[str], mark: str = "-") -> str:
    """Return a code, or it with the first number that makes it another than those used."""
    tries = (code, *(f"{code}{mark}{number}" for number in range(2, len(used) + 3)))
    return next(each for each in tries if each not in used)
