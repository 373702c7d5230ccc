"""Typer's help and its errors in Vietnamese."""

import re
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from bpindex.errors import InputError
from bpindex.words import command_line as texts


class _Vietnamese:
    """Puts the words of typer's own help into Vietnamese."""

    def get_usage(self, ctx: Any) -> str:
        usage = str(super().get_usage(ctx))  # type: ignore[misc]
        for english, vietnamese in texts.USAGE_WORDS.items():
            usage = usage.replace(english, vietnamese)
        return usage

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = texts.HELP_OPTION
        return option

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            # Instead of a type's English name: what the user is to put there.
            shown = param.metavar if param.param_type_name == "option" else None
            param.display_type_rich = lambda ctx, shown=shown: shown
        return params


class Command(_Vietnamese, TyperCommand):
    """A command with Vietnamese help."""


class Group(_Vietnamese, TyperGroup):
    """The group of all commands; an unknown one is told with the known ones."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command; raise InputError where there is none of that name."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            known = ", ".join(self.commands)
            raise InputError(texts.COMMAND_WRONG.format(found=name, expected=known))
        return super().resolve_command(ctx, args)


rich_utils.ARGUMENTS_PANEL_TITLE = texts.ARGUMENTS
rich_utils.OPTIONS_PANEL_TITLE = texts.OPTIONS
rich_utils.COMMANDS_PANEL_TITLE = texts.COMMANDS
rich_utils.REQUIRED_LONG_STRING = texts.REQUIRED
rich_utils.DEFAULT_STRING = texts.DEFAULT


def usage_sentence(error: TyperException) -> str:
    """Return the Vietnamese sentence for wrong arguments."""
    extra = re.search(r"unexpected extra argument\(s\) \((.*)\)", error.format_message())
    if extra:
        return texts.EXTRA_ARGUMENT.format(what=extra[1])
    template = texts.USAGE_ERRORS.get(type(error).__name__, texts.USAGE_ERRORS["UsageError"])
    what, param = getattr(error, "option_name", ""), getattr(error, "param", None)
    if param is not None:
        what = param.opts[0] if param.param_type_name == "option" else param.metavar
    return template.format(what=what)
