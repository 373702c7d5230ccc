"""What Trang chính says, as formulas on a hidden sheet: figures of the month, one below the other.

They hold without Python.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bpindex.case.belonging import of_month
from bpindex.case.correction import CorrectionKind, CorrectionState, Form
from bpindex.case.model import Case
from bpindex.codec.fields import print_moment
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import FIRST_BLOCK_ROW
from bpindex.words import buttons as button_texts
from bpindex.words import home as texts
from bpindex.words import marks
from bpindex.words.intake import SORT_TO_DECIDE
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, filled
from bpindex.workbook.system_sheets import FACTS_SHEET

# The column of the single facts, beside those of agencies.
_FACTS = 10
_EPOCH = date(1899, 12, 30)
# The first of them: the period as the lists of the workbook name it, however it is typed.
KEY_CELL = f"'{FACTS_SHEET}'!${column_letter(_FACTS)}$1"
# What the tool wrote of the period with whose days Kỳ trước may be compared, by its name.
COMPARED = 84
# Before the name of a sheet: what stands above its table.
LINE = "line of "
# So many corrections, agencies are listed.
LISTED = 3
# In a register as it is found, every row has a kind.
_SOME = "?*"


@dataclass
class Facts:
    """The formulas of the hidden sheet by (row, column) from 1, and single ones by name."""

    cells: dict[tuple[int, int], Expr] = field(default_factory=dict)
    named: dict[str, Expr] = field(default_factory=dict)
    # What the tool writes there, in the place of formulas.
    values: dict[tuple[int, int], float | str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Expr:
        return self.named[name]

    def put(self, row: int, column: int, fact: Expr) -> Expr:
        """Let a cell of the hidden sheet hold a fact; return what refers to it."""
        self.cells[row, column] = fact
        return Expr(f"'{FACTS_SHEET}'!${column_letter(column)}${row}", fact.value)

    def name(self, name: str, text: str, value: Any) -> Expr:
        """Let the next of the single facts be known by a name."""
        self.named[name] = self.put(len(self.named) + 1, _FACTS, Expr(text, value))
        return self.named[name]

    def put_key(self, text: str, value: str) -> None:
        """Let the first of the single facts be the period as the lists of the workbook name it."""
        self.named["key"] = self.put(1, _FACTS, Expr(text, value))


def write(book: Any, facts: Facts) -> None:
    """Write the hidden sheet."""
    sheet = book.add_worksheet(FACTS_SHEET)
    sheet.set_vba_name("shHomeFacts")
    sheet.very_hidden()
    for (row, column), fact in sorted(facts.cells.items()):
        if fact.text == str(fact.value):
            sheet.write_number(row - 1, column - 1, fact.value)
        else:
            sheet.write_formula(row - 1, column - 1, fact.formula, None, fact.value)
    for (row, column), value in sorted(facts.values.items()):
        write = sheet.write_string if isinstance(value, str) else sheet.write_number
        write(row - 1, column - 1, value)


def setting(contents: Contents, key: str, sheet_id: str = "settings") -> Expr:
    """Return a single value of Thiết lập, or of Chỉ tiêu."""
    sheet = contents.layout[sheet_id]
    block = sheet.block(sheet_id)
    place = [single.key for single in block.singles].index(key)
    cell = block.first_row + place, block.column_number("value")
    area = sheet.reference(sheet_id, "value", "value")
    return Expr(f"INDEX({area},{place + 2})", _plain(contents.cells[sheet_id].get(cell, "")))


def _plain(value: Any) -> Any:
    """Return a date as the number that a cell holds."""
    return (value - _EPOCH).days if isinstance(value, date) else value


def as_date(day: Expr) -> Expr:
    """Return a date as text, whatever a machine calls its parts; another text as it is."""
    text = f'RIGHT("0"&DAY({day.text}),2)&"/"&RIGHT("0"&MONTH({day.text}),2)&"/"&YEAR({day.text})'
    if not isinstance(day.value, int):
        return Expr(f'IF(ISNUMBER({day.text}),{text},{day.text}&"")', day.value)
    shown = date.fromordinal(_EPOCH.toordinal() + day.value)
    return Expr(f'IF(ISNUMBER({day.text}),{text},{day.text}&"")', f"{shown:%d/%m/%Y}")


def put_settings(facts: Facts, contents: Contents, case: Case) -> None:
    """Tell the month, its dates and how many of them are blank."""
    typed, period = setting(contents, "period").text, case.period
    facts.name("key", '""', "")  # written once its parts are known
    # As people write it: 3/2024, Tháng 3/2024.
    number = f'TRIM(RIGHT(LEFT({typed},FIND("/",{typed})-1),2))'
    shown = f'RIGHT("0"&{number},2)&"/"&RIGHT({typed},4)'
    kept = f'MID({typed},6,2)&"/"&LEFT({typed},4)'
    month = f'IFERROR(IF(MID({typed},5,1)="-",{kept},{shown}),{typed}&"")'
    month = facts.name("month", month, f"{period}").text
    year, number = f"RIGHT({month},4)", f"LEFT({month},2)"
    facts.name("first", f"IFERROR(DATE({year},{number},1),0)", _plain(period.first_day))
    facts.name("last", f"IFERROR(DATE({year},{number}+1,0),0)", _plain(period.last_day))
    for key in ("period_from", "period_to", "deadline"):
        day = as_date(setting(contents, key))
        facts.name(key, day.text, day.value)
    keys = ("period", "period_from", "period_to", "issue_year", "issue_month", "deadline")
    blank = [setting(contents, key) for key in keys]
    count = "+".join(f'({item.text}="")' for item in blank)
    facts.name("unset", count, sum(item.value == "" for item in blank))


def month_of(day: str) -> str:
    """Return the formula for the month of a day as the lists name it: 02/2024."""
    return f'RIGHT("0"&MONTH({day}),2)&"/"&YEAR({day})'


def whole_column(layout: Layout, sheet_id: str, key: str) -> str:
    """Return a whole column of a sheet that the tool fills: nothing that people move changes it."""
    sheet = layout[sheet_id]
    letter = column_letter(sheet.block(sheet_id).column_number(key))
    return f"'{sheet.title}'!${letter}:${letter}"


def put_findings(facts: Facts, contents: Contents) -> None:
    """Count what the last check found."""
    levels, texts = (whole_column(contents.layout, "findings", key) for key in ("level", "text"))
    first = f"INDEX({texts},{FIRST_BLOCK_ROW + 1})"
    facts.name("checked", f'IF({first}="",0,1)', 0)
    for name, level in (("problems", marks.PROBLEM), ("warnings", marks.WARNING)):
        facts.name(name, f'COUNTIF({levels},"{level}")', 0)


def put_questions(facts: Facts, contents: Contents) -> None:
    """Count what the tables taken in last ask, and nobody has answered."""
    sort, key = (whole_column(contents.layout, "imported", name) for name in ("sort", "key"))
    facts.name("questions", f'COUNTIFS({sort},"{SORT_TO_DECIDE}",{key},"{_SOME}")', 0)


def put_corrections(facts: Facts, contents: Contents, case: Case) -> None:
    """Count the corrections and tell the rows of the newest ones that are in force."""
    sheet = contents.layout["corrections"]
    kind, state, period = (
        sheet.reference("corrections", name, name) for name in ("kind", "state", "period")
    )
    month = facts["key"].text
    items, own = case.corrections, of_month(case).corrections
    there = f'{kind},"{_SOME}"'
    not_withdrawn = f'{state},"<>{CorrectionState.WITHDRAWN}"'

    def counted(condition: str) -> str:
        """Count rows of this month: with its name, or with none."""
        each = (f"COUNTIFS({there},{condition},{period},{text})" for text in (f'{month}&"*"', '""'))
        return "+".join(each)

    in_force = [item for item in own if item.in_force]
    facts.name("corrections", counted(not_withdrawn), len(in_force))
    review = [item for item in own if item.state is CorrectionState.REVIEW]
    facts.name("review", counted(f'{state},"{CorrectionState.REVIEW}"'), len(review))
    # The header has a kind too.
    others = f"COUNTIFS({there},{not_withdrawn})-1-{facts['corrections'].text}"
    elsewhere = sum(item.in_force for item in items) - len(in_force)
    facts.name("elsewhere", others, elsewhere)
    # As the trail counts them.
    no_form = f'{not_withdrawn},{kind},"<>{CorrectionKind.FORMAT}"'
    printed = sum(not isinstance(item.what, Form) for item in in_force)
    facts.name("printed", counted(no_form), printed)
    rows = [row for row, item in enumerate(items, 2) if item in in_force]
    for number in range(1, LISTED + 1):
        text = (
            f'SUMPRODUCT(LARGE(({state}<>"")*({state}<>"{CorrectionState.WITHDRAWN}")'
            f'*(({period}={month})+({period}=""))*ROW({period}),{number}))'
        )
        row = rows[-number] + FIRST_BLOCK_ROW - 1 if len(rows) >= number else 0
        facts.name(f"correction {number}", text, row)


def put_notice(facts: Facts, contents: Contents, case: Case) -> None:
    """Tell when, by whom and how the last notice of the month was made, from the trail.

    Its rows are those of one month after the other; the last one is mostly of this month.
    """
    keys = ("on", "by", "action", "period", "fingerprint", "corrections")
    column = {key: whole_column(contents.layout, "trail", key) for key in keys}
    month, period, mark = facts["key"].text, column["period"], column["fingerprint"]
    own = [row for row in case.trail if row.period == case.key]
    action, told = column["action"], button_texts.ACTION_CLOSED
    made, is_other = sum(row.is_made for row in own), f'{action},"<>{told}"'
    facts.name("made", f'COUNTIFS({period},{month}&"*",{mark},"{_SOME}",{is_other})', made)
    last = f'COUNTIF({action},"{_SOME}")+{FIRST_BLOCK_ROW - 1}'
    first = f'MATCH({month},{period},0)+COUNTIF({period},{month}&"*")-1'
    there = case.trail and case.trail[-1].period == case.key
    row = FIRST_BLOCK_ROW + len(case.trail) if there else 0
    text = f"IFERROR(IF(INDEX({period},{last})={month},{last},{first}),0)"
    place = facts.name("trail row", text, row).text
    newest = case.trail[-1] if there else None
    for key in ("on", "by", "fingerprint", "corrections"):
        value = print_moment(getattr(newest, key)) if newest else ""
        facts.name(f"trail {key}", f'IF({place}=0,"",INDEX({column[key]},{place})&"")', value)
    closed = [item.action for item in own if item.action == told]
    is_last = newest is not None and newest.action == told
    text = f'IF({place}=0,0,IF(INDEX({action},{place})="{told}",1,0))'
    facts.name("closed", text, int(is_last))
    text = f'COUNTIFS({period},{month}&"*",{action},"{told}")'
    facts.name("amended", f"IF({facts['closed'].text}=1,0,{text})", 0 if is_last else len(closed))
    changed = f'IF({facts["trail corrections"].text}={facts["printed"].text}&"",0,1)'
    differs = facts["trail corrections"].value != str(facts["printed"].value)
    facts.name("changed", changed, int(differs))


def issuer(contents: Contents) -> Expr:
    """Return whose notice it is, and under which decision."""
    body, name = (setting(contents, key) for key in ("parent_body", "issuer"))
    law = setting(contents, "legal_ref", "index")
    return filled(texts.ISSUER, body=body, issuer=name, law=law)
