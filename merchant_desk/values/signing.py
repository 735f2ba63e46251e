"""What signs the records of a station, and the words of what is signed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from merchant_desk.values.money import Money

FORMAT = 1
"""Of the signed text; another order of its fields is another format."""
ALGORITHM = "Ed25519"
NOTHING_BEFORE = "0" * 64


class Signer(Protocol):
    """The private key of a station: it lives in the keyring of the system, never in the data."""

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the public key, in hexadecimal."""

    @property
    def public_key(self) -> bytes:
        """Return the 32 bytes of the public key (RFC 8032)."""

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature."""


class SealKind(StrEnum):
    """What is sealed: every station has one chain of each."""

    DOCUMENT = "document"  # invoices, credit notes, tickets
    PAYMENT = "payment"
    CLOSING = "closing"
    EVENT = "event"
    COPY = "copy"  # reprints of documents
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """What the signed text says in clear, besides the digest of the whole record."""

    kind: SealKind
    label: str  # its number, or what happened
    at: str  # YYYYMMDDHHMMSS, UTC
    rates: Sequence[tuple[int, Money]]  # amounts with VAT per rate, in basis points
    total: Money
    record: str  # digest of the canonical record, see ``record_digest``


def fingerprint_of(signer: Signer | None) -> str:
    """Return the fingerprint of the key that answers; empty when none does."""
    return "" if signer is None else signer.fingerprint


def chain_name(station: bytes, kind: SealKind) -> str:
    """Return the name of a chain: one of each kind at each station."""
    return f"{station.hex()}/{kind}"


def signed_text(chain: str, sequence: int, previous: str, facts: SealedFacts) -> str:
    """Return the line that is signed, its fields in the order of the fiscal notes (fiscal §7.4)."""
    rates = "|".join(f"{rate}:{amount.cents}" for rate, amount in facts.rates)
    first = "Y" if sequence == 1 else "N"
    fields = (
        str(FORMAT), rates, str(facts.total.cents), facts.at, chain, str(sequence),
        facts.kind, facts.label.replace(";", ","), first, facts.record, previous,
    )  # fmt: skip
    return ";".join(fields)


def link_digest(text: str, signature: bytes) -> str:
    """Return what the next link carries of this one: its text and its signature."""
    return hashlib.sha256(text.encode() + b"\n" + signature).hexdigest()


def printed_mark(digest: str) -> str:
    """Return the four characters that a receipt prints: the 3rd, 7th, 13th and 19th."""
    return "".join(digest[place - 1] for place in (3, 7, 13, 19)).upper()
