"""Tests that share a program are run by one process, files keep together."""

import os
from types import SimpleNamespace
from typing import cast

import pytest

from tests.spread import group_of, ordered


@pytest.mark.xdist_group("a program")
def test_the_group_of_a_test_is_known_to_whoever_gives_tests_out(
    request: pytest.FixtureRequest,
) -> None:
    is_grouped = "PYTEST_XDIST_WORKER" in os.environ and request.config.getoption("loadgroup")
    here = "a program" if is_grouped else "tests/test_spread.py"
    assert group_of(request.node.nodeid) == here


def test_who_waits_for_libreoffice_begins_and_all_else_keeps_its_order() -> None:
    paths = ("tests/b.py", "tests/edits/test_sequences.py", "tests/hosts/libreoffice/a.py")
    given = [*paths, "tests/a.py"]
    items = [cast(pytest.Item, SimpleNamespace(nodeid=f"{path}::test_a")) for path in given]
    told = [item.nodeid.partition("::")[0] for item in ordered(items)]
    assert told == [paths[2], paths[1], paths[0], "tests/a.py"]


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        ("tests/a/test_b.py::test_c", "tests/a/test_b.py"),
        ("tests/a/test_b.py::test_c[d@e]", "tests/a/test_b.py"),
        ("tests/a/test_b.py::test_c[d@e]@f g", "f g"),
        ("tests/a/test_b.py::test_c@f", "f"),
        ("tests/edits/test_sequences.py::test_c[1]", "tests/edits/test_sequences.py::test_c[1]"),
    ],
)
def test_what_is_given_to_one_process(nodeid: str, group: str) -> None:
    assert group_of(nodeid) == group
