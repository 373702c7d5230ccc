"""Charts that follow their cells again.

Once sheets were put in or taken away, as a notice that is made anew does, LibreOffice no longer
tells charts of what changes in their cells, until the file is opened again.
"""


def follow(document):
    """Let every chart listen to its cells anew; that alone is no change that needs saving."""
    modified = document.isModified()
    sheets = document.Sheets
    for sheet in map(sheets.getByIndex, range(sheets.Count)):
        for chart in map(sheet.Charts.getByIndex, range(sheet.Charts.Count)):
            _listen(chart.EmbeddedObject)
    if not modified:
        keep_unmodified(document)


def keep_unmodified(document):
    """Let charts that were drawn anew count as no change; each says so itself."""
    sheets = document.Sheets
    for sheet in map(sheets.getByIndex, range(sheets.Count)):
        for chart in map(sheet.Charts.getByIndex, range(sheet.Charts.Count)):
            chart.EmbeddedObject.setModified(False)
    document.setModified(False)


def _listen(chart):
    """Give a chart data that are the same and listen: categories, then each series."""
    cells = chart.getDataProvider().createDataSequenceByRangeRepresentation

    def twin(data):
        if data is None:
            return None
        new = cells(data.getSourceRangeRepresentation())
        new.Role, new.IncludeHiddenCells = data.Role, data.IncludeHiddenCells
        return new

    def anew(pair):
        pair.setValues(twin(pair.getValues()))
        pair.setLabel(twin(pair.getLabel()))
        return pair

    for system in chart.getFirstDiagram().getCoordinateSystems():
        axis = system.getAxisByDimension(0, 0)
        scale = axis.getScaleData()
        if scale.Categories is not None:
            anew(scale.Categories)
            axis.setScaleData(scale)
        for kind in system.getChartTypes():
            for series in kind.getDataSeries():
                series.setData(tuple(map(anew, series.getDataSequences())))
