"""The memory of what was made: packed, and read again whatever version packed it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bpindex.case.folder import read_case, write_case
from bpindex.edits.snapshot import Snapshot, dump_snapshot, load_snapshot, pack, unpack
from bpindex.page.memory import known_looks
from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Desk, small_case


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    made = Desk(small_case(late=True)).snapshot
    assert made is not None
    return made


def test_a_snapshot_reads_back_without_knowing_any_layout(snapshot: Snapshot) -> None:
    assert load_snapshot(dump_snapshot(snapshot), {}) == snapshot


def first_version(snapshot: Snapshot) -> dict[str, Any]:
    """Return the document as version 1 packed it: styles by name, no looks."""
    document = unpack(dump_snapshot(snapshot))
    del document["looks"]
    return {**document, "version": 1}


def test_the_first_version_takes_the_looks_of_the_official_layout(snapshot: Snapshot) -> None:
    chunks = pack(first_version(snapshot))
    assert load_snapshot(chunks, known_looks()) == snapshot


def test_a_style_that_nobody_knows_makes_it_unreadable(snapshot: Snapshot) -> None:
    assert load_snapshot(pack(first_version(snapshot)), {}) is None


@pytest.mark.parametrize("document", [[], {}, {"version": 3}, {"version": 2, "looks": {}}])
def test_what_is_no_snapshot_is_none(document: Any) -> None:
    assert load_snapshot(pack(document), known_looks()) is None
    assert load_snapshot(["not packed"], known_looks()) is None


def test_a_register_and_a_memory_of_the_first_version_are_read_as_they_were(
    tmp_path: Path,
) -> None:
    """Made before rows had a typed identity: rows added, moved, removed, forms, notes, texts."""
    made = json.loads(Path(__file__).with_name("made_by_version_1.json").read_text("utf-8"))
    write_case(small_case(late=True), tmp_path)
    (tmp_path / "corrections.csv").write_text(made["corrections"], "utf-8", newline="\n")
    desk = Desk(read_case(tmp_path))
    write_case(desk.case, tmp_path)
    # What no month was said of is the month of its file.
    header, *rows = (tmp_path / "corrections.csv").read_text("utf-8").splitlines()
    plain = [header.removesuffix(",period"), *(row.removesuffix(",2024-02") for row in rows)]
    assert plain == made["corrections"].splitlines()
    assert [list(row) for row in desk.shown()] == made["shown"]
    old = load_snapshot(made["chunks"], known_looks())
    assert old is not None and desk.snapshot is not None
    assert replace(old, sheets=()) == replace(desk.snapshot, sheets=(), period="", computed={})
    for sheet, was, now in zip(desk.sheets, old.sheets, desk.snapshot.sheets, strict=True):
        # Since then the page is remembered, and a column is as wide on its own sheet alone.
        assert replace(now, page={}, widths=was.widths) == was
        sheet.widths = dict(enumerate(was.widths, FIRST_COLUMN))
    desk.snapshot = old
    assert desk.generate().new == []
