"""Understand one raw WooCommerce order, strictly: what does not add up is refused with a reason."""

from merchant_desk.connectors.woocommerce.delivery import read_shipping
from merchant_desk.connectors.woocommerce.deposits import is_half_paid, read_payments
from merchant_desk.connectors.woocommerce.fields import first_meta, metadata
from merchant_desk.connectors.woocommerce.order_lines import read_lines, refund_total, tax_countries
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.connector import MetaKeys
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    instant,
    missing,
    note,
    optional_id,
    optional_instant,
    parsed,
    remote_id,
    row,
    rows,
    text,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import (
    Address,
    RemoteCustomer,
    RemoteOrder,
    RemoteRefund,
    RemoteState,
)
from merchant_desk.values.texts import _

STATES = {
    "pending": RemoteState.UNPAID,
    "failed": RemoteState.UNPAID,
    "processing": RemoteState.READY,
    "on-hold": RemoteState.ON_HOLD,
    "completed": RemoteState.COMPLETED,
    "cancelled": RemoteState.CANCELLED,
    "trash": RemoteState.CANCELLED,
    "refunded": RemoteState.REFUNDED,
    "partially-paid": RemoteState.ON_HOLD,  # the word of the deposit plugins
    "partial-payment": RemoteState.ON_HOLD,
}
NOT_ORDERS = frozenset({"checkout-draft", "auto-draft"})
_SIREN_DIGITS = 9


def read_order(body: str, keys: MetaKeys) -> RemoteOrder:
    """Return the order, or raise ``RemoteDataError`` with the reason a merchant can read."""
    number = ""
    try:
        data = parsed(body)
        number = text(data.get("number")) or optional_id(data.get("id"))
        return _read(data, number, keys)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("La commande {number} n’a pas été reprise\u00a0: {reason}.").format(
                number=number or "?", reason=unfit.reason
            ),
            _("Corrigez-la dans la boutique puis cliquez sur Réessayer, ou écartez-la."),
        ) from unfit


def _read(data: Body, number: str, keys: MetaKeys) -> RemoteOrder:
    _refuse_other_currency(data)
    word = text(data.get("status"))
    if not word:
        raise missing("status")
    total = hundredths(data.get("total"), "total")
    if total < 0:
        raise UnfitError(_("son total est négatif"))
    meta = metadata(data)
    paid_at = optional_instant(data.get("date_paid_gmt"), "date_paid_gmt")
    shipping = read_shipping(data, meta, keys, paid=paid_at is not None)
    placed_at = instant(data.get("date_created_gmt"), "date_created_gmt")
    billing = row(data, "billing")
    means = text(data.get("payment_method_title")) or text(data.get("payment_method"))
    return RemoteOrder(
        remote_id=remote_id(data.get("id"), "id"),
        number=number,
        state=STATES.get(word, RemoteState.UNKNOWN),
        state_word=word,
        placed_at=placed_at,
        modified_at=optional_instant(data.get("date_modified_gmt"), "date_modified_gmt")
        or placed_at,
        paid_at=None if is_half_paid(meta) else paid_at,
        customer=_customer(data, billing, meta, keys),
        billing=_address(billing),
        shipping=_address(row(data, "shipping")),
        delivery=shipping.delivery,
        carrier=shipping.carrier,
        lines=read_lines(data, total),
        total=Money(total),
        payment_means=means,
        note=note(data.get("customer_note")),
        gift_note=_gift(meta, keys),
        relay_id=shipping.relay_id,
        pickup_slot=shipping.pickup_slot,
        coupon_codes=tuple(text(each.get("code")) for each in rows(data, "coupon_lines")),
        refunds=_refunds(data),
        prices_include_tax=data.get("prices_include_tax") is not False,
        tax_countries=tax_countries(data),
        payments=read_payments(meta, Money(total), means, paid_at or placed_at),
    )


def _refuse_other_currency(data: Body) -> None:
    if data.get("currency") != "EUR":
        currency = text(data.get("currency"), 12) or "?"
        raise UnfitError(_("elle est en {currency} et non en euros").format(currency=currency))


def _gift(meta: dict[str, object], keys: MetaKeys) -> str:
    found = (note(meta.get(key)) for key in keys.gift)
    return next((words for words in found if words), "")


def _refunds(data: Body) -> tuple[RemoteRefund, ...]:
    return tuple(
        RemoteRefund(
            remote_id=remote_id(each.get("id"), "refunds.id"),
            amount=refund_total(each.get("total")),
            reason=text(each.get("reason")),
        )
        for each in rows(data, "refunds")
    )


def _name(person: Body) -> str:
    return f"{text(person.get('first_name'))} {text(person.get('last_name'))}".strip()


def _address(data: Body) -> Address:
    return Address(
        name=_name(data),
        company=text(data.get("company")),
        line1=text(data.get("address_1")),
        line2=text(data.get("address_2")),
        postcode=text(data.get("postcode")),
        city=text(data.get("city")),
        country=text(data.get("country")) or "FR",
        phone=text(data.get("phone")),
    )


def _customer(data: Body, billing: Body, meta: dict[str, object], keys: MetaKeys) -> RemoteCustomer:
    siren = "".join(filter(str.isdecimal, first_meta(meta, keys.siren)))[:_SIREN_DIGITS]
    return RemoteCustomer(
        remote_id=optional_id(data.get("customer_id")),
        name=_name(billing),
        email=text(billing.get("email")),
        phone=text(billing.get("phone")),
        company=text(billing.get("company")),
        siren=siren if len(siren) == _SIREN_DIGITS else "",
        vat_number=first_meta(meta, keys.vat_number),
    )
