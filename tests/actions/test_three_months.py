"""Three months of the made-up province in a row, by buttons: what a person does is counted.

An action is one thing done: a sheet gone to, a table pasted, a button pressed, a question
answered. Nobody here can type: a value that must be typed would stop a month.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions.running import perform
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import Evaluation, evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.words import buttons as texts
from bpindex.words import findings
from bpindex.workbook.build import build_workbook
from tests.actions.test_importing import PASTE, paste

pytestmark = pytest.mark.usefixtures("log")
MAU = read_case(bundled_case("2026-03"))
# What the guide promises of a month.
MOST_ACTIONS = 12
# Of these counts a month later one dossier more was late, or not sent on.
_FEWER = ("hs_dong_bo", "xl_truoc_han")


def table_of(case: Case, month: int) -> list[list[str]]:
    """Return what a portal shows of all counts, the province's row too, some months later."""
    names = {agency.code: agency.name for agency in case.agencies}
    names[PROVINCE] = case.settings.tables[0].province_name

    def cell(text: str, count: str) -> str:
        grown = int(text) * month if text else 0
        return str(grown - (count in _FEWER and grown > month) * (month - 1)) if text else ""

    counts = case.index.counts
    rows = ([cell(row.cells.get(item.id, ""), item.id) for item in counts] for row in case.counts)
    named = zip((names[row.agency] for row in case.counts), rows, strict=True)
    return [["Đơn vị", *(item.name for item in counts)], *([name, *row] for name, row in named)]


@dataclass
class Clerk:
    """Who works in a workbook by buttons; what is done is counted."""

    desk: FileDesk
    folder: Path
    done: list[str] = field(default_factory=list)

    def press(self, action: str, says: str = "", *, agreed: int = 0) -> None:
        self.desk.agreed = [True] * agreed
        before = len(self.desk.told)
        perform(self.desk, action)
        self.done += [action, *["yes"] * agreed]
        told = self.desk.told[before:]
        assert (says in told[-1]) if says else not told, told
        assert not self.desk.agreed

    def paste(self, rows: list[list[str]]) -> None:
        self.desk.select(PASTE, "A5")
        paste(self.desk, rows)
        self.done += ["go", "paste"]

    def evaluated(self) -> Evaluation:
        self.desk.save_copy(path := self.folder / "bản chép.xlsm")
        return evaluate(read_workbook(path))


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(build_workbook(MAU))
    yield Clerk(FileDesk(path), tmp_path)


def province_of(found: Evaluation) -> list[str]:
    rows: list[Any] = [table.province for table in found.notice.tables]
    return [figure.text for figure in rows[0].figures]


def test_the_third_month_takes_at_most_twelve_actions_and_no_typed_value(clerk: Clerk) -> None:
    clerk.press("make_notice", texts.DONE.partition("{")[0])
    before = clerk.evaluated()
    for month in (2, 3):
        clerk.done.clear()
        clerk.press("next_month", "Đã mở kỳ", agreed=1)
        clerk.paste(table_of(MAU, month))
        clerk.press("import_data", "Đã nhập 3678 số liệu của 112 đơn vị")
        clerk.press("check_data")
        clerk.press("make_notice", texts.DONE.partition("{")[0])
        clerk.press("export_word", ".docx")
        found = clerk.evaluated()
        assert str(found.case.period) == f"2026-{month + 2:02d}" and not found.problems
        # Nobody typed the points of the province; they print, and one sentence says so.
        columns = (c for table in found.case.settings.tables for c in table.columns)
        assert {column.province_month for column in columns} == {None}
        # Beside days off and totals that happen to print alike, which are told.
        told = (item for item in found.warnings if item.part == "settings")
        (warning,) = (str(item) for item in told if item.column != "deadline")
        assert findings.PROVINCE_COMPUTED.partition("{cells}")[0].format(count=6) in warning
        now, then = province_of(found), province_of(before)
        assert all(now[:7]) and now != then
        # What this month compares itself with is what the last one printed.
        assert now[7] == then[6]
        before = found
    assert len(clerk.done) == 8 <= MOST_ACTIONS
