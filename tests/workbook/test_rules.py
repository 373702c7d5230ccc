"""What the workbook guards and marks: protection, validation, conditional formats."""

import re
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import rows_from_range

from bpindex.case.correction import CorrectionState
from bpindex.sheets.model import HEADING, ROOM, Kind, Who
from tests.strategies import base_case
from tests.workbook.built import book, the_layout, xml_of
from tests.workbook.editing import bundled_workbook, parts_of

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def test_protection_has_no_password_and_leaves_open_what_macros_write() -> None:
    protected = set()
    for sheet in the_layout().sheets.values():
        tag = re.search(r"<sheetProtection [^>]*>", xml_of(sheet.title))
        if tag:
            protected.add(sheet.id)
            assert not re.search(r"password|hashValue|algorithmName", tag[0])
            assert "selectLockedCells" not in tag[0]
    assert set(the_layout().sheets) - protected == {
        "paste",
        "findings",
        "explain",
        "history",
        "trail",
        "reminders",
        "signing",
    }
    assert "workbookProtection" not in parts_of(bundled_workbook())["xl/workbook.xml"].decode()


def test_staff_can_type_into_their_cells_and_over_figures_but_not_over_formulas() -> None:
    checked = {True: 0, False: 0}
    for sheet in the_layout().sheets.values():
        worksheet = book(values=False)[sheet.title]
        for block in sheet.blocks:
            for number, column in enumerate(block.columns, block.first_column):
                if column.who is Who.TOOL:
                    continue
                is_figure = sheet.id == "figures" and column.kind is Kind.FIGURE
                locked = column.who is Who.FORMULA and not is_figure
                checked[locked] += 1
                for row in (block.first_row, block.last_row):
                    place = f"{sheet.title}!{get_column_letter(number)}{row}"
                    cell = worksheet.cell(row, number)
                    assert cell.protection.locked is locked, place
    assert min(checked.values()) > 20


def test_what_is_pasted_locked_can_be_typed_over_and_nothing_else() -> None:
    """Allow-edit ranges cover every cell that is free, and no locked one."""
    names = 0
    for sheet in the_layout().sheets.values():
        xml = xml_of(sheet.title)
        ranges = re.findall(r'<protectedRange sqref="([A-Z0-9:]+)" name="(\w+)"/>', xml)
        assert xml.count("<protectedRange ") == len(ranges)
        assert len({name for _, name in ranges}) == len(ranges)
        names += len(ranges)
        if "<sheetProtection " not in xml:
            assert not ranges
            continue
        assert not ranges or xml.index("<sheetProtection ") < xml.index("<protectedRanges>")
        worksheet = book(values=False)[sheet.title]
        free = {cell.coordinate for row in worksheet for cell in row if not cell.protection.locked}
        covered = [cell for area, _ in ranges for row in rows_from_range(area) for cell in row]
        assert len(covered) == len(set(covered))
        assert set(covered) == free, sheet.title
    assert names > 10


def test_titles_of_columns_and_single_values_are_locked() -> None:
    for sheet in the_layout().sheets.values():
        for block in sheet.blocks:
            header = book(values=False)[sheet.title].cell(block.header_row, block.first_column)
            assert header.protection.locked
            assert header.value == block.columns[0].title
    settings = the_layout()["settings"].block("settings")
    label = book(values=False)["Thiết lập"].cell(settings.first_row, 2)
    assert label.value == "Kỳ báo cáo"
    assert label.protection.locked
    place = [single.key for single in settings.singles].index(HEADING)
    beside_heading = book(values=False)["Thiết lập"].cell(settings.first_row + place, 3)
    assert beside_heading.protection.locked


def validations(title: str) -> dict[str, Any]:
    rules = book(values=False)[title].data_validations.dataValidation
    return {str(rule.sqref): rule for rule in rules}


def test_counts_take_whole_numbers_and_names_come_from_the_list_of_agencies() -> None:
    rules = validations("Số liệu")
    last = 4 + ROOM.agencies
    agency = rules[f"B5:B{last}"]
    assert (agency.type, agency.formula1) == (
        "list",
        f"OFFSET('Đơn vị'!$B$4:$B${last + 1},1,0,{ROOM.agencies})",
    )
    whole = rules[f"C5:C{last}"]
    formula = 'IF(ISNUMBER(C5),AND(C5>=0,C5=INT(C5)),OR(C5="-",C5="kbc",C5="không báo cáo",'
    assert (whole.type, whole.formula1) == ("custom", f'{formula}C5="–",C5="—"))')
    # The row of the province is typed, after a question: no agency has its code.
    assert (agency.errorStyle, "“tinh”" in agency.error) == ("warning", True)
    assert len(rules) == 1 + len(base_case().index.counts)
    assert all(rule.error and rule.errorTitle for rule in rules.values())


def test_lists_offer_what_the_cells_take() -> None:
    block = the_layout()["corrections"].block("corrections")
    state = validations("Đính chính")[block.area("state", "state").replace("$", "")]
    assert (state.type, state.formula1) == ("list", "bcs_list_corrections_state")
    agencies = the_layout()["agencies"].block("agencies")
    kind = validations("Đơn vị")[agencies.area("kind", "kind").replace("$", "")]
    kinds = the_layout()["settings"].reference("tables", "kind", "kind")
    assert kind.formula1 == f"OFFSET({kinds},1,0,{ROOM.tables})"
    day = validations("Đơn vị")[agencies.area("valid_from", "valid_from").replace("$", "")]
    assert (day.type, day.formula1) == ("custom", "ISNUMBER(G5)")


