"""The recording Excel does to xlwings and to files what a macro relies on."""

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings

from tests.hosts.windows.fakes import FakeExcel, NotFakedError, com_error, rejected

MACRO = "import tests.hosts.windows.sample_macro as macro; macro."


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Sổ tính.xlsx"
    with xlsxwriter.Workbook(path) as book:
        data, notice = book.add_worksheet("Data"), book.add_worksheet("Notice")
        hidden, locked = book.add_worksheet("Hidden"), book.add_worksheet("Locked")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        data.write_row("A1", [1, "hai", True])
        data.write_datetime("A2", dt.datetime(2024, 2, 29), date)
        data.write_formula("B2", "=A1*2", None, 2)
        data.write_formula("C2", '="a"&"<b>"', None, "a<b>")
        data.write_formula("A3", "=1/0", None, "#DIV/0!")
        data.write_array_formula("B3:C3", "{=A1:B1}", None, 1)
        data.write("C3", "hai")
        notice.write("A1", "old")
        hidden.very_hidden()
        locked.protect()
        book.define_name("Kỳ", "=Data!$A$1")
    return path


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "finished.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Notice")
        sheet.merge_range("A1:C1", "THÔNG BÁO", book.add_format({"bold": True}))
        sheet.write_formula("A2", "='Other'!A1", None, 7)
        book.add_worksheet("Other")
    return path


@pytest.fixture
def excel(workbook: Path) -> Iterator[FakeExcel]:
    with FakeExcel(workbook) as excel:
        yield excel


def test_a_macro_brings_a_sheet_in_with_few_calls(
    excel: FakeExcel, workbook: Path, finished: Path, tmp_path: Path
) -> None:
    before, copy = excel.state, tmp_path / "copy.xlsx"
    excel.run_python(f"{MACRO}bring_sheet({str(finished)!r}, {str(copy)!r})")

    assert excel.state == before
    assert excel.books == [workbook.name]
    assert excel.sheets() == ["Data", "Notice", "Hidden", "Locked"]
    assert excel.value("Notice", "A1") == "THÔNG BÁO"
    assert excel.dialogs == []
    assert excel.links == ["Notice (2): ='Other'!A1"]
    assert copy.read_bytes() == workbook.read_bytes()
    assert excel.count() == {"get": 34, "put": 11, "method": 16}
    assert [name for kind, name in excel.calls if kind == "put"] == [
        "Application.Calculation",
        "Application.ScreenUpdating",
        "Application.EnableEvents",
        "Application.StatusBar",
        "Application.DisplayAlerts",
        "Application.DisplayAlerts",
        "Worksheet.Name",
        "Application.Calculation",
        "Application.ScreenUpdating",
        "Application.EnableEvents",
        "Application.StatusBar",
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("method", "Workbook.SaveCopyAs"),
        ("method", "Workbooks.Open"),
        ("method", "Worksheet.Copy"),
        ("method", "Worksheet.Delete"),
        ("put", "Worksheet.Name"),
    ],
)
def test_a_macro_that_fails_in_the_middle_restores_the_settings(
    excel: FakeExcel, workbook: Path, finished: Path, tmp_path: Path, kind: str, name: str
) -> None:
    before = excel.state
    excel.fail(kind, name)
    with pytest.raises(com_error, match=f"{name} failed"):
        excel.run_python(f"{MACRO}bring_sheet({str(finished)!r}, {str(tmp_path / 'c.xlsx')!r})")
    # Sheet.delete of xlwings itself leaves the alerts off when Excel refuses to delete.
    alerts = {"DisplayAlerts": False} if name == "Worksheet.Delete" else {}
    assert excel.state == before | alerts
    assert excel.books == [workbook.name]


def test_blocks_are_read_and_written_in_one_call_each(excel: FakeExcel) -> None:
    excel.run_python(f"{MACRO}read_and_write()")
    assert excel.calls.count(("get", "Range.Value")) == 1
    assert excel.calls.count(("put", "Range.Value")) == 1
    assert excel.value("Data", "E1:F1") == ((1.0, "x"),)
    assert excel.formula("Data", "G1:G3") == (("=A1*2",), ("=A2*2",), ("=A3*2",))


def test_a_raw_value_costs_two_calls_and_a_converted_one_many(excel: FakeExcel) -> None:
    sheet = excel.xw.apps.active.books.active.sheets["Data"]

    def cost(action: Callable[[], object]) -> int:
        excel.calls.clear()
        action()
        return len(excel.calls)

    def put(name: str) -> Callable[[], None]:
        return lambda: setattr(sheet.range("E1:F2"), name, [[1, 2], [3, 4]])

    assert cost(lambda: sheet.range("A1:C3").raw_value) == 2
    assert cost(lambda: sheet.range("A1:C3").value) == 12
    assert cost(put("raw_value")) == 2
    assert cost(put("value")) == 106


def test_clearing_takes_whole_arrays_with_it(excel: FakeExcel) -> None:
    excel.xw.apps.active.books.active.sheets["Data"].clear_contents()
    assert excel.value("Data", "A1:C3") == ((None,) * 3,) * 3


