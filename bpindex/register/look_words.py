"""The form of rows, cells and pages in words, as the register shows it, and back."""

import re

from bpindex.case.correction import Form, FormAspect
from bpindex.case.look import look_from, look_text
from bpindex.words import corrections as words

_YES_NO = {"1": "{name}", "0": words.NOT}
_FLAGS = ("bold", "italic", "underline", "strike")
_LETTERS = re.compile(r"(\d+)-(\d+)")


def form_in_words(what: Form, text: str) -> str:
    """Return what a correction of the form says, in words."""
    match what.aspect:
        case FormAspect.LOOK:
            return look_in_words(text)
        case FormAspect.PAGE if text and (unit := words.PAGE_UNITS.get(what.column)):
            return unit.format(value=text)
        case FormAspect.PAGE | FormAspect.BREAK:
            return words.VALUES.get(text, text)
        case FormAspect.BOLD:
            return _LETTERS.sub(_letters, text) or words.VALUES[text]
    return text


def form_of_words(what: Form, text: str) -> str:
    """Return the text of its words, also where somebody typed others; the former text is kept."""
    if what.aspect is FormAspect.LOOK:
        return look_of_words(text)
    plain = " ".join(text.split())
    if what.aspect is FormAspect.PAGE and what.column in words.PAGE_UNITS:
        return plain.removesuffix(words.PAGE_UNITS[what.column].format(value="")).strip()
    values = ("0", "1") if what.aspect is FormAspect.BREAK else words.PAGE_TURNS
    by_word = {words.VALUES[value]: value for value in values}
    is_choice = what.aspect in (FormAspect.BREAK, FormAspect.PAGE)
    return by_word.get(plain.casefold(), text) if is_choice else text


def _letters(match: re.Match[str]) -> str:
    return words.BOLD_LETTERS.format(first=int(match[1]) + 1, last=match[2])


def look_in_words(text: str) -> str:
    """Return properties such as "size=12; bold=1" in words, or as they are to come back so."""
    shown = words.BETWEEN.join(_shown(name, value) for name, value in look_from(text).items())
    return shown if look_of_words(shown) == text else text


def look_of_words(text: str) -> str:
    """Return the properties of words; a text that is none of them is kept, so also the former."""
    found = {}
    for item in text.split(words.BETWEEN.strip()):
        pair = _pair(item.strip())
        if pair is None:
            return text
        found[pair[0]] = pair[1]
    return look_text(found)


def _shown(name: str, value: str) -> str:
    word = words.LOOKS.get(name, name)
    if name in _FLAGS and value in _YES_NO:
        return _YES_NO[value].format(name=word)
    return f"{word} {words.VALUES.get(value, value)}"


def _pair(item: str) -> tuple[str, str] | None:
    """Return the property and value of its words, None for other ones."""
    for name in _FLAGS:
        for value, template in _YES_NO.items():
            if item == template.format(name=words.LOOKS[name]):
                return name, value
    values = {word: value for value, word in words.VALUES.items() if value not in ("0", "1")}
    for name, word in words.LOOKS.items():
        if name not in _FLAGS and item.startswith(f"{word} "):
            rest = item[len(word) + 1 :]
            return name, values.get(rest, rest)
    return None
