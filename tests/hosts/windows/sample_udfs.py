"""Worksheet functions that try what the real ones rely on."""

import xlwings as xw

Cell = float | str | bool | None


@xw.func(category="Sample")
@xw.arg("block", ndim=2, doc="A table.")
@xw.arg("err", ndim=2, err_to_str=True)
def SAMPLE_ECHO(block, err):  # type: ignore[no-untyped-def]  # noqa: N802
    """Both tables side by side, as Python saw them."""
    return [
        [repr(cell) for cell in (*left, *right)] for left, right in zip(block, err, strict=True)
    ]


@xw.func
@xw.arg("block", ndim=2)
def sample_double(block, factor=2):  # type: ignore[no-untyped-def]
    """Numbers times the factor, anything else as it is."""
    return [[c * factor if isinstance(c, float) else c for c in row] for row in block]


@xw.func
def sample_add(left, right):  # type: ignore[no-untyped-def]
    """One value from two."""
    return left + right


@xw.func
def sample_raw_type():  # type: ignore[no-untyped-def]
    """Something that no cell can hold."""
    return [[{1, 2}]]


@xw.func
def sample_jagged():  # type: ignore[no-untyped-def]
    """Rows of different lengths."""
    return [[1.0], [1.0, 2.0]]
