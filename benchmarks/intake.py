"""Time of taking a table in beside a plain `pandas.read_excel` of the same file by calamine."""

import io
from collections.abc import Iterator
from dataclasses import replace

from openpyxl import Workbook

from benchmarks.core import interleaved, ratio_line
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.grids.files import tables_of
from bpindex.intake.engine import understand

INTAKE_AIM = 3.0
SIZES = (190, 3_300)
_ROUNDS = 5
_FLOOR = "pandas.read_excel (calamine) cùng tệp"


def run_intake_benchmarks() -> Iterator[str]:
    """Yield one line per size: a file is read, understood, and every count of it taken."""
    import pandas as pd

    for agencies in SIZES:
        case = _case(agencies)
        content = _file(case)
        expected = sum(len(row.cells) for row in case.counts)

        def take(case: Case = case, content: bytes = content, expected: int = expected) -> None:
            found = understand(tables_of(content, "a.xlsx").grids, case)
            assert found.is_complete and len(found.values) == expected

        def plain(content: bytes = content) -> None:
            pd.read_excel(io.BytesIO(content), engine="calamine")

        took, floor = interleaved([take, plain], _ROUNDS)
        yield ratio_line(f"Nhập bảng {agencies} đơn vị", took, floor, _FLOOR, INTAKE_AIM)


def _case(agencies: int) -> Case:
    """Return a case of so many communes, with counts."""
    bundled = read_case(bundled_case())
    first, counts = bundled.agencies[-1], bundled.counts[-1]
    codes = [f"xa-{number}" for number in range(1, agencies + 1)]
    made = tuple(
        replace(first, code=code, name=f"Xã Tân Lập {number}", aliases=())
        for number, code in enumerate(codes, 1)
    )
    filled = {count.id: "7" for count in bundled.index.counts}
    rows = tuple(replace(counts, agency=code, cells=filled) for code in codes)
    return replace(bundled, agencies=made, counts=rows, typed=(), corrections=(), late_dossiers=())


def _file(case: Case) -> bytes:
    """Return a workbook with all counts of a case, headed as its index set calls them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Báo cáo")
    sheet.append(["STT", "Đơn vị", *(count.name for count in case.index.counts)])
    for number, (agency, row) in enumerate(zip(case.agencies, case.counts, strict=True), 1):
        counts = (int(row.cells[count.id]) + number for count in case.index.counts)
        sheet.append([number, agency.name, *counts])
    book.save(out := io.BytesIO())
    return out.getvalue()
