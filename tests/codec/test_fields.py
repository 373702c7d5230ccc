"""One conversion of values: what TOML, CSV and sheets hold for a field, and back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest

from bpindex.case.correction import CorrectionState
from bpindex.codec.fields import (
    CSV,
    SHEET,
    TOML,
    Medium,
    cell_text,
    choice_words,
    value_of,
    written,
)
from bpindex.codec.shown import ShownNumber
from bpindex.errors import InputError
from bpindex.index.definition import Basis, Confidence

MEDIA = (TOML, CSV, SHEET)


def test_a_word_is_read_whatever_its_unicode_form_case_and_spaces() -> None:
    for word in ("điểm nhóm", "ĐIỂM NHÓM", " Điểm  nhóm ", normalize("NFD", "điểm nhóm")):
        assert value_of(Basis, word, place, SHEET) is Basis.POINTS
    for word in ("không", "Không", normalize("NFD", "Không ")):
        assert value_of(bool, word, place, SHEET) is False
    for word in ("đã rút", normalize("NFD", "Đã rút")):
        assert value_of(CorrectionState, word, place, CSV) is CorrectionState.WITHDRAWN


def place() -> str:
    return "trang Thiết lập, ô H14"


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize(
    ("hint", "value"),
    [
        (str, " như gõ "),
        (str | None, "x"),
        (int, 7),
        (bool, True),
        (bool, False),
        (Decimal, Decimal("15.5")),
        (Decimal, Decimal(3)),
        (date | None, date(2024, 2, 1)),
        (Basis, Basis.TYPED),
        (Confidence | None, Confidence.HIGH),
    ],
)
def test_a_value_comes_back_from_every_medium(medium: Medium, hint: Any, value: Any) -> None:
    assert value_of(hint, written(value, medium), place, medium) == value


def test_a_list_shares_a_cell_and_is_a_list_in_toml() -> None:
    assert written(("a", "b"), TOML) == ["a", "b"]
    assert written(("a", "b"), SHEET) == written(("a", "b"), CSV) == "a; b"
    assert value_of(tuple[str, ...], " a;;b ", place, CSV) == ("a", "b")


def test_only_sheets_show_choices_by_their_words() -> None:
    assert [written(Basis.RATE, medium) for medium in MEDIA] == ["rate", "rate", "tỷ lệ chỉ số"]
    assert [written(True, medium) for medium in MEDIA] == [True, True, "có"]
    assert choice_words(Basis, SHEET) == ("tỷ lệ chỉ số", "điểm nhóm", "gõ sẵn")
    # A record may hold the choice as any text; its column says which choice it is.
    assert written("typed", SHEET, Basis) == "gõ sẵn"


@pytest.mark.parametrize("found", ["gõ sẵn", " gõ sẵn ", "typed"])
def test_a_sheet_is_read_by_words_and_by_values(found: str) -> None:
    assert value_of(Basis, found, place, SHEET) is Basis.TYPED
    assert value_of(bool, "TRUE", place, SHEET) is value_of(bool, " Có", place, SHEET) is True


@pytest.mark.parametrize(
    ("hint", "found", "medium", "expected"),
    [
        (Basis, "gõ", SHEET, "tỷ lệ chỉ số | điểm nhóm | gõ sẵn"),
        (Basis | None, "gõ sẵn", CSV, "rate | points | typed"),
        (Basis, "gõ sẵn", TOML, "rate | points | typed"),
        (bool, "đúng", SHEET, "có | không"),
        (bool, "có", CSV, "true hoặc false"),
        (int, True, TOML, "một số nguyên"),
        (int, "7", TOML, "một số nguyên"),
        (date, datetime(2024, 2, 1), TOML, "một ngày như 01/02/2024 hoặc 2024-02-01"),
        (Decimal, Decimal("1E+30"), TOML, "một con số"),
        (tuple[str, ...], "a", TOML, "một danh sách"),
    ],
)
def test_what_a_field_cannot_be_is_told_with_what_its_medium_takes(
    hint: Any, found: Any, medium: Medium, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        value_of(hint, found, place, medium)
    assert str(caught.value) == f"{place()}: tìm thấy “{found}”, cần {expected}."


@pytest.mark.parametrize(
    "found", ["05.0", "007,5", "+5", "5.", ".5", "1e1", ShownNumber(5, "05.0")]
)
@pytest.mark.parametrize("medium", [SHEET, CSV])
def test_a_number_that_would_print_otherwise_is_refused(medium: Medium, found: Any) -> None:
    with pytest.raises(InputError, match="một con số"):
        value_of(Decimal, found, place, medium)


@pytest.mark.parametrize("found", ["5.0", "0,50", "-3", 5, 5.25, ShownNumber(5, "5.00"), " 12 "])
def test_a_number_prints_with_the_digits_that_stand_there(found: Any) -> None:
    expected = str(found).strip().replace(",", ".")
    assert str(value_of(Decimal, found, place, SHEET)) in (expected, cell_text(found))
