"""A province makes an index set of its own on Chỉ tiêu, without any text file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions.upgrading import upgraded
from bpindex.case.folder import FILES, case_texts
from bpindex.errors import InputError
from bpindex.index.definition import Count
from bpindex.index.files import OWN_SET, load_index_set
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_with_harvest, read_workbook
from bpindex.sheets.layout import layout_of
from tests.reading.typing_over import scalar_cell
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, edited

INDEX = base_case().index
LAYOUT = layout_of(INDEX)
COUNTS, COMPONENTS, GROUPS = (
    LAYOUT["index"].block(name) for name in ("count_list", "components", "groups")
)
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def cells_of(block: Any, place: int, **values: object) -> dict[str, object]:
    """The cells of the row at a place of a block, counted from 0."""
    return {block.address(block.first_row + place, key): value for key, value in values.items()}


def typed(tmp_path: Path, cells: dict[str, object]) -> Path:
    path = tmp_path / "Sổ.xlsm"
    own = {scalar_cell("index", "id"): "tinh-mau"}
    path.write_bytes(edited(bundled_workbook(), LAYOUT["index"].title, own | cells))
    return path


def rebuilt(path: Path) -> str:
    new = upgraded(path)
    path.write_bytes(new.content)
    return new.warning


def place_of(component: str) -> int:
    return INDEX.component_rows[component]


NEW_COMPONENT = cells_of(
    COMPONENTS, len(INDEX.components), id="4.7", group="SH", name="Chỉ số của tỉnh", max_points=2,
    numerator="sh_tphs", denominator="sh_tiep_nhan", target=100, zero_points=0,
    effective_from="01/01/2024", legal_ref="Quyết định của UBND tỉnh", source="Công báo tỉnh",
    confidence="đã kiểm",
) | cells_of(COMPONENTS, place_of("4.4"), max_points=2)  # fmt: skip
NO_COMPONENT = cells_of(
    COMPONENTS, place_of("4.6"), **dict.fromkeys(c.key for c in COMPONENTS.columns)
) | cells_of(COMPONENTS, place_of("4.4"), max_points=6)  # fmt: skip


def test_targets_and_rules_count_at_once(tmp_path: Path) -> None:
    path = typed(tmp_path, cells_of(COMPONENTS, place_of("4.2"), target=50, zero_points=4))
    reading = read_with_harvest(path)
    assert reading.case.index.component_by_id["4.2"].target == 50
    assert not reading.typed_over


@pytest.mark.parametrize("cells", [NEW_COMPONENT, NO_COMPONENT], ids=["one more", "one less"])
def test_a_component_more_or_less_makes_no_figure_a_typed_one(
    tmp_path: Path, cells: dict[str, object]
) -> None:
    path = typed(tmp_path, cells)
    assert read_with_harvest(path).typed_over == {}
    assert rebuilt(path) == ""
    reading = read_with_harvest(path)
    assert reading.typed_over == {}
    assert len(reading.case.index.components) == 21 + (1 if cells is NEW_COMPONENT else -1)
    assert reading.case.counts == base_case().counts
    assert evaluate(reading.case).problems == ()


def test_a_count_more_gets_its_column_when_the_file_is_built_anew(tmp_path: Path) -> None:
    more = cells_of(COUNTS, len(INDEX.counts), id="hs_cua_tinh", name="Hồ sơ của tỉnh")
    path = typed(tmp_path, more | cells_of(COMPONENTS, place_of("1.4"), denominator="hs_cua_tinh"))
    rebuilt(path)
    case = read_workbook(path)
    assert list(case.index.count_by_id)[-1] == "hs_cua_tinh"
    titles = [c.title for c in layout_of(case.index)["counts"].block("counts").columns]
    assert titles[-1] == "Hồ sơ của tỉnh"
    assert case.counts == base_case().counts
    problems = [str(item) for item in evaluate(case).problems]
    assert any("mọi đơn vị đều thiếu số liệu “Hồ sơ của tỉnh”" in text for text in problems)


def test_names_alone_make_a_set_of_ones_own(tmp_path: Path) -> None:
    """Nobody types a code: a count, a group, a component that is computed from the larger one."""
    cells = cells_of(COUNTS, len(INDEX.counts), name="Hồ sơ, giấy tờ - của tỉnh")
    cells |= cells_of(GROUPS, 6, name="Nhóm của tỉnh", max_points=2, basis="điểm nhóm", decimals=1)
    cells |= cells_of(GROUPS, 5, max_points=20) | cells_of(
        COMPONENTS, place_of("4.4"), max_points=2
    )
    cells |= cells_of(
        COMPONENTS, len(INDEX.components), id="6.1", group="nhóm  của tỉnh", name="Chỉ số mới",
        max_points=2, numerator="Hồ sơ nộp trực tuyến", target=100, zero_points=2,
        denominator="số lớn hơn của (Hồ sơ tiếp nhận; Hồ sơ, giấy tờ - của tỉnh)",
        effective_from="01/01/2024", legal_ref="QĐ", source="Công báo", confidence="đã kiểm",
    )  # fmt: skip
    path = typed(tmp_path, cells | {scalar_cell("index", "id"): "của tỉnh"})
    with pytest.raises(InputError, match="bấm “Nâng cấp tệp”"):
        read_workbook(path)
    rebuilt(path)
    index = read_workbook(path).index
    assert index.components[-1].group == index.groups[-1].id == "nhom-cua-tinh"
    assert index.components[-1].denominator == "max(hs_tiep_nhan, ho_so_giay_to_cua_tinh)"
    assert index.id == OWN_SET
    # Files keep codes.
    (tmp_path / "set.toml").write_text(case_texts(read_workbook(path))[FILES["index"]], "utf-8")
    assert load_index_set(tmp_path / "set.toml") == index
    # Its codes stay, whatever it is called from now on.
    names = cells_of(COUNTS, len(INDEX.counts), name="Giấy tờ")
    path.write_bytes(edited(path.read_bytes(), LAYOUT["index"].title, names))
    renamed = read_workbook(path).index
    assert renamed.counts[-1] == Count("ho_so_giay_to_cua_tinh", "Giấy tờ")
    assert renamed.components == index.components


def test_a_count_less_is_said_and_rebuilt_and_its_column_is_named(tmp_path: Path) -> None:
    gone = cells_of(COUNTS, 11, id=None, name=None, aliases=None)
    assert INDEX.counts[11].id == "dang_xl_qua_han"
    ratio = cells_of(COMPONENTS, place_of("2.1"), denominator="xl_truoc_han + xl_dung_han")
    path = typed(tmp_path, gone | ratio)
    with pytest.raises(InputError, match=r"trang Chỉ tiêu.*bấm “Nâng cấp tệp”"):
        read_workbook(path)
    assert "trang Số liệu, cột “Hồ sơ đang xử lý quá hạn”" in rebuilt(path)
    case = read_workbook(path)
    assert case.counts == tuple(
        replace(row, cells={k: t for k, t in row.cells.items() if k != "dang_xl_qua_han"})
        for row in base_case().counts
    )


def test_a_count_renamed_keeps_its_column(tmp_path: Path) -> None:
    path = typed(tmp_path, cells_of(COUNTS, 0, name="TTHC của tỉnh đã công bố"))
    rebuilt(path)
    case = read_workbook(path)
    assert case.index.counts[0].name == "TTHC của tỉnh đã công bố"
    assert case.counts == base_case().counts


def test_two_groups_made_one_are_rebuilt(tmp_path: Path) -> None:
    """Staff write the groups themselves: what was one of two is the other's now."""
    cells = cells_of(GROUPS, 3, **dict.fromkeys(c.key for c in GROUPS.columns))
    cells |= cells_of(GROUPS, 2, max_points=22)
    for name in ("3.5", "3.5b", "3.6"):
        cells |= cells_of(COMPONENTS, place_of(name), group="TT")
    others = LAYOUT["index"].block("other_groups")
    cells |= cells_of(others, 0, **dict.fromkeys(c.key for c in others.columns))
    path = typed(tmp_path, cells)
    with pytest.raises(InputError, match="bấm “Nâng cấp tệp”"):
        read_workbook(path)
    assert "Năm trước, cột “Thanh toán trực tuyến, năm trước”" in rebuilt(path)
    case = read_workbook(path)
    assert [group.id for group in case.index.groups] == ["CK", "TD", "TT", "HL", "SH"]
    assert [column.group for column in case.settings.tables[0].columns] == [
        "CK", "TD", "TT", "HL", "SH"
    ]  # fmt: skip
    assert case.counts == base_case().counts
