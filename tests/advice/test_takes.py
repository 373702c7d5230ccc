"""What it takes to the next grade, beside trying everything with the scoring itself."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from bpindex.advice.takes import Takes
from bpindex.index.definition import Grade, IndexSet, NotFor
from bpindex.index.files import bundled_index_sets
from bpindex.score.counts import Counts, State
from bpindex.score.scoring import Given, Scores, score

OLD, _, NEW = bundled_index_sets()
Unit = Mapping[str, int]
# What one unit of each component changes, in the order in which units are taken.
UNITS: dict[str, list[Unit]] = {
    "1.4": [{"hs_dong_bo": 1}],
    "2.1": [{"xl_dung_han": 1, "hl_dung_han": 1}],
    "3.1": [{"dvc_toan_trinh": 1}],
    "3.2": [{"dvc_phat_sinh": 1}],
    "3.3": [{"hs_truc_tuyen": 1}],
    "3.5b": [{"tthc_giao_dich_tt": 1}],
    "3.6": [{"hs_tt_truc_tuyen": 1}],
    "5.2": [{"pakn_dung_han": 1}],
    "5.3": [{"pakn_khong_hai_long": -1}],
    "5.4": [{"hl_dung_han": 1}],
    "4.1": [{"kq_dien_tu": 1}],
    "4.2": [{"sh_tphs": 1}],
    "4.3": [{"sh_tai_su_dung": 1}],
    "4.4": [{"sh_kho_du_lieu": 1}],
    "4.5a": [{"tthc_ket_noi_dan_cu": 1}],
    "4.5b": [{"hs_khai_thac_dan_cu": 1}],
}
UNITS_NEW = UNITS | {"3.5": [{"tthc_phi_dong_bo": 1}], "4.6": [{"xa_chung_thuc": 1}]}
UNITS_OLD = UNITS | {
    "1.1": [{"tthc_cong_bo_dung_han": 1}],
    "1.2": [{"tthc_cong_khai_dung_han": 1}],
    "1.3": [{"tthc_du_noi_dung": 1}],
    "2.1": [
        {"xl_dung_han": 1, "xl_qua_han": -1, "hl_dung_han": 1},
        {"xl_dung_han": 1, "dang_xl_qua_han": -1, "hl_dung_han": 1},
    ],
    "3.5": [{"tthc_cung_cap_tt": 1}],
    "4.6": [{"ct_phat_sinh": 1}],
}
DOSSIERS = ("1.4", "2.1", "3.3", "3.6", "4.1", "4.2", "4.3", "4.4", "4.5b", "5.2", "5.3", "5.4")
SETS = ((OLD, UNITS_OLD), (NEW, UNITS_NEW))
ON_TIME = ("xl_truoc_han", "xl_dung_han", "dang_xl_trong_han")


def random_counts(random: Random, index: IndexSet, active: list[str]) -> dict[str, int]:
    """Return possible counts: small ones for the active components, full or none elsewhere."""
    counts = dict.fromkeys(index.count_by_id, 4)
    most = random.choice((2, 3, 5))
    for component in index.components:
        if len(component.numerator_terms) > 1 or component.id in ("5.4", "3.2"):
            continue
        below = {count for _, count in component.denominator_terms}
        if component.id in active:
            for count in below:
                counts[count] = random.randint(0 if random.random() < 0.1 else 1, most)
    larger = {c.id: max(counts[n] for _, n in c.denominator_terms) for c in index.components}
    for component in index.components:
        [(_, count), *others] = component.numerator_terms
        if not others:
            full = larger[component.id]
            counts[count] = random.randint(0, full) if component.id in active else full
    counts["dvc_mot_phan"] = random.randint(0, min(2, counts["tthc_tham_quyen"]))
    rest = counts["tthc_tham_quyen"] - counts["dvc_mot_phan"]
    counts["dvc_toan_trinh"] = random.randint(0, rest) if "3.1" in active else rest
    dvc = counts["dvc_mot_phan"] + counts["dvc_toan_trinh"]
    counts["dvc_phat_sinh"] = random.randint(0, dvc) if "3.2" in active else dvc
    dissatisfied = random.randint(0, counts["pakn_tong"]) if "5.3" in active else 0
    counts["pakn_khong_hai_long"] = dissatisfied
    # None was late where that is not tried.
    late = [name for name in ("xl_qua_han", "dang_xl_qua_han") if name in counts]
    for name in (*ON_TIME, *late):
        if name in counts:
            counts[name] = random.randint(0, 2) if name in ON_TIME or "2.1" in active else 0
    if "hs_phai_xl" in counts:
        on_time = sum(counts[name] for name in ON_TIME)
        counts["hs_phai_xl"] = on_time + (random.randint(0, most) if "2.1" in active else 0)
    on_time = sum(counts.get(name, 0) for name in ON_TIME if (name in counts))
    counts["hl_dung_han"] = random.randint(0, on_time) if "5.4" in active else on_time
    return counts


def trials(
    index: IndexSet, units: Mapping[str, list[Unit]], counts: dict[str, int], active: list[str]
) -> tuple[list[tuple[int, ...]], Counts]:
    """Return all numbers of units of the active components, and the counts after each."""
    known = [item for item in active if item in units]
    ranges = []
    for item in known:
        moves = units[item]
        falling = [counts[n] for unit in moves for n, d in unit.items() if d < 0]
        ranges.append(range(1 + (sum(falling) if falling else 6)))
    numbers = list(product(*ranges))
    values = np.repeat([[float(counts[c])] for c in index.count_by_id], len(numbers), axis=1)
    rows = {count: row for row, count in enumerate(index.count_by_id)}
    for item, taken in zip(known, np.array(numbers).reshape(len(numbers), -1).T, strict=True):
        for unit in units[item]:
            falling = [counts[n] for n, d in unit.items() if d < 0]
            here = np.minimum(taken, falling[0] if falling else taken)
            taken = taken - here
            for count, change in unit.items():
                values[rows[count]] += change * here
    names = tuple(map(str, range(len(numbers))))
    states = np.zeros(values.shape, dtype=np.uint8)
    return numbers, Counts(names, tuple(index.count_by_id), values, states)


def possible(index: IndexSet, scores: Scores) -> list[int]:
    """Return which trials can be: nothing above its whole, nobody content who was late."""
    fine = (scores.states <= State.NOT_APPLICABLE).all(axis=0)
    counts = scores.counts
    on_time = sum(counts.values[counts.rows[n]] for n in ON_TIME if (1, n) in on_time_terms(index))
    fine &= counts.values[counts.rows["hl_dung_han"]] <= on_time
    return [int(at) for at in np.flatnonzero(fine & (counts.values >= 0).all(axis=0))]


def on_time_terms(index: IndexSet) -> tuple[tuple[int, str], ...]:
    return index.component_by_id["2.1"].numerator_terms


class Tried(NamedTuple):
    """A made-up agency, and everything that it could have done."""

    active: list[str]
    numbers: list[tuple[int, ...]]
    scores: Scores
    fine: list[int]
    reached: list[int]
    takes: Takes

    def fewest(self, component: str = "") -> int | None:
        """Return the fewest units that reach a better grade: of one component, or of all.

        Of dossiers alone where they do.
        """
        for allowed in ([component],) if component else (DOSSIERS, self.active):
            others = [at for at, name in enumerate(self.active) if name not in allowed]
            tried = (self.numbers[at] for at in self.reached)
            sums = [sum(item) for item in tried if not any(item[at] for at in others)]
            if sums:
                return min(sums)
        return None


def random_agencies(number: int, seed: int) -> Iterator[Tried]:
    """Yield agencies under both kinds of sets, with a grade that is near."""
    random = Random(seed)
    for _ in range(number):
        index, units = random.choice(SETS)
        active = random.sample(sorted(units), random.choice((1, 2, 2, 3)))
        if random.random() < 0.5:
            active = random.choice((["2.1", "5.4"], ["3.1", "3.2"], ["2.1", "3.1", "3.2"]))
        if "3.1" in active and "3.2" not in active:
            # What is on offer more has no dossier yet: that can be mended too.
            active.append("3.2")
        numbers, after = trials(index, units, random_counts(random, index, active), active)
        if random.random() < 0.2:
            components = (
                replace(item, not_for=("Xã",), not_for_gives=NotFor.OUT)
                if item.id == "4.4"
                else item
                for item in index.components
            )
            index = replace(index, components=tuple(components))
        scores = score(index, after, Given(("Xã",) * len(numbers)))
        fine = possible(index, scores)
        start, most = float(scores.total[0]), float(scores.total[fine].max())
        aims = (start + (most - start) * random.random() * 1.1, scores.total[random.choice(fine)])
        cut = Decimal(repr(round(float(random.choice(aims)), random.choice((0, 2, 9)))))
        both = (Grade("trên", cut), Grade("dưới", Decimal(0)))
        scores = replace(scores, index=replace(index, grades=both))
        grades = scores.grades()
        reached = [at for at in fine if grades[at] == "trên"]
        if 0 not in reached:
            yield Tried(active, numbers, scores, fine, reached, Takes(scores, 0))


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    return list(random_agencies(1_320, 15))


def test_the_cheapest_mix_is_the_one_that_trying_everything_finds(tried: list[Tried]) -> None:
    assert len(tried) >= 1_000
    assert {item.fewest() is None for item in tried} == {True, False}
    for item in tried:
        found, fewest = item.takes, item.fewest()
        assert (found.number if found.mix is not None else None) == fewest, item.active
        if found.mix is None:
            continue
        taken = {step.job.component.id: step.number for step in found.mix}
        assert set(taken) <= set(item.active)
        at = item.numbers.index(tuple(taken.get(name, 0) for name in item.active))
        assert float(found.total_after) == pytest.approx(item.scores.total[at], abs=1e-9)
        assert at in item.reached


def test_the_fewest_of_one_component_alone_are_those_that_trying_finds(tried: list[Tried]) -> None:
    for item in tried:
        alone = {found.job.component.id: found for found in item.takes.alone}
        for name in item.active:
            fewest = alone[name].to_grade if name in alone else None
            assert fewest == item.fewest(name), (name, item.active)
