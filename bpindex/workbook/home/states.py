"""The tiles and the steps of Trang chính: what each says, and in which state it is."""

from dataclasses import dataclass

from bpindex.words import home as texts
from bpindex.words.functions import UPDATE_MARK
from bpindex.words.workbook import NOTICE_SHEET
from bpindex.workbook import guide
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, both, either, filled, linked, of, when
from bpindex.workbook.home.facts import Facts

# Of a step: the next one; the next one and in trouble; in trouble; done; waiting. Or none.
STATES = ("ke", "kex", "loi", "xong", "cho")
_NEXT, _NEXT_BAD, _BAD, _DONE, _WAITING = STATES


@dataclass(frozen=True)
class StatusTile:
    """A figure of the month over some units: label, value, hint, and its state."""

    first: int
    last: int
    label: str
    value: Expr
    hint: Expr
    state: Expr
    size: int = 20
    corner: Expr | None = None


@dataclass(frozen=True)
class Step:
    """A step of the month: its name, state and hint in words, and the key of its look."""

    name: Expr
    state: Expr
    hint: Expr
    key: Expr


def tiles(contents: Contents, facts: Facts) -> list[StatusTile]:
    """Return the row of figures."""
    title = {name: sheet.title for name, sheet in contents.layout.sheets.items()}
    lacking, made, changed = facts["lacking"], facts["made"], facts["changed"]
    done = facts["asked"].minus(lacking)
    hint = when(lacking.above(0), filled(texts.AGENCIES_SOME, count=lacking), texts.AGENCIES_ALL)
    by = facts["trail by"]
    who = when(
        changed.equals(1), *(filled(t, by=by) for t in (texts.NOTICE_CHANGED, texts.NOTICE_BY))
    )
    closed, amended = facts["closed"].equals(1), facts["amended"].above(0)
    told = when(made.above(0), linked(NOTICE_SHEET, who), texts.NOTICE_HINT)
    told = when(closed, texts.CLOSED_HINT, when(amended, texts.AMENDED, told))
    at = _moment(facts["trail on"])
    value = when(closed, filled(texts.CLOSED_AT, at=at), when(made.above(0), at, texts.NOTICE_NOT))
    mark = filled(texts.MARK, mark=_cut(facts["trail fingerprint"], 8))
    register = {name: facts[name] for name in ("review", "elsewhere")}
    runs = Expr(f'IFERROR(LEFT({guide.STATE},{len(texts.RUNS_MARK)}),"#")', "")
    word = when(
        runs.equals(texts.RUNS_MARK),
        texts.RUNS,
        when(runs.equals("#"), texts.RUNS_NOT, texts.RUNS_UNKNOWN),
    )
    behind = f'FIND("{UPDATE_MARK}",{guide.STATE})+{len(UPDATE_MARK)}'
    new = Expr(f'IFERROR(MID({guide.STATE},{behind},20),"")', "")
    newer = filled(texts.UPDATE_MORE, version=new)
    return [
        StatusTile(
            1,
            1,
            texts.AGENCIES,
            filled("{done}/{all}", done=done, all=facts["asked"]),
            linked(title["counts"], hint),
            when(lacking.above(0), _WAITING, ""),
        ),
        _found(facts, title["findings"], 2, "problems", texts.PROBLEMS, _BAD),
        _found(facts, title["findings"], 3, "warnings", texts.WARNINGS, _WAITING),
        StatusTile(
            4,
            5,
            texts.CORRECTIONS,
            filled("{count}", count=facts["corrections"]),
            filled(texts.CORRECTIONS_HINT, **register),
            when(facts["review"].above(0), _WAITING, ""),
        ),
        StatusTile(
            6,
            7,
            texts.NOTICE,
            value,
            told,
            when(either(closed, both(made.above(0), changed.equals(1))), _WAITING, ""),
            14,
            when(facts["trail fingerprint"].equals(""), "", mark),
        ),
        StatusTile(
            8,
            8,
            texts.PYTHON,
            word,
            linked(title["guide"], when(new.equals(""), texts.STATE_MORE, newer)),
            when(runs.equals("#"), _BAD, ""),
            12,
        ),
    ]


def _found(facts: Facts, sheet: str, unit: int, name: str, label: str, state: str) -> StatusTile:
    """Return the tile of what the last check found of one level."""
    count, checked = facts[name], facts["checked"].above(0)
    hint = when(count.above(0), texts.SEE_FINDINGS, texts.NO_FINDINGS)
    return StatusTile(
        unit,
        unit,
        label,
        when(checked, filled("{count}", count=count), texts.UNKNOWN),
        linked(sheet, when(checked, hint, texts.NOT_CHECKED)),
        when(count.above(0), state, ""),
    )


def _cut(text: Expr, length: int, first: int = 1) -> Expr:
    value = text.value[first - 1 : first - 1 + length]
    return Expr(f"MID({text.text},{first},{length})", value)


