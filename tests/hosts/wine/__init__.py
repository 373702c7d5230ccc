"""The Windows side without Excel: a Windows Python and COM under Wine.

`make test-wine` installs Wine, makes a Windows Python in `build/wine` the way `docs/cai-dat.md`
tells an office to (unpacked into `C:\\BoChiSo\\py`, then pip from a folder of wheels, offline),
and runs the `wine_*.py` files of this folder. Their names keep them out of the ordinary test run,
which needs no Wine; everything that a test starts has a time limit.

What is real: CPython for Windows, pip, pywin32, xlwings with its DLL, COM between processes, and
bpindex as the wheel that would be shipped. What stands in for Excel: a process (`inside/`) that
does what the VBA of the workbook does, with the fake Excel of `tests/hosts/windows` behind real COM
objects that carry a type library with Excel's names and interface ids.

So its outcome is said as "Windows Python and COM under Wine", never as "in Excel".

| place | holds |
|---|---|
| `prefix.py`, `forwarder.py` | the set-up of the Windows Python, of what the setup ships |
| `processes.py` | running and stopping under Wine, one run at a time |
| `vba_command.py` | the command line of the server, as the workbook's VBA builds it |
| `session.py`, `conftest.py` | one run of the stand-in for Excel, its files, its result |
| `inside/` | what runs under Wine |
| `wine_*.py` | the tests |
"""
