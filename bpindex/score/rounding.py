"""Half-up rounding of exact fractions, done once, when a figure is printed."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Return `value` rounded to `decimals` places, ties away from zero.

    Works on whole numbers only, so that no binary fraction can tip a tie.
    """
    scaled, parts = abs(value.numerator) * 10**decimals, value.denominator
    units = (2 * scaled + parts) // (2 * parts)
    return Decimal(f"{'-' if value < 0 else ''}{units}E-{decimals}")


def print_number(value: Fraction, decimals: int, decimal_mark: str = ",") -> str:
    """Return the printed text of `value`: rounded half-up, trailing zeros dropped."""
    text = f"{round_half_up(value, decimals):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(".", decimal_mark)


def print_fixed(value: Decimal | Fraction, decimals: int, decimal_mark: str = ".") -> str:
    """Return `value` with exactly `decimals` places, rounded half-up, for points as printed."""
    text = f"{round_half_up(Fraction(value), decimals):f}"
    is_zero = not text.strip("-0.")
    return text.lstrip("-" if is_zero else "").replace(".", decimal_mark)
