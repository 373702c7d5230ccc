"""The button that takes pasted tables in, over a recording fake of Excel."""

from pathlib import Path

import pytest

from bpindex.sheets.layout import layout_of
from bpindex.words import importing as words
from tests.hosts.windows.pressing import HOST, MOST_CALLS, opened
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]


def test_a_pasted_table_is_taken_and_brought_back_in_few_calls(tmp_path: Path) -> None:
    counts = layout_of(base_case().index)["counts"].block("counts")
    codes = [row.agency for row in base_case().counts]
    place = counts.address(counts.first_row + codes.index("so-y-te"), "pakn_dung_han")
    with opened(tmp_path, bundled_workbook()) as excel:
        before = excel.value("Số liệu", place)
        cells = {"A5": "Đơn vị", "B5": "PAKN xử lý đúng hạn", "A6": "Sở Y tế", "B6": "7"}
        for cell, text in cells.items():
            excel.type_in("Dán vào đây", cell, text)
        excel.calls.clear()
        excel.run_python(f"{HOST}import_data()")
        assert excel.messages[-1][0].startswith("Đã nhập 1 số liệu của 1 đơn vị")
        assert len(excel.calls) <= MOST_CALLS
        assert float(excel.value("Số liệu", place)) == 7
        excel.run_python(f"{HOST}undo_import()")
        assert excel.messages[-1][0] == words.UNDONE
        assert excel.value("Số liệu", place) == before
