"""An Office file as named parts; written, the same parts are the same bytes."""

import io
import zipfile
from collections.abc import Mapping

from bpindex.xlsx.content_types import CONTENT_TYPES, ContentTypes
from bpindex.xlsx.elements import elements
from bpindex.xlsx.relations import OFFICE_KIND, Relations, relations_part

WORKBOOK = "xl/workbook.xml"
CORE_PROPERTIES = "docProps/core.xml"
SHARED_STRINGS = "xl/sharedStrings.xml"
VBA_PROJECT = "xl/vbaProject.bin"
RIBBON = "customUI/customUI14.xml"
_RIBBON_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_RIBBON_TYPE = "application/xml"
# The earliest moment of the zip format.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Package:
    """The parts of an Office file by their names, in the order in which they are written."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            self.parts = {name: source.read(name) for name in source.namelist()}
        self.types = ContentTypes(self.parts)

    def to_bytes(self) -> bytes:
        """Return the file: the list of types first, as Excel wants it, all dates the same."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for name in sorted(self.parts, key=lambda name: name != CONTENT_TYPES):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, self.parts[name])
        return out.getvalue()

    def relations(self, part: str = "") -> Relations:
        """Return the relations of a part, or of the package itself."""
        return Relations(self.parts, part)

    def sheets(self) -> dict[str, str]:
        """Return the part of each sheet by its title, in the order of the workbook."""
        found = {relation.id: relation.target for relation in self.relations(WORKBOOK)}
        sheets = (item.attributes for item in elements(self.parts[WORKBOOK], "sheet"))
        return {sheet["name"]: found[_relation_id(sheet)] for sheet in sheets}

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


def _relation_id(attributes: Mapping[str, str]) -> str:
    """Return the id of a relation, whatever prefix its namespace has."""
    return next(value for name, value in attributes.items() if name.endswith(":id"))
