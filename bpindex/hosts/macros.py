"""The entries that the workbook's VBA calls, one for each button: `host.make_notice()`.

Each is the function of `actions` of the same name, performed on the workbook that calls.
"""

from collections.abc import Callable

import xlwings as xw

from bpindex.actions.running import NAMES, OneAtATime
from bpindex.hosts.excel import ExcelDesk
from bpindex.hosts.profile import repair_environment

# One Python serves all presses.
_presses = OneAtATime()

# Excel's server imports this module when the workbook is opened.
repair_environment()


def __getattr__(name: str) -> Callable[[], None]:
    """Return the entry of the button of this id."""
    if name not in NAMES:
        raise AttributeError(name)
    return lambda: _presses.perform(ExcelDesk(xw.Book.caller()), name)
