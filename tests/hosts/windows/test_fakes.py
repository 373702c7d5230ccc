"""xlwings as on Windows, over the stand-ins: its import, its wrappers, its calls of functions."""

import subprocess
import sys

import pytest
import xlwings

from tests import ROOT
from tests.hosts.windows.fakes import (
    MISSING,
    call_server,
    call_udf,
    generate_wrappers,
    load_windows_xlwings,
    macro_options,
)

UDFS = "tests.hosts.windows.sample_udfs"


def test_xlwings_of_windows_is_there_inside_the_block_only() -> None:
    before = {name: module for name, module in sys.modules.items() if "xlwings" in name}
    platform, here = sys.platform, xlwings
    with load_windows_xlwings() as xw:
        import xlwings as inside

        assert inside is xw is not here
        assert xw.func is xw.udfs.xlfunc
        assert "excel" in [engine.name for engine in xw.engines]
        assert sys.platform == platform
    assert {name: module for name, module in sys.modules.items() if "xlwings" in name} == before
    assert "pythoncom" not in sys.modules


def test_a_module_is_imported_anew_inside_and_is_the_old_one_outside() -> None:
    import tests.hosts.windows.sample_udfs as outside

    with load_windows_xlwings():
        import tests.hosts.windows.sample_udfs as inside

        assert hasattr(inside.sample_add, "__xlfunc__")
        with load_windows_xlwings("tests.hosts.windows.sample_udfs"):
            assert sys.modules[UDFS] is inside
    from tests.hosts.windows import sample_udfs

    assert sys.modules[UDFS] is outside is sample_udfs
    assert not hasattr(outside.sample_add, "__xlfunc__")


def test_wrappers_are_the_ones_xlwings_writes() -> None:
    text = generate_wrappers(UDFS)
    assert text.startswith('Attribute VB_Name = "xlwings_udfs"\n')
    assert "Function sample_double(block, Optional factor)\n" in text
    assert (
        f'SAMPLE_ECHO = XLPy.CallUDF("{UDFS}", "SAMPLE_ECHO", Array(block, err), '
        "ThisWorkbook, Application.Caller)"
    ) in text
    assert text == generate_wrappers(UDFS)


def test_the_developer_command_prints_the_wrappers() -> None:
    command = [sys.executable, "-m", "tests.hosts.windows.wrappers", UDFS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout == generate_wrappers(UDFS)


def test_function_help_carries_docstring_category_and_arguments() -> None:
    options = macro_options(UDFS)["SAMPLE_ECHO"]
    assert options["Description"] == "Both tables side by side, as Python saw them."
    assert options["Category"] == "Sample"
    assert options["ArgumentDescriptions"] == ["A table.", "Positional argument 2"]


def test_a_block_arrives_as_rows_with_errors_as_none_unless_asked_for() -> None:
    result = call_udf(UDFS, "SAMPLE_ECHO", ([[1, "#N/A"], [None, "x"]], [["#N/A"], [None]]))
    assert result == (("1.0", "None", "'#N/A'"), ("None", "'x'", "None"))


def test_none_goes_back_as_an_empty_text() -> None:
    assert call_udf(UDFS, "sample_double", ([[2, None], ["a", True]], 3)) == (
        (6.0, ""),
        ("a", True),
    )


def test_a_left_out_argument_has_its_default() -> None:
    assert call_udf(UDFS, "sample_double", ([[2]], MISSING)) == ((4.0,),)


def test_scalars_and_single_cells_are_the_same_to_a_function() -> None:
    assert call_udf(UDFS, "sample_add", ([[1]], 2.5)) == ((3.5,),)
    assert call_udf(UDFS, "sample_add", ("Sở ", [["Nội vụ"]])) == (("Sở Nội vụ",),)


def test_the_server_hands_back_one_cell_bare_and_one_row_flat() -> None:
    assert call_server(UDFS, "sample_add", ([[1]], 2)) == 3.0
    assert call_server(UDFS, "sample_double", ([[1, 2]], MISSING)) == (2.0, 4.0)
    assert call_server(UDFS, "sample_double", ([[1], [2]], MISSING)) == ((2.0,), (4.0,))


def test_errors_of_a_function_come_out() -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        call_udf(UDFS, "sample_add", (1, "a"))
    with pytest.raises(TypeError, match="type 'set' can not be converted to a COM VARIANT"):
        call_udf(UDFS, "sample_raw_type", ())
    with pytest.raises(Exception, match="must be of the same length"):
        call_udf(UDFS, "sample_jagged", ())
