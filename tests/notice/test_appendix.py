"""The appendix of late dossiers: order, days that nobody typed, sums."""

from dataclasses import replace
from datetime import date
from typing import Any

from bpindex.case.correction import Correction, PrintedFigure
from bpindex.case.keys import APPENDIX
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.index.working_days import LateDays
from tests.changed_cases import notice_of
from tests.strategies import base_case

# The columns that the tests look at.
NUMBER, CODE, PROCEDURE, AGENCY, DAYS = 0, 1, 2, 3, 7


def with_dossiers(*dossiers: LateDossier, **settings: Any) -> Case:
    case = base_case()
    return replace(case, late_dossiers=dossiers, settings=replace(case.settings, **settings))


def rows(case: Case) -> list[tuple[str, ...]]:
    appendix = notice_of(case).appendix
    assert appendix is not None
    return [
        tuple(row[column] for column in (NUMBER, CODE, PROCEDURE, AGENCY, DAYS))
        for row in appendix.rows
    ]


def late(code: str, agency: str, due: date | None = None, **fields: Any) -> LateDossier:
    return LateDossier(code, "Cấp phép", agency, due=due, **fields)


def test_agencies_stand_in_their_order_with_the_latest_first_and_a_sum() -> None:
    case = with_dossiers(
        late("H1", "tx-binh-long", days_late="1"),
        late("H2", "so-y-te", days_late="2"),
        late("H3", "so-y-te", days_late="10"),
    )
    assert rows(case) == [
        ("1", "H3", "Cấp phép", "Sở Y tế", "10"),
        ("2", "H2", "Cấp phép", "Sở Y tế", "2"),
        ("", "", "Cộng: 2 hồ sơ", "Sở Y tế", "12"),
        ("3", "H1", "Cấp phép", "Thị xã Bình Long", "1"),
    ]


def test_days_that_nobody_typed_are_counted() -> None:
    # Friday, 16 February 2024; the period ends on Thursday, the 22nd.
    friday = date(2024, 2, 16)
    dossiers = (
        late("trả rồi", "so-y-te", friday, returned=date(2024, 2, 20)),
        late("còn mở", "so-noi-vu", friday),
        late("gõ", "so-xay-dung", friday, days_late="7"),
        late("đúng hạn", "so-tu-phap", friday, returned=date(2024, 2, 16)),
        late("không có ngày hẹn", "so-tai-chinh"),
    )
    counted = {code: days for _, code, _, _, days in rows(with_dossiers(*dossiers))}
    assert counted == {
        "trả rồi": "2", "còn mở": "4", "gõ": "7", "đúng hạn": "", "không có ngày hẹn": "",
    }  # fmt: skip
    days_off = (date(2024, 2, 20),)
    other = with_dossiers(*dossiers, late_days=LateDays.WORKING, days_off=days_off)
    assert {code: days for _, code, _, _, days in rows(other)} == {
        **counted, "trả rồi": "1", "còn mở": "3",
    }  # fmt: skip
    calendar = with_dossiers(*dossiers, late_days=LateDays.CALENDAR)
    assert {code: days for _, code, _, _, days in rows(calendar)} == {
        **counted, "trả rồi": "4", "còn mở": "6",
    }  # fmt: skip


def test_a_sum_of_days_that_are_not_all_numbers_is_left_out() -> None:
    case = with_dossiers(
        late("H1", "so-y-te", days_late="2"), late("H2", "so-y-te", days_late="chưa rõ")
    )
    assert rows(case)[-1] == ("", "", "Cộng: 2 hồ sơ", "Sở Y tế", "")


def test_a_dossier_that_is_no_working_day_late_adds_none_to_the_sum() -> None:
    saturday, open_one = date(2024, 2, 17), date(2024, 2, 16)
    case = with_dossiers(
        late("H1", "so-y-te", saturday, returned=date(2024, 2, 18)), late("H2", "so-y-te", open_one)
    )
    assert [row[-1] for row in rows(case)] == ["4", "", "4"]
    unknown = with_dossiers(late("H1", "so-y-te"), late("H2", "so-y-te", open_one))
    assert rows(unknown)[-1] == ("", "", "Cộng: 2 hồ sơ", "Sở Y tế", "")


def test_a_sum_follows_days_that_were_corrected() -> None:
    case = with_dossiers(late("H1", "so-y-te", days_late="6"), late("H2", "so-y-te", days_late="1"))
    for typed, expected in (("60", "61"), ("chưa rõ", ""), ("", "")):
        item = Correction(PrintedFigure(APPENDIX, "H1", "days_late"), "6", typed)
        assert [row[-1] for row in rows(replace(case, corrections=(item,)))] == [
            typed, "1", expected,
        ]  # fmt: skip
