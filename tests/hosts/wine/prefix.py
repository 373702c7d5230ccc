"""The Windows Python under Wine: made once in `build/wine`, then brought up to date.

Run as a module, `python -m tests.hosts.wine.prefix stop` ends whatever still runs in it.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from installer import runtime, wheels
from installer.runtime import BuildFailed
from tests.hosts.wine.forwarder import random_bytes_library
from tests.hosts.wine.processes import (
    DRIVE,
    HOME,
    ROOT,
    WineError,
    alone,
    run,
    run_program,
    stop,
    wait_until_idle,
)

_PYTHON = DRIVE / "BoChiSo" / "py"
_WHEELS = DRIVE / "goi"
_PIP = "pip==26.3", "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
_LOCK = ROOT / "bpindex" / "data" / "windows.lock"
_BASE_STAMP, _PACKAGE_STAMP = HOME / "base.stamp", HOME / "package.stamp"
_PACKAGE_FILES = ("pyproject.toml", "README.md", "bpindex")


def ensure() -> None:
    """Make the Windows Python, or bring it up to date; nothing to do takes no time."""
    if shutil.which("wine") is None:
        raise WineError("wine is not installed (Debian packages wine and wine64)")
    base = _digest([_LOCK, ROOT / "pyproject.toml", *_own_sources()])
    package = _digest(ROOT / name for name in _PACKAGE_FILES)
    if _text(_BASE_STAMP) != base:
        _step("making a Windows Python")
        stop()
        shutil.rmtree(HOME, ignore_errors=True)
        for folder in (_WHEELS, HOME / "home"):
            folder.mkdir(parents=True)
        archive = _download()
        make_prefix()
        _unpack_python(archive)
        _install("bpindex")
        (_PYTHON / "Lib" / "site-packages" / "win32com" / "gen_py").mkdir()
        _BASE_STAMP.write_text(base)
    elif _text(_PACKAGE_STAMP) != package:
        _step("installing bpindex anew")
        wheel = _build_wheel()
        _install("--no-deps", "--force-reinstall", f"C:\\goi\\{wheel.name}")
    else:
        return
    _PACKAGE_STAMP.write_text(package)
    wait_until_idle()
    _step("the Windows Python is ready")


def pip(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run pip under Wine out of its wheel: the embeddable Python has none."""
    wheel = next(_WHEELS.glob("pip-*.whl")).name
    return run(f"C:\\goi\\{wheel}\\pip", *arguments, limit=240)


def make_prefix() -> None:
    """Make Wine's drive C as Windows 10, with no way to other drives."""
    _check(run_program(["wineboot", "-i"], 180), "wineboot")
    _check(run_program(["wine", "winecfg", "-v", "win10"], 60), "winecfg")
    # Windows and message boxes work without a display, seen by other processes and by nobody.
    drivers = ["add", "HKCU\\Software\\Wine\\Drivers", "/v", "Graphics", "/d", "null", "/f"]
    _check(run_program(["wine", "reg", *drivers], 60), "reg")
    wait_until_idle()
    (HOME / "prefix" / "dosdevices" / "z:").unlink(missing_ok=True)
    library = DRIVE / "windows" / "system32" / "bcryptprimitives.dll"
    if not library.exists():
        library.write_bytes(random_bytes_library())


def _unpack_python(archive: Path) -> None:
    """Unpack Python and switch its site-packages on, as an embeddable build needs it."""
    runtime.unpack(archive, runtime.DEFAULT_SHA256, runtime.DEFAULT_SIGNER, _PYTHON)
    path_file = next(_PYTHON.glob("python*._pth"))
    path_file.write_text(path_file.read_text().replace("#import site", "import site"))


def _download() -> Path:
    """Fetch what the setup ships, all by hash, and pip; return the archive of Python."""
    wheels.fetch(_LOCK, _WHEELS)
    runtime.fetch(_WHEELS, *_PIP)
    _build_wheel()
    return runtime.fetch_default(HOME / "runtime")


def _build_wheel() -> Path:
    """Build the wheel that is shipped, anew only where its files have changed."""
    stamp = HOME / "wheel.stamp"
    digest = _digest(ROOT / name for name in _PACKAGE_FILES)
    found = sorted(_WHEELS.glob("bpindex-*.whl"))
    if found and _text(stamp) == digest:
        return found[0]
    wheel = wheels.build_own(ROOT, _WHEELS, HOME / "source")
    stamp.write_text(digest)
    return wheel


def _install(*what: str) -> None:
    """Install under Wine as an office without a network does: from a folder of wheels."""
    options = ["--no-index", "--find-links", "C:\\goi", "--no-warn-script-location"]
    _check(pip("install", *options, *what), "pip under Wine")


def _check(done: "subprocess.CompletedProcess[str]", what: str) -> None:
    if done.returncode:
        raise WineError(f"{what} failed with {done.returncode}: {done.stdout[-4000:]}")


def _own_sources() -> Iterator[Path]:
    for name in ("prefix.py", "processes.py", "forwarder.py"):
        yield Path(__file__).with_name(name)
    for name in ("runtime.py", "wheels.py"):
        yield ROOT / "installer" / name


def _digest(paths: "Iterator[Path] | list[Path]") -> str:
    """Return a digest of files and of all files of folders, by name and content."""
    digest = hashlib.sha256()
    for path in paths:
        members = sorted(path.rglob("*")) if path.is_dir() else [path]
        for member in members:
            if member.is_file() and "__pycache__" not in member.parts:
                digest.update(f"{member.relative_to(ROOT)}\n".encode())
                digest.update(hashlib.sha256(member.read_bytes()).digest())
    return digest.hexdigest()


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _step(text: str) -> None:
    print(f"wine: {text} ({time.strftime('%H:%M:%S')})", flush=True)


def main(arguments: list[str]) -> int:
    """Set up, or stop what a run left; while a run is under way it is left alone."""
    actions: dict[str, Callable[[], None]] = {"ensure": ensure, "stop": stop}
    try:
        with alone():
            for name in arguments or ["ensure"]:
                actions[name]()
    except (WineError, BuildFailed) as error:
        print(f"wine: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
