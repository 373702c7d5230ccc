"""The setup under Wine, as a Windows user whose name has spaces and diacritics: a table of cases.

`make test-installer` builds the setups and runs this file on a drive C of its own. What is real:
the setup, Windows Python, pywin32, the library of xlwings and its server. What is none of Windows:
rights, virus scanners, policies, the Start menu.
"""

import codecs
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest

from bpindex.health.packages import SETUP_MARK, damaged_files
from bpindex.words import health as texts
from bpindex.words.buttons import NOT_STARTED
from installer import packing, words
from tests import ROOT
from tests.hosts.wine import processes, session
from tests.hosts.wine.prefix import make_prefix
from tests.hosts.wine.processes import (
    DRIVE,
    HOME,
    WineError,
    alone,
    run_program,
    stop,
    wait_until_idle,
)
from tests.hosts.wine.session import LOCAL, PROFILE, Session, configuration, on_linux
from tests.hosts.wine.vba_command import server_command
from tests.workbook.editing import bundled_workbook

BUILT = ROOT / "build" / "installer-test"
TABLE = BUILT / "cases.txt"
FIRST, SECOND, BROKEN, DAMAGED = "0.1.0", "0.1.1", "0.1.2", "0.1.3"
PLACE, DOCUMENTS = "C:\\BoChiSo", f"{PROFILE}\\Documents\\BoChiSo"
# One setup runs the whole check twice; this machine may have other work.
SETUP_LIMIT, LIMIT = 700, 300
LOG = f"{LOCAL}\\BoChiSo\\cai-dat.log"
KEY, VBA_KEY = "Software\\BoChiSo", "Software\\VB and VBA Program Settings\\BoChiSo\\Python"


def built(version: str) -> Path:
    return BUILT / f"BoChiSo-{version}-setup.exe"


@pytest.fixture(scope="module", autouse=True)
def drive() -> Iterator[None]:
    """Make a new drive C, and the setups of other versions out of the folder that was packed."""
    assert os.environ.get("BOCHISO_WINE") == HOME.name != "wine", "run by make test-installer"
    tree = BUILT / "work" / "tree"
    if not built(SECOND).exists():
        (tree / SETUP_MARK).write_text(f"{SECOND}\n")
        packing.write_setup(tree, built(SECOND), SECOND, "zlib", BUILT / "work")
        gone = tree / "py" / "Lib" / "site-packages" / "openpyxl"
        gone.rename(BUILT / "work" / "openpyxl")
        packing.write_setup(tree, built(BROKEN), BROKEN, "zlib", BUILT / "work")
        (BUILT / "work" / "openpyxl").rename(gone)
        content = bytearray(built(FIRST).read_bytes())
        content[len(content) // 2] ^= 1
        built(DAMAGED).write_bytes(content)
    with alone(limit=30):
        stop()
        shutil.rmtree(HOME, ignore_errors=True)
        DRIVE.mkdir(parents=True)
        (HOME / "home").mkdir()
        try:
            make_prefix()
            yield
        finally:
            stop()


def case(name: str, expected: int, act: Callable[[], int]) -> None:
    """Do a case; its exit code must be this one; a line of the table tells code and time."""
    began = time.monotonic()
    code = act()
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE.open("a", encoding="utf-8") as table:
        table.write(f"{name:58} {code:4} {time.monotonic() - began:7.1f} s\n")
    assert code == expected, (name, log())


def setup(version: str, *switches: str, silent: bool = True) -> int:
    shutil.copy(built(version), DRIVE / "setup.exe")
    # /D= comes last, by the rule of NSIS.
    arguments = (["/S"] if silent else []) + list(switches)
    code = run_program(["wine", "C:\\setup.exe", *arguments], SETUP_LIMIT).returncode
    come_to_rest()
    return code


def come_to_rest() -> None:
    """Wait for what a program left running; the registry is then on the disk."""
    try:
        wait_until_idle(20)
    except WineError:
        stop()


def log() -> str:
    path = on_linux(LOG)
    return path.read_text(encoding="utf-16") if path.exists() else ""


def doctor(place: str = PLACE) -> tuple[int, str]:
    """Start what "Kiểm tra cài đặt" starts, without its box; return its code and its report."""
    report = on_linux(f"{LOCAL}\\BoChiSo\\{texts.REPORT_CHECK}")
    report.unlink(missing_ok=True)
    done = run_program(["wine", f"{place}\\py\\kiem-tra.exe", "/S"], LIMIT)
    come_to_rest()
    content = report.read_bytes()
    # The front writes as the setup does, Python as Python does.
    encoding = "utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "utf-8-sig"
    return done.returncode, content.decode(encoding)


def registry(key: str, name: str, root: str = "HKCU") -> str:
    done = run_program(["wine", "reg", "query", f"{root}\\{key}", "/v", name], 60)
    return done.stdout.rpartition("REG_SZ")[2].strip() if done.returncode == 0 else ""


def files_below(path: str) -> dict[str, tuple[int, int]]:
    """Return what lies in a folder, with size and time: nothing changed where it stays equal."""
    folder = on_linux(path)
    found = (item for item in folder.rglob("*") if item.is_file() and "gen_py" not in item.parts)
    return {
        str(item.relative_to(folder)): (item.stat().st_size, item.stat().st_mtime_ns)
        for item in found
    }


def test_01_a_silent_setup_installs_and_what_it_installed_works() -> None:
    case("install /S", 0, lambda: setup(FIRST))
    assert registry(KEY, "Version") == FIRST
    assert registry(VBA_KEY, "Interpreter") == f"{PLACE}\\py\\pythonw.exe"
    workbook = on_linux(f"{DOCUMENTS}\\BoChiSo.xlsm")
    assert workbook.read_bytes() == (BUILT / "work/tree/mau/BoChiSo.xlsm").read_bytes()
    links = on_linux(f"{PROFILE}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu").rglob("*.lnk")
    names = {path.stem for path in links}
    assert {words.LINK_CHECK, words.LINK_REPORT, words.LINK_UNINSTALL} <= names
    assert not on_linux(f"{PLACE}\\py.moi").exists()
    assert "trusted location" not in log()
    code, told = doctor()
    assert code == 0, told
    assert f"{texts.OK}: {texts.SERVER}:" in told
    assert f"{texts.OK}: {texts.SCORED}: 11.25" in told
    assert texts.BOOK_SAME.partition("{")[0] in told


def test_02_a_button_makes_the_notice_over_the_stand_in_for_excel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session, "ensure", lambda: None)
    assert f"{PLACE}\\py" == processes.PYTHON_FOLDER
    stage = Session()
    stage.put(bundled_workbook())
    steps = [
        {
            "run": "import bpindex.hosts.macros as host; host.make_notice()",
            "read": [["Thông báo", "A1:P120"]],
        }
    ]
    plan = {"host": "bpindex.hosts.macros", "steps": steps}
    found = stage.play("macros", plan, LIMIT)
    assert "THÔNG BÁO" in str(found["reports"][0])
    assert found["missing"] == []


