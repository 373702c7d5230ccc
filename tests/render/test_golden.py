"""The generated workbook byte by byte and part by part.

The golden file holds every part of the generated workbook; `pytest --renew-golden` writes it
anew after a wanted change, and git shows what changed.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bpindex.case.folder import bundled_case
from bpindex.render.sheet import render_sheet
from tests import ROOT
from tests.changed_cases import notice_of
from tests.render.sheets import sheet
from tests.strategies import base_case

GOLDEN = ROOT / "tests" / "golden" / "thong-bao-02-2024"


# --- the same bytes --------------------------------------------------------------------------


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert render_sheet(notice_of(base_case())) == sheet().content


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = ["notice", str(bundled_case()), "--out", str(tmp_path), "--format", "xlsx"]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh"}
        command = [sys.executable, "-m", "bpindex", *arguments]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
        assert (tmp_path / "TB-bo-chi-so-2024-02.xlsx").read_bytes() == sheet().content


# --- golden ----------------------------------------------------------------------------------

# What changes with the version of the library, not with ours.
VOLATILE = {"docProps/app.xml", "xl/theme/theme1.xml"}
LINE = 140


def printed(element: ET.Element, depth: int = 0) -> Iterator[str]:
    """Yield an element as lines, on one line where it fits."""
    pad = " " * depth
    whole = "".join(one_line(element))
    if len(pad + whole) <= LINE or not len(element):
        yield pad + whole
        return
    yield pad + opening(element, "")
    for child in element:
        yield from printed(child, depth + 1)
    yield f"{pad}</{element.tag}>"


def one_line(element: ET.Element) -> Iterator[str]:
    if not len(element) and not element.text:
        yield opening(element, "/")
        return
    yield opening(element, "") + escape(element.text or "")
    for child in element:
        yield from one_line(child)
    yield f"</{element.tag}>"


def opening(element: ET.Element, end: str) -> str:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.items())
    return f"<{element.tag}{attributes}{end}>"


def parts(xlsx: bytes) -> dict[str, ET.Element]:
    """Return the parts of a workbook with tags and attributes without their namespaces."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(xlsx)) as file:
        for name in sorted(set(file.namelist()) - VOLATILE):
            root = ET.fromstring(file.read(name))
            for element in root.iter():
                element.tag = element.tag.rpartition("}")[2]
                for key in list(element.attrib):
                    element.attrib[key.rpartition("}")[2]] = element.attrib.pop(key)
            found[name] = root
    return found


def differences(expected: ET.Element, found: ET.Element, path: str) -> Iterator[str]:
    """Yield what differs, element by element."""
    name = expected.get("r") or expected.get("ref") or expected.get("name") or ""
    path = f"{path}/{expected.tag}{f'[{name}]' if name else ''}"
    if expected.tag != found.tag:
        yield f"{path}: expected this element, found <{found.tag}>"
        return
    for key in sorted(expected.attrib.keys() | found.attrib.keys()):
        if expected.get(key) != found.get(key):
            yield f"{path} {key}: expected {expected.get(key)!r}, found {found.get(key)!r}"
    if not len(expected) and not len(found) and (expected.text or "") != (found.text or ""):
        yield f"{path}: expected {expected.text!r}, found {found.text!r}"
    if len(expected) != len(found):
        yield f"{path}: expected {len(expected)} elements in it, found {len(found)}"
    for one, other in zip(expected, found, strict=False):
        yield from differences(one, other, path)


def golden_file(name: str) -> Path:
    return GOLDEN / f"{name.replace('/', '.').replace('[', '').replace(']', '')}.txt"


def test_the_workbook_is_the_golden_one_element_by_element(renew_golden: bool) -> None:
    found = parts(sheet().content)
    if renew_golden:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        GOLDEN.mkdir(parents=True)
        for name, root in found.items():
            golden_file(name).write_text("\n".join(printed(root)) + "\n", encoding="utf-8")
    stored = {path.name for path in GOLDEN.iterdir()}
    assert stored == {golden_file(name).name for name in found}
    for name, root in found.items():
        expected = ET.fromstring(golden_file(name).read_text(encoding="utf-8"))
        wrong = list(differences(expected, root, name))
        hint = "; `pytest --renew-golden` takes over a wanted change"
        assert not wrong, "\n".join([f"{len(wrong)} differences{hint}:", *wrong[:12]])


def test_a_change_of_one_cell_is_named() -> None:
    other = sheet().content
    changed = parts(other)["xl/worksheets/sheet1.xml"]
    cell = next(item for item in changed.iter("t") if item.text == "28.07")
    cell.text = "28.08"
    same = parts(other)["xl/worksheets/sheet1.xml"]
    [difference] = differences(same, changed, "sheet1")
    assert re.fullmatch(
        r"sheet1/worksheet/sheetData/row\[\d+\]/c\[G\d+\]/is/t: expected '28.07', found '28.08'",
        difference,
    )
