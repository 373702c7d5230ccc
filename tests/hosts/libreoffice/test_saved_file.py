"""What a saved workbook gets back, on small packages and without LibreOffice."""

import io
import zipfile

import pytest

from bpindex.errors import HostError
from bpindex.hosts.libreoffice.saved_file import is_mended, mended
from bpindex.sheets.text_sheets import CORRECTIONS
from bpindex.sheets.tool_sheets import HOME
from bpindex.xlsx.elements import written
from bpindex.xlsx.package import CONTENT_TYPES, RIBBON, VBA_PROJECT, WORKBOOK, Package, related

REGISTER = CORRECTIONS.title
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
SHIM = "BridgeServer".encode("utf-16-le").decode("latin-1")
MARGINS = '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="{0}" footer="0.3"/>'
HEADER = "<headerFooter><oddFooter>&amp;L{0}&amp;A</oddFooter></headerFooter>"
NO_ERRORS = '<ignoredErrors><ignoredError sqref="A1:B9" numberStoredAsText="1"/></ignoredErrors>'
FONT = "&amp;&quot;Times New Roman,Regular&quot;"

# What its prefix means stands behind it.
RELATED = dict(reversed(related("rId1").items()))


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text.encode("latin-1" if name == VBA_PROJECT else "utf-8"))
    return out.getvalue()


def book(sheet: str, vba: str = "vba", calc: str = "", relations: str = "", **more: str) -> bytes:
    """Return a workbook of a sheet with buttons and of one that the tool hides."""
    parts = {
        WORKBOOK: (
            f'<workbook xmlns:r="r"><workbookPr{more.pop("code", "")}/><sheets>'
            f'<sheet name="{REGISTER}" state="visible" r:id="rId1"/>'
            '<sheet name="xlwings.conf" state="visible" r:id="rId2"/>'
            f"</sheets><calcPr{calc}/></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{RELATIONS}<Relationship Id="rId1" Type="a/worksheet" Target="worksheets/s1.xml"/>'
            '<Relationship Id="rId2" Type="a/worksheet" Target="worksheets/s2.xml"/>'
            "</Relationships>"
        ),
        "xl/worksheets/s1.xml": f'<worksheet xmlns:r="r" xmlns:mc="m">{sheet}</worksheet>',
        "xl/worksheets/s2.xml": "<worksheet/>",
        "xl/worksheets/_rels/s1.xml.rels": f"{RELATIONS}{relations}</Relationships>",
        VBA_PROJECT: vba,
        "[Content_Types].xml": f'{TYPES}<Default Extension="vml" ContentType="a/vml"/></Types>',
        "_rels/.rels": f"{RELATIONS}</Relationships>",
        **more,
    }
    return package(**parts)


ORIGINAL = book(
    '<sheetPr codeName="shRegister"><tabColor rgb="FF00"/></sheetPr><sheetData/>'
    f'{MARGINS.format("0.3")}{HEADER.format(FONT)}{NO_ERRORS}<legacyDrawing r:id="rId1"/>',
    code=' codeName="ThisWorkbook"',
    calc=' calcId="191029"',
    relations='<Relationship Id="rId1" Type="a/vmlDrawing" Target="../drawings/v1.vml"/>',
    **{"xl/drawings/v1.vml": "<buttons/>", RIBBON: "<customUI/>"},
)
SAVED = book(
    '<sheetPr filterMode="false" codeName="x"><tabColor rgb="FFFF"/><pageSetUpPr/></sheetPr>'
    "<sheetData><row>typed</row></sheetData><dataValidations>"
    '<dataValidation type="list"><formula1>a</formula1><formula2>0</formula2></dataValidation>'
    '<dataValidation type="whole" operator="between"><formula2>9</formula2></dataValidation>'
    '<dataValidation type="whole" operator="equal"><formula2>0</formula2></dataValidation>'
    f'</dataValidations>{MARGINS.format("0.5")}{HEADER.format("")}<drawing r:id="rId1"/>'
    "<mc:AlternateContent><mc:Choice><controls/></mc:Choice></mc:AlternateContent>",
    vba=SHIM,
    relations='<Relationship Id="rId1" Type="a/drawing" Target="../drawings/d.xml"/>',
    **{"xl/drawings/d.xml": "<d/>"},
)


@pytest.fixture(scope="module")
def found() -> Package:
    return Package(mended(SAVED, ORIGINAL))


