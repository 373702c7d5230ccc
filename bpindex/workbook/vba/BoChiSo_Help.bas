Attribute VB_Name = "BoChiSo_Help"
Option Explicit
Option Private Module

' Columns of the sheet shHelp: one function per row from the second row, then its arguments.
Private Const COLUMN_NAME As Long = 1
Private Const COLUMN_DESCRIPTION As Long = 2
Private Const COLUMN_CATEGORY As Long = 3
Private Const COLUMN_FIRST_ARGUMENT As Long = 4

''
' Give the Function Wizard the texts of the sheet shHelp; the workbook does not count as changed.
''
Public Sub RegisterHelp()
    Dim wasSaved As Boolean
    Dim rowNumber As Long

    On Error GoTo finished
    wasSaved = ThisWorkbook.Saved
    rowNumber = 2
    Do While Len(shHelp.Cells(rowNumber, COLUMN_NAME).Value) > 0
        RegisterFunction rowNumber
        rowNumber = rowNumber + 1
    Loop
    ThisWorkbook.Saved = wasSaved
finished:
End Sub

''
' Register one function; a function that Excel refuses stays without help.
'
' @param rowNumber row of the function on the sheet shHelp
''
Private Sub RegisterFunction(ByVal rowNumber As Long)
    Dim macroName As String
    Dim argumentCount As Long
    Dim argumentTexts() As String
    Dim i As Long

    On Error GoTo refused
    macroName = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & _
                shHelp.Cells(rowNumber, COLUMN_NAME).Value
    Do While Len(shHelp.Cells(rowNumber, COLUMN_FIRST_ARGUMENT + argumentCount).Value) > 0
        argumentCount = argumentCount + 1
    Loop
    If argumentCount = 0 Then
        Application.MacroOptions Macro:=macroName, _
            Description:=shHelp.Cells(rowNumber, COLUMN_DESCRIPTION).Value, _
            Category:=shHelp.Cells(rowNumber, COLUMN_CATEGORY).Value
        Exit Sub
    End If
    ReDim argumentTexts(0 To argumentCount - 1)
    For i = 0 To argumentCount - 1
        argumentTexts(i) = shHelp.Cells(rowNumber, COLUMN_FIRST_ARGUMENT + i).Value
    Next i
    Application.MacroOptions Macro:=macroName, _
        Description:=shHelp.Cells(rowNumber, COLUMN_DESCRIPTION).Value, _
        Category:=shHelp.Cells(rowNumber, COLUMN_CATEGORY).Value, _
        ArgumentDescriptions:=argumentTexts
refused:
End Sub
