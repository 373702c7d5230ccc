"""The bundled index sets, and every kind of mistake in a file that defines one."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from bpindex.errors import DefinitionError, InputError
from bpindex.index.definition import Basis, Confidence, IndexSet
from bpindex.index.files import bundled_index_sets, load_index_set, pick_index_set
from bpindex.index.periods import Period
from bpindex.index.validation import validate_index
from tests.strategies import periods

OLD, NEW = bundled_index_sets()
BUNDLED = Path(str(resources.files("bpindex.data").joinpath("index_sets", "qd766.toml")))
TABLES: dict[str, Any] = tomllib.loads(BUNDLED.read_text(encoding="utf-8"), parse_float=Decimal)

# --- the bundled sets ------------------------------------------------------------------------


def test_there_are_21_components_in_six_groups_and_their_points_sum_to_100() -> None:
    for index in (OLD, NEW):
        assert len(index.components) == 21
        assert len(index.groups) == 6
        assert sum(group.max_points for group in index.groups) == 100
        assert sum(component.max_points for component in index.components) == 100


def test_groups_stand_in_the_column_order_of_the_notice_with_their_points() -> None:
    expected = {"CK": 18, "TD": 20, "TT": 12, "TTTT": 10, "HL": 18, "SH": 22}
    for index in (OLD, NEW):
        assert [(g.id, g.max_points) for g in index.group_by_id.values()] == list(expected.items())


def test_components_of_a_group_keep_the_order_of_the_file() -> None:
    ids = {group: [c.id for c in OLD.components_of(group)] for group in OLD.group_by_id}
    assert ids == {
        "CK": ["1.1", "1.2", "1.3", "1.4"],
        "TD": ["2.1"],
        "TT": ["3.1", "3.2", "3.3"],
        "TTTT": ["3.5", "3.5b", "3.6"],
        "HL": ["5.2", "5.3", "5.4"],
        "SH": ["4.1", "4.2", "4.3", "4.4", "4.5a", "4.5b", "4.6"],
    }
    assert [c.id for c in OLD.components] == [c for group in ids.values() for c in group]


@pytest.mark.parametrize(
    ("component", "points", "target", "zero_points"),
    [
        ("1.1", 6, 100, 0), ("1.2", 4, 100, 0), ("1.3", 2, 100, 0), ("1.4", 6, 100, 0),
        ("2.1", 20, 100, 0),
        ("3.1", 2, 80, 0), ("3.2", 4, 100, 0), ("3.3", 6, 50, 0),
        ("3.5", 2, 80, 0), ("3.5b", 2, 80, 0), ("3.6", 6, 30, 0),
        ("4.1", 6, 100, 0), ("4.2", 4, 80, 0), ("4.3", 2, 80, 0), ("4.4", 4, 100, 0),
        ("4.5a", 2, 100, 0), ("4.5b", 2, 100, 0), ("4.6", 2, 100, 0),
        ("5.2", 6, 100, 6), ("5.3", 6, 100, 6), ("5.4", 6, 90, 0),
    ],
)  # fmt: skip
def test_maxima_targets_and_zero_rules_are_those_of_the_domain(
    component: str, points: int, target: int, zero_points: int
) -> None:
    item = OLD.component_by_id[component]
    assert (item.max_points, item.target, item.zero_points) == (points, target, zero_points)


def test_sums_and_differences_of_counts_are_signed_terms() -> None:
    processed = OLD.component_by_id["2.1"]
    assert processed.numerator_terms == ((1, "xl_truoc_han"), (1, "xl_dung_han"))
    assert [count for _, count in processed.denominator_terms] == [
        "xl_truoc_han",
        "xl_dung_han",
        "xl_qua_han",
        "dang_xl_qua_han",
    ]
    assert OLD.component_by_id["5.3"].numerator_terms == (
        (1, "pakn_tong"),
        (-1, "pakn_khong_hai_long"),
    )


def test_every_count_is_used_and_every_entry_states_its_source() -> None:
    used = {
        count
        for component in OLD.components
        for _, count in component.numerator_terms + component.denominator_terms
    }
    assert used == set(OLD.count_by_id)
    for component in OLD.components:
        assert component.source
        assert component.legal_ref
        assert component.confidence in Confidence


def test_no_header_names_two_counts() -> None:
    headers = [h for count in OLD.counts for h in {count.id, count.name, *count.aliases}]
    assert len(headers) == len(set(headers))


def test_the_set_of_2026_changes_one_target_and_inherits_the_rest() -> None:
    changed = [
        component.id
        for component in OLD.components
        if NEW.component_by_id[component.id] != component
    ]
    assert changed == ["3.6"]
    assert NEW.component_by_id["3.6"].target == 100
    assert NEW.component_by_id["3.6"].effective_from == date(2026, 1, 1)
    assert NEW.component_by_id["3.6"].numerator == OLD.component_by_id["3.6"].numerator
    assert (NEW.groups, NEW.counts, NEW.grades) == (OLD.groups, OLD.counts, OLD.grades)
    assert (NEW.id, NEW.effective_from) == ("qd766-2026", date(2026, 1, 1))


# --- which set a period takes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "index_id"),
    [
        (Period(2022, 6), "qd766"),  # in force from the 23rd
        (Period(2024, 2), "qd766"),
        (Period(2025, 12), "qd766"),
        (Period(2026, 1), "qd766-2026"),
        (Period(2030, 7), "qd766-2026"),
    ],
)
def test_a_period_picks_the_set_in_force_on_its_last_day(period: Period, index_id: str) -> None:
    assert pick_index_set((NEW, OLD), period).id == index_id
    assert pick_index_set((OLD, NEW), period).id == index_id


def test_a_period_before_the_first_set_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError) as caught:
        pick_index_set((OLD, NEW), Period(2022, 5))
    assert str(caught.value) == "Không có bộ chỉ số nào có hiệu lực trong kỳ 2022-05."


def test_a_set_that_begins_on_the_last_day_of_a_period_is_in_force() -> None:
    assert pick_index_set([replace(OLD, effective_from=date(2024, 2, 29))], Period(2024, 2))
    with pytest.raises(InputError):
        pick_index_set([replace(OLD, effective_from=date(2024, 3, 1))], Period(2024, 2))


def test_a_set_is_not_picked_after_its_last_day() -> None:
    ended = replace(OLD, effective_to=date(2024, 2, 29))
    assert pick_index_set([ended], Period(2024, 2)) == ended
    with pytest.raises(InputError):
        pick_index_set([ended], Period(2024, 3))
    ended_a_day_early = replace(OLD, effective_to=date(2024, 2, 28))
    with pytest.raises(InputError):
        pick_index_set([ended_a_day_early], Period(2024, 2))


@given(periods(), st.permutations([date(2020, 1, 1), date(2024, 6, 15), date(2027, 3, 1)]))
def test_the_picked_set_is_the_newest_that_has_begun(period: Period, starts: list[date]) -> None:
    sets = [replace(OLD, effective_from=start) for start in starts]
    picked = pick_index_set(sets, period)
    assert picked.effective_from == max(start for start in starts if start <= period.last_day)


# --- reading ---------------------------------------------------------------------------------


def write(folder: Path, tables: dict[str, Any], name: str = "thu.toml") -> Path:
    """Write the tables of an index set as a file."""
    path = folder / name
    path.write_text(tomli_w.dumps(tables), encoding="utf-8")
    return path


def load_changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> IndexSet:
    """Return the bundled set of 2022 after a change to its tables."""
    tables = deepcopy(TABLES)
    change(tables)
    return load_index_set(write(folder, tables))


def entry(tables: dict[str, Any], kind: str, item_id: str) -> dict[str, Any]:
    """Return the group, count or component of an id."""
    return next(item for item in tables[kind] if item["id"] == item_id)


def test_an_unchanged_copy_reads_as_the_bundled_set(tmp_path: Path) -> None:
    copy = load_changed(tmp_path, lambda tables: None)
    assert copy == OLD
    assert copy.file_name == "thu.toml"


def test_staff_can_change_a_target_a_rule_and_a_display_without_a_programmer(
    tmp_path: Path,
) -> None:
    def change(tables: dict[str, Any]) -> None:
        entry(tables, "component", "4.2").update(target=Decimal("99.5"), zero_points=4)
        entry(tables, "group", "HL")["display"].update(
            basis="rate", component="5.4", decimals=2, when_numerator_zero="0"
        )

    index = load_changed(tmp_path, change)
    assert index.component_by_id["4.2"].target == Decimal("99.5")
    assert index.component_by_id["4.2"].zero_points == 4
    assert index.group_by_id["HL"].display.basis is Basis.RATE


def test_an_extension_adds_entries_and_changes_others_by_id(tmp_path: Path) -> None:
    write(tmp_path, TABLES, "goc.toml")
    index = load_index_set(
        write(
            tmp_path,
            {
                "extends": "goc",
                "id": "moi",
                "count": [{"id": "moi", "name": "Số liệu mới"}],
                "component": [{"id": "4.6", "numerator": "moi", "target": 50}],
            },
        )
    )
    assert list(index.count_by_id) == [*OLD.count_by_id, "moi"]
    assert index.component_by_id["4.6"] == replace(
        OLD.component_by_id["4.6"], numerator="moi", target=Decimal(50)
    )
    assert [c for c in index.components if c.id != "4.6"] == [
        c for c in OLD.components if c.id != "4.6"
    ]
    assert index.title == OLD.title


def test_an_extension_of_an_extension_takes_both(tmp_path: Path) -> None:
    write(tmp_path, TABLES, "a.toml")
    write(
        tmp_path, {"extends": "a", "component": [{"id": "3.6", "target": 60}], "id": "b"}, "b.toml"
    )
    index = load_index_set(
        write(tmp_path, {"extends": "b", "component": [{"id": "4.2", "target": 70}]})
    )
    assert index.id == "b"
    assert (index.component_by_id["3.6"].target, index.component_by_id["4.2"].target) == (60, 70)


# --- mistakes --------------------------------------------------------------------------------


def setter(kind: str, item_id: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda tables: entry(tables, kind, item_id).update(values)


def dropper(kind: str, item_id: str, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda tables: entry(tables, kind, item_id).pop(key)


def display(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda tables: entry(tables, "group", "CK")["display"].update(values)


def doubled(kind: str, item_id: str) -> Callable[[dict[str, Any]], None]:
    return lambda tables: tables[kind].append(dict(entry(tables, kind, item_id)))


def total_of_99(tables: dict[str, Any]) -> None:
    entry(tables, "component", "1.1")["max_points"] = 5
    entry(tables, "group", "CK")["max_points"] = 17


FORM_MISTAKES = {
    "unknown key": (lambda t: t.update(tieu_de="x"), "tieu_de", "không có khóa"),
    "unknown key of a component": (
        setter("component", "1.1", taget=5),
        "component[1].taget",
        "target",
    ),
    "missing key": (lambda t: t.pop("title"), "title", "thiếu khóa"),
    "missing list": (lambda t: t.pop("component"), "component", "thiếu khóa"),
    "missing id": (dropper("count", "hs_tong", "id"), "count[7].id", "thiếu khóa"),
    "missing display": (dropper("group", "CK", "display"), "group[1].display", "thiếu khóa"),
    "missing zero rule": (
        dropper("component", "1.1", "zero_points"),
        "component[1].zero_points",
        "thiếu khóa",
    ),
    "text for points": (
        setter("component", "1.1", max_points="sáu"),
        "component[1].max_points",
        "tìm thấy “sáu”, cần một con số",
    ),
    "true for points": (
        setter("component", "1.1", max_points=True),
        "component[1].max_points",
        "cần một con số",
    ),
    "no number": (
        setter("component", "1.1", target=Decimal("nan")),
        "component[1].target",
        "cần một con số",
    ),
    "infinite": (
        setter("component", "1.1", target=Decimal("inf")),
        "component[1].target",
        "cần một con số",
    ),
    "number for a name": (setter("count", "hs_tong", name=5), "count[7].name", "“5”"),
    "text for a list": (
        setter("count", "hs_tong", aliases="Tổng"),
        "count[7].aliases",
        "một danh sách",
    ),
    "text for a date": (
        lambda t: t.update(effective_from="23/6/2022"),
        "effective_from",
        "tìm thấy “23/6/2022”, cần một ngày",
    ),
    "fraction of decimals": (
        display(decimals=Decimal("1.5")),
        "group[1].display.decimals",
        "một số nguyên",
    ),
    "unknown basis": (
        display(basis="tỷ lệ"),
        "group[1].display.basis",
        "tìm thấy “tỷ lệ”, cần rate | points | typed",
    ),
    "unknown confidence": (
        setter("component", "1.1", confidence="X"),
        "component[1].confidence",
        "H | M | L",
    ),
    "table for a list": (lambda t: t.update(grades={"name": "x"}), "grades", "một danh sách"),
    "component that is no table": (
        lambda t: t["component"].append("1.9"),
        "component[22]",
        "một bảng khóa và giá trị",
    ),
}


@pytest.mark.parametrize(
    ("change", "key", "reason"), FORM_MISTAKES.values(), ids=FORM_MISTAKES.keys()
)
def test_a_mistake_of_form_is_an_error_that_names_file_key_and_reason(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], key: str, reason: str
) -> None:
    with pytest.raises(InputError) as caught:
        load_changed(tmp_path, change)
    message = str(caught.value)
    assert "thu.toml" in message
    assert f"“{key}”" in message
    assert reason in message


CONTRADICTIONS = {
    "group twice": (doubled("group", "CK"), "nhóm CK", "khai hai lần"),
    "count twice": (doubled("count", "hs_tong"), "số liệu hs_tong", "khai hai lần"),
    "component twice": (doubled("component", "1.1"), "chỉ số 1.1", "khai hai lần"),
    "unknown group": (
        setter("component", "1.1", group="KC"),
        "chỉ số 1.1, nhóm",
        "mã “KC” chưa được khai",
    ),
    "unknown count above": (
        setter("component", "1.1", numerator="hs_tong + hs_la"),
        "chỉ số 1.1, tử số",
        "mã “hs_la” chưa được khai",
    ),
    "unknown count below": (
        setter("component", "1.1", denominator="hs_la"),
        "chỉ số 1.1, mẫu số",
        "mã “hs_la” chưa được khai",
    ),
    "no sum": (
        setter("component", "1.1", numerator="hs_tong * 2"),
        "chỉ số 1.1, tử số",
        "không hiểu “hs_tong * 2”",
    ),
    "no sign between counts": (
        setter("component", "1.1", denominator="hs_tong hs_dong_bo"),
        "chỉ số 1.1, mẫu số",
        "không hiểu “hs_tong hs_dong_bo”",
    ),
    "two signs": (
        setter("component", "1.1", denominator="hs_tong - - hs_dong_bo"),
        "chỉ số 1.1, mẫu số",
        "không hiểu",
    ),
    "sign at the end": (
        setter("component", "1.1", denominator="hs_tong +"),
        "chỉ số 1.1, mẫu số",
        "không hiểu",
    ),
    "empty formula": (
        setter("component", "1.1", denominator=" "),
        "chỉ số 1.1, mẫu số",
        "không hiểu",
    ),
    "points 0": (setter("component", "1.1", max_points=0), "chỉ số 1.1, điểm tối đa", "lớn hơn 0"),
    "points below 0": (
        setter("component", "1.1", max_points=-6),
        "chỉ số 1.1, điểm tối đa",
        "tìm thấy -6, cần một số lớn hơn 0",
    ),
    "target 0": (setter("component", "1.1", target=0), "chỉ số 1.1, chỉ tiêu", "lớn hơn 0"),
    "target below 0": (setter("component", "1.1", target=-1), "chỉ số 1.1, chỉ tiêu", "lớn hơn 0"),
    "zero rule above the points": (
        setter("component", "1.1", zero_points=7),
        "chỉ số 1.1, điểm khi mẫu số bằng 0",
        "tìm thấy 7",
    ),
    "zero rule below 0": (
        setter("component", "1.1", zero_points=-1),
        "chỉ số 1.1, điểm khi mẫu số bằng 0",
        "tìm thấy -1",
    ),
    "group is not the sum of its components": (
        setter("component", "1.1", max_points=5),
        "nhóm CK, điểm tối đa",
        "tìm thấy 18, tổng điểm các chỉ số thành phần là 17",
    ),
    "all groups do not sum to 100": (total_of_99, "điểm tối đa của các nhóm", "là 99, cần 100"),
    "display of an unknown component": (
        display(component="9.9"),
        "nhóm CK, chỉ số để in",
        "mã “9.9” chưa được khai",
    ),
    "display of no component": (
        lambda t: entry(t, "group", "CK")["display"].pop("component"),
        "nhóm CK, chỉ số để in",
        "chưa được khai",
    ),
    "too many decimals": (display(decimals=7), "nhóm CK, số lẻ", "tìm thấy 7"),
    "decimals below 0": (display(decimals=-1), "nhóm CK, số lẻ", "tìm thấy -1"),
    "no grades": (lambda t: t.update(grades=[]), "xếp loại", "giảm dần"),
    "grades rise": (lambda t: t["grades"].reverse(), "xếp loại", "giảm dần"),
    "grades share a cut-off": (
        lambda t: t["grades"][1].update(min_points=90),
        "xếp loại",
        "giảm dần",
    ),
    "grades do not end at 0": (lambda t: t["grades"].pop(), "xếp loại", "kết thúc bằng 0"),
    "ends before it begins": (
        lambda t: t.update(effective_to=date(2022, 6, 22)),
        "hiệu lực đến",
        "sớm hơn ngày có hiệu lực",
    ),
}


@pytest.mark.parametrize(
    ("change", "key", "reason"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_a_contradiction_is_an_error_that_names_file_key_and_reason(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], key: str, reason: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        load_changed(tmp_path, change)
    message = str(caught.value)
    assert message.startswith(f"Bộ chỉ số thu.toml, mục “{key}”: ")
    assert reason in message


def test_a_numerator_that_only_subtracts_is_a_contradiction(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"“chỉ số 1\.1, tử số”"):
        load_changed(tmp_path, setter("component", "1.1", numerator="- tthc_cong_bo_dung_han"))


def test_a_group_without_points_is_a_contradiction(tmp_path: Path) -> None:
    empty = {
        "id": "Z",
        "name": "Nhóm trống",
        "max_points": 0,
        "display": {"basis": "points", "decimals": 1},
    }
    with pytest.raises(DefinitionError, match="“nhóm Z, điểm tối đa”"):
        load_changed(tmp_path, lambda tables: tables["group"].append(empty))


def test_a_set_made_in_memory_is_named_by_its_id() -> None:
    with pytest.raises(DefinitionError, match="Bộ chỉ số qd766, mục “xếp loại”"):
        validate_index(replace(OLD, grades=(), file_name=""))


def test_a_set_cannot_extend_itself(tmp_path: Path) -> None:
    path = write(tmp_path, {**TABLES, "extends": "thu"})
    with pytest.raises(DefinitionError) as caught:
        load_index_set(path)
    assert str(caught.value) == (
        "Bộ chỉ số thu.toml, mục “extends”: bộ chỉ số không thể kế thừa chính nó."
    )


def test_sets_cannot_extend_each_other(tmp_path: Path) -> None:
    write(tmp_path, {"extends": "b"}, "a.toml")
    with pytest.raises(InputError, match="extends"):
        load_index_set(write(tmp_path, {"extends": "a"}, "b.toml"))


def test_extending_a_set_that_is_not_there_is_an_error_that_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Không tìm thấy tệp .*khong_co\.toml"):
        load_index_set(write(tmp_path, {"extends": "khong_co"}))


@pytest.mark.parametrize("name", ["a/b", "", "..", 5, ["qd766"]])
def test_extending_what_is_no_name_of_a_set_is_an_error(tmp_path: Path, name: Any) -> None:
    with pytest.raises(InputError):
        load_index_set(write(tmp_path, {"extends": name}))


@pytest.mark.parametrize("entries", [[{"target": 50}], [1], ["1.1"], [{"id": ["1.1"]}], 5])
def test_an_extension_whose_entries_have_no_id_is_an_error_that_names_the_key(
    tmp_path: Path, entries: Any
) -> None:
    write(tmp_path, TABLES, "goc.toml")
    with pytest.raises(InputError, match=r"thu\.toml.*component"):
        load_index_set(write(tmp_path, {"extends": "goc", "component": entries}))


@pytest.mark.parametrize("entries", [None, [{}], [1], 5])
def test_an_extension_of_a_broken_set_is_an_error_that_names_the_key(
    tmp_path: Path, entries: Any
) -> None:
    base = {key: value for key, value in TABLES.items() if key != "component"}
    write(tmp_path, base if entries is None else {**base, "component": entries}, "goc.toml")
    with pytest.raises(InputError, match="component"):
        load_index_set(write(tmp_path, {"extends": "goc", "component": [{"id": "1.1"}]}))


def test_files_that_are_no_toml_are_errors_that_name_them(tmp_path: Path) -> None:
    path = tmp_path / "thu.toml"
    path.write_text('id = "a"\ntitle =\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"thu\.toml.*dòng 2\b.*viết sai cú pháp TOML"):
        load_index_set(path)
    path.write_bytes('# Bộ\nid = "a"\n'.encode("utf-16"))
    with pytest.raises(InputError, match=r"thu\.toml, dòng 1: bảng mã không phải UTF-8"):
        load_index_set(path)
    path.unlink()
    with pytest.raises(InputError, match="Không tìm thấy tệp"):
        load_index_set(path)
