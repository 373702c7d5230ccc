Option ClassModule
Option Explicit

' Stands for the server object of xlwings.

Public Function CallUDF(ByVal moduleName, ByVal functionName, ByVal callArguments, book, caller)
    CallUDF = BridgeCall("udf", moduleName & ":" & functionName, callArguments)
End Function

Public Function Module(ByVal moduleName)
    BridgeCall "module", moduleName, Array()
    Set Module = Me
End Function
