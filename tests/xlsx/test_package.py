"""An Office file as its parts: read, changed by name, written with the same bytes."""

import io
import zipfile

import pytest

from bpindex.xlsx.package import OFFICE_KIND, RIBBON, WORKBOOK, Package, Relation, relations_part

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="XML" ContentType="application/xml"/>'
    '<Default Extension="vml" ContentType="a/vml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="a/workbook"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
PARTS = {
    "xl/workbook.xml": (
        '<workbook xmlns:q="r"><sheets><sheet name="Số &amp; liệu" q:id="rId7"/>'
        '<sheet name="Thông báo" q:id="rId2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{RELATIONS}<Relationship Id="rId2" Type="a/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId7" Type="a/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
        '<Relationship Id="rId3" Type="a/hyperlink" Target="http://x/y" TargetMode="External"/>'
        "</Relationships>"
    ),
    "xl/worksheets/sheet1.xml": "<worksheet/>",
    "xl/worksheets/_rels/sheet1.xml.rels": (
        f'{RELATIONS}<Relationship Id="d" Type="a/drawing" Target="../drawings/drawing1.xml"/>'
        "</Relationships>"
    ),
    "xl/drawings/drawing1.xml": "<d/>",
    "xl/drawings/_rels/drawing1.xml.rels": "<Relationships/>",
    "[Content_Types].xml": TYPES,
}


def file_of(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def package() -> Package:
    return Package(file_of(PARTS))


def test_parts_are_written_as_they_were_the_types_first_all_of_one_date(package: Package) -> None:
    package.parts["xl/new.xml"] = b"<new/>"
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as written:
        assert written.testzip() is None
        names = written.namelist()
        found = {name: written.read(name).decode() for name in names}
        infos = written.infolist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == [*(name for name in PARTS if name != names[0]), "xl/new.xml"]
    assert found == {**PARTS, "xl/new.xml": "<new/>"}
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_DEFLATED}
    again = Package(package.to_bytes())
    assert again.to_bytes() == package.to_bytes()


def test_what_is_no_zip_file_is_no_package() -> None:
    with pytest.raises(zipfile.BadZipFile):
        Package(b"no workbook")


def test_sheets_are_known_by_title_in_the_order_of_the_workbook(package: Package) -> None:
    assert list(package.sheets().items()) == [
        ("Số & liệu", "xl/worksheets/sheet2.xml"),
        ("Thông báo", "xl/worksheets/sheet1.xml"),
    ]


def test_the_type_of_a_part_is_its_own_or_that_of_its_ending(package: Package) -> None:
    assert package.types.of(WORKBOOK) == "a/workbook"
    assert package.types.of("xl/styles.xml") == "application/xml"
    assert package.types.of("xl/a.VML") == "a/vml"
    assert package.types.of("xl/vbaProject.bin") == ""


def test_a_type_is_declared_once_and_dropped(package: Package) -> None:
    for kind in ("a/vba", "b/vba"):
        package.types.declare("xl/vbaProject.bin", kind)
        assert package.types.of("xl/vbaProject.bin") == kind
    assert package.parts["[Content_Types].xml"].count(b"vbaProject.bin") == 1
    package.types.drop("xl/vbaProject.bin")
    package.types.drop("xl/vbaProject.bin")
    assert package.parts["[Content_Types].xml"].decode() == TYPES


def test_relations_lead_to_parts_by_their_full_names(package: Package) -> None:
    drawing = Relation("d", "a/drawing", "xl/drawings/drawing1.xml")
    assert list(package.relations("xl/worksheets/sheet1.xml")) == [drawing]
    found = package.relations(WORKBOOK)
    assert found.get("rId2").target == "xl/worksheets/sheet1.xml"
    assert found.get("rId3").target == "http://x/y"
    assert [item.id for item in found.of_kind("worksheet")] == ["rId2", "rId7"]
    with pytest.raises(KeyError):
        found.get("rId1")
    assert list(package.relations("xl/worksheets/sheet2.xml")) == []


def test_a_relation_gets_an_id_of_its_own(package: Package) -> None:
    assert package.relate(WORKBOOK, "styles", "xl/styles.xml") == "rId1"
    assert package.relate(WORKBOOK, "styles", "xl/styles2.xml") == "rId4"
    assert package.relate(WORKBOOK, "theme", "xl/theme.xml", "mine") == "mine"
    with pytest.raises(ValueError, match="mine"):
        package.relate(WORKBOOK, "theme", "xl/theme.xml", "mine")
    assert package.relations(WORKBOOK).get("rId4") == Relation(
        "rId4", f"{OFFICE_KIND}styles", "xl/styles2.xml"
    )


def test_a_part_without_relations_gets_its_first_one(package: Package) -> None:
    sheet = "xl/worksheets/sheet2.xml"
    relations = package.relations(sheet)
    package.relate(sheet, "drawing", "xl/drawings/drawing1.xml")
    assert [item.target for item in relations] == ["xl/drawings/drawing1.xml"]
    assert package.parts[relations_part(sheet)].startswith(b"<?xml")
    relations.drop(relations.get("rId1"))
    assert list(relations) == []


def test_a_part_is_dropped_with_its_relations_and_its_type(package: Package) -> None:
    package.add("xl/drawings/drawing1.xml", b"<d/>", "a/drawing")
    package.drop("xl/drawings/drawing1.xml")
    assert not [name for name in package.parts if "drawing1" in name]
    assert package.parts["[Content_Types].xml"].decode() == TYPES
    package.drop("xl/drawings/drawing1.xml")


def test_the_ribbon_is_put_in_once_whatever_was_there(package: Package) -> None:
    for definition in (b"<one/>", b"<two/>"):
        package.put_ribbon(definition)
        assert package.parts[RIBBON] == definition
        assert [item.target for item in package.relations()] == [RIBBON]
        assert package.types.of(RIBBON) == "application/xml"
    assert package.parts["[Content_Types].xml"].count(RIBBON.encode()) == 1
