"""Tables made by hand in the real program: `python -m tests.hosts.libreoffice.made_tables FOLDER`.

Plays every story of `tests.hosts.made_tables`, writes how many actions it took, what the program
said, the time of the click, and the pages of the notice and of Bảng in as pictures to look at.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bpindex.case.folder import bundled_case, read_case
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.build import build_workbook
from tests.hosts.libreoffice.books import Opened, computed
from tests.hosts.libreoffice.office import Office
from tests.hosts.libreoffice.render import pictures_of
from tests.hosts.libreoffice.test_notice import press
from tests.hosts.made_tables import STORIES, Counted, Rows, Table


class OfficeHand:
    """Does what a person does, in LibreOffice."""

    def __init__(self, book: Opened) -> None:
        self._book, self.document = book, book.document
        self.said: list[str] = []
        self.seconds = 0.0

    def type(self, sheet: str, cell: str, text: str) -> None:
        self.document.do("type", sheet, cell, text)

    def paste(self, sheet: str, cell: str, rows: Rows) -> None:
        self.document.do("paste", sheet, cell, [[_as_copied(text) for text in row] for row in rows])

    def clear(self, sheet: str, cells: str) -> None:
        self.document.do("clear", sheet, cells)

    def press(self, caption: str) -> None:
        [macro] = [action.macro for action in ACTIONS if action.caption == caption]
        before = time.perf_counter()
        self.said += press(self._book, macro).said
        self.seconds = time.perf_counter() - before


def _as_copied(text: object) -> str | float:
    """Return a number where somebody else's table holds one."""
    try:
        return float(str(text))
    except ValueError:
        return str(text)


def main(folder: Path) -> None:
    """Play the stories one after the other."""
    case = read_case(bundled_case("2026-03"))
    content, printed = build_workbook(case), layout_of(case.index)["printed"].title
    for name, story in STORIES.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as place, Office() as office:
            path = Path(place) / "mau.xlsm"
            path.write_bytes(content)
            hand = OfficeHand(computed(office, case, path))
            counted = Counted(hand)
            story.make(Table(case, story), counted)
            said = " ".join(hand.said)
            print(f"{name}: {counted.actions} actions, click {hand.seconds:.1f} s; {said}")
            notice, own = folder / name / "thong-bao.pdf", folder / name / "bang-in.pdf"
            hand.document.do("print_sheet", NOTICE_SHEET, str(notice))
            hand.document.do("store_part", str(own), printed, "A1:N70")
            for pdf in (notice, own):
                pictures_of(pdf, dpi=70)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
