Attribute VB_Name = "BoChiSo_Run"
Option Explicit
Option Private Module

' Defined names of the cells that hold the sentences for the user: VBA source is ASCII.
Private Const MESSAGE_BUTTON_FAILED As String = "bcs_msg_button_failed"
Private Const MESSAGE_STORE As String = "bcs_msg_store_excel"
Private Const MESSAGE_WPS As String = "bcs_msg_wps"

''
' Run a function of the Python host, which shows its own messages.
'
' @param functionName function in bpindex.hosts.macros
''
Public Sub RunHost(ByVal functionName As String)
    Dim limit As String
    Dim description As String

    On Error GoTo failed
    limit = ProgramLimit()
    If limit = MESSAGE_WPS Then
        ShowSentence limit
        Exit Sub
    End If
    ' Esc asks Python to stop between two steps; it must not break into this macro as well.
    Application.EnableCancelKey = xlDisabled
    AllowStart
    LookBesideBook
    RunCommand "import bpindex.hosts.macros as host; host." & functionName & "()"
    CalculateStale
    ' Events are off during a run, which may show another sheet.
    RefreshRibbon
    Exit Sub
failed:
    description = Err.Description
    If limit = "" Then limit = TroubleOf(description)
    ShowSentence limit
End Sub

''
' Run a macro in the workbook that the user looks at: with two workbooks of this kind open,
' Excel may call the ribbon callback of the other one.
'
' @param macroName one of the public macros of BoChiSo_Main
''
Public Sub RunInActiveBook(ByVal macroName As String)
    On Error GoTo failed
    Application.Run "'" & Replace(ActiveWorkbook.Name, "'", "''") & "'!BoChiSo_Main." & macroName
    Exit Sub
failed:
    ShowSentence MESSAGE_BUTTON_FAILED
End Sub

''
' Show the register of corrections; works without Python.
''
Public Sub ShowRegister()
    On Error GoTo failed
    ThisWorkbook.Activate
    shRegister.Visible = xlSheetVisible
    shRegister.Activate
    Exit Sub
failed:
    ShowSentence MESSAGE_BUTTON_FAILED
End Sub

''
' Tell which sentence says that this is no Excel in which Python works for certain.
'
' @param programName what the program calls itself
' @param folder where it lies
' @return defined name of the cell that holds the sentence, blank for any other Excel
''
Public Function LimitOf(ByVal programName As String, ByVal folder As String) As String
    If InStr(1, programName, "WPS", vbTextCompare) > 0 _
       Or InStr(1, folder, "\WPS Office\", vbTextCompare) > 0 _
       Or InStr(1, folder, "\Kingsoft\", vbTextCompare) > 0 Then
        LimitOf = MESSAGE_WPS
    ElseIf InStr(1, folder, "\WindowsApps\", vbTextCompare) > 0 Then
        LimitOf = MESSAGE_STORE
    End If
End Function

''
' Let dialogs for files open beside the workbook: they begin in the current folder. ChDir knows
' neither shares nor the letters of this language.
''
Private Sub LookBesideBook()
    On Error Resume Next
    If InStr(1, ThisWorkbook.Path, "://") = 0 Then
        CreateObject("WScript.Shell").CurrentDirectory = ThisWorkbook.Path
    End If
End Sub

''
' Tell the same of the program that runs this; one that does not say where it lies is none.
'
' @return as LimitOf
''
Private Function ProgramLimit() As String
    On Error GoTo unknown
    ProgramLimit = LimitOf(Application.Name, Application.Path & "\")
unknown:
End Function

''
' Show a sentence in a popup that knows Unicode; MsgBox, which does not, is the last resort.
'
' @param definedName defined name of the cell that holds the sentence
''
Private Sub ShowSentence(ByVal definedName As String)
    Const ICON_AND_ON_TOP As Long = 4144
    Dim sentence As String

    sentence = SentenceOf(definedName)
    On Error GoTo noPopup
    CreateObject("WScript.Shell").Popup sentence, 0, "BoChiSo", ICON_AND_ON_TOP
    Exit Sub
noPopup:
    MsgBox sentence, vbExclamation, "BoChiSo"
End Sub

''
' Read a sentence from its cell.
'
' @param definedName defined name of the cell
' @return the sentence, or the name itself when the workbook lacks it
''
Private Function SentenceOf(ByVal definedName As String) As String
    On Error GoTo missing
    SentenceOf = ThisWorkbook.Names(definedName).RefersToRange.Value
    Exit Function
missing:
    SentenceOf = definedName
End Function
