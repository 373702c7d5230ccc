"""Months on the command line: a folder knows them as the workbook does, and nothing is guessed."""

from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.folder import case_texts
from bpindex.cli.app import run
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_with_harvest
from bpindex.sources import open_case
from bpindex.words import command_line as texts
from tests.actions.months_typed import put_setting, set_month
from tests.changed_cases import write_case
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

Captured = pytest.CaptureFixture[str]
MARCH = '"2024-03"'


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    return FileDesk(path)


def saved(desk: FileDesk, path: Path) -> str:
    desk.save_copy(path)
    return str(path)


def exported(source: str, folder: Path) -> Path:
    assert run(["export", source, "--out", str(folder)]) == 0
    return folder


def in_march(folder: Path) -> Path:
    """The folder in whose settings a person changed the period, and nothing else."""
    path = folder / "settings.toml"
    path.write_text(path.read_text("utf-8").replace('"2024-02"', MARCH), "utf-8")
    return folder


def found(source: Path) -> list[tuple[str, str]]:
    """What is found in a case, without the places: a file's are others than a sheet's."""
    return [(each.level, each.text) for each in evaluate(open_case(source)).findings]


# --- the folder remembers ----------------------------------------------------------------------


def test_an_exported_folder_in_march_is_refused_as_the_workbook_is(
    desk: FileDesk, tmp_path: Path, capsys: Captured
) -> None:
    desk.write("Năm trước", "O5", [["Ghi chú tháng hai"]])
    buttons.make_notice(desk)
    folder = exported(saved(desk, tmp_path / "hai.xlsm"), tmp_path / "kỳ")
    set_month(desk)
    book = tmp_path / "ba.xlsm"
    saved(desk, book)
    assert found(in_march(folder)) == found(book)
    assert run(["notice", str(folder), "--out", str(tmp_path / "ra")]) == 1
    assert "29 đơn vị còn nguyên số liệu kỳ 02/2024" in capsys.readouterr().err


def test_build_and_export_keep_the_months(desk: FileDesk, tmp_path: Path) -> None:
    buttons.make_notice(desk)
    set_month(desk)
    put_setting(desk, "issue_month", 4)
    first = exported(saved(desk, tmp_path / "ba.xlsm"), tmp_path / "một")
    assert run(["build", str(first), "--out", str(tmp_path / "lại.xlsm")]) == 0
    second = exported(str(tmp_path / "lại.xlsm"), tmp_path / "hai")
    kept = [(folder / "months.csv").read_text("utf-8") for folder in (first, second)]
    assert kept[0] == kept[1] and "2024-02," in kept[0] and "2024-03," in kept[0]
    assert found(first) == found(second)


def test_what_is_left_of_another_month_is_said(
    desk: FileDesk, tmp_path: Path, capsys: Captured
) -> None:
    set_month(desk)
    exported(saved(desk, tmp_path / "ba.xlsm"), tmp_path / "kỳ")
    assert texts.EXPORT_OTHER_MONTHS.format(months="02/2024") in " ".join(
        capsys.readouterr().err.split()
    )


# --- figures typed over, of which month --------------------------------------------------------


@pytest.fixture
def doubtful(desk: FileDesk, tmp_path: Path) -> Path:
    """A workbook in which H9 was typed over after February's notice, and March is set."""
    buttons.make_notice(desk)
    desk.write("Bảng điểm", "H9", [["77.7"]])
    set_month(desk)
    saved(desk, tmp_path / "ba.xlsm")
    return tmp_path / "ba.xlsm"


@pytest.mark.parametrize("command", ["notice", "check", "export", "build", "explain"])
def test_figures_typed_for_nobody_knows_which_month_are_refused(
    doubtful: Path, tmp_path: Path, capsys: Captured, command: str
) -> None:
    more = {
        "check": [],
        "explain": ["so-y-te", "2.1"],
        "build": ["--out", str(tmp_path / "mới.xlsm")],
    }.get(command, ["--out", str(tmp_path / "ra")])
    assert run([command, str(doubtful), *more]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "ba.xlsm, trang Bảng điểm: 1 số gõ đè (H9) chưa lập vào thông báo nào" in told
    assert "02/2024" in told and "03/2024" in told and "Lập thông báo" in told
    assert not (tmp_path / "ra").exists() and not (tmp_path / "mới.xlsm").exists()


def test_a_colleagues_file_with_such_figures_is_not_merged(
    doubtful: Path, tmp_path: Path, capsys: Captured
) -> None:
    folder = tmp_path / "kỳ"
    folder.mkdir()
    for name, text in case_texts(base_case()).items():
        (folder / name).write_text(text, "utf-8")
    in_march(folder)
    assert run(["merge", str(folder), str(doubtful)]) == 2
    assert "trang Bảng điểm: 1 số gõ đè (H9)" in " ".join(capsys.readouterr().err.split())


def test_those_of_the_month_that_is_set_are_taken(desk: FileDesk, tmp_path: Path) -> None:
    buttons.make_notice(desk)
    desk.write("Bảng điểm", "H9", [["77.7"]])
    saved(desk, tmp_path / "hai.xlsm")
    taken = open_case(tmp_path / "hai.xlsm").corrections
    assert ("77.7", "2024-02") in {(item.corrected, item.period) for item in taken}


def test_such_a_file_can_be_upgraded(doubtful: Path) -> None:
    assert run(["upgrade", str(doubtful)]) == 0
    assert "77.7" in read_with_harvest(doubtful).typed_over.values()


def test_a_case_named_by_the_folder_above_has_its_next_month_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "2024-02"
    write_case(base_case(), case)
    (case / "sub").mkdir()
    monkeypatch.chdir(case / "sub")
    assert run(["next", ".."]) == 0
    assert (tmp_path / "2024-03").is_dir() and not (case / "2024-03").exists()
    assert not (case / "sub" / "2024-03").exists()
