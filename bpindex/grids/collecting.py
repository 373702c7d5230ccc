"""Work that makes hundreds of thousands of small things, none of them in a circle."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def uncollected(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return a function during which nobody looks for circles: that takes a quarter of its time."""

    @wraps(function)
    def run(*args: _Given.args, **named: _Given.kwargs) -> _Made:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return function(*args, **named)
        finally:
            if was_on:
                gc.enable()

    return run
