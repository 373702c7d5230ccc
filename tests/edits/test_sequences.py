"""Long random sequences of what people do: nothing typed is lost, nothing computed is mistaken.

The ordinary run plays 2,000 sequences. As many as one likes:
`BOCHISO_SEQUENCES=50000 python -m pytest tests/edits/test_sequences.py`.

The model beside the desk knows what a person typed and where; it looks at the sheet and at the
register only to compare. Deliberate choices that it allows for:
- headers, gaps, the province's row come back where they belong when they are deleted; title,
  subject and the period note of a table stay where they belong when they are moved;
- several texts typed into one added line outside the tables become one line;
- a row that was cut and pasted keeps its place behind the row above it.
"""

import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bpindex.case.correction import CorrectionKind, CorrectionState
from bpindex.case.folder import case_texts, read_case
from bpindex.case.keys import ALL, PROVINCE, WRITE_IN, Key
from bpindex.case.model import Case
from bpindex.edits.found import FoundCell, same_text, visible
from bpindex.index.files import bundled_index_sets
from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Desk, Row, small_case

SEQUENCES = int(os.environ.get("BOCHISO_SEQUENCES", "2000"))
# They are shared out, so that they can be played side by side; each share has sequences of its own.
SHARES = 8

VALUES: list[Any] = [
    "0", "", None, "1", "1,0", "1.0", 1, 1.0, 0, 98.5, 97.25, "98,5", "98.5", "100", " 100 ",
    "Không có hồ sơ", "Quá hạn 100", "DVCQG không thể hiện", "=1+1", "46.03", "17.9/18",
    unicodedata.normalize("NFD", "Chờ xác minh"), "dòng một\ndòng hai", "Một câu chữ khác hẳn.",
    "Câu dài " * 40, "@x", "-", "'nháy",
]  # fmt: skip
TEXTS = [v for v in VALUES if isinstance(v, str) and v.strip()]
ACTIONS = (
    "generate", "type", "type", "type",
    "retype", "clear", "type_over", "type_over", "insert", "insert",
    "insert_in_table", "insert_blank", "delete", "delete", "move", "move", "copy", "columns",
    "format", "break", "beside", "counts", "counts", "generate", "generate", "generate",
    "withdraw", "withdraw_kind", "reopen", "rebuild", "index", "rename", "as_numbers", "nfd",
)  # fmt: skip
# What always stands in its place, wherever somebody puts it.
STAYING = ("block:title", "block:subject", "block:period_note.")
STEP = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9_999), st.integers(0, 9_999))


def shown_text(value: Any, mark: str) -> str:
    return visible(FoundCell(value).text(mark))


