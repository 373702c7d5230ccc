"""Whole sheets of a workbook's package: renamed, deleted, copied in from another one.

Formulas follow a sheet that is renamed, no other one.
"""

import re
from itertools import count

from bpindex.xlsx.elements import Element, element, elements, replaced, text_of, written
from bpindex.xlsx.package import OFFICE_KIND, SHARED_STRINGS, WORKBOOK, Package, related
from bpindex.xlsx.styles import STYLES, joined_styles

_STYLED = re.compile(rb"<(c|row|col)\b([^>]*)>")
_STYLE = re.compile(rb' (s|style)="(\d+)"')
# A sheet that comes in is none of those that are selected together, and VBA does not know it.
_NOT_COPIED = re.compile(rb' (tabSelected|codeName)="[^"]*"')


def compute_when_opened(package: Package) -> None:
    """Let the program that opens the file compute all: what is stored is of other inputs."""
    if found := element(package.parts[WORKBOOK], "calcPr"):
        new = written("calcPr", {**found.attributes, "fullCalcOnLoad": "1"})
        package.parts[WORKBOOK] = replaced(package.parts[WORKBOOK], [(found, new)])


def rename_sheet(package: Package, title: str, new_title: str) -> None:
    """Give a sheet another title; raise ValueError where a sheet has it."""
    if new_title in package.sheets():
        raise ValueError(f"there is a sheet {new_title}")
    sheet, _ = _find(package, title)
    changes = [(sheet, written("sheet", {**sheet.attributes, "name": new_title}))]
    for item in elements(package.parts[WORKBOOK], "definedName"):
        if (text := _of_title(item.text, title, new_title)) != item.text:
            changes.append((item, written("definedName", item.attributes, text_of(text))))
    _change(package, changes)
    # Links hold a place as a text, behind "#": these no program follows.
    # (A pattern that looks behind is tried at every byte, one that begins with letters is not.)
    named, new = re.compile(re.escape(text_of(f"'{title}'!"))), text_of(f"'{new_title}'!")

    def follow(found: re.Match[bytes]) -> bytes:
        return found[0] if found.string[found.start() - 1 : found.start()] == b"#" else new

    for part in package.sheets().values():
        package.parts[part] = named.sub(follow, package.parts[part])


def delete_sheet(package: Package, title: str) -> None:
    """Take a sheet out, with what belongs to it alone."""
    part = package.sheets()[title]
    sheet, place = _find(package, title)
    names = elements(package.parts[WORKBOOK], "definedName")
    own = [item for item in names if item.attributes.get("localSheetId") == str(place)]
    _change(package, [(item, b"") for item in (sheet, *own)])
    _renumber(package, place, -1)
    relations = package.relations(WORKBOOK)
    for relation in [item for item in relations if item.target == part]:
        relations.drop(relation)
    _drop(package, part)


def copy_sheet(package: Package, source: Package, title: str, new_title: str, after: str) -> None:
    """Copy a sheet of another workbook in, with its looks, behind one of the sheets."""
    package.parts[STYLES], styles = joined_styles(package.parts[STYLES], source.parts[STYLES])
    part = _copied(package, source, source.sheets()[title])
    xml = _with_own_texts(_NOT_COPIED.sub(b"", package.parts[part]), source)
    package.parts[part] = _STYLED.sub(lambda tag: _styled(tag, styles), xml)
    relation = package.relations(WORKBOOK).add(f"{OFFICE_KIND}worksheet", part)
    place = _find(package, after)[1] + 1
    _renumber(package, place, 1)
    before, _ = _find(package, after)
    known = elements(package.parts[WORKBOOK], "sheet")
    number = 1 + max(int(item.attributes["sheetId"]) for item in known)
    state = {k: v for k, v in _find(source, title)[0].attributes.items() if k == "state"}
    named = {"name": new_title, "sheetId": str(number), **state}
    sheet = written("sheet", {**named, **related(relation)})
    _change(package, [(before, before.outer + sheet)])
    _copy_names(package, source, title, new_title, place)