@pytest.mark.parametrize(
    "gone",
    [
        "Lib\\site-packages\\openpyxl",
        "Lib\\site-packages\\typer",
        "xlwings32-0.37.8.dll",
        "xlwings64-0.37.8.dll",
        "pywintypes311.dll",
    ],
)
def test_03_doctor_says_what_is_missing(gone: str) -> None:
    place = on_linux(f"{PLACE}\\py\\{gone}")
    place.rename(place.with_name("ra-ngoai"))
    try:
        code, told = doctor()
    finally:
        place.with_name("ra-ngoai").rename(place)
    assert code == 1
    assert texts.NOT_OK in told
    assert place.name.partition("-")[0].removesuffix(".dll") in told
    assert texts.REPAIR in told


# By what is gone, or cut off; what is said then, and by whom: Python cannot start, or not load us.
STOPPED = {
    "python311.dll": words.CHECK_MISSING,
    "python311.zip": words.CHECK_MISSING,
    "vcruntime140.dll": words.CHECK_MISSING,
    "pythonw.exe": words.CHECK_MISSING,
    "Lib\\site-packages\\bpindex": texts.BROKEN,
    "python311.dll, cut off": words.CHECK_NO_START,
    "python311.zip, cut off": words.CHECK_NO_START,
}


@pytest.mark.parametrize("loss", STOPPED)
def test_03_where_python_itself_cannot_speak_its_front_says_what_is_missing(loss: str) -> None:
    gone, _, is_cut = loss.partition(", ")
    place = on_linux(f"{PLACE}\\py\\{gone}")
    aside = place.with_name("ra-ngoai")
    told = []

    def check() -> int:
        code, said = doctor()
        told.append(said.strip())
        return code

    place.rename(aside)
    if is_cut:
        place.write_bytes(aside.read_bytes()[:1000])
    try:
        case(f"Kiem tra cai dat: {loss}", 1, check)
    finally:
        place.unlink(missing_ok=True)
        aside.rename(place)
    sentence = STOPPED[loss].replace("$EXEDIR", f"{PLACE}\\py")
    assert told == [sentence.replace("$1", gone).format(name=gone.rpartition("\\")[2])]


