"""What leaves the office, beside the bare libraries that write the same paragraphs and cells."""

import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from docx import Document

from benchmarks.core import _bare_write, _styled_cells, interleaved, large_case, ratio_line
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.records import LateDossier
from bpindex.notice.model import Notice
from bpindex.page.plan import plan_sheets
from bpindex.pipeline import evaluate
from bpindex.render.formats import render_extracts
from bpindex.render.sheet import render_sheet
from bpindex.render.word import render_word

AIM = 1.5
_LATE, _AGENCIES = 400, 111


def papers() -> Iterator[str]:
    """Yield one line per paper."""
    case = read_case(bundled_case())
    code = case.agencies[0].code
    late = tuple(
        LateDossier(f"H10.{n}", "Cấp giấy phép", code, due=date(2024, 2, 1)) for n in range(_LATE)
    )
    for label, made in (
        ("Thông báo", evaluate(case).notice),
        (f"Thông báo có {_LATE} hồ sơ trễ", evaluate(replace(case, late_dossiers=late)).notice),
    ):
        if made.appendix is None:
            yield _sheet(label, made)
        yield _word(label, made)
    large = evaluate(large_case(_AGENCIES))
    tracemalloc.start()
    count = sum(n.endswith(".docx") for n, _ in render_extracts(large.notice, large.case.agencies))
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    yield f"{count} phiếu đơn vị: nhiều nhất {peak:.0f} MB"


def _sheet(label: str, notice: Notice) -> str:
    cells = _styled_cells(render_sheet(notice))
    ours, floor = interleaved([lambda: render_sheet(notice), lambda: _bare_write(cells)], 3)
    return ratio_line(f"{label}, trang tính", ours, floor, "openpyxl ghi cùng các ô", AIM)


def _word(label: str, notice: Notice) -> str:
    source: Any = Document(io.BytesIO(render_word(notice, plan_sheets(notice))))
    parts = [
        part.text if hasattr(part, "text") else [[c.text for c in r.cells] for r in part.rows]
        for part in source.iter_inner_content()
    ]
    ours, floor = interleaved(
        [lambda: render_word(notice, plan_sheets(notice)), lambda: _bare_document(parts)], 3
    )
    return ratio_line(f"{label}, Word", ours, floor, "python-docx ghi cùng đoạn và ô", AIM)


def _bare_document(parts: list[Any]) -> bytes:
    """The floor: python-docx writes the same paragraphs and cells."""
    made: Any = Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(len(part), len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


if __name__ == "__main__":
    for line in papers():
        print(line)
