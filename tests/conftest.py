"""Options of the test run, and a log of its own for a test."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.log import forget_log
from tests.spread import Spread, mark_groups, ordered

# What helpers assert is told with its values, as in the tests themselves.
pytest.register_assert_rewrite("tests.cli", "tests.edits", "tests.hosts.windows.pressing")

# Whole workbooks are built and read again and again: looking for garbage after every 700 new
# objects, as Python does, takes a tenth to a quarter of all the time. One that openpyxl reads is
# half a million of them.
gc.set_threshold(100_000, 20, 100)
# A busy machine is no bug: only the results count. What decides about a change tries the same
# examples every time; "search" looks for new ones: pytest --hypothesis-profile=search.
settings.register_profile("bpindex", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("bpindex")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the files of tests/golden anew instead of comparing with them",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput") and config.getoption("loadgroup"):
        mark_groups(items)
        items[:] = ordered(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spread | None:
    return Spread(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--renew-golden"))


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a test a log file of its own."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Dữ liệu"))
    forget_log()
    yield tmp_path / "Dữ liệu" / "BoChiSo" / "bochiso.log"
    forget_log()
