"""The doctor tells the truth, also where a part of the installation is gone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from bpindex.health import examining, packages
from bpindex.health.examining import examine
from bpindex.health.item import Item
from bpindex.health.packages import damaged_files, pins
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.words import health as texts
from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL
from bpindex.workbook.vbaproject import build_vba_project, xlwings_modules
from bpindex.xlsx.package import VBA_PROJECT
from tests import ROOT
from tests.workbook.editing import bundled_workbook, edited, package_of, parts_of

SITE = Path(str(metadata.distribution("openpyxl").locate_file("")))


def without(folder: Path, *gone: str) -> Path:
    """Return a folder of packages like ours, with some of them deleted."""
    folder.mkdir()
    for item in SITE.iterdir():
        if item.name not in gone:
            (folder / item.name).symlink_to(item)
    (folder / "bpindex").symlink_to(ROOT / "bpindex")
    return folder


def doctor_in(folder: Path) -> "subprocess.CompletedProcess[str]":
    start = f"import sys; sys.path.insert(0, {str(folder)!r}); sys.argv = ['bpindex', 'doctor']; "
    start += "from bpindex.__main__ import main; main()"
    environment = {**os.environ, "LOCALAPPDATA": str(folder.with_name("local"))}
    command = [sys.executable, "-I", "-S", "-c", start]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("openpyxl", "openpyxl"),
        ("typer", "typer"),
        ("numpy", "numpy"),
        ("xlwings", "xlwings"),
        ("pyopenvba", "pyopenvba"),
    ],
)
def test_with_a_package_folder_deleted_doctor_says_so_and_what_to_do(
    tmp_path: Path, name: str, gone: str
) -> None:
    done = doctor_in(without(tmp_path / "goi", gone))
    assert done.returncode == 1, done.stdout + done.stderr
    package = texts.PACKAGE.format(name=name)
    assert re.search(rf"{texts.NOT_OK}: {package}: .*\n.*{texts.REPAIR}", done.stdout)
    assert "Traceback" not in done.stdout + done.stderr
    assert texts.ALL_WELL not in done.stdout


def test_where_nothing_is_missing_the_same_installation_is_well(tmp_path: Path) -> None:
    done = doctor_in(without(tmp_path / "goi"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == texts.ALL_WELL


def test_where_python_itself_is_damaged_one_sentence_names_what_is_missing() -> None:
    start = "import sys; sys.modules['importlib.metadata'] = sys.modules['typer'] = None; "
    start += "from bpindex.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.returncode == 1
    assert done.stdout.strip() == texts.BROKEN.format(name="typer")
    assert done.stderr == ""


def distribution_in(folder: Path) -> metadata.Distribution:
    """Return a package of two files, as pip notes them."""
    (folder / "goi").mkdir()
    for name in ("a.py", "b.dll"):
        (folder / "goi" / name).write_bytes(name.encode())
    notes = folder / "goi-1.0.dist-info"
    notes.mkdir()
    (notes / "METADATA").write_text("Name: goi\nVersion: 1.0\n")
    digests = {name: packages._digest(name.encode()) for name in ("a.py", "b.dll")}
    rows = [f"goi/{name},sha256={value},5" for name, value in digests.items()]
    rows += ["goi/__pycache__/a.cpython-311.pyc,,", "../../Scripts/goi.exe,sha256=x,1"]
    (notes / "RECORD").write_text("\n".join([*rows, "goi-1.0.dist-info/RECORD,,"]))
    return metadata.PathDistribution(notes)


def test_a_file_that_is_gone_and_one_that_was_changed_are_told_apart(tmp_path: Path) -> None:
    distribution = distribution_in(tmp_path)
    assert damaged_files(distribution) == ([], [])
    (tmp_path / "goi" / "b.dll").unlink()
    (tmp_path / "goi" / "a.py").write_bytes(b"A.py")
    assert damaged_files(distribution) == (["goi/b.dll"], ["goi/a.py"])
    next(tmp_path.glob("*.dist-info/RECORD")).unlink()
    assert damaged_files(distribution) == (["RECORD"], [])


def test_another_version_than_the_lock_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "pins", lambda _: {"openpyxl": "3.1.4", "xlwings": "0.37.7"})
    found = {item.name: item for item in packages.installed()}
    other = found[texts.PACKAGE.format(name="openpyxl")]
    assert not other.ok
    assert "3.1.4" in other.detail
    # Of xlwings the workbook asks for exactly one.
    assert found[texts.PACKAGE.format(name="xlwings")].fails
    assert not other.fails


def test_the_lock_for_windows_pins_what_the_program_needs_by_version_and_hash() -> None:
    locked = pins("windows.lock")
    assert set(packages._required()) <= set(locked)
    assert {"pywin32", "colorama"} <= set(locked)
    assert locked["xlwings"] == pins("requirements.lock")["xlwings"]
    assert [count for _, count in hashes_in("windows.lock")] == [1] * len(locked)


def hashes_in(lock: str) -> Iterator[tuple[str, int]]:
    """Yield the packages of a lock, and how many files of each are known by their hash."""
    text = (ROOT / "bpindex" / "data" / lock).read_text(encoding="utf-8")
    for part in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]:
        yield part.partition("==")[0], part.count("--hash=sha256:")


def test_every_package_that_is_installed_for_work_on_it_is_known_by_hash_too() -> None:
    found = dict(hashes_in("requirements.lock"))
    assert all(found.values())
    assert set(packages._required()) | {"setuptools", "pytest"} <= set(found)
    text = (ROOT / "bpindex" / "data" / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text  # no index of one machine


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes long and is looked at elsewhere."""
    for look in ("installed", "_modules", "_notice", "_office"):
        monkeypatch.setattr(examining, look, lambda: iter(()))


