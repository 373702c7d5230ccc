"""A VBA project to try: the sheets it needs, wrappers as xlwings makes them, a fake of xlwings."""

import functools
import io
import subprocess
import sys

import xlsxwriter

from bpindex.workbook.buttons import ribbon_xml
from bpindex.workbook.vbaproject import (
    add_ribbon,
    bochiso_modules,
    this_workbook_code,
    xlwings_modules,
)

# Sheet title and code name; the titles and sentences are Vietnamese as in the workbook.
SHEETS = {
    "Hướng dẫn": "shGuide",
    "Đính chính": "shRegister",
    "Trợ giúp": "shHelp",
    "Tính điểm": "shScores",
    "Bảng điểm": "shFigures",
    "xlwings.conf": "shConf",
    "Trang chính": "shHome",
    "bpindex.home": "shHomeFacts",
}
CONFIGURED = "C:\\BoChiSo\\py\\pythonw.exe"
PYTHON_FAILED = "Không chạy được Python: hãy gọi người phụ trách."
TROUBLES = ("not_installed", "other_version", "blocked", "not_started")
WPS, STORE = "Đây là WPS Office.", "Excel này từ Microsoft Store."
HELP = [
    ["BP_DIEM", "Điểm của từng chỉ số", "Bộ chỉ số", "Số liệu", "Chỉ tiêu"],
    ["BP_TYLE", "Tỷ lệ của từng chỉ số", "Bộ chỉ số"],
]


def documents() -> dict[str, str]:
    return {"ThisWorkbook": this_workbook_code(), **dict.fromkeys(SHEETS.values(), "")}


def real_modules() -> dict[str, str]:
    return {**xlwings_modules(), **bochiso_modules()}


def workbook_with(project: bytes, told: str = "") -> bytes:
    """A workbook with the project, a button, the ribbon and worksheet functions.

    `told` is how the fake of xlwings misbehaves from the start.
    """
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        book.set_vba_name("ThisWorkbook")
        for title, code_name in SHEETS.items():
            sheet = book.add_worksheet(title)
            sheet.set_vba_name(code_name)
            sheet.write("A1", title)
        guide, _, help_sheet, scores, figures, conf, *_ = book.worksheets()
        conf.write_row("A2", ("INTERPRETER_WIN", CONFIGURED))
        for row, name in enumerate(TROUBLES, 11):
            guide.write(f"A{row}", name)
            book.define_name(f"bcs_msg_{name}", f"='Hướng dẫn'!$A${row}")
        scores.write_formula("B2", "=BP_DIEM(5,1)", None, 0)
        figures.write_formula("B2", "='Tính điểm'!B2+1", None, 0)
        guide.write("B4", told)
        guide.write("C7", f"{CONFIGURED};")
        for row, sentence in enumerate((WPS, STORE), 3):
            guide.write(f"A{row}", sentence)
        book.define_name("bcs_msg_wps", "='Hướng dẫn'!$A$3")
        book.define_name("bcs_msg_store_excel", "='Hướng dẫn'!$A$4")
        guide.write("A2", PYTHON_FAILED)
        book.define_name("bcs_msg_python_failed", "='Hướng dẫn'!$A$2")
        guide.write_formula("D1", "=BP_DIEM(4,2)")
        guide.insert_button("F5", {"macro": "GoToRegister", "caption": "Sổ đính chính"})
        help_sheet.write_row("A2", HELP[0])
        help_sheet.write_row("A3", HELP[1])
        help_sheet.very_hidden()
        book.add_vba_project(io.BytesIO(project), is_stream=True)
    return add_ribbon(output.getvalue(), ribbon_xml())


# Runs xlwings' own generator, which needs Windows' COM packages only to be importable.
GENERATOR = """
import sys, types
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["win32com"].client = sys.modules["win32com.client"]
sys.modules["win32com.client"].Dispatch = None
sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
sys.modules["pythoncom"].CoInitialize = lambda: None
import xlwings
xlwings._xlwindows = types.SimpleNamespace()
from xlwings import udfs
sample = types.ModuleType("sample")
exec(sys.stdin.read(), {"xlfunc": udfs.xlfunc, "xlarg": udfs.xlarg}, sample.__dict__)
book = types.SimpleNamespace(Name="BoChiSo.xlsm")
sys.stdout.write('Attribute VB_Name = "xlwings_udfs"\\n')
udfs.generate_vba_wrapper("sample", sample, sys.stdout, book)
"""


# Functions of the kinds that we write.
FUNCTIONS = """
@xlfunc
@xlarg("counts", ndim=2)
def BP_DIEM(counts, target, zero=None): ...
@xlfunc(call_in_wizard=False)
def BP_TYLE(counts): ...
"""


@functools.cache
def generated(functions: str) -> str:
    """What xlwings generates for these Python functions."""
    program = [sys.executable, "-W", "ignore", "-c", GENERATOR]
    result = subprocess.run(program, input=functions, capture_output=True, text=True, check=True)
    return result.stdout


