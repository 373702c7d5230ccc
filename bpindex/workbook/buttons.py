"""What is made of the declared actions: the ribbon, VBA entry points, the buttons of the sheets."""

from typing import Any
from xml.sax.saxutils import quoteattr

from bpindex.sheets.model import SPARE_ROW
from bpindex.workbook.actions import ACTIONS, RIBBON_TAB, TAB_KEYTIP, Action, RibbonGroup

# Older workbooks call the macros of this module by its name.
ENTRY_MODULE = "BoChiSo_Main"
# What the ribbon itself asks of VBA.
RIBBON_MODULE = "BoChiSo_Ribbon"

_WIDTH, _GAP = 230, 10
_INTAKE = ("import_data", "undo_import")

_RIBBON = """\
<?xml version="1.0" encoding="UTF-8"?>
<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"
          onLoad="{module}.RibbonLoaded">
  <ribbon>
    <tabs>
      <tab id="bcsTab" label={tab} keytip="{keytip}">
{groups}
      </tab>
    </tabs>
  </ribbon>
  <contextMenus>
{menus}
  </contextMenus>
</customUI>
"""
_RIBBON_GROUP = """\
        <group id="bcs{id}" label={label}>
{buttons}
        </group>"""
_RIBBON_BUTTON = """\
          <button id="bcs{macro}" label={label} size="{size}"
                  imageMso={icon} onAction="{module}.Ribbon{macro}"
                  keytip="{keytip}" screentip={caption}
                  supertip={tip}{applies}/>"""
_APPLIES = """
                  tag={tag} {asked}="{module}.RibbonApplies\""""
# Of a cell, in both ways in which Excel shows a sheet: as it is, and with its pages.
_MENUS = ("ContextMenuCell", "ContextMenuCellLayout")
_MENU = """\
    <contextMenu idMso="{menu}">
{buttons}
    </contextMenu>"""
_MENU_BUTTON = """\
      <button id="bcs{menu}{macro}" label={label} imageMso={icon}
              onAction="{module}.Ribbon{macro}"{applies}/>"""

_ENTRY_HEADER = """\
Attribute VB_Name = "{module}"
Option Explicit

' Made from bpindex.workbook.actions: do not edit.
"""
_ENTRY_POINT = """
''
' Action {id}.
''
Public Sub {macro}()
    {call}
End Sub

''
' Ribbon callback of {macro}.
'
' @param control the ribbon button, an IRibbonControl
''
Public Sub Ribbon{macro}(control As Object)
    RunInActiveBook "{macro}"
End Sub
"""


def ribbon_xml() -> str:
    """Return the definition of the ribbon tab."""
    groups = (
        _RIBBON_GROUP.format(
            id=group.name.title(),
            label=quoteattr(group),
            buttons="\n".join(_ribbon_button(item) for item in ACTIONS if item.group is group),
        )
        for group in RibbonGroup
    )
    menus = (
        _MENU.format(
            menu=menu,
            buttons="\n".join(_menu_button(menu, item) for item in ACTIONS if item.on_cells),
        )
        for menu in _MENUS
    )
    return _RIBBON.format(
        module=RIBBON_MODULE,
        tab=quoteattr(RIBBON_TAB),
        keytip=TAB_KEYTIP,
        groups="\n".join(groups),
        menus="\n".join(menus),
    )


def _ribbon_button(action: Action) -> str:
    return _RIBBON_BUTTON.format(
        macro=action.macro,
        module=ENTRY_MODULE,
        size="large" if action.large else "normal",
        label=quoteattr(action.label),
        icon=quoteattr(action.icon),
        keytip=action.keytip,
        caption=quoteattr(action.caption),
        tip=quoteattr(action.tip),
        applies=_where_it_applies(action, "getEnabled"),
    )


def _menu_button(menu: str, action: Action) -> str:
    return _MENU_BUTTON.format(
        menu=menu,
        macro=action.macro,
        module=ENTRY_MODULE,
        label=quoteattr(action.label),
        icon=quoteattr(action.icon),
        applies=_where_it_applies(action, "getVisible"),
    )


def _where_it_applies(action: Action, asked: str) -> str:
    """Return the attributes by which a button asks VBA whether it applies to the sheet shown."""
    if not action.sheets:
        return ""
    tag = quoteattr(" ".join(action.sheets))
    return _APPLIES.format(tag=tag, asked=asked, module=RIBBON_MODULE)


def entry_points() -> str:
    """Return the VBA module with the public Sub and the ribbon callback of every action."""
    subs = (
        _ENTRY_POINT.format(
            id=action.id, macro=action.macro, call=action.vba or f'RunHost "{action.id}"'
        )
        for action in ACTIONS
    )
    return _ENTRY_HEADER.format(module=ENTRY_MODULE) + "".join(subs)


def on_sheet(sheet_id: str) -> list[Action]:
    """Return the actions whose buttons stand between the title of a sheet and its header."""
    if sheet_id in ("paste", "imported"):
        return [action for action in ACTIONS if action.id in _INTAKE]
    return [action for action in ACTIONS if not action.home and action.stands_on == sheet_id]


def write_sheet_buttons(worksheet: Any, sheet_id: str) -> None:
    """Put the buttons of a sheet beside each other."""
    for place, action in enumerate(on_sheet(sheet_id)):
        worksheet.set_row(SPARE_ROW - 1, 34)
        options = {
            "macro": action.macro,
            "caption": action.caption,
            "width": _WIDTH,
            "height": 30,
            "x_offset": _GAP + place * (_WIDTH + _GAP),
            "y_offset": 2,
        }
        worksheet.insert_button(SPARE_ROW - 1, 0, options)
