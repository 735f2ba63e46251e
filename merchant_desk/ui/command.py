"""What can be done by name: the command palette lists it, a shortcut runs it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: an infinitive, its shortcut (``Ctrl+Shift+P``) or none, how, its icon."""

    title: str
    shortcut: str
    run: Callable[[], object]
    icon: str = ""
