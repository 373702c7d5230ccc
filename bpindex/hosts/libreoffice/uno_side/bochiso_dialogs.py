"""Dialogs of which LibreOffice has none ready: a line of text, files to open, a bar to stop."""

import uno
import unohelper
from com.sun.star.awt import XActionListener
from com.sun.star.awt.PosSize import POS
from com.sun.star.beans import NamedValue


def _putting(model):
    """Return what puts an item into the model of a dialog, by kind and name."""

    def put(kind, name, place, **values):
        item = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        item.PositionX, item.PositionY, item.Width, item.Height = place
        for key, value in values.items():
            setattr(item, key, value)
        model.insertByName(name, item)

    return put


def ask_line(service, window, text, title, cancel):
    """Ask for one line of text; return it, null when the user gives none."""
    model = service("com.sun.star.awt.UnoControlDialogModel")
    model.Title, model.Width = title, 260
    lines = text.count("\n") + len(text) // 60 + 1
    height = min(9 * lines, 160)
    model.Height = height + 52
    put = _putting(model)
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


def chosen_files(service, document, title, pattern, several):
    """Let the user choose files to open, those beside a workbook first; none for none."""
    picker = service("com.sun.star.ui.dialogs.FilePicker")
    folder, _, name = document.getURL().rpartition("/")
    if name:
        picker.setDisplayDirectory(folder)
    picker.setTitle(title)
    picker.setMultiSelectionMode(several)
    picker.appendFilter(pattern, pattern)
    if picker.execute() != 1:
        return []
    return [uno.fileUrlToSystemPath(url) for url in picker.getSelectedFiles()]


class Progress(unohelper.Base, XActionListener):
    """A window with a bar and a button; meanwhile the workbook's own window takes no clicks."""

    def __init__(self, service, window, title, stop):
        self._window, self._stopped = window, False
        model = service("com.sun.star.awt.UnoControlDialogModel")
        model.Title, model.Width, model.Height, model.Closeable = title, 220, 62, False
        put = _putting(model)
        put("FixedText", "text", (8, 8, 204, 10))
        put("ProgressBar", "bar", (8, 22, 204, 12), ProgressValueMin=0, ProgressValueMax=100)
        put("Button", "stop", (85, 42, 50, 14), Label=stop)
        self._dialog = service("com.sun.star.awt.UnoControlDialog")
        self._dialog.setModel(model)
        self._dialog.createPeer(window.Toolkit, window)
        self._dialog.getControl("stop").addActionListener(self)
        room, own = window.getPosSize(), self._dialog.getPosSize()
        x, y = (room.Width - own.Width) // 2, (room.Height - own.Height) // 2
        self._dialog.setPosSize(x, y, 0, 0, POS)
        window.setEnable(False)
        self._dialog.setVisible(True)

    def show(self, text, share):
        """Show how far it is; return whether to go on."""
        self._dialog.getControl("text").setText(text)
        self._dialog.getControl("bar").setValue(round(100 * share))
        self._window.Toolkit.processEventsToIdle()
        return not self._stopped

    def close(self):
        """Take the window away."""
        self._window.setEnable(True)
        self._dialog.dispose()

    def actionPerformed(self, event):  # noqa: N802 - spelt so in UNO
        self._stopped = True

    def disposing(self, event):
        pass


def product_name(service):
    """Return the name of the program and its version."""
    provider = service("com.sun.star.configuration.ConfigurationProvider")
    view = "com.sun.star.configuration.ConfigurationAccess"
    where = NamedValue("nodepath", "/org.openoffice.Setup/Product")
    product = provider.createInstanceWithArguments(view, (where,))
    return f"{product.ooName} {product.ooSetupVersionAboutBox}"
