"""The VBA project: made from text, readable by others.

Nothing here runs in Excel.
"""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from defusedxml import ElementTree

from bpindex.errors import BuildError
from bpindex.workbook import vbaproject
from bpindex.workbook.buttons import ENTRY_MODULE, ribbon_xml
from bpindex.workbook.vbaproject import (
    add_ribbon,
    bochiso_modules,
    build_vba_project,
    postprocess_wrappers,
    read_vba_project,
    this_workbook_code,
    xlwings_modules,
)
from tests import ROOT
from tests.workbook.vba_samples import (
    FAKE_SERVER,
    FAKE_XLWINGS,
    FUNCTIONS,
    documents,
    generated,
    real_modules,
)

VBA_FOLDER = ROOT / "bpindex" / "workbook" / "vba"
VBA_FILES = sorted([*VBA_FOLDER.glob("*.bas"), *VBA_FOLDER.glob("*.cls")])
# Every text of ours by its file, with the one that is made when the workbook is built.
VBA_SOURCES = {path.name: path.read_bytes() for path in VBA_FILES} | {
    f"{ENTRY_MODULE}.bas": bochiso_modules()[ENTRY_MODULE].encode()
}

# Building and reading back


def test_two_builds_give_the_same_bytes() -> None:
    project = build_vba_project(real_modules(), documents())
    assert project == build_vba_project(real_modules(), documents())
    program = (
        "import hashlib, sys; from bpindex.workbook.vbaproject import *; import json;"
        "modules, documents = json.load(sys.stdin);"
        "print(hashlib.sha256(build_vba_project(modules, documents)).hexdigest())"
    )
    for seed in ("1", "2"):
        other = subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps([real_modules(), documents()]),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert other.stdout.strip() == hashlib.sha256(project).hexdigest()


def oletools_sources(project: bytes) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oletools uses deprecated names of its own libraries
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser("vbaProject.bin", data=project)
        return {Path(stream).name: source for _, stream, _, source in parser.extract_all_macros()}


def test_another_reader_reads_the_text_of_every_module_back() -> None:
    found = oletools_sources(build_vba_project(real_modules(), documents()))
    assert list(found) == list(documents()) + list(real_modules())
    for name, source in real_modules().items():
        assert found[name] == source, name
    for name, code in documents().items():
        header, _, body = found[name].partition("Attribute VB_Customizable = True\r\n")
        assert f'Attribute VB_Name = "{name}"' in header
        assert body == code


def test_our_reader_agrees_with_the_other_reader() -> None:
    project = build_vba_project(real_modules(), documents())
    assert read_vba_project(project) == oletools_sources(project)


def test_the_project_holds_no_compiled_code_and_no_surplus_bytes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import olefile
        from oletools.olevba import decompress_stream
    project = build_vba_project(real_modules(), documents())
    with olefile.OleFileIO(io.BytesIO(project)) as container:
        compiled = container.openstream("VBA/_VBA_PROJECT").read()
        directory = decompress_stream(bytearray(container.openstream("VBA/dir").read()))
    assert compiled.hex() == "cc61ffff000000"
    assert directory.hex().endswith("2b0000000000100000000000")


def test_a_class_module_is_declared_as_one() -> None:
    project = build_vba_project(real_modules(), documents())
    assert b"\r\nClass=Dictionary\r\n" in project
    assert b"\r\nModule=BoChiSo_Main\r\n" in project
    assert b"\r\nDocument=shRegister/&H00000000\r\n" in project


def test_the_xlwings_module_has_the_version_of_the_installed_package() -> None:
    import xlwings

    assert f"'Version: {xlwings.__version__}" in xlwings_modules()["xlwings"]


def test_an_xlwings_module_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vbaproject, "version", lambda name: "0.37.9")
    with pytest.raises(BuildError, match=r"VBA 0\.37\.\d+, gói đã cài 0\.37\.9, "):
        xlwings_modules()


@pytest.mark.parametrize(
    ("modules", "code_names", "message"),
    [
        ({"A": 'Attribute VB_Name = "A"\r\n\' Điểm\r\n'}, ["ThisWorkbook"], "A có ký tự ngoài"),
        ({"A": 'Attribute VB_Name = "B"\r\n'}, ["ThisWorkbook"], "A không mang đúng tên"),
        ({}, ["shGuide"], "Thiếu mô-đun ThisWorkbook"),
    ],
)
def test_wrong_source_is_refused(
    modules: dict[str, str], code_names: list[str], message: str
) -> None:
    with pytest.raises(BuildError, match=message):
        build_vba_project(modules, dict.fromkeys(code_names, ""))


