"""Whether figures of earlier periods are those of the periods that stand over them."""

from collections.abc import Iterator, Mapping

from bpindex.case.keys import PRIOR
from bpindex.case.next_month import prior_month
from bpindex.case.printed import When
from bpindex.checks.finding import Finding, Subject
from bpindex.history.filling import prior_of, prior_source
from bpindex.history.lines import Past
from bpindex.history.previous import most_of, seen
from bpindex.index.spans import Span, name_before
from bpindex.words import history as words


def check_previous(subject: Subject) -> Iterator[Finding]:
    """Kỳ trước holds the figures of another closed period than the one before.

    That stops a notice that prints them. Of more than a month that is not among the closed ones
    a look is asked for.
    """
    case = subject.case
    if not case.previous:
        return
    columns = (column for table in case.printed_tables for column in table.columns)
    prints = any(column.when is When.PREVIOUS for column in columns)
    past, span, first = Past(case), case.span, case.previous[0]
    told = {"named": name_before(span, case.period)}
    if past.other:
        told["other"] = past.called(past.other)
        tell = subject.problem if prints else subject.warning
        sentence = words.PREVIOUS_OF_OTHER if prints else words.PREVIOUS_NOT_COMPARED
        yield tell("previous", first.row, "agency", sentence, **told)
    elif span is not Span.MONTH and not past.before:
        sentence = words.PREVIOUS_UNKNOWN if prints else words.PREVIOUS_COMPARED
        yield subject.warning("previous", first.row, "agency", sentence, **told)


def check_prior(subject: Subject) -> Iterator[Finding]:
    """Figures of last year that are those of a month while the period is longer, or the reverse."""
    case, past = subject.case, Past(subject.case)
    if not (month := prior_month(case)) or prior_source(case, past):
        return
    for name in past.periods:
        if past.end(name) == month:
            yield from _prior_of_other(subject, past, name)


def _prior_of_other(subject: Subject, past: Past, name: str) -> Iterator[Finding]:
    case, rows = subject.case, []
    for row in case.typed:
        known = prior_of(past.facts(name, row.agency))
        own = {key: text for key, text in row.cells.items() if key.endswith(PRIOR) and text}
        pairs = [(seen(text), seen(known[key])) for key, text in own.items() if key in known]
        if pairs and all(ours == theirs for ours, theirs in pairs):
            rows.append(row)
    if rows and len(rows) >= most_of(tuple(row for row in case.typed if _has_prior(row.cells))):
        told = {"other": past.called(name), "label": case.settings.prior_label}
        key = next(key for key in rows[0].cells if key.endswith(PRIOR))
        yield subject.warning("typed", rows[0].row, key, words.PRIOR_OF_OTHER, **told)


def _has_prior(cells: Mapping[str, str]) -> bool:
    return any(text for key, text in cells.items() if key.endswith(PRIOR))


EARLIER_CHECKS = (check_previous, check_prior)
