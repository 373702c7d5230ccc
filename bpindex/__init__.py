"""BoChiSo: from raw counts of administrative procedures to the official monthly notice."""

__version__ = "0.1.0"
