"""A case folder: what is written reads back equal, what is broken says where."""

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from bpindex.case.correction import CorrectionState
from bpindex.case.folder import FILES, OPTIONAL, FolderOrigin, bundled_case, case_texts, read_case
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case, PlainOrigin
from bpindex.case.printed import MADE_ROW
from bpindex.case.records import Agency, Column, DataRow, LateDossier
from bpindex.case.validation import validate_case
from bpindex.errors import InputError
from bpindex.index.files import bundled_index_sets
from bpindex.index.periods import Period
from bpindex.score.figures import counts_of
from tests.changed_cases import notice_of, write_case
from tests.spoiling import Change, put, raw
from tests.strategies import base_case
from tests.whole_cases import cases

REQUIRED = {name for part, name in FILES.items() if part not in OPTIONAL}

# --- round trip ------------------------------------------------------------------------------


@settings(max_examples=60)
@given(cases())
def test_a_generated_case_reads_back_equal(case: Case) -> None:
    with TemporaryDirectory() as folder:
        write_case(case, Path(folder) / "kỳ")
        read = read_case(Path(folder) / "kỳ")
        written = {path.name: path.read_bytes() for path in (Path(folder) / "kỳ").iterdir()}
    assert read == case
    assert written == {name: text.encode() for name, text in case_texts(read).items()}


@settings(max_examples=100)
@given(cases())
def test_a_generated_case_is_valid_and_composes(case: Case) -> None:
    validate_case(case)
    notice = notice_of(case)
    rows = {row.agency for table in notice.tables for row in table.rows}
    printed = {code for code in rows if not code.startswith(MADE_ROW)}
    kinds = {kind for table in case.printed_tables for kind in table.kinds}
    assert printed == {agency.code for agency in case.valid_agencies if agency.kind in kinds}


def test_the_bundled_case_reads_back_equal(tmp_path: Path) -> None:
    case = base_case()
    write_case(case, tmp_path / "kỳ")
    assert read_case(tmp_path / "kỳ") == case


