"""A file that is no workbook is told what it is."""

import io
import zipfile

import pytest

from bpindex.words import files as file_words
from bpindex.xlsx.kinds import kind_of
from tests.workbook.editing import bundled_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", file_words.IS_EMPTY),
        (b"\0" * 4096, file_words.IS_EMPTY),
        (_OLE, file_words.IS_OLD_OFFICE),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), file_words.IS_LOCKED),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            file_words.IS_OPEN_DOCUMENT,
        ),
        (zipped(bang=b"x"), file_words.IS_ZIP),
        (bundled_workbook()[:20_000], file_words.IS_CUT_OFF),
        (bundled_workbook(), file_words.IS_DAMAGED),
        (b"%PDF-1.7 ...", file_words.IS_PDF),
        (b"\xef\xbb\xbf<html><table>", file_words.IS_PAGE),
        ("Sở Y tế;5".encode(), file_words.IS_OTHER),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert kind_of("Số liệu.xlsx", content) == kind


def test_the_mark_of_an_open_file_is_known_by_its_name() -> None:
    assert kind_of("~$Số liệu.xlsx", b"\x03Anh") == file_words.IS_OWNER_MARK
