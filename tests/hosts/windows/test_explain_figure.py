"""The button that explains the figure that is chosen, over a recording fake of Excel."""

from pathlib import Path

import pytest

from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from bpindex.words import explanations as explain_texts
from bpindex.words import marks as rule_texts
from bpindex.words import workbook as workbook_words
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import (
    HOST,
    MOST_CALLS,
    content_of,
    explain_figure,
    explained,
    make_notice,
    opened,
    printable,
)
from tests.strategies import base_case

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]


def test_a_figure_of_bang_diem_is_explained_with_a_way_back(excel: FakeExcel) -> None:
    excel.select("Bảng điểm", "H9")
    excel.calls.clear()
    explain_figure(excel)
    count = len(excel.calls)
    assert count <= MOST_CALLS, f"{count} calls to Excel"
    assert excel.messages == []
    found = explained(excel)
    assert found[rule_texts.AGENCY] == "Sở Công thương"
    assert "tháng 02/2024" in found[rule_texts.COLUMN]
    assert found[explain_texts.COUNTS_FROM] == "trang Số liệu, ô B5"
    last = [row for row in excel.formula("Giải thích", "A5:B64") if row[0]][-1]
    assert last == (rule_texts.BACK, '=HYPERLINK("#\'Bảng điểm\'!H9","Bảng điểm!H9")')
    assert excel.book()._active.title == "Giải thích"
    assert excel.coerced == [], "texts that Excel would read as numbers or dates"


def test_the_provinces_figure_is_explained(excel: FakeExcel) -> None:
    excel.select("Bảng điểm", "F5")
    explain_figure(excel)
    assert excel.messages == []
    assert explained(excel)[rule_texts.AGENCY] == "TỈNH BÌNH PHƯỚC"
    shown = [text for _, text in excel.value("Giải thích", "A5:B64") if text]
    assert [text for text in shown if "trang Thiết lập, ô K6" in text], "the portal's points"


def test_cells_of_tinh_diem_are_explained_by_component_group_and_total(excel: FakeExcel) -> None:
    block = layout_of(base_case().index)["scores"].block("scores")
    for key, words in (
        ("points.2.1", "2.1"),
        ("rate.3.1", "3.1"),
        ("group.TD", "tháng 02/2024"),
        ("total", explain_texts.TOTAL_TITLE),
        ("rank", explain_texts.TOTAL_TITLE),
        ("grade", explain_texts.TOTAL_TITLE),
        ("state", explain_texts.TOTAL_TITLE),
        ("TT_thang", "tháng 02/2024"),
    ):
        cell = block.area(key, key).split(":")[0].replace("$", "")
        excel.select("Tính điểm", cell)
        explain_figure(excel)
        assert excel.messages == [], key
        found = explained(excel)
        assert found[rule_texts.AGENCY] == "Sở Công thương"
        assert words in found[rule_texts.COLUMN], key
        assert rule_texts.BACK in found, "all lines fit"


def test_every_figure_of_the_notice_is_explained(tmp_path: Path) -> None:
    with opened(tmp_path, content_of(5)) as excel:
        make_notice(excel)
        excel.messages.clear()
        keys = [row[0] for row in excel.value(NOTICE_SHEET, "A1:A200")]
        rows = [number for number, key in enumerate(keys, 1) if str(key).startswith("row:")]
        assert len(rows) == 5 + 2
        by_sheet = set()
        for row, column in zip(rows, "DEFGHIJ", strict=True):
            excel.select(NOTICE_SHEET, f"{column}{row}")
            explain_figure(excel)
            assert excel.messages == [], f"{column}{row}"
            by_sheet.add(explained(excel)[rule_texts.AGENCY])
        assert len(by_sheet) == 5 + 1


def test_a_cell_without_a_figure_is_said_in_one_sentence(excel: FakeExcel) -> None:
    for sheet, cell in (
        ("Bảng điểm", "A1"),
        ("Bảng điểm", "D9"),
        ("Bảng điểm", "H40"),
        ("Tính điểm", "B5"),
        ("Tính điểm", "D150"),
        ("Số liệu", "C5"),
        ("Lời văn", "D18"),
    ):
        excel.messages.clear()
        excel.select(sheet, cell)
        explain_figure(excel)
        sentence = workbook_words.NOT_A_FIGURE.format(place=f"trang {sheet}, ô {cell}")
        assert excel.messages == [(sentence, texts.TITLE, 0)]
        assert explained(excel) == {}


def test_the_button_of_trang_chinh_explains_the_cell_selected_on_bang_diem(
    excel: FakeExcel,
) -> None:
    """A button is pressed on its own sheet, whose active cell is never a figure."""
    excel.select("Bảng điểm", "H10")
    excel.select("Trang chính", "A1")
    excel.answer(1)
    explain_figure(excel)
    question = texts.EXPLAIN_WHICH.format(sheet="Bảng điểm", cell="H10")
    assert [text for text, _, _ in excel.messages] == [question]
    assert explained(excel)[rule_texts.AGENCY] == printable(5).agencies[1].name


def test_another_cell_than_that_of_bang_diem_is_left_to_be_chosen(excel: FakeExcel) -> None:
    excel.select("Bảng điểm", "H10")
    excel.select("Trang chính", "A1")
    excel.answer(2)
    explain_figure(excel)
    assert excel.book()._active.title == "Bảng điểm"
    assert explained(excel) == {}


def test_on_trang_chinh_nothing_is_withdrawn(excel: FakeExcel) -> None:
    excel.select("Bảng điểm", "H10")
    excel.select("Trang chính", "A1")
    excel.run_python(f"{HOST}withdraw_correction()")
    assert excel.messages == [(texts.NO_CELL, texts.TITLE, 0)]


def test_explaining_restores_excel_after_a_refused_call(excel: FakeExcel, log: Path) -> None:
    excel.select("Bảng điểm", "H9")
    before = excel.state
    for kind, name in (
        ("method", "Workbook.SaveCopyAs"),
        ("put", "Range.Value"),
        ("method", "Range.AutoFit"),
    ):
        excel.messages.clear()
        excel.fail(kind, name)
        explain_figure(excel)
        assert excel.messages == [(texts.UNEXPECTED.format(log=log), texts.TITLE, 0)]
        assert excel.state == before
