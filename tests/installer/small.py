"""Setups without Python, for whole tables of cases in a minute: a program of ours stands for it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bpindex.health.packages import SETUP_MARK
from installer import packing
from tests.hosts.wine.prefix import make_prefix
from tests.hosts.wine.processes import DRIVE, HOME, alone, run_program, stop
from tests.hosts.wine.session import LOCAL, PROFILE, on_linux
from tests.installer.wine_setup import KEY, registry

PLACE, DOCUMENTS = "C:\\BoChiSo", f"{PROFILE}\\Documents\\BoChiSo"
ALL_USERS = "C:\\Program Files\\BoChiSo"
BOOK = b"PK" * 300_000
LIMIT = 120
REASON = "cmd.exe bị chặn"
# By name: the version, and what its Python answers where it was written, and in its place.
SETUPS = {
    "well": ("0.1.0", 0, 0),
    "ill": ("0.1.1", 1, 0),
    "next": ("0.1.1", 0, 0),
    "forbidden": ("0.1.2", 3, 1),
}


@pytest.fixture(scope="module", autouse=True)
def setups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make a new drive C with small setups."""
    assert os.environ.get("BOCHISO_WINE") == HOME.name != "wine", "run by make test-installer"
    folder = tmp_path_factory.mktemp("setups")
    with alone(limit=30):
        stop()
        shutil.rmtree(HOME, ignore_errors=True)
        DRIVE.mkdir(parents=True)
        (HOME / "home").mkdir()
        try:
            make_prefix()
            program = stand_in(folder / "python.exe")
            for name, (version, *codes) in SETUPS.items():
                packed = tree(folder / name, program, *codes)
                (packed / SETUP_MARK).write_text(f"{version}\n")
                packing.write_setup(packed, DRIVE / f"{name}.exe", version, "zlib", folder)
            yield
        finally:
            stop()


def stand_in(path: Path) -> Path:
    """Build what stands for Python."""
    script = Path(__file__).with_name("stand_in.nsi")
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", f"-DOUTFILE={path}", str(script)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def tree(folder: Path, program: Path, there: int, in_place: int) -> Path:
    """Fill a folder as the build does, with a Python that gives these answers."""
    (folder / "py").mkdir(parents=True)
    (folder / "mau").mkdir()
    for name in ("python.exe", "pythonw.exe"):
        shutil.copy(program, folder / "py" / name)
    (folder / "py" / "kiem-tra.pyw").write_text("")
    (folder / "py" / "which.txt").write_text(folder.name)
    answers = "".join(
        f"[{switch}]\ncode={code}\n" + f"reason={REASON}\n" * bool(code)
        for switch, code in (("--cai-dat", there), ("--tai-cho", in_place), ("SystemExit(42)", 42))
    )
    (folder / "py" / "tra-loi.ini").write_text(answers, encoding="utf-16")
    (folder / "mau" / "BoChiSo.xlsm").write_bytes(BOOK)
    return folder


def setup(name: str, *switches: str) -> int:
    """Run a setup silently; return its code."""
    command = ["wine", f"C:\\{name}.exe", "/S", *switches]
    return run_program(command, LIMIT).returncode


def uninstall(place: str = PLACE) -> int:
    """Uninstall what lies in a folder."""
    # Else it runs on as a copy of itself, and its code is lost.
    command = ["wine", f"{place}\\go-cai-dat.exe", "/S", *f"_?={place}".split()]
    return run_program(command, LIMIT).returncode


def log() -> str:
    """Return what the last setup noted."""
    return on_linux(f"{LOCAL}\\BoChiSo\\cai-dat.log").read_text(encoding="utf-16")


def which(place: str = PLACE) -> str:
    """Return the name of the setup whose Python lies in a folder, blank for none."""
    path = on_linux(f"{place}\\py\\which.txt")
    return path.read_text() if path.exists() else ""


def wipe() -> None:
    """Take away whatever an earlier case left."""
    for root in ("HKCU", "HKLM"):
        for key in (KEY, "Software\\VB and VBA Program Settings\\BoChiSo"):
            if root == "HKCU" or registry(key, "InstallDir", root):
                run_program(["wine", "reg", "delete", f"{root}\\{key}", "/f"], 60)
    kept = ("windows", "Program Files", "Program Files (x86)", "ProgramData", "users")
    for path in DRIVE.iterdir():
        if path.is_dir() and path.name not in kept and "BOCHISO" not in path.name.upper():
            shutil.rmtree(path)
    for place in (PLACE, ALL_USERS, DOCUMENTS, "C:\\users\\Public\\BoChiSo"):
        found = on_linux(place)
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)
