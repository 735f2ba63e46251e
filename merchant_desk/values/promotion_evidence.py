"""The evidence of an operation: every fact that shows it was lawful, in one fixed form.

The facts are written in one way only (``evidence_json``): the same operation gives the same bytes,
and a hash of them that never changes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = "merchant-desk-evidence-1"
ATTACHMENT = "evidence.json"
SEAL = b"%merchant-desk-sha256 "
"""Begins the last line of the file: the hash of every byte before it."""


@dataclass(frozen=True, slots=True)
class EvidenceShop:
    """Who held the operation, and where."""

    name: str
    trade_name: str
    address: tuple[str, ...]
    siret: str
    zone: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class EvidenceOperation:
    """What was planned. Instants are in UTC, as ISO 8601; the end is the first one after it."""

    id: str
    title: str
    kind: str
    state: str
    starts_at: str
    ends_at: str | None
    channels: tuple[str, ...]
    plan: Mapping[str, Any]
    rules_version: str


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """A verdict: what was asked, what was answered, by which state of the rules."""

    at: str
    by: str
    rules_version: str
    question: Mapping[str, Any]
    question_sha256: str
    answer: Mapping[str, Any]
    answer_sha256: str


@dataclass(frozen=True, slots=True)
class EvidenceWarning:
    """A warning that somebody read and took upon herself."""

    rule: str
    message: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class EvidencePrice:
    """A line of the price ledger: over which time, from where, and when it was learnt."""

    channel: str
    cents: int
    from_at: str
    until_at: str | None
    learned_at: str
    source: str
    audience: str
    operation: str


@dataclass(frozen=True, slots=True)
class EvidencePrior:
    """The prior price: the lowest of the days of its window, and on which days it was practised."""

    cents: int | None
    window_from: str
    window_to: str
    practised: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EvidenceStep:
    """The price of one markdown, and what was crossed out with it."""

    step: int
    starts_at: str
    ends_at: str | None
    cents: int
    crossed_out_cents: int | None


@dataclass(frozen=True, slots=True)
class EvidenceReceipt:
    """Units that were received: when, from whom, on sale since, paid on."""

    received_on: str
    quantity: int
    source: str
    supplier: str
    on_sale_since: str | None
    paid: str
    """A day, ``unpaid``, or ``unknown``."""
    put_aside: bool


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A price on a label or on a site."""

    where: str
    site: str
    at: str
    by: str
    cents: int
    crossed_out_cents: int | None
    sale_cents: int | None
    sale_from: str | None
    sale_to: str | None
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceArticle:
    """All about one article of the operation."""

    sku: str
    name: str
    on_sale_since: str | None
    lowest_lawful_cents: int | None
    """Below it, a resale at a loss; None where the purchase cost is not known."""
    prior: EvidencePrior
    steps: tuple[EvidenceStep, ...]
    prices: tuple[EvidencePrice, ...]
    receipts: tuple[EvidenceReceipt, ...]
    shown: tuple[EvidenceShown, ...]


@dataclass(frozen=True, slots=True)
class EvidenceEvent:
    """A line of the journal."""

    kind: str
    at: str
    by: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The whole file."""

    shop: EvidenceShop
    operation: EvidenceOperation
    checks: tuple[EvidenceCheck, ...]
    acknowledged: tuple[EvidenceWarning, ...]
    articles: tuple[EvidenceArticle, ...]
    events: tuple[EvidenceEvent, ...]
    format: str = FORMAT


def canonical(told: object) -> bytes:
    """Return the one way facts are written: keys in order, no blanks, UTF-8."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def evidence_json(evidence: Evidence) -> bytes:
    """Return the facts as they are attached and hashed."""
    return canonical(asdict(evidence))


def sha256(content: bytes) -> str:
    """Return the hash of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def instant_text(at: datetime) -> str:
    """Return an instant as evidence tells it: UTC, ISO 8601."""
    return at.isoformat().replace("+00:00", "Z")
