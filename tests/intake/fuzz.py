"""`python -m tests.intake.fuzz COUNT [SEED [FIRST]]`: tables bent at random, read under bounds.

Every input comes from the seed and its number alone, so that one of them is made anew by
`python -m tests.intake.fuzz --one NUMBER [SEED]`. The test suite runs a few of each kind.
"""

import io
import os
import random
import re
import resource
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bpindex.case.model import Case
from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.errors import InputError
from bpindex.grids.files import tables_of
from bpindex.grids.grid import Grid
from bpindex.intake.applying import applied, replaced
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of, summary
from bpindex.intake.taken import Decisions, Intake
from bpindex.naming.targets import Kind
from bpindex.words import intake as words
from tests.intake.tables import ONE_GATE_SPANS, as_page, as_text, as_xlsx, in_tcvn3, one_gate
from tests.strategies import AWKWARD, MULTILINE, ODD_COUNTS, SPACED, base_case

# What one input may take.
MOST_SECONDS = 5.0
MOST_MEGABYTES = 1_500
# A run that is cut off has told what came of so many inputs.
_TOLD_EVERY = 5_000
Rows = list[list[Any]]
Random = random.Random

A, B, C = "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"
GOOD, ALL = "PAKN xử lý đúng hạn", "Tổng số PAKN"
TABLES: tuple[Callable[[], Rows], ...] = (
    one_gate,
    lambda: [["STT", "Đơn vị", ALL, GOOD], [1, A, 9, 8], [2, B, "1.085", 6], [3, C, "-", "x"]],
    lambda: [["Đơn vị", GOOD], [A, 3], [B, 4], ["Tổng cộng", 7]],
    lambda: [
        ["BẢNG ĐIỂM THÁNG 02/2024"],
        ["Hạng", "Đơn vị", "Công khai (18đ)", "Tiến độ (20đ)", "TỔNG ĐIỂM (100đ)"],
        [1, A, 17.5, "18,9/20", 90],
        [2, B, "16,5", 19.25, 88.5],
    ],
    lambda: [
        ["Mã hồ sơ", "Người nộp", "Đơn vị", "Ngày hẹn trả", "Ngày trả", "Ghi chú"],
        ["H10.17-240201-0001", "Nguyễn Văn An", A, "09/02/2024", "12/02/2024", ""],
        ["H10.17-240201-0002", "Trần Bình", B, "05/02/2024", "", "chờ ý kiến"],
    ],
    lambda: [["Chỉ tiêu", A, B, C], ["Tiếp nhận trong kỳ", 5, 6, 7], [GOOD, 1, 2, 3]],
    lambda: [
        ["Đơn vị", GOOD, "", "Đơn vị", ALL],
        [A, 3, "", A, 8],
        [B, 4, "", B, 9],
        [],
        ["Cơ quan", "Tháng 01", "Tháng 02"],
        ["", GOOD, GOOD],
        [C, 1, 2],
    ],
)
ODD: tuple[Any, ...] = (
    *AWKWARD, *SPACED, *MULTILINE, *ODD_COUNTS, "", "-", "x", 0, -1, 1.085, 1e300, 10**25, 2**63,
    True, float("nan"), float("inf"), "\u0661\u0662", "\uff11\uff12", "½", "1/2", "12%", "12,5",
    "1.085", "1.234.567", "\x00", "\ufeff", "\u202e12", "Tháng 13/2024", "Tháng 99", "T0",
    "năm 0000", "31/02/2024 - 30/02/2024", "Từ ngày 99/99/9999", "{place}", "%s %d", "=1+1",
    "Số lượng: 12 / Tỷ lệ: 34.5% / Điểm số: 2", "Đơn vị", GOOD, ALL, A, B, "Tổng", "Tổng cộng",
    "Sở NN&MT", "UBND H. Bù Đốp", "Xã " + "X" * 300, "I", "1.", "(1)", "(3)=(4)+(5)",
    "Đơn vị tính: %", Unclear("#REF!", "lỗi"), ShownNumber(0.5, "50%"),
    ShownNumber(90, "90,0 nghìn"),
)  # fmt: skip
# What takes a pattern long, if it does.
LONG = (
    "9" * 5_000, "a" * 40_000, "1 " * 9_000, "a:1 / " * 5_000, "(" * 3_000, "[" * 200,
    "a\u0301" * 300, "A=" + "1" * 5_000, "Tháng 2 " * 4_000, "01/02/2024 - " * 3_000,
    "Sở " * 9_000, A + " - tỉnh " * 999,
)  # fmt: skip


def _odd(rng: Random) -> Any:
    return rng.choice(LONG if rng.random() < 0.005 else ODD)


