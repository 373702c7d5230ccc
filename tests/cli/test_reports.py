"""What the command line says of a month: reminders, what to sign, draft remarks."""

from pathlib import Path

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.cli.app import run
from bpindex.pipeline import evaluate
from bpindex.remarks.drafts import drafted
from bpindex.remarks.inserting import REMARKS
from bpindex.words import remarks as words
from tests.changed_cases import CASE, with_counts, write_case

FOLDER = str(bundled_case())


def test_reminders_and_the_page_to_sign_are_printed_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_case(with_counts("so-y-te", hs_tong=None), tmp_path)
    assert run(["check", str(tmp_path), "--remind"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:30] for line in lines] == [
        "Kính gửi các đơn vị: để tổng h",
        "Kính gửi Sở Y tế: để tổng hợp ",
    ]
    assert run(["check", FOLDER, "--remind", "--sign"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == words.NONE_MISSING
    parts = (words.PART_NOTICE, words.PART_CORRECTED, words.PART_JUMPS, words.PART_WARNINGS)
    assert [line for line in lines if not line.startswith("- ")][1:] == [f"{p}:" for p in parts]


def test_remarks_are_printed_and_put_into_a_new_case_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, new = drafted(evaluate(CASE)), tmp_path / "mới"
    assert run(["remarks", FOLDER]) == 0
    assert capsys.readouterr().out.strip() == text
    assert run(["remarks", FOLDER, "--out", str(new)]) == 0
    paragraphs = {item.id: item for item in read_case(new).wording.paragraphs}
    assert paragraphs[REMARKS].text == text
    wording = new / "wording.toml"
    wording.write_text(wording.read_text("utf-8").replace(text, "Tốt."), "utf-8")
    capsys.readouterr()
    assert run(["remarks", str(new), "--out", str(tmp_path / "khác")]) == 2
    assert capsys.readouterr().err.strip() == words.KEPT_AS_EDITED
    assert not (tmp_path / "khác").exists()
