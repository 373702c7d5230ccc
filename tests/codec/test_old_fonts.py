"""Texts in the fonts of before Unicode are known; what is Vietnamese as it stands never is."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.codec.old_fonts import is_syllable, old_font_words
from bpindex.words import old_fonts as letters
from tests.changed_cases import CASE

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
TO_TCVN3 = {new: old for old, new in zip(letters.TCVN3, letters.TCVN3_LETTERS, strict=True)}
TO_VNI = dict(zip(letters.VNI_LETTERS.split(), letters.VNI.split(), strict=True))


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A syllable of one vowel, as Vietnamese makes them."""
    vowel = draw(st.sampled_from("aăâeêioôơuưy")) + draw(st.sampled_from(TONES))
    begins = draw(st.sampled_from(["b", "ch", "đ", "h", "ngh", "ph", "th", "tr", "v"]))
    return normalize("NFC", begins + vowel + draw(st.sampled_from(["", "n", "ng", "nh", "c"])))


@pytest.mark.parametrize(
    "text",
    [
        "S\u00eb C\u00abng th\u00ad\u00acng",
        "Sôû Coâng thöông",
        "ñaõ nhaän ñuû",
        "UBND TÆNH BÌNH PHÖÔÙC",
        "Huy\u00d6n B\u00ef \u00a7\u00a8ng",
        "Ban D\u00a9n t\u00e9c (ghi ch\u00f3)",
    ],
)
def test_a_text_in_an_old_font_is_known(text: str) -> None:
    assert [*old_font_words(text)]
    # The mark of ư is a soft hyphen, which reading takes away: the rest still tells.
    assert [*old_font_words(text.replace("\u00ad", ""))]


@given(st.lists(syllables(), min_size=1, max_size=6), st.sampled_from([TO_TCVN3, TO_VNI]))
def test_every_syllable_that_a_code_bends_is_known(words: list[str], code: dict[str, str]) -> None:
    bent = ["".join(code.get(letter, letter) for letter in word) for word in words]
    odd = [word for word in bent if not word.isascii() and not is_syllable(word)]
    assert [*old_font_words(" ".join(bent))] == odd


@given(st.lists(syllables(), max_size=6))
def test_what_is_vietnamese_as_it_stands_is_never_taken_for_an_old_font(words: list[str]) -> None:
    text = " ".join(words)
    for form in (text, text.upper(), text.title()):
        assert [*old_font_words(normalize("NFC", form))] == []


@pytest.mark.parametrize(
    "text",
    [
        "Công ty Citroën, Müller và Nestlé (Côte d’Ivoire), São Paulo",
        "«Một cửa» 5 µm, ½ ngày, 3×4, §5, 20 °C ± 1, 1ª, naïve café",
        "Đắk Lắk, Krông Búk, Pơ Lang; quý, giết, gì, khuỷu, ngoèo, hoà, hòa, uỷ, ủy",
        "QĐ-UBND, LĐ-TB&XH, KH&ĐT",
    ],
)
def test_names_and_signs_of_other_kinds_are_no_old_font(text: str) -> None:
    assert [*old_font_words(text)] == []


def test_nothing_in_the_bundled_case_is_in_an_old_font() -> None:
    texts = [agency.name for agency in CASE.agencies]
    texts += [paragraph.text for paragraph in CASE.wording.paragraphs]
    assert [word for text in texts for word in old_font_words(text)] == []
    assert all(map(is_syllable, texts[0].split())) and is_syllable("Phước")
