"""The letters of a column, such as AB for 28."""


def column_letter(number: int) -> str:
    """Return the letters of a column that is counted from 1.

    openpyxl is loaded only when letters are asked for: the worksheet functions, with which
    Excel's start waits, need none.
    """
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)
