"""What leaves a closed month: asked as "Lập thông báo" is, and nothing issued is lost."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bpindex.actions import buttons, exporting
from bpindex.actions.running import NAMES, perform
from bpindex.cli.app import run
from bpindex.hosts.file_desk import FileDesk
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from bpindex.sources import open_case
from bpindex.words import buttons as words
from bpindex.words.files import BACKUP
from tests.actions.months_typed import TYPED, desk_of, put, read
from tests.workbook.editing import bundled_workbook

pytestmark = [
    pytest.mark.usefixtures("log"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
KEPT, FOLDER = "Sổ 02-2024.xlsm", "Thông báo 02-2024"
PAPERS = ("export_word", "export_pdf", "export_extracts")
# Nothing of the month is written by them: they look, ask for another file first, or are not of it.
HARMLESS = {
    *("check_data", "explain_figure", "report_problem", "self_test", "install_update"),
    *("upgrade_file", "print_closed"),
}


@pytest.fixture(scope="module", autouse=True)
def _printer() -> Iterator[None]:
    """Print as a program does: other bytes each time."""
    times = iter(range(10_000))

    def printed(desk: FileDesk, xlsx: bytes) -> bytes:
        return b"%PDF " + str(next(times)).encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting, "_printed", printed)
        yield


@pytest.fixture(scope="module")
def _february(tmp_path_factory: pytest.TempPathFactory, _printer: None) -> Path:
    folder = tmp_path_factory.mktemp("kỳ")
    desk = desk_of(bundled_workbook(), folder)
    buttons.make_notice(desk)
    for action in PAPERS:
        getattr(buttons, action)(desk)
    buttons.next_month(desk)
    return folder


@pytest.fixture
def closed(_february: Path, tmp_path: Path) -> FileDesk:
    """Give the kept file of February, whose papers were issued."""
    shutil.copytree(_february, tmp_path, dirs_exist_ok=True)
    return FileDesk(tmp_path / KEPT)


def files(folder: Path) -> dict[str, bytes]:
    """Return every paper that lies there."""
    found = (path for path in folder.rglob("*.*") if path.suffix in (".docx", ".pdf", ".txt"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def lost(issued: dict[str, bytes], now: dict[str, bytes]) -> set[str]:
    """Return which papers stand nowhere any more; a PDF prints what its Word document says."""
    gone = {name for name, content in issued.items() if content not in now.values()}
    words_of = {name: name.replace(".pdf", ".docx") for name in gone}
    return {name for name, other in words_of.items() if now[other] != issued[other]}


@pytest.mark.parametrize("action", PAPERS)
def test_what_a_closed_month_did_not_print_leaves_it_after_a_yes_alone(
    closed: FileDesk, tmp_path: Path, action: str
) -> None:
    put(closed, "figures", "H12", TYPED)
    issued, before = files(tmp_path), closed.content()
    closed.agreed = [False]
    perform(closed, action)
    assert "Đính chính sau khi ban hành?" in closed.asked[-1]
    assert closed.told[-1].endswith("Kỳ đang làm ở tệp gốc cùng thư mục.")
    assert (files(tmp_path), closed.content()) == (issued, before)
    # After a yes what was issued is kept beside, and the trail tells of it; it is asked once.
    asked = len(closed.asked)
    closed.agreed = [True]
    perform(closed, action)
    assert len(closed.asked) == asked + 1
    now = files(tmp_path)
    assert any(now[name] != content for name, content in issued.items())
    assert not lost(issued, now)
    assert words.ACTION_AMENDED in [row.action for row in read(closed, tmp_path).stored.trail]
    perform(closed, action)
    assert len(closed.asked) == asked + 1


@pytest.mark.parametrize("cell", ["C6", "C7"])
def test_headings_of_numbers_and_names_are_part_of_what_was_issued(
    closed: FileDesk, tmp_path: Path, cell: str
) -> None:
    put(closed, "wording", cell, "Tên khác")
    issued = files(tmp_path)
    closed.agreed = [False]
    perform(closed, "export_word")
    assert "Đính chính sau khi ban hành?" in closed.asked[-1]
    assert files(tmp_path) == issued


def test_what_a_closed_month_printed_is_printed_again_without_a_question(
    closed: FileDesk, tmp_path: Path
) -> None:
    before, asked = files(tmp_path), len(closed.asked)
    for action in PAPERS:
        perform(closed, action)
    assert len(closed.asked) == asked
    now = files(tmp_path)
    assert now.keys() == before.keys()
    assert not [*tmp_path.rglob(f"*{BACKUP}*")]
    assert all(now[name] == content for name, content in before.items() if name[-4:] != ".pdf")


def test_papers_after_an_amended_notice_keep_the_issued_ones(
    closed: FileDesk, tmp_path: Path
) -> None:
    issued = files(tmp_path)
    put(closed, "figures", "H12", TYPED)
    perform(closed, "make_notice")
    for action in PAPERS:
        perform(closed, action)
    assert not lost(issued, files(tmp_path))


@pytest.mark.parametrize("action", [name for name in NAMES if name not in HARMLESS])
def test_every_other_button_asks_before_it_changes_a_closed_month(
    closed: FileDesk, tmp_path: Path, action: str
) -> None:
    put(closed, "figures", "H12", TYPED)
    before, issued = closed.content(), files(tmp_path)
    closed.select("Bảng điểm", "H12")
    closed.chosen, closed.agreed = [tmp_path / "Sổ.xlsm"], [False, False, False]
    if action == "read_word":
        closed.chosen = [tmp_path / FOLDER / "TB-bo-chi-so-2024-02.docx"]
    perform(closed, action)
    assert any("sau khi ban hành" in text for text in closed.asked), action
    assert (closed.content(), files(tmp_path)) == (before, issued)


def _notice(kept: Path, out: Path) -> list[str]:
    return ["notice", str(kept), "--out", str(out), "--format", "docx"]


def _extracts(kept: Path, out: Path) -> list[str]:
    return ["extracts", str(kept), "--out", str(out)]


@pytest.mark.parametrize("command", [_notice, _extracts])
def test_the_command_line_amends_a_closed_month_only_where_told_to(
    closed: FileDesk,
    tmp_path: Path,
    command: Callable[[Path, Path], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bpindex.render.pdf.find_libreoffice", lambda: None)
    kept, out = tmp_path / KEPT, tmp_path / "ra"
    assert run(command(kept, out)) == 0
    issued = files(out)
    put(closed, "figures", "H12", TYPED)
    kept.write_bytes(closed.content())
    capsys.readouterr()
    assert run(command(kept, out)) == 2
    assert "Kỳ 02/2024 đã đóng ngày" in capsys.readouterr().err
    assert files(out) == issued
    assert run([*command(kept, out), "--amend"]) == 0
    now = files(out)
    assert now.keys() > issued.keys()
    assert all(content in now.values() for content in issued.values())


def test_the_command_line_changes_no_closed_workbook_unasked(
    closed: FileDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / KEPT
    table = tmp_path / "bảng.csv"
    table.write_text("Đơn vị,Tổng số hồ sơ\nSở Nội vụ,3\n", encoding="utf-8")
    before = kept.read_bytes()
    for command in (
        ["import", str(table), "--into", str(kept), "--accept"],
        ["history", str(tmp_path / "Sổ.xlsm"), "--into", str(kept)],
        ["next", str(kept)],
    ):
        assert run(command) == 2, command
        assert "--amend" in capsys.readouterr().err
        assert kept.read_bytes() == before


def test_the_kept_file_says_what_its_month_printed(closed: FileDesk, tmp_path: Path) -> None:
    """Also where it was never made: what stands in the trail is what it prints now."""
    case = open_case(tmp_path / KEPT)
    last = case.trail[-1]
    assert last.action == words.ACTION_CLOSED
    assert last.fingerprint == fingerprint(evaluate(case).notice)
    assert not last.is_made
