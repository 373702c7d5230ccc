"""The workbook back to a case, from the file alone."""
