Option ClassModule
Option Explicit

' Stands for the server object of xlwings.

Public Function CallUDF(ByVal moduleName, ByVal functionName, ByVal callArguments, book, caller)
    CallUDF = BridgeCall("udf", moduleName & ":" & functionName, callArguments)
End Function

Public Sub SetAttr(ByVal pythonObject, ByVal attributeName, ByVal value)
    ' The workbook that calls is known to the bridge by itself.
End Sub

Public Sub Exec(ByVal pythonCommand)
    BridgeCall "run", pythonCommand, Array()
End Sub

Public Function Module(ByVal moduleName)
    BridgeCall "module", moduleName, Array()
    Set Module = Me
End Function
