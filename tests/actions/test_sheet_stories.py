"""Random stories of sheets renamed, copied, typed on, restored: no sentence is ever lost."""

import random
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions import buttons
from bpindex.actions.upgrading import upgraded
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from tests.hosts.windows.pressing import NEW, PREVIOUS, content_of
from tests.strategies import base_case

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

STEPS = 5
LAYOUT = layout_of(base_case().index)


class Clerk:
    """Works on the sheets and knows every sentence that was typed, each another one."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.path = folder / "Sổ tháng 2.xlsm"
        self.path.write_bytes(content_of(5))
        self.desk = FileDesk(self.path)
        self.typed: list[str] = []
        buttons.make_notice(self.desk)

    def made(self) -> list[str]:
        """Titles of the sheets that hold a notice of whatever run."""
        known = {sheet.title for sheet in LAYOUT.sheets.values()}
        found = [title for title in self.desk._package.sheets() if title not in known]
        return [title for title in found if title[:1].isupper()]  # the tool's own are not

    def _row(self, title: str, key: str) -> int:
        keys = [row[0] for row in self.rows(title)]
        return keys.index(key) + 1 if key in keys else 0

    def rows(self, title: str) -> list[list[Any]]:
        return self.desk.read(title, "A1:P110")

    def type(self) -> None:
        title = self.chance.choice(self.made())
        sentence = f"Câu số {len(self.typed)}."
        self.typed.append(sentence)
        number = self._row(title, "block:closing")
        before = self.rows(title)[number - 1][1]
        # Who types over a sentence that nobody took yet wipes it out.
        self.typed = [text for text in self.typed if text != before or self._is_elsewhere(text)]
        self.desk.write(title, f"B{number}", [[sentence]])

    def _is_elsewhere(self, text: str) -> bool:
        return self.everywhere().count(text) > 1

    def rename(self) -> None:
        title = self.chance.choice(self.made())
        new = self.chance.choice([NEW, PREVIOUS, NOTICE_SHEET, "Đã ký", "Bản nháp"])
        if not self.desk.has_sheet(new):
            self.desk.rename_sheet(title, new)

    def copy(self) -> None:
        title, new = self.chance.choice(self.made()), f"Bản chép {len(self.made())}"
        if not self.desk.has_sheet(new):
            self.desk.save_copy(self.path)
            self.desk.bring_in(self.path, {title: new}, title)

    def lock(self) -> None:
        """Protect the sheet of a notice, so that nobody changes it, or give it free."""
        self.desk.protect(self.chance.choice(self.made()), self.chance.random() < 0.7)

    def undo(self) -> None:
        """Type a sentence and take it back with Ctrl-Z."""
        title = self.chance.choice(self.made())
        number = self._row(title, "block:closing")
        before = self.rows(title)[number - 1][1]
        self.desk.write(title, f"B{number}", [["Câu gõ nhầm."]])
        self.desk.write(title, f"B{number}", [[before]])

    def merge(self) -> None:
        """Merge the copy of a colleague, who typed a sentence on its notice."""
        copy = self.folder / "Bản của bạn.xlsm"
        self.desk.save_copy(copy)
        theirs = FileDesk(copy)
        titles = [t for t in self.made() if t == NOTICE_SHEET and self._row(t, "block:closing")]
        for title in titles:
            sentence = f"Câu số {len(self.typed)}."
            self.typed.append(sentence)
            theirs.write(title, f"B{self._row(title, 'block:closing')}", [[sentence]])
        theirs.save_copy(copy)
        self.desk.chosen, self.desk.agreed = [copy], [False]
        buttons.merge_register(self.desk)

    def upgrade(self) -> None:
        """Go on in the workbook that the upgrade makes of this one."""
        self.desk.save_copy(self.path)
        self.path.write_bytes(upgraded(self.path).content)
        self.desk = FileDesk(self.path)

    def make(self) -> None:
        buttons.make_notice(self.desk)

    def restore(self) -> None:
        # What was not taken yet is taken first by whoever mends restoring; here it is made.
        buttons.make_notice(self.desk)
        buttons.restore_previous(self.desk)

    def everywhere(self) -> list[str]:
        """All texts on the sheets of notices and in the register."""
        cells = (cell for title in self.made() for row in self.rows(title) for cell in row)
        texts = [str(cell).strip() for cell in cells if cell is not None]
        self.desk.save_copy(self.path)
        stored = read_with_harvest(self.path).stored
        return texts + [item.corrected for item in stored.corrections]


RANDOM = ["type", "type", "rename", "copy", "make", "make", "restore", "lock", "merge", "upgrade"]
# What each sort of step leaves to the next ones, once in any case.
PLAYED = ["type", "lock", "merge", "undo", "upgrade", "type", "restore"]


@pytest.mark.parametrize("number", range(3))
def test_every_sentence_typed_on_any_notice_is_still_in_the_workbook(
    number: int, tmp_path: Path
) -> None:
    chance = random.Random(number)
    clerk = Clerk(tmp_path, chance)
    story = [chance.choice(RANDOM) for _ in range(STEPS)] if number < 2 else PLAYED
    for step in story:
        getattr(clerk, step)()
    clerk.make()
    clerk.make()
    found = clerk.everywhere()
    assert [text for text in clerk.typed if text not in found] == [], story
    assert {NOTICE_SHEET, PREVIOUS} <= set(clerk.made())
    title = "BẢN TRƯỚC – THÔNG BÁO"
    assert title not in [cell for row in clerk.rows(NOTICE_SHEET) for cell in row]
