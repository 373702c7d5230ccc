"""Options of the test run."""

import gc

import pytest

# Whole workbooks are built and read again and again: looking for garbage after every 700 new
# objects, as Python does, takes a tenth to a quarter of all the time.
gc.set_threshold(100_000, 20, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the files of tests/golden anew instead of comparing with them",
    )


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--renew-golden"))
