"""A record of a Vendure shop as it is kept: cut to whole seconds, in one order, told by its hash.

Right after a write Vendure shows milliseconds that a later read lacks, and it lists the parts of
an order as its database pleases: neither makes another version.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from merchant_desk.connectors.vendure.positions import second
from merchant_desk.sync.connector import RawRecord, RecordKind
from merchant_desk.sync.http_refusals import unreadable

_TIMES = frozenset({"createdAt", "updatedAt", "orderPlacedAt"})
_HASH = 16


def record(kind: RecordKind, told: Mapping[str, Any], desk: Mapping[str, Any]) -> RawRecord:
    """Return a raw record that can be understood later without the shop."""
    kept = steady(told)
    number, modified = kept.get("id"), kept.get("updatedAt")
    if not isinstance(number, str) or not number or not modified:
        raise unreadable()
    body = json.dumps({"desk": desk, kind.value: kept}, ensure_ascii=False, sort_keys=True)
    short = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:_HASH]
    return RawRecord(
        kind=kind,
        remote_id=number,
        version=f"{modified} {short}",
        modified_at=datetime.fromisoformat(modified),
        body=body,
    )


def steady(value: Any) -> Any:
    """Return the same data in the one shape that every answer about it is brought to."""
    if isinstance(value, dict):
        return {
            name: second(each) if name in _TIMES and each else steady(each)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return sorted((steady(each) for each in value), key=_place)
    return value


def _place(value: Any) -> tuple[int, str]:
    """Order by id where there is one; numbers come in their own order."""
    told = value.get("id", "") if isinstance(value, dict) else value
    told = told or json.dumps(value, sort_keys=True)
    return len(str(told)), str(told)
