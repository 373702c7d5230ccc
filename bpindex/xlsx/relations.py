"""The relations of a part: which other parts it needs, by an id or by what they are to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from bpindex.xlsx.elements import DECLARATION, Element, appended, elements, replaced, written

# What the types of relations begin with, before the name of the kind.
OFFICE_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Relation:
    """A relation: its id, its type as an address, and the part (or address) it leads to."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type: "drawing", "worksheet", …"""
        return self.type.rpartition("/")[2]


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of another one."""
    place = PurePosixPath(part)
    return str(place.parent / "_rels" / f"{place.name}.rels")


class Relations:
    """The relations of one part, or of the package itself where the part has no name."""

    def __init__(self, parts: dict[str, bytes], part: str) -> None:
        self._parts = parts
        self._folder = PurePosixPath(part).parent
        self.part = relations_part(part) if part else "_rels/.rels"

    def __iter__(self) -> Iterator[Relation]:
        return (self._relation(item) for item in self._elements())

    def get(self, relation_id: str) -> Relation:
        """Return a relation by its id; KeyError where there is none."""
        found = {relation.id: relation for relation in self}
        return found[relation_id]

    def of_kind(self, *kinds: str) -> list[Relation]:
        """Return the relations to parts of these kinds, see `Relation.kind`."""
        return [relation for relation in self if relation.kind in kinds]

    def add(self, relation_type: str, target: str, relation_id: str = "") -> str:
        """Add a relation to a part; return its id, the next free one where none is given."""
        taken = {relation.id for relation in self}
        free = (name for number in count(1) if (name := f"rId{number}") not in taken)
        chosen = relation_id or next(free)
        if chosen in taken:
            raise ValueError(f"relation {chosen} of {self.part} is there already")
        # In the package itself from its root on, elsewhere without regard to folders.
        place = target if self.part == "_rels/.rels" else f"/{target}"
        new = written("Relationship", {"Id": chosen, "Type": relation_type, "Target": place})
        empty = DECLARATION + written("Relationships", {"xmlns": _NAMESPACE})
        self._parts[self.part] = appended(self._parts.get(self.part, empty), new)
        return chosen

    def drop(self, relation: Relation) -> None:
        """Forget a relation; the part that it leads to stays."""
        gone = [(i, b"") for i in self._elements() if i.attributes["Id"] == relation.id]
        self._parts[self.part] = replaced(self._parts[self.part], gone)

    def _elements(self) -> list[Element]:
        xml = self._parts.get(self.part)
        return elements(xml, "Relationship") if xml else []

    def _relation(self, item: Element) -> Relation:
        found, target = item.attributes, item.attributes["Target"]
        if found.get("TargetMode") != "External":
            target = _resolved(self._folder, target)
        return Relation(found["Id"], found["Type"], target)


def _resolved(folder: PurePosixPath, target: str) -> str:
    """Return the name of the part that a target in a folder means."""
    pieces: list[str] = []
    for piece in PurePosixPath("/", folder, target).parts[1:]:
        if piece == "..":
            pieces.pop()
        else:
            pieces.append(piece)
    return "/".join(pieces)
