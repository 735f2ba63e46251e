"""A page as XML can hold it, for what was issued before its texts were looked at.

Today nothing is issued with a text that XML cannot hold; what was must still be printed.
"""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from merchant_desk.values.invoice_page import InvoicePage

# XML 1.0, 2.2: everything else has no way to be written, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMELESS = "—"


def writable(page: InvoicePage) -> InvoicePage:
    """Return the page without the characters that XML has no way to write; lines have a name."""
    held: InvoicePage = _held(page)
    lines = (
        replace(line, name=line.name.strip() or line.sku.strip() or _NAMELESS)
        for line in held.lines
    )
    return replace(held, lines=tuple(lines), number=held.number.strip() or _NAMELESS)


def _held(told: Any) -> Any:
    if isinstance(told, str) and not isinstance(told, Enum):
        return _FORBIDDEN.sub("", told)
    if isinstance(told, tuple):
        return tuple(_held(each) for each in told)
    if is_dataclass(told) and not isinstance(told, type):
        return replace(
            told, **{each.name: _held(getattr(told, each.name)) for each in fields(told)}
        )
    return told
