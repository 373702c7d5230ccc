"""What people do beside the figures: on the appendix, comments, merged cells, two signatures."""

from dataclasses import replace

from bpindex.case.correction import Comment
from bpindex.case.keys import Key
from bpindex.memory.found import visible
from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Desk, Row
from tests.edits.hands import TEXTS, VALUES, Hands


class Elsewhere(Hands):
    """Knows what was typed on the appendix and noted on cells, each text another one."""

    def __init__(self, late: bool, signatures: bool = False) -> None:
        super().__init__(late)
        if signatures:
            case = self.desk.case
            wording = case.wording
            more = [
                (item, replace(item, id="signature2", text="PHÓ CHỦ TỊCH"))
                if item.kind == "signature"
                else (item,)
                for item in wording.paragraphs
            ]
            paragraphs = tuple(item for pair in more for item in pair)
            self.desk = Desk(replace(case, wording=replace(wording, paragraphs=paragraphs)))
        self.on_appendix: list[str] = []
        self.count = 0

    def of_several(self) -> set[Key]:
        """Keys of the cells that hold several texts."""
        return {p.cell.key for p in self.desk.plans[0].cells if p.cell.parts and p.cell.key}

    def another(self, text: str) -> str:
        self.count += 1
        return f"{text} {self.count}"

    def do_below_appendix(self, one: int, two: int) -> None:
        """Type a line on the appendix: above everything, or below its table."""
        if len(self.desk.sheets) > 1:
            appendix = self.desk.sheets[1]
            text = self.another("Người lập biểu")
            line = Row("", 18.0, {FIRST_COLUMN: text}, {FIRST_COLUMN: 11})
            place = 0 if one % 4 == 0 else len(appendix.rows)
            appendix.insert(place, line)
            self.ever.append(text)
            self.on_appendix.append(text)
            self.edited = True

    def do_type_in_appendix(self, one: int, two: int) -> None:
        if len(self.desk.sheets) > 1:
            rows = {row.key: row for row in self.desk.sheets[1].rows if row.key}
            keys = {p.number: p.row.key.text for p in self.desk.plans[1].rows}
            cells = [p for p in self.desk.plans[1].cells if p.cell.key]
            placed = cells[one % len(cells)]
            value = VALUES[two % len(VALUES)]
            assert placed.cell.key is not None
            # Who types over a line that somebody added there wipes it out.
            self.on_appendix = [t for t in self.on_appendix if t != visible(placed.text)]
            rows[keys[placed.number]].cells[FIRST_COLUMN + placed.cell.first] = value
            self.note(placed.cell.key, value)

    def do_comment(self, one: int, two: int) -> None:
        cells = self.cells()
        if cells:
            place, column, _ = cells[one % len(cells)]
            row = self.desk.main.rows[place]
            if column not in row.comments:
                text = self.another(visible(TEXTS[two % len(TEXTS)]))
                row.comments[column] = text
                self.ever.append(text)
                self.noted.append(text)
                self.edited = True

    def do_merge_cells(self, one: int, two: int) -> None:
        """Merge a figure with the next one, whose text is gone with that."""
        cells = {(place, column): key for place, column, key in self.cells() if key[0] and key[1]}
        pairs = [(p, c) for p, c in cells if (p, c + 1) in cells]
        if pairs:
            place, column = pairs[one % len(pairs)]
            row = self.desk.main.rows[place]
            row.spans[column] = 2
            row.cells[column + 1] = None
            self.note(cells[place, column + 1], None)

    def check_elsewhere(self) -> None:
        desk = self.desk
        shown = [visible(str(t)) for sheet in desk.sheets for r in sheet.rows for t in r.texts()]
        notice = [text for row in desk.main.rows for text in row.texts()]
        for text in self.on_appendix:
            assert shown.count(text) == 1, text
            assert text not in notice, text
        comments = {
            item.key: item.corrected for item in desk.in_force() if isinstance(item.what, Comment)
        }
        printed = {key for plan in desk.plans for p in plan.cells for key in _keys(p.cell)}
        printed |= {key for p in desk.plans[0].merged for key in _keys(p.cell)}
        assert desk.snapshot is not None
        wanted = {key: text for key, text in comments.items() if key in printed}
        assert desk.snapshot.comments == wanted


def _keys(cell: object) -> list[Key]:
    parts = [key for key, _ in getattr(cell, "parts", ())]
    return parts or [getattr(cell, "key", None) or ("", "", "")]
