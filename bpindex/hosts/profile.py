"""The folders of the person on Windows, where the environment names them wrongly.

xlwings' DLL hands the server its environment in the ANSI code page: of a user called
"Nguyễn Thị Hạnh" the name itself, the temporary folder and the profile arrive with question marks
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
    """Let the variables say what Windows knows: the person's name, and each folder that is lost."""
    if sys.platform != "win32":
        return
    if name := _user_name():
        os.environ["USERNAME"] = name
    for variable, number in _FOLDERS.items():
        if not _is_folder(variable) and (found := _folder(number)):
            os.environ[variable] = found
    for variable in _TEMPORARY:
        if not _is_folder(variable) and _is_folder("LOCALAPPDATA"):
            folder = Path(os.environ["LOCALAPPDATA"]) / "Temp"
            folder.mkdir(exist_ok=True)
            os.environ[variable] = str(folder)


def _is_folder(variable: str) -> bool:
    value = os.environ.get(variable)
    return bool(value) and Path(str(value)).is_dir()


def _folder(number: int) -> str | None:
    """Return a folder of the shell, None where it has none."""
    if sys.platform != "win32":
        return None
    import ctypes

    buffer = ctypes.create_unicode_buffer(_LONGEST)
    failed = ctypes.windll.shell32.SHGetFolderPathW(None, number, None, 0, buffer)
    return None if failed else buffer.value


def _user_name() -> str | None:
    """Return the name of the account, None where Windows does not tell it."""
    if sys.platform != "win32":
        return None
    import ctypes

    buffer = ctypes.create_unicode_buffer(_LONGEST)
    length = ctypes.c_ulong(_LONGEST)
    told = ctypes.windll.advapi32.GetUserNameW(buffer, ctypes.byref(length))
    return buffer.value if told else None
