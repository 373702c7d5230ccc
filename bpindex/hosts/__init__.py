"""Bindings to the programs in which the workbook lives."""
