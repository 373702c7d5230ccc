"""Placeholders, bold pieces and blanks of the wording."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.errors import InputError
from bpindex.index.periods import Period
from bpindex.notice.model import Run
from bpindex.notice.wording import expand, expand_plain, placeholder_values
from tests.strategies import awkward_texts, base_case, wording_texts

SETTINGS = base_case().settings
VALUES = {"a": "một", "b": "hai", "blank": "", "braces": "{a} **x**"}


def text_of(template: str) -> str:
    return "".join(run.text for run in expand(template, VALUES, "P"))


def test_every_placeholder_of_the_bundled_case_has_its_value() -> None:
    assert placeholder_values(SETTINGS, Period(2024, 2)) == {
        "parent_body": "UBND TỈNH BÌNH PHƯỚC",
        "issuer": "VĂN PHÒNG",
        "issuer_name": "Văn phòng UBND tỉnh",
        "issuer_code": "VPUBND",
        "place": "Bình Phước",
        "number": "",
        "day": "",
        "month": "02",
        "year": "2024",
        "period_month": "02",
        "period_year": "2024",
        "period_name": "tháng 02/2024",
        "period_from": "01/02/2024",
        "period_to": "22/02/2024",
        "deadline": "07/03/2024",
        "prior_label": "Năm 2023",
        "signatory": "",
    }


@pytest.mark.parametrize("name", ["place", "issuer", "issuer_name", "issuer_code", "signatory"])
def test_spaces_around_a_name_are_none_of_it(name: str) -> None:
    settings = replace(SETTINGS, **{name: "\u00a0 Đồng Nai \t"})
    assert placeholder_values(settings, Period(2024, 2))[name] == "Đồng Nai"
    blank = replace(SETTINGS, **{name: "  "})
    assert placeholder_values(blank, Period(2024, 2))[name] == ""


def test_numbers_days_and_months_take_the_leading_zeros_of_the_decree() -> None:
    def values(number: str, day: int, month: int) -> tuple[str, str, str]:
        settings = replace(SETTINGS, number=number, issue_day=day, issue_month=month)
        found = placeholder_values(settings, Period(2024, 2))
        return found["number"], found["day"], found["month"]

    assert values("7", 5, 2) == ("07", "05", "02")
    assert values(" 12 ", 15, 3) == ("12", "15", "3")
    assert values("45a", 31, 12) == ("45a", "31", "12")


def test_the_month_of_the_period_is_not_the_month_of_issue() -> None:
    values = placeholder_values(replace(SETTINGS, issue_month=4, issue_year=2025), Period(2024, 3))
    assert (values["period_month"], values["period_year"]) == ("3", "2024")
    assert (values["month"], values["year"]) == ("4", "2025")


def test_a_deadline_prints_day_month_and_year() -> None:
    values = placeholder_values(replace(SETTINGS, deadline=date(2025, 1, 9)), Period(2024, 2))
    assert values["deadline"] == "09/01/2025"


@pytest.mark.parametrize(
    ("template", "runs"),
    [
        ("", ()),
        ("chữ", (Run("chữ"),)),
        ("{a}", (Run("một"),)),
        ("x {a}, {b}.", (Run("x "), Run("một"), Run(", "), Run("hai"), Run("."))),
        ("trước **đậm** sau", (Run("trước "), Run("đậm", bold=True), Run(" sau"))),
        ("**{a} và** {b}", (Run("một", True), Run(" và", True), Run(" "), Run("hai"))),
        ("****", ()),
        ("{braces}", (Run("{a} **x**"),)),
        ("một { hai } ba", None),
        ("dở { dang", (Run("dở { dang"),)),
        ("dở } dang", (Run("dở } dang"),)),
        ("dòng 1\ndòng {a}", (Run("dòng 1\ndòng "), Run("một"))),
        ("5 * 3 = 15", (Run("5 * 3 = 15"),)),
    ],
)
def test_templates_become_runs(template: str, runs: tuple[Run, ...] | None) -> None:
    if runs is None:
        with pytest.raises(InputError):
            expand(template, VALUES, "P")
    else:
        assert expand(template, VALUES, "P") == runs


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Số: {blank}/TB", "Số: /TB"),
        ("Số:{blank}/TB", "Số: /TB"),
        ("ngày {blank} tháng", "ngày tháng"),
        ("ngày  {blank}  tháng", "ngày tháng"),
        ("ngày **{blank}** tháng", "ngày tháng"),
        ("{blank}/x", " /x"),
        ("x {blank}", "x "),
        ("dòng\n{blank}\ndòng", "dòng\n \ndòng"),
    ],
)
def test_a_blank_value_prints_as_one_space_to_write_in(template: str, text: str) -> None:
    runs = expand(template, VALUES, "P")
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.blank] == [" "]


@pytest.mark.parametrize("template", ["{blank}", " {blank} ", "**{blank}**"])
def test_a_block_of_one_blank_only_prints_nothing(template: str) -> None:
    assert expand(template, VALUES, "P") == ()


def test_a_blank_keeps_the_weight_of_its_piece() -> None:
    assert expand("x **{blank}** y", VALUES, "P")[1] == Run(" ", bold=True, blank=True)


@pytest.mark.parametrize(
    "name", ["c", "", " a", "A", "a.b", "a!r", "a:>5", "0", "a[0]", "__class__"]
)
def test_another_placeholder_is_an_error_that_names_place_found_and_expected(name: str) -> None:
    with pytest.raises(InputError) as caught:
        expand(f"x {{{name}}} y", VALUES, "wording.toml, khóa “paragraph.x”")
    assert str(caught.value) == (
        f"wording.toml, khóa “paragraph.x”: tìm thấy “{{{name}}}”, "
        "cần một trong các chỗ điền: {a}, {b}, {blank}, {braces}."
    )


@pytest.mark.parametrize("template", ["**", "a **b", "**a** b**", "***"])
def test_a_single_pair_of_stars_is_an_error(template: str) -> None:
    with pytest.raises(InputError) as caught:
        expand(template, VALUES, "P")
    assert str(caught.value) == "P: tìm thấy “**”, cần dấu ** theo từng cặp."


def test_plain_texts_of_labels_lose_bold_and_outer_spaces() -> None:
    assert expand_plain(" **Tháng** {a} ", VALUES, "P") == "Tháng một"


@given(awkward_texts(newlines=True, blank=True, without="{}*"))
def test_a_text_without_marks_prints_as_it_is(text: str) -> None:
    assert text_of(text) == text
    assert expand(text, VALUES, "P") == ((Run(text),) if text else ())


@given(wording_texts(("a", "b")))
def test_marks_vanish_and_values_appear_and_nothing_else_changes(template: str) -> None:
    expected = template.replace("**", "").replace("{a}", "một").replace("{b}", "hai")
    assert text_of(template) == expected


@given(awkward_texts(newlines=True))
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    runs = expand("{v}", {"v": value}, "P")
    assert runs == (Run(value),)
    assert expand("{v}", {"v": "{v}**"}, "P") == (Run("{v}**"),)


@given(st.lists(st.sampled_from(["x", " ", "{a}", "{blank}", "**", "\n"]), max_size=8))
def test_a_template_either_fails_or_gives_runs_that_hold_text(pieces: list[str]) -> None:
    template = "".join(pieces)
    if template.count("**") % 2 or "***" in template:
        return
    runs = expand(template, VALUES, "P")
    assert all(run.text for run in runs)
    assert all(run.text == " " for run in runs if run.blank)
    assert sum(run.blank for run in runs) in (template.count("{blank}"), 0)


@pytest.mark.parametrize(
    "template",
    ["Hạn {deadline, các", "{deadline}}", "{{deadline}", "｛deadline｝", "Hạn deadline}"],
)
def test_a_placeholder_that_is_not_closed_is_refused(template: str) -> None:
    with pytest.raises(InputError, match=r"^P: tìm thấy “.*”, cần mỗi dấu { có một dấu } đóng"):
        expand(template, {"deadline": "07/3/2024"}, "P")
