Attribute VB_Name = "BoChiSo_Ribbon"
Option Explicit

' The ribbon as Office gave it when the workbook was opened; nothing when VBA was reset.
Private ribbon As Object

''
' Keep the ribbon: callback onLoad.
'
' @param loaded the ribbon, an IRibbonUI
''
Public Sub RibbonLoaded(loaded As Object)
    Set ribbon = loaded
End Sub

''
' Tell whether a button applies to the sheet that is shown: callbacks getEnabled, getVisible.
'
' @param control the button, an IRibbonControl, whose tag names the sheets
' @param applies what Office is told; True when nobody knows
''
Public Sub RibbonApplies(control As Object, ByRef applies As Variant)
    On Error GoTo unknown
    applies = AppliesOn(control.Tag, ActiveSheet.CodeName)
    Exit Sub
unknown:
    applies = True
End Sub

''
' Tell whether a sheet is among others.
'
' @param sheetNames code names between blanks, * for every sheet that is none of ours
' @param codeName code name of the sheet
' @return True where it is
''
Public Function AppliesOn(ByVal sheetNames As String, ByVal codeName As String) As Boolean
    If Left(codeName, 2) <> "sh" Then codeName = "*"
    AppliesOn = InStr(" " & sheetNames & " ", " " & codeName & " ") > 0
End Function

''
' Let the buttons be asked anew whether they apply: another sheet is shown.
''
Public Sub RefreshRibbon()
    On Error GoTo gone
    If Not ribbon Is Nothing Then ribbon.Invalidate
gone:
End Sub
