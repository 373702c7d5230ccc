"""The register shows looks in words and reads them back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.look import look_text
from bpindex.register.look_words import look_in_words, look_of_words

FLAG = st.sampled_from(["0", "1"])
COLOUR = st.text("0123456789ABCDEF", min_size=6, max_size=6)
OPTIONAL = {
    "font": st.sampled_from(["Times New Roman", "Arial", "trái"]),
    "size": st.sampled_from(["8", "12", "12.5", "14"]),
    **dict.fromkeys(("bold", "italic", "underline", "strike"), FLAG),
    "color": COLOUR,
    "fill": COLOUR | st.just(""),
    "horizontal": st.sampled_from(["general", "left", "center", "right", "fill", "justify"]),
    "vertical": st.sampled_from(["top", "center", "bottom", "justify", "distributed"]),
}


@given(st.fixed_dictionaries({}, optional=OPTIONAL))
def test_every_look_comes_back_from_its_words_and_from_its_former_text(
    look: dict[str, str],
) -> None:
    text = look_text(look)
    assert look_of_words(look_in_words(text)) == text
    assert look_of_words(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("size=12; bold=1", "cỡ chữ 12; đậm"),
        ("bold=0; underline=1", "không đậm; gạch chân"),
        ("horizontal=center; fill=", "căn ngang giữa; màu nền không"),
    ],
)
def test_looks_are_shown_in_words(text: str, words: str) -> None:
    assert look_in_words(text) == words
