"""`python -m bpindex` is the command line, or the doctor where that cannot even be loaded."""

import sys

from bpindex.words import health as texts

# What a shell gives for a program that was stopped by its user.
_STOPPED = 130


def main() -> None:
    """Run the command line; say what is missing where a part of the installation is."""
    try:
        from bpindex.cli.app import main as run
    except KeyboardInterrupt:
        # Stopped before there is a command line that says so.
        sys.exit(_STOPPED)
    except Exception as error:
        _reconfigure()
        sys.exit(_without_command_line(error))
    run()


def _without_command_line(error: Exception) -> int:
    try:
        from bpindex.health.console import main as examine

        return examine()
    except Exception:
        # Not even that: Python's own library is damaged, and what lacked first is to blame.
        print(texts.BROKEN.format(name=getattr(error, "name", None) or texts.BROKEN_UNNAMED))
        return 1


def _reconfigure() -> None:
    """Let a Windows console of another code page not stop a Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
