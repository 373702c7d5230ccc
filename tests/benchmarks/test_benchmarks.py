"""The benchmarks run and print ratios to a named floor; how fast is not asserted here."""

import re

import numpy as np
import pytest

from benchmarks import core as bench
from benchmarks import hosts as bench_hosts
from benchmarks import intake as bench_intake
from benchmarks import office as bench_office
from benchmarks import past as bench_past
from benchmarks.core import run_benchmarks
from benchmarks.hosts import PERIODS
from bpindex.case.folder import bundled_case, read_case
from bpindex.cli import app as cli
from bpindex.score.scoring import score
from bpindex.sheets.model import Capacity

LINE = re.compile(
    r"(?P<what>.+): (?P<ratio>\d+\.\d\d) lần (?P<floor>.+) "
    r"\((?P<ours>\d+\.\d\d) ms / (?P<bare>\d+\.\d\d) ms\)(; mục tiêu ≤ (?P<aim>[\d.]+))?"
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_ROUNDS", 1)
    monkeypatch.setattr(bench, "_RENDERED_AGENCIES", 12)
    monkeypatch.setattr(bench_hosts, "_ROUNDS", 1)
    for module in (bench_hosts, bench_office):
        monkeypatch.setattr(module, "PERIODS", PERIODS[:1])
    monkeypatch.setattr(bench_office, "_ROUNDS", 1)
    # In a workbook of the usual room the same lines take a minute longer.
    monkeypatch.setattr(bench_office, "_ROOM", Capacity(agencies=30))
    monkeypatch.setattr(bench_office, "ROOMIER", 31)
    monkeypatch.setattr(bench_intake, "SIZES", (12,))
    monkeypatch.setattr(bench_intake, "_ROUNDS", 1)
    for name, value in {"_ROUNDS": 1, "MONTHS": 2, "AGENCIES": 29}.items():
        monkeypatch.setattr(bench_past, name, value)


@pytest.mark.usefixtures("small")
def test_each_benchmark_prints_a_ratio_to_its_floor() -> None:
    found = [LINE.fullmatch(line) for line in run_benchmarks(50)]
    assert all(found)
    assert [(m["what"], m["floor"], m["aim"]) for m in found if m] == [
        ("Tính điểm 50 đơn vị x 21 chỉ số", "phép tính numpy trần", "3"),
        ("Tính điểm, xếp hạng, xếp loại 50 đơn vị x 21 chỉ số", "phép tính numpy trần", None),
        ("Lập bảng 12 đơn vị", "openpyxl ghi cùng các ô", "1.3"),
    ]
    for match in found:
        assert match
        assert float(match["ratio"]) == pytest.approx(
            float(match["ours"]) / float(match["bare"]), rel=0.3, abs=0.2
        )


@pytest.mark.usefixtures("small")
def test_the_command_prints_the_same_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["bench", "--agencies", "20"]) == 0
    lines = capsys.readouterr().out.splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found), lines
    floors = [match["floor"] for match in found if match]
    assert floors[3:7] == ["import xlwings", "import xlwings khi không có pandas"] * 2
    assert floors[11:13] == ["năm mảng (6 lời gọi)", "1 lời gọi không làm gì"]
    whats = [
        re.sub(r"\([^()]+ (lệnh|MB)\)", r"(… \1)", match["what"]) for match in found[3:] if match
    ]
    assert whats == [
        "Nạp bpindex.hosts.udfs",
        "Nạp bpindex.hosts.udfs",
        "Nạp bpindex.hosts.macros",
        "Nạp bpindex.hosts.macros",
        "Thu và áp dụng đính chính 29 đơn vị",
        "Đọc tệp 29 đơn vị, 2 kỳ trong Lịch sử (… MB)",
        "Bấm Lập thông báo 29 đơn vị, 2 kỳ trong Lịch sử",
        "Tính lại trong LibreOffice 29 đơn vị (2 lời gọi Python)",
        "Một mảng cho cả trang Tính điểm 29 đơn vị (2 lời gọi)",
        "Một mảng cho cả trang Tính điểm 29 đơn vị (2 lời gọi)",
        "Một hàm mảng 29 đơn vị (2 lời gọi)",
        "Bấm Lập thông báo trong LibreOffice 29 đơn vị (… lệnh)",
        "Tính lại trong LibreOffice 31 đơn vị (2 lời gọi Python)",
        "Nhập bảng 12 đơn vị",
    ]


def test_a_table_that_is_taken_in_is_measured_beside_pandas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_intake, "SIZES", (12,))
    monkeypatch.setattr(bench_intake, "_ROUNDS", 1)
    (line,) = bench_intake.run_intake_benchmarks()
    match = LINE.fullmatch(line)
    assert match and match["floor"] == "pandas.read_excel (calamine) cùng tệp"
    assert match["aim"] == "3"


@pytest.mark.usefixtures("small")
def test_history_is_measured_beside_a_file_without_any() -> None:
    found = [LINE.fullmatch(line) for line in bench_past.run_history_benchmarks()]
    assert [(m["floor"], m["aim"]) for m in found if m] == [
        ("cùng tệp không có Lịch sử", "1.1")
    ] * 2


def test_the_floor_of_scoring_computes_the_same_totals() -> None:
    """A ratio says something only when both sides do the same sums."""
    index = read_case(bundled_case()).index
    counts = bench._many_counts(index, 200)
    assert not counts.states.any()
    totals = bench._bare_arithmetic(*bench._arithmetic_inputs(index, counts))
    scores = score(index, counts)
    assert not scores.states.any()
    np.testing.assert_allclose(totals, scores.total, rtol=1e-12)


def test_the_floor_of_rendering_writes_the_same_cells() -> None:
    notice = bench._large_notice(12)
    content = bench.styled_cells(bench.render_sheet(notice))
    again = bench.styled_cells(bench.bare_write(content))

    def key(cell: tuple[int, int, object, str]) -> tuple[int, int]:
        return cell[:2]

    for ours, theirs in zip(content[0], again[0], strict=True):
        (title, cells, heights, _, merged), (written, found, found_heights, _, found_merged) = (
            ours,
            theirs,
        )
        assert title == written
        assert [str(c) for c in sorted(found, key=key)] == [str(c) for c in sorted(cells, key=key)]
        assert sorted(found_merged) == sorted(merged)
        shown = {k: v for k, v in found_heights.items() if v}
        assert shown == {k: v for k, v in heights.items() if v}
