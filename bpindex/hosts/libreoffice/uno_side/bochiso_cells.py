"""Values of cells as they travel, and formulas as Excel writes them."""

import re

from com.sun.star.sheet.FormulaResult import ERROR

_EXCEL_A1 = 1  # com.sun.star.sheet.AddressConvention.XL_A1
# Texts and names of sheets, as one captured piece.
_QUOTED = re.compile("""("[^"]*"|'[^']*')""")


def rows_of(cells):
    """Return rows of texts and numbers, null for blank cells, the text of an error."""
    place = cells.RangeAddress
    rows = [[None if cell == "" else cell for cell in row] for row in cells.getDataArray()]
    for error in cells.queryFormulaCells(ERROR).Cells:
        at = error.CellAddress
        rows[at.Row - place.StartRow][at.Column - place.StartColumn] = error.String
    return rows


def is_text_cell(document, cell):
    """Return whether a cell takes everything as a text."""
    return document.NumberFormats.getByKey(cell.NumberFormat).FormatString == "@"


def set_formula(document, cell, formula):
    """Set a formula that is written as in Excel: English names, commas, sheet!A1."""
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = _EXCEL_A1
    # Its English keeps the semicolon between arguments.
    pieces = _QUOTED.split(formula[1:])
    pieces[::2] = [piece.replace(",", ";") for piece in pieces[::2]]
    cell.setTokens(parser.parseFormula("".join(pieces), cell.CellAddress))
