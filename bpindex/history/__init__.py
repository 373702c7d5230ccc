"""The closed months: filled when one closes or is imported, followed along agencies, as tables."""

from typing import TYPE_CHECKING

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.history.lines import Past

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Past", "frame"]


def frame(case: Case) -> "DataFrame":
    """Return the closed months as a table: a row for each period and agency.

    Its columns are (kind, id), such as ("total", ""), ("points", "1.1"), ("count", "hs_tong"),
    ("figure", "CK_thang"); numbers are floats. Agencies are those of today, by their codes.
    """
    # Slow to come, and no click needs it.
    from pandas import DataFrame, MultiIndex

    past = Past(case)
    codes = dict.fromkeys([PROVINCE, *(agency.code for agency in case.agencies)])
    cells = {
        (month, code): {
            (str(kind), name): value if isinstance(value, str) else float(value)
            for (kind, name), value in past.facts(month, code).items()
        }
        for month in past.months
        for code in codes
        if past.rows(month, code)
    }
    columns = sorted({fact for facts in cells.values() for fact in facts})
    rows = [[facts.get(fact) for fact in columns] for facts in cells.values()]
    return DataFrame(
        rows,
        index=MultiIndex.from_arrays(_turned(list(cells)), names=["period", "agency"]),
        columns=MultiIndex.from_arrays(_turned(columns), names=["kind", "id"]),
    )


def _turned(pairs: list[tuple[str, str]]) -> list[list[str]]:
    return [[first for first, _ in pairs], [second for _, second in pairs]]
