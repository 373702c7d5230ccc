"""A paragraph that somebody broke with Enter, put together again from its pieces.

Office programs leave a bookmark on one of the pieces: the others stand before or behind it and are
known by their words alone.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bpindex.memory.found import same_text, visible
from bpindex.reading.word.document import Found, FoundText, MadeText, WordMemory
from bpindex.reading.word.places import marked_places
from bpindex.xlsx.word_marks import Odd
from bpindex.xlsx.word_seen import Seen, joined

# A paragraph is a piece of another one where so much of it, or of what is missing there, is it.
_PIECE, _REST, _FEW_WORDS = 0.6, 0.8, 3
# Where less of it is, it may be a piece with much typed into it: nobody can tell.
_UNCLEAR = 0.3


def whole_again(memory: WordMemory, found: Sequence[Found]) -> list[Found]:
    """Return what was found with the pieces of each broken paragraph as one.

    Where somebody cannot tell whether a paragraph is a piece of the one beside it, that is odd.
    """
    places = marked_places(memory, found)
    gone: set[int] = set()
    whole: dict[int, Found] = {}
    for at, place in places.items():
        made, item = memory.items[place], found[at]
        if (
            not isinstance(made, MadeText)
            or not isinstance(item, FoundText)
            or same_text(made.text, item.seen.text)
        ):
            continue
        lines, used, is_unclear = [item.seen], {at}, False
        for step in (1, -1):
            passed: list[tuple[int, Seen]] = []
            for beside in _beside(found, at, step, {*places, *gone}):
                passed.append(beside)
                if not (other := words_of(beside[1].text)):
                    continue
                own = [word for line in lines for word in words_of(line.text)]
                is_piece = _is_piece(words_of(made.text), own, other, step)
                if not is_piece:
                    is_unclear = is_unclear or is_piece is None
                    break
                pieces = [seen for _, seen in passed]
                lines = [*lines, *pieces] if step > 0 else [*pieces[::-1], *lines]
                used |= {number for number, _ in passed}
                passed = []
        gone |= used - {at}
        seen = joined(lines) if len(lines) > 1 else item.seen
        odd = (*seen.odd, Odd.BROKEN) if is_unclear else seen.odd
        whole[at] = replace(item, seen=seen._replace(odd=odd))
    return [whole.get(at, item) for at, item in enumerate(found) if at not in gone]


def _beside(
    found: Sequence[Found], at: int, step: int, known: Collection[int]
) -> Iterator[tuple[int, Seen]]:
    """Yield the paragraphs that follow one, or stand before it, up to one that is known."""
    while 0 <= (at := at + step) < len(found) and at not in known:
        item = found[at]
        if not isinstance(item, FoundText):
            return
        yield at, item.seen


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are seen."""
    return visible(text).split()


def _is_piece(
    made: Sequence[str], own: Sequence[str], other: Sequence[str], step: int
) -> bool | None:
    """Return whether words are of those that a paragraph lacks; None where nobody can tell."""
    here = _alike(made, own)
    gained = _alike(made, [*own, *other] if step > 0 else [*other, *own]) - here
    is_rest = gained >= max(_FEW_WORDS, _REST * (len(made) - here))
    if gained > 0 and (is_rest or gained >= _PIECE * len(other)):
        return True
    return None if gained >= max(_FEW_WORDS, _UNCLEAR * len(other)) else False


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share in the same order."""
    return sum(run.size for run in SequenceMatcher(None, one, other, False).get_matching_blocks())