def _bent(rows: Rows, rng: Random) -> Rows:
    """Return rows after some changes of cells, rows and columns."""
    for _ in range(rng.randint(1, 8)):
        row = rng.randrange(len(rows)) if rows else 0
        wide = max((len(one) for one in rows), default=1)
        match rng.randrange(11):
            case 0 | 1 | 2 | 3 if rows and rows[row]:
                rows[row][rng.randrange(len(rows[row]))] = _odd(rng)
            case 4:
                rows.insert(row, [_odd(rng) for _ in range(rng.randint(0, wide + 1))])
            case 5 if len(rows) > 1:
                rows.pop(row)
            case 6:
                column, some = rng.randint(0, wide), rng.choice(["", _odd(rng), 7])
                for one in rows:
                    one[column:column] = [some]
            case 7 if rows:
                rows.insert(rng.randrange(len(rows)), list(rows[row]))
            case 8:
                rng.shuffle(rows)
            case 9:
                rows = [[one[c] if c < len(one) else "" for one in rows] for c in range(wide)]
            case 10 if rows and rows[row]:
                rows[row] = rows[row][rng.randrange(len(rows[row])) :]
    return rows


def _table(rng: Random) -> Rows:
    return _bent(deepcopy(rng.choice(TABLES)()), rng)


def _grids(rng: Random) -> list[Grid]:
    """Return grids of cells, as any reader may give them."""
    found = []
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        spans = tuple(
            (top, left, top + rng.randint(0, 4), left + rng.choice([0, 1, 3, 16_000]))
            for top, left in (
                (rng.randint(0, 9), rng.randint(0, 9)) for _ in range(rng.randint(0, 3))
            )
        )
        hidden = (frozenset(rng.sample(range(20), rng.choice([0, 0, 3]))) for _ in range(2))
        name = rng.choice(["a.xlsx", "bc thang 1.xls", "", "bảng {0}.csv", "202402.ods"])
        rows = [[int(cell) if cell is True else cell for cell in row] for row in _table(rng)]
        found.append(Grid(name, rng.choice(["", "Sheet1", "Tháng 2"]), rows, spans, False, *hidden))
    return found


def _some_bytes(content: bytes, rng: Random) -> bytes:
    """Return bytes of which some are changed, cut out or doubled."""
    data = bytearray(content)
    for _ in range(rng.randint(0, 6)):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(4):
            case 0 if at < len(data):
                data[at] = rng.randrange(256)
            case 1:
                del data[at : at + rng.choice([1, 7, 100, 5_000])]
            case 2:
                data[at:at] = data[at : at + rng.choice([1, 30, 400])]
            case 3:
                data[at:at] = rng.choice(
                    [b"\x00", b'"', b"<", b"</td>", b";;;;", b"\xff\xfe", b"\n"]
                )
    return bytes(data)


def _delimited(rng: Random) -> bytes:
    rows = [[str(cell) for cell in row] for row in _table(rng)]
    text = as_text(rows, rng.choice("\t;,|"))
    if rng.random() < 0.1:
        text = in_tcvn3(text)
    code = rng.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "cp1252"])
    return _some_bytes(text.encode(code, "replace"), rng)


def _page(rng: Random) -> bytes:
    text = as_page([[str(cell) for cell in row] for row in _table(rng)] or [[""]])
    for _ in range(rng.randint(0, 4)):
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice([
            "<table>", "</table>", "<td rowspan=99999 colspan=99>", "<del>", "<sup>", "</tr>",
            "<td hidden>", "<i style='display:none'>", "<!--", "&#x110000;", "&nbsp;", "<script>",
        ]) + text[at:]  # fmt: skip
    return _some_bytes(text.encode(), rng)


@cache
def _office_files() -> tuple[bytes, ...]:
    with TemporaryDirectory() as folder:
        paths = [
            as_xlsx(Path(folder) / f"{number}.xlsx", make(), spans)
            for number, (make, spans) in enumerate(
                [(TABLES[0], ONE_GATE_SPANS), (TABLES[1], ()), (TABLES[4], ("A1:B1",))]
            )
        ]
        return tuple(path.read_bytes() for path in paths)


