"""Chỉ tiêu back to the index set: names to codes first, then records, then what must hold."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN, KNOWN_NAME, code_from, free_code
from bpindex.cells.index_names import Entry, Names, UnknownNameError, set_id, sums_text
from bpindex.cells.kept_codes import Making, Named, alike, codes_of, text_of
from bpindex.cells.origin import seen
from bpindex.cells.records import (
    SheetValues,
    block_rows,
    placer,
    records_from,
    single_record,
    with_cells,
    without_emptied,
)
from bpindex.codec.fields import LIST_SEPARATOR, cell_text, spoken
from bpindex.codec.shown import refused
from bpindex.errors import InputError
from bpindex.index.definition import Component, Count, Display, Grade, Group, IndexSet
from bpindex.index.validation import validate_index
from bpindex.memory.found import visible
from bpindex.sheets.index_sheet import COUNTS, GROUPS
from bpindex.sheets.model import Sheet, SheetBlock
from bpindex.words import files as file_words
from bpindex.words import index_set as words

# The blocks that hold the lists of an index set.
_BLOCK_OF = {
    "groups": "groups",
    "other_groups": "other_groups",
    "components": "components",
    "counts": "count_list",
    "grades": "grades",
}
_GROUPS = ("groups", "other_groups")
# Makes of the text of a cell what files have in its place.
_Read = Callable[[Names, str], str]


def index_from(values: SheetValues, sheet: Sheet) -> IndexSet:
    """Return the index set of the sheet Chỉ tiêu; raise InputError or DefinitionError."""
    values = _with_codes(values, sheet)

    def groups(block_id: str) -> tuple[Group, ...]:
        if not _blocks(sheet, [block_id]):
            return ()
        displays = records_from(Display, values, sheet, block_id)
        return records_from(Group, values, sheet, block_id, display=displays)

    index = single_record(
        IndexSet,
        values,
        sheet,
        groups=groups("groups"),
        other_groups=groups("other_groups"),
        grades=records_from(Grade, values, sheet, "grades"),
        counts=records_from(Count, values, sheet, "count_list"),
        components=records_from(Component, values, sheet, "components"),
        file_name=sheet.title,
    )

    def place(entries: str, entry: str, field: str) -> str:
        block = sheet.block(_BLOCK_OF.get(entries or field, "index"))
        keys = [column.key for column in block.columns]
        rows = block_rows(values, block)
        # The last one, where an id is there twice; of a whole list its heading.
        found = [row for row, cells in rows if cell_text(cells[keys[0]]).strip() in (entry, field)]
        row = found[-1] if entry or block.singles else block.header_row
        column = "value" if block.singles else field if field in keys else "max_points"
        return placer(sheet, block)(row, seen(block, column if column in keys else keys[-1]))

    return validate_index(index, place)


def _blocks(sheet: Sheet, wanted: Collection[str]) -> list[SheetBlock]:
    return [block for block in sheet.blocks if block.id in wanted]


# --- codes that nobody sees ------------------------------------------------------------------


def _count_code(name: str, used: Collection[str]) -> str:
    """Return a code that can stand in a sum, and above no other column of Số liệu."""
    code = code_from(name).replace("-", "_")
    code = code if code[0].isalpha() else f"so_{code}"
    return free_code(code, {*used, AGENCY_COLUMN, AGENCY_NAME_COLUMN}, "_")


def _group_code(name: str, used: Collection[str]) -> str:
    return free_code(code_from(name), used)


def _made(former: Mapping[str, str], new_code: Making, name: str, used: Collection[str]) -> str:
    """Return the code that the name had before its row was cleared, or a new one."""
    code = former.get(alike(name))
    return code if code and code not in used else new_code(name, used)


def _known_names(values: SheetValues, sheet: Sheet) -> Mapping[str, dict[str, str]]:
    """Return the names by which groups, and counts, were known when the workbook was built."""
    known: Mapping[str, dict[str, str]] = {COUNTS: {}, GROUPS: {}}
    for block in _blocks(sheet, ["known_names"]):
        for _, cells in block_rows(values, block):
            of, code, name = (text_of(cells[key]) for key in ("of", "code", KNOWN_NAME))
            known.get(of, {})[code] = visible(name)
    return known


def _with_made_codes(
    values: SheetValues, sheet: Sheet, known: Mapping[str, dict[str, str]]
) -> SheetValues:
    """Return the rows with a code for every count and group."""
    for of, block_ids, new_code in (
        (COUNTS, ("count_list",), _count_code),
        (GROUPS, _GROUPS, _group_code),
    ):
        blocks, names = _blocks(sheet, block_ids), known[of]
        former = {alike(name): code for code, name in names.items()}
        for block in blocks:
            values = without_emptied(values, block)
        rows, held = list[Named](), set[str]()
        for block in blocks:
            for number, cells in block_rows(values, block):
                code, name = (visible(text_of(cells[key])) for key in ("id", "name"))
                if not cell_text(cells["name"]).strip():
                    place = placer(sheet, block)(number, "name")
                    told = file_words.CELL_BLANK.format(place=place, expected=words.WANT_NAME)
                    raise InputError(told)
                # A row that was copied whole is not the one that it was copied from.
                code = "" if code in held else code
                rows.append(Named(number, code, name, names.get(code, "")))
                held.add(code)
        made = partial(_made, former, new_code)
        codes = codes_of(rows, made)
        for block in blocks:
            own = {
                (row, "id"): code
                for row, code in codes.items()
                if block.first_row <= row <= block.last_row
            }
            values = with_cells(values, block, own)
    return values


# --- names -----------------------------------------------------------------------------------


def _refuse_same_names(values: SheetValues, sheet: Sheet) -> None:
    for block in _blocks(sheet, (*_GROUPS, "count_list")):
        place, there = placer(sheet, block), dict[str, int]()
        for row, cells in block_rows(values, block):
            if (name := spoken(text_of(cells["name"]))) in there:
                expected = words.WANT_OTHER_NAME.format(cell=block.address(there[name], "name"))
                found = text_of(cells["name"])
                told = file_words.CELL_WRONG
                raise InputError(
                    told.format(place=place(row, "name"), found=found, expected=expected)
                )
            if name:
                there[name] = row


def _with_codes(values: SheetValues, sheet: Sheet) -> SheetValues:
    """Return the rows with codes for the names that they say; raise InputError for nobody's."""
    known_names = _known_names(values, sheet)
    # In older layouts codes were seen, and typed.
    if hides_codes := bool(_blocks(sheet, ["known_names"])):
        values = _with_made_codes(values, sheet, known_names)
    _refuse_same_names(values, sheet)

    def entries(*block_ids: str) -> list[Entry]:
        known = known_names[COUNTS if "count_list" in block_ids else GROUPS]
        return [
            Entry(code := text_of(cells["id"]), text_of(cells["name"]), known.get(code, ""))
            for block in _blocks(sheet, block_ids)
            for _, cells in block_rows(values, block)
        ]

    def meant(
        block: SheetBlock, key: str, known: Sequence[Entry], read: _Read, wanted: str
    ) -> None:
        nonlocal values
        place, own = placer(sheet, block), {}
        names = Names(known)
        tries = (names,) if hides_codes else (Names(map(_code_alone, known)), names)
        for row, cells in block_rows(values, block):
            if text := text_of(cells.get(key)):
                own[row, key] = _first(tries, read, text, place(row, key), wanted)
            elif block.id == "components" and not cell_text(cells.get(key)).strip():
                told = file_words.CELL_BLANK.format(place=place(row, key), expected=wanted)
                raise InputError(told)
        values = with_cells(values, block, own)

    counts, components = entries("count_list"), sheet.block("components")
    for block in _blocks(sheet, _GROUPS):
        others = entries(*(name for name in _GROUPS if name != block.id))
        meant(block, "parts", others, _parts, words.WANT_PARTS)
    taken_together = {
        part.strip()
        for _, cells in block_rows(values, sheet.block("groups"))
        for part in text_of(cells.get("parts")).split(LIST_SEPARATOR)
    }
    parts = [entry for entry in entries("other_groups") if entry.code in taken_together]
    meant(components, "group", [*entries("groups"), *parts], Names.code, words.WANT_GROUP)
    meant(components, "numerator", counts, _sum, words.WANT_COUNTS)
    meant(components, "denominator", counts, _larger_sum, words.WANT_COUNTS)
    index = sheet.block("index")
    ids = {
        (row, "value"): set_id(text_of(cells["value"]))
        for row, cells in block_rows(values, index)
        if cell_text(cells["key"]) == "id" and not refused(cells["value"])
    }
    return with_cells(values, index, ids)


def _code_alone(entry: Entry) -> Entry:
    return Entry(entry.code, "")


def _parts(names: Names, text: str) -> str:
    return f"{LIST_SEPARATOR} ".join(names.parts(text))


def _sum(names: Names, text: str, *, with_larger: bool = False) -> str:
    sums = names.sums(text, with_larger=with_larger)
    if not any(sign > 0 for terms in sums for sign, _ in terms):
        raise UnknownNameError(text, words.WANT_COUNT_ADDED)
    return sums_text(sums)


_larger_sum = partial(_sum, with_larger=True)


def _first(tries: Sequence[Names], read: _Read, text: str, place: str, wanted: str) -> str:
    """Return what a text means to the first that knows it; raise InputError where none does."""
    for names in tries:
        try:
            return read(names, text)
        except UnknownNameError as error:
            nobody = error
    # Those that were renamed may still be called as they were.
    near = "; ".join(names.near(nobody.found))
    expected = (words.NEAR if near else words.NOT_NEAR).format(expected=wanted, near=near)
    told = file_words.CELL_WRONG.format(
        place=place, found=nobody.found, expected=nobody.expected or expected
    )
    raise InputError(told)
