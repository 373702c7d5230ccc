Attribute VB_Name = "BoChiSo_Server"
Option Explicit
Option Private Module

' The Python server, kept so that a call does not read the whole configuration again.
Private pythonServer As Object

' True from the moment a start is tried until it succeeds: a start that fails can take
' two minutes, so it must not be tried again for every cell.
Private startFailed As Boolean

''
' Start Python before it is first needed; a failure stays silent until a button is pressed.
''
Public Sub StartServer()
    Dim hostModule As Object

    On Error GoTo failed
    AllowStart
    Set hostModule = Server().Module("bpindex.hosts.macros")
    Exit Sub
failed:
    Set pythonServer = Nothing
End Sub

''
' Let the next call try to start Python again, after a start that failed.
''
Public Sub AllowStart()
    startFailed = False
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
    Resume secondTry
secondTry:
    On Error GoTo 0
    Set pythonServer = Nothing
    BpCall = Server().CallUDF(moduleName, functionName, callArguments, _
                              ThisWorkbook, Application.Caller)
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
    End If
    Set Server = pythonServer
End Function
