"""Files in every mix of kind, letters, numbers and arrangement: none gives a wrong count."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from bpindex.errors import InputError
from bpindex.grids.files import open_tables
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions
from tests.intake.tables import (
    DEPARTMENT_CODES,
    ONE_GATE_SPANS,
    as_page,
    as_text,
    as_xlsx,
    in_tcvn3,
    in_vni,
    one_gate,
    one_gate_counts,
)
from tests.strategies import base_case

HELD = {
    (code, key): text
    for number, code in enumerate(DEPARTMENT_CODES, 1)
    for key, text in one_gate_counts(number).items()
}
NUMBERS: dict[str, Callable[[int], Any]] = {
    "numbers": int,
    "texts": str,
    "dots": lambda n: f"{n:,}".replace(",", "."),
    "commas": lambda n: f"{n:,}",
    "spaces": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "units": lambda n: f"{n} hồ sơ",
    "decimals": lambda n: f"{n},0",
    "labelled": lambda n: f"Số lượng: {n} / Tỷ lệ: 34.5% / Điểm số: 2",
    "strokes": lambda n: n or "-",
    "percents": lambda n: f"{n}%",
}
Rows = list[list[Any]]


def _with_sections(rows: Rows) -> Rows:
    section = [["I", "KHỐI SỞ, NGÀNH", *[""] * 12]]
    numbering = [[f"({n})" for n in range(1, 15)]]
    return [*rows[:3], *numbering, *section, *rows[3:], ["Ghi chú: số liệu đến 22/02/2024"]]


def _without_total(rows: Rows) -> Rows:
    return rows[:-1]


ARRANGED: dict[str, Callable[[Rows], Rows]] = {
    "plain": lambda rows: rows,
    "sections": _with_sections,
    "no total": _without_total,
}


def _text(path: Path, rows: Rows, delimiter: str, write: Callable[[str], bytes]) -> Path:
    path.write_bytes(write(as_text(rows, delimiter)))
    return path


KINDS: dict[str, Callable[[Path, Rows], Path]] = {
    "xlsx": lambda f, rows: as_xlsx(f / "a.xlsx", rows, ONE_GATE_SPANS, above=2),
    "xlsx unmerged": lambda f, rows: as_xlsx(f / "a.xlsx", rows),
    "csv": lambda f, rows: _text(f / "a.csv", rows, ";", str.encode),
    "tsv": lambda f, rows: _text(f / "a.tsv", rows, "\t", lambda t: t.encode("utf-16")),
    "page": lambda f, rows: _text(
        f / "a.xls", [], "\t", lambda _: as_page(rows, ONE_GATE_SPANS).encode()
    ),
    "TCVN3": lambda f, rows: _text(f / "a.csv", rows, ";", lambda t: in_tcvn3(t.lower()).encode()),
    "VNI": lambda f, rows: _text(f / "a.csv", rows, ";", lambda t: in_vni(t.lower()).encode()),
}


def corpus() -> Iterator[tuple[str, Callable[[Path], Path]]]:
    """Yield every file's name and what writes it."""
    for kind, form, arranged in product(KINDS, NUMBERS, ARRANGED):

        def write(folder: Path, mix: tuple[str, str, str] = (kind, form, arranged)) -> Path:
            how = NUMBERS[mix[1]]
            table = one_gate()
            cells = [
                [how(c) if isinstance(c, int) and at else c for at, c in enumerate(row)]
                for row in table
            ]
            return KINDS[mix[0]](folder, ARRANGED[mix[2]](cells))

        yield f"{kind}, {form}, {arranged}", write


def outcome(path: Path, agreed: bool) -> str:
    try:
        grids = open_tables(path).grids
    except InputError:
        return "refused"
    found = understand(grids, base_case(), Decisions(agreed=agreed))
    taken = {(value.agency, value.target.key): value.text for value in found.values}
    if not taken.items() <= HELD.items():
        return "wrong"
    if found.is_complete:
        return "understood" if taken == HELD else "left out"
    return "asked"


def test_no_file_of_the_corpus_gives_a_count_that_it_does_not_hold(tmp_path: Path) -> None:
    tally: Counter[str] = Counter()
    wrong, by_form = [], Counter[tuple[str, str]]()
    for number, (name, write) in enumerate(corpus()):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = write(folder)
        said = outcome(path, agreed=False)
        tally[said] += 1
        by_form[name.split(", ")[1], said] += 1
        if "wrong" in (said, outcome(path, agreed=True)):
            wrong.append(name)
    assert wrong == []
    assert sum(tally.values()) == 210
    # What has one reading is understood; strokes and percents are a person's.
    for form in ("numbers", "texts", "spaces", "units", "decimals", "labelled"):
        assert by_form[form, "understood"] == 21, (form, by_form)
    assert by_form["percents", "understood"] == by_form["strokes", "understood"] == 0
