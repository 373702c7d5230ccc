"""Who owes what, in words and as reminders that are ready to be sent."""

import re
from dataclasses import replace
from pathlib import Path

from bpindex.actions import buttons
from bpindex.case.model import Case
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.remarks.lacking import lacking, reminders
from bpindex.sheets.layout import layout_of
from bpindex.words import remarks as words
from bpindex.workbook.build import build_workbook
from tests.changed_cases import CASE, with_agency, with_counts, with_typed
from tests.workbook.editing import bundled_workbook

LAYOUT = layout_of(CASE.index)


def waiting() -> Case:
    """One count of an agency is missing, another agency has sent nothing."""
    case = with_counts("so-y-te", hs_tong=None)
    case = replace(case, counts=tuple(row for row in case.counts if row.agency != "so-tu-phap"))
    return with_agency("so-y-te", case, email="yte@tinh.gov.vn")


def test_each_agency_is_told_its_own_missing_counts_in_words() -> None:
    case = waiting()
    (partly, nothing) = lacking(evaluate(case))
    assert (partly.agency.code, partly.counts, partly.has_any) == ("so-y-te", ("hs_tong",), True)
    assert (nothing.agency.code, nothing.has_any) == ("so-tu-phap", False)
    assert set(nothing.counts) == {count.id for count in CASE.index.counts}
    to_all, one, other = reminders(evaluate(case))
    name = case.index.count_by_id["hs_tong"].name
    first = next(item for item in case.index.components if "hs_tong" in item.counts)
    assert one.missing == words.OF_COMPONENT.format(component=first.name, counts=name)
    assert one.missing in one.text
    assert (one.name, one.address) == ("Sở Y tế", "yte@tinh.gov.vn")
    assert all(component.name in other.missing for component in case.index.components)
    assert {"Sở Y tế (thiếu 1 số)", "Sở Tư pháp (chưa có số nào)"} == {*to_all.missing.split("; ")}
    codes = case.index.count_by_id.keys() | {agency.code for agency in case.agencies}
    for item in (to_all, one, other):
        assert "kỳ 02/2024" in item.text
        assert "07/03/2024" in item.text
        # Copied out of a cell, a line break would bring quotation marks with it.
        assert "\n" not in item.text
        assert not codes & set(re.findall(r"[\w-]+", item.text))


def test_nobody_is_reminded_of_what_nobody_needs_or_everybody_has() -> None:
    assert reminders(evaluate(CASE)) == []
    # Points of a group stand for its counts; whoever lacks both owes the points.
    group = CASE.index.groups[0]
    case = CASE
    for agency in CASE.agencies:
        if agency.code != "so-y-te":
            case = with_typed(agency.code, case, **{f"{group.id}_diem": "10"})
    own = {name: None for item in CASE.index.components_of(group.id) for name in item.counts}
    (found,) = lacking(evaluate(with_counts("so-y-te", case, **own)))
    assert (found.agency.code, found.groups) == ("so-y-te", (group.id,))


def test_the_check_writes_the_reminders_and_the_next_one_takes_them_away(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(build_workbook(waiting()))
    desk = FileDesk(path)
    buttons.check_data(desk)
    assert desk.shown == LAYOUT["findings"].title
    sheet = LAYOUT["reminders"]
    rows = desk.read(sheet.title, "A5:D9")
    wanted = [
        [r.name, r.missing, r.text, r.address or None] for r in reminders(evaluate(waiting()))
    ]
    assert rows[1:4] == wanted
    assert rows[0][1].startswith("Kỳ 02/2024")
    counts = LAYOUT["counts"].block("counts")
    place = [row.agency for row in waiting().counts].index("so-y-te")
    desk.write(LAYOUT["counts"].title, counts.address(counts.first_row + place, "hs_tong"), [[50]])
    buttons.check_data(desk)
    assert [row[0] for row in desk.read(sheet.title, "A6:A8")] == [
        "Tất cả (1 đơn vị)",
        "Sở Tư pháp",
        None,
    ]


def test_where_nobody_owes_anything_the_sheet_says_so(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    buttons.check_data(desk)
    assert desk.read(LAYOUT["reminders"].title, "B6")[0] == [words.NONE_MISSING]
