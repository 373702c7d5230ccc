"""How letters of a Word document look, by their styles too, and what of it changes what they say.

Looks that leave letters as they read are listed; any other one makes a text no plain one.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from defusedxml.ElementTree import fromstring

from bpindex.xlsx.word_marks import Odd

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EFFECTS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = {"0", "false", "off", "none"}
# A style on a style that is on turns these off again.
_TOGGLES = {"vanish", "strike", "dstrike"}
# Looks in which letters read the same, and marks of tracked changes.
_QUIET = frozenset(
    f"{W}{name}"
    for name in (
        *("rStyle", "b", "bCs", "i", "iCs", "u", "caps", "smallCaps", "outline", "shadow"),
        *("emboss", "imprint", "effect", "em", "bdr", "kern", "lang", "noProof", "snapToGrid"),
        *("webHidden", "szCs", "cs", "rtl", "rPrChange", "ins", "moveTo", "del", "moveFrom"),
        *("vanish", "oMath"),
        # Asked one by one below.
        *("rFonts", "color", "sz", "w", "spacing", "highlight", "shd", "strike", "dstrike"),
        *("vertAlign", "position"),
    )
)
# In half points: smaller letters cannot be read. In hundredths: narrower ones neither.
_TINY, _USUAL, _NARROW = 6, 20, 33
# Twips of a half point; letters closer than a tenth of their height cover each other.
_TWIPS, _CLOSE = 10, 10
# In twips: of lines and rows that are lower, hardly a letter is seen.
_LOW = 100
# What of a paragraph changes how its letters are seen.
_AROUND = ("shd", "spacing")
# Where a style of tables may say how letters look; the name of what holds for all letters.
_OWN, _DEFAULTS = ("rPr", "pPr", "tcPr"), "-"
_BLACK, _WHITE = "000000", "FFFFFF"
# Of letters and their ground; less is not seen on paper.
_LEAST_CONTRAST = 1.5
_HIGHLIGHTS = {
    "black": _BLACK,
    "white": _WHITE,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
# Fonts that show other signs than the letters in them.
_SIGNS = ("symbol", "wingdings", "webdings", "marlett", "mt extra")


class Looks:
    """The looks of letters that change what a text says, by its styles too."""

    def __init__(self, root: Any, body: Any) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._defaults = () if root is None else tuple(root.iterfind(f"{W}docDefaults/*"))
        self._styles = {item.get(f"{W}styleId", ""): item for item in found}
        defaults = (i for i in found if i.get(f"{W}default") in {"1", "true", "on"})
        kinds = {item.get(f"{W}type", ""): item.get(f"{W}styleId", "") for item in defaults}
        self._paragraph = kinds.get("paragraph", "")
        self._known: dict[tuple[Any, ...], tuple[Odd, ...]] = {}
        # Styles are asked over and over.
        self._chain = cache(lambda style: tuple(self._based_on(style)))
        self._by_style = cache(self._of_style)
        self._properties = cache(self._of_letters)
        # Of the paragraphs in tables with a look of their own the style of the table.
        self._tables: dict[Any, str] = {}
        for table in () if body is None else body.iter(f"{W}tbl"):
            style = named(table.find(f"{W}tblPr"), "tblStyle")
            if any(item.find(W + part) is not None for item in self._chain(style) for part in _OWN):
                self._tables |= dict.fromkeys(table.iter(f"{W}p"), style)

    @classmethod
    def of_part(cls, styles: bytes | None, body: Any) -> "Looks":
        """Return the looks of the body of a document, by its part of styles."""
        return cls(fromstring(styles) if styles else None, body)

    def of(self, holder: Any, paragraph: Any, name: str) -> str:
        """Return a property of a run (or of the mark of a paragraph), blank where it is off."""
        items = self._layers(holder, paragraph, "rPr", name)
        own, *styles, usual = (None if item is None else _value(item) for item in items)
        if own is not None:
            return own
        said = [*filter(None, styles)]
        if name in _TOGGLES and not usual and len(said) % 2 == 0:
            return ""
        return next(iter(said), usual or "")

    def is_hidden(self, run: Any, paragraph: Any) -> bool:
        """Return whether a run is hidden, and not deleted."""
        return run.tag == f"{W}r" and bool(self.of(run, paragraph, "vanish"))

    def is_numbered(self, paragraph: Any) -> bool:
        """Return whether Word puts a number or a sign before a paragraph."""
        item = self._first(paragraph, paragraph, "pPr", "numPr")
        return item is not None and named(item, "numId") not in {"", "0"}

    def odd(self, run: Any, paragraph: Any, cell: Any) -> tuple[Odd, ...]:
        """Return in what way the letters of a run are no plain text."""
        around = paragraph.find(f"{W}pPr")
        look = (
            _spelt(run.find(f"{W}rPr")),
            named(around, "pStyle"),
            *(_spelt(None if around is None else around.find(W + name)) for name in _AROUND),
            _spelt(None if cell is None else cell.find(f"{W}tcPr/{W}shd")),
            self._tables.get(paragraph, ""),
        )
        # Most letters look like others.
        if look not in self._known:
            self._known[look] = tuple(self._odd(run, paragraph, cell))
        return self._known[look]

    def _odd(self, run: Any, paragraph: Any, cell: Any) -> Iterator[Odd]:
        if self.of(run, paragraph, "vertAlign") or self.of(run, paragraph, "position"):
            yield Odd.RAISED
        if self.of(run, paragraph, "strike") or self.of(run, paragraph, "dstrike"):
            yield Odd.STRUCK
        if self._is_pale(run, paragraph, cell):
            yield Odd.PALE
        fonts = self._first(run, paragraph, "rPr", "rFonts")
        names = () if fonts is None else (fonts.get(f"{W}ascii"), fonts.get(f"{W}hAnsi"))
        if any((name or "").casefold().startswith(_SIGNS) for name in names):
            yield Odd.SYMBOL
        if any(self._is_unknown(item) for item in self._all(run, paragraph)):
            yield Odd.UNKNOWN

    def _is_pale(self, run: Any, paragraph: Any, cell: Any) -> bool:
        def number(name: str, usual: int) -> int:
            text = self.of(run, paragraph, name)
            return int(text) if text.removeprefix("-").isdecimal() else usual

        size = number("sz", _USUAL)
        if size <= _TINY or number("w", 100) < _NARROW:
            return True
        if number("spacing", 0) * _CLOSE < -size * _TWIPS:
            return True
        lines = self._first(paragraph, paragraph, "pPr", "spacing")
        if lines is not None and is_cut(lines, "line", "lineRule"):
            return True
        if any(_is_see_through(item) for item in self._all(run, paragraph)):
            return True
        ink = self.of(run, paragraph, "color")
        highlight = _HIGHLIGHTS.get(self.of(run, paragraph, "highlight"))
        if ink in {"", "auto"}:
            # Without a colour of their own letters are seen on any shade, not on a marker's.
            return highlight is not None and _contrast(_BLACK, highlight) < _LEAST_CONTRAST
        shades = (
            self._first(run, paragraph, "rPr", "shd"),
            self._first(paragraph, paragraph, "pPr", "shd"),
            None if cell is None else cell.find(f"{W}tcPr/{W}shd"),
            self._by_style(self._tables.get(paragraph, ""), "tcPr", "shd"),
        )
        grounds = (_ground(shade) for shade in shades if shade is not None)
        ground = highlight or next(filter(None, grounds), _WHITE)
        return _contrast(ink, ground) < _LEAST_CONTRAST

    def _is_unknown(self, item: Any) -> bool:
        if item.tag == f"{W}rStyle":
            return item.get(f"{W}val", "") not in self._styles
        if item.tag == f"{W}eastAsianLayout":
            return any(name.endswith(("combine", "vert")) for name in item.keys())  # noqa: SIM118
        is_words = isinstance(item.tag, str) and item.tag.startswith(W)
        return is_words and item.tag not in _QUIET and bool(_value(item))

    def _all(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """Yield every property of a run, and those of its styles."""
        own = run.find(f"{W}rPr")
        yield from () if own is None else own
        for style in self._styles_of(own, paragraph)[:2]:
            yield from self._properties(style)

    def _first(self, holder: Any, paragraph: Any, part: str, name: str) -> Any:
        items = self._layers(holder, paragraph, part, name)
        return next((item for item in items if item is not None), None)

    def _layers(self, holder: Any, paragraph: Any, part: str, name: str) -> tuple[Any, ...]:
        """Return a property as it is set by itself, by styles from the nearest on, for all."""
        properties = holder.find(f"{W}{part}")
        own = None if properties is None else properties.find(f"{W}{name}")
        styles = self._styles_of(properties if part == "rPr" else None, paragraph)
        return own, *(self._by_style(style, part, name) for style in styles)

    def _of_style(self, style: str, part: str, name: str) -> Any:
        items = (item.find(f"{W}{part}/{W}{name}") for item in self._chain(style))
        return next((item for item in items if item is not None), None)

    def _styles_of(self, properties: Any, paragraph: Any) -> tuple[str, str, str, str]:
        """Return the styles of letters, of their paragraph and its table, and what all have."""
        style = named(paragraph.find(f"{W}pPr"), "pStyle") or self._paragraph
        return named(properties, "rStyle"), style, self._tables.get(paragraph, ""), _DEFAULTS

    def _of_letters(self, style: str) -> tuple[Any, ...]:
        found = (item.find(f"{W}rPr") for item in self._chain(style))
        return tuple(item for properties in found if properties is not None for item in properties)

    def _based_on(self, style: str) -> Iterator[Any]:
        """Yield a style and those on which it is based."""
        if style == _DEFAULTS:
            yield from self._defaults
        asked: set[str] = set()
        while style in self._styles and style not in asked:
            asked.add(style)
            # What a style of tables says of all cells lies over what it says of the table.
            parts = self._styles[style].iterfind(f"{W}tblStylePr")
            yield from (part for part in parts if part.get(f"{W}type") == "wholeTable")
            yield self._styles[style]
            style = named(self._styles[style], "basedOn")


def _value(item: Any) -> str:
    """Return what a property says, blank where it is off."""
    text = str(item.get(f"{W}val", "1"))
    return "" if text in _OFF | {"baseline"} else text


def named(properties: Any, name: str) -> str:
    """Return the value of one of some properties, blank for none."""
    item = None if properties is None else properties.find(f"{W}{name}")
    return "" if item is None else str(item.get(f"{W}val", ""))


def is_on(properties: Any, name: str) -> bool:
    """Return whether one of some properties is there and not switched off."""
    item = None if properties is None else properties.find(f"{W}{name}")
    return item is not None and bool(_value(item))


def _spelt(item: Any) -> Any:
    """Return an element as something to compare."""
    return None if item is None else (item.tag, *item.items(), *map(_spelt, item))


def is_cut(item: Any, height: str, rule: str) -> bool:
    """Return whether lines or rows are so low that what stands in them is not seen."""
    text = item.get(f"{W}{height}", "")
    return item.get(f"{W}{rule}") == "exact" and text.isdecimal() and int(text) < _LOW


def _is_see_through(item: Any) -> bool:
    """Return whether an effect leaves letters without ink, or with little of it."""
    return item.tag == f"{_EFFECTS}textFill" and any(
        part.tag in {f"{_EFFECTS}noFill", f"{_EFFECTS}alpha"} for part in item.iter()
    )


def _ground(shade: Any) -> str:
    """Return the colour of a shade, blank for none."""
    pattern, fill = shade.get(f"{W}val", "clear"), shade.get(f"{W}fill", "auto")
    ink = shade.get(f"{W}color", "auto")
    if pattern == "nil" or (pattern == "clear" and fill == "auto"):
        return ""
    share = 0.0 if pattern == "clear" else 1.0 if pattern == "solid" else 0.5
    if pattern.startswith("pct") and pattern[3:].isdecimal():
        share = int(pattern[3:]) / 100
    front, back = _rgb(_BLACK if ink == "auto" else ink), _rgb(_WHITE if fill == "auto" else fill)
    mixed = (a * share + b * (1 - share) for a, b in zip(front, back, strict=True))
    return "".join(f"{round(part):02X}" for part in mixed)


def _rgb(colour: str) -> list[int]:
    try:
        return list(bytes.fromhex(colour.removeprefix("#").rjust(6, "0")[-6:]))
    except ValueError:
        return [0, 0, 0]


def _contrast(one: str, other: str) -> float:
    """Return how much lighter one colour is than the other, as the guidelines of the web say."""

    def light(colour: str) -> float:
        parts = (part / 255 for part in _rgb(colour))
        red, green, blue = (
            p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