def about(name: str, items: Iterator[Item]) -> list[Item]:
    return [item for item in items if item.name == name]


@pytest.mark.usefixtures("quick")
def test_a_wrong_score_and_a_function_that_fails_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bpindex.hosts.udfs.BP_DIEM", lambda *_: 11.0)
    (item,) = about(texts.SCORED, examine())
    assert item.fails
    assert item.detail == texts.SCORE_WRONG.format(found=11.0, expected=11.25)
    monkeypatch.setattr("bpindex.hosts.udfs.BP_DIEM", None)
    (item,) = about(texts.SCORED, examine())
    assert item.fails
    assert item.advice == texts.REPAIR


@pytest.mark.usefixtures("quick")
def test_a_folder_that_refuses_writing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tep").write_text("")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "tep"))
    found = [item for item in examine() if item.fails]
    assert [item.name for item in found] == [
        texts.WRITTEN.format(folder=tmp_path / "tep" / "BoChiSo")
    ]
    assert found[0].advice == texts.GIVE_ACCESS


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("version", "advice"),
    [
        (LAYOUT_VERSION, None),
        (LAYOUT_VERSION - 1, texts.UPGRADE_BOOK),
        (LAYOUT_VERSION + 1, texts.UPGRADE_PROGRAM),
    ],
)
def test_the_workbook_is_of_the_program_older_or_newer(
    tmp_path: Path, version: int, advice: str | None
) -> None:
    path = tmp_path / "Bộ chỉ số.xlsm"
    path.write_bytes(edited(bundled_workbook(), HELP_SHEET, {VERSION_CELL: version}))
    items = about(texts.WORKBOOK.format(name=path.name), examine(path))
    assert [item.advice for item in items if not item.ok] == ([advice] if advice else [])
    assert len(items) == 1


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("version", ["0.37.8", "0.36.0", None])
def test_the_workbook_that_calls_another_xlwings_is_told(
    tmp_path: Path, version: str | None
) -> None:
    modules = xlwings_modules() if version else {}
    modules = {name: text.replace("0.37.8", str(version)) for name, text in modules.items()}
    project = build_vba_project(modules, {"ThisWorkbook": "Option Explicit\n"})
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(package_of({**parts_of(bundled_workbook()), VBA_PROJECT: project}))
    items = about(texts.WORKBOOK.format(name=path.name), examine(path))
    found = [item.detail for item in items if item.fails]
    other = texts.BOOK_LIBRARY.format(found=version, expected="0.37.8")
    assert found == ([] if version == "0.37.8" else [other if version else texts.BOOK_NO_LIBRARY])


def test_whichever_folder_of_whichever_package_is_gone_it_is_found(tmp_path: Path) -> None:
    """Without the folder that describes it a package counts as not installed."""
    found = 0
    here = {pin for pin in pins("windows.lock") if [*metadata.Distribution.discover(name=pin)]}
    for name in sorted(here):
        files = metadata.distribution(name).files or ()
        tops = {item.parts[0] for item in files if len(item.parts) > 1}
        for top in sorted(tops - {"..", "__pycache__", "bin"}):
            folder = without(tmp_path / f"{name} {top}", top)
            there = [*metadata.Distribution.discover(name=name, path=[str(folder)])]
            assert not there if top.endswith(".dist-info") else damaged_files(there[0])[0], top
            found += 1
    assert found > len(here) > 20
