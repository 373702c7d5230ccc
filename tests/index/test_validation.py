"""Mistakes in an index set: errors that name file, key and reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bpindex.errors import DefinitionError, InputError
from bpindex.index.files import load_index_set
from bpindex.index.validation import validate_index
from tests.index.changed_sets import OLD, TABLES, entry, load_changed, write


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
    "two counts of one name": (
        setter("count", "hs_tong", name=" TTHC  ĐÃ công bố"),
        "số liệu hs_tong, tên",
        "đặt cho hai mục, cần mỗi mục một tên riêng",
    ),
    "two groups of one name": (
        setter("group", "TD", name="công khai, minh bạch"),
        "nhóm TD, tên",
        "đặt cho hai mục",
    ),
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


# --- the other view, and kinds to which a component does not apply ----------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t["other_group"][0].update(id="TT"), "nhóm TT”: mã bị khai hai lần"),
        (lambda t: t["other_group"][0].update(parts=["TT", "XX"]), "gộp các nhóm”: mã “XX”"),
        (lambda t: t["other_group"][0].update(max_points=21), "tìm thấy 21, tổng điểm"),
        (lambda t: entry(t, "group", "HL").update(parts=["XX"]), "gộp các nhóm”: mã “XX”"),
        (
            lambda t: entry(t, "component", "2.1").update(not_for=["Xã"], not_for_gives="out"),
            "nhóm TD”: không còn chỉ số nào để tính cho đơn vị loại “Xã”",
        ),
    ],
)
def test_a_view_or_a_kind_that_leaves_nothing_is_refused(
    tmp_path: Path, change: Any, said: str
) -> None:
    with pytest.raises(DefinitionError) as error:
        load_changed(tmp_path, change)
    assert said in str(error.value)
