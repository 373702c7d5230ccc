"""Two months in the visible program: February issued, the file copied, March issued from it."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from bpindex.case.model import Case
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET, render_sheet
from bpindex.words import buttons as texts
from bpindex.words.workbook import PREVIOUS_MARK
from tests.changed_cases import with_column, with_settings
from tests.hosts.libreoffice.books import Opened, errors
from tests.hosts.libreoffice.office import Document
from tests.hosts.libreoffice.person import Person, Visible, until
from tests.hosts.libreoffice.render import text_of
from tests.hosts.libreoffice.test_notice import cell_on_notice

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

# What is typed in February. Without diacritics: an X server without an input method loses some.
OVER, ON_NOTICE, NOTE, NUMBER = "61,37", "73,19", "Ghi chu thang hai", "12A"
SENTENCE, REASON = "Cau cua thang hai, khong in o thang ba./.", "theo cong van 12"
# What says on the notice that it is February's: typed, corrected before, the month, a date.
OF_FEBRUARY = (OVER, ON_NOTICE, NOTE, NUMBER, SENTENCE, "46.03", "THÁNG 02 NĂM 2024", "22/02/2024")
KEPT = f"{NOTICE_SHEET} 02-2024"


def march_of(case: Case) -> Case:
    """The case of March as it should be: other counts of every agency, nothing of February's."""
    # Each agency has the counts of its neighbour, which are sound and others.
    cells = [row.cells for row in case.counts]
    rows = zip(case.counts, [*cells[1:], cells[0]], strict=True)
    case = replace(case, counts=tuple(replace(row, cells=c) for row, c in rows), corrections=())
    case = with_column("so-nganh", "CK", case, province_month=Decimal("8.4"))
    dates = {"period_from": date(2024, 3, 1), "period_to": date(2024, 3, 31)}
    dates["deadline"] = date(2024, 4, 7)
    return with_settings(case, period="2024-03", issue_month=4, number="34B", **dates)


def statistics(case: Case, folder: Path) -> Path:
    """The counts of a month as a sheet of somebody else's, from B2 on."""
    book = Workbook()
    for at, row in enumerate(case.counts, 2):
        for column, key in enumerate(case.index.count_by_id, 2):
            book.worksheets[0].cell(at, column, int(row.cells[key]))
    book.save(folder / "thong-ke.xlsx")
    return folder / "thong-ke.xlsx"


def shown(document: Document, title: str = NOTICE_SHEET) -> list[str]:
    """What a notice shows, cell by cell, without the hidden keys."""
    rows = document.do("values", title, "B2:P130")
    return [text for row in rows for cell in row if (text := str(cell).strip())]


def rendered(case: Case) -> list[str]:
    """What the notice of a case shows that was made without any workbook."""
    sheet = load_workbook(io.BytesIO(render_sheet(evaluate(case).notice)))[NOTICE_SHEET]
    rows = sheet.iter_rows(min_row=2, min_col=2, max_col=16, values_only=True)
    return [text for row in rows for cell in row if (text := str(cell or "").strip())]


def told_of_february(texts_: list[str]) -> set[str]:
    whole = " ".join(" ".join(texts_).split())
    return {part for part in OF_FEBRUARY if part in whole}


def address(book: Opened, key: str) -> str:
    """The cell of a setting."""
    block = book.layout["settings"].block("settings")
    row = block.first_row + [single.key for single in block.singles].index(key)
    return block.address(row, "value")


def issue_february(person: Person) -> None:
    """Make February's notice, with things typed in every place, and save it."""
    book, agency = person.book, person.book.case.agencies[2].code
    typed, settings = book.layout["typed"], book.layout["settings"].title
    person.type_over(typed.title, typed.block("typed").address(5, "note"), NOTE)
    person.type_over(settings, address(book, "number"), NUMBER)
    person.type_over(book.layout["figures"].title, book.figure_cell(agency, "TD_thang"), OVER)
    person.run("MakeNotice", texts.TAKEN[0].format(count=1), REASON)
    figure = cell_on_notice(book, f"row:so-nganh:{agency}", "CK_thang")
    person.type_over(NOTICE_SHEET, figure, ON_NOTICE)
    closing = cell_on_notice(book, "block:closing", "stt")
    person.type_over(NOTICE_SHEET, closing, SENTENCE)
    person.run("MakeNotice", texts.TAKEN[0].format(count=2), REASON)
    person.look("thang-hai")
    save(person)


