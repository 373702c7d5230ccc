"""Half-up rounding against the decimal module and by hand."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.score.rounding import print_fixed, print_number, round_half_up

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**9)
DECIMALS = st.integers(0, 6)


def rounded_by_decimal(value: Fraction, decimals: int) -> Decimal:
    """Return the value as the decimal module rounds it, from 80 exact digits."""
    context = Context(prec=80)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context)


def test_half_up_agrees_with_decimal_on_ten_thousand_random_fractions() -> None:
    random = Random(766)
    ties = 0
    for _ in range(10_000):
        decimals = random.randint(0, 4)
        # Every other denominator is a power of ten, so that there are many ties.
        denominator = random.choice([random.randint(1, 10**6), 2 * 10**decimals])
        value = Fraction(random.randint(-(10**7), 10**7), denominator)
        ties += (value * 10**decimals).denominator == 2
        assert round_half_up(value, decimals) == rounded_by_decimal(value, decimals)
    assert ties > 1_000


@given(FRACTIONS, DECIMALS)
def test_half_up_is_never_off_by_more_than_half_a_unit(value: Fraction, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**decimals)
    assert rounded.as_tuple().exponent == -decimals


@given(FRACTIONS, DECIMALS)
def test_half_up_of_a_negative_value_mirrors_the_positive_one(
    value: Fraction, decimals: int
) -> None:
    assert round_half_up(-value, decimals) == -round_half_up(value, decimals)


@given(st.lists(FRACTIONS, min_size=2, max_size=2), DECIMALS)
def test_half_up_keeps_the_order(values: list[Fraction], decimals: int) -> None:
    low, high = sorted(values)
    assert round_half_up(low, decimals) <= round_half_up(high, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction("0.05"), 1, "0.1"),
        (Fraction("0.04999999999"), 1, "0.0"),
        (Fraction("2.675"), 2, "2.68"),  # a binary float would give 2.67
        (Fraction("1.005"), 2, "1.01"),
        (Fraction("0.5"), 0, "1"),
        (Fraction("1.5"), 0, "2"),
        (Fraction("2.5"), 0, "3"),
        (Fraction("-0.5"), 0, "-1"),
        (Fraction("-2.675"), 2, "-2.68"),
        (Fraction(600, 7), 2, "85.71"),
        (Fraction(2, 3), 6, "0.666667"),
        (Fraction("99.95"), 1, "100.0"),
        (Fraction(0), 2, "0.00"),
        (Fraction(9_007_199_254_740_993), 0, "9007199254740993"),
        (Fraction("123456789012345678.25"), 1, "123456789012345678.3"),
    ],
)
def test_half_up_check_values(value: Fraction, decimals: int, expected: str) -> None:
    assert str(round_half_up(value, decimals)) == expected


@pytest.mark.parametrize("sign", [1, -1])
def test_half_up_keeps_every_digit_of_a_very_large_value(sign: int) -> None:
    units = 12345678901234567890123456789012345
    value = Fraction(sign * units, 10)
    assert round_half_up(value, 1).as_tuple().digits == tuple(map(int, str(units)))
    assert print_number(value, 1, ".") == f"{'-' * (sign < 0)}{units // 10}.{units % 10}"


@pytest.mark.parametrize(
    ("value", "decimals", "mark", "expected"),
    [
        (Fraction("98.4"), 1, ",", "98,4"),
        (Fraction("98.4"), 1, ".", "98.4"),
        (Fraction("98.40"), 2, ",", "98,4"),
        (Fraction(100), 2, ",", "100"),
        (Fraction(100), 0, ",", "100"),
        (Fraction(10), 1, ",", "10"),
        (Fraction("99.96"), 1, ",", "100"),
        (Fraction(0), 2, ",", "0"),
        (Fraction("0.04"), 1, ",", "0"),
        (Fraction("-0.04"), 1, ",", "0"),
        (Fraction("-0.05"), 1, ",", "-0,1"),
        (Fraction("-12.5"), 1, ",", "-12,5"),
        (Fraction("1000.5"), 1, ",", "1000,5"),
    ],
)
def test_printed_numbers_drop_trailing_zeros_and_take_the_decimal_mark(
    value: Fraction, decimals: int, mark: str, expected: str
) -> None:
    assert print_number(value, decimals, mark) == expected


def test_the_comma_is_the_default_mark_of_figures_and_the_dot_of_points() -> None:
    assert print_number(Fraction("1.5"), 1) == "1,5"
    assert print_fixed(Decimal("1.5"), 1) == "1.5"


@given(FRACTIONS, DECIMALS, st.sampled_from(",."))
def test_a_printed_number_reads_back_as_the_rounded_value(
    value: Fraction, decimals: int, mark: str
) -> None:
    text = print_number(value, decimals, mark)
    assert Decimal(text.replace(mark, ".")) == round_half_up(value, decimals)
    assert text != "-0"
    if mark in text:
        assert not text.endswith(("0", mark))
    assert not set(text) - set("-0123456789" + mark)


@pytest.mark.parametrize(
    ("value", "decimals", "mark", "expected"),
    [
        ("6", 1, ".", "6.0"),
        ("8.3", 1, ".", "8.3"),
        ("17.85", 1, ".", "17.9"),
        ("17.95", 1, ",", "18,0"),
        ("0", 1, ".", "0.0"),
        ("15.5", 0, ".", "16"),
        ("1E+1", 1, ".", "10.0"),
        ("12345678901234567890123456789.05", 1, ".", "12345678901234567890123456789.1"),
    ],
)
def test_points_print_with_exactly_as_many_decimals_as_asked(
    value: str, decimals: int, mark: str, expected: str
) -> None:
    assert print_fixed(Decimal(value), decimals, mark) == expected


def test_points_that_round_to_zero_print_no_minus_sign() -> None:
    assert print_fixed(Decimal("-0.04"), 1) == "0.0"
