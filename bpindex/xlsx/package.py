"""An Office file as named parts with their types and relations; written, always the same bytes."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import PurePosixPath
from posixpath import normpath

from bpindex.xlsx.elements import (
    DECLARATION,
    Element,
    appended,
    elements,
    removed,
    replaced,
    written,
)

WORKBOOK = "xl/workbook.xml"
CORE_PROPERTIES = "docProps/core.xml"
SHARED_STRINGS = "xl/sharedStrings.xml"
VBA_PROJECT = "xl/vbaProject.bin"
RIBBON = "customUI/customUI14.xml"
CONTENT_TYPES = "[Content_Types].xml"
# What the types of relations begin with, before the name of the kind.
OFFICE_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RIBBON_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_RIBBON_TYPE = "application/xml"
# The calculation engine of Excel 2019 and 365: an older mark would make them compute on opening.
CALC_ENGINE = 191029
# The earliest moment of the zip format.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class ContentTypes:
    """The list of types among the parts of a package."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts

    def of(self, part: str) -> str:
        """Return the type of a part, an empty text where none is stated."""
        own = self._own(part)
        if own is not None:
            return own.attributes["ContentType"]
        ending = part.rpartition(".")[2].lower()
        defaults = elements(self._parts[CONTENT_TYPES], "Default")
        known = (item.attributes for item in defaults)
        return next((i["ContentType"] for i in known if i["Extension"].lower() == ending), "")

    def declare(self, part: str, content_type: str) -> None:
        """State the type of a part by its name, in the place of what was stated so."""
        new = written("Override", {"PartName": f"/{part}", "ContentType": content_type})
        own, xml = self._own(part), self._parts[CONTENT_TYPES]
        self._parts[CONTENT_TYPES] = replaced(xml, [(own, new)]) if own else appended(xml, new)

    def drop(self, part: str) -> None:
        """State nothing by the name of a part any more."""
        if own := self._own(part):
            self._parts[CONTENT_TYPES] = removed(self._parts[CONTENT_TYPES], [own])

    def _own(self, part: str) -> Element | None:
        overrides = elements(self._parts[CONTENT_TYPES], "Override")
        return next((i for i in overrides if i.attributes["PartName"] == f"/{part}"), None)


@dataclass(frozen=True)
class Relation:
    """A relation: its id, its type as an address, and the part (or address) it leads to."""

    id: str
    type: str
    target: str
    external: bool = False

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
        return iter(_relations(self._parts.get(self.part, b""), self._folder))

    def get(self, relation_id: str) -> Relation:
        """Return a relation by its id; KeyError where there is none."""
        return {relation.id: relation for relation in self}[relation_id]

    def of_kind(self, *kinds: str) -> list[Relation]:
        """Return the relations to parts of these kinds, see `Relation.kind`."""
        return [relation for relation in self if relation.kind in kinds]

    def add(
        self, relation_type: str, target: str, relation_id: str = "", *, external: bool = False
    ) -> str:
        """Add a relation to a part or, `external`, to an address outside of the package.

        Returns its id, the next free one where none is given.
        """
        taken = {relation.id for relation in self}
        free = (name for number in count(1) if (name := f"rId{number}") not in taken)
        chosen = relation_id or next(free)
        if chosen in taken:
            raise ValueError(f"relation {chosen} of {self.part} is there already")
        # In the package itself from its root on, elsewhere without regard to folders.
        place = target if external or self.part == "_rels/.rels" else f"/{target}"
        mode = {"TargetMode": "External"} if external else {}
        new = written(
            "Relationship", {"Id": chosen, "Type": relation_type, "Target": place, **mode}
        )
        empty = DECLARATION + written("Relationships", {"xmlns": _NAMESPACE})
        self._parts[self.part] = appended(self._parts.get(self.part, empty), new)
        return chosen

    def drop(self, relation: Relation) -> None:
        """Forget a relation; the part that it leads to stays."""
        xml = self._parts[self.part]
        every = elements(xml, "Relationship")
        gone = [item for item in every if item.attributes["Id"] == relation.id]
        self._parts[self.part] = removed(xml, gone)


@lru_cache(maxsize=16)  # the workbook's are asked for at every cell that is written
def _relations(xml: bytes, folder: PurePosixPath) -> tuple[Relation, ...]:
    found = elements(xml, "Relationship") if xml else []
    return tuple(_relation(item.attributes, folder) for item in found)


def _relation(found: Mapping[str, str], folder: PurePosixPath) -> Relation:
    target, external = found["Target"], found.get("TargetMode") == "External"
    if not external:
        target = target.replace("\\", "/")
        target = normpath(PurePosixPath("/", folder, target)).lstrip("/")
    return Relation(found["Id"], found["Type"], target, external)


class Package:
    """The parts of an Office file by their names, in the order in which they are written."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            # Some programs write the names as Windows has them, and Excel reads them.
            self.parts = {name.replace("\\", "/"): source.read(name) for name in source.namelist()}
        self.types = ContentTypes(self.parts)

    def to_bytes(self, *, small: bool = True) -> bytes:
        """Return the file: the list of types first, as Excel wants it, all dates the same.

        One that need not be `small` is written in a third of the time.
        """
        kind = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for name in sorted(self.parts, key=lambda name: name != CONTENT_TYPES):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = kind
                target.writestr(info, self.parts[name])
        return out.getvalue()

    def relations(self, part: str = "") -> Relations:
        """Return the relations of a part, or of the package itself."""
        return Relations(self.parts, part)

    def sheets(self) -> dict[str, str]:
        """Return the part of each sheet by its title, in the order of the workbook."""
        found = {relation.id: relation.target for relation in self.relations(WORKBOOK)}
        return {title: found[relation] for title, relation in _titles(self.parts[WORKBOOK])}

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """Add a part and state its type."""
        self.parts[part] = content
        self.types.declare(part, content_type)

    def relate(self, part: str, kind: str, target: str, relation_id: str = "") -> str:
        """Let a part need another one, of a kind of the office's own; return the relation's id."""
        return self.relations(part).add(f"{OFFICE_KIND}{kind}", target, relation_id)

    def drop(self, part: str) -> None:
        """Forget a part, its relations and what was stated of it."""
        for name in (part, relations_part(part)):
            self.parts.pop(name, None)
            self.types.drop(name)

    def put_ribbon(self, definition: bytes) -> None:
        """Put a definition of the ribbon in, in the place of one that is there."""
        self.add(RIBBON, definition, _RIBBON_TYPE)
        relations = self.relations()
        if RIBBON not in {relation.target for relation in relations}:
            relations.add(_RIBBON_KIND, RIBBON, "rIdCustomUI14")


def related(relation_id: str) -> dict[str, str]:
    """Return the attributes of an element that names a relation, with what their prefix means.

    Some programs state the prefix on each element, and not on the root of the part.
    """
    return {"xmlns:r": OFFICE_KIND.rstrip("/"), "r:id": relation_id}


@lru_cache(maxsize=4)
def _titles(workbook: bytes) -> tuple[tuple[str, str], ...]:
    """Return the title of each sheet with the id of its relation."""
    sheets = (item.attributes for item in elements(workbook, "sheet"))
    return tuple((sheet["name"], _relation_id(sheet)) for sheet in sheets)


def _relation_id(attributes: Mapping[str, str]) -> str:
    """Return the id of a relation, whatever prefix its namespace has."""
    return next(value for name, value in attributes.items() if name.endswith(":id"))
