"""What a person changes in the exported Word document comes back into the register."""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from bpindex.actions import buttons
from bpindex.actions.taking_back import TakenBack, take_back
from bpindex.case.correction import Correction, CorrectionState, PrintedFigure, PrintedText
from bpindex.case.model import Case
from bpindex.case.printed import PrintedColumn, What
from bpindex.edits.taker import Stamp
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_workbook
from bpindex.words import buttons as texts
from bpindex.words import word_file
from tests.changed_cases import CASE, notice_of, with_counts
from tests.printed import case_with, table
from tests.render.test_word_template import filled, template
from tests.render.words import word, word_of
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

NAME = "TB-bo-chi-so-2024-02.docx"
HEALTH = ("so-nganh", "so-y-te", "TD_thang")


class Person:
    """A person with the document open in Word."""

    def __init__(self, content: bytes) -> None:
        self._document: Any = Document(io.BytesIO(content))
        self.body = self._document.element.body
        self.styles = self._document.styles.element

    @property
    def tables(self) -> Any:
        return [t for t in self._document.tables if len(t.columns) > 2]

    def paragraph(self, begins: str) -> Any:
        return next(p for p in self._document.iter_inner_content() if _begins(p, begins))

    def row(self, name: str) -> Any:
        return next(r for t in self.tables for r in t.rows if r._tr.tc_lst[1].p_lst[0].text == name)

    def type(self, name: str, column: int, text: str) -> None:
        """Type over the letters of a cell, one after the other."""
        cell = self.row(name)._tr.tc_lst[column].p_lst[0]
        type_over(cell, text)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()


def _begins(part: Any, text: str) -> bool:
    return hasattr(part, "runs") and part.text.startswith(text)


def type_over(paragraph: Any, text: str) -> None:
    first, *others = paragraph.r_lst
    for run in others:
        paragraph.remove(run)
    first.text = text


def without_marks(part: Any) -> None:
    """What Word does to bookmarks when their whole text is selected and typed over."""
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for item in list(part.iter(qn(f"w:{tag}"))):
            item.getparent().remove(item)


def changed(how: Callable[[Person], None], content: bytes = b"", case: Case = CASE) -> TakenBack:
    person = Person(content or word_of(case).content)
    how(person)
    return take_back(case, person.saved(), NAME, Stamp("Hạnh", "2024-03-01 08:00"))


def said(taken: TakenBack) -> dict[tuple[str, str, str], str]:
    return {item.key: item.corrected for item in taken.new}


def test_an_unchanged_document_gives_nothing() -> None:
    taken = changed(lambda person: None)
    assert taken.case == CASE
    assert taken.told == (word_file.NOTHING_TAKEN.format(name=NAME),)


def test_a_figure_and_a_sentence_become_corrections_and_print() -> None:
    def how(person: Person) -> None:
        person.type("Sở Y tế", 5, "98,5")
        type_over(person.paragraph("Văn phòng UBND tỉnh thông báo")._p, "Thông báo để biết./.")

    taken = changed(how)
    assert said(taken) == {HEALTH: "98,5", ("", "", "closing"): "Thông báo để biết./."}
    [figure, _] = taken.new
    assert (figure.computed, figure.by, figure.period) == ("100", "Hạnh", "2024-02")
    assert isinstance(figure.what, PrintedFigure)
    printed = {text for _, text in word_of(taken.case).texts()}
    assert {"98,5", "Thông báo để biết./."} <= printed
    assert taken.told == (word_file.TAKEN_BACK.format(name=NAME, count=2),)
    # The second time there is nothing new.
    assert changed(how, word().content, taken.case).new == ()


def test_the_number_written_in_by_hand_is_taken() -> None:
    def how(person: Person) -> None:
        [number] = [t for t in person.body.iter(qn("w:t")) if (t.text or "").startswith("/TB")]
        blank = number.getparent().getprevious().find(qn("w:t"))
        blank.text = " 15"

    taken = changed(how)
    assert said(taken) == {("", "", "number"): "Số: 15/TB-VPUBND"}


def test_a_paragraph_typed_over_as_a_whole_is_known_by_its_place() -> None:
    def how(person: Person) -> None:
        closing = person.paragraph("Văn phòng UBND tỉnh thông báo")._p
        type_over(closing, "Lời khác hẳn.")
        without_marks(closing)
        row = person.row("Sở Y tế")._tr
        without_marks(row)
        type_over(row.tc_lst[5].p_lst[0], "1,5")

    assert said(changed(how)) == {HEALTH: "1,5", ("", "", "closing"): "Lời khác hẳn."}