def test_the_vba_project_survives_a_copy_of_a_changed_workbook(tmp_path: Path) -> None:
    shipped = Path(xlwings.__path__[0]) / "quickstart_standalone.xlsm"
    with FakeExcel(shipped) as excel:
        excel.type_in(excel.sheets()[0], "A1", "Sở Y tế")
        excel.silently(lambda: excel.book().SaveCopyAs(str(tmp_path / "copy.xlsm")))
    with zipfile.ZipFile(shipped) as before, zipfile.ZipFile(tmp_path / "copy.xlsm") as after:
        project = "xl/vbaProject.bin"
        assert before.read(project) == after.read(project)
    assert openpyxl.load_workbook(tmp_path / "copy.xlsm").worksheets[0]["A1"].value == "Sở Y tế"


def test_values_arrive_as_com_delivers_them(excel: FakeExcel) -> None:
    (one, two, yes), (date, double, text), (error, array, _) = excel.value("Data", "A1:C3")
    assert (one, two, yes, double, text, array) == (1.0, "hai", True, 2.0, "a<b>", 1.0)
    assert isinstance(one, float)
    assert (date.year, date.month, date.day, date.tzinfo) == (2024, 2, 29, dt.UTC)
    assert error == -2146826281
    assert excel.formula("Data", "A1:C2") == (
        ("1", "hai", "TRUE"),
        ("45351", "=A1*2", '="a"&"<b>"'),
    )


def test_the_way_over_the_desktop_repeats_a_call_that_excel_rejects(excel: FakeExcel) -> None:
    excel.fail("put", "Application.StatusBar", rejected(), times=3)
    excel.run_python(f"{MACRO}through_apps()")
    assert excel.calls.count(("put", "Application.StatusBar")) == 5
    assert excel.state["StatusBar"] is False


def test_the_callers_book_does_not_repeat_a_rejected_call(excel: FakeExcel) -> None:
    excel.fail("get", "Range.Value", rejected())
    with pytest.raises(com_error, match="rejected by callee"):
        excel.run_python(f"{MACRO}read_and_write()")


def test_a_copy_holds_what_was_typed_and_keeps_computed_values(
    excel: FakeExcel, tmp_path: Path
) -> None:
    excel.type_in("Data", "A1", 5)
    excel.compute("Data", "B2", 10.0)
    excel.silently(lambda: excel.book().SaveCopyAs(str(tmp_path / "copy.xlsx")))
    values = openpyxl.load_workbook(tmp_path / "copy.xlsx", data_only=True)["Data"]
    formulas = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Data"]
    assert [cell.value for cell in values[1]][:3] == [5, "hai", True]
    assert (values["B2"].value, values["C2"].value, values["A3"].value) == (10, "a<b>", "#DIV/0!")
    assert (values["B3"].value, values["C3"].value) == (1, "hai")
    assert (formulas["B2"].value, formulas["C2"].value) == ("=A1*2", '="a"&"<b>"')
    assert excel.calls == []


def test_excel_refuses_what_it_refuses(excel: FakeExcel) -> None:
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: excel.type_in("Data", "C3", 1), "part of an array"),
        (lambda: excel.type_in("Locked", "A1", 1), "protected sheet"),
        (lambda: excel.book().Sheets("nope"), "Exception occurred"),
        (lambda: setattr(excel.book().Sheets("Data"), "Name", "a/b"), "invalid name"),
        (lambda: setattr(excel.book().Sheets("Data"), "Name", "NOTICE"), "already taken"),
        (lambda: excel.book().Sheets("Hidden").Copy(), "Copy method"),
        (lambda: excel.book().Sheets("Hidden").Activate(), "Activate method"),
        (lambda: excel.application.Workbooks.Open("none.xlsx"), "couldn't find"),
    ]
    for action, sentence in refused:
        with pytest.raises(com_error, match=sentence):
            action()


def test_texts_that_excel_would_read_as_something_else_are_noted(excel: FakeExcel) -> None:
    excel.type_in("Data", "H1:H4", (("12",), ("01/02",), ("'12",), ("Sở Y tế",)))
    assert excel.coerced == [("Data!H1", "12"), ("Data!H2", "01/02")]
    assert excel.value("Data", "H1:H4") == ((12.0,), ("01/02",), ("12",), ("Sở Y tế",))


def test_names_notes_and_messages(excel: FakeExcel) -> None:
    book = excel.xw.apps.active.books.active
    assert book.names["Kỳ"].refers_to_range.value == 1.0
    cell = book.sheets["Data"].range("Kỳ")
    cell.add_note("đã sửa")
    assert cell.note.text == "đã sửa"
    cell.note.delete()
    assert cell.note is None
    excel.answer(6)
    assert book.app.alert("Tiếp tục?", "BoChiSo", "yes_no") == "yes"
    assert excel.messages == [("Tiếp tục?", "BoChiSo", 4)]


def test_what_is_not_faked_cannot_be_swallowed_by_a_macro(excel: FakeExcel) -> None:
    with pytest.raises(NotFakedError, match=r"no Application\.Undo"):
        try:
            excel.xw.apps.active.api.Undo()
        except Exception:  # as a macro does
            pytest.fail("swallowed")
