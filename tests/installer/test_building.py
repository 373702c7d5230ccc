"""What the setup is built of: known by hash and signer, complete for the doctor, the same."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import unicodedata
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from bpindex.health.packages import damaged_files
from installer import packing, runtime, tree, wheels
from installer.__main__ import main
from installer.runtime import BuildFailed, Runtime
from installer.words import STUB, nsis_definitions

SIGNER = "Hội Python"
PRODUCT = "ProductVersion\0\x003.11.9\0".encode("utf-16-le")
PROGRAMS = {
    "python.exe": b"MZ",
    "pythonw.exe": b"MZ",
    "python311.dll": b"MZ" + PRODUCT,
    "_socket.pyd": b"MZ",
    "vcruntime140.dll": b"MZ",
    "python311._pth": b"python311.zip\n.\n",
    "python311.zip": b"PK",
}


def zipped(files: dict[str, bytes], folder: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, content in files.items():
            opened.writestr(folder + name, content)
    return out.getvalue()


def archive_in(folder: Path, content: bytes) -> tuple[Path, str]:
    path = folder / "python"
    path.write_bytes(content)
    return path, hashlib.sha256(content).hexdigest()


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Let every program be signed as this says, in the place of the program that verifies."""
    signers: dict[str, str] = {}

    def run(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        assert command[:2] == ["osslsigncode", "verify"]
        signer = signers.get(Path(command[-1]).name, SIGNER)
        subject = f"\t\tSubject: /C=US/CN={signer}\n\t\tIssuer : /CN=Gốc\n"
        said = f"Signer's certificate:\n\tSigner #0:\n{subject}"
        return subprocess.CompletedProcess(command, 0 if signer else 1, said, "")

    monkeypatch.setattr(runtime.subprocess, "run", run)
    monkeypatch.setattr(runtime.shutil, "which", lambda name: name)
    return signers


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("within", ["zip", "tar"])
def test_the_archive_is_unpacked_whether_it_is_pythons_own_or_holds_it(
    tmp_path: Path, within: str
) -> None:
    content = zipped(PROGRAMS, "cp311/" if within == "tar" else "")
    if within == "tar":
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as outer:
            info = tarfile.TarInfo("x/data.zip")
            info.size = len(content)
            outer.addfile(info, io.BytesIO(content))
        content = out.getvalue()
    found = runtime.unpack(*archive_in(tmp_path, content), SIGNER, tmp_path / "py")
    assert {path.name for path in (tmp_path / "py").iterdir()} == set(PROGRAMS)
    assert found.version == "3.11.9"
    assert set(found.signed) == {n for n in PROGRAMS if n.endswith(("exe", "dll", "pyd"))}


def test_an_archive_of_another_hash_is_not_even_unpacked(tmp_path: Path) -> None:
    path, _ = archive_in(tmp_path, zipped(PROGRAMS))
    with pytest.raises(BuildFailed, match="sha256"):
        runtime.unpack(path, "0" * 64, SIGNER, tmp_path / "py")
    assert not (tmp_path / "py").exists()


@pytest.mark.parametrize(
    "signer", ["", "Ai đó", f"{SIGNER} giả", "Gốc", f"Không phải CN={SIGNER}x"]
)
def test_a_program_that_the_signer_did_not_sign_stops_the_build(
    tmp_path: Path, signed: dict[str, str], signer: str
) -> None:
    signed["_socket.pyd"] = signer
    with pytest.raises(BuildFailed, match=r"_socket\.pyd"):
        runtime.unpack(*archive_in(tmp_path, zipped(PROGRAMS)), SIGNER, tmp_path / "py")


def test_what_microsoft_signed_is_named_as_not_verified(
    tmp_path: Path, signed: dict[str, str]
) -> None:
    signed["vcruntime140.dll"] = ""
    found = runtime.unpack(*archive_in(tmp_path, zipped(PROGRAMS)), SIGNER, tmp_path / "py")
    assert found.unverified == ("vcruntime140.dll",)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_the_front_is_the_same_wherever_it_is_built(tmp_path: Path) -> None:
    found = set()
    for name in ("một", "hai"):
        python = tmp_path / name
        python.mkdir()
        (python / "python311._pth").write_text("")
        packing.write_front(python, "0.1.0", python)
        found.add((python / "kiem-tra.exe").read_bytes())
    assert len(found) == 1


WHEEL = {
    "goi/__init__.py": b"1\n",
    "goi/tests/__init__.py": b"2\n",
    "goi/x.pyi": b"3\n",
    "goi-1.0.data/data/xlwings64-1.dll": b"MZ",
    "goi-1.0.data/scripts/goi.exe": b"MZ",
    "goi-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: goi\nVersion: 1.0\n"
    b"License-Expression: MIT\n",
    "goi-1.0.dist-info/RECORD": b"goi/tests/__init__.py,,\n",
}


def wheel_in(folder: Path) -> Path:
    path = folder / "goi-1.0-py3-none-any.whl"
    path.write_bytes(zipped(WHEEL))
    return path


def filled(folder: Path) -> Path:
    """Return a whole tree of a small runtime and one wheel."""
    python = folder / "tree" / "py"
    python.mkdir(parents=True)
    for name, content in PROGRAMS.items():
        (python / name).write_bytes(content)
    win32com = folder / "win32com-1-py3-none-any.whl"
    notes = "win32com-1.dist-info/"
    files = {
        "win32com/__init__.py": b"",
        "pywin32_system32/pywintypes311.dll": b"MZ",
        f"{notes}METADATA": b"Name: win32com\nVersion: 1\n",
        f"{notes}RECORD": b"",
    }
    win32com.write_bytes(zipped(files))
    (folder / "BoChiSo.xlsm").write_bytes(b"PK")
    chosen = [wheel_in(folder), win32com]
    tree.fill(folder / "tree", Runtime("3.11.9", (), ()), chosen, folder / "BoChiSo.xlsm", "0.1.0")
    return folder / "tree"


def test_the_record_names_what_is_kept_and_the_doctor_misses_each_file_of_it(
    tmp_path: Path,
) -> None:
    packages = tree.packages_of(filled(tmp_path) / "py")
    assert (packages.parents[1] / "xlwings64-1.dll").exists()
    assert not (packages / "goi" / "tests").exists()
    assert not list(packages.rglob("*.pyi"))
    found = list(metadata.distributions(path=[str(packages)]))
    assert {item.name for item in found} == {"goi", "win32com", "bochiso-runtime"}
    assert [damaged_files(item) for item in found] == [([], [])] * 3
    notes = {path for path in packages.rglob("*") if path.parent.suffix == ".dist-info"}
    left = {"METADATA", "RECORD"}
    covered = 0
    for path in sorted(packages.parents[1].rglob("*")):
        if path.is_dir() or path.suffix == ".pyc" or (path in notes and path.name in left):
            continue
        content = path.read_bytes()
        path.unlink()
        assert any(damaged_files(item)[0] for item in found), path
        path.write_bytes(content + b" ")
        assert any(damaged_files(item)[1] for item in found), path
        path.write_bytes(content)
        covered += 1
    assert covered >= len(PROGRAMS) + 4


def test_python_finds_the_packages_and_what_fails_first_has_its_sentence(tmp_path: Path) -> None:
    python = filled(tmp_path) / "py"
    assert "Lib\\site-packages\n" in (python / "python311._pth").read_text()
    start = (python / "kiem-tra.pyw").read_text(encoding="utf-8")
    compile(start, "kiem-tra.pyw", "exec")
    assert "REPORT = 'kiem-tra.txt'" in start
    assert "BROKEN = 'BoChiSo chưa chạy được" in start
    assert list(tree.packages_of(python).rglob("*.pyc"))


def test_the_zip_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    packing.write_zip(folder, tmp_path / "1.zip")
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))
    packing.write_zip(folder, tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as opened:
        names = opened.namelist()
        assert "BoChiSo/py/pythonw.exe" in names
        # Not in the folder of the program: whoever unpacks it there would work in it.
        books = [name for name in names if name.endswith(".xlsm")]
        assert books == ["TepExcel/BoChiSo.xlsm"]
        assert "C:\\BoChiSo" in opened.read("DOC-TRUOC.txt").decode("utf-8-sig")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_a_program_that_is_damaged_says_so_in_vietnamese_and_composed_letters(
    tmp_path: Path,
) -> None:
    (tmp_path / "python311._pth").write_text("")
    packing.write_front(tmp_path, "0.1.0", tmp_path)
    program = (tmp_path / "kiem-tra.exe").read_bytes()
    for english, ours in STUB.items():
        assert english.encode("utf-16-le") not in program
        assert english.startswith("unpacking") or ours.encode("utf-16-le") in program
    language = tmp_path / "nsis" / "Contrib" / "Language files" / "Vietnamese.nlf"
    text = language.read_text("utf-8-sig")
    assert unicodedata.is_normalized("NFC", text)
    assert "Gỡ bỏ" not in text


def test_a_wheel_that_is_missing_stops_the_build_and_a_strange_one_is_left_out(
    tmp_path: Path,
) -> None:
    wheel = wheel_in(tmp_path)
    (tmp_path / "la-1-py3-none-any.whl").write_bytes(b"PK")
    lock = tmp_path / "windows.lock"
    lock.write_text(f"goi==1.0 \\\n    --hash=sha256:{packing.sha256(wheel)}\n")
    assert list(wheels.wheels_in(tmp_path, lock)) == [wheel]
    wheel.unlink()
    with pytest.raises(BuildFailed, match="missing"):
        list(wheels.wheels_in(tmp_path, lock))


def test_the_list_of_what_is_shipped_has_versions_licences_and_hashes(tmp_path: Path) -> None:
    wheel = wheel_in(tmp_path)
    packing.write_contents(tmp_path / "x.json", Runtime("3.11.9", (), ()), "ab", [wheel])
    found = json.loads((tmp_path / "x.json").read_text())["components"]
    python, package = found[0], found[-1]
    assert (python["name"], python["version"]) == ("CPython", "3.11.9")
    assert (package["name"], package["version"]) == ("goi", "1.0")
    assert package["licenses"] == [{"expression": "MIT"}]
    assert package["purl"] == "pkg:pypi/goi@1.0"
    inside = {item["name"] for item in found[1:-1]}
    assert {"OpenSSL", "SQLite", "NSIS", "vcruntime"} <= inside
    assert package["hashes"][0]["content"] == packing.sha256(wheel)


def test_every_sentence_of_the_setup_is_defined_and_used() -> None:
    defined = nsis_definitions("0.1.0")
    scripts = sorted(Path(packing.__file__).parent.glob("*.ns[ih]"))
    script = "".join(path.read_text(encoding="utf-8") for path in scripts)
    for line in defined.splitlines():
        name = line.split()[1]
        assert f"${{{name}}}" in script, name
    assert "{version}" not in defined
    assert "Cài đặt BoChiSo 0.1.0" in defined
    assert script.isascii()


def test_an_archive_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="khong-co"):
        runtime.unpack(tmp_path / "khong-co.zip", "0", SIGNER, tmp_path / "py")


def test_an_archive_without_a_hash_is_refused_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("installer.wheels.fetch", lambda *_: pytest.fail("fetched"))
    arguments = ["installer", "--out", str(tmp_path / "out"), "--runtime", str(tmp_path / "x.zip")]
    monkeypatch.setattr("sys.argv", arguments)
    assert main() == 1
    assert "--sha256" in capsys.readouterr().err
