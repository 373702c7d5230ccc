"""What the setup decides, under Wine with a setup without Python: a whole table in a minute."""

import shutil

from installer import words
from tests.hosts.wine.session import PROFILE, on_linux
from tests.installer.small import (  # noqa: F401 -- the fixture
    ALL_USERS,
    DOCUMENTS,
    PLACE,
    log,
    setup,
    setups,
    uninstall,
    which,
)
from tests.installer.wine_setup import KEY, VBA_KEY, case, registry


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
    assert which() == "well"
    assert not on_linux(f"{PLACE}\\py.moi").exists()
    assert registry(KEY, "Version") == "0.1.0"


def test_3_a_setup_killed_between_its_renames_is_mended_and_books_stay() -> None:
    book = on_linux(f"{DOCUMENTS}\\BoChiSo.xlsm")
    book.write_bytes(b"edited")
    on_linux(f"{PLACE}\\py").rename(on_linux(f"{PLACE}\\py.cu"))
    case("small: after one that was killed", 0, lambda: setup("well"))
    assert sorted(path.name for path in on_linux(PLACE).iterdir()) == sorted(
        ["go-cai-dat.exe", "phien-ban.txt", "py"]
    )
    assert book.read_bytes() == b"edited"
    beside = words.BOOK_BESIDE.format(version="0.1.0")
    assert not book.with_name(f"{beside}.xlsm").exists()  # a repair brings no new one


def test_4_uninstalling_leaves_the_books_and_nothing_else() -> None:
    case("small: uninstall", 0, lambda: uninstall())
    assert [path.name for path in on_linux(PLACE).iterdir()] == ["go-cai-dat.exe"]
    case("small: uninstall again", 7, lambda: uninstall())
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
