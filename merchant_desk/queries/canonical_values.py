"""The driver's own values as the canonical text of a record says them."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Column

from merchant_desk.database.column_types import IdColumn, UtcColumn
from merchant_desk.values import sealed_records as canon

_CANON = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_FAST = msgspec.json.Encoder()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ODD = (AttributeError, TypeError, ValueError, OverflowError)
"""What values of another type than ours lead to: nothing of ours has such a row."""
Convert = Callable[[Any], Any]


def converters(columns: Sequence[Column[Any]]) -> tuple[tuple[int, Convert], ...]:
    """Return where the driver's value is not yet what the canonical text says."""
    found: list[tuple[int, Convert]] = []
    for place, column in enumerate(columns):
        if column.name == "logo":
            found.append((place, _bytes_digest))
        elif isinstance(column.type, IdColumn):
            found.append((place, bytes.hex))
        elif isinstance(column.type, UtcColumn):
            found.append((place, _instant))
        elif column.type.python_type is date:
            found.append((place, str))
    return tuple(found)


def _instant(micros: int) -> str:
    whole = (_EPOCH + timedelta(microseconds=micros)).isoformat(timespec="microseconds")
    return whole[:26] + "Z"


@lru_cache(maxsize=64)
def text_digest(text: str) -> str:
    """Return the digest of a text that many rows share."""
    return canon.text_digest(text)


@lru_cache(maxsize=16)
def _bytes_digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def buyer_holds(personal: Sequence[Any]) -> bool:
    """Tell whether who bought is who was sealed, or was erased as a whole."""
    salt, *told, digest = personal
    if salt is None:
        return told == ["", "", "[]", ""]
    try:
        return bool(canon.party_digest(salt, *told) == digest)
    except ODD:
        return False


Canonical = tuple[bytes, str]
"""A canonical text and its digest; both empty for what no row of ours holds."""
NOT_OURS: Canonical = (b"", "")


def canonical_text(facts: dict[str, Any], sealed: str) -> Canonical:
    """Return the canonical text of facts whose names are in order, and its digest.

    ``sealed`` is the line that was signed: it carries the digest that this text should have.
    msgspec writes the same text five times faster than the encoder that says what it is, but for
    characters outside the basic plane and a few others: whatever does not have the digest is
    written again by that encoder.
    """
    quick = _quick(facts)
    digest = sha256(quick).hexdigest()
    if quick and digest in sealed:
        return quick, digest
    told = _CANON(facts).encode()
    return told, sha256(told).hexdigest()


def _quick(facts: dict[str, Any]) -> bytes:
    try:
        told = _FAST.encode(facts)
    except (TypeError, ValueError, OverflowError):
        return b""
    if told.isascii():
        return told
    return told.decode().encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
