"""The formats of the notice; every renderer takes the same model."""

from collections.abc import Iterable, Sequence

from bpindex.notice.as_json import render_json
from bpindex.notice.model import Notice
from bpindex.page.plan import SheetPlan
from bpindex.render.pdf import find_libreoffice, render_pdf
from bpindex.render.sheet import render_plans

FORMATS = ("json", "xlsx", "docx", "pdf")
# Those that have no pages.
TEXT_FORMATS = ("json",)


def default_formats() -> list[str]:
    """Return every format that can be made on this machine."""
    return [name for name in FORMATS if name != "pdf" or find_libreoffice() is not None]


def file_stem(notice: Notice) -> str:
    """Return the name of the notice's files without their ending."""
    year, month = notice.period.split("-")
    return f"thong-bao-{month}-{year}"


def render(notice: Notice, formats: Iterable[str], plans: Sequence[SheetPlan]) -> dict[str, bytes]:
    """Return file name to content for the wanted formats, in the order of FORMATS.

    `plans` are those of the notice's sheets, none where no format has pages.
    """
    wanted = set(formats)
    stem = file_stem(notice)
    files: dict[str, bytes] = {}
    xlsx = render_plans(plans) if wanted & {"xlsx", "pdf"} else b""
    if "json" in wanted:
        files["notice.json"] = render_json(notice)
    if "xlsx" in wanted:
        files[f"{stem}.xlsx"] = xlsx
    if "docx" in wanted:
        # Slow to load, and only needed here.
        from bpindex.render.word import render_word

        files[f"{stem}.docx"] = render_word(notice, plans)
    if "pdf" in wanted:
        files[f"{stem}.pdf"] = render_pdf(xlsx)
    return files
