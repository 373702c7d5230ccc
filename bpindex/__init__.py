"""BoChiSo: from raw counts of administrative procedures to the official monthly notice."""

import os

# openpyxl would read and write through lxml since python-docx brings it: not through defusedxml,
# and with other bytes.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "0.1.0"
