"""Two registers as one: whatever the order, however often, nothing typed is lost or doubled."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.correction import (
    AddedRow,
    Correction,
    CorrectionState,
    PrintedFigure,
    PrintedText,
    RemovedRow,
)
from bpindex.case.rows import Place, RowId
from bpindex.register.merging import MergedRegister, merge_cases, merge_registers
from tests.strategies import base_case

TABLE, AGENCY = "so-nganh", "so-y-te"
ROW = RowId.row(TABLE, AGENCY)
STAMPS = [("Lan", "2024-03-01 08:00"), ("Minh", "2024-03-01 08:00"), ("", "")]


def figure(text: str, by: str = "Lan", on: str = "2024-03-01 08:00") -> Correction:
    return Correction(PrintedFigure(TABLE, AGENCY, "TD_thang"), "100", text, by=by, on=on)


def line(name: str, text: str, by: str, on: str) -> Correction:
    what = AddedRow(RowId.block(name), Place(RowId.block("closing")))
    return Correction(what, "", text, by=by, on=on)


def added(name: str, text: str, by: str, on: str) -> list[Correction]:
    """Return a row that somebody added to a table, with its two texts."""
    what = AddedRow(RowId.row(TABLE, name), Place(ROW))
    texts = (
        Correction(PrintedFigure(TABLE, name, column), "", value, by=by, on=on)
        for column, value in (("agency", "Đơn vị thêm"), ("TD_thang", text))
    )
    return [Correction(what, "", "", by=by, on=on), *texts]


def removal(by: str = "Minh") -> Correction:
    return Correction(RemovedRow(ROW), "12 | Sở Y tế", "", by=by, on="2024-03-01 09:00")


def prints(merged: MergedRegister) -> list[tuple[str, str]]:
    """Return what prints of a register, free of the names of added rows."""
    texts = ((i.kind.value, i.corrected) for i in merged.corrections if i.in_force)
    return sorted(texts)


def sound(merged: MergedRegister) -> None:
    identities = [item.identity for item in merged.corrections if item.in_force]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("has_base", [True, False])
def test_the_same_colleague_merged_twice_changes_nothing(
    stamp: tuple[str, str], has_base: bool
) -> None:
    base = [line("+1", "Dòng chung", "Lan", "2024-02-01 08:00")] if has_base else []
    mine = [*base, line("+2", "Của tôi", "Lan", "2024-03-01 07:00")]
    theirs = [*base, line("+2", "Của bạn", *stamp), *added("+3", "98,5", *stamp), figure("5")]
    once = merge_registers(mine, theirs, base)
    twice = merge_registers(once.corrections, theirs, base)
    assert twice.corrections == once.corrections
    assert (once.taken, twice.taken) == (5, 0)
    assert not twice.conflicts


def test_a_colleagues_row_that_was_retyped_meanwhile_is_not_taken_again() -> None:
    theirs = [line("+1", "Của bạn", *STAMPS[1]), *added("+2", "98,5", *STAMPS[1])]
    once = merge_registers([line("+1", "Của tôi", *STAMPS[0])], theirs)
    retyped = [
        replace(item, corrected="97") if item.corrected == "98,5" else item
        for item in once.corrections
    ]
    texts = [text for _, text in prints(merge_registers(retyped, theirs))]
    assert texts.count("Của bạn") == texts.count("Đơn vị thêm") == 1


@pytest.mark.parametrize("first_removes", [True, False])
def test_a_row_that_one_removed_and_the_other_corrected_prints_and_is_named(
    first_removes: bool,
) -> None:
    sides = [removal()], [figure("98,5")]
    merged = merge_registers(*(sides if first_removes else sides[::-1]))
    states = {item.kind.value: item.state for item in merged.corrections}
    assert states == {
        "số liệu in": CorrectionState.REVIEW,
        "dòng bỏ": CorrectionState.WITHDRAWN,
    }
    assert len(merged.conflicts) == 1
    again = merge_registers(merged.corrections, sides[1] if first_removes else sides[0])
    assert prints(again) == prints(merged)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_removal_against_a_text_is_named_once_however_often_it_is_merged(
    stamp: tuple[str, str],
) -> None:
    theirs = [Correction(RemovedRow(ROW), "", "", by=stamp[0], on=stamp[1])]
    merged = merge_registers([figure("98,5")], theirs)
    assert (len(merged.corrections), len(merged.conflicts)) == (2, 1)
    again = merge_registers(merged.corrections, theirs)
    assert again.corrections == merged.corrections
    assert len(again.conflicts) == 1


@pytest.mark.parametrize("item", [figure("98,5"), removal()], ids=["figure", "removal"])
@pytest.mark.parametrize("turned", [False, True])
def test_without_a_base_what_one_withdrew_and_the_other_kept_is_named_in_either_order(
    item: Correction, turned: bool
) -> None:
    sides = [replace(item, state=CorrectionState.WITHDRAWN)], [item]
    merged = merge_registers(*(sides[::-1] if turned else sides))
    in_force = [one.state for one in merged.corrections if one.in_force]
    assert (in_force, len(merged.conflicts)) == ([CorrectionState.REVIEW], 1)
    again = merge_registers(merged.corrections, sides[0])
    assert prints(again) == prints(merged)


@pytest.mark.parametrize("turned", [False, True])
def test_what_both_withdrew_and_one_typed_again_is_in_force_without_a_word(turned: bool) -> None:
    gone = replace(figure("98,5"), state=CorrectionState.WITHDRAWN)
    sides = [gone], [gone, figure("98,5", on="2024-03-02 08:00")]
    merged = merge_registers(*(sides[::-1] if turned else sides))
    assert [one.state for one in merged.corrections if one.in_force] == [CorrectionState.ACTIVE]
    assert not merged.conflicts


def test_the_conflict_names_who_removed_the_row() -> None:
    first = replace(base_case(), corrections=(removal(),))
    second = replace(base_case(), corrections=(figure("98,5"),))
    (sentence,) = merge_cases(first, second).conflicts
    assert "bỏ dòng này" in sentence
    assert "98,5" in sentence


@pytest.mark.parametrize("first_withdraws", [True, False])
def test_an_added_line_that_one_withdrew_and_the_other_retyped_prints(
    first_withdraws: bool,
) -> None:
    common = line("+1", "Dòng chung", *STAMPS[0])
    gone = [replace(common, state=CorrectionState.WITHDRAWN)]
    new = Correction(PrintedText("", "", "+1"), "Dòng chung", "Dòng sửa", by="Minh", on="x")
    sides = gone, [common, new]
    merged = merge_registers(*(sides if first_withdraws else sides[::-1]), [common])
    assert [text for _, text in prints(merged)] == ["Dòng sửa", "Dòng chung"]
    assert merged.conflicts
    sound(merged)


def test_what_was_withdrawn_and_typed_again_is_in_force() -> None:
    first = [replace(figure("98,5"), state=CorrectionState.WITHDRAWN), figure("98,5")]
    merged = merge_registers(first, [figure("98,5")], [figure("98,5")])
    assert prints(merged) == [("số liệu in", "98,5")]


TEXTS = st.sampled_from(["5", "98,5", "97"])
CHANGES = st.lists(
    st.one_of(
        st.builds(lambda text, stamp: [figure(text, *stamp)], TEXTS, st.sampled_from(STAMPS)),
        st.builds(
            lambda n, text, stamp: [line(f"+{n}", f"Dòng {text}", *stamp)],
            st.integers(1, 3),
            TEXTS,
            st.sampled_from(STAMPS),
        ),
        st.builds(
            lambda n, text, stamp: added(f"+{n}", text, *stamp),
            st.integers(4, 6),
            TEXTS,
            st.sampled_from(STAMPS),
        ),
        st.just([removal()]),
    ),
    max_size=4,
)


def register(changes: list[list[Correction]]) -> list[Correction]:
    """Return a register in which no two corrections in force are about the same."""
    items: dict[object, Correction] = {}
    for change in changes:
        if not any(item.identity in items for item in change):
            items |= {item.identity: item for item in change}
    return list(items.values())


@given(CHANGES, CHANGES)
def test_merging_in_any_order_and_again(
    one: list[list[Correction]], other: list[list[Correction]]
) -> None:
    first, second = register(one), register(other)
    merged, back = merge_registers(first, second), merge_registers(second, first)
    for result in (merged, back):
        sound(result)
        known = {item.corrected for item in result.corrections}
        assert {item.corrected for item in (*first, *second)} <= known, "nothing is lost"
    if not merged.conflicts:
        assert prints(merged) == prints(back)
    assert bool(merged.conflicts) == bool(back.conflicts)
    again = merge_registers(merged.corrections, second)
    sound(again)
    assert prints(again) == prints(merged)