def test_the_tool_s_own_parts_come_back(found: Package) -> None:
    assert not is_mended(SAVED)
    assert is_mended(found.to_bytes())
    assert found.parts[VBA_PROJECT] == b"vba"
    assert found.parts[RIBBON] == b"<customUI/>"
    assert [item.target for item in found.relations()] == [RIBBON]


def test_the_workbook_has_its_code_name_hidden_sheets_and_way_of_computing(
    found: Package,
) -> None:
    xml = found.parts[WORKBOOK].decode()
    assert '<workbookPr codeName="ThisWorkbook"/>' in xml
    assert '<sheet name="xlwings.conf" state="hidden" r:id="rId2"/>' in xml
    assert f'<sheet name="{REGISTER}" state="visible" r:id="rId1"/>' in xml
    assert '<calcPr calcId="191029"/>' in xml


def test_a_sheet_keeps_what_was_typed_and_gets_back_what_is_the_tool_s(found: Package) -> None:
    assert found.parts["xl/worksheets/s1.xml"].decode() == (
        '<worksheet xmlns:r="r" xmlns:mc="m">'
        '<sheetPr codeName="shRegister" filterMode="false"><tabColor rgb="FF00"/><pageSetUpPr/>'
        "</sheetPr><sheetData><row>typed</row></sheetData><dataValidations>"
        '<dataValidation type="list"><formula1>a</formula1></dataValidation>'
        '<dataValidation type="whole" operator="between"><formula2>9</formula2></dataValidation>'
        '<dataValidation type="whole" operator="equal"></dataValidation></dataValidations>'
        f"{MARGINS.format('0.3')}{HEADER.format(FONT)}{NO_ERRORS}"
        f"{written('legacyDrawing', RELATED).decode()}</worksheet>"
    )
    assert found.parts["xl/worksheets/s2.xml"] == b"<worksheet><sheetPr></sheetPr></worksheet>"


def test_what_is_no_error_is_none_after_saving_either(found: Package) -> None:
    assert NO_ERRORS.encode() in found.parts["xl/worksheets/s1.xml"]
    assert found.parts["xl/worksheets/s1.xml"].count(b"<ignoredErrors>") == 1


def test_the_buttons_come_back_in_the_place_of_what_was_drawn(found: Package) -> None:
    [relation] = found.relations("xl/worksheets/s1.xml")
    assert (relation.kind, relation.target) == ("vmlDrawing", "xl/drawings/bochiso_v1.vml")
    assert found.parts[relation.target] == b"<buttons/>"
    assert found.types.of(relation.target) == "a/vml"
    assert "xl/drawings/d.xml" not in found.parts


def test_the_tiles_of_trang_chinh_come_back_with_their_macros() -> None:
    original, saved = (Package(content) for content in (ORIGINAL, SAVED))
    for content in (original, saved):
        name = content.parts[WORKBOOK].replace(REGISTER.encode(), HOME.title.encode())
        content.parts[WORKBOOK] = name
    sheet, relations = "xl/worksheets/s1.xml", "xl/worksheets/_rels/s1.xml.rels"
    original.parts[sheet] = original.parts[sheet].replace(b"legacyDrawing", b"drawing")
    own = original.parts[relations].replace(b"vmlDrawing", b"drawing").replace(b"v1.vml", b"t.xml")
    original.parts[relations] = own
    original.add("xl/drawings/t.xml", b"<tiles/>", "a/drawing")
    found = Package(mended(saved.to_bytes(), original.to_bytes()))
    [relation] = found.relations(sheet)
    assert found.parts[relation.target] == b"<tiles/>"
    assert found.types.of(relation.target) == "a/drawing"
    assert written("drawing", {**RELATED, "r:id": relation.id}) in found.parts[sheet]
    assert found.parts[sheet].count(b"rawing ") == 1


def test_mending_again_changes_nothing(found: Package) -> None:
    for original in (ORIGINAL, found.to_bytes()):
        again = Package(mended(found.to_bytes(), original))
        assert again.parts.keys() == found.parts.keys()
        for name, content in found.parts.items():
            # Types are stated in the order in which parts were put in.
            assert again.types.of(name) == found.types.of(name)
            assert again.parts[name] == content or name == CONTENT_TYPES


def test_what_is_no_workbook_of_ours_is_refused() -> None:
    for saved, original in ((SAVED, package(a="")), (package(a=""), ORIGINAL)):
        with pytest.raises(HostError):
            mended(saved, original)
