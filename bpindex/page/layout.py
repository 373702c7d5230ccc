"""The official page: Nghị định 30/2020/NĐ-CP, Phụ lục I (sizes in points, lengths in mm).

Landscape, because a table of six pairs of columns stays readable only so (the decree allows it
where the tables are not separate annexes).
"""

from dataclasses import dataclass

FONT = "Times New Roman"
PAGE_WIDTH_MM = 297.0
PAGE_HEIGHT_MM = 210.0
# The decree: top and bottom 20-25, left 30-35, right 15-20.
MARGIN_TOP_MM = 20.0
MARGIN_BOTTOM_MM = 20.0
MARGIN_LEFT_MM = 30.0
MARGIN_RIGHT_MM = 15.0
# Half of the top margin: the page number stands in the middle of it.
HEADER_MM = 10.0
PAGE_NUMBER_SIZE = 13

TEXT_WIDTH_MM = PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM
TEXT_HEIGHT_MM = PAGE_HEIGHT_MM - MARGIN_TOP_MM - MARGIN_BOTTOM_MM
# What the columns may take: a hair less than the page, so that no printer adds a page for it.
GRID_WIDTH_MM = TEXT_WIDTH_MM - 1.0
# What the rows of a page may take: printers and office programs differ by a little.
PAGE_ROWS_SHARE = 0.97

BODY_SIZE = 13.0
# The decree: first line 1-1.27 cm in; a cell can only do it with spaces that do not stretch.
INDENT = "\u00a0" * 10
PARAGRAPH_GAP_PT = 6.0
SIGNATURE_SPACE_PT = 60.0


@dataclass(frozen=True)
class TextStyle:
    """How a kind of text is set in its cell."""

    size: float = BODY_SIZE
    bold: bool = False
    italic: bool = False
    horizontal: str = "center"
    vertical: str = "center"
    border: bool = False


PARENT_BODY = TextStyle()
ISSUER = TextStyle(bold=True)
NATIONAL_TITLE = TextStyle(bold=True)
MOTTO = TextStyle(bold=True)
NUMBER = TextStyle()
PLACE_DATE = TextStyle(italic=True)
TITLE = TextStyle(size=14, bold=True)
SUBJECT = TextStyle(size=14, bold=True)
GROUNDS = TextStyle(italic=True, horizontal="justify", vertical="top")
PARAGRAPH = TextStyle(horizontal="justify", vertical="top")
TABLE_HEADING = TextStyle(bold=True, horizontal="left")
HEADER = TextStyle(size=10, bold=True, border=True)
HEADER_LABEL = TextStyle(size=9, border=True)
PROVINCE = TextStyle(size=10, bold=True, border=True)
SECTION = TextStyle(size=11, bold=True, horizontal="left", border=True)
CELL = TextStyle(size=11, border=True)
NAME_CELL = TextStyle(size=11, horizontal="left", border=True)
PERIOD_NOTE = TextStyle(size=12, italic=True)
RECIPIENTS_TITLE = TextStyle(size=12, bold=True, italic=True, horizontal="left")
RECIPIENT = TextStyle(size=11, horizontal="left", vertical="top")
SIGNATURE = TextStyle(bold=True, vertical="top")
SIGNATORY = TextStyle(bold=True, vertical="bottom")
APPENDIX_TITLE = TextStyle(size=14, bold=True)
APPENDIX_NAME = TextStyle(size=14, bold=True)
APPENDIX_ATTACHED = TextStyle(size=14, italic=True)
GAP = TextStyle(size=1)

# A rule under a line of text: this share of its length (the decree: a third to a half),
# except under the motto, where it is as long as the line.
RULE_SHARE = 0.45
MOTTO_RULE_SHARE = 1.0
RULE_ROW_PT = 6.0