def _find(package: Package, title: str) -> tuple[Element, int]:
    """Return the entry of a sheet and its place; raise KeyError for none."""
    for place, item in enumerate(elements(package.parts[WORKBOOK], "sheet")):
        if item.attributes["name"] == title:
            return item, place
    raise KeyError(title)


def _change(package: Package, changes: list[tuple[Element, bytes]]) -> None:
    package.parts[WORKBOOK] = replaced(package.parts[WORKBOOK], changes)


def _renumber(package: Package, place: int, by: int) -> None:
    """Let what refers to sheets by number follow those that moved."""
    changes = []
    for item in elements(package.parts[WORKBOOK], "definedName", "workbookView"):
        name = "localSheetId" if item.name == "definedName" else "activeTab"
        number = int(item.attributes.get(name, "-1"))
        if number >= max(place, 1):
            attributes = {**item.attributes, name: str(number + by)}
            changes.append((item, written(item.name, attributes, item.inner or None)))
    _change(package, changes)


def _copy_names(package: Package, source: Package, title: str, new_title: str, place: int) -> None:
    """Copy the names that belong to a sheet, such as its area of print."""
    _, number = _find(source, title)
    new = b"".join(
        written(
            "definedName",
            {**item.attributes, "localSheetId": str(place)},
            text_of(_of_title(item.text, title, new_title)),
        )
        for item in elements(source.parts[WORKBOOK], "definedName")
        if item.attributes.get("localSheetId") == str(number)
    )
    book = package.parts[WORKBOOK]
    names = element(book, "definedNames")
    assert names is not None
    package.parts[WORKBOOK] = book[: names.close] + new + book[names.close :]


def _of_title(text: str, title: str, new_title: str) -> str:
    """Return a reference with another title of the sheet."""
    return text.replace(f"'{title}'!", f"'{new_title}'!")


def _copied(package: Package, source: Package, part: str) -> str:
    """Copy a part with all that it needs; return its name there."""
    stem, ending = re.fullmatch(r"(.*?)\d*(\.\w+)", part).groups()  # type: ignore[union-attr]
    free = (name for i in count(1) if (name := f"{stem}{i}{ending}") not in package.parts)
    name = next(free)
    package.add(name, source.parts[part], source.types.of(part))
    for item in source.relations(part):
        target = item.target if item.external else _copied(package, source, item.target)
        package.relations(name).add(item.type, target, item.id, external=item.external)
    return name


def _with_own_texts(sheet: bytes, source: Package) -> bytes:
    """Return a sheet that holds its texts itself, and none by number in a list of its workbook."""
    numbered = [cell for cell in elements(sheet, "c") if cell.attributes.get("t") == "s"]
    if not numbered:
        return sheet
    texts = [item.inner for item in elements(source.parts[SHARED_STRINGS], "si")]
    return replaced(
        sheet,
        (
            (
                cell,
                written(
                    "c",
                    {**cell.attributes, "t": "inlineStr"},
                    written("is", {}, texts[int(cell.text)]),
                ),
            )
            for cell in numbered
        ),
    )


def _drop(package: Package, part: str) -> None:
    """Forget a part with all that it alone needs."""
    for item in list(package.relations(part)):
        if item.target in package.parts:
            _drop(package, item.target)
    package.drop(part)


def _styled(tag: re.Match[bytes], styles: list[str]) -> bytes:
    """Return a tag with the new number of its style; a cell without one has the first."""
    name, attributes = tag[1], tag[2]
    if name == b"c" and not _STYLE.search(attributes):
        attributes = b' s="0"' + attributes
    new = _STYLE.sub(lambda i: b' %s="%s"' % (i[1], styles[int(i[2])].encode()), attributes)
    return b"<" + name + new + b">"