@pytest.mark.parametrize(
    ("sheet", "block", "key", "words"),
    [
        ("settings", "settings", "crosses_month", ["có", "không"]),
        ("index", "index", "confidence", ["đã kiểm", "một nguồn", "suy đoán"]),
    ],
)
def test_a_single_value_that_is_a_choice_has_its_list(
    sheet: str, block: str, key: str, words: list[str]
) -> None:
    place = the_layout()[sheet].block(block)
    row = place.first_row + [single.key for single in place.singles].index(key)
    rule = validations(the_layout()[sheet].title)[f"C{row}"]
    assert rule.type == "list"
    name = rule.formula1.removeprefix("=")
    title, _, area = book(values=True).defined_names[name].attr_text.rpartition("!")
    cells = book(values=True)[title.strip("'")][area.replace("$", "")]
    assert [cell.value for (cell,) in cells] == words


def marks(title: str) -> dict[str, list[Any]]:
    formatting = book(values=False)[title].conditional_formatting
    return {str(area.sqref): list(area.rules) for area in formatting}


def test_wrong_counts_typed_over_figures_and_old_corrections_are_marked() -> None:
    counts, figures = the_layout()["counts"].block("counts"), the_layout()["figures"]
    first, last = counts.columns[2].key, counts.columns[-1].key
    (rule,) = marks("Số liệu")[counts.area(first, last).replace("$", "")]
    no_count = 'AND(LEN(C5)>0,NOT(OR(C5="-",C5="kbc",C5="không báo cáo",C5="–",C5="—")))'
    assert rule.formula == [f"IF(ISNUMBER(C5),OR(C5<0,C5<>INT(C5)),{no_count})"]
    block = figures.block("figures")
    area = block.area(block.columns[4].key, block.columns[-1].key).replace("$", "")
    typed_over, *registered, computed = marks("Bảng điểm")[area]
    scores = the_layout()["scores"].block("scores")
    place = scores.address(scores.first_row + ROOM.tables + 1, f"province.{block.columns[4].key}")
    assert computed.formula == [f"'Tính điểm'!{place}=1"]
    assert typed_over.formula == ['AND($D5<>"",NOT(_xlfn.ISFORMULA(E5)))']
    for rule, state in zip(
        registered, (CorrectionState.REVIEW, CorrectionState.ACTIVE), strict=True
    ):
        assert rule.formula == [
            "COUNTIFS('Đính chính'!$A$4:$A$1005,$A5,'Đính chính'!$O$4:$O$1005,$B5,"
            f"'Đính chính'!$P$4:$P$1005,E$3,'Đính chính'!$F$4:$F$1005,\"{state}\","
            "'Đính chính'!$G$4:$G$1005,'bpindex.home'!$J$1&\"*\","
            "'Đính chính'!$K$4:$K$1005,\"<>ghi chú ô\")>0"
        ]
    # The keys of the columns that the rule looks up stand in a hidden row.
    sheet = book(values=False)["Bảng điểm"]
    assert sheet["E3"].value == block.columns[4].key
    assert sheet.row_dimensions[3].hidden
    ((_, rules),) = marks("Đính chính").items()
    assert sorted(str(rule.formula[0]) for rule in rules) == [
        f'$F5="{CorrectionState.REVIEW}"',
        f'$F5="{CorrectionState.WITHDRAWN}"',
        "AND($G5<>\"\",$G5<>'bpindex.home'!$J$1)",
    ]


def test_points_have_colours_and_totals_have_bars() -> None:
    kinds = {rule.type for rules in marks("Tính điểm").values() for rule in rules}
    assert {"dataBar", "colorScale", "expression"} <= kinds


def test_nothing_asks_excel_to_compute_on_opening() -> None:
    xml = parts_of(bundled_workbook())["xl/workbook.xml"].decode()
    assert "<calcPr " in xml
    assert "fullCalcOnLoad" not in xml
    assert "calcChain" not in "".join(parts_of(bundled_workbook()))


def test_bang_diem_names_the_tables_as_the_register_does() -> None:
    kinds = {table.kind for table in base_case().settings.tables}
    shown = {book(values=True)["Bảng điểm"][f"A{row}"].value for row in range(5, 35)}
    assert shown - {None, ""} == kinds
    assert {book(values=True)["Đính chính"][f"A{row}"].value for row in (5, 6)} <= kinds


def test_excel_is_told_which_cells_are_no_errors() -> None:
    """Each kind of them would mark cells that are as they should be with a green triangle."""
    for sheet in the_layout().sheets.values():
        ignored = re.findall(r"<ignoredError ([^>]*)/>", xml_of(sheet.title))
        kinds = {name for item in ignored for name in re.findall(r'(\w+)="1"', item)}
        assert {"numberStoredAsText", "unlockedFormula", "formula", "formulaRange"} <= kinds
        # Errors of values are errors.
        assert "evalError" not in kinds
        assert all('sqref="A1:XFD1048576"' in item for item in ignored)
