"""What people changed in the exported Word document, taken into the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bpindex.case.belonging import of_month, with_own
from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import WRITE_IN, Key
from bpindex.case.model import Case
from bpindex.compare.changes import clean
from bpindex.edits.taker import Stamp, Taker
from bpindex.errors import InputError
from bpindex.index.periods import shown_month
from bpindex.memory.found import same_text
from bpindex.pipeline import evaluate
from bpindex.reading.word_changes import WordChanges, word_changes
from bpindex.reading.word_document import read_word
from bpindex.register.lookup import Register
from bpindex.register.naming import what_is_corrected
from bpindex.words import word_file

_SHOWN = 80


@dataclass(frozen=True)
class TakenBack:
    """A case with the register that follows, what is new in it, and what a person should know."""

    case: Case
    new: tuple[Correction, ...]
    told: tuple[str, ...]


def take_back(case: Case, content: bytes, name: str, stamp: Stamp) -> TakenBack:
    """Return a case with what was changed in an exported document; raise InputError for no such."""
    memory, found = read_word(content, name)
    month = str(case.period)
    if memory.period != month:
        reason = word_file.OTHER_MONTH.format(
            found=shown_month(memory.period), expected=shown_month(month)
        )
        raise InputError(word_file.WORD_UNREADABLE.format(path=name, reason=reason))
    changes = word_changes(memory, found)
    computed = evaluate(case).notice.origins.computed
    register = of_month(case).corrections
    taker = Taker(register, _bases(changes, computed, register), replace(stamp, period=month))
    told = list(_take(taker, changes, computed, Register(register), case))
    taken = tuple(taker.result.new)
    result = replace(case, corrections=with_own(case, taker.result.register))
    told += _left(result, changes, computed)
    nothing = word_file.LEFT_OUT if told else word_file.NOTHING_TAKEN
    first = word_file.TAKEN_BACK if taken else nothing
    return TakenBack(result, taken, (first.format(name=name, count=len(taken)), *told))


def _bases(
    changes: WordChanges, computed: Mapping[Key, str], register: tuple[Correction, ...]
) -> dict[Key, str]:
    """Return what was computed when each text was written.

    Where that is something else now, the correction is one to be looked at.
    """
    corrected = {item.key for item in register if item.in_force and item.is_text}
    bases = dict(computed)
    for key, (made, _) in changes.texts.items():
        if key in computed and key not in corrected and not _alike(made, computed[key]) and made:
            bases[key] = made.replace(WRITE_IN, " ")
    return bases


def _take(
    taker: Taker,
    changes: WordChanges,
    computed: Mapping[Key, str],
    register: Register,
    case: Case,
) -> Iterator[str]:
    """Take the changed texts; yield a sentence where somebody has corrected the same since."""
    for key, (made, now) in changes.texts.items():
        if key not in computed:
            changes.added.append(now)
            continue
        here, known = register.apply(key, computed[key])
        text = clean(now)
        if _alike(here, text):
            continue
        if known is None or _alike(here, made):
            taker.take_text(key, text)
            continue
        taker.take_rival(key, text)
        what = what_is_corrected(case, known)
        yield word_file.CHANGED_SINCE.format(what=what, here=_quoted(here), there=_quoted(text))


def _left(case: Case, changes: WordChanges, computed: Mapping[Key, str]) -> Iterator[str]:
    """Yield a sentence for everything that was not taken."""
    yield from (word_file.ADDED_TEXT.format(text=_quoted(text)) for text in changes.added)

    def named(key: Key) -> str:
        return what_is_corrected(case, Correction(PrintedText(*key), period=str(case.period)))

    for key, text, odd in changes.odd:
        yield word_file.ODD_TEXT.format(what=named(key), text=_quoted(text), odd=odd)
    for key in changes.gone:
        if key in computed:
            yield word_file.GONE_TEXT.format(what=named(key))
    for key, last, count in changes.moved:
        words = word_file.MOVED_TEXT if count == 1 else word_file.MOVED_TEXTS
        yield words.format(what=named(key), last=named(last), count=count)


def _alike(one: str, other: str) -> bool:
    """Return whether two texts print alike; a space to write in is one space in the model."""
    return same_text(one.replace(WRITE_IN, " "), other.replace(WRITE_IN, " "))


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
