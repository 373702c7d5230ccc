"""Hypothesis strategies: texts, count rows and agencies, awkward where people are."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.records import Agency
from bpindex.index.definition import IndexSet
from bpindex.index.periods import Period
from bpindex.score.counts import Counts, counts_from_rows

# What people really type or paste into a cell, and what a file or an office program may bend.
AWKWARD = (
    "Sở Lao động-TB&XH",
    "“Một cửa” <điện tử>",
    'Sở "Công thương"',
    "Sở Văn hóa, Thể thao; và Du lịch",
    "=1+1",
    '=HYPERLINK("x";"y")',
    "+84 271",
    "-5",
    "@SUM(A1)",
    "'0123",
    "007",
    "1e5",
    "1,5",
    "98.40",
    "TRUE",
    "#N/A",
    "2024-02-01",
    "01/02/2024",
    "Quá hạn 100",
    "Không có hồ sơ",
    "đ, Đ, ư, ơ; ẫ",
    "_x0041_",
    "a\tb",
    "\\n \\",
    "{không phải chỗ điền",
    "50 %*",
)
SPACED = (" đầu", "cuối ", "  hai đầu  ", "giữa  đôi", "\u00a0không ngắt\u00a0")
MULTILINE = ("dòng 1\ndòng 2", "dòng 1\n\ndòng 3", '"dòng 1",\n=dòng 2;', "cuối dòng\n")
# Texts of a pasted count cell; all but the first three are problems of the data.
ODD_COUNTS = ("12.0", " 7 ", "0", "-3", "1,5", "abc", "1.234", "x y", "=5", "1e400")
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệỪỬỮỰĐ 0123456789.,;:-+=@'\"()/%&<>"


def awkward_texts(
    *, newlines: bool = False, spaces: bool = True, blank: bool = False, without: str = ""
) -> st.SearchStrategy[str]:
    """Return NFC texts that hold more than spaces, or are empty where `blank` allows it.

    `spaces` allows them at both ends, `without` lists characters that must not occur.
    """
    known = AWKWARD + (SPACED if spaces else ()) + (MULTILINE if newlines else ())
    known = tuple(text for text in known if not set(text) & set(without))
    letters = [letter for letter in _LETTERS + "\n" * newlines if letter not in without]
    free = st.text(letters, min_size=1, max_size=20).map(
        lambda text: unicodedata.normalize("NFC", text)
    )
    if not spaces:
        free = free.map(str.strip)
    texts = st.one_of(st.sampled_from(known), free.filter(lambda text: text.strip() != ""))
    return st.one_of(st.just(""), texts) if blank else texts


def periods() -> st.SearchStrategy[Period]:
    """Return months in which a bundled index set is in force."""
    return st.builds(Period, st.integers(2023, 2030), st.integers(1, 12))


Pick = Callable[[int, int], int]


def consistent_counts(pick: Pick, high: int = 10_000) -> dict[str, int]:
    """Return counts of the bundled index sets in which no numerator exceeds its denominator."""
    counts: dict[str, int] = {}
    for whole, parts in (
        ("tthc_da_cong_bo", ("tthc_cong_bo_dung_han",)),
        ("tthc_phai_cong_khai", ("tthc_cong_khai_dung_han",)),
        ("tthc_da_cong_khai", ("tthc_du_noi_dung",)),
        ("hs_tong", ("hs_dong_bo", "hs_khai_thac_dan_cu")),
        ("hs_tiep_nhan", ("hs_truc_tuyen",)),
        ("tthc_nvtc", ("tthc_cung_cap_tt", "tthc_giao_dich_tt")),
        ("hs_nvtc", ("hs_tt_truc_tuyen",)),
        ("pakn_tong", ("pakn_dung_han", "pakn_khong_hai_long")),
        ("kq_yeu_cau", ("kq_dien_tu",)),
        ("sh_tiep_nhan", ("sh_tphs", "sh_tai_su_dung", "sh_kho_du_lieu")),
        ("tthc_nguoi_dan", ("tthc_ket_noi_dan_cu",)),
        ("ct_phai_co", ("ct_phat_sinh",)),
        ("xa_tham_quyen", ("xa_chung_thuc",)),
        ("tthc_tham_quyen", ("dvc_mot_phan",)),
    ):
        counts[whole] = pick(0, high)
        for part in parts:
            counts[part] = pick(0, counts[whole])
    counts["dvc_toan_trinh"] = pick(0, counts["tthc_tham_quyen"] - counts["dvc_mot_phan"])
    counts["dvc_phat_sinh"] = pick(0, counts["dvc_mot_phan"] + counts["dvc_toan_trinh"])
    done = ("xl_truoc_han", "xl_dung_han", "xl_qua_han")
    for name in (*done, "dang_xl_qua_han"):
        counts[name] = pick(0, high)
    counts["tthc_phi_dong_bo"] = pick(0, counts["tthc_nvtc"])
    counts["hs_tren_cong"] = pick(0, high)
    counts["dang_xl_trong_han"] = pick(0, high)
    counts["hs_phai_xl"] = sum(counts[name] for name in (*done, "dang_xl_trong_han"))
    counts["hl_dung_han"] = pick(0, sum(counts[name] for name in done))
    # In the sets since 2025 it is a part of these.
    counts["hs_khai_thac_dan_cu"] = min(counts["hs_khai_thac_dan_cu"], counts["sh_tiep_nhan"])
    return counts


@st.composite
def count_rows(draw: st.DrawFn, high: int = 10_000) -> dict[str, int]:
    """Return one agency's consistent counts."""
    return consistent_counts(lambda least, most: draw(st.integers(least, most)), high)


def counts_of_rows(index: IndexSet, rows: Sequence[Mapping[str, Any]]) -> Counts:
    """Return the counts of rows by count id; an id that a row lacks is missing."""
    codes = [f"dv-{place:03d}" for place in range(1, len(rows) + 1)]
    ids = list(index.count_by_id)
    return counts_from_rows(codes, ids, [[row.get(name) for name in ids] for row in rows])


def agencies(kinds: Sequence[str], code: str = "dv-001") -> st.SearchStrategy[Agency]:
    """Return an agency of one of the kinds."""
    days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 12, 31)))
    return st.builds(
        Agency,
        code=st.just(code),
        name=awkward_texts(),
        kind=st.sampled_from(list(kinds)),
        order=st.integers(0, 1000),
        stt=st.sampled_from(["", "1", "01", "II", "1.a", "=2"]),
        aliases=st.lists(awkward_texts(spaces=False, without=";"), max_size=2).map(tuple),
        valid_from=days,
        valid_to=days,
        successor=st.sampled_from(["", "dv-001", "xã mới"]),
        email=st.sampled_from(["", "a@b.vn", "=1+1"]),
        row=st.just(0),
    )


@cache
def base_case() -> Case:
    """Return the bundled case, the base of the generated ones."""
    return read_case(bundled_case())


@st.composite
def wording_texts(
    draw: st.DrawFn, names: Sequence[str] = (), spaces: bool = True, newlines: bool = True
) -> str:
    """Return a template: awkward pieces, {placeholders} of `names`, pairs of ** for bold."""
    plain = awkward_texts(newlines=newlines, spaces=spaces, without="{}*")
    pieces = [plain]
    if names:
        pieces.append(st.sampled_from([f"{{{name}}}" for name in names]))
        pieces.append(st.sampled_from([f"**{{{name}}}**" for name in names]))
    pieces.append(plain.map(lambda text: f"**{text}**"))
    return "".join(draw(st.lists(st.one_of(*pieces), min_size=1, max_size=3)))
