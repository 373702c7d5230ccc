"""The made-up province of the bundled case 2026-03: its agencies and figures, from one seed.

`python -m benchmarks.tinh_mau` writes them anew, the same bytes every time; settings, wording and
printed tables of the case are written by hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import NamedTuple
from unicodedata import combining, normalize

from bpindex.case.folder import FILES, bundled_case, case_texts, read_case
from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_TOTAL, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, DataRow
from bpindex.history.closing import closing_figures
from bpindex.pipeline import evaluate
from bpindex.score.figures import province_scores, scores_of
from bpindex.score.rounding import round_half_up
from bpindex.score.scoring import exact_group_points

PERIOD = "2026-03"
GENERATED = ("agencies", "counts", "typed", "previous", "corrections", "late_dossiers")
DEPARTMENTS, COMMUNES = "Sở, ngành", "Cấp xã"
_SEED = 766

# Code, name, dossiers of a month.
_DEPARTMENTS = (
    ("van-phong-ubnd-tinh", "Văn phòng UBND tỉnh", 24),
    ("so-noi-vu", "Sở Nội vụ", 410),
    ("so-tu-phap", "Sở Tư pháp", 1650),
    ("so-tai-chinh", "Sở Tài chính", 920),
    ("so-cong-thuong", "Sở Công Thương", 1310),
    ("so-nong-nghiep-moi-truong", "Sở Nông nghiệp và Môi trường", 5400),
    ("so-xay-dung", "Sở Xây dựng", 2750),
    ("so-khoa-hoc-cong-nghe", "Sở Khoa học và Công nghệ", 95),
    ("so-van-hoa-the-thao-du-lich", "Sở Văn hóa, Thể thao và Du lịch", 180),
    ("so-giao-duc-dao-tao", "Sở Giáo dục và Đào tạo", 340),
    ("so-y-te", "Sở Y tế", 1120),
    ("so-dan-toc-ton-giao", "Sở Dân tộc và Tôn giáo", 37),
    ("so-ngoai-vu", "Sở Ngoại vụ", 62),
    ("thanh-tra-tinh", "Thanh tra tỉnh", 0),
    ("ban-quan-ly-khu-kinh-te", "Ban Quản lý khu kinh tế và các khu công nghiệp", 290),
)
# Founded in the month itself: nobody knows anything of it from the month before.
_FOUNDED = {"so-ngoai-vu": date(2026, 3, 1)}
_WARDS = 21
_FIRST = (
    "An",
    "Bình",
    "Hòa",
    "Phú",
    "Tân",
    "Thanh",
    "Long",
    "Xuân",
    "Minh",
    "Đông",
    "Thọ",
    "Trường",
)
_SECOND = ("Lộc", "Sơn", "Hải", "Thịnh", "Nghĩa", "Điền", "Khê", "Vượng")


class Kind(NamedTuple):
    """What agencies of a kind are like: procedures, and the least quality."""

    procedures: tuple[int, int]
    quality: float


_KINDS = {DEPARTMENTS: Kind((40, 210), 0.5), COMMUNES: Kind((340, 380), 0.3)}


@dataclass(frozen=True)
class _Drawn:
    """An agency with what decides its counts."""

    agency: Agency
    dossiers: int
    quality: float
    procedures: int


def agencies() -> tuple[Agency, ...]:
    """Return 15 departments and 96 communes of the made-up province."""
    made = [
        Agency(code, name, DEPARTMENTS, place * 10, str(place), valid_from=_FOUNDED.get(code))
        for place, (code, name, _) in enumerate(_DEPARTMENTS, 1)
    ]
    names = [f"Mẫu {first} {second}" for second in _SECOND for first in _FIRST]
    for place, own in enumerate(names, 1):
        name = f"{'phường' if place <= _WARDS else 'xã'} {own}"
        since = date(2025, 7, 1)
        made.append(
            Agency(
                _code(name),
                f"UBND {name}",
                COMMUNES,
                1000 + place * 10,
                str(place),
                valid_from=since,
            )
        )
    return tuple(made)


def _code(name: str) -> str:
    letters = normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not combining(letter)).replace(" ", "-")


def generated(hand_written: Case) -> dict[str, str]:
    """Return the texts of the files that are generated, by the names of the files."""
    random = Random(_SEED)
    drawn = [_drawn(agency, random) for agency in agencies()]
    older = [item for item in drawn if item.agency.code not in _FOUNDED]
    before = [replace(item, quality=_moved(item.quality, random)) for item in older]
    month_before, month = (
        replace(
            hand_written,
            agencies=tuple(item.agency for item in items),
            counts=tuple(_counts(items, random)),
            typed=(),
            corrections=(),
            late_dossiers=(),
        )
        for items in (before, drawn)
    )
    texts = case_texts(replace(month, previous=_previous(month_before)))
    return {FILES[part]: texts[FILES[part]] for part in GENERATED}


def _drawn(agency: Agency, random: Random) -> _Drawn:
    usual = {code: dossiers for code, _, dossiers in _DEPARTMENTS}
    kind = _KINDS[agency.kind]
    # Most are good, few are not.
    quality = kind.quality + (0.995 - kind.quality) * random.random() ** 0.7
    dossiers = usual.get(agency.code, 120 + int(1100 * random.random() ** 2))
    least, most = kind.procedures
    return _Drawn(agency, dossiers, quality, least + int((most - least) * random.random()))


def _moved(quality: float, random: Random) -> float:
    return min(0.995, max(0.2, quality - 0.02 + 0.09 * (random.random() - 0.5)))


def _counts(drawn: list[_Drawn], random: Random) -> Iterator[DataRow]:
    for item in drawn:
        cells = {**_of_procedures(item.procedures, item.quality, random)}
        cells |= _of_dossiers(item, random)
        yield DataRow(item.agency.code, _texts(cells))
    # Procedures are shared by the agencies below: the province counts its own.
    whole = {"tthc_da_cong_bo": 1938, "tthc_phai_cong_khai": 1938, "tthc_da_cong_khai": 1931}
    parts = {
        "tthc_cong_bo_dung_han": _part(1938, 0.96, random),
        "tthc_cong_khai_dung_han": _part(1938, 0.97, random),
        "tthc_du_noi_dung": _part(1931, 0.99, random),
    }
    yield DataRow(PROVINCE, _texts({**whole, **parts, **_of_procedures(1938, 0.86, random)}))


def _of_procedures(procedures: int, quality: float, random: Random) -> dict[str, int]:
    """Return counts of procedures, which the agencies share with each other."""
    online = _part(procedures, 0.82, random)
    paid, people = procedures * 2 // 5, procedures // 3
    whole = _part(online, 0.7, random)
    return {
        "tthc_tham_quyen": procedures,
        "dvc_mot_phan": online - whole,
        "dvc_toan_trinh": whole,
        "dvc_phat_sinh": _part(online, quality * 0.85, random),
        "tthc_nvtc": paid,
        "tthc_phi_dong_bo": _part(paid, quality * 0.9, random),
        "tthc_giao_dich_tt": _part(paid, quality * 0.8, random),
        "tthc_nguoi_dan": people,
        "tthc_ket_noi_dan_cu": _part(people, 0.95, random),
    }


def _of_dossiers(item: _Drawn, random: Random) -> dict[str, int]:
    """Return counts of dossiers: no part is more than its whole."""
    quality, received = item.quality, _part(item.dossiers, 0.98, random)
    carried = received // 8
    due = received + carried
    on_time = _part(due, 0.5 + quality / 2, random)
    early, running = on_time * 7 // 10, on_time // 9
    online = _part(received, 0.1 + 0.9 * quality, random)
    paid = received * 3 // 5
    asked = min(received // 60, 9)
    answered = _part(asked, 0.9, random)
    is_commune = item.agency.kind == COMMUNES
    return {
        "hs_tong": received,
        "hs_tren_cong": online,
        "hs_dong_bo": _part(received, 0.35 + 0.65 * quality, random),
        "xl_truoc_han": early,
        "xl_dung_han": on_time - early - running,
        "dang_xl_trong_han": running,
        "hs_phai_xl": due,
        "hs_tiep_nhan": received,
        "hs_truc_tuyen": online,
        "hs_nvtc": paid,
        "hs_tt_truc_tuyen": _part(paid, quality * 0.95, random),
        "pakn_tong": asked,
        "pakn_dung_han": answered,
        "pakn_khong_hai_long": asked - answered,
        "hl_dung_han": _part(on_time, 0.97, random),
        "kq_yeu_cau": received,
        "kq_dien_tu": _part(received, quality, random),
        "sh_tiep_nhan": received,
        "sh_tphs": _part(received, quality, random),
        "sh_tai_su_dung": _part(received, quality * 0.7, random),
        "sh_kho_du_lieu": _part(received, quality * 0.95, random),
        "hs_khai_thac_dan_cu": _part(received, quality * 0.9, random),
        "xa_tham_quyen": int(is_commune),
        "xa_chung_thuc": int(is_commune and quality > 0.6),
    }


def _part(whole: int, rate: float, random: Random) -> int:
    """Return about so much of a whole, never more than it."""
    return round(whole * min(1.0, max(0.0, rate + 0.08 * (random.random() - 0.5))))


def _texts(cells: Mapping[str, int]) -> dict[str, str]:
    return {name: str(count) for name, count in cells.items()}


def _previous(case: Case) -> tuple[DataRow, ...]:
    """Return what a month leaves behind: of its agencies, and of the province."""
    scores = scores_of(case)
    province = province_scores(case, scores)
    points = {
        f"{PREVIOUS_POINTS}{group.id}": round_half_up(points, 2)
        for group in case.index.groups
        if (points := exact_group_points(province, group.id, 0)) is not None
    }
    total = {PREVIOUS_TOTAL: sum(points.values())}
    cells = {key: f"{value:f}" for key, value in {**points, **total}.items()}
    closed = closing_figures(case, scores, evaluate(case).notice)
    return (*(row for row in closed if row.agency != PROVINCE), DataRow(PROVINCE, cells))


def main() -> None:
    """Write the generated files of the bundled case."""
    folder = bundled_case(PERIOD)
    for name, text in generated(read_case(folder)).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
