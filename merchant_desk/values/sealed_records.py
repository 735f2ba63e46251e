"""The canonical form of every record that is sealed: JSON, keys sorted, nothing between them.

The verifier that goes with an archive (``resources/verify_archive.py``) rebuilds the same text
from the same facts: a field added here is added there. Nothing here tells who a customer is: a
document carries only the salted digest of its buyer, so that her name can be erased one day.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from merchant_desk.values.money import Money

_CANON = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))
Fact = str | int | None | Sequence["Fact"]
DOCUMENT = (
    "id", "station_id", "series_id", "counter", "number", "kind", "order_id", "parcel_id",
    "parcel_number", "issue_date", "fiscal_day", "delivery_date", "due_on", "issued_at",
    "order_number", "ordered_on", "payments", "net_total", "vat_total", "total", "method", "by",
    "corrects_id", "details_id", "draft_id", "category", "reason", "purchase_order", "deposits",
    "change", "tax_country", "party_digest", "taken", "left_to_pay",
)  # fmt: skip
LINE = (
    "id", "position", "order_line_id", "kind", "sku", "name", "option_text", "quantity", "rate_bp",
    "treatment", "net", "total", "discount", "product_id", "unit_millionths", "category", "ean",
    "eco", "eco_scheme", "credits_line_id",
)  # fmt: skip
RATE = ("rate_bp", "treatment", "base", "vat", "total")
PAYMENT = (
    "id", "order_id", "invoice_id", "amount", "means", "remote_key", "paid_at", "at", "by",
    "station_id",
)  # fmt: skip
CLOSING = (
    "id", "station_id", "level", "period", "first_day", "last_day", "sequence", "sales", "returns",
    "total", "perpetual", "perpetual_absolute", "rates", "means", "documents", "heads", "drawer",
    "at", "by",
)  # fmt: skip
EVENT = ("id", "station_id", "code", "detail", "at", "by")
COPY = ("id", "invoice_id", "rank", "station_id", "at", "by")
ARCHIVE = (
    "id", "station_id", "first_day", "last_day", "file_name", "manifest_digest", "at", "by",
)  # fmt: skip


def canonical(record: Mapping[str, Fact]) -> str:
    """Return the one text that these facts have."""
    return _CANON.encode(record)


def record_digest(record: Mapping[str, Fact]) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()


def party_digest(salt: bytes, *personal: str) -> str:
    """Return the digest of what tells the customer; without the salt nobody finds it again."""
    return hashlib.sha256(salt + "\n".join(personal).encode()).hexdigest()


def text_digest(text: str) -> str:
    """Return the digest of a text that is not personal but long."""
    return hashlib.sha256(text.encode()).hexdigest()


def instant(at: datetime) -> str:
    """Return an instant as records write it: ISO 8601, UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def signed_instant(at: datetime) -> str:
    """Return an instant as the signed line writes it (YYYYMMDDHHMMSS, UTC)."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def document_record(
    row: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], rates: Sequence[Mapping[str, Any]]
) -> dict[str, Fact]:
    """Return the record of an invoice, a credit note or a ticket with its lines and its rates."""
    return {
        **{name: _fact(row[name]) for name in DOCUMENT},
        "seller": _long_text(row["seller"]),
        "logo": "" if row["logo"] is None else hashlib.sha256(row["logo"]).hexdigest(),
        "lines": [[_fact(line[name]) for name in LINE] for line in lines],
        "rates": sorted([_fact(rate[name]) for name in RATE] for rate in rates),
    }


def payment_record(row: Mapping[str, Any]) -> dict[str, Fact]:
    """Return the record of money that came in or went back; its reference only as a digest."""
    reference = hashlib.sha256(row["id"] + row["reference"].encode()).hexdigest()
    return {**{name: _fact(row[name]) for name in PAYMENT}, "reference": reference}


def plain_record(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Fact]:
    """Return the record of a row that tells nobody: closings, events, copies, archives."""
    return {name: _fact(row[name]) for name in names}


@lru_cache(maxsize=64)
def _long_text(text: str) -> str:
    return text_digest(text)


def _fact(value: object) -> Fact:
    """Return a value as the canonical text writes it."""
    match value:
        case Money():
            return value.cents
        case bytes():
            return value.hex()
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case None | str() | int():
            return value
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")
