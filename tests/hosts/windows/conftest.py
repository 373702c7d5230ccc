"""Excel with a workbook in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import content_of, opened


@pytest.fixture
def excel(tmp_path: Path) -> Iterator[FakeExcel]:
    """Excel with the workbook of five agencies."""
    with opened(tmp_path, content_of(5)) as excel:
        yield excel
