"""Colours as a workbook writes them to what they look like: theme, palette, automatic ones."""

import colorsys
from collections.abc import Sequence
from typing import Any

from defusedxml.ElementTree import fromstring

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# How a theme names the colours that cells know by their numbers.
_NAMES = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


class Colours:
    """The colours of one workbook: its theme part and its palette."""

    def __init__(self, theme: bytes, palette: Sequence[str]) -> None:
        self._theme = _theme_colours(theme) if theme else []
        self._palette = palette

    def rgb(self, colour: Any) -> str:
        """Return a cell's colour as six hexadecimal digits, blank for an automatic one."""
        found = ""
        if colour is None or colour.type == "auto":
            return found
        value = colour.value
        if colour.type == "rgb":
            found = value
        elif colour.type == "theme" and value < len(self._theme):
            found = self._theme[value]
        elif colour.type == "indexed" and value < len(self._palette):
            # What comes behind the palette is the system's own: automatic.
            found = self._palette[value]
        return _tinted(found[-6:].upper(), colour.tint) if found else ""


def _theme_colours(theme: bytes) -> list[str]:
    """Return the colours of a theme part by their numbers, blank where it names none."""
    scheme = fromstring(theme).find(f".//{_DRAWING}clrScheme")
    found = []
    for name in _NAMES:
        colour = scheme.find(f"{_DRAWING}{name}/*") if scheme is not None else None
        # A colour of the system says what it was when the file was written.
        known = () if colour is None else (colour.get("lastClr"), colour.get("val"))
        found.append(next(filter(None, known), ""))
    return found


def _tinted(rgb: str, tint: float) -> str:
    """Return a colour made darker by a negative tint, lighter by a positive one."""
    if not tint:
        return rgb
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
