"""Half-up rounding of exact fractions, done once, when a figure is printed."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Return `value` rounded to `decimals` places, ties away from zero.

    Works on whole numbers only, so that no binary fraction can tip a tie.
    """
    scaled = abs(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-units if value < 0 else units).scaleb(-decimals)


def print_number(value: Fraction, decimals: int, decimal_mark: str = ",") -> str:
    """Return the printed text of `value`: rounded half-up, trailing zeros dropped."""
    text = f"{round_half_up(value, decimals):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(".", decimal_mark)


def print_fixed(value: Decimal, decimals: int, decimal_mark: str = ".") -> str:
    """Return `value` with exactly `decimals` places, rounded half-up, for points as printed."""
    with localcontext() as context:
        context.prec = 50
        rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", decimal_mark)
