"""Columns of groups and components: points, figures of the month or of the year before."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from bpindex.case.model import Case
from bpindex.index.definition import IndexSet
from bpindex.naming.names import bare, folded
from bpindex.naming.targets import Kind, Target, without_unit
from bpindex.words import table_headers as headers

# So many other columns headed by codes make "TT" the code of a group, and no number of rows.
_SURELY_CODES = 2
_COMPONENT = re.compile(headers.COMPONENT_IN_HEADER, re.IGNORECASE)
_PERCENT = re.compile(headers.PERCENT_IN_HEADER, re.IGNORECASE)
_SOURCE = re.compile(headers.SOURCE_IN_HEADER)
_MOST = re.compile(headers.MOST_IN_HEADER, re.IGNORECASE)


def is_points(level: str) -> bool:
    """Return whether a level of a header says that points stand below it."""
    return folded(without_unit(level)) in headers.POINTS_IN_HEADER


def counts_of_figures(index: IndexSet) -> Mapping[str, set[str]]:
    """Return the counts of which each group and component is computed."""
    counts: dict[str, set[str]] = defaultdict(set)
    for item in index.components:
        terms = {name for _, name in (*item.numerator_terms, *item.denominator_terms)}
        counts[item.id] |= terms
        counts[item.group] |= terms
    return counts


def most_in(path: Iterable[str]) -> str:
    """Return the largest number of points that a header names, blank for none."""
    found = (_MOST.search(level) for level in path)
    return next((one[1].replace(",", ".") for one in found if one), "")


class Groups:
    """The groups and components of an index set by everything that they are called."""

    def __init__(
        self, index: IndexSet, aliases: Mapping[str, Sequence[str]], skipped: Iterable[str]
    ) -> None:
        self._index = index
        self._names = {
            folded(name): group.id
            for group in index.groups
            for name in (group.name, group.id, *aliases.get(group.id, ()))
        }
        self._codes = {folded(group.id) for group in index.groups} | set(headers.PORTAL_CODES)
        self._rows = self._codes & set(skipped)
        self._components = {folded(item.id): item.id for item in index.components}
        self._titles = {folded(item.name): item.id for item in index.components}

    def named(self, text: str) -> str:
        """Return the group of a name, one without any marks too; blank for none."""
        name = folded(text)
        known = {bare(known): key for known, key in self._names.items()}
        return self._names.get(name) or (known.get(name, "") if name.isascii() else "")

    def name_of(self, key: str) -> str:
        """Return what staff call a group or component, blank for none."""
        if group := self._index.group_by_id.get(key):
            return group.name
        component = self._index.component_by_id.get(key)
        return f"{component.id} {component.name}" if component else ""

    def of(
        self,
        path: Sequence[str],
        others: Iterable[Sequence[str]],
        case: Case,
        is_month: Callable[[str], bool],
    ) -> Target | None:
        """Return the figure that a header is of: points, of the month, or of the prior year."""
        if len(path) == 1 and folded(path[0]) in self._rows:
            heads = {folded(other[0]) for other in others if len(other) == 1}
            if len((heads & self._codes) - self._rows) < _SURELY_CODES:
                return None
        for place, level in enumerate(path):
            group = self._group(level)
            behind, before = path[place + 1 :], path[:place]
            about = (_is_about_index(word) or is_month(word) for word in before)
            if group is None or not all(about) or len(behind) > 1:
                continue
            if any(_PERCENT.search(word) for word in path) and not behind:
                return None
            if not behind or is_points(behind[0]):
                # Of one level it may be a count of the same name as well: "Thanh toán".
                return Target(Kind.POINTS, group)
            if folded(behind[0]) == folded(case.settings.prior_label):
                return Target(Kind.PRIOR, group)
            if is_month(behind[0]):
                return Target(Kind.MONTH, group)
        component = self._component(path)
        return Target(Kind.POINTS, component) if component else None

    def _group(self, level: str) -> str | None:
        """Return the group that a level names, where nothing else in brackets is said of it."""
        name, _, note = _MOST.sub(" ", without_unit(level)).partition("(")
        said = folded(note.rpartition(")")[0] or note)
        is_plain = said in self._codes or said in headers.POINTS_IN_HEADER or said in self._names
        if said and not (is_plain or _SOURCE.fullmatch(said)):
            return None
        return self._names.get(folded(name))

    def _component(self, path: Sequence[str]) -> str:
        """Return the component whose points a header names by number, or by name with points."""
        levels = [level for level in path if not is_points(level)]
        if not levels:
            return ""
        found = _COMPONENT.match(levels[-1])
        if found and (known := self._components.get(folded(found[1]))):
            return known
        has_points = len(levels) < len(path) or bool(most_in(levels[-1:]))
        return self._titles.get(folded(without_unit(levels[-1])), "") if has_points else ""


def _is_about_index(level: str) -> bool:
    found = folded(level)
    return found.startswith(headers.INDEX_IN_HEADER) or found in headers.ABOUT_INDEX
