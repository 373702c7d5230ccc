"""The sheets of the notice under other titles, copied, typed on where nothing is taken."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from bpindex.actions import buttons
from bpindex.desk.contract import Selection
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.addresses import column_letter
from bpindex.words import buttons as texts
from bpindex.words.workbook import PREVIOUS_MARK
from bpindex.xlsx.elements import element, written
from bpindex.xlsx.package import OFFICE_KIND, Package
from bpindex.xlsx.worksheet import inserted
from tests.done import beyond_done
from tests.hosts.windows.pressing import NEW, PREVIOUS, content_of
from tests.workbook.editing import sheet_alone

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

SENTENCE = "Thông báo để các đơn vị biết."
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
ASIDE = f"{NOTICE_SHEET} (giữ lại)"


@cache
def made_twice(folder: Path) -> bytes:
    path = folder / "Sổ tháng 2.xlsm"
    path.write_bytes(content_of(5))
    desk = FileDesk(path)
    buttons.make_notice(desk)
    buttons.make_notice(desk)
    desk.save_copy(path)
    return path.read_bytes()


def said(desk: FileDesk) -> str:
    """Make the notice and return what is said besides the line of every run."""
    return beyond_done(buttons.make_notice(desk))


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> FileDesk:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(made_twice(tmp_path_factory.getbasetemp()))
    return FileDesk(path)


def titles(desk: FileDesk) -> list[str]:
    return [title for title in desk._package.sheets() if title.startswith(NOTICE_SHEET)]


def rows(desk: FileDesk, title: str = NOTICE_SHEET) -> list[list[Any]]:
    return desk.read(title, "A1:P120")


def type_sentence(desk: FileDesk, title: str = NOTICE_SHEET, text: str = SENTENCE) -> None:
    row = 1 + [cells[0] for cells in rows(desk, title)].index("block:closing")
    desk.write(title, f"B{row}", [[text]])


def holds(desk: FileDesk, title: str = NOTICE_SHEET, text: str = SENTENCE) -> bool:
    return any(str(cell).strip() == text for row in rows(desk, title) for cell in row)


def is_protected(desk: FileDesk, title: str) -> bool:
    return b"<sheetProtection" in desk._package.parts[desk._package.sheets()[title]]


def register(desk: FileDesk, folder: Path) -> list[str]:
    path = folder / "bản sao.xlsm"
    desk.save_copy(path)
    return [item.corrected for item in read_with_harvest(path).stored.corrections]


def copy(desk: FileDesk, folder: Path, title: str) -> None:
    """Copy the notice within the workbook, as people do."""
    path = folder / "nguồn.xlsm"
    desk.save_copy(path)
    desk.bring_in(path, {NOTICE_SHEET: title}, NOTICE_SHEET)


def test_the_previous_notice_says_so_on_paper_and_is_protected(desk: FileDesk) -> None:
    present, previous = rows(desk), rows(desk, PREVIOUS)
    changed = [
        (mine[0], theirs)
        for mine, row in zip(present[1:], previous[1:], strict=True)
        for own, theirs in zip(mine, row, strict=True)
        if own != theirs
    ]
    assert changed == [("block:title", f"{PREVIOUS_MARK}THÔNG BÁO")]
    assert is_protected(desk, PREVIOUS)
    assert not is_protected(desk, NOTICE_SHEET)


def test_restoring_takes_mark_and_protection_away_and_gives_them_to_the_other(
    desk: FileDesk,
) -> None:
    for _ in range(2):
        buttons.restore_previous(desk)
        assert not holds(desk, NOTICE_SHEET, f"{PREVIOUS_MARK}THÔNG BÁO")
        assert holds(desk, PREVIOUS, f"{PREVIOUS_MARK}THÔNG BÁO")
        assert (is_protected(desk, NOTICE_SHEET), is_protected(desk, PREVIOUS)) == (False, True)
    assert said(desk) == ""
    assert titles(desk) == [NOTICE_SHEET, PREVIOUS]


def test_what_is_typed_on_the_previous_notice_is_kept_and_told(
    desk: FileDesk, tmp_path: Path
) -> None:
    before = register(desk, tmp_path)
    type_sentence(desk, PREVIOUS)
    assert said(desk) == texts.PUT_ASIDE.format(title=PREVIOUS, kept=ASIDE)
    assert titles(desk) == [NOTICE_SHEET, PREVIOUS, ASIDE]
    assert holds(desk, ASIDE)
    assert not holds(desk)
    assert register(desk, tmp_path) == before
    type_sentence(desk, PREVIOUS, "Một câu khác.")
    kept = f"{NOTICE_SHEET} (giữ lại 2)"
    assert said(desk) == texts.PUT_ASIDE.format(title=PREVIOUS, kept=kept)
    assert holds(desk, ASIDE)
    assert holds(desk, kept, "Một câu khác.")
    assert said(desk) == ""


@pytest.mark.parametrize("title", ["TB tháng 2 đã ký", NEW, f"{NOTICE_SHEET} 2"])
def test_a_renamed_notice_is_taken_and_replaced(desk: FileDesk, tmp_path: Path, title: str) -> None:
    type_sentence(desk)
    desk.rename_sheet(NOTICE_SHEET, title)
    assert said(desk) == texts.TAKEN[0].format(count=1)
    assert titles(desk) == [NOTICE_SHEET, PREVIOUS]
    assert not desk.has_sheet(title)
    assert holds(desk)
    assert register(desk, tmp_path)[-1] == SENTENCE


def test_names_undone_after_a_run_confuse_nothing(desk: FileDesk, tmp_path: Path) -> None:
    """One Ctrl-Z too many: the new notice is "(mới)" again, the previous one has its title."""
    type_sentence(desk)
    desk.rename_sheet(NOTICE_SHEET, NEW)
    desk.rename_sheet(PREVIOUS, NOTICE_SHEET)
    assert said(desk) == texts.TAKEN[0].format(count=1)
    assert holds(desk)
    assert titles(desk) == [NOTICE_SHEET, PREVIOUS]


def test_what_is_typed_on_a_new_notice_that_is_none_yet_is_kept(
    desk: FileDesk, tmp_path: Path
) -> None:
    """A run that was killed, or undone in part, left a sheet of which nothing is remembered."""
    copy(desk, tmp_path, NEW)
    desk.write(NEW, "A1", [["key:Thông báo:0123456789ab"]])
    type_sentence(desk, NEW)
    assert said(desk) == texts.PUT_ASIDE.format(title=NEW, kept=ASIDE)
    assert holds(desk, ASIDE)


@pytest.mark.parametrize("name", ["Thông báo (2)", "Bản nháp"])
def test_of_a_copy_it_is_told_that_nothing_is_taken_from_it(
    desk: FileDesk, tmp_path: Path, name: str
) -> None:
    copy(desk, tmp_path, name)
    assert said(desk) == "", "nothing typed on it"
    buttons.restore_previous(desk)
    type_sentence(desk, name)
    type_sentence(desk, NOTICE_SHEET, "Câu của bản chính.")
    done = texts.TAKEN[0].format(count=1)
    assert said(desk) == f"{done}\n{texts.COPY_LEFT.format(title=name)}"
    assert holds(desk, name)
    assert holds(desk, NOTICE_SHEET, "Câu của bản chính.")


def test_a_sheet_of_somebodys_own_under_the_notices_title_is_put_aside(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.rename_sheet(NOTICE_SHEET, "Đã ký")
    copy_of = tmp_path / "riêng.xlsm"
    desk.save_copy(copy_of)
    desk.bring_in(copy_of, {"Giải thích": NOTICE_SHEET}, "Đã ký")
    desk.write(NOTICE_SHEET, "B2", [[SENTENCE]])
    assert said(desk) == texts.PUT_ASIDE.format(title=NOTICE_SHEET, kept=ASIDE)
    assert holds(desk, ASIDE)
    assert holds(desk, NOTICE_SHEET, "THÔNG BÁO")


def test_without_its_hidden_keys_a_notice_is_known_by_its_title(desk: FileDesk) -> None:
    type_sentence(desk)
    desk.write(NOTICE_SHEET, "A1", [[None]])
    assert said(desk) == texts.TAKEN[0].format(count=1)
    assert titles(desk) == [NOTICE_SHEET, PREVIOUS]


def test_a_workbook_from_before_there_were_marks_goes_on(desk: FileDesk) -> None:
    for title in (NOTICE_SHEET, PREVIOUS):
        desk.write(title, "A1", [["key"]])
    type_sentence(desk)
    assert said(desk) == texts.TAKEN[0].format(count=1)
    assert titles(desk) == [NOTICE_SHEET, PREVIOUS]
    assert holds(desk)


# --- what stands above the cells -------------------------------------------------------------


def comment_on(desk: FileDesk, folder: Path, cell: str, text: str | None, shape: str = "") -> None:
    """Put a comment on a cell of the notice as another program would, and a shape."""
    path = folder / "ghi chú.xlsm"
    desk.save_copy(path)
    book: Any = load_workbook(path, rich_text=True)
    sheet = book[NOTICE_SHEET]
    sheet[cell].comment = Comment(text, "Lan") if text else None
    alone = folder / "một trang.xlsx"
    for title in book.sheetnames:
        if title != NOTICE_SHEET:
            del book[title]
    book.save(alone)
    package = Package(alone.read_bytes())
    part = package.sheets()[NOTICE_SHEET]
    if shape:
        package.add("xl/drawings/drawing9.xml", shape.encode(), DRAWING_TYPE)
        relation = package.relate(part, "drawing", "xl/drawings/drawing9.xml", "rId99")
        spaces = {"xmlns:r": OFFICE_KIND.rstrip("/"), "r:id": relation}
        package.parts[part] = inserted(package.parts[part], written("drawing", spaces))
    alone.write_bytes(package.to_bytes())
    desk.rename_sheet(NOTICE_SHEET, "cũ")
    desk.bring_in(alone, {NOTICE_SHEET: NOTICE_SHEET}, "cũ")
    desk.delete_sheet("cũ")


def comments(desk: FileDesk, folder: Path) -> dict[str, str]:
    path = folder / "bản sao.xlsm"
    desk.save_copy(path)
    rows = sheet_alone(path.read_bytes(), NOTICE_SHEET).iter_rows()
    return {cell.coordinate: cell.comment.text for row in rows for cell in row if cell.comment}


def test_a_comment_stays_on_its_cell_until_it_is_deleted_or_withdrawn(
    desk: FileDesk, tmp_path: Path
) -> None:
    row = 1 + next(
        at for at, cells in enumerate(rows(desk)) if str(cells[0]).startswith("row:so-nganh:")
    )
    cell = f"G{row + 1}"
    comment_on(desk, tmp_path, cell, "Hỏi lại <Lan>")
    assert said(desk) == texts.TAKEN[0].format(count=1)
    assert comments(desk, tmp_path) == {cell: "Hỏi lại <Lan>"}
    assert register(desk, tmp_path)[-1] == "Hỏi lại <Lan>"
    assert said(desk) == ""
    assert comments(desk, tmp_path) == {cell: "Hỏi lại <Lan>"}
    comment_on(desk, tmp_path, cell, "Đã hỏi")
    assert said(desk) == texts.TAKEN[0].format(count=1)
    assert comments(desk, tmp_path) == {cell: "Đã hỏi"}
    comment_on(desk, tmp_path, cell, None)
    assert said(desk) == ""
    assert comments(desk, tmp_path) == {}


def test_a_withdrawn_comment_does_not_come_back(desk: FileDesk, tmp_path: Path) -> None:
    row = 1 + [cells[0] for cells in rows(desk)].index("block:closing")
    comment_on(desk, tmp_path, f"B{row}", "Xem lại câu này")
    buttons.make_notice(desk)
    desk.select(NOTICE_SHEET, f"B{row}")
    assert buttons.withdraw_correction(desk).startswith(texts.WITHDRAWN.format(count=1))
    assert comments(desk, tmp_path) == {}
    assert said(desk) == ""


SPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
BOX = (
    f"<xdr:wsDr {SPACES}><xdr:oneCellAnchor>"
    "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx='1' cy='1'/><xdr:sp>"
    "<xdr:nvSpPr/><xdr:txBody><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
)


def test_of_a_box_and_a_comment_beside_all_texts_it_is_told_where_they_still_are(
    desk: FileDesk, tmp_path: Path
) -> None:
    gap = 1 + [cells[0] for cells in rows(desk)].index("gap:head")
    comment_on(desk, tmp_path, f"D{gap}", "ai ký?", BOX)
    wanted = [
        texts.LEFT["COMMENT"].format(words="“ai ký?”", sheet=NOTICE_SHEET, previous=PREVIOUS),
        texts.LEFT["SHAPES"].format(count=1, sheet=NOTICE_SHEET, previous=PREVIOUS),
    ]
    assert said(desk).split("\n") == wanted
    package = desk._package
    kinds = {item.kind for item in package.relations(package.sheets()[PREVIOUS])}
    assert {"drawing", "comments"} <= kinds
    assert said(desk) == ""


# --- buttons pressed on sheets under other titles --------------------------------------------


def cell_of(desk: FileDesk, title: str) -> str:
    """Return the address of a figure on a sheet of the notice."""
    found = rows(desk, title)
    number = next(n for n, row in enumerate(found, 1) if str(row[0]).startswith("row:so-nganh:so-"))
    return f"{column_letter(found[0].index('TD_thang') + 1)}{number}"


def test_a_figure_of_a_renamed_notice_is_explained_and_its_correction_withdrawn(
    desk: FileDesk, tmp_path: Path
) -> None:
    cell = cell_of(desk, NOTICE_SHEET)
    [[computed]] = desk.read(NOTICE_SHEET, cell)
    desk.write(NOTICE_SHEET, cell, [["22,22"]])
    said(desk)
    desk.rename_sheet(NOTICE_SHEET, "Gửi Sở")
    desk.select("Gửi Sở", cell)
    assert buttons.explain_figure(desk) == ""
    assert desk.shown == "Giải thích"
    desk.select("Gửi Sở", cell)
    assert "Đã rút 1 đính chính" in buttons.withdraw_correction(desk)
    assert desk.read(NOTICE_SHEET, cell) == [[computed]]


def test_an_earlier_notice_under_the_title_of_the_present_one_explains_nothing(
    desk: FileDesk,
) -> None:
    cell = cell_of(desk, NOTICE_SHEET)
    desk.rename_sheet(NOTICE_SHEET, "Gửi Sở")
    desk.rename_sheet(PREVIOUS, NOTICE_SHEET)
    desk.select(NOTICE_SHEET, cell)
    with pytest.raises(InputError, match="không phải một số liệu"):
        buttons.explain_figure(desk)
    with pytest.raises(InputError):
        buttons.withdraw_correction(desk)


def test_after_a_run_the_first_cell_that_can_be_seen_is_selected(desk: FileDesk) -> None:
    said(desk)
    assert desk.selection() == Selection(NOTICE_SHEET, 2, 2)
    package = desk._package
    view = element(package.parts[package.sheets()[NOTICE_SHEET]], "selection")
    assert view is not None
    assert (view.attributes["activeCell"], view.attributes["sqref"]) == ("B2", "B2")


def test_each_run_hands_its_sheets_over_in_a_file_of_another_name(tmp_path: Path) -> None:
    """Excel opens no second workbook of one name: one left open would stop every later run."""
    names = []

    class Watched(FileDesk):
        def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
            names.append(path.name)
            super().bring_in(path, titles, after)

    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(content_of(5))
    desk = Watched(path)
    buttons.make_notice(desk)
    buttons.make_notice(desk)
    assert len(set(names)) == 2
    assert all(name.isascii() and name.endswith(".xlsx") for name in names)
