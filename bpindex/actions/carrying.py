"""What belongs to another month is carried over into this one, on a person's word alone."""

from collections.abc import Sequence
from dataclasses import replace

from bpindex.actions.reports import shortened
from bpindex.case.belonging import foreign_of, is_own, of_month, with_own
from bpindex.case.correction import Correction, CorrectionKind, CorrectionState
from bpindex.case.model import Case
from bpindex.case.months import Item, Part
from bpindex.checks.corrections import computed_now
from bpindex.checks.months import columns_named
from bpindex.desk.contract import LONGEST_CONFIRM
from bpindex.desk.moment import Moment, ranges
from bpindex.desk.selection import Spot, register_rows_at
from bpindex.index.periods import shown_month
from bpindex.pipeline import evaluate
from bpindex.register.merging import merge_registers
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import buttons as texts

# What stands on which sheet.
_PARTS = {
    "counts": (Part.COUNTS,),
    "typed": (Part.TYPED, Part.PRIOR, Part.NOTE),
    "late_dossiers": (Part.DOSSIER,),
    "previous": (Part.PREVIOUS,),
    "settings": (
        *(Part.PROVINCE, Part.PRIOR_POINTS, Part.MERGED),
        *(Part.NUMBER, Part.ISSUED, Part.DEADLINE),
    ),
}
_FORM = (CorrectionKind.FORMAT,)
# So many letters of a place, and of the text there where there is room, then where there is less.
_PLACE_LETTERS = 100
_TEXT_LETTERS = (60, 30, 15)


def corrections_to_carry(moment: Moment, spot: Spot) -> list[Correction]:
    """Return the corrections of other months in the selected rows of the register."""
    chosen = register_rows_at(moment, spot)
    return [item for item in chosen if item.in_force and not is_own(moment.case, item)]


def items_to_carry(moment: Moment, spot: Spot) -> dict[str, list[Item]]:
    """Return by sheet what belongs to other months: of the selected sheet, or else of all.

    Where Hồ sơ trễ is selected, those of its rows that are.
    """
    foreign = [each.item for each in foreign_of(moment.case)]
    found = {}
    for name, parts in _PARTS.items():
        if items := [item for item in foreign if item.part in parts]:
            found[moment.layout[name].title] = items
    here = spot.cells.sheet
    if here not in {sheet.title for name, sheet in moment.layout.sheets.items() if name in _PARTS}:
        return found
    own = found.get(here, [])
    # One cell stands for its whole sheet, but not where rows have nothing to do with each other.
    if here == moment.layout["late_dossiers"].title or spot.cells.rows > 1:
        own = [item for item in own if spot.cells.covers(item.row, spot.cells.column)]
    return {here: own} if own else {}


def asked_of_items(case: Case, sheet: str, items: Sequence[Item]) -> str:
    """Return the question whether things of a sheet are wanted this month too, each with place."""
    names = {agency.code: agency.name for agency in case.agencies} | columns_named(case)
    places = (
        texts.CARRY_PLACES[item.part.name].format(
            row=item.row, name=names.get(item.name, item.name)
        )
        for item in items
    )
    month = case.called
    asked = texts.CONFIRM_CARRY.format(count=len(items), sheet=sheet, month=month)
    listed = zip(places, (item.text for item in items), (item.row for item in items), strict=True)
    return _with_lines(asked, [*listed])


def asked_of_corrections(case: Case, chosen: Sequence[Correction]) -> str:
    """Return the question whether corrections are wanted this month too, each in words."""
    listed = [
        (
            texts.CARRY_CORRECTION.format(row=item.row, what=what_is_corrected(case, item)),
            what_it_says(case, item),
            item.row,
        )
        for item in chosen
    ]
    month = case.called
    asked = texts.CONFIRM_CARRY_CORRECTIONS.format(count=len(chosen), month=month)
    return _with_lines(asked, listed)


def _with_lines(asked: str, listed: Sequence[tuple[str, str, int]]) -> str:
    """Return a question with a line for each place, its text and its row.

    The texts are shortened until all fit into a question; where none would be left of them, the
    last lines are told by their rows alone.
    """
    for most in _TEXT_LETTERS:
        lines = [
            texts.CARRY_ITEM.format(what=shortened(place, _PLACE_LETTERS), text=text)
            for place, text in ((place, shortened(text, most)) for place, text, _ in listed)
        ]
        if len("\n".join([asked, *lines])) <= LONGEST_CONFIRM:
            return "\n".join([asked, *lines])
    while True:
        lines.pop()
        left = listed[len(lines) :]
        more = texts.AND_MORE_ROWS.format(count=len(left), rows=ranges([row for *_, row in left]))
        if len(whole := "\n".join([asked, *lines, more])) <= LONGEST_CONFIRM or not lines:
            return whole


def forms_of_last_month(moment: Moment) -> list[Correction]:
    """Return the formats of the notice that stands there, where it is of another month.

    Nothing where this month has formats of its own already.
    """
    case, last = moment.case, moment.reading.month
    has_own = any(item.kind in _FORM for item in of_month(case).corrections)
    if last == case.key or has_own:
        return []
    return [i for i in case.corrections if i.period == last and i.in_force and i.kind in _FORM]


def offer_forms(moment: Moment, case: Case) -> Case:
    """Ask once whether the formats of last month's notice are wanted again."""
    forms = forms_of_last_month(moment)
    other = shown_month(moment.reading.month)
    if forms and moment.desk.confirm(texts.ASK_FORMS.format(count=len(forms), other=other)):
        return with_carried(moment, case, forms)
    return case


def with_carried(moment: Moment, case: Case, chosen: Sequence[Correction]) -> Case:
    """Return a case in which some corrections of other months are in force too.

    Each stays in its own month. One of the same thing that was made this month stays in force
    and is marked to be looked at.
    """
    evaluation = evaluate(case)
    computed = computed_now(evaluation.month, evaluation.notice)
    who = moment.stamp
    fresh = [
        replace(
            item,
            computed=computed.get(item.key, item.computed),
            state=CorrectionState.ACTIVE,
            period=case.key,
            by=who.by,
            on=who.on,
            row=0,
        )
        for item in chosen
    ]
    own = evaluation.month.corrections
    # What was withdrawn earlier this month may be carried over again.
    in_force = [item for item in own if item.in_force]
    merged = merge_registers(in_force, fresh).corrections
    gone = [item for item in own if not item.in_force]
    return replace(case, corrections=with_own(case, [*gone, *merged]))