# Stands for xlwings' module, which does not compile in LibreOffice. Cells of the first sheet:
# B1 starts of the server, B2 command run, B3 module imported, B4 how to misbehave, B5 result,
# B6 sentence shown, B7 help registered, B8 calls with a wrong argument, B9 attribute set, B10
# commands run, B11 sheets calculated, B12 times that the ribbon was made anew,
# C6 what the setup noted, C7 the files that are there,
# C3 tag of a button, C4 and C5 where it applies, C1 and C2 name and folder of the program.
FAKE_XLWINGS = """\
Attribute VB_Name = "xlwings"
Option Explicit

Public Function XLPy()
    shGuide.Range("B1").Value = shGuide.Range("B1").Value + 1
    If shGuide.Range("B4").Value = "refuse" Then Err.Raise 1000, Description:="no Python"
    If Left(shGuide.Range("B4").Value, 5) = "Could" Then
        Err.Raise 1000, Description:=shGuide.Range("B4").Value
    End If
    Set XLPy = New FakeServer
End Function

Public Function FakeName()
    FakeName = IIf(shGuide.Range("C1").Value = "", "Microsoft Excel", shGuide.Range("C1").Value)
End Function

Public Function FakePath()
    FakePath = shGuide.Range("C2").Value
End Function

Public Function FakeSetting(application, section, key, default)
    FakeSetting = shGuide.Range("C6").Value
End Function

Public Function FakeDir(path)
    If InStr(shGuide.Range("C7").Value, path & ";") > 0 Then FakeDir = "there"
End Function

Public Sub FakeCalculate(sheet)
    Dim cell As Object
    Dim formula As String
    shGuide.Range("B11").Value = shGuide.Range("B11").Value & sheet.Name & ";"
    For Each cell In sheet.Range("A1:D10").Cells
        formula = cell.Formula
        If Left(formula, 1) = "=" Then
            cell.Value = 0
            cell.Formula = formula
        End If
    Next cell
End Sub

Public Function FakeIsError(cellValue)
    FakeIsError = (CStr(cellValue) = "Error 2015")
End Function

Public Sub CallOnce()
    On Error GoTo failed
    shGuide.Range("B5").Value = BpCall("sample", "f", Array(3, 4))
    Exit Sub
failed:
    shGuide.Range("B5").Value = "raised " & Err.Description
End Sub

Public Sub PressRibbonButton()
    RibbonMakeNotice Nothing
End Sub

Public Sub LoadRibbon()
    Dim ribbon As Object
    Set ribbon = New FakeServer
    RibbonLoaded ribbon
End Sub

Public Sub AskRibbon()
    Dim control As Object
    Dim sheetName As Variant
    Dim applies As Variant
    Set control = New FakeServer
    control.Tag = shGuide.Range("C3").Value
    Dim found As String
    For Each sheetName In Array("shGuide", "shFigures", "shHelp", "", "Sheet1")
        found = found & AppliesOn(control.Tag, sheetName) & ";"
    Next sheetName
    shGuide.Range("C4").Value = found
    RibbonApplies control, applies
    shGuide.Range("C5").Value = ActiveSheet.Name & " " & applies
End Sub

Public Sub FakePopup(sentence, seconds, title, kind)
    shGuide.Range("B6").Value = sentence
End Sub

Public Sub FakeMacroOptions(Macro, Description, Category, Optional ArgumentDescriptions)
    Dim texts As String
    texts = ";" & Macro & "|" & Description & "|" & Category
    If Not IsMissing(ArgumentDescriptions) Then
        texts = texts & "|" & Join(ArgumentDescriptions, "|")
    End If
    shGuide.Range("B7").Value = shGuide.Range("B7").Value & texts
End Sub
"""
FAKE_SERVER = """\
Attribute VB_Name = "FakeServer"
Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Attribute VB_TemplateDerived = False
Attribute VB_Customizable = False
Option Explicit
Public Tag As String

Public Function CallUDF(moduleName, functionName, callArguments, book, caller)
    If shGuide.Range("B4").Value <> "" Then
        If shGuide.Range("B4").Value = "wrong argument" Then
            shGuide.Range("B8").Value = shGuide.Range("B8").Value + 1
            Err.Raise -2147467259, Description:="wrong argument"
        End If
        If shGuide.Range("B4").Value = "die once" Then shGuide.Range("B4").Value = ""
        Err.Raise 462, Description:="server died"
    End If
    CallUDF = callArguments(0) * 10 + callArguments(1)
End Function

Public Sub Invalidate()
    shGuide.Range("B12").Value = shGuide.Range("B12").Value + 1
End Sub

Public Sub SetAttr(pythonObject, attributeName, value)
    shGuide.Range("B9").Value = attributeName & " " & value.Name
End Sub

Public Sub Exec(PythonCommand)
    If shGuide.Range("B4").Value = "fail" Then Err.Raise -2147467259, Description:="a mistake"
    shGuide.Range("B10").Value = shGuide.Range("B10").Value + 1
    shGuide.Range("B2").Value = PythonCommand
End Sub

Public Function Module(moduleName)
    If shGuide.Range("B4").Value = "gone" Then
        shGuide.Range("B4").Value = ""
        Err.Raise -2147023174, Description:="The RPC server is unavailable."
    End If
    shGuide.Range("B3").Value = moduleName
    Set Module = Me
End Function
"""
