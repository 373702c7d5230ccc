"""docs/ho-so-ky.md and the reader of case folders say the same: neither changes without the other.

The reader is asked as a person would ask it: a column left out, a wrong value, an example typed in.
"""

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli_w

from bpindex.case.correction import CorrectionKind, CorrectionState
from bpindex.case.folder import FILES, OPTIONAL, case_texts, read_case
from bpindex.case.history_rows import HistoryRow
from bpindex.case.keys import BlockKind
from bpindex.case.months import Months
from bpindex.case.printed import (
    Colours,
    Order,
    PrintedColumn,
    PrintedTable,
    Section,
    Shown,
    Summary,
    SummaryKind,
    What,
    When,
)
from bpindex.case.records import DataRow, LearntColumn, TrailRow
from bpindex.errors import InputError
from bpindex.index.definition import (
    Basis,
    Confidence,
    Display,
    IndexSet,
    NotFor,
    OfProvince,
    View,
)
from bpindex.index.working_days import LateDays
from bpindex.notice.wording import placeholder_values
from bpindex.words.files import TYPE_NAMES, type_name
from tests import ROOT
from tests.strategies import base_case

CONTRACT = (ROOT / "docs" / "ho-so-ky.md").read_text(encoding="utf-8")
REQUIRED, UNSET, BLANK = "bắt buộc", "không đặt", "trống"
OF_THE_FILE = "kỳ của tệp"
# A wrong value is refused with these words; where a type has none, any text is right.
TYPES = {
    "chữ": TYPE_NAMES["str"],
    "số nguyên": TYPE_NAMES["int"],
    "số": TYPE_NAMES["Decimal"],
    "ngày": TYPE_NAMES["date"],
    "đúng/sai": TYPE_NAMES["bool"],
    "danh sách chữ": TYPE_NAMES["tuple"],
    "danh sách ngày": TYPE_NAMES["dates"],
    "các bảng": TYPE_NAMES["tuple"],
    "bảng": type_name(IndexSet),
}
ANY_TEXT = ("chữ", "danh sách chữ")
CHOICES = [
    {*choices}
    for choices in (
        *(Basis, Confidence, CorrectionState, CorrectionKind, OfProvince, NotFor, View),
        *(What, When, Shown, Order, SummaryKind, Colours, LateDays),
    )
]


class Entry(NamedTuple):
    """One line of the contract: a column of a CSV file, or a key of a table of a TOML file."""

    file: str
    table: str
    name: str
    type: str
    default: str
    example: str

    @property
    def path(self) -> list[str]:
        """The table's keys: "[[table.column]]" is table, column; none for the file itself."""
        return self.table.strip("[]").split(".") if self.table else []

    def __str__(self) -> str:
        return f"{self.file} {self.table}{self.name}"


