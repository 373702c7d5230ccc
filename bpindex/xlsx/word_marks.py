"""What the writer of a Word document and its reader share: names, and what is no plain text."""

from enum import StrEnum

# What the bookmarks of ours are called, before their number: Word hides those that begin so.
MARK = "_BCS"
NAMESPACE = "urn:bochiso:word"
MEMORY, BLOCK, ROW, CELL, FIXED = "memory", "text", "row", "cell", "fixed"


class Odd(StrEnum):
    """What a text holds that is no plain text; as the memory names it. In words: `word_file`."""

    RAISED = "raised"
    STRUCK = "struck"
    PALE = "pale"
    HIDDEN = "hidden"
    EQUATION = "equation"
    SYMBOL = "symbol"
    RUBY = "ruby"
    TURNED = "turned"
    NUMBERED = "numbered"
    FIELD = "field"
    TO_CHOOSE = "to_choose"
    UNKNOWN = "unknown"
    TABLE = "table"
    MERGED = "merged"
    SPLIT = "split"
    BROKEN = "broken"
    DRAWN = "drawn"
    NOTE = "note"
    COMMENT = "comment"


# What stands beside a text, which is as plain as it was.
BESIDE = frozenset({Odd.DRAWN, Odd.NOTE, Odd.COMMENT})
