"""Lookups in the closed months, without pandas: the row of an agency in a month, its line.

An agency's line goes on where another one went over into it (`successor` on Đơn vị): before that
its row is the other one's. Of several that were merged the counts are added; points, totals and
ranks of a merged agency are nobody's before it began, so there are none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from bpindex.case.belonging import previous_items
from bpindex.case.history_rows import Fact, Facts, HistoryRow, Kind, Value
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.next_month import preceding_of
from bpindex.case.records import Agency, DataRow
from bpindex.codec.fields import spoken
from bpindex.history.names import closed_name_of, days_of, end_of, named
from bpindex.history.previous import is_shown_by, most_of, printed_rows
from bpindex.index.periods import Period, is_month, print_date, shown_month
from bpindex.index.spans import Span, is_alike, is_span_before, span_name, span_of
from bpindex.words.case import SPAN_NAMES, SPAN_SORTS
from bpindex.words.history import OTHER_DAYS

# So many of the last closed periods may stand on Kỳ trước.
_LAST = 3
_MONTH_WORD = SPAN_NAMES[Span.MONTH].partition(" ")[0]


class Past:
    """The closed months of a case as its agencies of today know them."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The closed months of which there is anything, in order; quarters and years are none."""
        return tuple(filter(is_month, self.periods))

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """All that is closed, by its end: months, quarters ("2024 quý I"), whole years ("2024")."""
        return tuple(sorted(self._rows, key=lambda name: (self.end(name), name)))

    @cached_property
    def before(self) -> str:
        """THE closed period before that of the case: as long as it; a blank where there is none.

        Whatever compares with the period before asks here. A period that does not say its days,
        as people type it, is a month, or the year that its name is.
        """
        settings, period = self.case.settings, preceding_of(self.case)
        own = settings.period_from, settings.period_to
        expected = closed_name_of(self.case, period)
        for name in self.periods:
            days = self.days(name)
            if name == expected and days is None:
                return name
            if self.end(name) == str(period) and days and is_span_before(own, days):
                return name
        return ""

    @cached_property
    def other(self) -> str:
        """The closed period whose figures stand on Kỳ trước in the place of THE one before.

        A blank where there is none. The sheet does not say whose they are: the closed ones know.
        """
        rows, before = printed_rows(self.case), self.before
        if not rows:
            return ""
        alike = {
            period: sum(is_shown_by(self.facts(period, row.agency), row) for row in rows)
            for period in filter(None, (before, *self.lately))
        }
        other = max(self.lately, key=alike.__getitem__, default="")
        is_other = other and alike[other] > alike.get(before, 0) and alike[other] >= most_of(rows)
        return other if is_other else ""

    @cached_property
    def other_span(self) -> Span | None:
        """The sort of period beside which the figures of Kỳ trước stood, where it is another one.

        Most of them are as they were then; the closed periods know better, if they know any.
        """
        rows = printed_rows(self.case)
        spans = [span for _, span in previous_items(replace(self.case, previous=rows))]
        others = Counter(span for span in spans if span is not self.case.span).most_common(1)
        is_known = self.before or not others or others[0][1] < most_of(rows)
        return None if is_known else others[0][0]

    @property
    def held(self) -> str:
        """What people call the period whose figures stand on Kỳ trước, where it is another one."""
        if self.other:
            return self.called(self.other)
        return SPAN_SORTS[self.other_span] if self.other_span else ""

    @property
    def lately(self) -> Sequence[str]:
        """The last closed periods but for THE one before: whose figures may be taken for its."""
        return [period for period in self.periods if period != self.before][-_LAST:]

    @property
    def previous(self) -> tuple[DataRow, ...]:
        """The rows of Kỳ trước, as far as anything may be compared with them.

        Whatever compares with the period before asks here: there are none where they are those
        of another period.
        """
        return () if self.held else self.case.previous

    @property
    def named(self) -> str:
        """The name that Trang chính has for the period, as a formula makes it of what is typed."""
        called = self.case.called
        return f"{_MONTH_WORD} {called}" if self.case.span is Span.MONTH else called

    @property
    def compared(self) -> str:
        """The name of the period with which Kỳ trước may be compared.

        A blank where Kỳ trước is of another period than the one before.
        """
        return "" if self.held else self.named

    def is_alike(self, month: str) -> bool:
        """Return whether a closed period is of the case's sort; one without days is a month."""
        settings, days = self.case.settings, self.days(month)
        own = settings.period_from, settings.period_to
        if days is None:
            return self.case.span is Span.MONTH
        return is_alike(own, days)

    def days(self, name: str) -> tuple[date, date] | None:
        """Return the first and the last day of a closed period, None where it does not say them."""
        rows = (row for row in self._rows.get(name, {}).values() if row.details)
        return next((days for row in rows if (days := days_of(row))), None)

    def end(self, name: str) -> str:
        """Return the month with which a closed period ends: "2024-03"."""
        return end_of(name, self.days(name))

    def called(self, name: str) -> str:
        """Return what people call a closed period; one that does not say its days is a month.

        Of a name that somebody typed over, the days that are counted are told too.
        """
        days = self.days(name)
        if days is None:
            return shown_month(name)
        month = Period(days[1].year, days[1].month)
        called = span_name(span_of(month, *days), month, *days)
        if is_month(name) and name not in {f"{day:%Y-%m}" for day in days}:
            first, last = map(print_date, days)
            return OTHER_DAYS.format(name=shown_month(name), first=first, last=last)
        return called

    def rows(self, month: str, agency: str) -> tuple[HistoryRow, ...]:
        """Return the rows of a month that are an agency's: its own, else its forerunners'."""
        if own := self._rows.get(month, {}).get(agency):
            return (own,)
        before = self._forerunners.get(agency, ())
        return tuple(row for code in before for row in self.rows(month, code))

    def facts(self, month: str, agency: str) -> Facts:
        """Return what is known of an agency (or `tinh`) in a month; nothing where nothing is."""
        rows = self.rows(month, agency)
        if len(rows) < 2:
            return rows[0].facts if rows else {}
        return _added(row.facts for row in rows)

    def value(self, month: str, agency: str, kind: Kind, name: str = "") -> Value | None:
        """Return one fact of an agency in a month, None where it is not known."""
        return self.facts(month, agency).get((kind, name))

    def line(self, agency: str, kind: Kind, name: str = "") -> dict[str, Value]:
        """Return one fact of an agency by period, in order, of the periods that know it."""
        values = ((period, self.value(period, agency, kind, name)) for period in self.periods)
        return {period: value for period, value in values if value is not None}

    @cached_property
    def unknown(self) -> tuple[HistoryRow, ...]:
        """The rows of nobody on Đơn vị: neither their code nor their name stands there."""
        return tuple(row for row in self.case.history if not self.code_of(row))

    def code_of(self, row: HistoryRow) -> str:
        """Return the agency whose row it is: by its code, else by its name; blank for nobody."""
        if row.agency in self._codes:
            return row.agency
        return self._code_of_name.get(spoken(row.name), "")

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset({PROVINCE, *(agency.code for agency in self.case.agencies)})

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, HistoryRow]]:
        """The rows by month and agency; what the program wrote comes before what was typed."""
        found: dict[str, dict[str, HistoryRow]] = defaultdict(dict)
        for row in sorted(named(self.case.history), key=lambda row: not row.details):
            if code := self.code_of(row):
                found[row.period].setdefault(code, row)
        return found

    @cached_property
    def _code_of_name(self) -> Mapping[str, str]:
        """The codes of agencies by name and by other names; the names come first."""
        provinces = [(table.province_name, PROVINCE) for table in self.case.settings.tables]
        names = [(agency.name, agency.code) for agency in self.case.agencies]
        others = [(n, agency.code) for agency in self.case.agencies for n in agency.aliases]
        return {spoken(name): code for name, code in reversed([*provinces, *names, *others])}

    @cached_property
    def _forerunners(self) -> Mapping[str, tuple[str, ...]]:
        return forerunners(self.case.agencies)


def forerunners(agencies: Iterable[Agency]) -> Mapping[str, tuple[str, ...]]:
    """Return by code which agencies went over into each; a circle of them ends where it began."""
    into: dict[str, list[str]] = defaultdict(list)
    successor = {item.code: item.successor for item in agencies if item.successor}
    for code, after in successor.items():
        seen, there = {code}, after
        while there and there not in seen:
            seen.add(there)
            there = successor.get(there, "")
        if not there:
            into[after].append(code)
    return {code: tuple(before) for code, before in into.items()}


def _added(several: Iterable[Facts]) -> Facts:
    """Return the sums of the counts that all of some agencies have."""
    parts = list(several)
    shared = set.intersection(*map(set, parts))
    sums: dict[Fact, Value] = {}
    for fact in shared:
        values = [part[fact] for part in parts]
        if fact[0] is Kind.COUNT and all(isinstance(value, int) for value in values):
            sums[fact] = sum(value for value in values if isinstance(value, int))
    return sums
