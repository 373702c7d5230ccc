"""What people do to a notice with their hands: type, insert, delete, move, copy, format."""

import unicodedata
from collections import Counter
from typing import Any

from bpindex.case.keys import PROVINCE, WRITE_IN, Key
from bpindex.memory.found import FoundCell, visible
from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Desk, Row, small_case

VALUES: list[Any] = [
    "0", "", None, "1", "1,0", "1.0", 1, 1.0, 0, 98.5, 97.25, "98,5", "98.5", "100", " 100 ",
    "Không có hồ sơ", "Quá hạn 100", "DVCQG không thể hiện", "=1+1", "46.03", "17.9/18",
    unicodedata.normalize("NFD", "Chờ xác minh"), "dòng một\ndòng hai", "Một câu chữ khác hẳn.",
    "Câu dài " * 40, "@x", "-", "'nháy",
]  # fmt: skip
TEXTS = [v for v in VALUES if isinstance(v, str) and v.strip()]
PAGES = [
    {"paper": "A3"}, {"orientation": "portrait"}, {"left": "12.7"}, {"top": "45", "bottom": "5"},
    {"scale": "80"}, {"paper": "A5", "orientation": "portrait", "right": "90"}, {"scale": "150"},
]  # fmt: skip
# What always stands in its place, wherever somebody puts it.
STAYING = ("block:title", "block:subject", "block:period_note.")


def shown_text(value: Any, mark: str) -> str:
    return visible(FoundCell(value).text(mark))


# What people call a row that they add to a table.
ADDED_NAME = "Đơn vị thêm"


