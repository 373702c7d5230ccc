Attribute VB_Name = "BoChiSo_Main"
Option Explicit

' Defined names of the cells that hold the sentences for the user: VBA source is ASCII.
Private Const MESSAGE_PYTHON_FAILED As String = "bcs_msg_python_failed"
Private Const MESSAGE_BUTTON_FAILED As String = "bcs_msg_button_failed"

''
' Check the pasted counts and list what is wrong with them.
''
Public Sub CheckData()
    RunHost "check_data"
End Sub

''
' Make the notice of the period from the figures and the corrections.
''
Public Sub MakeNotice()
    RunHost "make_notice"
End Sub

''
' Explain where the figure of the active cell comes from.
''
Public Sub ExplainFigure()
    RunHost "explain_figure"
End Sub

''
' Withdraw the correction of the selected row of the register, or of the selected figure.
''
Public Sub WithdrawCorrection()
    RunHost "withdraw_correction"
End Sub

''
' Withdraw all corrections of the kind of the selected row of the register.
''
Public Sub WithdrawKind()
    RunHost "withdraw_kind"
End Sub

''
' Bring back the notice and the register from before the last run; again: forth.
''
Public Sub RestorePrevious()
    RunHost "restore_previous"
End Sub

''
' Take the register of a colleague's copy of the month.
''
Public Sub MergeRegister()
    RunHost "merge_register"
End Sub

''
' Show the register of corrections; works without Python.
''
Public Sub GoToRegister()
    On Error GoTo failed
    ThisWorkbook.Activate
    shRegister.Visible = xlSheetVisible
    shRegister.Activate
    Exit Sub
failed:
    ShowSentence MESSAGE_BUTTON_FAILED
End Sub

''
' Ribbon callback of CheckData.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonCheckData(control As Object)
    RunInActiveBook "CheckData"
End Sub

''
' Ribbon callback of MakeNotice.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonMakeNotice(control As Object)
    RunInActiveBook "MakeNotice"
End Sub

''
' Ribbon callback of ExplainFigure.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonExplainFigure(control As Object)
    RunInActiveBook "ExplainFigure"
End Sub

''
' Ribbon callback of GoToRegister.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonGoToRegister(control As Object)
    RunInActiveBook "GoToRegister"
End Sub

''
' Ribbon callback of WithdrawCorrection.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonWithdrawCorrection(control As Object)
    RunInActiveBook "WithdrawCorrection"
End Sub

''
' Ribbon callback of WithdrawKind.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonWithdrawKind(control As Object)
    RunInActiveBook "WithdrawKind"
End Sub

''
' Ribbon callback of RestorePrevious.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonRestorePrevious(control As Object)
    RunInActiveBook "RestorePrevious"
End Sub

''
' Ribbon callback of MergeRegister.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub RibbonMergeRegister(control As Object)
    RunInActiveBook "MergeRegister"
End Sub

''
' Run a function of the Python host, which shows its own messages.
'
' @param functionName function in bpindex.hosts.macros
''
Private Sub RunHost(ByVal functionName As String)
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
' @param macroName one of the public macros of this module
''
Private Sub RunInActiveBook(ByVal macroName As String)
    On Error GoTo failed
    Application.Run "'" & Replace(ActiveWorkbook.Name, "'", "''") & "'!BoChiSo_Main." & macroName
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
