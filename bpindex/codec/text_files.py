"""Files as bytes and as UTF-8 texts, with errors that say what the file really is."""

from pathlib import Path

from bpindex.errors import InputError
from bpindex.words import files as file_words

# No file that people give is as large; a device or a mistaken choice could fill the memory.
MOST_BYTES = 200_000_000


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise InputError where it is none or too large, or OSError."""
    if not path.is_file() and path.exists() and not path.is_dir():
        reason = file_words.NO_REAL_FILE
    elif path.is_file() and path.stat().st_size > MOST_BYTES:
        reason = file_words.TOO_LARGE.format(most=MOST_BYTES // 1_000_000)
    else:
        return path.read_bytes()
    raise InputError(file_words.FILE_UNREADABLE.format(path=path, reason=reason))


def read_file(path: Path) -> bytes:
    """Return what a file holds; raise InputError where it cannot be read."""
    try:
        return read_bytes(path)
    except FileNotFoundError:
        raise InputError(file_words.FILE_MISSING.format(path=path)) from None
    except OSError as error:
        reason = file_words.os_reason(error)
        raise InputError(file_words.FILE_UNREADABLE.format(path=path, reason=reason)) from None


def read_text(path: Path) -> str:
    """Return the UTF-8 text of `path`; raise InputError when it is missing or not UTF-8 text."""
    try:
        return decode(read_bytes(path), path.name)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise InputError(file_words.FILE_MISSING.format(path=path)) from None
    except OSError as error:
        raise InputError(
            file_words.FILE_UNREADABLE.format(path=path, reason=file_words.os_reason(error))
        ) from None


def decode(data: bytes, name: str) -> str:
    """Return `data` as text; raise InputError for an Office file or another encoding."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(file_words.FILE_IS_OFFICE.format(name=name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(file_words.FILE_NOT_UTF8.format(name=name, line=line)) from None
    if "\x00" in text:
        raise InputError(file_words.FILE_NOT_UTF8.format(name=name, line=1))
    return text
