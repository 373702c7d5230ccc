"""The benchmarks run and print ratios to a named floor; how fast is not asserted here."""

import re

import numpy as np
import pytest

from benchmarks import core as bench
from benchmarks import hosts as bench_hosts
from benchmarks import intake as bench_intake
from benchmarks import office as bench_office
from benchmarks.core import run_benchmarks
from benchmarks.hosts import PERIODS
from bpindex.case.folder import bundled_case, read_case
from bpindex.cli import app as cli
from bpindex.score.scoring import score

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
    monkeypatch.setattr(bench_office, "ROOMIER", 151)
    monkeypatch.setattr(bench_intake, "SIZES", (12,))
    monkeypatch.setattr(bench_intake, "_ROUNDS", 1)


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
    assert floors[9:11] == ["năm mảng (6 lời gọi)", "1 lời gọi không làm gì"]
    whats = [re.sub(r"\(\d+ lệnh\)", "(… lệnh)", match["what"]) for match in found[3:] if match]
    assert whats == [
        "Nạp bpindex.hosts.udfs",
        "Nạp bpindex.hosts.udfs",
        "Nạp bpindex.hosts.macros",
        "Nạp bpindex.hosts.macros",
        "Thu và áp dụng đính chính 29 đơn vị",
        "Tính lại trong LibreOffice 29 đơn vị (2 lời gọi Python)",
        "Một mảng cho cả trang Tính điểm 29 đơn vị (2 lời gọi)",
        "Một mảng cho cả trang Tính điểm 29 đơn vị (2 lời gọi)",
        "Một hàm mảng 29 đơn vị (2 lời gọi)",
        "Bấm Lập thông báo trong LibreOffice 29 đơn vị (… lệnh)",
        "Tính lại trong LibreOffice 151 đơn vị (2 lời gọi Python)",
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
    content = bench._styled_cells(bench.render_sheet(notice))
    again = bench._styled_cells(bench._bare_write(content))

    def key(cell: tuple[int, int, object, str]) -> tuple[int, int]:
        return cell[:2]

    cells, heights, widths, _, merged = content
    assert [str(c) for c in sorted(again[0], key=key)] == [str(c) for c in sorted(cells, key=key)]
    assert sorted(again[4]) == sorted(merged)
    assert {k: v for k, v in again[1].items() if v} == {k: v for k, v in heights.items() if v}
    assert again[2] == widths
