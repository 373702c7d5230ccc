"""A workbook that LibreOffice saved, made one for Excel again.

LibreOffice writes VBA, buttons and the state of hidden sheets in its own way, or not at all.
Everything that staff cannot change comes back from the workbook as it was opened: the VBA
project, the code names by which it knows its sheets, the buttons, the ribbon.
"""

import io
import os
import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from defusedxml import ElementTree

from bpindex.errors import HostError
from bpindex.hosts.libreoffice.saved_pages import mended_page, notice_page
from bpindex.hosts.notice_sheets import GENERATED
from bpindex.sheets.state_sheet import STATE_SHEET
from bpindex.sheets.text_sheets import CORRECTIONS
from bpindex.sheets.tool_sheets import GUIDE
from bpindex.words import workbook as workbook_words
from bpindex.workbook.system_sheets import CONF_SHEET, HELP_SHEET

Parts = dict[str, bytes]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_VBA = "xl/vbaProject.bin"
_RIBBON = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    '<Relationship Id="rIdCustomUI14" '
    'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_RIBBON}"/>'
)
_STATES = {CONF_SHEET: "hidden", HELP_SHEET: "veryHidden", STATE_SHEET: "veryHidden"}
# Sheets with buttons: what they draw is all the tool's, so it comes back as a whole.
_WITH_BUTTONS = (GUIDE.title, CORRECTIONS.title)
# Buttons stand in alternatives, each of them and all together.
_DRAWN = re.compile(
    r"(?P<outer><mc:AlternateContent[^>]*><mc:Choice[^>]*>)?<controls>.*</controls>"
    r"(?(outer)</mc:Choice></mc:AlternateContent>)|<drawing [^>]*/>|<legacyDrawing [^>]*/>",
    re.DOTALL,
)
_AFTER_DRAWING = re.compile(r"(<tableParts|<extLst|</worksheet>)")
_TAB_COLOUR = re.compile(r"<tabColor[^>]*/>")
_SHEET_PROPERTIES = re.compile(
    r"<sheetPr(?P<more>[^>]*?)(?:/>|>(?P<inside>.*?)</sheetPr>)", re.DOTALL
)
_VALIDATION = re.compile(r"<dataValidation .*?</dataValidation>", re.DOTALL)
_SECOND_FORMULA = re.compile(r"<formula2>[^<]*</formula2>")
# Basic modules of this name are ours: a file that has one was saved and not mended.
_SHIM = "BridgeServer".encode("utf-16-le")
# Kinds of parts that hang on a sheet's drawing; buttons and notes need but two of them.
_DRAWING_KINDS = ("drawing", "vmlDrawing", "ctrlProp", "comments")
_KEPT_KINDS = ("vmlDrawing", "comments")
_PREFIX = "bochiso_"


