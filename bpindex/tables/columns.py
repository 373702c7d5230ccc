"""What a column of a table holds, by the path of its header: known for sure, asked, or unknown."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bpindex.case.model import Case
from bpindex.index.spans import Span
from bpindex.naming.groups import Groups, counts_of_figures, is_points
from bpindex.naming.known_words import sums, words_of_tables
from bpindex.naming.names import folded
from bpindex.naming.offers import Offers
from bpindex.naming.targets import Kind, Match, Target, without_unit
from bpindex.tables.periods import is_period_alone, month_named
from bpindex.words import around_tables as around
from bpindex.words import intake as words
from bpindex.words import table_headers as headers

BETWEEN = " > "
# So many headers in the very words of the index set make a table one of ours.
_SURELY_OWN = 3
_LONGEST_KEY = 1000
_PERCENT = re.compile(headers.PERCENT_IN_HEADER, re.IGNORECASE)
_SIGNS = re.compile(headers.SIGNS_IN_HEADER)
_PERIOD = re.compile(headers.PERIOD_IN_HEADER)


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
        short = {folded(short): folded(full) for short, full in data["short"].items()}
        self._offers = Offers(self._paths, self._flat, self._amounts, short, self.name_of)

    def key_of(self, path: Sequence[str], others: Iterable[Sequence[str]]) -> str:
        """Return how a header is remembered: one of many meanings with those that stand beside."""
        if len(path) != 1 or folded(without_unit(path[0])) not in self._unsure:
            return path_key(path)
        beside = dict.fromkeys(folded(other[-1]) for other in others if other)
        return path_key((*path, headers.BESIDE, *beside))[:_LONGEST_KEY]

    def is_percent(self, path: Iterable[str]) -> bool:
        """Return whether a header says that percents stand below it."""
        return any(_PERCENT.search(level) for level in path)

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
        if known is not None and not (self.is_percent(path) and known.kind is Kind.COUNT):
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
        if len(levels) > 1:
            levels[-1] = re.sub(headers.OF_WHICH, "", levels[-1], flags=re.IGNORECASE)
        if any(
            _PERIOD.fullmatch(folded(n))
            or self._is_month_alone(n)
            or self._is_this_month(n)
            # Its own year may be the whole of it, or this month of it: that is asked.
            or (n.isascii() and n.isdigit() and self._is_other_year(int(n[:9])))
            for n in levels
        ):
            return Match(Target(Kind.OTHER_PERIOD))
        wanted = self._canonical(levels)
        # What is said in one level may be known as a whole before any word of it is changed.
        plain = folded(without_unit(levels[0])) if len(levels) == 1 else ""
        if plain in self._unsure and not self._is_own_table(others):
            offered, _ = self._offers.of(wanted, levels)
            own = self._flat.get(plain) or self._other_names.get(plain)
            return Match(None, tuple(dict.fromkeys([*([own] if own else []), *offered])))
        sides = self._beside.get(wanted) or self._beside.get(self._without_amount(wanted))
        if sides is not None and sides[0] in self._case.index.count_by_id:
            side = Target(Kind.COUNT, sides[0])
            near = (self._known(self._canonical(other)) for other in others)
            is_sure = any(one is not None and one.key == sides[1] for one in near)
            return Match(side) if is_sure else Match(None, (side,))
        target = self._flat.get(plain) or self._known(wanted) or self._named_below(levels)
        if target is not None:
            return Match(target)
        offered, is_near = self._offers.of(wanted, levels)
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

    def _named(self, name: str) -> Target | None:
        """Return the count of a name, with "Số" before it or not; a total is of no part of one."""
        amount = re.match(headers.AMOUNT_BEFORE, name)
        if name in self._flat or amount is None:
            return self._flat.get(name)
        rest = name[amount.end() :]
        found = self._flat.get(rest) if rest not in self._unsure else None
        parts = {key for keys in sums().values() for key in keys}
        return None if amount["total"] and found and found.key in parts else found

    def _named_below(self, levels: Sequence[str]) -> Target | None:
        """Return the count of which the lowest level has the name, if those above say no more."""
        if len(levels) < 2:
            return None
        name = folded(without_unit(levels[-1]))
        target = self._named(name) or self._known(self._canonical(levels[-1:]))
        if name in self._unsure or target is None or target.kind is not Kind.COUNT:
            return None
        full, of_figures = f" {self._offers.in_full(name)} ", counts_of_figures(self._case.index)
        is_said = (
            f" {self._offers.in_full(folded(level))} " in full
            or target.key in of_figures.get(self._groups.named(level), ())
            for level in levels[:-1]
        )
        return target if all(is_said) else None

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

    def _is_other_year(self, number: int) -> bool:
        return number // 100 in (19, 20) and number != self._case.period.year

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

    def name_of(self, target: Target) -> str:
        """Return what staff call a target, blank for a count that the index set does not have."""
        if target.kind is Kind.COUNT:
            count = self._case.index.count_by_id.get(target.key)
            return count.name if count else ""
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
