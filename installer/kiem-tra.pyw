"""Opens the window "Kiểm tra cài đặt"; lies beside python.exe, so that it runs without bpindex."""

import os
import sys

try:
    if "--tu-kiem-tra" in sys.argv:
        from bpindex.cli.self_test import window as play

        code = play("--im-lang" in sys.argv)
    else:
        from bpindex.health.console import window

        code = window(sys.argv[1:])
except Exception as error:
    code = 1
    what = BROKEN.format(name=getattr(error, "name", None) or "bpindex")  # noqa: F821
    folder = os.path.join(os.environ.get("LOCALAPPDATA", ""), "BoChiSo")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, REPORT), "w", encoding="utf-8-sig") as report:  # noqa: F821
            report.write(what + "\n")
    except OSError:
        pass
    if "--im-lang" not in sys.argv:
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, what, "BoChiSo", 0x50030)
sys.exit(code)
