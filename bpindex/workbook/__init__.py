"""The workbook: its sheets as data, building it from text, reading it back."""
