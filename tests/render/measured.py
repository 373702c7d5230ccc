"""What the decree on documents asks for, measured in the files: the sheet beside the Word file.

`python -m tests.render.measured` prints the table; `test_measured` holds it, and docs/the-thuc.md.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from bpindex.page.textfit import line_count, line_height, text_width
from bpindex.render.sheet import APPENDIX_SHEET, render_sheet
from tests.changed_cases import notice_of, with_settings
from tests.render.sheets import Sheet, with_late
from tests.render.test_official_layout import drawn_lines
from tests.render.words import W, Word, text_of, value, word_of

CASE = with_settings(
    with_late(60, cause="Phải lấy ý kiến nhiều cơ quan"), signatory="Nguyễn Văn An"
)
FONT = "Times New Roman"
SIDES = ("top", "bottom", "left", "right")
MM_PER_TWIP = 25.4 / 1440
PT_PER_TWIP = 1 / 20
# A kind of text: block on the sheet, style in Word, sizes, bold, italic, where it stands, capitals.
KINDS = (
    ("Cơ quan chủ quản", "parent_body", "parent_body", (12, 13), False, False, "center", True),
    ("Cơ quan ban hành", "issuer", "issuer", (12, 13), True, False, "center", True),
    ("Quốc hiệu", "national_title", "national_title", (12, 13), True, False, "center", True),
    ("Tiêu ngữ", "motto", "motto", (13, 14), True, False, "center", False),
    ("Số, ký hiệu", "number", "number", (13, 13), False, False, "center", False),
    ("Địa danh, ngày tháng", "place_date", "place_date", (13, 14), False, True, "center", False),
    ("Tên loại văn bản", "title", "title", (13, 14), True, False, "center", True),
    ("Trích yếu", "subject", "subject", (13, 14), True, False, "center", False),
    ("Căn cứ", "grounds", "grounds", (13, 14), False, True, "justify", False),
    ("Nội dung", "intro", "paragraph", (13, 14), False, False, "justify", False),
    ("Chức vụ người ký", "signature", "signature", (13, 14), True, False, "center", True),
    ("Họ tên người ký", "signatory", "signatory", (13, 14), True, False, "center", False),
    ("“Nơi nhận:”", "recipients_title", "recipients_title", (12, 12), True, True, "left", False),
    ("Từng nơi nhận", "recipient_1", "recipient", (11, 11), False, False, "left", False),
    ("“Phụ lục”", "appendix_title", "appendix_title", (14, 14), True, False, "center", False),
    ("Tên phụ lục", "appendix_name", "appendix_name", (13, 14), True, False, "center", True),
    ("(Kèm theo …)", "appendix_attached", "appendix_attached", (13, 14), False, True, "center",
     False),
)  # fmt: skip


class Row(NamedTuple):
    """A requirement of the decree, what each file has, and whether both meet it."""

    wanted: str
    sheet: str
    word: str
    met: bool


@cache
def files() -> tuple[Sheet, Sheet, Word]:
    """Return the sheet, its appendix, the Word file."""
    content = render_sheet(notice_of(CASE))
    return Sheet(content), Sheet(content, APPENDIX_SHEET), word_of(CASE)


def rows() -> Iterator[Row]:
    """Yield every requirement with both measures."""
    sheet, appendix, word = files()
    yield _both("Giấy A4", _papers_sheet(), _papers_word(), lambda found: found == "A4")
    for side, least, most in zip(SIDES, (20, 20, 30, 15), (25, 25, 35, 20), strict=True):
        name = dict(zip(SIDES, ("trên", "dưới", "trái", "phải"), strict=True))[side]
        yield _both(
            f"Lề {name} {least}–{most} mm",
            {f"{getattr(s.cells.page_margins, side) * 25.4:.1f}" for s in (sheet, appendix)},
            {f"{_twips(s, 'pgMar', side) * MM_PER_TWIP:.1f}" for s in word.sections},
            lambda found, least=least, most=most: least <= float(found) <= most,
        )
    yield _both(
        f"Phông {FONT}, màu đen", _fonts_sheet(), _fonts_word(), lambda f: f == f"{FONT}, đen"
    )
    header = sheet.cells.oddHeader.center
    first = not sheet.cells.firstHeader.center.text and sheet.cells.HeaderFooter.differentFirst
    number = word.styles["BCS-so-trang"]
    both = (f"{header.size:g}", f"{int(value(number, 'rPr/sz') or 0) / 2:g}")
    top = "&P" in header.text and value(number, "pPr/jc") == "center"
    hidden = first and word.sections[0].find(f"{W}titlePg") is not None
    yield Row(
        "Số trang 13–14, giữa lề trên, trang đầu không đánh số",
        *both,
        met=bool(top and hidden and all(13 <= float(size) <= 14 for size in both)),
    )
    starts = (
        str(appendix.cells.page_setup.firstPageNumber),
        value(word.sections[-1], "pgNumType", "start") or "",
    )
    yield Row("Phụ lục đánh số trang riêng, từ 1", *starts, met=starts == ("1", "1"))
    for name, block, style, sizes, *look in KINDS:
        yield _kind(name, block, style, sizes, (look[0], look[1], look[2]), look[3])
    yield from _rules()
    yield from _paragraphs()
    yield from _tables()


def _both(wanted: str, sheet: set[str], word: set[str], is_met: Callable[[str], bool]) -> Row:
    met = all(map(is_met, sheet | word)) and bool(sheet and word)
    return Row(wanted, ", ".join(sorted(sheet)), ", ".join(sorted(word)), met)


def _twips(element: Any, path: str, name: str) -> int:
    return int(value(element, path, name) or 0)


def _papers_sheet() -> set[str]:
    return {"A4" if s.cells.page_setup.paperSize == 9 else "?" for s in files()[:2]}


def _papers_word() -> set[str]:
    sizes = (
        sorted(round(_twips(s, "pgSz", side) * MM_PER_TWIP) for side in "wh")
        for s in files()[2].sections
    )
    return {"A4" if size == [210, 297] else "?" for size in sizes}


def _fonts_sheet() -> set[str]:
    found = set()
    for made in files()[:2]:
        for line in made.cells.iter_rows(min_row=2, min_col=2):
            fonts = [cell.font for cell in line if cell.value not in (None, "")]
            colours = ((f.name, f.color.rgb if f.color else "00000000") for f in fonts)
            found |= {f"{n}, {'đen' if str(c)[-6:] == '000000' else c}" for n, c in colours}
    return found


def _fonts_word() -> set[str]:
    styles = (s for name, s in files()[2].styles.items() if name.startswith("BCS-"))
    letters = [s.find(f"{W}rPr") for s in styles if s.find(f"{W}rPr") is not None]
    found = {(value(p, "rFonts", "ascii"), value(p, "color")) for p in letters}
    return {f"{name}, {'đen' if colour in (None, '000000') else colour}" for name, colour in found}


def _kind(
    name: str,
    block: str,
    style: str,
    sizes: tuple[float, float],
    look: tuple[bool, bool, str],
    capitals: bool,
) -> Row:
    sheet, appendix, word = files()
    made = appendix if block.startswith("appendix") else sheet
    found = word.styles[f"BCS-{style}"]
    bold, italic = (value(found, f"rPr/{tag}") == "1" for tag in "bi")
    place = {"both": "justify"}.get(value(found, "pPr/jc") or "", value(found, "pPr/jc") or "")
    in_word = (int(value(found, "rPr/sz") or 0) / 2, (bold, italic, place))
    texts = [text_of(p) for p in word.paragraphs(style)]
    cell = made.block(block)
    font = cell.font
    in_sheet = (font.size, (bool(font.b), bool(font.i), cell.alignment.horizontal))
    texts.append(str(cell.value))
    met = all(sizes[0] <= size <= sizes[1] and have == look for size, have in (in_sheet, in_word))
    met = met and (not capitals or all(text == text.upper() for text in texts))
    shown = f"{sizes[0]}–{sizes[1]}" if sizes[0] != sizes[1] else f"{sizes[0]}"
    wanted = f"{name}: {_said(shown, look, capitals)}"
    return Row(
        wanted,
        _said(f"{in_sheet[0]:g}", in_sheet[1], capitals),
        _said(f"{in_word[0]:g}", in_word[1], capitals),
        met,
    )


def _said(size: str, look: tuple[bool, bool, str], capitals: bool) -> str:
    bold, italic, place = look
    where = {"center": "giữa", "left": "trái", "justify": "đều hai bên"}.get(place, place)
    parts = ["in hoa" * capitals, "đậm" * bold, "nghiêng" * italic, where]
    return ", ".join(filter(None, (size, *parts)))


def _rules() -> Iterator[Row]:
    """Yield the drawn rules, as shares of the line above."""
    sheet, _, word = files()
    subject = str(sheet.block("subject").value).split("\n")[-1]
    lines = (("VĂN PHÒNG", 13), ("Độc lập - Tự do - Hạnh phúc", 13), (subject, 14))
    limits = ((1 / 3, 1 / 2), (0.99, 1.01), (1 / 3, 1 / 2))
    names = ("tên cơ quan 1/3–1/2", "tiêu ngữ bằng dòng chữ", "trích yếu 1/3–1/2")
    drawn = sorted(drawn_lines(sheet.content))
    columns = word.sides[0].findall(f"{W}tblGrid/{W}gridCol")
    rooms = [int(c.get(f"{W}w")) for c in columns]
    section = word.sections[0]
    rooms.append(
        _twips(section, "pgSz", "w")
        - _twips(section, "pgMar", "left")
        - _twips(section, "pgMar", "right")
    )
    written = [p for p in word.body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pBdr") is not None]
    for place, ((text, size), (least, most), name) in enumerate(
        zip(lines, limits, names, strict=True)
    ):
        whole = text_width(text, size, bold=True)
        _, start, end = drawn[place]
        aside = sum(_twips(written[place], "pPr/ind", side) for side in ("left", "right"))
        shares = ((end - start) / whole, (rooms[place] - aside) * PT_PER_TWIP / whole)
        met = all(least <= share <= most for share in shares)
        yield Row(f"Đường kẻ dưới {name}", *(f"{share:.2f}" for share in shares), met=met)


def _paragraphs() -> Iterator[Row]:
    """Yield indent, distance and spacing of paragraphs, and what stays together at the end."""
    sheet, _, word = files()
    style = word.styles["BCS-paragraph"]
    text = str(sheet.block("closing").value)
    spaces = text[: len(text) - len(text.lstrip("\u00a0"))]
    indents = (
        text_width(spaces, 13) * 25.4 / 72,
        _twips(style, "pPr/ind", "firstLine") * MM_PER_TWIP,
    )
    met = all(10 <= indent <= 12.7 for indent in indents)
    shown = (f"{indent:.1f}" for indent in indents)
    yield Row("Dòng đầu lùi vào 10–12,7 mm", *shown, met=met)
    lines = line_count(text, 13, sheet.width("B", "P"))
    apart = sheet.height([sheet.row("block:closing")]) - lines * line_height(13)
    after = _twips(style, "pPr/spacing", "after") * PT_PER_TWIP
    met = min(apart, after) >= 6
    yield Row("Các đoạn cách nhau từ 6 pt", f"{apart:.1f}", f"{after:.1f}", met)
    spacing = _twips(style, "pPr/spacing", "line") / 240
    met = 1 <= spacing <= 1.5
    yield Row("Cách dòng đơn đến 1,5", "đơn (Excel không có khác)", f"{spacing:g}", met)
    last, foot = sheet.row("block:closing"), sheet.row("block:recipients_title")
    end = sheet.row("block:signature")
    together = [{last, foot, end} <= set(page) for page in sheet.pages()]
    [line] = word.sides[-1].findall(f"{W}tr")
    kept = line.find(f"{W}trPr/{W}cantSplit") is not None
    kept = kept and word.paragraphs("paragraph")[-1].find(f"{W}pPr/{W}keepNext") is not None
    shown = tuple("có" if each else "không" for each in (any(together), kept))
    yield Row("Nơi nhận, chữ ký cùng trang với đoạn cuối", *shown, met=any(together) and kept)
    right = sheet.block("signature").column > sheet.block("recipients_title").column
    cells = [text_of(cell) for cell in line.findall(f"{W}tc")]
    is_right = cells[0].startswith("Nơi nhận:") and "CHÁNH VĂN PHÒNG" in cells[1]
    shown = tuple("phải" if each else "không" for each in (right, is_right))
    yield Row("Chữ ký ở nửa phải", *shown, met=right and is_right)


def _tables() -> Iterator[Row]:
    """Yield headers repeated, rows that never split, the columns of the appendix."""
    sheet, appendix, word = files()
    begun = [sheet.keys[page[0]] for page in sheet.pages()[1:]]
    tables = [n for n, p in enumerate(sheet.pages()[1:]) if sheet.keys[p[-1]].startswith("row:")]
    repeated = all(begun[n].startswith("header-again") for n in tables)
    repeated = repeated and bool(appendix.cells.print_title_rows)
    heads = [t.findall(f"{W}tr")[0].find(f"{W}trPr/{W}tblHeader") for t in word.tables]
    in_word = all(head is not None for head in heads)
    shown = tuple("có" if each else "không" for each in (repeated, in_word))
    yield Row("Đầu bảng lặp lại ở mỗi trang", *shown, met=repeated and in_word)
    split = [r for t in word.tables for r in t.findall(f"{W}tr")]
    whole = all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in split)
    yield Row("Dòng của bảng không bị cắt", "Excel không cắt", "có" if whole else "không", whole)
    wanted = list(CASE.wording.labels.appendix_columns)
    in_sheet = appendix.texts(appendix.row("header:appendix")) == wanted
    cells = [text_of(c) for c in word.tables[-1].find(f"{W}tr").findall(f"{W}tc")]
    shown = (str(len(wanted)) if in_sheet else "khác", str(len(cells)))
    yield Row("11 cột của phụ lục theo thứ tự", *shown, met=in_sheet and cells == wanted)
    ways = [
        {s.cells.page_setup.orientation for s in (sheet, appendix)},
        {value(s, "pgSz", "orient") or "portrait" for s in word.sections},
    ]
    shown = tuple(", ".join("ngang" if w == "landscape" else "dọc" for w in way) for way in ways)
    yield Row("Bảng rộng đứng trên khổ ngang", *shown, met=ways[0] == ways[1] == {"landscape"})


def as_text() -> str:
    """Return the table as it stands in docs/the-thuc.md."""
    lines = ["| yêu cầu | trang tính | Word | đạt |", "|---|---|---|---|"]
    lines += [f"| {r.wanted} | {r.sheet} | {r.word} | {'✓' if r.met else '✗'} |" for r in rows()]
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_text())
