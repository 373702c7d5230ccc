"""When a correction has aged, and how it is accepted again."""

from dataclasses import replace

from bpindex.case.correction import AddedRow, Correction, CorrectionState, PrintedFigure
from bpindex.case.rows import RowId
from bpindex.register.ageing import accepted, aged_texts, has_aged, marked

ITEM = Correction(PrintedFigure("so-nganh", "so-y-te", "TD_thang"), "100", "98,5")
NOW = {ITEM.key: "97"}


def test_only_a_text_in_force_ages_against_what_is_computed_now() -> None:
    assert has_aged(ITEM, NOW)
    assert not has_aged(ITEM, {ITEM.key: "100"})
    assert not has_aged(ITEM, {}), "what is computed no more has not aged"
    assert not has_aged(replace(ITEM, state=CorrectionState.WITHDRAWN), NOW)
    row = Correction(AddedRow(RowId.block("+1")), "", "Một câu.")
    assert not has_aged(row, {row.key: "khác"})


def test_what_has_aged_is_marked_and_told_with_what_is_computed_now() -> None:
    other = replace(ITEM, what=PrintedFigure("so-nganh", "so-y-te", "CK_thang"))
    assert marked([ITEM, other], NOW) == (replace(ITEM, state=CorrectionState.REVIEW), other)
    assert aged_texts([ITEM, other], NOW) == NOW


def test_setting_it_to_in_force_again_accepts_what_was_told_and_nothing_newer() -> None:
    assert accepted([ITEM], NOW, NOW) == [replace(ITEM, computed="97")]
    waiting = replace(ITEM, state=CorrectionState.REVIEW)
    assert accepted([waiting], NOW, NOW) == [waiting]
    assert accepted([ITEM], {}, NOW) == [ITEM]
    assert accepted([ITEM], NOW, {ITEM.key: "96"}) == [ITEM]
