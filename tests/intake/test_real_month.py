"""The real month taken in from three files of three shapes: the same notice, byte for byte."""

from dataclasses import replace
from pathlib import Path

from bpindex.case.model import Case
from bpindex.grids.files import open_tables
from bpindex.intake.applying import applied
from bpindex.intake.engine import understand
from bpindex.notice.as_json import render_json
from bpindex.pipeline import evaluate
from tests.intake.tables import as_page, as_text, as_xlsx
from tests.strategies import base_case

# What a one-gate system gives of the counts: by header path.
ONE_GATE = {
    "hs_tiep_nhan": ("Tiếp nhận", "Trong kỳ"),
    "hs_truc_tuyen": ("Tiếp nhận", "Trực tuyến"),
    "xl_truoc_han": ("Đã giải quyết", "Trước hạn"),
    "xl_dung_han": ("Đã giải quyết", "Đúng hạn"),
    "xl_qua_han": ("Đã giải quyết", "Quá hạn"),
    "dang_xl_qua_han": ("Đang giải quyết", "Quá hạn"),
}


def three_files(case: Case, folder: Path) -> list[Path]:
    """Write the counts of a case: two levels, a flat list in another order, a page by columns."""
    cells = {row.agency: row.cells for row in case.counts}
    names = {agency.code: f"  {agency.name.upper()} " for agency in case.agencies}
    others = [count for count in case.index.counts if count.id not in ONE_GATE]
    half = len(others) // 2
    first = [
        ["STT", "Tên đơn vị", *(path[0] for path in ONE_GATE.values())],
        ["", "", *(path[1] for path in ONE_GATE.values())],
        *(
            [n, names[code], *(int(cells[code][key]) for key in ONE_GATE)]
            for n, code in enumerate(cells, 1)
        ),
    ]
    second = [
        [*(count.name for count in others[:half]), "Cơ quan"],
        *([*(cells[c][count.id] for count in others[:half]), names[c]] for c in reversed(cells)),
    ]
    third = [
        ["Chỉ tiêu", *(names[code] for code in cells)],
        *([count.name, *(cells[c][count.id] for c in cells)] for count in others[half:]),
    ]
    paths = [folder / "a.xlsx", folder / "b.csv", folder / "c.xls"]
    as_xlsx(paths[0], first, ("A1:A2", "B1:B2"), above=2)
    paths[1].write_bytes(as_text(second, ";").encode("utf-16"))
    paths[2].write_text(as_page(third), encoding="utf-8")
    return paths


def test_three_files_give_the_notice_of_the_month(tmp_path: Path) -> None:
    case = base_case()
    blank = replace(case, counts=())
    grids = [g for path in three_files(case, tmp_path) for g in open_tables(path).grids]
    found = understand(grids, blank)
    assert found.is_complete, [question.text for question in found.decisions.waiting]
    taken = applied(blank, found)
    assert {row.agency: dict(row.cells) for row in taken.counts} == {
        row.agency: dict(row.cells) for row in case.counts
    }
    assert render_json(evaluate(taken).notice) == render_json(evaluate(case).notice)
