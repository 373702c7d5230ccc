"""What a correction is about in words: tables, columns, rows and paragraphs as staff know them.

No key is ever shown: what the case does not know any more is told as such.
"""

import re
from dataclasses import replace
from textwrap import shorten

from bpindex.case.correction import (
    WHOLE_ROW,
    AddedRow,
    Comment,
    Correction,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
)
from bpindex.case.keys import (
    ALL,
    APPENDIX,
    GROUP_COLUMN,
    HEADER_SPAN,
    NAME_COLUMN,
    NOTE_COLUMN,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
    BlockKind,
    appendix_columns,
)
from bpindex.case.model import Case
from bpindex.case.printed import MADE_ROW, heading_name, list_name
from bpindex.case.rows import NOWHERE, Place, RowId, RowKey, RowKind, period_note
from bpindex.codec.fields import SHEET, written
from bpindex.register.look_words import form_in_words
from bpindex.register.made_rows import made_row_words
from bpindex.words import corrections as words

# So many letters of a paragraph say which one it is.
_FIRST_WORDS = 50
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def in_month(case: Case, month: str) -> Case:
    """Return a case with the corrections of one month: rows added are counted anew in each."""
    same = (item for item in case.corrections if item.period == month)
    return replace(case, corrections=tuple(same))


def what_is_corrected(case: Case, item: Correction) -> str:
    """Return the words for what a correction is about."""
    what = item.what
    case = in_month(case, item.period)
    match what:
        case RawCount():
            return _count(case, what)
        case PrintedText():
            return _text(case, what)
        case Comment():
            return words.COMMENT.format(what=_text(case, what))
        case Form():
            return _form(case, what)
        case Margin() if what.row == RowKey():
            return words.MARGIN_TOP
        case Margin():
            return words.MARGIN.format(row=_sheet_row(case, what.row))
    # Of a row that was added, its name says so.
    row = _row(case, what.row)
    if not isinstance(what, AddedRow):
        row = words.ROW.format(kind=what.kind, row=row)
    if what.row.is_block:
        return row
    return words.IN_TABLE.format(row=row, table=_table(case, what.row.table))


def named_cells(case: Case, item: Correction) -> tuple[str, str, str, str]:
    """Return what the register shows of a correction's place: table, row, column, behind what."""
    what = item.what
    match what:
        case RawCount():
            return "", _row(case, RowId.row("", what.agency)), _count_name(case, what), ""
        case PrintedText() | Comment() if not what.table:
            return "", "", _row(case, RowId.of(what.key)), ""
        case PrintedText() | Comment():
            row = words.ALL_ROWS if what.agency == ALL else ""
            if what.agency and not row:
                row = _row(case, RowId.of(what.key))
            return _table(case, what.table), row, _column(case, what.table, what.column), ""
        case Form():
            row = "" if what.row == RowKey() else _sheet_row(case, what.row)
            form, table = words.FORMS[what.aspect], _table(case, what.sheet) if what.sheet else ""
            if what.aspect is FormAspect.PAGE:
                form = words.FORM_OF_PAGE.format(form=form, what=words.PAGE.get(what.column, ""))
            elif what.column not in ("", WHOLE_ROW) and not what.row.row.is_block:
                column = _column(case, what.sheet, what.column)
                form = words.FORM_OF_COLUMN.format(form=form, column=column)
            return table, row, form, ""
        case Margin():
            row = words.MARGIN_TOP if what.row == RowKey() else _sheet_row(case, what.row)
            return what.sheet, row, "", ""
    place = "" if not isinstance(what, MovedRow) else _behind(case, what.place)
    row = _row(case, what.row)
    if what.row.is_block:
        return "", "", row, place
    return _table(case, what.row.table), row, "", place


def _behind(case: Case, place: Place) -> str:
    """Return the words for where a row stands, blank where it is not placed."""
    behind = place.behind
    named = words.AT_BORDER.get(behind.kind)
    if named:
        return named.format(table=_table(case, behind.table))
    if place == NOWHERE:
        return ""
    template = words.BEHIND_ROW if behind.is_row and not behind.added_number else words.BEHIND
    return template.format(row=_row(case, behind))


def what_it_says(case: Case, item: Correction) -> str:
    """Return what a correction prints, or how it makes the form, in words."""
    what = item.what
    if isinstance(what, MovedRow) and not isinstance(what, AddedRow):
        return _behind(case, what.place)
    return in_words(case, item, item.corrected)


def in_words(case: Case, item: Correction, text: str) -> str:
    """Return in words what a text of a correction says: what was computed, or what prints."""
    what = item.what
    if isinstance(what, MovedRow) and not isinstance(what, AddedRow):
        place = Place.parse(text)
        return text if place.behind.kind is RowKind.UNKNOWN else _behind(case, place)
    return form_in_words(what, text) if isinstance(what, Form) else text


def column_name(case: Case, column: str, is_appendix: bool) -> str:
    """Return what staff call a column of the notice or of its appendix."""
    return _column(case, APPENDIX if is_appendix else "", column)


def _count(case: Case, what: RawCount) -> str:
    """Return the words for a count of an agency."""
    name = _row(case, RowId.row("", what.agency))
    return words.COUNT.format(count=_count_name(case, what), name=name)


def _count_name(case: Case, what: RawCount) -> str:
    count = case.index.count_by_id.get(what.count)
    return count.name if count else words.NO_COUNT


