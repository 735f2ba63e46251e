"""The canonical form of every record that is sealed: JSON, keys sorted, nothing between them.

The verifier that goes with an archive (``resources/verify_archive.py``) rebuilds the same text
from the same facts: a field added here is added there. Nothing here tells who a customer is: a
document carries only the salted digest of its buyer, so that her name can be erased one day.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

_CANON = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))
Fact = str | int | None | Sequence["Fact"]


def canonical(record: Mapping[str, Fact]) -> str:
    """Return the one text that these facts have."""
    return _CANON.encode(record)


def record_digest(record: Mapping[str, Fact]) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(record).encode()).hexdigest()


def party_digest(salt: bytes, *personal: str) -> str:
    """Return the digest of what tells the customer; without the salt nobody finds it again."""
    return sha256(salt + "\n".join(personal).encode()).hexdigest()


def text_digest(text: str) -> str:
    """Return the digest of a text that is not personal but long."""
    return sha256(text.encode()).hexdigest()


def instant(at: datetime) -> str:
    """Return an instant as records write it: ISO 8601, UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def signed_instant(at: datetime) -> str:
    """Return an instant as the signed line writes it (YYYYMMDDHHMMSS, UTC)."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
