"""What is told of one agency below its rows: points lost, what it takes, what changed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bpindex.advice.profile import Line, Profile
from bpindex.advice.told import points_text, told_changes, told_takes, units_told
from bpindex.case.keys import BlockKind
from bpindex.notice.model import Block, Figure, HeaderCell, NoticeTable, Run, TableRow
from bpindex.score.rounding import print_number
from bpindex.words import advice as words

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
# The table of components; no table of the notice is called so.
TABLE = "extract_points"


def advice_of(profile: Profile) -> tuple[tuple[Block, ...], NoticeTable]:
    """Return the blocks and the table that stand in one."""
    told = [*_texts(profile)]
    blocks = tuple(
        Block(f"extract_{number}", kind, (Run(text),)) for number, (kind, text) in enumerate(told)
    )
    return blocks, _table(profile)


def _texts(profile: Profile) -> Iterator[tuple[BlockKind, str]]:
    """Yield kind and text of what is told, in order."""
    yield BlockKind.PARAGRAPH, _summary(profile)
    yield BlockKind.TABLE_HEADING, words.POINTS_TITLE
    yield BlockKind.TABLE, TABLE
    yield BlockKind.PARAGRAPH, words.POINTS_NOTE
    strong = (
        words.STRONG_ITEM.format(
            name=line.component.name, points=points_text(line.points), most=_plain(line.most)
        )
        for line in profile.strongest
    )
    weak = (
        words.WEAK_ITEM.format(name=line.component.name, points=points_text(line.lost))
        for line in profile.weakest
    )
    for title, items in ((words.STRONGEST, strong), (words.WEAKEST, weak)):
        if listed := "; ".join(items):
            yield BlockKind.PARAGRAPH, words.LISTED.format(title=title, listed=listed)
    takes, changes = told_takes(profile), told_changes(profile)
    hint = f" ({takes.hint})" if takes.hint else ""
    yield BlockKind.TABLE_HEADING, f"{takes.title}{hint}"
    for place, (text, value) in enumerate(takes.lines, 1):
        template = words.STEP_SUM if place == len(takes.lines) else words.STEP
        yield BlockKind.PARAGRAPH, template.format(text=text, value=value)
    for note in takes.notes:
        yield BlockKind.PARAGRAPH, note
    yield BlockKind.TABLE_HEADING, changes.title
    for note in changes.notes:
        yield BlockKind.PARAGRAPH, note


def _summary(profile: Profile) -> str:
    before = profile.before
    if profile.total is None:
        return words.NO_SUMMARY.format(state=profile.state.text)
    total, rank = before.total, before.rank
    return words.SUMMARY.format(
        total=points_text(profile.total),
        change="" if total is None else words.BEFORE_TOTAL.format(before=points_text(total)),
        rank=profile.rank,
        peers=profile.peers,
        kind=profile.agency.kind,
        moved=words.BEFORE_RANK.format(before=rank) if rank else "",
        grade=profile.grade,
    )


def _table(profile: Profile) -> NoticeTable:
    """Return the components, those of a group below it."""
    columns = tuple(words.COLUMNS)
    header = tuple(
        HeaderCell(0, 1, place, place, key, text)
        for place, (key, text) in enumerate(words.COLUMNS.items())
    )
    lines = {line.component.id: line for line in profile.lines}
    index, rows = profile.scores.index, []
    for number, group in zip(_ROMAN, index.groups, strict=False):
        points, most = profile.group_points(group), Fraction(group.max_points)
        past = profile.before.groups.get(group.id)
        numbers = _numbers(points, most, past)
        rows.append(_row(f"{TABLE}.{group.id}", number, group.name, ["", *numbers, "", ""]))
        for component in index.components_of(group.id):
            line = lines[component.id]
            name = words.NUMBERED.format(name=component.name, id=component.id)
            numbers = _numbers(line.points, line.most, line.before)
            texts = [_sides(line), *numbers, *map(str, units_told(profile, line))]
            rows.append(_row(f"{TABLE}.{component.id}", "", name, texts))
    blank = Block(f"{TABLE}_note", BlockKind.PARAGRAPH, ())
    labels = (words.NUMBER, words.COMPONENT_LABEL)
    return NoticeTable(
        TABLE, *labels, columns, header, "", None, "", tuple(rows), (), blank, has_note=False
    )


def _row(key: str, number: str, name: str, texts: Sequence[str]) -> TableRow:
    figures = (
        Figure(column, text, text) for column, text in zip(words.COLUMNS, texts, strict=True)
    )
    return TableRow(key, number, name, tuple(figures), table=TABLE)


def _numbers(points: Fraction | None, most: Fraction, before: Fraction | None) -> list[str]:
    """Return points, most points, what is lost, and the change since the period before."""
    shown = points_text(points)
    if points is None:
        return ["", _plain(most), "", ""]
    lost = points_text(most - Fraction(shown.replace(",", ".")))
    change = "" if before is None else points_text(points - before)
    return [
        shown,
        _plain(most),
        lost,
        f"+{change}" if change and points > (before or 0) else change,
    ]


def _sides(line: Line) -> str:
    return "{}/{}".format(*line.sides) if line.sides else ""


def _plain(number: Fraction) -> str:
    return print_number(number, 2)
