"""The header of a printed table: up to three labels of each column, laid out as spans."""

from collections.abc import Mapping, Sequence

from bpindex.case.keys import GROUP_COLUMN, HEADER_SPAN, MONTH, PRIOR, TITLE_COLUMN
from bpindex.case.model import Case
from bpindex.case.printed import OF_TOTAL, PrintedColumn, PrintedTable, Shown, What, When
from bpindex.index.definition import MAX_DECIMALS
from bpindex.index.periods import print_month_number
from bpindex.index.spans import Span, label_before, name_before, span_label
from bpindex.notice.model import HeaderCell
from bpindex.notice.wording import expand_plain
from bpindex.score.column_values import most_points
from bpindex.score.figures import source_label
from bpindex.score.rounding import print_number
from bpindex.words import printed as words

# The labels of one column, from the top.
Labels = tuple[str, ...]
_OF_MONTH = "{period_month}"


class LabelWriter:
    """Writes the labels that nobody wrote, with the words of a case."""

    def __init__(self, case: Case, table: PrintedTable, values: Mapping[str, str]) -> None:
        self._case, self._table = case, table
        self._values = {
            **values,
            words.THIS_PERIOD: self.word("month", values),
            words.PREVIOUS_PERIOD: self.word("month", {**values, **_before(case)}),
            words.PRIOR_YEAR: case.settings.prior_label,
        }
        period, days = case.period, (case.settings.period_from, case.settings.period_to)
        span = case.span
        if span is not Span.MONTH and _OF_MONTH in case.wording.labels.month:
            # The word for a month says less than the days do.
            self._values |= {
                words.THIS_PERIOD: span_label(span, period, *days),
                words.PREVIOUS_PERIOD: label_before(span, period),
            }

    def word(self, name: str, values: Mapping[str, str]) -> str:
        """Return one of the fixed words of the tables."""
        place = self._case.origin.place("wording", column=f"labels.{name}")
        return expand_plain(getattr(self._case.wording.labels, name), values, place)

    def labels(self, columns: Sequence[PrintedColumn]) -> list[Labels]:
        """Return the labels of each column: those written, or else the tool's."""
        written = [self._labels(column) for column in columns]
        for at, (column, labels) in enumerate(zip(columns, written, strict=True)):
            beside = [*written[max(at - 1, 0) : at], *written[at + 1 : at + 2]]
            is_alone = column.when is When.THIS or bool(column.label_1)
            if column.what in OF_TOTAL and is_alone and not (column.label_2 or column.label_3):
                # Of one period alone there is no need to say which, nor below own words.
                shares = any(other[:1] == labels[:1] for other in beside)
                written[at] = labels if shares else labels[:1]
        return written

    def _labels(self, column: PrintedColumn) -> Labels:
        own = (column.label_1, column.label_2, column.label_3)
        usual = (*self._usual(column), "", "")[:3]
        if any(own[1:]) and not all(own):
            # Who writes a lower label means the levels as they are written.
            usual = (usual[0], "", "")
        texts = (
            self._written(text, column.row) if text else other
            for text, other in zip(own, usual, strict=True)
        )
        return tuple(text for text in texts if text) or ("",)

    def _written(self, text: str, row: int) -> str:
        place = self._case.origin.place("printed", row, f"table.{self._table.id}.label_1")
        return expand_plain(text, self._values, place)

    def _usual(self, column: PrintedColumn) -> Labels:
        index, values = self._case.index, self._values
        when = {
            When.THIS: values[words.THIS_PERIOD],
            When.PREVIOUS: values[words.PREVIOUS_PERIOD],
            When.PRIOR: values[words.PRIOR_YEAR],
        }[column.when]
        when = words.CHANGE if column.shown is Shown.CHANGE else when
        if column.what in OF_TOTAL:
            return words.TOTAL_LABELS[column.what], when
        group = index.group_by_id.get(column.of)
        if column.what is What.FIGURE and group:
            base = self._case.base_of(self._table)
            settings = next(item for item in base.columns if item.group == group.id)
            part = PRIOR if column.when is When.PRIOR else MONTH
            source = source_label(settings, part) if column.shown is Shown.VALUE else ""
            label = f"{when} ({source})" if source else when
            named = self.word("group", {**values, "group": group.name})
            return self.word("title", values), named, label
        component = index.component_by_id.get(column.of)
        most = print_number(most_points(index, column.of), MAX_DECIMALS)
        told = {"name": "", "id": "", "most": most, "group": ""}
        if group:
            labels = tuple(
                text.format(**{**told, "name": group.name})
                for text in words.GROUP_LABELS[column.what]
            )
            is_now = column.when is When.THIS
            return labels if is_now else (*labels[:2], when)
        assert component is not None
        of = index.group_by_id[component.group].name
        told |= {"name": component.name, "id": component.id, "group": of}
        return tuple(text.format(**told) for text in words.COMPONENT_LABELS[column.what])


def header_of(columns: Mapping[str, PrintedColumn], labels: Sequence[Labels]) -> list[HeaderCell]:
    """Return the cells of a header, which tile it: every level of every column, each once.

    Labels that neighbours share are one span; the last label of each column reaches down to the
    lowest level.
    """
    keys = list(columns)
    levels = max(map(len, labels), default=1)
    cells: list[HeaderCell] = []
    taken: set[str] = set(keys)
    for level in range(levels):
        at = 0
        while at < len(keys):
            depth = len(labels[at])
            if level >= depth:
                at += 1
                continue
            end = at + 1
            if level < depth - 1:
                shared = labels[at][: level + 1]
                while (
                    end < len(keys)
                    and labels[end][: level + 1] == shared
                    and len(labels[end]) > level + 1
                ):
                    end += 1
                key = _span_key(level, at, end, columns, taken)
                taken.add(key)
                cells.append(HeaderCell(level, 1, at, end - 1, key, labels[at][level]))
            else:
                text, rows = labels[at][level], levels - level
                cells.append(HeaderCell(level, rows, at, at, keys[at], text))
            at = end
    return cells


def _span_key(
    level: int, first: int, end: int, columns: Mapping[str, PrintedColumn], taken: set[str]
) -> str:
    """Return the key of a span: that of the title or of a group where it is one."""
    keys = list(columns)
    groups = {columns[key].of for key in keys[first:end]}
    names = [f"{HEADER_SPAN}{level + 1}.{keys[first]}"]
    if len(groups) == 1 and groups != {""}:
        names.insert(0, f"{GROUP_COLUMN}{groups.pop()}")
    if level == 0 and end - first == len(keys):
        names.insert(0, TITLE_COLUMN)
    return next((name for name in names if name not in taken), names[-1])


def _before(case: Case) -> dict[str, str]:
    """Return the placeholders of a period with the values of the one before."""
    month = case.period.preceding
    return {
        "period_month": print_month_number(month.month),
        "period_year": str(month.year),
        "period_name": name_before(case.span, case.period),
    }
