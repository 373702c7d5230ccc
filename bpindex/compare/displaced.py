"""Cells of a table that show what was generated elsewhere: shifted, sorted or pasted, not typed.

A few cells may be alike by chance. A stretch of cells that all show what was generated at one
distance from them was put there as a stretch: nobody typed it. So were cells of one column that
show what was generated in each other: they were sorted among themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Mapping

# Row (its place among the generated rows) and column.
Place = tuple[int, int]
Texts = Mapping[Place, str]

# So many cells of a stretch are others than generated, and they say so many different things.
_LEAST_CELLS = 3
_LEAST_TEXTS = 2
# Of a column of which other cells were typed over they say more.
_LEAST_OF_SOME = 3
# A text that stands in more cells than this says nothing about whence it came from afar.
_RARE = 40
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1))
# So many rows may part a stretch of one column: those of the titles above a page.
_GAP = 5
# So many columns whose cells are merged over all rows may stand inside a stretch.
_MERGED = 4


def displaced(generated: Texts, found: Texts) -> set[Place]:
    """Return the cells that were not typed, though they show other than was generated there."""
    changed = {place for place, text in found.items() if text != generated[place]}
    result: set[Place] = set()
    emptied: set[Place] = set()
    if len(changed) < _LEAST_CELLS:
        return result
    for (down, right), times in _distances(generated, found, changed).most_common():
        if times < _LEAST_TEXTS:
            break

        def is_from_there(place: Place, down: int = down, right: int = right) -> bool:
            source = generated.get((place[0] + down, place[1] + right))
            return source is not None and found.get(place) == source

        alike = {place for place in changed - result if found[place] and is_from_there(place)}
        left, rows, whole = set(alike), set[int](), set[Place]()
        while left:
            stretch = _stretch(left.pop(), is_from_there, generated)
            left -= stretch
            moved = (stretch & changed) - result
            texts = {found[place] for place in moved if found[place]}
            if len(moved) >= _LEAST_CELLS and len(texts) >= _LEAST_TEXTS:
                whole |= moved
                rows |= {row for row, _ in moved}
        # What was typed in a row before it moved parts the stretch, and both parts moved.
        whole |= {place for place in alike if place[0] in rows}
        # So do rows between that are of no figure, a section or the titles above a page.
        edge = [*whole]
        while edge:
            row, column = edge.pop()
            near = {(row + step, column) for step in range(-_GAP, _GAP + 1)} & alike - whole
            whole |= near
            edge += near
        result |= whole
        emptied |= {(row + down, column + right) for row, column in result & alike}
    # What was shifted leaves blank cells behind, and so does what was cut, where it stood.
    blank = {place for place in changed - result if not found[place]}
    result |= emptied & blank
    blank -= emptied
    edge = list(result)
    while edge:
        row, column = edge.pop()
        for place in ((row + down, column + right) for down, right in _AROUND):
            if place in blank:
                blank.discard(place)
                result.add(place)
                edge.append(place)
    return result | _sorted_alone(generated, found, changed)


def _sorted_alone(generated: Texts, found: Texts, changed: set[Place]) -> set[Place]:
    """Return the changed cells of a column that show what was generated in the other ones."""
    columns: defaultdict[int, set[Place]] = defaultdict(set)
    for place in changed:
        columns[place[1]].add(place)
    result: set[Place] = set()
    for places in columns.values():
        was = Counter(generated[place] for place in places)
        alike = {place for place in places if found[place] and found[place] in was}
        now = Counter(found[place] for place in alike)
        is_whole = alike == places and now == was
        least = _LEAST_TEXTS if is_whole else _LEAST_OF_SOME
        if len(alike) >= _LEAST_CELLS and len(now) >= least and not now - was:
            result |= alike
    return result


def _distances(generated: Texts, found: Texts, changed: set[Place]) -> Counter[Place]:
    """Return how many changed cells show what was generated at each distance from them."""
    holding: defaultdict[str, list[Place]] = defaultdict(list)
    for place, text in generated.items():
        holding[text].append(place)
    distances: Counter[Place] = Counter()
    for row, column in changed:
        text = found[row, column]
        sources = holding.get(text, []) if text else []
        is_rare = len(sources) <= _RARE
        for down, right in ((r - row, c - column) for r, c in sources):
            if is_rare or not down or not right:
                distances[down, right] += 1
    return distances


def _stretch(start: Place, belongs: Callable[[Place], bool], cells: Container[Place]) -> set[Place]:
    """Return the cells around one that belong to it, row by row and column by column."""
    stretch, edge = {start}, [start]
    while edge:
        row, column = edge.pop()
        for down, right in _AROUND:
            steps = range(1, _MERGED + 2) if right else (1,)
            near = ((row + down * step, column + right * step) for step in steps)
            place = next((place for place in near if place in cells), start)
            if place not in stretch and belongs(place):
                stretch.add(place)
                edge.append(place)
    return stretch
