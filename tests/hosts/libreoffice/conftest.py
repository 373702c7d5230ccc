"""One LibreOffice for all tests of this folder, or the reason why there is none.

They keep together when tests run side by side, since a program that starts anew takes long: those
that only compute in one process, those of a person before a screen, which is a program of its own,
in another one. All in one they would take longer than everything else.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.workbook.build import build_workbook
from tests.hosts.libreoffice.books import Opened, computed
from tests.hosts.libreoffice.office import HERE, Office, missing
from tests.hosts.libreoffice.person import Person, Visible
from tests.hosts.libreoffice.screen import Screen

# What only tests of a person before a screen ask for.
_ON_A_SCREEN = {"program", "command"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE:
            has_screen = _ON_A_SCREEN & {*getattr(item, "fixturenames", ())}
            group = "a screen of LibreOffice" if has_screen else "libreoffice"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="package")
def office() -> Iterator[Office]:
    if why_not := missing():
        pytest.skip(why_not)
    with Office() as running:
        yield running


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="package")
def bundled(folder: Path) -> tuple[Case, Path]:
    """The bundled case and its workbook."""
    case = read_case(bundled_case())
    path = folder / "bundled.xlsm"
    path.write_bytes(build_workbook(case))
    return case, path


@pytest.fixture(scope="package")
def books() -> dict[int, Opened]:
    """The workbook of `book` by the start of the office in which it is open."""
    return {}


@pytest.fixture
def book(office: Office, bundled: tuple[Case, Path], books: dict[int, Opened]) -> Opened:
    """The bundled workbook, computed, for tests that only look at it."""
    if office.starts not in books:
        opened = computed(office, *bundled)
        books[office.starts] = opened
    return books[office.starts]


@pytest.fixture
def opened(office: Office, bundled: tuple[Case, Path]) -> Opened:
    """The bundled workbook, freshly opened and computed, for tests that type into it."""
    return computed(office, *bundled)


@pytest.fixture(scope="package")
def program() -> Iterator[Visible]:
    if why_not := missing():
        pytest.skip(why_not)
    with Screen() as screen, Visible(screen) as running:
        yield running


@pytest.fixture
def visible(program: Visible) -> Iterator[Visible]:
    """The program on its screen; what a test opens there is closed after it."""
    yield program
    program.close_all()


@pytest.fixture
def person(visible: Visible, bundled: tuple[Case, Path]) -> Person:
    """A person before the bundled workbook, freshly opened and computed."""
    case, path = bundled
    return Person(visible.screen, Opened(visible.open_copy(path), case, path))
