"""Changes to the open workbook that stand all together or not at all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from bpindex.hosts.desk import Desk, Rows


@contextmanager
def all_or_nothing(desk: Desk) -> Iterator["Changes"]:
    """Give the changes of one action; undo them when any of them, or what follows inside, fails."""
    changes = Changes(desk)
    try:
        yield changes
    except BaseException:
        changes.undo()
        raise


class Changes:
    """Changes a workbook through its desk, and remembers for each how it is undone."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._steps: list[Callable[[], None]] = []

    def undo(self) -> None:
        """Undo everything, the last change first; what cannot be undone keeps no other from it."""
        for step in reversed(self._steps):
            with suppress(Exception):
                step()

    def write(self, sheet: str, area: str, rows: Rows, before: Rows) -> None:
        """Write rows over others."""
        self._steps.append(partial(self.desk.write, sheet, area, before))
        self.desk.write(sheet, area, rows)

    def write_formula(self, sheet: str, cell: str, formula: str, text: str) -> None:
        """Give a cell its formula in the place of a text."""
        self._steps.append(partial(self.desk.write, sheet, cell, [[text]]))
        self.desk.write_formula(sheet, cell, formula)

    def write_text(self, sheet: str, cell: str, text: str, formula: str) -> None:
        """Give a cell a text in the place of its formula."""
        self._steps.append(partial(self.desk.write_formula, sheet, cell, formula))
        self.desk.write(sheet, cell, [[text]])

    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet another title."""
        self._steps.append(partial(self.desk.rename_sheet, new_title, title))
        self.desk.rename_sheet(title, new_title)

    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of a workbook file in, each under its new title."""
        self._steps += [partial(self.desk.delete_sheet, title) for title in titles.values()]
        self.desk.bring_in(path, titles, after)
