"""Sheets as paper: each one exported to PDF with its computed values, its text and its pictures.

Also a program: `python -m tests.hosts.libreoffice.render FOLDER` writes the pages of every sheet of
the bundled case as PNG, to be looked at.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.hosts.libreoffice.office import SYSTEM_PATH, Document, Office

# What a sheet must never show: errors of Excel and LibreOffice, numbers too wide for their cell.
BAD_TEXTS = re.compile(
    r"#(?:VALUE!|NAME\?|REF!|N/A|NUM!|NULL!|DIV/0!)|\bErr:\d+|\bError \d{4}\b|###|Traceback"
)


@dataclass(frozen=True)
class Page:
    """A printed page: its number in the whole print, its text, its picture if asked for."""

    sheet: str
    number: int
    text: str
    png: Path | None = None

    @property
    def bad_texts(self) -> list[str]:
        """What the page shows and must not."""
        return BAD_TEXTS.findall(self.text)


def render(
    document: Document, folder: Path, sheets: Sequence[str] = (), *, dpi: int = 0
) -> dict[str, list[Page]]:
    """Return the pages of the visible sheets, or of these, as the workbook shows them now.

    With `dpi` every page is a PNG in the folder too. The footer tells which sheet a page is of:
    LibreOffice prints hidden sheets as well, and a selection without titles and print areas.
    """
    titles = [title for title, _, _ in document.do("sheets")]
    pdf = folder / "workbook.pdf"
    document.do("store", os.fspath(pdf))
    rendered: dict[str, list[Page]] = {}
    for number, text in enumerate(text_of(pdf).split("\f"), 1):
        if not text.strip():
            continue
        footer = text.rstrip().splitlines()[-1].strip()
        title = re.sub(r"\s+\d+/\d+$", "", footer)
        assert title in titles, f"page {number} ends with {footer!r}"
        if sheets and title not in sheets:
            continue
        pages = rendered.setdefault(title, [])
        png = _picture(pdf, number, f"{titles.index(title):02d}-{len(pages) + 1}", dpi)
        pages.append(Page(title, number, text, png))
    return rendered


def text_of(pdf: Path) -> str:
    """Return the text of a PDF, its pages apart by form feeds."""
    return _run("pdftotext", "-layout", pdf, "-").decode()


def _picture(pdf: Path, number: int, name: str, dpi: int) -> Path | None:
    if not dpi:
        return None
    target = pdf.with_name(name)
    page = ("-f", number, "-l", number, "-singlefile", "-r", dpi)
    _run("pdftoppm", "-png", *page, pdf, target)
    return target.with_suffix(".png")


def pictures_of(pdf: Path, dpi: int) -> None:
    """Write every page of a PDF as PNG beside it."""
    _run("pdftoppm", "-png", "-r", dpi, pdf, pdf.with_suffix(""))


def coloured(pdf: Path, colour: str, dpi: int = 40) -> int:
    """Return how many picture elements of all pages have exactly this colour (#RRGGBB)."""
    wanted = np.frombuffer(bytes.fromhex(colour.removeprefix("#")), np.uint8)
    stream = _run("pdftoppm", "-r", str(dpi), "-aa", "no", "-aaVector", "no", pdf)
    total = start = 0
    while start < len(stream):
        header = re.compile(rb"P6\s(\d+) (\d+)\s255\s").match(stream, start)
        assert header, stream[start : start + 20]
        size = int(header[1]) * int(header[2]) * 3
        pixels = np.frombuffer(stream, np.uint8, size, header.end()).reshape(-1, 3)
        total += int((pixels == wanted).all(axis=1).sum())
        start = header.end() + size
    return total


def _run(program: str, *arguments: object) -> bytes:
    command = [program, *map(str, arguments)]
    return subprocess.run(
        command, env={"PATH": SYSTEM_PATH}, check=True, capture_output=True, timeout=60
    ).stdout


def main(folder: Path, dpi: int = 90) -> None:
    """Write every page of every sheet of the bundled case as PNG and say what it shows."""
    from bpindex.case.folder import bundled_case, read_case
    from bpindex.workbook.build import build_workbook

    folder.mkdir(parents=True, exist_ok=True)
    workbook = folder / "BoChiSo.xlsm"
    workbook.write_bytes(build_workbook(read_case(bundled_case())))
    with Office() as office:
        document = office.open_copy(workbook)
        document.do("calculate")
        for title, pages in render(document, folder, dpi=dpi).items():
            for page in pages:
                print(title, page.number, page.png, *page.bad_texts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
