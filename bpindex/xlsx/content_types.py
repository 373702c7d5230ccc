"""What kind each part of a package is: by its own name, or by the ending of its name."""

from bpindex.xlsx.elements import Element, appended, elements, replaced, written

CONTENT_TYPES = "[Content_Types].xml"


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
            self._parts[CONTENT_TYPES] = replaced(self._parts[CONTENT_TYPES], [(own, b"")])

    def _own(self, part: str) -> Element | None:
        overrides = elements(self._parts[CONTENT_TYPES], "Override")
        return next((i for i in overrides if i.attributes["PartName"] == f"/{part}"), None)
