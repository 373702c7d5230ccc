"""The VBA project of the workbook, made from text: `vbaProject.bin`, wrappers and ribbon."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path

import xlsxwriter
from defusedxml import ElementTree
from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.cfb import CFB
from pyopenvba.vba import compress, decompress, parse_vba_project, split_attribute_header

from bpindex.errors import BuildError
from bpindex.files.temporary import temporary_folder
from bpindex.words import workbook as workbook_words
from bpindex.workbook.buttons import ENTRY_MODULE, entry_points
from bpindex.workbook.compound import with_black_tree
from bpindex.xlsx.package import RIBBON, VBA_PROJECT, Package

WORKBOOK_CODE_NAME = "ThisWorkbook"

# The form that says "no compiled code here": the host compiles the source on opening.
_NO_COMPILED_CODE = bytes.fromhex("cc61ffff000000")
# End of the last module and end of the stream `dir`; pyOpenVBA writes four NULs too many after it.
_DIR_END = bytes.fromhex("2b0000000000100000000000")

_RIBBON_ROOT = "{http://schemas.microsoft.com/office/2009/07/customui}customUI"

_WRAPPER = re.compile(
    r"^Function (?P<name>\w+)\((?P<parameters>[^\n]*)\)\n(?P<prelude>.*?)"
    r'^\s*#If App = "Microsoft Excel" Then\n.*?'
    r'CallUDF\((?P<target>"[\w.]+", "\w+"), (?P<arguments>Array\([^\n]*\)), '
    r"ThisWorkbook, Application\.Caller\)\n.*?^End Function\n",
    re.MULTILINE | re.DOTALL,
)
_WRAPPER_HEADER = """\
Attribute VB_Name = "xlwings_udfs"
Option Explicit

' Written by xlwings from the functions in Python, then adapted: do not edit.
"""
_WRAPPER_BODY = """
''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function {name}({parameters}) As Variant
{prelude}    On Error GoTo failed
    {name} = BpCall({target}, {arguments})
    Exit Function
failed:
    {name} = CVErr(xlErrValue)
