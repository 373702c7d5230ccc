"""The exceptions of the package; every message is a Vietnamese sentence for the user."""

from collections.abc import Iterator
from contextlib import contextmanager


class BoChiSoError(Exception):
    """Base of all errors that reach a user: `str(error)` is one Vietnamese sentence."""


class InputError(BoChiSoError):
    """A file, sheet or cell does not hold what was expected."""


class OlderWorkbookError(InputError):
    """The workbook is of an older layout, so that nothing new can be written into it."""


class DefinitionError(InputError):
    """The index set contradicts itself or lacks a key."""


class DataProblemsError(BoChiSoError):
    """The data hold problems that stop the notice; `problems` lists their sentences."""

    def __init__(self, message: str, problems: tuple[str, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class HostError(BoChiSoError):
    """An office program or Python server that is needed did not answer."""


class BuildError(BoChiSoError):
    """The workbook cannot be built from its parts."""


class PackageError(Exception):
    """A file that comes with the package is missing or damaged: no mistake of the user's."""


@contextmanager
def own_files() -> Iterator[None]:
    """Tell a file of the package that cannot be read as a mistake of our own."""
    try:
        yield
    except InputError as error:
        raise PackageError(str(error)) from error
