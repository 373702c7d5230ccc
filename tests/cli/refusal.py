"""What a command says of a bad source, and that it writes nothing."""

from pathlib import Path

import pytest

from bpindex.cli import app as cli
from tests.files.test_outputs import snapshot


def refused(source: Path, earlier: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Make a notice of a bad source: exit code and report; nothing may have been written."""
    before = snapshot(earlier)
    capsys.readouterr()
    code = cli.run(["notice", str(source), "--out", str(earlier), "--format", "json,xlsx"])
    printed = capsys.readouterr()
    assert snapshot(earlier) == before
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert "Lỗi ngoài dự kiến" not in printed.err
    fresh = earlier.parent / "chưa có"
    assert cli.run(["notice", str(source), "--out", str(fresh), "--format", "json"]) == code
    assert not fresh.exists()
    assert capsys.readouterr().err == printed.err
    return code, printed.err
