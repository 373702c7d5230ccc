"""`bpindex bench`: the ratios of the benchmarks, which stand beside the package."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from bpindex.cli.output import out
from bpindex.errors import InputError
from bpindex.words import command_line as texts


def bench(
    agencies: Annotated[
        int,
        typer.Option("--agencies", help=texts.BENCH_AGENCIES, min=1, metavar=texts.WHOLE_NUMBER),
    ] = 10_000,
) -> None:
    """Print the benchmark ratios."""
    checkout = Path(__file__).parents[2]
    if not (checkout / "benchmarks").is_dir():
        raise InputError(texts.NO_BENCHMARKS)
    sys.path.insert(0, str(checkout))
    from benchmarks import run_all

    for line in run_all(agencies):
        out.print(escape(line))
