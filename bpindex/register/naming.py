"""What a correction is about in words: tables, columns, rows and paragraphs as staff know them.

No key is ever shown: what the case does not know any more is told as such.
"""

import re
from textwrap import shorten

from bpindex.case.correction import (
    WHOLE_ROW,
    AddedRow,
    Correction,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    look_from,
)
from bpindex.case.keys import (
    ALL,
    APPENDIX,
    GROUP_COLUMN,
    NAME_COLUMN,
    NOTE_COLUMN,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
    BlockKind,
    appendix_columns,
    column_title,
)
from bpindex.case.model import Case
from bpindex.case.rows import TOP, RowId, RowKey, RowKind, period_note
from bpindex.words import corrections as words

# So many letters of a paragraph say which one it is.
_FIRST_WORDS = 50
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def what_is_corrected(case: Case, item: Correction) -> str:
    """Return the words for what a correction is about."""
    names, what = _Names(case), item.what
    match what:
        case RawCount():
            return names.count(what)
        case PrintedText():
            return names.text(what)
        case Form():
            return names.form(what)
        case Margin() if what.row == RowKey():
            return words.MARGIN_TOP
        case Margin():
            return words.MARGIN.format(row=names.sheet_row(what.row))
    # Of a row that was added, its name says so.
    row = names.row(what.row)
    if not isinstance(what, AddedRow):
        row = words.ROW.format(kind=what.kind, row=row)
    return row if what.row.is_block else words.IN_TABLE.format(row=row, table=names.table(what.row))


def what_it_says(case: Case, item: Correction) -> str:
    """Return what a correction prints, or how it makes the form, in words."""
    what, text = item.what, item.corrected
    if isinstance(what, MovedRow) and not isinstance(what, AddedRow):
        if what.place.behind == TOP:
            return words.AT_TOP
        return words.BEHIND.format(row=_Names(case).row(what.place.behind))
    if not isinstance(what, Form):
        return text
    if what.aspect is FormAspect.LOOK:
        look = look_from(text).items()
        return "; ".join(
            f"{words.LOOKS.get(name, words.FORMS[''])} {words.VALUES.get(value, value)}"
            for name, value in look
        )
    return words.VALUES.get(text, text) if what.aspect is FormAspect.BREAK else text


class _Names:
    """The names of one case."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def count(self, what: RawCount) -> str:
        """Return the words for a count of an agency."""
        count = self._case.index.count_by_id.get(what.count)
        name = self.row(RowId.row("", what.agency))
        return words.COUNT.format(count=count.name if count else words.NO_COUNT, name=name)

    def text(self, what: PrintedText) -> str:
        """Return the words for a text of the notice."""
        row = RowId.of(what.key)
        if not what.table:
            return self.row(row)
        column, table = self.column(what.table, what.column), self.table(row)
        if not what.agency:
            table = self.table(RowId.start(what.table))
            return words.HEADER.format(table=table, column=column)
        if what.agency == ALL:
            return words.MERGED.format(table=table, column=column)
        return words.FIGURE.format(column=column, row=self.row(row), table=table)

    def form(self, what: Form) -> str:
        """Return the words for a property of a row, a column or a cell."""
        form, row = words.FORMS[what.aspect], self.sheet_row(what.row)
        if what.column in ("", WHOLE_ROW):
            return words.OF_ROW.format(form=form, row=row)
        template = words.OF_COLUMN if what.row == RowKey() else words.OF_CELL
        return template.format(form=form, column=self.column(what.sheet, what.column), row=row)

    def sheet_row(self, key: RowKey) -> str:
        """Return the words for what stands in a row of a sheet."""
        if key.is_header:
            return words.HEADER_ROW
        return self.row(key.row)

    def row(self, row: RowId) -> str:
        """Return the words for a row of a table or a paragraph."""
        if row.added_number:
            return self._added(row)
        if row.is_block:
            return self._paragraph(row)
        if row.is_province:
            names = {table.id: table.province_name for table in self._case.settings.tables}
            return names.get(row.table) or next(iter(names.values()))
        if row.is_row and row.table == APPENDIX:
            return words.DOSSIER.format(name=row.name)
        if row.is_row:
            names = {agency.code: agency.name for agency in self._case.agencies}
            return names.get(row.name, words.NO_AGENCY)
        is_section = row.kind is RowKind.SECTION
        return words.SECTION.format(table=self.table(row)) if is_section else words.OTHER_ROW

    def table(self, row: RowId) -> str:
        """Return what staff call the table of a row."""
        names = {table.id: table.kind for table in self._case.settings.tables}
        return {**names, APPENDIX: words.APPENDIX}.get(row.table, words.NO_TABLE)

    def column(self, table: str, column: str) -> str:
        """Return what staff call a column of a table, or words of its header."""
        labels = self._case.wording.labels
        if table == APPENDIX:
            own = dict(zip(appendix_columns(), labels.appendix_columns, strict=False))
        else:
            own = {
                STT_COLUMN: labels.stt,
                NAME_COLUMN: labels.agency,
                NOTE_COLUMN: labels.note,
                TITLE_COLUMN: words.TITLE_COLUMN,
                SECTION_COLUMN: words.SECTION_COLUMN,
                **{f"{GROUP_COLUMN}{group.id}": group.name for group in self._case.index.groups},
                **{key: column_title(self._case.index, key) for key in self._case.columns},
            }
        return self._plain(own.get(column, "")) or words.NO_COLUMN

    def _added(self, row: RowId) -> str:
        """Return the words for a row that people added: its text, or its name."""
        texts = {item.key: item.corrected for item in self._case.corrections if item.in_force}
        name = row.key if row.is_block else (row.table, row.name, NAME_COLUMN)
        text = self._plain(texts.get(name, ""))
        return words.ADDED_WORDS.format(words=text) if text else words.ADDED

    def _paragraph(self, row: RowId) -> str:
        """Return the words for a paragraph: its first ones, or what it is."""
        notes = {period_note(table.id): table.kind for table in self._case.settings.tables}
        if row.name in notes:
            return words.PERIOD_NOTE.format(table=notes[row.name])
        found = next((item for item in self._case.wording.paragraphs if item.id == row.name), None)
        if found is None:
            return words.NO_PARAGRAPH
        kind = BlockKind(found.kind)
        text = "" if kind is BlockKind.TABLE else self._plain(found.text)
        return words.PARAGRAPH.format(words=text or words.PARAGRAPHS[kind])

    def _plain(self, template: str) -> str:
        """Return the first words of a template, blank where it has none of its own."""
        settings = self._case.settings

        def value(match: re.Match[str]) -> str:
            known = getattr(settings, match[1], "")
            return known if isinstance(known, str) and known else "…"

        text = shorten(
            _PLACEHOLDER.sub(value, template.replace("**", "")), _FIRST_WORDS, placeholder="…"
        )
        return text if any(letter.isalnum() for letter in text) else ""
