"""The memory of what was made: packed, and read again whatever version packed it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bpindex.case.folder import read_case
from bpindex.errors import InputError
from bpindex.memory.snapshot import (
    MemoryUnreadableError,
    Snapshot,
    dump_snapshot,
    load_snapshot,
    pack,
    unpack,
)
from bpindex.page.memory import first_looks
from bpindex.page.plan import FIRST_COLUMN, NOTICE_SHEET
from tests.changed_cases import write_case
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
    assert load_snapshot(chunks, first_looks()) == snapshot


def test_a_style_that_nobody_knows_makes_it_unreadable(snapshot: Snapshot) -> None:
    with pytest.raises(MemoryUnreadableError):
        load_snapshot(pack(first_version(snapshot)), {})


def test_the_first_version_is_read_whatever_styles_are_called_now(snapshot: Snapshot) -> None:
    styles = {cell.style for sheet in snapshot.sheets for row in sheet.rows for cell in row.cells}
    assert styles <= set(first_looks())


def test_only_where_there_is_nothing_there_is_no_snapshot() -> None:
    assert load_snapshot([], first_looks()) is None
    for document in ([], {}, {"version": "2"}, {"version": 2, "looks": {}}):
        with pytest.raises(MemoryUnreadableError, match="bị hỏng"):
            load_snapshot(pack(document), first_looks())
    with pytest.raises(MemoryUnreadableError):
        load_snapshot(["not packed"], first_looks())


def test_the_memory_of_a_newer_program_is_refused_as_such() -> None:
    with pytest.raises(InputError, match="mới hơn") as error:
        load_snapshot(pack({"version": 99}), first_looks())
    assert not isinstance(error.value, MemoryUnreadableError)


def parsed(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""))


def test_a_register_and_a_memory_of_the_first_version_are_read_as_they_were(
    tmp_path: Path,
) -> None:
    """Made before rows had a typed identity: rows added, moved, removed, forms, notes, texts."""
    made = json.loads(Path(__file__).with_name("made_by_version_1.json").read_text("utf-8"))
    write_case(small_case(late=True), tmp_path)
    (tmp_path / "corrections.csv").write_text(made["corrections"], "utf-8", newline="\n")
    desk = Desk(read_case(tmp_path))
    write_case(desk.case, tmp_path)
    again = (tmp_path / "corrections.csv").read_text("utf-8")
    # What no month was said of is the month of its file.
    assert [row[:11] for row in parsed(again)] == list(parsed(made["corrections"]))
    assert {tuple(row[11:]) for row in parsed(again)} == {("period",), ("2024-02",)}
    assert [list(row) for row in desk.shown()] == made["shown"]
    old = load_snapshot(made["chunks"], first_looks())
    assert old is not None and desk.snapshot is not None
    now = replace(desk.snapshot, sheets=(), period="", computed={})
    # Its fingerprint missed a shared text at whose height a line of somebody's own stands.
    assert replace(old, sheets=()) == replace(now, fingerprint=old.fingerprint)
    for sheet, was, now in zip(desk.sheets, old.sheets, desk.snapshot.sheets, strict=True):
        # Since then the page is remembered, and a column is as wide on its own sheet alone;
        # those of the appendix are as wide as its texts ask, so that its rows are lower.
        heights = [row.height_pt for row in (now if was.title == NOTICE_SHEET else was).rows]
        both = zip(now.rows, heights, strict=True)
        rows = tuple(replace(row, height_pt=height) for row, height in both)
        assert replace(now, page={}, widths=was.widths, rows=rows) == was
        sheet.widths = dict(enumerate(was.widths, FIRST_COLUMN))
        by_key = {row.key.text: row.height_pt for row in was.rows}
        for row in sheet.rows:
            row.height = by_key.get(row.key, row.height)
    desk.snapshot = old
    assert desk.generate().new == []
