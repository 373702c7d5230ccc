"""Benchmarks of LibreOffice as a host: recalculation, array functions, the button.

Every ratio is to a named floor measured in the same run; where LibreOffice is missing, one line
says so.
"""

import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from benchmarks.core import interleaved, large_case, ratio_line
from benchmarks.hosts import PERIODS
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.cells.score_blocks import INPUTS
from bpindex.hosts.libreoffice.office import what_is_missing
from bpindex.index.definition import PERCENT
from bpindex.notice.compose import compose
from bpindex.render.sheet import render_with_snapshot
from bpindex.score.figures import counts_of, scores_of
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.computed_sheets import SCORES
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import ROOM, Capacity
from bpindex.workbook.build import build_workbook
from tests.hosts.libreoffice.office import Office

# More than the workbook has rows for: measured in one that is made with more.
ROOMIER = 1_000
# One array in the place of five, by what they took.
ONE_CALL_AIM = 0.5
_ROUNDS = 3
# The room of every workbook but that one.
_ROOM = ROOM
# The blocks of Tính điểm from left to right, each an array of its own in older workbooks, with
# the sheets that it is handed.
_BLOCKS = {
    "BP_TONGHOP_KHOI": INPUTS[:5],
    "BP_DIEM_KHOI": INPUTS[:5],
    "BP_TYLE_KHOI": INPUTS[:5],
    "BP_INRA_KHOI": INPUTS,
    "BP_INRA_TINH": ("settings", "index", "corrections"),
}
_MAKE_NOTICE = "BoChiSo_Main.MakeNotice"


def run_office_benchmarks() -> Iterator[str]:
    """Yield one line per benchmark."""
    if why_not := what_is_missing():
        yield f"LibreOffice: {why_not}"
        return
    with Office() as office, tempfile.TemporaryDirectory() as name:
        for period in PERIODS:
            case, folder = read_case(bundled_case(period)), Path(name)
            workbook = folder / f"{period}.xlsm"
            workbook.write_bytes(build_workbook(case, _ROOM))
            document = office.open(workbook)
            yield _recalculation(office, document, case, folder)
            yield from _one_call(office, workbook, case)
            yield _one_array(office, workbook, case)
            yield _click(office, document, case)
        case, workbook = large_case(ROOMIER), Path(name) / f"{ROOMIER}.xlsm"
        workbook.write_bytes(build_workbook(case, Capacity(agencies=ROOMIER)))
        yield _recalculation(office, office.open(workbook), case, Path(name))


def _recalculation(office: Office, document: int, case: Case, folder: Path) -> str:
    """Recalculate with Python, beside the program's own formulas for the same arithmetic."""
    agencies = len(case.agencies)
    native = folder / f"native-{agencies}.xlsx"
    _native_formulas(case).save(native)
    bare = office.open_bare(native)
    ours, floor = _recalculated(office, document, bare)
    calls = _calls(office, document)
    label = f"Tính lại trong LibreOffice {agencies} đơn vị ({calls} lời gọi Python)"
    return ratio_line(label, ours, floor, "công thức thường cùng phép tính")


def _one_call(office: Office, workbook: Path, case: Case) -> Iterator[str]:
    """Recalculate with one array, beside five as before and beside a call that does nothing."""
    names = ("one", "five", "nothing")
    one, five, nothing = (workbook.with_stem(f"{workbook.stem}-{name}") for name in names)
    shutil.copy(workbook, one)
    _with_blocks(case, workbook, five, _BLOCKS)
    _with_blocks(case, workbook, nothing, ())
    documents = [office.open(path) for path in (one, five, nothing)]
    ours, before, floor = _recalculated(office, *documents)
    calls = [_calls(office, document) for document in documents]
    label = f"Một mảng cho cả trang Tính điểm {len(case.agencies)} đơn vị ({calls[0]} lời gọi)"
    yield ratio_line(label, ours, before, f"năm mảng ({calls[1]} lời gọi)", ONE_CALL_AIM)
    yield ratio_line(label, ours, floor, f"{calls[2]} lời gọi không làm gì")


def _one_array(office: Office, workbook: Path, case: Case) -> str:
    """Recalculate the points with one function for all, beside one function per cell."""
    block, cellwise = (workbook.with_stem(f"{workbook.stem}-{name}") for name in ("all", "each"))
    _with_blocks(case, workbook, block, ["BP_DIEM_KHOI"])
    _cell_by_cell(case, workbook, cellwise)
    documents = [office.open(block), office.open(cellwise)]
    ours, floor = _recalculated(office, *documents)
    calls = [_calls(office, document) for document in documents]
    label = f"Một hàm mảng {len(case.agencies)} đơn vị ({calls[0]} lời gọi)"
    return ratio_line(label, ours, floor, f"mỗi ô một hàm ({calls[1]} lời gọi)")


