"""A screen of its own for LibreOffice, with a real mouse and a real keyboard."""

import os
import shutil
import struct
import subprocess
import tempfile
import time
import zlib
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from tests.hosts.libreoffice.office import SYSTEM_PATH

WIDTH, HEIGHT = 1600, 1000
START_SECONDS = 20
STOP_SECONDS = 10


class Screen:
    """An X server without a monitor; stopped by its own process when the block ends."""

    def __enter__(self) -> "Screen":
        self._folder = Path(tempfile.mkdtemp(prefix="bcs-screen-"))
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write), "-nolisten", "tcp", "-noreset"),
                *("-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(self._folder)),
            ],
            env={"PATH": SYSTEM_PATH},
            pass_fds=[write],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        os.set_blocking(read, False)
        try:
            self.display = f":{self._number(read)}"
        except BaseException:
            self.__exit__(None, None, None)
            raise
        finally:
            os.close(read)
        return self

    def _number(self, pipe: int) -> int:
        """Return the number of the display that the server chose."""
        deadline, found = time.monotonic() + START_SECONDS, b""
        while not found.endswith(b"\n"):
            assert time.monotonic() < deadline, "Xvfb does not start"
            assert self._server.poll() is None, "Xvfb ended"
            try:
                found += os.read(pipe, 16)
            except BlockingIOError:
                time.sleep(0.02)
        return int(found)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        try:
            self._server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait(STOP_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _do(self, *arguments: object) -> None:
        subprocess.run(
            ["xdotool", *map(str, arguments)],
            env={"PATH": SYSTEM_PATH, "DISPLAY": self.display, "LANG": "C.UTF-8"},
            check=True,
            capture_output=True,
            timeout=30,
        )

    def windows(self, name: str) -> list[str]:
        """Return the numbers of the windows with a name that are shown."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name],
            env={"PATH": SYSTEM_PATH, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=30,
        )
        return found.stdout.split()

    def click(self, x: int, y: int, times: int = 1, delay: int = 60) -> None:
        """Move the mouse to a place and press its left button."""
        self._do("mousemove", x, y)
        self._do("click", "--repeat", times, "--delay", delay, 1)

    def key(self, *keys: str) -> None:
        """Press keys one after the other, such as Return or ctrl+z."""
        self._do("key", "--delay", 30, *keys)

    def type(self, text: str) -> None:
        """Type a text letter by letter."""
        self._do("type", "--delay", 15, text)

    def _shown(self) -> bytes:
        return (self._folder / "Xvfb_screen0").read_bytes()

    def come_to_rest(self) -> None:
        """Wait until the screen shows the same for a while, or goes on changing for long."""
        for _ in range(20):
            before = self._shown()
            time.sleep(0.4)
            if self._shown() == before:
                return

    def pixels(self) -> Any:
        """Return red, green and blue of every point that the screen shows, row by row."""
        data = self._shown()
        header = struct.unpack(">25I", data[:100])
        start, width, height, line = header[0] + 12 * header[19], *header[4:6], header[12]
        rows = np.frombuffer(data, np.uint8, line * height, start).reshape(height, line)
        return rows[:, : 4 * width].reshape(height, width, 4)[:, :, 2::-1]

    def picture(self, path: Path) -> None:
        """Write what the screen shows as PNG."""
        pixels = self.pixels()
        height, width, _ = pixels.shape
        rows = b"".join(b"\0" + row.tobytes() for row in pixels)
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n"
            + _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
            + _chunk(b"IDAT", zlib.compress(rows, 6))
            + _chunk(b"IEND", b"")
        )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
