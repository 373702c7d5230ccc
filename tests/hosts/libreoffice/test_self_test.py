"""The self-test in a LibreOffice of its own: all steps, and three faults seeded into one file."""

from pathlib import Path

import pytest

from bpindex.hosts.libreoffice.office import opened_aside
from bpindex.selftest.bench import State
from bpindex.selftest.playing import pages_of
from bpindex.selftest.running import STEPS
from bpindex.words import selftest as texts
from tests.hosts.libreoffice.office import missing
from tests.selftest.seeding import (
    failing,
    results_on,
    with_locked_cell,
    with_wrong_value,
    without_function,
)
from tests.strategies import base_case

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]


def test_three_faults_are_found_and_every_other_step_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why_not := missing():
        pytest.skip(why_not)
    content, wrong = with_wrong_value(without_function(base_case(), "BP_XEPLOAI", monkeypatch))
    content, locked = with_locked_cell(content)
    results = results_on(content, tmp_path, opened_aside, STEPS)
    found = failing(results)
    looked = {texts.STORED, texts.STRUCTURE, texts.OPEN_CELLS, texts.FUNCTIONS}
    assert set(found) == looked | {texts.PASTED}
    assert texts.LACKING.partition("{places}")[0].format(count=1) in found[texts.STRUCTURE]
    assert wrong in found[texts.STORED]
    assert locked in found[texts.OPEN_CELLS]
    # The same cause: what is pasted there shuts its cell, which LibreOffice itself says.
    assert found[texts.PASTED].startswith(texts.SHUT.partition("{")[0])
    assert locked.partition("!")[0] in found[texts.PASTED]
    assert "BP_XEPLOAI" in found[texts.FUNCTIONS]
    untried = {name for name, each in results.items() if each.state is State.NOT_TRIED}
    assert untried == {texts.POLICIES, texts.SERVER}
    # The made-up case alone is shown: its province does not exist.
    (pdf,) = (each.pages for each in results.values() if each.pages)
    assert results[texts.PICTURED].detail == texts.PAGE_COUNT.format(count=pages_of(pdf))
