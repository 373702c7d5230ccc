"""Hypothesis strategies: whole cases, awkward where people are.

Bulk (the cells of many agencies) comes from one drawn seed, so that a case of 150 agencies
stays within what hypothesis can draw; what a failure is likely to hang on is drawn singly.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from bpindex.case.belonging import dated
from bpindex.case.correction import Correction, CorrectionState, PrintedFigure, PrintedText
from bpindex.case.history_rows import GRADE, RANK, TOTAL, HistoryRow, Kind
from bpindex.case.keys import NOTE_COLUMN, PROVINCE, BlockKind
from bpindex.case.model import Case
from bpindex.case.records import (
    Agency,
    Column,
    DataRow,
    Labels,
    LateDossier,
    Paragraph,
    Settings,
    Table,
    Wording,
)
from bpindex.index.definition import Basis, IndexSet
from bpindex.index.files import bundled_index_sets, pick_index_set
from bpindex.index.periods import Period
from bpindex.notice.wording import placeholder_values
from tests.printed import previous_figures, printed_tables
from tests.strategies import (
    ODD_COUNTS,
    awkward_texts,
    base_case,
    consistent_counts,
    periods,
    wording_texts,
)


@cache
def _sets() -> tuple[IndexSet, ...]:
    return bundled_index_sets()


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    max_agencies: int = 12,
    max_tables: int = 3,
    spaces: bool = True,
    stray_rows: bool = True,
    odd_counts: bool = True,
    own_index: bool = True,
) -> Case:
    """Return a valid case made in memory.

    `spaces`: texts may begin or end with spaces; `stray_rows`: rows of counts and figures may be
    doubled, lack an agency or name an unknown one; `odd_counts`: count cells may hold what is no
    count; `own_index`: the case may carry an index set that is not a bundled one.
    """
    base = base_case()
    period = draw(periods())
    index = pick_index_set(_sets(), period)
    if own_index and draw(st.booleans()):
        index = draw(_changed_index(index, period))
    random = Random(draw(st.integers(0, 2**32 - 1)))
    lines = draw(st.lists(awkward_texts(spaces=spaces), min_size=3, max_size=8))
    notes = draw(
        st.lists(awkward_texts(newlines=True, spaces=spaces, blank=True), min_size=3, max_size=8)
    )
    full_notes = [text for text in notes if text] or ["ghi chú"]

    kinds = draw(
        st.lists(awkward_texts(spaces=False), min_size=1, max_size=max_tables, unique_by=str.strip)
    )
    tables = tuple(
        _table(random, index, f"bang-{place}", kind, [*lines, *full_notes])
        for place, kind in enumerate(kinds, 1)
    )
    settings = draw(_settings(base.settings, period, tables, spaces))
    number = draw(st.integers(1, max_agencies))
    members = tuple(
        _agency(random, f"dv-{place:03d}", kinds, lines, period) for place in range(1, number + 1)
    )
    codes = [agency.code for agency in members]
    wording = draw(_wording(base.wording, settings, period, spaces))
    case = Case(
        settings=settings,
        agencies=members,
        counts=_count_rows(random, index, codes, odd_counts),
        typed=(),
        corrections=(),
        late_dossiers=_late_dossiers(random, codes, lines, notes, draw(st.integers(0, 4))),
        wording=wording,
        index=index,
        history=_history(random, index, codes, lines, draw(st.integers(0, 4))),
    )
    columns = [*case.columns, NOTE_COLUMN]
    typed = tuple(
        DataRow(
            code,
            {
                column: random.choice(full_notes if column == NOTE_COLUMN else lines)
                for column in columns
                if random.random() < 0.4
            },
        )
        for code in codes
        if random.random() < 0.9
    )
    if stray_rows and draw(st.booleans()):
        stray = DataRow(random.choice([*codes, "lạ", ""]), {columns[0]: random.choice(lines)})
        typed = (*typed, stray)
        counts = (*case.counts, replace(random.choice(case.counts), agency=stray.agency))
        case = replace(case, counts=counts)
    corrections = _corrections(random, case, [*lines, *notes], draw(st.integers(0, 6)))
    printed = draw(printed_tables(kinds))
    previous = previous_figures(case) if draw(st.booleans()) else ()
    made = replace(case, printed=printed, previous=tuple(previous))
    return dated(replace(made, typed=typed, corrections=corrections))


@st.composite
def _changed_index(draw: st.DrawFn, index: IndexSet, period: Period) -> IndexSet:
    """Return the set with another target and another display: one the package does not hold."""
    place = draw(st.integers(0, len(index.components) - 1))
    target = draw(st.decimals("0.5", "100", places=2))
    component = list(index.components)
    component[place] = replace(component[place], target=target)
    group = list(index.groups)
    display = replace(
        group[-1].display,
        decimals=draw(st.integers(0, 6)),
        when_numerator_zero=draw(awkward_texts(blank=True)),
    )
    group[-1] = replace(group[-1], display=display)
    return replace(
        index,
        id="rieng",
        title=draw(awkward_texts(newlines=True)),
        components=tuple(component),
        groups=tuple(group),
        effective_to=draw(st.sampled_from([None, period.last_day])),
        file_name="index_set.toml",
    )


def _table(
    random: Random, index: IndexSet, table_id: str, kind: str, texts: Sequence[str]
) -> Table:
    def maybe(value: Any, chance: float = 0.3) -> Any:
        return value if random.random() < chance else None

    def points() -> Decimal:
        return Decimal(random.randint(0, 2000)).scaleb(-random.randint(0, 2))

    columns = []
    for group in index.group_by_id.values():
        basis = maybe(random.choice(list(Basis)))
        shows_rate = (basis or group.display.basis) is Basis.RATE
        component = maybe(random.choice(list(index.component_by_id)))
        if shows_rate and component is None and not group.display.component:
            component = index.components_of(group.id)[0].id
        columns.append(
            Column(
                group=group.id,
                basis=basis,
                component=component,
                decimals=maybe(random.randint(0, 6)),
                when_denominator_zero=maybe(random.choice(["", *texts])),
                when_numerator_zero=maybe(random.choice(["", *texts])),
                prior_source=maybe(random.choice(texts)) or "",
                month_source=maybe(random.choice(texts)) or "",
                merged_prior=maybe(random.choice(texts), 0.15) or "",
                merged_month=maybe(random.choice(texts), 0.15) or "",
                province_prior=maybe(points(), 0.7),
                province_month=maybe(points(), 0.7),
                province_suffix_prior=maybe(random.choice(texts), 0.15) or "",
                province_suffix_month=maybe(random.choice(texts), 0.15) or "",
            )
        )
    return Table(
        id=table_id,
        kind=kind,
        province_name=random.choice(texts),
        columns=tuple(columns),
        decimal_mark=random.choice(",."),
        section=random.choice(["", *texts]),
    )


@st.composite
def _settings(
    draw: st.DrawFn, base: Settings, period: Period, tables: tuple[Table, ...], spaces: bool
) -> Settings:
    text = awkward_texts(spaces=spaces)
    first = draw(st.integers(1, period.last_day.day))
    last = draw(st.integers(first, period.last_day.day))
    issued = period.last_day + timedelta(days=draw(st.integers(0, 60)))
    return replace(
        base,
        period=str(period),
        period_from=period.first_day.replace(day=first),
        period_to=period.first_day.replace(day=last),
        issue_year=issued.year,
        issue_month=issued.month,
        issue_day=draw(st.sampled_from([None, issued.day])),
        deadline=issued + timedelta(days=draw(st.integers(0, 60))),
        prior_label=draw(st.one_of(st.just(f"Năm {period.year - 1}"), text)),
        number=draw(st.sampled_from(["", "7", "07", "123", "45a"])),
        signatory=draw(st.one_of(st.just(""), text)),
        parent_body=draw(st.one_of(st.just(base.parent_body), text)),
        issuer_name=draw(st.one_of(st.just(base.issuer_name), text)),
        place=draw(st.one_of(st.just(base.place), text)),
        tables=tables,
        crosses_month=draw(st.booleans()),
        portal_tolerance=draw(st.decimals("0", "10", places=2)),
    )


def _agency(
    random: Random, code: str, kinds: Sequence[str], lines: Sequence[str], period: Period
) -> Agency:
    days = [None, None, None, date(2022, 7, 1), period.first_day, period.last_day]
    return Agency(
        code=code,
        name=random.choice([f"Đơn vị {code}", *lines]),
        kind=random.choice(list(kinds)),
        order=random.choice([10, 20, random.randint(0, 10_000)]),
        stt=random.choice(["", "1", "02", "II", "=3", str(random.randint(1, 200))]),
        aliases=tuple(
            line.strip()
            for line in random.sample(list(lines), random.randint(0, 2))
            if ";" not in line
        ),
        valid_from=random.choice(days),
        valid_to=random.choice([*days, date(2025, 6, 30)]),
        successor=random.choice(["", "", "dv-001"]),
        email=random.choice(["", "a@b.vn; c@d.gov.vn", "không có"]),
    )


def _count_rows(
    random: Random, index: IndexSet, codes: Sequence[str], odd_counts: bool
) -> tuple[DataRow, ...]:
    rows = []
    for code in codes:
        high = random.choice([0, 1, 30, 10_000, 10**7])
        counts = consistent_counts(random.randint, high)
        cells = {name: str(counts[name]) for name in index.count_by_id}
        if odd_counts and random.random() < 0.3:
            name = random.choice(list(cells))
            cells[name] = random.choice(ODD_COUNTS)
            del cells[random.choice(list(cells))]
        rows.append(DataRow(code, cells))
    return tuple(rows)


def _late_dossiers(
    random: Random, codes: Sequence[str], lines: Sequence[str], notes: Sequence[str], number: int
) -> tuple[LateDossier, ...]:
    def day() -> date | None:
        return random.choice([None, date(2023, 12, 1) + timedelta(days=random.randint(0, 300))])

    return tuple(
        LateDossier(
            dossier=random.choice([f"H10.{place:03d}-24", "000123", *lines]),
            procedure=random.choice(lines),
            agency=random.choice([*codes, "đơn vị lạ"]),
            received=day(),
            due=day(),
            returned=day(),
            days_late=random.choice(["", "3", "2,5", "chưa rõ"]),
            status=random.choice(["", *lines]),
            cause=random.choice(list(notes)),
            note=random.choice(list(notes)),
        )
        for place in range(1, number + 1)
    )


def _history(
    random: Random, index: IndexSet, codes: Sequence[str], lines: Sequence[str], number: int
) -> tuple[HistoryRow, ...]:
    ids = [(Kind.COUNT, name) for name in index.count_by_id]
    return tuple(
        HistoryRow.of(
            f"2023-{month:02d}",
            random.choice(list(codes)),
            random.choice(["Sở cũ", *lines]),
            index.id,
            {
                **{fact: random.randint(0, 10**6) for fact in random.sample(ids, 3)},
                (Kind.POINTS, random.choice(list(index.component_by_id))): Decimal("5.25"),
                (Kind.FIGURE, "x"): random.choice(["98,4", *lines]),
                **random.choice([{}, {TOTAL: Decimal("80.123456"), RANK: 3, GRADE: "Tốt"}]),
            },
        )
        for month in range(1, number + 1)
    )


def _corrections(
    random: Random, case: Case, texts: Sequence[str], number: int
) -> tuple[Correction, ...]:
    """Return corrections of different figures and paragraphs, with any texts."""
    blocks = [p.id for p in case.wording.paragraphs if p.kind != BlockKind.TABLE]
    blocks += [f"period_note.{table.id}" for table in case.settings.tables]
    keys = [("", "", block) for block in blocks]
    for table in case.settings.tables:
        codes = [PROVINCE, *(a.code for a in case.agencies if a.kind == table.kind)]
        keys += [(table.id, code, column) for code in codes for column in case.columns]
    return tuple(
        Correction(
            PrintedFigure(*key) if key[0] else PrintedText(*key),
            computed=random.choice(["", "0", "98,4", *texts]),
            corrected=random.choice(["", "100", "=1+1", *texts]),
            reason=random.choice(["", *texts]),
            by=random.choice(["", "Nguyễn Thị Ngọc Ánh"]),
            on=random.choice(["", "2024-03-01", "2024-03-01 08:30"]),
            state=random.choice(list(CorrectionState)),
        )
        for key in random.sample(keys, number)
    )


@st.composite
def _wording(
    draw: st.DrawFn, base: Wording, settings: Settings, period: Period, spaces: bool
) -> Wording:
    """Return the base wording with a table block per table and a few texts changed."""
    names = list(placeholder_values(settings, period))
    texts = draw(st.lists(wording_texts(names, spaces), min_size=1, max_size=4))
    random = Random(draw(st.integers(0, 2**32 - 1)))
    table_blocks = [
        block
        for place, table in enumerate(settings.tables, 1)
        for block in (
            Paragraph(f"heading_{place}", BlockKind.TABLE_HEADING, f"{place}. {table.kind}:"),
            Paragraph(f"table_{place}", BlockKind.TABLE, table.id),
        )
    ]
    # The kind of a table stands in a heading, where braces and stars would mean something.
    table_blocks = [
        replace(block, text=block.text.replace("{", "(").replace("*", "-"))
        for block in table_blocks
    ]
    paragraphs: list[Paragraph] = []
    for block in base.paragraphs:
        if block.kind == BlockKind.TABLE:
            paragraphs += table_blocks
            table_blocks = []
        elif block.kind != BlockKind.TABLE_HEADING:
            text = random.choice(["", *texts]) if random.random() < 0.2 else block.text
            paragraphs.append(Paragraph(block.id, block.kind, text))
    extra = Paragraph("them", BlockKind.PARAGRAPH, random.choice(texts))
    paragraphs.insert(random.randint(0, len(paragraphs)), extra)
    label = wording_texts(names, spaces, newlines=False)
    changes = {
        item.name: draw(st.one_of(st.just(getattr(base.labels, item.name)), label))
        for item in fields(Labels)
        if item.name != "appendix_columns"
    }
    return Wording(replace(base.labels, **changes), tuple(paragraphs))
