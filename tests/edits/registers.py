"""What people do beside the sheets: another month and back, the register, a colleague's copy."""

from copy import deepcopy
from dataclasses import replace

from bpindex.case.correction import (
    AddedRow,
    Correction,
    CorrectionState,
    PrintedFigure,
    PrintedText,
)
from bpindex.case.keys import Key
from bpindex.case.rows import Place, RowId
from bpindex.edits.taker import Harvest
from bpindex.register.merging import merge_cases
from tests.edits.desk import Desk
from tests.edits.elsewhere import Elsewhere

OTHER_MONTH = "2024-03"
# What can be done and undone again before any notice is made.
_UNDONE = ("type", "clear", "insert", "delete", "move", "comment", "merge_cells", "widths", "hide")
_OF_A_PERSON = ("pending", "over", "ever", "noted", "on_appendix", "edited", "as_numbers")


class Registers(Elsewhere):
    """Works in the register, and knows what must print of it."""

    # Whether the period is changed and back before the next notice is made.
    detour = False

    def do_generate(self, one: int, two: int) -> None:
        raise NotImplementedError

    def press(self) -> Harvest:
        """Make the notice; on a detour that of another month first, which holds nothing of ours."""
        if not self.detour:
            return self.desk.generate()
        self.detour, desk = False, self.desk
        own = desk.case.settings
        desk.case = replace(desk.case, settings=replace(own, period=OTHER_MONTH))
        result = desk.generate()
        assert desk.shown() == Desk(replace(desk.case, corrections=())).shown()
        assert OTHER_MONTH not in {item.period for item in desk.case.corrections}
        desk.case = replace(desk.case, settings=own)
        assert desk.generate().new == []
        return result

    def do_month(self, one: int, two: int) -> None:
        """Set another period with what was typed on the notice still to be taken, and back."""
        if self.over or self.data_changed or one % 2:
            self.do_generate(0, 0)
        self.detour = True
        self.do_generate(0, 0)

    def do_undo(self, one: int, two: int) -> None:
        """Do something and take it back with Ctrl-Z."""
        desk, before = self.desk, deepcopy(self.desk.sheets)
        kept = {name: deepcopy(getattr(self, name)) for name in _OF_A_PERSON}
        typed_over = dict(desk.typed_over)
        getattr(self, f"do_{_UNDONE[one % len(_UNDONE)]}")(two, one)
        desk.sheets, desk.typed_over = before, typed_over
        for name, value in kept.items():
            setattr(self, name, value)

    def do_enter(self, one: int, two: int) -> None:
        """Type an entry into the register by hand: no name, no date, no computed value."""
        self.do_generate(0, 0)
        period = ("", str(self.desk.case.period))[two % 2]
        text = self.another("Gõ vào sổ")
        keys = [k for k in self.desk.printed() if k not in self.of_several() and k[2][:1] != "+"]
        if one % 4 == 0:
            # A name that is in use would be refused where the register is read.
            used = [RowId.of(item.key).added_number for item in self.desk.case.corrections]
            row = RowId.block(f"+{100 + self.count + max(used, default=0)}")
            entry = Correction(AddedRow(row, Place(RowId.block("closing"))), "", text)
        else:
            key = keys[one % len(keys)]
            what = PrintedFigure(*key) if key[0] and key[1] else PrintedText(*key)
            entry = Correction(what, "", text)
            self.typed[key] = text
        # Of two entries in force for one thing the older one is withdrawn, by hand too.
        known = [
            replace(item, state=CorrectionState.WITHDRAWN)
            if item.in_force and item.is_text and item.key == entry.key
            else item
            for item in self.desk.case.corrections
        ]
        entry = replace(entry, period=period)
        self.desk.case = replace(self.desk.case, corrections=(*known, entry))
        self.ever.append(text)
        self.data_changed = True

    def do_merge(self, one: int, two: int) -> None:
        """Merge a colleague's copy, with the common base or without, who typed at one figure.

        Where both did since they parted, ours prints and the two are named.
        """
        self.do_generate(0, 0)
        base = self.desk.case
        keys = self.figures()
        if not keys:
            return
        key = keys[one % len(keys)]
        if two % 2:
            self.desk.typed_over[key] = self.over[key] = self.another("Chữ tôi")
            self.edited = True
            self.do_generate(0, 0)
        theirs = Desk(base)
        text = theirs.typed_over[key] = self.another("Chữ bạn")
        theirs.generate()
        known = base if two % 3 else None
        own, common = (_said(case, key) for case in (self.desk.case, base))
        merged = merge_cases(self.desk.case, theirs.case, known)
        is_ours = own is not None and (known is None or own != common)
        if not is_ours:
            self.typed[key] = text
        assert bool(merged.conflicts) == is_ours, merged.conflicts
        again = merge_cases(merged.case, theirs.case, known)
        assert again.case.corrections == merged.case.corrections
        self.desk.case = merged.case
        self.ever.append(text)
        self.data_changed = True


def _said(case: object, key: Key) -> str | None:
    corrections = getattr(case, "corrections", ())
    found = (i for i in corrections if i.in_force and i.is_text and i.key == key)
    return next((item.corrected for item in found), None)
