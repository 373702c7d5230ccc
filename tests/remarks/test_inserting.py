"""Draft remarks: what they say, and that what people made of them is never lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import Correction, CorrectionState, PrintedText
from bpindex.case.folder import case_texts, read_case
from bpindex.case.keys import PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.next_month import next_case
from bpindex.case.records import DataRow, LateDossier
from bpindex.errors import DataProblemsError
from bpindex.history.closing import closing_figures, closing_rows
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.remarks.drafts import drafted
from bpindex.remarks.inserting import REMARKS, Outcome, with_remarks
from bpindex.score.column_values import number_in
from bpindex.sheets.layout import layout_of
from bpindex.words.placeholders import PARAGRAPHS
from tests.changed_cases import CASE, notice_of, with_counts, write_case
from tests.workbook.editing import bundled_workbook

WORDING = layout_of(CASE.index)["wording"]


def with_previous(**changes: float) -> Case:
    """Last month's figures are those of this one, but for some totals and points by so much."""
    evaluation = evaluate(CASE)
    rows = []
    for row in closing_figures(evaluation.month, evaluation.scores, evaluation.notice):
        by = changes.get(row.agency.replace("-", "_"), 0)
        cells = dict(row.cells)
        for key in (PREVIOUS_TOTAL, "points.TD"):
            if key in cells:
                cells[key] = f"{float(number_in(cells[key]) or 0) - by:.2f}"
        rows.append(DataRow(row.agency, cells))
    return replace(CASE, previous=tuple(rows))


def block(case: Case) -> str:
    found = [item.text for item in notice_of(case).blocks if item.id == REMARKS]
    return found[0] if found else ""


def test_who_rose_and_who_fell_is_said_with_the_group_that_moved_them() -> None:
    case = with_previous(so_y_te=4, so_tu_phap=1.5, huyen_loc_ninh=-2)
    text = drafted(evaluate(case))
    assert "Sở, ngành: so với kỳ trước có 2 đơn vị tăng điểm, 0 đơn vị giảm điểm" in text
    by = "nhiều nhất ở nhóm Tiến độ giải quyết"
    rose = f"Sở Y tế (+4,00 điểm, {by}: +4,00); Sở Tư pháp (+1,50 điểm, {by}: +1,50)"
    assert f"Tăng nhiều nhất: {rose}." in text
    assert f"Giảm nhiều nhất: Huyện Lộc Ninh (−2,00 điểm, {by}: −2,00)." in text


def test_where_the_month_before_is_closed_the_component_is_named() -> None:
    before = evaluate(with_counts("so-y-te", xl_qua_han="100", hl_dung_han="118"))
    rows = closing_rows(before.month, before.scores, before.notice)
    january = tuple(replace(row, period="2024-01") for row in rows)
    previous = closing_figures(before.month, before.scores, before.notice)
    text = drafted(evaluate(replace(CASE, history=january, previous=previous)))
    assert "Sở Y tế (+" in text
    assert "nhiều nhất ở chỉ số Hồ sơ xử lý trước hạn, đúng hạn: +" in text
    # A month after it tells nothing of this one.
    later = tuple(replace(row, period="2024-03") for row in rows)
    assert "ở chỉ số" not in drafted(evaluate(replace(CASE, history=later, previous=previous)))


def test_a_component_is_named_only_where_it_explains_the_change() -> None:
    same = evaluate(CASE)
    january = tuple(replace(row, period="2024-01") for row in same.closed)
    typed = replace(with_previous(so_y_te=10.91), history=january)
    # Kỳ trước was typed: every component of the history stands as it is now.
    assert "ở chỉ số" not in drafted(evaluate(typed))
    other = tuple(
        replace(row, period="2023-12")
        for row in evaluate(with_counts("so-y-te", xl_qua_han="100", hl_dung_han="118")).closed
    )
    assert "ở chỉ số" not in drafted(evaluate(replace(typed, history=other)))
    beyond = replace(CASE, previous=(DataRow("so-y-te", {PREVIOUS_TOTAL: "850"}),))
    assert "so với kỳ trước" not in drafted(evaluate(beyond))


def test_without_a_month_before_the_totals_are_said() -> None:
    text = drafted(evaluate(CASE))
    assert "so với kỳ trước" not in text
    assert text.startswith("Sở, ngành: tổng điểm cao nhất là ")


def test_who_is_late_most_is_said_by_the_appendix_where_there_is_one() -> None:
    late = [LateDossier(f"H{n}", "Cấp phép", "so-y-te" if n else "so-noi-vu") for n in range(3)]
    text = drafted(evaluate(replace(CASE, late_dossiers=tuple(late))))
    assert text.endswith("(3 hồ sơ), nhiều nhất là Sở Y tế (2 hồ sơ); Sở Nội vụ (1 hồ sơ).")
    assert "trễ hạn" in drafted(evaluate(CASE))


