"""A case as a folder of plain texts: read with clear errors, written so that nothing is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from bpindex.case.belonging import dated
from bpindex.case.correction_rows import CorrectionRow, correction_of, row_of
from bpindex.case.history_rows import HistoryPart, HistoryRow, rows_of_parts
from bpindex.case.keys import (
    AGENCY_COLUMN,
    NOTE_COLUMN,
    column_titles,
    points_titles,
    previous_titles,
)
from bpindex.case.model import Case, Noticed
from bpindex.case.months import Months
from bpindex.case.printed import PrintedTables
from bpindex.case.records import (
    Agency,
    DataRow,
    LateDossier,
    LearntColumn,
    MonthRow,
    Settings,
    TrailRow,
    Wording,
)
from bpindex.case.validation import validate_case, validate_months
from bpindex.codec.csv import check_header, format_csv, parse_csv
from bpindex.codec.fields import field_names
from bpindex.codec.rows import record_from_row, row_from_record
from bpindex.codec.text_files import read_text
from bpindex.codec.toml import from_mapping, read_toml, to_mapping
from bpindex.errors import InputError
from bpindex.index.definition import IndexSet, View
from bpindex.index.files import bundled_index_sets, load_index_set, pick_index_set
from bpindex.index.periods import Period
from bpindex.words import case as case_words
from bpindex.words import files as file_words

T = TypeVar("T")

FILES = {
    "settings": "settings.toml",
    "agencies": "agencies.csv",
    "counts": "counts.csv",
    "typed": "typed_figures.csv",
    "corrections": "corrections.csv",
    "late_dossiers": "late_dossiers.csv",
    "wording": "wording.toml",
    "index": "index_set.toml",
    "history": "history.csv",
    "trail": "trail.csv",
    "learnt": "learnt_columns.csv",
    "months": "months.csv",
    "printed": "printed_tables.toml",
    "previous": "previous_figures.csv",
}
# The case may carry an index set of its own; without it the period picks a bundled one.
OPTIONAL = frozenset({"index", "history", "trail", "learnt", "months", "printed", "previous"})


@dataclass(frozen=True)
class FolderOrigin:
    """Names places of a case folder: file, line, column."""

    folder: Path
    noticed: Mapping[tuple[str, Noticed], Sequence[str]] = field(default_factory=dict)
    typed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    by_name: bool = False

    def place(self, part: str, row: int = 0, column: str = "") -> str:
        """Return e.g. "counts.csv, dòng 3, cột hs_tong"."""
        name = FILES[part]
        if name.endswith(".toml"):
            return file_words.PLACE_KEY.format(name=name, key=column) if column else name
        text = file_words.PLACE_LINE.format(name=name, line=row) if row else name
        return text + (file_words.PLACE_COLUMN.format(column=column) if column else "")


def bundled_case(period: str = "2024-02") -> Path:
    """Return the folder of a case that comes with the package."""
    return Path(str(resources.files("bpindex.data").joinpath("cases", period)))


def read_case(folder: Path) -> Case:
    """Return the case of a folder; raise InputError with one sentence on the first mistake."""
    if not folder.is_dir():
        raise InputError(case_words.CASE_NOT_FOLDER.format(path=folder))
    for part, name in FILES.items():
        if part not in OPTIONAL and not (folder / name).is_file():
            raise InputError(case_words.CASE_FILE_MISSING.format(path=folder, name=name))
    origin = FolderOrigin(folder)

    def toml(cls: type[T], part: str) -> T:
        path = folder / FILES[part]
        return from_mapping(cls, read_toml(path), path.name)

    def rows(
        part: str, columns: Sequence[str], required: Sequence[str]
    ) -> list[tuple[int, dict[str, str]]]:
        header, rows = parse_csv(read_text(folder / FILES[part]), FILES[part])
        check_header(header, columns, required, FILES[part])
        return [(line, dict(zip(header, cells, strict=False))) for line, cells in rows]

    def records(cls: type[T], part: str) -> tuple[T, ...]:
        if part in OPTIONAL and not (folder / FILES[part]).exists():
            return ()
        columns, place = field_names(cls), partial(origin.place, part)
        required = [name for name in columns if name not in vars(cls)]
        return tuple(
            record_from_row(cls, cells, line, place)
            for line, cells in rows(part, columns, required)
        )

    def data(part: str, columns: Iterable[str]) -> tuple[DataRow, ...]:
        if part in OPTIONAL and not (folder / FILES[part]).exists():
            return ()
        known = [*dict.fromkeys((AGENCY_COLUMN, *columns, *_other_columns(part)))]
        return tuple(data_row(cells, line) for line, cells in rows(part, known, known[:1]))

    settings = toml(Settings, "settings")
    period = Period.parse(settings.period, partial(origin.place, "settings", column="period"))

    def has_own(part: str) -> bool:
        path = folder / FILES[part]
        return path.exists() or path.is_symlink()

    index = (
        load_index_set(folder / FILES["index"])
        if has_own("index")
        else pick_index_set(bundled_index_sets(), period)
    )
    remembered, agencies = records(MonthRow, "months"), records(Agency, "agencies")

    def history() -> tuple[HistoryRow, ...]:
        if not has_own("history"):
            return ()
        header, _ = parse_csv(read_text(folder / FILES["history"]), FILES["history"])
        if "component" not in header:
            return records(HistoryRow, "history")
        names = {agency.code: agency.name for agency in agencies}
        return tuple(rows_of_parts(records(HistoryPart, "history"), names))

    case = Case(
        settings=settings.with_columns(index.group_by_id),
        agencies=agencies,
        counts=data("counts", index.count_by_id),
        typed=data("typed", _typed_columns(index)),
        corrections=tuple(map(correction_of, records(CorrectionRow, "corrections"))),
        late_dossiers=records(LateDossier, "late_dossiers"),
        wording=toml(Wording, "wording"),
        index=index,
        history=history(),
        printed=toml(PrintedTables, "printed").tables if has_own("printed") else (),
        previous=data("previous", previous_titles(index)),
        trail=records(TrailRow, "trail"),
        learnt=records(LearntColumn, "learnt"),
        months=Months.of((item.period, item.digest) for item in remembered),
        origin=origin,
    )
    validate_case(case)
    validate_months(case, remembered)
    return dated(case)


def data_row(cells: Mapping[str, str], row: int) -> DataRow:
    """Return a row of pasted texts without its blank cells."""
    agency = cells.get(AGENCY_COLUMN, "").strip()
    kept = {key: text for key, text in cells.items() if key != AGENCY_COLUMN and text.strip()}
    return DataRow(agency, kept, row)


def _other_columns(part: str) -> Iterator[str]:
    """Yield the columns of other index sets, which stay where the period picks another set."""
    for index in bundled_index_sets():
        for view in View:
            seen = index.seen_as(view)
            yield from index.count_by_id if part == "counts" else _typed_columns(seen)


def _typed_columns(index: IndexSet, rows: Sequence[DataRow] | None = None) -> list[str]:
    """Return the columns of typed figures and points, of the latter those that rows have."""
    there = None if rows is None else {key for row in rows for key in row.cells}
    points = (key for key in points_titles(index) if there is None or key in there)
    return [*column_titles(index), NOTE_COLUMN, *points]


def case_texts(case: Case) -> dict[str, str]:
    """Return file name to text of the whole case folder."""
    texts = {
        "settings": tomli_w.dumps(to_mapping(case.settings)),
        "wording": tomli_w.dumps(to_mapping(case.wording)),
        "agencies": _records_csv(Agency, case.agencies),
        "corrections": _records_csv(CorrectionRow, [row_of(item) for item in case.corrections]),
        "late_dossiers": _records_csv(LateDossier, case.late_dossiers),
        "counts": _data_csv(case.counts, list(case.index.count_by_id)),
        "typed": _data_csv(case.typed, _typed_columns(case.index, case.typed)),
    }
    if case.history:
        texts["history"] = _records_csv(HistoryRow, case.history)
    if case.printed:
        texts["printed"] = tomli_w.dumps(to_mapping(PrintedTables(case.printed)))
    if case.previous:
        texts["previous"] = _data_csv(case.previous, [*previous_titles(case.index)])
    if case.trail:
        texts["trail"] = _records_csv(TrailRow, case.trail)
    if case.learnt:
        texts["learnt"] = _records_csv(LearntColumn, case.learnt)
    if case.months.known:
        months = case.months.to_document().items()
        rows = [MonthRow(month, digest) for month, digests in months for digest in digests]
        texts["months"] = _records_csv(MonthRow, rows)
    if case.index != _bundled_index(case.period):
        texts["index"] = tomli_w.dumps(to_mapping(case.index))
    return {FILES[part]: text for part, text in texts.items()}


def _bundled_index(period: Period) -> IndexSet | None:
    """Return the bundled index set that the period picks, None where there is none."""
    try:
        return pick_index_set(bundled_index_sets(), period)
    except InputError:
        return None


def _records_csv(cls: type[Any], records: Sequence[Any]) -> str:
    return format_csv(field_names(cls), (row_from_record(record).values() for record in records))


def _data_csv(rows: Sequence[DataRow], columns: Sequence[str]) -> str:
    """Return rows under their columns; further ones follow where a row has anything there."""
    columns = [*dict.fromkeys((*columns, *(key for row in rows for key in row.cells)))]
    return format_csv(
        [AGENCY_COLUMN, *columns],
        ([row.agency, *(row.cells.get(column, "") for column in columns)] for row in rows),
    )
