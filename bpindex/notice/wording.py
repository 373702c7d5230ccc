"""Templates of the notice to runs of text: {placeholders} looked up in a table, ** for bold.

There is no expression language: a placeholder is a plain name. A placeholder whose value is
blank becomes one blank run, a space that people fill in by hand.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from bpindex.case.records import Settings
from bpindex.errors import InputError
from bpindex.index.periods import Period, print_date, print_day_number, print_month_number
from bpindex.index.spans import span_name, span_of
from bpindex.notice.model import Run
from bpindex.words import case as case_words
from bpindex.words import files as file_words
from bpindex.words.placeholders import KEYS, PLACEHOLDERS

_WORD = case_words.SPAN_NAMES["month"].partition(" ")[0]
_PIECE = re.compile(r"\{([^{}]*)\}|(\*\*)")
# Of a placeholder that is not closed, or whose braces are those of an East Asian keyboard.
# (A lone brace between spaces is a brace.)
_UNPAIRED = re.compile(r"\{[\w\0].{0,20}|[\w\0]+\}|[｛｝].{0,20}")


# "tháng {period_month}/{period_year}" under either name of its placeholders.
_MONTH, _YEAR = (rf"\{{(?:{key}|{PLACEHOLDERS[key]})\}}" for key in ("period_month", "period_year"))
_OF_MONTH = re.compile(
    rf"\b{_WORD}\s+{_MONTH}(?:(?:\s*[-/.]\s*|\s+{case_words.YEAR_WORD}\s+){_YEAR})?", re.I
)


def placeholder_values(settings: Settings, period: Period) -> dict[str, str]:
    """Return what each placeholder of the wording stands for; blank values are left to fill in."""
    number = settings.number.strip()
    day = settings.issue_day
    span = span_of(period, settings.period_from, settings.period_to)
    values = {
        "parent_body": settings.parent_body,
        "issuer": settings.issuer,
        "issuer_name": settings.issuer_name,
        "issuer_code": settings.issuer_code,
        "place": settings.place,
        "number": number.zfill(2) if number.isdigit() else number,
        "day": "" if day is None else print_day_number(day),
        "month": print_month_number(settings.issue_month),
        "year": str(settings.issue_year),
        "period_month": print_month_number(period.month),
        "period_year": str(period.year),
        "period_name": span_name(span, period, settings.period_from, settings.period_to),
        "period_from": print_date(settings.period_from),
        "period_to": print_date(settings.period_to),
        "deadline": print_date(settings.deadline),
        "prior_label": settings.prior_label,
        "signatory": settings.signatory,
    }
    # Nobody sees spaces that were typed around a name; "Đồng Nai , ngày" everybody does.
    return {key: value.strip() for key, value in values.items()}


def expand(template: str, values: Mapping[str, str], place: str) -> tuple[Run, ...]:
    """Return the runs of a template; raise InputError naming `place` for an unknown placeholder."""

    def wrong(found: str, expected: str) -> InputError:
        return InputError(file_words.CELL_WRONG.format(place=place, found=found, expected=expected))

    if unpaired := _unpaired(template):
        raise wrong(unpaired, case_words.WANT_PAIRED_BRACES)
    template = _with_span(template, values)
    runs: list[Run] = []
    bold = False
    start = 0
    for match in _PIECE.finditer(template):
        _append(runs, Run(template[start : match.start()], bold))
        start = match.end()
        if match[2]:
            bold = not bold
            continue
        # Either name is understood: that in a case folder, and that of Lời văn.
        name = match[1] if match[1] in values else KEYS.get(match[1], "")
        if name not in values:
            shown = f"{{{PLACEHOLDERS.get(match[1], match[1])}}}"
            known = ", ".join(f"{{{PLACEHOLDERS.get(known, known)}}}" for known in values)
            raise wrong(shown, case_words.WANT_PLACEHOLDER.format(known=known))
        _append(runs, Run(values[name], bold) if values[name] else Run(" ", bold, blank=True))
    _append(runs, Run(template[start:], bold))
    if bold:
        raise wrong("**", case_words.WANT_PAIRED_BOLD)
    return _around_blanks(runs)


def _with_span(template: str, values: Mapping[str, str]) -> str:
    """Return a template that names the days of a longer period where it would name a month."""
    name = values.get("period_name", "")
    if not name or name.startswith(_WORD):
        return template

    def named(found: re.Match[str]) -> str:
        word = found[0][: len(_WORD)]
        if word.isupper():
            return name.upper()
        return name[:1].upper() + name[1:] if word[0].isupper() else name

    return _OF_MONTH.sub(named, template)


@lru_cache(maxsize=1_000)  # the labels of a table's columns are few and come again and again
def _unpaired(template: str) -> str:
    """Return what of a template is a brace without its other one, or an empty text."""
    found = _UNPAIRED.search(_PIECE.sub("\0", template))
    return found[0].replace("\0", "{…}") if found else ""


def expand_plain(template: str, values: Mapping[str, str], place: str) -> str:
    """Return the text of a template that has no use for bold or blanks."""
    return "".join(run.text for run in expand(template, values, place)).strip()


def _append(runs: list[Run], run: Run) -> None:
    if run.text:
        runs.append(run)


def _around_blanks(runs: list[Run]) -> tuple[Run, ...]:
    """Let a blank take the place of the spaces beside it, so that it prints as one space."""
    result: list[Run] = []
    for i, run in enumerate(runs):
        text = run.text
        if not run.blank:
            if i + 1 < len(runs) and runs[i + 1].blank:
                text = text.rstrip(" ")
            if i and runs[i - 1].blank:
                text = text.lstrip(" ")
        _append(result, Run(text, run.bold, run.blank))
    # A block that is one blank only (the signatory's name) has nothing to print.
    return () if len(result) == 1 and result[0].blank else tuple(result)
