"""Places in a foreign document: letters replaced by runs, styles and fields that it may have."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bpindex.notice.model import Run
from bpindex.page.layout import TextStyle
from bpindex.render.word.parts import runs_of_text
from bpindex.words import word_file
from bpindex.xlsx.foreign import ForeignFileError
from bpindex.xlsx.package import Package

# Fields that say nothing but a number of pages.
_FIELD = re.compile(r"\s*(NUM|SECTION)?PAGES?(\s*\\\*\s*\w+)*\s*", re.IGNORECASE)
_SHOWN = 60


def refuse_what_runs(package: Package) -> None:
    """Raise ForeignFileError where a document computes, fetches or merges by itself."""
    for name, xml in package.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = parse_xml(xml)
            for code in _field_codes(root):
                if not _FIELD.fullmatch(code):
                    found = " ".join(code.split())[:_SHOWN]
                    raise ForeignFileError(word_file.HAS_FIELD.format(what=found))
            if next(root.iter(qn("w:altChunk")), None) is not None:
                raise ForeignFileError(word_file.HAS_CHUNK)
            if next(root.iter(qn("w:mailMerge")), None) is not None:
                raise ForeignFileError(word_file.HAS_MERGE)


def _field_codes(root: Any) -> Iterator[str]:
    """Yield the instruction of every field, of those inside of others too."""
    open_codes: list[list[str]] = []
    for item in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        if item.tag == qn("w:fldSimple"):
            yield item.get(qn("w:instr"), "")
        elif item.tag == qn("w:instrText"):
            # Without a beginning it is none, and whoever wrote it wanted it to be one.
            if open_codes:
                open_codes[-1].append(item.text or "")
            else:
                yield item.text or ""
        elif item.get(qn("w:fldCharType")) == "begin":
            open_codes.append([])
        elif item.get(qn("w:fldCharType")) == "end" and open_codes:
            yield "".join(open_codes.pop())
    yield from ("".join(code) for code in open_codes)


def texts_of(paragraph: Any) -> list[Any]:
    """Return the texts of a paragraph itself, not those of a box that is anchored in it."""
    return [
        node
        for node in paragraph.iter(qn("w:t"))
        if next(node.iterancestors(qn("w:p"))) is paragraph
    ]


def replace_letters(
    paragraph: Any, start: int, end: int, runs: Sequence[Run], style: TextStyle
) -> None:
    """Put runs in the place of some letters; they look like the first of these."""
    place, first, tail = 0, None, ""
    for node in texts_of(paragraph):
        text, begins = node.text or "", place
        place += len(text)
        if place <= start or begins >= end:
            continue
        node.set(qn("xml:space"), "preserve")
        if first is None:
            first, tail = node, text[end - begins :] if end < place else ""
            node.text = text[: start - begins]
        else:
            node.text = text[end - begins :] if end < place else ""
    if first is None:
        return
    run = first.getparent()
    look = run.find(qn("w:rPr"))
    made = runs_of_text(runs, style)
    for item in reversed(made):
        if look is not None:
            own, bold = deepcopy(look), item.find(qn("w:rPr"))
            if bold is not None:
                for switch in own.findall(qn("w:b")):
                    own.remove(switch)
                fonts = own.find(qn("w:rFonts"))
                own.insert(0 if fonts is None else 1, deepcopy(bold.find(qn("w:b"))))
                item.remove(bold)
            item.insert(0, own)
    rest = deepcopy(run)
    # What follows in the same run goes behind what is put in.
    place_of_first = run.index(first)
    for child in list(run)[place_of_first + 1 :]:
        run.remove(child)
    for child in list(rest)[: place_of_first + 1]:
        if child.tag != qn("w:rPr"):
            rest.remove(child)
    if tail:
        kept = deepcopy(first)
        kept.text = tail
        rest.insert(0 if rest.find(qn("w:rPr")) is None else 1, kept)
    for item in (rest, *reversed(made)):
        run.addnext(item)


def add_styles(document: Any, source: Any) -> None:
    """Give a template the styles of the layout that it has none of by their ids."""
    styles = document.styles.element
    known = {item.get(qn("w:styleId")) for item in styles.findall(qn("w:style"))}
    for style in source.styles.element.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1" and style.get(qn("w:styleId")) not in known:
            styles.append(deepcopy(style))