class Person:
    """Plays the steps at a desk and remembers what was typed, by the key of what it is."""

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

    # What a person can point at

    def cells(self) -> list[tuple[int, int, Key]]:
        """Places of the generated cells of the notice that still stand where they were."""
        found = []
        by_key = {row.key: place for place, row in enumerate(self.desk.main.rows) if row.key}
        rows = {p.number: p.row.key.text for p in self.desk.plans[0].rows}
        for placed in self.desk.plans[0].cells:
            key, row = placed.cell.key, rows[placed.number]
            if key is None or row not in by_key or row.startswith("header"):
                continue
            if [r.key for r in self.desk.main.rows].count(row) != 1:
                continue  # somebody copied it
            column = self.column(placed.cell.first)
            if column is not None:
                found.append((by_key[row], column, key))
        parts = [key for _, _, key in found]
        return [item for item in found if parts.count(item[2]) == 1]

    def column(self, place: int) -> int | None:
        name = self.desk.plans[0].columns[place]
        return next((n for n, key in self.desk.main.columns.items() if key == name), None)

    def body_rows(self) -> list[int]:
        """Places of rows that may be cut, copied or deleted as a whole."""
        rows = self.desk.main.rows
        return [
            place
            for place, row in enumerate(rows)
            if row.key.startswith(("row:", "block:"))
            and "|" not in row.key
            and not row.tall
            and not row.key.endswith(f":{PROVINCE}")
            and [r.key for r in rows].count(row.key) == 1
            and sum(
                r.key.partition(":")[2].partition(":")[0] == row.key.partition(":")[2]
                for r in rows
                if r.key.startswith("block:")
            )
            <= 1
        ]

    # Steps

    def play(self, step: tuple[str, int, int]) -> None:
        action, one, two = step
        getattr(self, f"do_{action}")(one, two)

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
            if two % 2 and WRITE_IN not in str(value):
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

    def do_type_over(self, one: int, two: int) -> None:
        keys = [(t, a, f.column) for t, a, f in self.desk.notice.figures() if not a.startswith("+")]
        merged = {(t.id, m.column) for t in self.desk.notice.tables for m in t.merged}
        keys = [key for key in keys if (key[0], key[2]) not in merged]
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
            and not self.in_tall(place)
        ]
        place = places[one % len(places)]
        text = TEXTS[two % len(TEXTS)]
        first = self.column(0) or FIRST_COLUMN
        self.desk.main.insert(place, Row("", 18.0, {first: text}, {first: 15}))
        self.ever.append(visible(text))
        self.edited = True

    def above(self, place: int) -> str:
        """Return the key of the nearest row above that is not an inserted blank one."""
        rows = reversed(self.desk.main.rows[:place])
        return next((row.key for row in rows if row.key or row.texts()), "")

    def in_tall(self, place: int) -> bool:
        """Whether a row inserted here would stand inside cells over several rows."""
        for above, row in enumerate(self.desk.main.rows[:place]):
            if any(above + height > place for height in row.tall.values()):
                return True
        return False

    def do_insert_in_table(self, one: int, two: int) -> None:
        rows = self.desk.main.rows
        places = [
            place
            for place in range(1, len(rows))
            if rows[place].key.startswith("row:")
            and not rows[place].key.endswith(f":{PROVINCE}")
            and rows[place - 1].key.startswith("row:")
            and not self.in_tall(place)
        ]
        names = [self.column(place) for place in (0, 1, 3, 14)]
        if not places or None in names:
            return
        text = TEXTS[two % len(TEXTS)]
        cells = dict(zip(names, ("7", "Đơn vị thêm", text, "mới"), strict=True))
        self.desk.main.insert(places[one % len(places)], Row("", 18.0, cells))
        self.ever += [visible(text), "Đơn vị thêm"]
        self.edited = True

    def do_insert_blank(self, one: int, two: int) -> None:
        rows = self.desk.main.rows
        places = [
            p
            for p in range(1, len(rows))
            if not self.in_tall(p) and not rows[p].key.startswith("header")
        ]
        self.desk.main.insert(places[one % len(places)], Row("", 12.0, {}))

    def do_delete(self, one: int, two: int) -> None:
        # The title stays: lines behind it would close up with the other half of the heading.
        rows = self.desk.main.rows
        places = [place for place in self.body_rows() if rows[place].key != "block:title"]
        if places:
            row = self.desk.main.delete(places[one % len(places)])
            for text in row.texts():
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
            self.ever += Row("", None, dict(cells)).texts()
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
            for name in ("cells", "spans", "looks", "bold", "tall"):
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

    def do_counts(self, one: int, two: int) -> None:
        case = self.desk.case
        row = case.counts[one % len(case.counts)]
        count = list(row.cells)[two % len(row.cells)]
        value = str((one * 7 + two) % 60)
        rows = tuple(
            replace(r, cells={**r.cells, count: value}) if r is row else r for r in case.counts
        )
        self.desk.case = replace(case, counts=rows)
        self.data_changed = True

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

    def do_withdraw(self, one: int, two: int) -> None:
        self.do_generate(0, 0)
        items = self.desk.in_force()
        if items:
            self.withdraw({id(items[one % len(items)])})

    def do_withdraw_kind(self, one: int, two: int) -> None:
        self.do_generate(0, 0)
        items = self.desk.in_force()
        if items:
            kind = items[one % len(items)].kind
            self.withdraw({id(item) for item in items if item.kind is kind})

    def withdraw(self, chosen: set[int]) -> None:
        gone = [item for item in self.desk.case.corrections if id(item) in chosen]
        self.desk.case = replace(
            self.desk.case,
            corrections=tuple(
                replace(item, state=CorrectionState.WITHDRAWN) if id(item) in chosen else item
                for item in self.desk.case.corrections
            ),
        )
        for item in gone:
            if item.kind in (CorrectionKind.FIGURE, CorrectionKind.TEXT):
                self.typed.pop(item.key, None)
            elif item.kind is CorrectionKind.ADDED:
                for key in [
                    k
                    for k in self.typed
                    if (item.key[1] in k[1:2] and item.key[1])
                    or (not item.key[1] and k == item.key)
                ]:
                    self.typed.pop(key)
        self.data_changed = True

    def do_reopen(self, one: int, two: int) -> None:
        """Save and open: the case as texts, the sheets as they are."""
        self.desk.case = _through_files(self.desk.case)

    def do_rebuild(self, one: int, two: int) -> None:
        """Export and build again: a workbook without a generated notice."""
        self.do_generate(0, 0)
        self.desk.case = _through_files(self.desk.case)
        self.desk.snapshot, self.desk.sheets = None, []
        self.desk.generate()
        self.check()

    def do_index(self, one: int, two: int) -> None:
        """Another index set, or another way to print a column."""
        case = self.desk.case
        if one % 3 == 0:
            sets = bundled_index_sets()
            self.desk.case = replace(case, index=sets[two % len(sets)])
        else:
            table = case.settings.tables[one % 2]
            columns = tuple(
                replace(c, decimals=two % 3) if i == two % len(table.columns) else c
                for i, c in enumerate(table.columns)
            )
            tables = tuple(
                replace(t, columns=columns) if t is table else t for t in case.settings.tables
            )
            self.desk.case = replace(case, settings=replace(case.settings, tables=tables))
        self.data_changed = True

    def do_rename(self, one: int, two: int) -> None:
        case = self.desk.case
        agency = case.agencies[one % len(case.agencies)]
        agencies = tuple(
            replace(a, name=f"{agency.name} {two % 3}") if a is agency else a for a in case.agencies
        )
        self.desk.case = replace(case, agencies=agencies)
        self.data_changed = True

    # Generating, and what must hold then

    def do_generate(self, one: int, two: int) -> None:
        seen = None if self.over or self.as_numbers else self.desk.shown()
        computed = dict(self.desk.composed(self.desk.case).origins.computed)
        printed = self.desk.printed()
        changed = self.data_changed
        was_edited = self.edited
        before = self.desk.case.corrections
        typed = {**self.over, **self.pending}
        # What is typed on Bảng điểm and then otherwise on the notice: the notice prints.
        conflicts = {
            k
            for k in self.over
            if k in self.pending
            and self.pending[k] != self.over[k]
            and self.pending[k] != printed.get(k)
        }
        for key in list(typed):
            if key in self.over and self.pending.get(key) == printed.get(key):
                typed[key] = self.over[key]
        result = self.desk.generate()
        for key, text in typed.items():
            if same_text(text, visible(computed.get(key, ""))) and key not in conflicts:
                self.typed.pop(key, None)
            elif text == printed.get(key) and key not in self.over:
                pass  # typed as it stood there
            else:
                self.typed[key] = text
                self.ever.append(text)
        self.ever += [self.over[key] for key in conflicts]
        if not was_edited:
            kinds = {item.kind for item in result.new}
            assert kinds <= {CorrectionKind.FORMAT, CorrectionKind.ADDED}, result.new
            texts = [i for i in result.new if i.kind is CorrectionKind.ADDED and i.corrected]
            assert not texts, texts
            # Which rows count as moved may change when one of several moves is withdrawn.
            other = (CorrectionKind.FORMAT, CorrectionKind.MOVED)
            known = [i for i in before if i.in_force and i.kind not in other]
            now = [i for i in self.desk.in_force() if i.kind not in other]
            keys = {(i.identity, i.corrected) for i in now}
            assert {(i.identity, i.corrected) for i in known} <= keys
        self.pending.clear()
        self.over.clear()
        self.noted.clear()
        self.edited = self.data_changed = self.as_numbers = False
        self.check(None if changed else seen)

    def check(self, seen: list[tuple[str, ...]] | None = None) -> None:
        desk = self.desk
        printed = desk.printed()
        if seen is not None:
            signature = {text for key, text in printed.items() if key[2].startswith("signat")}
            assert _lines(desk.shown(), signature) == _lines(seen, signature)
        clean = dict(desk.composed(replace(desk.case, corrections=())).origins.computed)
        counted = desk.notice.origins.computed
        for key, text in printed.items():
            if key in self.typed:
                assert text == visible(self.typed[key]), (key, text, self.typed[key])
            elif key in clean and key[1] != ALL and not key[2].startswith("+"):
                wanted = visible(clean[key].replace(" ", " "))
                assert _plain(text) == _plain(wanted), (key, text, wanted)
            else:
                assert key in counted or key[1] == ALL or key[0] in ("Thông báo", "Phụ lục"), key
        # Everything ever typed is in the register, in force or withdrawn.
        known = {visible(item.corrected) for item in desk.case.corrections}
        known |= {visible(item.computed) for item in desk.case.corrections}
        for text in self.ever:
            assert text in known or any(text in item for item in known), text
        identities = [item.identity for item in desk.in_force()]
        assert len(identities) == len(set(identities))
        for item in desk.notice.origins.applied:
            has_aged = item.computed != counted[item.key]
            assert not has_aged or item.state is CorrectionState.REVIEW


