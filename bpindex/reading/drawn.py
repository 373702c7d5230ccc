"""What stands above the cells of a sheet: comments, and the shapes that people put there."""

from typing import Any

from openpyxl.utils import coordinate_to_tuple

from bpindex.xlsx.elements import elements
from bpindex.xlsx.package import Relations, relations_part

_COMMENTS, _THREADS, _DRAWING = "comments", "threadedComment", "drawing"
# A text box or a drawn figure, a picture, a chart, a group of these. Lines are our own rules.
_SHAPES = ("xdr:sp", "xdr:pic", "xdr:graphicFrame", "xdr:grpSp")


def drawn_on(archive: Any, part: str) -> tuple[dict[tuple[int, int], str], int]:
    """Return the comments by row and column, and how many shapes there are beside our rules."""
    names = set(archive.namelist())
    relations = relations_part(part)
    known = {relations: archive.read(relations)} if relations in names else {}
    parts: dict[str, list[bytes]] = {_COMMENTS: [], _THREADS: [], _DRAWING: []}
    for relation in Relations(known, part):
        if relation.kind in parts and relation.target in names:
            parts[relation.kind].append(archive.read(relation.target))
    found = (item for xml in parts[_COMMENTS] for item in elements(xml, "comment"))
    comments = {item.attributes["ref"]: item.text for item in found}
    # Excel keeps a conversation beside the plain comment that tells older programs of it.
    threads: dict[str, list[str]] = {}
    for xml in parts[_THREADS]:
        for item in elements(xml, "threadedComment"):
            threads.setdefault(item.attributes["ref"], []).append(item.text.strip())
    comments |= {ref: "\n".join(texts) for ref, texts in threads.items()}
    shapes = sum(_shapes(xml) for xml in parts[_DRAWING])
    return {coordinate_to_tuple(ref): text for ref, text in comments.items()}, shapes


def _shapes(xml: bytes) -> int:
    found = elements(xml, *_SHAPES)
    inner = {
        item.start for group in found for item in found if group.start < item.start < group.end
    }
    return sum(
        item.start not in inner and not (item.name == "xdr:sp" and _is_line(item.inner))
        for item in found
    )


def _is_line(xml: bytes) -> bool:
    return b'prst="line"' in xml and b"<a:t>" not in xml
