"""The foot of the notice: the signer's name prints whatever stands beside it."""

from dataclasses import replace

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import BlockKind
from bpindex.case.model import Case
from bpindex.case.records import Paragraph
from bpindex.notice.compose import compose
from bpindex.page.cells import height_of
from bpindex.page.plan import plan_sheets
from bpindex.pipeline import evaluate
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from tests.strategies import base_case

SIGNER = "Nguyễn Văn Ánh"


def with_foot(recipients: tuple[str, ...], title: str) -> Case:
    """Return the bundled case signed by SIGNER, with these recipients and this title."""
    base = base_case()
    kept = [p for p in base.wording.paragraphs if p.kind != BlockKind.RECIPIENT]
    kept = [replace(p, text=title) if p.kind == BlockKind.SIGNATURE else p for p in kept]
    lines = [
        Paragraph(f"r{number}", BlockKind.RECIPIENT, text)
        for number, text in enumerate(recipients, 1)
    ]
    wording = replace(base.wording, paragraphs=(*kept, *lines))
    return replace(base, wording=wording, settings=replace(base.settings, signatory=SIGNER))


@pytest.mark.parametrize(
    "title", ["KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG", ""]
)
@pytest.mark.parametrize(
    "recipients",
    [
        (),
        ("- Như trên;",),
        ("- Như trên;", "- Lưu: VT."),
        ("- Một nơi nhận rất dài, có tên đầy đủ của từng phòng, ban, trung tâm " * 12,),
        tuple(f"- Nơi nhận thứ {number};" for number in range(30)),
    ],
)
def test_the_signers_name_prints_below_the_title_however_many_recipients_there_are(
    recipients: tuple[str, ...], title: str
) -> None:
    case = with_foot(recipients, title)
    plan = plan_sheets(compose(case, score(case.index, counts_of(case))))[0]
    places = {placed.text: placed for placed in plan.cells if placed.text}
    name = places[SIGNER]
    if title:
        above = places[title]
        assert above.number + above.cell.rows <= name.number
    assert name.number + name.cell.rows - 1 == plan.last_row
    heights = {row.number: row.row.height_pt for row in plan.rows}
    room = sum(heights[name.number + offset] for offset in range(name.cell.rows))
    assert room >= plan.layout.letterhead.signature_pt


@pytest.mark.parametrize("period", ["2024-02", "2026-03"])
def test_each_line_beside_the_national_title_is_one_line(period: str) -> None:
    """Whatever columns the tables of a notice ask for."""
    notice = evaluate(read_case(bundled_case(period))).notice
    plan = plan_sheets(notice)[0]
    kinds = (BlockKind.NATIONAL_TITLE, BlockKind.MOTTO, BlockKind.PARENT_BODY, BlockKind.ISSUER)
    texts = [block.text for block in notice.blocks if block.kind in kinds]
    head = [placed.cell for placed in plan.cells if placed.text in texts]
    assert len(head) == len(texts) == 4
    for cell in head:
        wider = replace(cell, first=0, last=plan.grid.last)
        assert height_of(plan.grid, [cell]) == height_of(plan.grid, [wider])
