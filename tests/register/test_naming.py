"""What a correction is about, in words: no key of any kind is shown."""

from dataclasses import replace

import pytest

from bpindex.case.correction import (
    AddedRow,
    Correction,
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
from bpindex.case.rows import TOP, Place, RowId, RowKey
from bpindex.register.merging import merge_cases
from bpindex.register.naming import what_is_corrected, what_it_says
from tests.edits.desk import small_case

AGENCY = RowId.row("so-nganh", "so-y-te")
LINE, ROW = RowId.block("+1"), RowId.row("so-nganh", "+2")
CASE = replace(
    small_case(late=True),
    corrections=(
        Correction(AddedRow(LINE), "", "Một câu thêm."),
        Correction(AddedRow(ROW)),
        Correction(PrintedText("so-nganh", "+2", "agency"), "", "Sở mới"),
    ),
)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (
            PrintedText("", "", "closing"),
            "đoạn “Văn phòng UBND tỉnh thông báo đến các sở, ngành,…”",
        ),
        (PrintedText("", "", "signatory"), "đoạn “người ký”"),
        (PrintedText("", "", "period_note.so-nganh"), "ghi chú dưới bảng “Sở, ngành”"),
        (PrintedText("", "", "đã bỏ"), "một đoạn không còn trong lời văn"),
        (PrintedText("", "", "+1"), "dòng thêm “Một câu thêm.”"),
        (PrintedText("so-nganh", "", "stt"), "đầu bảng “Sở, ngành”, phần “Stt”"),
        (PrintedText("so-nganh", "", "title"), "đầu bảng “Sở, ngành”, phần “tên bộ chỉ số”"),
        (
            PrintedFigure("phu-luc", "H1", "cause"),
            "cột “Nguyên nhân” của hồ sơ H1 (bảng “Phụ lục”)",
        ),
        (
            PrintedFigure("so-nganh", "+2", "TT_thang"),
            "cột “Dịch vụ công trực tuyến, tháng” của dòng thêm “Sở mới” (bảng “Sở, ngành”)",
        ),
        (
            PrintedFigure("cũ", "đã-bỏ", "XX_thang"),
            "cột “cột không còn” của một đơn vị không còn trong danh sách "
            "(bảng “không còn trong kỳ này”)",
        ),
        (RawCount("so-y-te", "typed"), "số liệu gốc “số liệu không còn” của Sở Y tế"),
        (AddedRow(LINE), "dòng thêm “Một câu thêm.”"),
        (AddedRow(RowId.block("+9")), "dòng thêm"),
        (AddedRow(ROW), "dòng thêm “Sở mới” (bảng “Sở, ngành”)"),
        (RemovedRow(AGENCY), "dòng bỏ Sở Y tế (bảng “Sở, ngành”)"),
        (MovedRow(RowId.block("recipient_2")), "dòng chuyển đoạn “- Các sở, ban, ngành;”"),
        (Form("", RowKey.of(AGENCY), "", FormAspect.HEIGHT), "chiều cao dòng của Sở Y tế"),
        (Form("", RowKey(), "note", FormAspect.WIDTH), "độ rộng của cột “Ghi chú”"),
        (
            Form("", RowKey.of(AGENCY), "TD_thang", FormAspect.LOOK),
            "định dạng của cột “Tiến độ giải quyết, tháng”, Sở Y tế",
        ),
        (
            Form("", RowKey.header("so-nganh", 1), "*", FormAspect.LOOK),
            "định dạng của một dòng đầu bảng",
        ),
        (
            Form("", RowKey.part(RowId.block("recipients_title"), 2), "", FormAspect.HEIGHT),
            "chiều cao dòng của đoạn “Nơi nhận:”",
        ),
        (Form("", RowKey.gap("head"), "", FormAspect.BREAK), "ngắt trang của một dòng trống"),
        (Form("", RowKey(), "top", FormAspect.PAGE), "lề trên của trang Thông báo"),
        (Form("phu-luc", RowKey(), "paper", FormAspect.PAGE), "khổ giấy của trang Phụ lục"),
        (Form("", RowKey(), "x", FormAspect.PAGE), "định dạng của trang Thông báo"),
        (Margin("Thông báo", RowKey.of(AGENCY), "+1"), "ghi ngoài lề cạnh Sở Y tế"),
        (Margin("Thông báo", RowKey(), "+1"), "ghi ngoài lề"),
    ],
)
def test_everything_is_called_as_staff_know_it(what: What, words: str) -> None:
    assert what_is_corrected(CASE, Correction(what)) == words


@pytest.mark.parametrize(
    ("what", "text", "words"),
    [
        (PrintedText("", "", "closing"), "Kết thúc.", "Kết thúc."),
        (MovedRow(AGENCY, Place(RowId.row("so-nganh", "so-noi-vu"))), "x", "sau dòng Sở Nội vụ"),
        (MovedRow(AGENCY, Place(RowId.start("so-nganh"))), "", "đầu bảng “Sở, ngành”"),
        (MovedRow(LINE, Place(RowId.end("so-nganh"))), "", "sau bảng “Sở, ngành”"),
        (MovedRow(AGENCY), "", ""),
        (MovedRow(RowId.block("intro"), Place(TOP)), "^", "trên cùng"),
        (AddedRow(LINE), "Một câu thêm.", "Một câu thêm."),
        (Form("", RowKey.of(AGENCY), "", FormAspect.HEIGHT), "60", "60"),
        (Form("", RowKey.of(AGENCY), "", FormAspect.BREAK), "1", "có"),
        (Form("", RowKey.of(LINE), "", FormAspect.BOLD), "0-7;12-20", "chữ thứ 1–7;chữ thứ 13–20"),
        (Form("", RowKey.of(LINE), "", FormAspect.BOLD), "", "không"),
        (Form("", RowKey(), "top", FormAspect.PAGE), "25", "25 mm"),
        (Form("", RowKey(), "top", FormAspect.PAGE), "0", "0 mm"),
        (Form("", RowKey(), "orientation", FormAspect.PAGE), "portrait", "dọc"),
        (Form("", RowKey(), "paper", FormAspect.PAGE), "A3", "A3"),
        (
            Form("", RowKey.of(AGENCY), "*", FormAspect.LOOK),
            "size=12; bold=1; horizontal=center; fill=",
            "cỡ chữ 12; đậm; căn ngang giữa; màu nền không",
        ),
    ],
)
def test_what_it_says_is_told_in_words(what: What, text: str, words: str) -> None:
    assert what_it_says(CASE, Correction(what, "", text)) == words


def test_two_registers_that_differ_are_told_without_keys() -> None:
    what = PrintedText("", "", "recipient_2")
    cases = [
        replace(small_case(), corrections=(Correction(what, "", text, by=by),))
        for text, by in (("một", "Ánh"), ("hai", ""))
    ]
    merged = merge_cases(*cases)
    assert merged.conflicts == (
        "đoạn “- Các sở, ban, ngành;”: bản A “một” (Ánh); bản B “hai” (không rõ ai); cần xem lại.",
    )
