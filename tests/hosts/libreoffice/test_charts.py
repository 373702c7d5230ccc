"""Charts as LibreOffice draws them: of the agency that is chosen, of this period, all day long."""

import re
import time
from pathlib import Path

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.remarks.chart_data import ChartData, bars_of, chart_data
from bpindex.score.figures import scores_of
from bpindex.sheets.report_sheets import CHARTS
from bpindex.workbook.build import build_workbook
from tests.hosts.libreoffice.office import Document, Office, is_for_excel
from tests.hosts.libreoffice.person import Visible, until
from tests.hosts.libreoffice.render import text_of

SLIP = "Phiếu đơn vị"
# What stands there from the chart of an agency on, as far as the other charts.
AREAS = {CHARTS.title: "A5:H46", SLIP: "A10:F20"}
# With more it would be waiting for somebody to answer a dialog.
MOST_SECONDS = 60


@pytest.fixture(scope="module")
def data() -> ChartData:
    case = read_case(bundled_case("2026-03"))
    return chart_data(case, scores_of(case), bars_of(case))


@pytest.fixture
def document(office: Office, tmp_path: Path) -> Document:
    """The made-up province, once its notice is made."""
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(build_workbook(read_case(bundled_case("2026-03"))))
    document = office.open_copy(path)
    document.do("calculate")
    document.do("press", "Trang chính", "Lập thông báo")
    assert office.dialogs.said[-1].startswith("Đã lập thông báo")
    return document


def choose(document: Document, name: str) -> None:
    document.do("type", CHARTS.title, "C3", name)
    document.do("type", SLIP, "B1", name)


def figures(document: Document, sheet: str, folder: Path) -> set[str]:
    """Return the numbers beside bars and points."""
    path = folder / "drawn.pdf"
    document.do("store_part", str(path), sheet, AREAS[sheet])
    # On Biểu đồ with decimals, which the scale and the headings lack.
    form = r"\d+\.\d" if sheet == CHARTS.title else r"\d+"
    return {word for word in text_of(path).split() if re.fullmatch(form, word)}


def test_once_a_notice_is_made_charts_follow_who_is_chosen(
    document: Document, data: ChartData, tmp_path: Path
) -> None:
    """Sheets that are put in and taken away make LibreOffice forget which cells a chart shows."""
    for press, row in (("", 5), ("Kiểm tra số liệu", 7)):
        if press:
            document.do("press", "Trang chính", press)
        name, total, _, *shares = data.agencies[row]
        choose(document, str(name))
        known = [share for share in shares[::2] if isinstance(share, float)]
        assert isinstance(total, float)
        wanted = {f"{number:.1f}" for number in (total, *known)}
        assert wanted <= figures(document, CHARTS.title, tmp_path)
        assert {f"{share:.0f}" for share in known} <= figures(document, SLIP, tmp_path)


def test_a_month_without_counts_draws_nothing_and_opens_again(
    document: Document, data: ChartData, visible: Visible, tmp_path: Path
) -> None:
    """A chart that is drawn while a file opens must not ask Python, whose module is not there."""
    choose(document, str(data.agencies[5][0]))
    document.do("press", "Trang chính", "Mở kỳ mới")
    name, total, _, *_ = data.agencies[7]
    choose(document, str(name))
    # Of the month before, on the line of months.
    assert figures(document, CHARTS.title, tmp_path) == {f"{total:.1f}"}
    assert not figures(document, SLIP, tmp_path)
    before = document.path.read_bytes()
    document.do("save")
    until(lambda: document.path.read_bytes() != before and is_for_excel(document.path), "not saved")
    start = time.monotonic()
    again = visible.open_copy(document.path)
    assert again.do("dialog") is None
    assert time.monotonic() - start < MOST_SECONDS
