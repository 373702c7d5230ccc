"""The packages that are shipped: wheels fetched by hash, unpacked as pip would, less idle files."""

import base64
import csv
import hashlib
import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from installer.runtime import BuildFailed, run_pip

_WINDOWS = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
_PACKAGE = ("pyproject.toml", "README.md", "bpindex")
# What no running program needs: sources, tests, and the parts of pywin32 for developers.
_IDLE_ENDS = (".pyi", ".lib", ".a", ".h", ".pxd", ".chm", ".pyx", ".c", ".f90", ".exp", ".pdb")
_IDLE = re.compile(
    r"(?!bpindex/)(.*/)?tests?/(?!_natype)"
    r"|pythonwin/|adodbapi/|isapi/|win32com/(demos|html|help)/|win32/(demos|help)/"
    r"|win32comext/[^/]+/demos/"
    # Of another licence than the rest of xlwings, which does without.
    r"|xlwings/pro/"
)


def fetch(lock: Path, folder: Path) -> None:
    """Fetch the wheels of a lock, each by its hash; nothing that has to be built."""
    folder.mkdir(parents=True, exist_ok=True)
    run_pip(
        *("download", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
        *("--dest", folder, *_WINDOWS, "-r", lock),
    )


def build_own(root: Path, folder: Path, work: Path) -> Path:
    """Build our own wheel from a copy: setuptools, the locked one, leaves traces where it works."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in _PACKAGE:
        if (root / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(root / name, work / name, ignore=ignored)
        else:
            shutil.copy(root / name, work / name)
    for old in folder.glob("bpindex-*.whl"):
        old.unlink()
    run_pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, work)
    shutil.rmtree(work)
    return next(folder.glob("bpindex-*.whl"))


def unpack(wheel: Path, packages: Path) -> int:
    """Unpack a wheel; return how many files are kept. Its RECORD names these, and no others."""
    kept, record = [], ""
    with zipfile.ZipFile(wheel) as opened:
        for name in sorted(opened.namelist()):
            place = _place(name)
            # A wheel in a wheel is no package: numpy's holds an empty file of its own name.
            if not place or _is_idle(place) or place.endswith(".whl"):
                continue
            if place.endswith(".dist-info/RECORD"):
                record = place
                continue
            path = Path(os.path.normpath(packages / place))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(opened.read(name))
            kept.append(path)
    (packages / record).write_bytes(record_of(kept, packages))
    return len(kept)


def record_of(files: list[Path], packages: Path) -> bytes:
    """Return the RECORD of files: each by its digest and size, as pip and the doctor read it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for path in files:
        content = path.read_bytes()
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        name = Path(os.path.relpath(path, packages)).as_posix()
        writer.writerow([name, f"sha256={digest}", len(content)])
    return out.getvalue().encode()


def _place(name: str) -> str:
    """Return where a member goes below site-packages, blank for what is not installed there.

    Data lie beside python.exe: the libraries that Excel loads. Scripts are left out: their
    programs carry the path of the Python that made them.
    """
    if name.endswith("/"):
        return ""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return name
    kind, _, rest = rest.partition("/")
    return {"purelib": rest, "platlib": rest, "data": f"../../{rest}"}.get(kind, "")


def _is_idle(place: str) -> bool:
    low = place.lower()
    return low.endswith(_IDLE_ENDS) or _IDLE.match(low) is not None


def wheels_in(folder: Path, lock: Path) -> Iterator[Path]:
    """Yield the wheels of a lock that lie in a folder and our own, in order, and no others."""
    known = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock.read_text(encoding="utf-8")))
    for wheel in sorted(folder.glob("*.whl")):
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if digest in known or wheel.name.startswith("bpindex-"):
            known.discard(digest)
            yield wheel
    if known:
        raise BuildFailed(f"{len(known)} wheels of {lock.name} are missing")
