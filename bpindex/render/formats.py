"""The formats of the notice; every renderer takes the same model."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bpindex.advice.profile import Profile
from bpindex.case.keys import code_from, free_code
from bpindex.case.records import Agency
from bpindex.notice.as_json import render_json
from bpindex.notice.extract import extracts
from bpindex.notice.model import Notice
from bpindex.page.plan import SheetPlan, plan_sheets
from bpindex.render.pdf import find_libreoffice, render_pdf
from bpindex.render.sheet import render_plans
from bpindex.words import word_file

FORMATS = ("json", "xlsx", "docx", "pdf")
# Those that have no pages.
TEXT_FORMATS = ("json",)
_IN_FILE_NAMES = re.compile(r"\w(?:[\w.-]{0,90}\w)?")


def default_formats() -> list[str]:
    """Return every format that can be made on this machine."""
    return [name for name in FORMATS if name != "pdf" or find_libreoffice() is not None]


def file_stem(notice: Notice) -> str:
    """Return the name of the notice's files without their ending: one after the other by name."""
    return word_file.NOTICE_FILE.format(period=code_from(notice.key or notice.period))


class Template(NamedTuple):
    """A Word file of the staff's own, and what the placeholders of the wording stand for."""

    name: str
    content: bytes
    values: Mapping[str, str]


class Rendered(NamedTuple):
    """The files by name, and what the user should know of them."""

    files: dict[str, bytes]
    told: list[str]


def render(
    notice: Notice,
    formats: Iterable[str],
    plans: Sequence[SheetPlan],
    template: Template | None = None,
) -> Rendered:
    """Return the wanted formats, in the order of FORMATS.

    `plans` are those of the notice's sheets, none where no format has pages. The Word file follows
    a template where one is given.
    """
    told: list[str] = []
    wanted = set(formats)
    stem = file_stem(notice)
    files: dict[str, bytes] = {}
    xlsx = render_plans(plans) if wanted & {"xlsx", "pdf"} else b""
    if "json" in wanted:
        files["notice.json"] = render_json(notice)
    if "xlsx" in wanted:
        files[f"{stem}.xlsx"] = xlsx
    if "docx" in wanted:
        files[f"{stem}.docx"] = _word(notice, plans, template, told)
    if "pdf" in wanted:
        files[f"{stem}.pdf"] = render_pdf(xlsx)
    return Rendered(files, told)


def render_extracts(
    notice: Notice,
    agencies: Iterable[Agency],
    profiles: Callable[[str], Profile | None] | None = None,
    with_sheets: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the Word file of every agency, of drafts, and of the list.

    The draft of an e-mail follows the file of an agency with an address; the list comes last.
    `with_sheets` each Word file is followed by the same as a workbook, to be printed as PDF.
    `profiles` give what is told of an agency beside its rows (see `notice.extract`).
    """
    from bpindex.render.drafts import draft
    from bpindex.render.word.file import render_word

    period = notice.period_name
    known = {agency.code: agency for agency in agencies}
    lines = []
    names = _file_names(known)
    for code, own in extracts(notice, profiles):
        of = names.get(code, code_from(code))
        name = word_file.EXTRACT_FILE.format(period=notice.period_slug, agency=of)
        plans = plan_sheets(own)
        content = render_word(own, plans)
        yield name, content
        if with_sheets:
            yield f"{name.removesuffix('.docx')}.xlsx", render_plans(plans)
        agency = known.get(code)
        addresses = agency.addresses if agency else ()
        title = agency.name if agency else code
        lines.append(" – ".join((title, name, *addresses)))
        if addresses:
            subject, text = (
                template.format(period=period, name=title)
                for template in (word_file.MAIL_SUBJECT, word_file.MAIL)
            )
            mail = draft(addresses, subject, text, name, content)
            yield f"{name.removesuffix('.docx')}.eml", mail
    numbered = (f"{number}. {line}" for number, line in enumerate(lines, 1))
    title = word_file.EXTRACTS_LIST.format(period=period, count=len(lines))
    # With a mark, so that every editor on Windows takes it for what it is.
    yield word_file.EXTRACTS_LIST_FILE, "\r\n".join((title, *numbered, "")).encode("utf-8-sig")


def _file_names(codes: Iterable[str]) -> dict[str, str]:
    """Return by each code what stands for it in the name of a file, which takes no slash."""
    names: dict[str, str] = {}
    for code in codes:
        plain = code if _IN_FILE_NAMES.fullmatch(code) else code_from(code)
        names[code] = free_code(plain, set(names.values()))
    return names


def _word(
    notice: Notice, plans: Sequence[SheetPlan], template: Template | None, told: list[str]
) -> bytes:
    """Return the Word file; what it needs is slow to load, and only needed here."""
    if template is None:
        from bpindex.render.word.file import render_word

        return render_word(notice, plans)
    from bpindex.render.word.template import fill_template

    filled = fill_template(template.content, template.name, notice, plans, template.values)
    if filled.missing:
        listed = ", ".join(filled.missing)
        told.append(word_file.MISSING_PLACES.format(path=template.name, listed=listed))
    return filled.content
