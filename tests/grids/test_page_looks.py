"""Cells of pages as a browser shows them: pieces that stand apart, rules of style sheets, lists."""

from pathlib import Path

import pytest

from bpindex.codec.shown import Unclear
from bpindex.grids.grid import Grid
from bpindex.grids.numbers import read_count
from bpindex.grids.pages.pages import page_grids
from bpindex.intake.engine import understand
from bpindex.intake.points import read_points
from bpindex.intake.taken import Decisions
from bpindex.words import files as file_words
from bpindex.words import intake as words
from tests.strategies import base_case

RULES = """<!--
/* as Excel saves them */
.font6 {color:red; text-decoration:line-through;} .font7 { font-weight:700 }
.gone, #gone { display:none } .up { vertical-align:super } .white { color:#FFF }
table.list td .deep { visibility: hidden } .clear{opacity:0}
.off { position:absolute; left:-9999px } .tiny { font-size:1px }
.added::before { content:"1" } .icon::before { content:"\\f101" }
.back { display:none } td .back { display:inline }
@media print { .font7 { display:none } span { display:none } }
@font-face { font-family: X } -->"""


def grid_of(cell: str) -> Grid:
    page = f"<style>{RULES}</style><table class=list><tr><td>A</td>{cell}</tr></table>"
    (grid,), _ = page_grids(page, "a.html")
    return grid


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("365<a href='#1'>1</a>", "365 | 1"),
        ("365<small>12</small>", "365 | 12"),
        ("365<br>360", "365 | 360"),
        ("<p>365<p>360", "365 | 360"),
        ("365<button>9</button>", "365 | 9"),
        ("365<progress value=1>9</progress>", "365 | 9"),
        ("<ruby>365<rt>9</rt></ruby>", "365 | 9"),
        ("<details><summary>365</summary>9</details>", "365 | 9"),
        ("<x-new>365</x-new>9", "365 | 9"),
        ("365<span style='vertical-align:super'>1</span>", "365 | 1"),
        ("<span style='vertical-align:super'>1</span>365", "1 | 365"),
        ("365<span class=up>1</span>", "365 | 1"),
        ("365<span class=nowhere>1</span>", "365 | 1"),
        ("<font class=font6>365</font><font class=font7>360</font>", "360"),
        ("365<span class=gone>9</span>", "365"),
        ("365<span id=gone>9</span>", "365"),
        ("365<span class='font7 deep'>9</span>", "365"),
        ("365<span class=clear>9</span>", "365"),
        ("365<span class=off>9</span>", "365"),
        ("365<span class=tiny>9</span>", "365"),
        ("365<span style='font-size:0'>9</span>", "365"),
        ("365<template>1</template>", "365"),
        ("365<noscript>1</noscript>", "365"),
        ("36<span class=back>5</span>", "365"),
        ("<span class=added>365</span>", "1 | 365"),
        ("<i class=icon></i>365", "365"),
        ("<b>3</b><span>6</span><font color=#000000>5</font>", "365"),
        ("3<wbr>6<!-- 4 -->5", "365"),
        ("<i>Sở</i><br>Y tế", "Sở Y tế"),
        ("365<input value=5>", "365 [5]"),
        ("<input type=checkbox value=7>365", "365"),
        ("36<table><tr><td>1</table>5", "36 | 5"),
    ],
)
def test_pieces_that_stand_apart_are_no_digits_of_one_number(inside: str, shown: str) -> None:
    page = f"<style>{RULES}</style><table class=list><tr><td>A<td>{inside}</table>"
    grid = page_grids(page, "a.html")[0][0]
    assert grid.text(0, 1) == shown
    assert (read_count(shown).value is None) is (shown not in ("365", "360"))
    assert "|" not in shown or read_points(shown) is None


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("<td>36<span class=white>5</span></td>", file_words.UNSEEN_COLOUR),
        ("<td>36<font color=white>5</font></td>", file_words.UNSEEN_COLOUR),
        ("<td style='color:#333;background:#333'>365</td>", file_words.UNSEEN_COLOUR),
        ("<td sdval=365>1365</td>", words.SHOWS_OTHER.format(shown="1365")),
        ("<td x:num='365000'>365</td>", words.SHOWS_OTHER.format(shown="365")),
        ("<td sdval=-365>365</td>", words.SHOWS_OTHER.format(shown="365")),
    ],
)
def test_a_number_that_is_unseen_or_is_another_one_is_none(cell: str, why: str) -> None:
    found = grid_of(cell).cell(0, 1)
    assert isinstance(found, Unclear) and found.why == why


@pytest.mark.parametrize(
    "cell",
    [
        "<td sdval=1365>1.365</td>",
        "<td><font color=white style='color:black'>1365</font></td>",
        "<td bgcolor='#1F4E78'><font class=white>1365</font></td>",
        "<td style='background-color:rgb(31,78,120)'><b class=white>1365</b></td>",
    ],
)
def test_a_number_that_is_seen_is_one(cell: str) -> None:
    assert read_count(grid_of(cell).text(0, 1).replace(".", "")).value == 1365
    assert not isinstance(grid_of(cell).cell(0, 1), Unclear)


