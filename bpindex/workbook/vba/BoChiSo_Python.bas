Attribute VB_Name = "BoChiSo_Python"
Option Explicit
Option Private Module

' Where the setup says that Python lies, and where xlwings looks for it.
Private Const SETTING_APPLICATION As String = "BoChiSo"
Private Const CONF_SHEET As String = "xlwings.conf"
Private Const CONF_KEY As String = "INTERPRETER_WIN"

' Defined names of the cells that hold the sentences for the user.
Private Const MESSAGE_PYTHON_FAILED As String = "bcs_msg_python_failed"
Private Const MESSAGE_NOT_INSTALLED As String = "bcs_msg_not_installed"
Private Const MESSAGE_OTHER_VERSION As String = "bcs_msg_other_version"
Private Const MESSAGE_BLOCKED As String = "bcs_msg_blocked"
Private Const MESSAGE_NOT_STARTED As String = "bcs_msg_not_started"

''
' Let the settings of xlwings name the Python that is there, wherever it was put. A cell cannot
' be written while a function is computed: then the settings stay, until the next start.
''
Public Sub SettlePython()
    Dim setting As Range
    Dim found As String
    Dim wasSaved As Boolean

    On Error GoTo unsettled
    Set setting = SettingCell()
    found = FindPython(setting.Value)
    If found = "" Or found = setting.Value Then Exit Sub
    wasSaved = ThisWorkbook.Saved
    setting.Value = found
    ThisWorkbook.Saved = wasSaved
unsettled:
End Sub

''
' Tell in which sentence stands why Python could not be reached.
'
' @param description what the error said
' @return defined name of the cell that holds the sentence
''
Public Function TroubleOf(ByVal description As String) As String
    Dim interpreter As String

    On Error GoTo unknown
    TroubleOf = MESSAGE_PYTHON_FAILED
    interpreter = FindPython(SettingCell().Value)
    If interpreter = "" Then
        TroubleOf = MESSAGE_NOT_INSTALLED
    ElseIf InStr(description, "Could not load ") > 0 Then
        ' xlwings names the library that it needs; one that is there was refused.
        TroubleOf = IIf(IsThere(FolderOf(interpreter) & NameAfter(description, "Could not load ")), _
                        MESSAGE_BLOCKED, MESSAGE_OTHER_VERSION)
    ElseIf InStr(description, "Could not create Python process") > 0 Then
        TroubleOf = MESSAGE_BLOCKED
    ElseIf InStr(description, "Could not activate") > 0 _
           Or InStr(description, "Python process exited") > 0 Then
        TroubleOf = MESSAGE_NOT_STARTED
    End If
unknown:
End Function

''
' Find the interpreter: where the setup says for this user, where one for all users lies, where
' the workbook says, then the other usual places.
'
' @param configured what the workbook says
' @return path of the first one that is there, blank for none
''
Private Function FindPython(ByVal configured As String) As String
    Dim place As Variant

    ' Program Files before what any user of the machine may have laid.
    For Each place In Array(Registered(), _
                            Below("ProgramW6432", "\BoChiSo"), Below("ProgramFiles", "\BoChiSo"), _
                            configured, "C:\BoChiSo\py\pythonw.exe", _
                            Below("PUBLIC", "\BoChiSo"), Below("ProgramData", "\BoChiSo"), _
                            Below("LOCALAPPDATA", "\BoChiSo\app"))
        If IsThere(CStr(place)) Then
            FindPython = place
            Exit Function
        End If
    Next place
End Function

''
' Give what the setup noted for this user.
'
' @return path, blank where it noted none
''
Private Function Registered() As String
    On Error GoTo unknown
    Registered = GetSetting(SETTING_APPLICATION, "Python", "Interpreter", "")
unknown:
End Function

''
' Give the interpreter in a folder that Windows names.
'
' @param variable name of a variable of the environment
' @param folder folder below the one it names
' @return path, blank where there is no such variable
''
Private Function Below(ByVal variable As String, ByVal folder As String) As String
    On Error GoTo unknown
    If Environ(variable) <> "" Then Below = Environ(variable) & folder & "\py\pythonw.exe"
unknown:
End Function

''
' Tell whether a file is there.
'
' @param path whole path of it, blank for none
' @return True if it is
''
Private Function IsThere(ByVal path As String) As Boolean
    On Error GoTo missing
    If path <> "" Then IsThere = (Dir(path) <> "")
missing:
End Function

''
' Give the folder of a file, with the sign behind it.
'
' @param path whole path of the file
' @return path of the folder
''
Private Function FolderOf(ByVal path As String) As String
    FolderOf = Left(path, InStrRev(path, "\"))
End Function

''
' Give the word that stands behind others in a text.
'
' @param text where to look
' @param words what stands before it
' @return the word
''
Private Function NameAfter(ByVal text As String, ByVal words As String) As String
    NameAfter = Split(Mid(text, InStr(text, words) + Len(words)) & " ", " ")(0)
End Function

''
' Give the cell in which xlwings looks for the interpreter.
'
' @return cell beside its key
''
Private Function SettingCell() As Range
    Dim row As Long

    For row = 1 To 40
        If ThisWorkbook.Worksheets(CONF_SHEET).Cells(row, 1).Value = CONF_KEY Then Exit For
    Next row
    Set SettingCell = ThisWorkbook.Worksheets(CONF_SHEET).Cells(row, 2)
End Function
