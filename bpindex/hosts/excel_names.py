"""How Excel names files: whole names, and patterns in its dialogs."""

from pathlib import Path

from bpindex.words.buttons import TITLE


def path_of(name: str) -> Path | None:
    """Return where a workbook of this whole name lies; of one never saved that is its title."""
    return None if "://" in name or not Path(name).is_absolute() else Path(name)


def kinds(pattern: str) -> str:
    """Return a pattern of file names as Excel's dialog takes it."""
    return f"{TITLE} ({pattern}),{pattern}"
