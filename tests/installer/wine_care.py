"""What people made is nowhere lost, and nothing is called done that is not: under Wine, small."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installer import words
from tests.hosts.wine.processes import DRIVE, run_program
from tests.hosts.wine.session import LOCAL, on_linux
from tests.installer.small import (  # noqa: F401 -- the fixture
    ALL_USERS,
    BOOK,
    DOCUMENTS,
    LIMIT,
    PLACE,
    REASON,
    log,
    setup,
    setups,
    uninstall,
    which,
    wipe,
)
from tests.installer.wine_setup import KEY, VBA_KEY, case, registry

MONTH = b"a month's work"
TRUSTED = "Software\\Microsoft\\Office\\16.0\\Excel\\Security\\Trusted Locations\\LocationBoChiSo"


@pytest.fixture(autouse=True)
def nothing_there() -> None:
    """Begin each case on a PC without the program."""
    wipe()


def a_file(path: str, content: bytes = MONTH) -> Path:
    place = on_linux(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def test_a_workbook_in_the_folders_of_the_program_survives_setup_upgrade_and_removal() -> None:
    in_mau = a_file(f"{PLACE}\\mau\\BoChiSo.xlsm")
    a_file(f"{PLACE}\\phien-ban.txt")
    case("care: over a zip that was worked in", 0, lambda: setup("well"))
    in_py = a_file(f"{PLACE}\\py\\Thang 3.xlsm")
    assert setup("next") == 0
    assert not in_py.exists()
    assert on_linux(f"{PLACE}\\Thang 3.xlsm").read_bytes() == MONTH
    assert "somebody's own" in log()
    in_py.write_bytes(MONTH + b"2")
    assert uninstall() == 0
    assert in_mau.read_bytes() == on_linux(f"{PLACE}\\Thang 3.xlsm").read_bytes() == MONTH
    kept = [path.read_bytes() for path in on_linux(PLACE).glob("*Thang 3.xlsm")]
    assert sorted(kept) == [MONTH, MONTH + b"2"]


def test_documents_in_a_folder_of_the_program_or_in_none_are_refused() -> None:
    a_file("C:\\tep")
    for folder in (
        f"{PLACE}\\py",
        f"{PLACE}\\mau",
        "c:\\bochiso\\x\\..\\PY\\",
        "C:\\tep\\x",
        "Q:\\x",
        "x",
    ):
        case(f"care: /DOCS={folder}", 4, lambda f=folder: setup("well", f"/DOCS={f}"))
        assert not on_linux(PLACE).exists()
        assert registry(KEY, "Documents") == ""


def test_a_folder_where_somebody_elses_python_lies_is_refused() -> None:
    theirs = a_file("C:\\CV\\py\\script.txt")
    case("care: /D= with a py that is not ours", 4, lambda: setup("well", "/D=C:\\CV"))
    assert theirs.read_bytes() == MONTH
    case("care: /D= in Windows", 4, lambda: setup("well", "/D=C:\\windows"))
    a_file(f"{PLACE}\\py\\script.txt")
    case("care: C:\\BoChiSo\\py is not ours", 0, lambda: setup("well"))
    assert registry(KEY, "InstallDir") == "C:\\users\\Public\\BoChiSo"


def test_a_workbook_is_laid_whole_or_not_at_all_and_that_is_told() -> None:
    folder = on_linux("C:\\docs")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no volume can be mounted")
    try:
        case("care: no room for the workbook", 8, lambda: setup("well", "/DOCS=C:\\docs"))
        assert list(folder.iterdir()) == []
        assert "not well" in log()
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    case("care: repair with room", 0, lambda: setup("well"))
    assert (folder / "BoChiSo.xlsm").read_bytes() == BOOK


def test_a_disk_that_is_full_has_its_code_and_its_reason() -> None:
    folder = on_linux("C:\\D")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no volume can be mounted")
    try:
        case("care: disk full", 10, lambda: setup("well", "/D=C:\\D\\B"))
        assert "MB free" in log()
        assert list(folder.iterdir()) == []
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_what_the_machine_forbids_is_installed_and_told() -> None:
    case("care: forbidden by the machine", 8, lambda: setup("forbidden"))
    assert which() == "forbidden"
    assert REASON in log()


def test_what_reached_excel_before_is_not_replaced_by_what_does_not() -> None:
    assert setup("well") == 0
    case("care: the old one reaches Excel", 6, lambda: setup("forbidden"))
    assert which() == "well"
    assert REASON in log()


def test_an_older_one_does_not_go_over_a_newer_one_and_the_same_one_is_there() -> None:
    assert setup("next") == 0
    case("care: an older version", 9, lambda: setup("well"))
    assert which() == "next"
    case("care: the same version", 0, lambda: setup("next"))
    assert "nothing to do" in log()
    case("care: the same version, /SUA", 0, lambda: setup("next", "/SUA"))
    assert "nothing to do" not in log()
    for name in ("which.txt", "loi-goi.txt"):
        on_linux(f"{PLACE}\\py\\{name}").unlink()
    case("care: the same version, a file is gone", 0, lambda: setup("next"))
    assert which() == "next"
    assert [path.name for path in on_linux(DOCUMENTS).iterdir()] == ["BoChiSo.xlsm"]


def test_the_blank_workbook_of_a_new_version_has_no_name_of_an_upgraded_one() -> None:
    assert setup("well") == 0
    on_linux(f"{DOCUMENTS}\\BoChiSo.xlsm").write_bytes(MONTH)
    work = a_file(f"{DOCUMENTS}\\BoChiSo (bản 0.1.1).xlsm")
    assert setup("next") == 0
    beside = words.BOOK_BESIDE.format(version="0.1.1")
    assert on_linux(f"{DOCUMENTS}\\{beside}.xlsm").read_bytes() == BOOK
    assert work.read_bytes() == MONTH


def test_elsewhere_is_instead_of_where_it_was() -> None:
    assert setup("well") == 0
    a_file(f"{PLACE}\\cap-nhat.txt", b"C:\\chung")
    mine = a_file(f"{PLACE}\\py\\Thang 3.xlsm")
    case("care: /D= elsewhere", 0, lambda: setup("next", "/D=C:\\Khac"))
    assert not on_linux(PLACE).exists()
    assert not mine.exists()
    assert on_linux("C:\\Khac\\Thang 3.xlsm").read_bytes() == MONTH
    assert on_linux("C:\\Khac\\cap-nhat.txt").read_bytes() == b"C:\\chung"
    assert registry(VBA_KEY, "Interpreter") == "C:\\Khac\\py\\pythonw.exe"


def test_what_is_for_all_users_stays_where_it_is_and_for_all_users() -> None:
    assert setup("well", "/ALLUSERS", "/D=C:\\Apps\\BCS") == 0
    case("care: update of one for all users", 0, lambda: setup("next"))
    assert which("C:\\Apps\\BCS") == "next"
    assert registry(KEY, "Version", "HKLM") == "0.1.1"
    assert registry(KEY, "Version") == registry(VBA_KEY, "Interpreter") == ""
    assert not on_linux(PLACE).exists()
    assert uninstall("C:\\Apps\\BCS") == 0


def test_removing_the_one_for_all_users_leaves_what_this_user_has() -> None:
    assert setup("well", "/TRUST", "/D=C:\\U1") == 0
    assert setup("next", "/ALLUSERS") == 0
    assert uninstall(ALL_USERS) == 0
    assert registry(VBA_KEY, "Interpreter") == "C:\\U1\\py\\pythonw.exe"
    assert registry(TRUSTED, "Description") == "BoChiSo"
    assert uninstall("C:\\U1") == 0
    assert registry(VBA_KEY, "Interpreter") == registry(TRUSTED, "Description") == ""
    left = sorted(path.name for path in on_linux(f"{LOCAL}\\BoChiSo").iterdir())
    assert left == ["go-cai-dat.log"]


@pytest.mark.parametrize("switch", ["/ALLUSER", "/ALLUSERSX", "/XYZ", "/docs"])
def test_a_switch_that_is_none_is_refused(switch: str) -> None:
    case(f"care: {switch}", 4, lambda: setup("well", switch))
    assert not on_linux(PLACE).exists()


def test_a_trusted_location_of_all_users_is_refused() -> None:
    case("care: /TRUST /ALLUSERS", 4, lambda: setup("well", "/TRUST", "/ALLUSERS"))


def test_links_pass_silence_on() -> None:
    front = DRIVE / "thu" / "kiem-tra.exe"
    front.parent.mkdir()
    from installer import packing

    python = front.parent
    (python / "python311._pth").write_text("")
    packing.write_front(python, "0.1.0", python)
    shutil.rmtree(python / "nsis")
    assert setup("well") == 0
    for path in on_linux(f"{PLACE}\\py").iterdir():
        shutil.copy(path, python)
    for name in ("python311.dll", "python311.zip", "vcruntime140.dll"):
        (python / name).write_bytes(b"")
    command = ["wine", "C:\\thu\\kiem-tra.exe", "/S", "--tu-kiem-tra"]
    case("care: Tu kiem tra /S", 0, lambda: run_program(command, LIMIT).returncode)
    told = (python / "loi-goi.txt").read_text(encoding="utf-16-le")
    assert 'kiem-tra.pyw" --im-lang /S --tu-kiem-tra' in told
