"""What of a workbook is no value: locks, rules, names, buttons, ribbon, VBA, beside a fresh one."""

import re
from collections.abc import Iterator

from bpindex.reading.workbook import read_with_harvest
from bpindex.selftest.bench import Bench, StepFailedError, examples
from bpindex.words import selftest as texts
from bpindex.workbook.build import build_workbook
from bpindex.workbook.vbaproject import read_vba_project
from bpindex.xlsx.elements import elements
from bpindex.xlsx.package import VBA_PROJECT, WORKBOOK, Package

_MACRO = re.compile(rb"(?:macro=\"|FmlaMacro>)\s*(?:\[\d+\]!)?([A-Za-z]\w*)")
_HIDDEN_ROW = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")
_RIBBON = "customUI"
# Excel's editor writes attributes above a module, other spaces, cases of names, forms of numbers.
_ATTRIBUTE = re.compile(r"^Attribute .*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
# What each sheet must have where the one that is built has it.
_HAS = {
    texts.LOCK: re.compile(rb"<sheetProtection\b"),
    texts.VALIDATION: re.compile(rb"<(?:x14:)?dataValidation\b"),
    texts.COLOURS: re.compile(rb"<(?:x14:)?conditionalFormatting\b"),
    texts.KEY_ROW: _HIDDEN_ROW,
}


def as_built(bench: Bench) -> str:
    """Everything beside the values stands in the copy as in a workbook built of the same data."""
    built = Package(build_workbook(read_with_harvest(bench.copy).held))
    found = Package(bench.copy.read_bytes())
    lacking = [*_of_sheets(built, found), *_of_names(built, found), *_of_code(built, found)]
    if lacking:
        detail = texts.LACKING.format(count=len(lacking), places=examples(lacking))
        raise StepFailedError(detail, lacking)
    return texts.WELL


def _of_sheets(built: Package, found: Package) -> Iterator[str]:
    there = found.sheets()
    for title, part in built.sheets().items():
        if title not in there:
            yield texts.NO_SHEET.format(sheet=title)
            continue
        own, other = built.parts[part], found.parts[there[title]]
        for what, form in _HAS.items():
            if form.search(own) and not form.search(other):
                yield f"{title}: {what}"
        if missing := _macros(built, part) - _macros(found, there[title]):
            yield f"{title}: {texts.BUTTONS.format(count=len(missing))}"


def _macros(package: Package, part: str) -> set[bytes]:
    """Return the macros that the shapes and buttons of a sheet call."""
    parts = [package.parts.get(relation.target, b"") for relation in package.relations(part)]
    return {name for part in parts for name in _MACRO.findall(part)}


def _of_names(built: Package, found: Package) -> Iterator[str]:
    own, other = (
        {item.attributes["name"]: item.text for item in elements(p.parts[WORKBOOK], "definedName")}
        for p in (built, found)
    )
    broken = [name for name in own if "#REF!" in other.get(name, "#REF!")]
    if broken:
        yield texts.NAMES.format(count=len(broken), names=examples(broken))


def _of_code(built: Package, found: Package) -> Iterator[str]:
    own, other = (
        {part: content for part, content in package.parts.items() if part.startswith(_RIBBON)}
        for package in (built, found)
    )
    if any(part.endswith(".xml") and other.get(part) != content for part, content in own.items()):
        yield texts.RIBBON
    if VBA_PROJECT not in found.parts:
        yield texts.NO_CODE
        return
    modules, there = (_modules(package.parts[VBA_PROJECT]) for package in (built, found))
    changed = [name for name, source in modules.items() if there.get(name) != source]
    if changed:
        yield texts.CODE.format(modules=examples(changed))


def _modules(content: bytes) -> dict[str, list[str]]:
    """Return the words of every module that has some, whoever has written it last."""
    read = read_vba_project(content)
    plain = {name: _ATTRIBUTE.sub("", source).casefold() for name, source in read.items()}
    return {name: words for name, text in plain.items() if (words := _WORD.findall(text))}
