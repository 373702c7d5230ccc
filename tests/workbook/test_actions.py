"""Actions are declared once: ribbon, VBA, buttons, guide and documentation follow."""

import re
from dataclasses import replace
from typing import Any

import pytest
from defusedxml import ElementTree

from bpindex.hosts import macros
from bpindex.sheets.layout import layout_of
from bpindex.words.home import STEPS
from bpindex.workbook import actions, buttons
from bpindex.workbook.actions import ACTIONS, Action, RibbonGroup
from bpindex.workbook.build import build_workbook
from bpindex.workbook.buttons import ENTRY_MODULE, ribbon_xml
from bpindex.workbook.guide import steps
from bpindex.workbook.home import grid as home_grid
from bpindex.workbook.vbaproject import bochiso_modules, read_vba_project
from tests import ROOT
from tests.strategies import base_case
from tests.workbook.editing import parts_of

MANUAL = ROOT / "docs" / "huong-dan.md"
LIST_TITLE = "## Các nút lệnh\n"
MADE_UP = Action(
    id="count_sheep",
    caption="Đếm cừu & “ngủ”",
    tip="Đếm từ 1 đến <100>.",
    icon="HappyFace",
    keytip="U",
    group=RibbonGroup.REGISTER,
    home="notice",
)
BESIDE = replace(MADE_UP, id="dream_on", caption="Mơ tiếp", keytip="Y", home="")


def ribbon_buttons() -> list[dict[str, str]]:
    tag = "{http://schemas.microsoft.com/office/2009/07/customui}button"
    ribbon = ElementTree.fromstring(ribbon_xml())[0]
    return [dict(button.attrib) for button in ribbon.iter(tag)]


# The declarations


def test_an_action_is_declared_completely_and_once() -> None:
    for name in ("id", "caption", "label", "macro", "tip"):
        values = [getattr(action, name) for action in ACTIONS]
        assert len(set(values)) == len(values), name
        assert all(values), name
    for action in ACTIONS:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", action.id)
        assert re.fullmatch(r"\w+", action.icon)
        assert action.home in ("", actions.REGISTER, actions.MORE, *STEPS)


def test_the_macros_keep_the_names_by_which_older_workbooks_know_them() -> None:
    known = [
        "CheckData",
        "MakeNotice",
        "GoToRegister",
        "ExplainFigure",
        "UpgradeFile",
        "WithdrawCorrection",
        "WithdrawKind",
        "RestorePrevious",
        "MergeRegister",
    ]
    assert [action.macro for action in ACTIONS if action.macro in known] == known


def test_every_action_has_its_function_in_python_or_its_procedure_in_vba() -> None:
    for action in ACTIONS:
        if action.vba:
            assert f"\nPublic Sub {action.vba}()\r\n" in bochiso_modules()["BoChiSo_Run"]
        else:
            assert callable(getattr(macros, action.id))


# What is made of them


def test_every_ribbon_button_has_its_callback_and_macro() -> None:
    source = bochiso_modules()[ENTRY_MODULE]
    for button, action in zip(ribbon_buttons(), ACTIONS, strict=True):
        module, callback = button["onAction"].split(".")
        assert module == ENTRY_MODULE
        found = re.search(
            rf'Public Sub {callback}\(control As Object\)\r\n    RunInActiveBook "(\w+)"', source
        )
        assert found, callback
        assert found[1] == action.macro
        call = action.vba or f'RunHost "{action.id}"'
        assert f"Public Sub {found[1]}()\r\n    {call}\r\nEnd Sub\r\n" in source
        assert button == {
            "id": f"bcs{action.macro}",
            "label": action.label,
            "size": "large" if action.large else "normal",
            "imageMso": action.icon,
            "onAction": button["onAction"],
            "keytip": action.keytip,
            "screentip": action.caption,
            "supertip": action.tip,
            **asked_of(action, "getEnabled"),
        }


def asked_of(action: Action, name: str) -> dict[str, str]:
    if not action.sheets:
        return {}
    return {"tag": " ".join(action.sheets), name: "BoChiSo_Ribbon.RibbonApplies"}


def test_the_ribbon_asks_where_a_button_applies_and_knows_the_sheets() -> None:
    source = bochiso_modules()["BoChiSo_Ribbon"]
    assert "Option Private Module" not in source
    root = ElementTree.fromstring(ribbon_xml())
    assert root.get("onLoad") == "BoChiSo_Ribbon.RibbonLoaded"
    assert "Public Sub RibbonLoaded(loaded As Object)" in source
    assert "Public Sub RibbonApplies(control As Object, ByRef applies As Variant)" in source
    known = {sheet.code_name for sheet in layout_of(base_case().index).sheets.values()}
    named = {name for action in ACTIONS for name in action.sheets}
    assert named <= known | {actions.OTHER_SHEETS}
    assert all(name.startswith("sh") for name in known)
    limited = {action.id for action in ACTIONS if action.sheets}
    assert limited == {"explain_figure", "withdraw_correction", "withdraw_kind"}


def test_keytips_are_short_and_none_begins_another() -> None:
    tips = [action.keytip for action in ACTIONS]
    for tip in (*tips, actions.TAB_KEYTIP):
        assert re.fullmatch("[A-Z0-9]{1,3}", tip)
    for tip in tips:
        assert [other for other in tips if other.startswith(tip)] == [tip]


