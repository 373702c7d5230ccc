"""The tables of web pages as grids: what a reader of the page sees, nothing that is hidden."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser

from bpindex.grids.grid import Grid
from bpindex.grids.pages.page_cells import PART, SPREAD, OpenCell, Rows, doubted, placed, whole
from bpindex.grids.pages.page_styles import Named, Style, Styles
from bpindex.words import intake as words
from bpindex.xlsx.letters import BLACK, WHITE, Colour, Letters

# A page larger than this is no table that anybody looks at.
_LARGEST_PAGE = 40_000_000
_DEEPEST = 300  # elements within each other
# What no browser shows, and what it strikes out.
_NEVER = ("script", "style", "template", "noscript", "rp", "datalist")
_STRUCK = ("del", "s", "strike")
_RAISED = ("sup", "sub")
_CELLS = ("td", "th")
# What an element says of its own looks.
_LOOKS = ("class", "id", "style", "color", "bgcolor")
# Elements that have no end tag.
_VOID = ("br", "hr", "img", "input", "col", "wbr", "meta", "link", "base", "area", "embed")
# Elements whose text is one with the text beside it: every other one parts them.
_PLAIN = (
    "span", "b", "i", "u", "em", "strong", "font", "label", "nobr", "ins", "mark", "big", "tt",
    "code", "bdi", "wbr",
)  # fmt: skip
# Elements within a line of the page, outside of tables.
_INLINE = (*_PLAIN, "a", "small", "input", "select", "option", "optgroup", "button", *_RAISED)
# What an element ends that is open: up to which other one, if that is there.
_ROWS = ("tbody", "thead", "tfoot")
_ENDS = {
    "tr": ("table", *_ROWS), **dict.fromkeys(_CELLS, ("table", *_ROWS, "tr")),
    **dict.fromkeys(_ROWS, ("table",)),
}  # fmt: skip
_NO_SIBLING = ("p", "li", "option", "dt", "dd")
_BLOCKS = ("table", "div", "ul", "ol")
# Fields that show no text of their own.
_NO_TEXT = ("hidden", "checkbox", "radio", "password", "image", "reset", "submit", "button", "file")
_TOLD = ("sdval", "x:num")  # the number itself, as office programs write it beside what is shown


def is_page(text: str) -> bool:
    """Return whether a text is a web page, as many systems save their tables under .xls."""
    start = text[:4_000].lstrip("\ufeff \r\n\t").lower()
    return start.startswith("<") and ("<table" in text[:_LARGEST_PAGE].lower())


def page_grids(text: str, name: str) -> tuple[list[Grid], int]:
    """Return the tables of a page, each as a grid, and how much of it nobody sees.

    Raises ValueError where there is no table.
    """
    if len(text) > _LARGEST_PAGE:
        raise ValueError(words.LARGE_PAGE.format(most=_LARGEST_PAGE // 1_000_000))
    page = _Page(Styles.of_page(text))
    page.feed(text)
    page.close()
    grids = []
    for number, rows in enumerate(filter(None, page.tables), 1):
        cells, spans = placed(doubted(rows) if page.tells else rows)
        title = words.TABLE_OF_PAGE.format(number=number)
        grid = Grid(name, title, cells, spans, around=tuple(page.around()))
        hidden = (c for c, is_gone in enumerate(page.columns[id(rows)][: grid.width]) if is_gone)
        grids.append(replace(grid, hidden_columns=frozenset(hidden)))
    if not grids:
        raise ValueError(words.NO_TABLE_IN_PAGE)
    return grids, page.unseen


@dataclass(slots=True)
class _Element:
    """An element that is open: whether it is read, whether its text stands apart, its colours."""

    named: Named
    # The number of its way from the outermost element, the same for all that are named so.
    way: int = 0
    is_gone: bool = False
    is_apart: bool = False
    is_doubtful: bool = False
    is_percent: bool = False
    colour: Colour = BLACK
    ground: Colour = WHITE


class _Page(HTMLParser):
    """Collects the cells of all tables: text, rows and columns that each covers."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        # Whether each column of a table is hidden as a whole.
        self.columns: dict[int, list[bool]] = defaultdict(list)
        self.unseen = 0
        # Whether it tells its numbers apart from its texts, as LibreOffice does.
        self.tells = False
        self._styles = styles
        # Texts that stand in no cell: titles, headings, forms, captions.
        self._outside: list[str] = []
        # The tables that are open, the innermost one last, each with its cell that is open.
        self._open: list[tuple[Rows, list[OpenCell]]] = []
        # The elements that are open, each of them within the one before.
        self._stack = [_Element(Named("", frozenset()))]
        # What may be chosen in a list outside of tables: each text, and whether it is.
        self._choices: list[tuple[bool, list[str]]] | None = None
        # Ways and styles that were met: most elements of a page are alike.
        self._ways: dict[tuple[int, Named], int] = {}
        self._met: dict[tuple[object, ...], tuple[Named, int, Style]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; what nobody sees is no text."""
        self._end_before(tag)
        named, outer = dict(attrs), self._stack[-1]
        if outer.is_gone:
            self._push(tag, _Element(Named(tag, frozenset()), 0, True))
            return
        element, way, style = self._looks(tag, named, outer)
        is_void = tag in _VOID
        if tag == "col" and self._open:
            columns = self.columns[id(self._open[-1][0])]
            is_hidden = "hidden" in named or style.is_out or style.is_unseen
            columns += [is_hidden] * whole(named.get("span")) if len(columns) < SPREAD else []
        if tag in _NEVER or (not is_void and ("hidden" in named or style.is_out)):
            self.unseen += tag not in _NEVER
            self._push(tag, _Element(element, way, True))
            return
        is_plain = tag in _PLAIN or (tag == "input" and not _typed(named))
        is_gone = not is_void and (tag in _STRUCK or style.is_unseen)
        is_apart = style.is_apart or not is_plain
        self._begin(tag, named, is_apart)
        if style.written and (cell := self._cell()):
            cell.text.append(f"{PART}{style.written}{PART}")
        self.unseen += is_gone
        colours = style.colour or outer.colour, style.ground or outer.ground
        is_doubtful = style.is_doubtful or outer.is_doubtful
        looks = is_gone, is_apart, is_doubtful, style.is_percent or outer.is_percent
        self._push(tag, _Element(element, way, *looks, *colours))

    def _looks(
        self, tag: str, named: Mapping[str, str | None], outer: _Element
    ) -> tuple[Named, int, Style]:
        said = tuple(map(named.get, _LOOKS)) if named else ()
        key = (outer.way, tag, *said)
        if key not in self._met:
            classes, own, style, colour, ground = ((text or "") for text in said or 5 * ("",))
            names = [*(f".{name}" for name in classes.split()), *([f"#{own}"] if own else [])]
            element = Named(tag, frozenset(names))
            older = f"color:{colour};background-color:{ground}"
            within = [outer.named for outer in self._stack]
            found = self._styles.style(within, element, style, older)
            way = self._ways.setdefault((outer.way, element), len(self._ways) + 1)
            self._met[key] = element, way, found
        return self._met[key]

    def _push(self, tag: str, element: _Element) -> None:
        if tag not in _VOID:
            self._stack.append(element)

    def _begin(self, tag: str, named: Mapping[str, str | None], is_apart: bool) -> None:
        cell = self._cell()
        if cell is None and tag not in ("table", "tr", *_CELLS):
            self._begin_outside(tag, named)
        elif cell is not None and is_apart:
            cell.text.append(PART)
        if tag == "table":
            table: Rows = []
            self.tables.append(table)
            self._open.append((table, []))
            self._outside.append("")
        elif tag == "tr" and self._open:
            self._open[-1][0].append([])
        elif tag in _CELLS and self._open:
            rows, cells = self._open[-1]
            rows += [] if rows else [[]]
            self.tells = self.tells or _TOLD[0] in named
            told = next((value for name in _TOLD if (value := named.get(name))), "")
            cells.append(OpenCell(whole(named.get("rowspan")), whole(named.get("colspan")), told))
        elif cell is not None and tag == "option":
            cell.text.append(" / ")
        elif cell is not None and tag in _RAISED:
            # The mark of a footnote is no digit of the number before it.
            cell.text.append("(")
        elif cell is not None and tag == "input" and (said := _typed(named)):
            cell.text.append(f"[{said}]{PART}")

    def _begin_outside(self, tag: str, named: Mapping[str, str | None]) -> None:
        if tag == "select":
            self._choices = []
        elif tag == "option" and self._choices is not None:
            self._choices.append(("selected" in named, []))
        elif tag == "input":
            self._say(_typed(named))
        elif tag not in _INLINE:
            self._outside.append("")

    def _end_before(self, tag: str) -> None:
        """End what the beginning of an element ends: the cell before it, the paragraph."""
        if tag in _ENDS:
            self._end_to(_ENDS[tag])
        else:
            last = self._stack[-1].named.tag
            is_ended = tag == last in _NO_SIBLING or (last == "p" and tag in _BLOCKS)
            if is_ended:
                self._pop()
        if len(self._stack) > _DEEPEST:
            self._pop()

    def _end_to(self, tags: Iterable[str]) -> None:
        """End what is open within the innermost of some elements, if one of them is there."""
        if any(one.named.tag in tags for one in self._stack):
            while self._stack[-1].named.tag not in tags:
                self._pop()

    def handle_endtag(self, tag: str) -> None:
        """End an element, and what is open within it; none but a cell's own ends in a cell."""
        bounds = ("table",) if tag in _ENDS else () if tag == "table" else ("table", "tr", *_CELLS)
        for one in reversed(self._stack):
            if one.named.tag == tag:
                while self._pop() is not one:
                    pass
                return
            if one.named.tag in bounds:
                return

    def _pop(self) -> _Element:
        element = self._stack.pop()
        tag, cell = element.named.tag, self._cell()
        if self._stack[-1].is_gone:
            return element
        if tag in _CELLS and self._open and self._open[-1][1]:
            ended = self._open[-1][1].pop()
            self._open[-1][0][-1].append((ended.value(), ended.down, ended.across))
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag == "select" and self._choices is not None:
            chosen = [text for is_chosen, text in self._choices if is_chosen]
            first = [text for _, text in self._choices[:1]]
            self._choices = None
            self._say(" ".join("".join(text) for text in chosen or first))
        elif cell is not None and not element.is_gone:
            cell.text.append(")" if tag in _RAISED else "")
            cell.text.append(PART if element.is_apart else "")
        return element

    def handle_data(self, data: str) -> None:
        """Add a text to the cell that is open."""
        element, cell = self._stack[-1], self._cell()
        if element.is_gone:
            return
        if cell is not None:
            cell.text.append(data)
            if data.strip():
                doubt = words.MAY_BE_HIDDEN if element.is_doubtful else ""
                if element.is_percent and "%" not in data and any(map(str.isdigit, data)):
                    doubt = words.SHOWS_OTHER.format(shown=f"{data.strip()}%")
                cell.doubt = _unseen(element.colour, element.ground) or doubt or cell.doubt
            if any(map(str.isdigit, data)):
                cell.colours.add(element.colour)
        elif self._choices is not None:
            if self._choices:
                self._choices[-1][1].append(data)
        elif not self._open or data.strip():
            self._say(data)

    def _say(self, text: str) -> None:
        """Add a text to the line that is open outside of cells."""
        if text.strip():
            self._outside[-1:] = [" ".join((*self._outside[-1:], text))]

    def _cell(self) -> OpenCell | None:
        return self._open[-1][1][-1] if self._open and self._open[-1][1] else None

    def around(self) -> list[str]:
        """Return the texts of the page that stand outside of its cells."""
        return [text for found in self._outside if (text := " ".join(found.split()))]

    def close(self) -> None:
        """End what the page left open."""
        super().close()
        while len(self._stack) > 1:
            self._pop()


@lru_cache(maxsize=1_000)
def _unseen(colour: Colour, ground: Colour) -> str:
    """Return why letters of a colour are not seen; blank where they are."""
    return Letters(colour=colour).doubt(ground)


def _typed(named: Mapping[str, str | None]) -> str:
    """Return the text that a field shows."""
    return (
        "" if (named.get("type") or "").lower() in _NO_TEXT else (named.get("value") or "").strip()
    )
