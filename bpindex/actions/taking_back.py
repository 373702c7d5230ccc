"""What people changed in the exported Word document, taken into the register."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from bpindex.case.belonging import of_month, with_own
from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import WRITE_IN, Key
from bpindex.case.model import Case
from bpindex.checks.corrections import FORMULA, QUOTED
from bpindex.compare.changes import clean
from bpindex.edits.taker import Stamp, Taker
from bpindex.errors import InputError
from bpindex.index.periods import shown_month
from bpindex.memory.found import same_text
from bpindex.pipeline import evaluate
from bpindex.reading.word.changes import OddText, WordChanges, word_changes
from bpindex.reading.word.columns import TableColumns
from bpindex.reading.word.document import read_word
from bpindex.register.lookup import Register
from bpindex.register.naming import named_cells, what_is_corrected
from bpindex.render.sheet import MOST_LETTERS
from bpindex.words import findings, word_file
from bpindex.xlsx.word_marks import BESIDE, Odd

_SHOWN = 80
# More of the same in a row or a column are told at once.
_MOST_OF_ONE = 3
_WORDS = {(Odd.MERGED,): word_file.SWALLOWED, (Odd.SPLIT,): word_file.SPLIT_OFF}


@dataclass(frozen=True)
class TakenBack:
    """A case with the register that follows, what is new in it, and what a person should know.

    `is_changed` whether the register is another one: also where something was only withdrawn, or
    kept beside what is in force.
    """

    case: Case
    new: tuple[Correction, ...]
    told: tuple[str, ...]
    is_changed: bool = False
    is_taken: bool = False

    @property
    def left_out(self) -> bool:
        """Whether something was changed and nothing of it taken: then `told` names it."""
        return not self.is_taken and len(self.told) > 1


def take_back(case: Case, content: bytes, name: str, stamp: Stamp) -> TakenBack:
    """Return a case with what was changed in an exported document; raise InputError for no such."""
    memory, found = read_word(content, name)
    month = case.key
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
    taken, after = tuple(taker.result.new), taker.result.register
    result = replace(case, corrections=with_own(case, after))
    withdrawn = _withdrawn(register, after)
    told += (
        word_file.TYPED_BACK.format(
            what=what_is_corrected(result, item), text=_quoted(item.corrected)
        )
        for item in withdrawn
    )
    told += _left(result, changes, computed)
    nothing = word_file.LEFT_OUT if told else word_file.NOTHING_TAKEN
    count = len(taken) + len(withdrawn)
    first = (word_file.TAKEN_BACK if count else nothing).format(name=name, count=count)
    return TakenBack(result, taken, (first, *told), after != register, bool(count))


def _withdrawn(before: Sequence[Correction], after: Sequence[Correction]) -> list[Correction]:
    """Return the corrections that are in force no more, with nothing else in their place."""
    still = {item.identity for item in after if item.in_force}
    return [item for item in before if item.in_force and item.identity not in still]


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
        if reason := _refused(case, key, text):
            yield word_file.REFUSED.format(reason=reason)
            continue
        if known is None or _alike(here, made):
            taker.take_text(key, text)
            continue
        taker.take_rival(key, text)
        what = what_is_corrected(case, known)
        yield word_file.CHANGED_SINCE.format(what=what, here=_quoted(here), there=_quoted(text))


def _refused(case: Case, key: Key, text: str) -> str:
    """Return why a text could not print, nothing where it can."""
    what = what_is_corrected(case, Correction(PrintedText(*key), period=case.key))
    if FORMULA.match(text):
        return findings.AS_FORMULA.format(what=what, corrected=shorten(text, QUOTED))
    if len(text) > MOST_LETTERS:
        return word_file.TOO_LONG.format(what=what, count=len(text), most=MOST_LETTERS)
    return ""


def _left(case: Case, changes: WordChanges, computed: Mapping[Key, str]) -> Iterator[str]:
    """Yield a sentence for everything that was not taken."""
    yield from (word_file.ADDED_TEXT.format(text=_quoted(text)) for text in changes.added)

    def item(key: Key) -> Correction:
        return Correction(PrintedText(*key), period=case.key)

    def named(key: Key) -> str:
        return what_is_corrected(case, item(key))

    for table in changes.tables:
        yield from _columns(case, table, item)
    yield from _odd(case, changes.odd, item)
    for key, texts in changes.unlike.items():
        told = ", ".join(map(_quoted, texts))
        yield word_file.UNLIKE_TEXTS.format(what=named(key), texts=told)
    if changes.drawn > 0:
        yield word_file.DRAWN_TEXT.format(count=changes.drawn)
    for key in changes.gone:
        if key in computed:
            yield word_file.GONE_TEXT.format(what=named(key))
    for key, last, count in changes.moved:
        words = word_file.MOVED_TEXT if count == 1 else word_file.MOVED_TEXTS
        yield words.format(what=named(key), last=named(last), count=count)


def _columns(case: Case, table: TableColumns, item: Callable[[Key], Correction]) -> Iterator[str]:
    """Yield sentences of columns that stand elsewhere than they were written."""

    def names(column: int) -> tuple[str, str]:
        name, _, title, _ = named_cells(case, item(table.made.key(column)))
        return name, title

    name, _ = names(0)
    if table.is_unclear:
        yield word_file.COLUMNS_UNCLEAR.format(table=name)
    elif moved := ", ".join(f"“{names(column)[1]}”" for column in table.moved):
        yield word_file.COLUMNS_MOVED.format(table=name, columns=moved)
    for column, other in table.wrong.items():
        titles = {"column": names(column)[1], "other": names(other)[1]}
        yield word_file.WRONG_COLUMN.format(table=name, **titles)


def _odd(case: Case, found: Sequence[OddText], item: Callable[[Key], Correction]) -> Iterator[str]:
    """Yield a sentence for what is no plain text; one for much of the same in a row or a column."""
    rest = list(found)
    for is_row in (True, False):
        groups: dict[tuple[str, str, tuple[Odd, ...]], list[OddText]] = defaultdict(list)
        for each in rest:
            if each.kept and each.key[1] and not BESIDE.issuperset(each.odd):
                groups[each.key[0], each.key[1 if is_row else 2], each.odd].append(each)
        for texts in groups.values():
            if len(texts) > _MOST_OF_ONE:
                rest = [each for each in rest if each not in texts]
                table, row, column, _ = named_cells(case, item(texts[0].key))
                words = word_file.ODD_ROW if is_row else word_file.ODD_COLUMN
                odd = _in_words(texts[0].odd)
                yield words.format(
                    what=row if is_row else column, table=table, count=len(texts), odd=odd
                )
    for each in rest:
        words = word_file.ODD_SEEN if each.kept else word_file.ODD_TEXT
        if each.odd in _WORDS and each.kept:
            words = _WORDS[each.odd]
        elif each.kept and BESIDE.issuperset(each.odd):
            words = word_file.ODD_BESIDE
        what, text = what_is_corrected(case, item(each.key)), _quoted(each.text)
        yield words.format(what=what, text=text, odd=_in_words(each.odd))


def _in_words(odd: Sequence[Odd]) -> str:
    return ", ".join(word_file.ODD[each] for each in dict.fromkeys(odd))


def _alike(one: str, other: str) -> bool:
    """Return whether two texts print alike; a space to write in is one space in the model."""
    return same_text(one.replace(WRITE_IN, " "), other.replace(WRITE_IN, " "))


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
