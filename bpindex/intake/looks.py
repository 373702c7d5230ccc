"""What only the looks of a sheet tell: cells that show other than their values, what is hidden."""

from dataclasses import dataclass, field

from bpindex.intake.grid import Cell, Span

# Row and column, from 0, to the cell as it is shown.
Cells = dict[tuple[int, int], Cell]


@dataclass
class Look:
    """The cells of a sheet that show other than their value; what is hidden, what is merged."""

    cells: Cells = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
