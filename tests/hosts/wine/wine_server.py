"""The server: its command line, its start through the DLL, its death, a person's folders.

Windows Python and COM under Wine.
"""

import struct
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from bpindex.hosts import udfs
from bpindex.workbook.system_sheets import CONF
from bpindex.workbook.vbaproject import bochiso_modules, xlwings_modules
from tests.hosts.wine.processes import USER
from tests.hosts.wine.session import LIBRARY, LOCAL, PROFILE, WORKBOOK, Session, on_linux
from tests.hosts.wine.vba_command import followed, server_command, statements

# The size of the DLL's buffer for the command line.
_LONGEST = 2048
MACHINES = {"xlwings32": 0x14C, "xlwings64": 0x8664}
CALL = ("BP_DIEM", [45.0, 100.0, 20.0, 80.0])


@pytest.mark.parametrize("name", followed())
def test_the_vba_text_says_what_these_tests_follow(name: str) -> None:
    module, procedure = name.split(".")
    texts = {**xlwings_modules(), **bochiso_modules()}
    wanted, found = followed()[name], statements(texts[module], procedure)
    places = range(len(found) - len(wanted) + 1)
    assert any(found[place : place + len(wanted)] == wanted for place in places), found


def test_the_command_line_fits_the_dll_for_the_longest_path_and_a_long_address() -> None:
    longest = "C:" + "\\thư mục" * 31 + "\\BoChiSo.xlsm"
    address = "https://" + "a" * 400 + "/BoChiSo.xlsm"
    assert len(longest) > 255
    for workbook in (longest, address):
        assert len(server_command(dict(CONF), workbook)) < _LONGEST


def test_the_wheel_of_xlwings_brings_both_dlls_and_the_names_that_vba_declares(
    wine: Session,
) -> None:
    text = xlwings_modules()["xlwings"]
    for start, machine in MACHINES.items():
        name = f"{start}-{distribution('xlwings').version}.dll"
        assert f'Lib "{name}"' in text
        content = on_linux(f"C:\\BoChiSo\\py\\{name}").read_bytes()
        (header,) = struct.unpack_from("<I", content, 0x3C)
        signature, found = struct.unpack_from("<4sH", content, header)
        assert (signature, found) == (b"PE\0\0", machine)


@pytest.fixture(scope="module")
def seen(wine: Session) -> dict[str, Any]:
    return wine.play("functions", {"calls": []})["server"]  # type: ignore[no-any-return]


def test_the_dll_starts_python_with_the_command_line_of_the_workbook(
    wine: Session, seen: dict[str, Any]
) -> None:
    command = wine.command()
    assert "Tài liệu tháng 2" in command
    # As `cmd.exe /K "..."` leaves it, in the ANSI code page, with an id for this server.
    expected = command.removeprefix('cmd.exe  /K "').removesuffix('"')
    ansi = expected.encode("cp1252", "replace").decode("cp1252")
    start, _, end = ansi.partition("$(CLSID)")
    assert seen["command_line"].startswith(start)
    assert seen["command_line"].endswith(end)
    assert len(seen["command_line"]) == len(start) + len(end) + len("{00000000-0000-}") + 22


def test_the_server_is_the_python_of_the_settings_and_knows_no_folder_of_the_workbook(
    seen: dict[str, Any],
) -> None:
    assert seen["executable"] == dict(CONF)["INTERPRETER_WIN"]
    paths = [path for path in seen["path"].splitlines() if path]
    assert paths
    assert all(path.startswith("C:\\BoChiSo\\py") for path in paths)


def test_a_path_with_signs_that_cmd_and_python_know_starts_it_too(wine: Session) -> None:
    path = f"{PROFILE}\\Số liệu & báo cáo 'mới' 100%\\Bản sao (2) của BoChiSo.xlsm"
    wine.put(on_linux(WORKBOOK).read_bytes(), path)
    found = wine.play("functions", {"calls": [CALL], "workbook": path})
    assert found["outcomes"] == [{"value": udfs.BP_DIEM(45.0, 100.0, 20.0, 80.0)}]
    assert found["starts"] == 1


def test_a_server_that_ended_is_started_anew_by_the_next_call_and_by_the_next_click(
    wine: Session,
) -> None:
    plan = {
        "call": CALL,
        "command_to_run": "import xlwings as xw; "
        "xw.Book.caller().sheets['Kiểm tra']['A5'].value = 'Chào'",
        "written_to": ["Kiểm tra", "A5"],
    }
    found = wine.play("restart", plan)
    outcomes = [item["value"] for item in found["seen"]]
    assert outcomes == [udfs.BP_DIEM(45.0, 100.0, 20.0, 80.0)] * 3
    assert len({item["pid"] for item in found["seen"]}) == 3
    # Each call and the click noticed it, dropped the server that was gone, and asked for another.
    assert found["starts"] == 4
    assert (found["written"], found["shown"], found["missing"]) == ("Chào", [], [])


def test_a_killed_server_makes_no_call_hang_and_a_new_start_of_the_dll_works(
    wine: Session,
) -> None:
    # Wine goes on listing a killed server as running, which Windows does not: so the same command
    # line may fail here until the program is closed; another one starts a server at once.
    other = wine.put(on_linux(WORKBOOK).read_bytes(), f"{PROFILE}\\Bản sao.xlsm")
    found = wine.play("killed", {"call": CALL, "new_command": wine.command(other)})
    value = udfs.BP_DIEM(45.0, 100.0, 20.0, 80.0)
    assert found["before"]["value"] == found["after"]["value"] == value
    assert found["before"]["pid"] != found["after"]["pid"]
    assert found["seconds"] < 30
    # The next program, the same workbook: its server is a new one.
    assert wine.play("functions", {"calls": [CALL]})["outcomes"] == [{"value": value}]


def test_without_the_dll_the_cells_show_an_error_and_the_start_is_not_tried_for_each(
    wine: Session,
) -> None:
    plan = {"call": CALL, "interpreter": "C:\\BoChiSo\\cho-khac\\pythonw.exe"}
    found = wine.play("no_python", plan)
    # It was tried when the workbook opened; a click tries again and can say why.
    assert found["outcomes"] == [{"error": "Python did not start"}] * 3
    assert found["starts"] == 1
    assert found["click"] == f"Could not load {LIBRARY}"


def test_the_folders_of_a_person_whose_name_has_diacritics_are_found(wine: Session) -> None:
    found = wine.play("profile", {})
    # The DLL hands the environment over in the ANSI code page, which lacks such letters.
    assert "?" in found["before"]["TMP"]
    assert found["after"]["USERNAME"] == USER
    assert found["after"]["LOCALAPPDATA"] == found["ours"]["LOCALAPPDATA"] == LOCAL
    assert found["after"]["USERPROFILE"] == PROFILE
    for name in ("TEMP", "TMP", "APPDATA"):
        assert on_linux(found["after"][name]).is_dir()
    assert on_linux(found["temporary"]).is_dir()
    assert found["temporary"].startswith(PROFILE)
    # Where pywin32 keeps its classes: in the temporary folder the server could not start.
    assert Path(on_linux(found["generated"])).is_dir()
    assert found["generated"].isascii()