def test_a_row_whose_name_was_typed_over_too_is_known_by_its_place() -> None:
    def how(person: Person) -> None:
        row = person.row("Sở Y tế")._tr
        without_marks(row)
        type_over(row.tc_lst[1].p_lst[0], "Ngành y tế")

    assert said(changed(how)) == {("so-nganh", "so-y-te", "agency"): "Ngành y tế"}


def test_a_paragraph_broken_in_two_is_still_one() -> None:
    def how(person: Person) -> None:
        closing = person.paragraph("Văn phòng UBND tỉnh thông báo")._p
        second = deepcopy(closing)
        closing.addnext(second)
        for item in closing.findall(qn("w:bookmarkEnd")):
            closing.remove(item)
        for item in second.findall(qn("w:bookmarkStart")):
            second.remove(item)
        type_over(closing, "Câu một.")
        type_over(second, "Câu hai.")

    assert said(changed(how)) == {("", "", "closing"): "Câu một.\nCâu hai."}


def test_what_was_added_or_taken_out_is_told_and_not_guessed() -> None:
    def how(person: Person) -> None:
        closing = person.paragraph("Văn phòng UBND tỉnh thông báo")._p
        new = deepcopy(closing)
        without_marks(new)
        type_over(new, "Đoạn mới thêm.")
        closing.addnext(new)
        row = person.row("Sở Y tế")._tr
        row.getparent().remove(row)
        other = person.row("Sở Tư pháp")._tr
        copy = deepcopy(other)
        without_marks(copy)
        type_over(copy.tc_lst[1].p_lst[0], "Sở mới")
        person.row("Sở Nội vụ")._tr.addprevious(copy)

    taken = changed(how)
    assert taken.new == ()
    assert taken.case == CASE
    told = "\n".join(taken.told)
    assert "“Đoạn mới thêm.”" in told
    assert "Sở mới" in told
    assert "Đã bị bỏ hoặc ẩn trong tệp Word" in told
    assert "Sở Y tế" in told


def test_rows_in_another_order_keep_their_figures() -> None:
    def how(person: Person) -> None:
        person.row("Sở Y tế")._tr.addprevious(person.row("Sở Ngoại vụ")._tr)
        person.type("Sở Ngoại vụ", 5, "7,7")

    assert said(changed(how)) == {("so-nganh", "so-ngoai-vu", "TD_thang"): "7,7"}


def test_a_column_that_is_gone_makes_no_corrections_of_the_others() -> None:
    def how(person: Person) -> None:
        for row in person.tables[1].rows:
            cells = row._tr.tc_lst
            if len(cells) == 15:
                row._tr.remove(cells[5])

    taken = changed(how)
    assert taken.new == ()
    assert taken.told[1:] == (word_file.COLUMNS_UNCLEAR.format(table="Cấp huyện"),)


def test_a_text_typed_into_a_shared_cell_is_that_rows_own() -> None:
    def how(person: Person) -> None:
        cell = person.row("Sở Y tế")._tr.tc_lst[2]
        merge = cell.tcPr.find(qn("w:vMerge"))
        assert merge is not None
        cell.tcPr.remove(merge)
        run = deepcopy(person.row("Sở Y tế")._tr.tc_lst[1].p_lst[0].r_lst[0])
        cell.p_lst[0].append(run)
        type_over(cell.p_lst[0], "12,3")

    taken = changed(how)
    assert said(taken) == {("so-nganh", "so-y-te", "CK_nam_truoc"): "12,3"}


def test_tracked_changes_count_as_accepted() -> None:
    def how(person: Person) -> None:
        cell = person.row("Sở Y tế")._tr.tc_lst[5].p_lst[0]
        old = cell.r_lst[0]
        new = deepcopy(old)
        new.text = "55,5"
        for tag, run in (("ins", new), ("del", old)):
            from docx.oxml import OxmlElement

            around = OxmlElement(f"w:{tag}")
            old.addprevious(around) if tag == "ins" else new.getparent().addnext(around)
            around.append(run)

    assert said(changed(how)) == {HEALTH: "55,5"}