def tables() -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the heading and the rows (cells without code marks) of every table of the contract."""
    for section in re.split(r"^#+ ", CONTRACT, flags=re.MULTILINE)[1:]:
        lines = [line for line in section.splitlines() if line.startswith("|")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
        yield section.splitlines()[0], rows


TABLES = {heading: rows for heading, rows in tables() if rows}


def entries() -> Iterator[Entry]:
    for heading, rows in TABLES.items():
        found = re.fullmatch(r"`([\w.]+)`(?:, `(.+)`)?", heading)
        for row in rows if found and len(rows[0]) == 5 else ():
            name, kind, default, meaning, example = row
            assert meaning
            yield Entry(
                found[1] if found else "",
                (found[2] if found else "") or "",
                bare(name),
                kind,
                bare(default),
                bare(example),
            )


def bare(cell: str) -> str:
    return cell[1:-1] if re.fullmatch(r"`[^`]*`", cell) else cell


ENTRIES = list(entries())
IN_CSV = [entry for entry in ENTRIES if entry.file.endswith(".csv")]
IN_TOML = [entry for entry in ENTRIES if entry.file.endswith(".toml")]


_PRINTED = PrintedTable(
    "Bảng 1",
    (Section("Sở, ngành"), Section("Cấp huyện")),
    "diem-hang",
    (PrintedColumn(What.TOTAL, when=When.PREVIOUS),),
    (Summary(SummaryKind.AVERAGE),),
)


@cache
def texts() -> Mapping[str, str]:
    """Every file that a folder may hold, made of the bundled case."""
    case = base_case()
    # Of a group that prints its points, no key of the display needs another.
    first, *others = case.index.groups
    own = replace(first, display=Display(Basis.POINTS, 1))
    return case_texts(
        replace(
            case,
            history=(HistoryRow("2024-01", "Sở Y tế"),),
            trail=(TrailRow("2024-03-01 08:30", "A", "Lập thông báo", "2024-02", "3f2a9c0d"),),
            learnt=(LearntColumn("đã giải quyết > sớm", "Hồ sơ giải quyết trước hạn"),),
            months=Months({"2024-02": frozenset({"0d9c2a3f"})}),
            index=replace(case.index, groups=(own, *others)),
            printed=(_PRINTED,),
            previous=(DataRow("so-y-te", {"total": "80,5"}),),
        )
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder; the index set of its own joins it where a test is about that."""
    for name, text in texts().items():
        if name != FILES["index"]:
            (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def with_rows(path: Path, change: Callable[[list[dict[str, str]]], Any]) -> None:
    """Change the rows of a CSV file; a first row of examples makes sure that there is one."""
    header, *_ = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    own = {entry.name: entry.example for entry in IN_CSV if entry.file == path.name}
    rows = [own, *csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for name in header if name in rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def with_table(path: Path, keys: list[str], change: Callable[[dict[str, Any]], Any]) -> None:
    """Change the first table of a TOML file that stands under these keys."""
    text = path.read_text(encoding="utf-8") if path.exists() else texts()[path.name]
    whole = tomllib.loads(text, parse_float=Decimal)
    table: Any = whole
    for key in keys:
        table = table[key][0] if isinstance(table[key], list) else table[key]
    change(table)
    path.write_text(tomli_w.dumps(whole), encoding="utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(InputError) as error:
        read_case(folder)
    return str(error.value)


# The files and what is documented at all


def test_every_file_is_listed_with_whether_it_must_be_there() -> None:
    listed = {bare(name): when for name, _, when in TABLES["Hồ sơ của một kỳ báo cáo"]}
    assert set(listed) == set(FILES.values())
    for part, name in FILES.items():
        assert (listed[name] == "luôn luôn") == (part not in OPTIONAL), name


@pytest.mark.parametrize("file", sorted({entry.file for entry in IN_CSV}))
def test_the_columns_of_a_file_are_those_that_are_written(file: str) -> None:
    header = texts()[file].splitlines()[0].split(",")
    assert header == [entry.name for entry in IN_CSV if entry.file == file]


@pytest.mark.parametrize(
    ("file", "table"), sorted({(entry.file, entry.table) for entry in IN_TOML})
)
def test_the_keys_of_a_table_are_those_that_are_known(folder: Path, file: str, table: str) -> None:
    own = [entry for entry in IN_TOML if (entry.file, entry.table) == (file, table)]
    with_table(folder / file, own[0].path, lambda found: found.update(unheard_of=1))
    known = refused(folder).rpartition(": ")[2].rstrip(".").split(", ")
    assert known == [entry.name for entry in own]


def test_the_counts_are_those_of_the_index_set() -> None:
    index = base_case().index
    users = {
        count: ", ".join(
            item.id
            for item in index.components
            if count in {name for _, name in item.numerator_terms + item.denominator_terms}
        )
        for count in index.count_by_id
    }
    first, *documented = TABLES["`counts.csv`"]
    assert bare(first[0]) == "agency"
    assert documented == [[f"`{item.id}`", item.name, users[item.id]] for item in index.counts]


def test_the_typed_figures_are_those_of_the_groups() -> None:
    index = base_case().index
    ids = {"<nhóm>": index.group_by_id, "<chỉ số>": index.component_by_id}
    documented = [
        bare(name).replace(word, entry)
        for name, _ in TABLES["`typed_figures.csv`"]
        for word in [next((word for word in ids if word in name), "<>")]
        for entry in ids.get(word, ("",))
    ]
    points = {f"{entry}_diem": "1" for known in ids.values() for entry in known}
    typed = (*base_case().typed[1:], replace(base_case().typed[0], cells=points))
    text = case_texts(replace(base_case(), typed=typed))["typed_figures.csv"]
    header = text.splitlines()[0].split(",")
    assert sorted(documented) == sorted(header)
    assert (documented[0], documented[-1]) == (header[0], header[-1])


def test_the_figures_of_the_period_before_are_those_of_the_groups() -> None:
    documented = [
        bare(name).replace("<nhóm>", group)
        for name, _ in TABLES["`previous_figures.csv`"]
        for group in (base_case().index.group_by_id if "<nhóm>" in name else ("",))
    ]
    assert documented == texts()["previous_figures.csv"].splitlines()[0].split(",")


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [("Loại khối", BlockKind), ("Loại đính chính", CorrectionKind)],
)
def test_the_kinds_are_all_explained(heading: str, kinds: Any) -> None:
    assert [bare(row[0]) for row in TABLES[heading]] == list(kinds)
    assert all(all(row) for row in TABLES[heading])


def test_the_placeholders_are_all_named() -> None:
    (line,) = re.findall(r"Các chỗ điền: (.*)\.$", CONTRACT, re.MULTILINE)
    case = base_case()
    assert re.findall(r"\{(\w+)\}", line) == list(placeholder_values(case.settings, case.period))


# Each column and key: its example, its default, its type


@pytest.mark.parametrize("file", sorted({entry.file for entry in IN_CSV}))
def test_a_row_of_the_examples_reads(folder: Path, file: str) -> None:
    before = read_case(folder)
    with_rows(folder / file, lambda rows: None)
    after = read_case(folder)
    assert (after, after.months) != (before, before.months)


@pytest.mark.parametrize("entry", IN_CSV, ids=str)
def test_a_column_left_out_is_refused_or_means_its_default(folder: Path, entry: Entry) -> None:
    path = folder / entry.file
    with_rows(path, lambda rows: [row.pop(entry.name, None) for row in rows])
    if entry.default == REQUIRED:
        assert f"“{entry.name}”" in refused(folder)
        return
    text = case_texts(read_case(folder))[entry.file]
    first = next(csv.DictReader(io.StringIO(text)))
    meant = {BLANK: "", OF_THE_FILE: "2024-02"}
    assert first[entry.name] == meant.get(entry.default, entry.default)


@pytest.mark.parametrize("entry", IN_CSV, ids=str)
def test_a_cell_of_another_type_is_refused(folder: Path, entry: Entry) -> None:
    with_rows(folder / entry.file, lambda rows: rows[0].update({entry.name: "@"}))
    if entry.type in ANY_TEXT:
        try:
            read_case(folder)
        except InputError as error:  # no such agency, table or kind
            assert not any(words in str(error) for words in TYPE_NAMES.values())
        return
    assert expected_words(entry.type) in refused(folder)


@pytest.mark.parametrize("entry", IN_TOML, ids=str)
def test_an_example_reads(folder: Path, entry: Entry) -> None:
    if entry.example == "xem dưới":
        assert entry.type in ("bảng", "các bảng")
        assert any([*entry.path, entry.name] == other.path for other in IN_TOML)
        return
    value = tomllib.loads(f"x = {entry.example}", parse_float=Decimal)["x"]
    with_table(folder / entry.file, entry.path, lambda table: table.update({entry.name: value}))
    try:
        read_case(folder)
    except InputError as error:  # of the right type; what else stands there fits no more
        assert not any(f"cần {words}" in str(error) for words in TYPES.values()), error


@pytest.mark.parametrize("entry", IN_TOML, ids=str)
def test_a_key_left_out_is_refused_or_means_its_default(folder: Path, entry: Entry) -> None:
    path = folder / entry.file
    with_table(path, entry.path, lambda table: table.pop(entry.name, None))
    if entry.default == REQUIRED:
        assert re.search(rf"“(\S+[.])?{entry.name}”", refused(folder))
        return
    without = read_case(folder)
    blank: Any = {"chữ": "", "danh sách chữ": [], "danh sách ngày": []}.get(entry.type)
    if blank is None or entry.default not in (BLANK, UNSET):
        literal = entry.example if entry.default == UNSET else entry.default
        value = tomllib.loads(f"x = {literal}", parse_float=Decimal)["x"]
    else:
        value = blank
    with_table(path, entry.path, lambda table: table.update({entry.name: value}))
    if entry.default != UNSET:
        assert read_case(folder) == without
    elif (entry.name, value) == ("component", ""):
        assert "component" in refused(folder)  # a blank one is not one left out
    else:
        assert read_case(folder) != without


@pytest.mark.parametrize("entry", IN_TOML, ids=str)
def test_a_value_of_another_type_is_refused(folder: Path, entry: Entry) -> None:
    wrong: Any = "@" if entry.type == "bảng" else {}
    with_table(folder / entry.file, entry.path, lambda table: table.update({entry.name: wrong}))
    assert expected_words(entry.type) in refused(folder)


def expected_words(documented: str) -> str:
    """What a refusal says that it wants, for a type as it is documented."""
    if not documented.startswith("một trong: "):
        return f"cần {TYPES[documented]}"
    values = re.findall(r"`([^`]+)`", documented)
    assert set(values) in CHOICES
    return f"cần {' | '.join(values)}"
