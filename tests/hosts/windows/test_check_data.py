"""The button that lists what the checks find, over a recording fake of Excel."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.cells.report import finding_rows
from bpindex.pipeline import evaluate
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from bpindex.words import findings as finding_words
from bpindex.words import marks as rule_texts
from bpindex.workbook.build import build_workbook
from tests.changed_cases import case_of, with_counts
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import (
    HOST,
    MOST_CALLS,
    check_data,
    content_of,
    make_notice,
    opened,
    printable,
    said_beyond_done,
)

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]


def the_findings(excel: FakeExcel) -> list[tuple[str, str, str]]:
    """Return level, text and link formula of the rows of Kiểm tra that are not blank."""
    shown = excel.value("Kiểm tra", "A5:B504")
    links = excel.formula("Kiểm tra", "C5:C504")
    rows = [
        (level or "", text or "", link) for (level, text), (link,) in zip(shown, links, strict=True)
    ]
    return [row for row in rows if any(row)]


def test_a_problem_stops_the_notice_and_is_listed_with_a_link_to_its_cell(
    tmp_path: Path,
) -> None:
    case = with_counts("so-cong-thuong", printable(5), hs_tong="abc")
    with opened(tmp_path, build_workbook(case)) as excel:
        make_notice(excel)
        problems = [row for row in the_findings(excel) if row[0] == rule_texts.PROBLEM]
        assert problems
        count = len(problems)
        assert excel.messages == [(finding_words.PROBLEMS_STOP.format(count=count), texts.TITLE, 0)]
        assert NOTICE_SHEET not in excel.sheets()
        assert excel.book()._active.title == "Kiểm tra"
        _, text, link = problems[0]
        assert text.startswith("trang Số liệu, ô I5: ")
        assert "“abc”" in text
        assert link == '=HYPERLINK("#\'Số liệu\'!I5","Số liệu!I5")'


def test_every_link_leads_to_a_cell_of_the_sheet_that_its_sentence_names(
    tmp_path: Path,
) -> None:
    case = with_counts("so-cong-thuong", case_of(60), hs_tong="")
    case = replace(case, settings=replace(case.settings, deadline=date(2024, 1, 1)))
    with opened(tmp_path, build_workbook(case)) as excel:
        check_data(excel)
        rows = the_findings(excel)
        assert len(rows) > 15
        named = 0
        for _, text, link in rows:
            found = re.fullmatch(r"=HYPERLINK\(\"#'([^']+)'!([A-Z]+\d+)\",\"\1!\2\"\)", link)
            assert found, link
            assert found[1] in excel.sheets()
            place = text.partition(": ")[0]
            assert place.startswith(f"trang {found[1]}")
            if ", ô " in place:
                named += 1
                assert place == f"trang {found[1]}, ô {found[2]}"
        assert named > len(rows) * 0.9
        assert any(text.startswith("trang Thiết lập, ô L") for _, text, _ in rows), "the portal"


def test_warnings_alone_do_not_stop_the_notice(tmp_path: Path) -> None:
    case = printable(29)
    assert evaluate(case).warnings
    with opened(tmp_path, content_of(29)) as excel:
        make_notice(excel)
        assert said_beyond_done(excel) == ""
        excel.messages.clear()
        assert NOTICE_SHEET in excel.sheets()
        check_data(excel)
        rows = the_findings(excel)
        assert {level for level, _, _ in rows} == {rule_texts.WARNING}
        assert len(rows) == len(evaluate(case).warnings)
        assert excel.messages == []


def test_rows_of_an_earlier_check_are_gone(tmp_path: Path) -> None:
    content = build_workbook(with_counts("so-cong-thuong", printable(5), hs_tong="abc"))
    with opened(tmp_path, content) as excel:
        check_data(excel)
        many = len(the_findings(excel))
        assert many > 1
        excel.type_in("Số liệu", "I5", 129)
        check_data(excel)
        fewer = the_findings(excel)
        assert 0 < len(fewer) < many
        assert not any("abc" in text for _, text, _ in fewer)
        before = excel.state
        excel.run_python(f"{HOST}check_data()")
        assert excel.state == before


def test_nothing_found_is_said_in_words(excel: FakeExcel, monkeypatch: pytest.MonkeyPatch) -> None:
    check_data(excel)
    assert len(the_findings(excel)) > 1
    found = evaluate(printable(5))
    with_nothing = replace(found, findings=())
    rows = finding_rows(with_nothing, layout_of(found.case.index))
    assert rows == [["", rule_texts.NOTHING_FOUND, ""]]

    monkeypatch.setattr(buttons, "evaluate", lambda case: replace(evaluate(case), findings=()))
    check_data(excel)
    assert the_findings(excel) == [("", rule_texts.NOTHING_FOUND, "")]
    assert excel.book()._active.title == "Kiểm tra"


def test_more_findings_than_rows_end_with_how_many_are_left() -> None:
    found = evaluate(case_of(60))
    many = replace(found, findings=found.findings * 100)
    rows = finding_rows(many, layout_of(found.case.index))
    assert len(rows) == 500
    left = len(many.findings) - 499
    assert rows[-1] == ["", rule_texts.MORE_FOUND.format(count=left), ""]


def test_checking_takes_few_calls_whatever_is_found(tmp_path: Path) -> None:
    counts = []
    for case in (printable(5), case_of(60)):
        with opened(tmp_path, build_workbook(case)) as excel:
            excel.calls.clear()
            check_data(excel)
            counts.append(len(excel.calls))
            assert excel.coerced == [], "texts that Excel would read as numbers or dates"
    assert counts[0] == counts[1] <= MOST_CALLS, f"calls to Excel: {counts}"
