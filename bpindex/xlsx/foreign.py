"""Packages that come from outside: opened only where they can do no harm."""

import io
import zipfile
from collections.abc import Iterator

from bpindex.codec.text_files import MOST_BYTES
from bpindex.words import files as file_words
from bpindex.words import word_file
from bpindex.xlsx.package import Package, Relation

# No office program writes one; it could make much out of little.
_DOCTYPE = b"<!DOCTYPE"
# Kinds of parts that are run, or that hold what another program runs.
_RUN = ("vbaProject", "oleObject", "package", "control", "activeXControlBinary", "aFChunk")
# A link that nothing follows until somebody clicks on it.
_CLICKED = "hyperlink"
_ADDRESSES = ("http://", "https://", "mailto:")


class ForeignFileError(Exception):
    """A package that is not opened; its text is the reason in words."""


def unpacked(content: bytes, part: str) -> Package:
    """Return a package that has this part; raise ForeignFileError for a bomb or no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_BYTES:
                raise ForeignFileError(
                    file_words.UNPACKS_TOO_LARGE.format(most=MOST_BYTES // 1_000_000)
                )
        package = Package(content)
    except ForeignFileError:
        raise
    except Exception as error:  # damaged zip files fail in a dozen ways
        raise ForeignFileError(word_file.NO_WORD_FILE) from error
    if part not in package.parts or any(_DOCTYPE in xml for xml in package.parts.values()):
        raise ForeignFileError(word_file.NO_WORD_FILE)
    return package


def open_foreign(content: bytes, part: str) -> Package:
    """Return a package in which nothing is run or fetched; raise ForeignFileError otherwise."""
    package = unpacked(content, part)
    try:
        found = list(_relations(package))
    except Exception as error:
        raise ForeignFileError(word_file.NO_WORD_FILE) from error
    for relation in found:
        if relation.kind in _RUN:
            raise ForeignFileError(word_file.HAS_MACROS)
        is_clicked = relation.kind == _CLICKED and relation.target.startswith(_ADDRESSES)
        if relation.external and not is_clicked:
            raise ForeignFileError(word_file.HAS_OUTSIDE.format(what=relation.target))
    return package


def _relations(package: Package) -> Iterator[Relation]:
    """Yield the relations of all parts and of the package itself."""
    yield from package.relations()
    for name in list(package.parts):
        yield from package.relations(name)
