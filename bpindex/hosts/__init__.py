"""Bindings to the programs in which the workbook lives: a contract, `desk`, and who fulfils it."""
