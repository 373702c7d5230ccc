"""The pictures of docs/cai-dat.md: a built setup under Wine, on a screen of its own.

`BOCHISO_WINE=wine-pictures python -m tests.installer.pictures SETUP.exe docs/hinh` takes them all
anew, on a drive C that is made for it and is gone afterwards.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from tests.hosts.libreoffice import screen as screens
from tests.hosts.libreoffice.pictures import small
from tests.hosts.libreoffice.screen import Screen
from tests.hosts.wine.prefix import make_prefix
from tests.hosts.wine.processes import DRIVE, HOME, alone, environment, run_program, stop
from tests.installer.wine_setup import PLACE

WIDTH, HEIGHT = 640, 480
# So much of a line is a window where one is; the first and the last page have a dark side.
SHARE, DARK = 0.15, 0.1
LIMIT = 600
DRIVER = ("HKCU\\Software\\Wine\\Drivers", "/v", "Graphics", "/d", "x11", "/f")


def take(setup: Path, folder: Path) -> None:
    """Install, look at what was installed, uninstall; take each page on the way."""
    size = {"WIDTH": WIDTH, "HEIGHT": HEIGHT}
    with alone(limit=30), patch.multiple(screens, **size), Screen() as screen:
        stop()
        shutil.rmtree(HOME, ignore_errors=True)
        DRIVE.mkdir(parents=True)
        (HOME / "home").mkdir()
        try:
            make_prefix()
            run_program(["wine", "reg", "add", *DRIVER], 60)
            shutil.copy(setup, DRIVE / "BoChiSo.exe")
            pages = _Pages(screen, folder)
            pages.start("C:\\BoChiSo.exe")
            pages.keep("bat-dau")
            pages.go_on()
            time.sleep(8)
            pages.keep("dang-cai")
            pages.wait(lambda seen: _is_dark(seen))
            pages.keep("xong")
            pages.start(f"{PLACE}\\py\\pythonw.exe", "-B", f"{PLACE}\\py\\kiem-tra.pyw")
            pages.keep("kiem-tra")
            pages.start(f"{PLACE}\\go-cai-dat.exe")
            pages.keep("go")
        finally:
            stop()
            shutil.rmtree(HOME, ignore_errors=True)


class _Pages:
    """A desktop of Wine, on which one program shows itself at a time."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._screen, self._folder = screen, folder

    def start(self, *command: str) -> None:
        """Start a program on an empty desktop; wait for its first page, the mouse out of sight."""
        stop()
        self._screen._do("mousemove", WIDTH, HEIGHT)
        subprocess.Popen(
            ["wine", "explorer", f"/desktop=BoChiSo,{WIDTH}x{HEIGHT}", *command],
            env={**environment(), "DISPLAY": self._screen.display},
            cwd=DRIVE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.wait(lambda seen: bool(_window(seen)))

    def wait(self, is_there: Any) -> None:
        """Wait until the screen shows what is wanted, and rests."""
        end = time.monotonic() + LIMIT
        while not is_there(self._screen.pixels()):
            assert time.monotonic() < end, "no such page"
            time.sleep(0.5)
        self._screen.come_to_rest()

    def go_on(self) -> None:
        """Leave a page by its button, whose key is Return; the mouse is not to be seen."""
        self._screen.click(WIDTH // 2, HEIGHT // 2)
        self._screen._do("mousemove", WIDTH, HEIGHT)
        self._screen.key("Return")

    def keep(self, name: str) -> None:
        """Write the window that is shown."""
        seen = self._screen.pixels()
        rows, columns = _window(seen)
        (self._folder / f"cai-dat-{name}.png").write_bytes(small(seen[rows, columns]))


def _window(seen: Any) -> tuple[slice, slice] | tuple[()]:
    """Return rows and columns of the window on the desktop, nothing where there is none."""
    other = (seen != seen[-1, 0]).any(axis=2)
    found = [np.flatnonzero(other.mean(axis=axis) > SHARE) for axis in (1, 0)]
    if not all(map(len, found)) or other.all():
        return ()
    return tuple(slice(each[0], each[-1] + 1) for each in found)  # type: ignore[return-value]


def _is_dark(seen: Any) -> bool:
    return bool(((seen[:, :, 2] > 60) & (seen[:, :, :2].max(axis=2) < 40)).mean() > DARK)


if __name__ == "__main__":
    assert os.environ.get("BOCHISO_WINE") == HOME.name != "wine", "a drive C of its own"
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    take(Path(sys.argv[1]), Path(sys.argv[2]))
