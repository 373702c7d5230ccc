"""What Windows is asked itself, beside Excel."""

_ESC = 27


def esc_was_pressed() -> bool:
    """Return whether Esc is held, or was pressed since the last question."""
    try:
        import win32api
    except ImportError:
        return False
    return bool(win32api.GetAsyncKeyState(_ESC))


def message_box(sentence: str, title: str) -> None:
    """Show a message that no window of another program owns."""
    import win32api

    win32api.MessageBox(0, sentence, title)
