"""VBA wrappers by xlwings: `python -m tests.hosts.windows.wrappers MODULE [--write]`.

Printed as xlwings made them, or with --write adapted and kept among the modules of the workbook.
"""

import sys
from pathlib import Path

import bpindex.workbook
from bpindex.workbook.vbaproject import postprocess_wrappers
from tests.hosts.windows.fakes import generate_wrappers

COMMITTED = Path(bpindex.workbook.__file__).with_name("vba") / "xlwings_udfs.bas"


def main(arguments: list[str]) -> int:
    """Write the wrappers of one Python module to standard output, with LF line ends."""
    if len(arguments) not in (1, 2) or arguments[1:] not in ([], ["--write"]):
        print("usage: python -m tests.hosts.windows.wrappers MODULE [--write]", file=sys.stderr)
        return 2
    wrappers = generate_wrappers(arguments[0])
    if arguments[1:]:
        COMMITTED.write_text(postprocess_wrappers(wrappers), encoding="ascii", newline="")
    else:
        sys.stdout.write(wrappers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
