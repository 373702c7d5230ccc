"""Nobody but who edits a case folder meets a key of ours, and nobody an English word."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bpindex.case.correction import CorrectionState
from bpindex.case.correction_rows import CorrectionRow, correction_of
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.cli import app as cli
from bpindex.explain.explanation import explain
from bpindex.index.definition import Basis
from bpindex.pipeline import evaluate
from bpindex.sources import open_case
from bpindex.workbook.build import build_workbook
from tests.changed_cases import (
    with_agency,
    with_column,
    with_counts,
    with_settings,
    with_typed,
    write_case,
)

Captured = pytest.CaptureFixture[str]
# Names of columns, fields and tables, of kinds and states, and Python's own reasons.
KEYS = re.compile(
    r"\w+_\w+|so-nganh|cap-huyen|\b(?:typed|rate|points|note|closing|cause|settings|counts|tuple|"
    r"list|dict|index|None|True|False|Errno|error|row|stt|table|column|request)\b"
)


def many_mistakes() -> Case:
    """Return the bundled case with nearly everything that a check can find."""
    case = read_case(bundled_case())
    case = with_counts("so-y-te", case, hs_tong="abc", hl_dung_han="200", hs_nvtc=None)
    case = with_counts("so-xay-dung", case, pakn_khong_hai_long="900", hs_dong_bo="-3")
    case = with_typed("so-y-te", case, TD_nam_truoc=None)
    case = with_agency("huyen-dong-phu", case, stt="9", aliases=("Sở Y tế",))
    case = with_agency("so-ngoai-vu", case, valid_from=date(2025, 1, 1))
    case = with_column("cap-huyen", "TD", case, basis=Basis.TYPED)
    case = with_column("so-nganh", "SH", case, province_month=None, province_prior=None)
    case = with_column("so-nganh", "CK", case, province_month=Decimal(99))
    case = with_column("cap-huyen", "SH", case, province_prior=Decimal(98))
    case = with_settings(case, issue_day=31, deadline=date(2023, 1, 1), period_to=date(2024, 3, 1))
    corrections = [
        CorrectionRow("so-nganh", "so-y-te", "TD_thang", "99", "98", ""),
        CorrectionRow("so-nganh", "so-y-te", "HL_thang", "99", "98.1", "lý do"),
        CorrectionRow("", "so-y-te", "hs_tiep_nhan", "", "12", ""),
        CorrectionRow("cap-huyen", "so-y-te", "CK_thang", "1", "2", "lý do"),
        CorrectionRow("so-nganh", "", "group.CK", "1", "2", "lý do", state=CorrectionState.REVIEW),
    ]
    dossiers = [LateDossier("H1", "Cấp phép", "so-la"), LateDossier("H1", "Cấp phép", "so-y-te")]
    return replace(
        case,
        corrections=(*case.corrections, *map(correction_of, corrections)),
        late_dossiers=tuple(dossiers),
        counts=(*case.counts, case.counts[0], replace(case.counts[1], agency="la")),
    )


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook in which nearly everything is wrong that can be wrong."""
    path = tmp_path_factory.mktemp("sổ") / "BoChiSo.xlsm"
    folder = path.with_name("kỳ")
    write_case(many_mistakes(), folder)
    path.write_bytes(build_workbook(read_case(folder)))
    return path


def said(capsys: Captured, *arguments: str) -> list[str]:
    """Return the lines that a command prints."""
    cli.run(list(arguments))
    printed = capsys.readouterr()
    return [*printed.out.splitlines(), *printed.err.splitlines()]


def test_no_finding_of_a_workbook_holds_a_key(workbook: Path, capsys: Captured) -> None:
    lines = said(capsys, "check", str(workbook))
    assert len([line for line in lines if ": trang " in line]) > 40
    assert [line for line in lines if KEYS.search(line)] == []


def test_no_refusal_of_the_notice_holds_a_key(workbook: Path, capsys: Captured) -> None:
    lines = said(capsys, "notice", str(workbook), "--out", str(workbook.with_name("ra")))
    assert [line for line in lines if KEYS.search(line)] == []


def test_no_explanation_of_a_workbook_holds_a_key(workbook: Path) -> None:
    found = evaluate(open_case(workbook))
    columns = (*found.case.columns, *found.case.index.component_by_id, "tổng")
    for agency in ("so-y-te", "so-xay-dung", "huyen-dong-phu", "tinh"):
        for column in columns:
            text = explain(found.case, found.scores, found.notice, agency, column).text
            assert KEYS.search(text) is None, text


@pytest.mark.parametrize(
    "names", [("Sở", "tổng"), ("@@", "tổng"), ("tinh", "@@"), ("tinh", "PAKN")]
)
def test_what_cannot_be_explained_is_told_without_a_key(
    names: tuple[str, str], workbook: Path, capsys: Captured
) -> None:
    [line] = said(capsys, "explain", str(workbook), *names)
    assert KEYS.search(line) is None
