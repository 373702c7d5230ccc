"""What the style sheets of a page say of its elements, for the few looks that tables are read by.

Rules by element, class and id, within others too; what follows a state of an element (":hover") is
not known. Of what follows its place or an attribute (":nth-child", "[data-x]") nobody tells here
where it holds: what it hides is doubtful wherever it may.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bpindex.xlsx.letters import BLACK, SMALLEST, WHITE, Colour

_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
# Rules for other places than the screen, with the rules that they hold.
_ELSEWHERE = re.compile(
    r"@(?!media\s*(?:screen|all)?\s*\{)[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})"
)
_COMPOUND = re.compile(
    r"(?P<tag>[\w-]+|\*)?(?P<rest>(?:[.#][\w-]+)*)(?P<content>::?(?:before|after))?"
)
# What a rule asks beside names: places and attributes of elements, and what stands before them.
_PLACE = re.compile(
    r":(?:nth-[\w-]+|not|is|where|has)\([^()]*\)|:(?:first|last|only)-[\w-]+|:empty|\[[^\]]*\]"
)
_BEFORE = re.compile(r"[^\s>+~]+\s*[+~]\s*")
_MAY_HIDE = "::may-hide"
_NAME = re.compile(r"[.#][\w-]+")
_UNSEEN = re.compile(
    r"(?<![\w-])(?:visibility\s*:\s*(?:hidden|collapse)|text-decoration(?:-line)?\s*:[^;]*line-through"
    r"|opacity\s*:\s*(?:0+\.?0*|\.0+)(?![.\d])|color\s*:\s*transparent"
    r"|(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)[\s,]|clip-path\s*:(?!\s*none)"
    r"|transform\s*:[^;]*scale(?:x|y|3d)?\(\s*0*\.?0*\s*[,)]|scale\s*:\s*0*\.?0*\s*(?:;|$))",
    re.IGNORECASE,
)
# No room for a text, and nothing of it beside that.
_NO_ROOM = re.compile(
    r"(?=.*(?<![\w-])overflow(?:-[xy])?\s*:\s*(?:hidden|clip))"
    r".*(?<![\w-])(?:max-)?(?:width|height)\s*:\s*0+\.?0*(?:px|pt|em|%)?\s*(?:;|$)",
    re.IGNORECASE | re.DOTALL,
)
# A number format of Excel that shows a number as a percent.
_AS_PERCENT = re.compile(r"mso-number-format\s*:[^;]*(?:%|percent)", re.IGNORECASE)
_LEFT_OUT = re.compile(r"(?<![\w-])(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_SIZE = re.compile(
    r"(?<![\w-])font-size\s*:\s*(?:0+\.?0*(?![.\d])|(\d*\.?\d+)\s*(pt|px|)(?![\w%]))", re.IGNORECASE
)
_PARTED = re.compile(
    r"(?<![\w-])(?:vertical-align\s*:\s*(?:super|sub|-?[\d.]+(?:pt|px|em|%))"
    r"|position\s*:\s*(?:absolute|fixed)|float\s*:\s*(?:left|right)"
    r"|display\s*:\s*(?!none|inline\s*(?:;|!|$)|contents|table-cell)\w)",
    re.IGNORECASE,
)
# What a style writes itself before or behind a text; letters of its pictures are no text.
_CONTENT = re.compile(r"::content\s*:\s*[\"']([^\"']*)")
_PICTURE = re.compile(r"\\[0-9A-Fa-f]{1,6}\s?")
_COLOUR = re.compile(r"(?<![\w-])(color|background(?:-color)?)\s*:\s*([^;]+)", re.IGNORECASE)
_PIXELS = 0.75


class Named(NamedTuple):
    """An element as rules name it."""

    tag: str
    names: frozenset[str]


class Style(NamedTuple):
    """What is said of an element: whether it is left out, unseen, apart from the text beside it."""

    is_out: bool = False
    is_unseen: bool = False
    is_apart: bool = False
    # It may be out or unseen, by a rule of which nobody tells where it holds.
    is_doubtful: bool = False
    colour: Colour = None
    ground: Colour = None
    # What it writes beside the text.
    written: str = ""
    # Whether Excel shows its number as a percent.
    is_percent: bool = False


@dataclass
class Styles:
    """The rules of a page, by the last name of each."""

    _rules: dict[str, list[tuple[tuple[Named, ...], dict[str, str]]]] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    @classmethod
    def of_page(cls, text: str) -> "Styles":
        """Return the rules of the style sheets that stand in a page."""
        styles = cls()
        for sheet in _SHEET.findall(text):
            for selectors, said in _RULE.findall(_ELSEWHERE.sub("", _COMMENT.sub("", sheet))):
                for selector in selectors.rpartition("{")[2].split(","):
                    styles._add(selector.strip(), said)
        return styles

    def _add(self, selector: str, said: str) -> None:
        self._known |= set(_NAME.findall(selector))
        declared = _declared(said)
        anywhere = _BEFORE.sub("", _PLACE.sub("", selector)).strip()
        if anywhere != selector:
            selector = anywhere
            declared = {_MAY_HIDE: "yes"} if _hides(_style(said)) else {}
        found = [_COMPOUND.fullmatch(part) for part in re.split(r"\s*>\s*|\s+", selector)]
        parts = [one for one in found if one is not None and (one[0] or len(found) == 1)]
        if not selector or not declared or len(parts) < len(found):
            return
        path = tuple(
            Named((p["tag"] or "").lower().strip("*"), frozenset(_NAME.findall(p["rest"] or "")))
            for p in parts
        )
        if parts[-1]["content"]:
            declared = {"::content": declared.get("content", "")}
        key = min(path[-1].names, default=path[-1].tag)
        self._rules.setdefault(key, []).append((path, declared))

    def style(self, within: Sequence[Named], named: Named, own: str, older: str = "") -> Style:
        """Return the style of an element within others, with what it says itself.

        Its `older` attributes count less than the rules, its own style more. One of whose classes
        the page says nothing stands apart: nobody knows how it looks.
        """
        said = _declared(older)
        if self._rules:
            for key in ("", named.tag, *sorted(named.names)):
                for path, declared in self._rules.get(key, ()):
                    if _matches(path, within, named):
                        said |= declared
        style = _style("; ".join(f"{k}:{v}" for k, v in {**said, **_declared(own)}.items()))
        return style if named.names <= self._known else style._replace(is_apart=True)


def _hides(style: Style) -> bool:
    is_white = style.colour == WHITE and style.ground in (None, WHITE)
    return style.is_out or style.is_unseen or is_white


def _declared(said: str) -> dict[str, str]:
    """Return what a style declares by its properties: of one that stands twice the later."""
    pairs = (piece.partition(":") for piece in said.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


def _matches(path: Sequence[Named], within: Sequence[Named], named: Named) -> bool:
    """Return whether a selector is of an element: its last part itself, the others around it."""
    *outer, last = path
    if not _is(named, last):
        return False
    for element in reversed(within):
        if outer and _is(element, outer[-1]):
            outer.pop()
    return not outer


def _is(named: Named, part: Named) -> bool:
    return part.tag in ("", named.tag) and part.names <= named.names


@lru_cache(maxsize=5_000)
def _style(said: str) -> Style:
    size = _SIZE.search(said)
    points = float(size[1]) * (1 if size[2] == "pt" else _PIXELS) if size and size[1] else 0.0
    colours = {found[1].lower(): found[2] for found in _COLOUR.finditer(said)}
    ground = colours.get("background-color", colours.get("background", ""))
    return Style(
        _LEFT_OUT.search(said) is not None,
        _UNSEEN.search(said) is not None
        or _NO_ROOM.match(said) is not None
        or (size is not None and points <= SMALLEST),
        _PARTED.search(said) is not None,
        _MAY_HIDE in said,
        colour_of(colours.get("color", "")),
        colour_of(ground),
        _PICTURE.sub("", written[1]).strip() if (written := _CONTENT.search(said)) else "",
        _AS_PERCENT.search(said) is not None,
    )


def colour_of(text: str) -> Colour:
    """Return a colour as a page writes it, as it stands where only a program knows it."""
    said = text.replace("!important", "").strip().lower()
    if found := re.fullmatch(r"#([0-9a-f]{6})(?:ff)?|#([0-9a-f]{3})", said):
        digits = found[1] or "".join(2 * digit for digit in found[2])
        red, green, blue = bytes.fromhex(digits)
        return red, green, blue
    if found := re.fullmatch(
        r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*1(?:\.0*)?\s*)?\)", said
    ):
        return int(found[1]), int(found[2]), int(found[3])
    if said in ("", "transparent", "none", "inherit", "initial", "currentcolor", "windowtext"):
        return None
    return {"white": WHITE, "black": BLACK}.get(said, said.encode())
