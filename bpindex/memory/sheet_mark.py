"""The mark in the hidden corner of a made sheet: which sheet it is, of which run.

A sheet is known by it whatever people call the sheet. Once another notice has taken its place
it also bears a seal, which says what stood there at that time.
"""

from typing import NamedTuple

from bpindex.memory.found import KEY

_BETWEEN = ":"


class SheetMark(NamedTuple):
    """The sheet's own title, its run, and its seal, blank while it is the present one."""

    title: str
    run: str
    seal: str = ""

    def __str__(self) -> str:
        """Return the text that `parse` reads; of no run, the bare word."""
        return _BETWEEN.join((KEY, *filter(None, self))) if self.run else KEY

    @classmethod
    def parse(cls, text: object) -> "SheetMark | None":
        """Return the mark of a corner's text, None for none: sheets of old have but the word."""
        word, *parts = str(text).split(_BETWEEN)
        return cls(*parts) if word == KEY and len(parts) in (2, 3) else None


def is_corner(text: object) -> bool:
    """Return whether a text of the hidden row stands in the corner, above the keys of the rows."""
    return text == KEY or SheetMark.parse(text) is not None
