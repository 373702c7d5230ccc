"""The packages on the disk: each there, in the version of the lock, with every file whole."""

import base64
import hashlib
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from bpindex import __version__
from bpindex.health.item import Item
from bpindex.words import health as texts

# What the setup notes of the files of Python itself, and the file that says that a setup was there.
RUNTIME = "bochiso-runtime"
SETUP_MARK = "phien-ban.txt"
_OWN = "bpindex"
# Excel loads the library of exactly this version: another one is no mere difference.
_EXACT = "xlwings"
_COMMANDS = ("Scripts", "bin")
_PIN = re.compile(r"^([\w.-]+)==([^\s\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Return the versions of a lock of the package's data by the names of the packages."""
    text = files("bpindex.data").joinpath(lock).read_text(encoding="utf-8")
    return {_plain(name): version for name, version in _PIN.findall(text)}


def installed() -> Iterator[Item]:
    """Yield what was found of every package that the program needs."""
    if sys.platform == "win32":
        locked = pins("windows.lock")
        needed = [_OWN, *locked]
    else:
        locked = pins("requirements.lock")
        needed = [_OWN, *_required()]
    for name in needed:
        yield _package(name, __version__ if name == _OWN else locked.get(name, ""))
    if (Path(sys.executable).parents[1] / SETUP_MARK).exists():
        yield _package(RUNTIME, "", texts.RUNTIME)


def _required() -> Iterator[str]:
    """Yield the packages that ours names itself, for whatever machine."""
    try:
        for line in metadata.requires(_OWN) or ():
            if "extra ==" not in line and (name := re.match(r"[\w.-]+", line)):
                yield _plain(name[0])
    except metadata.PackageNotFoundError:
        return  # told as a package that is missing


def _package(name: str, expected: str, title: str = "") -> Item:
    title = title or texts.PACKAGE.format(name=name)
    try:
        distribution = metadata.distribution(name)
        found = distribution.version
    except (metadata.PackageNotFoundError, KeyError, TypeError):
        return Item(title, False, texts.NOT_INSTALLED, texts.REPAIR)
    missing, changed = damaged_files(distribution)
    if missing or changed:
        detail = texts.FILES_GONE.format(
            version=found,
            missing=len(missing),
            changed=len(changed),
            example=(missing + changed)[0],
        )
        return Item(title, False, detail, texts.REPAIR)
    if expected and found != expected:
        detail = texts.OTHER_VERSION.format(found=found, expected=expected)
        return Item(title, False, detail, texts.REPAIR, required=name in (_EXACT, _OWN))
    return Item(title, True, found)


def damaged_files(distribution: metadata.Distribution) -> tuple[list[str], list[str]]:
    """Return the files of a package that are gone, and those that hold something else now.

    Byte code and commands are made on each machine, so they are left out.
    """
    if distribution.files is None:
        # Without the list of its files nobody can say whether they are whole.
        return ["RECORD"], []
    missing, changed = [], []
    for item in distribution.files:
        path = Path(str(distribution.locate_file(item)))
        if item.suffix == ".pyc" or item.parent.name in _COMMANDS:
            continue
        try:
            content = path.read_bytes() if item.hash else path.exists()
        except OSError:
            content = False
        if content is False:
            missing.append(str(item))
        elif item.hash and isinstance(content, bytes) and _digest(content) != item.hash.value:
            changed.append(str(item))
    return missing, changed


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
