"""The program that Linux runs under Wine: one scenario, its plan and its result in JSON files."""

import faulthandler
import json
import sys
import traceback
import warnings
from pathlib import Path


def _play(name: str, plan: Path, result: Path) -> None:
    # openpyxl says so of the data bars of Excel 2010, which it does not read.
    warnings.filterwarnings("ignore", ".*xtension is not supported")
    from tests.hosts.wine.inside.scenarios import SCENARIOS

    content = json.loads(plan.read_text(encoding="utf-8"))
    # Says where it hangs, and ends it, before Linux does.
    faulthandler.dump_traceback_later(content["limit"], exit=True)
    found = SCENARIOS[name](content)
    faulthandler.cancel_dump_traceback_later()
    result.write_text(json.dumps(found, ensure_ascii=False, default=str), encoding="utf-8")


if __name__ == "__main__":
    try:
        _play(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    except BaseException:
        traceback.print_exc()
        sys.exit(1)
