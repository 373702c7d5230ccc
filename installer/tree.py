"""The folder that is installed: Python, packages, compiled, with notes for the doctor."""

import compileall
import os
import py_compile
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bpindex.health.packages import RUNTIME, SETUP_MARK
from bpindex.words import health as health_words
from installer.runtime import BuildFailed, Runtime
from installer.wheels import record_of, unpack

# Where the byte code says that its source lies, whatever the folder turns out to be.
_HOME = "C:\\BoChiSo"
_PATH_FILE = "{zip}\n.\nLib\\site-packages\nLib\\site-packages\\win32\n" + (
    "Lib\\site-packages\\win32\\lib\nimport site\n"
)
_METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
_HERE = Path(__file__).parent


def packages_of(python: Path) -> Path:
    """Return the folder of packages of a Windows Python."""
    return python / "Lib" / "site-packages"


def fill(tree: Path, runtime: Runtime, wheels: list[Path], workbook: Path, version: str) -> int:
    """Fill a folder that holds Python in `py` with all else; return the number of its files."""
    python = tree / "py"
    packages = packages_of(python)
    packages.mkdir(parents=True)
    for wheel in wheels:
        unpack(wheel, packages)
    for library in sorted(packages.glob("pywin32_system32/*.dll")):
        shutil.copy(library, python / library.name)
    # Without a file in it no folder is packed; see decision 0010.
    generated = packages / "win32com" / "gen_py"
    generated.mkdir(exist_ok=True)
    (generated / "doc.txt").write_text("Classes that pywin32 makes.\n")
    (path_file,) = python.glob("python*._pth")
    path_file.write_text(_PATH_FILE.format(zip=f"{path_file.stem}.zip"))
    start = (_HERE / "kiem-tra.pyw").read_text(encoding="utf-8")
    said = f"BROKEN = {health_words.BROKEN!r}\nREPORT = {health_words.REPORT_CHECK!r}\n"
    place = start.index("import os")
    text = f"{start[:place]}{said}{start[place:]}"
    (python / "kiem-tra.pyw").write_text(text, encoding="utf-8")
    _note_runtime(python, packages, runtime)
    _compile(packages, runtime, tree)
    (tree / "mau").mkdir()
    shutil.copy(workbook, tree / "mau" / "BoChiSo.xlsm")
    (tree / SETUP_MARK).write_text(f"{version}\n")
    _same_moment(tree)
    return sum(path.is_file() for path in tree.rglob("*"))


def _note_runtime(python: Path, packages: Path, runtime: Runtime) -> None:
    """Note the files of Python itself like those of a package: the doctor compares them."""
    notes = packages / f"{RUNTIME.replace('-', '_')}-{runtime.version}.dist-info"
    notes.mkdir()
    (notes / "METADATA").write_text(_METADATA.format(name=RUNTIME, version=runtime.version))
    own = sorted(p for p in python.rglob("*") if p.is_file() and packages not in p.parents)
    own += sorted((packages / "win32com" / "gen_py").iterdir())
    (notes / "RECORD").write_bytes(record_of(own, packages))


def _compile(packages: Path, runtime: Runtime, tree: Path) -> None:
    """Compile all: Excel's server starts Python with -B, which would compile at every start."""
    if runtime.version.split(".")[:2] != [str(part) for part in sys.version_info[:2]]:
        raise BuildFailed(f"only the same minor version compiles for Python {runtime.version}")
    compileall.compile_dir(
        str(packages),
        stripdir=str(tree),
        prependdir=_HOME,
        quiet=2,
        workers=1,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def _same_moment(tree: Path) -> None:
    for path in (*tree.rglob("*"), tree):
        os.utime(path, (moment(), moment()))


def moment() -> int:
    """Return the moment that every file bears: the same inputs give the same bytes."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", "1764000000"))


def files_of(tree: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder in order, each with its name in it."""
    for path in sorted(tree.rglob("*")):
        if path.is_file():
            yield path.relative_to(tree).as_posix(), path
