"""Addresses, sellers and buyers as they are kept in a row: JSON, read back as they were."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoicePayment,
    InvoiceReference,
    Mention,
    MentionPlace,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address

_TEXT = json.JSONEncoder(ensure_ascii=False)
_NAMES: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(kind)) for kind in (Address, Buyer, Mention, Seller)
}


def address_json(address: Address) -> str:
    """Write an address."""
    return _TEXT.encode(_facts(address))


def read_address(text: str) -> Address:
    """Read an address."""
    return Address(**json.loads(text))


def seller_json(seller: Seller) -> str:
    """Write the shop's identity."""
    facts = {**_facts(seller), "address": _facts(seller.address)}
    facts["capital"] = None if seller.capital is None else seller.capital.cents
    return _TEXT.encode(facts)


def read_seller(text: str) -> Seller:
    """Read the shop's identity."""
    facts = json.loads(text)
    facts["address"] = Address(**facts["address"])
    if facts["capital"] is not None:
        facts["capital"] = Money(facts["capital"])
    return Seller(**facts)


def buyer_json(buyer: Buyer) -> str:
    """Write who bought."""
    facts = {**_facts(buyer), "address": _facts(buyer.address)}
    return _TEXT.encode(facts)


def read_buyer(text: str) -> Buyer:
    """Read who bought."""
    facts = json.loads(text)
    facts["address"] = Address(**facts["address"])
    return Buyer(**facts)


@lru_cache(maxsize=64)
def mentions_json(mentions: tuple[Mention, ...]) -> str:
    """Write the mentions printed; those of one invoice are mostly those of the next."""
    return _TEXT.encode([_facts(mention) for mention in mentions])


def read_mentions(text: str) -> tuple[Mention, ...]:
    """Read the mentions printed."""
    return tuple(
        Mention(**{**facts, "place": MentionPlace(facts["place"])}) for facts in json.loads(text)
    )


def payments_json(payments: Iterable[InvoicePayment]) -> str:
    """Write the payments printed."""
    return json.dumps(
        [[each.means, each.paid_on.isoformat(), each.amount.cents] for each in payments],
        ensure_ascii=False,
    )


def read_payments(text: str) -> tuple[InvoicePayment, ...]:
    """Read the payments printed."""
    return tuple(
        InvoicePayment(means=means, paid_on=date.fromisoformat(day), amount=Money(cents))
        for means, day, cents in json.loads(text)
    )


def deposits_json(deposits: Iterable[InvoiceReference]) -> str:
    """Write the deposit invoices deducted."""
    return json.dumps(
        [[each.number, each.issued_on.isoformat(), each.amount.cents] for each in deposits]
    )


def read_deposits(text: str) -> tuple[InvoiceReference, ...]:
    """Read the deposit invoices deducted."""
    return tuple(
        InvoiceReference(number, date.fromisoformat(day), InvoiceKind.DEPOSIT, Money(cents))
        for number, day, cents in json.loads(text)
    )


def _facts(value: Address | Buyer | Mention | Seller) -> dict[str, Any]:
    """Return a value's fields as they are; ``asdict`` copies each and takes ten times as long."""
    return {name: getattr(value, name) for name in _NAMES[type(value)]}
