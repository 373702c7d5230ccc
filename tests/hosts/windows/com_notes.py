# ruff: noqa: N802 - members carry the names that Excel gives them
"""The notes of cells in the fake Excel (Excel's object model calls them comments)."""

from typing import Any

from openpyxl.comments import Comment as FileComment

from tests.hosts.windows.com import Bag, ComObject, Property, method


class CellNote(ComObject):
    """A cell note."""

    _com_class = "Comment"

    def __init__(self, cell: Any) -> None:
        super().__init__(cell._recorder)
        self._cell = cell

    @method
    def Text(self, text: str | None = None) -> str:
        file_cell = self._cell._grid.cell(*self._cell._area[:2])
        if text is not None:
            file_cell.comment = FileComment(text, "")
            self._cell._grid.dirty = True
        return str(file_cell.comment.text) if file_cell.comment else ""

    @Property
    def Shape(self) -> Bag:
        return _shape_of(self._cell._grid.cell(*self._cell._area[:2]).comment, self._recorder)

    @method
    def Delete(self) -> None:
        self._cell._sheet._require("objects")
        self._cell._grid.cell(*self._cell._area[:2]).comment = None


def _shape_of(comment: Any, recorder: Any) -> Bag:
    """Return the box of a note, which stays as long as the note."""
    if not hasattr(comment, "box"):
        comment.box = Bag(recorder, "Shape")
        comment.box._stored["TextFrame"] = Bag(recorder, "TextFrame")
    box: Bag = comment.box
    return box
