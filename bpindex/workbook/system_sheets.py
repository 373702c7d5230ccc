"""Sheets that only the tool reads: xlwings' settings, function help, sentences for VBA."""

from collections.abc import Sequence
from typing import Any

from bpindex.sheets import state_sheet
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.words import buttons as button_words
from bpindex.words.functions import CATEGORY, FUNCTIONS

CONF_SHEET = "xlwings.conf"
HELP_SHEET = "bpindex"
# The formulas behind Trang chính.
FACTS_SHEET = "bpindex.home"
# Sheets that only the tool reads, and how they are hidden.
HIDDEN = {
    CONF_SHEET: "hidden",
    **dict.fromkeys((HELP_SHEET, state_sheet.STATE_SHEET, FACTS_SHEET), "veryHidden"),
}
# Without these the workbook finds neither Python nor what it remembers.
OWN_SHEETS = (CONF_SHEET, HELP_SHEET, state_sheet.STATE_SHEET)
VERSION_CELL = "Z1"
# Cells with the sentences that VBA shows when Python cannot: defined name, row in column Z.
SENTENCES = {
    "bcs_msg_python_failed": (2, button_words.PYTHON_FAILED),
    "bcs_msg_button_failed": (3, button_words.BUTTON_FAILED),
    "bcs_msg_store_excel": (4, button_words.STORE_EXCEL),
    "bcs_msg_wps": (5, button_words.WPS_OFFICE),
    "bcs_msg_not_installed": (6, button_words.NOT_INSTALLED),
    "bcs_msg_other_version": (7, button_words.OTHER_VERSION),
    "bcs_msg_blocked": (8, button_words.BLOCKED),
    "bcs_msg_not_started": (9, button_words.NOT_STARTED),
}

# Every key that xlwings looks for: a missing one costs a file look-up at each call.
CONF = (
    ("INTERPRETER_WIN", r"C:\BoChiSo\py\pythonw.exe"),
    ("INTERPRETER_MAC", ""),
    ("INTERPRETER", ""),
    ("PYTHONPATH", ""),
    ("ADD_WORKBOOK_TO_PYTHONPATH", False),
    ("UDF MODULES", "bpindex.hosts.udfs"),
    ("USE UDF SERVER", True),
    ("DEBUG UDFS", False),
    ("SHOW CONSOLE", False),
    ("SHOW_ERROR_POPUPS", False),
    ("CONDA PATH", ""),
    ("CONDA ENV", ""),
    ("LICENSE_KEY", ""),
    ("ONEDRIVE_CONSUMER_WIN", ""),
    ("ONEDRIVE_CONSUMER_MAC", ""),
    ("ONEDRIVE_COMMERCIAL_WIN", ""),
    ("ONEDRIVE_COMMERCIAL_MAC", ""),
    ("SHAREPOINT_WIN", ""),
    ("SHAREPOINT_MAC", ""),
)


def write(book: Any, months: Sequence[str]) -> None:
    """Write xlwings' settings, function help and sentences, and the memory, all hidden.

    `months` are the texts that say what stands in the workbook for which month.
    """
    conf = book.add_worksheet(CONF_SHEET)
    conf.set_vba_name("shConf")
    conf.hide()
    conf.set_column(0, 0, 34)
    for row, (key, value) in enumerate(CONF):
        conf.write_string(row, 0, key)
        if isinstance(value, bool):
            conf.write_boolean(row, 1, value)
        elif value:
            conf.write_string(row, 1, value)
    helper = book.add_worksheet(HELP_SHEET)
    helper.set_vba_name("shHelp")
    helper.very_hidden()
    texts: list[tuple[str, ...]] = [("function", "description", "category", "arguments")]
    for name, item in FUNCTIONS.items():
        texts.append((name, item.description, CATEGORY, *item.arguments.values()))
    for row, cells in enumerate(texts):
        for column, text in enumerate(cells):
            helper.write_string(row, column, text)
    helper.write_number(VERSION_CELL, LAYOUT_VERSION)
    for name, (row, sentence) in SENTENCES.items():
        helper.write_string(f"Z{row}", sentence)
        book.define_name(name, f"='{HELP_SHEET}'!$Z${row}")
    state_sheet.write(book, months)