# Another Python, with the same files, calls the library as Excel would, and looks at the box.
OTHER = """
import json, subprocess, sys
sys.path.insert(0, "C:/khac")
import dialogs, vba
with dialogs.Dialogs() as person:
    code = subprocess.call(r"{place}\\py\\kiem-tra.exe")
try:
    vba.Xlwings(*{known}).xlpy()
except vba.VbaError as error:
    print(json.dumps([code, person.shown, str(error)]))
"""


def test_03_a_box_says_it_and_a_button_that_python_does_not_answer_and_where_to_look() -> None:
    """The library of xlwings waits two minutes; VBA takes its sentence from what that says."""
    py, other = on_linux(f"{PLACE}\\py"), on_linux("C:\\khac")
    shutil.copytree(py, other, copy_function=os.link)
    for name in ("vba.py", "dialogs.py"):
        shutil.copy(ROOT / "tests/hosts/wine/inside" / name, other)
    command = server_command(configuration(bundled_workbook()), session.WORKBOOK)
    known = (f"{PLACE}\\py\\pythonw.exe", session.LIBRARY, command)
    (other / "thu.py").write_text(OTHER.format(place=PLACE, known=repr(known)))
    library = py / "python311.dll"
    library.rename(library.with_name("ra-ngoai"))
    try:
        done = run_program(["wine", "C:\\khac\\python.exe", "C:\\khac\\thu.py"], LIMIT)
    finally:
        library.with_name("ra-ngoai").rename(library)
        come_to_rest()
        shutil.rmtree(other)
    code, boxes, said = json.loads(done.stdout)
    told = words.CHECK_MISSING.replace("$EXEDIR", f"{PLACE}\\py").replace("$1", library.name)
    assert (code, boxes) == (1, [{"title": words.CHECK_CAPTION, "text": told}])
    # What VBA looks for (TroubleOf): the sentence is NOT_STARTED, which names the check.
    assert said.startswith("Could not activate Python COM server")
    assert words.LINK_CHECK in NOT_STARTED


