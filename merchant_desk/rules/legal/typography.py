"""Spaces as French sets them: none may break before a colon or inside quotation marks."""

import re

_NO_BREAK = "\u00a0"
_BEFORE = tuple((f" {sign}", f"{_NO_BREAK}{sign}") for sign in ":;!?€%»")
_GROUPS = re.compile(r" (?<=\d )(?=\d{3}\b)")


def set_in_french(text: str) -> str:
    """Return a text whose spaces do not break where French forbids it."""
    for written, kept in _BEFORE:
        text = text.replace(written, kept)
    return _GROUPS.sub(_NO_BREAK, text.replace("« ", f"«{_NO_BREAK}"))
