"""Waiting for what a program that runs beside the tests does in its own time."""

import time
from collections.abc import Callable
from typing import Any

PRESS_SECONDS = 20


def eventually(
    reading: Callable[[], Any], expected: Any, most_seconds: float = PRESS_SECONDS
) -> Any:
    """What is read once it is as expected, or after some seconds: a press takes its time."""
    deadline = time.monotonic() + most_seconds
    while (found := reading()) != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def until(what: Callable[[], Any], why_not: str, most_seconds: float) -> Any:
    """Return what is read as soon as it is something; fail with a reason when it never is."""
    deadline = time.monotonic() + most_seconds
    while not (found := what()):
        assert time.monotonic() < deadline, why_not
        time.sleep(0.05)
    return found
