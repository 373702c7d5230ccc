"""The Windows Python of these tests, made once for all of them, and stopped at the end."""

from collections.abc import Iterator

import pytest

from tests.hosts.wine import processes
from tests.hosts.wine.session import Session
from tests.workbook.editing import bundled_workbook


@pytest.fixture(scope="session")
def wine() -> Iterator[Session]:
    """Give the Windows Python, with the workbook of the bundled case in a person's folder."""
    with processes.alone(limit=240):
        try:
            session = Session()
            session.put(bundled_workbook())
            yield session
        finally:
            processes.stop()
