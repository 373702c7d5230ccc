"""A workbook that LibreOffice saved, made one for Excel again.

LibreOffice writes VBA, buttons and the state of hidden sheets in its own way, or not at all.
Everything that staff cannot change comes back from the workbook as it was opened: the VBA
project, the code names by which it knows its sheets, the buttons, the ribbon.
"""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from bpindex.errors import HostError
from bpindex.files.outputs import rewrite
from bpindex.hosts.libreoffice.saved_pages import mended_areas, mended_page
from bpindex.reading.made_sheets import GENERATED
from bpindex.sheets.intake_sheets import IMPORTED, PASTE
from bpindex.sheets.report_sheets import SIGNING
from bpindex.sheets.text_sheets import CORRECTIONS, WORDING
from bpindex.sheets.tool_sheets import GUIDE, HISTORY, HOME
from bpindex.words import files as file_words
from bpindex.workbook.system_sheets import HIDDEN
from bpindex.xlsx.elements import (
    Element,
    children,
    element,
    elements,
    removed,
    replaced,
    without,
    written,
)
from bpindex.xlsx.package import RIBBON, VBA_PROJECT, WORKBOOK, Package, Relation, related
from bpindex.xlsx.worksheet import inserted

# Sheets with buttons, and the kinds of parts these are made of: what such a sheet draws is all the
# tool's, so it comes back as a whole.
_WITH_BUTTONS = {
    HOME.title: ("drawing",),
    **dict.fromkeys(
        (item.title for item in (CORRECTIONS, PASTE, IMPORTED, WORDING, SIGNING, HISTORY, GUIDE)),
        ("vmlDrawing", "comments"),
    ),
}
# Basic modules of this name are ours: a file that has one was saved and not mended.
_SHIM = "BridgeServer".encode("utf-16-le")
# Kinds of parts that hang on a sheet's drawing.
_DRAWING_KINDS = ("drawing", "vmlDrawing", "ctrlProp", "comments")
# What a sheet says of them itself: buttons stand in alternatives, each of them and all together.
_SHOWN = ("drawing", "legacyDrawing")
_DRAWN = (*_SHOWN, "controls")
_PREFIX = "bochiso_"


def mend_file(path: Path, original: bytes) -> None:
    """Make a file that LibreOffice has just saved a workbook for Excel, atomically.

    LibreOffice later compares the time of the file with what it remembers: it stays.
    """
    rewrite(path, mended(path.read_bytes(), original))


def is_mended(content: bytes) -> bool:
    """Return whether a workbook is as Excel needs it: not left as LibreOffice saved it."""
    return _SHIM not in Package(content).parts.get(VBA_PROJECT, b"")


def mended(saved: bytes, original: bytes) -> bytes:
    """Return the saved package with all that is the tool's as it was in the original one."""
    new, old = Package(saved), Package(original)
    if WORKBOOK not in new.parts or VBA_PROJECT not in old.parts:
        raise HostError(file_words.IS_OTHER)
    new.parts[VBA_PROJECT] = old.parts[VBA_PROJECT]
    new.parts[WORKBOOK] = _mended_workbook(new.parts[WORKBOOK], old.parts[WORKBOOK])
    old_sheets = old.sheets()
    for title, part in new.sheets().items():
        before = old.parts[old_sheets[title]] if title in old_sheets else b"<worksheet/>"
        xml = _mended_sheet(new.parts[part], before)
        # A notice that was made anew since then has the page of every notice.
        new.parts[part] = mended_page(xml, before, title in GENERATED)
        if title in old_sheets and title in _WITH_BUTTONS:
            _mend_drawing(new, part, old, old_sheets[title], _WITH_BUTTONS[title])
    if RIBBON in old.parts:
        new.put_ribbon(old.parts[RIBBON])
    return new.to_bytes()


def _mended_workbook(xml: bytes, old: bytes) -> bytes:
    """Return the workbook with its code name, its hidden sheets, its way of computing."""
    code_name = _code_name(element(old, "workbookPr"))
    changes = [
        (item, written(item.name, {**code_name, **item.attributes}))
        for item in elements(xml, "workbookPr")
    ]
    for item in elements(xml, "sheet"):
        if state := HIDDEN.get(item.attributes["name"]):
            changes.append((item, written(item.name, {**item.attributes, "state": state})))
    now, then = element(xml, "calcPr"), element(old, "calcPr")
    if now and then:
        changes.append((now, then.outer))
    return mended_areas(replaced(xml, changes), old)


def _mended_sheet(xml: bytes, old: bytes) -> bytes:
    """Return a sheet with the name in VBA and the colour of its tab that it had, or with none.

    And with the cells that are no errors, which LibreOffice does not know.

    The second formula that LibreOffice gives to every validation goes where nothing is between.
    """
    colour = element(old, "tabColor")
    xml = without(xml, "tabColor")
    now = element(xml, "sheetPr")
    attributes = {k: v for k, v in now.attributes.items() if k != "codeName"} if now else {}
    properties = written(
        "sheetPr",
        {**_code_name(element(old, "sheetPr")), **attributes},
        (colour.outer if colour else b"") + (now.inner if now else b""),
    )
    xml = replaced(xml, [(now, properties)]) if now else inserted(xml, properties)
    if (no_errors := element(old, "ignoredErrors")) and not element(xml, "ignoredErrors"):
        xml = inserted(xml, no_errors.outer)
    single = [rule for rule in elements(xml, "dataValidation") if not _compares_with_two(rule)]
    second = elements(xml, "formula2")
    return removed(xml, (i for i in second if any(_holds(rule, i) for rule in single)))


def _holds(outer: Element, inner: Element) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _code_name(properties: Element | None) -> dict[str, str]:
    """Return the attribute with the name in VBA, where there is one."""
    found = properties.attributes if properties else {}
    return {name: found[name] for name in ("codeName",) if name in found}


def _compares_with_two(validation: Element) -> bool:
    """Return whether a validation asks for a value between two others, or not between them."""
    kind, operator = (validation.attributes.get(name) for name in ("type", "operator"))
    has_two = operator in (None, "between", "notBetween")
    return has_two and kind not in (None, "list", "custom")


def _mend_drawing(
    new: Package, part: str, old: Package, old_part: str, kept: Sequence[str]
) -> None:
    """Let a sheet show the buttons and header notes that it had, parts of these kinds."""
    relations = new.relations(part)
    for relation in relations.of_kind(*_DRAWING_KINDS):
        relations.drop(relation)
        new.drop(relation.target)
    xml = new.parts[part]
    drawn = elements(xml, *_DRAWN)
    gone = [item for item in children(xml) if any(_holds(item, inner) for inner in drawn)]
    xml = removed(xml, gone)
    shown = {item.attributes["r:id"]: item for item in elements(old.parts[old_part], *_SHOWN)}
    for relation in old.relations(old_part).of_kind(*kept):
        number = relations.add(relation.type, _copied(new, old, relation))
        if item := shown.get(relation.id):
            xml = inserted(xml, written(item.name, {**item.attributes, **related(number)}))
    new.parts[part] = xml


def _copied(new: Package, old: Package, relation: Relation) -> str:
    """Copy the part that a relation leads to; return its name there.

    It is a name of its own: LibreOffice numbers the parts of all sheets anew.
    """
    place = PurePosixPath(relation.target)
    name = str(place.with_name(_PREFIX + place.name.removeprefix(_PREFIX)))
    new.add(name, old.parts[relation.target], old.types.of(relation.target))
    return name