def test_words_of_a_cell_stay_words_whatever_their_colour() -> None:
    assert grid_of("<th><span class=white>Sở Y tế</span></th>").cell(0, 1) == "Sở Y tế"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("<div><span>Tháng</span><select><option>2<option selected>1</select></div>", "Tháng 1"),
        ("<div>Tháng <select><option>3</option><option>1</option></select> năm 2024", "Tháng 3"),
        ("<form>Từ ngày <input value='01/01/2024'><input type=hidden value=x9>", "01/01/2024"),
    ],
)
def test_what_is_chosen_on_a_page_says_its_month(said: str, line: str) -> None:
    table = "<table><tr><th>Đơn vị<th>Tổng số PAKN<tr><td>Sở Y tế<td>9</table>"
    grids, _ = page_grids(f"<body>{said}{table}", "a.html")
    assert any(line in text for text in grids[0].around)
    assert not any("x9" in text for text in grids[0].around)
    assert understand(grids, base_case(), Decisions()).decisions.waiting


def test_a_text_of_digits_in_a_page_of_libreoffice_is_asked_about() -> None:
    cells = "<td sdval=1365>1.365<td>365360<td>Sở Y tế<td sdval=12.5>12,5<td>2.000.01"
    grid = grid_of(cells)
    assert grid.rows[0][1] == 1365 and grid.rows[0][3:] == ["Sở Y tế", 12.5, "2.000.01"]
    found = grid.rows[0][2]
    assert isinstance(found, Unclear) and found.why == words.TEXT_OF_DIGITS
    assert grid_of("<td>365360").rows[0][1] == "365360"


def test_a_whole_column_of_parted_numbers_is_asked_about(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{name}<td>{n}<a>1</a>" for n, name in enumerate(("Sở Y tế", "Sở Nội vụ"), 3)
    )
    grids, _ = page_grids(f"<table><tr><th>Đơn vị<th>Tổng số PAKN{rows}</table>", "a.html")
    found = understand(grids, base_case(), Decisions())
    assert found.decisions.waiting and not found.values


def test_elements_without_ends_take_no_time() -> None:
    page = "<table><tr><td>" + "<b><span class=x>" * 20_000 + "1" + "</i>" * 20_000
    assert page_grids(page, "a.html")[0][0].text(0, 0) == "1"


@pytest.mark.parametrize(
    ("rule", "is_doubtful"),
    [
        ("td:nth-child(2) {display:none}", True),
        ("tr:first-child > td {visibility:hidden}", True),
        ("td[data-kind='x'] {color:white}", True),
        ("td + td {text-decoration:line-through}", True),
        ("table td:not(.shown) {opacity:0}", True),
        ("tr:nth-child(odd) {color:#fff; background:#036}", False),
        ("tr:nth-child(even) {background:#eee}", False),
        ("td:hover {display:none}", False),
        ("[hidden] {display:none}", False),
        (".menu:not(.open) {display:none}", False),
        ("a::before:first-child {display:none}", False),
    ],
)
def test_what_a_rule_by_place_may_hide_is_doubtful(rule: str, is_doubtful: bool) -> None:
    page = f"<style>{rule}</style><table><tr><td>A<td>365</table>"
    (grid,), _ = page_grids(page, "a.html")
    cell = grid.cell(0, 1)
    assert isinstance(cell, Unclear) == is_doubtful
    assert not is_doubtful or cell.why == words.MAY_BE_HIDDEN  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("inside", "is_doubtful"),
    [
        ("36<font color=red>1</font>", True),
        ("36<span style='color:#900'>1</span>", True),
        ("<font color=red>361</font>", False),
        ("<b>36</b>1", False),
        ("361 <font color=red>*</font>", False),
    ],
)
def test_a_digit_in_another_colour_may_be_a_note(inside: str, is_doubtful: bool) -> None:
    assert isinstance(grid_of(f"<td>{inside}</td>").cell(0, 1), Unclear) == is_doubtful


@pytest.mark.parametrize(
    "style",
    [
        "clip-path:inset(100%)",
        "transform:scale(0)",
        "transform: rotate(1deg) scaleX(0.0)",
        "width:0;overflow:hidden",
        "max-height:0px; overflow : hidden",
        "mso-number-format:'0\\.0%'",
        "mso-number-format:Percent",
    ],
)
def test_a_number_that_a_style_hides_or_shows_as_a_percent_is_none(style: str) -> None:
    cell = grid_of(f'<td style="{style}"><b>18</b></td>').cell(0, 1)
    assert cell == "" or isinstance(cell, Unclear)
    for kept in ("width:0", "transform:scale(1)", "overflow:hidden", "mso-number-format:'0'"):
        assert grid_of(f'<td style="{kept}">18</td>').text(0, 1) == "18"
    assert grid_of('<td style="mso-number-format:Percent">18%</td>').text(0, 1) == "18%"


@pytest.mark.parametrize("col", ["style='visibility:collapse'", "hidden", "style='display:none'"])
def test_a_column_that_a_page_hides_is_asked_about(col: str) -> None:
    rows = "<tr><td>Đơn vị</td><td>PAKN xử lý đúng hạn</td></tr><tr><td>Sở Y tế</td><td>3</td></tr>"
    grids, _ = page_grids(f"<table><col><col {col}>{rows}</table>", "a.html")
    found = understand(grids, base_case(), Decisions(agreed=True))
    assert found.decisions.waiting and not found.values
    grids, _ = page_grids(f"<table><col span=2><col {col}>{rows}</table>", "a.html")
    assert len(understand(grids, base_case()).values) == 1