End Function
"""


def bochiso_modules() -> dict[str, str]:
    """Return our own standard modules, by name, as they go into the workbook."""
    texts = {
        item.name.removesuffix(".bas"): item.read_text(encoding="utf-8")
        for item in files("bpindex.workbook").joinpath("vba").iterdir()
        if item.name.endswith(".bas")
    }
    texts[ENTRY_MODULE] = entry_points()
    return {name: _crlf(texts[name]) for name in sorted(texts)}


def this_workbook_code() -> str:
    """Return the code of the document module ThisWorkbook."""
    path = files("bpindex.workbook").joinpath("vba", "ThisWorkbook.cls")
    return _crlf(path.read_text(encoding="utf-8"))


def xlwings_modules() -> dict[str, str]:
    """Return the modules `xlwings` and `Dictionary` of the installed xlwings package."""
    template = Path(str(distribution("xlwings").locate_file("xlwings/quickstart_standalone.xlsm")))
    modules = read_vba_project(Package(template.read_bytes()).parts[VBA_PROJECT])
    found = re.search(r'XLWINGS_VERSION As String = "([^"]+)"', modules.get("xlwings", ""))
    in_module = found[1] if found and "Dictionary" in modules else "?"
    installed, locked = version("xlwings"), locked_version("xlwings")
    if not in_module == installed == locked:
        # Excel loads the DLL of exactly the version that its VBA module names.
        raise BuildError(
            workbook_words.XLWINGS_VERSIONS.format(
                module=in_module, installed=installed, locked=locked
            )
        )
    return {name: _crlf(modules[name]) for name in ("xlwings", "Dictionary")}


def locked_version(package: str) -> str:
    """Return the version of a package in the lock of dependencies, "?" where it has none."""
    lock = files("bpindex.data").joinpath("requirements.lock").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(package)}==([^\s\\]+)", lock, re.MULTILINE)
    return found[1] if found else "?"


def build_vba_project(modules: Mapping[str, str], documents: Mapping[str, str]) -> bytes:
    """Return `vbaProject.bin` with these modules and document modules, always the same bytes.

    `documents` maps the code name of the workbook and of every sheet, in the order of the
    sheets, to the code of its document module.
    """
    if WORKBOOK_CODE_NAME not in documents:
        raise BuildError(workbook_words.MODULE_MISSING.format(name=WORKBOOK_CODE_NAME))
    return _made(tuple(modules.items()), tuple(documents.items()))


@lru_cache(maxsize=2)  # one workbook after the other has the same modules
def _made(modules: Sequence[tuple[str, str]], documents: Sequence[tuple[str, str]]) -> bytes:
    with temporary_folder() as folder:
        stub = folder / "stub.xlsm"
        _write_stub(stub, [name for name, _ in documents if name != WORKBOOK_CODE_NAME])
        with ExcelFile(stub) as book:
            project = book.add_vba_project()
            for name, code in documents:
                book.set_module(name, _vba_source(name, code))
            for name, code in modules:
                source = _vba_source(name, code)
                project.add_module(name, source, kind=_module_kind(name, source))
            book.save()
            return _finished(book.vba_project_bytes())


def read_vba_project(data: bytes) -> dict[str, str]:
    """Return the source of every module of a `vbaProject.bin`, by module name."""
    project = parse_vba_project(CFB.from_bytes(data))
    return {module.name: module.source for module in project.modules}


def postprocess_wrappers(bas: str) -> str:
    """Return the wrappers that xlwings generated, adapted: `BpCall`, and `#VALUE!` for an error."""
    text = bas.replace("\r\n", "\n")
    wrappers = list(_WRAPPER.finditer(text))
    declared = re.findall(r"^(?:Function|Sub) (\w+)\(", text, re.MULTILINE)
    # A volatile function would run at every keystroke; a ParamArray wrapper lacks a declaration.
    refused = any(word in text for word in ("ParamArray", "Application.Volatile"))
    if refused or not wrappers or declared != [wrapper["name"] for wrapper in wrappers]:
        found = ", ".join(declared) or workbook_words.NO_FUNCTION
        raise BuildError(workbook_words.WRAPPERS_WRONG.format(found=found))
    bodies = (_WRAPPER_BODY.format(**wrapper.groupdict()) for wrapper in wrappers)
    return _crlf(_WRAPPER_HEADER + "".join(bodies))


def add_ribbon(xlsm: bytes, custom_ui_xml: str) -> bytes:
    """Return the workbook with a ribbon definition added, its other parts as they were."""
    part = custom_ui_xml.encode()
    if ElementTree.fromstring(part).tag != _RIBBON_ROOT:
        raise BuildError(workbook_words.RIBBON_WRONG)
    package = Package(xlsm)
    if RIBBON in package.parts:
        raise BuildError(workbook_words.RIBBON_TWICE)
    package.put_ribbon(part)
    return package.to_bytes()


def _write_stub(path: Path, sheet_code_names: list[str]) -> None:
    """Write a workbook that only has the sheets whose document modules are wanted."""
    # In memory: its own temporary files stay when the process is killed.
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_vba_name(WORKBOOK_CODE_NAME)
        for code_name in sheet_code_names:
            book.add_worksheet().set_vba_name(code_name)


def _module_kind(name: str, source: str) -> VBAModuleKind:
    """Tell a class module from a standard one by its attributes."""
    header, _ = split_attribute_header(source)
    if f'Attribute VB_Name = "{name}"' not in header:
        raise BuildError(workbook_words.MODULE_NAME.format(name=name))
    is_class = "Attribute VB_Creatable" in header
    return VBAModuleKind.other if is_class else VBAModuleKind.standard


def _vba_source(name: str, code: str) -> str:
    """Return the code with CRLF; refuse what is not ASCII, since VBA would show it as `?`."""
    if not code.isascii():
        raise BuildError(workbook_words.MODULE_NOT_ASCII.format(name=name))
    return _crlf(code)


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _finished(data: bytes) -> bytes:
    """Return the project without compiled code and surplus bytes, its directory as it should be."""
    container = CFB.from_bytes(data)
    directory = decompress(container.get_stream_in_storage("VBA", "dir"))
    kept, end, surplus = directory.rpartition(_DIR_END)
    if not end or surplus.strip(b"\0"):
        raise BuildError(workbook_words.MODULES_END)
    container.write_stream_in_storage("VBA", "dir", compress(kept + end))
    container.write_stream_in_storage("VBA", "_VBA_PROJECT", _NO_COMPILED_CODE)
    return with_black_tree(container.to_bytes())