def test_the_remarks_print_below_the_last_table_and_without_them_nothing_changes() -> None:
    case, outcome = with_remarks(CASE, "Sở Y tế tăng.")
    assert outcome is Outcome.INSERTED
    assert block(case) == "Sở Y tế tăng."
    ids = [item.id for item in notice_of(case).blocks]
    assert ids[ids.index(REMARKS) - 1] == "table_cap_huyen"
    assert [item for item in ids if item != REMARKS] == [i.id for i in notice_of(CASE).blocks]


def edited_in_wording(case: Case) -> Case:
    paragraphs = (
        replace(item, text=f"{item.text} Rất tốt.") if item.id == REMARKS else item
        for item in case.wording.paragraphs
    )
    return replace(case, wording=replace(case.wording, paragraphs=tuple(paragraphs)))


def edited_on_notice(case: Case, state: CorrectionState = CorrectionState.ACTIVE) -> Case:
    item = Correction(PrintedText("", "", REMARKS), "a", "b", period="2024-02", state=state)
    return replace(case, corrections=(*case.corrections, item))


def test_an_unedited_draft_is_made_anew_an_edited_one_never() -> None:
    first, _ = with_remarks(CASE, "Sở Y tế tăng.")
    second, outcome = with_remarks(first, "Sở Y tế giảm.")
    assert outcome is Outcome.REPLACED
    assert block(second) == "Sở Y tế giảm."
    assert len(second.wording.paragraphs) == len(CASE.wording.paragraphs) + 1
    for case, kept in (
        (edited_in_wording(first), Outcome.EDITED),
        (edited_on_notice(first), Outcome.CORRECTED),
    ):
        assert with_remarks(case, "Sở Y tế giảm.") == (case, kept)
    withdrawn = edited_on_notice(first, CorrectionState.WITHDRAWN)
    assert with_remarks(withdrawn, "x")[1] is Outcome.REPLACED
    emptied = replace(first.wording.paragraphs[-1], id=REMARKS, text=" ", drafted="2024-02 a")
    wording = replace(CASE.wording, paragraphs=(*CASE.wording.paragraphs, emptied))
    assert with_remarks(replace(CASE, wording=wording), "x")[1] is Outcome.REPLACED


def test_remarks_of_a_month_do_not_print_in_the_next_one_and_give_way_there() -> None:
    case = edited_in_wording(with_remarks(CASE, "Sở Y tế tăng.")[0])
    assert block(case).endswith("Rất tốt.")
    following = replace(next_case(case), counts=case.counts, typed=case.typed)
    assert block(following) == ""
    new, outcome = with_remarks(following, "Sở Y tế giảm.")
    assert (block(new), outcome) == ("Sở Y tế giảm.", Outcome.INSERTED)


def test_a_case_folder_holds_the_remarks_as_they_are(tmp_path: Path) -> None:
    case, _ = with_remarks(CASE, "Sở Y tế tăng.")
    assert "drafted" not in case_texts(CASE)["wording.toml"]
    write_case(case, tmp_path)
    assert read_case(tmp_path).wording == case.wording
    assert with_remarks(read_case(tmp_path), "x")[1] is Outcome.REPLACED


def test_the_button_puts_them_into_the_wording_and_keeps_what_was_edited(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    area = WORDING.block("paragraphs").area().replace("$", "")
    before = desk.read(WORDING.title, area)
    assert "đã chèn nhận xét" in buttons.insert_remarks(desk).casefold()
    after = desk.read(WORDING.title, area)
    at = [row[0] for row in after].index(PARAGRAPHS[REMARKS])
    assert [*after[:at], *after[at + 1 :]] == before[:-1]
    assert after[at][2] == drafted(evaluate(CASE))
    assert "đã soạn lại" in buttons.insert_remarks(desk).casefold()
    assert desk.read(WORDING.title, area) == after
    cell = WORDING.block("paragraphs").address(WORDING.block("paragraphs").first_row + at, "text")
    desk.write(WORDING.title, cell, [["Các đơn vị cố gắng."]])
    told = buttons.insert_remarks(desk)
    assert cell in told
    assert "giữ nguyên" in told
    desk.save_copy(path)
    assert block(read_workbook(path)) == "Các đơn vị cố gắng."


def test_with_problems_nothing_is_drafted(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    counts = layout_of(CASE.index)["counts"]
    desk.write(counts.title, counts.block("counts").address(5, "hs_tong"), [[""]])
    with pytest.raises(DataProblemsError):
        buttons.insert_remarks(desk)