def test_git_keeps_the_line_ends_of_vba() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    for rule in ("*.bas text eol=crlf", "*.cls text eol=crlf", "*.xlsm binary", "*.bin binary"):
        assert rule in rules


# The source itself


@pytest.mark.parametrize("name", VBA_SOURCES)
def test_source_is_ascii_with_crlf_and_option_explicit(name: str) -> None:
    data = VBA_SOURCES[name]
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") > 0
    assert b"\r\nOption Explicit\r\n" in b"\r\n" + data


@pytest.mark.parametrize("name", VBA_SOURCES)
def test_every_procedure_has_a_doc_block_and_public_ones_come_first(name: str) -> None:
    lines = VBA_SOURCES[name].decode("ascii").splitlines()
    pattern = re.compile(r"(Public |Private |Friend |)(Static )?(Sub|Function|Property)\b")
    found = [(number, pattern.match(line)) for number, line in enumerate(lines)]
    procedures = [(number, match[1]) for number, match in found if match]
    assert procedures
    for number, scope in procedures:
        assert scope, f"{name}:{number + 1} does not say Public or Private"
        assert lines[number - 1] == "''", f"{name}:{number + 1} has no doc block"
        start = number - 2
        while lines[start].startswith("' ") or lines[start] == "'":
            start -= 1
        assert lines[start] == "''" and start < number - 2, f"{name}:{number + 1}"
    scopes = [scope for _, scope in procedures]
    assert scopes == sorted(scopes, key=lambda scope: scope == "Private ")


def analysis_errors(folder: Path, modules: dict[str, str]) -> list[str]:
    """The errors that pyvbaanalysis finds in the whole project, ours and xlwings' alike."""
    folder.mkdir()
    for name, source in read_vba_project(build_vba_project(modules, documents())).items():
        suffix = ".cls" if "Attribute VB_Creatable" in source else ".bas"
        (folder / f"{name}{suffix}").write_bytes(source.encode("ascii"))
    result = subprocess.run(
        [sys.executable, "-m", "pyvbaanalysis", "--whole-project", "--fail-level=error", folder],
        capture_output=True,
        text=True,
    )
    errors = [line for line in result.stdout.splitlines() if re.match(r"\s+\d+:\d+ error ", line)]
    assert result.returncode == bool(errors), result.stdout + result.stderr
    return errors


def test_the_whole_project_has_no_error_for_pyvbaanalysis(tmp_path: Path) -> None:
    modules = {**real_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}
    assert analysis_errors(tmp_path / "real", modules) == []


def test_pyvbaanalysis_finds_a_wrong_code_name(tmp_path: Path) -> None:
    modules = {"xlwings": FAKE_XLWINGS, "FakeServer": FAKE_SERVER, **bochiso_modules()}
    assert analysis_errors(tmp_path / "good", modules) == []
    modules["BoChiSo_Run"] = modules["BoChiSo_Run"].replace("shRegister.A", "shRegisters.A")
    assert len(analysis_errors(tmp_path / "bad", modules)) == 1


# What our modules use of other modules, for a check that knows only ours.
OUTSIDE = """\
Attribute VB_Name = "Outside"
Option Explicit
Public shHelp As Worksheet
Public shRegister As Worksheet
Public shGuide As Worksheet
Public shHome As Worksheet
Public shHomeFacts As Worksheet
Public shScores As Worksheet
Public shFigures As Worksheet
Public Function XLPy() As Object
End Function
' One of VBA's own that vbalidator does not know.
Public Function GetSetting(application, section, key, default) As String
End Function
"""


def validator_errors(folder: Path, modules: dict[str, str]) -> list[str]:
    folder.mkdir()
    (folder / "ThisWorkbook.cls").write_bytes(this_workbook_code().encode("ascii"))
    for name, source in {**modules, "Outside": OUTSIDE}.items():
        (folder / f"{name}.bas").write_bytes(source.encode("ascii"))
    report = folder.parent / f"{folder.name}.json"
    command = ["vbalidator", "--host", "excel", "--output", str(report), str(folder)]
    result = subprocess.run(
        [Path(sys.executable).with_name(command[0]), *command[1:]], capture_output=True, text=True
    )
    errors = [line for line in result.stdout.splitlines() if " ERROR " in line]
    assert f"Errors        : {len(errors)}" in result.stdout, result.stdout + result.stderr
    return errors


