"""Formulas that know the value they will show: each is put together of others that do."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Expr:
    """A part of a formula, and its value as long as nothing is changed."""

    text: str
    value: Any

    @property
    def formula(self) -> str:
        """The formula of a cell that shows it."""
        return f"={self.text}"

    def equals(self, other: object) -> "Expr":
        """Return whether it is the same as another one."""
        right = of(other)
        return Expr(f"{self.text}={right.text}", self.value == right.value)

    def above(self, other: object) -> "Expr":
        """Return whether it is more than another one."""
        right = of(other)
        return Expr(f"{self.text}>{right.text}", self.value > right.value)

    def minus(self, other: "Expr") -> "Expr":
        """Return how much more than another one it is."""
        return Expr(f"({self.text}-{other.text})", self.value - other.value)


def of(value: object) -> Expr:
    """Return an expression as it is, a text or a number as one."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return Expr(f'"{doubled}"', value)
    return Expr(str(value), value)


def when(condition: Expr, then: object, otherwise: object) -> Expr:
    """Return what a formula shows in either case."""
    yes, no = of(then), of(otherwise)
    text = f"IF({condition.text},{yes.text},{no.text})"
    return Expr(text, yes.value if condition.value else no.value)


def either(*conditions: Expr) -> Expr:
    """Return whether one of some conditions holds."""
    text = ",".join(item.text for item in conditions)
    return Expr(f"OR({text})", any(item.value for item in conditions))


def both(*conditions: Expr) -> Expr:
    """Return whether all of some conditions hold."""
    text = ",".join(item.text for item in conditions)
    return Expr(f"AND({text})", all(item.value for item in conditions))


def filled(sentence: str, **values: Expr) -> Expr:
    """Return a sentence with expressions in the place of its {names}."""
    parts, rest = [], sentence
    while rest:
        before, is_open, behind = rest.partition("{")
        if before:
            parts.append(of(before))
        name, _, rest = behind.partition("}")
        if is_open:
            parts.append(values[name])
    text = "&".join(part.text for part in parts) + '&""' * (len(parts) == 1)
    return Expr(text, "".join(str(part.value) for part in parts))


def linked(title: str, shown: Expr) -> Expr:
    """Return a link to a sheet of the workbook."""
    return Expr(f"HYPERLINK(\"#'{title}'!A1\",{shown.text})", shown.value)