def _text(case: Case, what: PrintedText | Comment) -> str:
    """Return the words for a text of the notice."""
    row = RowId.of(what.key)
    if not what.table:
        return _row(case, row)
    column, table = _column(case, what.table, what.column), _table(case, what.table)
    if not what.agency:
        return words.HEADER.format(table=table, column=column)
    if what.agency == ALL:
        return words.MERGED.format(table=table, column=column)
    return words.FIGURE.format(column=column, row=_row(case, row), table=table)


def hidden_in_words(case: Case, sheet: str, row: RowKey, column: str) -> str:
    """Return the words for a row or, without one, for a column that somebody hid."""
    if row != RowKey():
        return _sheet_row(case, row)
    name = _column(case, sheet, column)
    return (
        words.COLUMN_OF_APPENDIX.format(column=name) if sheet else words.COLUMN.format(column=name)
    )


def _form(case: Case, what: Form) -> str:
    """Return the words for a property of a row, a column, a cell or the page."""
    if what.aspect is FormAspect.PAGE:
        sheet = words.APPENDIX if what.sheet else words.NOTICE
        return words.OF_PAGE.format(form=words.PAGE.get(what.column, words.FORMS[""]), sheet=sheet)
    form, row = words.FORMS[what.aspect], _sheet_row(case, what.row)
    if what.column in ("", WHOLE_ROW) or what.row.row.is_block:
        return words.OF_ROW.format(form=form, row=row)
    template = words.OF_COLUMN if what.row == RowKey() else words.OF_CELL
    return template.format(form=form, column=_column(case, what.sheet, what.column), row=row)


def _sheet_row(case: Case, key: RowKey) -> str:
    """Return the words for what stands in a row of a sheet."""
    return words.HEADER_ROW if key.is_header else _row(case, key.row)


def _row(case: Case, row: RowId) -> str:
    """Return the words for a row of a table or a paragraph."""
    if row.added_number:
        return _added(case, row)
    if row.is_block:
        return _paragraph(case, row)
    if row.is_province:
        names = {table.id: table.province_name for table in case.settings.tables}
        return names.get(row.table) or next(iter(names.values()))
    if row.is_row and row.name.startswith(MADE_ROW):
        return made_row_words(case, row, _table(case, row.table))
    if row.is_row and row.table == APPENDIX:
        return words.DOSSIER.format(name=row.name)
    if row.is_row:
        names = {agency.code: agency.name for agency in case.agencies}
        return names.get(row.name, words.NO_AGENCY)
    is_section = row.kind is RowKind.SECTION
    return words.SECTION.format(table=_table(case, row.table)) if is_section else words.OTHER_ROW


def _table(case: Case, table: str) -> str:
    """Return what staff call a table."""
    return {**case.table_names, APPENDIX: words.APPENDIX}.get(table, words.NO_TABLE)


def _column(case: Case, table: str, column: str) -> str:
    """Return what staff call a column of a table, or words of its header."""
    labels = case.wording.labels
    if table == APPENDIX:
        own = dict(zip(appendix_columns(), labels.appendix_columns, strict=False))
    else:
        own = {
            STT_COLUMN: labels.stt,
            NAME_COLUMN: labels.agency,
            NOTE_COLUMN: labels.note,
            TITLE_COLUMN: words.TITLE_COLUMN,
            SECTION_COLUMN: words.SECTION_COLUMN,
            **{f"{GROUP_COLUMN}{group.id}": group.name for group in case.index.groups},
            **case.column_names,
        }
        if column.startswith(HEADER_SPAN):
            return words.HEADER_SPAN
    return _plain(case, own.get(column, "")) or words.NO_COLUMN


def _added(case: Case, row: RowId) -> str:
    """Return the words for a row that people added: its text, or its name."""
    texts = {item.key: item.corrected for item in case.corrections if item.in_force}
    name = row.key if row.is_block else (row.table, row.name, NAME_COLUMN)
    text = _plain(case, texts.get(name, ""))
    return words.ADDED_WORDS.format(words=text) if text else words.ADDED


def _paragraph(case: Case, row: RowId) -> str:
    """Return the words for a paragraph: its first ones, or what it is."""
    notes = {period_note(table): name for table, name in case.table_names.items()}
    if row.name in notes:
        return words.PERIOD_NOTE.format(table=notes[row.name])
    found = next((item for item in case.wording.paragraphs if item.id == row.name), None)
    if own := _of_printed_table(case, row.name):
        return words.PARAGRAPH.format(words=own)
    if found is None:
        return words.NO_PARAGRAPH
    kind = BlockKind(found.kind)
    text = "" if kind is BlockKind.TABLE else _plain(case, found.text)
    return words.PARAGRAPH.format(words=text or words.PARAGRAPHS[kind])


def _of_printed_table(case: Case, name: str) -> str:
    """Return the words for what the tool puts around a printed table, blank for anything else."""
    for table in case.printed_tables:
        if name == heading_name(table.id):
            return _plain(case, table.heading)
        for listing in table.lists:
            if name == list_name(table.id, listing):
                return str(written(listing, SHEET))
    return ""


def _plain(case: Case, template: str) -> str:
    """Return the first words of a template, blank where it has none of its own."""

    def value(match: re.Match[str]) -> str:
        known = getattr(case.settings, match[1], "")
        return known if isinstance(known, str) and known else "…"

    text = _PLACEHOLDER.sub(value, template.replace("**", ""))
    text = shorten(text, _FIRST_WORDS, placeholder="…")
    return text if any(letter.isalnum() for letter in text) else ""
