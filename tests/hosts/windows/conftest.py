"""Excel with a workbook in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bpindex.actions.running import OneAtATime
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import content_of, opened


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test presses one button just after the other."""
    monkeypatch.setattr(OneAtATime, "seconds", 0)


@pytest.fixture
def excel(tmp_path: Path) -> Iterator[FakeExcel]:
    """Excel with the workbook of five agencies."""
    with opened(tmp_path, content_of(5)) as excel:
        yield excel
