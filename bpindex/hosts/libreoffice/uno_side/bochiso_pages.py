"""What LibreOffice does not copy along with a sheet: its page, and a module to copy at all."""


def copy_sheet(document, source, title, new_title, place):
    """Copy a sheet of another workbook with its page, print area, print titles; return it."""
    original = source.Sheets.getByName(title)
    # Before it is copied: here there may be a sheet of the first title.
    original.Name = new_title
    give_module(source, original)
    document.Sheets.importSheet(source, new_title, place)
    twin = document.Sheets.getByIndex(place)
    page = source.StyleFamilies.getByName("PageStyles").getByName(original.PageStyle)
    twin.PageStyle = copy_page(page, title, document)
    areas, rows = original.getPrintAreas(), original.getTitleRows()
    for area in (*areas, rows):
        area.Sheet = place
    twin.setPrintAreas(areas)
    twin.setTitleRows(rows)
    twin.setPrintTitleRows(original.getPrintTitleRows())
    hold_lines(twin)
    return twin


# A sheet that every workbook of ours has, and no other.
_OF_OURS = "xlwings.conf"


class Paper:
    """Which rows of its sheets a program prints that knows no formula of a print area.

    Rows that are prepared and blank are no paper. It is looked up whenever something is about to
    be printed: what was typed since the last time is printed too.
    """

    def __init__(self):
        # Of sheets by document and title: what somebody set by hand is left as it is.
        self._ours = {}

    def set_up(self, document):
        if not document.Sheets.hasByName(_OF_OURS):
            return
        # Nothing that needs saving changes.
        modified = document.isModified()
        try:
            self._set_areas(document)
        finally:
            if not modified:
                document.setModified(False)

    def _set_areas(self, document):
        for title in document.Sheets.ElementNames:
            sheet = document.Sheets.getByName(title)
            key = document.RuntimeUID, title
            before = [_corners(area) for area in sheet.getPrintAreas()]
            if before and before != self._ours.get(key):
                continue
            areas = _filled(sheet)
            corners = [_corners(area) for area in areas]
            if not areas or before == corners:
                continue
            sheet.setPrintAreas(areas)
            self._ours[key] = corners


def _corners(area):
    return area.StartColumn, area.StartRow, area.EndColumn, area.EndRow


def _filled(sheet):
    """Return the areas up to the last row that shows something, none where all may print.

    There is one for each part of the sheet between the places where a new page was made begin.
    """
    if sheet.Charts.Count or not sheet.IsVisible:
        return ()
    used = sheet.createCursor()
    used.gotoEndOfUsedArea(True)
    end = used.RangeAddress
    cells = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
    areas, beside = [], _parts(sheet.Columns, end.EndColumn)
    # Of ours that have parts some are beside each other; thousands of rows are many to ask.
    below = _parts(sheet.Rows, end.EndRow) if beside[1:] else [(0, end.EndRow)]
    for left, right in beside:
        for top, bottom in below:
            seen = [n for n in range(left, right + 1) if sheet.Columns.getByIndex(n).IsVisible]
            part = enumerate(cells[top : bottom + 1], top)
            rows = [number for number, row in part if any(row[n] != "" for n in seen)]
            if rows:
                area = used.RangeAddress
                area.StartColumn, area.EndColumn = left, right
                area.StartRow, area.EndRow = rows[0] if left or top else 0, rows[-1]
                areas.append(area)
    return tuple(areas)


def _parts(lines, last):
    """Return the first and the last of the columns, or rows, of each part up to the last one."""
    breaks = [n for n in range(1, last + 1) if lines.getByIndex(n).IsManualPageBreak]
    return [(a, b - 1) for a, b in zip([0] + breaks, breaks + [last + 1])]  # noqa: B905, RUF005


def hold_lines(sheet):
    """Let drawn lines hang on cells of this sheet, not of the one at their old sheet's place.

    Their place says nothing of it, but on the screen they would stand as far off as those cells.
    """
    for line in map(sheet.DrawPage.getByIndex, range(sheet.DrawPage.Count)):
        place, held = line.Position, line.Anchor
        if held.supportsService("com.sun.star.sheet.SheetCell"):
            address = held.CellAddress
            line.Anchor = sheet.getCellByPosition(address.Column, address.Row)
            line.Position = place


def copy_page(page, title, document):
    """Copy the page of a sheet, which stays behind as a style; return its name here.

    Each sheet has one of its own, since people set pages by hand; the name of one that no sheet
    has any more is given again.
    """
    styles = document.StyleFamilies.getByName("PageStyles")
    sheets = document.Sheets
    used = {sheets.getByIndex(i).PageStyle for i in range(sheets.Count)}
    names = (f"BoChiSo {title}{' ' * bool(n)}{n or ''}" for n in range(len(used) + 1))
    name = next(name for name in names if name not in used)
    if not styles.hasByName(name):
        new = document.createInstance("com.sun.star.style.PageStyle")
        styles.insertByName(name, new)
    twin = styles.getByName(name)
    # First what decides whether other properties exist or may be set.
    first = ("IsLandscape", "HeaderIsOn", "FooterIsOn", "HeaderIsShared", "FirstIsShared")
    names = [item.Name for item in page.PropertySetInfo.Properties]
    # Twice: heights of headers and margins change each other.
    for item in sorted(names, key=lambda item: item not in first) + names:
        try:
            twin.setPropertyValue(item, page.getPropertyValue(item))
        except Exception:
            continue  # some only tell of others
    if not (page.ScaleToPages or page.ScaleToPagesX or page.ScaleToPagesY):
        twin.PageScale = page.PageScale  # the ways to fit, set to none, set it to 100
    return name


def give_module(document, sheet):
    """Give a sheet the Basic module that LibreOffice copies along into a workbook with VBA."""
    if not sheet.CodeName:
        sheet.CodeName = f"Copied{sheet.RangeAddress.Sheet + 1}"
    libraries = document.BasicLibraries
    if not libraries.ElementNames:
        libraries.createLibrary("Standard")
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        if not modules.hasByName(sheet.CodeName):
            modules.insertByName(sheet.CodeName, "")
