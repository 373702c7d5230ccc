"""The report that is sent: what happened in the program, and nothing of whoever uses it."""

import os
import re
import zipfile
from pathlib import Path

import pytest

from bpindex.actions.running import perform
from bpindex.cli import self_test
from bpindex.health import console
from bpindex.health.item import Item
from bpindex.health.report import kept_of_log, write_report
from bpindex.hosts.file_desk import FileDesk
from bpindex.log import data_folder, log_failure, log_warning
from bpindex.words import health as texts
from bpindex.words.command_line import SELFTEST_NO_BOOK
from tests.log import forget_log
from tests.workbook.editing import bundled_workbook

USER = "Nguyễn Thị Hạnh"
SECRETS = ("Sở Y tế", "98,75", "98.75", USER, "Hạnh", "Báo cáo mật")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / USER
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("USERNAME", USER)
    monkeypatch.setenv("LOCALAPPDATA", str(home / "AppData"))
    forget_log()
    log_warning("Đơn vị Sở Y tế, cột TD: tìm thấy 98,75, cần một tỷ lệ.")
    try:
        raise ValueError("Sở Y tế: 98.75\nBáo cáo mật của Hạnh")
    except ValueError:
        log_failure("doctor")
    (data_folder() / "cai-dat.log").write_text(f"thu muc {home}\\BoChiSo", encoding="utf-16")
    yield home
    forget_log()


def texts_of(bundle: Path) -> dict[str, str]:
    with zipfile.ZipFile(bundle) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def test_the_report_says_what_failed_and_holds_no_figure_and_no_name(home: Path) -> None:
    items = [
        Item("Ghi được vào", True, str(home / "Tài liệu")),
        Item("Tệp Báo cáo mật.xlsm", False, "kiểu 3, chương trình dùng kiểu 4", texts.UPGRADE_BOOK),
    ]
    said = write_report(items, private=("Báo cáo mật.xlsm",))
    (bundle,) = data_folder().glob("*.zip")
    assert said == texts.REPORT_READY.format(path=bundle)
    found = texts_of(bundle)
    assert set(found) == {texts.REPORT_CHECK, texts.REPORT_LOG, texts.REPORT_SETUP}
    for text in found.values():
        for secret in SECRETS:
            assert secret not in text
    assert texts.UPGRADE_BOOK in found[texts.REPORT_CHECK]
    log = found[texts.REPORT_LOG]
    assert re.search(r"^  health/test_report.py, \d+, home\r?$", log, re.MULTILINE)
    assert re.search(r"^ValueError\r?$", log, re.MULTILINE)
    assert log.count(texts.TOLD) == 2
    assert "thu muc" in found[texts.REPORT_SETUP]


NAMED = "Lê Văn Bình"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f"bo cai C:\\{NAMED}\\BoChiSo-0.1.0-setup.exe chay", "BoChiSo-0.1.0-setup.exe"),
        (f'/DOCS="C:\\Phòng KSTTHC\\{NAMED}" /S', "/S"),
        (f"Ghi được vào D:\\Phòng KSTTHC\\{NAMED}", "Ghi được vào"),
        ("\\\\srv\\home\\nguyen thi hanh\\BoChiSo.xlsm", ""),
        ("C:\\USERS\\NGUYN~1\\AppData\\x", ""),
        (f"/home/{NAMED}/x", ""),
        ("thu muc c:\\users\\nguyễn thị hạnh\\x", "thu muc"),
        ("tốt: Thư viện xlwings64-0.33.dll: C:\\BoChiSo\\py\\xlwings64-0.33.dll", "tốt"),
    ],
)
def test_a_report_names_no_folder_since_these_are_named_after_people(
    home: Path, line: str, kept: str
) -> None:
    (data_folder() / "cai-dat.log").write_text(line, encoding="utf-16")
    write_report([Item("x", True, line)], more={"t.txt": [line]})
    (bundle,) = data_folder().glob("*.zip")
    for name, text in texts_of(bundle).items():
        assert not any(
            part in text.casefold() for part in ("bình", "hanh", "hạnh", "nguy", "phòng")
        )
        assert kept in text or name == texts.REPORT_LOG


