"""A click with years of history in the workbook, beside one with none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.core import interleaved, large_case, ratio_line
from bpindex.actions.buttons import make_notice
from bpindex.case.belonging import items_of
from bpindex.case.history_rows import HistoryRow, Value
from bpindex.case.model import Case
from bpindex.case.months import Part
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.workbook.build import build_workbook

HISTORY_AIM = 1.1
MONTHS, AGENCIES = 36, 190
_ROUNDS = 5


def run_history_benchmarks() -> Iterator[str]:
    """Yield one line per benchmark; the first says how large the files are."""
    bare = _after_a_month(large_case(AGENCIES))
    cases = [replace(bare, history=tuple(_history(bare))), bare]
    with TemporaryDirectory() as name:
        paths = [Path(name) / f"{number}.xlsm" for number in range(2)]
        for path, case in zip(paths, cases, strict=True):
            path.write_bytes(build_workbook(case))

        def read(path: Path) -> Callable[[], object]:
            return lambda: read_workbook(path)

        def pressed(path: Path) -> Callable[[], object]:
            return lambda: make_notice(FileDesk(path))

        size = f"{AGENCIES} đơn vị, {MONTHS} kỳ trong Lịch sử"
        files = " và ".join(f"{path.stat().st_size / 1e6:.2f} MB" for path in paths)
        for label, function in (
            (f"Đọc tệp {size} ({files})", read),
            (f"Bấm Lập thông báo {size}", pressed),
        ):
            ours, floor = interleaved([function(path) for path in paths], _ROUNDS)
            yield ratio_line(label, ours, floor, "cùng tệp không có Lịch sử", HISTORY_AIM)


def _after_a_month(case: Case) -> Case:
    """Return a case that remembers the month before, as every month but the first one does."""
    rows = (
        replace(row, cells={key: str(int(text) + 1) for key, text in row.cells.items()})
        for row in case.counts
    )
    before = items_of(replace(case, counts=tuple(rows)))
    counts = (item for item in before if item.part is Part.COUNTS)
    return replace(case, months=case.months.kept(counts, str(case.period.preceding)))


def _history(case: Case) -> Iterator[HistoryRow]:
    """Yield the rows of closed months: those of the case, every number another one."""
    random, rows, month = Random(766), evaluate(case).closed, case.period
    months = [month := month.preceding for _ in range(MONTHS)]

    def moved(value: Value) -> Value:
        if isinstance(value, Decimal):
            return value * random.randint(800_000, 1_000_000) / 1_000_000
        return random.randint(0, 2 * value + 1) if isinstance(value, int) else value

    for closed in reversed(months):
        for row in rows:
            facts = {fact: moved(value) for fact, value in row.facts.items()}
            yield HistoryRow.of(str(closed), row.agency, row.name, row.index, facts)
