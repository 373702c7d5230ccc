"""What a file that is no workbook of ours is, and what to do with it, in words."""

import io
import zipfile
import zlib

from bpindex.codec.text_files import MOST_BYTES
from bpindex.words import files as file_words
from bpindex.xlsx.package import Package

OLD_OFFICE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF"
# The stream in which Office keeps a file that a password locks.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OWNER_MARK, _TEXT_PROGRAM = "~$", b"application/vnd.oasis.opendocument"
# Without it a zip file is no file of Office.
_PARTS = "[Content_Types].xml"
_WORD = "word/document.xml"


def kind_of(name: str, content: bytes) -> str:
    """Return what a file is that cannot be read as a workbook: words for its sentence."""
    if name.startswith(_OWNER_MARK):
        return file_words.IS_OWNER_MARK
    if not content.strip(b"\0 \r\n\t"):
        return file_words.IS_EMPTY
    if content.startswith(OLD_OFFICE):
        return file_words.IS_LOCKED if _LOCKED in content else file_words.IS_OLD_OFFICE
    if content.startswith(_PDF):
        return file_words.IS_PDF
    if content.startswith(_ZIP):
        return _zipped(content)
    text = content[:2_000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    is_page = text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<?xml"))
    return file_words.IS_PAGE if is_page else file_words.IS_OTHER


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            first = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return file_words.IS_CUT_OFF
    if first.startswith(_TEXT_PROGRAM):
        return file_words.IS_OPEN_DOCUMENT
    if _WORD in names:
        return file_words.IS_WORD
    return file_words.IS_DAMAGED if _PARTS in names else file_words.IS_ZIP


def package_from_outside(name: str, content: bytes) -> Package:
    """Return the parts of a zipped file; raise ValueError with the reason against reading it.

    What is read is checked against the sums of the zip file, so no part is larger than it says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > MOST_BYTES:
            raise ValueError(file_words.UNPACKS_TOO_LARGE.format(most=MOST_BYTES // 1_000_000))
        package = Package(content)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        raise ValueError(kind_of(name, content)) from None
    if any(b"<!DOCTYPE" in part for name, part in package.parts.items() if _is_xml(name)):
        # No office program writes one; it could make much out of little.
        raise ValueError(file_words.IS_DAMAGED)
    return package


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
