"""What people call the period of a workbook and the one before it, as formulas over its days."""

from collections.abc import Mapping

from bpindex.case.belonging import of_month
from bpindex.case.model import Case
from bpindex.case.next_month import preceding_of
from bpindex.codec.fields import print_moment
from bpindex.history.lines import Past
from bpindex.history.names import closed_name_of
from bpindex.index.periods import Period, shown_month
from bpindex.index.spans import LONG, QUARTERS, WHOLE, Span, whole_before
from bpindex.sheets.addresses import column_letter
from bpindex.words import case as case_words
from bpindex.words import home as texts
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, filled, when
from bpindex.workbook.home.facts import COMPARED, LINE, Facts, month_of, setting
from bpindex.workbook.system_sheets import FACTS_SHEET

# A month as it is shown everywhere, 02/2024, with its word.
_OF_MONTH = case_words.SPAN_NAMES[Span.MONTH].replace("/{year}", "")


def put_span(facts: Facts, contents: Contents, case: Case) -> None:
    """Tell what people call the period, and which one went before: the quarter of a quarter."""
    period = case.period
    first, last = (setting(contents, key).text for key in ("period_from", "period_to"))
    start, end = facts["first"].text, facts["last"].text
    year = Expr(f"YEAR({start})", period.year)
    is_of_year = f"(DAY({first})=1)*(YEAR({first})={year.text})"
    so_far = f"{is_of_year}*(MONTH({first})=1)*({first}<{start})"
    is_long = f"({first}<{start})*({last}-{first}>={LONG})"
    # Days that are no whole months, as a month's may be, follow those that end a month before.
    before = f'IF({so_far},{_so_far_before(year, start)},IF({is_long},"",{_month_before(start)}))'
    month = filled(_OF_MONTH, month=facts["month"])
    name = _of_days(facts, case_words.SPAN_NAMES, month, year, so_far, is_long)
    key = _of_days(facts, case_words.SPAN_KEYS, facts["month"], year, so_far, is_long)
    for (begins, ends), span in WHOLE.items():
        is_it = f"{is_of_year}*({last}={end})*(MONTH({first})={begins})*(MONTH({start})={ends})"
        words, own = (
            names[span].replace("{quarter}", QUARTERS[(ends - 1) // 3])
            for names in (case_words.SPAN_NAMES, case_words.SPAN_KEYS)
        )
        sort, then = whole_before(span, Period(0, ends))
        closed = case_words.SPAN_KEYS[sort].replace("{quarter}", QUARTERS[(then.month - 1) // 3])
        of_year = Expr(f"({year.text}{then.year:+d})", period.year + then.year)
        before = f"IF({is_it},{filled(closed, year=of_year).text},{before})"
        name = f"IF({is_it},{filled(words, year=year).text},{name})"
        key = f"IF({is_it},{filled(own, year=year).text},{key})"
    facts.put_key(f"IFERROR({key},{facts['month'].text})", print_moment(case.key))
    known = facts.name("before", f'IFERROR({before},"")', _name_before(case))
    line = when(known.equals(""), "", filled(texts.PREVIOUS_IS, before=known))
    facts.name(f"{LINE}previous", line.text, line.value)
    called = month.value if case.span is Span.MONTH else case.named
    named = facts.name("named", f"IFERROR({name},{month.text})", called)
    # A quarter is no point on a line of months.
    word = _OF_MONTH.partition(" ")[0]
    is_month = f'IF(LEFT({named.text},{len(word)})="{word}",1,0)'
    facts.name("is month", is_month, int(case.span is Span.MONTH))
    told = f"'{FACTS_SHEET}'!${column_letter(COMPARED)}$1"
    is_before = not Past(of_month(case)).held
    facts.name("compared", f"IF({told}={named.text},1,0)", int(is_before))


def _month_before(start: str) -> str:
    return month_of(f"DATE(YEAR({start}),MONTH({start})-1,1)")


def _so_far_before(year: Expr, start: str) -> str:
    """Return the formula for the name of the year up to the month before; that of January is it."""
    number = Expr(f'RIGHT("0"&MONTH({start})-1,2)', "")
    so_far = filled(case_words.SPAN_KEYS[Span.TO_DATE], year=year, number=number).text
    return f"IF(MONTH({start})=2,{_month_before(start)},{so_far})"


def _name_before(case: Case) -> str:
    """Return what Lịch sử calls the period before that of a case, as the formula knows it."""
    span, before = case.span, preceding_of(case)
    if span is Span.DAYS:
        return ""
    if span in WHOLE.values():
        return shown_month(closed_name_of(case, before, whole_before(span, case.period)[0]))
    return f"{before}" if before.month == 1 else shown_month(closed_name_of(case, before))


def _of_days(
    facts: Facts, names: Mapping[str, str], month: Expr, year: Expr, is_to_date: str, is_long: str
) -> str:
    """Return the formula for what names call the year so far or other days; else it is a month."""
    values = {"first": facts["period_from"], "last": facts["period_to"], "year": year}
    values["number"] = Expr(f"LEFT({facts['month'].text},2)", "")
    so_far, other = (filled(names[span], **values).text for span in (Span.TO_DATE, Span.DAYS))
    return f"IF({is_to_date},{so_far},IF({is_long},{other},{month.text}))"
