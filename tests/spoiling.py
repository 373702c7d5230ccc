"""Mistakes to put into a case folder."""

import csv
import io
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from bpindex.case.folder import bundled_case

Change = Callable[[Path], object]


def put(name: str, old: str, new: str) -> Change:
    """Replace the first `old` of a file."""

    def change(case: Path) -> None:
        text = (case / name).read_text(encoding="utf-8")
        assert old in text
        (case / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def cell(name: str, line: int, column: str, text: str) -> Change:
    """Type a text into one cell of a table."""

    def change(case: Path) -> None:
        with (case / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[line - 1][rows[0].index(column)] = text
        with (case / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return change


def lines(name: str, edit: Callable[[list[str]], object]) -> Change:
    """Edit the list of a file's lines."""

    def change(case: Path) -> None:
        found = (case / name).read_text(encoding="utf-8").splitlines(keepends=True)
        edit(found)
        (case / name).write_text("".join(found), encoding="utf-8")

    return change


def without(name: str, number: int) -> Change:
    return lines(name, lambda found: found.pop(number - 1))


def twice(name: str, number: int) -> Change:
    return lines(name, lambda found: found.append(found[number - 1]))


def more(name: str, text: str) -> Change:
    return lines(name, lambda found: found.append(text))


def encoded(name: str, encoding: str) -> Change:
    def change(case: Path) -> None:
        text = (case / name).read_text(encoding="utf-8")
        (case / name).write_bytes(text.encode(encoding, "replace"))

    return change


def raw(name: str, content: str | bytes) -> Change:
    data = content if isinstance(content, bytes) else content.encode()
    return lambda case: (case / name).write_bytes(data)


def missing(name: str) -> Change:
    return lambda case: (case / name).unlink()


def folder_instead(name: str) -> Change:
    def change(case: Path) -> None:
        (case / name).unlink()
        (case / name).mkdir()

    return change


def index_set(old: str, new: str) -> Change:
    """Give the case an index set of its own with a mistake in it."""

    def change(case: Path) -> None:
        source = bundled_case().parents[1] / "index_sets" / "qd766.toml"
        shutil.copy(source, case / "index_set.toml")
        put("index_set.toml", old, new)(case)

    return change


@cache
def a_workbook() -> bytes:
    """Return a workbook that is not ours."""
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()
