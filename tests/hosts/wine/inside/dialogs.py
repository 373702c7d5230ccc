"""Windows: the one of the stand-in for Excel, and a person at the message boxes."""

import threading
import time
from typing import Any

import win32con
import win32gui

_DIALOG_CLASS = "#32770"
# By this a window of NSIS is known, which asks nothing: the text at its foot.
_BRANDING = 1028
# The classes of Excel's window and of those in it, by which xlwings knows an Excel.
_EXCEL_CLASSES = ("XLMAIN", "XLDESK", "EXCEL7")


def excel_window() -> int:
    """Return a new window that looks like Excel's to xlwings."""
    window = parent = 0
    for name in _EXCEL_CLASSES:
        description = win32gui.WNDCLASS()
        description.lpszClassName = name
        description.lpfnWndProc = {}
        win32gui.RegisterClass(description)
        style = win32con.WS_CHILD if parent else win32con.WS_OVERLAPPEDWINDOW
        shown = style | win32con.WS_VISIBLE
        parent = win32gui.CreateWindow(name, "Excel", shown, 0, 0, 300, 200, parent, 0, 0, None)
        window = window or parent
    return window


class Dialogs:
    """Reads and closes the message boxes of all processes while the block lasts."""

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Dialogs":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._thread.join(10)

    def _watch(self) -> None:
        closed: set[int] = set()
        while not self._leaving.is_set():
            for window in _dialogs():
                if window not in closed:
                    self.shown.append(_read(window))
                    win32gui.PostMessage(window, win32con.WM_COMMAND, _first_button(window), 0)
                    closed.add(window)
            time.sleep(0.1)


def _dialogs() -> list[int]:
    found: list[int] = []

    def look(window: int, _: Any) -> bool:
        if win32gui.GetClassName(window) == _DIALOG_CLASS and win32gui.IsWindowVisible(window):
            texts = map(win32gui.GetDlgCtrlID, _children(window, "Static"))
            if _BRANDING not in texts:
                found.append(window)
        return True

    win32gui.EnumWindows(look, None)
    return found


def _children(window: int, name: str) -> list[int]:
    found: list[int] = []

    def look(child: int, _: Any) -> bool:
        if win32gui.GetClassName(child) == name:
            found.append(child)
        return True

    win32gui.EnumChildWindows(window, look, None)
    return found


def _first_button(window: int) -> int:
    """Return the number of OK or, in a question, of Yes."""
    return win32gui.GetDlgCtrlID(_children(window, "Button")[0])


def _read(window: int) -> dict[str, str]:
    texts = [win32gui.GetWindowText(child) for child in _children(window, "Static")]
    return {"title": win32gui.GetWindowText(window), "text": "".join(texts)}
