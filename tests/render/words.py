"""A generated Word document, read back part by part without the library that wrote it."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from bpindex.case.model import Case
from bpindex.page.plan import plan_sheets
from bpindex.render.word.file import render_word
from tests.changed_cases import notice_of
from tests.strategies import base_case

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(element: Any) -> str:
    """Return the text of an element as it is shown, paragraphs as lines."""
    lines = []
    for paragraph in [element] if element.tag == f"{W}p" else element.iter(f"{W}p"):
        shown = {f"{W}br": "\n", f"{W}tab": "\t"}
        parts = (
            item.text or "" if item.tag == f"{W}t" else shown.get(item.tag, "")
            for run in paragraph.iter(f"{W}r")
            for item in run
        )
        lines.append("".join(parts))
    return "\n".join(lines)


def value(element: Any, path: str, name: str = "val") -> str | None:
    """Return an attribute of what a path of tags leads to, None where there is nothing."""
    for tag in path.split("/"):
        element = None if element is None else element.find(f"{W}{tag}")
    return None if element is None else element.get(f"{W}{name}", "")


@dataclass(frozen=True)
class Word:
    """A document and its parts."""

    content: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as file:
            return {name: file.read(name) for name in file.namelist()}

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.parts[name])

    @cached_property
    def body(self) -> Any:
        return self.xml("word/document.xml").find(f"{W}body")

    @cached_property
    def styles(self) -> dict[str, Any]:
        found = self.xml("word/styles.xml").findall(f"{W}style")
        return {item.get(f"{W}styleId", ""): item for item in found}

    @property
    def sections(self) -> list[Any]:
        return list(self.body.iter(f"{W}sectPr"))

    @property
    def tables(self) -> list[Any]:
        """The tables of figures; head and foot have none of their style."""
        return [t for t in self.body.findall(f"{W}tbl") if value(t, "tblPr/tblStyle") == "BCS-bang"]

    @property
    def sides(self) -> list[Any]:
        """Head and foot: tables without a style."""
        return [t for t in self.body.findall(f"{W}tbl") if value(t, "tblPr/tblStyle") is None]

    def paragraphs(self, style: str) -> list[Any]:
        return [p for p in self.body.iter(f"{W}p") if value(p, "pPr/pStyle") == f"BCS-{style}"]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield style and text of every paragraph in the order of the document."""
        for paragraph in self.body.iter(f"{W}p"):
            style = (value(paragraph, "pPr/pStyle") or "").removeprefix("BCS-")
            if text := text_of(paragraph):
                yield style, text


def rows(table: Any) -> list[list[str]]:
    """Return the text in every column of every row; what is joined has it in its first one."""
    found = []
    for row in table.findall(f"{W}tr"):
        line = []
        for cell in row.findall(f"{W}tc"):
            span = int(value(cell, "tcPr/gridSpan") or 1)
            line += [text_of(cell), *[""] * (span - 1)]
        found.append(line)
    return found


def word_of(case: Case) -> Word:
    notice = notice_of(case)
    return Word(render_word(notice, plan_sheets(notice)))


@cache
def word() -> Word:
    return word_of(base_case())
