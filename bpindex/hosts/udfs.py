"""The worksheet functions: thin bindings of whole blocks and of single values to the core.

Off Windows the decorators do nothing. xlwings takes the name of the Python function, passes
every range as rows (ndim=2) and error values as texts, so that a cell with #N/A is a wrong
count and not a missing one. Signatures carry no type hints: xlwings would take them for
converters. A block function never raises: its sentence goes into the state column.
"""
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: N802, D103 -- names are those of Excel, the help texts stand in function_help

from datetime import date
from decimal import Decimal
from fractions import Fraction
from inspect import signature

import xlwings as xw

from bpindex import __version__
from bpindex.cells.score_array import array_or_blanks, block_or_blank
from bpindex.cells.score_blocks import ScoreSheet
from bpindex.cells.slip_blocks import slip_block, what_if_block
from bpindex.health.updates import lookout
from bpindex.hosts.profile import repair_environment
from bpindex.index.definition import MAX_DECIMALS, Grade
from bpindex.index.files import bundled_index_sets, pick_index_set
from bpindex.index.periods import Period
from bpindex.score.rounding import print_number
from bpindex.score.scoring import component_points, grades_of
from bpindex.words import functions as function_words
from bpindex.words.functions import CATEGORY

# Excel's server imports this module before anything asks for the temporary folder.
repair_environment()
lookout.newer(wait=0)


# Arguments that are one value each.
_SINGLE = ("so_cot", "ten_don_vi")


def _block_function(function):
    """Return the worksheet function whose arguments are whole sheets, errors as texts."""
    for name in signature(function).parameters:
        if name not in _SINGLE:
            function = xw.arg(name, ndim=2, err_to_str=True)(function)
    return xw.func(category=CATEGORY)(function)


@_block_function
def BP_TINHDIEM_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc, so_cot):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc)
    return array_or_blanks([int(width) for width in so_cot.split()], *sheets)


@_block_function
def BP_PHIEU(
    ten_don_vi, ky_truoc, lich_su, thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc
):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc)
    return slip_block(ten_don_vi, ky_truoc, lich_su, *sheets)


@_block_function
def BP_NEUTHI(ten_don_vi, so_khac, thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc)
    return what_if_block(ten_don_vi, so_khac, *sheets)


# The blocks one by one, as workbooks call them that were built before there was one array.


@_block_function
def BP_TONGHOP_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh)
    return block_or_blank(ScoreSheet.summary, *sheets)


@_block_function
def BP_DIEM_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh)
    return block_or_blank(ScoreSheet.points, *sheets)


@_block_function
def BP_TYLE_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh)
    return block_or_blank(ScoreSheet.rates, *sheets)


@_block_function
def BP_INRA_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc):
    sheets = (thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc)
    return block_or_blank(ScoreSheet.figures, *sheets)


@_block_function
def BP_INRA_TINH(thiet_lap, chi_tieu, dinh_chinh):
    return block_or_blank(ScoreSheet.province, thiet_lap, chi_tieu, (), (), dinh_chinh)


@xw.func(category=CATEGORY)
def BP_TYLE(tu_so, mau_so):
    return float(_rate(tu_so, mau_so) * 100)


@xw.func(category=CATEGORY)
def BP_DIEM(tu_so, mau_so, diem_toi_da, chi_tieu=100):
    limit, target = _fraction(diem_toi_da), _fraction(chi_tieu)
    if limit < 0 or target <= 0:
        raise ValueError(function_words.BAD_ARGUMENT)
    return float(component_points(_rate(tu_so, mau_so), limit, target / 100))


@xw.func(category=CATEGORY)
@xw.arg("bang_xep_loai", ndim=2)
def BP_XEPLOAI(tong_diem, bang_xep_loai=None):
    total = _fraction(tong_diem)
    if bang_xep_loai is None:
        grades = _set_in_force().grades
    else:
        found = [Grade(row[0], _fraction(row[1])) for row in bang_xep_loai if row[0]]
        grades = tuple(sorted(found, key=lambda grade: grade.min_points, reverse=True))
    if not 0 <= total <= 100 or not grades:
        raise ValueError(function_words.BAD_ARGUMENT)
    return grades_of([float(total)], grades)[0] or grades[-1].name


@xw.func(category=CATEGORY)
def BP_INRA(gia_tri, so_le=1, dau_thap_phan=","):
    decimals = _fraction(so_le)
    if decimals.denominator != 1 or not 0 <= decimals <= MAX_DECIMALS:
        raise ValueError(function_words.BAD_ARGUMENT)
    return print_number(_fraction(gia_tri), int(decimals), dau_thap_phan)


@xw.func(category=CATEGORY)
def BP_TINHTRANG():
    told = function_words.RUNNING.format(version=__version__)
    # Begun when Excel's server starts; a share out of reach costs this long, and only once.
    found = lookout.newer(wait=0.5)
    return told + function_words.UPDATE.format(version=found.version) if found else told


def _set_in_force():
    """Return the bundled index set of the month that the machine's clock shows."""
    today = date.today()
    return pick_index_set(bundled_index_sets(), Period(today.year, today.month))


def _fraction(value):
    """Return a cell's number as it is written; raise ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(function_words.BAD_ARGUMENT)
    return Fraction(Decimal(repr(value)))


def _rate(numerator, denominator):
    top, bottom = _fraction(numerator), _fraction(denominator)
    if bottom <= 0 or not 0 <= top <= bottom:
        raise ValueError(function_words.BAD_ARGUMENT)
    return top / bottom
