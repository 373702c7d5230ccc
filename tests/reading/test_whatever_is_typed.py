"""Whatever the tool writes it can read: a text typed at every key of the notice, without dates."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.case.belonging import dated
from bpindex.case.correction import AddedRow, Correction, PrintedFigure, PrintedText, RawCount
from bpindex.case.folder import read_case
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.rows import Place, RowId
from bpindex.reading.workbook import read_workbook
from bpindex.register.merging import merge_cases
from bpindex.workbook.build import build_workbook
from tests.changed_cases import write_case
from tests.edits.desk import made_of, small_case

ADDED = (
    Correction(AddedRow(RowId.block("+1"), Place(RowId.block("closing"))), "", "Dòng thêm"),
    Correction(
        AddedRow(RowId.row("so-nganh", "+2"), Place(RowId.row("so-nganh", "so-y-te"))), "", ""
    ),
    Correction(AddedRow(RowId.row("phu-luc", "+3"), Place(RowId.row("phu-luc", "H1"))), "", ""),
)


def typed_everywhere(added: tuple[Correction, ...]) -> Case:
    """Return a case with a text typed over every text of its notice and every count."""
    case = replace(small_case(late=True), corrections=added)
    snapshot = made_of(case).snapshot
    assert snapshot is not None
    keys = dict.fromkeys(
        cell.key for sheet in snapshot.sheets for row in sheet.rows for cell in row.cells
    )
    items = tuple(at_key(key) for key in keys)
    counts = tuple(
        Correction(RawCount(row.agency, count), text, "7")
        for row in case.counts[:2]
        for count, text in row.cells.items()
    )
    return dated(replace(case, corrections=(*added, *items, *counts)))


def at_key(key: Key) -> Correction:
    what = PrintedFigure(*key) if key[0] and key[1] else PrintedText(*key)
    return Correction(what, "như tính", "Năm 2023")


@pytest.fixture(scope="module", params=[(), ADDED], ids=["computed rows", "added rows"])
def case(request: pytest.FixtureRequest) -> Case:
    case = typed_everywhere(request.param)
    assert len(case.corrections) > 150
    return case


def through_folder(case: Case, folder: Path) -> Case:
    write_case(case, folder)
    return read_case(folder)


def test_what_was_exported_or_merged_is_read(case: Case, tmp_path: Path) -> None:
    assert through_folder(case, tmp_path).corrections == case.corrections
    plain = replace(case, corrections=())
    merged = merge_cases(plain, case, plain).case
    assert through_folder(merged, tmp_path).corrections == case.corrections


def test_what_was_built_is_read(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(build_workbook(case))
    assert read_workbook(path).corrections == case.corrections
