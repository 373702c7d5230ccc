"""What must be seen whole in Excel: the notice across one page, the text of a note."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from bpindex.render.sheet import NOTICE_SHEET
from bpindex.render.sheet_page import page_found
from tests.hosts.windows.pressing import content_of, make_notice, opened

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]


@pytest.mark.parametrize(("fits_at", "printed_at"), [(100, 100), (97, 96), (89, 88), (10, 50)])
def test_a_notice_wider_than_the_page_is_printed_smaller(
    fits_at: int, printed_at: int, tmp_path: Path
) -> None:
    with opened(tmp_path, content_of(5)) as excel:
        excel.application._fits_at = fits_at
        make_notice(excel)
        page = excel.range(NOTICE_SHEET, "A1")._sheet._page_setup._stored
        assert page["Zoom"] == printed_at
        # Nobody chose that scale: it is no format of people's.
        order = {2: "overThenDown"}.get(page.get("Order"), "downThenOver")
        found = SimpleNamespace(
            paperSize=9, orientation="landscape", scale=printed_at, pageOrder=order
        )
        scale = page_found(found, None, False, False).get("scale")
        assert scale == ("100" if printed_at == 100 else None)


def test_a_scale_that_somebody_set_is_found() -> None:
    setup = SimpleNamespace(paperSize=9, orientation="landscape", scale=80, pageOrder=None)
    assert page_found(setup, None, False, False)["scale"] == "80"


def test_a_note_is_as_large_as_its_text(tmp_path: Path) -> None:
    with opened(tmp_path, content_of(5)) as excel:
        excel.type_in("Bảng điểm", "E9", "12,34")
        excel.type_in("Bảng điểm", "F9", "12,35")
        make_notice(excel)
        file = excel.range("Bảng điểm", "A1")._sheet._grid.file
        comments = [file[cell].comment for cell in ("E9", "F9")]
        assert all("12,3" in comment.text for comment in comments)
        for comment in comments:
            assert comment.box._stored["TextFrame"]._stored["AutoSize"] is True