def test_a_text_typed_back_to_what_is_computed_withdraws_its_correction() -> None:
    figure = Correction(PrintedFigure(*HEALTH), "100", "77,7", period="2024-02")
    case = replace(CASE, corrections=(*CASE.corrections, figure))
    alone = changed(lambda person: person.type("Sở Y tế", 5, "100"), case=case)
    assert not alone.new and alone.is_changed and not alone.left_out
    assert alone.told[0] == word_file.TAKEN_BACK.format(name=NAME, count=1)
    assert "“77,7”" in alone.told[1] and len(alone.told) == 2
    states = {i.corrected: i.state for i in alone.case.corrections if i.key == HEALTH}
    assert states == {"77,7": CorrectionState.WITHDRAWN}

    def how(person: Person) -> None:
        person.type("Sở Y tế", 5, "100")
        type_over(person.paragraph("Văn phòng UBND tỉnh thông báo")._p, "Thông báo để biết./.")

    both = changed(how, case=case)
    assert both.told[0] == word_file.TAKEN_BACK.format(name=NAME, count=2)
    assert said(both) == {("", "", "closing"): "Thông báo để biết./."}


def test_what_was_corrected_here_since_is_kept_and_told() -> None:
    content = word().content
    figure = Correction(PrintedFigure(*HEALTH), "100", "77,7", period="2024-02")
    case = replace(CASE, corrections=(*CASE.corrections, figure))
    taken = changed(lambda person: person.type("Sở Y tế", 5, "98,5"), content, case)
    told = "\n".join(taken.told)
    assert "“77,7”" in told
    assert "“98,5”" in told
    printed = {text for _, text in word_of(taken.case).texts()}
    assert "77,7" in printed
    assert "98,5" not in printed
    states = {i.corrected: i.state for i in taken.case.corrections if i.key == HEALTH}
    assert states == {"77,7": CorrectionState.REVIEW, "98,5": CorrectionState.WITHDRAWN}
    assert taken.is_changed
    # Read once more, the same text is not kept twice.
    again = changed(lambda person: person.type("Sở Y tế", 5, "98,5"), content, taken.case)
    assert again.case.corrections == taken.case.corrections and not again.is_changed


def test_what_is_computed_otherwise_since_is_taken_and_to_be_looked_at() -> None:
    content = word().content
    case = with_counts("so-y-te", xl_qua_han="50")
    now = notice_of(case).origins.computed[HEALTH]
    assert now != "100"
    taken = changed(lambda person: person.type("Sở Y tế", 5, "98,5"), content, case)
    [figure] = [item for item in notice_of(taken.case).origins.applied if item.key == HEALTH]
    assert (figure.corrected, figure.computed) == ("98,5", "100")
    assert figure.state is CorrectionState.REVIEW
    # What nobody touched in Word is no correction, though it is computed otherwise now.
    assert said(taken) == {HEALTH: "98,5"}


def test_a_document_of_another_month_or_of_somebody_else_is_refused() -> None:
    case = replace(CASE, settings=replace(CASE.settings, period="2024-03"))
    for content, wanted, reason in (
        (word().content, case, word_file.OTHER_MONTH.format(found="02/2024", expected="03/2024")),
        (template("Thông báo"), CASE, word_file.NOT_OURS),
        (b"PK...", CASE, word_file.NO_WORD_FILE),
    ):
        with pytest.raises(InputError) as caught:
            take_back(wanted, content, NAME, Stamp())
        expected = word_file.WORD_UNREADABLE.format(path=NAME, reason=reason)
        assert str(caught.value) == expected


def test_a_document_made_of_a_template_is_read_back_too() -> None:
    content = filled(template("Mẫu riêng", "{{toàn văn}}", "{{nơi nhận}}")).content

    def how(person: Person) -> None:
        person.type("Sở Y tế", 5, "98,5")
        type_over(person.paragraph("- Các sở, ban")._p, "- Các sở;")

    taken = changed(how, content)
    assert said(taken) == {HEALTH: "98,5", ("", "", "recipient_2"): "- Các sở;"}


def test_a_template_made_of_an_exported_document_forgets_what_that_was() -> None:
    person = Person(word().content)
    type_over(person.paragraph("Văn phòng UBND tỉnh thông báo")._p, "{{nội dung}}")
    content = filled(person.saved()).content
    assert changed(lambda person: None, content).new == ()


