"""Tests that share a program are run by one process, files keep together."""

import os

import pytest

from tests.spread import group_of


@pytest.mark.xdist_group("a program")
def test_the_group_of_a_test_is_known_to_whoever_gives_tests_out(
    request: pytest.FixtureRequest,
) -> None:
    is_grouped = "PYTEST_XDIST_WORKER" in os.environ and request.config.getoption("loadgroup")
    here = "a program" if is_grouped else "tests/test_spread.py"
    assert group_of(request.node.nodeid) == here


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
