"""The pictures of the guide, taken from the real program, so that they never age.

`python -m tests.hosts.libreoffice.pictures docs/hinh` takes them all anew.
"""

import struct
import sys
import tempfile
import time
import zlib
from pathlib import Path
from unittest.mock import patch

import numpy as np

from bpindex.case.folder import bundled_case, read_case
from bpindex.page.plan import NOTICE_SHEET
from bpindex.workbook.build import build_workbook
from tests.hosts.libreoffice import screen as screens
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.person import DONE, Person, Visible

# The screen of an office PC; without the menus of the program, which are not those of Excel.
WIDTH, HEIGHT = 1366, 768
TOP, BOTTOM, RIGHT = 108, 752, 1304
# So many, none as near to another one as this: what is seldom is seen too.
COLOURS, APART = 64, 18
# Their names, and the sheets that they show; the last ones once the notice is made.
BEFORE = {
    "trang-chinh": "Trang chính",
    "thiet-lap": "Thiết lập",
    "dan-vao-day": "Dán vào đây",
    "so-lieu": "Số liệu",
    "bang-diem": "Bảng điểm",
}
AFTER = {"da-lap": "Trang chính", "thong-bao": NOTICE_SHEET, "dinh-chinh": "Đính chính"}


def take(folder: Path) -> None:
    """Take every picture of the guide."""
    case = read_case(bundled_case("2026-03"))
    size = {"WIDTH": WIDTH, "HEIGHT": HEIGHT}
    with (
        patch.multiple(screens, **size),
        tempfile.TemporaryDirectory() as name,
        screens.Screen() as screen,
        Visible(screen) as program,
    ):
        path = Path(name) / "BoChiSo.xlsm"
        path.write_bytes(build_workbook(case))
        document = program.open_copy(path)
        document.do("maximize", WIDTH, HEIGHT)
        person = Person(screen, Opened(document, case, path))
        for part in (BEFORE, AFTER):
            if part is AFTER:
                person.run("MakeNotice", DONE)
            for picture, sheet in part.items():
                document.do("activate", sheet)
                document.do("paint")
                time.sleep(1)
                screen.come_to_rest()
                shown = small(screen.pixels()[TOP:BOTTOM, :RIGHT])
                (folder / f"{picture}.png").write_bytes(shown)


def small(pixels: np.ndarray) -> bytes:
    """Return a picture of the screen as PNG, in a few colours."""
    height, width, _ = pixels.shape
    known, at, times = np.unique(
        pixels.reshape(-1, 3).astype(np.int32), axis=0, return_inverse=True, return_counts=True
    )
    chosen: list[np.ndarray] = []
    for colour in known[np.argsort(-times)]:
        if len(chosen) < COLOURS and all(abs(colour - c).sum() >= APART for c in chosen):
            chosen.append(colour)
    palette = np.array(chosen)
    nearest = ((known[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    rows = nearest[at.reshape(-1)].reshape(height, width)
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    head = struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", palette.clip(0, 255).astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(screens._chunk(name, data) for name, data in parts)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    take(target)
