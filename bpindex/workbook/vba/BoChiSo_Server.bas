Attribute VB_Name = "BoChiSo_Server"
Option Explicit
Option Private Module

' A start that failed after so many seconds is not tried again at every activation.
Private Const SLOW_SECONDS As Long = 5

' The Python server, kept so that a call does not read the whole configuration again.
Private pythonServer As Object

' True from the moment a start is tried until it succeeds: a start that fails can take
' two minutes, so it must not be tried again for every cell.
Private startFailed As Boolean

' True when a start failed slowly: from then on only a button tries again.
Private waitsForButton As Boolean

' True from a new start until what showed errors before it is calculated.
Private isNew As Boolean

''
' Start Python as soon as Excel is ready: while it opens a workbook or leaves the Protected
' View, calls may fail. Called at every activation, so what failed is tried again.
''
Public Sub StartSoon()
    If waitsForButton Or Not pythonServer Is Nothing Then Exit Sub
    On Error GoTo notYet
    Application.OnTime Now, "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!BoChiSo_Server.WakeUp"
notYet:
End Sub

''
' Register the help of the functions, then start Python; neither of the two raises an error.
''
Public Sub WakeUp()
    If Not pythonServer Is Nothing Then Exit Sub
    RegisterHelp
    StartServer
End Sub

''
' Start Python before it is first needed; a failure stays silent until a button is pressed.
''
Public Sub StartServer()
    Dim hostModule As Object
    Dim began As Date

    If Not pythonServer Is Nothing Then Exit Sub
    began = Now
    On Error GoTo failed
    AllowStart
    Set hostModule = Server().Module("bpindex.hosts.macros")
    CalculateStale
    Exit Sub
failed:
    Set pythonServer = Nothing
    waitsForButton = DateDiff("s", began, Now) > SLOW_SECONDS
End Sub

''
' Let the next call try to start Python again, after a start that failed, and where it lies now.
''
Public Sub AllowStart()
    If pythonServer Is Nothing Then SettlePython
    startFailed = False
    waitsForButton = False
End Sub

''
' Run a command in Python for this workbook. xlwings' own RunPython would put what fails on a
' sheet "Error"; here it is an error for the caller.
'
' @param pythonCommand what Python executes
''
Public Sub RunCommand(ByVal pythonCommand As String)
    Dim macros As Object

    Set macros = XlwingsMacros()
    Server().SetAttr macros, "BOOK_CALLER", ThisWorkbook
    Server().Exec pythonCommand
End Sub

''
' Compute a worksheet function in Python, with one more try by a new server if Python died.
'
' @param moduleName Python module that holds the function
' @param functionName name of the function, the same in Python and in Excel
' @param callArguments array of the arguments, in their order
' @return what Python returned; an error is raised when the second try fails too
''
Public Function BpCall(ByVal moduleName As String, ByVal functionName As String, _
                       ByVal callArguments As Variant) As Variant
    On Error GoTo failed
    BpCall = Server().CallUDF(moduleName, functionName, callArguments, _
                              ThisWorkbook, Application.Caller)
    Exit Function
failed:
    If Not IsGone(Err.Number) Then Err.Raise Err.Number, Err.Source, Err.Description
    Resume secondTry
secondTry:
    On Error GoTo 0
    Set pythonServer = Nothing
    BpCall = Server().CallUDF(moduleName, functionName, callArguments, _
                              ThisWorkbook, Application.Caller)
End Function

''
' Calculate what Excel does not calculate by itself when Python is back: the state of the
' installation, the blocks that show errors, and what Trang chinh says of both.
''
Public Sub CalculateStale()
    Dim isStale As Boolean

    On Error GoTo finished
    isStale = isNew Or ShowsError(shGuide.UsedRange)
    If isStale Then shGuide.UsedRange.Calculate
    isNew = False
    If ShowsError(shScores.UsedRange) Then
        shScores.UsedRange.Calculate
        isStale = True
    End If
    If ShowsError(shFigures.UsedRange) Then shFigures.UsedRange.Calculate
    If isStale Then
        shHomeFacts.UsedRange.Calculate
        shHome.UsedRange.Calculate
    End If
finished:
End Sub

''
' Tell whether any cell of an area shows an error.
'
' @param area cells of one sheet
' @return True where one does
''
Private Function ShowsError(ByVal area As Range) As Boolean
    Dim cellValue As Variant

    For Each cellValue In area.Value
        If IsError(cellValue) Then
            ShowsError = True
            Exit Function
        End If
    Next cellValue
End Function

''
' Tell whether an error says that the server is gone; any other one is Python's answer.
'
' @param errorNumber number of the error
' @return True where a new server may help
''
Private Function IsGone(ByVal errorNumber As Long) As Boolean
    Select Case errorNumber
        ' The remote machine is unavailable: VBA's own number, then those of COM for a server
        ' that is unavailable, failed in a call, failed before it, disconnected, died (twice),
        ' or is not connected.
        Case 462, -2147023174, -2147023170, -2147023169, -2147417848, -2147418105, _
             -2147418094, -2147220995
            IsGone = True
    End Select
End Function

''
' Give xlwings' module for macros, by a new server if Python died; no command is run twice.
'
' @return Python module, held by the server
''
Private Function XlwingsMacros() As Object
    On Error GoTo failed
    Set XlwingsMacros = Server().Module("xlwings._xlwindows")
    Exit Function
failed:
    If Not IsGone(Err.Number) Then Err.Raise Err.Number, Err.Source, Err.Description
    Resume secondTry
secondTry:
    On Error GoTo 0
    Set pythonServer = Nothing
    Set XlwingsMacros = Server().Module("xlwings._xlwindows")
End Function

''
' Give the kept server, or get one from xlwings, which starts Python if it must.
'
' @return server object of xlwings
''
Private Function Server() As Object
    If pythonServer Is Nothing Then
        If startFailed Then Err.Raise vbObjectError + 513, "BoChiSo_Server", "Python did not start"
        startFailed = True
        Set pythonServer = XLPy()
        startFailed = False
        isNew = True
    End If
    Set Server = pythonServer
End Function
