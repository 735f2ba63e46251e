"""A claim to a supplier, as it is written and drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _, later

_KINDS: Mapping[ClaimKind, str] = {
    ClaimKind.SHORT: later("Manquant"),
    ClaimKind.OVER: later("En trop"),
    ClaimKind.DAMAGED: later("Abîmé"),
    ClaimKind.WRONG: later("Non commandé"),
    ClaimKind.PRICE: later("Prix différent"),
    ClaimKind.EXPIRED: later("Périmé"),
}
_STATES: Mapping[ClaimState, str] = {
    ClaimState.DRAFT: later("À envoyer"),
    ClaimState.SENT: later("Envoyée"),
    ClaimState.ANSWERED: later("Répondue"),
    ClaimState.SETTLED: later("Réglée"),
    ClaimState.DROPPED: later("Abandonnée"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One thing that is wrong, as the supplier reads it."""

    kind: ClaimKind
    name: str
    sku: str
    quantity: int
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLetter:
    """The letter."""

    number: str
    written_on: date
    seller: Seller
    supplier: str
    address: Address
    customer_number: str
    delivery_number: str
    delivered_on: date | None
    slip_number: str
    purchase_number: str
    supplier_reference: str
    lines: tuple[LetterLine, ...]
    amount: Money
    note: str = ""
    logo: bytes | None = None


def claim_kind_words(kind: ClaimKind) -> str:
    """Return what is wrong, in a word or two."""
    return _(_KINDS[kind])


def claim_state_words(state: ClaimState) -> str:
    """Return where a claim stands."""
    return _(_STATES[state])
