"""The notice as JSON: every text exactly as printed, for tests, archives and other programs."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from bpindex.case.keys import BlockKind
from bpindex.notice.model import Block, Notice, NoticeTable

_FINGERPRINT_LENGTH = 12
_LEVELS = 3


def render_json(notice: Notice) -> bytes:
    """Return the UTF-8 JSON of the notice.

    A merged cell's text stands in the row at whose height it prints, its other rows are blank.
    """
    document: dict[str, Any] = {
        "period": notice.period,
        "tables": [_table(table) for table in notice.tables],
        "blocks": [_block(block) for block in _blocks(notice)],
    }
    if notice.appendix is not None:
        document["appendix"] = {
            "blocks": [_block(block) for block in notice.appendix.blocks],
            "columns": list(notice.appendix.columns),
            "rows": [list(row) for row in notice.appendix.rows],
        }
        if notice.appendix.below:
            document["appendix"]["below"] = [_block(block) for block in notice.appendix.below]
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def fingerprint(notice: Notice) -> str:
    """Return a short hash of every text as printed: the same for two notices that read alike."""
    # Letters that programs write in one piece or in several read alike.
    text = normalize("NFC", render_json(notice).decode())
    return hashlib.sha256(text.encode()).hexdigest()[:_FINGERPRINT_LENGTH]


def _blocks(notice: Notice) -> Iterator[Block]:
    """Yield the paragraphs in their order; a table gives way to what people put below it."""
    for block in notice.blocks:
        if block.kind is BlockKind.TABLE:
            yield from notice.table(block.text).before_note
        else:
            yield block


def _block(block: Block) -> dict[str, str]:
    return {"kind": block.kind.value, "text": block.text}


def _table(table: NoticeTable) -> dict[str, Any]:
    heights = {item.column: table.merged_row(item.column) for item in table.merged}
    rows = []
    for place, row in enumerate(table.rows):
        if row.line is not None:
            blank = [""] * len(table.column_labels)
            rows.append({"stt": "", "agency": row.line.text, "cells": blank, "note": ""})
            continue
        cells = []
        for figure in row.figures:
            shared = table.merged_text(row, figure.column)
            text = figure.text if shared is None else shared
            is_elsewhere = shared is not None and place != heights[figure.column]
            cells.append("" if is_elsewhere else text)
        rows.append({"stt": row.stt, "agency": row.name, "cells": cells, "note": row.note})
    document: dict[str, Any] = {
        "id": table.id,
        "title": table.title,
        "groups": list(table.group_labels),
        "columns": list(table.column_labels),
        "province_name": table.province.name if table.province else "",
        "province": [figure.text for figure in table.province.figures] if table.province else [],
        "section": table.section,
        "rows": rows,
        "period_note": table.period_note.text,
    }
    if not (table.levels == _LEVELS and table.title):
        # Of another shape than that of 02/2024: the header as it stands, level by level.
        document["header"] = [
            [{"text": cell.text, "first": cell.first, "last": cell.last} for cell in cells]
            for level in range(table.levels)
            for cells in [[cell for cell in table.header if cell.level == level]]
        ]
    return document
