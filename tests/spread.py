"""How tests are shared out to several processes: whole files, and what takes longest first.

A file's tests share what they build, so they keep together; tests of one program (a mark
`xdist_group`) do so over files. Files of which every test takes long are shared out test by test.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# Begun first: who works with LibreOffice waits for it a good part of the time, which others use.
_FIRST = ("tests/hosts/libreoffice/", "tests/edits/test_sequences.py")
# Each test of these takes long and shares nothing.
_ONE_BY_ONE = ("tests/edits/test_sequences.py",)


def mark_groups(items: list[pytest.Item]) -> None:
    """Write the group of each test behind its id, from which the other process learns it.

    pytest-xdist 3.8 does so itself, in a place where pytest 9.2 does not look any more.
    """
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and group_of(item.nodeid) != mark.args[0]:
            item._id = type(item._id).parse(f"{item.nodeid}@{mark.args[0]}")  # type: ignore[attr-defined]


def ordered(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests in the order in which they are given out."""
    return sorted(items, key=lambda item: _rank(item.nodeid))


def _rank(nodeid: str) -> int:
    """Return the place in `_FIRST`, a later one for all else."""
    return next((n for n, path in enumerate(_FIRST) if nodeid.startswith(path)), len(_FIRST))


def group_of(nodeid: str) -> str:
    """Return what of all tests is given to one process: a group of programs, a file, a test."""
    path, _, test = nodeid.partition("::")
    _, is_marked, group = test.rpartition("]")[2].rpartition("@")
    if is_marked:
        return group
    return nodeid if path in _ONE_BY_ONE else path


class Spread(LoadScopeScheduling):
    """Gives out what belongs together, in the order of the tests."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
