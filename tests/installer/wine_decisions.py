"""What the setup decides, under Wine with a setup without Python: a whole table in a minute.

A program of Wine stands for the Python in it: one that ends well or ill, whatever it is told.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bpindex.health.packages import SETUP_MARK
from installer import packing, words
from tests.hosts.wine.prefix import make_prefix
from tests.hosts.wine.processes import DRIVE, HOME, alone, run_program, stop
from tests.hosts.wine.session import PROFILE, on_linux
from tests.installer.wine_setup import KEY, VBA_KEY, case, registry

WELL, ILL = "whoami.exe", "hostname.exe"
PLACE, DOCUMENTS = "C:\\BoChiSo", f"{PROFILE}\\Documents\\BoChiSo"
ALL_USERS = "C:\\Program Files\\BoChiSo"
LIMIT = 120


@pytest.fixture(scope="module", autouse=True)
def setups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make a new drive C with two small setups, "well" and "ill"."""
    assert os.environ.get("BOCHISO_WINE") == HOME.name != "wine", "run by make test-installer"
    folder = tmp_path_factory.mktemp("setups")
    with alone(limit=30):
        stop()
        shutil.rmtree(HOME, ignore_errors=True)
        DRIVE.mkdir(parents=True)
        (HOME / "home").mkdir()
        try:
            make_prefix()
            for name, stand_in, version in (("well", WELL, "0.1.0"), ("ill", ILL, "0.1.1")):
                packing.write_setup(
                    tree(folder / name, stand_in), DRIVE / f"{name}.exe", version, "zlib", folder
                )
            yield
        finally:
            stop()


def tree(folder: Path, stand_in: str) -> Path:
    (folder / "py").mkdir(parents=True)
    (folder / "mau").mkdir()
    for name in ("python.exe", "pythonw.exe"):
        shutil.copy(DRIVE / "windows" / "system32" / stand_in, folder / "py" / name)
    (folder / "py" / "which.txt").write_text(stand_in)
    (folder / "mau" / "BoChiSo.xlsm").write_bytes(b"PK")
    (folder / SETUP_MARK).write_text("0.1.0\n")
    return folder


def setup(name: str, *switches: str) -> int:
    command = ["wine", f"C:\\{name}.exe", "/S", *switches]
    return run_program(command, LIMIT).returncode


def uninstall(place: str) -> int:
    # Else it runs on as a copy of itself, and its code is lost.
    command = ["wine", f"{place}\\go-cai-dat.exe", "/S", f"_?={place}"]
    return run_program(command, LIMIT).returncode


def test_1_a_folder_that_cannot_be_used_is_refused_and_nothing_is_installed() -> None:
    on_linux("C:\\chan").write_text("")
    for folder in ("C:\\chan", "C:\\co dau", "C:\\tốt", "C:\\" + "dai" * 30):
        case(f"refused /D={folder[:20]}", 4, lambda f=folder: setup("well", *f"/D={f}".split()))
    case("refused, in quotes", 4, lambda: setup("well", "/D=C:\\co dau"))
    assert not on_linux(PLACE).exists()


def test_2_a_python_that_does_not_work_never_takes_the_place_of_one_that_does() -> None:
    case("small: first one does not work", 6, lambda: setup("ill"))
    assert not on_linux(PLACE).exists()
    case("small: install", 0, lambda: setup("well"))
    case("small: upgrade does not work", 6, lambda: setup("ill"))
    assert on_linux(f"{PLACE}\\py\\which.txt").read_text() == WELL
    assert not on_linux(f"{PLACE}\\py.moi").exists()
    assert registry(KEY, "Version") == "0.1.0"


def test_3_a_setup_killed_between_its_renames_is_mended_and_books_stay() -> None:
    book = on_linux(f"{DOCUMENTS}\\BoChiSo.xlsm")
    book.write_bytes(b"edited")
    on_linux(f"{PLACE}\\py").rename(on_linux(f"{PLACE}\\py.cu"))
    case("small: after one that was killed", 0, lambda: setup("well"))
    assert sorted(path.name for path in on_linux(PLACE).iterdir()) == sorted(
        ["go-cai-dat.exe", "mau", "phien-ban.txt", "py"]
    )
    assert book.read_bytes() == b"edited"
    beside = words.BOOK_BESIDE.format(version="0.1.0")
    assert not book.with_name(f"{beside}.xlsm").exists()  # a repair brings no new one


def test_4_uninstalling_leaves_the_books_and_nothing_else() -> None:
    case("small: uninstall", 0, lambda: uninstall(PLACE))
    assert [path.name for path in on_linux(PLACE).iterdir()] == ["go-cai-dat.exe"]
    case("small: uninstall again", 7, lambda: uninstall(PLACE))
    assert [path.name for path in on_linux(DOCUMENTS).iterdir()] == ["BoChiSo.xlsm"]
    assert registry(KEY, "Version") == registry(VBA_KEY, "Interpreter") == ""
    assert not list(on_linux(f"{PROFILE}\\AppData\\Roaming").rglob("BoChiSo"))


def test_5_for_all_users_it_goes_to_program_files_and_the_book_where_it_is_told() -> None:
    switches = ("/ALLUSERS", *["/DOCS=C:\\Hồ", "sơ"])
    case("small: /ALLUSERS /DOCS=", 0, lambda: setup("well", *switches))
    assert on_linux(f"{ALL_USERS}\\py\\pythonw.exe").exists()
    assert on_linux("C:\\Hồ sơ\\BoChiSo.xlsm").exists()
    assert registry(KEY, "InstallDir", "HKLM") == ALL_USERS
    assert registry(VBA_KEY, "Interpreter") == ""
    case("small: uninstall for all users", 0, lambda: uninstall(ALL_USERS))
    assert registry(KEY, "InstallDir", "HKLM") == ""


def test_6_the_next_place_is_taken_and_a_trusted_location_only_where_it_is_asked_for() -> None:
    shutil.rmtree(on_linux(PLACE))
    on_linux(PLACE).write_text("")
    trusted = (
        "Software\\Microsoft\\Office\\16.0\\Excel\\Security\\Trusted Locations\\LocationBoChiSo"
    )
    case("small: C:\\BoChiSo cannot be had", 0, lambda: setup("well"))
    place = "C:\\users\\Public\\BoChiSo"
    assert registry(VBA_KEY, "Interpreter") == f"{place}\\py\\pythonw.exe"
    assert registry(trusted, "Description") == ""
    case("small: /TRUST", 0, lambda: setup("well", "/TRUST"))
    assert registry(trusted, "Description") == "BoChiSo"
    case("small: uninstall from there", 0, lambda: uninstall(place))
    assert registry(trusted, "Description") == ""
