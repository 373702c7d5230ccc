"""What a workbook has beside its values: each thing taken away is found and named."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.hosts.file_desk import FileDesk
from bpindex.selftest.structure import as_built
from bpindex.words import selftest as texts
from bpindex.workbook import build
from bpindex.workbook.vbaproject import bochiso_modules
from bpindex.xlsx.package import VBA_PROJECT, WORKBOOK, Package
from tests.selftest.seeding import COUNTS, LAYOUT, SCORES, failing, results_on
from tests.selftest.test_steps import named, opened_file
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.usefixtures("log")
HOME, FIGURES, FINDINGS = (LAYOUT[name].title for name in ("home", "figures", "findings"))
Change = Callable[[Package], None]


def found_in(content: bytes, folder: Path) -> str:
    """Return what the step says of a file, blank where it passes."""
    step = named(texts.STRUCTURE)
    assert step.play is as_built
    return failing(results_on(content, folder, opened_file, [step])).get(step.name, "")


def without(form: bytes, sheet: str = "", part: str = "") -> Change:
    """Return what takes all that matches out of a part, or out of that of a sheet."""

    def change(package: Package) -> None:
        name = part or package.sheets()[sheet]
        changed = re.sub(form, b"", package.parts[name], flags=re.DOTALL)
        assert changed != package.parts[name]
        package.parts[name] = changed

    return change


def without_macros(package: Package) -> None:
    drawings = [r.target for r in package.relations(package.sheets()[HOME])]
    for part in drawings:
        if b"macro=" in package.parts.get(part, b""):
            package.parts[part] = re.sub(rb' macro="[^"]*"', b' macro=""', package.parts[part])


def with_broken_names(package: Package) -> None:
    xml = package.parts[WORKBOOK]
    names = rb"(<definedName\b[^>]*>)[^<]*"
    package.parts[WORKBOOK] = re.sub(names, rb"\1#REF!", xml)


def without_ribbon(package: Package) -> None:
    for part in [part for part in package.parts if part.startswith("customUI")]:
        package.drop(part)


SEEDED: list[tuple[Change, str]] = [
    (without(rb"<sheetProtection\b[^>]*/>", SCORES), f"{SCORES}: {texts.LOCK}"),
    (without(rb"<dataValidations\b.*</dataValidations>", COUNTS), f"{COUNTS}: {texts.VALIDATION}"),
    (
        without(rb"<conditionalFormatting\b.*</conditionalFormatting>", FINDINGS),
        f"{FINDINGS}: {texts.COLOURS}",
    ),
    (without(rb'(?<=<row)([^>]*) hidden="1"', FIGURES), f"{FIGURES}: {texts.KEY_ROW}"),
    (without_macros, f"{HOME}: {texts.BUTTONS.partition('{')[0]}"),
    (with_broken_names, texts.NAMES.partition("}")[2].partition(" (")[0]),
    (without_ribbon, texts.RIBBON),
    (lambda package: package.drop(VBA_PROJECT), texts.NO_CODE),
]


@pytest.mark.parametrize(("change", "expected"), SEEDED, ids=[said for _, said in SEEDED])
def test_what_is_taken_away_is_found(change: Change, expected: str, tmp_path: Path) -> None:
    package = Package(bundled_workbook())
    change(package)
    assert expected in found_in(package.to_bytes(), tmp_path)


@pytest.mark.parametrize("before, behind", [("Sub ", "Sub X"), ("End Function", "End Functio")])
def test_other_code_is_found(
    before: str, behind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = dict(bochiso_modules())
    name = next(name for name, source in modules.items() if before in source)
    modules[name] = modules[name].replace(before, behind, 1)
    with monkeypatch.context() as patch:
        patch.setattr(build, "bochiso_modules", lambda: modules)
        content = build.build_workbook(base_case())
    assert texts.CODE.format(modules=name) in found_in(content, tmp_path)


def test_a_workbook_in_use_passes(tmp_path: Path) -> None:
    path = tmp_path / "đang dùng.xlsm"
    path.write_bytes(bundled_workbook())
    assert not found_in(path.read_bytes(), tmp_path)
    desk = FileDesk(path)
    buttons.check_data(desk)
    buttons.make_notice(desk)
    desk.save_copy(path)
    assert not found_in(path.read_bytes(), tmp_path)
