"""The register as a table: typed corrections and their plain rows, both ways."""

import pytest

from bpindex.case.correction import (
    AddedRow,
    Correction,
    CorrectionKind,
    CorrectionState,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedFigure,
    PrintedText,
    RawCount,
    RemovedRow,
    What,
)
from bpindex.case.correction_rows import CorrectionRow, correction_of, row_of
from bpindex.case.rows import TOP, Place, RowId, RowKey

AGENCY, CLOSING = RowId.row("so-nganh", "so-y-te"), RowId.block("closing")
KINDS: list[tuple[What, tuple[str, str, str], str]] = [
    (PrintedFigure("so-nganh", "so-y-te", "TD_thang"), ("so-nganh", "so-y-te", "TD_thang"), ""),
    (PrintedText("", "", "closing"), ("", "", "closing"), ""),
    (PrintedText("so-nganh", "", "title"), ("so-nganh", "", "title"), ""),
    (RawCount("so-y-te", "hs_tong"), ("", "so-y-te", "hs_tong"), ""),
    (AddedRow(RowId.block("+1"), Place(CLOSING, True)), ("", "", "+1"), "<block:closing"),
    (AddedRow(RowId.row("so-nganh", "+2"), Place(AGENCY)), ("so-nganh", "+2", ""), str(AGENCY)),
    (MovedRow(CLOSING, Place(TOP)), ("", "", "closing"), "^"),
    (RemovedRow(AGENCY), ("so-nganh", "so-y-te", ""), ""),
    (Form("", RowKey.of(AGENCY), "", FormAspect.HEIGHT), ("", str(AGENCY), "height"), ""),
    (Form("", RowKey(), "agency", FormAspect.WIDTH), ("", "", "agency.width"), ""),
    (Form("", RowKey.of(AGENCY), "*", FormAspect.LOOK), ("", str(AGENCY), "*.look"), ""),
    (Form("phu-luc", RowKey(), "top", FormAspect.PAGE), ("phu-luc", "", "top.page"), ""),
    (Form("x", RowKey.of(CLOSING), "", FormAspect.BOLD), ("x", str(CLOSING), "bold"), ""),
    (Form("", RowKey("x"), "màu", FormAspect.UNKNOWN), ("", "x", "màu"), ""),
    (Margin("Thông báo", RowKey.of(AGENCY), "+2"), ("Thông báo", str(AGENCY), "+2"), ""),
]


@pytest.mark.parametrize(("what", "key", "place"), KINDS)
def test_every_kind_has_one_row_and_reads_back(
    what: What, key: tuple[str, str, str], place: str
) -> None:
    said = ("cũ", "mới", "lý do", "Ánh", "2024-03-01", CorrectionState.REVIEW)
    item = Correction(what, *said)
    assert row_of(item) == CorrectionRow(*key, *said, what.kind, place)
    assert correction_of(row_of(item)) == item


@pytest.mark.parametrize(
    ("key", "what"),
    [
        (("so-nganh", "", "title"), PrintedFigure("so-nganh", "", "title")),
        (("", "so-y-te", "hs_tong"), RawCount("so-y-te", "hs_tong")),
        (("", "", "closing"), PrintedText("", "", "closing")),
    ],
)
def test_a_register_without_kinds_leaves_the_kind_to_the_key(
    key: tuple[str, str, str], what: What
) -> None:
    row = CorrectionRow(*key, "", "", "")
    assert row.kind is CorrectionKind.FIGURE
    assert correction_of(row).what == what


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("2", 2),
        ("+2", 2),
        (" 12 ", 12),
        ("", 1),
        ("x", 1),
        ("cột 3", 1),
        ("-2", 1),
        ("9" * 5000, 1),
    ],
)
def test_a_distance_from_the_page_typed_by_hand_is_kept_as_typed(typed: str, offset: int) -> None:
    row = CorrectionRow("Thông báo", str(AGENCY), typed, "", "x", "", kind=CorrectionKind.MARGIN)
    item = correction_of(row)
    assert isinstance(item.what, Margin)
    assert item.what.offset == offset
    assert row_of(item) == row
