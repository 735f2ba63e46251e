"""Understand one raw PrestaShop order, strictly: what does not add up is refused with a reason."""

from datetime import datetime
from zoneinfo import ZoneInfo

from merchant_desk.connectors.prestashop.amounts import cents
from merchant_desk.connectors.prestashop.delivery import read_shipping
from merchant_desk.connectors.prestashop.fields import flag, optional_id, remote_id, row, rows
from merchant_desk.connectors.prestashop.local_time import instant, optional_instant, zone_named
from merchant_desk.connectors.prestashop.order_lines import read_lines, slip_total
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import Body, UnfitError, missing, note, parsed, text
from merchant_desk.values.money import Money
from merchant_desk.values.remote import (
    Address,
    RemoteCustomer,
    RemoteOrder,
    RemotePayment,
    RemoteRefund,
    RemoteState,
)
from merchant_desk.values.texts import _

_SIREN_DIGITS = 9


def read_order(body: str) -> RemoteOrder:
    """Return the order, or raise ``RemoteDataError`` with the reason a merchant can read."""
    number = ""
    try:
        data = parsed(body)
        order = row(data, "order")
        number = text(order.get("reference")) or optional_id(order.get("id"))
        return _read(data, order)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("La commande {number} n’a pas été reprise\u00a0: {reason}.").format(
                number=number or "?", reason=unfit.reason
            ),
            _("Corrigez-la dans la boutique puis cliquez sur Réessayer, ou écartez-la."),
        ) from unfit


def _read(data: Body, order: Body) -> RemoteOrder:
    desk = row(data, "desk")
    _refuse_other_currency(desk)
    zone = zone_named(text(desk.get("zone")))
    order_id = remote_id(order.get("id"), "id")
    told = order.get("total_paid_tax_incl") or order.get("total_paid")
    if not told:
        raise missing("total_paid")
    total = cents(told, "total_paid_tax_incl")
    if total < 0:
        raise UnfitError(_("son total est négatif"))
    payments = _payments(data, order_id, zone)
    placed_at = instant(order.get("date_add"), "date_add", zone)
    paid_at = _paid_at(order, desk, payments, zone)
    way = read_shipping(order, row(data, "delivery"), desk, paid=paid_at is not None)
    return RemoteOrder(
        remote_id=order_id,
        number=_number(data, order, order_id),
        state=_state(desk),
        state_word=text(order.get("current_state")) or "0",
        placed_at=placed_at,
        modified_at=_after(order.get("date_upd"), placed_at, zone),
        paid_at=paid_at,
        customer=_customer(data, order),
        billing=_address(row(data, "invoice"), desk),
        shipping=_address(row(data, "delivery"), desk),
        delivery=way.delivery,
        carrier=way.carrier,
        lines=read_lines(data, order, desk, total),
        total=Money(total),
        payment_means=text(order.get("payment")) or text(order.get("module")),
        note=_note(data, order),
        gift_note=note(order.get("gift_message")) if flag(order, "gift") else "",
        relay_id=way.relay_id,
        coupon_codes=tuple(text(each.get("name")) for each in rows(data, "discounts")),
        refunds=_refunds(data),
        prices_include_tax=False,
        tax_countries=_tax_countries(data, order, desk),
        payments=payments,
    )


def _refuse_other_currency(desk: Body) -> None:
    if desk.get("currency") != "EUR":
        currency = text(desk.get("currency"), 12) or "?"
        raise UnfitError(_("elle est en {currency} et non en euros").format(currency=currency))


def _number(data: Body, order: Body, order_id: str) -> str:
    """Return the reference; orders split from one basket share it and are told apart by rank."""
    reference = text(order.get("reference")) or order_id
    brothers = data.get("brothers")
    if not isinstance(brothers, list) or order_id not in brothers:
        return reference
    rank = brothers.index(order_id) + 1
    return reference if rank == 1 else f"{reference}-{rank}"


