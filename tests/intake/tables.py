"""Tables as staff have them: real headers and names, figures of our own; written in any format."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bpindex.words import old_fonts as letters

# One-gate system of a province: three levels, merged; the names as such systems write them.
ONE_GATE_HEADER = (
    (
        "STT",
        "Đơn vị",
        "Tiếp nhận",
        "",
        "",
        "",
        "",
        "Đã giải quyết",
        "",
        "",
        "",
        "Đang giải quyết",
        "",
        "",
    ),
    (
        "",
        "",
        "Tổng số",
        "Kỳ trước chuyển sang",
        "Trong kỳ",
        "",
        "",
        "Tổng số",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Tổng số",
        "Trong hạn",
        "Quá hạn",
    ),
    ("", "", "", "", "Tổng số", "Trực tuyến", "Trực tiếp", "", "", "", "", "", "", ""),
)
ONE_GATE_SPANS = (
    "A1:A3", "B1:B3", "C1:G1", "C2:C3", "D2:D3", "E2:G2", "H1:K1", "H2:H3", "I2:I3", "J2:J3",
    "K2:K3", "L1:N1", "L2:L3", "M2:M3", "N2:N3",
)  # fmt: skip
DEPARTMENTS = (
    "Sở Công Thương", "Sở Khoa học và Công nghệ", "SỞ XÂY DỰNG", "Sở KH&ĐT", "Sở TT&TT",
    "Sở Văn hoá Thể thao và Du lịch - tỉnh Bình Phước", "Sở TN&MT",
    "Sở Lao động thương binh và Xã hội",
)  # fmt: skip
DEPARTMENT_CODES = (
    "so-cong-thuong", "so-khoa-hoc-cong-nghe", "so-xay-dung", "so-ke-hoach-dau-tu",
    "so-thong-tin-truyen-thong", "so-van-hoa-the-thao-du-lich", "so-tai-nguyen-moi-truong",
    "so-lao-dong-tb-xh",
)  # fmt: skip


def one_gate_row(number: int, name: str) -> list[Any]:
    """Return a row whose totals are the sums of its parts, larger than a thousand with the row."""
    before, online, direct = 3 * number, 40 + 211 * number, 7 + number
    early, late, left_late = 20 + 100 * number, number % 3, number % 2
    in_time = 10 + number
    done = early + in_time + late
    received = before + online + direct
    return [
        number, name, received, before, online + direct, online, direct,
        done, early, in_time, late, received - done, received - done - left_late, left_late,
    ]  # fmt: skip


def one_gate(names: Sequence[str] = DEPARTMENTS, total: bool = True) -> list[list[Any]]:
    """Return the rows of the table, header included."""
    body = [one_gate_row(number, name) for number, name in enumerate(names, 1)]
    sums = [["", "Tổng cộng", *(sum(row[c] for row in body) for c in range(2, 14))]]
    return [*map(list, ONE_GATE_HEADER), *body, *(sums if total else [])]


def one_gate_counts(number: int) -> dict[str, str]:
    """Return the counts that stand in a row."""
    row = one_gate_row(number, "")
    places = {"hs_tiep_nhan": 4, "hs_truc_tuyen": 5, "xl_truoc_han": 8, "xl_dung_han": 9,
              "xl_qua_han": 10, "dang_xl_qua_han": 13}  # fmt: skip
    return {key: str(row[place]) for key, place in places.items()}


def as_xlsx(
    path: Path, rows: Iterable[Iterable[Any]], spans: Iterable[str] = (), above: int = 0
) -> Path:
    """Write rows into a workbook, `above` blank rows before them (the spans move along)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Báo cáo"
    for _ in range(above):
        sheet.append([])
    for number, row in enumerate(rows, above + 1):
        for column, value in enumerate(row, 1):
            if value != "":
                sheet.cell(number, column, value)
    for span in spans:
        first, last = span.split(":")
        moved = ":".join(f"{cell[0]}{int(cell[1:]) + above}" for cell in (first, last))
        sheet.merge_cells(moved)
    book.save(path)
    return path


def as_text(rows: Iterable[Iterable[Any]], delimiter: str = "\t") -> str:
    """Return rows as they stand in the clipboard or in a file of a delimiter."""
    out = io.StringIO(newline="")
    import csv

    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def as_page(rows: Sequence[Sequence[Any]], spans: Iterable[str] = ()) -> str:
    """Return a page with one table, merged as the spans say."""
    from openpyxl.utils import range_boundaries

    size: dict[tuple[int, int], str] = {}
    covered = set()
    for left, top, right, bottom in map(range_boundaries, spans):
        size[top, left] = f' rowspan="{bottom - top + 1}" colspan="{right - left + 1}"'
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
    lines = ["<html><head><meta charset='utf-8'></head><body><table border=1>"]
    for r, row in enumerate(rows, 1):
        cells = (
            f"<td{size.get((r, c), '')}>{value}</td>"
            for c, value in enumerate(row, 1)
            if (r, c) in size or (r, c) not in covered
        )
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table></body></html>"])


def in_tcvn3(text: str) -> str:
    """Return a text as it was typed in .VnTime."""
    known = dict(zip(letters.TCVN3_LETTERS, letters.TCVN3, strict=True))
    return "".join(known.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    """Return a text as it was typed in VNI-Times."""
    pairs = zip(letters.VNI_LETTERS.split(), letters.VNI.split(), strict=True)
    known = dict(pairs)
    return "".join(known.get(letter, letter) for letter in text)
