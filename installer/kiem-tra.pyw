"""Opens the window "Kiểm tra cài đặt"; lies beside python.exe, so that it runs without bpindex."""

import sys

try:
    if "--tu-kiem-tra" in sys.argv:
        from bpindex.cli.self_test import window as play

        code = play()
    else:
        from bpindex.health.console import window

        code = window(sys.argv[1:])
except Exception as error:
    code = 1
    if "--im-lang" not in sys.argv:
        import ctypes

        what = getattr(error, "name", None) or "bpindex"
        ctypes.windll.user32.MessageBoxW(None, BROKEN.format(name=what), "BoChiSo", 0x30)  # noqa: F821
sys.exit(code)