def test_the_button_takes_it_into_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    buttons.make_notice(desk)
    buttons.export_word(desk)
    target = tmp_path / "Thông báo 02-2024" / NAME
    person = Person(target.read_bytes())
    person.type("Sở Y tế", 5, "98,5")
    target.write_bytes(person.saved())
    desk.chosen, desk.lines = [target], ["theo biên bản"]
    told = buttons.read_word(desk)
    assert told.startswith(word_file.TAKEN_BACK.format(name=NAME, count=1))
    desk.save_copy(path)
    [item] = [i for i in read_workbook(path).corrections if i.key == HEALTH and i.in_force]
    assert (item.corrected, item.reason) == ("98,5", "theo biên bản")
    desk.chosen = [target]
    assert buttons.read_word(desk) == word_file.NOTHING_TAKEN.format(name=NAME)
    # A text that stands against one corrected here since is kept in the register there.
    rival = Person(word().content)
    rival.type("Sở Y tế", 5, "55,5")
    (other := tmp_path / "khác.docx").write_bytes(rival.saved())
    desk.chosen = [other]
    assert "“55,5”" in buttons.read_word(desk)
    desk.save_copy(path)
    states = {i.corrected: i.state for i in read_workbook(path).corrections if i.key == HEALTH}
    assert states == {"98,5": CorrectionState.REVIEW, "55,5": CorrectionState.WITHDRAWN}
    # Typed back to what is computed, nothing else: withdrawn in the workbook too.
    buttons.export_word(desk)
    person = Person(target.read_bytes())
    person.type("Sở Y tế", 5, "100")
    (edited := tmp_path / "sửa.docx").write_bytes(person.saved())
    desk.chosen = [edited]
    assert buttons.read_word(desk).startswith(
        word_file.TAKEN_BACK.format(name=edited.name, count=1)
    )
    desk.save_copy(path)
    assert not [i for i in read_workbook(path).corrections if i.key == HEALTH and i.in_force]
    desk.chosen = []
    assert buttons.read_word(desk) == ""
    assert desk.asked[-1] == texts.CHOOSE_WORD


def test_a_text_that_prints_no_more_is_told() -> None:
    content = word().content
    case = replace(CASE, agencies=tuple(a for a in CASE.agencies if a.code != "so-y-te"))
    taken = changed(lambda person: person.type("Sở Y tế", 5, "98,5"), content, case)
    assert not any(isinstance(i.what, PrintedText) and i.key == HEALTH for i in taken.new)
    assert "“98,5”" in "\n".join(taken.told)


def test_a_table_in_parts_says_nothing_unedited_and_gives_back_what_is_typed_in_each() -> None:
    case = case_with(table("chi-tiet"))
    content = word_of(case).content
    unedited = changed(lambda person: None, content, case)
    assert unedited.told == (word_file.NOTHING_TAKEN.format(name=NAME),)
    parts = len(Person(content).tables)

    def how(person: Person) -> None:
        for number, part in enumerate(person.tables):
            row = next(r for r in part.rows if r._tr.tc_lst[1].p_lst[0].text == "Sở Y tế")
            type_over(row._tr.tc_lst[-1].p_lst[0], f"7{number}")

    taken = changed(how, content, case)
    assert len(taken.told) == 1 and parts > 2
    assert sorted(said(taken).values()) == [f"7{number}" for number in range(parts)]
    assert {key[:2] for key in said(taken)} == {("chung", "so-y-te")}


def test_a_cell_of_its_own_in_a_shared_column_of_a_later_part_is_known() -> None:
    listed = [*map(partial(PrintedColumn, What.RATE), CASE.index.component_by_id)]
    listed[-1] = replace(listed[-1], merged="Chung một chữ")
    case = case_with(table(columns=tuple(listed), summaries=()))

    def how(person: Person) -> None:
        row = [r for t in person.tables for r in t.rows if "Sở Y tế" in r._tr.xpath("string(.)")]
        cells = [c for c in row[-1]._tr.tc_lst if c.tcPr.find(qn("w:vMerge")) is not None]
        cell = cells[-1]
        cell.tcPr.remove(cell.tcPr.find(qn("w:vMerge")))
        type_over_blank(cell.p_lst[0], "Riêng")

    assert said(changed(how, word_of(case).content, case)) == {
        ("chung", "so-y-te", listed[-1].key): "Riêng"
    }


def type_over_blank(paragraph: Any, text: str) -> None:
    """Type into a paragraph in which nothing stands yet."""
    paragraph.add_r().text = text