def save(person: Person) -> None:
    """Save with the keyboard and wait until the file is another one, and one for Excel."""
    before = person.document.path.read_bytes()
    person.save(person.book.layout["counts"].title)
    person.saved(lambda: person.document.path.read_bytes() != before)


def paste_counts(person: Person, visible: Visible, case: Case, file: Path) -> None:
    """Copy the statistics from their own window and paste them over February's."""
    book, title = person.book, person.book.layout["counts"].title
    keys, codes = list(case.index.count_by_id), [row.agency for row in case.counts]
    source = visible.open_copy(file, with_python=False)
    Person(person.screen, Opened(source, case, file)).go(
        "Sheet", f"B2:{get_column_letter(1 + len(keys))}{1 + len(codes)}"
    )
    person.screen.key("ctrl+c", "Down")
    until(lambda: source.do("selected") != "B2", "nothing was copied")
    source.do("close")
    person.go(title, book.count_cell(codes[0], keys[0]))
    person.screen.key("ctrl+v")
    person.screen.click(*person.dialog("overwrite")["buttons"]["Yes"])
    last = book.count_cell(codes[-1], keys[-1])
    wanted = float(case.counts[-1].cells[keys[-1]])
    until(lambda: book.cell("counts", last) == wanted, "nothing was pasted")


def problems(person: Person) -> str:
    """Try to make the notice; return the problems that it is stopped for."""
    person.run("MakeNotice", "vấn đề")
    findings = person.book.layout["findings"].title
    assert person.document.do("active_sheet") == findings
    return " ".join(
        str(cell) for row in person.document.do("values", findings, "A5:G60") for cell in row
    )


def test_march_made_of_februarys_file_holds_nothing_of_february(
    person: Person, visible: Visible, tmp_path: Path
) -> None:
    march = march_of(person.book.case)
    issue_february(person)
    february = shown(person.document)
    assert told_of_february(february) == set(OF_FEBRUARY)
    # The file is copied, the period typed; the clerk tries too early.
    book = Opened(visible.open_copy(person.document.path), march, person.document.path)
    person = Person(visible.screen, book)
    settings = book.layout["settings"]
    person.type_over(settings.title, address(book, "period"), "2024-03")
    person.type_over(settings.title, address(book, "period_from"), "01/03/2024", 45352.0)
    person.type_over(settings.title, address(book, "period_to"), "31/03/2024", 45382.0)
    told = problems(person)
    assert "29 đơn vị còn nguyên số liệu kỳ 02/2024" in told
    paste_counts(person, visible, march, statistics(march, tmp_path))
    told = problems(person)
    assert "đơn vị còn nguyên" not in told
    for part in ("điểm tháng của tỉnh", "số văn bản", "ngày, tháng ban hành", "hạn báo cáo"):
        assert part in told
    columns = settings.block("columns")
    province = columns.address(columns.first_row, "province_month")
    person.type_over(settings.title, province, "8.4", 8.4)
    person.type_over(settings.title, address(book, "issue_month"), "4")
    person.type_over(settings.title, address(book, "deadline"), "07/04/2024", 45389.0)
    person.type_over(settings.title, address(book, "number"), "33B")
    person.run("MakeNotice")
    # The number was a slip: issued again.
    person.type_over(settings.title, address(book, "number"), "34B")
    person.run("MakeNotice")
    person.look("thang-ba")
    assert shown(book.document) == rendered(march)
    assert told_of_february(shown(book.document)) == set()
    # On paper.
    book.document.do("print_sheet", NOTICE_SHEET, str(tmp_path / "thang-ba.pdf"))
    printed = text_of(tmp_path / "thang-ba.pdf")
    assert "THÁNG 3 NĂM 2024" in printed and "34B" in printed
    assert told_of_february([printed]) == set()
    # February's is there to be looked at, and its corrections are in the register still.
    [(_, is_shown, is_protected)] = [item for item in book.document.do("sheets") if item[0] == KEPT]
    assert is_shown and is_protected
    kept = shown(book.document, KEPT)
    assert [text.removeprefix(PREVIOUS_MARK) for text in kept] == february != kept
    assert errors(book) == {}
    save(person)
    register = read_with_harvest(book.document.path).stored.corrections
    assert {OVER, ON_NOTICE, SENTENCE} <= {item.corrected for item in register}
    assert {item.period for item in register} == {"2024-02"}
