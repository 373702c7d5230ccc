"""The fingerprint at the foot of every page: only when asked for, and no part of what prints."""

import io
from dataclasses import replace

from docx import Document
from openpyxl import load_workbook

from bpindex.notice.as_json import fingerprint, render_json
from bpindex.page.memory import snapshot_of
from bpindex.page.plan import plan_sheets
from bpindex.render.sheet import NOTICE_SHEET, render_with_snapshot
from bpindex.render.word.file import render_word
from bpindex.words import printed as words
from tests.changed_cases import notice_of, with_settings
from tests.render.sheets import with_late

LATE = with_late(2)
PLAIN = notice_of(LATE)
MARKED = notice_of(with_settings(LATE, fingerprint_at_foot=True))
MARK = words.FINGERPRINT.format(mark=fingerprint(PLAIN))


def test_the_foot_changes_neither_the_fingerprint_nor_what_is_remembered() -> None:
    assert (PLAIN.foot, MARKED.foot) == ("", MARK)
    assert replace(MARKED, foot="") == PLAIN
    assert render_json(MARKED) == render_json(PLAIN)
    assert snapshot_of(MARKED, plan_sheets(MARKED)) == snapshot_of(PLAIN, plan_sheets(PLAIN))


def test_every_page_of_the_sheets_has_it_small_at_the_right() -> None:
    for notice, wanted in ((MARKED, MARK), (PLAIN, None)):
        book = load_workbook(io.BytesIO(render_with_snapshot(notice, plan_sheets(notice))[0]))
        assert NOTICE_SHEET in book.sheetnames
        assert len(book.sheetnames) == 2
        for sheet in book:
            feet = (sheet.oddFooter, sheet.firstFooter)
            assert [foot.right.text for foot in feet] == [wanted] * 2
            assert [foot.right.size for foot in feet] == [8 if wanted else None] * 2
            assert sheet.oddHeader.center.text == "&P"


def test_every_page_of_the_word_file_has_it() -> None:
    document = Document(io.BytesIO(render_word(MARKED, plan_sheets(MARKED))))
    assert len(document.sections) > 1
    for section in document.sections:
        feet = (section.first_page_footer, section.footer)
        assert ["".join(p.text for p in foot.paragraphs) for foot in feet] == [MARK] * 2
    plain = Document(io.BytesIO(render_word(PLAIN, plan_sheets(PLAIN))))
    assert not any(p.text for s in plain.sections for p in s.footer.paragraphs)
