"""The folders of the person on Windows, where the environment names them wrongly.

xlwings' DLL hands the server its environment in the ANSI code page: of a user called
"Nguyễn Thị Hạnh" the names of the temporary folder and of the profile arrive with question marks
or with letters that only look alike, and lead nowhere. Windows itself knows them.
"""

import os
import sys
from pathlib import Path

__all__ = ["repair_environment"]

# The numbers under which the Windows shell knows the folders.
_FOLDERS = {"USERPROFILE": 0x28, "LOCALAPPDATA": 0x1C, "APPDATA": 0x1A}
_TEMPORARY = ("TEMP", "TMP")
_LONGEST = 260


def repair_environment() -> None:
    """Let each variable that names no folder name the one that Windows has for this person."""
    if sys.platform != "win32":
        return
    for name, number in _FOLDERS.items():
        if not _is_folder(name) and (folder := _folder(number)):
            os.environ[name] = folder
    for name in _TEMPORARY:
        if not _is_folder(name) and _is_folder("LOCALAPPDATA"):
            folder = Path(os.environ["LOCALAPPDATA"]) / "Temp"
            folder.mkdir(exist_ok=True)
            os.environ[name] = str(folder)


def _is_folder(name: str) -> bool:
    value = os.environ.get(name)
    return bool(value) and Path(str(value)).is_dir()


def _folder(number: int) -> str | None:
    """Return a folder of the shell, None where it has none."""
    if sys.platform != "win32":
        return None
    import ctypes

    buffer = ctypes.create_unicode_buffer(_LONGEST)
    failed = ctypes.windll.shell32.SHGetFolderPathW(None, number, None, 0, buffer)
    return None if failed else buffer.value
