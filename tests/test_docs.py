"""What documents say is so: the README and the commands, the tests that a table names."""

import re
import shlex
from typing import Any

import pytest
from typer.exceptions import TyperException
from typer.main import get_command

from bpindex.cli import app as cli
from bpindex.render.formats import FORMATS
from bpindex.sheets.layout import layout_of
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.guide import checklist
from tests import ROOT
from tests.hosts.libreoffice.pictures import AFTER, BEFORE
from tests.strategies import base_case

README = ROOT / "README.md"
CASES = ROOT / "docs" / "cases.md"
# Pictures are looked at over slow lines too.
MOST_BYTES = 60_000
GROUP: Any = get_command(cli.app)
COMMANDS: dict[str, Any] = GROUP.commands


def readme() -> str:
    return README.read_text(encoding="utf-8")


def readme_lines(text: str) -> list[str]:
    """Return each line of a code block, and each code span, that begins with the command."""
    blocks = re.findall(r"^(?:```|~~~).*?\n(.*?)^(?:```|~~~)", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    lines += [line for line in text.splitlines() if line.startswith("    ")]
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    starts = re.compile(r"\s*(?:[$>] ?)?(?:\S*[/\\])?(?:python3? -m )?bpindex(?:\.exe)?(?= \S)(.*)")
    found = (starts.match(line) for line in (*lines, *spans))
    return [match[1].strip() for match in found if match]


def parse(line: str) -> None:
    """Parse the arguments of a line as the program would; raise where it would refuse them."""
    arguments = shlex.split(line.replace("\\", "/"), comments=True)
    assert arguments, "no command"
    name, *rest = arguments
    if name.startswith("-"):
        assert name == "--help"
        return
    assert name in COMMANDS, f"no command {name!r}"
    command = COMMANDS[name]
    known = {option for param in command.params for option in param.opts} | {"--help"}
    wrong = [item for item in rest if item.startswith("-") and item.split("=")[0] not in known]
    assert not wrong, f"{name} has no option {wrong}"
    if rest and "--help" not in rest:
        command.make_context(name, rest)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_each_command(command: str) -> None:
    assert re.search(rf"\bbpindex(?:\.exe)? {command}\b", readme())


def test_each_line_of_the_readme_can_be_typed() -> None:
    lines = readme_lines(readme())
    assert {line.split()[0] for line in lines} >= set(COMMANDS)
    for line in lines:
        try:
            parse(line)
        except Exception as error:
            pytest.fail(f"README: bpindex {line}: {error}")


def test_the_readme_names_no_format_that_there_is_not() -> None:

    named = re.findall(r"--format[ =]([\w,]+)", readme())
    [option] = [param for param in COMMANDS["notice"].params if "--format" in param.opts]
    assert named
    for formats in (*named, option.metavar):
        assert set(formats.split(",")) <= set(FORMATS)


GUIDE = ROOT / "docs" / "huong-dan.md"


def test_each_picture_sheet_and_button_of_the_guide_is_there() -> None:
    text = GUIDE.read_text("utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert len(pictures) == len({*BEFORE, *AFTER})
    for name in pictures:
        path = GUIDE.parent / name
        assert path.stem in {*BEFORE, *AFTER} and 0 < path.stat().st_size < MOST_BYTES, name
    sheets = {sheet.title for sheet in layout_of(base_case().index).sheets.values()}
    named = set(re.findall(r"[Tt]rang \*\*([^*]+)\*\*", text)) | {*BEFORE.values()}
    assert named <= sheets | {"Thông báo", "Phụ lục"}
    captions = {action.caption for action in ACTIONS} | {"Enable Content"}  # Excel's own
    pressed = set(re.findall(r"[Bb]ấm \*([^*]+)\*", text))
    assert pressed and pressed <= captions, pressed - captions
    assert all(f"- [ ] {line}" in text for line in checklist())


@pytest.mark.parametrize(
    "line",
    [
        "nope CASE",
        "notice CASE --out ra --nope",
        "notice --out ra",
        "notice CASE",
        "check CASE extra",
        "explain CASE so-y-te",
        "build CASE --output x.xlsm",
        "bench --agencies many",
    ],
)
def test_a_line_that_cannot_be_typed_is_found(line: str) -> None:
    with pytest.raises((AssertionError, TyperException)):
        parse(line)


def test_the_bare_name_of_a_command_is_only_a_name() -> None:
    parse("notice")


def test_the_lines_of_a_readme_are_found() -> None:
    text = (
        "Gõ `bpindex check KỲ`, rồi:\n\n```console\n$ bpindex notice KỲ \\\n    --out ra  # ra\n"
        "make test\n.venv/bin/bpindex doctor\n```\n\nGói `bpindex` và `bpindex/cli.py`.\n"
        "```\npython -m bpindex bench --agencies 5\n```\n"
        "Thụt vào:\n\n    bpindex build KỲ --out x.xlsm\n"
    )
    assert readme_lines(text) == [
        "notice KỲ      --out ra  # ra",
        "doctor",
        "bench --agencies 5",
        "build KỲ --out x.xlsm",
        "check KỲ",
    ]
    for line in readme_lines(text):
        parse(line)


def test_every_test_that_the_table_of_cases_names_is_there() -> None:
    rows = [line for line in CASES.read_text("utf-8").splitlines() if line.startswith("| ")]
    named = [re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row) for row in rows]
    assert len([tests for tests in named if tests]) == len(rows) - 3  # but for the headings
    for path, name in (test for tests in named for test in tests):
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), name
