Attribute VB_Name = "BoChiSo_Run"
Option Explicit
Option Private Module

' Defined names of the cells that hold the sentences for the user: VBA source is ASCII.
Private Const MESSAGE_PYTHON_FAILED As String = "bcs_msg_python_failed"
Private Const MESSAGE_BUTTON_FAILED As String = "bcs_msg_button_failed"

''
' Run a function of the Python host, which shows its own messages.
'
' @param functionName function in bpindex.hosts.macros
''
Public Sub RunHost(ByVal functionName As String)
    On Error GoTo failed
    AllowStart
    If RunPython("import bpindex.hosts.macros as host; host." & functionName & "()") = -1 Then
        ShowSentence MESSAGE_PYTHON_FAILED
    End If
    Exit Sub
failed:
    ShowSentence MESSAGE_PYTHON_FAILED
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
