"""What a column of a table holds, by the path of its header: known for sure, asked, or unknown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from bpindex.case.model import Case
from bpindex.codec.toml import read_toml
from bpindex.errors import own_files
from bpindex.index.spans import Span
from bpindex.intake.groups import Groups, counts_of_figures, is_points
from bpindex.intake.names import folded
from bpindex.intake.opposites import contradict
from bpindex.intake.periods import is_period_alone, month_named
from bpindex.intake.targets import Kind, Match, Target, without_unit
from bpindex.words import around_tables as around
from bpindex.words import intake as words
from bpindex.words import table_headers as headers

BETWEEN = " > "
_NEAR = 82
_OFFERED = 3
# So many words say of what a header is.
_MANY = 4
# So many headers in the very words of the index set make a table one of ours.
_SURELY_OWN = 3
# So alike are two headers of which one has a slip of the keyboard.
_SLIP = 95
_LONGEST_KEY = 1000
_PERCENT = re.compile(headers.PERCENT_IN_HEADER, re.IGNORECASE)
_SIGNS = re.compile(headers.SIGNS_IN_HEADER)
_PERIOD = re.compile(headers.PERIOD_IN_HEADER)


@cache
def words_of_tables(name: str) -> Mapping[str, Any]:
    """Return one of the files that come with the package: what stands in tables, or around."""
    path = Path(str(resources.files("bpindex.data").joinpath("intake", name)))
    with own_files():
        return read_toml(path)


def sums() -> Mapping[str, Sequence[str]]:
    """Return which columns are the sums of which others."""
    return dict(words_of_tables("columns.toml")["sums"])


def dossier_columns() -> Mapping[str, frozenset[str]]:
    """Return the headers of the columns of a list of late dossiers, by their fields."""
    found = words_of_tables("columns.toml")["dossiers"]
    return {name: frozenset(map(folded, titles)) for name, titles in found.items()}


def path_key(path: Iterable[str]) -> str:
    """Return a header path as it is remembered."""
    return BETWEEN.join(folded(level) for level in path)


class Columns:
    """The headers that are known for a case, those that it has learnt among them."""

    def __init__(self, case: Case, learnt: Mapping[str, Target]) -> None:
        data = words_of_tables("columns.toml")
        self._case = case
        self._learnt = learnt
        self._words = {
            folded(other): word for word, some in data["words"].items() for other in (word, *some)
        }
        self._short = {folded(short): folded(full) for short, full in data["short"].items()}
        self._neutral = frozenset(map(folded, data["neutral"]))
        self._amounts = frozenset(map(folded, data["amounts"]))
        self._skipped = frozenset(map(folded, data["skipped"]))
        self._names = frozenset(map(folded, data["names"]))
        self._unsure = frozenset(map(folded, data["unsure"]))
        self._own = {folded(count.name) for count in case.index.counts}
        self._beside = {
            self._canonical(path.split(BETWEEN)): tuple(keys)
            for path, keys in data["beside"].items()
        }
        self._groups = Groups(case.index, data["groups"], self._skipped)
        self._other_names = {
            folded(name): Target(Kind.COUNT, count.id)
            for count in case.index.counts
            for name in count.aliases
        }
        self._paths: dict[tuple[str, ...], Target] = {}
        for count in case.index.counts:
            for name in (count.name, *count.aliases):
                if folded(name) not in self._unsure or name == count.name:
                    self._paths.setdefault((folded(name),), Target(Kind.COUNT, count.id))
        for key, paths in data["paths"].items():
            kind = Kind.COUNT if key in case.index.count_by_id else Kind.WITNESS
            for path in paths:
                self._paths[self._canonical(path.split(BETWEEN))] = Target(kind, key)
        # A header of one level may say the same in one go; a word that many heads have does not.
        self._flat = {" ".join(path): target for path, target in self._paths.items()}

    def key_of(self, path: Sequence[str], others: Iterable[Sequence[str]]) -> str:
        """Return how a header is remembered: one of many meanings with those that stand beside."""
        if len(path) != 1 or folded(without_unit(path[0])) not in self._unsure:
            return path_key(path)
        beside = dict.fromkeys(folded(other[-1]) for other in others if other)
        return path_key((*path, headers.BESIDE, *beside))[:_LONGEST_KEY]

    def is_learnt(self, key: str) -> bool:
        """Return whether a person has said something of a header or text."""
        return key in self._learnt

    def _level(self, text: str) -> str:
        level = folded(without_unit(text))
        return str(self._words.get(level, level))

    def _canonical(self, path: Iterable[str]) -> tuple[str, ...]:
        levels: list[str] = []
        for text in path:
            level = self._level(text)
            if level and level not in self._neutral and (not levels or levels[-1] != level):
                levels.append(level)
        return tuple(levels)

    def match(self, path: Sequence[str], others: Iterable[Sequence[str]] = ()) -> Match:
        """Return what a column of this header holds; `others` are the headers beside it."""
        others = list(others)
        known = None if self.is_of_period(path) else self._learnt.get(self.key_of(path, others))
        is_percent = any(_PERCENT.search(level) for level in path)
        if known is not None and not (is_percent and known.kind is Kind.COUNT):
            return Match(known)
        if not path:
            return Match(None)
        if any(_SIGNS.search(without_unit(level)) for level in path):
            # A sign says of a number what no word of ours does.
            return Match(None)
        last = folded(without_unit(path[-1]))
        if self.is_name(path):
            return Match(Target(Kind.NAME))
        if (found := self._groups.of(path, others, self._case, self._is_month)) is not None:
            return Match(found)
        is_other = any(_PERCENT.search(level) or is_points(level) for level in path)
        if last in self._skipped or is_other or not last:
            return Match(Target(Kind.SKIPPED))
        levels = [level for level in path if not self._is_month(level)]
        if any(
            _PERIOD.fullmatch(folded(n)) or self._is_month_alone(n) or self._is_this_month(n)
            for n in levels
        ):
            return Match(Target(Kind.OTHER_PERIOD))
        wanted = self._canonical(levels)
        # What is said in one level may be known as a whole before any word of it is changed.
        plain = folded(without_unit(levels[0])) if len(levels) == 1 else ""
        if plain in self._unsure and not self._is_own_table(others):
            offered, _ = self._offered(wanted, levels)
            own = self._flat.get(plain) or self._other_names.get(plain)
            return Match(None, tuple(dict.fromkeys([*([own] if own else []), *offered])))
        if (target := self._flat.get(plain) or self._known(wanted)) is not None:
            return Match(target)
        sides = self._beside.get(self._without_amount(wanted))
        if sides is not None and sides[0] in self._case.index.count_by_id:
            target = Target(Kind.COUNT, sides[0])
            near = {self._known(self._canonical(other)) for other in others}
            is_sure = Target(Kind.COUNT, sides[1]) in near
            return Match(target) if is_sure else Match(None, (target,))
        offered, is_near = self._offered(wanted, levels)
        # What stands in brackets may change what is counted: it is asked about.
        short = self._known(self._canonical(level.partition("(")[0] for level in levels))
        return Match(None, offered or ((short,) if short else ()), is_near)

    def group_over_own(self, text: str, paths: Iterable[Sequence[str]]) -> str:
        """Return the group that a text names if all counts of some headers are its alone."""
        group = self._groups.named(text)
        if not group:
            return ""
        every = counts_of_figures(self._case.index)
        others = (every[other.id] for other in self._case.index.groups if other.id != group)
        own = every[group].difference(*others)
        found = (self.match(path).target for path in paths)
        counts = {target.key for target in found if target and target.kind is Kind.COUNT}
        return group if counts and counts <= own else ""

    def is_name(self, path: Sequence[str]) -> bool:
        """Return whether a header is that of names of agencies."""
        return len(path) == 1 and folded(without_unit(path[0])) in self._names

    def _is_own_table(self, headers: Iterable[Sequence[str]]) -> bool:
        """Return whether a table calls its columns as the index set does, not as a system."""
        flat = {folded(path[0]) for path in headers if len(path) == 1}
        return len((flat & self._own) - self._unsure) >= _SURELY_OWN

    def _known(self, path: tuple[str, ...]) -> Target | None:
        if not path:
            return None
        if len(path) == 1:
            return self._paths.get(path) or self._flat.get(path[0])
        for form in (path, self._without_amount(path)):
            if form in self._paths:
                return self._paths[form]
        return None

    def _without_amount(self, path: tuple[str, ...]) -> tuple[str, ...]:
        return path[:-1] if len(path) > 1 and path[-1] in self._amounts else path

    def _is_month(self, level: str) -> bool:
        """Return whether a level names the period of the case."""
        is_this = self._is_month_alone(level) and month_named(level, self._case)
        is_month = self._case.span is Span.MONTH
        return bool(is_this) or (
            self._is_this_month(level)
            if is_month
            else re.fullmatch(headers.QUARTER_IN_HEADER, folded(level)) is not None
        )

    def _is_this_month(self, level: str) -> bool:
        period = self._case.period
        form = headers.MONTH_IN_HEADER.format(month=period.month, year=period.year)
        return re.fullmatch(form, folded(level)) is not None

    def _is_month_alone(self, level: str) -> bool:
        is_named = month_named(level, self._case) is not None
        return is_named and is_period_alone(level, self._case)

    def is_of_period(self, path: Iterable[str]) -> bool:
        """Return whether a header names a month or year: what it is today it is not tomorrow."""
        return any(
            month_named(level, self._case) is not None
            or re.search(around.YEAR_NAMED, folded(level))
            for level in path
        )

    def _offered(
        self, path: tuple[str, ...], levels: Sequence[str]
    ) -> tuple[tuple[Target, ...], bool]:
        """Return what a header may mean, the likest first, and whether one is as good as it.

        `levels` are those of its path as they are written.
        """
        from rapidfuzz import fuzz, process

        if not path:
            return (), False
        ends = [
            target
            for known, target in self._paths.items()
            if len(path) > 1 and len(known) > 1 and path[-len(known) :] == known
        ]
        # That a number is a total says nothing of what it is the total of.
        tail = path[-1] if path[-1] not in self._amounts else ""
        same = [target for known, target in self._paths.items() if known[-1] == tail]
        said = " ".join(path)
        names = {name: self._in_full(name) for name in self._flat}
        alike = process.extract(
            self._in_full(said), names, scorer=fuzz.token_sort_ratio, limit=_OFFERED,
            score_cutoff=_NEAR,
        )  # fmt: skip
        # All the words of a known header, and others; or the most of its words.
        number = {headers.NUMBER_OF}
        written = " ".join(folded(without_unit(level)) for level in levels)
        own = {*self._in_full(f"{said} {written}").split()} - number
        every = {name: {*full.split()} - number for name, full in names.items()}
        within = [
            name
            for name, known in every.items()
            if known <= own or (len(own) >= _MANY and own <= known)
        ]
        found_near = [*(name for _, _, name in alike), *sorted(within, key=len, reverse=True)]
        near = [self._flat[name] for name in found_near if " " in names[name]]
        chosen = [
            item
            for item in (*ends, *near, *same)
            if item.kind is Kind.COUNT and not contradict(said, folded(self.name_of(item)))
        ]
        found = tuple(dict.fromkeys(chosen))[: _OFFERED * 2]
        best = process.extractOne(said, list(self._flat), scorer=fuzz.ratio)
        is_near = len(found) == 1 and best is not None and best[1] >= _SLIP
        return found, is_near and self._flat[best[0]] == found[0]

    def _in_full(self, text: str) -> str:
        """Return a header with its abbreviations written out."""
        return " ".join(self._short.get(word, word) for word in text.split())

    def name_of(self, target: Target) -> str:
        """Return what staff call a target."""
        if target.kind is Kind.COUNT:
            return self._case.index.count_by_id[target.key].name
        template = words.TARGETS.get(target.kind, "")
        return template.format(group=self._groups.name_of(target.key))

    def targets(self) -> dict[str, Target]:
        """Return everything that a person may choose, by what staff call it."""
        every = [
            *(Target(Kind.COUNT, count.id) for count in self._case.index.counts),
            *(
                Target(kind, group.id)
                for kind in (Kind.POINTS, Kind.MONTH, Kind.PRIOR)
                for group in self._case.index.groups
            ),
            *(Target(Kind.POINTS, item.id) for item in self._case.index.components),
            Target(Kind.SKIPPED),
        ]
        return {self.name_of(target): target for target in every}