class Hands:
    """Work at a desk and remember what was typed, by the key of what it is."""

    def __init__(self, late: bool) -> None:
        self.desk = Desk(small_case(late))
        self.marks = {t.id: t.decimal_mark for t in self.desk.case.settings.tables}
        # Typed and not yet generated; typed and in force; everything ever typed.
        self.pending: dict[Key, str] = {}
        self.typed: dict[Key, str] = {}
        self.over: dict[Key, str] = {}
        self.ever: list[str] = []
        self.noted: list[str] = []
        # What came about since the notice was made: edits, other data, texts made numbers.
        self.edited = self.data_changed = self.as_numbers = False

    def cells(self) -> list[tuple[int, int, Key]]:
        """Places of the generated cells of the notice that still stand where they were."""
        found = []
        by_key = {row.key: place for place, row in enumerate(self.desk.main.rows) if row.key}
        rows = {p.number: p.row.key.text for p in self.desk.plans[0].rows}
        times = Counter(row.key for row in self.desk.main.rows)
        for placed in (*self.desk.plans[0].cells, *self.desk.plans[0].merged):
            key, row = placed.cell.key, rows[placed.number]
            # On further pages a header stands again: typed there it is the same words.
            if key is None or row not in by_key or row.startswith("header-again"):
                continue
            if times[row] != 1:
                continue  # somebody copied it
            column = self.column(placed.cell.first)
            if column is not None:
                found.append((by_key[row], column, key))
        parts = Counter(key for _, _, key in found)
        return [item for item in found if parts[item[2]] == 1]

    def column(self, place: int) -> int | None:
        name = self.desk.plans[0].columns[place]
        return next((n for n, key in self.desk.main.columns.items() if key == name), None)

    def body_rows(self) -> list[int]:
        """Places of rows that may be cut, copied or deleted as a whole."""
        rows = self.desk.main.rows
        times = Counter(row.key for row in rows)
        return [
            place
            for place, row in enumerate(rows)
            if row.key.startswith(("row:", "block:"))
            and "|" not in row.key
            and not row.tall
            and not row.key.endswith(f":{PROVINCE}")
            and times[row.key] == 1
            and sum(
                r.key.partition(":")[2].partition(":")[0] == row.key.partition(":")[2]
                for r in rows
                if r.key.startswith("block:")
            )
            <= 1
        ]

    def note(self, key: Key, value: Any) -> None:
        self.pending[key] = shown_text(value, self.marks.get(key[0], ","))
        # A fraction prints with the mark of its table, not with that of the program.
        self.as_numbers |= isinstance(value, float) and not value.is_integer()
        self.edited = True

    def do_type(self, one: int, two: int) -> None:
        cells = self.cells()
        if cells:
            place, column, key = cells[one % len(cells)]
            value = VALUES[two % len(VALUES)]
            if key[2] == "subject" and isinstance(value, str) and "Câu dài" in value:
                return
            self.desk.main.rows[place].cells[column] = value
            self.note(key, value)

    def do_retype(self, one: int, two: int) -> None:
        """Type what stands there already, or what is computed."""
        cells = self.cells()
        if cells:
            place, column, key = cells[one % len(cells)]
            row = self.desk.main.rows[place]
            value = row.cells.get(column)
            # Where space is left to write in, what is computed has one blank: the same to it.
            has_space = WRITE_IN in str(value) or key[2] in ("number", "place_date")
            if two % 2 and not has_space:
                value = self.desk.notice.origins.computed.get(key, value)
                if isinstance(value, str):
                    value = value.replace("  ", " ")
            row.cells[column] = value
            self.note(key, value)

    def do_clear(self, one: int, two: int) -> None:
        cells = self.cells()
        if cells:
            place, column, key = cells[one % len(cells)]
            self.desk.main.rows[place].cells[column] = None
            self.note(key, None)

    def figures(self) -> list[Key]:
        """Keys of the figures that stand on Bảng điểm and print by themselves."""
        keys = [(t, a, f.column) for t, a, f in self.desk.notice.figures() if not a.startswith("+")]
        merged = {(t.id, m.column) for t in self.desk.notice.tables for m in t.merged}
        return [key for key in keys if (key[0], key[2]) not in merged]

    def do_type_over(self, one: int, two: int) -> None:
        keys = self.figures()
        if keys:
            key = keys[one % len(keys)]
            value = VALUES[two % len(VALUES)]
            self.desk.typed_over[key] = value
            self.over[key] = shown_text(value, self.marks[key[0]])
            self.edited = True

    def do_insert(self, one: int, two: int) -> None:
        rows = self.desk.main.rows
        places = [
            place
            for place in range(1, len(rows))
            if not rows[place].key.startswith(("header", "rule"))
            and not self.above(place).startswith(("header", "rule"))
        ]
        place = places[one % len(places)]
        text = TEXTS[two % len(TEXTS)]
        if visible(text) in self.added_lines():
            return  # of two lines that read alike, which one is wiped later nobody can know
        first = self.column(0) or FIRST_COLUMN
        self.desk.main.insert(place, Row("", 18.0, {first: text}, {first: 15}))
        self.ever.append(visible(text))
        self.edited = True

    def added_lines(self) -> set[str]:
        """Return the texts of the lines outside the tables that were added before.

        And of those that always come back: one that is gone and put elsewhere is the same line.
        """
        here = {row.key for row in self.desk.main.rows}
        return {
            text
            for (table, _, name), text in self.desk.printed().items()
            if not table
            and (
                name.startswith("+")
                or (f"block:{name}".startswith(STAYING) and f"block:{name}" not in here)
            )
        }

    def above(self, place: int) -> str:
        """Return the key of the nearest row above that is not an inserted blank one."""
        rows = reversed(self.desk.main.rows[:place])
        return next((row.key for row in rows if row.key or row.texts()), "")

    def in_tall(self, place: int, column: int = 0) -> bool:
        """Whether a row inserted here would stand inside cells over several rows."""
        for above, row in enumerate(self.desk.main.rows[:place]):
            tall = (row.tall.get(column, 1),) if column else row.tall.values()
            if any(above + height > place for height in tall):
                return True
        return False

    def do_insert_in_table(self, one: int, two: int) -> None:
        rows = self.desk.main.rows
        places = [
            place
            for place in range(1, len(rows))
            if rows[place - 1].key.startswith("row:")
            and not rows[place].key.startswith("header")
            and not rows[place].key.endswith(f":{PROVINCE}")
        ]
        columns = [number for p in range(15) if (number := self.column(p)) is not None]
        if not places or len(columns) < 15:
            return
        place = places[one % len(places)]
        # A row inserted inside a merged column is merged with it: nobody can type there.
        free = [c for c in columns if not self.in_tall(place, c)]
        # Number and name, and any of the other columns, merged ones below the last row too.
        cells = dict(zip(columns, ("7", ADDED_NAME), strict=False))
        cells |= {c: TEXTS[(two + c) % len(TEXTS)] for c in free[2:] if (one + c * two) % 3 == 0}
        self.desk.main.insert(place, Row("", 18.0, dict(cells)))
        self.ever += [visible(text) for text in cells.values() if text != "7"]
        self.edited = True

    def do_insert_blank(self, one: int, two: int) -> None:
        rows = self.desk.main.rows
        places = [p for p in range(1, len(rows)) if not rows[p].key.startswith("header")]
        self.desk.main.insert(places[one % len(places)], Row("", 12.0, {}))

    def deletable(self) -> list[int]:
        """Places of rows to delete, without the title's.

        Lines behind it would close up with the other half of the heading.
        """
        rows = self.desk.main.rows
        return [place for place in self.body_rows() if rows[place].key != "block:title"]

    def do_delete(self, one: int, two: int) -> None:
        places = self.deletable()
        if places:
            row = self.desk.main.delete(places[one % len(places)])
            for text in (*row.texts(), *row.comments.values()):
                if text in self.noted:
                    # Noted beside the row and gone with it, before anything was made of it.
                    self.noted.remove(text)
                    self.ever.remove(text)
            self.edited = True
            gone = {
                p.cell.key
                for p in self.desk.plans[0].cells
                if p.cell.key is not None and self.row_of(p.number) == row.key
            }
            for key in gone:
                self.pending.pop(key, None)
                self.over.pop(key, None)
                self.desk.typed_over.pop(key, None)

    def row_of(self, number: int) -> str:
        return next(p.row.key.text for p in self.desk.plans[0].rows if p.number == number)

    def do_move(self, one: int, two: int) -> None:
        rows = self.desk.main.rows
        places = [p for p in self.body_rows() if not rows[p].key.startswith(STAYING)]
        if not places:
            return
        place = places[one % len(places)]
        key = rows[place].key
        kind = ":".join(key.split(":")[:2]) if key.startswith("row:") else "block"

        def may_stand(target: int) -> bool:
            if self.in_tall(target) or rows[target].key.startswith(("header", "rule")):
                return False
            above = rows[target - 1].key
            if kind != "block":
                return above.startswith(f"{kind}:") and not above.endswith(f":{PROVINCE}")
            return above.startswith("block:") and "|" not in above and not rows[target - 1].tall

        targets = [t for t in range(1, len(rows)) if may_stand(t) and t not in (place, place + 1)]
        if targets:
            self.desk.main.move(place, targets[two % len(targets)])
            self.edited = True

    def do_copy(self, one: int, two: int) -> None:
        places = [p for p in self.body_rows() if self.desk.main.rows[p].texts()]
        places = [
            p
            for p in places
            if self.desk.main.rows[p].key.startswith("row:")
            and p + 1 < len(self.desk.main.rows)
            and self.desk.main.rows[p + 1].key.startswith("row:")
        ]
        if places:
            place = places[one % len(places)]
            row = self.desk.main.rows[place]
            merged = self.desk.merged_columns() if row.key.startswith("row:so-nganh") else set()
            cells = {c: v for c, v in row.cells.items() if c not in merged}
            self.desk.main.insert(place + 1, Row(row.key, row.height, cells, dict(row.spans)))
            # A number prints with the mark of its table.
            mark = self.marks[row.key.split(":")[1]]
            self.ever += filter(None, (shown_text(value, mark) for value in cells.values()))
            self.edited = True

    def do_columns(self, one: int, two: int) -> None:
        """Insert a column, or drag one wider."""
        sheet = self.desk.main
        if one % 2:
            number = FIRST_COLUMN + two % len(self.desk.plans[0].columns)
            sheet.widths[number] = sheet.widths.get(number, 8.0) + 3
            return
        at = 4 + two % 6
        sheet.columns = {n + (n >= at): k for n, k in sheet.columns.items()}
        sheet.widths = {n + (n >= at): w for n, w in sheet.widths.items()}
        for row in sheet.rows:
            for name in ("cells", "spans", "looks", "bold", "tall", "comments"):
                items = getattr(row, name)
                setattr(row, name, {n + (n >= at): v for n, v in items.items()})

    def do_format(self, one: int, two: int) -> None:
        rows = [row for row in self.desk.main.rows if row.looks]
        row = rows[one % len(rows)]
        column = sorted(row.looks)[two % len(row.looks)]
        if two % 3 == 0:
            row.height = (row.height or 15) + 7
        else:
            row.looks[column] = {**row.looks[column], "size": str(9 + two % 5)}

    def do_height(self, one: int, two: int) -> None:
        """Drag the border of any row, gaps and headers too."""
        rows = self.desk.main.rows
        rows[one % len(rows)].height = 5.0 + two % 90

    def do_hide(self, one: int, two: int) -> None:
        """Hide a row, or a column, of any sheet."""
        sheet = self.desk.sheets[two % len(self.desk.sheets)]
        if one % 3:
            sheet.hidden.add(one % len(sheet.rows))
        else:
            sheet.hidden_columns.add(sorted(sheet.widths)[one % len(sheet.widths)])

    def do_filter(self, one: int, two: int) -> None:
        """Filter the table by what stands in it: most rows are hidden."""
        rows = self.desk.main.rows
        self.desk.main.hidden |= {
            place
            for place, row in enumerate(rows)
            if row.key.startswith("row:") and (place + two) % (2 + one % 4)
        }

    def do_widths(self, one: int, two: int) -> None:
        """Drag a column of any sheet much wider or narrower."""
        sheet = self.desk.sheets[one % len(self.desk.sheets)]
        sheet.widths[sorted(sheet.widths)[two % len(sheet.widths)]] = 2.0 + one % 120

    def do_page(self, one: int, two: int) -> None:
        """Set paper, a margin or the scale of a sheet by hand."""
        page = self.desk.sheets[two % len(self.desk.sheets)].page
        page |= PAGES[one % len(PAGES)]

    def do_break(self, one: int, two: int) -> None:
        ends = self.desk.main.ends
        place = one % (len(self.desk.main.rows) - 1)
        ends.symmetric_difference_update({place})

    def do_beside(self, one: int, two: int) -> None:
        rows = [row for row in self.desk.main.rows if row.key.startswith(("row:", "block:"))]
        beside = max(self.desk.main.columns) + 2 + two % 2
        text = TEXTS[two % len(TEXTS)]
        cells = rows[one % len(rows)].cells
        if beside in cells:
            return  # somebody noted something there already
        cells[beside] = text
        self.ever.append(visible(text))
        self.noted.append(visible(text))
        self.edited = True

    def do_as_numbers(self, one: int, two: int) -> None:
        """An office program makes numbers of texts that it was only shown."""
        self.as_numbers = True
        for place, column, key in self.cells():
            value = self.desk.main.rows[place].cells.get(column)
            if key[0] and isinstance(value, str) and key not in self.pending:
                try:
                    number = float(value.replace(",", "."))
                except ValueError:
                    continue
                if value.strip() and "_" not in value and "n" not in value.lower():
                    self.desk.main.rows[place].cells[column] = number

    def do_nfd(self, one: int, two: int) -> None:
        for row in self.desk.main.rows:
            row.cells = {
                c: unicodedata.normalize("NFD", v) + " " * (one % 2) if isinstance(v, str) else v
                for c, v in row.cells.items()
            }
