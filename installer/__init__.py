"""Builds the setup for office PCs, on Linux: `python -m installer`, or `make installer`.

| place | holds |
|---|---|
| `runtime.py` | the Windows Python: archive, its hash, who signed it |
| `wheels.py` | the packages: fetched by hash, unpacked, what a runtime does not need left out |
| `tree.py` | the folder that is installed, with what the doctor compares it with |
| `packing.py` | the zip for IT, the setup, the list of what is shipped |
| `words.py` | what the setup says |
| `bochiso.nsi` | the setup itself (NSIS); `begin.nsh` how it begins, `uninstall.nsh` the way back |
| `kiem-tra.nsi` | what the links start, which speaks where Python cannot |
| `pip-tools.lock` | with what `make lock` pins, by hash |

The same inputs give the same bytes. To renew a package, put its version and the hash of its wheel
for win_amd64 (`pip hash`) into `bpindex/data/windows.lock`: the doctor compares with it, too.
"""