def _click(office: Office, document: int, case: Case) -> str:
    """Make the notice by the button's macro, beside making it outside any program."""
    ran = len(office.bridge.commands)
    started = time.perf_counter()
    office.do("run", _MAKE_NOTICE, document=document)
    clicked = time.perf_counter() - started
    requests = office.bridge.commands[ran][1]
    scores = scores_of(case)
    (made,) = interleaved([lambda: render_with_snapshot(compose(case, scores))], _ROUNDS)
    label = f"Bấm Lập thông báo trong LibreOffice {len(case.agencies)} đơn vị ({requests} lệnh)"
    return ratio_line(label, clicked, made, "lập thông báo ngoài bảng tính")


def _recalculated(office: Office, *documents: int) -> list[float]:
    def recalculate(document: int) -> Callable[[], object]:
        return lambda: office.do("calculate", document=document)

    return interleaved([recalculate(document) for document in documents], _ROUNDS)


def _calls(office: Office, document: int) -> int:
    """Return how often Python is called when everything is calculated once."""
    office.bridge.forget()
    office.do("calculate", document=document)
    return office.bridge.calls.total()


def _native_formulas(case: Case) -> Workbook:
    """Return a workbook that does the core's arithmetic with the program's own formulas."""
    book, components = Workbook(), case.index.components
    counts, points = book.create_sheet("n"), book.create_sheet("d")
    width = len(components)
    matrix = counts_of(case)
    halves = [
        [matrix.sum(c.numerator_terms) for c in components],
        [matrix.largest(c.denominator_sums) for c in components],
    ]
    last = get_column_letter(width)
    for row in range(1, len(case.agencies) + 1):
        for place, component in enumerate(components, 1):
            for half, sums in enumerate(halves):
                value = float(sums[place - 1][row - 1])
                counts.cell(row, place + half * width, value)
            top = f"n!{get_column_letter(place)}{row}"
            bottom = f"n!{get_column_letter(place + width)}{row}"
            most, share = float(component.max_points), float(component.target / PERCENT)
            points.cell(row, place, f'=IF({bottom}=0,"",MIN({most},{most}*{top}/{bottom}/{share}))')
            points.cell(row, place + width + 2, f'=IF({bottom}=0,"",{top}/{bottom}*100)')
        total = get_column_letter(width + 1)
        points.cell(row, width + 1, f"=SUM(A{row}:{last}{row})")
        points.cell(row, width + 2, f"=RANK({total}{row},{total}$1:{total}${len(case.agencies)})")
    return book


def _with_blocks(case: Case, source: Path, target: Path, names: Collection[str]) -> None:
    """Put arrays of single blocks, as older workbooks have them, in the place of the one array."""
    book = _quietly_loaded(source)
    sheet: Any = book[SCORES.title]
    layout = layout_of(case.index, _ROOM)
    (array,) = (cell for row in sheet.iter_rows() for cell in row if hasattr(cell.value, "text"))
    widths = map(int, array.value.text.split('"')[-2].split())
    array.value, left = None, array.column
    for (name, inputs), width in zip(_BLOCKS.items(), widths, strict=True):
        of_province = name == "BP_INRA_TINH"
        block = layout["scores"].block("province" if of_province else "scores")
        left = block.first_column if of_province else left
        area = f"{column_letter(left)}{block.first_row}:{column_letter(left + width - 1)}"
        if name in names:
            arguments = ",".join(layout[each].whole_reference() for each in inputs)
            text = f"={name}({arguments})"
            sheet.cell(block.first_row, left).value = ArrayFormula(f"{area}{block.last_row}", text)
        left += width
    book.save(target)


def _cell_by_cell(case: Case, source: Path, target: Path) -> None:
    """Compute the same points with one function per cell."""
    _with_blocks(case, source, target, ())
    book = _quietly_loaded(target)
    counts = counts_of(case)
    made = book.create_sheet("Đo")
    for place, component in enumerate(case.index.components, 1):
        numerators = counts.sum(component.numerator_terms)
        denominators = counts.largest(component.denominator_sums)
        for row in range(len(case.agencies)):
            top, bottom = float(numerators[row]), float(denominators[row])
            most, target_rate = float(component.max_points), float(component.target)
            formula = f"=BP_DIEM({top},{bottom},{most},{target_rate})"
            made.cell(row + 1, place, formula)
    book.save(target)


def _quietly_loaded(source: Path) -> Workbook:
    """Load the workbook; what openpyxl cannot keep plays no part here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(source, keep_vba=True)