def _lines(shown: list[tuple[str, ...]], signature: set[str]) -> list[tuple[str, ...]]:
    """Return the rows of tables, and each text outside them by itself.

    What is added in one half of the page closes up with what stands in the other half, and the
    signature stands beside whatever rows the recipients have.
    """
    rows = [tuple(text for text in row if text not in signature) for row in shown]
    parts = [[row] if len(row) > 2 else [(text,) for text in row] for row in rows]
    return [line for part in parts for line in part]


def _plain(text: str) -> str:
    """A space to write in is one space or several."""
    return " ".join(text.replace(WRITE_IN, " ").split())


def _through_files(case: Case) -> Case:
    with TemporaryDirectory() as name:
        folder = Path(name) / "kỳ"
        folder.mkdir()
        for file, text in case_texts(case).items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        return read_case(folder)


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_typed_is_lost_and_nothing_computed_is_taken_for_typed(share: int) -> None:
    play = settings(
        max_examples=len(range(share, SEQUENCES, SHARES)),
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )(given(st.booleans(), st.lists(STEP, min_size=4, max_size=18))(play_through))
    # The ordinary tests always play the same sequences, a number of one's own is drawn anew.
    (play if "BOCHISO_SEQUENCES" in os.environ else seed(share)(play))()


def play_through(late: bool, steps: list[tuple[str, int, int]]) -> None:
    person = Person(late)
    for step in steps:
        person.play(step)
    person.do_generate(0, 0)
    # Nothing is left to do; and with everything withdrawn it is the notice as computed.
    assert person.desk.generate().new == []
    clean = replace(person.desk.case, corrections=())
    person.withdraw({id(item) for item in person.desk.in_force()})
    person.desk.generate()
    assert person.desk.shown() == Desk(clean).shown()
