"""What leaves the office, beside the bare libraries that write the same paragraphs and cells."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from docx import Document

from benchmarks.core import bare_write, interleaved, large_case, ratio_line, styled_cells
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.records import LateDossier
from bpindex.notice.as_json import render_json
from bpindex.notice.model import Notice
from bpindex.page.plan import plan_sheets
from bpindex.pipeline import evaluate
from bpindex.render.formats import render_extracts
from bpindex.render.pdf import converted, find_libreoffice, render_pdf
from bpindex.render.sheet import render_sheet
from bpindex.render.word.file import render_word

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
        yield _sheet(label, made)
        yield _word(label, made)
        yield _json(label, made)
        if find_libreoffice():
            yield _pdf(label, made)
    yield from _extracts()


def _sheet(label: str, notice: Notice) -> str:
    sheets = styled_cells(render_sheet(notice))
    ours, floor = interleaved([lambda: render_sheet(notice), lambda: bare_write(sheets)], 3)
    return ratio_line(f"{label}, trang tính", ours, floor, "openpyxl ghi cùng các ô", AIM)


def _word(label: str, notice: Notice) -> str:
    parts = _parts(render_word(notice, plan_sheets(notice)))
    ours, floor = interleaved(
        [lambda: render_word(notice, plan_sheets(notice)), lambda: _bare_document(parts)], 3
    )
    return ratio_line(f"{label}, Word", ours, floor, "python-docx ghi cùng đoạn và ô", AIM)


def _json(label: str, notice: Notice) -> str:
    document = json.loads(render_json(notice))
    ours, floor = interleaved(
        [
            lambda: render_json(notice),
            lambda: json.dumps(document, ensure_ascii=False, indent=2).encode(),
        ],
        5,
    )
    return ratio_line(f"{label}, JSON", ours, floor, "json ghi cùng cấu trúc", AIM)


def _pdf(label: str, notice: Notice) -> str:
    """The floor: LibreOffice makes a PDF of the workbook that openpyxl wrote, as it comes."""
    bare = bare_write(styled_cells(render_sheet(notice)))
    ours, floor = interleaved(
        [
            lambda: render_pdf(render_sheet(notice)),
            lambda: converted(bare, "notice.xlsx", "pdf"),
        ],
        2,
    )
    return ratio_line(f"{label}, PDF", ours, floor, "LibreOffice đổi cùng các ô", AIM)


def _extracts() -> Iterator[str]:
    """All extracts at once, beside python-docx that writes the same; and their memory."""
    large = evaluate(large_case(_AGENCIES))

    def made() -> list[bytes]:
        every = render_extracts(large.notice, large.case.agencies)
        return [content for name, content in every if name.endswith(".docx")]

    documents = [_parts(content) for content in made()]
    ours, floor = interleaved([made, lambda: [_bare_document(parts) for parts in documents]], 1)
    label = f"{len(documents)} phiếu đơn vị, Word"
    yield ratio_line(label, ours, floor, "python-docx ghi cùng đoạn và ô", AIM)
    tracemalloc.start()
    for _ in render_extracts(large.notice, large.case.agencies):
        pass
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    yield f"{len(documents)} phiếu đơn vị: nhiều nhất {peak:.0f} MB"


def _parts(content: bytes) -> list[Any]:
    """Return the paragraphs and the tables of a Word file as texts."""
    source: Any = Document(io.BytesIO(content))
    return [
        part.text if hasattr(part, "text") else [[c.text for c in r.cells] for r in part.rows]
        for part in source.iter_inner_content()
    ]


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
