"""Frozen records from TOML tables and back."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from bpindex.codec.fields import field_types
from bpindex.codec.text_files import decode, read_text
from bpindex.codec.toml import from_mapping, read_toml, to_mapping
from bpindex.errors import InputError
from tests.strategies import awkward_texts


class Colour(StrEnum):
    RED = "đỏ"
    BLUE = "xanh"


@dataclass(frozen=True)
class Part:
    name: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Thing:
    name: str
    number: int
    amount: Decimal
    day: date
    colour: Colour
    part: Part
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    flag: bool = False
    note: str = ""
    maybe_colour: Colour | None = None
    maybe_text: str | None = None
    maybe_day: date | None = None
    row: int = field(default=0, compare=False)


TEXTS = awkward_texts(newlines=True, blank=True)
AMOUNTS = st.decimals(-(10**9), 10**9, places=3)
PARTS = st.builds(Part, TEXTS, AMOUNTS)
THINGS = st.builds(
    Thing,
    name=TEXTS,
    number=st.integers(-(2**60), 2**60),
    amount=AMOUNTS,
    day=st.dates(),
    colour=st.sampled_from(Colour),
    part=PARTS,
    parts=st.lists(PARTS, max_size=3).map(tuple),
    words=st.lists(TEXTS, max_size=3).map(tuple),
    flag=st.booleans(),
    note=TEXTS,
    maybe_colour=st.one_of(st.none(), st.sampled_from(Colour)),
    maybe_text=st.one_of(st.none(), TEXTS),
    maybe_day=st.one_of(st.none(), st.dates()),
    row=st.just(0),
)
TABLE: dict[str, Any] = {
    "name": "n",
    "number": 1,
    "amount": Decimal("1.5"),
    "day": date(2024, 2, 1),
    "colour": "đỏ",
    "part": {"name": "p"},
    "parts": [{"name": "a"}, {"name": "b", "weight": 2}],
    "words": ["x", "y"],
}


@given(THINGS)
def test_a_record_written_as_toml_reads_back_equal(thing: Thing) -> None:
    text = tomli_w.dumps(to_mapping(thing))
    assert from_mapping(Thing, tomllib.loads(text, parse_float=Decimal), "f.toml") == thing


def test_a_table_becomes_a_record_of_the_declared_types() -> None:
    thing = from_mapping(Thing, TABLE, "f.toml")
    assert thing == Thing(
        name="n",
        number=1,
        amount=Decimal("1.5"),
        day=date(2024, 2, 1),
        colour=Colour.RED,
        part=Part("p"),
        parts=(Part("a"), Part("b", Decimal(2))),
        words=("x", "y"),
    )
    assert isinstance(thing.colour, Colour)
    assert isinstance(thing.parts[1].weight, Decimal)


def test_fields_that_equal_their_default_are_left_out_but_an_empty_text_over_none_is_kept() -> None:
    thing = from_mapping(Thing, {**TABLE, "maybe_text": ""}, "f.toml", row=7)
    table = to_mapping(thing)
    assert "note" not in table
    assert "flag" not in table
    assert "maybe_day" not in table
    assert "row" not in table
    assert table["maybe_text"] == ""
    assert table["part"] == {"name": "p"}


def test_whole_decimals_are_written_without_a_point() -> None:
    assert to_mapping(Part("p", Decimal("6.0")))["weight"] == 6
    assert to_mapping(Part("p", Decimal("6.5")))["weight"] == Decimal("6.5")


@pytest.mark.parametrize(
    ("changes", "key", "pieces"),
    [
        ({"nme": "x"}, "nme", ("không có khóa", "name, number")),
        ({"part": {"name": "p", "wieght": 1}}, "part.wieght", ("không có khóa", "weight")),
        ({"parts": [{"name": "a"}, {"name": "b", "x": 1}]}, "parts[2].x", ("không có khóa",)),
        ({"parts": [{"name": "a"}, {}]}, "parts[2].name", ("thiếu khóa",)),
        ({"part": {}}, "part.name", ("thiếu khóa",)),
        ({"name": 5}, "name", ("“5”", "một đoạn chữ")),
        ({"name": True}, "name", ("“True”", "một đoạn chữ")),
        ({"number": "5"}, "number", ("“5”", "một số nguyên")),
        ({"number": Decimal("1.5")}, "number", ("“1.5”", "một số nguyên")),
        ({"number": True}, "number", ("“True”", "một số nguyên")),
        ({"amount": "1,5"}, "amount", ("“1,5”", "một con số")),
        ({"amount": True}, "amount", ("“True”", "một con số")),
        ({"amount": Decimal("nan")}, "amount", ("“NaN”", "một con số")),
        ({"amount": Decimal("inf")}, "amount", ("“Infinity”", "một con số")),
        ({"day": "2024-02-01"}, "day", ("“2024-02-01”", "một ngày")),
        ({"day": datetime(2024, 2, 1, 8)}, "day", ("“2024-02-01 08:00:00”", "một ngày")),
        ({"maybe_day": 5}, "maybe_day", ("“5”", "một ngày")),
        ({"colour": "tím"}, "colour", ("“tím”", "đỏ | xanh")),
        ({"maybe_colour": ["đỏ"]}, "maybe_colour", ("đỏ | xanh",)),
        ({"part": "p"}, "part", ("“p”", "một bảng khóa và giá trị")),
        ({"parts": {"name": "a"}}, "parts", ("một danh sách",)),
        ({"parts": ["a"]}, "parts[1]", ("“a”", "một bảng khóa và giá trị")),
        ({"words": "x"}, "words", ("“x”", "một danh sách")),
        ({"words": ["x", 5]}, "words[2]", ("“5”", "một đoạn chữ")),
        ({"flag": 1}, "flag", ("“1”", "true hoặc false")),
    ],
)
def test_a_wrong_table_is_an_error_that_names_file_key_found_and_expected(
    changes: dict[str, Any], key: str, pieces: tuple[str, ...]
) -> None:
    with pytest.raises(InputError) as caught:
        from_mapping(Thing, TABLE | changes, "f.toml")
    message = str(caught.value)
    for piece in ("f.toml", f"“{key}”", *pieces):
        assert piece in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    "key", ["name", "number", "amount", "day", "colour", "part", "parts", "words"]
)
def test_a_missing_key_is_an_error(key: str) -> None:
    table = {name: value for name, value in TABLE.items() if name != key}
    with pytest.raises(InputError) as caught:
        from_mapping(Thing, table, "f.toml")
    assert str(caught.value) == f"Tệp f.toml: thiếu khóa “{key}”."


def test_the_key_path_starts_where_the_caller_says() -> None:
    with pytest.raises(InputError, match=r"“bảng\.name”"):
        from_mapping(Part, {}, "f.toml", "bảng")


def test_field_types_resolves_names_of_types() -> None:
    assert field_types(Part) == {"name": str, "weight": Decimal}


@given(awkward_texts(newlines=True))
def test_utf8_decodes_with_and_without_a_byte_order_mark(text: str) -> None:
    assert decode(text.encode(), "f") == text
    assert decode(text.encode("utf-8-sig"), "f") == text


@pytest.mark.parametrize(
    ("encoding", "line"),
    # The first bytes give away a byte order mark; without one, the first tone does.
    [("cp1258", 2), ("utf-16", 1), ("utf-32", 1), ("utf-16-le", 2), ("utf-16-be", 2)],
)
def test_another_encoding_is_an_error_that_names_file_and_line(encoding: str, line: int) -> None:
    # cp1258 writes Vietnamese tones as combining marks.
    text = "code,name\nab,S\u01a1\u0309 Y t\u00ea\u0301 \u0111\u00f3\n"
    with pytest.raises(InputError) as caught:
        decode(text.encode(encoding), "agencies.csv")
    assert str(caught.value) == (
        f"Tệp agencies.csv, dòng {line}: bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
    )


def test_utf16_of_plain_ascii_is_an_error_too() -> None:
    with pytest.raises(InputError, match="dòng 1: bảng mã không phải UTF-8"):
        decode("code,name\n".encode("utf-16-le"), "agencies.csv")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_an_office_file_under_a_text_name_is_an_error_that_says_so(start: bytes) -> None:
    with pytest.raises(InputError, match=r"counts\.csv thực ra là tệp Excel"):
        decode(start + b"rest", "counts.csv")


def test_a_missing_file_and_a_folder_in_its_place_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "không có.toml", tmp_path, tmp_path / "x" / "y.toml"):
        with pytest.raises(InputError, match="Không tìm thấy tệp") as caught:
            read_text(path)
        assert str(path) in str(caught.value)


def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(InputError, match=r"Không đọc được tệp .*khoá\.csv"):
        read_text(tmp_path / "khoá.csv")


def test_decimals_of_toml_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("x = 0.1\ny = 2\n", encoding="utf-8")
    assert read_toml(path) == {"x": Decimal("0.1"), "y": 2}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb =\n", 2), ("a = 1\na = 2\n", 2), ("x\n", 1), ("d = 2024-02-30\n", 1)],
)
def test_broken_toml_is_an_error_that_names_file_and_line(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"a\.toml.*dòng {line}\b.*viết sai cú pháp TOML"):
        read_toml(path)
