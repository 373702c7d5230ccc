"""LibreOffice Calc as a host of its own: the unchanged workbook, the same functions and macros.

Three programs take part. LibreOffice shows the workbook; `inside.py` runs in its own Python and
stands for xlwings' server there. `starter.py` is run by the Python that knows UNO: it starts
LibreOffice, opens the workbook and puts the shim in the place of xlwings' modules. Everything
that computes runs in our own Python behind the `bridge`, which `inside.py` calls; while an action
runs there, its `desk` asks `inside.py` for each thing it wants done.
"""
