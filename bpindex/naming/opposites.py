"""Whether two names of counts exclude each other by their own words."""

from bpindex.words import naming as words


def contradict(one: str, other: str) -> bool:
    """Return whether a name says what another denies: "chưa", another time, another stage."""
    if any(_has(one, word) != _has(other, word) for word in words.DENIALS):
        return True
    for kinds in words.OPPOSITES:
        first, second = (_kinds(text, kinds) for text in (one, other))
        if first and second and not first & second:
            return True
    return False


def _kinds(text: str, kinds: tuple[tuple[str, ...], ...]) -> set[int]:
    """Return which of the kinds that exclude each other a text names; "đang" rules what follows."""
    found = {number for number, some in enumerate(kinds) if any(_has(text, w) for w in some)}
    is_going_on = kinds is words.STAGES and 0 in found
    return found - {words.STAGE_DONE} if is_going_on else found


def _has(text: str, word: str) -> bool:
    return f" {word} " in f" {text} "
