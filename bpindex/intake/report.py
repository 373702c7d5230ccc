"""The report of an import: what was taken, left out, checked, missing, and what is to decide."""

from collections.abc import Iterator
from typing import NamedTuple

from bpindex.intake.taken import Intake, Question
from bpindex.words import intake as words

# So many lines of one sort are told: a file of thousands of odd rows needs no more.
_MOST_LINES = 400


class Line(NamedTuple):
    """One line of the report: its sort, its sentence, the question that it asks, the answer."""

    sort: str
    text: str
    question: Question | None = None
    answer: str = ""


def lines_of(intake: Intake) -> Iterator[Line]:
    """Yield the report, what is to decide first."""
    decisions, report = intake.decisions, intake.report
    for key, question in decisions.asked.items():
        answer = decisions.answered.get(key, "")
        if answer or not question.may_stay:
            sort = words.SORT_DECIDED if answer else words.SORT_TO_DECIDE
            yield Line(sort, question.text, question, answer)
    for key, question in decisions.asked.items():
        if question.may_stay and key not in decisions.answered:
            yield Line(words.SORT_SKIPPED, question.text, question)
    for sort, sentences in (
        (words.SORT_TAKEN, report.taken),
        (words.SORT_CHECKED, report.checked),
        (words.SORT_SKIPPED, report.skipped),
        (words.SORT_MISSING, report.missing),
    ):
        for sentence in sentences[:_MOST_LINES]:
            yield Line(sort, sentence)
        if len(sentences) > _MOST_LINES:
            yield Line(sort, words.AND_MORE.format(count=len(sentences) - _MOST_LINES))


def summary(intake: Intake, replaced: int) -> str:
    """Return what was taken in one sentence, and what it replaced."""
    agencies = len({value.agency for value in intake.values})
    done = words.SUMMARY.format(
        values=len(intake.values), agencies=agencies, dossiers=len(intake.dossiers)
    )
    return f"{done} {words.REPLACED.format(count=replaced)}" if replaced else done
