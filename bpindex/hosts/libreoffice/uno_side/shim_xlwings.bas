Option Explicit

' Stands for the module xlwings, which does not compile in LibreOffice: the same public names.

Public Function XLPy() As Object
    Set XLPy = New BridgeServer
End Function

''
' Call our own Python; an error there is an error here.
''
Public Function BridgeCall(ByVal kind As String, ByVal callName As String, _
                          ByVal callArguments As Variant) As Variant
    Dim factory As Object
    Dim script As Object
    Dim answer As Variant

    ' Basic would paint and take clicks between its lines, in the middle of a formula: what is
    ' computed twice at once stays an error (Err:522), and a click there starts a second run.
    EnableReschedule False
    Set factory = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
    Set script = factory.createScriptProvider("").getScript( _
        "vnd.sun.star.script:inside.py$call?language=Python&location=user")
    answer = script.invoke(Array(kind, callName, callArguments, ThisComponent), Array(), Array())
    If answer(0) <> "ok" Then Err.Raise vbObjectError + 514, "bridge", answer(1)
    If IsArray(answer(1)) Then
        BridgeCall = AsBlock(answer(1))
    Else
        BridgeCall = answer(1)
    End If
End Function

''
' Rows of rows as the block that a cell formula takes; rows of rows would show blank.
''
Private Function AsBlock(ByVal rows As Variant) As Variant
    Dim block() As Variant
    Dim i As Long
    Dim j As Long

    ReDim block(0 To UBound(rows), 0 To UBound(rows(0)))
    For i = 0 To UBound(rows)
        For j = 0 To UBound(rows(0))
            block(i, j) = rows(i)(j)
        Next j
    Next i
    AsBlock = block
End Function
