"""Dialogs of which LibreOffice has none ready: a line of text, files to open."""

import uno


def ask_line(service, window, text, title, cancel):
    """Ask for one line of text; return it, null when the user gives none."""
    model = service("com.sun.star.awt.UnoControlDialogModel")
    model.Title, model.Width = title, 260
    lines = text.count("\n") + len(text) // 60 + 1
    height = min(9 * lines, 160)
    model.Height = height + 52

    def put(kind, name, place, **values):
        item = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        item.PositionX, item.PositionY, item.Width, item.Height = place
        for key, value in values.items():
            setattr(item, key, value)
        model.insertByName(name, item)

    put("FixedText", "text", (8, 8, 244, height), Label=text, MultiLine=True)
    put("Edit", "answer", (8, height + 12, 244, 14), TabIndex=0)
    ok = {"Label": "OK", "PushButtonType": 1, "DefaultButton": True, "TabIndex": 1}
    put("Button", "ok", (144, height + 32, 50, 14), **ok)
    put("Button", "cancel", (202, height + 32, 50, 14), Label=cancel, PushButtonType=2)
    dialog = service("com.sun.star.awt.UnoControlDialog")
    dialog.setModel(model)
    dialog.createPeer(window.Toolkit, window)
    try:
        done = dialog.execute() == 1
        return dialog.getControl("answer").Text if done else None
    finally:
        dialog.dispose()


def chosen_files(service, title, pattern, several):
    """Let the user choose files to open; none when none was chosen."""
    picker = service("com.sun.star.ui.dialogs.FilePicker")
    picker.setTitle(title)
    picker.setMultiSelectionMode(several)
    picker.appendFilter(pattern, pattern)
    if picker.execute() != 1:
        return []
    return [uno.fileUrlToSystemPath(url) for url in picker.getSelectedFiles()]
