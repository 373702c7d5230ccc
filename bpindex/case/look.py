"""Properties of a cell that people changed, as the one text that a correction holds."""

from collections.abc import Mapping


def look_text(look: Mapping[str, str]) -> str:
    """Return properties as one text: "size=12; bold=1"."""
    return "; ".join(f"{name}={value}" for name, value in look.items())


def look_from(text: str) -> dict[str, str]:
    """Return the properties of `look_text`; what is none is left out."""
    pairs = (item.partition("=") for item in text.split(";"))
    return {name.strip(): value.strip() for name, mark, value in pairs if mark}
