"""Closed months scored by another index set, beside what they printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.case.folder import bundled_case, case_texts, read_case
from bpindex.cli.app import run
from bpindex.history.rescoring import rescored
from bpindex.index.files import bundled_index_sets
from bpindex.pipeline import evaluate

MAU = read_case(bundled_case("2026-03"))
SETS = {item.id: item for item in bundled_index_sets()}


def test_by_its_own_set_a_month_is_as_it_printed_and_by_another_it_moves() -> None:
    april = evaluate(MAU).following
    same = list(rescored(april, MAU.index))
    assert len(same) == len(MAU.agencies)
    assert all(item.old == item.new and item.old_rank == item.new_rank for item in same)
    # 3.6 has 30 percent as its target in 2025, 100 in 2026.
    other = list(rescored(april, SETS["qd766-2025"]))
    assert any(item.old != item.new for item in other)
    by_name = {item.name: item for item in other}
    then = replace(MAU, index=SETS["qd766-2025"])
    scores = evaluate(then).scores
    for agency, total in zip(MAU.valid_agencies, scores.total, strict=True):
        new = by_name[agency.name].new
        assert new is not None and abs(float(new) - total) <= 0.005001


def test_the_command_shows_both_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "2026-04"
    folder.mkdir()
    for name, text in case_texts(evaluate(MAU).following).items():
        (folder / name).write_text(text, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    target = tmp_path / "tinh-lai.csv"
    command = ["history", str(folder), "--rescore", "qd766-2025", "--out", str(target)]
    assert run(command) == 0
    assert "tính lại theo bộ qd766-2025" in capsys.readouterr().out
    lines = target.read_text("utf-8").splitlines()
    assert len(lines) == 1 + len(MAU.agencies)
    assert lines[0].startswith("Kỳ,Đơn vị,Tổng đã in,Tổng tính lại,Chênh lệch")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert run(["history", str(folder), "--rescore", "nope"]) == 2
    assert "qd766-2025" in capsys.readouterr().err
    assert run(["history", str(folder)]) == 2
