"""The sheet holds every text and figure of the notice, and nothing else."""

from typing import Any

import pytest

from bpindex.case.keys import BlockKind
from tests.changed_cases import notice_of
from tests.render.sheets import FIGURES, TABLES, as_json, plain, sheet
from tests.strategies import base_case


@pytest.mark.parametrize("number", [0, 1])
def test_every_figure_of_a_table_stands_in_its_row_and_column(number: int) -> None:
    table = as_json()["tables"][number]
    found = [key for key in sheet().keys.values() if key.startswith(f"row:{table['id']}:")]
    assert len(found) == len(table["rows"]) + 1
    rows = {key: sheet().row(key) for key in found}
    province, *agencies = rows.values()
    assert sheet().text(f"B{province}") == table["province_name"]
    assert [sheet().text(f"{letter}{province}") for letter in FIGURES] == table["province"]
    merged = {
        letter: text
        for letter, column in zip(FIGURES, range(12), strict=True)
        if (text := shared_text(table, column))
    }
    assert len(merged) == (2 if number == 0 else 0)
    for expected, row in zip(table["rows"], agencies, strict=True):
        assert sheet().text(f"B{row}") == expected["stt"]
        assert sheet().text(f"C{row}") == expected["agency"]
        assert sheet().text(f"P{row}") == expected["note"]
        for letter, text in zip(FIGURES, expected["cells"], strict=True):
            if letter not in merged:
                assert sheet().text(f"{letter}{row}") == text, (expected["agency"], letter)


def shared_text(table: Any, column: int) -> str:
    """Return the only text of a column that prints one cell for all agencies."""
    texts = [row["cells"][column] for row in table["rows"] if row["cells"][column]]
    return texts[0] if len(texts) == 1 else ""


def test_all_372_printed_cells_are_accounted_for() -> None:
    cells = sum(12 * (len(table["rows"]) + 1) for table in as_json()["tables"])
    assert cells == 372


def test_the_sheet_holds_all_texts_in_the_order_of_the_notice() -> None:
    """Letterhead and foot have two columns, so each of them is read for itself."""
    blocks = as_json()["blocks"]
    left = {"parent_body", "issuer", "number", "recipients_title", "recipient"}
    right = {"national_title", "motto", "place_date", "signature", "signatory"}
    notice = notice_of(base_case())
    order = [block.id for block in notice.blocks]
    assert [block.kind.value for block in notice.blocks if block.kind is not BlockKind.TABLE] == [
        block["kind"] for block in blocks
    ]
    for side in (left, right, {block["kind"] for block in blocks} - left - right):
        expected = [plain(b["text"]) for b in blocks if b["kind"] in side and b["text"]]
        chosen = [b for b in notice.blocks if b.kind.value in side and b.text]
        assert [plain(sheet().block(block.id).value) for block in chosen] == expected
        rows = [sheet().row(f"block:{block.id}") for block in chosen]
        assert rows == sorted(set(rows))
    # A table stands between its heading and its note, the note before what follows.
    for table in TABLES:
        place = order.index(f"table_{table.replace('-', '_')}")
        rows = [n for n, key in sheet().keys.items() if f":{table}" in key and "row:" in key]
        note = sheet().row(f"block:period_note.{table}")
        assert sheet().row(f"block:{order[place - 1]}") < rows[0]
        assert rows[-1] < note < sheet().row(f"block:{order[place + 1]}")


def test_nothing_stands_in_the_sheet_that_is_not_in_the_notice() -> None:
    known = {plain(block["text"]) for block in as_json()["blocks"]}
    for table in as_json()["tables"]:
        known |= {table["title"], table["section"], table["period_note"], table["province_name"]}
        known |= {"Stt", "TÊN ĐƠN VỊ", "Ghi chú", *table["groups"], *table["columns"]}
        for row in ({"cells": table["province"]}, *table["rows"]):
            known |= {row.get("stt", ""), row.get("agency", ""), *row["cells"]}
    for number in sheet().keys:
        assert set(sheet().texts(number)) <= known