def _moment(stamp: Expr) -> Expr:
    """Return a moment of the trail, such as 02/03/2024 09:30, in words."""
    parts = {"time": (5, 12), "day": (10, 1)}
    return filled(texts.AT, **{name: _cut(stamp, *place) for name, place in parts.items()})


def steps_hint(contents: Contents, facts: Facts) -> Expr:
    """Return what to do with the steps, or where questions wait before any goes on."""
    waiting = filled(texts.QUESTIONS_WAIT, count=facts["questions"])
    told = linked(contents.layout["imported"].title, waiting)
    return when(facts["questions"].above(0), told, texts.STEPS_HINT)


def steps(contents: Contents, facts: Facts) -> list[Step]:
    """Return the steps; exactly one is the next, the first that can be done now."""
    title = {name: sheet.title for name, sheet in contents.layout.sheets.items()}
    unset, agencies, lacking, begun, checked, problems, warnings, review, count, made = (
        facts[name]
        for name in (
            *("unset", "agencies", "lacking", "begun", "checked", "problems", "warnings"),
            *("review", "corrections", "made"),
        )
    )
    done = {"done": facts["asked"].minus(lacking), "all": facts["asked"]}
    is_whole = both(lacking.equals(0), agencies.above(0))
    is_good = both(checked.above(0), problems.equals(0))
    is_made = both(made.above(0), facts["changed"].equals(0))
    number = when(review.above(0), 4, when(is_made, 6, 5))
    number = when(either(checked.equals(0), problems.above(0)), 3, number)
    asks = facts["questions"].above(0)
    number = when(unset.above(0), 1, when(either(begun.equals(0), asks), 2, number))
    closed = facts["closed"].equals(1)
    number = when(closed, 0, number)
    following = facts.name("next", number.text, number.value)

    def step(place: int, state: Expr, hint: Expr, otherwise: Expr, sheet: str = "") -> Step:
        """Return a step; those that only show a sheet are links to it."""
        name = of(list(texts.STEPS.values())[place - 1])
        is_next = following.equals(place)
        key = when(is_next, when(otherwise.equals(_BAD), _NEXT_BAD, _NEXT), otherwise)
        if sheet:
            return Step(linked(sheet, name), linked(sheet, state), linked(sheet, hint), key)
        return Step(name, state, hint, key)

    def after(place: int, is_there: Expr, told: str) -> Expr:
        return when(is_there, told, texts.AFTER_STEP.format(step=place))

    some = when(begun.above(0), filled(texts.IMPORT_SOME, **done), texts.IMPORT_NONE)
    waits = when(both(begun.above(0), lacking.above(0)), 1, 0).equals(1)
    found = when(problems.above(0), filled(texts.CHECK_BAD, count=problems), texts.CHECK_DONE)
    figures = when(
        review.above(0),
        filled(texts.FIGURES_REVIEW, count=review),
        after(3, is_good, texts.FIGURES_DONE),
    )
    again = when(made.above(0), texts.NOTICE_AGAIN, texts.NOTICE_TO_MAKE)
    return [
        step(
            1,
            when(unset.equals(0), texts.SETTINGS_DONE, filled(texts.SETTINGS_NOT, count=unset)),
            of(texts.SETTINGS_HINT),
            when(unset.equals(0), _DONE, _BAD),
            title["settings"],
        ),
        step(
            2,
            when(
                asks,
                filled(texts.IMPORT_ASKS, count=facts["questions"]),
                when(is_whole, filled(texts.IMPORT_DONE, **done), some),
            ),
            when(
                asks,
                texts.IMPORT_ANSWER,
                when(waits, filled(texts.IMPORT_WAITS, count=lacking), texts.IMPORT_HINT),
            ),
            when(asks, _WAITING, when(is_whole, _DONE, when(begun.above(0), _WAITING, ""))),
        ),
        step(
            3,
            when(checked.equals(0), texts.NOT_CHECKED, found),
            when(checked.equals(0), texts.CHECK_FIRST, filled(texts.CHECK_HINT, count=warnings)),
            when(checked.equals(0), "", when(problems.above(0), _BAD, _DONE)),
        ),
        step(
            4,
            figures,
            filled(texts.FIGURES_HINT, count=count),
            when(review.above(0), _WAITING, when(is_good, _DONE, "")),
            title["figures"],
        ),
        step(
            5,
            when(is_made, texts.NOTICE_DONE, again),
            of(texts.NOTICE_STEP_HINT),
            when(is_made, _DONE, when(made.above(0), _WAITING, "")),
        ),
        step(6, after(5, is_made, texts.EXPORT_NOW), of(texts.EXPORT_HINT), of("")),
        step(
            7,
            after(5, is_made, texts.EXTRACTS_NOW),
            filled(texts.EXTRACTS_HINT, count=agencies),
            of(""),
        ),
        step(
            8,
            when(closed, texts.CLOSED_STATE, texts.NEXT_STATE),
            of(texts.NEXT_HINT),
            when(closed, _DONE, ""),
        ),
    ]