def test_our_modules_have_no_error_for_vbalidator(tmp_path: Path) -> None:
    modules = {**bochiso_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}
    assert validator_errors(tmp_path / "good", modules) == []
    run = modules["BoChiSo_Run"]
    modules["BoChiSo_Run"] = run.replace("    End If\r\n", "")
    assert modules["BoChiSo_Run"] != run
    assert validator_errors(tmp_path / "bad", modules)


# The generated wrappers


def test_a_wrapper_calls_our_server_and_gives_an_excel_error() -> None:
    wrappers = postprocess_wrappers(generated(FUNCTIONS))
    assert "XLPy" in generated(FUNCTIONS) and "Err.Description" in generated(FUNCTIONS)
    for word in ("XLPy", "Err.Description", "#If"):
        assert word not in wrappers
    assert wrappers.replace("\r\n", "\n").endswith("""
Public Function BP_TYLE(counts) As Variant
    If (Not Application.CommandBars("Standard").Controls(1).Enabled) Then Exit Function
    On Error GoTo failed
    BP_TYLE = BpCall("sample", "BP_TYLE", Array(counts))
    Exit Function
failed:
    BP_TYLE = CVErr(xlErrValue)
End Function
""")
    assert "Public Function BP_DIEM(counts, target, Optional zero) As Variant\r\n" in wrappers
    assert 'BpCall("sample", "BP_DIEM", Array(counts, target, zero))\r\n' in wrappers
    assert wrappers.count("\r\n") == wrappers.count("\n")


@pytest.mark.parametrize(
    "functions",
    [
        "@xlfunc\ndef BP_DIEM(*counts): ...",
        "@xlfunc(volatile=True)\ndef BP_DIEM(counts): ...",
        "def BP_DIEM(counts): ...",
    ],
    ids=["variable arguments", "volatile", "no function"],
)
def test_a_wrapper_that_does_not_fit_is_refused(functions: str) -> None:
    with pytest.raises(BuildError):
        postprocess_wrappers(generated(functions))


def test_a_wrapper_of_a_sub_is_refused() -> None:
    with pytest.raises(BuildError, match="BP_DIEM, BP_TYLE, Extra"):
        postprocess_wrappers(generated(FUNCTIONS) + "Sub Extra()\nEnd Sub\n")


# The ribbon


def plain_workbook() -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        book.add_worksheet("Số liệu").write("A1", "Số liệu")
    return output.getvalue()


def test_the_ribbon_is_added_beside_unchanged_parts() -> None:
    before = plain_workbook()  # once: it says when it was made
    after = add_ribbon(before, ribbon_xml())
    changed = {"_rels/.rels", "[Content_Types].xml"}
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.namelist() == [*old.namelist(), "customUI/customUI14.xml"]
        for name in old.namelist():
            assert (old.read(name) == new.read(name)) == (name not in changed), name
        assert new.read("customUI/customUI14.xml").decode() == ribbon_xml()
        relationships = ElementTree.fromstring(new.read("_rels/.rels"))
        assert {item.date_time for item in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        types = ElementTree.fromstring(new.read("[Content_Types].xml"))
    targets = {item.get("Target"): item.get("Type") for item in relationships}
    assert targets["customUI/customUI14.xml"] == (
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    )
    assert len({item.get("Id") for item in relationships}) == len(relationships)
    contents = {item.get("PartName"): item.get("ContentType") for item in types}
    assert contents["/customUI/customUI14.xml"] == "application/xml"


def test_the_ribbon_is_added_with_the_same_bytes_each_time() -> None:
    book = plain_workbook()
    assert add_ribbon(book, ribbon_xml()) == add_ribbon(book, ribbon_xml())


def test_a_second_ribbon_or_another_xml_is_refused() -> None:
    book = plain_workbook()
    with pytest.raises(BuildError, match="đã có sẵn"):
        add_ribbon(add_ribbon(book, ribbon_xml()), ribbon_xml())
    with pytest.raises(BuildError, match="customUI"):
        add_ribbon(book, ribbon_xml().replace("2009/07", "2006/01"))


def test_esc_stops_python_and_not_the_macro_of_a_button() -> None:
    """Excel would break into the macro, in English, as soon as Python gives it back."""
    source = (VBA_FOLDER / "BoChiSo_Run.bas").read_text("ascii")
    body = source.partition("Public Sub RunHost(")[2].partition("End Sub")[0]
    disabled, run = (body.index(text) for text in ("EnableCancelKey = xlDisabled", "RunCommand "))
    assert disabled < run
