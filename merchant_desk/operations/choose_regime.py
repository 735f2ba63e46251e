"""How VAT treats an order, and why it may not be invoiced yet: said before it is packed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.station import ShopProfile
from merchant_desk.rules.invoice_gaps import buyer_gaps, company_gaps
from merchant_desk.rules.vat_regime import Regime, Sale, correct_there, regime_of
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import ZERO
from merchant_desk.values.remote import Address, Delivery, RemoteOrder
from merchant_desk.values.snapshots import read_address, read_seller
from merchant_desk.values.vat import VatTreatment

_ORDERS, _LINES, _PROFILES = table(Order), table(OrderLine), table(ShopProfile)
_IN_SHOP = frozenset({Delivery.COLLECT, Delivery.RESERVED})
_PROFILE = Prepared(select(_PROFILES.c.seller, _PROFILES.c.vat_treatment, _PROFILES.c.logo))
_ORDER = Prepared(
    select(
        _ORDERS.c.billing,
        _ORDERS.c.shipping,
        _ORDERS.c.delivery,
        _ORDERS.c.siren,
        _ORDERS.c.vat_number,
        _ORDERS.c.tax_countries,
    ).where(_ORDERS.c.id == bindparam("order"))
)
_CHARGED = Prepared(
    select(_LINES.c.name, _LINES.c.rate_bp).where(
        _LINES.c.order_id == bindparam("order"), _LINES.c.total != ZERO
    )
)
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Profile:
    """Who sells, as every invoice prints it."""

    seller: Seller
    treatment: VatTreatment
    """Of the shop itself: normal, or franchise."""
    logo: bytes | None


def regime_of_order(
    gesture: Gesture, profile: Profile, order: AnyRow, charged: Sequence[tuple[str, int]]
) -> Regime:
    """Return how VAT treats an order; ``charged`` are its lines that cost something."""
    billing, shipping = read_address(order.billing), read_address(order.shipping)
    sale = Sale(
        treatment=profile.treatment,
        seller=profile.seller.address,
        destination=destination_of(billing, shipping),
        collected=order.delivery in _IN_SHOP,
        buyer_vat=order.vat_number,
        charged=charged,
        tax_countries=order.tax_countries.split(),
        on=paris_date(gesture.at),
        one_stop_shop=profile.seller.one_stop_shop,
    )
    return regime_of(sale)


def profile_of(session: Session) -> Profile | None:
    """Return who sells, or None before the shop's identity is filled in."""
    row = _PROFILE.first(session)
    return None if row is None else Profile(read_seller(row.seller), row.vat_treatment, row.logo)


def profile_ahead() -> Ahead:
    """Return what ``profile_of`` will ask."""
    return _PROFILE.ahead()


def problem_ahead(order_id: OrderId) -> tuple[Ahead, ...]:
    """Return what ``invoice_problem`` will ask."""
    return profile_ahead(), _ORDER.ahead(order=order_id), _CHARGED.ahead(order=order_id)


def invoice_problem(session: Session, gesture: Gesture, order_id: OrderId) -> str:
    """Return why no invoice may be made of an order, or nothing; a missing profile is not said."""
    profile = profile_of(session)
    if profile is None:
        return ""
    order = _ORDER.typed(session, order=order_id)[0]
    buyer = buyer_address(read_address(order.billing), read_address(order.shipping))
    gaps = (*buyer_gaps(buyer), *company_gaps(buyer, order.siren, paris_date(gesture.at)))
    if gaps:
        return " ".join(gaps)
    charged = _CHARGED.rows(session, order=order_id)
    return regime_of_order(gesture, profile, order, [(row[0], row[1]) for row in charged]).problem


def problem_on_arrival(session: Session, gesture: Gesture, remote: RemoteOrder) -> str:
    """Return the same of an order as it arrives, while the storefront can still correct it."""
    profile = profile_of(session)
    if profile is None:
        return ""
    sale = Sale(
        treatment=profile.treatment,
        seller=profile.seller.address,
        destination=destination_of(remote.billing, remote.shipping),
        collected=remote.delivery in _IN_SHOP,
        buyer_vat=remote.customer.vat_number,
        charged=[(line.name, line.rate_bp) for line in remote.lines if line.total],
        tax_countries=remote.tax_countries,
        on=paris_date(gesture.at),
        one_stop_shop=profile.seller.one_stop_shop,
    )
    buyer = buyer_address(remote.billing, remote.shipping)
    return _gap(buyer, remote.customer.siren, sale.on) or regime_of(sale).problem


def _gap(buyer: Address, siren: str, on: date) -> str:
    gaps = (*buyer_gaps(buyer), *company_gaps(buyer, siren, on))
    return " ".join([*gaps, correct_there()]) if gaps else ""


def buyer_address(billing: Address, shipping: Address) -> Address:
    """Return to whom the invoice is made out."""
    return billing if billing.city else shipping


def destination_of(billing: Address, shipping: Address) -> Address:
    """Return where the goods go."""
    return shipping if shipping.city else billing
