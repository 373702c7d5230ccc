"""A person who changes notice and data in any order, and what must hold after each notice.

The model beside the desk knows what a person typed and where; it looks at the sheet and at the
register only to compare. It types in the appendix, in headers, signatures and any column of an
added row, merged ones too. What was ever typed must be in the register word for word; a removed row
holds its words one behind the other. Deliberate choices that it allows for:
- headers, gaps, the province's row come back where they belong when they are deleted; title,
  subject and the period note of a table stay where they belong when they are moved;
- several texts typed into one added line outside the tables become one line;
- a row that was cut and pasted keeps its place behind the row above it.
"""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bpindex.case.belonging import dated, of_month
from bpindex.case.correction import CorrectionKind, CorrectionState, Form, RemovedRow
from bpindex.case.folder import case_texts, read_case
from bpindex.case.keys import ALL, APPENDIX, WRITE_IN, Key
from bpindex.case.model import Case
from bpindex.case.rows import RowId
from bpindex.checks.corrections import computed_now, has_effect
from bpindex.index.files import bundled_index_sets
from bpindex.memory.found import same_text, visible
from bpindex.memory.snapshot import dump_snapshot, load_snapshot
from bpindex.page.memory import first_looks
from bpindex.page.textfit import mm_to_pt
from tests.edits.desk import made_of
from tests.edits.registers import Registers
from tests.edits.strokes import Strokes


class Person(Strokes, Registers):
    """Plays the steps, makes notices and checks them."""

    def play(self, step: tuple[str, int, int]) -> None:
        action, one, two = step
        getattr(self, f"do_{action}")(one, two)

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
                if item.key[2].startswith("signature"):
                    self.typed.pop(("", "", "signature"), None)  # one cell shows them all
            elif item.kind is CorrectionKind.ADDED:
                self.on_appendix = [t for t in self.on_appendix if t != item.corrected]
                for key in [
                    k
                    for k in self.typed
                    if (item.key[1] in k[1:2] and item.key[1])
                    or (not item.key[1] and k == item.key)
                ]:
                    self.typed.pop(key)
        self.data_changed = True

    def do_reopen(self, one: int, two: int) -> None:
        """Save and open: the case and the memory as texts, the sheets as they are."""
        self.desk.case = _through_files(self.desk.case)
        assert self.desk.snapshot is not None
        stored = load_snapshot(dump_snapshot(self.desk.snapshot), first_looks())
        assert stored == self.desk.snapshot

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

    def do_generate(self, one: int, two: int) -> None:
        seen = self.expected or self.desk.shown()
        seen = None if self.over or self.as_numbers else seen
        computed = dict(self.desk.composed(self.desk.case).origins.computed)
        printed = self.desk.printed()
        changed = self.data_changed
        was_edited = self.edited
        before = dated(self.desk.case).corrections
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
        result = self.press()
        for key, text in typed.items():
            if text == printed.get(key) and key not in self.over:
                pass  # typed as it stood there
            elif same_text(text, visible(computed.get(key, ""))) and key not in conflicts:
                self.typed.pop(key, None)
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

    def check_form(self) -> None:
        """Every row shows, no sheet is wider than its page, and one does not form the other."""
        for plan in self.desk.plans:
            assert all(row.row.height_pt >= 1 for row in plan.rows if row.row.cells)
            room = mm_to_pt(plan.layout.grid_width_mm)
            assert sum(plan.grid.widths_pt) * plan.scale / 100 <= room
        self.check_filled()
        forms = [item.what for item in self.desk.in_force() if isinstance(item.what, Form)]
        sheets = {form.sheet for form in forms}
        if sheets and APPENDIX not in sheets and len(self.desk.plans) > 1:
            # As wide as its texts ask, whatever a person did to the other sheet.
            kept = [i for i in self.desk.case.corrections if not isinstance(i.what, Form)]
            plain = made_of(replace(self.desk.case, corrections=tuple(kept)))
            assert self.desk.plans[1].widths == plain.plans[1].widths

    def check_filled(self) -> None:
        """Every row of an agency has a cell in every column, of its own or merged over several."""
        plan = self.desk.plans[0]
        filled: defaultdict[int, set[int]] = defaultdict(set)
        for placed in (*plan.cells, *plan.merged):
            cell = placed.cell
            for number in range(placed.number, placed.number + cell.rows):
                filled[number] |= {*range(cell.first, cell.last + 1)}
        for row in plan.rows:
            if row.row.part == "agency":
                assert filled[row.number] >= {*range(len(plan.columns))}, row

    def check(self, seen: list[tuple[str, ...]] | None = None) -> None:
        desk = self.desk
        self.check_form()
        printed = desk.printed()
        if seen is not None:
            signature = {text for key, text in printed.items() if key[2].startswith("signat")}
            assert _lines(desk.shown(), signature) == _lines(seen, signature)
        clean = dict(desk.composed(replace(desk.case, corrections=())).origins.computed)
        counted, of_several = desk.notice.origins.computed, self.of_several()
        for key, text in printed.items():
            if key in self.typed:
                assert text == visible(self.typed[key]), (key, text, self.typed[key])
            elif key in of_several:
                pass  # whose line is whose is tested in test_places
            elif key in clean and key[1] != ALL and not key[2].startswith("+"):
                wanted = visible(clean[key].replace(" ", " "))
                assert _plain(text) == _plain(wanted), (key, text, wanted)
            else:
                assert key in counted or key[1] == ALL or key[0] in ("Thông báo", "Phụ lục"), key
        # Everything ever typed is in the register, in force or withdrawn.
        known = {visible(item.corrected) for item in desk.case.corrections}
        known |= {visible(item.computed) for item in desk.case.corrections}
        # A row that was removed is known by its words, one behind the other.
        known |= {text for item in known for text in item.split(" | ")}
        for text in self.ever:
            assert text in known, text
        self.check_elsewhere()
        identities = [item.identity for item in desk.in_force()]
        assert len(identities) == len(set(identities))
        self.check_effect(printed)
        for item in desk.notice.origins.applied:
            has_aged = item.computed != counted[item.key]
            assert not has_aged or item.state is CorrectionState.REVIEW

    def check_effect(self, printed: dict[Key, str]) -> None:
        """Every text in force prints, or is named as one without effect; those that print are not.

        What was typed in a row that was removed waits with it: the register names the removal.
        """
        notice = self.desk.notice
        computed = computed_now(of_month(self.desk.case), notice)
        removed = {i.what.row for i in self.desk.in_force() if isinstance(i.what, RemovedRow)}
        of_several = self.of_several()
        for item in self.desk.in_force():
            if item.is_text and RowId.holding(item.key) not in removed:
                prints = printed.get(item.key, "") == visible(item.corrected)
                assert has_effect(notice, item, computed) == prints or item.key in of_several
            elif not (item.is_text or RowId.of(item.key).added_number):
                # The removal of a line that people added and withdrew since is named in vain.
                assert has_effect(notice, item, computed), item


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