def test_03_whichever_folder_or_library_is_gone_doctor_would_name_its_package() -> None:
    """By what it reads on Windows, looked at from here: to start it for each takes an hour."""
    py = BUILT / "work" / "tree" / "py"
    site = py / "Lib" / "site-packages"
    owners: dict[Path, metadata.Distribution] = {}
    for package in metadata.distributions(path=[str(site)]):
        for item in package.files or ():
            path = Path(os.path.normpath(str(package.locate_file(item))))
            top = site if path.is_relative_to(site) else py
            owners[top / path.relative_to(top).parts[0]] = package
    libraries = [path for path in py.iterdir() if path.suffix in (".dll", ".pyd", ".exe", ".zip")]
    folders = [path for path in site.iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert len(libraries) > 30
    assert len(folders) > 60
    for gone in (*libraries, *folders):
        is_notes = gone.suffix == ".dist-info"
        package = metadata.PathDistribution(gone) if is_notes else owners[gone]
        name, aside = package.metadata["Name"], gone.with_name("ra-ngoai")
        gone.rename(aside)
        try:
            if is_notes:
                assert not list(metadata.distributions(name=name, path=[str(site)])), gone
            else:
                assert damaged_files(package)[0], gone
        finally:
            aside.rename(gone)


def test_04_an_upgrade_keeps_the_workbook_that_is_there() -> None:
    workbook = on_linux(f"{DOCUMENTS}\\BoChiSo.xlsm")
    workbook.write_bytes(workbook.read_bytes() + b"edited")
    edited = workbook.read_bytes()
    case("upgrade", 0, lambda: setup(SECOND))
    assert registry(KEY, "Version") == SECOND
    assert workbook.read_bytes() == edited
    assert (workbook.parent / f"{words.BOOK_BESIDE.format(version=SECOND)}.xlsm").exists()
    workbook.write_bytes(edited.removesuffix(b"edited"))


def test_05_what_cannot_be_installed_changes_nothing() -> None:
    before = files_below(f"{PLACE}\\py")
    case("damaged setup (one byte)", 2, lambda: setup(DAMAGED))
    case("new Python does not work", 6, lambda: setup(BROKEN))
    on_linux("C:\\chan").write_text("")
    case("blocked folder /D=", 4, lambda: setup(SECOND, "/D=C:\\chan"))
    case("folder with a blank /D=", 4, lambda: setup(SECOND, "/D=C:\\co dau"))
    assert files_below(f"{PLACE}\\py") == before
    case("an older version", 9, lambda: setup(FIRST))
    assert files_below(f"{PLACE}\\py") == before
    assert registry(KEY, "Version") == SECOND
    assert not on_linux(f"{PLACE}\\py.moi").exists()
    case("the same version, whole", 0, lambda: setup(SECOND))
    assert "nothing to do" in log()


def test_06_while_python_is_in_use_nothing_is_changed() -> None:
    before = files_below(f"{PLACE}\\py")
    program = f"{PLACE}\\py\\pythonw.exe"
    starter = ["wine", "start", "/b", program, "-c", "import time; time.sleep(60)"]
    run_program(starter, 60)
    time.sleep(5)
    shutil.copy(built(SECOND), DRIVE / "setup.exe")
    try:
        case(
            "Python in use",
            5,
            lambda: run_program(["wine", "C:\\setup.exe", "/S", "/SUA"], LIMIT).returncode,
        )
    finally:
        stop()
    assert files_below(f"{PLACE}\\py") == before


def test_07_a_setup_that_is_killed_leaves_the_old_python_and_the_next_one_cleans_up() -> None:
    before = files_below(f"{PLACE}\\py")
    shutil.copy(built(SECOND), DRIVE / "setup.exe")
    with pytest.raises(WineError):
        run_program(["wine", "C:\\setup.exe", "/S", "/SUA"], 12)  # ends all of this drive
    assert files_below(f"{PLACE}\\py") == before
    # Killed between its two renames.
    py = on_linux(f"{PLACE}\\py")
    py.rename(py.with_name("py.cu"))
    case("after one that was killed", 0, lambda: setup(SECOND))
    assert "former Python brought back" in log()
    assert not py.with_name("py.cu").exists()
    assert not py.with_name("py.moi").exists()


def test_08_a_repair_brings_back_what_is_missing() -> None:
    shutil.rmtree(on_linux(f"{PLACE}\\py\\Lib\\site-packages\\pandas"))
    beside = sorted(on_linux(DOCUMENTS).iterdir())
    case("repair", 0, lambda: setup(SECOND))
    assert sorted(on_linux(DOCUMENTS).iterdir()) == beside
    assert doctor()[0] == 0


def test_08_what_a_policy_forbids_is_installed_and_told_in_the_log() -> None:
    key = "HKCU\\Software\\Policies\\Microsoft\\Windows\\System"
    add = ["wine", "reg", "add", key, "/v", "DisableCMD", "/t", "REG_DWORD", "/d", "2", "/f"]
    run_program(add, 60)
    try:
        case("cmd.exe forbidden", 8, lambda: setup(SECOND, "/SUA"))
    finally:
        run_program(["wine", "reg", "delete", key, "/f"], 60)
    assert texts.COMMAND in log()
    assert texts.ALLOW_COMMAND in log()


def test_09_uninstalling_leaves_the_workbooks_and_nothing_else() -> None:
    program = f"{PLACE}\\go-cai-dat.exe"
    books = sorted(on_linux(DOCUMENTS).glob("*.xlsm"))

    def uninstall() -> int:
        # Else it runs on as a copy of itself, and its code is lost.
        return run_program(["wine", program, "/S", f"_?={PLACE}"], LIMIT).returncode

    case("uninstall", 0, uninstall)
    assert [path.name for path in on_linux(PLACE).iterdir()] in ([], ["go-cai-dat.exe"])
    assert sorted(on_linux(DOCUMENTS).glob("*.xlsm")) == books
    assert registry(KEY, "Version") == registry(VBA_KEY, "Interpreter") == ""
    menu = on_linux(f"{PROFILE}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu")
    assert not list(menu.rglob("BoChiSo"))


def test_10_for_all_users_and_into_a_folder_of_documents_that_is_named() -> None:
    shutil.rmtree(on_linux(PLACE), ignore_errors=True)
    documents = "C:\\Hồ sơ\\Bộ chỉ số"
    place = "C:\\Program Files\\BoChiSo"
    case("/ALLUSERS /DOCS=", 0, lambda: setup(FIRST, "/ALLUSERS", *f"/DOCS={documents}".split()))
    assert on_linux(f"{documents}\\BoChiSo.xlsm").exists()
    assert registry(KEY, "InstallDir", "HKLM") == place
    assert registry(VBA_KEY, "Interpreter") == ""
    code, told = doctor(place)
    assert code == 0, told
    case("an update of it without a switch", 0, lambda: setup(SECOND))
    assert registry(KEY, "Version", "HKLM") == SECOND
    assert registry(KEY, "Version") == ""
    # NSIS does not know its own switch in quotes, which a blank in one argument would bring.
    command = ["wine", f"{place}\\go-cai-dat.exe", "/S", *f"_?={place}".split()]
    case("uninstall for all users", 0, lambda: run_program(command, LIMIT).returncode)


def test_11_where_the_usual_folder_cannot_be_had_the_next_one_is_taken() -> None:
    on_linux(PLACE).write_text("")
    case("C:\\BoChiSo cannot be had", 0, lambda: setup(FIRST))
    assert registry(VBA_KEY, "Interpreter") == "C:\\users\\Public\\BoChiSo\\py\\pythonw.exe"
