"""The button that opens the next month, over a fake Excel."""

from pathlib import Path

import pytest

from bpindex.case.next_month import next_case
from bpindex.hosts.excel_names import path_of
from bpindex.reading.workbook import read_workbook
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import printable
from tests.hosts.windows.test_register_macros import press, reading

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def test_the_open_workbook_is_that_of_the_next_month_and_the_old_one_is_kept(
    excel: FakeExcel, tmp_path: Path
) -> None:
    path = Path(excel.silently(lambda: excel.book().FullName))
    told = press(excel, "next_month")
    kept = path.with_name(f"{path.stem} 02-2024{path.suffix}")
    assert kept.name in told
    assert read_workbook(kept).counts == printable(5).counts
    case = reading(excel, tmp_path).case
    assert case.settings == next_case(printable(5)).settings
    assert not any(text for row in case.counts for text in row.cells.values())


def test_only_a_whole_path_is_one_on_a_disk() -> None:
    assert path_of("Sổ.xlsm") is None
    assert path_of("https://d.docs.live.net/1/So.xlsm") is None
    assert path_of(str(Path("/nhà/Sổ.xlsm"))) == Path("/nhà/Sổ.xlsm")