def mend_file(path: Path, original: bytes) -> None:
    """Make a file that LibreOffice has just saved a workbook for Excel, atomically.

    LibreOffice later compares the time of the file with what it remembers: it stays.
    """
    times = path.stat()
    content = mended(path.read_bytes(), original)
    handle, name = tempfile.mkstemp(prefix=".bochiso-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(times.st_mode)
        os.utime(name, ns=(times.st_atime_ns, times.st_mtime_ns))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def is_mended(content: bytes) -> bool:
    """Return whether a workbook is as Excel needs it: not left as LibreOffice saved it."""
    return _SHIM not in _parts(content).get(_VBA, b"")


def mended(saved: bytes, original: bytes) -> bytes:
    """Return the saved package with all that is the tool's as it was in the original one."""
    new, old = _parts(saved), _parts(original)
    if "xl/workbook.xml" not in new or _VBA not in old:
        raise HostError(workbook_words.NOT_A_WORKBOOK)
    new[_VBA] = old[_VBA]
    new_sheets, old_sheets = _sheets(new), _sheets(old)
    _mend_workbook(new, old)
    for title, part in new_sheets.items():
        before = old[old_sheets[title]].decode() if title in old_sheets else ""
        xml = mended_page(_mended_sheet(new[part].decode(), before), before)
        if title in GENERATED:
            # Made anew since then, it has the page of every notice.
            xml = mended_page(xml, notice_page())
        new[part] = xml.encode()
        if before and title in _WITH_BUTTONS:
            _mend_drawing(new, part, old, old_sheets[title])
    if _RIBBON in old:
        new[_RIBBON] = old[_RIBBON]
        # LibreOffice keeps the ribbon of a workbook that it opened; what it lacks is added.
        if _RIBBON not in new["_rels/.rels"].decode():
            new["_rels/.rels"] = _before(new["_rels/.rels"], "</Relationships>", _RIBBON_RELATION)
        override = f'<Override PartName="/{_RIBBON}" ContentType="application/xml"/>'
        types = "[Content_Types].xml"
        if f'"/{_RIBBON}"' not in new[types].decode():
            new[types] = _before(new[types], "</Types>", override)
    return _package(new)


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _package(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        # Excel wants the list of types first.
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            package.writestr(name, parts[name])
    return out.getvalue()


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part of each sheet by its title."""
    relations = {
        str(item.get("Id")): str(item.get("Target"))
        for item in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    found = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = relations[str(sheet.get(_RELATION))]
        found[str(sheet.get("name"))] = _resolved("xl", target)
    return found


def _resolved(folder: str, target: str) -> str:
    """Return the name of a part that a relationship of a part in a folder points to."""
    if target.startswith("/"):
        return target[1:]
    pieces: list[str] = []
    for piece in PurePosixPath(folder, target).parts:
        if piece == "..":
            pieces.pop()
        else:
            pieces.append(piece)
    return "/".join(pieces)


def _mend_workbook(new: Parts, old: Parts) -> None:
    """Give the workbook its code name, its hidden sheets, its way of computing."""
    text = new["xl/workbook.xml"].decode()
    code_name = re.search(rb'<workbookPr[^>]*codeName="(\w+)"', old["xl/workbook.xml"])
    if code_name and "codeName=" not in text.partition("</workbookPr>")[0].partition("<sheets")[0]:
        text = text.replace("<workbookPr ", f'<workbookPr codeName="{code_name[1].decode()}" ', 1)
    for title, state in _STATES.items():
        text = re.sub(rf'(<sheet name="{re.escape(title)}"[^>]*state=")\w+', rf"\g<1>{state}", text)
    calc = re.search(rb"<calcPr[^>]*/>", old["xl/workbook.xml"])
    if calc:
        text = re.sub(r"<calcPr[^>]*/>", calc[0].decode(), text)
    new["xl/workbook.xml"] = text.encode()


def _mended_sheet(xml: str, old: str) -> str:
    """Return a sheet with the name in VBA and the colour of its tab that it had, or with none.

    The second formula that LibreOffice gives to every validation goes where nothing is between.
    """
    before, now = _SHEET_PROPERTIES.search(old), _SHEET_PROPERTIES.search(xml)
    code_name = re.search(r'codeName="\w+"', before["more"]) if before else None
    colour = _TAB_COLOUR.search(before["inside"] or "") if before else None
    more = re.sub(r' codeName="\w*"', "", now["more"] if now else "")
    inside = _TAB_COLOUR.sub("", (now["inside"] or "") if now else "")
    properties = (
        f"<sheetPr{f' {code_name[0]}' if code_name else ''}{more}>"
        f"{colour[0] if colour else ''}{inside}</sheetPr>"
    )
    if now:
        xml = xml[: now.start()] + properties + xml[now.end() :]
    else:
        xml = re.sub(r"<worksheet[^>]*>", lambda found: found[0] + properties, xml, count=1)
    return _VALIDATION.sub(_mended_validation, xml)


def _mended_validation(found: re.Match[str]) -> str:
    kind, operator = (re.search(rf'{n}="(\w+)"', found[0]) for n in ("type", "operator"))
    has_two = operator is None or operator[1] in ("between", "notBetween")
    if has_two and kind and kind[1] not in ("list", "custom"):
        return found[0]
    return _SECOND_FORMULA.sub("", found[0])


def _mend_drawing(new: Parts, part: str, old: Parts, old_part: str) -> None:
    """Let a sheet show the buttons and header notes that it had."""
    xml = _DRAWN.sub("", new[part].decode())
    relations = _relations_part(part)
    _drop_drawing(new, part, relations)
    kept = re.findall(r"<Relationship [^>]*/>", new.get(relations, b"").decode())
    legacy = re.search(rb'<legacyDrawing r:id="(\w+)"/>', old[old_part])
    old_relations = old.get(_relations_part(old_part), b"").decode()
    for item in re.findall(r"<Relationship [^>]*/>", old_relations):
        kind = item.partition('Type="')[2].partition('"')[0].rpartition("/")[2]
        if kind not in _KEPT_KINDS:
            continue
        target = item.partition('Target="')[2].partition('"')[0]
        source = _resolved(str(PurePosixPath(old_part).parent), target)
        # Names of its own: LibreOffice numbers the parts of all sheets anew.
        place = PurePosixPath(source)
        name = str(place.with_name(_PREFIX + place.name.removeprefix(_PREFIX)))
        new[name] = old[source]
        number = re.sub(r'Id="(?:bcs)?(\w+)"', r'Id="bcs\1"', item)
        kept.append(number.replace(f'Target="{target}"', f'Target="/{name}"'))
        _declare(new, name, old, source)
    root = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    body = "".join(kept)
    new[relations] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<Relationships {root}>{body}</Relationships>"
    ).encode()
    if legacy:
        tag = f'<legacyDrawing r:id="bcs{legacy[1].decode().removeprefix("bcs")}"/>'
        xml = _AFTER_DRAWING.sub(lambda match: tag + match[0], xml, count=1)
    new[part] = xml.encode()


def _drop_drawing(new: Parts, part: str, relations: str) -> None:
    """Forget what LibreOffice drew on a sheet, with the parts and their types."""
    folder = str(PurePosixPath(part).parent)
    text = new.get(relations, b"").decode()
    for item in re.findall(r"<Relationship [^>]*/>", text):
        kind = item.partition('Type="')[2].partition('"')[0].rpartition("/")[2]
        if kind in _DRAWING_KINDS:
            text = text.replace(item, "")
            target = _resolved(folder, item.partition('Target="')[2].partition('"')[0])
            new.pop(target, None)
            types = new["[Content_Types].xml"].decode()
            override = rf'<Override PartName="/{re.escape(target)}"[^>]*/>'
            new["[Content_Types].xml"] = re.sub(override, "", types).encode()
    new[relations] = text.encode()


def _declare(new: Parts, name: str, old: Parts, source: str) -> None:
    """State the type of a part as the original did, by its own name or by its ending."""
    types = old["[Content_Types].xml"].decode()
    found = re.search(rf'<Override PartName="/{re.escape(source)}" ContentType="([^"]+)"', types)
    ending = PurePosixPath(source).suffix[1:]
    by_ending = re.search(rf'<Default Extension="{ending}" ContentType="([^"]+)"', types)
    kind = found or by_ending
    if kind:
        override = f'<Override PartName="/{name}" ContentType="{kind[1]}"/>'
        new["[Content_Types].xml"] = _before(new["[Content_Types].xml"], "</Types>", override)


def _relations_part(part: str) -> str:
    place = PurePosixPath(part)
    return str(place.parent / "_rels" / f"{place.name}.rels")


def _before(data: bytes, closing_tag: str, element: str) -> bytes:
    head, tag, tail = data.decode().rpartition(closing_tag)
    return (head + element + tag + tail).encode()