def _state(desk: Body) -> RemoteState:
    try:
        return RemoteState(str(desk.get("state")))
    except ValueError:
        return RemoteState.UNKNOWN


def _after(value: object, placed_at: datetime, zone: ZoneInfo) -> datetime:
    """Return when an order changed: never before it was placed, whichever hour came twice."""
    changed = optional_instant(value, zone) or placed_at
    if changed < placed_at:
        later = optional_instant(value, zone, not_after=datetime.max.replace(tzinfo=zone))
        return max(placed_at, later or placed_at)
    return changed


def _payments(data: Body, order_id: str, zone: ZoneInfo) -> tuple[RemotePayment, ...]:
    """Return what was paid; payments of a split basket belong to several orders and are left."""
    if data.get("brothers") not in ([order_id], None, []):
        return ()
    return tuple(
        RemotePayment(
            remote_id=remote_id(each.get("id"), "order_payments.id"),
            amount=Money(cents(each.get("amount"), "order_payments.amount")),
            means=text(each.get("payment_method")),
            paid_at=instant(each.get("date_add"), "order_payments.date_add", zone),
        )
        for each in rows(data, "payments")
        if cents(each.get("amount"), "order_payments.amount") > 0
    )


def _paid_at(
    order: Body, desk: Body, payments: tuple[RemotePayment, ...], zone: ZoneInfo
) -> datetime | None:
    if payments:
        return max(each.paid_at for each in payments)
    if desk.get("state_paid") is not True:
        return None
    for name in ("invoice_date", "date_upd", "date_add"):
        found = optional_instant(order.get(name), zone)
        if found is not None:
            return found
    return None


def _note(data: Body, order: Body) -> str:
    """Return what the customer wrote, then what was noted on the order."""
    wrote = [
        note(each.get("message"))
        for each in rows(data, "messages")
        if not flag(each, "private") and not optional_id(each.get("id_employee"))
    ]
    return "\n".join(words for words in (*wrote, note(order.get("note"))) if words)


def _refunds(data: Body) -> tuple[RemoteRefund, ...]:
    return tuple(
        RemoteRefund(remote_id(each.get("id"), "order_slip.id"), slip_total(each), "")
        for each in rows(data, "slips")
    )


def _tax_countries(data: Body, order: Body, desk: Body) -> tuple[str, ...]:
    taxed = order.get("total_paid_tax_incl") != order.get("total_paid_tax_excl")
    country = _country(row(data, "delivery"), desk)
    return (country,) if taxed and country else ()


def _country(address: Body, desk: Body) -> str:
    return text(row(desk, "countries").get(str(address.get("id_country"))))


def _name(person: Body) -> str:
    return f"{text(person.get('firstname'))} {text(person.get('lastname'))}".strip()


def _address(data: Body, desk: Body) -> Address:
    return Address(
        name=_name(data),
        company=text(data.get("company")),
        line1=text(data.get("address1")),
        line2=" ".join(filter(None, (text(data.get("address2")), text(data.get("other"))))),
        postcode=text(data.get("postcode")),
        city=text(data.get("city")),
        country=_country(data, desk) or "FR",
        phone=text(data.get("phone_mobile")) or text(data.get("phone")),
    )


def _customer(data: Body, order: Body) -> RemoteCustomer:
    person, billing = row(data, "customer"), row(data, "invoice")
    siren = "".join(filter(str.isdecimal, text(person.get("siret"))))[:_SIREN_DIGITS]
    return RemoteCustomer(
        remote_id=optional_id(order.get("id_customer")),
        name=_name(person) or _name(billing),
        email=text(person.get("email")),
        phone=text(billing.get("phone_mobile")) or text(billing.get("phone")),
        company=text(billing.get("company")) or text(person.get("company")),
        siren=siren if len(siren) == _SIREN_DIGITS else "",
        vat_number=text(billing.get("vat_number")),
    )
