"""Understand one raw Vendure order, strictly: what does not add up is refused with a reason."""

from datetime import datetime

from merchant_desk.connectors.vendure import delivery
from merchant_desk.connectors.vendure.marks import without_mark
from merchant_desk.connectors.vendure.order_lines import read_lines
from merchant_desk.connectors.vendure.states import BEFORE_PAYMENT, CANCELLED, GONE, STATES
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    missing,
    parsed,
    row,
    rows,
    text,
    whole,
)
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import (
    Address,
    RemoteCustomer,
    RemoteLine,
    RemoteOrder,
    RemotePayment,
    RemoteRefund,
    RemoteState,
)
from merchant_desk.values.texts import _

_CENTS = 2
_PARTLY = frozenset({"PartiallyShipped", "PartiallyDelivered"})


def read_order(body: str) -> RemoteOrder:
    """Return the order, or raise ``RemoteDataError`` with the reason a merchant can read."""
    number = ""
    try:
        kept = parsed(body)
        data = row(kept, "order")
        number = text(data.get("code")) or text(data.get("id"))
        if row(kept, "desk").get("decimals", _CENTS) != _CENTS:
            raise UnfitError(_("la boutique ne compte pas en centimes"))  # noqa: TRY301 - as below
        return _read(data, number)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("La commande {number} n’a pas été reprise\u00a0: {reason}.").format(
                number=number or "?", reason=unfit.reason
            ),
            _("Corrigez-la dans la boutique puis cliquez sur Réessayer, ou écartez-la."),
        ) from unfit


def _read(data: Body, number: str) -> RemoteOrder:
    _refuse_other_currency(data)
    word = text(data.get("state"))
    remote_id = text(data.get("id"))
    if not word or not remote_id:
        raise missing("state" if remote_id else "id")
    placed_at = instant(data.get("orderPlacedAt"), "orderPlacedAt")
    lines = read_lines(data)
    cost = total(line.total for line in lines)
    if cost.cents < 0:
        raise UnfitError(_("son total est négatif"))
    payments = _payments(data)
    paid_at = _paid_at(word, cost, payments, placed_at)
    way, carrier, relay = delivery.read_delivery(data, paid=paid_at is not None)
    refunds = _refunds(data)
    return RemoteOrder(
        remote_id=remote_id,
        number=number,
        state=_state(data, word, lines, refunds),
        state_word=word,
        placed_at=placed_at,
        modified_at=instant(data.get("updatedAt"), "updatedAt"),
        paid_at=paid_at,
        customer=_customer(data),
        billing=_address(data, "billingAddress", "shippingAddress"),
        shipping=_address(data, "shippingAddress", "billingAddress"),
        delivery=way,
        carrier=carrier,
        lines=lines,
        total=cost,
        payment_means=next((text(each.get("method")) for each in rows(data, "payments")), ""),
        note=delivery.own_field(data, delivery.NOTES),
        gift_note=delivery.own_field(data, delivery.GIFTS),
        relay_id=relay,
        pickup_slot=delivery.own_field(data, delivery.SLOTS),
        coupon_codes=tuple(text(each) for each in _codes(data)),
        refunds=refunds,
        prices_include_tax=True,
        payments=payments,
    )


def instant(value: object, name: str) -> datetime:
    """Return an instant of the shop; it says itself that it is UTC."""
    try:
        told = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        told = None
    if told is None or told.tzinfo is None:
        raise missing(name)
    return told


def _refuse_other_currency(data: Body) -> None:
    if data.get("currencyCode") != "EUR":
        currency = text(data.get("currencyCode"), 12) or "?"
        raise UnfitError(_("elle est en {currency} et non en euros").format(currency=currency))


def _codes(data: Body) -> list[object]:
    codes = data.get("couponCodes")
    return codes if isinstance(codes, list) else []


def _state(
    data: Body, word: str, lines: tuple[RemoteLine, ...], refunds: tuple[RemoteRefund, ...]
) -> RemoteState:
    """Return where the order stands: some words of Vendure mean two things."""
    gone = [each for each in rows(data, "fulfillments") if each.get("state") in GONE]
    if word == CANCELLED and refunds and gone:
        return RemoteState.REFUNDED  # it left, all of it came back
    if word in _PARTLY:
        sent = sum(
            whole(line.get("quantity"), "quantity") for each in gone for line in rows(each, "lines")
        )
        due = sum(whole(line.get("quantity"), "quantity") for line in rows(data, "lines"))
        return RemoteState.COMPLETED if lines and sent >= due else STATES[word]
    return STATES.get(word, RemoteState.UNKNOWN)


def _payments(data: Body) -> tuple[RemotePayment, ...]:
    return tuple(
        RemotePayment(
            remote_id=text(each.get("id")),
            amount=Money(whole(each.get("amount"), "payments.amount")),
            means=text(each.get("method")),
            paid_at=instant(each.get("createdAt"), "payments.createdAt"),
        )
        for each in rows(data, "payments")
        if each.get("state") == "Settled"
    )


def _paid_at(
    word: str, cost: Money, payments: tuple[RemotePayment, ...], placed_at: datetime
) -> datetime | None:
    """Return when the whole was paid; what costs nothing was paid when it was placed."""
    if payments and total(each.amount for each in payments) >= cost:
        return max(each.paid_at for each in payments)
    free = not cost and word not in BEFORE_PAYMENT
    return placed_at if free else None


def _refunds(data: Body) -> tuple[RemoteRefund, ...]:
    return tuple(
        RemoteRefund(
            remote_id=text(refund.get("id")),
            amount=Money(whole(refund.get("total"), "refunds.total")),
            reason=without_mark(text(refund.get("reason"), 1000)),
        )
        for payment in rows(data, "payments")
        for refund in rows(payment, "refunds")
        if refund.get("state") != "Failed"
    )


def _customer(data: Body) -> RemoteCustomer:
    person, address = row(data, "customer"), row(data, "billingAddress")
    shipping = row(data, "shippingAddress")
    name = f"{text(person.get('firstName'))} {text(person.get('lastName'))}".strip()
    return RemoteCustomer(
        remote_id=text(person.get("id")),
        name=name or text(address.get("fullName")) or text(shipping.get("fullName")),
        email=text(person.get("emailAddress")),
        phone=text(person.get("phoneNumber")) or text(shipping.get("phoneNumber")),
        company=text(address.get("company")) or text(shipping.get("company")),
    )


def _address(order: Body, *names: str) -> Address:
    """Return the first of these addresses that was filled in."""
    data = next((row(order, name) for name in names if text(row(order, name).get("city"))), {})
    return Address(
        name=text(data.get("fullName")),
        company=text(data.get("company")),
        line1=text(data.get("streetLine1")),
        line2=text(data.get("streetLine2")),
        postcode=text(data.get("postalCode")),
        city=text(data.get("city")),
        country=text(data.get("countryCode")) or "FR",
        phone=text(data.get("phoneNumber")),
    )
