"""The command line as its users meet it: what it prints, where, and with which exit code."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer import Typer
from typer.main import get_command

from bpindex.case.correction import Correction, Form, FormAspect
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.rows import RowKey
from bpindex.cli import app as cli
from bpindex.cli import documents
from bpindex.errors import HostError
from bpindex.notice.model import Notice
from bpindex.page import plan
from bpindex.page.layout import PageLayout
from bpindex.page.plan import NOTICE_SHEET, SheetPlan, plan_sheets
from bpindex.render import formats as renderers
from bpindex.render import sheet
from bpindex.words import command_line as texts
from bpindex.words import files as file_words
from bpindex.words import findings as finding_words
from bpindex.words import health as health_words
from bpindex.words import libreoffice as office_words
from bpindex.words import page_layout
from tests import ROOT
from tests.changed_cases import write_case
from tests.files.test_outputs import snapshot
from tests.render.test_word_template import template
from tests.render.words import Word
from tests.spoiling import put

CASE = str(bundled_case())
COMMANDS = (
    "notice",
    "import",
    "check",
    "explain",
    "build",
    "export",
    "merge",
    "remarks",
    "extracts",
    "read-word",
    "upgrade",
    "next",
    "history",
    "libreoffice",
    "doctor",
    "selftest",
    "bench",
)
XLSX = "TB-bo-chi-so-2024-02.xlsx"
DOCX = "TB-bo-chi-so-2024-02.docx"
# What typer and its like would say in English.
ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|args|show this message|exit|required|default|error|"
    r"missing|invalid|no such|try|help for|got unexpected|value|path|text|integer|bool|str|int)\b",
    re.IGNORECASE,
)

Captured = pytest.CaptureFixture[str]


def run(*arguments: str) -> int:
    """Run the command line; every exception would be a traceback."""
    return cli.run(list(arguments))


def sentences(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


# --- notice ----------------------------------------------------------------------------------


def test_notice_prints_the_paths_of_what_it_wrote(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "ra"
    assert run("notice", CASE, "--out", str(folder), "--format", "json,xlsx") == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(folder / "notice.json"), str(folder / XLSX)]
    assert json.loads((folder / "notice.json").read_bytes())["period"] == "2024-02"
    assert (folder / XLSX).read_bytes().startswith(b"PK")
    warnings = sentences(printed.err)
    assert warnings
    assert all(line.startswith("Cảnh báo: ") for line in warnings)


def test_columns_wider_than_the_page_are_told(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[Notice] = []

    def counted(notice: Notice, layout: PageLayout | None = None) -> list[SheetPlan]:
        planned.append(notice)
        return plan_sheets(notice, layout)

    for module in (plan, sheet):
        monkeypatch.setattr(module, "plan_sheets", counted)
    case = read_case(bundled_case())
    wide = Correction(Form("", RowKey(), "agency", FormAspect.WIDTH), "", "70")
    write_case(replace(case, corrections=(*case.corrections, wide)), tmp_path / "kỳ")
    told = page_layout.REDUCED.format(sheet=NOTICE_SHEET, scale=69)
    for wanted in ("json", "xlsx"):
        output = ("--out", str(tmp_path / wanted), "--format", wanted)
        assert run("notice", str(tmp_path / "kỳ"), *output) == 0
        assert (told in sentences(capsys.readouterr().err)) == (wanted == "xlsx")
        assert len(planned) == (wanted == "xlsx")


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("json", ["notice.json"]),
        ("xlsx", [XLSX]),
        ("docx", [DOCX]),
        (" XLSX , json ", ["notice.json", XLSX]),
    ],
)
def test_format_chooses_what_is_written(tmp_path: Path, wanted: str, names: list[str]) -> None:
    assert run("notice", CASE, "--out", str(tmp_path / "ra"), "--format", wanted) == 0
    found = {path.name for path in (tmp_path / "ra").iterdir() if path.name[0] != "."}
    assert found == set(names)


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path, capsys: Captured) -> None:
    assert run("notice", CASE, "--out", str(tmp_path / "ra"), "--format", "json,odt") == 2
    expected = "Không có định dạng “odt”; các định dạng dùng được: json, xlsx, docx, pdf."
    assert sentences(capsys.readouterr().err) == [expected]
    assert not (tmp_path / "ra").exists()


def test_a_template_of_ones_own_is_filled_and_what_it_lacks_is_told(
    tmp_path: Path, capsys: Captured
) -> None:
    own = tmp_path / "mẫu.docx"
    output = ("--out", str(tmp_path / "ra"), "--format", "docx", "--template", str(own))
    assert run("notice", CASE, *output) == 2
    assert sentences(capsys.readouterr().err)[0].startswith(f"Không tìm thấy tệp {own};")
    own.write_bytes(template("Tháng {{tháng}}", "{{toàn văn}}"))
    assert run("notice", CASE, *output) == 0
    told = sentences(capsys.readouterr().err)[0]
    assert told.startswith("Mẫu Word mẫu.docx không có chỗ cho: cơ quan chủ quản, ")
    assert next(Word((tmp_path / "ra" / DOCX).read_bytes()).texts())[1] == "Tháng 02"


def test_every_agency_gets_a_file_of_its_own(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpindex.render.pdf.find_libreoffice", lambda: None)
    assert run("extracts", CASE, "--out", str(tmp_path / "phiếu")) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 30  # and the list of them
    assert {Path(line).name for line in printed} == {
        path.name for path in (tmp_path / "phiếu").iterdir() if path.name[0] != "."
    }
    assert "phieu-02-2024-so-y-te.docx" in {Path(line).name for line in printed}


def test_without_libreoffice_the_pdf_is_left_out_with_a_word(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderers, "find_libreoffice", lambda: None)
    assert run("notice", CASE, "--out", str(tmp_path)) == 0
    printed = capsys.readouterr()
    assert [Path(line).name for line in printed.out.splitlines()] == ["notice.json", XLSX, DOCX]
    assert texts.NO_PDF in sentences(printed.err)


def test_a_pdf_that_fails_leaves_nothing_behind(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(xlsx: bytes) -> bytes:
        raise HostError(office_words.LIBREOFFICE_FAILED.format(reason="hết giờ"))

    monkeypatch.setattr(renderers, "render_pdf", failing)
    assert run("notice", CASE, "--out", str(tmp_path / "ra"), "--format", "json,pdf") == 2
    assert sentences(capsys.readouterr().err) == ["LibreOffice không lập được PDF: hết giờ."]
    assert not (tmp_path / "ra").exists()


def test_an_output_changed_by_hand_is_kept_and_named(tmp_path: Path, capsys: Captured) -> None:
    for _ in range(2):
        assert run("notice", CASE, "--out", str(tmp_path), "--format", "json") == 0
        assert [path.name for path in tmp_path.iterdir() if path.name[0] != "."] == ["notice.json"]
    (tmp_path / "notice.json").write_bytes(b"by hand")
    capsys.readouterr()
    assert run("notice", CASE, "--out", str(tmp_path), "--format", "json") == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(tmp_path / "notice.json")]
    kept = [path for path in tmp_path.iterdir() if path.read_bytes() == b"by hand"]
    assert len(kept) == 1
    assert file_words.FILE_EXISTS_CHANGED.format(path=kept[0]) in sentences(printed.err)


def test_problems_stop_the_notice(case: Path, tmp_path: Path, capsys: Captured) -> None:
    put("counts.csv", "so-cong-thuong,124,", "so-cong-thuong,abc,")(case)
    put("counts.csv", "so-y-te,145,", "so-y-te,,")(case)
    assert run("notice", str(case), "--out", str(tmp_path / "ra")) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    *problems, last = sentences(printed.err)
    assert len(problems) == 2
    assert all(line.startswith("Vấn đề: counts.csv, dòng ") for line in problems)
    assert last == finding_words.PROBLEMS_STOP.format(count=2)
    assert not (tmp_path / "ra").exists()


# --- check -----------------------------------------------------------------------------------


def test_check_of_the_bundled_case_finds_warnings_only(capsys: Captured) -> None:
    assert run("check", CASE) == 0
    out = capsys.readouterr().out
    warnings = [line for line in out.splitlines() if line.startswith("Cảnh báo: ")]
    assert out.splitlines()[-1] == f"0 vấn đề, {len(warnings)} cảnh báo."
    assert len(warnings) == 5
    assert "Sở, ngành" in out
    assert "+0.01" in out
    assert re.search(r"8\.3\b.*8\.31", out)


def test_strict_takes_warnings_for_problems() -> None:
    assert run("check", CASE, "--strict") == 1


def test_check_leaves_with_1_when_there_are_problems(case: Path, capsys: Captured) -> None:
    put("settings.toml", "deadline = 2024-03-07", "deadline = 2023-03-07")(case)
    assert run("check", str(case)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Vấn đề: settings.toml, khóa “deadline”: tìm thấy ")
    assert lines[-1].startswith("1 vấn đề, ")


def test_square_brackets_in_a_text_are_printed_as_they_are(case: Path, capsys: Captured) -> None:
    put("counts.csv", "so-cong-thuong,124,", "so-cong-thuong,[red]x[/],")(case)
    assert run("check", str(case)) == 1
    assert "“[red]x[/]”" in capsys.readouterr().out


def test_strict_without_any_finding_leaves_with_0(case: Path, capsys: Captured) -> None:
    changed = [
        ("wording.toml", "(có phụ lục đính kèm)", ""),
        ("settings.toml", "province_prior = 17.8", "province_prior = 17.9"),
    ]
    for name, old, new in changed:
        put(name, old, new)(case)
    lines = (case / "agencies.csv").read_text(encoding="utf-8").splitlines()
    (case / "agencies.csv").write_text(
        "\n".join(re.sub(r",(1[2-9]),", lambda m: f",{int(m[1]) - 1},", line) for line in lines)
    )
    assert run("check", str(case)) == 0
    out = capsys.readouterr().out
    left = [line for line in out.splitlines() if line.startswith("Cảnh báo")]
    assert left
    assert all("cùng in" in line for line in left), "only twins are left"
    # The twins of the published notice: one dossier more makes two figures differ.
    rows = (case / "counts.csv").read_text(encoding="utf-8").splitlines()
    header = rows[0].split(",")
    for code, count in (("so-lao-dong-tb-xh", "xl_qua_han"), ("huyen-phu-rieng", "hs_dong_bo")):
        number = next(i for i, row in enumerate(rows) if row.startswith(f"{code},"))
        cells = rows[number].split(",")
        place = header.index(count)
        cells[place] = str(int(cells[place]) + 9)
        rows[number] = ",".join(cells)
    (case / "counts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert run("check", str(case), "--strict") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 vấn đề, 0 cảnh báo."


# --- explain ---------------------------------------------------------------------------------


def test_explain_prints_counts_formula_rounding_and_figure(capsys: Captured) -> None:
    assert run("explain", CASE, "so-ke-hoach-dau-tu", "TD_thang") == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith("Sở Kế hoạch và Đầu tư – Tiến độ giải quyết, tháng 02/2024\n")
    assert "(12 + 4) / (12 + 4 + 32 + 9) = 16/57" in printed.out
    assert printed.out.splitlines()[-1] == "In ra: 28.07"


@pytest.mark.parametrize(
    ("agency", "column", "sentence"),
    [
        ("so-khong-co", "TD_thang", "Không tìm thấy đơn vị “so-khong-co”; cần một đơn vị như: "),
        ("so-y-te", "XX_thang", "Không tìm thấy cột “XX_thang”; cần một cột như: "),
    ],
)
def test_explain_names_what_it_does_not_know(
    capsys: Captured, agency: str, column: str, sentence: str
) -> None:
    assert run("explain", CASE, agency, column) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(sentences(printed.err)) == 1
    assert printed.err.startswith(sentence)


# --- build and export ------------------------------------------------------------------------


def test_a_built_workbook_exports_to_an_equal_case(tmp_path: Path, capsys: Captured) -> None:
    workbook, folder = tmp_path / "BoChiSo.xlsm", tmp_path / "kỳ"
    assert run("build", CASE, "--out", str(workbook)) == 0
    assert run("export", str(workbook), "--out", str(folder)) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(workbook), str(folder)]
    assert printed.err == ""
    assert read_case(folder) == read_case(bundled_case())


def test_a_workbook_gives_the_same_notice_as_its_case(tmp_path: Path) -> None:
    workbook = tmp_path / "BoChiSo.xlsm"
    assert run("build", CASE, "--out", str(workbook)) == 0
    for source, folder in ((str(workbook), "a"), (CASE, "b")):
        assert run("notice", source, "--out", str(tmp_path / folder), "--format", "json,xlsx") == 0
    for name in ("notice.json", XLSX):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_build_wants_the_ending_of_a_workbook_with_macros(tmp_path: Path, capsys: Captured) -> None:
    assert run("build", CASE, "--out", str(tmp_path / "x.xlsx")) == 2
    expected = texts.NOT_XLSM.format(path=tmp_path / "x.xlsx")
    assert sentences(capsys.readouterr().err) == [expected]
    assert snapshot(tmp_path) == {}


def test_build_keeps_a_workbook_that_is_there(tmp_path: Path, capsys: Captured) -> None:
    workbook = tmp_path / "BoChiSo.xlsm"
    workbook.write_bytes(b"staff's work")
    assert run("build", CASE, "--out", str(workbook)) == 0
    assert capsys.readouterr().out.splitlines() == [str(workbook)]
    assert b"staff's work" in snapshot(tmp_path).values()


def test_export_does_not_write_into_a_folder_with_content(case: Path, capsys: Captured) -> None:
    before = snapshot(case)
    assert run("export", str(case), "--out", str(case)) == 2
    assert sentences(capsys.readouterr().err) == [file_words.FOLDER_NOT_EMPTY.format(path=case)]
    assert snapshot(case) == before


# --- doctor ----------------------------------------------------------------------------------


def test_doctor_prints_the_state_of_the_installation(capsys: Captured) -> None:
    assert run("doctor") == 0
    out = capsys.readouterr().out
    for name in ("openpyxl", "LibreOffice", health_words.PYTHON, health_words.INDEX_SETS):
        assert name in out
    assert out.splitlines()[-1] == health_words.ALL_WELL


def test_doctor_leaves_with_1_when_a_package_is_missing(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpindex.health.packages._required", lambda: ("khong-co-goi-nay",))
    assert run("doctor") == 1
    out = capsys.readouterr().out
    assert re.search(
        rf"{health_words.NOT_OK}.*khong-co-goi-nay.*{health_words.NOT_INSTALLED}\n"
        rf".*{health_words.REPAIR}",
        out,
    )


# --- help ------------------------------------------------------------------------------------


def test_the_commands_are_those_of_the_design() -> None:
    assert isinstance(cli.app, Typer)
    assert tuple(get_command(cli.app).commands) == COMMANDS


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_vietnamese(command: str, capsys: Captured) -> None:
    assert run(*command.split(), "--help") == 0
    out = capsys.readouterr().out
    assert "Cách dùng: bpindex" in out
    assert texts.HELP_OPTION in out
    # The file name, option names and the command names are no English sentences.
    plain = re.sub(r"--[a-z]+|FILE\.(xlsm|docx)", "", out)
    assert ENGLISH.findall(plain) == []


def test_without_a_command_the_help_is_shown(capsys: Captured) -> None:
    assert run() == 2
    assert "Cách dùng: bpindex" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nope"], "Không có lệnh “nope”; các lệnh dùng được: notice, import, "),
        (["--nope"], "Không có tùy chọn --nope; "),
        (["notice"], "Thiếu tham số KỲ; "),
        (["notice", CASE], "Thiếu tham số --out; "),
        (["notice", CASE, "--out"], "Tùy chọn --out thiếu giá trị; "),
        (["notice", CASE, "--out", "x", "--nope"], "Không có tùy chọn --nope; "),
        (["check"], "Thiếu tham số KỲ; "),
        (["check", CASE, "thừa"], "Thừa tham số thừa; "),
        (["explain", CASE, "so-y-te"], "Thiếu tham số CỘT; "),
        (["build", CASE], "Thiếu tham số --out; "),
        (["export", CASE], "Thiếu tham số --out; "),
        (["doctor", "BoChiSo.xlsm", "thừa"], "Thừa tham số thừa; "),
        (["bench", "--agencies", "nhiều"], "Giá trị của --agencies không đúng; "),
        (["bench", "--agencies", "0"], "Giá trị của --agencies không đúng; "),
    ],
    ids=lambda value: " ".join(value[:1] + value[-1:]).replace(CASE, "KỲ") if value else "",
)
def test_wrong_arguments_give_one_vietnamese_sentence(
    capsys: Captured, arguments: list[str], sentence: str
) -> None:
    assert run(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(sentences(printed.err)) == 1
    assert printed.err.startswith(sentence)
    assert ENGLISH.findall(re.sub(r"--[a-z]+", "", printed.err)) == []


# --- never a traceback -----------------------------------------------------------------------


def test_stopping_by_hand_is_one_sentence(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "opened", stopped)
    assert run("check", CASE) == 2
    assert sentences(capsys.readouterr().err) == [texts.STOPPED]


def test_as_a_program_it_prints_utf8_whatever_the_console(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    arguments = ["notice", CASE, "--out", str(tmp_path / "ra"), "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "bpindex", *arguments],
        capture_output=True,
        env=environment,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [str(tmp_path / "ra" / "notice.json")]
    assert "Cảnh báo: " in done.stderr.decode()


def test_as_a_program_it_leaves_with_2_and_one_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "bpindex", "check", "khong-co"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    expected = file_words.SOURCE_MISSING.format(path="khong-co")
    assert done.stderr.decode().splitlines() == [expected]
