"""The sheet of one agency says of it what the notice says, and nothing of any other."""

from dataclasses import replace
from functools import cache

from bpindex.advice.profile import Profile
from bpindex.advice.told import points_text, told_takes
from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import APPENDIX
from bpindex.case.printed import PrintedTable, Summary, SummaryKind
from bpindex.history.before import Profiles, before_of
from bpindex.notice.extract import extracts
from bpindex.notice.model import Notice
from bpindex.render.formats import render_extracts
from bpindex.score.figures import scores_of
from tests.changed_cases import CASE, notice_of
from tests.printed import SECTIONS, case_with, table
from tests.render.sheets import with_late
from tests.render.words import Word, rows, value


@cache
def whole() -> Notice:
    return notice_of(with_late(4))


@cache
def made() -> dict[str, Word]:
    files = dict(render_extracts(whole(), CASE.agencies))
    assert files.popitem()[0] == "danh-sach.txt"
    return {name: Word(content) for name, content in files.items()}


def test_every_agency_has_its_file_named_by_month_and_code() -> None:
    codes = [agency.code for agency in CASE.agencies]
    assert list(made()) == [f"phieu-02-2024-{code}.docx" for code in codes]


def test_it_holds_the_rows_of_province_and_agency_as_in_the_notice() -> None:
    table = whole().table("so-nganh")
    for row in table.rows:
        found = rows(made()[f"phieu-02-2024-{row.agency}.docx"].tables[0])
        province, own = found[3:5]
        assert province[2:14] == [figure.text for figure in table.province.figures]
        shared = [table.merged_text(row, figure.column) for figure in row.figures]
        expected = [
            figure.text if text is None else text
            for figure, text in zip(row.figures, shared, strict=True)
        ]
        assert own == [row.stt, row.name, *expected, row.note]
        assert len(found) == 5


def test_no_other_agency_is_named_in_it() -> None:
    names = {row.agency: row.name for table in whole().tables for row in table.rows}
    for code, name in names.items():
        texts = [text for _, text in made()[f"phieu-02-2024-{code}.docx"].texts()]
        assert name in texts
        assert not (set(names.values()) - {name}) & set(texts)
        assert f"{name}\nTháng 02/2024" in texts
        assert texts[0] == "UBND TỈNH BÌNH PHƯỚC"


def test_late_dossiers_stand_in_the_file_of_their_agency_alone() -> None:
    with_list = {name for name, word in made().items() if len(word.tables) == 2}
    assert with_list == {"phieu-02-2024-so-xay-dung.docx"}
    [name] = with_list
    codes = [line[1] for line in rows(made()[name].tables[1])[1:]]
    assert codes == [*(f"H10.{n}" for n in range(4)), ""]  # the sum below them
    assert "HỒ SƠ TRỄ HẠN CỦA ĐƠN VỊ (4 hồ sơ)" in {text for _, text in made()[name].texts()}


def test_late_dossiers_are_those_of_the_agency_whatever_its_name_prints_as() -> None:
    case, builder, other = with_late(4), "so-xay-dung", "so-tu-phap"
    names = {agency.code: agency.name for agency in case.agencies}

    def late_of(*changes: tuple[str, str, str, str]) -> dict[str, list[str]]:
        """Return by agency the dossiers of its extract; changes are table, row, column, text."""
        made = [
            Correction(PrintedText(*what[:3]), names.get(what[1], ""), what[3]) for what in changes
        ]
        notice = notice_of(replace(case, corrections=tuple(made)))
        both = ((code, own.appendix) for code, own in extracts(notice))
        return {code: [row[1] for row in late.rows if row[1]] for code, late in both if late}

    every = [f"H10.{number}" for number in range(4)]
    assert late_of() == {builder: every}
    assert late_of(("so-nganh", builder, "agency", "Sở Xây dựng tỉnh")) == {builder: every}
    swapped = (
        ("so-nganh", builder, "agency", names[other]),
        ("so-nganh", other, "agency", names[builder]),
    )
    assert late_of(*swapped) == {builder: every}
    assert late_of((APPENDIX, every[0], "agency", "Sở Xây dựng (cũ)")) == {builder: every}
    given = late_of((APPENDIX, every[0], "agency", names[other]))
    assert given == {builder: every[1:], other: every[:1]}


def test_an_extract_takes_no_page_for_nothing() -> None:
    """Head and table stand on one sheet of paper, and no empty foot follows."""
    word = made()["phieu-02-2024-so-y-te.docx"]
    assert len(word.sections) == 1
    assert value(word.sections[0], "pgSz", "orient") == "landscape"
    assert len(word.sides) == 1


def test_without_late_dossiers_there_is_no_list() -> None:
    assert all(own.appendix is None for _, own in extracts(notice_of(CASE)))


def test_a_row_for_all_agencies_is_no_agency_and_stands_below_that_of_each() -> None:
    mean = (Summary(SummaryKind.AVERAGE), Summary(SummaryKind.PROVINCE))
    case = case_with(
        table("diem-hang", summaries=mean), PrintedTable("xa", (SECTIONS[1],), "cap-xa")
    )
    notice = notice_of(case)
    found = list(extracts(notice))
    assert [code for code, _ in found] == [agency.code for agency in case.agencies]
    for code, own in found:
        first, *more = own.tables
        assert [row.agency for row in first.rows] == [code, "#average"]
        assert first.province is not None
        is_district = code in {a.code for a in case.agencies if a.kind == "Cấp huyện"}
        assert [each.id for each in more] == (["xa"] if is_district else [])
        assert all(each.rows[0].agency == code for each in more)
    files = dict(render_extracts(notice, case.agencies))
    assert not any("#" in name for name in files)
    assert "29" in files["danh-sach.txt"].decode().splitlines()[0]


def test_below_its_rows_stands_what_was_lost_and_what_it_takes() -> None:
    case = with_late(4)
    profiles = Profiles(case, scores_of(case))
    files = dict(render_extracts(notice_of(case), CASE.agencies, profiles))
    names = {agency.name for agency in CASE.agencies}
    for place, agency in enumerate(case.valid_agencies[:3]):
        word = Word(files[f"phieu-02-2024-{agency.code}.docx"])
        texts = [text for _, text in word.texts()]
        profile = Profile(case, scores_of(case), place, before_of(case, agency.code))
        told = told_takes(profile)
        assert f"{told.title} ({told.hint})" in texts
        assert {f"{text}: {value} điểm." for text, value in told.lines[:-1]} <= set(texts)
        assert any(text.startswith(f"Tổng điểm {points_text(profile.total)}/100") for text in texts)
        lines = {line[1]: line for line in rows(word.tables[1])}
        for line in profile.lines:
            found = [text for text in lines[f"{line.component.id}. {line.component.name}"] if text]
            points = [points_text(line.points), f"{line.component.max_points:f}"]
            assert [*points, points_text(line.lost)] == found[2:5]
        assert not (names - {agency.name}) & set(texts)
