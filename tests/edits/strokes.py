"""What moves the visible cells and leaves their hidden keys behind: shift, sort, paste, wipe.

After each of them a notice is made: what was typed stays where it was typed, the printed rows are
those that were seen, and nothing computed is in the register as typed.
"""

from collections import Counter
from typing import Any

from bpindex.case.keys import PROVINCE
from bpindex.case.rows import RowId
from bpindex.compare.shown import shown_as
from bpindex.memory.found import visible
from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Row
from tests.edits.hands import ADDED_NAME, Hands

# What of a row moves when its visible cells are shifted.
_VISIBLE = ("cells", "spans", "looks", "bold", "tall", "comments")
# So many pasted cells, with so many different texts, are a stretch that nobody typed.
_STRETCH, _TEXTS = 3, 2


class Strokes(Hands):
    """Plays one stroke and makes the notice."""

    # What is to be read on the next notice, where that is not what stands on the sheet.
    expected: list[tuple[str, ...]] | None = None

    def do_generate(self, one: int, two: int) -> None:
        raise NotImplementedError

    def keyless(self, expected: list[tuple[str, ...]]) -> None:
        self.edited = True
        self.expected = expected
        self.do_generate(0, 0)
        self.expected = None

    def part_alike(self) -> None:
        """Make the notice if an added row is called like another one.

        Only their keys part the two: what is typed into one and leaves its key is of either.
        """
        names = {k: t for k, t in self.desk.printed().items() if k[2] == "agency" or not k[0]}
        times = Counter((key[0], text) for key, text in names.items())
        if any(RowId.holding(k).added_number and times[k[0], t] > 1 for k, t in names.items()):
            self.do_generate(0, 0)

    def do_insert_in_table(self, one: int, two: int) -> None:
        """Make the notice first if an added row of that very name was renamed since.

        Without a key the new one is taken for it by its name; the print is what was seen.
        """
        printed = self.desk.printed().items()
        if any(RowId.holding(key).added_number and text == ADDED_NAME for key, text in printed):
            self.do_generate(0, 0)
        super().do_insert_in_table(one, two)

    def do_shift_down(self, one: int, two: int) -> None:
        """Insert cells over the visible columns; the keys stay where they are.

        Make the notice first if a line was deleted: another one put there is as one typed over.
        """
        self.part_alike()
        here = {row.key for row in self.desk.main.rows}
        lines = {row.row.key.text for row in self.desk.plans[0].rows}
        if any(key.startswith("block:") for key in lines - here):
            self.do_generate(0, 0)
        rows = self.desk.main.rows
        places = [place for place in range(1, len(rows)) if not self.in_tall(place)]
        expected = self.desk.shown()
        first = places[one % len(places)]
        self.desk.main.rows.append(Row("", 15.0))
        for place in range(len(rows) - 1, first, -1):
            _set_visible(rows[place], rows[place - 1])
        _set_visible(rows[first], Row("", None))
        self.keyless(expected)

    def do_shift_up(self, one: int, two: int) -> None:
        """Delete the visible cells of a row; what stands below moves up, the keys do not.

        A new line that moves onto the key is as one typed over it, and of the last row nobody can
        say whether its cells were deleted or wiped: both print the same.
        """
        self.do_generate(0, 0)
        places = self.deletable()
        if not places or places[one % len(places)] == self.body_rows()[-1]:
            return
        rows = self.desk.main.rows
        left = [(row.key, row.height) for row in rows]
        self.do_delete(one, two)
        expected = self.desk.shown()
        rows.extend(Row("", 15.0) for _ in range(len(left) - len(rows)))
        for row, (key, height) in zip(rows, left, strict=True):
            row.key, row.height = key, height
        self.keyless(expected)

    def agency_rows(self, table: str) -> list[Row]:
        rows = self.desk.main.rows
        own = [row for row in rows if row.key.startswith(f"row:{table}:")]
        return [row for row in own if not row.key.endswith(f":{PROVINCE}")]

    def free_columns(self, table: str) -> list[int]:
        """Columns of a table whose cells are not merged over its rows."""
        numbers = range(FIRST_COLUMN, max(self.desk.main.columns) + 1)
        merged = self.desk.merged_columns() if table == "so-nganh" else set()
        return [number for number in numbers if number not in merged]

    def do_sort(self, one: int, two: int) -> None:
        """Sort a table without its hidden key column."""
        self.part_alike()
        table = ("so-nganh", "cap-huyen")[one % 2]
        rows = self.agency_rows(table)
        keys = [row.key for row in rows]
        if len(rows) < 2 or len(set(keys)) != len(keys) or any(not row.cells for row in rows):
            return
        by, columns = two % 14 + FIRST_COLUMN, self.free_columns(table)
        order = sorted(range(len(rows)), key=lambda n: str(rows[n].cells.get(by)), reverse=one > 99)
        for name in ("cells", "looks", "bold"):
            old = [dict(getattr(row, name)) for row in rows]
            for row, source in zip(rows, order, strict=True):
                items = {c: v for c, v in old[source].items() if c in columns}
                kept = {c: v for c, v in getattr(row, name).items() if c not in columns}
                setattr(row, name, {**kept, **items})
        self.edited = True
        self.keyless(self.desk.shown())

    def do_paste(self, one: int, two: int) -> None:
        """Copy some visible cells of a row over another row."""
        self.do_generate(0, 0)
        table = ("so-nganh", "cap-huyen")[one % 2]
        rows = [r for r in self.agency_rows(table) if not r.key.partition("+")[1] and r.cells]
        if len(rows) < 2:
            return
        source, target = rows[one % len(rows)], rows[(one + 1 + two % (len(rows) - 1)) % len(rows)]
        columns = self.free_columns(table)[2 + two % 3 :][: 3 + two % 9]
        _, code, agency = target.key.split(":")
        expected = self.desk.shown()
        pasted: dict[str, Any] = {}
        for column in columns:
            name = self.desk.main.columns.get(column)
            if name and shown_as(str(target.cells.get(column) or "")) != shown_as(
                str(source.cells.get(column) or "")
            ):
                pasted[name] = source.cells.get(column)
            target.cells[column] = source.cells.get(column)
        self.edited = True
        texts = {visible(str(value)) for value in pasted.values() if value}
        if len(pasted) >= _STRETCH and len(texts) >= _TEXTS:
            self.keyless(expected)
            return
        for name, value in pasted.items():
            self.note((code, agency, name), value)
        self.do_generate(0, 0)

    def do_lose_keys(self, one: int, two: int) -> None:
        """Wipe the hidden keys of some rows.

        Make the notice first if a line was typed over: without its key it is a new line.
        """
        self.part_alike()
        if any(RowId.holding(key).is_block for key in self.pending):
            self.do_generate(0, 0)
        expected = self.desk.shown()
        rows = self.desk.main.rows
        first = one % len(rows)
        for row in rows[first : first + 1 + two % len(rows)]:
            row.key = ""
        self.keyless(expected)


def _set_visible(row: Row, other: Row) -> None:
    for name in _VISIBLE:
        setattr(row, name, getattr(other, name))
