"""Random stories over several months: what is typed prints in its own month, and in no other."""

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpindex.actions.carrying import with_carried
from bpindex.case.belonging import by_month
from bpindex.case.correction import Correction, CorrectionState, PrintedFigure, PrintedText
from bpindex.case.keys import ALL, MONTH, PRIOR, Key
from bpindex.edits.taker import Stamp
from bpindex.register.merging import merge_cases, with_changes
from tests.edits.desk import Desk, small_case
from tests.edits.typing_at import place_of

MONTHS = ("2024-02", "2024-03", "2024-04")
BLOCKS = ("intro", "closing", "recipient_1")
ACTIONS = (
    "type", "type", "over", "switch", "generate", "generate", "withdraw",
    "enter", "carry", "merge", "restore",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 999))


class Story:
    """A desk, and what was typed for which month: a person's own account of it."""

    def __init__(self) -> None:
        self.desk = Desk(small_case())
        self.typed: dict[str, dict[Key, str]] = {month: {} for month in MONTHS}
        self.pending: dict[Key, str] = {}
        self.over: dict[Key, str] = {}
        self.count = 0

    @property
    def month(self) -> str:
        return str(self.desk.case.period)

    def keys(self) -> list[Key]:
        """The figures of agencies and some paragraphs of the notice that stands there."""
        keys = [cell.cell.key for cell in self.desk.plans[0].cells if cell.cell.key]
        figures = [k for k in keys if k[1] not in ("", ALL) and k[2].endswith((MONTH, PRIOR))]
        return [*figures, *(("", "", name) for name in BLOCKS)]

    def text(self) -> str:
        self.count += 1
        return f"Chữ số {self.count}"

    def do_type(self, one: int) -> None:
        key = self.keys()[one % len(self.keys())]
        row, column = place_of(self.desk, key)
        text = self.pending[key] = self.text()
        self.desk.main.rows[row].cells[column] = text

    def do_over(self, one: int) -> None:
        figures = [key for key in self.keys() if key[0]]
        key = figures[one % len(figures)]
        text = self.desk.typed_over[key] = self.over[key] = self.text()
        # Typed on the notice of this very month too: the notice has the last word.
        assert text

    def do_switch(self, one: int) -> None:
        self.do_take_over_typed()
        case = self.desk.case
        month = MONTHS[one % len(MONTHS)]
        self.desk.case = replace(case, settings=replace(case.settings, period=month))

    def do_take_over_typed(self) -> None:
        """Figures typed over Bảng điểm belong to the month that is set when they are taken."""
        if self.over:
            self.do_generate(0)

    def do_withdraw(self, one: int) -> None:
        self.do_generate(0)
        corrections = self.desk.case.corrections
        in_force = [item for item in corrections if item.in_force]
        if not in_force:
            return
        gone = in_force[one % len(in_force)]
        left = (
            replace(item, state=CorrectionState.WITHDRAWN) if item is gone else item
            for item in corrections
        )
        self.desk.case = replace(self.desk.case, corrections=tuple(left))
        self.typed[gone.period].pop(gone.key)

    def put(self, corrections: Iterable[Correction]) -> None:
        self.desk.case = replace(self.desk.case, corrections=by_month(corrections))

    def do_enter(self, one: int) -> None:
        """Type an entry into the register by hand, for any month; withdraw the one it replaces."""
        self.do_generate(0)
        key, text = self.keys()[one % len(self.keys())], self.text()
        month = MONTHS[one % len(MONTHS)]
        what = PrintedFigure(*key) if key[0] else PrintedText(*key)
        left = (
            replace(i, state=CorrectionState.WITHDRAWN) if (i.period, i.key) == (month, key) else i
            for i in self.desk.case.corrections
        )
        self.put([*left, Correction(what, "", text, period=month)])
        self.typed[month][key] = text

    def do_carry(self, one: int) -> None:
        """Carry one correction of another month over; one of the same thing of this month stays."""
        self.do_generate(0)
        others = [item for item in self.desk.in_force() if item.period != self.month]
        if others:
            chosen = others[one % len(others)]
            moment: Any = SimpleNamespace(stamp=Stamp("Ánh", "2024-04-01 08:00"))
            self.desk.case = with_carried(moment, self.desk.case, [chosen])
            self.typed[self.month].setdefault(chosen.key, chosen.corrected)

    def do_merge(self, one: int) -> None:
        """Merge a colleague's copy, who entered something by hand since they parted."""
        self.do_generate(0)
        base, ours = self.desk.case, dict(self.typed[self.month])
        self.do_enter(one - one % len(MONTHS) + MONTHS.index(self.month))
        theirs, self.desk.case = self.desk.case, base
        merged, self.typed[self.month] = self.typed[self.month], ours
        known = base if one % 2 else None
        self.desk.case = merge_cases(base, theirs, known).case
        # Without the common base nobody knows who was later: ours prints.
        self.typed[self.month] = merged if known else merged | ours

    def do_restore(self, one: int) -> None:
        """Go back to before the last notice of this month; what was typed since then holds."""
        self.do_generate(0)
        before, kept = self.desk.case, {m: dict(typed) for m, typed in self.typed.items()}
        self.do_type(one)
        self.do_generate(0)
        left = self.desk.case
        self.do_enter(one // 2)
        entered = {
            (month, key): text
            for month, typed in self.typed.items()
            for key, text in typed.items()
            if (month, key, text) not in [(i.period, i.key, i.corrected) for i in left.corrections]
        }
        now = self.desk.case.corrections
        corrections, _ = with_changes(before.corrections, left.corrections, now)
        self.put(corrections)
        self.desk.snapshot, self.desk.sheets = None, []
        self.typed = kept
        for (month, key), text in entered.items():
            self.typed[month][key] = text
        self.desk.generate()

    def do_generate(self, one: int) -> None:
        assert self.desk.snapshot is not None
        self.typed[self.month] |= self.over
        self.typed[self.desk.snapshot.period] |= self.pending
        self.over, self.pending = {}, {}
        self.desk.generate()
        self.check()

    def check(self) -> None:
        printed, own = self.desk.printed(), self.typed[self.month]
        strange = {key: text for key, text in printed.items() if "Chữ số" in text}
        assert strange == own
        in_force = {
            month: {i.key: i.corrected for i in self.desk.in_force() if i.period == month}
            for month in MONTHS
        }
        assert in_force == self.typed
        assert self.desk.snapshot is not None and self.desk.snapshot.period == self.month


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=3, max_size=16))
def test_what_is_typed_prints_in_its_own_month_and_in_no_other(
    steps: list[tuple[str, int]],
) -> None:
    story = Story()
    for action, one in steps:
        getattr(story, f"do_{action}")(one)
    story.do_generate(0)
    for month in MONTHS:
        case = story.desk.case
        story.desk.case = replace(case, settings=replace(case.settings, period=month))
        story.do_generate(0)
