"""The compound file of the VBA project, as another reader sees its directory."""

import io
import struct
import warnings
from typing import Any

from bpindex.workbook.compound import directory_entries
from bpindex.workbook.vbaproject import build_vba_project
from tests.workbook.editing import bundled_workbook, parts_of
from tests.workbook.vba_samples import documents, real_modules

BLACK, STORAGE, ROOT = 1, 1, 5


def entries(data: bytes) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import olefile
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        # It reads an entry when it is first asked for.
        count = len(container.directory_fp.getvalue()) // 128
        found = [container._load_direntry(number) for number in range(count)]
    return [entry for entry in found if entry and entry.entry_type]


def test_every_node_of_the_directory_is_black() -> None:
    for data in (
        build_vba_project(real_modules(), documents()),
        parts_of(bundled_workbook())["xl/vbaProject.bin"],
    ):
        found = entries(data)
        assert len(found) > 10
        assert [entry.name for entry in found if entry.color != BLACK] == []
        assert found[0].entry_type == ROOT
        assert [entry.isectStart for entry in found if entry.entry_type == STORAGE] == [0]


def test_the_tree_is_in_order_and_reaches_every_entry() -> None:
    """Siblings at left are less, at right greater: by length of name, then in capitals."""
    data = parts_of(bundled_workbook())["xl/vbaProject.bin"]
    nodes = []
    for place in directory_entries(data):
        length, kind, _, left, right, child = struct.unpack_from("<HBBIII", data, place + 64)
        name = data[place : place + max(length - 2, 0)].decode("utf-16-le")
        nodes.append((name, kind, left, right, child))

    def walked(number: int) -> list[int]:
        if number == 0xFFFFFFFF:
            return []
        _, _, left, right, _ = nodes[number]
        return [*walked(left), number, *walked(right)]

    reached = {0}
    for _, kind, _, _, child in nodes:
        if kind in (STORAGE, ROOT):
            order = walked(child)
            names = [(len(nodes[number][0]), nodes[number][0].upper()) for number in order]
            assert names == sorted(names)
            reached |= set(order)
    assert reached == {number for number, node in enumerate(nodes) if node[1]}
