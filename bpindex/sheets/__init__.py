"""The sheets of the workbook, declared as data, and records to cells and back."""