def test_a_case_folder_holds_plain_utf8_texts_with_unix_line_ends(tmp_path: Path) -> None:
    write_case(base_case(), tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == REQUIRED
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert data.decode("utf-8")
        assert b"\r" not in data
        assert data.endswith(b"\n")


def test_an_index_set_of_its_own_is_written_with_the_case(tmp_path: Path) -> None:
    base = base_case()
    own = replace(base.index, id="rieng", title="Bộ chỉ số riêng")
    case = replace(base, index=own)
    write_case(case, tmp_path)
    assert (tmp_path / "index_set.toml").is_file()
    assert read_case(tmp_path).index == own
    # The file stands for itself, whatever the package comes with.
    assert "extends" not in (tmp_path / "index_set.toml").read_text(encoding="utf-8")


def test_a_bundled_set_that_the_period_would_not_pick_is_written_too(tmp_path: Path) -> None:
    newest = bundled_index_sets()[-1]
    write_case(replace(base_case(), index=newest), tmp_path)
    assert read_case(tmp_path).index == newest


def test_the_period_picks_the_set_of_a_case_without_one(tmp_path: Path) -> None:
    write_case(base_case(), tmp_path)
    path = tmp_path / "settings.toml"
    text = path.read_text(encoding="utf-8").replace('"2024-02"', '"2026-02"')
    path.write_text(text, encoding="utf-8")
    assert read_case(tmp_path).index.id == "qd766-2026"


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\rb", "a\x0bb", "a\u2028b", "a_x000D_\nb"])
def test_a_line_break_of_any_kind_in_a_note_is_one(tmp_path: Path, text: str) -> None:
    late = LateDossier("H10.1", "Cấp phép", "so-y-te", cause=text, period="2024-02")
    write_case(replace(base_case(), late_dossiers=(late,)), tmp_path)
    assert read_case(tmp_path).late_dossiers[0].cause == "a\nb"


def test_excel_saves_of_the_tables_read_the_same(tmp_path: Path) -> None:
    """Semicolons, CRLF and a byte order mark are what Vietnamese Excel writes."""
    write_case(base_case(), tmp_path)
    for name in ("counts.csv", "typed_figures.csv"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        text = re.sub(r'"([^"]*)"|,', lambda m: m[1] if m[1] is not None else ";", text)
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_case(tmp_path) == base_case()


def test_rows_know_their_line_in_the_file() -> None:
    case = base_case()
    assert [agency.row for agency in case.agencies] == list(range(2, 31))
    assert case.origin.place("counts", 3, "hs_tong") == "counts.csv, dòng 3, cột hs_tong"


def test_places_are_named_as_the_user_sees_them() -> None:
    origin = FolderOrigin(Path("x"))
    assert origin.place("settings") == "settings.toml"
    assert origin.place("settings", 0, "period") == "settings.toml, khóa “period”"
    assert origin.place("corrections") == "corrections.csv"
    assert origin.place("corrections", 2) == "corrections.csv, dòng 2"
    assert PlainOrigin().place("counts", 3, "hs_tong") == "counts 3 hs_tong"
    assert PlainOrigin().place("counts") == "counts"


# --- the case itself -------------------------------------------------------------------------


def test_agencies_print_in_their_order_and_only_while_they_exist() -> None:
    base = base_case()
    table = base.settings.tables[0]
    members = (
        Agency("c", "C", table.kind, 2),
        Agency("b", "B", table.kind, 1, valid_from=date(2024, 2, 29)),
        Agency("a", "A", table.kind, 1, valid_to=date(2024, 2, 1)),
        Agency("x", "X", table.kind, 1, valid_to=date(2024, 1, 31)),
        Agency("y", "Y", table.kind, 1, valid_from=date(2024, 3, 1)),
        Agency("z", "Z", base.settings.tables[1].kind, 0),
    )
    case = replace(base, agencies=members)
    assert [agency.code for agency in case.agencies_of(table)] == ["b", "a", "c"]
    assert [agency.code for agency in case.valid_agencies] == ["z", "b", "a", "c"]


def test_columns_are_a_prior_year_and_a_month_of_each_group() -> None:
    assert base_case().columns == (
        "CK_nam_truoc", "CK_thang", "TD_nam_truoc", "TD_thang", "TT_nam_truoc", "TT_thang",
        "TTTT_nam_truoc", "TTTT_thang", "HL_nam_truoc", "HL_thang", "SH_nam_truoc", "SH_thang",
    )  # fmt: skip
    assert base_case().period == Period(2024, 2)


def test_the_first_of_several_rows_of_an_agency_counts() -> None:
    base = base_case()
    first = base.counts[0]
    case = replace(base, counts=(*base.counts, DataRow(first.agency, {"hs_tong": "999999"})))
    assert (counts_of(case).values == counts_of(base).values).all()


# --- broken folders --------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "ky"
    shutil.copytree(bundled_case(), copy)
    return copy


def message_of(folder: Path) -> str:
    """Return the sentence with which a folder is refused; nothing in it may have changed."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(InputError) as caught:
        read_case(folder)
    message = str(caught.value)
    assert message.endswith((".", "?"))
    assert "\n" not in message
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert after == before
    return message


def test_a_folder_that_is_not_there_or_is_a_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "tháng 3"
    with pytest.raises(InputError) as caught:
        read_case(path)
    assert str(caught.value) == f"Không tìm thấy thư mục kỳ báo cáo {path}."
    path.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="Không tìm thấy thư mục"):
        read_case(path)


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert message_of(folder) == (
        f"Thư mục {folder} thiếu tệp {name}; cần đủ các tệp của một kỳ báo cáo."
    )


@pytest.mark.parametrize("name", ["settings.toml", "wording.toml", "index_set.toml"])
def test_broken_toml_is_named_with_its_line(folder: Path, name: str) -> None:
    (folder / name).write_text('a = "x"\nb = = 1\n', encoding="utf-8")
    message = message_of(folder)
    assert message.startswith(f"Tệp {name}, ")
    assert "dòng 2" in message


@pytest.mark.parametrize("name", ["settings.toml", "wording.toml", "agencies.csv", "counts.csv"])
def test_utf16_is_named(folder: Path, name: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_bytes(text.encode("utf-16"))
    assert message_of(folder) == (
        f"Tệp {name}, dòng 1: bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
    )


def test_the_old_vietnamese_code_page_is_named_with_its_first_bad_line(folder: Path) -> None:
    lines = ["code,name,kind,order", "a,S\u01a1\u0309 Y t\u00ea\u0301,S,1"]
    (folder / "agencies.csv").write_bytes("\n".join(lines).encode("cp1258"))
    assert message_of(folder) == (
        "Tệp agencies.csv, dòng 2: bảng mã không phải UTF-8; hãy lưu lại tệp với UTF-8."
    )


@pytest.mark.parametrize("name", sorted(FILES.values()))
def test_an_excel_file_in_the_place_of_a_text_is_named(folder: Path, name: str) -> None:
    with zipfile.ZipFile(folder / name, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
    message = message_of(folder)
    assert message.startswith(f"Tệp {name} thực ra là tệp Excel/Word, cần tệp văn bản thuần")


BROKEN: dict[str, tuple[Change, tuple[str, ...]]] = {
    "unknown column": (
        put("agencies.csv", "code,name", "code,nmae"),
        ("agencies.csv", "có cột lạ “nmae”", "“name”"),
    ),
    "unknown count": (
        put("counts.csv", "hs_tong,", "hs_tongg,"),
        ("counts.csv", "có cột lạ “hs_tongg”", "“hs_tong”"),
    ),
    "unknown figure": (
        put("typed_figures.csv", "CK_thang", "CK_tuan"),
        ("typed_figures.csv", "“CK_tuan”"),
    ),
    "missing column": (
        put("agencies.csv", "code,name,kind", "code,aliases,kind"),
        ("agencies.csv", "cột “aliases” xuất hiện hai lần"),
    ),
    "missing column of corrections": (
        raw("corrections.csv", "table,agency,column,computed,corrected\n"),
        ("corrections.csv", "thiếu cột “reason”"),
    ),
    "missing agency column": (
        raw("counts.csv", "hs_tong\n5\n"),
        ("counts.csv", "thiếu cột “agency”"),
    ),
    "doubled count": (
        put("counts.csv", "hs_dong_bo", "hs_tong"),
        ("counts.csv", "cột “hs_tong” xuất hiện hai lần"),
    ),
    "ragged row": (
        put("typed_figures.csv", ",100,,17.9,", ",100,,17,9,,,,,,"),
        ("typed_figures.csv, dòng 2", "tìm thấy 20 ô", "cần không quá 14 ô"),
    ),
    "broken quotes": (
        put("agencies.csv", '"Sở, ngành",10,', '"Sở, ngành"x,10,'),
        ("agencies.csv, dòng 2", "cần bảng CSV"),
    ),
    "empty table": (raw("late_dossiers.csv", ""), ("late_dossiers.csv", "trống")),
    "bad date of an agency": (
        put("agencies.csv", "2025-06-30", "30/6/25"),
        ("agencies.csv, dòng 20, cột valid_to", "“30/6/25”", "cần một ngày"),
    ),
    "bad date of a dossier": (
        raw("late_dossiers.csv", "dossier,procedure,agency,received\nH1,P,a,31/02/2024\n"),
        ("late_dossiers.csv, dòng 2, cột received", "“31/02/2024”", "cần một ngày"),
    ),
    "bad date of the settings": (
        put("settings.toml", "deadline = 2024-03-07", 'deadline = "07/03/2024"'),
        ("settings.toml", "“deadline”", "“07/03/2024”", "cần một ngày"),
    ),
    "bad order": (
        put("agencies.csv", '"Sở, ngành",10,', '"Sở, ngành",đầu,'),
        ("agencies.csv, dòng 2, cột order", "“đầu”", "một số nguyên"),
    ),
    "blank name": (
        put("agencies.csv", "so-xay-dung,Sở Xây dựng", "so-xay-dung,  "),
        ("agencies.csv, dòng 4, cột name", "ô trống", "một đoạn chữ"),
    ),
    "blank code": (
        put("agencies.csv", "so-xay-dung,", ","),
        ("agencies.csv, dòng 4, cột code", "ô trống"),
    ),
    "code of the province": (
        put("agencies.csv", "so-xay-dung,", f"{PROVINCE},"),
        ("agencies.csv, dòng 4, cột code", f"“{PROVINCE}”", "mã khác"),
    ),
    "unknown kind": (
        put("agencies.csv", "Sở Xây dựng,\"Sở, ngành\"", "Sở Xây dựng,Sở"),
        ("agencies.csv, dòng 4, cột kind", "“Sở”", "Sở, ngành | Cấp huyện"),
    ),
    "unknown column of the history": (
        raw("history.csv", "period,agency,component,diem\n"),
        ("history.csv", "có cột lạ “diem”"),
    ),
    "missing column of the history": (
        raw("history.csv", "agency,name\na,A\n"),
        ("history.csv", "thiếu cột “period”"),
    ),
    "unknown setting": (
        put("settings.toml", "deadline", "dead_line"),
        ("settings.toml", "“dead_line”", "deadline"),
    ),
    "missing setting": (
        put("settings.toml", "deadline = 2024-03-07", ""),
        ("settings.toml", "thiếu khóa “deadline”"),
    ),
    "bad period": (
        put("settings.toml", '"2024-02"', '"13/2024"'),
        ("settings.toml, khóa “period”", "“13/2024”", "như 2024-02"),
    ),
    "period without an index set": (
        put("settings.toml", '"2024-02"', '"2020-02"'),
        ("02/2020",),
    ),
    "bad issue month": (
        put("settings.toml", "issue_month = 2", "issue_month = 13"),
        ("settings.toml, khóa “issue_month”", "“13”", "từ 1 đến 12"),
    ),
    "bad issue year": (
        put("settings.toml", "issue_year = 2024", "issue_year = 24"),
        ("settings.toml, khóa “issue_year”", "“24”", "bốn chữ số"),
    ),
    "bad issue day": (
        put("settings.toml", "issue_year = 2024", "issue_year = 2024\nissue_day = 32"),
        ("settings.toml, khóa “issue_day”", "“32”", "từ 1 đến 31"),
    ),
    "bad decimal mark": (
        put("settings.toml", 'decimal_mark = "."', 'decimal_mark = ";"'),
        ("settings.toml, khóa “table.so-nganh.decimal_mark”", "“;”", "dấu thập phân"),
    ),
    "table twice": (
        put("settings.toml", 'id = "cap-huyen"', 'id = "so-nganh"'),
        ("settings.toml, khóa “table.id”", "“so-nganh”", "không lặp lại"),
    ),
    "kind twice": (
        put("settings.toml", 'kind = "Cấp huyện"', 'kind = "Sở, ngành"'),
        ("settings.toml, khóa “table.kind”", "“Sở, ngành”", "không lặp lại"),
    ),
    "table without an id": (
        lambda folder: [
            put("settings.toml", 'id = "cap-huyen"', 'id = ""')(folder),
            put("wording.toml", 'text = "cap-huyen"', 'text = ""')(folder),
        ],
        ("settings.toml, khóa “table.id”", "không trống"),
    ),
    "a column of a group twice": (
        put("settings.toml", 'group = "CK"', 'group = "TD"'),
        ("settings.toml, khóa “table.so-nganh.column.TD.group”", "“TD”", "CK, TD, TT"),
    ),
    "a column of no group": (
        put("settings.toml", 'group = "CK"', 'group = "KHAC"'),
        ("settings.toml, khóa “table.so-nganh.column.KHAC.group”", "“KHAC”", "CK, TD, TT"),
    ),
    "unknown basis": (
        put("settings.toml", 'group = "CK"', 'group = "CK"\nbasis = "x"'),
        ("settings.toml", "“table[1].column[1].basis”", "“x”", "rate | points | typed"),
    ),
    "unknown component": (
        put("settings.toml", 'group = "CK"', 'group = "CK"\ncomponent = "9.9"'),
        ("settings.toml, khóa “table.so-nganh.column.CK.component”", "“9.9”", "1.1, 1.2"),
    ),
    "rate of no component": (
        put("settings.toml", 'group = "HL"', 'group = "HL"\nbasis = "rate"'),
        ("settings.toml, khóa “table.so-nganh.column.HL.component”", "“”", "1.1, 1.2"),
    ),
    "too many decimals": (
        put("settings.toml", 'group = "CK"', 'group = "CK"\ndecimals = 7'),
        ("settings.toml, khóa “table.so-nganh.column.CK.decimals”", "“7”", "từ 0 đến 6"),
    ),
    "correction of an unknown table": (
        put("corrections.csv", "so-nganh,so-cong-thuong", "so,so-cong-thuong"),
        ("corrections.csv, dòng 2, cột table", "“so”", "so-nganh (Sở, ngành)"),
    ),
    "correction of an unknown agency": (
        put("corrections.csv", "so-nganh,so-cong-thuong", "so-nganh,so-cong"),
        ("corrections.csv, dòng 2, cột agency", "“so-cong”", "so-cong-thuong"),
    ),
    "correction of an unknown column": (
        put("corrections.csv", "TT_thang", "TT"),
        ("corrections.csv, dòng 2, cột column", "“TT”", "TT_thang (Dịch vụ công"),
    ),
    "correction of an unknown paragraph": (
        put("corrections.csv", "so-nganh,so-cong-thuong,TT_thang", ",,tieu_de"),
        ("corrections.csv, dòng 2, cột column", "“tieu_de”", "title (THÔNG BÁO)"),
    ),
    "correction twice": (
        put("corrections.csv", "ban-dan-toc,TTTT_thang", "so-cong-thuong,TT_thang"),
        ("corrections.csv, dòng 3, cột column", "“TT_thang”", "không lặp lại"),
    ),
    "correction in an unknown state": (
        put("corrections.csv", ",áp dụng", ",xong"),
        ("corrections.csv, dòng 2, cột state", "“xong”", "áp dụng | cần xem lại | đã rút"),
    ),
    "paragraph twice": (
        put("wording.toml", 'id = "issuer"', 'id = "parent_body"'),
        ("wording.toml, khóa “paragraph.parent_body”", "“parent_body”", "không lặp lại"),
    ),
    "paragraph without an id": (
        put("wording.toml", 'id = "issuer"', 'id = " "'),
        ("wording.toml, khóa “paragraph. ”", "không trống"),
    ),
    "unknown kind of paragraph": (
        put("wording.toml", 'kind = "issuer"', 'kind = "dau_de"'),
        ("wording.toml, khóa “paragraph.issuer.kind”", "“dau_de”", "parent_body"),
    ),
    "block of an unknown table": (
        put("wording.toml", 'text = "cap-huyen"', 'text = "cap-xa"'),
        ("wording.toml, khóa “paragraph.table_cap_huyen.text”", "“cap-xa”", "cap-huyen (Cấp"),
    ),
    "table placed twice": (
        put("wording.toml", 'text = "cap-huyen"', 'text = "so-nganh"'),
        ("wording.toml, khóa “paragraph”", "“2”", "đúng một khối bảng có nội dung “so-nganh”"),
    ),
    "table placed nowhere": (
        put("wording.toml", 'kind = "table"\ntext = "cap-huyen"', 'kind = "paragraph"'),
        ("wording.toml, khóa “paragraph”", "“0”", "“cap-huyen”, cho bảng “Cấp huyện”"),
    ),
    "too few words for the appendix": (
        put("wording.toml", '"Nguyên nhân", ', ""),
        ("wording.toml, khóa “labels.appendix_columns”", "“10”", "cần đủ 11 tên cột"),
    ),
    "missing label": (
        put("wording.toml", 'stt = "Stt"', ""),
        ("wording.toml", "thiếu khóa “labels.stt”"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "pieces"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_case_is_refused_with_one_sentence(
    folder: Path, change: Change, pieces: tuple[str, ...]
) -> None:
    change(folder)
    message = message_of(folder)
    for piece in pieces:
        assert piece in message


def test_a_broken_index_set_of_the_case_is_named(folder: Path) -> None:
    (folder / "index_set.toml").write_text('id = "x"\n', encoding="utf-8")
    assert message_of(folder) == "Tệp index_set.toml: thiếu khóa “title”."


# --- corrections in a valid case -------------------------------------------------------------


def test_a_withdrawn_correction_leaves_room_for_a_new_one_of_the_same_figure() -> None:
    base = base_case()
    old = base.corrections[0]
    withdrawn = replace(old, state=CorrectionState.WITHDRAWN)
    validate_case(replace(base, corrections=(withdrawn, old)))


def test_a_group_of_which_a_table_says_nothing_prints_as_the_index_set_says(folder: Path) -> None:
    one = '[[table.column]]\ngroup = "TT"\nprovince_prior = 3.3\nprovince_month = 2.5\n'
    put("settings.toml", one, "")(folder)
    columns = read_case(folder).settings.tables[0].columns
    assert [column.group for column in columns] == list(base_case().index.group_by_id)
    assert columns[2] == Column("TT")