def test_a_place_in_the_code_of_somebody_keeps_no_folder() -> None:
    lines = ["Traceback (most recent call last):", f'  File "C:\\{NAMED}\\macro.py", line 3, in f']
    lines.append('  File "C:\\BoChiSo\\py\\bpindex\\cli\\app.py", line 3, in f')
    told = "\n".join(kept_of_log("\n".join(lines)))
    assert NAMED not in told and "macro.py" in told and "cli\\app.py" in told


def test_a_folder_that_takes_no_report_is_told(home: Path) -> None:
    (home / "tep").write_text("")
    assert write_report([], home / "tep").startswith(
        texts.REPORT_NOT_WRITTEN.partition("{folder}")[0]
    )


@pytest.mark.parametrize("ok", [True, False])
def test_the_window_leaves_its_report_in_a_file_and_shows_what_fails(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ok: bool
) -> None:
    item = Item("Tính thử một điểm", ok, "11.25", texts.REPAIR)
    monkeypatch.setattr(console, "examine", lambda _: [item])
    assert console.window([]) == (0 if ok else 1)
    shown = capsys.readouterr().out
    path = data_folder() / texts.REPORT_CHECK
    assert texts.REPORT_AT.format(path=path) in shown
    assert (texts.REPAIR in shown) is not ok
    assert "11.25" in path.read_text(encoding="utf-8-sig")
    assert console.window(["--im-lang"]) == (0 if ok else 1)
    assert capsys.readouterr().out == ""


def test_the_setup_learns_what_fails_and_whether_another_one_would_meet_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [Item(texts.COMMAND, False, "bị chặn", texts.ALLOW_COMMAND, of_machine=True)]
    monkeypatch.setattr(console, "examine", lambda _: items)
    reasons = home / "ly do.txt"
    told = ["--cai-dat", "--im-lang", f"--ly-do={reasons}"]
    assert console.window(told) == console.OF_MACHINE
    assert reasons.read_bytes().decode("utf-16-le").split("\r\n") == list(items[0].lines())
    assert console.window(["--im-lang"]) == console.UNHEALTHY
    items.append(Item(texts.LOADED, False, "không nạp được", texts.REPAIR))
    assert console.window(told) == console.UNHEALTHY


def test_the_same_advice_is_given_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [Item(name, False, "thiếu", texts.REPAIR) for name in ("Một", "Hai", "Ba")]
    monkeypatch.setattr(console, "examine", lambda _: items)
    assert console.window([]) == 1
    assert capsys.readouterr().out.count(texts.REPAIR) == 1


def test_the_button_tells_where_the_report_lies_and_leaves_the_workbook_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpindex.health.examining.examine", lambda: iter(()))
    book = home / "BoChiSo.xlsm"
    book.write_bytes(bundled_workbook())
    desk = FileDesk(book)
    before = desk._package.to_bytes()
    perform(desk, "report_problem")
    (bundle,) = data_folder().glob("*.zip")
    assert desk.told == [texts.REPORT_READY.format(path=bundle)]
    assert desk._package.to_bytes() == before


def test_the_window_that_sends_makes_the_report(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "examine", lambda _: iter(()))
    assert console.window(["--bao-loi"]) == 0
    (bundle,) = data_folder().glob("*.zip")
    assert os.fspath(bundle) in capsys.readouterr().out


def test_in_its_place_only_what_excel_needs_is_looked_at_and_the_former_report_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = Item(texts.SERVER, True, "11.25")
    monkeypatch.setattr(console, "examine", lambda _: iter([item]))
    monkeypatch.setattr(console, "excel_server", lambda: iter([item]))
    console.window(["--im-lang"])
    path = data_folder() / texts.REPORT_CHECK
    path.write_text("trước")
    assert console.window(["--im-lang", "--tai-cho"]) == 0
    assert path.read_text() == "trước"
    failing = Item(texts.SERVER, False, "không trả lời")
    monkeypatch.setattr(console, "excel_server", lambda: iter([failing]))
    assert console.window(["--im-lang", "--tai-cho"]) == 1
    assert "không trả lời" in path.read_text(encoding="utf-8-sig")


def test_a_self_test_without_a_workbook_says_so_and_nothing_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(self_test, "usual_workbook", lambda: None)
    assert self_test.window(quiet=True) == 1
    assert capsys.readouterr().out == ""
    assert self_test.window() == 1
    assert SELFTEST_NO_BOOK in capsys.readouterr().out