def _office(rng: Random) -> bytes:
    """Return a workbook of which some parts, or the whole package, are bent."""
    content = rng.choice(_office_files())
    if rng.random() < 0.3:
        return _some_bytes(content, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            part = old.read(item)
            if "sheet" in item.filename or rng.random() < 0.15:
                part = _some_parts(part, rng)
            new.writestr(item.filename, part)
    return out.getvalue()


def _some_parts(part: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(0, 3)):
        old = rng.choice(
            [b"<v>", b'r="', b't="n"', b'<row r="', b"<c ", b"count=", b'ref="', b's="']
        )
        new = rng.choice([
            b"<v>1e999", b'r="XFD1048576" a="', b't="e"', b'<row hidden="1" r="9', b"<c t='d' ",
            b't="inlineStr"', b'<mergeCell ref="A1:XFD9', b's="-1', b"<f>1+1</f><v>", b'r="0',
        ])  # fmt: skip
        part = part.replace(old, new, rng.choice([1, 1, 3, -1]))
    return _some_bytes(part, rng) if rng.random() < 0.4 else part


@dataclass
class Figures:
    """What became of inputs: counts by kind and end, times, and what must never be."""

    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def text(self) -> str:
        """Return the figures in lines."""
        times = sorted(self.seconds) or [0.0]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        lines = [f"{kind:10} {end:10} {count}" for (kind, end), count in sorted(self.ends.items())]
        return "\n".join([
            *lines,
            f"inputs {len(self.seconds)}, median {1000 * times[len(times) // 2]:.1f} ms, "
            f"99.9 % {1000 * times[int(len(times) * 0.999)]:.0f} ms, "
            f"most {1000 * times[-1]:.0f} ms, "
            f"peak memory {peak:.0f} MB, faults {sum(map(len, self.faults.values()))}",
            *(f"{', '.join(some[:9])}\n{told}" for told, some in self.faults.items()),
        ])  # fmt: skip


def _worked() -> float:
    """Return the seconds that the processors worked for this process and those that it started.

    How busy the machine is with others says nothing of an input.
    """
    return sum(os.times()[:4])


def one(number: int, seed: int, case: Case, figures: Figures) -> None:
    """Make one input and read it; put what came of it into the figures."""
    rng = Random(f"{seed}/{number}")
    kind = rng.choices(["cells", "delimited", "page", "office"], [60, 20, 15, 5])[0]
    makers = {"delimited": _delimited, "page": _page, "office": _office}
    content = makers[kind](rng) if kind in makers else b""
    grids = _grids(rng) if kind == "cells" else []
    begin = _worked()
    try:
        end = _read(content, grids, case, rng)
    except InputError as error:
        end = "refused" if str(error).strip() else "FAULT"
    # Whatever else comes out is what is looked for here.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        end = "FAULT"
        told = traceback.format_exc(limit=-3)
        figures.faults.setdefault(told, []).append(f"{number} {kind}")
    took = _worked() - begin
    if took > MOST_SECONDS:
        figures.faults.setdefault("slow", []).append(f"{number} {kind} {took:.1f} s")
    figures.seconds.append(took)
    figures.ends[kind, end] += 1


def _read(content: bytes, grids: list[Grid], case: Case, rng: Random) -> str:
    if content:
        grids = list(tables_of(content, rng.choice(["a.xlsx", "a.xls", "a.csv"])).grids)
    before = [repr(grid.rows) for grid in grids]
    found = understand(grids, case, Decisions(agreed=rng.random() < 0.5))
    if not found.is_complete and rng.random() < 0.5:
        answers = {
            q.key: rng.choice([*q.choices, *q.also, "?"]) for q in found.decisions.asked.values()
        }
        found = understand(grids, case, Decisions(answers, agreed=True))
    assert before == [repr(grid.rows) for grid in grids], "a grid was changed"
    _is_sound(found)
    list(lines_of(found))
    if rng.random() < 0.05:
        new = applied(case, found)
        summary(found, replaced(case, new))
        assert [agency.code for agency in new.agencies] == [one.code for one in case.agencies]
    taken = found.values or found.dossiers
    return "asked" if not found.is_complete else "taken" if taken else "nothing"


def _is_sound(found: Intake) -> None:
    """Assert that counts are whole numbers whose digits stand in the cells that they name."""
    sums = any(" = " in line for line in found.report.taken)
    for value in found.values:
        if value.target.kind is not Kind.COUNT or value.text == words.NOT_REPORTED:
            continue
        assert re.fullmatch(r"\d{1,10}", value.text, re.ASCII), value.text
        shown = re.sub(r"\D", "", value.grid.text(value.row, value.column))
        assert sums or value.text == "0" or value.text in shown.lstrip("0"), (value.text, shown)


def run(numbers: Iterable[int], seed: int) -> Figures:
    """Read the inputs of some numbers and return what came of them."""
    case, figures = base_case(), Figures()
    for number in numbers:
        one(number, seed, case, figures)
        if len(figures.seconds) % _TOLD_EVERY == 0:
            print(f"… {number}\n{figures.text()}", flush=True)
    return figures


def main(arguments: list[str]) -> None:
    """Run and print; with --one, let what it raises come out."""
    if arguments[0] == "--one":
        print(run([int(arguments[1])], int((arguments[2:] or ["1"])[0])).text())
        return
    size = MOST_MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (4 * size, 4 * size))
    count, seed, first = map(int, [*arguments, *["1", "0"][len(arguments) - 1 :]])
    print(run(range(first, first + count), seed).text())


if __name__ == "__main__":
    main(sys.argv[1:])
