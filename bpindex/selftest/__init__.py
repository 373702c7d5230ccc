"""Tự kiểm tra: the steps of docs/excel-checklist.md that a program can play, on a copy.

They run over a desk alone, so in whatever program holds the workbook; what each finds is told
without figures and names but for what stands in the workbook's own sheet.
"""
