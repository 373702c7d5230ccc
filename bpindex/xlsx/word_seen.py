"""What is seen of a paragraph in a Word document, hidden letters told apart.

What is known to be seen as it is written is plain text; all else that is seen is named.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bpindex.codec.shown import is_turned, without_unseen
from bpindex.xlsx.word_looks import Looks, W, is_on
from bpindex.xlsx.word_marks import BESIDE, Odd

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BRANCHES = f"{_COMPATIBLE}AlternateContent"
# The names by which Word writes what newer versions of it know; of other branches the last shows.
_KNOWN = {"wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16se", "wne", "v", "o", "a14", "cx"}
TEXTS = {f"{W}t", f"{_MATH}t"}
_SHOWN = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t"} | {
    f"{W}noBreakHyphen": "-"
}
# What says nothing by itself, and is not seen.
_QUIET = frozenset(
    f"{W}{name}"
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "rt"),
        *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "softHyphen"),
        *("lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("del", "moveFrom", "delText", "delInstrText", "footnoteRef", "endnoteRef"),
        *("annotationRef", "separator", "continuationSeparator"),
        *(
            f"customXml{kind}Range{end}"
            for kind in ("Ins", "Del", "MoveFrom", "MoveTo")
            for end in ("Start", "End")
        ),
    )
)
# What stands around letters that are seen as they are written.
_AROUND = frozenset(
    f"{W}{name}"
    for name in (
        *("p", "r", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent"),
        *("fldSimple", "dir", "bdo", "ruby", "rubyBase"),
    )
)
_ODD = {
    f"{_MATH}oMath": Odd.EQUATION,
    f"{_MATH}oMathPara": Odd.EQUATION,
    f"{W}sym": Odd.SYMBOL,
    f"{W}ruby": Odd.RUBY,
    f"{W}bdo": Odd.TURNED,
    f"{W}drawing": Odd.DRAWN,
    f"{W}pict": Odd.DRAWN,
    f"{W}object": Odd.DRAWN,
    f"{W}contentPart": Odd.DRAWN,
    f"{W}footnoteReference": Odd.NOTE,
    f"{W}endnoteReference": Odd.NOTE,
    f"{W}commentReference": Odd.COMMENT,
}


class Seen(NamedTuple):
    """A text as it is seen, what in it or beside it is no plain text, and it with hidden letters.

    What is drawn, and notes, are named as often as they are there.
    """

    text: str
    odd: tuple[Odd, ...] = ()
    whole: str = ""


def seen_text(paragraph: Any, looks: Looks, cell: Any = None) -> Seen:
    """Return the text of a paragraph, in a cell of a table, of which deleted letters are gone."""
    reader = _Reader(paragraph, looks, cell)
    reader.read(paragraph)
    if reader.fields:
        reader.odd.append(Odd.FIELD)
    if looks.is_numbered(paragraph):
        reader.odd.append(Odd.NUMBERED)
    if is_turned("".join(reader.seen)):
        reader.odd.append(Odd.TURNED)
    text, whole = (without_unseen("".join(parts)) for parts in (reader.seen, reader.whole))
    if whole.strip() != text.strip():
        reader.odd.append(Odd.HIDDEN)
    return Seen(text, _counted(reader.odd), whole)


def joined(lines: Sequence[Seen]) -> Seen:
    """Return paragraphs as the lines of one text."""
    odd = _counted([odd for line in lines for odd in line.odd])
    return Seen("\n".join(i.text for i in lines), odd, "\n".join(i.whole for i in lines))


def _counted(found: Sequence[Odd]) -> tuple[Odd, ...]:
    """Return each once, but what stands beside a text as often as it does."""
    once = dict.fromkeys(odd for odd in found if odd not in BESIDE)
    return (*once, *(odd for odd in found if odd in BESIDE))


class _Reader:
    """Reads a paragraph in its order; of a field, which may hold others, its result is seen."""

    def __init__(self, paragraph: Any, looks: Looks, cell: Any) -> None:
        self._paragraph, self._looks, self._cell = paragraph, looks, cell
        self.seen: list[str] = []
        self.whole: list[str] = []
        self.odd: list[Odd] = []
        # Of each open field whether its result has begun; the code of the last one.
        self.fields: list[bool] = []
        self._code = ""

    def read(self, item: Any, hidden: bool = False) -> None:
        """Read what stands in a part of the paragraph."""
        tag = item.tag
        if tag in _SHOWN or tag in TEXTS:
            self._say(_SHOWN.get(tag, item.text or ""), hidden)
        elif tag == f"{W}instrText":
            self._code += item.text or ""
        elif tag == f"{W}fldChar":
            self._field(item.get(f"{W}fldCharType"))
        elif tag == BRANCHES:
            self._read_branch(item, hidden)
        elif tag in _AROUND or (isinstance(tag, str) and tag.startswith(_MATH)):
            self._read_within(item, hidden)
        elif tag in _ODD:
            # What is hidden with its letters is not seen either.
            self.odd += [] if hidden else [_ODD[tag]]
        elif tag not in _QUIET and isinstance(tag, str) and not hidden:
            self.odd.append(Odd.UNKNOWN)

    def _read_within(self, item: Any, hidden: bool) -> None:
        hidden = hidden or self._looks.is_hidden(item, self._paragraph)
        said = len(self.seen)
        for child in item:
            self.read(child, hidden)
        has_letters = any(text.strip() for text in self.seen[said:])
        if item.tag == f"{W}r" and has_letters:
            self.odd += self._looks.odd(item, self._paragraph, self._cell)
        if item.tag in _ODD:
            self.odd.append(_ODD[item.tag])
        if item.tag == f"{W}fldSimple":
            is_odd = not has_letters or _is_formula(item.get(f"{W}instr", ""))
            self.odd += [Odd.FIELD] if is_odd else []
        if item.tag == f"{W}sdt" and is_on(item.find(f"{W}sdtPr"), "showingPlcHdr"):
            self.odd.append(Odd.TO_CHOOSE)

    def _read_branch(self, item: Any, hidden: bool) -> None:
        children, known = shown_branch(item)
        self.odd += [] if known else [Odd.UNKNOWN]
        for child in children:
            self.read(child, hidden)

    def _say(self, text: str, hidden: bool) -> None:
        if all(self.fields):
            self.whole.append(text)
            self.seen += [] if hidden else [text]

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.odd += [Odd.FIELD] if self.fields else []
            self.fields.append(False)
            self._code = ""
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
            self.odd += [Odd.FIELD] if _is_formula(self._code) else []
        elif not self.fields or not self.fields.pop():
            self.odd.append(Odd.FIELD)


def _is_formula(code: str) -> bool:
    return code.lstrip().startswith("=")


def shown_branch(item: Any) -> tuple[list[Any], bool]:
    """Return what is shown of the branches of which a program shows one, and if that is known."""
    choices = item.findall(f"{_COMPATIBLE}Choice")
    for choice in choices:
        if _KNOWN.issuperset(choice.get("Requires", "").split()):
            return list(choice), True
    last = item.find(f"{_COMPATIBLE}Fallback")
    # Without any branch it is the mark that an unknown one stood here.
    return [] if last is None else list(last), False