def test_a_right_click_on_a_cell_offers_what_is_done_to_one() -> None:
    ribbon, menus = ElementTree.fromstring(ribbon_xml())
    assert [item.tag.rpartition("}")[2] for item in (ribbon, menus)] == ["ribbon", "contextMenus"]
    assert [menu.get("idMso") for menu in menus] == ["ContextMenuCell", "ContextMenuCellLayout"]
    chosen = [action for action in ACTIONS if action.on_cells]
    assert [action.label for action in chosen] == ["Giải thích số liệu", "Rút đính chính"]
    for menu in menus:
        for button, action in zip(menu, chosen, strict=True):
            assert dict(button.attrib) == {
                "id": button.get("id"),
                "label": action.label,
                "imageMso": action.icon,
                "onAction": f"{ENTRY_MODULE}.Ribbon{action.macro}",
                **asked_of(action, "getVisible"),
            }
    ids = [item.get("id") for item in (*ribbon.iter(), *menus.iter()) if item.get("id")]
    assert len(set(ids)) == len(ids)


def test_the_steps_call_the_buttons_by_their_captions() -> None:
    captions = {action.caption for action in ACTIONS}
    called = re.findall(r"bấm “([^”]+)”|^Bấm “([^”]+)”", "\n".join(steps()), re.MULTILINE)
    assert len(called) == 13
    assert {first or second for first, second in called} <= captions
    assert not re.search(r"[{}]", "".join(steps()))


def test_a_new_button_is_one_declaration(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (buttons, home_grid):
        monkeypatch.setattr(module, "ACTIONS", (*ACTIONS, MADE_UP, BESIDE))
    parts = parts_of(build_workbook(base_case()))
    tag = "{http://schemas.microsoft.com/office/2009/07/customui}button"
    ribbon = ElementTree.fromstring(parts["customUI/customUI14.xml"])
    *_, last, _ = ribbon[0].iter(tag)
    assert (last.get("label"), last.get("supertip")) == (MADE_UP.caption, MADE_UP.tip)
    assert last.get("onAction") == "BoChiSo_Main.RibbonCountSheep"
    source = read_vba_project(parts["xl/vbaProject.bin"])[ENTRY_MODULE]
    assert 'Public Sub CountSheep()\r\n    RunHost "count_sheep"\r\nEnd Sub\r\n' in source
    assert 'RibbonCountSheep(control As Object)\r\n    RunInActiveBook "CountSheep"' in source
    # In the face of its step, to the right of the other one.
    pattern = r'descr="nút: (Lập thông báo|Đếm cừu[^"]*)".*?<a:off x="(\d+)"'
    (_, left), (caption, right) = re.findall(pattern, parts["xl/drawings/tiles.xml"].decode())
    assert caption == "Đếm cừu &amp; “ngủ”"
    assert int(right) - int(left) == sum(home_grid.widths()[1:3]) // 2 * 9525
    (drawn,) = (
        " ".join(part.decode().split())
        for name, part in parts.items()
        if "vmlDrawing" in name and b"DreamOn" in part
    )
    places = re.findall(
        r"<x:Anchor>([^<]+)</x:Anchor>.*?<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", drawn
    )
    (before, _), (last_place, macro) = places[-2:]
    assert macro == "DreamOn"
    assert int(last_place.split(",")[0]) >= int(before.split(",")[4])


# The manual


def button_list(declared: tuple[Action, ...]) -> str:
    """The list of buttons as it stands in the manual."""
    titles = {name: sheet.title for name, sheet in layout_of(base_case().index).sheets.items()}
    numbers = {step: f", bước {number}" for number, step in enumerate(STEPS, 1)}

    def place(action: Action) -> str:
        home = f"Trang chính{numbers.get(action.home, '')}"
        return home if action.home else titles[action.stands_on]

    rows = (f"| *{action.caption}* | {place(action)} | {action.tip} |\n" for action in declared)
    return "| nút | đứng ở trang | làm gì |\n|---|---|---|\n" + "".join(rows)


def test_the_manual_lists_every_button(renew_golden: bool) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    before, title, rest = text.partition(LIST_TITLE)
    found, end, after = rest.partition("\n\n")
    wanted = button_list(actions.ACTIONS).rstrip("\n")
    if renew_golden:
        MANUAL.write_text(before + title + wanted + end + after, encoding="utf-8")
    assert found == wanted or renew_golden, "run `pytest --renew-golden`"
    assert button_list((MADE_UP,)).endswith(
        "| *Đếm cừu & “ngủ”* | Trang chính, bước 5 | Đếm từ 1 đến <100>. |\n"
    )
    assert "| Đính chính |" in button_list((replace(MADE_UP, home=""),))


@pytest.mark.parametrize("path", [MANUAL, ROOT / "README.md"], ids=lambda path: path.name)
def test_the_documents_call_the_buttons_by_their_captions(path: Any) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    called = re.findall(r"[Bb]ấm \*+([^*]+)\*+", text)
    assert len(called) >= 2
    assert set(called) <= {action.caption for action in ACTIONS} | {"Enable Content"}
