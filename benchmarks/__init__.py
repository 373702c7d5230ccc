"""Ratios of speed to named floors: `python -m benchmarks`. None of it is shipped."""

from collections.abc import Iterator


def run_all(agencies: int) -> Iterator[str]:
    """Yield one line per benchmark; scoring is measured with so many agencies."""
    from benchmarks.core import run_benchmarks
    from benchmarks.hosts import run_host_benchmarks
    from benchmarks.intake import run_intake_benchmarks
    from benchmarks.office import run_office_benchmarks

    yield from run_benchmarks(agencies)
    yield from run_host_benchmarks()
    yield from run_office_benchmarks()
    yield from run_intake_benchmarks()
