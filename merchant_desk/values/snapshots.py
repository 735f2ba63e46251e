"""Addresses, sellers and buyers as they are kept in a row: JSON, read back as they were."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date

from merchant_desk.values.invoice_page import (
    Buyer,
    InvoicePayment,
    Mention,
    MentionPlace,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address

_TEXT = json.JSONEncoder(ensure_ascii=False)
_ADDRESS = tuple(each.name for each in fields(Address))


def address_json(address: Address) -> str:
    """Write an address; two of every order received: ``asdict`` would take most of the time."""
    return _TEXT.encode({name: getattr(address, name) for name in _ADDRESS})


def read_address(text: str) -> Address:
    """Read an address."""
    return Address(**json.loads(text))


def seller_json(seller: Seller) -> str:
    """Write the shop's identity."""
    facts = asdict(seller)
    facts["capital"] = None if seller.capital is None else seller.capital.cents
    return json.dumps(facts, ensure_ascii=False)


def read_seller(text: str) -> Seller:
    """Read the shop's identity."""
    facts = json.loads(text)
    facts["address"] = Address(**facts["address"])
    if facts["capital"] is not None:
        facts["capital"] = Money(facts["capital"])
    return Seller(**facts)


def buyer_json(buyer: Buyer) -> str:
    """Write who bought."""
    return json.dumps(asdict(buyer), ensure_ascii=False)


def read_buyer(text: str) -> Buyer:
    """Read who bought."""
    facts = json.loads(text)
    facts["address"] = Address(**facts["address"])
    return Buyer(**facts)


def mentions_json(mentions: Iterable[Mention]) -> str:
    """Write the mentions printed."""
    return json.dumps([asdict(mention) for mention in mentions], ensure_ascii=False)


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
