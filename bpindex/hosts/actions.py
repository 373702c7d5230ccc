"""What each button does, over any desk: one function per button, named by the button's id.

Each returns what the user should know in the end, or a blank text.
"""

from bpindex.hosts.desk import Desk


def check_data(desk: Desk) -> str:
    """Check the data and list what was found on the sheet Kiểm tra, with links to the cells."""
    raise NotImplementedError


def make_notice(desk: Desk) -> str:
    """Make the sheets Thông báo and Phụ lục; the previous ones are kept until the next time."""
    raise NotImplementedError


def explain_figure(desk: Desk) -> str:
    """Explain the figure of the selected cell on the sheet Giải thích."""
    raise NotImplementedError


def withdraw_correction(desk: Desk) -> str:
    """Withdraw the corrections of the selected rows of the register, figures or cell."""
    raise NotImplementedError


def withdraw_kind(desk: Desk) -> str:
    """Withdraw all corrections of the kind of the selected row of the register."""
    raise NotImplementedError


def restore_previous(desk: Desk) -> str:
    """Bring back the notice and the register from before the last run; again: forth."""
    raise NotImplementedError


def merge_register(desk: Desk) -> str:
    """Take the register of a colleague's copy of the month."""
    raise NotImplementedError
