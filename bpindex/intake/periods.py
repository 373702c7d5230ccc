"""What the titles above a table say of its month and its unit."""

import re
from collections.abc import Iterable, Iterator

from bpindex.case.model import Case
from bpindex.words import intake as words


def doubt_of_titles(titles: Iterable[str], case: Case) -> str:
    """Return the title that says another period or unit than the case has, blank for none."""
    year, month = map(int, str(case.period).split("-"))
    found: dict[tuple[int, int], str] = {}
    doubt = ""
    for title in titles:
        # The day of a decision or report that a title names is no period.
        text = re.sub(words.DAY_IN_TITLE, " ", title, flags=re.IGNORECASE)
        found |= dict.fromkeys(_months(text), title)
        ranges = re.findall(words.RANGE_IN_TITLE, title, re.IGNORECASE)
        for first_day, first_month, first_year in ranges:
            begins = (int(first_day), int(first_month), int(first_year))
            start = case.settings.period_from
            if begins != (start.day, start.month, start.year) and begins != (1, month, year):
                doubt = doubt or title
            else:
                found[month, year] = title
        if re.search(words.LONGER_IN_TITLE, text, re.IGNORECASE):
            doubt = doubt or title
        years = re.findall(words.YEAR_IN_TITLE, text, re.IGNORECASE)
        if years and not any(_months(text)) and str(year) not in years:
            doubt = doubt or title
    if doubt or not found or (month, year) in found:
        return doubt
    return next(iter(found.values()))


def _months(text: str) -> Iterator[tuple[int, int]]:
    for month, year in re.findall(words.MONTH_IN_TITLE, text, re.IGNORECASE):
        yield int(month), int(year)
