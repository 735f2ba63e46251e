"""Spaces as French sets them: none may break before a colon or inside quotation marks."""

import re

_KEPT_TOGETHER = re.compile(r" (?=[:;!?€%»])|(?<=«) |(?<=\d) (?=\d{3}\b)")


def set_in_french(text: str) -> str:
    """Return a text whose spaces do not break where French forbids it."""
    return _KEPT_TOGETHER.sub("\u00a0", text)
